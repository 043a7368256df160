//! What a lane draws at a scale: which events share a place, and in which of its rows each is.
//!
//! Both are made once for a scale; what is on the screen is then found without looking at the rest.

use super::item::Item;
use super::scale::Scale;

/// The events of a lane from one column to another: a mark or a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// The items, earliest first.
    pub(crate) items: Vec<u32>,
}

impl Stop {
    /// Returns whether some of it is in a window of columns.
    pub(crate) fn is_in(&self, left: i64, across: usize) -> bool {
        self.last >= left && self.first < left.saturating_add(across as i64)
    }
}

/// A mark or bar in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Drawn {
    /// The place in the stops.
    pub(crate) stop: usize,
    /// Its columns.
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// The item; of a bar that several share, the first.
    pub(crate) item: u32,
    /// How many share it.
    pub(crate) count: usize,
}

/// The events of a lane at a scale.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Strip {
    /// Its stops by first and last column.
    pub(crate) stops: Vec<Stop>,
}

/// Where each of them is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Rows {
    /// The marks and bars of each row from left to right; none of a row overlap.
    rows: Vec<Vec<Drawn>>,
    /// The columns in the last row that say how many more there are, from left to right.
    more: Vec<(i64, usize)>,
}

impl Strip {
    /// Sorts the items of a lane into stops and rows.
    pub(crate) fn new(members: &[u32], items: &[Item], scale: &Scale) -> Self {
        let placed = members.iter().filter_map(|at| Some((scale.of(items.get(*at as usize)?), *at)));
        let mut placed: Vec<((i64, i64), u32)> = placed.collect();
        placed.sort_unstable();
        let mut stops: Vec<Stop> = Vec::new();
        for ((first, last), item) in placed {
            match stops.last_mut().filter(|stop| (stop.first, stop.last) == (first, last)) {
                Some(stop) => stop.items.push(item),
                None => stops.push(Stop { first, last, items: vec![item] }),
            }
        }
        Self { stops }
    }

    /// Returns the place of the stop from one column to another.
    pub(crate) fn stop_at(&self, (first, last): (i64, i64)) -> Option<usize> {
        self.stops.binary_search_by_key(&(first, last), |stop| (stop.first, stop.last)).ok()
    }
}

impl Rows {
    /// Gives every mark and bar a row of its own, of at most so many; what has none is counted in the last one.
    pub(crate) fn new(strip: &Strip, items: &[Item], most: usize) -> Self {
        let mut packed = Self { rows: vec![Vec::new(); most], more: Vec::new() };
        // The first column of each row that is free again.
        let mut free = vec![i64::MIN; most];
        let mut numbered = 0..;
        for together in strip.stops.chunk_by(|a, b| a.first == b.first) {
            let Some(column) = together.first().map(|stop| stop.first) else { continue };
            let mut units: Vec<Drawn> = Vec::new();
            for (found, stop) in together.iter().zip(&mut numbered) {
                let (first, last) = (found.first, found.last);
                let unit = |item: &u32, count| Drawn { stop, first, last, item: *item, count };
                if first == last {
                    units.extend(found.items.iter().map(|item| unit(item, 1)));
                } else if let Some(item) = found.items.first() {
                    units.push(unit(item, found.items.len()));
                }
            }
            let open = free.iter().filter(|end| **end <= column).count();
            // With something to count, the last row is for the number.
            let rows = if units.len() <= open { most } else { most.saturating_sub(1) };
            let mut rest = 0;
            for drawn in units {
                let Some(row) = (0..rows).find(|row| free[*row] <= column) else {
                    rest += drawn.count;
                    continue;
                };
                let soft = items.get(drawn.item as usize).is_some_and(|item| item.about || item.unsure);
                free[row] = drawn.last.saturating_add(if soft { 2 } else { 1 });
                packed.rows[row].push(drawn);
            }
            if rest > 0 {
                if let Some(end) = free.last_mut() {
                    *end = (*end).max(column + 1);
                }
                packed.more.push((column, rest));
            }
        }
        packed
    }

    /// Returns the marks and bars of a row that are in a window of columns.
    fn seen(row: &[Drawn], left: i64, across: usize) -> &[Drawn] {
        let right = left.saturating_add(across as i64);
        let (from, to) = (
            row.partition_point(|drawn| drawn.last < left),
            row.partition_point(|drawn| drawn.first < right),
        );
        row.get(from..to).unwrap_or_default()
    }

    /// Returns what is in a window of columns, with the row of each.
    pub(crate) fn drawn(&self, left: i64, across: usize) -> impl Iterator<Item = (usize, &Drawn)> {
        let seen = move |row| Self::seen(row, left, across);
        self.rows.iter().enumerate().flat_map(move |(at, row)| seen(row).iter().map(move |drawn| (at, drawn)))
    }

    /// Returns the row that counts what has no row, and its columns and numbers in a window.
    pub(crate) fn more(&self, left: i64, across: usize) -> (usize, &[(i64, usize)]) {
        let right = left.saturating_add(across as i64);
        let from = self.more.partition_point(|(column, _)| *column < left);
        let to = self.more.partition_point(|(column, _)| *column < right);
        (self.rows.len().saturating_sub(1), self.more.get(from..to).unwrap_or_default())
    }

    /// Returns the rows that it needs in a window of columns, at least one.
    pub(crate) fn needed(&self, left: i64, across: usize) -> usize {
        let (last, more) = self.more(left, across);
        if !more.is_empty() {
            return last + 1;
        }
        self.rows.iter().rposition(|row| !Self::seen(row, left, across).is_empty()).map_or(1, |row| row + 1)
    }
}
