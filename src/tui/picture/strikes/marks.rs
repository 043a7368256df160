//! What marks the charts have, for the legend.

use super::super::legend::{Entry, entry};
use super::{Cell, Chart};
use crate::text::signs::{is_ascii, sign};

/// A week with strikes of which nobody gives this number.
pub(crate) fn uncounted() -> &'static str {
    if is_ascii() { "," } else { "·" }
}

/// A mark that not every chart has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Span,
    Open,
    Unknown,
    Zero,
    Alleged,
    Others,
    Apart,
}

/// Which marks are drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    drawn: Vec<Mark>,
    /// The most claims of a week.
    pub(super) claims: usize,
}

impl Marks {
    pub(super) fn of(charts: &[Chart]) -> Self {
        let cells = || charts.iter().flat_map(|chart| chart.cells.values());
        let is_zero = |cell: &Cell| cell.ends() == Some((0, 0)) && !cell.is_open();
        let all = [
            (Mark::Span, cells().any(|cell| cell.ends().is_some_and(|(low, high)| low < high))),
            (Mark::Open, cells().any(Cell::is_open)),
            (Mark::Unknown, cells().any(|cell| cell.ends().is_none())),
            (Mark::Zero, cells().any(is_zero)),
            (Mark::Alleged, charts.iter().any(|chart| chart.is_alleged)),
            (Mark::Others, cells().any(|cell| cell.others() > 0)),
            (Mark::Apart, charts.iter().any(|chart| !chart.apart.is_empty())),
        ];
        let drawn = all.into_iter().filter(|(_, is_drawn)| *is_drawn).map(|(mark, _)| mark).collect();
        Self { drawn, claims: cells().map(|cell| cell.claims.len()).max().unwrap_or(0) }
    }

    /// Returns what explains them, the most needed first.
    pub(super) fn legend(&self) -> Vec<Entry> {
        let has_span = self.drawn.contains(&Mark::Span);
        let mut legend = vec![entry(sign("█"), if has_span { "lowest claim" } else { "claimed" })];
        legend.extend(self.drawn.iter().map(|mark| match mark {
            Mark::Span => entry(sign("░"), "to the highest"),
            Mark::Open => entry(sign("↑"), "or more"),
            Mark::Unknown => entry("?", "number unknown"),
            Mark::Zero => entry("0", "none"),
            Mark::Alleged => entry(sign("▒"), "alleged"),
            Mark::Others => entry("+1 other", "counted other strikes"),
            Mark::Apart => entry("+1", "known less finely, in no bar"),
        }));
        let end = legend.len().min(3);
        let always = [entry(uncounted(), "not counted"), entry("", "blank: no strike logged")];
        legend.splice(end..end, always);
        legend
    }
}
