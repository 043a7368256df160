//! A query that is answered a stretch of the timeline at a time: the page a reader looks at first, the rest after it.

use std::ops::Range;

use super::evaluate::{Plan, Within};
use crate::event::EventIx;
use crate::timeline::{EventSet, Timeline};

/// A query of which all is known but what is said in texts.
///
/// What is found in stretches that cover the timeline is, all together, what the query gives when it is run.
#[derive(Debug, Clone)]
pub struct Stretches {
    plan: Plan,
}

impl Stretches {
    pub(super) fn of(plan: &Plan, timeline: &Timeline) -> Self {
        let events = timeline.store().events.len();
        let all = EventSet::all(events);
        Self { plan: plan.all_but_texts(timeline, Within { events: &all, run: &(0..events) }) }
    }

    /// Those that match of a stretch of [`Timeline::order`], in that order.
    #[must_use]
    pub fn find(&self, timeline: &Timeline, stretch: Range<usize>) -> Vec<EventIx> {
        let order = timeline.order();
        let among = order.get(stretch).unwrap_or_default();
        let (Some(first), Some(last)) = (among.iter().min(), among.iter().max()) else { return Vec::new() };
        // Under one heading the order may be another than the store's.
        let run = first.index()..last.index() + 1;
        let mut events = EventSet::none(order.len());
        for ix in among {
            events.insert(*ix);
        }
        let found = self.plan.run(timeline, Within { events: &events, run: &run });
        among.iter().copied().filter(|ix| found.contains(*ix)).collect()
    }
}
