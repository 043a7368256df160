//! The columns of the scorecard, as many as there is room for, and the scale of the bars.

use crate::text::columns as cells;

use super::Sources;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    /// Two bars on one scale: to the left of the axis the events that rest on it alone, to the right all of them.
    Bars,
    Confirmed,
    Contradicted,
    Both,
    Open,
    /// The interval, drawn from 0 to 100 %.
    Interval,
    Copies,
    Roots,
    Lag,
    Archived,
}

impl Column {
    /// Returns the head of the column.
    pub(crate) fn head(self) -> &'static str {
        match self {
            Self::Name => "Outlet",
            Self::Confirmed => "Conf",
            Self::Contradicted => "Contr",
            Self::Both => "Both",
            Self::Open => "Open",
            Self::Bars | Self::Interval => "",
            Self::Copies => "Copies",
            Self::Roots => "Roots",
            Self::Lag => "Median lag",
            Self::Archived => "Archived",
        }
    }

    /// Returns which variant of the view sorts by the column.
    pub(crate) fn sort(self) -> Option<usize> {
        match self {
            Self::Contradicted => Some(2),
            Self::Archived => Some(3),
            Self::Confirmed => Some(4),
            Self::Open => Some(5),
            _ => None,
        }
    }

    fn width(self) -> usize {
        match self {
            Self::Confirmed | Self::Both | Self::Open => 5,
            Self::Roots | Self::Contradicted => 6,
            Self::Copies | Self::Archived => 10,
            Self::Lag => 11,
            Self::Name | Self::Bars | Self::Interval => 0,
        }
    }
}

/// Every column.
const ALL: [Column; 11] = [
    Column::Name,
    Column::Bars,
    Column::Confirmed,
    Column::Contradicted,
    Column::Both,
    Column::Open,
    Column::Interval,
    Column::Copies,
    Column::Roots,
    Column::Lag,
    Column::Archived,
];

/// Returns the columns for which a view so wide has room. The bars are narrowed before a part of them loses its number.
fn drawn(width: usize) -> &'static [Column] {
    use Column::{Archived, Bars, Both, Confirmed, Contradicted, Interval, Name, Open};
    match width {
        0..72 => &[Name, Bars, Confirmed, Contradicted, Both, Open],
        72..100 => &[Name, Bars, Confirmed, Contradicted, Both, Open, Interval],
        100..130 => &[Name, Bars, Confirmed, Contradicted, Both, Open, Interval, Archived],
        _ => &ALL,
    }
}

/// Returns how many columns a view so wide has no room for.
pub(crate) fn hidden(width: usize) -> usize {
    ALL.len() - drawn(width).len()
}

/// Returns the columns with the first cell and the width of each.
pub(crate) fn columns(sources: &Sources, width: usize) -> Vec<(Column, usize, usize)> {
    use Column::{Bars, Interval, Name};
    let all = drawn(width);
    let fixed: usize = all.iter().map(|column| column.width() + 1).sum();
    let rest = width.saturating_sub(fixed + 1);
    let interval = if all.contains(&Interval) { (rest / 4).clamp(15, 51).min(rest) } else { 0 };
    let longest = sources.names.iter().map(|name| cells(name)).max().unwrap_or(0).max(6);
    let share = (rest - interval) / 2;
    let name = longest.min(share).min(40);
    let mut x = 1;
    let place = |column: &Column| {
        let width = match column {
            Name => name,
            Interval => interval,
            Bars => rest - interval - name,
            column => column.width(),
        };
        let from = x;
        x += width + 1;
        (*column, from, width)
    };
    all.iter().map(place).collect()
}

/// The heads above the bars: the least width at the left of the axis is that of the first with its sign.
pub(crate) const BAR_HEADS: [&str; 2] = ["Alone", "Events"];

/// How long bars are, the same for all outlets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// The cells at the left of the axis.
    pub(crate) left: usize,
    /// The cells at its right.
    pub(crate) right: usize,
    /// The cells of one event.
    each: f64,
}

impl Scale {
    /// Fits the longest bars, with their numbers, into `width` cells.
    pub(crate) fn of(sources: &Sources, width: usize) -> Self {
        let peak = |of: fn(&super::Record) -> u64| sources.outlets.iter().map(of).max().unwrap_or(0);
        let (events, alone) = (peak(|record| record.events).max(1), peak(|record| record.alone));
        let digits = |n: u64| cells(&crate::text::thousands(n)) + 1;
        let room = width.saturating_sub(1 + digits(events) + digits(alone)) as f64;
        let least = (BAR_HEADS[0].len() + 1).min(width / 2);
        let each = room / (events + alone) as f64;
        let left = (digits(alone) + (alone as f64 * each).ceil() as usize).max(least);
        let right = width.saturating_sub(left + 1);
        let each = (right.saturating_sub(digits(events)) as f64 / events as f64).min(each);
        Self { left, right, each: if each >= 1.0 { each.floor() } else { each } }
    }

    /// Returns the cells of the bar of so many events: at least one if there are any.
    pub(crate) fn cells(self, events: u64) -> usize {
        if events == 0 { 0 } else { ((events as f64 * self.each).round() as usize).max(1) }
    }

    /// Returns the cells of each part of a bar. Every part that is not empty has at least one.
    pub(crate) fn parts<const N: usize>(self, parts: [u64; N]) -> [usize; N] {
        let whole = self.cells(parts.iter().sum());
        let mut all = parts.map(|part| self.cells(part));
        // What rounding gave too much or too little, the longest part bears.
        let used: usize = all.iter().sum();
        if let Some(longest) = all.iter_mut().max() {
            *longest = (*longest + whole).saturating_sub(used).max(usize::from(*longest > 0));
        }
        all
    }
}
