//! An event of the timeline: what happened, when, where, who reports it, and how reliable that is.
//!
//! Values of these types are already checked and resolved: they come from records that loaded without an error.
//! Actors, venues, outlets and claims are indices into the [`Registry`](crate::registry::Registry) of the same store.

pub mod date;
pub(crate) mod evidence;
pub mod figure;
mod grade;
pub mod link;
mod nature;
pub(crate) mod outline;
pub(crate) mod packed;
pub(crate) mod start;
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
    /// Returns the id as text.
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

/// An actor that takes part in an event, with its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Participant {
    /// The part that the actor has in the event.
    pub role: Role,
    /// The actor.
    pub actor: ActorIx,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted words.
    pub text: String,
    /// BCP 47 language of `text`.
    pub lang: Option<String>,
    /// The person quoted; if `None`, the event's speaker.
    pub speaker: Option<ActorIx>,
    /// Whether `text` is a translation.
    pub translated: bool,
    /// The words before translation, in the original language.
    pub original: Option<String>,
}

/// A position that the event takes on a registered claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The claim.
    pub claim: ClaimIx,
    /// The stance on this claim; if `None`, the event's stance.
    pub stance: Option<Stance>,
    /// Whether the position was stated with a reservation.
    pub hedged: bool,
}

/// A set of accounts that differ on one fact. All are kept and none is preferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Conflict {
    /// Name of the fact that they differ on, in the store's words.
    pub field: String,
    /// The accounts, in written order.
    pub values: Vec<Account>,
}

/// One account of a [`Conflict`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub value: String,
    /// Where the account comes from: a source's id, an outlet, a URL or free text, as written.
    pub source: Option<String>,
    pub note: Option<String>,
}

/// A part of a meeting.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Session {
    /// Title of the session.
    pub title: Option<String>,
    /// The venue where it was held.
    pub venue: Option<VenueIx>,
    /// The date on which it was held.
    pub date: Option<EventDate>,
    /// The date for which it was planned.
    pub planned: Option<EventDate>,
    /// Whether it was held; if `None`, the event's status.
    pub status: Option<Status>,
    /// The format of the talks.
    pub format: Option<Format>,
    /// The actors in it, with their roles.
    pub actors: Vec<Participant>,
    /// Its length in minutes.
    pub minutes: Option<Count>,
    /// Numbers claimed in it.
    pub figures: Vec<Figure>,
    /// A free remark.
    pub note: Option<String>,
}

/// The position of a record in the store: its file and line, as `$EDITOR` needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Index into [`Store::files`](crate::store::Store::files).
    pub file: u32,
    /// Line in the file, 1-based.
    pub line: u32,
}

/// An event of the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The id, unique in the store.
    pub id: EventId,
    /// Whether the id was derived from date and title.
    pub(crate) id_derived: bool,
    /// The kind of event: meeting, statement, strike or other.
    pub kind: Kind,
    /// A free word, such as `summit`.
    pub(crate) subtype: Option<String>,
    /// The date on which it happened, never the date of the report.
    pub date: EventDate,
    /// What happened, in one line.
    pub title: String,
    /// What happened, in a paragraph.
    pub summary: Option<String>,
    /// The analyst's own remark. It is exported only on request.
    pub note: Option<String>,
    /// Whether it happened.
    pub status: Status,
    /// The actors with their roles, in written order.
    pub actors: Vec<Participant>,
    /// The main venue.
    pub venue: Option<VenueIx>,
    pub(crate) other_venues: Vec<VenueIx>,
    /// The sources that report it, in written order. An event without any is unsourced.
    pub sources: Vec<SourceIx>,
    /// Sources cited against it, for another account or for its absence. None of them counts as support.
    pub(crate) disputed_by: Vec<SourceIx>,
    /// The Admiralty grade.
    pub grade: Grade,
    /// The reason for the grade. It is the analyst's own remark, like `note`.
    pub(crate) grade_note: Option<String>,
    /// Free words for grouping events.
    pub tags: Vec<String>,
    /// Links to the events that it answers, confirms, follows and so on, in written order.
    pub links: Vec<Link>,
    pub(crate) conflicts: Vec<Conflict>,
    /// The earliest known publication of a report, never the event's own time.
    pub first_seen: Option<EventDate>,
    /// The date on which an event held in private became known.
    pub(crate) disclosed: Option<EventDate>,
    /// The date on which the record was written.
    pub logged: Option<EventDate>,
    /// Who may read it, if the event says so itself; see [`Store::handling`](crate::store::Store::handling).
    pub handling: Option<Handling>,
    /// The format of a meeting.
    pub format: Option<Format>,
    pub(crate) track: Option<Track>,
    /// The points of the agenda.
    pub agenda: Vec<String>,
    /// The result of a meeting.
    pub outcome: Option<String>,
    /// The parts of a meeting, in order.
    pub sessions: Vec<Session>,
    /// The channel of a statement: `press-conference`, `interview`, …
    pub channel: Option<String>,
    /// The quotations.
    pub quotes: Vec<Quote>,
    /// The stance of a statement.
    pub stance: Option<Stance>,
    /// The positions that it takes on registered claims.
    pub about: Vec<About>,
    /// The numbers in it, with the actors who claim them.
    pub figures: Vec<Figure>,
    /// Position of the record in the store's files.
    pub place: Place,
}

impl Event {
    /// Returns whether it is logged as having happened.
    ///
    /// Only such an event answers, denies, confirms or contradicts another. An event that is alleged, rumoured,
    /// proposed, scheduled or cancelled is listed separately with its status.
    #[must_use]
    pub(crate) fn occurred(&self) -> bool {
        self.status == Status::Occurred
    }

    /// Returns whether it is dated after `now`, so that it has not happened yet, whatever its status.
    #[must_use]
    pub(crate) fn is_to_come(&self, now: date::Instant) -> bool {
        self.date.earliest() > now
    }

    /// Returns the actors in `role`, in written order.
    pub(crate) fn in_role(&self, role: Role) -> impl Iterator<Item = ActorIx> + '_ {
        self.actors.iter().filter(move |p| p.role == role).map(|p| p.actor)
    }

    /// Returns every actor named in `actors`, `sessions`, `quote` or `figures.by`, once each.
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

    /// Returns every source that it cites, and whether the source is cited against it. Sources that report it come
    /// first. Notes number the sources in this order.
    pub fn cited(&self) -> impl Iterator<Item = (SourceIx, bool)> + '_ {
        let reports = self.sources.iter().map(|ix| (*ix, false));
        reports.chain(self.disputed_by.iter().map(|ix| (*ix, true)))
    }

    /// Returns every venue of the event and its sessions, once each, the main one first.
    #[must_use]
    pub(crate) fn everywhere(&self) -> Vec<VenueIx> {
        let mut all: Vec<VenueIx> = self.venue.into_iter().chain(self.other_venues.iter().copied()).collect();
        all.extend(self.sessions.iter().filter_map(|s| s.venue));
        let mut seen = std::collections::HashSet::new();
        all.retain(|v| seen.insert(*v));
        all
    }

    /// Returns the stance of `about`: its own, else the event's. Returns `None` if that is not a position on a claim.
    #[must_use]
    pub(crate) fn stance_on(&self, about: About) -> Option<Stance> {
        about.stance.or(self.stance).filter(|s| s.is_position())
    }
}
