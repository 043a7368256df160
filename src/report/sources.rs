//! Sources: outlets, independent roots, sole sources, and what became of what they reported.
//!
//! It counts and never regrades: a letter beside an outlet is the registry's own. A denial says that another account
//! exists, not that the outlet erred, so what was later confirmed and contradicted is told with its counts and an
//! interval, and with none where there is too little.

mod checks;
mod fate;
mod json;
mod ledger;
mod page;

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::document::Page;
use super::{Report, Scope};
use crate::event::EventIx;
use crate::registry::{OutletIx, SourceIx};
use crate::timeline::roots::{Root, Who};

/// Fewer settled events than this give no interval.
pub(crate) const ENOUGH: u64 = 5;

/// Sources: outlets, independent roots, sole sources, and what became of what they reported.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    /// How many events are reported on.
    pub events: usize,
    /// How many of them name no source.
    pub(crate) unsourced: usize,
    /// How many sources they cite, each time counted.
    pub(crate) citations: usize,
    /// How many answers to them, counted as confirming or contradicting, are outside the filter.
    pub(crate) outside: usize,
    /// How many events would confirm or contradict them if they had occurred.
    pub beside: usize,
    /// Who published, most events first.
    pub outlets: Vec<Record>,
    /// What an editor would look at again.
    pub checks: Checks,
}

/// What one outlet reported.
#[derive(Debug, Clone)]
pub struct Record {
    /// Who: an outlet, or the domain, the account or the citation of a source without one.
    pub(crate) publisher: Publisher,
    /// How many events cite it.
    pub events: u64,
    /// How many of them rest on it alone: nobody else is cited, or only copies of it.
    pub alone: u64,
    /// How many of its pages are cited, each once.
    pub(crate) pages: u64,
    /// How many of these say that they copy another.
    pub derived: u64,
    /// How many of these have an archived copy.
    pub archived: u64,
    /// The independent roots that its pages lead to, itself included where it is one.
    pub(crate) roots: usize,
    /// What became of what it reported.
    pub(crate) fates: Fates,
    /// How soon it reported.
    pub lag: Lag,
    /// How many events it is cited against, for another account or for their absence; none of the rest counts these.
    pub(crate) disputed: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Publisher {
    /// An outlet, registered or only named.
    Outlet(OutletIx),
    /// The domain or the account of a page without an outlet.
    Site(String),
    /// A citation or a title, where there is neither outlet nor URL.
    Text(String),
}

/// How many events were later confirmed or contradicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Fates {
    /// Confirmed by a later event and contradicted by none.
    pub confirmed: u64,
    /// Denied or contradicted by a later event and confirmed by none.
    pub contradicted: u64,
    pub both: u64,
    pub open: u64,
}

/// How soon an outlet's first dated page on an event came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lag {
    /// On how many events a lag is known.
    pub events: u64,
    /// On how many the page was out before the event began.
    pub before: u64,
    /// The median of the least lags, in seconds.
    pub min: Option<i64>,
    /// The median of the greatest lags, in seconds.
    pub max: Option<i64>,
}

/// What an editor would look at again, each in timeline order.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// Events of credibility 1, *confirmed by other sources*.
    pub confirmed: usize,
    /// Those of them that have fewer than two independent roots.
    pub(crate) thin: Vec<EventIx>,
    /// Events with a source that has no archived copy.
    pub(crate) unarchived: Vec<EventIx>,
    /// Pages that no archive keeps, of all pages.
    pub(crate) unarchived_pages: (u64, u64),
    /// Sources whose `derived_from` leads to no original, and the events that cite them.
    pub(crate) dead_ends: Vec<(EventIx, SourceIx)>,
    /// Aggregators that do not say what they copy, and the events that cite them.
    pub(crate) silent_aggregators: Vec<(EventIx, SourceIx)>,
    /// Outlets that are copied, and the events that cite a copy and no page of theirs; most events first.
    pub(crate) missing_originals: Vec<(OutletIx, Vec<EventIx>)>,
}

impl Sources {
    /// Reports on what `scope` holds.
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

impl Fates {
    /// How many were either confirmed or contradicted, not both.
    #[must_use]
    pub(crate) fn settled(self) -> u64 {
        self.confirmed + self.contradicted
    }

    /// The 95 % interval of the confirmed among the settled; none where these are too few.
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
