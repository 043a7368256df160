//! Lookups that avoid a scan: postings by actor, role, venue, outlet, tag and claim, and columns by event.
//!
//! Every list holds `u32` in the store's order, so that one list is a slice and several are merged or turned
//! into an [`EventSet`]. Actors and venues include what is below them: an actor's events include those of its
//! members at each event's date, a venue's include those at the places inside it. The index does not depend
//! on the display zone.

pub mod dates;
mod details;
pub mod figures;
mod gather;
mod lists;
pub mod words;

use dates::Dates;
use details::{Details, OnDemand};
use figures::Figures;
pub(super) use lists::Lists;
pub use words::IndexKey;
use words::Interner;

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::EventSet;
use crate::event::date::{Day, Heading};
use crate::event::packed::numbers;
use crate::event::start::{ClockOffset, EventStart};
use crate::event::{EventIx, Role, Stance, Word};
use crate::registry::{ActorIx, ClaimIx, OutletIx, VenueIx};
use crate::store::{Columns, Renumbering, Store};

/// Postings and columns over all events of a store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Index {
    days: Vec<(Day, Day)>,
    begun: Vec<EventStart>,
    clock_offsets: Vec<ClockOffset>,
    /// Events that last more than [`LONG`] days.
    long: Vec<u32>,
    #[serde(with = "serde_bytes")]
    kinds: Vec<u8>,
    #[serde(with = "serde_bytes")]
    statuses: Vec<u8>,
    /// Number of each event's heading in `headings`, in the event's own zone.
    #[serde(with = "numbers")]
    heading_of: Vec<u32>,
    headings: Vec<Heading>,
    pub(super) actors_of: Lists,
    by_actor: Lists,
    details: OnDemand,
}

/// Number of days above which events are checked one by one when a date is looked up.
const LONG: i64 = 62;

impl Index {
    /// Takes the columns that came with the events of `store`, or computes them; the details follow on
    /// demand.
    #[must_use]
    pub fn new(store: &Arc<Store>) -> Self {
        let columns = store.events.take_columns().unwrap_or_else(|| gather::all(store));
        let Columns { days, begun, clock_offsets, kinds, statuses, headings, actors } = columns;
        let (mut all_headings, mut last) = (Interner::default(), None);
        let heading_of = headings.into_iter().map(|heading| all_headings.number_after(&mut last, heading));
        let (heading_of, actors_of) = (heading_of.collect(), Lists::of(actors));
        Self {
            long: long(&days),
            days,
            begun,
            clock_offsets,
            kinds,
            statuses,
            heading_of,
            headings: all_headings.into_all(),
            by_actor: actors_of.transposed(store.registry.actors.len()),
            actors_of,
            details: OnDemand::of(store),
        }
    }

    /// Returns the index of `store`, whose events were numbered as in this index before they moved.
    ///
    /// Everything that counts for an event that stayed is the same in both registries. Words and tags whose
    /// last event was removed keep their number, without an event.
    #[must_use]
    pub fn renewed(&self, store: &Arc<Store>, moves: &Renumbering) -> Self {
        let columns: Columns = gather::these(store, moves.added());
        let Columns { days, begun, clock_offsets, kinds, statuses, headings, actors } = columns;
        let (mut all_headings, actors_of) = (Interner::of(&self.headings), Lists::of(actors));
        let heading_of: Vec<u32> =
            headings.into_iter().map(|heading| all_headings.number_of(heading)).collect();
        let days = moves.column(&self.days, &days);
        Self {
            long: long(&days),
            days,
            begun: moves.column(&self.begun, &begun),
            clock_offsets: moves.column(&self.clock_offsets, &clock_offsets),
            kinds: moves.column(&self.kinds, &kinds),
            statuses: moves.column(&self.statuses, &statuses),
            heading_of: moves.column(&self.heading_of, &heading_of),
            headings: all_headings.into_all(),
            by_actor: self.by_actor.moved_over(moves, &actors_of),
            actors_of: self.actors_of.moved(moves, &actors_of),
            details: self.details.renewed(store, moves),
        }
    }

    /// Returns the tables that only some filters need; builds them on the first call.
    pub(super) fn details(&self) -> &Details {
        self.details.get()
    }

    /// Returns the words under key `of`, each with its events, in order of first use.
    pub fn words(&self, of: IndexKey) -> impl Iterator<Item = (&str, &[u32])> {
        self.details().words.with_key(of)
    }

    /// Returns the events that have the trait `name`, ascending.
    #[must_use]
    pub(crate) fn with_property(&self, name: &str) -> &[u32] {
        self.words(IndexKey::Property).find(|(word, _)| *word == name).map_or(&[], |(_, events)| events)
    }

    /// Returns the events whose first day is from `first` to `last`, both included; they are contiguous.
    #[must_use]
    pub fn beginning(&self, first: Day, last: Day) -> Range<usize> {
        let start = self.days.partition_point(|(day, _)| *day < first);
        let end = self.days.partition_point(|(day, _)| *day <= last);
        start..end.max(start)
    }

