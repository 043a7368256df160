//! The last line: what was done, or the views and the keys that matter now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::tui::action::{Action as A, View};
use crate::tui::hints::{self, Hint};
use crate::tui::keys::Pair;
use crate::tui::message::Notice;
use crate::tui::model::{Choice, Chosen, Focus, Model};
use crate::tui::pane::Pane;
use crate::tui::shape::Shape;
use crate::tui::{tabs, text};

use super::facets;
use super::ink::{Pen, rect};
use crate::text::signs::{drawn, is_ascii, sign, up_and_down};

pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let area = rect(shape.footer);
    let hints = hints(model);
    if let Some(notice) = &model.notice {
        return say(model, notice, &hints, shape, buffer);
    }
    if let (Focus::Panes, Some(place)) = (&model.focus, model.finding()) {
        return say(model, &Notice::Calm(place), &hints, shape, buffer);
    }
    if let Some(name) = facets::hidden_name(model, shape) {
        return say(model, &Notice::Calm(name.to_owned()), &hints, shape, buffer);
    }
    match model.focus {
        Focus::Panes if model.pane == Pane::View => tabs_and_hints(model, &hints, area, buffer),
        _ => {
            let mut pen = Pen::on(buffer, area, 0);
            pen.skip(1);
            put_hints(model, &hints::fitting(&hints, pen.room()), &mut pen);
        }
    }
}

/// Writes a message, with the hints beside it as far as it leaves them room. A message too long for the line begins on
/// the rule above it.
fn say(model: &Model, notice: &Notice, hints: &[Hint<'_>], shape: &Shape, buffer: &mut Buffer) {
    let theme = model.theme;
    let area = rect(shape.footer);
    let (sign, text) = notice.parts();
    let sign = drawn(sign);
    let sign = sign.as_ref();
    let style = match notice {
        Notice::Calm(_) => theme.text(),
        Notice::Warning(_) => theme.warning(),
        Notice::Error(_) => theme.error(),
    };
    let said = if sign.is_empty() { style } else { theme.strong() };
    let room = usize::from(area.width);
    let indent = 1 + text::width(sign);
    if indent + text::width(text) <= room {
        let beside = hints::fitting(hints, room.saturating_sub(indent + text::width(text) + 4));
        Pen::on(buffer, area, 0).skip(1).put(sign, style).put(text, said);
        return put_last(model, &beside, area, buffer);
    }
    let lines = text::wrap(text, room.saturating_sub(indent).max(1));
    let above = rect(shape.bottom_rule);
    Pen::on(buffer, above, 0).cell("", room, theme.text());
    let first = lines.first().map_or("", String::as_str);
    Pen::on(buffer, above, 0).skip(1).put(sign, style).put(first, said);
    Pen::on(buffer, area, 0).skip(indent).put(&lines.get(1..).unwrap_or_default().join(" "), said);
}

fn hints(model: &Model) -> Vec<Hint<'_>> {
    let keys = &model.preferences.keys;
    let key = |action| keys.first(action);
    let mut hints = match model.focus {
        Focus::Panes if model.width < 60 && model.pane == Pane::View => match model.needle {
            Some(_) => vec![(key(A::Leave), "end")],
            None => vec![(key(A::Help), "help"), (key(A::Quit), "quit")],
        },
        Focus::Panes if model.width < 60 => vec![(key(A::Leave), "back"), (key(A::Help), "help")],
        Focus::Panes => match model.pane {
            Pane::View if model.needle.is_some() => vec![
                (keys.pair(Pair::NextPrevious), "next, previous"),
                (key(A::Leave), "end finding"),
                (key(A::EditFilter), "filter"),
                (key(A::Help), "help"),
            ],
            Pane::View => vec![
                (key(A::EditFilter), "filter"),
                (key(A::Enter), if model.view == View::Timeline { "read" } else { "narrow" }),
                (key(A::NextPane), "next pane"),
                (key(A::Export), "export"),
                (key(A::Help), "help"),
                (key(A::Quit), "quit"),
            ],
            Pane::Facets => vec![
                (key(A::Choose), "choose"),
                (key(A::Add), "add"),
                (key(A::Exclude), "exclude"),
                (key(A::Undo), "undo"),
                (key(A::Help), "help"),
                (key(A::Leave), "leave"),
            ],
            Pane::Detail => vec![
                (keys.pair(Pair::DownUp), "scroll"),
                (key(A::Follow), "follow a link"),
                (key(A::OpenSource), "open a source"),
                (key(A::CopyEvent), "copy"),
                (key(A::CopyAddress), "copy an address"),
                (key(A::EditEvent), "edit"),
                (key(A::Leave), "leave"),
            ],
        },
        Focus::Filter(ref prompt) if prompt.popup.lit.is_some() => {
            vec![("Enter", "take"), ("Esc", "close the list"), (up_and_down(), "choose")]
        }
        Focus::Filter(_) => {
            vec![
                ("Enter", "keep"),
                ("Esc", "restore"),
                ("Tab", "candidates"),
                (if is_ascii() { "Up" } else { "↑" }, "earlier filters"),
            ]
        }
        Focus::Find(_) => {
            vec![("Enter", "stay"), ("Esc", "back"), (keys.pair(Pair::NextPrevious), "then next, previous")]
        }
        Focus::Choose(Choice { among: Chosen::Addresses(_), .. }) => {
            vec![
                ("1-9", "copy the address"),
                ("Enter", "list"),
                (key(A::CopyAddress), "copy the event's id"),
                ("Esc", "leave"),
            ]
        }
        Focus::Choose(Choice { among: Chosen::Sources(_), .. }) => {
            vec![("1-9", "open the address"), ("Enter", "list"), ("Esc", "leave")]
        }
        Focus::Choose(_) => vec![("1-9", "number"), ("Enter", "list"), ("Esc", "leave")],
        Focus::Dialog(_) => Vec::new(),
    };
    // An action without a key has no hint.
    hints.retain(|(key, _)| !key.is_empty());
    hints
}

