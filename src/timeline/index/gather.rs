//! Passes over all events, on all cores: each event is taken out once and gives its columns.

use super::ancestry::Ancestry;
use super::lists::Lists;
use super::words::Numbered;
use crate::event::EventIx;
use crate::event::date::{Day, Heading};
use crate::parallel;
use crate::store::Store;
use crate::timeline::index::ClockOffset;
use crate::timeline::order::Begun;

/// From this many events on the pass is shared between threads.
const MANY: usize = 4_096;

/// Columns of some events that follow each other.
pub(super) trait Columns: Default + Send {
    /// Adds the columns of the event at `ix`.
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry<'_>);

    /// Adds the columns of the events that follow.
    fn append(&mut self, other: Self);
}

/// The columns of all events.
pub(super) fn all<C: Columns>(store: &Store) -> C {
    let events = store.events.len();
    let threads = if events < MANY { 1 } else { parallel::threads(events) };
    let part =
        |range: std::ops::Range<usize>| some::<C>(store, (range.start as u32..range.end as u32).map(EventIx));
    let mut parts = parallel::shares(threads, events, part).into_iter();
    let mut whole = parts.next().unwrap_or_default();
    parts.for_each(|part| whole.append(part));
    whole
}

/// The columns of some events.
pub(super) fn some<C: Columns>(store: &Store, events: impl Iterator<Item = EventIx>) -> C {
    let mut part = C::default();
    let mut ancestry = Ancestry::new(&store.registry);
    for ix in events {
        part.add(store, ix, &mut ancestry);
    }
    part
}

/// What events are ordered by, and who has a part in them.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) days: Vec<(Day, Day)>,
    pub(super) begun: Vec<Begun>,
    pub(super) clock_offsets: Vec<ClockOffset>,
    pub(super) kinds: Vec<u8>,
    pub(super) statuses: Vec<u8>,
    pub(super) heading_of: Vec<u32>,
    pub(super) headings: Numbered<Heading>,
    pub(super) actors_of: Lists,
}

impl Columns for Part {
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry<'_>) {
        let event = store.events.outline(ix);
        for named in event.everyone() {
            self.actors_of.extend(ancestry.of(named, &event.date).iter().copied());
        }
        self.actors_of.end_row();
        self.days.push((event.date.first_day(), event.date.last_day()));
        self.begun.push(Begun::of(&event));
        self.clock_offsets.push(ClockOffset::of(&event));
        self.kinds.push(event.kind as u8);
        self.statuses.push(event.status as u8);
        self.heading_of.push(self.headings.number_of(event.date.heading(None)));
    }

    fn append(&mut self, other: Self) {
        self.days.extend(other.days);
        self.begun.extend(other.begun);
        self.clock_offsets.extend(other.clock_offsets);
        self.kinds.extend(other.kinds);
        self.statuses.extend(other.statuses);
        let headings = self.headings.append(other.headings);
        self.heading_of.extend(other.heading_of.into_iter().map(|number| headings[number as usize]));
        self.actors_of.append(&other.actors_of);
    }
}
