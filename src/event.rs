//! An event of the timeline: what happened, when, where, who says so, and how well it is known.
//!
//! Everything here is already checked and resolved: a value of these types came from a record that
//! loaded without a fault. Names of actors, venues, outlets and claims are indices into the
//! [`Registry`](crate::registry::Registry) of the same store.

pub(crate) mod begun;
pub mod date;
pub(crate) mod evidence;
pub mod figure;
mod grade;
pub mod link;
mod nature;
pub(crate) mod outline;
pub(crate) mod packed;
pub(crate) mod word;

use std::fmt;

pub use crate::ids::EventIx;
pub use date::EventDate;
pub use figure::{Count, Figure};
pub use grade::{BadGrade, Credibility, Grade, Reliability};
pub use link::{Basis, Link, LinkKind};
pub use nature::{Format, Handling, Kind, Role, Stance, Status, Track};
pub use word::{UnknownWord, Word};

use serde::{Deserialize, Serialize};

use crate::ids::{ActorIx, ClaimIx, SourceIx, VenueIx};

/// An event's id, unique in its store: `[a-z0-9][a-z0-9._-]*`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// One actor in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Participant {
    /// The part it has.
    pub role: Role,
    /// Who.
    pub actor: ActorIx,
}

/// What was said, in whose words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The claim.
    pub claim: ClaimIx,
    /// Its own stance; without one, the event's.
    pub stance: Option<Stance>,
    /// Said with a reservation.
    pub hedged: bool,
}

/// Accounts of one thing that differ: all are kept, none is preferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Conflict {
    /// What they differ on, in the store's words.
    pub field: String,
    /// The accounts in written order.
    pub values: Vec<Account>,
}

/// One account of a [`Conflict`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub value: String,
    /// Who says it: a source's id, an outlet, a URL or free text, as written.
    pub source: Option<String>,
    pub note: Option<String>,
}

/// A part of a meeting, in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Index into [`Store::files`](crate::store::Store::files).
    pub file: u32,
    /// 1-based.
    pub line: u32,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Whether the id was derived from date and title.
    pub(crate) id_derived: bool,
    /// Meeting, statement, strike or other.
    pub kind: Kind,
    /// A free word, such as `summit`.
    pub(crate) subtype: Option<String>,
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
    pub(crate) other_venues: Vec<VenueIx>,
    /// Who reports it, in written order; empty: unsourced.
    pub sources: Vec<SourceIx>,
    /// Sources cited against it, for another account or for its absence: none of them counts for it.
    pub(crate) disputed_by: Vec<SourceIx>,
    /// How far to trust it.
    pub grade: Grade,
    /// Why; the analyst's own, as `note`.
    pub(crate) grade_note: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// What it answers, confirms, follows, in written order.
    pub links: Vec<Link>,
    pub(crate) conflicts: Vec<Conflict>,
    /// Earliest known publication of the report: never the event's own time.
    pub first_seen: Option<EventDate>,
    /// When an event held in private became known.
    pub(crate) disclosed: Option<EventDate>,
    /// When the record was written.
    pub logged: Option<EventDate>,
    /// Who may read it, where the event itself says so; see [`Store::handling`](crate::store::Store::handling).
    pub handling: Option<Handling>,
    /// How the sides sat.
    pub format: Option<Format>,
    pub(crate) track: Option<Track>,
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
    /// Whether it is logged as having happened.
    ///
    /// Only such an event answers, denies, confirms or contradicts another: what is alleged, rumoured, proposed,
    /// scheduled or cancelled is told beside, as such.
    #[must_use]
    pub(crate) fn occurred(&self) -> bool {
        self.status == Status::Occurred
    }

    /// Whether it is dated after `now`: it has not happened, whatever its status.
    #[must_use]
    pub(crate) fn is_to_come(&self, now: date::Instant) -> bool {
        self.date.earliest() > now
    }

    /// The actors in `role`, in written order.
    pub(crate) fn in_role(&self, role: Role) -> impl Iterator<Item = ActorIx> + '_ {
        self.actors.iter().filter(move |p| p.role == role).map(|p| p.actor)
    }

    /// Every actor of the event, named in `actors`, `sessions`, `quote` or `figures.by`; once each.
    #[must_use]
    pub(crate) fn everyone(&self) -> Vec<ActorIx> {
        let figures = self.figures.iter().chain(self.sessions.iter().flat_map(|s| &s.figures));
        let mut all: Vec<ActorIx> = self.actors.iter().map(|p| p.actor).collect();
        all.extend(self.sessions.iter().flat_map(|s| &s.actors).map(|p| p.actor));
        all.extend(self.quotes.iter().filter_map(|q| q.speaker));
        all.extend(figures.flat_map(|f| f.by.iter().copied()));
        let mut seen = std::collections::HashSet::new();
        all.retain(|a| seen.insert(*a));
        all
    }

    /// Every source that it cites, and whether against it: first those that report it, as they are numbered.
    pub fn cited(&self) -> impl Iterator<Item = (SourceIx, bool)> + '_ {
        let reports = self.sources.iter().map(|ix| (*ix, false));
        reports.chain(self.disputed_by.iter().map(|ix| (*ix, true)))
    }

    /// Every venue of the event, sessions' included; once each, the main one first.
    #[must_use]
    pub(crate) fn everywhere(&self) -> Vec<VenueIx> {
        let mut all: Vec<VenueIx> = self.venue.into_iter().chain(self.other_venues.iter().copied()).collect();
        all.extend(self.sessions.iter().filter_map(|s| s.venue));
        let mut seen = std::collections::HashSet::new();
        all.retain(|v| seen.insert(*v));
        all
    }

    /// The stance that `about` takes: its own, else the event's where that is a position.
    #[must_use]
    pub(crate) fn stance_on(&self, about: &About) -> Option<Stance> {
        about.stance.or(self.stance).filter(|s| s.is_position())
    }
}
