//! Where claims and actors stand on the screen.

use crate::tui::picture::Room;

use super::Positions;

/// The lines above the claims: what is shown, and two of names.
pub(crate) const HEAD: usize = 3;
/// The empty cells behind a column.
pub(crate) const GAP: usize = 2;
/// The lines of a claim from this height of a view on, and below it.
const LINES: (usize, usize) = (2, 1);
const TALL: usize = 14;

/// The measures of a matrix in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grid {
    room: Room,
    /// The cells of the claims at the left.
    pub(crate) claim: usize,
    /// The lines of each claim.
    pub(crate) lines: usize,
    /// The lines below the claims: the legend, and what the cursor is on.
    pub(crate) foot: usize,
}

impl Grid {
    /// Returns the measures for a room.
    pub(crate) fn of(positions: &Positions, room: Room) -> Self {
        let across: usize = positions.actors.iter().map(|column| column.width + GAP).sum();
        // Claims get what actors leave, but never less than two fifths.
        let claim = (room.width * 2 / 5).max(room.width.saturating_sub(across + 1)).min(74);
        let foot = if room.height < TALL {
            1
        } else if room.width < 116 {
            5
        } else {
            4
        };
        let lines = if room.height < TALL { LINES.1 } else { LINES.0 };
        Self { room, claim, lines, foot }
    }

    /// Returns how many claims fit, at least one.
    pub(crate) fn rows(&self) -> usize {
        (self.room.height.saturating_sub(HEAD + self.foot) / self.lines).max(1)
    }

    /// Returns number, first cell and width of each column on the screen from column `left` on.
    pub(crate) fn columns<'p>(
        &self,
        positions: &'p Positions,
        left: usize,
    ) -> impl Iterator<Item = (usize, usize, usize)> + 'p {
        let (mut x, end) = (self.claim, self.room.width);
        positions.actors.iter().enumerate().skip(left).map_while(move |(number, column)| {
            let start = x;
            x += column.width + GAP;
            (start + column.width <= end || number == left).then_some((number, start, column.width))
        })
    }

    /// Returns the least first column with which column `last` is whole on the screen.
    pub(crate) fn first_left(&self, positions: &Positions, last: usize) -> usize {
        let room = (self.room.width + GAP).saturating_sub(self.claim);
        let mut used = 0;
        let mut first = last;
        for number in (0..=last).rev() {
            used += positions.actors.get(number).map_or(0, |column| column.width + GAP);
            if used > room {
                break;
            }
            first = number;
        }
        first
    }
}
