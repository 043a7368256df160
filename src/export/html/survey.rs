//! What the head and the search of the page say about all events, collected in one pass.
//!
//! Its size grows with the number of actors, not with the number of events.

use std::ops::Range;

use crate::export::Request;
use crate::export::head::{Covered, days};
use crate::parallel::for_each;
use crate::registry::ActorIx;
use crate::text::fold;

/// Counts over the events of the page.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The number of events of each kind.
    pub(super) kinds: [usize; 4],
    /// The actors of the events and those that they belong to, with the number of their events, by name.
    pub(super) actors: Vec<(ActorIx, usize)>,
    pub(super) covered: Covered,
}

impl Survey {
    pub(super) fn of(request: &Request<'_>) -> Self {
        let (timeline, store) = (request.timeline, request.timeline.store());
        let mut survey = Self::default();
        let mut counts = vec![0_usize; store.registry.actors.len()];
        let see = |window: Range<usize>| -> Vec<_> {
            let shown = request.shown.get(window).unwrap_or_default().iter();
            let seen = shown.map(|ix| {
                let event = store.events.fresh(*ix);
                (event.kind, days(timeline, *ix, &event))
            });
            seen.collect()
        };
        for_each(request.shown.len(), see, |seen| {
            for (kind, days) in seen {
                survey.kinds[kind as usize] += 1;
                survey.covered.add(days);
            }
        });
        for ix in request.shown {
            for actor in timeline.index().actors_of(*ix) {
                if let Some(count) = counts.get_mut(*actor as usize) {
                    *count += 1;
                }
            }
        }
        let there = (0..).zip(counts).filter(|(_, count)| *count > 0);
        survey.actors = there.map(|(actor, count)| (ActorIx(actor), count)).collect();
        survey.actors.sort_by_cached_key(|(actor, _)| fold(&store.registry.actor(*actor).name));
        survey
    }
}
