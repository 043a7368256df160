//! How much of a matrix or list of encounters is on the screen.

use crate::text::columns;
use crate::tui::picture::Room;

use super::codes::CODE;
use super::{Encounters, Form};

/// Lines above the first row of the matrix: the summary, the name of the cursor's column, and the codes.
pub(crate) const HEADS: usize = 3;
/// Lines above the first pair of the list: the summary, and the heads.
pub(crate) const LIST_HEAD: usize = 2;
/// Cells of the screen that the shade of a cell of the matrix takes.
pub(crate) const SHADE: usize = 1;
/// The most columns that a name at a row takes.
const NAME: usize = 18;
/// With fewer lines than this there is no legend.
const WITH_LEGEND: usize = 11;
/// In a narrower view the legend of the matrix takes two lines, and that of the list.
const ONE_LINE: (usize, usize) = (79, 98);
/// From this width on, the partners of the row stand beside the matrix.
const WITH_ASIDE: usize = 120;
/// The columns of the partners.
const ASIDE: usize = 48;

/// How much is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grid {
    /// Columns before the first cell.
    pub(crate) lead: usize,
    /// The digits of a number.
    pub(crate) digits: usize,
    /// Rows that fit.
    pub(crate) rows: usize,
    /// Columns of cells that fit.
    pub(crate) columns: usize,
    /// The lines of the legend.
    pub(crate) legend: usize,
    /// The columns at the right for those whom the person of the row met; 0 where there is no room.
    pub(crate) aside: usize,
}

impl Grid {
    /// Divides `room`.
    pub(crate) fn of(met: &Encounters, room: Room) -> Self {
        let longest = met.heads.iter().skip(1).map(|actor| columns(met.name(*actor))).max().unwrap_or(0);
        let lead = longest.min(NAME).min(room.width / 3) + CODE + 3;
        let is_matrix = met.form == Form::Matrix;
        let one_line = if is_matrix { ONE_LINE.0 } else { ONE_LINE.1 };
        let legend = match (room.height >= WITH_LEGEND, room.width < one_line) {
            (false, _) => 0,
            (true, true) => 2,
            (true, false) => 1,
        };
        let above = if is_matrix { HEADS } else { LIST_HEAD };
        let aside = if is_matrix && room.width >= WITH_ASIDE { ASIDE } else { 0 };
        let digits = met.most.to_string().len();
        let across = room.width.saturating_sub(lead + aside);
        Self {
            lead,
            digits,
            rows: room.height.saturating_sub(above + 1 + legend).max(1),
            // The blank behind the last may be beyond the edge.
            columns: ((across + 1) / (SHADE + digits + 2)).max(1),
            legend,
            aside,
        }
    }

    /// Returns the cells of the screen that a cell of the matrix takes: its shade, its number, a place for `?`, and a blank.
    pub(crate) fn cell(&self) -> usize {
        SHADE + self.digits + 2
    }
}
