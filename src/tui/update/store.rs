//! News of the store: what was read replaces what was shown, and the selection and the scroll position stay.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::path::Path;

use crate::event::EventIx;
use crate::store::{Problem, Severity, Store};
use crate::timeline::Timeline;
use crate::tui::message::{Effect, Notice, StoreNews};
use crate::tui::model::{Loading, Model};

use super::adding;
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
            let before = (model.timeline.order().len(), problems(model.timeline.store()).count());
            let recovered = matches!(model.loading, Loading::Failed(_));
            model.loading = Loading::Done;
            restock(model, *timeline);
            if let Some(name) = model.opening.take() {
                super::saved::open_named(model, &name);
            } else if first
                && model.untouched
                && model.resume.is_none()
                && model.preferences.view != model.view
            {
                super::picture::open_view(model, model.preferences.view);
            }
            if first || model.untouched {
                resume::place(model);
            }
            if reading {
                resume::say_new(model);
            } else {
                say_reloaded(model, before, recovered);
            }
            (model.resume, model.untouched) = (None, false);
            adding::follow(model);
        }
        StoreNews::Failed(why) => {
            let nothing_yet = model.timeline.order().is_empty() && model.loading != Loading::Done;
            let kept = if nothing_yet { "" } else { "; the last good events are kept" };
            model.notice = Some(Notice::Error(format!("{why}{kept}")));
            model.loading = Loading::Failed(why);
            return nothing_yet.then_some(Effect::Quit(super::UNREADABLE));
        }
    }
    None
}

fn problems(store: &Store) -> impl Iterator<Item = &Problem> {
    store.problems.iter().filter(|problem| problem.severity == Severity::Problem)
}

/// Returns the problem that took events away: a file saved broken must not empty the screen. A syntax error comes before
/// the references that it leaves dangling.
///
/// A store without events where there were some is likely to be in the middle of being written.
fn broken(model: &Model, new: &Store) -> Option<String> {
    let old = model.timeline.store();
    if new.events.is_empty() && !old.events.is_empty() && problems(new).next().is_none() {
        return Some("the store has no events now".to_owned());
    }
    problems(new).next()?;
    let lost = (0..).map(EventIx).zip(old.events.ids()).filter(|(_, id)| new.find(id).is_none());
    let files: HashSet<&Path> = lost.map(|(ix, _)| old.file(old.events.place(ix)).path.as_path()).collect();
    let bad = problems(new).filter(|problem| files.contains(problem.path.as_path()));
    bad.min_by_key(|problem| problem.code.rank_as_cause()).map(ToString::to_string)
}

/// Says what a reload brought. An error stays to be read, unless it was that the store could not be read.
fn say_reloaded(model: &mut Model, (events, faults): (usize, usize), recovered: bool) {
    if matches!(model.notice, Some(Notice::Error(_))) && !recovered {
        return;
    }
    let now = model.timeline.order().len();
    let text = match now.cmp(&events) {
        Ordering::Equal => "reloaded".to_owned(),
        Ordering::Greater => format!("reloaded: {} more", now - events),
        Ordering::Less => format!("reloaded: {} fewer", events - now),
    };
    let store = model.timeline.store();
    let worse = (problems(store).count() > faults)
        .then(|| problems(store).min_by_key(|problem| problem.code.rank_as_cause()))
        .flatten();
    model.notice = Some(match worse {
        Some(problem) => Notice::Warning(format!("{text}; {problem}")),
        None => Notice::Calm(text),
    });
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
