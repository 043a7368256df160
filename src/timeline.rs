//! The timeline: the store's events in one total order, and what is computed over any set of them.
//!
//! Pure: a [`Timeline`] is made from a store and a display zone and never changes. Order, grouping, links
//! both ways and independent roots are computed once; everything else is a function of a set of events.

pub mod facets;
pub mod gaps;
pub mod histogram;
mod index;
mod links;
mod roots;
mod set;

use std::ops::Range;
use std::sync::Arc;

use chrono_tz::Tz;

pub use links::BackLink;
pub use set::EventSet;

use crate::event::date::Heading;
use crate::event::{Event, EventIx};
use crate::store::Store;

/// A store's events in the order they are shown.
#[derive(Debug, Clone)]
pub struct Timeline {
    store: Arc<Store>,
    zone: Option<Tz>,
    order: Vec<EventIx>,
    rank: Vec<u32>,
    back: Vec<Vec<BackLink>>,
    roots: Vec<u32>,
}

/// Events that stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub heading: Heading,
    /// Which of the events shown stand under it.
    pub events: Range<usize>,
}

impl Timeline {
    /// Orders the events of `store`; `zone` moves only dates that carry a time.
    #[must_use]
    pub fn new(store: Arc<Store>, zone: Option<Tz>) -> Self {
        todo!()
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The store, to share.
    #[must_use]
    pub fn shared_store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    /// The zone that timed dates are shown in; none: each in its own.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        self.zone
    }

    /// The event at `ix`.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> &Event {
        self.store.event(ix)
    }

    /// Every event in order.
    #[must_use]
    pub fn order(&self) -> &[EventIx] {
        &self.order
    }

    /// The place of `ix` in [`Timeline::order`].
    #[must_use]
    pub fn rank(&self, ix: EventIx) -> usize {
        self.rank[ix.index()] as usize
    }

    /// The events of `set` in order.
    #[must_use]
    pub fn shown(&self, set: &EventSet) -> Vec<EventIx> {
        self.order.iter().copied().filter(|ix| set.contains(*ix)).collect()
    }

    /// The heading of an event.
    #[must_use]
    pub fn heading(&self, ix: EventIx) -> Heading {
        self.event(ix).date.heading(self.zone)
    }

    /// Groups events that are in order (or in reverse) under their headings.
    #[must_use]
    pub fn groups(&self, shown: &[EventIx]) -> Vec<Group> {
        todo!()
    }

    /// The links that point at `ix`, in timeline order.
    #[must_use]
    pub fn back_links(&self, ix: EventIx) -> &[BackLink] {
        &self.back[ix.index()]
    }

    /// How many independent roots report `ix`: outlets at the ends of `derived_from`, once each.
    #[must_use]
    pub fn roots(&self, ix: EventIx) -> usize {
        self.roots[ix.index()] as usize
    }

    /// The last event, by order, that is not in the future; where the browser opens.
    #[must_use]
    pub fn last_until(&self, shown: &[EventIx], now: &crate::event::date::Now) -> Option<usize> {
        shown.iter().rposition(|ix| self.event(*ix).date.earliest() <= now.instant)
    }
}
