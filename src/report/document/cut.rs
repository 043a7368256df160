//! Shortening: which rows of a long part are kept, and how many are left out.

use super::{Block, Cut, End, Row, RowKind};
use crate::text::counted;

impl Block {
    /// Wraps the part in a [`Block::Long`], which says how much of it is usually shown.
    #[must_use]
    pub fn long(self, cut: Cut) -> Self {
        Self::Long(Box::new(self), cut)
    }

    /// Returns the complete part, without its [`Cut`].
    #[must_use]
    pub fn whole(&self) -> &Self {
        if let Self::Long(block, _) = self { block.whole() } else { self }
    }

    /// Returns the number of its rows, points, trees or lines. A row counts as one together with the rows that belong
    /// to it.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.whole() {
            Self::Table(table) => table.rows.iter().filter(|row| row.kind != RowKind::Total).count(),
            Self::List(lines) => lines.len(),
            Self::Plot(lines) => lines.len(),
            Self::Tree(trees) => trees.len(),
            Self::Heading(_) | Self::Text(_) | Self::Note(_) | Self::Nothing(_) | Self::Long(..) => 0,
        }
    }

    /// Returns whether it has no rows, points, trees or lines.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the part with about `keep` of its rows, points, trees or lines from one end, and how many are left
    /// out.
    ///
    /// A total is always kept, and a row that belongs to the one above stays with it.
    #[must_use]
    pub fn shortened(&self, keep: usize, end: End) -> (Self, usize) {
        let mut block = self.whole().clone();
        let removed = match &mut block {
            Self::Table(table) => rows(&mut table.rows, keep, end),
            Self::List(lines) => cut(lines, keep, end),
            Self::Plot(lines) => cut(lines, keep, end),
            Self::Tree(trees) => cut(trees, keep, end),
            Self::Heading(_) | Self::Text(_) | Self::Note(_) | Self::Nothing(_) | Self::Long(..) => 0,
        };
        (block, removed)
    }

    /// Returns the part as it is usually shown, with a remark on what is left out.
    #[must_use]
    pub(crate) fn usual(&self) -> (Self, Option<String>) {
        let Self::Long(block, cut) = self else { return (self.clone(), None) };
        let (block, removed) = block.shortened(cut.keep, cut.end);
        (block, (removed > 0).then(|| cut.in_words(removed)))
    }
}

impl Cut {
    /// Creates a cut that leaves nothing out. An output with less room keeps the latest rows.
    #[must_use]
    pub(crate) fn in_time(noun: &'static str) -> Self {
        Self { keep: usize::MAX, end: End::Last, noun, rest: String::new() }
    }

    /// Returns the remark on the removed rows: `8 more rows: the JSON form has all`.
    #[must_use]
    pub(crate) fn in_words(&self, removed: usize) -> String {
        format!("{}: {}", left_out(removed, self.end, self.noun), self.rest)
    }
}

/// Returns the number of removed rows in words: `8 more rows`, `1 earlier row`.
#[must_use]
pub(crate) fn left_out(removed: usize, end: End, noun: &str) -> String {
    let which = if end == End::First { "more" } else { "earlier" };
    counted(removed, &format!("{which} {noun}"))
}

fn cut<T>(all: &mut Vec<T>, keep: usize, end: End) -> usize {
    let removed = all.len().saturating_sub(keep);
    match end {
        End::First => all.truncate(keep),
        End::Last => drop(all.drain(..removed)),
    }
    removed
}

fn rows(all: &mut Vec<Row>, keep: usize, end: End) -> usize {
    let totals = all.iter().rposition(|row| row.kind != RowKind::Total).map_or(0, |last| last + 1);
    let totals = all.split_off(totals);
    let before = all.len();
    let begins = |row: &Row| row.kind != RowKind::Continued;
    match end {
        End::First => {
            // The cut falls on the last row that begins a group and is within the limit. The first group is always
            // kept.
            let fits = |at: &usize| all.get(*at).is_none_or(begins);
            let upto = (1..=keep.min(before)).rev().find(fits);
            let first = || (1..=before).find(fits).unwrap_or(before);
            let upto = upto.unwrap_or_else(first);
            all.truncate(upto);
        }
        End::Last => {
            let from = before.saturating_sub(keep);
            let from = (0..=from).rev().find(|at| all.get(*at).is_none_or(begins)).unwrap_or(0);
            all.drain(..from);
        }
    }
    let removed = before - all.len();
    all.extend(totals);
    removed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::{Alignment, Table, words};

    fn table(kinds: &[RowKind]) -> Block {
        let mut table = Table::new(&[("A", Alignment::Left)]);
        for (at, kind) in kinds.iter().enumerate() {
            table.push(*kind, vec![words(at.to_string())]);
        }
        Block::Table(table)
    }

    fn retained(block: &Block) -> Vec<String> {
        let Block::Table(table) = block else { return Vec::new() };
        let text = |row: &Row| match row.cells.first().and_then(|cell| cell.first()) {
            Some(crate::report::document::Span::Text(text)) => text.clone(),
            _ => String::new(),
        };
        table.rows.iter().map(text).collect()
    }

    #[test]
    fn a_total_stays_and_no_row_loses_what_belongs_to_it() {
        use RowKind::{Continued, Ordinary, Total};
        let block = table(&[Ordinary, Ordinary, Continued, Continued, Ordinary, Total]);
        let short = |keep, end| {
            let (block, removed) = block.shortened(keep, end);
            (retained(&block), removed)
        };
        let expected = |rows: &[&str], removed| (rows.iter().map(|row| (*row).to_owned()).collect(), removed);
        assert_eq!(short(9, End::First), expected(&["0", "1", "2", "3", "4", "5"], 0), "nothing to cut");
        assert_eq!(short(3, End::First), expected(&["0", "5"], 4), "a group that would be cut goes whole");
        assert_eq!(short(4, End::First), expected(&["0", "1", "2", "3", "5"], 1), "one that fits stays");
        assert_eq!(
            short(2, End::Last),
            expected(&["1", "2", "3", "4", "5"], 1),
            "from where something begins"
        );
        assert_eq!(short(0, End::First), expected(&["0", "5"], 4), "something always stays");
    }

    #[test]
    fn what_is_left_out_is_told_with_its_number() {
        let cut = Cut { keep: 1, end: End::Last, noun: "row", rest: "--format json has all".to_owned() };
        let (block, note) = table(&[RowKind::Ordinary; 3]).long(cut).usual();
        assert_eq!(block.len(), 1, "as many as are kept");
        assert_eq!(note.as_deref(), Some("2 earlier rows: --format json has all"), "and the rest is counted");
        let (_, note) = table(&[RowKind::Ordinary; 3]).usual();
        assert_eq!(note, None, "what is not long is whole");
    }
}
