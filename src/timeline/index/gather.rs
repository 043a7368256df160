//! Passes over all events, on all cores: each event is taken out once and gives its columns.

use std::ops::Range;

use crate::event::EventIx;
use crate::parallel;
use crate::registry::Ancestry;
use crate::store::{Columns, Store};

/// From this many events on the pass is shared between threads.
const MANY: usize = 4_096;

/// Columns of some events that follow each other.
pub(super) trait Gathered: Default + Send {
    /// Adds the columns of the event at `ix`.
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry);

    /// Adds the columns of the events that follow.
    fn append(&mut self, other: Self);
}

/// The columns of all events.
pub(super) fn all<C: Gathered>(store: &Store) -> C {
    shared(store.events.len(), |range| some(store, (range.start as u32..range.end as u32).map(EventIx)))
}

/// The columns of those events.
pub(super) fn these<C: Gathered>(store: &Store, events: &[EventIx]) -> C {
    shared(events.len(), |range| some(store, events[range].iter().copied()))
}

/// What `part` makes of all ranges of `0..len`, one behind the other; from many on, on all cores.
fn shared<C: Gathered>(len: usize, part: impl Fn(Range<usize>) -> C + Sync) -> C {
    let threads = if len < MANY { 1 } else { parallel::threads(len) };
    let mut parts = parallel::shares(threads, len, part).into_iter();
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.append(part));
    whole
}

/// The columns of some events.
fn some<C: Gathered>(store: &Store, events: impl Iterator<Item = EventIx>) -> C {
    let mut part = C::default();
    let mut ancestry = Ancestry::default();
    for ix in events {
        part.add(store, ix, &mut ancestry);
    }
    part
}

impl Gathered for Columns {
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry) {
        self.push(&store.registry, &store.events.outline(ix), ancestry);
    }

    fn append(&mut self, other: Self) {
        Self::append(self, other);
    }
}
