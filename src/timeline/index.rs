//! Lookups that spare a scan: postings by actor, role, venue, outlet, tag and claim, and columns by event.
//!
//! Every list is of `u32` in the store's order, so that one list is a slice and several are merged or turned
//! into an [`EventSet`]. Actors and venues descend: an actor's events are also those of its members at each
//! event's date, a venue's are also those of the places inside it. It does not depend on the display zone.

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
use words::Numbered;

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
    /// Events of more than [`LONG`] days.
    long: Vec<u32>,
    #[serde(with = "serde_bytes")]
    kinds: Vec<u8>,
    #[serde(with = "serde_bytes")]
    statuses: Vec<u8>,
    /// Of each event its heading's place among all; each in its own zone.
    #[serde(with = "numbers")]
    heading_of: Vec<u32>,
    headings: Vec<Heading>,
    pub(super) actors_of: Lists,
    by_actor: Lists,
    details: OnDemand,
}

/// Events of more days than these are looked through one by one where a date is asked for.
const LONG: i64 = 62;

impl Index {
    /// Takes the columns that came with the events of `store`, or makes them; the rest when it is asked for.
    #[must_use]
    pub fn new(store: &Arc<Store>) -> Self {
        let columns = store.events.take_columns().unwrap_or_else(|| gather::all(store));
        let Columns { days, begun, clock_offsets, kinds, statuses, headings, actors } = columns;
        let (mut all_headings, mut last) = (Numbered::default(), None);
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

    /// The index of `store`, whose events stood as this one says before they moved.
    ///
    /// What counts for an event that stayed says the same in both registries. Words and tags whose last event is gone keep
    /// their place, without an event.
    #[must_use]
    pub fn renewed(&self, store: &Arc<Store>, moves: &Renumbering) -> Self {
        let columns: Columns = gather::these(store, moves.added());
        let Columns { days, begun, clock_offsets, kinds, statuses, headings, actors } = columns;
        let (mut all_headings, actors_of) = (Numbered::of(&self.headings), Lists::of(actors));
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

    /// What only some filters ask for; made now where it is not.
    pub(super) fn details(&self) -> &Details {
        self.details.get()
    }

    /// The words of `of` that events have, each with its events; in order of first use.
    pub fn words(&self, of: IndexKey) -> impl Iterator<Item = (&str, &[u32])> {
        self.details().words.of(of)
    }

    /// The events that are or have what `mark` says, ascending.
    #[must_use]
    pub(crate) fn marked(&self, mark: &str) -> &[u32] {
        self.words(IndexKey::Mark).find(|(word, _)| *word == mark).map_or(&[], |(_, events)| events)
    }

    /// The events whose first day is from `first` to `last`, both included: they stand side by side.
    #[must_use]
    pub fn beginning(&self, first: Day, last: Day) -> Range<usize> {
        let start = self.days.partition_point(|(day, _)| *day < first);
        let end = self.days.partition_point(|(day, _)| *day <= last);
        start..end.max(start)
    }

    /// The figures of all events.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.details().figures
    }

    /// When the events were logged.
    #[must_use]
    pub fn logged(&self) -> &Dates {
        &self.details().logged
    }

    /// When the earliest source of each event came out.
    #[must_use]
    pub fn published(&self) -> &Dates {
        &self.details().published
    }

    /// How many pages each event cites, copies of one counted once; 65,535 stands for more.
    #[must_use]
    pub(crate) fn source_counts(&self) -> &[u16] {
        &self.details().sources
    }

    /// How many independent roots report each event; 65,535 stands for more.
    #[must_use]
    pub(crate) fn root_counts(&self) -> &[u16] {
        &self.details().roots
    }

    /// The heading that an event stands under in its own zone.
    #[must_use]
    pub(crate) fn heading(&self, ix: EventIx) -> &Heading {
        &self.headings[self.heading_of[ix.index()] as usize]
    }

    /// All headings, each in its own zone; [`Index::heading_number`] says which is an event's.
    pub(super) fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The place of an event's heading among all.
    pub(super) fn heading_number(&self, ix: EventIx) -> usize {
        self.heading_of[ix.index()] as usize
    }

    /// Whether two events stand under one heading, each in its own zone.
    pub(super) fn share_heading(&self, a: EventIx, b: EventIx) -> bool {
        self.heading_of[a.index()] == self.heading_of[b.index()]
    }

    /// How far the clocks are ahead of UTC that the times of each event are told by.
    pub(super) fn clock_offsets(&self) -> &[ClockOffset] {
        &self.clock_offsets
    }

    /// When each event began, as far as its order is concerned.
    pub(super) fn begun(&self) -> &[EventStart] {
        &self.begun
    }

    /// Whoever has a part in an event, with all whom they belong to at its date; ascending numbers of actors.
    #[must_use]
    pub(crate) fn actors_of(&self, ix: EventIx) -> &[u32] {
        self.actors_of.row(ix.index())
    }

    /// Events of `actor` and of whoever belongs to it at their date, in any part of the event.
    #[must_use]
    pub fn actor(&self, actor: ActorIx) -> &[u32] {
        self.by_actor.row(actor.index())
    }

    /// As [`Index::actor`], in `role` alone.
    #[must_use]
    pub fn role(&self, role: Role, actor: ActorIx) -> &[u32] {
        self.details().role(role, actor)
    }

    /// Events at `venue` or inside it, their other venues and sessions included.
    #[must_use]
    pub fn venue(&self, venue: VenueIx) -> &[u32] {
        self.details().by_venue.row(venue.index())
    }

    /// Events that a page of `outlet` reports.
    #[must_use]
    pub fn outlet(&self, outlet: OutletIx) -> &[u32] {
        self.details().by_outlet.row(outlet.index())
    }

    /// Events that take a position on `claim`, whichever.
    #[must_use]
    pub fn claim(&self, claim: ClaimIx) -> &[u32] {
        self.details().by_claim.row(claim.index())
    }

    /// The tags in order of first use, each with its events; one that is no longer in use has none.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = (&str, &[u32])> {
        self.details().tags()
    }

