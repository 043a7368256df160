//! Entries that may be one event: pairs of records with enough in common, each with what they have in common.
//!
//! A pair is compared if both may have been on the same day or on neighbouring days and share an actor, a venue, a page
//! or a word of their titles. Whatever shares none of these cannot have points enough. Each event is compared with the
//! [`NEAR`] that follow it in time and share what is rarest, so that the work grows with the store and not with its
//! square. The points are those of `demarche explain dupes`; nothing is learned.
//!
//! ```text
//! events ─► facts ─► blocks: key ─► events in order of their first day
//!                      │  each event: its rarest keys first, the days around it
//!                      ▼
//!                    candidates ─► points ─► pairs
//! ```

mod blocks;
mod facts;
mod like;
#[cfg(test)]
mod tests;

use std::hash::BuildHasher as _;
use std::ops::Range;

use crate::event::EventIx;
use crate::parallel;
use crate::timeline::Timeline;
use blocks::Blocks;
use facts::{Facts, Names};
pub(crate) use like::notes;

/// How many of the events around the same day an event is compared with.
pub(crate) const NEAR: usize = 400;
/// The events that a thread works on at a time.
const SHARE: usize = 512;

/// Two records that may be one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The earlier one in timeline order.
    pub(crate) one: EventIx,
    /// The later one.
    pub(crate) other: EventIx,
    /// The points, by the rule.
    pub(crate) points: i32,
    /// What the points are for, in words.
    pub(crate) why: Vec<String>,
}

/// The pairs of a store.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dupes {
    /// The pairs, those with the most points first.
    pub(crate) pairs: Vec<Pair>,
    /// How many events have more than [`NEAR`] others to be compared with, so that not all were.
    pub(crate) crowded: usize,
}

impl Dupes {
    /// Finds the pairs of which `wanted` keeps at least one event.
    pub(crate) fn find(timeline: &Timeline, wanted: &dyn Fn(EventIx) -> bool) -> Self {
        let (facts, names) = facts(timeline);
        let wanted: Vec<bool> = (0..facts.len() as u32).map(|ix| wanted(EventIx(ix))).collect();
        let blocks = Blocks::of(&facts);
        let shares: Vec<Range<usize>> = (0..facts.len().div_ceil(SHARE))
            .map(|at| at * SHARE..((at + 1) * SHARE).min(facts.len()))
            .collect();
        let work = |seen: &mut blocks::Seen, share: &Range<usize>| {
            let (mut pairs, mut crowded) = (Vec::new(), 0);
            for rank in share.clone() {
                let one = blocks.event(rank);
                let complete = blocks.around(rank, &facts, seen, &mut |other| {
                    if wanted[one as usize] || wanted[other as usize] {
                        pairs.extend(pair(timeline, &facts, &names, one, other));
                    }
                });
                crowded += usize::from(!complete);
            }
            (pairs, crowded)
        };
        let threads = parallel::threads(shares.len());
        let done = parallel::map_with(threads, &shares, || blocks::Seen::new(facts.len()), work, &mut |_| {});
        let mut found = Self::default();
        for (pairs, crowded) in done {
            found.pairs.extend(pairs);
            found.crowded += crowded;
        }
        found.sort(timeline);
        found
    }

    /// Puts those with the most points first.
    fn sort(&mut self, timeline: &Timeline) {
        self.pairs.sort_by_key(|pair| (-pair.points, timeline.rank(pair.one), timeline.rank(pair.other)));
    }
}

/// Returns what is compared of each event, and the words of names.
fn facts(timeline: &Timeline) -> (Vec<Facts>, Names) {
    let store = timeline.store();
    let hasher = foldhash::fast::FixedState::default();
    let days = timeline.index().all_days();
    let all: Vec<u32> = (0..days.len() as u32).collect();
    let hash = |text: &str| hasher.hash_one(text);
    let facts = parallel::map(&all, SHARE, |ix| {
        let event = store.events.fresh(EventIx(*ix));
        Facts::of(&event, &store.registry, days[*ix as usize], &hash)
    });
    (facts, Names::of(&store.registry, &hash))
}

/// Returns the pair of two events, if they have enough in common.
fn pair(timeline: &Timeline, facts: &[Facts], names: &Names, a: u32, b: u32) -> Option<Pair> {
    let store = timeline.store();
    let (one, other) = (EventIx(a.min(b)), EventIx(a.max(b)));
    let links = |from, to| store.events.links(from).iter().any(|link| link.to == to);
    let linked = || links(one, other) || links(other, one);
    let compared = facts[one.index()].compared(&facts[other.index()], &store.registry, names, linked);
    compared.map(|(points, why)| Pair { one, other, points, why })
}
