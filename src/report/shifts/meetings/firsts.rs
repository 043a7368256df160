//! Which first meetings are certainly the first: another meeting of the same pair may have come before.

use std::collections::{HashMap, HashSet};

use super::{Change, Meeting, Pair};
use crate::event::date::Instant;
use crate::event::{Event, EventIx, LinkKind};
use crate::timeline::Timeline;

/// The time of each pair's first meeting, and the pairs that may have met before it.
#[derive(Default)]
pub(super) struct Firsts {
    met: HashMap<Pair, (EventIx, Instant)>,
    /// The latest time at which one of them was over.
    until: Option<Instant>,
    unsure: HashSet<Pair>,
}

impl Firsts {
    /// Returns whether no meeting from `event` on can have come before one of them. Events are in the order of their
    /// days, each in its own zone.
    pub(super) fn are_over(&self, event: &Event) -> bool {
        const MARGIN: i64 = 2 * 24 * 60 * 60;
        self.until.is_none_or(|until| event.date.earliest().0 >= until.0.saturating_add(MARGIN))
    }

    pub(super) fn add(&mut self, meeting: &Meeting, first: Option<&Change>) {
        let Some(Change::FirstPairing { sides, people, .. }) = first else { return };
        let first: HashSet<&Pair> = sides.iter().chain(people).collect();
        for met in meeting.pairs.iter().filter(|met| first.contains(&met.pair)) {
            self.met.insert(met.pair, (meeting.ix, met.before));
            self.until = self.until.max(Some(met.before));
        }
    }

    pub(super) fn meet(&mut self, meeting: &Meeting, timeline: &Timeline) {
        for met in &meeting.pairs {
            let Some((first, before)) = self.met.get(&met.pair) else { continue };
            if met.from < *before && !of_one_round(timeline, *first, meeting.ix) {
                self.unsure.insert(met.pair);
            }
        }
    }

    pub(super) fn mark_unsure(&self, changes: &mut [Change]) {
        for change in changes {
            if let Change::FirstPairing { sides, people, unsure, .. } = change {
                unsure.extend(sides.iter().chain(people.iter()).filter(|pair| self.unsure.contains(*pair)));
            }
        }
    }
}

/// Returns whether one of two meetings is a part of the other, or both are parts of a third.
fn of_one_round(timeline: &Timeline, one: EventIx, other: EventIx) -> bool {
    let round = |ix: EventIx| -> HashSet<EventIx> {
        let links = timeline.store().events.links(ix).iter();
        let whole = links.filter(|link| link.kind == LinkKind::PartOf);
        whole.map(|link| link.to).chain([ix]).collect()
    };
    !round(one).is_disjoint(&round(other))
}
