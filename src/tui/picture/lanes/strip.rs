//! What a lane draws at a scale: which events share a place, and in which of its rows each is.

use super::item::Item;
use super::scale::Scale;

/// The most rows of a lane.
pub(crate) const ROWS: usize = 3;

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

/// What is drawn in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Drawn {
    pub(crate) row: usize,
    /// The place in `stops`.
    pub(crate) stop: usize,
    pub(crate) what: What,
}

/// A part of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// One item; of a bar that several share, the first, and how many there are.
    Item(u32, usize),
    /// So many more in this column.
    More(usize),
}

/// A lane at a scale.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Strip {
    /// Its stops by first and last column.
    pub(crate) stops: Vec<Stop>,
    pub(crate) drawn: Vec<Drawn>,
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
        let mut strip = Self { stops, drawn: Vec::new() };
        strip.pack(items);
        strip
    }

    /// Gives every mark and bar a row of its own; what has none is counted in the last row.
    fn pack(&mut self, items: &[Item]) {
        // The first column of each row that is free again.
        let mut free = [i64::MIN; ROWS];
        let mut at = 0;
        while let Some(column) = self.stops.get(at).map(|stop| stop.first) {
            let together = self.stops.iter().skip(at).take_while(|stop| stop.first == column).count();
            let mut units: Vec<(usize, u32, usize)> = Vec::new();
            for (number, stop) in self.stops.iter().enumerate().skip(at).take(together) {
                if stop.first == stop.last {
                    units.extend(stop.items.iter().map(|item| (number, *item, 1)));
                } else if let Some(item) = stop.items.first() {
                    units.push((number, *item, stop.items.len()));
                }
            }
            let open = free.iter().filter(|end| **end <= column).count();
            // With something to count, the last row is for the number.
            let fits = units.len() <= open;
            let mut rest = 0;
            for (stop, item, count) in units {
                let rows = if fits { ROWS } else { ROWS - 1 };
                let Some(row) = (0..rows).find(|row| free[*row] <= column) else {
                    rest += count;
                    continue;
                };
                let soft = items.get(item as usize).is_some_and(|item| item.about || item.unsure);
                free[row] = self.stops[stop].last.saturating_add(if soft { 2 } else { 1 });
                self.drawn.push(Drawn { row, stop, what: What::Item(item, count) });
            }
            if rest > 0 {
                free[ROWS - 1] = free[ROWS - 1].max(column + 1);
                self.drawn.push(Drawn { row: ROWS - 1, stop: at, what: What::More(rest) });
            }
            at += together;
        }
    }

    /// Returns the rows that it needs in a window of columns, at least one.
    pub(crate) fn rows_in(&self, left: i64, across: usize) -> usize {
        let seen = |drawn: &&Drawn| self.stops.get(drawn.stop).is_some_and(|stop| stop.is_in(left, across));
        self.drawn.iter().filter(seen).map(|drawn| drawn.row + 1).max().unwrap_or(1)
    }

    /// Returns the place of the stop from one column to another.
    pub(crate) fn stop_at(&self, (first, last): (i64, i64)) -> Option<usize> {
        self.stops.binary_search_by_key(&(first, last), |stop| (stop.first, stop.last)).ok()
    }
}
