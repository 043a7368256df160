//! Opening saved views: those of the store and those of the user, with the view that showed them, its zoom and order.

use crate::filter::Filter;
use crate::text::fold;
use crate::tui::action::View;
use crate::tui::message::Notice;
use crate::tui::model::Model;
use crate::tui::picture::Place;
use crate::tui::state::View as Saved;

use super::{arrange, filter, picture};

/// Opens a saved view of the store.
pub(super) fn open_stored(model: &mut Model, at: usize) {
    let Some(view) = model.timeline.store().views.get(at) else { return };
    let view = Saved {
        name: view.name.clone(),
        filter: view.filter.clone(),
        view: view.view.clone(),
        sort: view.sort.clone(),
        ..Saved::default()
    };
    open(model, &view);
}

/// Opens a saved view: its filter and order, and the view that showed it where that is kept.
pub(super) fn open(model: &mut Model, saved: &Saved) {
    let filter = match Filter::parse(&saved.filter) {
        Ok(filter) => filter,
        Err(error) => {
            model.notice = Some(Notice::Error(error.message));
            return;
        }
    };
    filter::set(model, filter);
    if model.reversed != (saved.sort.as_deref() == Some("-date")) {
        arrange::reverse(model);
    }
    model.notice.get_or_insert(Notice::Calm(format!("view: {}", saved.name)));
    show(model, saved);
}

/// Opens the view that showed it, as it was drawn.
fn show(model: &mut Model, saved: &Saved) {
    let Some(name) = &saved.view else { return };
    let Some(view) = View::named(name) else {
        let text = format!("{}: no view is called `{name}` here; {} shows it", saved.name, model.view.name());
        model.notice = Some(Notice::Warning(text));
        return;
    };
    let (zoom, variant) = (saved.zoom.unwrap_or_default(), saved.variant.unwrap_or_default());
    model.places.insert(view, Place { zoom, variant, ..Place::default() });
    picture::open_view(model, view);
}

/// Opens the saved view that the command line names, beside the filter it gives.
pub(super) fn open_named(model: &mut Model, name: &str) {
    let views = &model.timeline.store().views;
    let exact = views.iter().find(|view| view.name == name);
    let Some(view) = exact.or_else(|| views.iter().find(|view| fold(&view.name) == fold(name))).cloned()
    else {
        model.notice = Some(Notice::Error(format!("no view `{name}` in this store; ' lists the views")));
        return;
    };
    model.reversed |= view.sort.as_deref() == Some("-date");
    match Filter::parse(&view.filter) {
        Ok(own) => {
            let both = own.and(&model.filter);
            filter::set(model, both);
        }
        Err(error) => {
            model.notice = Some(Notice::Error(error.message));
            return;
        }
    }
    show(model, &Saved { name: view.name, view: view.view, ..Saved::default() });
}
