//! Stores with only some of the events of another.

use super::{Events, Renumbering, Store};
use crate::event::{Event, EventIx};

impl Store {
    /// Returns this store with only the events that `keep` accepts, in their order and without links to others.
    #[must_use]
    pub fn only(&self, keep: impl Fn(EventIx, &Event) -> bool) -> Self {
        let removed = self.events.each().filter(|(ix, event)| !keep(*ix, event));
        self.without(removed.map(|(ix, _)| ix.0).collect()).0
    }

    /// Returns this store without the events of `removed`, ascending, and without links to them; and the renumbering of
    /// the remaining ones.
    pub(super) fn without(&self, removed: Vec<u32>) -> (Self, Renumbering) {
        let moves = Renumbering::new(self.events.len(), removed, &[]);
        let events = self.events.replaced(&moves, Vec::new(), Vec::new(), |old| moves.new_index(old));
        let mut remaining = self.with_events(events);
        if let Some(known) = &mut remaining.known {
            known.assumed = known.assumed.iter().filter_map(|ix| moves.new_index(*ix)).collect();
        }
        (remaining, moves)
    }

    /// Returns this store with other events.
    pub(super) fn with_events(&self, events: Events) -> Self {
        Self {
            inputs: self.inputs.clone(),
            files: self.files.clone(),
            meta: self.meta.clone(),
            registry: self.registry.clone(),
            events,
            views: self.views.clone(),
            problems: self.problems.clone(),
            known: self.known.clone(),
            withheld: self.withheld,
            record_hashes: None,
        }
    }
}
