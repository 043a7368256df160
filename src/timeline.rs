//! The timeline: the store's events in one total order, and what is computed over any set of them.
//!
//! Pure: a [`Timeline`] is made from a store and a display zone and never changes. Order, grouping, links
//! both ways and independent roots are computed once; everything else is a function of a set of events.

mod attendance;
pub mod claims;
pub mod clock;
pub mod facets;
pub(crate) mod gaps;
pub mod histogram;
pub mod index;
mod links;
pub(crate) mod order;
mod ordering;
pub(crate) mod roots;
pub mod row;
#[cfg(test)]
pub(crate) mod sample;
mod searches;
mod set;
pub(crate) mod sitting;
pub(crate) mod standing;
pub(crate) mod terms;
pub mod texts;
mod threads;
pub(crate) mod unnamed;
mod zoned;

use crate::event::Credibility;
use crate::event::Reliability;
use crate::event::Status;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono_tz::Tz;

pub(crate) use attendance::{Attendance, Attendee};
pub use index::{Index, IndexKey};
pub(crate) use links::BackLink;
pub use set::EventSet;
pub use texts::Texts;
pub(crate) use threads::Forest;
pub use threads::{Fate, Threads};

use clock::Response;
use ordering::Ordering;
use row::Offsets;
use searches::Searches;
use texts::Part;
use zoned::Zoned;

use crate::event::date::{Day, Heading};
use crate::event::{Event, EventDate, EventIx, Handling};
use crate::parallel;
use crate::registry::SourceIx;
use crate::store::{AsOf, Renewed, Renumbering, Store};

/// From so many events on they are taken out on all cores.
const UNPACKED: usize = 256;

/// A store's events in the order they are shown.
#[derive(Debug, Clone)]
pub struct Timeline {
    store: Arc<Store>,
    zone: Option<Tz>,
    /// Made when something first asks where an event stands.
    ordering: Arc<OnceLock<Ordering>>,
    index: Arc<Index>,
    /// Made when something is first searched for.
    texts: Arc<OnceLock<Texts>>,
    /// What they are made from, where they were folded before an edit.
    folded: Arc<Mutex<Option<TextsBeforeEdit>>>,
    /// What was searched for last, where a reader types.
    searches: Option<Arc<Searches>>,
    /// Made when something first asks how soon answers came.
    responses: Arc<OnceLock<Vec<(EventIx, Response)>>>,
    /// Made when something first asks what hangs together.
    threads: Arc<OnceLock<Threads>>,
    asked: Arc<Lookups>,
}

/// What is made when a filter first asks for it.
#[derive(Debug, Default)]
struct Lookups {
    /// Of each term the events that have it.
    terms: OnceLock<Vec<Vec<u32>>>,
    seats: OnceLock<Attendance>,
    /// Of which zones the times of all events are.
    offsets: OnceLock<Offsets>,
    /// What sources are found by.
    citations: OnceLock<Texts>,
}

/// Texts as they were before an edit, and how events moved then.
type TextsBeforeEdit = (Arc<OnceLock<Texts>>, Renumbering);

/// Events that stand under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub(crate) heading: Heading,
    /// Which of the events shown stand under it.
    pub events: Range<usize>,
}

impl Timeline {
    /// The events of `store` in order; `zone` moves only dates that carry a time.
    #[must_use]
    pub fn new(store: Arc<Store>, zone: Option<Tz>) -> Self {
        let index = Arc::new(Index::new(&store));
        Self::of_index(store, zone, index)
    }

    /// The timeline as its files are now, in each event's own zone, with only what has changed read again.
    ///
    /// None where everything is to be read; see [`Store::renewed`].
    #[must_use]
    pub fn renewed(&self) -> Option<Self> {
        let (renewed, moves) = self.renewed_with_moves()?;
        *renewed.folded.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((Arc::clone(&self.texts), moves));
        Some(renewed)
    }

    pub(crate) fn renewed_with_moves(&self) -> Option<(Self, Renumbering)> {
        let Renewed { store, moves } = self.store.renewed()?;
        let store = store.shared();
        let index = Arc::new(self.index.renewed(&store, &moves));
        Some((Self::of_index(store, None, index), moves))
    }

    /// The timeline of what was known at that date, in each event's own zone; see [`Store::as_of`].
    #[must_use]
    pub fn as_of(&self, at: &AsOf) -> Self {
        let (store, moves) = self.store.as_of_with_moves(at);
        let store = store.shared();
        let index = Arc::new(self.index.renewed(&store, &moves));
        Self::of_index(store, None, index)
    }

    /// The same timeline shown in another zone; costs no more than the new order.
    #[must_use]
    pub(crate) fn in_zone(&self, zone: Option<Tz>) -> Self {
        let (texts, folded) = (Arc::clone(&self.texts), Arc::clone(&self.folded));
        let (responses, threads) = (Arc::clone(&self.responses), Arc::clone(&self.threads));
        let asked = Arc::clone(&self.asked);
        let other = Self::of_index(Arc::clone(&self.store), zone, Arc::clone(&self.index));
        Self { texts, folded, responses, threads, asked, searches: self.searches.clone(), ..other }
    }

