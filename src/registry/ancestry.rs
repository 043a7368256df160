//! A cache of what actors belong to, for events that are close in time.

use foldhash::HashMap;

use super::{ActorIx, Registry};
use crate::event::EventDate;
use crate::event::date::Day;

/// A cache for [`Registry::belongs_to`]. It computes an answer again only if the date has passed a bound of a
/// membership.
///
/// A cache belongs to one registry. Actors without memberships may be added to the registry meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Ancestry {
    known: HashMap<ActorIx, CachedAncestry>,
}

#[derive(Debug)]
struct CachedAncestry {
    /// Days on which the set of memberships may change, ascending.
    bounds: Vec<Day>,
    /// Number of bounds that the first and the last day of the date had passed.
    passed: (usize, usize),
    all: Vec<u32>,
}

impl Ancestry {
    /// Returns the actor and everything that it belongs to at `date`.
    pub(crate) fn ancestors(&mut self, registry: &Registry, actor: ActorIx, date: &EventDate) -> &[u32] {
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

/// Counts the bounds that the first and the last day of the date have passed.
///
/// A membership holds if its first day is not after the date's last day and its last day is not before the date's
/// first day. Neither can change between two bounds.
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
