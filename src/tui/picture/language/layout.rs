//! Where the strips stand.

use super::super::legend::{Entry, wrapped};
use super::{Language, Place, Room};

/// The greatest width of a week.
pub(crate) const WIDEST: usize = 8;
/// The cells of a date, and the width from which the dates have a column.
const DATE: usize = 11;
const DATED: usize = 76;

/// The lines and columns of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The lines of the heads of the columns.
    pub(crate) head: usize,
    /// The cells of the names.
    pub(crate) names: usize,
    /// The column of the date of the first use, if it has one.
    pub(crate) date: Option<usize>,
    /// The columns before the first week.
    pub(crate) gutter: usize,
    /// The cells of the strips.
    free: usize,
    /// How many weeks share a column; more than one only if not all weeks have room.
    pub(crate) step: usize,
    /// The cells of a column.
    pub(crate) cell: usize,
    /// How many columns are on the screen.
    pub(crate) across: usize,
    /// The column of the fractions.
    pub(crate) fractions: usize,
    /// The lines of a strip: 2 if the marks have a line of their own.
    pub(crate) each: usize,
    /// The lines of the strips.
    pub(crate) lines: usize,
    /// The line of the axis.
    pub(crate) axis: usize,
    /// The lines of the legend, and the first of them.
    pub(crate) legend: Vec<Vec<Entry>>,
    pub(crate) foot: usize,
}

impl Layout {
    pub(crate) fn of(language: &Language, place: &Place, room: Room) -> Self {
        let names = language.widest.0.min((room.width / 3).saturating_sub(5)).max(1);
        let date = (room.width >= DATED).then_some(names + 5);
        let gutter = date.map_or(names + 5, |date| date + DATE + 3);
        let free = room.width.saturating_sub(gutter + language.widest.1 + 2).max(1);
        let (step, cell) = Self::scale(language.weeks.count(), free, place.zoom);
        let across = (free / cell).max(1);
        let list = match room.height {
            0..12 => 0,
            12..24 => 3,
            24..40 => 6,
            _ => 9,
        };
        let list = list.min(1 + language.longest);
        let most = match room.height {
            0..10 => 0,
            10..14 => 1,
            _ => 2,
        };
        let legend = wrapped(language.legend(step), room.width, most);
        let foot = room.height.saturating_sub(legend.len());
        let head = usize::from(room.height >= 10);
        let rest = foot.saturating_sub(head + 1 + list).max(1);
        let lines = |each: usize| language.groups.len() + language.strips.len() * each;
        let each = if lines(2) <= rest { 2 } else { 1 };
        let lines = rest.min(lines(each).max(1));
        let fractions = gutter + across.min(language.weeks.count().div_ceil(step)) * cell + 1;
        Self {
            head,
            names,
            date,
            gutter,
            free,
            step,
            cell,
            across,
            fractions,
            each,
            lines,
            axis: head + lines,
            legend,
            foot,
        }
    }

    /// Returns how many weeks share a column and how many cells a column has, in so many cells.
    pub(super) fn scale(weeks: usize, free: usize, zoom: u8) -> (usize, usize) {
        let (mut step, mut zoom) = (weeks.div_ceil(free.max(1)).max(1), zoom.min(16));
        while step > 1 && zoom > 0 {
            (step, zoom) = (step / 2, zoom - 1);
        }
        let fit = (free / weeks.max(1)).clamp(1, 4);
        let cell = if step > 1 { 1 } else { (fit << zoom.min(8)).min(WIDEST).min(free).max(1) };
        (step, cell)
    }

    /// Returns the cells of the strips.
    pub(super) fn free(&self) -> usize {
        self.free
    }

    /// Returns the first line of a strip.
    pub(crate) fn y(&self, language: &Language, row: usize) -> usize {
        language.strips.get(row).map_or(0, |strip| strip.heads) + row * self.each
    }

    /// Returns the strip at a line of the strips.
    pub(super) fn row(&self, language: &Language, line: usize) -> Option<usize> {
        let (mut low, mut high) = (0, language.strips.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.y(language, middle) <= line { low = middle + 1 } else { high = middle }
        }
        let row = low.checked_sub(1)?;
        (line < self.y(language, row) + self.each).then_some(row)
    }

    /// Returns which column of the screen is at a cell.
    pub(crate) fn column_at(&self, x: usize) -> Option<usize> {
        let column = x.checked_sub(self.gutter)? / self.cell;
        (column < self.across && x < self.fractions).then_some(column)
    }
}
