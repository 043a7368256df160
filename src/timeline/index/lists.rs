//! Many short lists of numbers in two vectors (compressed sparse rows).

use serde::{Deserialize, Serialize};

use crate::event::packed::numbers;

/// Rows of numbers, each ascending and without repetition.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::timeline) struct Lists {
    #[serde(with = "numbers")]
    ends: Vec<u32>,
    #[serde(with = "numbers")]
    items: Vec<u32>,
}

impl Lists {
    /// Adds to the row that is being written.
    pub(super) fn extend(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
    }

    /// Ends the row that is being written: puts it in order, each number once.
    pub(super) fn end_row(&mut self) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let row = &mut self.items[start..];
        row.sort_unstable();
        let mut kept = 0;
        for at in 0..row.len() {
            if at == 0 || row[at] != row[kept - 1] {
                row[kept] = row[at];
                kept += 1;
            }
        }
        self.items.truncate(start + kept);
        self.ends.push(self.items.len() as u32);
    }

    /// Adds the rows of another below these.
    pub(super) fn append(&mut self, other: &Self) {
        let first = self.items.len() as u32;
        self.items.extend(&other.items);
        self.ends.extend(other.ends.iter().map(|end| first + end));
    }

    /// Puts another number in the place of each.
    pub(super) fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        for item in &mut self.items {
            *item = number(*item);
        }
    }

    /// The row at `ix`, empty where there is none.
    pub(in crate::timeline) fn row(&self, ix: usize) -> &[u32] {
        let Some(end) = self.ends.get(ix) else { return &[] };
        let start = ix.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..*end as usize]
    }

    /// For each number below `rows` the rows that hold it, ascending.
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
