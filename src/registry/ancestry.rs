//! What actors belong to, remembered between events that lie close in time.

use foldhash::HashMap;

use super::{ActorIx, Registry};
use crate::event::EventDate;
use crate::event::date::Day;

/// Answers as [`Registry::belongs_to`] does, but works an answer out anew only where time has passed a bound.
///
/// One is for one registry, to which actors without memberships may be added.
#[derive(Debug, Default)]
pub(crate) struct Ancestry {
    known: HashMap<ActorIx, CachedAncestry>,
}

#[derive(Debug)]
struct CachedAncestry {
    /// Days from which on another membership may hold, ascending.
    bounds: Vec<Day>,
    /// How many bounds the first and the last day of the date had passed.
    passed: (usize, usize),
    all: Vec<u32>,
}

impl Ancestry {
    /// The actor and everything it belongs to at `date`.
    pub(crate) fn of(&mut self, registry: &Registry, actor: ActorIx, date: &EventDate) -> &[u32] {
        let work_out = || registry.belongs_to(actor, date).into_iter().map(|a| a.0).collect();
        let known = self.known.entry(actor).or_insert_with(|| {
            let bounds = bounds(registry, actor);
            CachedAncestry { passed: passed(&bounds, date), bounds, all: work_out() }
        });
        let now = passed(&known.bounds, date);
        if now != known.passed {
            known.passed = now;
            known.all = work_out();
        }
        &known.all
    }
}

/// A membership holds by whether its first day is not after the date's last, and its last not before the date's
/// first: between two bounds neither can change.
fn passed(bounds: &[Day], date: &EventDate) -> (usize, usize) {
    let until = |day: Day| bounds.partition_point(|bound| *bound <= day);
    (until(date.first_day()), until(date.last_day()))
}

fn bounds(registry: &Registry, actor: ActorIx) -> Vec<Day> {
    let mut bounds = Vec::new();
    let mut all = vec![actor];
    let mut next = 0;
    while let Some(&member) = all.get(next) {
        next += 1;
        for membership in &registry.actor(member).part_of {
            bounds.extend(membership.from.as_ref().map(EventDate::first_day));
            bounds.extend(membership.until.as_ref().map(|u| Day(u.last_day().0.saturating_add(1))));
            if !all.contains(&membership.of) {
                all.push(membership.of);
            }
        }
    }
    bounds.sort_unstable();
    bounds.dedup();
    bounds
}
