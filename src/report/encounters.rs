//! Encounters: who was in one room with whom, when and where.
//!
//! Rooms come from [`crate::timeline::sitting`]. A meeting that is `part_of` another counts together with it, once: a
//! round and its days are one encounter, whichever of them is logged.

mod format;
mod json;
mod page;
mod pairs;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::document::Page;
use super::{Report, Scope};
use crate::event::date::Day;
use crate::event::word::words;
use crate::event::{EventDate, EventIx};
use crate::registry::{ActorIx, VenueIx};
use crate::timeline::{Timeline, sitting};

pub(crate) use format::Seating;
pub(crate) use page::{days, summary};

words! {
    /// The units whose encounters are counted.
    pub enum By: "by" {
        /// People.
        Person = "person",
        /// States, and the bodies that belong to none.
        State = "state",
    }
}

/// The settings that a reader may choose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// People or states. If `None`: states if `focus` names only bodies, else people.
    pub by: Option<By>,
    /// The actors that the filter names. Their partners are listed first.
    pub(crate) focus: Vec<ActorIx>,
}

/// The report on encounters: who was in one room with whom, when and where.
#[derive(Debug, Clone)]
pub(crate) struct Encounters {
    /// The units whose encounters these are.
    pub by: By,
    /// The actors whose partners are listed first.
    pub(crate) focus: Vec<ActorIx>,
    /// The pairs: first those with an actor in `focus`, then those of different sides, then the most frequent, then
    /// the latest.
    pub pairs: Vec<Pair>,
    /// How the sides of each meeting sat, in timeline order.
    pub(crate) seatings: Vec<Seating>,
    /// The meetings and hosts that could not be counted.
    pub(crate) left_out: LeftOut,
    /// The day up to which days are counted.
    pub until: Until,
}

/// The day up to which days are counted. A log does not tell what happened after its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Until {
    /// The last day that the log covers, or the day of a later encounter. Today if the store does not say what it
    /// covers.
    pub day: Day,
    /// Whether the log ends on this day, before today.
    pub(crate) is_end_of_log: bool,
}

/// Two people or states that were in one room.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// One of them: the one in `focus` if only one is.
    pub one: ActorIx,
    /// The other one.
    pub other: ActorIx,
    /// Whether one of them is in `focus`.
    pub(crate) in_focus: bool,
    /// Whether they sat there for the same side when they last met.
    pub(crate) one_side: bool,
    /// The meetings at which both are known to have sat in one room, in timeline order.
    pub met: Vec<Met>,
    /// The meetings at which both may have sat in one room.
    pub(crate) perhaps: Vec<Met>,
    /// The events of these meetings that have a room for both, certain or not, in timeline order. A round and its days
    /// are one meeting and several events.
    pub(crate) events: Vec<EventIx>,
}

/// A meeting at which two people or states sat in one room.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met {
    /// The meeting, or the round that it is part of.
    pub meeting: EventIx,
    /// The first room they shared.
    pub first: Seat,
    /// The last room they shared, usually the same as the first.
    pub last: Seat,
}

/// One room of one event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    /// The event that has the room.
    pub event: EventIx,
    /// The index of the session, or `None` for the event as a whole.
    pub session: Option<usize>,
    /// The venue of the room, if it is known.
    pub venue: Option<VenueIx>,
}

/// What was not counted, and why.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeftOut {
    /// The number of calls and video talks.
    pub(crate) remote: usize,
    /// Meetings in which every session was a call or a video talk, or was not held.
    pub sessions: Vec<EventIx>,
    /// Meetings that are dated after now, whatever their status.
    pub(crate) to_come: Vec<EventIx>,
    /// Meetings that name nobody who would be in a room.
    pub nobody: Vec<EventIx>,
    /// Meetings with a part by call or video, mixed, or of a disputed format. The log does not say who sat in the
    /// room.
    pub mixed: Vec<EventIx>,
    /// The number of hosts that no registry knows. It is not known whether they are people.
    pub(crate) hosts: usize,
    /// The number of meetings whose sessions name only states. For people, it is only known that both came.
    pub(crate) by_state: usize,
}

