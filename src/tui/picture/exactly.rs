//! Filter terms that leave exactly certain events.

use std::collections::HashSet;

use crate::event::EventIx;
use crate::filter::{Context, Filter};
use crate::timeline::EventSet;

use super::Scene;

/// Returns the first of `candidates` that leaves exactly `events` under the filter in force, else their ids.
///
/// `events` must be in timeline order and among the events shown.
pub(crate) fn exactly(scene: &Scene, events: &[EventIx], candidates: &[String]) -> String {
    let inside = scene.inside();
    let leaves = |text: &&String| leaves_exactly(scene, &inside, events, text);
    candidates.iter().find(leaves).cloned().unwrap_or_else(|| {
        let ids: Vec<&str> = events.iter().map(|ix| scene.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    })
}

fn leaves_exactly(scene: &Scene, inside: &EventSet, events: &[EventIx], text: &str) -> bool {
    let (bookmarks, unseen) = (HashSet::new(), HashSet::new());
    let context = Context { now: &scene.now, bookmarks: &bookmarks, unseen: &unseen };
    let Ok(more) = Filter::parse(text) else { return false };
    // Together with the filter in force, terms on figures speak of one row.
    let Ok(query) = scene.filter.and(&more).bind(&scene.timeline, context) else { return false };
    let found = query.run_among(&scene.timeline, inside);
    found.len() == events.len() && events.iter().all(|ix| found.contains(*ix))
}
