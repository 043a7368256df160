//! An event of the timeline: what happened, when, where, who says so, and how well it is known.
//!
//! Everything here is already checked and resolved: a value of these types came from a record that
//! loaded without a fault. Names of actors, venues, outlets and claims are indices into the
//! [`Registry`](crate::registry::Registry) of the same store.

pub mod date;
pub mod figure;
pub mod link;
pub(crate) mod word;

use std::fmt;

pub use date::EventDate;
pub use figure::{Count, Figure};
pub use link::{Basis, Link, LinkKind};
use word::words;
pub use word::{UnknownWord, Word};

use crate::registry::{ActorIx, ClaimIx, SourceIx, VenueIx};

/// The place of an event in [`Store::events`](crate::store::Store::events).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventIx(pub u32);

impl EventIx {
    /// As an index into a slice.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An event's id, unique in its store: `[a-z0-9][a-z0-9._-]*`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub Box<str>);

impl EventId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// What kind of event it is.
    pub enum Kind: "kind" {
        /// People met or spoke with each other.
        Meeting = "meeting",
        /// Somebody said something in public.
        Statement = "statement",
        /// An armed attack.
        Strike = "strike",
        /// None of these.
        Other = "other",
    }
}

impl Kind {
    /// The sign that stands for the kind where colour may not.
    #[must_use]
    pub fn glyph(self) -> &'static str {
        match self {
            Self::Meeting => "●",
            Self::Statement => "❝",
            Self::Strike => "▲",
            Self::Other => "◆",
        }
    }

    /// The role of actors that are written as a bare list.
    #[must_use]
    pub fn default_role(self) -> Role {
        match self {
            Self::Meeting | Self::Other => Role::Party,
            Self::Statement => Role::Speaker,
            Self::Strike => Role::Attacker,
        }
    }
}

words! {
    /// Whether it happened.
    #[derive(Default)]
    pub enum Status: "status" {
        /// It happened.
        #[default]
        Occurred = "occurred",
        /// Said to happen, without a source that would know.
        Rumoured = "rumoured",
        /// Suggested by one side.
        Proposed = "proposed",
        /// Announced for a date.
        Scheduled = "scheduled",
        /// One side says that it happened.
        Alleged = "alleged",
        /// Announced and withdrawn.
        Cancelled = "cancelled",
    }
}

words! {
    /// The part an actor has in an event.
    pub enum Role: "role" {
        /// Takes part.
        Party = "party",
        /// Says it.
        Speaker = "speaker",
        /// Strikes.
        Attacker = "attacker",
        /// Is struck.
        Target = "target",
        /// Receives the others.
        Host = "host",
        /// Stands between the parties.
        Mediator = "mediator",
        /// Arranges it.
        Organiser = "organiser",
        /// Is present without a part.
        Observer = "observer",
        /// Is spoken to.
        Addressee = "addressee",
        /// Is spoken about.
        Subject = "subject",
        /// Claims that it happened.
        Claimant = "claimant",
    }
}

words! {
    /// How the sides of a meeting sat.
    pub enum Format: "format" {
        /// Two sides.
        Bilateral = "bilateral",
        /// Three sides.
        Trilateral = "trilateral",
        /// More.
        Multilateral = "multilateral",
        /// In separate rooms, a mediator between.
        Proximity = "proximity",
        /// A mediator travels between.
        Shuttle = "shuttle",
        /// By telephone.
        Call = "call",
        /// By video.
        Video = "video",
        /// Several of these.
        Mixed = "mixed",
    }
}

words! {
    /// Official diplomacy or not; another axis than [`Format`].
    pub enum Track: "track" {
        /// Officials.
        One = "1",
        /// Officials and others.
        OneAndHalf = "1.5",
        /// Others.
        Two = "2",
    }
}

words! {
    /// What a statement does.
    pub enum Stance: "stance" {
        /// Says that it is so.
        Affirms = "affirms",
        /// Says that it is not so.
        Denies = "denies",
        /// Is for it.
        Supports = "supports",
        /// Is against it.
        Opposes = "opposes",
        /// Puts it forward.
        Proposes = "proposes",
        /// Accuses somebody of it.
        Accuses = "accuses",
        /// Answers, without any of these.
        Responds = "responds",
        /// Declines to comment: neither denial nor confirmation.
        NoComment = "no-comment",
    }
}

