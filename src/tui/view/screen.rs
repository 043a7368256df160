//! The whole screen.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::View;
use crate::tui::model::{Focus, Model};
use crate::tui::shape::{LEAST, Shape};
use crate::tui::text;

use super::ink::rect;
use super::{completion, detail, dialog, facets, filterbar, footer, histogram, picture, timeline, title};
use crate::text::signs::sign;

/// Draws the model.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    buffer.set_style(area, model.theme.base());
    let fits = area.width == model.width && area.height == model.height;
    let shape =
        if fits { model.shape() } else { Shape::of(area.width, area.height, model.panes, model.pane) };
    match shape {
        Some(shape) => panes(model, &shape, buffer),
        None => more_room(model, area, buffer),
    }
    let cursor = filterbar::cursor(model, shape.as_ref());
    if let Focus::Dialog(open) = &model.focus {
        dialog::draw(open, model.desk(), area, frame.buffer_mut(), model.theme);
    }
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

fn panes(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    title::draw(model, shape, buffer);
    histogram::draw(model, shape, buffer);
    filterbar::draw(model, shape, buffer);
    rules(model, shape, buffer);
    if let Some(area) = shape.facets {
        facets::draw(model, rect(area), buffer);
    }
    match (shape.view, model.view) {
        (Some(area), View::Timeline) => timeline::draw(model, rect(area), buffer),
        (Some(area), _) => picture::draw(model, rect(area), buffer),
        (None, _) => {}
    }
    if let Some(area) = shape.detail {
        detail::draw(model, rect(area), buffer);
    }
    footer::draw(model, shape, buffer);
    completion::draw(model, shape, buffer);
}

/// Lines above, below and between the panes.
fn rules(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let style = model.theme.rule();
    for area in [shape.top_rule, shape.bottom_rule] {
        for x in area.x..area.x + area.width {
            put(buffer, x, area.y, sign("─"), style);
        }
    }
    // The pane that has the keys lies under a double line, in colours and without.
    if model.has_keys(model.pane)
        && let Some(area) = shape.area(model.pane)
    {
        for x in area.x..area.x + area.width {
            put(buffer, x, shape.top_rule.y, sign("═"), model.theme.focus());
        }
    }
    let panes = [shape.facets, shape.view, shape.detail];
    for area in panes.into_iter().flatten().filter(|area| area.x > 0) {
        let x = area.x - 1;
        put(buffer, x, shape.top_rule.y, sign("┬"), style);
        for y in area.y..area.y + area.height {
            put(buffer, x, y, sign("│"), style);
        }
        put(buffer, x, shape.bottom_rule.y, sign("┴"), style);
    }
}

fn put(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, style: ratatui::style::Style) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.set_symbol(symbol).set_style(style);
    }
}

/// A sentence instead of panes that would show nothing.
fn more_room(model: &Model, area: Rect, buffer: &mut Buffer) {
    let times = sign("×");
    let sentence = format!(
        "demarche needs at least {}{times}{} cells; this screen has {}{times}{}.",
        LEAST.0, LEAST.1, area.width, area.height
    );
    let lines = text::wrap(&sentence, usize::from(area.width));
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        buffer.set_stringn(area.x, y, line, usize::from(area.width), model.theme.text());
    }
}
