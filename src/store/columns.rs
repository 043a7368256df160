//! Facts of every event in columns beside it: to order events or to find those of an actor, no event is unpacked.
//!
//! The thread that reads an event fills in its row while it has the event at hand. The rows are put in timeline order
//! together with the events, and are handed over to whatever indexes the store.

use crate::event::Event;
use crate::event::date::{Day, Heading};
use crate::event::start::{ClockOffset, EventStart};
use crate::registry::{Ancestry, Registry};

/// Columns of facts about events, one row for each event.
#[derive(Debug, Default)]
pub struct Columns {
    pub(crate) days: Vec<(Day, Day)>,
    pub(crate) begun: Vec<EventStart>,
    pub(crate) clock_offsets: Vec<ClockOffset>,
    pub(crate) kinds: Vec<u8>,
    pub(crate) statuses: Vec<u8>,
    /// Headings in the event's own time zone.
    pub(crate) headings: Vec<Heading>,
    /// The actors of each event and all actors that they belong to at its date, as ascending numbers.
    pub(crate) actors: Rows,
}

/// Rows of numbers, stored one after the other, and the position where each ends.
#[derive(Debug, Default)]
pub struct Rows {
    pub(crate) ends: Vec<u32>,
    pub(crate) items: Vec<u32>,
}

impl Rows {
    fn push(&mut self, row: &[u32]) {
        self.items.extend_from_slice(row);
        self.ends.push(self.items.len() as u32);
    }

    fn get(&self, row: usize) -> &[u32] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[row] as usize]
    }
}

impl Columns {
    /// Reserves room for that many more events.
    pub(super) fn reserve(&mut self, events: usize) {
        self.days.reserve_exact(events);
        self.begun.reserve_exact(events);
        self.clock_offsets.reserve_exact(events);
        self.kinds.reserve_exact(events);
        self.statuses.reserve_exact(events);
        self.headings.reserve_exact(events);
        self.actors.ends.reserve_exact(events);
    }

    /// Adds the row of an event and returns the number of the row.
    pub(crate) fn push(&mut self, registry: &Registry, event: &Event, ancestry: &mut Ancestry) -> u32 {
        let number = self.days.len() as u32;
        self.days.push((event.date.first_day(), event.date.last_day()));
        self.begun.push(EventStart::of(event));
        self.clock_offsets.push(ClockOffset::of(event));
        self.kinds.push(event.kind as u8);
        self.statuses.push(event.status as u8);
        self.headings.push(event.date.heading(None));
        let named = event.everyone();
        let mut all = Vec::with_capacity(named.len() * 2);
        for actor in named {
            all.extend_from_slice(ancestry.ancestors(registry, actor, &event.date));
        }
        all.sort_unstable();
        all.dedup();
        self.actors.push(&all);
        number
    }

    /// Adds the rows of `other` at the end.
    pub(crate) fn append(&mut self, other: Self) {
        self.days.extend(other.days);
        self.begun.extend(other.begun);
        self.clock_offsets.extend(other.clock_offsets);
        self.kinds.extend(other.kinds);
        self.statuses.extend(other.statuses);
        self.headings.extend(other.headings);
        let first = self.actors.items.len() as u32;
        self.actors.items.extend(other.actors.items);
        self.actors.ends.extend(other.actors.ends.into_iter().map(|end| first + end));
    }

    /// Returns the rows in `order`, which names each by the number of its part and its number in that part.
    pub(super) fn in_order(mut parts: Vec<Self>, order: &[(u32, u32)]) -> Self {
        let mut all = Self::default();
        all.reserve(order.len());
        all.actors.items.reserve_exact(parts.iter().map(|part| part.actors.items.len()).sum());
        for (part, row) in order {
            let (part, row) = (&mut parts[*part as usize], *row as usize);
            all.days.push(part.days[row]);
            all.begun.push(part.begun[row]);
            all.clock_offsets.push(part.clock_offsets[row]);
            all.kinds.push(part.kinds[row]);
            all.statuses.push(part.statuses[row]);
            all.headings.push(std::mem::replace(&mut part.headings[row], Heading::Open));
            all.actors.push(part.actors.get(row));
        }
        all
    }
}
