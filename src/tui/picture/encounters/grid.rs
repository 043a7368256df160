//! How much of a matrix or list of encounters is on the screen.

use crate::text::columns;
use crate::tui::picture::Room;

use super::{Encounters, Form};

/// Lines above the first row of the matrix: the summary, and three of names.
pub(crate) const HEADS: usize = 4;
/// Lines above the first pair of the list: the summary, and the heads.
pub(crate) const LIST_HEAD: usize = 2;
/// Cells of the screen that a cell of the matrix takes.
pub(crate) const CELL: usize = 5;
/// The most columns that a name at a row takes.
const NAME: usize = 18;
/// With fewer lines than this there is no legend.
const WITH_LEGEND: usize = 11;

/// How much is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Grid {
    /// Columns before the first cell.
    pub(crate) lead: usize,
    /// Rows that fit.
    pub(crate) rows: usize,
    /// Columns of cells that fit.
    pub(crate) columns: usize,
    /// Whether there is a line for the legend.
    pub(crate) legend: bool,
}

impl Grid {
    /// Divides `room`.
    pub(crate) fn of(met: &Encounters, room: Room) -> Self {
        let longest = met.heads.iter().skip(1).map(|actor| columns(met.name(*actor))).max().unwrap_or(0);
        let lead = longest.min(NAME).min(room.width / 3) + 3;
        let legend = room.height >= WITH_LEGEND;
        let below = 1 + usize::from(legend);
        let above = if met.form == Form::Matrix { HEADS } else { LIST_HEAD };
        Self {
            lead,
            rows: room.height.saturating_sub(above + below).max(1),
            columns: (room.width.saturating_sub(lead) / CELL).max(1),
            legend,
        }
    }
}
