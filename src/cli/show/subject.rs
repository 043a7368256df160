//! The event to show, with what describing it needs.

use crate::describe::people;
use crate::event::Event;
use crate::registry::{ActorIx, Registry};
use crate::text::signs::sign;
use crate::timeline::Timeline;

/// Everything needed to describe an event.
#[derive(Clone, Copy)]
pub(super) struct Subject<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) registry: &'t Registry,
    pub(super) event: &'t Event,
}

impl Subject<'_> {
    /// Returns `Yury Ushakov, presidential aide, Kremlin · ushakov`: the name with the offices of that day, and the id.
    pub(super) fn introduced(self, ix: ActorIx) -> String {
        let actor = self.registry.actor(ix);
        let id = if actor.place.is_none() { "unregistered" } else { &actor.id };
        format!("{} {} {id}", people::introduced(self.registry, ix, self.event), sign("·"))
    }
}
