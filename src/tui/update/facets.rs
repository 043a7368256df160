//! The facets: choosing, adding, excluding and narrowing to a value.

use crate::filter::Choice;
use crate::text::counted;
use crate::tui::message::Notice;
use crate::tui::model::{FacetLine, Model, Trail};

use super::facet_rows::{at_cursor, line};
use super::filter;

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
