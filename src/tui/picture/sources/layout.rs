//! How the lines of the view are divided.

use crate::tui::picture::Room;

/// Lines above the first outlet: the summary and the heads.
pub(crate) const HEADS: usize = 2;
/// With fewer lines than this there is no legend, and what is known of the outlet is not told.
const WITH_LEGEND: usize = 11;
/// The lines of the legend: in a view this wide or wider.
const LEGEND: [(usize, usize); 3] = [(132, 2), (76, 3), (0, 5)];

/// How the lines are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The lines for outlets and checks.
    pub(crate) rows: usize,
    /// The lines of the legend.
    pub(crate) legend: usize,
    /// The line for what is known of the outlet: 1 or 0.
    pub(crate) facts: usize,
}

impl Layout {
    /// Divides `room`.
    pub(crate) fn of(room: Room) -> Self {
        let lines = LEGEND.iter().find(|(from, _)| room.width >= *from).map_or(0, |(_, lines)| *lines);
        let (legend, facts) = if room.height < WITH_LEGEND { (0, 0) } else { (lines, 1) };
        Self { rows: room.height.saturating_sub(HEADS + legend + facts).max(1), legend, facts }
    }
}
