//! A store with some of its events alone.

use super::{Events, Renumbering, Store};
use crate::event::{Event, EventIx};

impl Store {
    /// The same store with some of its events alone, in their order; links to others are gone.
    #[must_use]
    pub fn only(&self, keep: impl Fn(EventIx, &Event) -> bool) -> Self {
        let gone = self.events.each().filter(|(ix, event)| !keep(*ix, event));
        self.without(gone.map(|(ix, _)| ix.0).collect()).0
    }

    /// The same store without those of its events, ascending, and where the others stood; links to them are gone, too.
    pub(super) fn without(&self, gone: Vec<u32>) -> (Self, Renumbering) {
        let moves = Renumbering::new(self.events.len(), gone, &[]);
        let events = self.events.replaced(&moves, Vec::new(), Vec::new(), |old| moves.new_index(old));
        let mut left = self.with_events(events);
        if let Some(known) = &mut left.known {
            known.assumed = known.assumed.iter().filter_map(|ix| moves.new_index(*ix)).collect();
        }
        (left, moves)
    }

    /// This store with other events.
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
