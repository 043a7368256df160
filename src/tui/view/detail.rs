//! One event whole.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::model::{Chosen, Focus, Model};
use crate::tui::page::{self, PageLine, Tone};
use crate::tui::pane::Pane;

use super::ink::{Pen, tone};
use crate::text::signs::sign;

/// Draws the lines that show; `…` at the lower edge says that there are more.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let page = page::detail(model, usize::from(area.width));
    let lines = page.lines.iter().skip(model.detail_scroll);
    for (line, y) in lines.zip(0..inner.height) {
        draw_line(model, line, Rect { y: inner.y + y, height: 1, ..inner }, buffer);
    }
    edges(model, page.lines.len(), area, buffer);
}

fn draw_line(model: &Model, line: &PageLine, place: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut pen = Pen::on(buffer, place, 0);
    for piece in &line.pieces {
        let style = match piece.tone {
            Tone::Key if !numbered(model, line) => theme.dim(),
            other => tone(theme, other),
        };
        pen.put(&piece.text, style);
    }
}

/// Whether the numbers of this line can be typed now.
fn numbered(model: &Model, line: &PageLine) -> bool {
    match &model.focus {
        Focus::Choose(choice) => match choice.among {
            Chosen::Links(_) => line.link.is_some(),
            Chosen::Sources(_) | Chosen::Addresses(_) => line.source.is_some(),
        },
        _ => false,
    }
}

/// Signs at the right edge: text goes on above, or below.
fn edges(model: &Model, lines: usize, area: Rect, buffer: &mut Buffer) {
    let style = if model.pane == Pane::Detail { model.theme.focus() } else { model.theme.dim() };
    let x = area.right().saturating_sub(1);
    if model.detail_scroll > 0 {
        buffer.set_stringn(x, area.y, sign("↑"), 1, style);
    }
    if model.detail_scroll + usize::from(area.height) < lines {
        buffer.set_stringn(x, area.bottom().saturating_sub(1), sign("↓"), 1, style);
    }
}
