//! The last line: what was done, or the views and the keys that matter now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::message::Notice;
use crate::tui::model::{Focus, Model};
use crate::tui::pane::Pane;
use crate::tui::shape::Shape;
use crate::tui::{tabs, text};

use super::facets;
use super::ink::{Pen, rect};

pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let area = rect(shape.footer);
    let hints = hints(model);
    if let Some(notice) = &model.notice {
        return say(model, notice, &hints, area, buffer);
    }
    if let Some(name) = facets::hidden_name(model, shape) {
        return say(model, &Notice::Calm(name.to_owned()), &hints, area, buffer);
    }
    match model.focus {
        Focus::Panes if model.pane == Pane::View => tabs_and_hints(model, &hints, area, buffer),
        _ => {
            let mut pen = Pen::on(buffer, area, 0);
            pen.skip(1);
            put_hints(model, &hints, &mut pen);
        }
    }
}

/// A message, with the hints beside it as far as it leaves them room.
fn say(model: &Model, notice: &Notice, hints: &[(&str, &str)], area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let (sign, text, style) = match notice {
        Notice::Calm(text) => ("", text, theme.text()),
        Notice::Warning(text) => ("! ", text, theme.warning()),
        Notice::Error(text) => ("× error: ", text, theme.error()),
    };
    let message = 1 + text::width(sign) + text::width(text) + 3;
    let help: &[_] = &[("?", "help")];
    let room = usize::from(area.width);
    let beside = [hints, help].into_iter().find(|hints| message + width(hints) < room).unwrap_or_default();
    let mut place = area;
    place.width = area.width.saturating_sub(width(beside) as u16);
    Pen::on(buffer, place, 0)
        .put(" ", style)
        .put(sign, style)
        .put(text, if sign.is_empty() { style } else { theme.strong() });
    put_last(model, beside, area, buffer);
}

fn hints(model: &Model) -> Vec<(&'static str, &'static str)> {
    match model.focus {
        Focus::Panes if model.width < 60 && model.pane == Pane::View => vec![("?", "help"), ("q", "quit")],
        Focus::Panes if model.width < 60 => vec![("Esc", "back"), ("?", "help")],
        Focus::Panes => match model.pane {
            Pane::View => vec![
                ("/", "filter"),
                ("Enter", "read"),
                ("Tab", "next pane"),
                ("e", "export"),
                ("?", "help"),
                ("q", "quit"),
            ],
            Pane::Facets => vec![
                ("Space", "choose"),
                ("o", "add"),
                ("-", "exclude"),
                ("u", "undo"),
                ("?", "help"),
                ("Esc", "leave"),
            ],
            Pane::Detail => vec![
                ("j k", "scroll"),
                ("x", "follow a link"),
                ("o", "open a source"),
                ("y", "copy"),
                ("E", "edit"),
                ("Esc", "leave"),
            ],
        },
        Focus::Filter(_) => {
            vec![("Enter", "keep"), ("Esc", "restore"), ("Tab", "complete"), ("↑", "earlier filters")]
        }
        Focus::Find(_) => vec![("Enter", "stay"), ("Esc", "back"), ("n N", "then next, previous")],
        Focus::Choose(_) => vec![("1-9", "number"), ("Enter", "list"), ("Esc", "leave")],
        Focus::Dialog(_) => Vec::new(),
    }
}

fn put_hints(model: &Model, hints: &[(&str, &str)], pen: &mut Pen<'_>) {
    for (at, (key, what)) in hints.iter().enumerate() {
        let lead = if at == 0 { 0 } else { 2 };
        if pen.room() < lead + text::width(key) + 1 + text::width(what) {
            break;
        }
        pen.skip(lead).put(key, model.theme.key()).skip(1).put(what, model.theme.dim());
    }
}

fn tabs_and_hints(model: &Model, hints: &[(&str, &str)], area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let (shown, cut) = tabs::tabs(tabs::room(model.width), model.view);
    let mut end = 1;
    for tab in &shown {
        let open = tab.view == model.view;
        let key = tab.view.key().to_string();
        let place = Rect { x: area.x + tab.x, width: tab.width, ..area };
        let name = if open { theme.strong() } else { theme.dim() };
        Pen::on(buffer, place, 0).put(&key, theme.key()).skip(1).put(tab.view.name(), name);
        end = tab.x + tab.width;
    }
    if cut {
        let place = Rect { x: area.x + end + 2, width: 1, ..area };
        Pen::on(buffer, place, 0).put("…", theme.dim());
    }
    put_last(model, hints, area, buffer);
}

/// The cells of some hints and the air around them.
fn width(hints: &[(&str, &str)]) -> usize {
    hints.iter().map(|(key, what)| text::width(key) + 1 + text::width(what) + 2).sum()
}

/// Hints at the right end of the line.
fn put_last(model: &Model, hints: &[(&str, &str)], area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::on(buffer, area, 0);
    pen.last(width(hints).saturating_sub(1));
    put_hints(model, hints, &mut pen);
}
