//! The order of a timeline in its zone, computed on first use: a store that is only a step towards another
//! one is never sorted.

use chrono_tz::Tz;

use super::links::BackLinks;
use super::order::Sorting;
use super::zoned::ZonedHeadings;
use super::{Index, UNPACKED};
use crate::event::EventIx;
use crate::parallel;
use crate::store::Store;

/// The order of all events, and what follows from it.
#[derive(Debug)]
pub(super) struct Ordering {
    pub(super) order: Vec<EventIx>,
    pub(super) rank: Vec<u32>,
    pub(super) back: BackLinks,
    /// Headings and days in the display zone, if there is one.
    pub(super) zoned: Option<ZonedHeadings>,
}

impl Ordering {
    /// Sorts the events of `store`; `zone` moves only dates that carry a time.
    pub(super) fn of(store: &Store, zone: Option<Tz>, index: &Index) -> Self {
        let events = &store.events;
        let mut order: Vec<EventIx> = (0..events.len() as u32).map(EventIx).collect();
        let sorting = Sorting { events, begun: index.begun() };
        // The store is already sorted by heading, each event in its own zone.
        let zoned = zone.is_some().then(|| {
            let dates = parallel::map(&order, UNPACKED, |ix| {
                let date = events.fresh(*ix).date;
                (date.order_key(zone), date.heading(zone), date.has_time())
            });
            let (keys, dates): (Vec<_>, Vec<_>) =
                dates.into_iter().map(|(key, heading, has_time)| (key, (heading, has_time))).unzip();
            order.sort_by(|a, b| {
                keys[a.index()].cmp(&keys[b.index()]).then_with(|| events.id(*a).cmp(events.id(*b)))
            });
            sorting.sort(&mut order, |a, b| keys[a.index()].shares_heading(&keys[b.index()]));
            ZonedHeadings::of(index, dates.into_iter())
        });
        if zone.is_none() {
            sorting.sort(&mut order, |a, b| index.share_heading(a, b));
        }
        let mut rank = vec![0; events.len()];
        for (at, ix) in (0..).zip(&order) {
            rank[ix.index()] = at;
        }
        let back = BackLinks::new(store, &rank);
        Self { order, rank, back, zoned }
    }
}
