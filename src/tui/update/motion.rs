//! Motion over rows and over time.

use crate::event::EventIx;
use crate::event::date::Day;
use crate::text::counted;
use crate::timeline::gaps;
use crate::tui::action::Action;
use crate::tui::message::Notice;
use crate::tui::model::{Counts, Model};
use crate::tui::pane::Pane;

/// Returns whether an action goes forward, and by how many lines; [`usize::MAX`] is to the end.
pub(super) fn span(model: &Model, action: Action) -> (bool, usize) {
    let page = page(model);
    match action {
        Action::Down => (true, 1),
        Action::Up => (false, 1),
        Action::HalfPageDown => (true, page.div_ceil(2)),
        Action::HalfPageUp => (false, page.div_ceil(2)),
        Action::PageDown => (true, page),
        Action::PageUp => (false, page),
        Action::First => (false, usize::MAX),
        _ => (true, usize::MAX),
    }
}

/// Moves by lines and pages in the pane that has the keys.
pub(super) fn over_rows(model: &mut Model, action: Action) {
    let (forward, by) = span(model, action);
    match model.pane {
        Pane::View => {
            let last = model.shown.len().saturating_sub(1);
            select(model, moved(model.selected, forward, by, last));
        }
        Pane::Detail => model.detail_scroll = moved(model.detail_scroll, forward, by, usize::MAX / 2),
        Pane::Facets => over_facets(model, forward, by),
    }
}

fn moved(at: usize, forward: bool, by: usize, last: usize) -> usize {
    if forward { at.saturating_add(by).min(last) } else { at.saturating_sub(by) }
}

fn over_facets(model: &mut Model, forward: bool, by: usize) {
    let lines = model.counts.as_ref().map(Counts::lines).unwrap_or_default();
    let rows: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.selectable()).map(|(at, _)| at).collect();
    let at = rows.partition_point(|row| *row < model.facet);
    model.facet = rows.get(moved(at, forward, by, rows.len().saturating_sub(1))).copied().unwrap_or(0);
    if at == 0 && !forward {
        model.facet_scroll = 0;
    }
}

/// Lines of a page: what shows, less one that stays for orientation.
fn page(model: &Model) -> usize {
    let area = model.shape().and_then(|shape| shape.area(model.pane));
    area.map_or(1, |a| a.lines().saturating_sub(2)).max(1)
}

pub(super) fn select(model: &mut Model, row: usize) {
    if row != model.selected {
        model.offset = model.offset_of(row);
        model.selected = row;
        model.detail_scroll = 0;
    }
}

/// Moves by days, months, bursts and gaps: *next* is later, whatever the order on the screen.
pub(super) fn over_time(model: &mut Model, action: Action) {
    let row = match action {
        Action::NextDay => day(model, true),
        Action::PreviousDay => day(model, false),
        Action::NextMonth => month(model, true),
        Action::PreviousMonth => month(model, false),
        Action::NextTurn => turn(model, true),
        _ => turn(model, false),
    };
    match row {
        Some(row) => select(model, row),
        None => model.notice = Some(Notice::Calm("nothing more in that direction".to_owned())),
    }
}

/// The first row of the group that stands later, or earlier.
fn day(model: &Model, later: bool) -> Option<usize> {
    let group = model.group_of(model.selected);
    let down = later != model.reversed;
    let other = if down { group + 1 } else { group.checked_sub(1)? };
    model.groups.get(other).map(|g| g.events.start)
}

fn month_of(day: Day) -> (i64, u8) {
    let (year, month, _) = day.civil();
    (year, month)
}

fn month(model: &Model, later: bool) -> Option<usize> {
    let at = model.group_of(model.selected);
    let now = month_of(model.groups.get(at)?.heading.first_day()?);
    let month_at = |group: usize| {
        let group = model.groups.get(group)?;
        Some((group.heading.first_day().map(month_of)?, group.events.start))
    };
    let down = later != model.reversed;
    let groups: Vec<usize> = if down { (at..model.groups.len()).collect() } else { (0..=at).rev().collect() };
    let other = groups.into_iter().filter_map(month_at).find(|(month, _)| *month != now)?;
    if down {
        return Some(other.1);
    }
    // Going up, the first row of that month, not its last.
    (0..model.groups.len()).filter_map(month_at).find(|(month, _)| *month == other.0).map(|(_, row)| row)
}

fn turn(model: &mut Model, later: bool) -> Option<usize> {
    let ordered: Vec<EventIx> =
        if model.reversed { model.shown.iter().rev().copied().collect() } else { model.shown.clone() };
    let mirrored = |row: usize| if model.reversed { ordered.len().saturating_sub(row + 1) } else { row };
    let here = mirrored(model.selected);
    let turns = gaps::turns(&model.timeline, &ordered);
    let found = if later {
        turns.iter().find(|turn| turn.at() > here)
    } else {
        turns.iter().rev().find(|turn| turn.at() < here)
    }?;
    let row = mirrored(found.at());
    model.notice = Some(Notice::Calm(turn_in_words(*found)));
    Some(row)
}

fn turn_in_words(turn: gaps::Turn) -> String {
    match turn {
        gaps::Turn::Burst { events, days, .. } => {
            format!("burst: {} in {}", counted(events as usize, "event"), counted(days as usize, "day"))
        }
        gaps::Turn::Gap { days, .. } => {
            format!("after a gap: nothing logged for {}", counted(days as usize, "day"))
        }
    }
}

/// Selects the first event on or after a day, else the last before.
pub(super) fn go_to_day(model: &mut Model, day: Day) {
    let starts = |at: &crate::timeline::Group| at.heading.first_day().is_some_and(|first| first >= day);
    let found = if model.reversed {
        model.groups.iter().rev().find(|g| starts(g))
    } else {
        model.groups.iter().find(|g| starts(g))
    };
    let Some(group) = found else {
        let last = if model.reversed { 0 } else { model.shown.len().saturating_sub(1) };
        select(model, last);
        model.notice = Some(Notice::Calm(format!("nothing on or after {}; this is the last", day.short())));
        return;
    };
    let (row, heading) = (group.events.start, group.heading.clone());
    if heading.first_day() != Some(day) {
        model.notice =
            Some(Notice::Calm(format!("nothing on {}; next is {}", day.short(), heading.in_words())));
    }
    select(model, row);
    model.pane = Pane::View;
}
