//! Links in the direction that nobody writes: who answers, denies or confirms an event.

use crate::event::{Basis, EventIx, LinkKind};

/// A link that points at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackLink {
    /// What the other event does to this one.
    pub kind: LinkKind,
    /// The other event.
    pub from: EventIx,
    /// How that is known.
    pub basis: Basis,
}
