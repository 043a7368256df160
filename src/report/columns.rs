//! Actors as columns of a table that must fit on 80 columns of a terminal beside its first column.

use crate::registry::{ActorIx, Registry};

/// The greatest width of a name at the head of a column.
pub(crate) const NAME: usize = 12;
/// The number of terminal columns that all actors together may take.
const ROOM: usize = 46;

/// Returns the actors whose columns fit, in the order given. `cell` is the usual width of the widest cell.
pub(super) fn fitting(
    registry: &Registry,
    actors: impl Iterator<Item = ActorIx>,
    cell: usize,
) -> Vec<ActorIx> {
    let mut remaining = ROOM;
    let mut named = Vec::new();
    for actor in actors {
        let name = head(registry, actor).chars().count();
        let width = name.max(cell) + 2;
        if name <= NAME && width <= remaining {
            remaining -= width;
            named.push(actor);
        }
    }
    named
}

/// Returns the name at the head of a column: the short form if the name is long.
pub(crate) fn head(registry: &Registry, actor: ActorIx) -> &str {
    registry.actor(actor).fitting(NAME)
}
