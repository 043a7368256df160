//! Lookups that spare a scan: postings by actor, role, venue, outlet, tag and claim, and columns by event.
//!
//! Every list is of `u32` in the store's order, so that one list is a slice and several are merged or turned
//! into an [`EventSet`]. Actors and venues descend: an actor's events are also those of its members at each
//! event's date, a venue's are also those of the places inside it. It does not depend on the display zone.

mod ancestry;
pub mod dates;
pub mod figures;
mod gather;
mod lists;
pub mod words;

use dates::Dates;
use figures::Figures;
use gather::Part;
pub(super) use lists::Lists;
pub use words::Trait;
use words::{Numbered, Words};

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::EventSet;
use super::order::Begun;
use crate::event::date::{Day, Heading, Instant};
use crate::event::packed::numbers;
use crate::event::{Event, EventIx, Role, Stance, Word};
use crate::registry::{ActorIx, ClaimIx, OutletIx, VenueIx};
use crate::store::{Moves, Store};

/// Postings and columns over all events of a store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Index {
    days: Vec<(Day, Day)>,
    begun: Vec<Begun>,
    clock_offsets: Vec<ClockOffset>,
    /// Events of more than [`LONG`] days.
    long: Vec<u32>,
    #[serde(with = "serde_bytes")]
    kinds: Vec<u8>,
    #[serde(with = "serde_bytes")]
    statuses: Vec<u8>,
    #[serde(with = "serde_bytes")]
    stances: Vec<u8>,
    sources: Vec<u16>,
    roots: Vec<u16>,
    /// Of each event its heading's place among all; each in its own zone.
    #[serde(with = "numbers")]
    heading_of: Vec<u32>,
    headings: Vec<Heading>,
    tags: Vec<Box<str>>,
    actors: usize,
    words: Words,
    figures: Figures,
    logged: Dates,
    published: Dates,
    pub(super) actors_of: Lists,
    pub(super) venues_of: Lists,
    pub(super) outlets_of: Lists,
    pub(super) tags_of: Lists,
    by_actor: Lists,
    by_role: Lists,
    by_venue: Lists,
    by_outlet: Lists,
    by_tag: Lists,
    by_claim: Lists,
}

/// How far the clock is ahead of UTC that an event's time is told by, in quarters of an hour; or that it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ClockOffset(i8);

impl ClockOffset {
    const NONE: Self = Self(i8::MIN);

    /// Of the event's own time, else of when it was first seen.
    fn of(event: &Event) -> Self {
        let seen = event.first_seen.as_ref();
        let date = Some(&event.date).filter(|date| date.has_time()).or(seen.filter(|date| date.has_time()));
        let Some(date) = date else { return Self::NONE };
        let at = if date.earliest() == Instant::MIN { date.latest() } else { date.earliest() };
        let quarters = date.zone().offset_at(at).div_euclid(900);
        i8::try_from(quarters).map_or(Self::NONE, Self)
    }

    /// Quarters of an hour; none where no time is told.
    pub(super) fn quarters(self) -> Option<i8> {
        (self != Self::NONE).then_some(self.0)
    }
}

/// Events of more days than these are looked through one by one where a date is asked for.
const LONG: i64 = 62;

impl Index {
    /// Reads every event of `store` once.
    #[must_use]
    pub fn new(store: &Store) -> Self {
        let registry = &store.registry;
        let (actors, venues, outlets) =
            (registry.actors.len(), registry.venues.len(), registry.outlets.len());
        let part = gather::all(store);
        let Part {
            days,
            begun,
            clock_offsets,
            kinds,
            statuses,
            stances,
            sources,
            roots,
            heading_of,
            headings,
            tags,
            ..
        } = part;
        let Part { words, figures, logged, published, lists, .. } = part;
        let [actors_of, roles_of, venues_of, outlets_of, tags_of, claims_of] = lists;
        let tags = tags.into_all();
        Self {
            long: long(&days),
            days,
            begun,
            clock_offsets,
            kinds,
            statuses,
            stances,
            sources,
            roots,
            heading_of,
            headings: headings.into_all(),
            words: words.into_words(),
            figures: figures.into_figures(),
            logged: Dates::of(logged),
            published: Dates::of(published),
            by_actor: actors_of.transposed(actors),
            by_role: roles_of.transposed(actors * Role::ALL.len()),
            by_venue: venues_of.transposed(venues),
            by_outlet: outlets_of.transposed(outlets),
            by_tag: tags_of.transposed(tags.len()),
            by_claim: claims_of.transposed(registry.claims.len()),
            tags,
            actors,
            actors_of,
            venues_of,
            outlets_of,
            tags_of,
        }
    }

