//! The events of a store in timeline order, kept packed; links and sources are numbered apart.

use std::ops::Index;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::event::packed::{Packed, Spot, numbers};
use crate::event::{Event, EventId, EventIx, Figure, Link};
use crate::registry::SourceIx;

/// A packed event's own sources are numbered from this on: their place in the registry is known only later.
pub(super) const OWN: u32 = 1 << 31;

/// The events of a store.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Events {
    packed: Packed<Event>,
    /// Of each event the registry's number of its first own source.
    #[serde(with = "numbers")]
    first_sources: Vec<u32>,
    /// Where the links of each event end among all.
    #[serde(with = "numbers")]
    link_ends: Vec<u32>,
    links: Vec<Link>,
    /// All ids in one text, and where each ends.
    ids: String,
    #[serde(with = "numbers")]
    id_ends: Vec<u32>,
    /// Hashes of the ids, ascending, with their events.
    hashes: Vec<(u64, u32)>,
}

/// An event in its place, before all are in order.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) spot: Spot,
    pub(super) first_source: u32,
    pub(super) links: Vec<Link>,
    pub(super) id: Box<str>,
}

impl Events {
    /// Events that were packed already, in their order.
    pub(super) fn new(blocks: Vec<Vec<u8>>, kept: impl ExactSizeIterator<Item = Kept>) -> Self {
        let mut events = Self::default();
        for bytes in blocks {
            events.packed.add_block(bytes);
        }
        events.first_sources.reserve_exact(kept.len());
        events.link_ends.reserve_exact(kept.len());
        for (ix, kept) in (0..).zip(kept) {
            events.packed.adopt(kept.spot);
            events.first_sources.push(kept.first_source);
            events.links.extend(kept.links);
            events.link_ends.push(events.links.len() as u32);
            events.ids.push_str(&kept.id);
            events.id_ends.push(events.ids.len() as u32);
            events.hashes.push((xxh3_64(kept.id.as_bytes()), ix));
        }
        events.hashes.sort_unstable();
        events.links.shrink_to_fit();
        events
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The event at `ix`; it stays in memory once it was asked for.
    #[must_use]
    pub fn get(&self, ix: EventIx) -> &Event {
        self.packed.get_with(ix.index(), |event| self.finish(ix, event))
    }

    /// The event at `ix` as a value of its own: for passes over many, which shall not fill the memory.
    #[must_use]
    pub fn fresh(&self, ix: EventIx) -> Event {
        let mut event = self.packed.fresh(ix.index());
        self.finish(ix, &mut event);
        event
    }

    /// All of them in order, each taken out anew.
    pub fn each(&self) -> impl ExactSizeIterator<Item = (EventIx, Event)> + '_ {
        (0..self.len() as u32).map(|ix| (EventIx(ix), self.fresh(EventIx(ix))))
    }

    /// All of them in order; each stays in memory.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Event> + '_ {
        (0..self.len() as u32).map(|ix| self.get(EventIx(ix)))
    }

    /// The id of the event at `ix`, without the event.
    #[must_use]
    pub fn id(&self, ix: EventIx) -> &str {
        let end = |at: usize| self.id_ends.get(at).map_or(0, |end| *end as usize);
        let start = ix.index().checked_sub(1).map_or(0, end);
        self.ids.get(start..end(ix.index())).unwrap_or_default()
    }

    /// All ids in the order of their events.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        (0..self.len() as u32).map(|ix| self.id(EventIx(ix)))
    }

    /// The links of the event at `ix`, without the event.
    #[must_use]
    pub fn links(&self, ix: EventIx) -> &[Link] {
        let end = |at: usize| self.link_ends.get(at).map_or(0, |end| *end as usize);
        let start = ix.index().checked_sub(1).map_or(0, end);
        self.links.get(start..end(ix.index())).unwrap_or_default()
    }

    /// The event with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EventIx> {
        let hash = xxh3_64(id.as_bytes());
        let start = self.hashes.partition_point(|(other, _)| *other < hash);
        let alike = self.hashes.get(start..)?.iter().take_while(|(other, _)| *other == hash);
        alike.map(|(_, ix)| EventIx(*ix)).find(|ix| self.id(*ix) == id)
    }

    /// Changes the event at `ix`; all are packed anew.
    #[cfg(test)]
    pub(crate) fn amend(&mut self, ix: EventIx, change: impl FnOnce(&mut Event)) {
        let mut all: Vec<Event> = self.each().map(|(_, event)| event).collect();
        change(&mut all[ix.index()]);
        *self = all.into_iter().collect();
    }

    fn finish(&self, ix: EventIx, event: &mut Event) {
        let first = self.first_sources[ix.index()];
        renumber(event, |source| source.0.checked_sub(OWN).map_or(source, |own| SourceIx(first + own)));
        event.id = EventId(self.id(ix).into());
        event.links = self.links(ix).to_vec();
    }
}

/// Changes the numbers of all sources that an event names.
pub(super) fn renumber(event: &mut Event, number: impl Fn(SourceIx) -> SourceIx) {
    for source in &mut event.sources {
        *source = number(*source);
    }
    let figures = event.figures.iter_mut().chain(event.sessions.iter_mut().flat_map(|s| &mut s.figures));
    for Figure { source, .. } in figures {
        *source = source.map(&number);
    }
}

impl Index<usize> for Events {
    type Output = Event;

    fn index(&self, at: usize) -> &Event {
        self.get(EventIx(at as u32))
    }
}

impl FromIterator<Event> for Events {
    /// Events in timeline order, their links and sources numbered as in their store.
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        let mut block = crate::event::packed::Block::default();
        let mut kept = Vec::new();
        for mut event in events {
            let links = std::mem::take(&mut event.links);
            let id = std::mem::take(&mut event.id.0);
            block.push(&event);
            let start = block.starts.last().copied().unwrap_or_default();
            kept.push(Kept { spot: Spot { block: 0, start }, first_source: 0, links, id });
        }
        Self::new(vec![block.bytes], kept.into_iter())
    }
}
