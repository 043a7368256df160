//! The events arranged anew, the reader's place kept: under the filter once more, in the other order, in another zone.

use chrono_tz::Tz;

use crate::timeline::EventSet;
use crate::tui::message::Notice;
use crate::tui::model::{Model, SelectionAnchor};

use super::search;
use super::settle::{keep, show_matches};

/// Applies the filter in force to the timeline as it is now; where that fails everything shows, and it is told.
pub(super) fn rebind(model: &mut Model, place: &SelectionAnchor) {
    let bound = model.filter.bind(&model.timeline, model.context());
    match bound {
        Ok(query) => {
            model.matches = query.run(&model.timeline);
            model.unbound = None;
        }
        Err(error) => {
            model.matches = EventSet::all(model.timeline.store().events.len());
            model.unbound = (!model.timeline.order().is_empty()).then_some(error);
        }
    }
    show_matches(model, place);
}

/// Applies the filter in force again, because something it depends on has changed.
pub(super) fn refresh(model: &mut Model) {
    let place = keep(model);
    rebind(model, &place);
}

/// Newest first, or oldest first.
pub(super) fn reverse(model: &mut Model) {
    search::finish(model);
    let id = model.selected_event();
    let place = keep(model);
    model.reversed = !model.reversed;
    show_matches(model, &place);
    if let Some(row) = id.and_then(|ix| model.shown.iter().position(|shown| *shown == ix)) {
        model.selected = row;
    }
    let text = if model.reversed { "newest first" } else { "oldest first" };
    model.notice = Some(Notice::Calm(text.to_owned()));
}

/// Shows times in a zone; each in its own where none is given.
pub(super) fn set_zone(model: &mut Model, zone: Option<Tz>) {
    let id = model.selected_event();
    let place = keep(model);
    model.timeline = model.timeline.in_zone(zone);
    rebind(model, &place);
    if let Some(row) = id.and_then(|ix| model.shown.iter().position(|shown| *shown == ix)) {
        model.selected = row;
    }
    let text = match zone {
        Some(zone) => format!("times in {zone}"),
        None => "times in each event's own zone".to_owned(),
    };
    model.notice = Some(Notice::Calm(text));
}
