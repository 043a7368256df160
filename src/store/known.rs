//! What was known at a date: the store as of then, for `--as-of`.
//!
//! The surprising policy: an event that has dated evidence is known only from the earliest of it on, however long
//! ago it happened; only one without any is taken to be known when its own date had ended, and marked *assumed*.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono_tz::Tz;

use super::Store;
use crate::event::date::{DateError, Instant, Precision, Zone};
use crate::event::packed::Packed;
use crate::event::{Account, Event, EventDate, EventIx, Figure, Handling};
use crate::registry::{Membership, Registry, Source, SourceIx, address};
use crate::text::counted;

/// Records of pages, by what [`address::page`] makes of their addresses.
type Pages = HashMap<String, Vec<SourceIx>>;

/// A date by which something was known: a day, with its end, or a time.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf {
    date: EventDate,
}

/// What a store of what was known says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// At which date.
    pub at: AsOf,
    /// Events that nothing says when they became known: their own date had ended.
    pub assumed: HashSet<EventIx>,
    /// How many events of the whole store were not known.
    pub not_yet: usize,
    /// How many of those are marked with which handling.
    pub not_yet_marked: BTreeMap<Handling, usize>,
    /// How many sources of what was known have no date, and stay though they may be later.
    pub undated: usize,
}

/// How an event came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knowledge {
    /// Something dated says so.
    Dated,
    /// Nothing is dated, but it was over.
    Assumed,
}

impl Known {
    /// `as of 20 Dec 2025: 180 of 264 events were known, 12 of them assumed to be by their own date`.
    #[must_use]
    pub fn in_words(&self, events: usize) -> String {
        let (date, all) = (self.at.date.short(None), events + self.not_yet);
        let assumed = match self.assumed.len() {
            0 => String::new(),
            n => format!(", {n} of them assumed to be by their own date"),
        };
        let undated = self.undated_in_words().map(|words| format!("; {words}")).unwrap_or_default();
        format!("as of {date}: {events} of {all} events were known{assumed}{undated}")
    }

    /// `131 sources without a date stay, with what is read in them, and may be later`.
    #[must_use]
    pub fn undated_in_words(&self) -> Option<String> {
        let (stay, them) = if self.undated == 1 { ("stays", "it") } else { ("stay", "them") };
        let sources = counted(self.undated, "source");
        (self.undated > 0).then(|| {
            format!("{sources} without a date {stay}, with what is read in {them}, and may be later")
        })
    }
}

impl AsOf {
    /// Reads a day or a time, on the clocks of `zone` unless it has an offset.
    ///
    /// # Errors
    /// Anything that is neither, and what is no date at all.
    pub fn parse(text: &str, zone: Tz) -> Result<Self, DateError> {
        let date = EventDate::parse(text, Zone::Named(zone))?;
        let marks = date.marks();
        let open = marks.any_doubt() || marks.open_start || marks.open_end;
        if date.precision() > Precision::Day || date.is_range() || open {
            return Err(DateError {
                message: format!("{text} is neither a day nor a time"),
                offset: 0,
                hint: Some("write a day or a time, such as 2025-12-21 or 2025-12-21T11:10Z".to_owned()),
            });
        }
        Ok(Self { date })
    }

    /// The day or the time.
    #[must_use]
    pub fn date(&self) -> &EventDate {
        &self.date
    }

    /// The last second that counts: of a day its last, else the time itself.
    #[must_use]
    pub fn instant(&self) -> Instant {
        if self.date.has_time() {
            self.date.earliest()
        } else {
            Instant(self.date.latest().0.saturating_sub(1))
        }
    }

    /// Whether something published, written or counted at `date` was there: a day counts when it is over.
    ///
    /// Days are compared in each date's own zone, instants only where this one has a time.
    fn has_seen(&self, date: &EventDate) -> bool {
        let point = date.has_time() && !date.is_range();
        if !self.date.has_time() {
            date.last_day() <= self.date.last_day()
        } else if point {
            date.earliest() <= self.date.earliest()
        } else {
            self.has_ended(date)
        }
    }

    /// Whether what happened at `date` was over.
    fn has_ended(&self, date: &EventDate) -> bool {
        if self.date.has_time() {
            date.latest() <= self.date.earliest()
        } else {
            date.last_day() <= self.date.last_day()
        }
    }

    /// None where the event was not known.
    fn knows(&self, registry: &Registry, event: &Event) -> Option<Knowledge> {
        if let Some(logged) = &event.logged {
            return self.has_seen(logged).then_some(Knowledge::Dated);
        }
        let published = event.sources.iter().filter_map(|ix| registry.source(*ix).published.as_ref());
        let mut evidence = event.disclosed.iter().chain(&event.first_seen).chain(published).peekable();
        if evidence.peek().is_some() {
            return evidence.any(|date| self.has_seen(date)).then_some(Knowledge::Dated);
        }
        self.has_ended(&event.date).then_some(Knowledge::Assumed)
    }

    fn has_read(&self, registry: &Registry, source: SourceIx) -> bool {
        registry.source(source).published.as_ref().is_none_or(|date| self.has_seen(date))
    }

    fn has_counted(&self, registry: &Registry, figure: &Figure) -> bool {
        figure.source.is_none_or(|ix| self.has_read(registry, ix))
            && figure.as_of.as_ref().is_none_or(|date| self.has_seen(date))
    }

