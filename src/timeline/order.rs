//! The order of events under one heading.
//!
//! Headings are in the order of their days, a coarser date before the days it contains
//! ([`OrderKey`](crate::event::date::OrderKey)). Under one heading an event is sorted by its *key*: the
//! latest instant at which it can have begun (for a range, its start), capped by `first_seen` if that falls
//! inside its bounds. An event known only to the day is placed at the end of the day, an event with a time at
//! its time.
//!
//! Links move an event up, never down: an event that another one answers or follows under the same heading
//! begins no later than that other one, as long as that is not before its own earliest instant. Then events
//! are in the smallest order by key, earliest instant, path, line and id in which no event comes before one
//! that it is linked to in this way, unless instants say so (topological sorting with that order as priority,
//! Kahn 1962). Exact times never run backwards. A cycle of links is cut at its last link in this order.
//!
//! Only headings with links among their own events are sorted that way; all others are sorted by key, so that
//! a store without such links costs one sort.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::event::date::Instant;
use crate::event::start::EventStart;
use crate::event::{EventIx, LinkKind, Place};
use crate::store::Events;

/// Returns whether an event with such a link comes after the one it points at.
fn comes_after(kind: LinkKind) -> bool {
    match kind {
        LinkKind::RespondsTo
        | LinkKind::Denies
        | LinkKind::Confirms
        | LinkKind::Amplifies
        | LinkKind::Asserts
        | LinkKind::Follows
        | LinkKind::Supersedes => true,
        LinkKind::PartOf | LinkKind::Contradicts | LinkKind::OvertakenBy => false,
    }
}

/// The data that events are sorted by.
pub(super) struct Sorting<'s> {
    pub(super) events: &'s Events,
    pub(super) begun: &'s [EventStart],
}

/// The sort key: key, earliest instant, path and line; finally the index, which is the order of the store and
/// so of ids.
type Priority = (EventStart, Place, EventIx);

impl Sorting<'_> {
    /// Sorts each run of `order` that has one heading according to `same`.
    pub(super) fn sort(&self, order: &mut [EventIx], same: impl Fn(EventIx, EventIx) -> bool) {
        let mut places = vec![u32::MAX; self.events.len()];
        for run in order.chunk_by_mut(|a, b| same(*a, *b)) {
            if run.len() > 1 {
                self.sort_run(run, &mut places);
            }
        }
    }

    fn priority(&self, ix: EventIx) -> Priority {
        (self.begun[ix.index()], self.events.place(ix), ix)
    }

    /// Sorts one run; `places` is `u32::MAX` for every event before and after the call.
    fn sort_run(&self, run: &mut [EventIx], places: &mut [u32]) {
        for (place, ix) in (0..).zip(run.iter()) {
            places[ix.index()] = place;
        }
        let mut links: Vec<(u32, u32)> = Vec::new();
        for (place, ix) in (0..).zip(run.iter()) {
            let ties = self.events.links(*ix).iter().filter(|link| comes_after(link.kind) && link.to != *ix);
            let ties = ties.map(|link| places[link.to.index()]).filter(|to| *to != u32::MAX);
            links.extend(ties.map(|to| (place, to)));
        }
        for ix in run.iter() {
            places[ix.index()] = u32::MAX;
        }
        if links.is_empty() {
            run.sort_by_cached_key(|ix| self.priority(*ix));
            return;
        }
        links.sort_unstable();
        links.dedup();
        let sorted = LinkedRun::new(run.iter().map(|ix| self.priority(*ix)).collect(), links).sorted();
        let before = run.to_vec();
        for (slot, place) in run.iter_mut().zip(sorted) {
            *slot = before[place];
        }
    }
}

/// Events under one heading, some of them linked.
struct LinkedRun {
    priorities: Vec<Priority>,
    /// Links as positions, from the event that comes after to the one that comes before.
    links: Vec<(u32, u32)>,
    /// For each event those that must come before it, and whether a link or their times require it.
    before: Vec<Vec<(usize, Why)>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Link,
    Times,
}

impl LinkedRun {
    fn new(priorities: Vec<Priority>, links: Vec<(u32, u32)>) -> Self {
        let before = vec![Vec::new(); priorities.len()];
        let mut linked = Self { priorities, links, before };
        linked.move_up();
        linked.constrain();
        linked
    }

