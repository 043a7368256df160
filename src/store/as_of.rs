//! What was known at a date: the store as of then, for `--as-of`.
//!
//! The surprising policy: an event that has dated evidence is known only from the earliest of it on, however long
//! ago it happened; only one without any is taken to be known when its own date had ended, and marked *assumed*.

mod past;
mod seen;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono_tz::Tz;

use crate::event::date::{DateError, Instant, Precision, When, Zone};
use crate::event::evidence::Evidence;
use crate::event::{Account, Event, EventDate, EventIx, Figure, Handling};
use crate::registry::{Membership, Registry, SourceIx, address};
use crate::text::counted;
use seen::Seen;

/// Records of pages, by what [`address::page`] makes of their addresses.
type Pages = HashMap<String, Vec<SourceIx>>;

/// A date by which something was known: a day, with its end, or a time.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf {
    date: EventDate,
}

/// What a store of what was known says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOfView {
    /// At which date.
    pub at: AsOf,
    /// Events that nothing says when they became known: their own date had ended.
    pub assumed: HashSet<EventIx>,
    /// How many events of the whole store were not known.
    pub(crate) not_yet: usize,
    /// How many of those are marked with which handling.
    pub(crate) not_yet_marked: BTreeMap<Handling, usize>,
    /// How many sources of what was known have no date, and stay though they may be later.
    pub(crate) undated: usize,
}

/// How an event came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knowledge {
    /// Something dated says so.
    Dated,
    /// Nothing is dated, but it was over.
    Assumed,
}

impl AsOfView {
    /// `as of 20 Dec 2025: 180 of 264 events were known, 12 of them assumed known from their own date`.
    #[must_use]
    pub(crate) fn in_words(&self, events: usize) -> String {
        let (date, all) = (self.at.date.short(None), events + self.not_yet);
        let assumed = match self.assumed.len() {
            0 => String::new(),
            n => format!(", {n} of them assumed known from their own date"),
        };
        let undated = self.undated_in_words().map(|words| format!("; {words}")).unwrap_or_default();
        format!("as of {date}: {events} of {all} events were known{assumed}{undated}")
    }

    /// `131 sources without a date are kept, with everything read in them, and may be later`.
    #[must_use]
    pub(crate) fn undated_in_words(&self) -> Option<String> {
        let (stay, them) = if self.undated == 1 { ("is kept", "it") } else { ("are kept", "them") };
        let sources = counted(self.undated, "source");
        (self.undated > 0).then(|| {
            format!("{sources} without a date {stay}, with everything read in {them}, and may be later")
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
        let marks = date.qualification();
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
        self.has_seen_when(&date.when())
    }

    fn has_seen_when(&self, date: &When<'_>) -> bool {
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
    fn has_ended(&self, date: &When<'_>) -> bool {
        if self.date.has_time() {
            date.latest() <= self.date.earliest()
        } else {
            date.last_day() <= self.date.last_day()
        }
    }

    /// None where the event was not known.
    fn knows(&self, seen: &Seen, evidence: &Evidence<'_>) -> Option<Knowledge> {
        if let Some(logged) = &evidence.logged {
            return self.has_seen_when(logged).then_some(Knowledge::Dated);
        }
        let dates = || evidence.disclosed.iter().chain(&evidence.first_seen);
        let mut published = evidence.sources.iter().filter(|ix| seen.is_dated(**ix)).peekable();
        if dates().next().is_some() || published.peek().is_some() {
            let any = dates().any(|date| self.has_seen_when(date)) || published.any(|ix| seen.has_read(*ix));
            return any.then_some(Knowledge::Dated);
        }
        self.has_ended(&evidence.date).then_some(Knowledge::Assumed)
    }

    /// Whether something of an event that was known was not, or is to be told of it otherwise than in the whole store.
    fn changes(&self, seen: &Seen, evidence: &Evidence<'_>) -> bool {
        let cited = || evidence.sources.iter().chain(&evidence.disputed_by);
        evidence.conflicts.len() > 0
            || cited().any(|ix| !seen.has_read(*ix) || seen.is_altered(*ix))
            || evidence.figures().any(|figure| !self.has_counted(seen, figure.source, figure.as_of.as_ref()))
            || evidence.first_seen.iter().chain(&evidence.disclosed).any(|date| !self.has_seen_when(date))
            // Up to the date itself everybody belonged to what they belonged to.
            || seen.offices_differ() && evidence.date.last_day() > self.date.last_day()
    }

    fn has_counted(&self, seen: &Seen, source: Option<SourceIx>, as_of: Option<&When<'_>>) -> bool {
        source.is_none_or(|ix| seen.has_read(ix)) && as_of.is_none_or(|date| self.has_seen_when(date))
    }

    /// Whether an account does not name a source that came later, by id, address or outlet.
    ///
    /// Where the event itself does not cite that source, any record of the store's says when it was published.
    fn has_heard(seen: &Seen, registry: &Registry, pages: &Pages, event: &Event, account: &Account) -> bool {
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
            return own.any(|ix| seen.has_read(ix));
        }
        match (registry.find_source(text), page.and_then(|page| pages.get(page.as_ref()))) {
            (Some(ix), _) => seen.has_read(ix),
            (None, Some(records)) => records.iter().any(|ix| seen.has_read(*ix)),
            (None, None) => true,
        }
    }

    /// The event as it was known, its links still those of the whole store.
    fn event(&self, seen: &Seen, registry: &Registry, pages: &Pages, event: &Event) -> Event {
        let mut known = event.clone();
        known.sources.retain(|ix| seen.has_read(*ix));
        known.disputed_by.retain(|ix| seen.has_read(*ix));
        let counted = |figure: &Figure| {
            self.has_counted(seen, figure.source, figure.as_of.as_ref().map(EventDate::when).as_ref())
        };
        known.figures.retain(counted);
        for session in &mut known.sessions {
            session.figures.retain(counted);
        }
        for conflict in &mut known.conflicts {
            conflict.values.retain(|account| Self::has_heard(seen, registry, pages, event, account));
        }
        known.conflicts.retain(|conflict| conflict.values.len() > 1);
        for date in [&mut known.first_seen, &mut known.disclosed] {
            *date = date.take().filter(|date| self.has_seen(date));
        }
        known
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

#[cfg(test)]
mod tests;