    /// Whether an account does not name a source that came later, by id, address or outlet.
    ///
    /// Where the event itself does not cite that source, any record of the store's says when it was published.
    fn has_heard(&self, registry: &Registry, pages: &Pages, event: &Event, account: &Account) -> bool {
        let Some(text) = account.source.as_deref() else { return true };
        let page = address::page(text);
        let named = |ix: &&SourceIx| {
            let source = registry.source(**ix);
            let outlet = source.outlet.map(|o| registry.outlet(o));
            let address = source.url.as_deref();
            address == Some(text)
                || page.is_some() && address.and_then(address::page) == page
                || source.id.as_deref() == Some(text)
                || outlet.is_some_and(|o| &*o.id == text || o.name == text)
        };
        let cited: Vec<SourceIx> = event.cited().map(|(ix, _)| ix).collect();
        let mut own = cited.iter().filter(named).copied().peekable();
        if own.peek().is_some() {
            return own.any(|ix| self.has_read(registry, ix));
        }
        match (registry.find_source(text), page.and_then(|page| pages.get(page.as_ref()))) {
            (Some(ix), _) => self.has_read(registry, ix),
            (None, Some(records)) => records.iter().any(|ix| self.has_read(registry, *ix)),
            (None, None) => true,
        }
    }

    /// The event as it was known, its links still those of the whole store.
    fn event(&self, registry: &Registry, pages: &Pages, event: &Event) -> Event {
        let mut known = event.clone();
        known.sources.retain(|ix| self.has_read(registry, *ix));
        known.disputed_by.retain(|ix| self.has_read(registry, *ix));
        known.figures.retain(|figure| self.has_counted(registry, figure));
        for session in &mut known.sessions {
            session.figures.retain(|figure| self.has_counted(registry, figure));
        }
        for conflict in &mut known.conflicts {
            conflict.values.retain(|account| self.has_heard(registry, pages, event, account));
        }
        known.conflicts.retain(|conflict| conflict.values.len() > 1);
        for date in [&mut known.first_seen, &mut known.disclosed] {
            *date = date.take().filter(|date| self.has_seen(date));
        }
        known
    }

    /// The sources as they stood, if one of them was corrected or withdrawn only later.
    fn sources(&self, registry: &Registry) -> Option<Packed<Source>> {
        let later = |date: &Option<EventDate>| date.as_ref().is_some_and(|date| !self.has_seen(date));
        let stood = |source: &Source| !later(&source.corrected) && !later(&source.withdrawn);
        if registry.sources.each().all(|source| stood(&source)) {
            return None;
        }
        let sources = registry.sources.each().map(|mut source| {
            for date in [&mut source.corrected, &mut source.withdrawn] {
                *date = date.take().filter(|date| self.has_seen(date));
            }
            source
        });
        Some(sources.collect())
    }

    /// A membership as it was known: none that begins later, and no end that was still to come.
    fn membership(&self, membership: &Membership) -> Option<Membership> {
        let day = self.date.last_day();
        if membership.from.as_ref().is_some_and(|from| from.first_day() > day) {
            return None;
        }
        let until = membership.until.clone().filter(|until| until.last_day() <= day);
        Some(Membership { until, ..membership.clone() })
    }
}

/// How many sources of these events have no date.
pub(super) fn undated<'e>(registry: &Registry, events: impl Iterator<Item = &'e Event>) -> usize {
    let cited: HashSet<SourceIx> = events.flat_map(Event::cited).map(|(ix, _)| ix).collect();
    cited.iter().filter(|ix| registry.source(**ix).published.is_none()).count()
}

impl Store {
    /// The store of what was known at `at`: events, their sources, figures and links, and who held which office.
    ///
    /// Texts, grades and status stay those of this store.
    #[must_use]
    pub fn as_of(&self, at: &AsOf) -> Self {
        let mut registry = self.registry.clone();
        for actor in &mut registry.actors {
            actor.part_of = actor.part_of.iter().filter_map(|m| at.membership(m)).collect();
        }
        if let Some(sources) = at.sources(&registry) {
            registry.sources = sources;
        }
        let pages = self.pages_of_accounts();
        let (mut events, mut assumed, mut places) = (Vec::new(), HashSet::new(), HashMap::new());
        let mut not_yet_marked = BTreeMap::new();
        for (ix, event) in self.events.each() {
            let Some(knowledge) = at.knows(&self.registry, &event) else {
                if let Some(handling) = self.handling(&event) {
                    *not_yet_marked.entry(handling).or_default() += 1;
                }
                continue;
            };
            let place = EventIx(events.len() as u32);
            places.insert(ix, place);
            if knowledge == Knowledge::Assumed {
                assumed.insert(place);
            }
            events.push(at.event(&self.registry, &pages, &event));
        }
        let not_yet = self.events.len() - events.len();
        let undated = undated(&self.registry, events.iter());
        let known = Known { at: at.clone(), assumed, not_yet, not_yet_marked, undated };
        Self { registry, known: Some(known), ..self.with_events(events, &places) }
    }

    /// The records of every page that an account names by address.
    fn pages_of_accounts(&self) -> Pages {
        let mut pages = Pages::new();
        for (_, event) in self.events.each() {
            let accounts = event.conflicts.iter().flat_map(|conflict| &conflict.values);
            let named = accounts.filter_map(|account| address::page(account.source.as_deref()?));
            pages.extend(named.map(|page| (page.into_owned(), Vec::new())));
        }
        if pages.is_empty() {
            return pages;
        }
        for (ix, source) in (0u32..).map(SourceIx).zip(self.registry.sources.each()) {
            let page = source.url.as_deref().and_then(address::page);
            if let Some(records) = page.and_then(|page| pages.get_mut(page.as_ref())) {
                records.push(ix);
            }
        }
        pages.retain(|_, records| !records.is_empty());
        pages
    }
}

#[cfg(test)]
mod tests;
