//! Candidates under the filter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Borders, Clear, Widget};

use crate::filter::Candidate;
use crate::text::signs::sign;
use crate::text::thousands;
use crate::tui::model::{FilterPrompt, Focus, Model, Offer};
use crate::tui::shape::Shape;
use crate::tui::text;

use super::ink::{Pen, border};
use crate::text::signs::drawn;

/// How many stand at once.
const MOST: usize = 10;
/// Columns of the widest list.
const WIDEST: usize = 60;
/// Columns beside a label: the frame, the sign of the lit one and the count.
const BESIDE: usize = 12;

/// Draws them, where there are any.
pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let Focus::Filter(prompt) = &model.focus else { return };
    let candidates = prompt.popup.candidates();
    if candidates.is_empty() {
        return;
    }
    let theme = model.theme;
    let outer = place(prompt, candidates, shape);
    Clear.render(outer, buffer);
    buffer.set_style(outer, theme.base());
    let frame = Block::new()
        .borders(Borders::LEFT | Borders::RIGHT | Borders::BOTTOM)
        .border_set(border())
        .border_style(theme.frame());
    let area = frame.inner(outer);
    frame.render(outer, buffer);
    let lit = prompt.popup.lit;
    let first = lit.unwrap_or(0).saturating_sub(usize::from(area.height).saturating_sub(1));
    let rows = candidates.iter().enumerate().skip(first);
    for ((at, candidate), line) in rows.zip(0..area.height) {
        let is_lit = lit == Some(at);
        let row = Rect { y: area.y + line, height: 1, ..area };
        buffer.set_style(row, if is_lit { theme.selected() } else { theme.base() });
        // A number of the text before is no number of this one.
        let count = match candidate.count {
            Some(_) if prompt.popup.offer == Offer::Waiting => sign("…").to_owned(),
            Some(n) => thousands(n.into()),
            None => String::new(),
        };
        let room = usize::from(area.width).saturating_sub(3);
        let style = match candidate.leaves_nothing {
            _ if is_lit => theme.strong(),
            true => theme.dim(),
            false => theme.text(),
        };
        let mut pen = Pen::on(buffer, row, 0);
        pen.put(&drawn(if is_lit { "› " } else { "  " }), theme.focus());
        pen.put(&text::spread(&candidate.label, &count, room), style);
    }
    let below = candidates.len().saturating_sub(first + usize::from(area.height));
    if below > 0 && outer.height > area.height {
        let edge = Rect { y: outer.bottom() - 1, height: 1, ..area };
        Pen::on(buffer, edge, 0).skip(1).put(&format!(" {below} more "), theme.dim());
    }
}

fn place(prompt: &FilterPrompt, candidates: &[Candidate], shape: &Shape) -> Rect {
    let widest = candidates.iter().map(|c| text::width(&c.label)).max().unwrap_or(0);
    let width = (widest + BESIDE).clamp(24, WIDEST).min(usize::from(shape.filter.width)) as u16;
    let start = prompt.popup.completion.as_ref().map_or(0, |completion| completion.span.start);
    let head = prompt.input.value().get(..start).unwrap_or_default();
    let x = (text::width(head) + 6).min(usize::from(shape.filter.width - width)) as u16;
    let y = shape.filter.y + 1;
    let room = shape.footer.y.saturating_sub(y);
    // Half of what is below stays in view: the events that match.
    let most = MOST.min(usize::from(room) / 2).max(1);
    let height = (candidates.len().min(most) as u16 + 1).min(room);
    Rect { x, y, width, height }
}
