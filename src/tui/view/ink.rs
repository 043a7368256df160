//! Putting styled text into cells, never outside them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;

use crate::text::signs::sign;
use crate::tui::page::Tone;
use crate::tui::shape::Area;
use crate::tui::text;
use crate::tui::theme::Theme;

/// An area as the terminal library knows it.
pub(super) fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

/// The signs of a frame as this screen draws them.
pub(super) fn border() -> border::Set<'static> {
    border::Set {
        top_left: sign("┌"),
        top_right: sign("┐"),
        bottom_left: sign("└"),
        bottom_right: sign("┘"),
        vertical_left: sign("│"),
        vertical_right: sign("│"),
        horizontal_top: sign("─"),
        horizontal_bottom: sign("─"),
    }
}

/// One line that is written from the left, cut with `…` at its end.
pub(super) struct Pen<'b> {
    buffer: &'b mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'b> Pen<'b> {
    /// Writes into line `line` of `area`; nothing where the area has no such line.
    pub(super) fn on(buffer: &'b mut Buffer, area: Rect, line: u16) -> Self {
        let area = area.intersection(buffer.area);
        let end = if line < area.height { area.right() } else { area.x };
        Self { y: area.y.saturating_add(line), x: area.x, end, buffer }
    }

    /// Cells that are left.
    pub(super) fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// Writes `text`, cut where it does not fit.
    pub(super) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let room = self.room();
        if room > 0 {
            let text = text::cut(text, room);
            let (x, _) = self.buffer.set_stringn(self.x, self.y, &text, room, style);
            self.x = x;
        }
        self
    }

    /// Writes `text` into exactly `width` cells.
    pub(super) fn cell(&mut self, text: &str, width: usize, style: Style) -> &mut Self {
        let width = width.min(self.room());
        if width > 0 {
            let text = text::pad(text, width);
            self.buffer.set_stringn(self.x, self.y, &text, width, style);
            self.x += width as u16;
        }
        self
    }

    /// Leaves cells as they are.
    pub(super) fn skip(&mut self, cells: usize) -> &mut Self {
        self.x = self.x.saturating_add(cells.min(usize::from(u16::MAX)) as u16).min(self.end);
        self
    }

    /// Leaves all but the last `cells` as they are.
    pub(super) fn last(&mut self, cells: usize) -> &mut Self {
        let start = self.end.saturating_sub(cells.min(usize::from(u16::MAX)) as u16);
        self.x = self.x.max(start);
        self
    }
}

/// The style of a tone.
pub(super) fn tone(theme: Theme, tone: Tone) -> Style {
    match tone {
        Tone::Plain => theme.text(),
        Tone::Strong => theme.strong(),
        Tone::Dim => theme.dim(),
        Tone::Heading => theme.heading(),
        Tone::Kind(kind) => theme.accent(kind),
        Tone::Warning => theme.warning(),
        Tone::Link => theme.link(),
        Tone::Key => theme.key(),
    }
}
