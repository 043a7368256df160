//! A query that is answered one stretch of the timeline at a time: first the page that is on screen, then the
//! rest.

use std::ops::Range;

use super::evaluate::Within;
use super::plan::{Plan, Test};
use crate::event::EventIx;
use crate::timeline::{EventSet, Timeline};

/// A query of which everything is known except text matches.
///
/// The matches of stretches that together cover the timeline equal the result of running the query at once.
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

    /// Returns the matches within a stretch of [`Timeline::order`], in that order.
    #[must_use]
    pub fn find(&self, timeline: &Timeline, stretch: Range<usize>) -> Vec<EventIx> {
        let order = timeline.order();
        let among = order.get(stretch).unwrap_or_default();
        let (Some(first), Some(last)) = (among.iter().min(), among.iter().max()) else { return Vec::new() };
        // Under one heading the order may differ from the store's.
        let run = first.index()..last.index() + 1;
        let mut events = EventSet::none(order.len());
        for ix in among {
            events.insert(*ix);
        }
        let found = self.plan.run(timeline, Within { events: &events, run: &run });
        among.iter().copied().filter(|ix| found.contains(*ix)).collect()
    }
}

impl Plan {
    /// Returns whether the plan searches texts.
    pub(super) fn searches(&self) -> bool {
        match self {
            Self::Test(test) => matches!(test, Test::Text(..)),
            Self::Listed(_) => false,
            Self::Not(part) => part.searches(),
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::searches),
        }
    }

    /// Returns the same plan for the events of `within`, evaluated except for its text searches.
    fn all_but_texts(&self, timeline: &Timeline, within: Within<'_>) -> Self {
        match self {
            known if !known.searches() => Self::Listed(known.run(timeline, within)),
            Self::All(parts) => {
                let (searching, known): (Vec<&Self>, Vec<&Self>) =
                    parts.iter().partition(|part| part.searches());
                let known = Self::All(known.into_iter().cloned().collect()).run(timeline, within);
                let remaining = within.only(&known);
                let searching: Vec<Self> =
                    searching.into_iter().map(|part| part.all_but_texts(timeline, remaining)).collect();
                Self::All([Self::Listed(known)].into_iter().chain(searching).collect())
            }
            Self::Any(parts) => {
                Self::Any(parts.iter().map(|part| part.all_but_texts(timeline, within)).collect())
            }
            Self::Not(part) => Self::Not(Box::new(part.all_but_texts(timeline, within))),
            Self::Test(_) | Self::Listed(_) => self.clone(),
        }
    }
}
