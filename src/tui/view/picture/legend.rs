//! What the signs of a picture mean, in as many of its last lines as that needs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

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