    /// Caps the key of an answered event by the keys of its answers, the earliest first; a key taken from the
    /// heap is final.
    fn move_up(&mut self) {
        let mut answered: Vec<Vec<usize>> = vec![Vec::new(); self.priorities.len()];
        for (after, before) in &self.links {
            answered[*after as usize].push(*before as usize);
        }
        let keys = self.priorities.iter().map(|(begun, ..)| begun.key);
        let mut open: BinaryHeap<Reverse<(Instant, usize)>> = keys.zip(0..).map(Reverse).collect();
        while let Some(Reverse((key, at))) = open.pop() {
            if self.priorities[at].0.key != key {
                continue;
            }
            for other in &answered[at] {
                let begun = &mut self.priorities[*other].0;
                if key < begun.key && key >= begun.earliest {
                    begun.key = key;
                    open.push(Reverse((key, *other)));
                }
            }
        }
    }

    fn constrain(&mut self) {
        for (after, before) in self.links.clone() {
            let (after, before) = (after as usize, before as usize);
            let (a, b) = (self.priorities[after].0, self.priorities[before].0);
            // If neither holds, the instants show the opposite order, and they decide.
            if a.key > b.earliest || a.key == b.key {
                self.before[after].push((before, Why::Link));
            }
        }
        let mut exact: Vec<usize> =
            (0..self.priorities.len()).filter(|at| self.priorities[*at].0.is_exact()).collect();
        exact.sort_by_key(|at| self.priorities[*at]);
        for pair in exact.windows(2) {
            if let [first, second] = *pair
                && self.priorities[first].0.earliest < self.priorities[second].0.earliest
            {
                self.before[second].push((first, Why::Times));
            }
        }
    }

    /// Returns the positions in order.
    fn sorted(mut self) -> Vec<usize> {
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.priorities.len()];
        let mut waiting: Vec<usize> = self.before.iter().map(Vec::len).collect();
        for (at, before) in self.before.iter().enumerate() {
            for (other, _) in before {
                after[*other].push(at);
            }
        }
        let mut ready: BinaryHeap<Reverse<(Priority, usize)>> = BinaryHeap::new();
        for (at, count) in waiting.iter().enumerate() {
            if *count == 0 {
                ready.push(Reverse((self.priorities[at], at)));
            }
        }
        let mut sorted = Vec::with_capacity(self.priorities.len());
        let mut done = vec![false; self.priorities.len()];
        while sorted.len() < done.len() {
            let Some(Reverse((_, at))) = ready.pop() else {
                let (from, to) = self.cut(&done);
                if let Some(place) = after[to].iter().position(|at| *at == from) {
                    after[to].swap_remove(place);
                }
                waiting[from] -= 1;
                if waiting[from] == 0 {
                    ready.push(Reverse((self.priorities[from], from)));
                }
                continue;
            };
            done[at] = true;
            sorted.push(at);
            for next in &after[at] {
                waiting[*next] -= 1;
                if waiting[*next] == 0 {
                    ready.push(Reverse((self.priorities[*next], *next)));
                }
            }
        }
        sorted
    }

    /// Removes the last link of a cycle among the events that are not `done`; returns the later event and the
    /// earlier one.
    fn cut(&mut self, done: &[bool]) -> (usize, usize) {
        let open = (0..done.len()).filter(|at| !done[*at]);
        let mut at = open.min_by_key(|at| self.priorities[*at]).unwrap_or(0);
        let mut path = Vec::new();
        // Each event that is not done waits for another one that is not, so following them ends in a cycle.
        while !path.contains(&at) {
            path.push(at);
            let waits = self.before[at].iter().map(|(before, _)| *before).filter(|before| !done[*before]);
            at = waits.min_by_key(|before| self.priorities[*before]).unwrap_or(at);
        }
        let circle =
            path.iter().position(|on| *on == at).and_then(|start| path.get(start..)).unwrap_or_default();
        let links = circle
            .iter()
            .zip(circle.iter().cycle().skip(1))
            .filter(|(from, to)| self.before[**from].contains(&(**to, Why::Link)));
        let last = links.max_by_key(|(from, to)| (self.priorities[**from], self.priorities[**to]));
        let (from, to) = last.map_or((at, at), |(from, to)| (*from, *to));
        self.before[from].retain(|edge| *edge != (to, Why::Link));
        (from, to)
    }
}

#[cfg(test)]
mod tests;
