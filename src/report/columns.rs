//! Actors as columns of a table that still stands on 80 columns beside its first.

use crate::registry::{ActorIx, Registry};

/// The widest name over a column.
pub(super) const NAME: usize = 12;
/// Columns of the terminal that actors may take together.
const ROOM: usize = 46;

/// The actors that find room, in the order given; `cell` is the widest cell that is usual.
pub(super) fn fitting(
    registry: &Registry,
    actors: impl Iterator<Item = ActorIx>,
    cell: usize,
) -> Vec<ActorIx> {
    let mut left = ROOM;
    let mut named = Vec::new();
    for actor in actors {
        let name = head(registry, actor).chars().count();
        let width = name.max(cell) + 2;
        if name <= NAME && width <= left {
            left -= width;
            named.push(actor);
        }
    }
    named
}

/// The name over a column: the short form where the name is long.
pub(crate) fn head(registry: &Registry, actor: ActorIx) -> &str {
    registry.actor(actor).fitting(NAME)
}
