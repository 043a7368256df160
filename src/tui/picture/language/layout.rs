//! Where the strips stand.

use super::{Language, Place, Room};

/// The greatest width of a week.
pub(crate) const WIDEST: usize = 8;
/// The width of the names, at least and at most.
const NAMES: (usize, usize) = (12, 28);

/// The lines and columns of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The columns of the names, before the first week.
    pub(crate) gutter: usize,
    /// The columns of a week.
    pub(crate) cell: usize,
    /// How many weeks are on the screen.
    pub(crate) across: usize,
    /// The column of the fractions.
    pub(crate) fractions: usize,
    /// The lines of the strips.
    pub(crate) lines: usize,
    /// The line of the axis.
    pub(crate) axis: usize,
    /// The line of the legend, if it has one.
    pub(crate) legend: Option<usize>,
}

impl Layout {
    pub(crate) fn of(language: &Language, place: &Place, room: Room) -> Self {
        let names =
            language.strips.iter().map(|strip| crate::tui::text::width(&strip.name)).max().unwrap_or(0);
        let gutter = (names + 5).clamp(NAMES.0, NAMES.1).min(room.width / 3);
        let fraction = language.strips.iter().map(|strip| strip.fraction().len()).max().unwrap_or(0) + 2;
        let free = room.width.saturating_sub(gutter + fraction + 1).max(1);
        let fit = (free / language.count().max(1)).clamp(1, 4);
        let cell = (fit << place.zoom.min(8)).min(WIDEST).min(free).max(1);
        let across = (free / cell).max(1);
        let list = match room.height {
            0..12 => 0,
            12..24 => 3,
            24..40 => 6,
            _ => 9,
        };
        let legend = (room.height >= 10).then(|| room.height - 1);
        let rest = room.height.saturating_sub(1 + list + usize::from(legend.is_some())).max(1);
        let all = language.strips.last().map_or(1, |strip| strip.y + super::Strip::LINES);
        let lines = rest.min(all.max(1));
        let fractions = gutter + across.min(language.count()) * cell + 1;
        Self { gutter, cell, across, fractions, lines, axis: lines, legend }
    }

    /// Returns which week of the screen is at a column.
    pub(crate) fn column_at(&self, x: usize) -> Option<usize> {
        let column = x.checked_sub(self.gutter)? / self.cell;
        (column < self.across && x < self.fractions).then_some(column)
    }

    /// Returns the cells of a week's bar; wide bars leave an empty column behind them.
    pub(crate) fn bar(&self) -> usize {
        if self.cell >= 3 { self.cell - 1 } else { self.cell }
    }
}
