//! The stops of the cursor: marks on the map, and what stands below it.

use std::cmp::Reverse;
use std::collections::HashMap;

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
    /// How many of them are of each kind, in the order of [`Kind::ALL`].
    pub(crate) by_kind: [usize; 4],
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
        width(self.events.len(), self.is_wide)
    }

    fn of(group: Group, spots: &[Spot], kinds: &[u8]) -> Self {
        let of = |at: &usize| spots.get(*at).map_or(&[][..], |spot| spot.events.as_slice());
        let mut events: Vec<EventIx> = group.spots.iter().flat_map(of).copied().collect();
        events.sort_unstable();
        events.dedup();
        let mut by_kind = [0; 4];
        for ix in &events {
            let kind = kinds.get(ix.index()).map_or(3, |kind| usize::from(*kind));
            if let Some(count) = by_kind.get_mut(kind) {
                *count += 1;
            }
        }
        let all = Kind::ALL.iter().zip(by_kind).rev();
        let kind = all.max_by_key(|(_, count)| *count).map_or(Kind::Other, |(kind, _)| *kind);
        Self { spots: group.spots, cell: group.cell, events, by_kind, kind, is_wide: group.is_wide }
    }
}

/// The cells of a mark of so many events.
fn width(events: usize, is_wide: bool) -> i64 {
    let number = if events > 1 { events.ilog10() + 1 } else { 0 };
    1 + i64::from(number) + i64::from(is_wide)
}

/// A mark whose events are not counted yet.
struct Group {
    spots: Vec<usize>,
    cell: Option<(i64, i64)>,
    /// How many events it has at most: those at several of its venues count several times.
    most: usize,
    is_wide: bool,
}

impl Group {
    /// Returns whether two marks of one row would touch.
    fn touches(&self, other: &Self) -> bool {
        let (Some((x, _)), Some((ox, _))) = (self.cell, other.cell) else { return false };
        x <= ox + width(other.most, other.is_wide) && ox <= x + width(self.most, self.is_wide)
    }

    fn take(&mut self, other: Self) {
        self.spots.extend(other.spots);
        self.most += other.most;
        self.is_wide &= other.is_wide;
    }
}

/// Returns the stops of the cursor. Marks that would touch are one, which stands where its largest does.
pub(crate) fn joined(spots: &[Spot], sight: &Sight, kinds: &[u8]) -> Vec<Stop> {
    let group = |(at, spot): (usize, &Spot)| Group {
        spots: vec![at],
        cell: spot.point.map(|point| sight.cell(point)),
        most: spot.events.len(),
        is_wide: spot.is_wide,
    };
    let mut rows: HashMap<Option<i64>, Vec<Group>> = HashMap::new();
    for mut new in spots.iter().enumerate().map(group) {
        // On a screen that is not known yet nothing touches.
        let row = rows.entry(new.cell.map(|(_, y)| y)).or_default();
        // A mark that has grown may touch others.
        while let Some(at) = row.iter().position(|old| sight.width > 0 && old.touches(&new)) {
            let mut old = row.remove(at);
            if old.spots.first() > new.spots.first() {
                std::mem::swap(&mut old, &mut new);
            }
            old.take(new);
            new = old;
        }
        row.push(new);
    }
    let mut stops: Vec<Stop> = rows
        .into_values()
        .flatten()
        .map(|mut group| {
            group.spots.sort_unstable();
            Stop::of(group, spots, kinds)
        })
        .collect();
    stops.sort_by(|a, b| {
        let key = |stop: &Stop| (stop.cell.is_none(), Reverse(stop.events.len()));
        key(a).cmp(&key(b)).then_with(|| a.spots.cmp(&b.spots))
    });
    stops
}