impl Encounters {
    /// Reports on the events in `scope`, by person.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        Self::with(scope, &Settings::default())
    }

    /// Reports on the events in `scope` with the given settings.
    #[must_use]
    pub(crate) fn with(scope: &Scope<'_>, settings: &Settings) -> Self {
        let registry = &scope.timeline.store().registry;
        let is_body = |actor: &ActorIx| !sitting::is_person(registry, *actor);
        let bodies = !settings.focus.is_empty() && settings.focus.iter().all(is_body);
        let by = settings.by.unwrap_or(if bodies { By::State } else { By::Person });
        let (pairs, left_out) = pairs::from_meetings(scope, by, &settings.focus);
        let held = pairs::meetings(scope).filter(|ix| !scope.is_to_come(*ix));
        let seatings = held.filter_map(|ix| format::seating(scope.timeline, ix)).collect();
        let until = Until::of(scope, &pairs);
        Self { by, focus: settings.focus.clone(), pairs, seatings, left_out, until }
    }
}

impl Until {
    fn of(scope: &Scope<'_>, pairs: &[Pair]) -> Self {
        let (timeline, today) = (scope.timeline, scope.now.today);
        let covered = timeline.store().meta.coverage.iter().map(EventDate::last_day).max();
        let met =
            pairs.iter().filter_map(|pair| pair.last(timeline)).map(|seat| seat.date(timeline).last_day());
        let end = covered.map(|covered| met.filter(|day| *day <= today).fold(covered, Day::max));
        let day = end.filter(|end| *end < today).unwrap_or(today);
        Self { day, is_end_of_log: day < today }
    }

    /// Returns the day in words: `24 Jan 2026, where the log ends`.
    fn in_words(self) -> String {
        format!("{}, {}", self.day.short(), if self.is_end_of_log { "where the log ends" } else { "today" })
    }
}

impl Pair {
    /// Returns the latest room they are known to have shared. If there is none, returns the latest that they may have
    /// shared.
    pub(crate) fn last(&self, timeline: &Timeline) -> Option<Seat> {
        let seats = if self.met.is_empty() { &self.perhaps } else { &self.met };
        seats.iter().map(|met| met.last).max_by_key(|seat| seat.key(timeline))
    }

    /// Counts the meetings at which they are known to have sat together, but which no independent source reports.
    pub(crate) fn rootless(&self, timeline: &Timeline) -> usize {
        let index = timeline.index();
        let rootless =
            |ix: EventIx| index.source_counts()[ix.index()] > 0 && index.root_counts()[ix.index()] == 0;
        let all_rootless =
            |met: &&Met| [met.meeting, met.first.event, met.last.event].into_iter().all(rootless);
        self.met.iter().filter(all_rootless).count()
    }

    /// Returns the first room in the same way.
    pub(crate) fn first(&self, timeline: &Timeline) -> Option<Seat> {
        let seats = if self.met.is_empty() { &self.perhaps } else { &self.met };
        seats.iter().map(|met| met.first).min_by_key(|seat| seat.key(timeline))
    }

    /// Returns where they met and how often, the most frequent first.
    fn venues(&self) -> Vec<(VenueIx, usize)> {
        let mut all: Vec<(VenueIx, usize)> = Vec::new();
        for venue in self.met.iter().filter_map(|met| met.last.venue) {
            match all.iter_mut().find(|(known, _)| *known == venue) {
                Some((_, times)) => *times += 1,
                None => all.push((venue, 1)),
            }
        }
        all.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        all
    }
}

impl Seat {
    /// Returns when they sat there.
    pub(crate) fn date<'t>(&self, timeline: &'t Timeline) -> &'t EventDate {
        let event = timeline.event(self.event);
        let session = self.session.and_then(|at| event.sessions.get(at));
        session.and_then(|session| session.date.as_ref()).unwrap_or(&event.date)
    }

    fn key(&self, timeline: &Timeline) -> (i64, i64) {
        let date = self.date(timeline);
        (date.first_day().0, date.last_day().0)
    }

    /// Returns how many days before `until` it was, at least and at most. The two differ if the date is not a single
    /// day.
    ///
    /// Returns `None` if it may still be in the future or its start is open.
    fn days_since(&self, timeline: &Timeline, until: Until) -> Option<(i64, i64)> {
        let date = self.date(timeline);
        let (first, last, until) = (date.first_day(), date.last_day(), until.day);
        let known = first.0 != i64::MIN && last <= until;
        known.then(|| (until.0 - last.0, until.0 - first.0))
    }
}

impl Report for Encounters {
    fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.seatings.is_empty()
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::value(self, scope)
    }
}
