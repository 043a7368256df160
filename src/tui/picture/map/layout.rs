//! Which cells of the view the map, its list and the lines around them have.

use crate::tui::picture::{Room, scrolled};

/// From so many columns on a list of the venues stands beside the map.
const WIDE: usize = 100;
/// The columns of the list.
const LIST: usize = 36;
/// From so many rows on there are lines about the mark of the cursor, and how many.
const HIGH: usize = 20;
const ABOUT: usize = 2;

/// A part of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

impl Part {
    /// Returns whether a cell is inside.
    pub(crate) fn holds(&self, x: usize, y: usize) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// Returns the first of `count` rows to show so that one of them is in the middle if it can be.
    pub(crate) fn first(&self, count: usize, at: usize) -> usize {
        scrolled(at.saturating_sub(self.height / 2), at, count, self.height)
    }
}

/// The parts of the view: a line that counts, the map, what is not on it, the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) map: Part,
    /// The list of the venues, in a wide view.
    pub(crate) list: Option<Part>,
    /// The lines about the mark of the cursor, where the view is high.
    pub(crate) about: Option<Part>,
    /// The line of what is not on the map.
    pub(crate) beside: Option<usize>,
    /// The line of the legend.
    pub(crate) legend: Option<usize>,
}

impl Layout {
    /// Shares out the cells; `beside` if something is not on the map.
    pub(crate) fn of(room: Room, beside: bool) -> Self {
        let Room { width, height } = room;
        let list = (width >= WIDE).then_some(LIST);
        let about = if height >= HIGH { ABOUT } else { 0 };
        let foot = if height >= 8 { 1 + usize::from(beside) } else { usize::from(beside && height >= 3) };
        let map = Part {
            x: 0,
            y: 1.min(height),
            width: width.saturating_sub(list.map_or(0, |list| list + 2)),
            height: height.saturating_sub(1 + foot + about),
        };
        let below = map.y + map.height + about;
        Self {
            map,
            list: list.map(|list| Part { x: width - list, width: list, ..map }),
            about: (about > 0).then_some(Part { y: below - about, width, height: about, ..map }),
            beside: (beside && foot > 0).then_some(below),
            legend: (height >= 8).then_some(below + usize::from(beside)),
        }
    }
}
