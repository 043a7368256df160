//! What the signs of a picture mean, in as many of its last lines as that needs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::model::Model;
use crate::tui::picture::legend::Entry;
use crate::tui::text;
use crate::tui::theme::Theme;
use crate::tui::view::ink::Pen;

/// Writes signs with their words one behind the other into an area, over its lines.
pub(super) struct Legend<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    words: Style,
    line: u16,
    used: usize,
}

impl<'b> Legend<'b> {
    /// Begins in the first line of `area`.
    pub(super) fn on(buffer: &'b mut Buffer, area: Rect, theme: Theme) -> Self {
        Self { buffer, area, words: theme.dim(), line: 0, used: 1 }
    }

    /// Writes a sign and its words; what has no room is left out with its sign.
    pub(super) fn put(&mut self, sign: &str, style: Style, words: &str) -> &mut Self {
        let gap = usize::from(!sign.is_empty() && !words.is_empty());
        let width = text::width(sign) + gap + text::width(words);
        let room = usize::from(self.area.width);
        let next = self.used + width > room;
        let (line, used) = if next { (self.line + 1, 1) } else { (self.line, self.used) };
        if line < self.area.height && used + width <= room {
            let mut pen = Pen::on(self.buffer, self.area, line);
            pen.skip(used).put(sign, style).skip(gap).put(words, self.words);
            (self.line, self.used) = (line, used + width + 2);
        }
        self
    }
}

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
