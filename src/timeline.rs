//! The timeline: the store's events in one total order, and the analyses over any set of them.
//!
//! This module is pure: a [`Timeline`] is built from a store and a display zone and never changes. Order,
//! grouping, links in both directions and independent roots are computed once; everything else is a function
//! of a set of events.

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
pub use threads::{Reactions, Threads};

use clock::Response;
use ordering::Ordering;
use row::Offsets;
use searches::Searches;
use texts::Part;
use zoned::ZonedHeadings;

use crate::event::date::{Day, Heading};
use crate::event::{Event, EventDate, EventIx, Handling};
use crate::parallel;
use crate::registry::{ShortNames, SourceIx};
use crate::store::{AsOf, Renewed, Renumbering, Store};

/// From this many events on, events are unpacked on all cores.
const UNPACKED: usize = 256;

/// A store's events in the order they are shown.
#[derive(Debug, Clone)]
pub struct Timeline {
    store: Arc<Store>,
    zone: Option<Tz>,
    /// The order of the events, built on first use.
    ordering: Arc<OnceLock<Ordering>>,
    index: Arc<Index>,
    /// The folded texts of the events, built by the first search.
    texts: Arc<OnceLock<Texts>>,
    /// The texts from before an edit, if they were folded then, from which `texts` is built.
    folded: Arc<Mutex<Option<TextsBeforeEdit>>>,
    /// Results of the last searches, if the user is typing a filter.
    searches: Option<Arc<Searches>>,
    /// The response times, computed on first use.
    responses: Arc<OnceLock<Vec<(EventIx, Response)>>>,
    /// The threads and chains of events, computed on first use.
    threads: Arc<OnceLock<Threads>>,
    asked: Arc<Lookups>,
}

/// Lookup tables that are built when a filter first needs them.
#[derive(Debug, Default)]
struct Lookups {
    /// The events that use each term.
    terms: OnceLock<Vec<Vec<u32>>>,
    seats: OnceLock<Attendance>,
    /// Whether the events carry times of several zones.
    offsets: OnceLock<Offsets>,
    short_names: OnceLock<ShortNames>,
    /// The folded addresses, titles and citations of sources.
    citations: OnceLock<Texts>,
}

/// The texts before an edit, and how events moved in it.
type TextsBeforeEdit = (Arc<OnceLock<Texts>>, Renumbering);

/// Consecutive events under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub(crate) heading: Heading,
    /// Range of the shown events that this heading covers.
    pub events: Range<usize>,
}

impl Timeline {
    /// Creates the timeline of `store`; `zone` moves only dates that carry a time.
    #[must_use]
    pub fn new(store: Arc<Store>, zone: Option<Tz>) -> Self {
        let index = Arc::new(Index::new(&store));
        Self::of_index(store, zone, index)
    }

    /// Returns the timeline as its files are now, each event in its own zone; only what has changed is read
    /// again.
    ///
    /// Returns `None` if everything has to be read again; see [`Store::renewed`].
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

    /// Returns the timeline of what was known at that date, each event in its own zone; see [`Store::as_of`].
    #[must_use]
    pub fn as_of(&self, at: &AsOf) -> Self {
        let (store, moves) = self.store.as_of_with_moves(at);
        let store = store.shared();
        let index = Arc::new(self.index.renewed(&store, &moves));
        Self::of_index(store, None, index)
    }

    /// Returns the same timeline shown in another zone; only the order is computed again.
    #[must_use]
    pub(crate) fn in_zone(&self, zone: Option<Tz>) -> Self {
        let (texts, folded) = (Arc::clone(&self.texts), Arc::clone(&self.folded));
        let (responses, threads) = (Arc::clone(&self.responses), Arc::clone(&self.threads));
        let asked = Arc::clone(&self.asked);
        let other = Self::of_index(Arc::clone(&self.store), zone, Arc::clone(&self.index));
        Self { texts, folded, responses, threads, asked, searches: self.searches.clone(), ..other }
    }

    /// Returns the timeline for readers who may see events with a handling mark up to `max`; see
    /// [`Withheld`](crate::store::Withheld).
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

    /// Returns headings and days in the display zone, if there is one.
    fn zoned(&self) -> Option<&ZonedHeadings> {
        self.zone.and_then(|_| self.ordering().zoned.as_ref())
    }

    /// Returns the short names of actors, venues and outlets.
    #[must_use]
    pub(crate) fn short_names(&self) -> &ShortNames {
        self.asked.short_names.get_or_init(|| ShortNames::of(&self.store.registry))
    }

    /// Returns the store that this timeline shows.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the folded texts of the events; builds them on the first call.
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

    /// Builds what facets and most filters need, so that the first of them does not have to wait.
    pub fn prepare(&self) {
        let _details = self.index.details();
    }

    /// Returns the same timeline, but one that keeps search results until the next filter, for a user who is
    /// typing.
    #[must_use]
    pub(crate) fn for_typing(self) -> Self {
        Self { searches: Some(Arc::default()), ..self }
    }

    pub(crate) fn begin_search(&self) {
        if let Some(searches) = &self.searches {
            searches.turn();
        }
    }

