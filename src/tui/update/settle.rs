//! After every change: the selection is on the screen, and what shows is counted.

use crate::event::EventIx;
use crate::parallel;
use crate::timeline::histogram::Histogram;
use crate::timeline::row::Offsets;

use crate::tui::histogram_layout::HistogramLayout;
use crate::tui::model::columns::Columns;
use crate::tui::model::{Counts, FacetLine, Model, SelectionAnchor};
use crate::tui::page;
use crate::tui::shape::Area;

use super::facet_rows;
use super::making;

/// Remembers the selection and how far down the screen it stands.
pub(super) fn keep(model: &Model) -> SelectionAnchor {
    let event = model.selected_event();
    // While a search has found nothing yet, the place is the one where it began.
    if let (None, Some(search)) = (event, &model.search) {
        return search.place;
    }
    // The first event is the place before anything is read, the last one where a filter matched nothing.
    let nowhere = if model.timeline.order().is_empty() { 0 } else { usize::MAX };
    let rank = event.map_or(nowhere, |ix| model.timeline.rank(ix));
    SelectionAnchor { event, rank, offset: model.offset }
}

/// A place to keep to: an event, and how far down the screen it stood.
pub(super) fn keep_to(model: &Model, event: EventIx, offset: usize) -> SelectionAnchor {
    SelectionAnchor { event: model.selected_event(), rank: model.timeline.rank(event), offset }
}

/// From so many events on histogram and facets are counted side by side.
const MANY: usize = 50_000;

/// Shows what `matches` holds, the selection where it was or at the nearest event before.
///
/// Of a large store it is counted by [`count`], when no key waits.
pub(super) fn show_matches(model: &mut Model, kept: &SelectionAnchor) {
    (model.search, model.emptied) = (None, None);
    model.shown = model.timeline.shown(&model.matches);
    if model.reversed {
        model.shown.reverse();
    }
    model.groups = model.timeline.groups(&model.shown);
    model.offsets = Offsets::of(&model.timeline, &model.shown);
    model.uncounted = true;
    model.shows_others();
    model.found = None;
    if model.timeline.order().len() < model.counted_later {
        count(model);
    } else if let Some(counts) = &mut model.counts {
        counts.mark(&model.filter, &model.timeline);
    }
    select(model, kept);
}

/// Counts what shows, over time and by value.
pub(super) fn count(model: &mut Model) {
    let by_value = || model.counts.as_ref().map(|old| facet_rows::renewed(model, old, recount(model, old)));
    let over_time = || histogram(model);
    let (counts, histogram) = if model.timeline.order().len() < MANY {
        (by_value(), over_time())
    } else {
        parallel::both(by_value, over_time)
    };
    (model.histogram, model.uncounted) = (histogram, false);
    facet_rows::show(model, counts);
}

/// Selects the event that was, or the nearest before it, where it stood on the screen.
pub(super) fn select(model: &mut Model, kept: &SelectionAnchor) {
    model.selected = nearest(model, kept);
    model.offset = kept.offset;
    if model.selected_event() != kept.event {
        model.detail_scroll = 0;
    }
}

fn nearest(model: &Model, kept: &SelectionAnchor) -> usize {
    let rank = |ix: &EventIx| model.timeline.rank(*ix);
    let at = if model.reversed {
        model.shown.partition_point(|ix| rank(ix) > kept.rank)
    } else {
        model.shown.partition_point(|ix| rank(ix) <= kept.rank).saturating_sub(1)
    };
    at.min(model.shown.len().saturating_sub(1))
}

/// Counts the histogram for the width of the screen.
pub(super) fn draw_histogram(model: &mut Model) {
    model.histogram = histogram(model);
}

fn histogram(model: &Model) -> Histogram {
    let width = HistogramLayout::room(model.width);
    if model.reversed {
        let ordered: Vec<EventIx> = model.shown.iter().rev().copied().collect();
        Histogram::new(&model.timeline, &ordered, width)
    } else {
        Histogram::new(&model.timeline, &model.shown, width)
    }
}

fn recount(model: &Model, old: &Counts) -> Counts {
    Counts::new(&model.filter, &model.matches, &model.timeline, model.context(), &old.open())
}

/// Brings everything that depends on the size of the screen into its bounds.
pub(super) fn settle(model: &mut Model) {
    model.selected = model.selected.min(model.shown.len().saturating_sub(1));
    super::found::count(model);
    facet_rows::release(model);
    let Some(shape) = model.shape() else { return };
    if shape.facets.is_some() && model.counts.is_none() && !model.uncounted {
        model.counts = Some(recount(model, &Counts::default()));
    }
    let height = shape.view.or(shape.detail).or(shape.facets).map_or(1, Area::lines);
    let width = shape.view.map_or(0, |area| usize::from(area.width));
    if model.measured != Some((width, height)) {
        model.columns = Columns::of(model, width, height);
        model.measured = Some((width, height));
    }
    model.offset = model.settled_offset(height);
    making::settle(model);
    if let Some(area) = shape.facets {
        settle_facets(model, area.lines());
    }
    if let (Some(area), true) = (shape.detail, model.detail_scroll > 0) {
        let lines = page::detail(model, usize::from(area.width)).lines.len();
        model.detail_scroll = model.detail_scroll.min(lines.saturating_sub(area.lines()));
    }
}

fn settle_facets(model: &mut Model, height: usize) {
    let lines = model.counts.as_ref().map(Counts::lines).unwrap_or_default();
    model.facet = selectable(&lines, model.facet);
    // The heading above the first value of a section stays with it.
    let lead =
        usize::from(model.facet <= 1 || matches!(lines.get(model.facet - 1), Some(FacetLine::Heading(_))));
    let most = model.facet.saturating_sub(lead);
    let least = (model.facet + 1).saturating_sub(height);
    model.facet_scroll =
        model.facet_scroll.clamp(least.min(most), most.max(least)).min(lines.len().saturating_sub(height));
}

/// The selectable line at or after `line`, else the last before it.
fn selectable(lines: &[FacetLine], line: usize) -> usize {
    let fits = |(_, l): &(usize, &FacetLine)| l.selectable();
    let after = lines.iter().enumerate().skip(line).find(fits);
    after.or_else(|| lines.iter().enumerate().rev().find(fits)).map_or(0, |(at, _)| at)
}
