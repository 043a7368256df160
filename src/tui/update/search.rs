//! Searching a large store: the page around the reader first, the rest between keys.

use std::time::Instant;

use crate::event::EventIx;
use crate::filter::Query;
use crate::timeline::row::Offsets;
use crate::timeline::{EventSet, Group};
use crate::tui::action::Action;
use crate::tui::message::Message;
use crate::tui::model::{Focus, Model, Search, SelectionAnchor, Way};
use crate::tui::pane::Pane;

use super::settle::{count, keep, select, show_matches};

/// Shows what `query` matches: at once, or where texts of many events are looked through as much of it as fills the page.
pub(super) fn show(model: &mut Model, query: &Query, place: &SelectionAnchor) {
    let large = model.timeline.order().len() >= model.pace.from;
    match large.then(|| query.in_stretches(&model.timeline)).flatten() {
        None => {
            model.matches = query.run(&model.timeline);
            show_matches(model, place);
        }
        Some(stretches) => begin(model, Search::new(stretches, &model.timeline, *place, model.pace)),
    }
}

fn begin(model: &mut Model, mut search: Search) {
    model.matches = EventSet::none(model.timeline.store().events.len());
    model.shown.clear();
    model.groups.clear();
    model.emptied = None;
    model.uncounted = true;
    if let Some(counts) = &mut model.counts {
        counts.mark(&model.filter, &model.timeline);
    }
    model.shows_others();
    // Which zones the times are of is known when all is found; until then each says its own where any does.
    model.offsets = model.timeline.offsets();
    let (begun, place, page) = (Instant::now(), search.place, usize::from(model.height));
    while let Some(way) = search.wanting(page, &model.timeline) {
        let found = search.step(way, &model.timeline);
        add(model, found, way);
        // Stretches grow: the next may take as long as all before it.
        if begun.elapsed() >= model.pace.patience / 2 {
            break;
        }
    }
    model.search = Some(search);
    end(model);
    select(model, &place);
}

/// Looks through the next stretch; what shows stays where it is.
pub(super) fn go_on(model: &mut Model) {
    let place = keep(model);
    let Some(mut search) = model.search.take() else { return };
    let page = usize::from(model.height);
    if let Some(way) = search.wanting(page, &model.timeline).or_else(|| search.left(&model.timeline)) {
        let found = search.step(way, &model.timeline);
        add(model, found, way);
    }
    model.search = Some(search);
    end(model);
    select(model, &place);
}

/// Looks through all that is left, for what must know the whole.
pub(super) fn finish(model: &mut Model) {
    let place = keep(model);
    let Some(mut search) = model.search.take() else { return };
    while let Some(way) = search.left(&model.timeline) {
        let found = search.rest(way, &model.timeline);
        add(model, found, way);
    }
    model.search = Some(search);
    end(model);
    select(model, &place);
}

/// The row of an event, once it is found or is known not to be.
pub(super) fn row_of(model: &mut Model, ix: EventIx) -> Option<usize> {
    let row = |model: &Model| model.shown.iter().position(|shown| *shown == ix);
    row(model).or_else(|| {
        finish(model);
        row(model)
    })
}

/// Ends the search where nothing is left.
fn end(model: &mut Model) {
    if model.search.as_ref().is_none_or(|search| search.left(&model.timeline).is_some()) {
        return;
    }
    model.search = None;
    model.shows_others();
    model.offsets = Offsets::of(&model.timeline, &model.shown);
    if model.timeline.order().len() < model.counted_later {
        count(model);
    }
}

/// Adds what was found next to what shows.
fn add(model: &mut Model, mut found: Vec<EventIx>, way: Way) {
    for ix in &found {
        model.matches.insert(*ix);
    }
    if model.reversed {
        found.reverse();
    }
    let mut groups = model.timeline.groups(&found);
    if (way == Way::Earlier) == model.reversed {
        move_down(&mut groups, model.shown.len());
        join(&mut model.groups, groups);
        model.shown.extend(found);
    } else {
        move_down(&mut model.groups, found.len());
        join(&mut groups, std::mem::take(&mut model.groups));
        model.groups = groups;
        model.shown.splice(0..0, found);
    }
}

fn move_down(groups: &mut [Group], by: usize) {
    for group in groups {
        group.events = group.events.start + by..group.events.end + by;
    }
}

/// Adds groups behind others; where two stretches meet under one heading it is one group.
fn join(groups: &mut Vec<Group>, more: Vec<Group>) {
    let mut more = more.into_iter().peekable();
    if let (Some(last), Some(first)) = (groups.last_mut(), more.peek())
        && last.heading == first.heading
    {
        last.events.end = first.events.end;
        more.next();
    }
    groups.extend(more);
}

/// Whether what `message` does must know all that the filter matches.
pub(super) fn needs_whole(model: &Model, message: &Message) -> bool {
    match message {
        Message::Type(_) | Message::Paste(_) => !matches!(model.focus, Focus::Filter(_)),
        Message::Act(action) => asks_for_more(model, *action),
        // Another filter begins at the selection, which is right as soon as there is one.
        Message::SetFilter(_) | Message::SetValues { .. } => model.shown.is_empty(),
        Message::Search
        | Message::LookUpCandidates
        | Message::LookUpReason
        | Message::Say(_)
        | Message::Do(_)
        | Message::Store(_)
        | Message::Remembered(_)
        | Message::Done(Ok(_))
        | Message::End(_) => false,
        _ => true,
    }
}

/// Whether an action may lead beyond what is found, or asks for more than that.
fn asks_for_more(model: &Model, action: Action) -> bool {
    let page = usize::from(model.height);
    match action {
        Action::Down | Action::HalfPageDown | Action::PageDown => {
            model.pane == Pane::View && model.selected + page >= model.shown.len()
        }
        Action::Up | Action::HalfPageUp | Action::PageUp => model.pane == Pane::View && model.selected < page,
        Action::EditFilter
        | Action::Choose
        | Action::Add
        | Action::Exclude
        | Action::Undo
        | Action::Redo
        | Action::ToggleFilter => model.shown.is_empty(),
        Action::NextPane
        | Action::PreviousPane
        | Action::Theme
        | Action::Suspend
        | Action::Redraw
        | Action::Quit => false,
        Action::Interrupt | Action::Leave => !matches!(model.focus, Focus::Filter(_) | Focus::Panes),
        _ => true,
    }
}
