//! Strikes: what each claimant counted, by week, weapon and metric; never averaged, never added over claimants.
//!
//! A row sums one claimant's counts over one side's strikes of a week. A claimant's later count of an incident
//! replaces the earlier one. Which count is later is decided by `as_of`, else by when the row's source was published,
//! else by the event's own date. An account is never earlier than those it supersedes. A number that only withdrawn
//! sources give is not a count. Counts that are still tied follow the order of events, and tied counts of one event
//! are shown together as a span. Counts of a period are kept apart from counts of incidents, parts (`of`) from the
//! whole they belong to, and alleged strikes from those that occurred.

mod account;
mod gather;
mod json;
mod others;
mod page;
mod plot;
mod rate;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::document::Page;
use super::{Report, Scope};
use crate::event::{EventDate, EventIx};
use crate::registry::ActorIx;
use crate::timeline::Timeline;
use crate::timeline::claims::Bounds;

pub use super::week::{IsoWeek, When};
pub(crate) use rate::Rate;

/// The report on strikes: figures by week, weapon, metric and claimant, never averaged.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strikes {
    /// The counts of incidents, by week, claimant, weapon and metric.
    pub(crate) incidents: Vec<ClaimantCount>,
    /// The counts over a period, by its first day, then in the same order.
    pub(crate) periods: Vec<ClaimantCount>,
    /// The rates of one claimant, one weapon and one week.
    pub(crate) rates: Vec<Rate>,
    /// The incidents on which claimants differ.
    pub differences: Vec<Difference>,
    /// The number of counts that a later one of the same claimant replaced.
    pub replaced: usize,
    /// The number of counts of a part of a strike that the claimant's count of the whole already includes.
    pub(crate) in_the_whole: usize,
    /// The number of counts left out because what they count is dated after now.
    pub(crate) to_come: usize,
    /// The number of counts left out because all their sources were withdrawn.
    pub(crate) withdrawn: usize,
}

/// The thing that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct What {
    /// The weapon, or `None` for all weapons together or if it does not matter.
    pub weapon: Option<String>,
    /// The weapon whose row this is a part of.
    pub of: Option<String>,
    /// The metric: `launched`, `killed`, …
    pub metric: String,
}

/// Whose count it is, of whose strikes, and when. Only numbers that agree in all of these are added.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Account {
    /// The week of the incidents, or the period.
    pub when: When,
    /// The sides that struck, in order of index. Empty if nobody is named.
    pub(crate) attackers: Vec<ActorIx>,
    /// The claimants, in order of index. Empty if nobody is named.
    pub by: Vec<ActorIx>,
    /// Whether the events are alleged or rumoured, not known to have occurred.
    pub alleged: bool,
}

/// One claimant's counts of one thing in one week or period.
#[derive(Debug, Clone)]
pub(crate) struct ClaimantCount {
    /// The claimant, the attackers and the time.
    pub account: Account,
    pub what: What,
    pub sum: Bounds,
    /// The claims that were added, one for each incident or period.
    pub claims: Vec<Claim>,
}

/// A claimant's latest count of one incident or period.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The strike, or the event that gives the number if it refers to no strike.
    pub(crate) incident: EventIx,
    /// The event that gives the number.
    pub event: EventIx,
    /// The number, or a span if several counts are tied.
    pub count: Bounds,
    /// The time as of which the number was known.
    pub as_of: Option<EventDate>,
    /// The counts that it replaced, oldest first.
    pub replaced: Vec<Bounds>,
    /// Whether the event is outside the filter.
    pub(crate) outside: bool,
}

/// A disagreement of claimants on one count of one incident.
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    pub(crate) incident: EventIx,
    /// Whether it is alleged or rumoured, not known to have occurred.
    pub alleged: bool,
    pub what: What,
    /// The claimants and their counts.
    pub claims: Vec<(Vec<ActorIx>, Bounds)>,
    /// The span from the least count to the greatest.
    pub(crate) span: Bounds,
}

/// Returns the sides that struck in `ix`, in order of index, and whether the strike is only alleged; `None` if it is not
/// said to have happened.
#[must_use]
pub(crate) fn side(timeline: &Timeline, ix: EventIx) -> Option<(Vec<ActorIx>, bool)> {
    let incident = account::incident_of(timeline, ix);
    Some((gather::attackers(timeline, incident), account::alleged(timeline, ix, incident)?))
}

impl What {
    /// Returns the weapon in whose row it is shown: its own, or the one that it is a part of.
    #[must_use]
    pub fn whole(&self) -> Option<&str> {
        self.of.as_deref().or(self.weapon.as_deref())
    }

    /// Returns whether weapons are counted, not people or places.
    #[must_use]
    pub(crate) fn is_of_weapons(&self) -> bool {
        self.weapon.is_some() || self.metric == "launched" || self.metric == "intercepted"
    }
}

impl Strikes {
    /// Reports on the events in `scope`.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        gather::strikes(scope)
    }

    /// Returns the number of counts that enter no sum, `2 counts of withdrawn sources`, or `None` if there are none.
    #[must_use]
    pub(crate) fn withdrawn_in_words(&self) -> Option<String> {
        let n = self.withdrawn;
        (n > 0).then(|| format!("{} of withdrawn sources", super::document::counted(n, "count")))
    }
}

impl Report for Strikes {
    fn is_empty(&self) -> bool {
        self.incidents.is_empty() && self.periods.is_empty()
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::value(self, scope)
    }
}
