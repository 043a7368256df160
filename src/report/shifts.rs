//! Shifts: what is new in a week. Changes by rule first, then unusual counts, then unusual gaps.
//!
//! The week is the last ISO week of the filtered view that has an event not after *now*. What it is measured against
//! is always the whole store, so that a filter chooses rows and never changes a number.

mod counts;
mod json;
mod meetings;
mod page;
mod plans;
mod silence;

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::document::Page;
use super::week::IsoWeek;
use super::{Report, Scope};
use crate::event::date::Day;
use crate::event::{EventIx, Format, Kind, Track};
use crate::registry::{ActorIx, VenueIx};

/// How many weeks before are the baseline.
pub(crate) const BASELINE: i64 = 8;
/// Fewer events of an actor and a kind in both periods are not tested, and fewer in the week not shown.
pub(crate) const LEAST: u64 = 3;
/// The false discovery rate up to which a count is called unusual.
pub(crate) const RATE: f64 = 0.10;
/// Fewer past gaps rank no gap.
pub(crate) const GAPS: usize = 8;

/// Shifts: changes by rule, then unusual counts and silences.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shifts {
    /// The week; none: no event of the view has one.
    pub(crate) week: Option<IsoWeek>,
    /// Events of the view that can lie in the week or the baseline and whose date says no week.
    pub(crate) coarse: usize,
    /// Days that the store says it covers: of the week until today, and of the baseline; none: it does not say.
    pub(crate) covered: Option<(i64, i64)>,
    /// Changes by rule, in timeline order.
    pub changes: Vec<Change>,
    /// Counts against the baseline.
    pub counts: Counts,
    /// Gaps against past gaps; none: the store does not say what it covers.
    pub(crate) silences: Option<Silences>,
}

/// A change by rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Something announced was withdrawn.
    Cancelled {
        /// What.
        event: EventIx,
        /// The event that made it void or took its place.
        by: Option<EventIx>,
    },
    /// A planned date passed without an outcome.
    Lapsed {
        /// What was planned.
        event: EventIx,
    },
    /// Pairs that no earlier event of the store has in one room, not even perhaps.
    FirstPairing {
        /// Where they met.
        event: EventIx,
        /// States and other bodies.
        sides: Vec<Pair>,
        /// People of different sides.
        people: Vec<Pair>,
        /// Those of both of which another meeting may have come first: its dates overlap.
        unsure: Vec<Pair>,
    },
    /// Pairs that met where they had not met before.
    NewVenue {
        /// The meeting.
        event: EventIx,
        /// The city, else the venue.
        place: VenueIx,
        /// Who, and where before; people only where this is not new for their sides.
        pairs: Vec<Moved>,
    },
    /// The same sides sat in another format than the last time.
    NewFormat {
        /// The meeting.
        event: EventIx,
        /// How they sit now.
        to: Format,
        /// How they sat.
        from: Format,
        /// When they sat so.
        before: EventIx,
    },
    /// The same sides met on another track than the last time.
    NewTrack {
        /// The meeting.
        event: EventIx,
        /// The track now.
        to: Track,
        /// The track before.
        from: Track,
        /// When that was.
        before: EventIx,
    },
}

/// Two actors, in order of index.
pub(crate) type Pair = (ActorIx, ActorIx);

/// A pair at a new place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub pair: Pair,
    /// Where they met before, and how often, in order of first meeting.
    pub before: Vec<(VenueIx, usize)>,
}

/// Counts of an actor and a kind against the baseline.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// All events logged: in the week, in the baseline.
    pub(crate) totals: (u64, u64),
    /// How many pairs of an actor and a kind were tested.
    pub(crate) tested: usize,
    /// Those with enough events this week, the least likely first.
    pub rows: Vec<Count>,
}

/// An actor and a kind.
#[derive(Debug, Clone)]
pub struct Count {
    /// Who, with whoever belongs to it, in any part.
    pub actor: ActorIx,
    /// Others with the very same events of the kind in both periods: mostly what it belongs to.
    pub alike: Vec<ActorIx>,
    /// What.
    pub kind: Kind,
    /// Events this week.
    pub now: u64,
    /// How many of these did not occur or are only alleged.
    pub(crate) not_occurred: u64,
    /// How many of these are outside the filter.
    pub(crate) outside: u64,
    /// Events in the baseline.
    pub before: u64,
    /// Fisher's exact test, one-sided.
    pub p: f64,
    /// The false discovery rate over all tested pairs.
    pub rate: f64,
}

impl Count {
    /// Whether it is a discovery at [`RATE`].
    #[must_use]
    pub(crate) fn unusual(&self) -> bool {
        self.rate <= RATE
    }
}

