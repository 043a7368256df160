//! Events as values: ids, and those that others are connected to.

use super::{Candidate, MOST, Scope, ranked};
use crate::event::EventIx;
use crate::filter::field::Field;
use crate::filter::print::as_value;
use crate::text::fold;
use crate::text::signs::sign;
use crate::timeline::Timeline;

/// Returns events that others are connected to, with the number of connected events.
pub(super) fn tied(field: Field, typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let count = |ix| match field {
        Field::Chain => timeline.threads().chain(ix).len() as u32,
        _ => timeline.threads().thread(ix).len() as u32,
    };
    let found = fitting(typed, timeline, |ix| count(ix) > 1);
    let counted = found.into_iter().map(|(fit, ix)| (fit, candidate(ix, Some(count(ix)), timeline)));
    ranked(counted.collect())
}

pub(super) fn ids(typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    let found = fitting(typed, scope.timeline, |_| true).into_iter();
    ranked(found.map(|(fit, ix)| (fit, candidate(ix, scope.rest.count(&[ix.0]), scope.timeline))).collect())
}

fn candidate(ix: EventIx, count: Option<u32>, timeline: &Timeline) -> Candidate {
    let event = timeline.event(ix);
    let label = format!("{} {} {}", event.id, sign("·"), event.title);
    Candidate { insert: as_value(event.id.as_str()), label, count, leaves_nothing: false }
}

/// Returns so many events as are offered: those whose id begins with `typed`, then those whose id contains it.
fn fitting(typed: &str, timeline: &Timeline, wanted: impl Fn(EventIx) -> bool) -> Vec<(u8, EventIx)> {
    let typed = fold(typed);
    let ids = || (0..).map(EventIx).zip(timeline.store().events.ids());
    let begin = ids().filter(|(ix, id)| id.starts_with(&typed) && wanted(*ix)).map(|(ix, _)| (0, ix));
    let mut found: Vec<(u8, EventIx)> = begin.take(MOST).collect();
    if found.len() < MOST && typed.chars().count() >= 3 {
        let contain = |id: &str| id.contains(&typed) && !id.starts_with(&typed);
        let others = ids().filter(|(ix, id)| contain(id) && wanted(*ix)).map(|(ix, _)| (1, ix));
        found.extend(others.take(MOST - found.len()));
    }
    found
}
