//! The mouse: selects, scrolls, sets the date range by a drag over the histogram, clicks facets and tabs.

use crate::event::date::Day;
use crate::filter::{Choice, Field};
use crate::tui::action::View;
use crate::tui::histogram_layout::{self, HistogramLayout};
use crate::tui::message::{Effect, Mouse, MouseAct, Notice};
use crate::tui::model::{Drag, Focus, Line, Model, Trail};
use crate::tui::page;
use crate::tui::pane::Pane;
use crate::tui::shape::{Area, Shape};
use crate::tui::tabs;

use super::{event, facets, filter, motion, picture};

/// Lines of one step of the wheel.
const STEP: usize = 3;

/// What the mouse did.
pub(super) fn mouse(model: &mut Model, mouse: Mouse) -> Option<Effect> {
    let shape = model.shape()?;
    if let Focus::Dialog(_) = model.focus {
        return super::dialog::input(model, &crate::tui::dialog::Input::Mouse(mouse));
    }
    match mouse.act {
        MouseAct::Press => press(model, &shape, mouse),
        MouseAct::Drag => {
            if let Some(Drag::Range { to, .. } | Drag::Across { to, .. }) = &mut model.drag {
                *to = mouse.x;
            }
        }
        MouseAct::Release => release(model, mouse),
        MouseAct::ScrollDown => scroll(model, &shape, mouse, true),
        MouseAct::ScrollUp => scroll(model, &shape, mouse, false),
    }
    None
}

fn press(model: &mut Model, shape: &Shape, mouse: Mouse) {
    model.notice = None;
    let (x, y) = (mouse.x, mouse.y);
    if shape.bars.holds(x, y) || shape.axis.is_some_and(|area| area.holds(x, y)) {
        model.drag = Some(Drag::Range { from: x, to: x });
    } else if shape.filter.holds(x, y) {
        if !matches!(model.focus, Focus::Filter(_)) {
            filter::edit(model);
        }
    } else if shape.footer.holds(x, y) {
        if let Some(view) = tabs::at(model.width, model.view, &model.preferences.keys, x) {
            picture::open_view(model, view);
        }
    } else if let (Some(pane), Focus::Panes) = (shape.pane_at(x, y), &model.focus) {
        let area = shape.area(pane).unwrap_or_default();
        let (column, line) = (usize::from(x - area.x), usize::from(y - area.y));
        if pane == Pane::View && has_days(model, column) {
            // What a press in time does is only known when it ends.
            model.pane = pane;
            model.drag = Some(Drag::Across { from: x, line: y, to: x });
        } else {
            in_pane(model, pane, column, line, area);
        }
    }
}

fn in_pane(model: &mut Model, pane: Pane, x: usize, line: usize, area: Area) {
    model.pane = pane;
    match pane {
        Pane::View if model.view != View::Timeline => picture::press(model, x, line),
        Pane::View => {
            let placed = model.placed(area.lines());
            let at = placed.iter().find(|placed| (placed.y..placed.y + placed.height).contains(&line));
            match at.map(|placed| placed.line) {
                Some(Line::Event(row)) => motion::select(model, row),
                Some(Line::Heading(group)) => {
                    if let Some(row) = model.groups.get(group).map(|g| g.events.start) {
                        motion::select(model, row);
                    }
                }
                None => {}
            }
        }
        Pane::Facets => {
            let lines = model.counts.as_ref().map(crate::tui::model::Counts::lines).unwrap_or_default();
            let at = model.facet_scroll + line;
            if lines.get(at).is_some_and(|l| l.selectable()) {
                model.facet = at;
                facets::choose(model, Choice::Choose);
            }
        }
        Pane::Detail => {
            let detail = page::detail(model, usize::from(area.width));
            if let Some(ix) = detail.lines.get(model.detail_scroll + line).and_then(|l| l.link) {
                event::jump(model, ix);
            }
        }
    }
}

fn scroll(model: &mut Model, shape: &Shape, mouse: Mouse, down: bool) {
    let moved = |at: usize| if down { at + STEP } else { at.saturating_sub(STEP) };
    match shape.pane_at(mouse.x, mouse.y) {
        Some(Pane::View) if model.view != View::Timeline => {
            let x = shape.view.map_or(0, |area| usize::from(mouse.x - area.x));
            picture::wheel(model, down, x);
        }
        Some(Pane::View) => {
            let rows = model.selected;
            let last = model.shown.len().saturating_sub(1);
            // The events move under the selection, which stays where it is on the screen.
            let offset = model.offset;
            motion::select(model, moved(rows).min(last));
            model.offset = offset;
        }
        Some(Pane::Facets) => model.facet = moved(model.facet),
        Some(Pane::Detail) => model.detail_scroll = moved(model.detail_scroll),
        None => {}
    }
}

/// Whether the open view is a picture with time across.
fn has_days(model: &Model, x: usize) -> bool {
    let (Some(picture), Some(room)) = (model.picture(), model.picture_room()) else { return false };
    picture.days(&model.place(), room, x, x).is_some()
}

/// The end of a drag: a range of dates; without a way, the place in time.
fn release(model: &mut Model, mouse: Mouse) {
    match model.drag.take() {
        Some(Drag::Range { from, .. }) => over_histogram(model, from, mouse.x),
        Some(Drag::Across { from, line, .. }) => over_picture(model, (from, line), mouse.x),
        None => {}
    }
}

fn over_histogram(model: &mut Model, from: u16, to: u16) {
    let strip = HistogramLayout::of(model);
    let days = |x: u16| {
        let bucket = model.histogram.buckets.get(strip.bucket_at(x)?)?;
        Some((bucket.first, bucket.last))
    };
    let (Some(a), Some(b)) = (days(from), days(to)) else { return };
    if from == to {
        return motion::go_to_day(model, a.0);
    }
    narrow_to(model, a.0.min(b.0), a.1.max(b.1));
}

/// A drag over a picture; without a way it is a press.
fn over_picture(model: &mut Model, (from, line): (u16, u16), to: u16) {
    let Some(area) = model.shape().and_then(|shape| shape.view) else { return };
    let column = |x: u16| usize::from(x.clamp(area.x, area.x + area.width.saturating_sub(1)) - area.x);
    if from == to {
        return picture::press(model, column(from), usize::from(line.saturating_sub(area.y)));
    }
    let (Some(picture), Some(room)) = (model.picture(), model.picture_room()) else { return };
    if let Some((first, last)) = picture.days(&model.place(), room, column(from), column(to)) {
        narrow_to(model, first, last);
    }
}

/// Sets the date range of the filter; Backspace takes it back.
fn narrow_to(model: &mut Model, first: Day, last: Day) {
    let Some(text) = histogram_layout::range_text(first, last) else {
        model.notice = Some(Notice::Calm("a date range that far back cannot be written".to_owned()));
        return;
    };
    let before = model.filter.clone();
    let narrowed = model.filter.set(Field::Date, &[text]);
    filter::set(model, narrowed);
    model.steps.trail.push(Trail::Narrowed(before));
}
