//! News of the store: what was read replaces what was shown, and the selection and the scroll position stay.

use std::collections::HashSet;

use crate::event::EventIx;
use crate::store::{Problem, Severity, Store};
use crate::timeline::Timeline;
use crate::tui::message::{Effect, Notice, StoreNews};
use crate::tui::model::{Loading, Model};

use super::arrange::rebind;
use super::resume;
use super::settle::keep;

/// What the loader or the watcher tells.
pub(super) fn news(model: &mut Model, news: StoreNews) -> Option<Effect> {
    // What is there already stays as it is while it is read again.
    let reading = matches!(model.loading, Loading::Begun | Loading::Reading { .. });
    match news {
        StoreNews::Progress { percent, events } if reading => {
            model.loading = Loading::Reading { percent, events };
        }
        StoreNews::Partial(timeline) if reading => {
            // The end of a log is not to be taken for the whole.
            if model.loading == Loading::Begun {
                model.loading = Loading::Reading { percent: 0, events: timeline.order().len() };
            }
            let first = model.timeline.order().is_empty();
            restock(model, *timeline);
            if first || model.untouched {
                resume::place(model);
            }
        }
        StoreNews::Progress { .. } | StoreNews::Partial(_) => {}
        StoreNews::New(unseen) => model.unseen = unseen,
        StoreNews::Whole(timeline) => {
            if let Some(problem) = broken(model, timeline.store()) {
                model.notice = Some(Notice::Error(format!("{problem}; the last good events are kept")));
                model.loading = Loading::Failed(problem);
                return None;
            }
            let first = model.timeline.order().is_empty();
            let before = model.timeline.order().len();
            model.loading = Loading::Done;
            restock(model, *timeline);
            if let Some(name) = model.opening.take() {
                super::filter::open_named(model, &name);
            }
            if first || model.untouched {
                resume::place(model);
            }
            if reading {
                resume::say_new(model);
            } else {
                say_reloaded(model, before);
            }
            (model.resume, model.untouched) = (None, false);
        }
        StoreNews::Failed(why) => {
            let nothing_yet = model.timeline.order().is_empty() && model.loading != Loading::Done;
            model.notice = Some(Notice::Error(why.clone()));
            model.loading = Loading::Failed(why);
            return nothing_yet.then_some(Effect::Quit(super::UNREADABLE));
        }
    }
    None
}

/// The problem that took events away: a file saved broken must not empty the screen.
fn broken(model: &Model, new: &Store) -> Option<String> {
    if new.problems.iter().all(|problem| problem.severity != Severity::Problem) {
        return None;
    }
    let old = model.timeline.store();
    let lost = (0..).map(EventIx).zip(old.events.ids()).filter(|(_, id)| new.find(id).is_none());
    let files: HashSet<&std::path::Path> =
        lost.map(|(ix, _)| old.file(old.events.place(ix)).path.as_path()).collect();
    let bad =
        |problem: &&Problem| problem.severity == Severity::Problem && files.contains(problem.path.as_path());
    new.problems.iter().find(bad).map(ToString::to_string)
}

fn say_reloaded(model: &mut Model, before: usize) {
    let now = model.timeline.order().len();
    let text = match now.cmp(&before) {
        std::cmp::Ordering::Equal => "reloaded".to_owned(),
        std::cmp::Ordering::Greater => format!("reloaded: {} more", now - before),
        std::cmp::Ordering::Less => format!("reloaded: {} fewer", before - now),
    };
    model.notice = Some(Notice::Calm(text));
}

fn restock(model: &mut Model, timeline: Timeline) {
    let id = model.selected_event().map(|ix| model.timeline.event(ix).id.clone());
    let place = keep(model);
    let scroll = model.detail_scroll;
    let zone = model.timeline.zone();
    let timeline = timeline.for_typing();
    model.timeline = if zone.is_some() { timeline.in_zone(zone) } else { timeline };
    rebind(model, &place);
    let row = id.as_ref().and_then(|id| model.timeline.store().find(id.as_str()));
    if let Some(row) = row.and_then(|ix| model.shown.iter().position(|shown| *shown == ix)) {
        model.selected = row;
        model.detail_scroll = scroll;
    }
    // What was typed may name what only now is there.
    super::filter::follow(model);
    super::dialog::reload(model);
}