    /// The timeline for those who may know what is marked up to `max`; see [`Withheld`](crate::store::Withheld).
    #[must_use]
    pub(crate) fn released(self, max: Handling) -> Self {
        let is_stricter = |word: &str| word.parse::<Handling>().is_ok_and(|is| is < max);
        let words = self.index.words(IndexKey::Handling).filter(|(word, _)| is_stricter(word));
        let mut stricter: Vec<u32> = words.flat_map(|(_, events)| events).copied().collect();
        stricter.sort_unstable();
        stricter.dedup();
        let not_yet = self.store.known.iter().flat_map(|known| known.not_yet_marked.keys());
        let mut marked = self.store.meta.handling.iter().chain(not_yet);
        if stricter.is_empty() && marked.all(|is| *is >= max) {
            return self;
        }
        let (store, moves) = self.store.released(max, stricter);
        let store = store.shared();
        let index = Arc::new(self.index.renewed(&store, &moves));
        Self::of_index(store, self.zone, index)
    }

    pub(crate) fn of_index(store: Arc<Store>, zone: Option<Tz>, index: Arc<Index>) -> Self {
        Self {
            store,
            zone,
            ordering: Arc::default(),
            index,
            texts: Arc::default(),
            folded: Arc::default(),
            searches: None,
            responses: Arc::default(),
            threads: Arc::default(),
            asked: Arc::default(),
        }
    }

    fn ordering(&self) -> &Ordering {
        self.ordering.get_or_init(|| Ordering::of(&self.store, self.zone, &self.index))
    }

