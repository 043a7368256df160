//! The legend of a picture.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::model::Model;
use crate::tui::picture::legend::Entry;
use crate::tui::text;
use crate::tui::theme::Theme;
use crate::tui::view::ink::Pen;

/// Draws the lines of a legend from a line of the area.
pub(super) fn draw(
    lines: &[Vec<Entry>],
    (marks, theme): (Style, Theme),
    area: Rect,
    y: usize,
    buffer: &mut Buffer,
) {
    for (line, at) in lines.iter().zip(y..) {
        let mut pen = Pen::on(buffer, area, at as u16);
        pen.skip(1);
        for (mark, words) in line {
            if !mark.is_empty() {
                pen.put(mark, marks).skip(1);
            }
            pen.put(words, theme.dim()).skip(2);
        }
    }
}

/// Writes at the end of a line which row the cursor is on, of how many, if so many cells are left for it.
pub(super) fn position(
    model: &Model,
    (row, rows): (usize, usize),
    left: usize,
    area: Rect,
    buffer: &mut Buffer,
) {
    let words = format!("{} of {rows}", row + 1);
    let width = text::width(&words);
    if left > width + 2 {
        Pen::on(buffer, area, 0).last(width + 1).put(&words, model.theme.dim());
    }
}
