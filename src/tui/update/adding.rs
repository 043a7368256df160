//! Adding an event: the form opens, judges, saves, and the new event is selected once the store has it.

use crate::event::{EventId, EventIx};
use crate::tui::action::Action;
use crate::tui::dialog::Dialog;
use crate::tui::dialog::event_form::EventForm;
use crate::tui::message::{Appended, Effect, Notice};
use crate::tui::model::{Added, Focus, Loading, Model};

use super::{motion, search};

/// Opens the form, with what was typed before where that was kept.
pub(super) fn open(model: &mut Model) {
    if matches!(model.loading, Loading::Begun | Loading::Reading { .. }) {
        let text = "still reading the store: an event can be added once it is read";
        model.notice = Some(Notice::Calm(text.to_owned()));
        return;
    }
    let form = model.draft.take().map_or_else(EventForm::open, EventForm::again);
    model.focus = Focus::Dialog(Box::new(Dialog::EventForm(form)));
}

/// A dialog was closed: what was typed of a new event is kept for the next time, unless it was thrown away.
pub(super) fn closed(model: &mut Model, dialog: Dialog) {
    let Dialog::EventForm(form) = dialog else { return };
    if form.is_empty() {
        let thrown_away = || Notice::Calm("thrown away: nothing was saved".to_owned());
        model.notice = form.is_thrown_away().then(thrown_away);
        return;
    }
    let key = model.preferences.keys.first(Action::NewEvent);
    model.notice = Some(Notice::Calm(format!("not saved; {key} goes on with what was typed")));
    model.draft = Some(form);
}

/// Keeps what is typed in the open form, which is about to close.
pub(super) fn keep_open(model: &mut Model) {
    match std::mem::replace(&mut model.focus, Focus::Panes) {
        Focus::Dialog(dialog) => closed(model, *dialog),
        other => model.focus = other,
    }
}

/// Judges the event in the open form.
pub(super) fn judge(model: &mut Model) {
    let mut focus = std::mem::replace(&mut model.focus, Focus::Panes);
    if let Focus::Dialog(dialog) = &mut focus
        && let Dialog::EventForm(form) = &mut **dialog
    {
        form.assess(model.desk());
    }
    model.focus = focus;
}

/// An event was written, or was not.
pub(super) fn appended(model: &mut Model, appended: Appended) -> Option<Effect> {
    let Appended { id, title, path, failed } = appended;
    if let Some(why) = failed {
        match &mut model.focus {
            Focus::Dialog(dialog) if matches!(**dialog, Dialog::EventForm(_)) => {
                if let Dialog::EventForm(form) = &mut **dialog {
                    form.refuse(format!("not saved: {why}"));
                }
            }
            _ => model.notice = Some(Notice::Error(format!("not saved: {why}"))),
        }
        return None;
    }
    model.focus = Focus::Panes;
    model.draft = None;
    model.notice = Some(Notice::Calm(format!("added to {path}")));
    model.added = Some(Added { id, title, path, said: None });
    Some(Effect::Reload)
}

/// Selects the event that was added, now that the store was read again, or says why it does not show.
pub(super) fn follow(model: &mut Model) {
    let Some(added) = model.added.clone() else { return };
    // The watch may tell of the same change again: what was said stays.
    if let Some(said) = added.said {
        if matches!(&model.notice, Some(Notice::Calm(text)) if text == "reloaded") {
            model.notice = Some(said);
        }
        model.added = None;
        return;
    }
    let Some(ix) = find(model, &added) else {
        let as_of = model.timeline.store().known.is_some();
        let why =
            if as_of { "the store is shown as of an earlier date" } else { "the store does not show it" };
        model.notice = Some(Notice::Warning(format!("added to {}; {why}", added.path)));
        model.added = None;
        return;
    };
    let id: EventId = model.timeline.event(ix).id.clone();
    let mut text = format!("added `{id}` to {}", added.path);
    if let Some(row) = search::row_of(model, ix) {
        motion::select(model, row);
    } else {
        let key = model.preferences.keys.first(Action::ToggleFilter);
        text = format!("{text}; the filter hides it, {key} takes the filter off");
    }
    let said = Notice::Calm(text);
    model.notice = Some(said.clone());
    model.added = Some(Added { said: Some(said), ..added });
}

fn find(model: &Model, added: &Added) -> Option<EventIx> {
    let store = model.timeline.store();
    match &added.id {
        Some(id) => store.find(id),
        None => store.events.each().find(|(_, event)| event.title == added.title).map(|(ix, _)| ix),
    }
}