    /// What stands where in the display zone.
    fn zoned(&self) -> Option<&Zoned> {
        self.zone.and_then(|_| self.ordering().zoned.as_ref())
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The folded texts of the events, made on the first call.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let folded = self.folded.lock().unwrap_or_else(PoisonError::into_inner).take();
            match folded.as_ref().and_then(|(old, moves)| Some((old.get()?, moves))) {
                Some((old, moves)) => old.renewed(&self.store, moves),
                None => Texts::new(&self.store),
            }
        })
    }

    /// Makes what facets and most filters ask for, so that the first of them need not wait.
    pub fn prepare(&self) {
        let _made = self.index.details();
    }

    /// The same timeline, which keeps what was searched for until the next filter: for a reader who types.
    #[must_use]
    pub(crate) fn for_typing(self) -> Self {
        Self { searches: Some(Arc::default()), ..self }
    }

    pub(crate) fn begin_search(&self) {
        if let Some(searches) = &self.searches {
            searches.turn();
        }
    }

    /// The events of `among` whose `part` holds `needle`, a folded text; of others too where it is known.
    pub(crate) fn saying(&self, needle: &str, part: Part, among: &Range<usize>) -> EventSet {
        let texts = self.texts_with(part);
        match &self.searches {
            Some(searches) => searches.find(texts, needle, part, among),
            None => texts.find(needle, part, among.clone()),
        }
    }

    /// The folded texts that `part` is a part of; those of sources are made when they are first asked for.
    pub(crate) fn texts_with(&self, part: Part) -> &Texts {
        if part.is_of_sources() {
            self.asked.citations.get_or_init(|| Texts::of_sources(&self.store))
        } else {
            self.texts()
        }
    }

    /// Every answer by the clock, with its event, in the order of events; made on the first call.
    #[must_use]
    pub fn responses(&self) -> &[(EventIx, Response)] {
        self.responses.get_or_init(|| {
            let all = (0..self.store.events.len() as u32).map(EventIx);
            let of =
                |ix| clock::responses(&self.store, ix).into_iter().map(move |(_, response)| (ix, response));
            all.flat_map(of).collect()
        })
    }

    /// Threads, chains and fates, made on the first call.
    #[must_use]
    pub fn threads(&self) -> &Threads {
        self.threads.get_or_init(|| Threads::new(&self.store, &self.index))
    }

    /// The index, to be kept with the store.
    pub(crate) fn index_to_keep(&self) -> &Index {
        &self.index
    }

    /// The store, to share.
    #[must_use]
    pub(crate) fn shared_store(&self) -> Arc<Store> {
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

    /// Takes events out on all cores; they stay in memory, as what [`Timeline::event`] gives does.
    ///
    /// For what reads each of them several times.
    pub(crate) fn unpack(&self, events: &[EventIx]) {
        parallel::map(events, UNPACKED, |ix| {
            let _ = self.event(*ix);
        });
    }

    /// Every event in order.
    #[must_use]
    pub fn order(&self) -> &[EventIx] {
        &self.ordering().order
    }

    /// Whether the times of all events are of several zones; made on the first call.
    #[must_use]
    pub(crate) fn offsets(&self) -> Offsets {
        match self.zone {
            Some(_) => Offsets::default(),
            None => *self.asked.offsets.get_or_init(|| Offsets::of(self, self.order())),
        }
    }

    /// The place of `ix` in [`Timeline::order`].
    #[must_use]
    pub fn rank(&self, ix: EventIx) -> usize {
        self.ordering().rank[ix.index()] as usize
    }

    /// The events of `set` in order.
    #[must_use]
    pub fn shown(&self, set: &EventSet) -> Vec<EventIx> {
        self.order().iter().copied().filter(|ix| set.contains(*ix)).collect()
    }

    /// The heading of an event.
    #[must_use]
    pub(crate) fn heading(&self, ix: EventIx) -> Heading {
        self.zoned().map_or_else(|| self.index.heading(ix), |zoned| zoned.heading(ix)).clone()
    }

    /// Groups events that are in order (or in reverse) under their headings.
    ///
    /// Every event stands in one group; a group is a run of events with one heading.
    #[must_use]
    pub fn groups(&self, shown: &[EventIx]) -> Vec<Group> {
        let zoned = self.zoned();
        let number = |ix: EventIx| match zoned {
            None => self.index.heading_number(ix),
            Some(zoned) => zoned.number(ix),
        };
        let (mut groups, mut last): (Vec<Group>, _) = (Vec::new(), None);
        for (at, ix) in shown.iter().enumerate() {
            let number = number(*ix);
            match groups.last_mut() {
                Some(group) if last == Some(number) => group.events.end = at + 1,
                _ => groups.push(Group { heading: self.heading(*ix), events: at..at + 1 }),
            }
            last = Some(number);
        }
        groups
    }

    /// The events of a `window` of `shown`, taken out anew, each with the heading that it is the first under.
    pub(crate) fn headed<'t>(
        &'t self,
        shown: &'t [EventIx],
        window: Range<usize>,
    ) -> impl Iterator<Item = (EventIx, Event, Option<Heading>)> + 't {
        let heading = |ix: EventIx, event: &Event| match self.zone {
            None => self.index.heading(ix).clone(),
            zone => event.date.heading(zone),
        };
        let before = window.start.checked_sub(1).and_then(|at| shown.get(at));
        let mut last = before.map(|ix| heading(*ix, &self.store.events.fresh(*ix)));
        shown.get(window).unwrap_or_default().iter().map(move |ix| {
            let event = self.store.events.fresh(*ix);
            let own = heading(*ix, &event);
            let first = last.as_ref() != Some(&own);
            if first {
                last = Some(own.clone());
            }
            (*ix, event, first.then_some(own))
        })
    }

    /// The first day an event is shown under: its own, moved by the display zone only where it carries a time.
    ///
    /// None where it is open at the start.
    #[must_use]
    pub fn day(&self, ix: EventIx) -> Option<Day> {
        self.zoned().map_or_else(|| self.index.first_day(ix), |zoned| zoned.day(ix))
    }

    /// As [`Timeline::day`], of an event whose date is at hand.
    #[must_use]
    pub(crate) fn day_of(&self, ix: EventIx, date: &EventDate) -> Option<Day> {
        match self.zone {
            Some(_) if date.has_time() => date.heading(self.zone).first_day(),
            _ => self.index.first_day(ix),
        }
    }

    /// The links that point at `ix`, in timeline order.
    #[must_use]
    pub(crate) fn back_links(&self, ix: EventIx) -> &[BackLink] {
        self.ordering().back.of(ix)
    }

    /// When the earliest source of `event` came out, where that is known of any.
    #[must_use]
    pub fn published(&self, event: &Event) -> Option<EventDate> {
        let published = |source: &SourceIx| self.store.registry.published(*source);
        index::dates::earliest(event.sources.iter().filter_map(published))
    }

    /// How many pages are cited for `ix`: copies of one count once.
    #[must_use]
    pub(crate) fn pages(&self, ix: EventIx) -> usize {
        usize::from(self.index.source_counts()[ix.index()])
    }

    /// How many independent roots report `ix`: publishers at the ends of `derived_from`, once each.
    #[must_use]
    pub(crate) fn roots(&self, ix: EventIx) -> usize {
        usize::from(self.index.root_counts()[ix.index()])
    }

    /// Returns whether an event can go into a briefing as it is: B2 or better, from two independent roots, and neither
    /// alleged nor rumoured (Admiralty code, AJP-2.1).
    #[must_use]
    pub(crate) fn can_be_briefed(&self, ix: EventIx) -> bool {
        let event = self.event(ix);
        let grade = event.grade;
        let is_claimed = matches!(event.status, Status::Alleged | Status::Rumoured);
        !is_claimed
            && matches!(grade.reliability, Reliability::A | Reliability::B)
            && matches!(grade.credibility, Credibility::One | Credibility::Two)
            && self.roots(ix) >= 2
    }

    /// Postings and columns of the events, for filters and counts.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The last event, by order, that is not in the future; where the browser opens.
    #[must_use]
    pub(crate) fn last_until(&self, shown: &[EventIx], now: &crate::event::date::Now) -> Option<usize> {
        shown.iter().rposition(|ix| self.event(*ix).date.earliest() <= now.instant)
    }
}

#[cfg(test)]
mod tests;
