//! The first line: which store, how much of it shows, and what is wrong with it.

use ratatui::buffer::Buffer;

use crate::store::Severity;
use crate::text::{counted, thousands};
use crate::tui::action::Action;
use crate::tui::model::{Loading, Model};
use crate::tui::shape::Shape;
use crate::tui::text;

use super::ink::{Pen, rect};
use crate::text::signs::{drawn, sign};

pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let theme = model.theme;
    let right = shown_of_all(model);
    let told = told(model);
    let room = usize::from(shape.title.width);
    let keep = text::width(&right) + 2;
    let mut area = rect(shape.title);
    area.width = area.width.saturating_sub(keep.min(room) as u16);
    let mut pen = Pen::on(buffer, area, 0);
    pen.put(" demarche", theme.strong()).put(&drawn(" · "), theme.dim());
    // What changes how the events are read has room before a long name.
    let least: usize = told.iter().filter(|(_, warns)| *warns).map(|(words, _)| text::width(words) + 3).sum();
    let room = pen.room().saturating_sub(least).max(12);
    pen.put(&text::cut(&name(model), room), theme.text());
    for (words, warns) in told {
        let style = if warns { theme.warning() } else { theme.dim() };
        if pen.room() > 4 {
            pen.put(&drawn(" · "), theme.dim()).put(&words, style);
        }
    }
    Pen::on(buffer, rect(shape.title), 0).last(keep - 1).put(&right, theme.strong());
}

fn name(model: &Model) -> String {
    let store = model.timeline.store();
    if let Some(title) = &store.meta.title {
        return title.clone();
    }
    match store.files.as_slice() {
        [] => "no store yet".to_owned(),
        [one] => one.path.display().to_string(),
        several => format!("{} files", several.len()),
    }
}

/// `47 of 264 events`
fn shown_of_all(model: &Model) -> String {
    let (shown, total) = (model.shown.len(), model.timeline.order().len());
    match &model.loading {
        Loading::Reading { percent, events } => gauge(*percent, *events),
        Loading::Begun if total == 0 => drawn("reading …").into_owned(),
        _ if model.search.is_some() => {
            format!("{} {} of {}", sign("≥"), thousands(shown as u64), counted(total, "event"))
        }
        _ if shown == total => counted(total, "event"),
        _ => format!("{} of {}", thousands(shown as u64), counted(total, "event")),
    }
}

/// A bar of ten cells.
fn gauge(percent: u8, events: usize) -> String {
    let filled = usize::from(percent / 10).min(10);
    format!(
        "reading {}{} {percent} %, {}",
        sign("█").repeat(filled),
        sign("░").repeat(10 - filled),
        counted(events, "event")
    )
}

/// What else there is to know, and whether it warns.
fn told(model: &Model) -> Vec<(String, bool)> {
    let store = model.timeline.store();
    let mut all = Vec::new();
    let problems = store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
    // What a part of a store lacks is no mistake of it.
    let in_part = matches!(model.loading, Loading::Begun | Loading::Reading { .. });
    match problems {
        0 => {}
        _ if in_part => {}
        n => all.push((format!("! {}: demarche check", counted(n, "problem")), true)),
    }
    if let Loading::Failed(_) = model.loading {
        all.push(("! not up to date".to_owned(), true));
    }
    if let Some(known) = &store.known {
        all.push((format!("as of {}", known.at.date().short(None)), true));
    }
    if let Some(zone) = model.timeline.zone() {
        all.push((format!("times in {zone}"), false));
    }
    if model.reversed {
        all.push(("newest first".to_owned(), false));
    }
    // The key stands before the filter, whose end may have no room.
    if model.resumed && !model.filter.is_empty() {
        all.push((
            format!(
                "resumed, {} drops it: {}",
                model.preferences.keys.spoken(Action::ToggleFilter),
                model.filter
            ),
            false,
        ));
    }
    if store.is_demonstration() {
        all.push(("demonstration store".to_owned(), false));
    }
    all
}