    /// The index of `store`, whose events stood as this one says before they moved.
    ///
    /// What counts for an event that stayed says the same in both registries. Words and tags whose last event is gone keep
    /// their place, without an event.
    #[must_use]
    pub fn renewed(&self, store: &Store, moves: &Moves) -> Self {
        let part = gather::these(store, moves.added());
        let Part {
            days,
            begun,
            clock_offsets,
            kinds,
            statuses,
            stances,
            sources,
            roots,
            heading_of,
            headings,
            tags,
            ..
        } = part;
        let Part { words, figures, logged, published, lists, .. } = part;
        let [actors_of, roles_of, venues_of, outlets_of, mut tags_of, claims_of] = lists;
        let mut all_tags = Numbered::of(&self.tags);
        let numbers = all_tags.append(tags);
        tags_of.renumber(|tag| numbers[tag as usize]);
        let mut all_headings = Numbered::of(&self.headings);
        let numbers = all_headings.append(headings);
        let heading_of: Vec<u32> = heading_of.into_iter().map(|heading| numbers[heading as usize]).collect();
        let days = moves.column(&self.days, &days);
        Self {
            long: long(&days),
            days,
            begun: moves.column(&self.begun, &begun),
            clock_offsets: moves.column(&self.clock_offsets, &clock_offsets),
            kinds: moves.column(&self.kinds, &kinds),
            statuses: moves.column(&self.statuses, &statuses),
            stances: moves.column(&self.stances, &stances),
            sources: moves.column(&self.sources, &sources),
            roots: moves.column(&self.roots, &roots),
            heading_of: moves.column(&self.heading_of, &heading_of),
            headings: all_headings.into_all(),
            tags: all_tags.into_all(),
            actors: self.actors,
            words: self.words.moved(moves, words),
            figures: self.figures.moved(moves, figures),
            logged: self.logged.moved(moves, logged),
            published: self.published.moved(moves, published),
            by_actor: self.by_actor.moved_over(moves, &actors_of),
            by_role: self.by_role.moved_over(moves, &roles_of),
            by_venue: self.by_venue.moved_over(moves, &venues_of),
            by_outlet: self.by_outlet.moved_over(moves, &outlets_of),
            by_tag: self.by_tag.moved_over(moves, &tags_of),
            by_claim: self.by_claim.moved_over(moves, &claims_of),
            actors_of: self.actors_of.moved(moves, &actors_of),
            venues_of: self.venues_of.moved(moves, &venues_of),
            outlets_of: self.outlets_of.moved(moves, &outlets_of),
            tags_of: self.tags_of.moved(moves, &tags_of),
        }
    }

    /// The words of `of` that events have, each with its events; in order of first use.
    pub fn words(&self, of: Trait) -> impl Iterator<Item = (&str, &[u32])> {
        self.words.of(of)
    }

    /// The events that are or have what `mark` says, ascending.
    #[must_use]
    pub fn marked(&self, mark: &str) -> &[u32] {
        self.words(Trait::Mark).find(|(word, _)| *word == mark).map_or(&[], |(_, events)| events)
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
        &self.figures
    }

    /// When the events were logged.
    #[must_use]
    pub fn logged(&self) -> &Dates {
        &self.logged
    }

    /// When the earliest source of each event came out.
    #[must_use]
    pub fn published(&self) -> &Dates {
        &self.published
    }

    /// How many pages each event cites, copies of one counted once; 65,535 stands for more.
    #[must_use]
    pub fn source_counts(&self) -> &[u16] {
        &self.sources
    }

    /// How many independent roots report each event; 65,535 stands for more.
    #[must_use]
    pub fn root_counts(&self) -> &[u16] {
        &self.roots
    }

    /// The heading that an event stands under in its own zone.
    #[must_use]
    pub fn heading(&self, ix: EventIx) -> &Heading {
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
    pub(super) fn begun(&self) -> &[Begun] {
        &self.begun
    }

    /// Whoever has a part in an event, with all whom they belong to at its date; ascending numbers of actors.
    #[must_use]
    pub fn actors_of(&self, ix: EventIx) -> &[u32] {
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
        self.by_role.row(role as usize * self.actors + actor.index())
    }

    /// Events at `venue` or inside it, their other venues and sessions included.
    #[must_use]
    pub fn venue(&self, venue: VenueIx) -> &[u32] {
        self.by_venue.row(venue.index())
    }

    /// Events that a page of `outlet` reports.
    #[must_use]
    pub fn outlet(&self, outlet: OutletIx) -> &[u32] {
        self.by_outlet.row(outlet.index())
    }

    /// Events that take a position on `claim`, whichever.
    #[must_use]
    pub fn claim(&self, claim: ClaimIx) -> &[u32] {
        self.by_claim.row(claim.index())
    }

    /// The tags in order of first use, each with its events; one that is no longer in use has none.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = (&str, &[u32])> {
        self.tags.iter().enumerate().map(|(ix, tag)| (&**tag, self.by_tag.row(ix)))
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
    pub fn all_days(&self) -> &[(Day, Day)] {
        &self.days
    }

    /// Each event's kind as its place in [`Kind::ALL`](Word::ALL).
    #[must_use]
    pub fn kinds(&self) -> &[u8] {
        &self.kinds
    }

    /// Each event's status as its place in [`Status::ALL`](Word::ALL).
    #[must_use]
    pub fn statuses(&self) -> &[u8] {
        &self.statuses
    }

    /// Each event's stances, its own and those of its positions: bit *n* for place *n* in [`Stance::ALL`](Word::ALL).
    #[must_use]
    pub fn stances(&self) -> &[u8] {
        &self.stances
    }

    /// Adds the events that may have been on a day from `first` to `last`, both included.
    pub fn overlapping(&self, first: Day, last: Day, into: &mut EventSet) {
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
