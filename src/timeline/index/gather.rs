//! Passes over all events on all cores: each event is unpacked once and added to the columns.

use std::ops::Range;

use crate::event::EventIx;
use crate::parallel;
use crate::registry::Ancestry;
use crate::store::{Columns, Store};

/// From this many events on, the pass is shared between threads.
const MANY: usize = 4_096;

/// Columns of consecutive events.
pub(super) trait Gather: Default + Send {
    /// Adds the columns of the event at `ix`.
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry);

    /// Adds the columns of the events that follow.
    fn append(&mut self, other: Self);
}

/// Gathers the columns of all events.
pub(super) fn all<C: Gather>(store: &Store) -> C {
    shared(store.events.len(), |range| some(store, (range.start as u32..range.end as u32).map(EventIx)))
}

/// Gathers the columns of the given events.
pub(super) fn these<C: Gather>(store: &Store, events: &[EventIx]) -> C {
    shared(events.len(), |range| some(store, events[range].iter().copied()))
}

/// Applies `part` to consecutive ranges of `0..len` and joins the results; uses all cores if there are many
/// events.
fn shared<C: Gather>(len: usize, part: impl Fn(Range<usize>) -> C + Sync) -> C {
    let threads = if len < MANY { 1 } else { parallel::threads(len) };
    let mut parts = parallel::shares(threads, len, part).into_iter();
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.append(part));
    whole
}

/// Gathers the columns of some events on this thread.
fn some<C: Gather>(store: &Store, events: impl Iterator<Item = EventIx>) -> C {
    let mut part = C::default();
    let mut ancestry = Ancestry::default();
    for ix in events {
        part.add(store, ix, &mut ancestry);
    }
    part
}

impl Gather for Columns {
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry) {
        self.push(&store.registry, &store.events.outline(ix), ancestry);
    }

    fn append(&mut self, other: Self) {
        Self::append(self, other);
    }
}