impl Stance {
    /// Whether it is a position on a claim; `accuses` and `responds` are not.
    #[must_use]
    pub fn is_position(self) -> bool {
        !matches!(self, Self::Accuses | Self::Responds)
    }
}

words! {
    /// Who may read it: Traffic Light Protocol 2.0, from strict to open.
    #[derive(PartialOrd, Ord)]
    pub enum Handling: "handling" {
        /// TLP:RED.
        Red = "red",
        /// TLP:AMBER+STRICT.
        AmberStrict = "amber+strict",
        /// TLP:AMBER.
        Amber = "amber",
        /// TLP:GREEN.
        Green = "green",
        /// TLP:CLEAR.
        Clear = "clear",
    }
}

/// An Admiralty code (NATO AJP-2.1): reliability of the source, credibility of the information.
///
/// `F` and `6` mean *cannot be judged*, not worst: comparisons skip them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grade {
    /// The letter, `A` to `F`.
    pub reliability: Reliability,
    /// The digit, `1` to `6`.
    pub credibility: Credibility,
}

impl Default for Grade {
    fn default() -> Self {
        Self { reliability: Reliability::F, credibility: Credibility::Six }
    }
}

words! {
    /// The letter of an Admiralty code.
    pub enum Reliability: "reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

words! {
    /// The digit of an Admiralty code.
    pub enum Credibility: "credibility" {
        /// Confirmed by other sources.
        One = "1",
        /// Probably true.
        Two = "2",
        /// Possibly true.
        Three = "3",
        /// Doubtful.
        Four = "4",
        /// Improbable.
        Five = "5",
        /// Truth cannot be judged.
        Six = "6",
    }
}

impl Reliability {
    /// The letter's meaning in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }

    /// `A` is 1, `E` is 5; none for `F`, which is skipped by comparisons.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        (self != Self::F).then_some(self as u8 + 1)
    }
}

impl Credibility {
    /// The digit's meaning in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::One => "confirmed by other sources",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "truth cannot be judged",
        }
    }

    /// 1 to 5; none for `6`, which is skipped by comparisons.
    #[must_use]
    pub fn rank(self) -> Option<u8> {
        (self != Self::Six).then_some(self as u8 + 1)
    }
}

impl Grade {
    /// Both meanings in words, `usually reliable, probably true`.
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{}, {}", self.reliability.in_words(), self.credibility.in_words())
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

impl std::str::FromStr for Grade {
    type Err = BadGrade;

    fn from_str(text: &str) -> Result<Self, BadGrade> {
        let bad = || BadGrade(text.to_owned());
        let mut chars = text.chars();
        let (Some(letter), Some(digit), None) = (chars.next(), chars.next(), chars.next()) else {
            return Err(bad());
        };
        Ok(Self {
            reliability: letter.to_ascii_uppercase().to_string().parse().map_err(|_| bad())?,
            credibility: digit.to_string().parse().map_err(|_| bad())?,
        })
    }
}

/// A text that is no Admiralty code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an Admiralty code: a letter A-F and a digit 1-6, such as B2")]
pub struct BadGrade(pub String);

/// One actor in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Participant {
    /// The part it has.
    pub role: Role,
    /// Who.
    pub actor: ActorIx,
}

/// What was said, in whose words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// BCP 47 language of `text`.
    pub lang: Option<String>,
    /// Who said them; else the event's speaker.
    pub speaker: Option<ActorIx>,
    /// Whether `text` is a translation.
    pub translated: bool,
    /// The words before translation.
    pub original: Option<String>,
}

/// A position on a registered claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The claim.
    pub claim: ClaimIx,
    /// Its own stance; without one, the event's.
    pub stance: Option<Stance>,
    /// Said with a reservation.
    pub hedged: bool,
}

/// Accounts of one thing that differ: all are kept, none is preferred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What they differ on, in the store's words.
    pub field: String,
    /// The accounts in written order.
    pub values: Vec<Account>,
}

/// One account of a [`Conflict`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it says.
    pub value: String,
    /// Who says it: a source's id, an outlet, a URL or free text, as written.
    pub source: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A part of a meeting, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Session {
    /// What it was called.
    pub title: Option<String>,
    /// Where.
    pub venue: Option<VenueIx>,
    /// When it was held.
    pub date: Option<EventDate>,
    /// When it was to be held.
    pub planned: Option<EventDate>,
    /// Whether it was held; without one, the event's.
    pub status: Option<Status>,
    /// How the sides sat.
    pub format: Option<Format>,
    /// Who.
    pub actors: Vec<Participant>,
    /// How long, in minutes.
    pub minutes: Option<Count>,
    /// Numbers.
    pub figures: Vec<Figure>,
    /// A remark.
    pub note: Option<String>,
}

