//! Who else counts what the rows count, outside the filter: a number that stands alone is not undisputed for that.

use std::collections::{BTreeMap, HashMap};

use super::gather::{Key, account_of, counts};
use super::{ClaimantCount, Strikes};
use crate::describe::listed;
use crate::event::EventIx;
use crate::event::date::Day;
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::text::counted;

/// How many are named.
const NAMED: usize = 6;

/// A claimant of whom no row of the same thing and week is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) by: Vec<ActorIx>,
    /// The events in which it counts, in order of time.
    pub(super) events: Vec<EventIx>,
}

#[derive(Default)]
struct Spans(Vec<(Day, Day)>);

impl Spans {
    /// Whether some day of `first` to `last` is among them, once they are merged.
    fn meet(&self, (first, last): (Day, Day)) -> bool {
        let begun = self.0.partition_point(|span| span.0 <= last);
        begun.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|span| span.1 >= first)
    }

    /// Puts them in order, those that meet as one.
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

/// What rows of one side count of one thing: on which days, and who on which.
struct Side<'r> {
    attackers: &'r [ActorIx],
    all: Spans,
    by: HashMap<&'r [ActorIx], Spans>,
}

impl<'r> Side<'r> {
    /// Whether its strikes may be those of `attackers`: a side that is not named may be any.
    fn may_be(&self, attackers: &[ActorIx]) -> bool {
        self.attackers.is_empty() || attackers.is_empty() || self.attackers == attackers
    }

    /// Whether a row of `by` has some of these days.
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

/// What is counted and whether it is alleged.
type Thing<'r> = (bool, &'r super::What);

/// Those who count outside the filter what `report` counts inside, in the same weeks; who counts most first.
pub(super) fn of(report: &Strikes, scope: &Scope<'_>) -> Vec<Other> {
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

/// Who they are, `names` telling how each is called; none where there is nobody.
pub(super) fn in_words(others: &[Other], names: impl Fn(&[ActorIx]) -> String) -> Option<String> {
    let named = others.iter().take(NAMED);
    let mut told: Vec<String> = named
        .map(|other| format!("{} ({})", names(&other.by), counted(other.events.len(), "event")))
        .collect();
    if others.len() > NAMED {
        told.push(counted(others.len() - NAMED, "other"));
    }
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let told = (!told.is_empty()).then(|| listed(&told))?;
    Some(format!(
        "Other claimants count the same in these weeks, outside the filter and in no row here: {told}."
    ))
}