/// Gaps of actors against their own past gaps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Silences {
    /// The last whole day that was looked at.
    pub until: Option<Day>,
    /// How many actors of the view have enough past gaps.
    pub(crate) ranked: usize,
    /// How many have not.
    pub(crate) too_few: usize,
    /// The actors whose gap is as long as the longest tenth of their past gaps, the rarest first.
    pub rows: Vec<Silence>,
}

/// An actor without an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Who, with whoever belongs to it.
    pub actor: ActorIx,
    /// The last event in which it acted.
    pub last: EventIx,
    /// Covered days since.
    pub days: i64,
    /// Days since that the store does not cover.
    pub(crate) uncovered: i64,
    /// How many past gaps there are.
    pub(crate) gaps: usize,
    /// How many of these were as long or longer.
    pub(crate) as_long: usize,
    /// The longest of them, in covered days.
    pub(crate) longest: i64,
}

impl Shifts {
    /// Reports on what `scope` holds.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        let Some(window) = Window::of(scope) else { return Self::default() };
        let mut changes = plans::changes(scope, &window);
        changes.extend(meetings::changes(scope, &window));
        changes.sort_by_key(|change| scope.timeline.rank(change.event()));
        let coverage = silence::Coverage::of(scope.timeline);
        Self {
            week: Some(window.week),
            coarse: scope.shown.iter().filter(|ix| window.perhaps(scope, **ix)).count(),
            covered: coverage.as_ref().map(|coverage| window.covered(coverage)),
            changes,
            counts: counts::counts(scope, &window),
            silences: coverage.map(|coverage| silence::silences(scope, &window, &coverage)),
        }
    }
}

/// What is new by rule in all of the view, whatever the week: what fell through, and who met for the first time,
/// elsewhere or otherwise.
pub(super) fn changes(scope: &Scope<'_>) -> Vec<Change> {
    let mut changes = plans::changes_at(scope, |_| true);
    let now = scope.now.instant;
    changes.extend(meetings::changes_at(scope, |ix| scope.timeline.event(ix).date.earliest() <= now));
    changes
}

impl Change {
    /// The event that makes the change.
    #[must_use]
    pub fn event(&self) -> EventIx {
        match self {
            Self::Cancelled { event, .. }
            | Self::Lapsed { event }
            | Self::FirstPairing { event, .. }
            | Self::NewVenue { event, .. }
            | Self::NewFormat { event, .. }
            | Self::NewTrack { event, .. } => *event,
        }
    }

    /// Which rule it is, as data calls it.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Cancelled { .. } => "cancelled",
            Self::Lapsed { .. } => "lapsed",
            Self::FirstPairing { .. } => "first_pairing",
            Self::NewVenue { .. } => "new_venue",
            Self::NewFormat { .. } => "new_format",
            Self::NewTrack { .. } => "new_track",
        }
    }
}

/// The week that is reported on, and what can be known of it.
#[derive(Debug)]
struct Window {
    week: IsoWeek,
    /// The last day that is over: of the week, or the day before today.
    until: Day,
}

impl Window {
    fn of(scope: &Scope<'_>) -> Option<Self> {
        let week = scope.shown.iter().filter_map(|ix| week_of(scope, *ix)).max()?;
        let today = scope.now.today;
        Some(Self { week, until: week.monday().plus_days(6).min(today.plus_days(-1)) })
    }

    fn first(&self) -> Day {
        self.week.monday()
    }

    fn last(&self) -> Day {
        self.week.monday().plus_days(6)
    }

    /// The first day of the baseline.
    fn start(&self) -> Day {
        self.week.monday().plus_days(-7 * BASELINE)
    }

    /// Whether an event has no week of its own and can lie in this one or the baseline.
    fn perhaps(&self, scope: &Scope<'_>, ix: EventIx) -> bool {
        let date = &scope.timeline.event(ix).date;
        let weekless = IsoWeek::of_date(date).is_none();
        weekless && date.first_day() <= self.last() && date.last_day() >= self.start()
    }

    fn covered(&self, coverage: &silence::Coverage) -> (i64, i64) {
        let before = self.first().plus_days(-1);
        (coverage.between(before, self.until), coverage.between(self.start().plus_days(-1), before))
    }
}

/// The week in which an event stands; none where its date says none or it is after *now*.
fn week_of(scope: &Scope<'_>, ix: EventIx) -> Option<IsoWeek> {
    let date = &scope.timeline.event(ix).date;
    if date.earliest() > scope.now.instant { None } else { IsoWeek::of_date(date) }
}

impl Report for Shifts {
    fn is_empty(&self) -> bool {
        self.week.is_none()
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::json(self, scope)
    }
}
