//! The numbers beside the values of a facet: what choosing a value leaves, or, where it is an alternative to one that
//! is chosen already, what it adds.

use super::choose::{Choice, Chosen};
use super::field::Field;
use super::node::{self, Node};
use super::{Context, Filter, edit, facet, facet_field};
use crate::text::fold;
use crate::timeline::facets::{self, Facet, FacetRow};
use crate::timeline::{EventSet, Timeline};

/// Counts the values of `facet` for the filter that matches `matches`.
///
/// An event has one kind and one status: they are counted under every other filter, and a second one adds its number.
/// Of the others an event has many: they are counted among the events shown, and choosing one leaves its number. An
/// excluded value is counted as if it were chosen instead.
#[must_use]
pub(crate) fn promised(
    filter: &Filter,
    facet: Facet,
    chosen: &Chosen,
    matches: &EventSet,
    timeline: &Timeline,
    context: Context<'_>,
) -> Vec<FacetRow> {
    // A filter that says nothing of this field is itself every other filter.
    if facet.is_single() && filter.without(facet_field(facet)) != *filter {
        return self::facet(filter, facet, timeline, context).unwrap_or_default();
    }
    let mut rows = facets::count(timeline, facet, matches);
    if facet.is_single() {
        return rows;
    }
    let leaves = |value: &str| {
        let choice = filter.choose(facet, value, Choice::Choose, &timeline.store().registry);
        choice.bind(timeline, context).map_or(0, |query| query.run(timeline).len() as u32)
    };
    // A stance beside a claim is a position on that claim.
    if facet == Facet::Stance && has_open_claim(filter) {
        for row in rows.iter_mut().filter(|row| !chosen.included.contains(&row.value)) {
            row.count = among(filter, &row.value, matches, timeline, context).unwrap_or(0);
        }
        rows.retain(|row| row.count > 0);
        rows.sort_by_cached_key(FacetRow::order);
    }
    // A tag with an asterisk is a pattern where it is chosen.
    if facet == Facet::Tag {
        for row in rows.iter_mut().filter(|row| row.value.contains('*')) {
            row.count = leaves(&row.value);
        }
    }
    let is_it = |row: &FacetRow, value: &str| match facet {
        Facet::Tag => fold(&row.value) == value,
        _ => row.value == value,
    };
    for value in &chosen.excluded {
        let count = leaves(value);
        match rows.iter_mut().find(|row| is_it(row, value)) {
            Some(row) => row.count = count,
            None => rows.push(facets::row(timeline, facet, value, count)),
        }
    }
    for value in &chosen.included {
        if !rows.iter().any(|row| is_it(row, value)) {
            rows.push(facets::row(timeline, facet, value, matches.len() as u32));
        }
    }
    rows
}

/// Returns whether a top-level term names a claim without a stance.
fn has_open_claim(filter: &Filter) -> bool {
    filter.root.conjuncts().iter().filter_map(edit::top).any(|(term, excludes)| {
        term.field == Field::About
            && !excludes
            && term.values.iter().any(|v| node::position(&v.text).1.is_none())
    })
}

/// Counts those of `matches` that take a stance on the claims of the filter.
fn among(
    filter: &Filter,
    stance: &str,
    matches: &EventSet,
    timeline: &Timeline,
    context: Context<'_>,
) -> Option<u32> {
    let parts = filter.root.conjuncts().iter();
    let about = parts.filter(|part| matches!(part, Node::Term(term) if term.field == Field::About)).cloned();
    let claims = Filter::from_root(node::all_of(about.collect()));
    let chosen = claims.choose(Facet::Stance, stance, Choice::Choose, &timeline.store().registry);
    Some(chosen.bind(timeline, context).ok()?.run_among(timeline, matches).len() as u32)
}