    /// The first and the last day that the event can be, in its own zone; the extremes are open.
    #[must_use]
    pub fn days(&self, ix: EventIx) -> (Day, Day) {
        self.days[ix.index()]
    }

    /// The first day of an event in its own zone; none where it is open at the start.
    pub(super) fn first_day(&self, ix: EventIx) -> Option<Day> {
        Some(self.days(ix).0).filter(|day| day.0 != i64::MIN)
    }

    /// As [`Index::days`], of every event.
    #[must_use]
    pub(crate) fn all_days(&self) -> &[(Day, Day)] {
        &self.days
    }

    /// Each event's kind as its place in [`Kind::ALL`](Word::ALL).
    #[must_use]
    pub(crate) fn kinds(&self) -> &[u8] {
        &self.kinds
    }

    /// Each event's status as its place in [`Status::ALL`](Word::ALL).
    #[must_use]
    pub(crate) fn statuses(&self) -> &[u8] {
        &self.statuses
    }

    /// Each event's stances, its own and those of its positions: bit *n* for place *n* in [`Stance::ALL`](Word::ALL).
    #[must_use]
    pub(crate) fn stances(&self) -> &[u8] {
        &self.details().stances
    }

    /// Adds the events that may have been on a day from `first` to `last`, both included.
    pub(crate) fn overlapping(&self, first: Day, last: Day, into: &mut EventSet) {
        // Events stand in the order of their first days, whatever else orders them.
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

    /// A list of this index as a set.
    #[must_use]
    pub fn set(&self, events: &[u32]) -> EventSet {
        let mut set = EventSet::none(self.days.len());
        for ix in events {
            set.insert(EventIx(*ix));
        }
        set
    }
}

/// The events of more than [`LONG`] days.
fn long(days: &[(Day, Day)]) -> Vec<u32> {
    let is_long = |(first, last): &(Day, Day)| first.plus_days(LONG) < *last;
    (0..).zip(days).filter(|(_, days)| is_long(days)).map(|(ix, _)| ix).collect()
}

const _: () = assert!(Stance::ALL.len() <= 8, "stances of an event are kept in eight bits");

#[cfg(test)]
mod tests;
