//! Reports over a filtered timeline: what an analyst asks of a log of meetings, statements and strikes.
//!
//! Each report is a pure function of a [`Scope`]. The filter chooses the events that are reported on. What a row
//! needs from elsewhere (the claim it answers, the sources it copies, baselines, denominators, gaps) comes from the
//! whole store, and is marked as outside the filter where it is shown. Reports never blend several measures into one
//! score, never show a share or a rate without its count, and never take *nothing logged* for *silent*.

pub(crate) mod columns;
mod copies;
pub mod diff;
pub mod document;
pub(crate) mod dupes;
pub mod encounters;
pub(crate) mod highlights;
pub mod language;
pub mod positions;
pub mod shifts;
pub mod sources;
pub(crate) mod statistics;
pub mod strikes;
pub mod threads;
pub(crate) mod voices;
pub(crate) mod week;

use std::sync::OnceLock;

use serde_json::Value;

use copies::Copies;

use crate::event::date::Now;
use crate::event::{EventIx, word::words};
use crate::timeline::{EventSet, Timeline};

pub use document::Page;
pub(crate) use voices::By;

words! {
    /// A report, under the name of its command.
    pub enum Method: "method" {
        /// Events that answer each other, as trees, with response times.
        Threads = "threads",
        /// Who affirms, denies or stays silent on which claim.
        Positions = "positions",
        /// Agenda language: terms by actor and week.
        Language = "language",
        /// Outlets, independent roots and what became of what they reported.
        Sources = "sources",
        /// What changed: rules first, then counts against the weeks before.
        Shifts = "shifts",
        /// Strikes by week, weapon, metric and claimant.
        Strikes = "strikes",
        /// Who was in one room with whom.
        Encounters = "encounters",
    }
}

/// The events to report on, with the store around them.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The whole store, as of the date asked for.
    pub timeline: &'a Timeline,
    /// The events that the filter chose, in timeline order.
    pub shown: &'a [EventIx],
    /// The same events as a set.
    pub inside: EventSet,
    /// The time that counts as *now*.
    pub now: &'a Now,
    /// The utterances that repeat another, computed when a report first needs them.
    copies: OnceLock<Copies>,
}

impl<'a> Scope<'a> {
    /// Creates the scope of the events that a filter chose. `shown` must be in timeline order.
    #[must_use]
    pub fn new(timeline: &'a Timeline, shown: &'a [EventIx], now: &'a Now) -> Self {
        let mut inside = EventSet::none(timeline.order().len());
        for ix in shown {
            inside.insert(*ix);
        }
        Self { timeline, shown, inside, now, copies: OnceLock::new() }
    }

    /// Returns whether `ix` is dated after now.
    fn is_to_come(&self, ix: EventIx) -> bool {
        self.timeline.event(ix).is_to_come(self.now.instant)
    }

    /// Returns which utterances of the store repeat another.
    fn copies(&self) -> &Copies {
        self.copies.get_or_init(|| Copies::new(self.timeline))
    }

    /// Returns whether the filter chose `ix`.
    #[must_use]
    pub fn holds(&self, ix: EventIx) -> bool {
        self.inside.contains(ix)
    }
}

/// The methods that every report has.
pub trait Report {
    /// Returns whether the report found nothing.
    fn is_empty(&self) -> bool;

    /// Returns the report as text for people.
    fn page(&self, scope: &Scope<'_>) -> Page;

    /// Returns the report as JSON: field names in `snake_case`, events by id, actors by id, counts as numbers.
    fn json(&self, scope: &Scope<'_>) -> Value;
}

/// Creates the report of `method` with its usual settings.
#[must_use]
pub fn report(method: Method, scope: &Scope<'_>) -> Box<dyn Report> {
    match method {
        Method::Threads => Box::new(threads::Threads::new(scope)),
        Method::Positions => Box::new(positions::Positions::new(scope)),
        Method::Language => Box::new(language::Language::new(scope)),
        Method::Sources => Box::new(sources::Sources::new(scope)),
        Method::Shifts => Box::new(shifts::Shifts::new(scope)),
        Method::Strikes => Box::new(strikes::Strikes::new(scope)),
        Method::Encounters => Box::new(encounters::Encounters::new(scope)),
    }
}

/// Returns the page of a report, beginning with as of when the store is known if it is not known as it stands.
pub(crate) fn page(report: &dyn Report, scope: &Scope<'_>) -> Page {
    let mut page = report.page(scope);
    let known = scope.timeline.store().known.as_ref();
    let note = known
        .map(|known| format!("What was known {}.", known.in_words(scope.timeline.order().len())))
        .map(|note| document::Block::Note(document::words(note)));
    page.blocks.splice(0..0, note);
    page
}

impl Method {
    /// Returns the text that explains what the numbers of the report mean and what they do not mean.
    #[must_use]
    pub(crate) fn explained(self) -> &'static str {
        match self {
            Self::Threads => include_str!("report/explain/threads.txt"),
            Self::Positions => include_str!("report/explain/positions.txt"),
            Self::Language => include_str!("report/explain/language.txt"),
            Self::Sources => include_str!("report/explain/sources.txt"),
            Self::Shifts => include_str!("report/explain/shifts.txt"),
            Self::Strikes => include_str!("report/explain/strikes.txt"),
            Self::Encounters => include_str!("report/explain/encounters.txt"),
        }
    }
}

#[cfg(test)]
mod tests;
