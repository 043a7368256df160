//! Strikes: what each claimant counted, by week, weapon and metric; never averaged, never added over claimants.
//!
//! A row sums one claimant's counts over one side's strikes of a week. Of one incident a claimant's later count replaces
//! the earlier: later by `as_of`, else by when the row's source was published, else by the event's own date, never
//! before what it supersedes; what only withdrawn sources give is no count; counts
//! that this leaves tied follow the order of events, and those of one event stand together as a span. Counts of a
//! period stand apart from counts of incidents, parts (`of`) apart from what they are part of, and what is alleged
//! apart from what occurred.

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
use crate::timeline::claims::Bounds;

pub use super::week::{IsoWeek, When};
pub(crate) use rate::Rate;

/// Strikes: figures by week, weapon, metric and claimant, never averaged.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strikes {
    /// Counts of incidents, by week, claimant, weapon and metric.
    pub(crate) incidents: Vec<ClaimantCount>,
    /// Counts over a period, by its first day, then likewise.
    pub(crate) periods: Vec<ClaimantCount>,
    /// Rates of one claimant, one weapon and one week.
    pub(crate) rates: Vec<Rate>,
    /// Where claimants differ on one incident.
    pub differences: Vec<Difference>,
    /// How many counts a later one of the same claimant replaced.
    pub replaced: usize,
    /// How many counts of a part of a strike the claimant's count of the whole holds.
    pub(crate) in_the_whole: usize,
    /// How many counts are left out since what they are of is dated after now.
    pub(crate) to_come: usize,
    /// How many counts are left out since all their sources were withdrawn.
    pub(crate) withdrawn: usize,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct What {
    /// With what; none: all weapons together, or no matter which.
    pub weapon: Option<String>,
    /// Of which weapon's row this is a part.
    pub of: Option<String>,
    /// `launched`, `killed`, …
    pub metric: String,
}

/// Whose count it is, of whose strikes, and when: what numbers must share to be added.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Account {
    /// The week of the incidents, or the period.
    pub when: When,
    /// The sides that struck, in order of index; empty: nobody is named.
    pub(crate) attackers: Vec<ActorIx>,
    /// Who claims it, in order of index; empty: nobody is named.
    pub by: Vec<ActorIx>,
    /// Whether the events are alleged or rumoured, not known to have occurred.
    pub alleged: bool,
}

/// What one claimant counted in one stretch of time.
#[derive(Debug, Clone)]
pub(crate) struct ClaimantCount {
    /// Whose count it is.
    pub account: Account,
    pub what: What,
    pub sum: Bounds,
    /// What was added, one of each incident or period.
    pub claims: Vec<Claim>,
}

/// A claimant's last word on one incident or period.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The strike, or the event that gives the number where it answers no strike.
    pub(crate) incident: EventIx,
    /// Where the number stands.
    pub event: EventIx,
    /// The number; a span where several stand undecided.
    pub count: Bounds,
    /// As known when.
    pub as_of: Option<EventDate>,
    /// The counts that it replaced, oldest first.
    pub replaced: Vec<Bounds>,
    /// Whether the filter does not hold the event.
    pub(crate) outside: bool,
}

/// Claimants who differ on one thing of one incident.
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    pub(crate) incident: EventIx,
    /// Whether it is alleged or rumoured, not known to have occurred.
    pub alleged: bool,
    pub what: What,
    /// Who counted how many.
    pub claims: Vec<(Vec<ActorIx>, Bounds)>,
    /// From the least to the most.
    pub(crate) span: Bounds,
}

impl What {
    /// The weapon in whose row it stands: its own, or the one that it is a part of.
    #[must_use]
    pub fn whole(&self) -> Option<&str> {
        self.of.as_deref().or(self.weapon.as_deref())
    }
}

impl Strikes {
    /// Reports on what `scope` holds.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        gather::strikes(scope)
    }

    /// `2 counts of withdrawn sources`: what enters no sum; none where there is nothing of it.
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