/// Where a record stands in the store: which file and which line, both for `$EDITOR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index into [`Store::files`](crate::store::Store::files).
    pub file: u32,
    /// 1-based.
    pub line: u32,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Whether the id was derived from date and title.
    pub id_derived: bool,
    /// Meeting, statement, strike or other.
    pub kind: Kind,
    /// A free word, such as `summit`.
    pub subtype: Option<String>,
    /// When it happened: never when it was reported.
    pub date: EventDate,
    /// In a line.
    pub title: String,
    /// In a paragraph.
    pub summary: Option<String>,
    /// The analyst's own remark: not for export unless asked.
    pub note: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// Who, in which role, in written order.
    pub actors: Vec<Participant>,
    /// Where.
    pub venue: Option<VenueIx>,
    /// Where else.
    pub other_venues: Vec<VenueIx>,
    /// Who reports it, in written order; empty: unsourced.
    pub sources: Vec<SourceIx>,
    /// How far to trust it.
    pub grade: Grade,
    /// Why; the analyst's own, as `note`.
    pub grade_note: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// What it answers, confirms, follows, in written order.
    pub links: Vec<Link>,
    /// Accounts that differ.
    pub conflicts: Vec<Conflict>,
    /// Earliest known publication of the report: never the event's own time.
    pub first_seen: Option<EventDate>,
    /// When an event held in private became known.
    pub disclosed: Option<EventDate>,
    /// When the record was written.
    pub logged: Option<EventDate>,
    /// Who may read it, where the event itself says so; see [`Store::handling`](crate::store::Store::handling).
    pub handling: Option<Handling>,
    /// How the sides sat.
    pub format: Option<Format>,
    /// Official or not.
    pub track: Option<Track>,
    /// What was on the table.
    pub agenda: Vec<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Its parts in order.
    pub sessions: Vec<Session>,
    /// How it was said: `press-conference`, `interview`, …
    pub channel: Option<String>,
    /// What was said.
    pub quotes: Vec<Quote>,
    /// What the statement does.
    pub stance: Option<Stance>,
    /// Its positions on registered claims.
    pub about: Vec<About>,
    /// Numbers and who claims them.
    pub figures: Vec<Figure>,
    /// Where it stands in the store.
    pub place: Place,
}

impl Event {
    /// The actors in `role`, in written order.
    pub fn in_role(&self, role: Role) -> impl Iterator<Item = ActorIx> + '_ {
        self.actors.iter().filter(move |p| p.role == role).map(|p| p.actor)
    }

    /// Every actor of the event, named in `actors`, `sessions`, `quote` or `figures.by`; once each.
    #[must_use]
    pub fn everyone(&self) -> Vec<ActorIx> {
        let figures = self.figures.iter().chain(self.sessions.iter().flat_map(|s| &s.figures));
        let mut all: Vec<ActorIx> = self.actors.iter().map(|p| p.actor).collect();
        all.extend(self.sessions.iter().flat_map(|s| &s.actors).map(|p| p.actor));
        all.extend(self.quotes.iter().filter_map(|q| q.speaker));
        all.extend(figures.flat_map(|f| f.by.iter().copied()));
        let mut seen = std::collections::HashSet::new();
        all.retain(|a| seen.insert(*a));
        all
    }

    /// Every venue of the event, sessions' included; once each, the main one first.
    #[must_use]
    pub fn everywhere(&self) -> Vec<VenueIx> {
        let mut all: Vec<VenueIx> = self.venue.into_iter().chain(self.other_venues.iter().copied()).collect();
        all.extend(self.sessions.iter().filter_map(|s| s.venue));
        let mut seen = std::collections::HashSet::new();
        all.retain(|v| seen.insert(*v));
        all
    }

    /// The stance that `about` takes: its own, else the event's where that is a position.
    #[must_use]
    pub fn stance_on(&self, about: &About) -> Option<Stance> {
        about.stance.or(self.stance).filter(|s| s.is_position())
    }
}
