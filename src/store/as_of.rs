//! The store as it was known at a date, for `--as-of`.
//!
//! The surprising policy: an event with dated evidence counts as known from the earliest of that evidence on, however
//! long ago it happened. An event without any counts as known once its own date has ended, and is marked *assumed*.

mod availability;
mod past;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono_tz::Tz;

use crate::event::date::{DateError, Instant, Precision, When, Zone};
use crate::event::evidence::Evidence;
use crate::event::{Account, Event, EventDate, EventIx, Figure, Handling};
use crate::registry::{Membership, Registry, SourceIx, address};
use crate::text::{agreeing, counted, thousands};
use availability::Availability;

/// The sources that record each page, by the key that [`address::page`] makes of its address.
type Pages = HashMap<String, Vec<SourceIx>>;

/// The date of an as-of view: a day, with its end, or a time.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf {
    date: EventDate,
}

/// What an as-of store says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOfView {
    /// The date of the view.
    pub at: AsOf,
    /// Events that are assumed known: no evidence is dated, but their own date had ended.
    pub assumed: HashSet<EventIx>,
    /// The number of events of the whole store that were not known yet.
    pub(crate) not_yet: usize,
    /// The number of those events for each handling that marks them.
    pub(crate) not_yet_marked: BTreeMap<Handling, usize>,
    /// The number of sources of known events that have no date. They are kept although they may be later.
    pub(crate) undated: usize,
}

/// The reason why an event counts as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knowledge {
    /// Dated evidence says so.
    Dated,
    /// No evidence is dated, but the event had ended.
    Assumed,
}

impl AsOfView {
    /// Describes the view: `as of 20 Dec 2025: 180 of 264 events were known, 12 of them assumed known from their own
    /// date`.
    #[must_use]
    pub(crate) fn in_words(&self, events: usize) -> String {
        let (date, all) = (self.at.date.short(None), events + self.not_yet);
        let assumed = match self.assumed.len() {
            0 => String::new(),
            n => format!(", {n} of them assumed known from their own date"),
        };
        let undated = self.undated_in_words().map(|words| format!("; {words}")).unwrap_or_default();
        let were = agreeing(events, "was", "were");
        format!(
            "as of {date}: {} of {} {were} known{assumed}{undated}",
            thousands(events as u64),
            counted(all, "event")
        )
    }

    /// Describes the undated sources: `131 sources without a date are kept, with everything read in them, and may be
    /// later`.
    #[must_use]
    pub(crate) fn undated_in_words(&self) -> Option<String> {
        let (stay, them) = agreeing(self.undated, ("is kept", "it"), ("are kept", "them"));
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
    /// Fails on text that is neither a day nor a time.
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

    /// Returns the day or the time.
    #[must_use]
    pub fn date(&self) -> &EventDate {
        &self.date
    }

    /// Returns the last second that counts: the last of a day, or the time itself.
    #[must_use]
    pub fn instant(&self) -> Instant {
        if self.date.has_time() {
            self.date.earliest()
        } else {
            Instant(self.date.latest().0.saturating_sub(1))
        }
    }

    /// Returns whether something published, written or counted at `date` was available. A day counts once it is over.
    ///
    /// Days are compared in each date's own zone. Instants are compared only if this date has a time.
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

    /// Returns whether something that happened at `date` was over.
    fn has_ended(&self, date: &When<'_>) -> bool {
        if self.date.has_time() {
            date.latest() <= self.date.earliest()
        } else {
            date.last_day() <= self.date.last_day()
        }
    }

    /// Returns why the event counts as known; `None` if it was not known.
    fn knows(&self, available: &Availability, evidence: &Evidence<'_>) -> Option<Knowledge> {
        if let Some(logged) = &evidence.logged {
            return self.has_seen_when(logged).then_some(Knowledge::Dated);
        }
        let dates = || evidence.disclosed.iter().chain(&evidence.first_seen);
        let mut published = evidence.sources.iter().filter(|ix| available.is_dated(**ix)).peekable();
        if dates().next().is_some() || published.peek().is_some() {
            let any =
                dates().any(|date| self.has_seen_when(date)) || published.any(|ix| available.has_read(*ix));
            return any.then_some(Knowledge::Dated);
        }
        self.has_ended(&evidence.date).then_some(Knowledge::Assumed)
    }

    /// Returns whether a known event differs from the whole store: a part of it was not known, or is described
    /// otherwise.
    fn changes(&self, available: &Availability, evidence: &Evidence<'_>) -> bool {
        let cited = || evidence.sources.iter().chain(&evidence.disputed_by);
        evidence.conflicts.len() > 0
            || cited().any(|ix| !available.has_read(*ix) || available.is_altered(*ix))
            || evidence.figures().any(|figure| !self.has_counted(available, figure.source, figure.as_of.as_ref()))
            || evidence.first_seen.iter().chain(&evidence.disclosed).any(|date| !self.has_seen_when(date))
            // Memberships only differ after the date of the view.
            || available.offices_differ() && evidence.date.last_day() > self.date.last_day()
    }

    fn has_counted(
        &self,
        available: &Availability,
        source: Option<SourceIx>,
        as_of: Option<&When<'_>>,
    ) -> bool {
        source.is_none_or(|ix| available.has_read(ix)) && as_of.is_none_or(|date| self.has_seen_when(date))
    }

    /// Returns whether an account names no source that came later, by id, address or outlet.
    ///
    /// If the event itself does not cite that source, any record of the store says when it was published.
    fn has_heard(
        available: &Availability,
        registry: &Registry,
        pages: &Pages,
        event: &Event,
        account: &Account,
    ) -> bool {
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
            return own.any(|ix| available.has_read(ix));
        }
        match (registry.find_source(text), page.and_then(|page| pages.get(page.as_ref()))) {
            (Some(ix), _) => available.has_read(ix),
            (None, Some(records)) => records.iter().any(|ix| available.has_read(*ix)),
            (None, None) => true,
        }
    }

    /// Returns the event as it was known. Its links are still those of the whole store.
    fn event(&self, available: &Availability, registry: &Registry, pages: &Pages, event: &Event) -> Event {
        let mut known = event.clone();
        known.sources.retain(|ix| available.has_read(*ix));
        known.disputed_by.retain(|ix| available.has_read(*ix));
        let counted = |figure: &Figure| {
            self.has_counted(available, figure.source, figure.as_of.as_ref().map(EventDate::when).as_ref())
        };
        known.figures.retain(counted);
        for session in &mut known.sessions {
            session.figures.retain(counted);
        }
        for conflict in &mut known.conflicts {
            conflict.values.retain(|account| Self::has_heard(available, registry, pages, event, account));
        }
        known.conflicts.retain(|conflict| conflict.values.len() > 1);
        for date in [&mut known.first_seen, &mut known.disclosed] {
            *date = date.take().filter(|date| self.has_seen(date));
        }
        known
    }

    /// Returns a membership as it was known: `None` if it begins later, and without an end that was still to come.
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
