//! The Threads: trees of events that answer each other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::picture::Place;
use crate::tui::picture::threads::{HEAD, Item, Line, Threads};
use crate::tui::text;
use crate::tui::view::ink::{Pen, tone};

pub(super) fn draw(model: &Model, threads: &Threads, place: &Place, area: Rect, buffer: &mut Buffer) {
    head(model, threads, place, area, buffer);
    let width = usize::from(area.width);
    let mut y = HEAD;
    let mut row = place.top;
    while y < usize::from(area.height) {
        let Some(item) = threads.item(place, row) else { break };
        let lit = row == place.row;
        for line in threads.lines(place, item, width) {
            if y >= usize::from(area.height) {
                break;
            }
            let at = Rect { y: area.y + y as u16, height: 1, ..area };
            if lit && !line.pieces.is_empty() {
                let style = if model.has_keys(Pane::View) {
                    model.theme.selected()
                } else {
                    model.theme.selected_elsewhere()
                };
                buffer.set_style(at, style);
            }
            put(model, &line, lit, at, buffer);
            y += 1;
        }
        row += 1;
    }
}

/// The thread that the first row is in, or else how many there are and in which order.
fn head(model: &Model, threads: &Threads, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    if let Some(Item::Entry(group, _)) = threads.item(place, place.top) {
        let at = Rect { height: 1, ..area };
        return put(model, &threads.title(place, group, usize::from(area.width)), false, at, buffer);
    }
    let next = format!("c {}", threads.next_order());
    let summary = threads.summary();
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1).put(&summary, theme.dim());
    if pen.room() > text::width(&next) + 4 {
        pen.last(text::width(&next) + 1);
        pen.put("c", theme.key()).put(next.trim_start_matches('c'), theme.dim());
    }
}

fn put(model: &Model, line: &Line, lit: bool, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::on(buffer, area, 0);
    let mark = if lit && !line.pieces.is_empty() { sign("▌") } else { " " };
    pen.put(mark, model.theme.focus());
    for piece in &line.pieces {
        pen.put(&piece.text, tone(model.theme, piece.tone));
    }
}
