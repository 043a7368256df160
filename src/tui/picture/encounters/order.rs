//! In which order people stand.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::registry::ActorIx;
use crate::report::encounters::{Encounters as Report, Pair};

/// Returns everyone of the pairs: first the two of different sides with most meetings, the filter's actor as the second of
/// them so that the first row is his, then always whoever met most with
/// those before, so that delegations that meet stand beside each other.
pub(super) fn heads(report: &Report) -> Vec<ActorIx> {
    let mut met: BTreeMap<ActorIx, Vec<(ActorIx, usize)>> = BTreeMap::new();
    for pair in &report.pairs {
        let sides = if pair.one_side { 1 } else { 2 };
        let weight = sides * (2 * pair.met.len() + pair.perhaps.len());
        met.entry(pair.one).or_default().push((pair.other, weight));
        met.entry(pair.other).or_default().push((pair.one, weight));
    }
    let rank = |pair: &&Pair| (pair.in_focus, !pair.one_side, pair.met.len(), pair.perhaps.len());
    let strongest = report.pairs.iter().rev().max_by_key(rank);
    let Some(strongest) = strongest else { return Vec::new() };
    // One of a pair is in focus if any is; it has the first row.
    let (start, second) =
        if strongest.in_focus { (strongest.other, strongest.one) } else { (strongest.one, strongest.other) };
    let mut next = Some(start);
    let mut left: BTreeMap<ActorIx, (bool, usize, usize)> = met
        .iter()
        .map(|(ix, all)| (*ix, (*ix == second, 0, all.iter().map(|(_, weight)| weight).sum())))
        .collect();
    let mut order = Vec::with_capacity(left.len());
    while let Some(actor) = next {
        left.remove(&actor);
        order.push(actor);
        for (other, weight) in met.get(&actor).into_iter().flatten() {
            if let Some((_, placed, _)) = left.get_mut(other) {
                *placed += weight;
            }
        }
        next = left.iter().max_by_key(|(ix, rank)| (**rank, Reverse(**ix))).map(|(ix, _)| *ix);
    }
    order
}

/// Returns the pairs of each actor, those with most meetings first.
pub(super) fn partners(report: &Report) -> HashMap<ActorIx, Vec<usize>> {
    let mut all: HashMap<ActorIx, Vec<usize>> = HashMap::new();
    for (at, pair) in report.pairs.iter().enumerate() {
        all.entry(pair.one).or_default().push(at);
        all.entry(pair.other).or_default().push(at);
    }
    let most = |at: &usize| report.pairs.get(*at).map(|pair| Reverse((pair.met.len(), pair.perhaps.len())));
    for of in all.values_mut() {
        of.sort_by_key(most);
    }
    all
}
