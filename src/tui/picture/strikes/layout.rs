//! Where the charts stand.

use super::super::legend::{Entry, wrapped};
use super::{Place, Room, Strikes};

/// The greatest width of a week.
pub(crate) const WIDEST: usize = 12;
/// The most lines of a chart, its title included.
const MOST: usize = 9;

/// The lines and columns of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The lines of the title: what the charts count, and which of them are on the screen.
    pub(crate) title: usize,
    /// The columns before the first week.
    pub(crate) gutter: usize,
    /// The columns of a week.
    pub(crate) cell: usize,
    /// How many weeks are on the screen.
    pub(crate) across: usize,
    /// The lines of a chart, its title included.
    pub(crate) lines: usize,
    /// How many charts are on the screen.
    pub(crate) charts: usize,
    /// The line of the axis.
    pub(crate) axis: usize,
    /// The lines of the legend, and the first of them.
    pub(crate) legend: Vec<Vec<Entry>>,
    pub(crate) foot: usize,
}

impl Layout {
    pub(crate) fn of(strikes: &Strikes, place: &Place, room: Room) -> Self {
        let widest =
            strikes.charts.iter().map(|chart| chart.scale_in_words().chars().count()).max().unwrap_or(0);
        let gutter = (widest + 2).min(room.width / 3);
        let free = room.width.saturating_sub(gutter + 1).max(1);
        let fit = (free / strikes.weeks.count().max(1)).clamp(1, 6);
        let cell = (fit << place.zoom.min(8)).min(WIDEST).min(free).max(1);
        let across = (free / cell).max(1);
        // Lines of the list of claims, and the fewest of a chart: a title, bars, and air where there is room for it.
        let (list, fewest) = match room.height {
            0..12 => (1, 3),
            12..24 => (3, 3),
            24..40 => (5, 5),
            _ => (8, 5),
        };
        let list = list.min(2 + strikes.marks.claims);
        let most = match room.height {
            0..12 => 0,
            12..14 => 1,
            _ => 2,
        };
        let legend = wrapped(strikes.marks.legend(), room.width, most);
        let foot = room.height.saturating_sub(legend.len());
        let title = usize::from(room.height >= 14);
        let rest = foot.saturating_sub(title + 1 + list).max(1);
        // As many charts as have room, and as tall as they then can be; what is over goes to the list.
        let charts = (rest / fewest).clamp(1, strikes.charts.len().max(1));
        let lines = (rest / charts).clamp(1, MOST);
        let axis = title + charts * lines;
        Self { title, gutter, cell, across, lines, charts, axis, legend, foot }
    }

    /// Returns the lines of the bars: all but the title, and an empty line where there is room for it.
    pub(crate) fn bars(&self) -> usize {
        self.lines.saturating_sub(if self.lines >= 5 { 2 } else { 1 })
    }

    /// Returns which chart of the screen is at a line.
    pub(crate) fn chart_at(&self, y: usize) -> Option<usize> {
        let y = y.checked_sub(self.title)?;
        (y + self.title < self.axis).then(|| y / self.lines)
    }

    /// Returns which week of the screen is at a column.
    pub(crate) fn column_at(&self, x: usize) -> Option<usize> {
        let column = x.checked_sub(self.gutter)? / self.cell;
        (column < self.across).then_some(column)
    }

    /// Returns the cells of a week's bar; wide bars leave an empty column behind them.
    pub(crate) fn bar(&self) -> usize {
        if self.cell >= 3 { self.cell - 1 } else { self.cell }
    }
}
