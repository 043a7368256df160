//! Sources: outlets, independent roots, sole sources, and what became of the events they reported.
//!
//! This report counts and never regrades: a letter beside an outlet comes from the registry. A denial says that
//! another account exists, not that the outlet was wrong. So the share later confirmed or contradicted is shown with
//! its counts and an interval, and without an interval if there are too few events.

mod answers;
mod checks;
mod json;
mod ledger;
mod page;

#[cfg(test)]
mod tests;

use serde_json::Value;

pub(crate) use page::head as summary;

use super::document::Page;
use super::{Report, Scope};
use crate::event::EventIx;
use crate::registry::{OutletIx, SourceIx};
use crate::timeline::roots::{Root, Who};

/// The least number of settled events for which an interval is given.
pub(crate) const ENOUGH: u64 = 5;

/// The report on sources: outlets, independent roots, sole sources, and what became of the events they reported.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    /// The number of events reported on.
    pub events: usize,
    /// The number of events that name no source.
    pub(crate) unsourced: usize,
    /// The number of citations in these events. A source counts once for each event that cites it.
    pub(crate) citations: usize,
    /// The number of confirming or contradicting answers that are counted but are outside the filter.
    pub(crate) outside: usize,
    /// The number of events that would confirm or contradict them if they had occurred.
    pub beside: usize,
    /// The publishers, those with most events first.
    pub outlets: Vec<Record>,
    /// Points that an editor should check again.
    pub checks: Checks,
}

/// What one publisher reported.
#[derive(Debug, Clone)]
pub struct Record {
    /// The publisher: an outlet, or the domain, account or citation of a source without one.
    pub(crate) publisher: Publisher,
    /// The number of events that cite it.
    pub events: u64,
    /// These events, in timeline order.
    pub(crate) cited_by: Vec<EventIx>,
    /// The number of events that rest on it alone: only it or copies of it are cited.
    pub alone: u64,
    /// The number of its pages that are cited, each counted once.
    pub(crate) pages: u64,
    /// How many of these pages say that they copy another.
    pub derived: u64,
    /// How many of these pages have an archived copy.
    pub archived: u64,
    /// The number of independent roots that its pages lead to, including itself if it is one.
    pub(crate) roots: usize,
    /// What became of the events that it reported.
    pub(crate) outcomes: Outcomes,
    /// How soon it reported.
    pub lag: Lag,
    /// The number of events that it is cited against, for another account or for their absence. No other number
    /// counts these.
    pub(crate) disputed: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Publisher {
    /// An outlet, registered or only named.
    Outlet(OutletIx),
    /// The domain or the account of a page without an outlet.
    Site(String),
    /// A citation or a title, if there is neither an outlet nor a URL.
    Text(String),
}

/// The numbers of events that were later confirmed or contradicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Outcomes {
    /// Confirmed by a later event and contradicted by none.
    pub confirmed: u64,
    /// Denied or contradicted by a later event and confirmed by none.
    pub contradicted: u64,
    pub both: u64,
    pub open: u64,
}

/// The time until an outlet's first dated page on an event came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lag {
    /// The number of events for which a lag is known.
    pub events: u64,
    /// The number of events for which the page was out before the event began.
    pub before: u64,
    /// The median of the least lags, in seconds.
    pub min: Option<i64>,
    /// The median of the greatest lags, in seconds.
    pub max: Option<i64>,
}

/// Points that an editor should check again, each in timeline order.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// The number of events of credibility 1, *confirmed by other sources*.
    pub confirmed: usize,
    /// Those of them that have fewer than two independent roots.
    pub(crate) thin: Vec<EventIx>,
    /// Events with a source that has no archived copy.
    pub(crate) unarchived: Vec<EventIx>,
    /// The number of pages without an archived copy, and of all pages.
    pub(crate) unarchived_pages: (u64, u64),
    /// Sources whose `derived_from` leads to no original, with the events that cite them.
    pub(crate) dead_ends: Vec<(EventIx, SourceIx)>,
    /// Aggregators that do not say what they copy, with the events that cite them.
    pub(crate) silent_aggregators: Vec<(EventIx, SourceIx)>,
    /// Outlets that are copied, with the events that cite a copy but no page of theirs. Outlets with most events come
    /// first.
    pub(crate) missing_originals: Vec<(OutletIx, Vec<EventIx>)>,
}

/// What *contradicted* says of an outlet, and what it does not.
pub(crate) const CONTRADICTED: (&str, &str) =
    ("Contradicted means that another account exists,", "not that the outlet erred");

impl Sources {
    /// Reports on the events in `scope`.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        let ledger = ledger::Ledger::read(scope);
        let sourced = |ix: &&EventIx| !scope.timeline.event(**ix).sources.is_empty();
        Self {
            events: scope.shown.len(),
            unsourced: scope.shown.len() - scope.shown.iter().filter(sourced).count(),
            citations: scope.shown.iter().map(|ix| scope.timeline.event(*ix).sources.len()).sum(),
            outside: ledger.outside,
            beside: ledger.beside,
            checks: checks::checks(scope, ledger.pages()),
            outlets: ledger.records(scope.timeline.store()),
        }
    }
}

impl Outcomes {
    /// Returns how many were either confirmed or contradicted, but not both.
    #[must_use]
    pub(crate) fn settled(self) -> u64 {
        self.confirmed + self.contradicted
    }

    /// Returns the 95 % interval of the confirmed share of the settled events, or `None` if there are too few.
    #[must_use]
    pub(crate) fn interval(self) -> Option<(f64, f64)> {
        let settled = self.settled();
        super::statistics::wilson(self.confirmed, settled).filter(|_| settled >= ENOUGH)
    }
}

impl From<Root<'_>> for Publisher {
    fn from(root: Root<'_>) -> Self {
        match (root.outlet(), root.who()) {
            (Some(ix), _) => Self::Outlet(ix),
            (None, Who::Outlet(ix)) => Self::Outlet(*ix),
            (None, Who::Site(site)) => Self::Site(site.clone().into_owned()),
            (None, Who::Someone(platform)) => Self::Site((*platform).to_owned()),
            (None, Who::Text(text)) => Self::Text(text.clone()),
        }
    }
}

impl Report for Sources {
    fn is_empty(&self) -> bool {
        self.events == 0
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::json(self, scope)
    }
}
