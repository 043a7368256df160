//! The facets: including, excluding and narrowing by a value.

use crate::filter::facet_field;
use crate::tui::model::{Counts, FacetLine, Model, Trail};

use super::filter;

fn line(model: &Model) -> Option<FacetLine> {
    model.counts.as_ref().and_then(|counts| counts.lines().get(model.facet).copied())
}

/// Includes or excludes the value under the cursor, or takes it out where it stands so already.
pub(super) fn mark(model: &mut Model, exclude: bool) {
    let Some(line) = line(model) else { return };
    if let FacetLine::More(section, _) = line {
        return open(model, section);
    }
    let Some((facet, row)) = model.counts.as_ref().and_then(|c| c.value(line)) else { return };
    let (field, value) = (facet_field(facet), row.value.clone());
    let filter = model.filter.toggle(field, &value, exclude);
    let before = at_value(model);
    filter::set(model, filter);
    if let Some((facet, value)) = before {
        follow(model, facet, &value);
    }
}

/// Narrows to the value under the cursor, or shows the rest of the section.
pub(super) fn narrow(model: &mut Model) {
    let Some(line) = line(model) else { return };
    if let FacetLine::More(section, _) = line {
        return open(model, section);
    }
    let Some((facet, row)) = model.counts.as_ref().and_then(|c| c.value(line)) else { return };
    let (field, value) = (facet_field(facet), row.value.clone());
    if model.filter.values(field).0 == [value.clone()] {
        return;
    }
    let before = model.filter.clone();
    let filter = model.filter.set(field, &[value]);
    filter::set(model, filter);
    model.steps.trail.push(Trail::Narrowed(before));
}

fn open(model: &mut Model, section: usize) {
    if let Some(section) = model.counts.as_mut().and_then(|c| c.sections.get_mut(section)) {
        section.open = true;
    }
}

fn at_value(model: &Model) -> Option<(crate::timeline::facets::Facet, String)> {
    let (facet, row) = model.counts.as_ref()?.value(line(model)?)?;
    Some((facet, row.value.clone()))
}

/// Keeps the cursor on a value that has moved because it is marked now.
fn follow(model: &mut Model, facet: crate::timeline::facets::Facet, value: &str) {
    let Some(counts) = &model.counts else { return };
    let holds =
        |line: &FacetLine| counts.value(*line).is_some_and(|(f, row)| f == facet && row.value == value);
    if let Some(at) = Counts::lines(counts).iter().position(holds) {
        model.facet = at;
    }
}
