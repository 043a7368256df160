//! The views beside the Timeline: opening them, making their pictures, moving their cursor, narrowing by it.

use crate::tui::picture::Picture;

use crate::filter::Filter;
use crate::tui::action::{Action, View};
use crate::tui::message::{Effect, FinishedPicture, Notice, PictureJob};
use crate::tui::model::{Model, Trail};
use crate::tui::pane::Pane;
use crate::tui::picture::{Place, Step, Target, Zoom};

use super::making::{follow_selection, ready};
use super::{filter, motion, panes, search};

/// Rows of one step of the wheel.
const WHEEL: isize = 3;

/// Opens a view; its cursor goes to the selected event.
pub(super) fn open_view(model: &mut Model, view: View) {
    model.pane = Pane::View;
    if view == model.view {
        return;
    }
    if (view == View::Timeline) != (model.view == View::Timeline) {
        std::mem::swap(&mut model.panes, &mut model.other_panes);
    }
    model.view = view;
    panes::suit_width(model);
    model.picture = None;
    search::finish(model);
    ready(model);
    follow_selection(model);
}

/// Opens the view `by` further in the order of their keys, round and round.
pub(super) fn next_view(model: &mut Model, by: isize) {
    let all = View::ALL;
    let at = all.iter().position(|view| *view == model.view).unwrap_or(0) as isize;
    let next = (at + by).rem_euclid(all.len() as isize) as usize;
    open_view(model, all.get(next).copied().unwrap_or(View::Timeline));
}

/// Returns whether the arrows move the cursor of a picture.
pub(super) fn has_keys(model: &Model) -> bool {
    model.view != View::Timeline && model.pane == Pane::View
}

/// Makes the picture when no key waits: at once, or on a thread where it takes longer.
pub(super) fn make(model: &mut Model) -> Option<Effect> {
    ready(model);
    if !model.lacks_picture() {
        return None;
    }
    let stamp = model.stamp();
    model.making = Some(stamp);
    Some(Effect::MakePicture(Box::new(PictureJob { stamp, scene: model.scene() })))
}

/// A thread has made a picture; one of what is no longer shown is dropped.
pub(super) fn made(model: &mut Model, finished: FinishedPicture) {
    let FinishedPicture { stamp, content } = finished;
    if model.making == Some(stamp) {
        model.making = None;
    }
    if stamp == model.stamp() {
        model.picture = Some((stamp, content));
        follow_selection(model);
    }
}

/// Puts the cursor at a place and selects what it is on.
fn put(model: &mut Model, place: Place) {
    model.places.insert(model.view, place);
    let Some(picture) = model.picture() else { return };
    let target = picture.at(&place);
    let selected = model.selected_event();
    if selected.is_some_and(|ix| target.events().contains(&ix)) {
        return;
    }
    if let Some(row) = target.events().first().and_then(|ix| search::row_of(model, *ix)) {
        motion::select(model, row);
    }
}

/// Moves the cursor.
pub(super) fn go(model: &mut Model, step: Step) {
    let mut place = model.place();
    let (Some(picture), Some(room)) = (model.picture(), model.picture_room()) else { return };
    picture.settle(&mut place, room);
    picture.go(&mut place, step);
    picture.settle(&mut place, room);
    put(model, place);
}

/// Opens the event under the cursor, or narrows the filter to the events it stands for.
pub(super) fn enter(model: &mut Model) {
    let Some(picture) = model.picture() else { return };
    match picture.at(&model.place()) {
        Target::Event(ix) => {
            // The cursor may stand where the selected event is not drawn.
            if let Some(row) = search::row_of(model, ix).filter(|row| *row != model.selected) {
                motion::select(model, row);
            }
            model.pane = Pane::Detail;
        }
        Target::Nothing(why) => model.notice = Some(Notice::Calm(why)),
        Target::Several { narrow, .. } => {
            let (before, place) = (model.filter.clone(), model.place());
            let selected = model.selected_event().map(|ix| model.timeline.event(ix).id.clone());
            match Filter::parse(&narrow) {
                Ok(more) => {
                    let narrowed = before.and(&more);
                    if narrowed == before {
                        model.notice = Some(Notice::Calm("the filter shows just these already".to_owned()));
                        return;
                    }
                    filter::set(model, narrowed);
                    if model.filter != before {
                        let view = model.view;
                        model.steps.trail.push(Trail::NarrowedIn { filter: before, view, place, selected });
                    }
                }
                Err(error) => model.notice = Some(Notice::Error(error.message)),
            }
        }
    }
}

/// Zooms, at a column of the picture if the pointer is there.
pub(super) fn zoom(model: &mut Model, zoom: Zoom, at: Option<usize>) {
    let mut place = model.place();
    let (Some(picture), Some(room)) = (model.picture(), model.picture_room()) else {
        if model.view == View::Timeline {
            model.notice = Some(Notice::Calm("the Timeline has no zoom".to_owned()));
        }
        return;
    };
    if picture.zoom(&mut place, room, zoom, at) {
        picture.settle(&mut place, room);
        put(model, place);
    } else {
        model.notice = Some(Notice::Calm("no more zoom in that direction".to_owned()));
    }
}

/// Draws the view by the next of its variants.
pub(super) fn next_variant(model: &mut Model) {
    let mut place = model.place();
    let variants = model.picture().map(Picture::variants).unwrap_or_default();
    if variants.len() < 2 {
        model.notice = Some(Notice::Calm(format!("{} has one form only", model.view.name())));
        return;
    }
    place.variant = (place.variant + 1) % variants.len();
    let name = variants.get(place.variant).copied().unwrap_or_default();
    model.notice = Some(Notice::Calm(format!("{} by {name}", model.view.name())));
    (place.row, place.column, place.top, place.left) = (0, 0, 0, 0);
    model.places.insert(model.view, place);
    ready(model);
    follow_selection(model);
}

/// A press of the mouse on a cell of the picture.
pub(super) fn press(model: &mut Model, x: usize, y: usize) {
    let place = model.place();
    let (Some(picture), Some(room)) = (model.picture(), model.picture_room()) else { return };
    let Some(found) = picture.hit(&place, room, x, y) else { return };
    // A second press on the same place does what Enter does.
    if found == place {
        return enter(model);
    }
    put(model, found);
}

/// A step of the wheel: zooms at the pointer where the picture has a zoom, else moves.
pub(super) fn wheel(model: &mut Model, down: bool, x: usize) {
    let mut place = model.place();
    let (Some(picture), Some(room)) = (model.picture(), model.picture_room()) else { return };
    if picture.zoom(&mut place, room, if down { Zoom::Out } else { Zoom::In }, Some(x)) {
        picture.settle(&mut place, room);
        return put(model, place);
    }
    go(model, Step::Rows(if down { WHEEL } else { -WHEEL }));
}

/// Moves the cursor by lines and pages.
pub(super) fn over_rows(model: &mut Model, action: Action) {
    let step = match motion::span(model, action) {
        (true, usize::MAX) => Step::Last,
        (false, usize::MAX) => Step::First,
        (true, by) => Step::Rows(by as isize),
        (false, by) => Step::Rows(-(by as isize)),
    };
    go(model, step);
}
