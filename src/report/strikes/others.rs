//! Other claimants outside the filter who count the same as the rows. A row with one claimant need not be undisputed.

use std::collections::{BTreeMap, HashMap};

use super::gather::{Key, account_of, counts};
use super::{ClaimantCount, Strikes};
use crate::describe::listed;
use crate::event::EventIx;
use crate::event::date::Day;
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::text::counted;

/// The number of claimants that are named.
const NAMED: usize = 6;

/// A claimant for whom no row of the same thing and week is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) by: Vec<ActorIx>,
    /// The events in which it counts, in order of time.
    pub(super) events: Vec<EventIx>,
}

#[derive(Default)]
struct Spans(Vec<(Day, Day)>);

impl Spans {
    /// Returns whether some day from `first` to `last` is among them. The spans must be merged.
    fn meet(&self, (first, last): (Day, Day)) -> bool {
        let begun = self.0.partition_point(|span| span.0 <= last);
        begun.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|span| span.1 >= first)
    }

    /// Sorts the spans and merges those that overlap.
    fn merge(&mut self) {
        self.0.sort_unstable();
        let mut merged: Vec<(Day, Day)> = Vec::with_capacity(self.0.len());
        for (first, last) in self.0.drain(..) {
            match merged.last_mut() {
                Some(known) if first <= known.1 => known.1 = known.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        self.0 = merged;
    }
}

/// What the rows of one side count of one thing: the days, and the days of each claimant.
struct Side<'r> {
    attackers: &'r [ActorIx],
    all: Spans,
    by: HashMap<&'r [ActorIx], Spans>,
}

impl<'r> Side<'r> {
    /// Returns whether the side may be `attackers`. A side that is not named may be any.
    fn may_be(&self, attackers: &[ActorIx]) -> bool {
        self.attackers.is_empty() || attackers.is_empty() || self.attackers == attackers
    }

    /// Returns whether a row of `by` has some of these days.
    fn shows(&self, by: &[ActorIx], days: (Day, Day)) -> bool {
        self.by.get(by).is_some_and(|own| own.meet(days))
    }

    fn add(&mut self, row: &'r ClaimantCount) {
        let days = row.account.when.days();
        self.all.0.push(days);
        self.by.entry(&row.account.by).or_default().0.push(days);
    }

    fn merge(&mut self) {
        self.all.merge();
        self.by.values_mut().for_each(Spans::merge);
    }
}

/// The thing that is counted, and whether it is alleged.
type Thing<'r> = (bool, &'r super::What);

/// Returns who counts outside the filter what `report` counts inside, in the same weeks. The claimants with most
/// counts come first.
pub(super) fn outside_filter(report: &Strikes, scope: &Scope<'_>) -> Vec<Other> {
    let timeline = scope.timeline;
    let mut things: HashMap<Thing<'_>, Vec<Side<'_>>> = HashMap::new();
    for row in report.incidents.iter().chain(&report.periods) {
        let sides = things.entry((row.account.alleged, &row.what)).or_default();
        let known = sides.iter().position(|side| side.attackers == row.account.attackers);
        let at = known.unwrap_or_else(|| {
            sides.push(Side { attackers: &row.account.attackers, all: Spans::default(), by: HashMap::new() });
            sides.len() - 1
        });
        sides[at].add(row);
    }
    things.values_mut().flatten().for_each(Side::merge);
    let mut others: BTreeMap<Vec<ActorIx>, Vec<EventIx>> = BTreeMap::new();
    if things.is_empty() || scope.shown.len() == timeline.order().len() {
        return Vec::new();
    }
    let figures = timeline.index().figures();
    let counted = |ix: &&EventIx| figures.has(**ix) && !scope.holds(**ix) && !scope.is_to_come(**ix);
    for ix in timeline.order().iter().filter(counted) {
        for (key, given) in counts(timeline, *ix) {
            let account = account_of(timeline, &key, given.incident);
            let Key { by, alleged, what, .. } = key;
            let days = account.when.days();
            let sides = things.get(&(alleged, &what)).into_iter().flatten();
            let sides: Vec<&Side<'_>> = sides.filter(|side| side.may_be(&account.attackers)).collect();
            if sides.iter().any(|side| side.all.meet(days)) && !sides.iter().any(|side| side.shows(&by, days))
            {
                let events = others.entry(by).or_default();
                if events.last() != Some(ix) {
                    events.push(*ix);
                }
            }
        }
    }
    let mut others: Vec<Other> = others.into_iter().map(|(by, events)| Other { by, events }).collect();
    others.sort_by_key(|other| (other.by.is_empty(), std::cmp::Reverse(other.events.len())));
    others
}

/// Lists them in one sentence, or returns `None` if there is nobody. `names` returns the name of each.
pub(super) fn in_words(others: &[Other], names: impl Fn(&[ActorIx]) -> String) -> Option<String> {
    let named = others.iter().take(NAMED);
    let mut claims_in_words: Vec<String> = named
        .map(|other| format!("{} ({})", names(&other.by), counted(other.events.len(), "event")))
        .collect();
    if others.len() > NAMED {
        claims_in_words.push(counted(others.len() - NAMED, "other"));
    }
    let claims_in_words: Vec<&str> = claims_in_words.iter().map(String::as_str).collect();
    let claims_in_words = (!claims_in_words.is_empty()).then(|| listed(&claims_in_words))?;
    Some(format!(
        "Other claimants count the same in these weeks, outside the filter and in no row here: {claims_in_words}."
    ))
}
