//! What is done with one event: going to it, following its links, marking, copying and editing it.

use crate::event::{EventId, EventIx};
use crate::export;
use crate::filter::Filter;
use crate::text::signs::in_full;
use crate::tui::message::{Effect, Notice};
use crate::tui::model::{Model, Trail};
use crate::tui::state::Change;

use super::{arrange, filter, motion, search};

/// Selects an event; a filter that hides it is taken off, which is told.
fn select(model: &mut Model, ix: EventIx) {
    if search::row_of(model, ix).is_none() {
        filter::set(model, Filter::default());
        let text = "the filter hid this event and is now off; Backspace goes back".to_owned();
        model.notice = Some(Notice::Calm(text));
    }
    if let Some(row) = search::row_of(model, ix) {
        motion::select(model, row);
    }
}

/// Goes to an event by id.
pub(super) fn go_to(model: &mut Model, id: &EventId) {
    match model.timeline.store().find(id.as_str()) {
        Some(ix) => jump(model, ix),
        None => model.notice = Some(Notice::Error(format!("no event `{id}` in this store"))),
    }
}

/// Goes to an event and remembers the way back.
pub(super) fn jump(model: &mut Model, ix: EventIx) {
    if let Some(from) = model.selected_event() {
        let from = model.timeline.event(from).id.clone();
        model.steps.trail.push(Trail::Jumped { from, filter: model.filter.clone() });
    }
    select(model, ix);
}

/// Back over the last narrowing or jump.
pub(super) fn back(model: &mut Model) {
    match model.steps.trail.pop() {
        None => model.notice = Some(Notice::Calm("nothing to go back to".to_owned())),
        Some(Trail::Narrowed(before)) => filter::back_to(model, before),
        Some(Trail::NarrowedIn { filter, view, place, selected }) => {
            filter::back_to(model, filter);
            let selected = selected.and_then(|id| model.timeline.store().find(id.as_str()));
            if let Some(row) = selected.and_then(|ix| search::row_of(model, ix)) {
                motion::select(model, row);
            }
            model.places.insert(view, place);
        }
        Some(Trail::Jumped { from, filter }) => {
            if filter != model.filter {
                filter::back_to(model, filter);
            }
            match model.timeline.store().find(from.as_str()) {
                Some(ix) => select(model, ix),
                None => model.notice = Some(Notice::Calm(format!("`{from}` is no longer in the store"))),
            }
        }
    }
}

/// Sets the bookmark, or takes it.
pub(super) fn bookmark(model: &mut Model) -> Option<Effect> {
    let id = model.timeline.event(model.selected_event()?).id.clone();
    let change = if model.bookmarks.remove(&id) {
        model.notice = Some(Notice::Calm("bookmark removed".to_owned()));
        Change::Unmark(id)
    } else {
        model.bookmarks.insert(id.clone());
        model.notice = Some(Notice::Calm("bookmarked; ' lists bookmarks".to_owned()));
        Change::Bookmark(id)
    };
    model.remembered.apply(change.clone());
    arrange::refresh(model);
    Some(Effect::Remember(change))
}

/// Remembers or forgets what a dialog asks for, at once; the file follows.
pub(super) fn remember(model: &mut Model, change: Change) -> Effect {
    model.notice = match &change {
        Change::Save(view) => Some(Notice::Calm(format!("view `{}` saved; ' lists views", view.name))),
        Change::Forget(name) => Some(Notice::Calm(format!("view `{name}` deleted"))),
        Change::Unmark(_) => Some(Notice::Calm("bookmark removed".to_owned())),
        Change::Bookmark(_) | Change::Used(_) | Change::Session(_) => None,
    };
    model.remembered.apply(change.clone());
    model.bookmarks = model.remembered.bookmarks.iter().cloned().collect();
    arrange::refresh(model);
    Effect::Remember(change)
}

pub(super) fn copy_id(model: &Model) -> Option<Effect> {
    let id = model.timeline.event(model.selected_event()?).id.to_string();
    Some(Effect::Copy { what: format!("`{id}`"), text: id })
}

/// Copies the event as Markdown.
pub(super) fn copy(model: &Model) -> Option<Effect> {
    let ix = model.selected_event()?;
    let text = in_full(|| export::event(&model.timeline, ix, false));
    Some(Effect::Copy { what: "the event as Markdown".to_owned(), text })
}

/// Opens the editor at the event's line.
pub(super) fn edit(model: &mut Model) -> Option<Effect> {
    let ix = model.selected_event()?;
    let (place, store) = (model.timeline.event(ix).place, model.timeline.store());
    let file = store.file(place);
    if file.on_disk && place.line == 0 {
        let why = "still reading the store: the line of this event is not known yet";
        model.notice = Some(Notice::Calm(why.to_owned()));
        return None;
    }
    if file.on_disk {
        return Some(Effect::Edit { path: file.path.clone(), line: place.line });
    }
    let why = if store.is_demonstration() {
        "the demonstration store is inside the program: there is no file to edit"
    } else {
        "this event was read from standard input: there is no file to edit"
    };
    model.notice = Some(Notice::Calm(why.to_owned()));
    None
}
