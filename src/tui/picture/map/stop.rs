//! The stops of the cursor: marks on the map, and what stands below it.

use crate::event::word::Word;
use crate::event::{EventIx, Kind};

use super::Spot;
use super::sight::Sight;

/// A mark of one or several venues, or one that is not on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    /// Its venues, the one with most events first.
    pub(crate) spots: Vec<usize>,
    /// Its cell, which may be outside the screen; `None` if it is not on the map.
    pub(crate) cell: Option<(i64, i64)>,
    /// The events of all its venues, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// The kind that most of them have.
    pub(crate) kind: Kind,
    /// Whether no venue of it is nearer than a country or region.
    pub(crate) is_wide: bool,
}

impl Stop {
    /// Returns what is written in the mark after its sign: the number from two on.
    pub(crate) fn number(&self) -> String {
        if self.events.len() > 1 { self.events.len().to_string() } else { String::new() }
    }

    /// Returns the cells of the mark: its sign, its number, and that it is wide.
    pub(crate) fn width(&self) -> i64 {
        1 + self.number().len() as i64 + i64::from(self.is_wide)
    }

    /// Returns whether two marks would touch.
    fn covers(&self, other: &Self) -> bool {
        let (Some((x, y)), Some((ox, oy))) = (self.cell, other.cell) else { return false };
        y == oy && x <= ox + other.width() && ox <= x + self.width()
    }

    fn take(&mut self, other: Self, kinds: &[u8]) {
        self.spots.extend(other.spots);
        self.spots.sort_unstable();
        self.events.extend(other.events);
        self.is_wide &= other.is_wide;
        self.count(kinds);
    }

    fn count(&mut self, kinds: &[u8]) {
        self.events.sort_unstable();
        self.events.dedup();
        let mut by_kind = [0u32; 4];
        for ix in &self.events {
            let kind = kinds.get(ix.index()).map_or(3, |kind| usize::from(*kind));
            if let Some(count) = by_kind.get_mut(kind) {
                *count += 1;
            }
        }
        let all = Kind::ALL.iter().zip(by_kind).rev();
        self.kind = all.max_by_key(|(_, count)| *count).map_or(Kind::Other, |(kind, _)| *kind);
    }
}

/// Returns the stops of the cursor. Marks that would touch are one.
pub(crate) fn joined(spots: &[Spot], sight: &Sight, kinds: &[u8]) -> Vec<Stop> {
    let stop = |(at, spot): (usize, &Spot)| {
        let mut stop = Stop {
            spots: vec![at],
            cell: spot.point.map(|point| sight.cell(point)),
            events: spot.events.clone(),
            kind: Kind::Other,
            is_wide: spot.is_wide,
        };
        stop.count(kinds);
        stop
    };
    let mut stops: Vec<Stop> = Vec::new();
    for mut new in spots.iter().enumerate().map(stop) {
        // A mark that has grown may touch others. On a screen that is not known yet none do.
        while let Some(at) = stops.iter().position(|old| sight.width > 0 && old.covers(&new)) {
            let mut old = stops.remove(at);
            old.take(new, kinds);
            new = old;
        }
        stops.push(new);
    }
    stops.sort_by_key(|stop| (stop.cell.is_none(), std::cmp::Reverse(stop.events.len()), stop.spots.clone()));
    stops
}
