//! Bursts and gaps: where much, and where nothing is logged.

use super::Timeline;
use crate::event::EventIx;

/// A place in the shown events where the density changes: what `>` and `<` walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The index of the first event of a burst, and how many events it has over how many days.
    Burst {
        /// Index into the shown events.
        at: usize,
        /// How many events.
        events: u32,
        /// Over how many days.
        days: i64,
    },
    /// The index of the first event after a gap, and how many days nothing was logged: not *nothing happened*.
    Gap {
        /// Index into the shown events.
        at: usize,
        /// How many days without an event.
        days: i64,
    },
}

/// Bursts and gaps of `shown` (in order of time), by index.
#[must_use]
pub fn turns(timeline: &Timeline, shown: &[EventIx]) -> Vec<Turn> {
    todo!()
}
