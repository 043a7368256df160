//! Where claims and actors stand on the screen.

use crate::tui::picture::Room;
use crate::tui::text;

use super::Positions;

/// The lines above the claims: what is shown, and two of names.
pub(crate) const HEAD: usize = 3;
/// The empty cells behind a column.
pub(crate) const GAP: usize = 2;
/// The most lines of a claim. The whole text of the one that the cursor is on stands at the foot.
const MOST: usize = 4;
/// With fewer lines for claims than this, each has one, and the legend names only what is on the screen.
const FEW: usize = 14;
/// With fewer lines than this there is no legend, and each claim has one line.
const TALL: usize = 13;
/// The lines of the legend: in a view this wide or wider, and below it.
const LEGEND: [(usize, usize); 3] = [(124, 2), (72, 3), (0, 4)];
/// And where there are few lines.
const SHORT: [(usize, usize); 3] = [(124, 1), (72, 2), (0, 3)];

/// The measures of a matrix in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grid {
    room: Room,
    /// The cells of the claims at the left.
    pub(crate) claim: usize,
    /// The most lines of a claim.
    most: usize,
    /// The lines below the claims: the legend, what the cursor is on, and what `Enter` does.
    pub(crate) foot: usize,
    /// Whether the legend names only what is on the screen.
    pub(crate) is_short: bool,
}

impl Grid {
    /// Returns the measures for a room.
    pub(crate) fn of(positions: &Positions, room: Room) -> Self {
        let across: usize = positions.actors.iter().map(|column| column.width + GAP).sum();
        // Claims get what actors leave, but never less than two fifths.
        let claim = (room.width * 2 / 5).max(room.width.saturating_sub(across + 1)).min(74);
        let lines = |legend: [(usize, usize); 3]| {
            legend.iter().find(|(from, _)| room.width >= *from).map_or(0, |(_, lines)| *lines)
        };
        let is_short = room.height < HEAD + lines(LEGEND) + 2 + FEW;
        let (most, foot) = match is_short {
            _ if room.height < TALL => (1, 1),
            true => (1, lines(SHORT) + 2),
            false => (MOST, lines(LEGEND) + 2),
        };
        Self { room, claim, most, foot, is_short }
    }

    /// Returns how many lines there are for claims, at least one.
    pub(crate) fn body(&self) -> usize {
        self.room.height.saturating_sub(HEAD + self.foot).max(1)
    }

    /// Returns the text of a claim in the lines that it takes.
    pub(crate) fn lines(&self, positions: &Positions, row: usize) -> Vec<String> {
        let room = self.claim.saturating_sub(5);
        let lines =
            positions.claims().get(row).map_or(Vec::new(), |row| text::wrap(positions.claim(row), room));
        shortened(lines, self.most.min(self.body()), room)
    }

    fn height(&self, positions: &Positions, row: usize) -> usize {
        self.lines(positions, row).len().max(1)
    }

    /// Returns the claims on the screen from `top` on, each with its first line below the heads, and its lines.
    pub(crate) fn rows<'p>(
        &self,
        positions: &'p Positions,
        top: usize,
    ) -> impl Iterator<Item = (usize, usize, Vec<String>)> + 'p {
        let (grid, body, mut used) = (*self, self.body(), 0);
        (top..positions.claims().len()).map_while(move |row| {
            let lines = grid.lines(positions, row);
            let first = used;
            used += lines.len().max(1);
            // The last one fills what is left.
            let lines = shortened(lines, body.saturating_sub(first), grid.claim.saturating_sub(5));
            (first < body).then_some((row, first, lines))
        })
    }

    /// Returns the claims on the screen from `top` on.
    pub(crate) fn shown(&self, positions: &Positions, top: usize) -> std::ops::Range<usize> {
        top..self.rows(positions, top).last().map_or(top, |(row, ..)| row + 1)
    }

    /// Returns the first claim to show so that `row` is whole on the screen, changing `top` as little as possible.
    pub(crate) fn top(&self, positions: &Positions, top: usize, row: usize) -> usize {
        let last = positions.claims().len().saturating_sub(1);
        top.min(row).max(self.first_top(positions, row)).min(self.first_top(positions, last))
    }

    /// Returns the least first claim with which claim `last` is whole on the screen.
    fn first_top(&self, positions: &Positions, last: usize) -> usize {
        let (mut used, mut first) = (0, last);
        for row in (0..=last).rev() {
            used += self.height(positions, row);
            if used > self.body() {
                break;
            }
            first = row;
        }
        first
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

/// Returns at most `most` lines; the last one says by its sign that the text goes on.
fn shortened(mut lines: Vec<String>, most: usize, width: usize) -> Vec<String> {
    if lines.len() > most.max(1) {
        let rest = lines.split_off(most.max(1) - 1).join(" ");
        lines.push(text::cut(&rest, width));
    }
    lines
}
