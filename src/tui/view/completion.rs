//! Candidates under the filter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Borders, Clear, Widget};

use crate::tui::model::{Focus, Model, Popup};
use crate::tui::shape::Shape;
use crate::tui::text;

use super::ink::{Pen, border};
use crate::text::signs::drawn;

/// How many stand at once.
const MOST: usize = 10;

/// Draws them, where there are any.
pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let Focus::Filter(prompt) = &model.focus else { return };
    let Some(popup) = &prompt.popup else { return };
    let theme = model.theme;
    let outer = place(popup, shape);
    Clear.render(outer, buffer);
    buffer.set_style(outer, theme.base());
    let frame = Block::new()
        .borders(Borders::LEFT | Borders::RIGHT | Borders::BOTTOM)
        .border_set(border())
        .border_style(theme.frame());
    let area = frame.inner(outer);
    frame.render(outer, buffer);
    let first = popup.chosen.saturating_sub(usize::from(area.height).saturating_sub(1));
    let rows = popup.completion.candidates.iter().enumerate().skip(first);
    for ((at, candidate), line) in rows.zip(0..area.height) {
        let chosen = at == popup.chosen;
        let row = Rect { y: area.y + line, height: 1, ..area };
        buffer.set_style(row, if chosen { theme.selected() } else { theme.base() });
        let count = candidate.count.map(|n| n.to_string()).unwrap_or_default();
        let room = usize::from(area.width).saturating_sub(3);
        let style = if chosen { theme.strong() } else { theme.text() };
        let mut pen = Pen::on(buffer, row, 0);
        pen.put(&drawn(if chosen { "› " } else { "  " }), theme.focus());
        pen.put(&text::spread(&candidate.label, &count, room), style);
    }
}

fn place(popup: &Popup, shape: &Shape) -> Rect {
    let widest = popup.completion.candidates.iter().map(|c| text::width(&c.label)).max().unwrap_or(0);
    let width = (widest + 12).clamp(24, 60).min(usize::from(shape.filter.width)) as u16;
    let head = popup.text.get(..popup.completion.span.start).unwrap_or_default();
    let x = (text::width(head) + 6).min(usize::from(shape.filter.width - width)) as u16;
    let y = shape.filter.y + 1;
    let room = shape.footer.y.saturating_sub(y);
    let height = (popup.completion.candidates.len().min(MOST) as u16 + 1).min(room);
    Rect { x, y, width, height }
}
