//! Where the browser opens: where the last session of the store ended, else at the last event that is not in the future;
//! and what is new in the store since then.

use crate::event::EventIx;
use crate::filter::Filter;
use crate::text::thousands;
use crate::tui::action::Action;
use crate::tui::message::Notice;
use crate::tui::model::{Model, Trail};
use crate::tui::shape::Area;
use crate::tui::state::LastSession;

use super::{filter, search};

/// Selects the event to begin with. Before the first key it does so again once all is read.
pub(super) fn place(model: &mut Model) {
    search::finish(model);
    let last = model.resume.as_ref().and_then(|last| Some((row_of(model, last)?, last.offset)));
    match last {
        Some((row, offset)) => (model.selected, model.offset) = (row, offset),
        None => at_now(model),
    }
}

/// The row where the last session ended: of the event that was selected, else of the one nearest to it by date.
fn row_of(model: &Model, last: &LastSession) -> Option<usize> {
    let selected = last.selected.as_ref()?;
    let there = model.timeline.store().find(selected.as_str());
    let shown = there.and_then(|ix| model.shown.iter().position(|shown| *shown == ix));
    shown.or_else(|| {
        let day = last.day?;
        let distance = |ix: &EventIx| model.timeline.heading(*ix).first_day().map(|d| d.0.abs_diff(day.0));
        let rows = model.shown.iter().enumerate();
        let known = rows.filter_map(|(row, ix)| Some((distance(ix)?, row)));
        known.min().map(|(_, row)| row)
    })
}

/// Selects the last event that is not in the future.
pub(super) fn at_now(model: &mut Model) {
    let ordered: Vec<_> =
        if model.reversed { model.shown.iter().rev().copied().collect() } else { model.shown.clone() };
    let row = model.timeline.last_until(&ordered, &model.now).unwrap_or(0);
    model.selected = if model.reversed { ordered.len().saturating_sub(row + 1) } else { row };
    let height = model.shape().and_then(|s| s.view).map_or(1, Area::lines);
    model.offset = height * 2 / 3;
}

/// Says what is new since the last session, beside anything that was to be said already.
pub(super) fn say_new(model: &mut Model) {
    let (count, since) = (model.unseen.ids.len(), &model.unseen.since);
    if count == 0 {
        return;
    }
    let key = model.preferences.keys.spoken(Action::FindNext);
    let them = if count == 1 { "it" } else { "them" };
    let new = format!("{} new since {since}: {key} shows {them}", thousands(count as u64));
    model.notice = Some(match model.notice.take() {
        None | Some(Notice::Calm(_)) => Notice::Calm(new),
        Some(Notice::Warning(text)) => Notice::Warning(format!("{new}; {text}")),
        Some(Notice::Error(text)) => Notice::Error(format!("{text}; {new}")),
    });
}

/// Shows what is new since the last session, and nothing else; whether anything is.
pub(super) fn show_new(model: &mut Model) -> bool {
    if model.unseen.ids.is_empty() {
        return false;
    }
    let Ok(new) = Filter::parse("is:new") else { return false };
    if model.filter == new {
        let text = format!("only what is new since {} is shown; Backspace goes back", model.unseen.since);
        model.notice = Some(Notice::Calm(text));
        return true;
    }
    let before = model.filter.clone();
    filter::set(model, new.clone());
    if model.filter == new {
        model.steps.trail.push(Trail::Narrowed(before));
        let count = thousands(model.shown.len() as u64);
        let text = format!("{count} new since {}; Backspace goes back", model.unseen.since);
        model.notice = Some(Notice::Calm(text));
    }
    true
}
