//! Filter terms that leave exactly certain events.

use std::collections::HashSet;

use crate::event::EventIx;
use crate::event::date::Now;
use crate::filter::{Context, Filter};
use crate::timeline::{EventSet, Timeline};

use super::Scene;

/// Returns the first of `candidates` that leaves exactly `events` under the filter in force, else their ids.
///
/// `events` must be in timeline order and among the events shown.
pub(crate) fn exactly(scene: &Scene, events: &[EventIx], candidates: &[String]) -> String {
    let inside = scene.inside();
    let leaves =
        |text: &&String| leaves_exactly(&scene.timeline, &scene.now, &scene.filter, &inside, events, text);
    candidates.iter().find(leaves).cloned().unwrap_or_else(|| {
        let ids: Vec<&str> = events.iter().map(|ix| scene.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    })
}

/// Returns whether these filter terms, beside the filter in force, leave exactly `events` of those `inside` it.
///
/// The filter takes part: terms on figures speak of one row together, and every `met:` of one room.
pub(crate) fn leaves_exactly(
    timeline: &Timeline,
    now: &Now,
    filter: &Filter,
    inside: &EventSet,
    events: &[EventIx],
    terms: &str,
) -> bool {
    let Some(found) = found(timeline, now, filter, inside, terms) else { return false };
    found.len() == events.len() && events.iter().all(|ix| found.contains(*ix))
}

/// Returns which events `inside` the filter in force these terms find beside it.
fn found(
    timeline: &Timeline,
    now: &Now,
    filter: &Filter,
    inside: &EventSet,
    terms: &str,
) -> Option<EventSet> {
    let (bookmarks, unseen) = (HashSet::new(), HashSet::new());
    let context = Context { now, bookmarks: &bookmarks, unseen: &unseen };
    let more = Filter::parse(terms).ok()?;
    let query = filter.and(&more).bind(timeline, context).ok()?;
    Some(query.run_among(timeline, inside))
}

/// The most events that terms exclude by their ids.
const FEW: usize = 5;

/// Returns `terms` if they leave exactly `events`, else with the few more that they find excluded by their ids; `None` if
/// they find others yet, or miss one.
pub(super) fn all_but_few(
    timeline: &Timeline,
    now: &Now,
    filter: &Filter,
    inside: &EventSet,
    events: &[EventIx],
    terms: String,
) -> Option<String> {
    let found = found(timeline, now, filter, inside, &terms)?;
    let wanted: HashSet<EventIx> = events.iter().copied().collect();
    if found.len() < wanted.len() || found.len() > wanted.len() + FEW.min(wanted.len() / 2) {
        return None;
    }
    let others: Vec<&str> = timeline
        .order()
        .iter()
        .filter(|ix| found.contains(**ix) && !wanted.contains(ix))
        .map(|ix| timeline.event(*ix).id.as_str())
        .collect();
    let terms = if others.is_empty() { terms } else { format!("{terms} -id:{}", others.join(",")) };
    leaves_exactly(timeline, now, filter, inside, events, &terms).then_some(terms)
}
