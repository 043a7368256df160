//! The facets: choosing, adding, excluding and narrowing to a value.

use crate::filter::Choice;
use crate::text::counted;
use crate::timeline::facets::Facet;
use crate::tui::message::Notice;
use crate::tui::model::{Counts, FacetLine, Focus, Model, Trail};
use crate::tui::pane::Pane;

use super::filter;

fn line(model: &Model) -> Option<FacetLine> {
    model.counts.as_ref().and_then(|counts| counts.lines().get(model.facet).copied())
}

/// The value under the cursor.
fn at_cursor(model: &Model) -> Option<(Facet, String)> {
    let (facet, row) = model.counts.as_ref()?.value(line(model)?)?;
    Some((facet, row.value.clone()))
}

/// Does with the value under the cursor what a key says, or shows the rest of the section.
pub(super) fn choose(model: &mut Model, choice: Choice) {
    if let Some(FacetLine::More(section, _)) = line(model) {
        return open(model, section);
    }
    let Some((facet, value)) = at_cursor(model) else { return };
    let before = model.filter.clone();
    let shown = model.search.is_none().then_some(model.shown.len());
    let filter = before.choose(facet, &value, choice, &model.timeline.store().registry);
    if filter == before {
        return;
    }
    filter::set(model, filter);
    if model.filter == before {
        return;
    }
    match choice {
        Choice::Narrow => model.steps.trail.push(Trail::Narrowed(before)),
        // The number beside the value says what it leaves, so what it has added is said here.
        Choice::Add => {
            let more = shown.and_then(|shown| model.shown.len().checked_sub(shown));
            if let (Some(more), None) = (more.filter(|more| *more > 0), &model.search) {
                model.notice = Some(Notice::Calm(format!("{} added", counted(more, "event"))));
            }
        }
        Choice::Choose | Choice::Exclude => {}
    }
}

fn open(model: &mut Model, section: usize) {
    if let Some(section) = model.counts.as_mut().and_then(|c| c.sections.get_mut(section)) {
        section.open = true;
    }
}

/// Whether the hand is on the facets, so that their rows stay where they are.
fn is_held(model: &Model) -> bool {
    model.pane == Pane::Facets && !matches!(model.focus, Focus::Filter(_) | Focus::Find(_))
}

/// Puts new counts in the place of `old`, in the old order while the hand is on them.
pub(super) fn renewed(model: &Model, old: &Counts, new: Counts) -> Counts {
    if is_held(model) { old.clone().held(new) } else { new }
}

/// Puts `counts` on the screen with the cursor on the value where it was, and that value on its line.
pub(super) fn show(model: &mut Model, counts: Option<Counts>) {
    let value = at_cursor(model);
    model.counts = counts;
    follow(model, value);
}

/// Sorts rows that were held, once the hand has left them.
pub(super) fn release(model: &mut Model) {
    if is_held(model) || !model.counts.as_ref().is_some_and(|counts| counts.held) {
        return;
    }
    let value = at_cursor(model);
    if let Some(counts) = &mut model.counts {
        counts.release();
    }
    follow(model, value);
}

fn follow(model: &mut Model, value: Option<(Facet, String)>) {
    let Some((facet, value)) = value else { return };
    let Some(line) = model.counts.as_ref().and_then(|counts| counts.line_of(facet, &value)) else { return };
    let row = model.facet.saturating_sub(model.facet_scroll);
    model.facet = line;
    model.facet_scroll = line.saturating_sub(row);
}