    /// Returns the events of `among` whose `part` contains `needle`, a folded text; may include other events
    /// already known to match.
    pub(crate) fn saying(&self, needle: &str, part: Part, among: &Range<usize>) -> EventSet {
        let texts = self.texts_with(part);
        match &self.searches {
            Some(searches) => searches.find(texts, needle, part, among),
            None => texts.find(needle, part, among.clone()),
        }
    }

    /// Returns the folded texts that contain `part`; those of sources are built on first use.
    pub(crate) fn texts_with(&self, part: Part) -> &Texts {
        if part.is_of_sources() {
            self.asked.citations.get_or_init(|| Texts::of_sources(&self.store))
        } else {
            self.texts()
        }
    }

    /// Returns every response time with the answering event, in the order of events; computes them on the
    /// first call.
    #[must_use]
    pub fn responses(&self) -> &[(EventIx, Response)] {
        self.responses.get_or_init(|| {
            let all = (0..self.store.events.len() as u32).map(EventIx);
            let of =
                |ix| clock::responses(&self.store, ix).into_iter().map(move |(_, response)| (ix, response));
            all.flat_map(of).collect()
        })
    }

    /// Returns threads, chains and reactions; computes them on the first call.
    #[must_use]
    pub fn threads(&self) -> &Threads {
        self.threads.get_or_init(|| Threads::new(&self.store, &self.index))
    }

    /// Returns the index, to be saved with the store.
    pub(crate) fn index_to_keep(&self) -> &Index {
        &self.index
    }

    /// Returns a shared handle to the store.
    #[must_use]
    pub(crate) fn shared_store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    /// Returns the zone that timed dates are shown in; `None` shows each in its own zone.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        self.zone
    }

    /// Returns the event at `ix`.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> &Event {
        self.store.event(ix)
    }

    /// Unpacks events on all cores; they stay in memory, like any event that [`Timeline::event`] returns.
    ///
    /// Useful for callers that read each event several times.
    pub(crate) fn unpack(&self, events: &[EventIx]) {
        parallel::map(events, UNPACKED, |ix| {
            let _ = self.event(*ix);
        });
    }

    /// Returns every event in order.
    #[must_use]
    pub fn order(&self) -> &[EventIx] {
        &self.ordering().order
    }

    /// Returns whether the events carry times of several zones; computes it on the first call.
    #[must_use]
    pub(crate) fn offsets(&self) -> Offsets {
        match self.zone {
            Some(_) => Offsets::default(),
            None => *self.asked.offsets.get_or_init(|| Offsets::of(self, self.order())),
        }
    }

    /// Returns the position of `ix` in [`Timeline::order`].
    #[must_use]
    pub fn rank(&self, ix: EventIx) -> usize {
        self.ordering().rank[ix.index()] as usize
    }

    /// Returns the events of `set` in order.
    #[must_use]
    pub fn shown(&self, set: &EventSet) -> Vec<EventIx> {
        self.order().iter().copied().filter(|ix| set.contains(*ix)).collect()
    }

    /// Returns the heading that an event is shown under.
    #[must_use]
    pub(crate) fn heading(&self, ix: EventIx) -> Heading {
        self.zoned().map_or_else(|| self.index.heading(ix), |zoned| zoned.heading(ix)).clone()
    }

    /// Groups events that are in order (or in reverse) under their headings.
    ///
    /// Every event is in exactly one group; a group is a run of events with one heading.
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

    /// Returns the events of a `window` of `shown`, freshly unpacked, and the heading with each event that is
    /// the first under it.
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

    /// Returns the first day that an event is shown under; the display zone moves it only if the date carries
    /// a time.
    ///
    /// Returns `None` if the date is open at the start.
    #[must_use]
    pub fn day(&self, ix: EventIx) -> Option<Day> {
        self.zoned().map_or_else(|| self.index.first_day(ix), |zoned| zoned.day(ix))
    }

    /// Returns the same as [`Timeline::day`] for an event whose date the caller already has.
    #[must_use]
    pub(crate) fn day_of(&self, ix: EventIx, date: &EventDate) -> Option<Day> {
        match self.zone {
            Some(_) if date.has_time() => date.heading(self.zone).first_day(),
            _ => self.index.first_day(ix),
        }
    }

    /// Returns the links that point at `ix`, in timeline order.
    #[must_use]
    pub(crate) fn back_links(&self, ix: EventIx) -> &[BackLink] {
        self.ordering().back.links_to(ix)
    }

    /// Returns when the earliest source of `event` was published, if any source gives a date.
    #[must_use]
    pub fn published(&self, event: &Event) -> Option<EventDate> {
        let published = |source: &SourceIx| self.store.registry.published(*source);
        index::dates::earliest(event.sources.iter().filter_map(published))
    }

    /// Returns how many pages are cited for `ix`; copies of one page count once.
    #[must_use]
    pub(crate) fn pages(&self, ix: EventIx) -> usize {
        usize::from(self.index.source_counts()[ix.index()])
    }

    /// Returns how many independent roots report `ix`: the publishers at the ends of `derived_from`, each
    /// counted once.
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

    /// Returns the postings and columns of the events, for filters and counts.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Returns the position of the last event that is not in the future, which is where the browser opens.
    #[must_use]
    pub(crate) fn last_until(&self, shown: &[EventIx], now: &crate::event::date::Now) -> Option<usize> {
        shown.iter().rposition(|ix| self.event(*ix).date.earliest() <= now.instant)
    }
}

#[cfg(test)]
mod tests;
