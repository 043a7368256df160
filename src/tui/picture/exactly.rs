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
    let (bookmarks, unseen) = (HashSet::new(), HashSet::new());
    let context = Context { now, bookmarks: &bookmarks, unseen: &unseen };
    let Ok(more) = Filter::parse(terms) else { return false };
    let Ok(query) = filter.and(&more).bind(timeline, context) else { return false };
    let found = query.run_among(timeline, inside);
    found.len() == events.len() && events.iter().all(|ix| found.contains(*ix))
}