fn put_hints(model: &Model, hints: &[Hint<'_>], pen: &mut Pen<'_>) {
    for (at, (key, what)) in hints.iter().enumerate() {
        let lead = if at == 0 { 0 } else { hints::GAP };
        pen.skip(lead).put(key, model.theme.key()).skip(1).put(what, model.theme.dim());
    }
}

/// The actions whose hints give way to the tabs, in this order; those of help and leaving stay.
const GIVE_WAY: [A; 4] = [A::NextPane, A::Export, A::Enter, A::EditFilter];

fn tabs_and_hints(model: &Model, hints: &[Hint<'_>], area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let (shown, before, after) = tabs::tabs(tabs::room(model.width), model.view, &model.preferences.keys);
    let mut end = 0;
    if before {
        Pen::on(buffer, area, 0).put(sign("…"), theme.dim());
    }
    for tab in &shown {
        let open = tab.view == model.view;
        let key = tabs::key(tab.view, &model.preferences.keys);
        let place = Rect { x: area.x + tab.x, width: tab.width, ..area };
        let name = if open { theme.strong().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
        Pen::on(buffer, place, 0).put(key, theme.key()).skip(1).put(tab.view.name(), name);
        end = tab.x + tab.width + 2;
    }
    if after {
        let place = Rect { x: area.x + end, width: 1, ..area };
        Pen::on(buffer, place, 0).put(sign("…"), theme.dim());
        end += 2;
    }
    let room = usize::from(area.width.saturating_sub(end + 2));
    let mut kept = hints.to_vec();
    for action in GIVE_WAY {
        let key = model.preferences.keys.first(action);
        if hints::width(&kept) > room {
            kept.retain(|(other, _)| *other != key);
        }
    }
    put_last(model, &hints::fitting(&kept, room), area, buffer);
}

/// Writes hints at the right end of the line.
fn put_last(model: &Model, hints: &[Hint<'_>], area: Rect, buffer: &mut Buffer) {
    let mut pen = Pen::on(buffer, area, 0);
    pen.last(hints::width(hints) + 1);
    put_hints(model, hints, &mut pen);
}
