//! What later events did to an event: confirmed it, contradicted it, both or neither.

use crate::event::{EventIx, LinkKind};
use crate::timeline::Timeline;
use crate::timeline::clock::{Response, response};

/// The later events that confirm or contradict an event.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers {
    /// The events that confirm it.
    pub(super) confirming: Vec<EventIx>,
    /// The events that deny or contradict it.
    pub(super) contradicting: Vec<EventIx>,
    /// The events that would do either if they had occurred.
    pub(super) beside: Vec<EventIx>,
}

/// Returns the later events that confirm or contradict the event at `ix`. Only events that occurred and that can have
/// come later count.
///
/// A contradiction applies in both directions, but it is written in the event that contradicts. So the event's own
/// link counts only if it leads to an event that certainly came later.
pub(super) fn answers(timeline: &Timeline, ix: EventIx) -> Answers {
    let event = timeline.event(ix);
    let arrival = |other: EventIx| match response(timeline.store(), event, timeline.event(other)) {
        Response::After { order_uncertain: false, .. } => Arrival::After,
        Response::After { .. } | Response::Unknown => Arrival::PerhapsAfter,
        Response::Preemptive | Response::NotOccurred => Arrival::Before,
    };
    let back = timeline.links_from_occurred(ix).map(|link| (link.kind, link.from));
    let back = back.filter(|(_, other)| arrival(*other) != Arrival::Before);
    let own = event.links.iter().filter(|link| link.kind == LinkKind::Contradicts && link.to != ix);
    let own = own.map(|link| (link.kind, link.to)).filter(|(_, other)| arrival(*other) == Arrival::After);
    let mut answers = Answers::default();
    for (kind, other) in back.chain(own) {
        answers.add(kind, other);
    }
    let beside = timeline.links_from_unoccurred(ix).filter(|link| link.kind.decides()).map(|link| link.from);
    answers.beside = beside.collect();
    answers
}

impl Answers {
    fn add(&mut self, kind: LinkKind, by: EventIx) {
        let list = match kind {
            LinkKind::Confirms => &mut self.confirming,
            _ if kind.decides() => &mut self.contradicting,
            _ => return,
        };
        if !list.contains(&by) {
            list.push(by);
        }
    }
}

/// The time at which an answer came.
#[derive(PartialEq, Eq)]
enum Arrival {
    Before,
    PerhapsAfter,
    After,
}
