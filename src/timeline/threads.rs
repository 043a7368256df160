//! What links say about events: which belong together, and how others reacted to each.
//!
//! A *thread* is events that answer, deny, confirm or otherwise refer to each other, transitively, in either
//! direction; a *chain* is the same with `follows` and `part_of`, which connect far more loosely. An event
//! without links is a thread and a chain of its own.

use super::Timeline;
use super::index::Index;
use crate::event::date::Instant;
use crate::event::{EventIx, LinkKind, Status};
use crate::store::Store;

/// Threads, chains and reactions for all events of a store.
#[derive(Debug, Clone)]
pub struct Threads {
    /// Clusters by links that make a thread.
    close: Clusters,
    loose: Clusters,
    reactions: Vec<Reactions>,
}

/// What other events' links say about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reactions(u8);

impl Reactions {
    const DENIED: u8 = 1;
    const CONFIRMED: u8 = 2;
    const CONTRADICTED: u8 = 4;
    const ANSWERED: u8 = 8;
    const SETTLED: u8 = 16;

    /// Returns whether another event that occurred denies it.
    #[must_use]
    pub fn denied(self) -> bool {
        self.0 & Self::DENIED != 0
    }

    /// Returns whether another event that occurred confirms it.
    #[must_use]
    pub fn confirmed(self) -> bool {
        self.0 & Self::CONFIRMED != 0
    }

    /// Returns whether another event that occurred contradicts it.
    #[must_use]
    pub fn contradicted(self) -> bool {
        self.0 & Self::CONTRADICTED != 0
    }

    /// Returns whether another event that occurred denies it, confirms it or responds to it.
    #[must_use]
    pub fn answered(self) -> bool {
        self.0 & Self::ANSWERED != 0
    }

    /// Returns whether its outcome is recorded or linked; meaningful only for a proposed or scheduled event.
    ///
    /// An outcome is an event that supersedes it or that overtook it, or one that confirms, asserts, denies
    /// or contradicts it or is a part of it, if that event occurred and may have come after the planned
    /// start: a summit that is confirmed the week before has no outcome yet.
    #[must_use]
    pub(crate) fn settled(self) -> bool {
        self.0 & Self::SETTLED != 0
    }
}

impl Threads {
    /// Reads every link of `store` once; reads only those events that were planned, and their possible
    /// outcomes.
    pub(super) fn new(store: &Store, index: &Index) -> Self {
        let events = store.events.len();
        let (mut close, mut loose) = (Forest::new(events), Forest::new(events));
        let mut reactions = vec![Reactions::default(); events];
        let is = |ix: EventIx, status: Status| index.statuses()[ix.index()] == status as u8;
        let planned = |ix: EventIx| is(ix, Status::Proposed) || is(ix, Status::Scheduled);
        for from in (0..events as u32).map(EventIx) {
            let occurred = is(from, Status::Occurred);
            for link in store.events.links(from).iter().filter(|link| link.to != from) {
                loose.join(from.0, link.to.0);
                if link.kind.makes_thread() {
                    close.join(from.0, link.to.0);
                }
                if occurred {
                    reactions[link.to.index()].0 |= reaction_flags(link.kind);
                }
                if planned(link.to) && is_outcome(store, link.kind, from, link.to, occurred) {
                    reactions[link.to.index()].0 |= Reactions::SETTLED;
                }
                if link.kind == LinkKind::OvertakenBy {
                    reactions[from.index()].0 |= Reactions::SETTLED;
                }
            }
            if planned(from) && store.events.fresh(from).outcome.is_some() {
                reactions[from.index()].0 |= Reactions::SETTLED;
            }
        }
        Self { close: close.clusters(), loose: loose.clusters(), reactions }
    }

    /// Returns everything connected to `ix` by any link except `follows` and `part_of`, itself included, in
    /// the store's order.
    #[must_use]
    pub fn thread(&self, ix: EventIx) -> &[EventIx] {
        self.close.with(ix)
    }

    /// Returns everything connected to `ix` by any link, itself included, in the store's order.
    #[must_use]
    pub fn chain(&self, ix: EventIx) -> &[EventIx] {
        self.loose.with(ix)
    }

