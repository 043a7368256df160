//! Links in reverse, which nobody writes: who answers, denies or confirms an event.

use super::Timeline;
use crate::event::{Basis, EventIx, LinkKind, Status};
use crate::store::Store;

/// A link that points at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BackLink {
    /// What the other event does to this one.
    pub kind: LinkKind,
    pub from: EventIx,
    /// How the link is known.
    pub(crate) basis: Basis,
}

impl Timeline {
    /// Returns the links to `ix` from events that occurred, in timeline order; only these answer, deny,
    /// confirm or contradict.
    pub(crate) fn links_from_occurred(&self, ix: EventIx) -> impl Iterator<Item = BackLink> + '_ {
        self.links_to(ix).filter(|link| self.occurred(link.from))
    }

    /// Returns the links to `ix` from events that did not occur: alleged, rumoured, planned or cancelled,
    /// they decide nothing.
    pub(crate) fn links_from_unoccurred(&self, ix: EventIx) -> impl Iterator<Item = BackLink> + '_ {
        self.links_to(ix).filter(|link| !self.occurred(link.from))
    }

    fn occurred(&self, ix: EventIx) -> bool {
        self.index.statuses()[ix.index()] == Status::Occurred as u8
    }

    fn links_to(&self, ix: EventIx) -> impl Iterator<Item = BackLink> + '_ {
        self.back_links(ix).iter().copied().filter(move |link| link.from != ix)
    }
}

/// The links to all events, grouped by the event they point at.
#[derive(Debug, Clone, Default)]
pub(super) struct BackLinks {
    starts: Vec<u32>,
    links: Vec<BackLink>,
}

impl BackLinks {
    /// Reverses every link of `store`; `rank` is each event's position in the timeline.
    pub(super) fn new(store: &Store, rank: &[u32]) -> Self {
        let mut all = Vec::new();
        for from in (0..store.events.len() as u32).map(EventIx) {
            all.extend(
                store
                    .events
                    .links(from)
                    .iter()
                    .map(|l| (l.to, BackLink { kind: l.kind, from, basis: l.basis })),
            );
        }
        // Several links from one event are in the order of the documentation.
        all.sort_by_key(|(to, link)| (*to, rank[link.from.index()], link.kind as u8));
        all.dedup();
        let mut starts = Vec::with_capacity(store.events.len() + 1);
        let mut at = 0;
        for ix in (0..=store.events.len() as u32).map(EventIx) {
            while all.get(at).is_some_and(|(to, _)| *to < ix) {
                at += 1;
            }
            starts.push(at as u32);
        }
        Self { starts, links: all.into_iter().map(|(_, link)| link).collect() }
    }

    /// Returns the links that point at `ix`, in timeline order.
    pub(super) fn links_to(&self, ix: EventIx) -> &[BackLink] {
        let (start, end) = (self.starts[ix.index()], self.starts[ix.index() + 1]);
        &self.links[start as usize..end as usize]
    }
}