    /// Returns the figures of all events.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.details().figures
    }

    /// Returns when the events were logged.
    #[must_use]
    pub fn logged(&self) -> &Dates {
        &self.details().logged
    }

    /// Returns when the earliest source of each event was published.
    #[must_use]
    pub fn published(&self) -> &Dates {
        &self.details().published
    }

    /// Returns how many pages each event cites, copies of one counted once; 65,535 means that many or more.
    #[must_use]
    pub(crate) fn source_counts(&self) -> &[u16] {
        &self.details().sources
    }

    /// Returns how many independent roots report each event; 65,535 means that many or more.
    #[must_use]
    pub(crate) fn root_counts(&self) -> &[u16] {
        &self.details().roots
    }

    /// Returns the heading of an event in its own zone.
    #[must_use]
    pub(crate) fn heading(&self, ix: EventIx) -> &Heading {
        &self.headings[self.heading_of[ix.index()] as usize]
    }

    /// Returns all headings, each in its own zone; [`Index::heading_number`] gives the one of an event.
    pub(super) fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// Returns the number of an event's heading in [`Index::headings`].
    pub(super) fn heading_number(&self, ix: EventIx) -> usize {
        self.heading_of[ix.index()] as usize
    }

    /// Returns whether two events share a heading, each in its own zone.
    pub(super) fn share_heading(&self, a: EventIx, b: EventIx) -> bool {
        self.heading_of[a.index()] == self.heading_of[b.index()]
    }

    /// Returns how far ahead of UTC the clock of each event's times is.
    pub(super) fn clock_offsets(&self) -> &[ClockOffset] {
        &self.clock_offsets
    }

    /// Returns the beginning of each event, as the order needs it.
    pub(super) fn begun(&self) -> &[EventStart] {
        &self.begun
    }

    /// Returns everyone who takes part in an event, and all they belong to at its date, as ascending actor
    /// numbers.
    #[must_use]
    pub(crate) fn actors_of(&self, ix: EventIx) -> &[u32] {
        self.actors_of.row(ix.index())
    }

    /// Returns the events of `actor` and of its members at the event's date, in any role.
    #[must_use]
    pub fn actor(&self, actor: ActorIx) -> &[u32] {
        self.by_actor.row(actor.index())
    }

    /// Returns the same as [`Index::actor`], but only in `role`.
    #[must_use]
    pub fn role(&self, role: Role, actor: ActorIx) -> &[u32] {
        self.details().role(role, actor)
    }

    /// Returns the events at `venue` or inside it; further venues and sessions of an event count too.
    #[must_use]
    pub fn venue(&self, venue: VenueIx) -> &[u32] {
        self.details().by_venue.row(venue.index())
    }

    /// Returns the events that a page of `outlet` reports.
    #[must_use]
    pub fn outlet(&self, outlet: OutletIx) -> &[u32] {
        self.details().by_outlet.row(outlet.index())
    }

    /// Returns the events that take any position on `claim`.
    #[must_use]
    pub fn claim(&self, claim: ClaimIx) -> &[u32] {
        self.details().by_claim.row(claim.index())
    }

    /// Returns the tags in order of first use, each with its events; a tag that is no longer in use has none.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = (&str, &[u32])> {
        self.details().tags()
    }

    /// Returns the first and the last possible day of the event, in its own zone; the extremes of [`Day`]
    /// mean open.
    #[must_use]
    pub fn days(&self, ix: EventIx) -> (Day, Day) {
        self.days[ix.index()]
    }

    /// Returns the first day of an event in its own zone; `None` if it is open at the start.
    pub(super) fn first_day(&self, ix: EventIx) -> Option<Day> {
        Some(self.days(ix).0).filter(|day| day.0 != i64::MIN)
    }

    /// Returns the same as [`Index::days`] for every event.
    #[must_use]
    pub(crate) fn all_days(&self) -> &[(Day, Day)] {
        &self.days
    }

    /// Returns each event's kind as its position in [`Kind::ALL`](Word::ALL).
    #[must_use]
    pub(crate) fn kinds(&self) -> &[u8] {
        &self.kinds
    }

    /// Returns each event's status as its position in [`Status::ALL`](Word::ALL).
    #[must_use]
    pub(crate) fn statuses(&self) -> &[u8] {
        &self.statuses
    }

    /// Returns each event's stances, its own and those of its positions, as bits: bit *n* is position *n* in
    /// [`Stance::ALL`](Word::ALL).
    #[must_use]
    pub(crate) fn stances(&self) -> &[u8] {
        &self.details().stances
    }

    /// Adds the events that may have been on a day from `first` to `last`, both included.
    pub(crate) fn overlapping(&self, first: Day, last: Day, into: &mut EventSet) {
        // The store sorts events by their first day before anything else.
        let end = self.days.partition_point(|(start, _)| *start <= last);
        let start = self.days.partition_point(|(start, _)| *start < first);
        into.insert_run(start..end);
        let near = self.days.partition_point(|(start, _)| *start < first.plus_days(-LONG));
        let over = |ix: &usize| self.days[*ix].1 >= first;
        let long = self.long.iter().map(|ix| *ix as usize).take_while(|ix| *ix < near.min(end));
        for ix in (near..start.min(end)).filter(over).chain(long.filter(over)) {
            into.insert(EventIx(ix as u32));
        }
    }

    /// Returns a list of this index as a set.
    #[must_use]
    pub fn set(&self, events: &[u32]) -> EventSet {
        let mut set = EventSet::none(self.days.len());
        for ix in events {
            set.insert(EventIx(*ix));
        }
        set
    }
}

/// Returns the events that last more than [`LONG`] days.
fn long(days: &[(Day, Day)]) -> Vec<u32> {
    let is_long = |(first, last): &(Day, Day)| first.plus_days(LONG) < *last;
    (0..).zip(days).filter(|(_, days)| is_long(days)).map(|(ix, _)| ix).collect()
}

const _: () = assert!(Stance::ALL.len() <= 8, "stances of an event are kept in eight bits");

#[cfg(test)]
mod tests;
