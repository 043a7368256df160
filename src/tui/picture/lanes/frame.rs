//! How the room of the view is divided: names, time, axis, legend.

use std::sync::Arc;

use crate::text::thousands;
use crate::tui::text;

use super::super::{Place, Room};
use super::{Lanes, Rows, Scale};

/// The longest name that is shown whole where there is room.
const NAME: usize = 24;
/// The columns of the words above the names.
const HEAD: usize = 12;
/// From so many lines on the last one is the legend.
const LEGEND: usize = 9;
/// From so many lines on it has as many as it needs, up to these.
const TALL: usize = 14;
const MOST: usize = 4;

/// The parts of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The columns before the first one of time: a sign, the name, the count, air.
    pub(crate) names: usize,
    /// The columns of a name.
    pub(crate) name: usize,
    /// The columns of a count.
    pub(crate) count: usize,
    /// The columns of time.
    pub(crate) across: usize,
    /// The lines of the lanes, below that of the axis.
    pub(crate) height: usize,
    /// The most rows of a lane.
    pub(crate) most: usize,
    /// The lines of the legend below them.
    pub(crate) legend: usize,
}

impl Frame {
    /// Divides the room.
    pub(crate) fn of(lanes: &Lanes, room: Room) -> Self {
        let peak = lanes.all.iter().map(|lane| lane.members.len()).max().unwrap_or(0);
        let count = thousands(peak as u64).chars().count();
        // Only so many lanes are looked at that one frame costs the same in every store.
        let longest = lanes.all.iter().take(200).map(|lane| text::width(&lane.name)).max().unwrap_or(0);
        let name = longest.min(NAME).min(room.width / 4);
        // Above them stands by what the lanes are.
        let names = (name + count + 3).max(HEAD).min(room.width);
        let name = names.saturating_sub(count + 3);
        let legend = match room.height {
            0..LEGEND => 0,
            LEGEND..TALL => 1,
            _ => lanes.legend_lines(room.width).min(MOST),
        };
        let height = room.height.saturating_sub(1 + legend);
        // Where there are few lines, several lanes tell more than one with every mark.
        let most = match height {
            0..16 => 2,
            16..40 => 3,
            _ => 4,
        };
        Self { names, name, count, across: room.width - names, height, most, legend }
    }

    /// Returns the lanes on the screen, each with its first line and where its marks are drawn.
    ///
    /// The last one has fewer rows, and a number for the rest, where its own have no room.
    pub(crate) fn rows(&self, lanes: &Lanes, place: &Place, scale: &Scale) -> Vec<(usize, usize, Arc<Rows>)> {
        let mut rows = Vec::new();
        let mut y = 0;
        for lane in place.top..lanes.all.len() {
            let room = self.height.saturating_sub(y);
            if room == 0 {
                break;
            }
            let packed = lanes.packed(lane, scale, self.most);
            let needed = packed.needed(place.left as i64, place.across);
            let packed = if needed > room { lanes.packed(lane, scale, room) } else { packed };
            rows.push((lane, y, packed));
            y += needed + usize::from(needed > 1);
        }
        rows
    }

    /// Returns the lane at a line of the view.
    pub(crate) fn lane_at(&self, lanes: &Lanes, place: &Place, scale: &Scale, y: usize) -> Option<usize> {
        let line = y.checked_sub(1).filter(|line| *line < self.height)?;
        let mut below = 0;
        (place.top..lanes.all.len())
            .find(|lane| {
                below += lanes.lines(*lane, place, scale, self.most);
                below > line
            })
            .filter(|_| below > line)
    }
}
