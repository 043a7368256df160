//! The rows of the facets: they stay under the hand while the pane has the keys, and the cursor on its value.

use crate::timeline::facets::Facet;
use crate::tui::model::{Counts, FacetLine, Focus, Model};
use crate::tui::pane::Pane;

/// The line under the cursor.
pub(super) fn line(model: &Model) -> Option<FacetLine> {
    model.counts.as_ref().and_then(|counts| counts.lines().get(model.facet).copied())
}

/// The value under the cursor.
pub(super) fn at_cursor(model: &Model) -> Option<(Facet, String)> {
    let (facet, row) = model.counts.as_ref()?.value(line(model)?)?;
    Some((facet, row.value.clone()))
}

/// Whether the hand is on the facets, so that their rows stay where they are.
fn is_held(model: &Model) -> bool {
    model.pane == Pane::Facets && !matches!(model.focus, Focus::Filter(_) | Focus::Find(_))
}

/// Puts new counts in the place of `old`, in the old order while the hand is on them.
pub(super) fn renewed(model: &Model, old: &Counts, new: Counts) -> Counts {
    if is_held(model) && !old.typed {
        return old.clone().held(new);
    }
    Counts { typed: matches!(model.focus, Focus::Filter(_)), ..new }
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
    // What nobody holds does not scroll: the first heading stays on the screen.
    if model.pane == Pane::Facets {
        model.facet_scroll = line.saturating_sub(row);
    }
}
