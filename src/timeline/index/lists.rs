//! Many short lists of numbers in two vectors (compressed sparse rows).

use serde::{Deserialize, Serialize};

use crate::event::packed::numbers;
use crate::store::{Renumbering, Rows, Stretch};

/// Rows of numbers, each ascending and without repetition.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::timeline) struct Lists {
    #[serde(with = "numbers")]
    ends: Vec<u32>,
    #[serde(with = "numbers")]
    items: Vec<u32>,
}

impl Lists {
    pub(super) fn of(rows: Rows) -> Self {
        Self { ends: rows.ends, items: rows.items }
    }

    /// Adds to the row that is being written.
    pub(super) fn extend(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
    }

    /// Ends the row that is being written: sorts it and removes repetitions.
    pub(super) fn end_row(&mut self) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let row = &mut self.items[start..];
        row.sort_unstable();
        let mut len = 0;
        for at in 0..row.len() {
            if at == 0 || row[at] != row[len - 1] {
                row[len] = row[at];
                len += 1;
            }
        }
        self.items.truncate(start + len);
        self.ends.push(self.items.len() as u32);
    }

    /// Appends the rows of another table.
    pub(super) fn append(&mut self, other: &Self) {
        let first = self.items.len() as u32;
        self.items.extend(&other.items);
        self.ends.extend(other.ends.iter().map(|end| first + end));
    }

    /// Replaces each number with another one.
    pub(super) fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        for item in &mut self.items {
            *item = number(*item);
        }
    }

    /// Returns the row at `ix`, empty if there is none.
    pub(in crate::timeline) fn row(&self, ix: usize) -> &[u32] {
        let Some(end) = self.ends.get(ix) else { return &[] };
        let start = ix.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..*end as usize]
    }

    /// Returns the same rows in groups of `to` instead of `from`: each group keeps its first rows and is
    /// filled up with empty ones if it has too few.
    pub(super) fn regrouped(&self, from: usize, to: usize) -> Self {
        let mut all =
            Self { ends: Vec::with_capacity(self.ends.len()), items: Vec::with_capacity(self.items.len()) };
        let groups = self.ends.len().checked_div(from).unwrap_or_default();
        for (group, at) in (0..groups).flat_map(|group| (0..to).map(move |at| (group, at))) {
            if at < from {
                all.items.extend(self.row(group * from + at));
            }
            all.ends.push(all.items.len() as u32);
        }
        all
    }

    /// Returns the rows after events have moved, with those of the new events inserted.
    pub(super) fn moved(&self, moves: &Renumbering, added: &Self) -> Self {
        let mut all = Self {
            ends: Vec::with_capacity(moves.len()),
            items: Vec::with_capacity(self.items.len() + added.items.len()),
        };
        for run in moves.runs() {
            let (lists, rows) = match run {
                Stretch::Kept(rows) => (self, rows),
                Stretch::Added(rows) => (added, rows),
            };
            let start = rows.start.checked_sub(1).map_or(0, |before| lists.ends[before]);
            let ends = &lists.ends[rows];
            let shift = (all.items.len() as u32).wrapping_sub(start);
            let end = ends.last().copied().unwrap_or(start);
            all.items.extend_from_slice(&lists.items[start as usize..end as usize]);
            all.ends.extend(ends.iter().map(|end| end.wrapping_add(shift)));
        }
        all
    }

    /// Returns rows that hold events, after the events have moved; `added` holds for each new event the
    /// numbers of the rows it goes into.
    pub(super) fn moved_over(&self, moves: &Renumbering, added: &Self) -> Self {
        let new = moves.added().iter().enumerate();
        let mut new: Vec<(u32, u32)> =
            new.flat_map(|(at, ix)| added.row(at).iter().map(move |row| (*row, ix.0))).collect();
        new.sort_unstable();
        let rows = new.last().map_or(0, |(row, _)| *row as usize + 1).max(self.ends.len());
        let mut new = new.into_iter().peekable();
        let mut all =
            Self { ends: Vec::with_capacity(rows), items: Vec::with_capacity(self.items.len() + new.len()) };
        for row in 0..rows {
            for event in self.row(row).iter().filter_map(|event| moves.number(*event)) {
                while let Some((_, new)) = new.next_if(|new| *new < (row as u32, event)) {
                    all.items.push(new);
                }
                all.items.push(event);
            }
            while let Some((_, new)) = new.next_if(|(of, _)| *of as usize == row) {
                all.items.push(new);
            }
            all.ends.push(all.items.len() as u32);
        }
        all
    }

    /// Returns, for each number below `rows`, the rows that hold it, ascending.
    pub(super) fn transposed(&self, rows: usize) -> Self {
        let mut ends = vec![0u32; rows];
        for item in &self.items {
            ends[*item as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            let count = *end;
            *end = sum;
            sum += count;
        }
        // `ends` now holds each row's start; filling moves every start to its end.
        let mut items = vec![0u32; self.items.len()];
        for row in 0..self.ends.len() {
            for item in self.row(row) {
                let at = &mut ends[*item as usize];
                items[*at as usize] = row as u32;
                *at += 1;
            }
        }
        Self { ends, items }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_rows_get_wider_and_narrower() {
        let mut lists = Lists::default();
        for rows in [&[1, 2][..], &[3], &[], &[4]] {
            lists.extend(rows.iter().copied());
            lists.end_row();
        }
        let rows = |lists: &Lists, of: usize| (0..of).map(|row| lists.row(row).to_vec()).collect::<Vec<_>>();
        let wide = lists.regrouped(2, 3);
        assert_eq!(rows(&wide, 6), [&[1, 2][..], &[3], &[], &[], &[4], &[]], "each group by an empty row");
        assert_eq!(rows(&wide.regrouped(3, 2), 4), rows(&lists, 4), "and narrow again");
        assert_eq!(
            rows(&lists.regrouped(2, 1), 3),
            [&[1, 2][..], &[], &[]],
            "without what stood last in each"
        );
        assert!(Lists::default().regrouped(0, 3).ends.is_empty(), "nothing stays nothing");
    }

    #[test]
    fn rows_turn_over() {
        let mut lists = Lists::default();
        lists.extend([2, 0, 2]);
        lists.end_row();
        lists.end_row();
        lists.extend([2]);
        lists.end_row();
        assert_eq!(lists.row(0), [0, 2], "a row keeps each number once, in order");
        assert_eq!(lists.row(1), [] as [u32; 0], "a row may be empty");
        let over = lists.transposed(4);
        let rows: Vec<&[u32]> = (0..5).map(|ix| over.row(ix)).collect();
        assert_eq!(rows, [&[0][..], &[], &[0, 2], &[], &[]], "each number finds its rows, ascending");
    }
}
