//! The Threads: trees of events that answer each other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::signs::sign;
use crate::text::{counted, thousands};
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::picture::Place;
use crate::tui::picture::threads::{HEAD, Item, Line, Threads, foot};
use crate::tui::text;
use crate::tui::view::ink::{Pen, tone};

pub(super) fn draw(model: &Model, threads: &Threads, place: &Place, area: Rect, buffer: &mut Buffer) {
    head(model, threads, place, area, buffer);
    let width = usize::from(area.width);
    let mut y = HEAD;
    let mut row = place.top;
    // Where the last row on the screen is not whole, more of it follows.
    let mut whole = row;
    let below = usize::from(area.height);
    let area = Rect { height: area.height - foot(below) as u16, ..area };
    while y < usize::from(area.height) {
        let Some(item) = threads.item(place, row) else { break };
        let lit = row == place.row;
        let lines = threads.lines(place, item, width);
        whole += usize::from(y + lines.len() <= usize::from(area.height));
        for line in lines {
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
    if foot(below) > 0 {
        let line = Rect { y: area.y + area.height, height: 1, ..area };
        keys(model, threads, place, threads.count(place) - whole.min(threads.count(place)), line, buffer);
    }
}

/// What the keys do here, how many rows are above and below those on the screen, and the other orders.
fn keys(model: &Model, threads: &Threads, place: &Place, below: usize, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let does = match threads.item(place, place.row) {
        Some(Item::Heading(group)) if threads.is_open(place, group) => (sign("←"), " folds all"),
        Some(Item::Heading(_)) => (sign("→"), " unfolds"),
        _ => ("", ""),
    };
    let next = format!(" {}", threads.next_order());
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1).put(does.0, theme.key()).put(does.1, theme.dim());
    let hidden = match (place.top, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("{} above", counted(above, "row")),
        (0, below) => format!("{} below", counted(below, "row")),
        (above, below) => format!("{} above, {} below", counted(above, "row"), thousands(below as u64)),
    };
    let order = text::width(&next) + 2;
    if pen.room() > text::width(&hidden) + 4 + order {
        pen.skip(2).put(&hidden, theme.dim());
    }
    if pen.room() > order + 1 {
        pen.last(order).put("c", theme.key()).put(&next, theme.dim());
    }
}

/// The thread that the first row is in, or else how many there are and in which order.
fn head(model: &Model, threads: &Threads, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    if let Some(Item::Entry(group, _)) = threads.item(place, place.top) {
        let at = Rect { height: 1, ..area };
        return put(model, &threads.title(place, group, usize::from(area.width)), false, at, buffer);
    }
    Pen::on(buffer, area, 0).skip(1).put(&threads.summary(), theme.dim());
}

fn put(model: &Model, line: &Line, lit: bool, area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::on(buffer, area, 0);
    let mark = if lit && !line.pieces.is_empty() { sign("▌") } else { " " };
    pen.put(mark, model.theme.focus());
    for piece in &line.pieces {
        pen.put(&piece.text, tone(model.theme, piece.tone));
    }
}