    /// Returns what other events' links say about `ix`.
    #[must_use]
    pub(crate) fn reactions(&self, ix: EventIx) -> Reactions {
        self.reactions[ix.index()]
    }
}

impl Timeline {
    /// Returns whether `ix` was proposed or scheduled, can no longer happen by `now`, and has no recorded or
    /// linked outcome.
    ///
    /// Always false if events are withheld, because the outcome may be one of them.
    #[must_use]
    pub fn lapsed(&self, ix: EventIx, now: Instant) -> bool {
        let status = self.index.statuses()[ix.index()];
        let planned = [Status::Proposed, Status::Scheduled].iter().any(|planned| status == *planned as u8);
        let nothing_withheld = self.store.withheld.is_none_or(|withheld| withheld.events == 0);
        nothing_withheld
            && planned
            && self.event(ix).date.latest() <= now
            && !self.threads().reactions(ix).settled()
    }
}

/// Returns the flags that a link from an event that occurred sets on the event it points at.
fn reaction_flags(kind: LinkKind) -> u8 {
    match kind {
        LinkKind::Denies => Reactions::DENIED | Reactions::ANSWERED,
        LinkKind::Confirms => Reactions::CONFIRMED | Reactions::ANSWERED,
        LinkKind::RespondsTo => Reactions::ANSWERED,
        LinkKind::Contradicts => Reactions::CONTRADICTED,
        _ => 0,
    }
}

/// Returns whether a link from one event, which `occurred` or not, gives the outcome of another.
fn is_outcome(store: &Store, kind: LinkKind, from: EventIx, to: EventIx, occurred: bool) -> bool {
    let date = |ix: EventIx| store.events.fresh(ix).date;
    match kind {
        LinkKind::Supersedes => true,
        LinkKind::Confirms
        | LinkKind::Asserts
        | LinkKind::Denies
        | LinkKind::Contradicts
        | LinkKind::PartOf => occurred && date(from).latest() > date(to).earliest(),
        LinkKind::RespondsTo | LinkKind::Follows | LinkKind::Amplifies | LinkKind::OvertakenBy => false,
    }
}

/// Disjoint sets of numbers, each represented by its least (Tarjan 1975, with path halving).
#[derive(Debug)]
pub(crate) struct Forest(Vec<u32>);

impl Forest {
    /// Creates one set for each number, from 0.
    pub(crate) fn new(numbers: usize) -> Self {
        Self((0..numbers as u32).collect())
    }

    fn least(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    /// Joins two sets; returns false if they were already one.
    ///
    /// The least number represents the set, so that the result does not depend on the order of links.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.least(a), self.least(b));
        self.0[a.max(b) as usize] = a.min(b);
        a != b
    }

    fn clusters(mut self) -> Clusters {
        let events = self.0.len();
        let (mut of, mut sizes) = (vec![0u32; events], Vec::new());
        for ix in 0..events {
            let least = self.least(ix as u32) as usize;
            if least == ix {
                of[ix] = sizes.len() as u32;
                sizes.push(0u32);
            } else {
                of[ix] = of[least];
            }
            sizes[of[ix] as usize] += 1;
        }
        let mut ends = Vec::with_capacity(sizes.len());
        let mut sum = 0;
        for size in &sizes {
            ends.push(sum);
            sum += size;
        }
        // `ends` now holds the start of each cluster; filling moves every start to its end.
        let mut members = vec![EventIx(0); events];
        for (ix, cluster) in (0u32..).zip(&of) {
            let at = &mut ends[*cluster as usize];
            members[*at as usize] = EventIx(ix);
            *at += 1;
        }
        Clusters { of, ends, members }
    }
}

/// A partition of all events, with the events of a cluster side by side.
#[derive(Debug, Clone)]
struct Clusters {
    of: Vec<u32>,
    ends: Vec<u32>,
    members: Vec<EventIx>,
}

impl Clusters {
    fn with(&self, ix: EventIx) -> &[EventIx] {
        let cluster = self.of[ix.index()] as usize;
        let start = cluster.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[cluster] as usize]
    }
}

#[cfg(test)]
mod tests;
