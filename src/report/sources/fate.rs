//! What later events made of an event: confirmed it, contradicted it, both or neither.

use crate::event::{EventIx, LinkKind};
use crate::timeline::Timeline;
use crate::timeline::clock::{Response, response};

/// What later events say of one.
#[derive(Debug, Clone, Default)]
pub(super) struct Fate {
    /// Those that confirm it.
    pub(super) confirming: Vec<EventIx>,
    /// Those that deny or contradict it.
    pub(super) contradicting: Vec<EventIx>,
    /// Those that would do either if they had occurred.
    pub(super) beside: Vec<EventIx>,
}

/// What became of the event at `ix`: only events that occurred and that can have come later count.
///
/// A contradiction holds both ways, but is written in the event that came to contradict: its own link counts only to
/// one that surely came later.
pub(super) fn fate(timeline: &Timeline, ix: EventIx) -> Fate {
    let event = timeline.event(ix);
    let came = |other: EventIx| match response(timeline.store(), event, timeline.event(other)) {
        Response::After { order_uncertain: false, .. } => Came::After,
        Response::After { .. } | Response::Unknown => Came::PerhapsAfter,
        Response::Preemptive | Response::NotOccurred => Came::Before,
    };
    let back = timeline.links_from_occurred(ix).map(|link| (link.kind, link.from));
    let back = back.filter(|(_, other)| came(*other) != Came::Before);
    let own = event.links.iter().filter(|link| link.kind == LinkKind::Contradicts && link.to != ix);
    let own = own.map(|link| (link.kind, link.to)).filter(|(_, other)| came(*other) == Came::After);
    let mut fate = Fate::default();
    for (kind, other) in back.chain(own) {
        fate.told(kind, other);
    }
    let beside = timeline.links_from_unoccurred(ix).filter(|link| link.kind.decides()).map(|link| link.from);
    fate.beside = beside.collect();
    fate
}

impl Fate {
    fn told(&mut self, kind: LinkKind, by: EventIx) {
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

/// When an answer came, if it is one.
#[derive(PartialEq, Eq)]
enum Came {
    Before,
    PerhapsAfter,
    After,
}
