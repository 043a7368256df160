//! Shifts: what is new in a week. Changes by rule come first, then unusual counts, then unusual gaps.
//!
//! The week is the last ISO week with an event of the filtered view that is not after *now*. The baseline always
//! comes from the whole store, so a filter chooses rows and never changes a number.

mod counts;
mod json;
mod meetings;
mod page;
mod plans;
mod silence;
pub(crate) mod words;

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::document::Page;
use super::week::IsoWeek;
use super::{Report, Scope};
use crate::event::date::Day;
use crate::event::{EventIx, Format, Kind, Track};
use crate::registry::{ActorIx, VenueIx};

/// The number of weeks before the week that form the baseline.
pub(crate) const BASELINE: i64 = 8;
/// The least number of events. An actor and a kind with fewer in both periods together are not tested, and with fewer
/// in the week are not shown.
pub(crate) const LEAST: u64 = 3;
/// The greatest false discovery rate at which a count is called unusual.
pub(crate) const RATE: f64 = 0.10;
/// The least number of past gaps with which a gap can be ranked.
pub(crate) const GAPS: usize = 8;

/// The report on shifts: changes by rule, then unusual counts and silences.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shifts {
    /// The week reported on, or `None` if no event of the view has a week.
    pub(crate) week: Option<IsoWeek>,
    /// The number of events of the view that may be in the week or the baseline but whose date is too coarse for a
    /// week.
    pub(crate) coarse: usize,
    /// The number of days that the store says it covers: of the week until today, and of the baseline. `None` if it
    /// does not say.
    pub(crate) covered: Option<(i64, i64)>,
    /// Changes by rule, in timeline order.
    pub changes: Vec<Change>,
    /// Counts against the baseline.
    pub counts: Counts,
    /// Gaps against past gaps, or `None` if the store does not say what it covers.
    pub(crate) silences: Option<Silences>,
}

/// A change found by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Something announced that was withdrawn.
    Cancelled {
        /// The event that was withdrawn.
        event: EventIx,
        /// The event that made it void or replaced it.
        by: Option<EventIx>,
    },
    /// A planned date that passed without an outcome.
    Lapsed {
        /// The planned event.
        event: EventIx,
    },
    /// Pairs that no earlier event of the store has in one room, not even possibly.
    FirstPairing {
        /// The event at which they met.
        event: EventIx,
        /// Pairs of states and other bodies.
        sides: Vec<Pair>,
        /// Pairs of people of different sides.
        people: Vec<Pair>,
        /// The pairs of both lists that may have met earlier, because the dates of another meeting overlap.
        unsure: Vec<Pair>,
    },
    /// Pairs that met in a place where they had not met before.
    NewVenue {
        /// The meeting.
        event: EventIx,
        /// The city, or the venue if its city is not known.
        place: VenueIx,
        /// The pairs, with where they met before. People are listed only if the place is not new for their sides.
        pairs: Vec<Moved>,
    },
    /// A format in which the same sides did not sit the last time.
    NewFormat {
        /// The meeting.
        event: EventIx,
        /// The format of this meeting.
        to: Format,
        /// The format of the last meeting.
        from: Format,
        /// The last meeting.
        before: EventIx,
    },
    /// A track on which the same sides did not meet the last time.
    NewTrack {
        /// The meeting.
        event: EventIx,
        /// The track of this meeting.
        to: Track,
        /// The track of the last meeting.
        from: Track,
        /// The last meeting.
        before: EventIx,
    },
}

/// Two actors, in order of index.
pub(crate) type Pair = (ActorIx, ActorIx);

/// A pair that met in a new place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The two actors.
    pub pair: Pair,
    /// Where they met before and how often, in order of first meeting.
    pub before: Vec<(VenueIx, usize)>,
}

/// Counts of each actor and kind against the baseline.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// The number of all events logged, in the week and in the baseline.
    pub(crate) totals: (u64, u64),
    /// The number of pairs of an actor and a kind that were tested.
    pub(crate) tested: usize,
    /// The counts with enough events this week, the least likely first.
    pub rows: Vec<Count>,
}

/// The count of one actor and one kind of event.
#[derive(Debug, Clone)]
pub struct Count {
    /// The actor. Events of anyone belonging to it count, in any role.
    pub actor: ActorIx,
    /// Other actors with exactly the same events of the kind in both periods, mostly what the actor belongs to.
    pub alike: Vec<ActorIx>,
    /// The kind of the events.
    pub kind: Kind,
    /// The number of events this week.
    pub now: u64,
    /// How many of these did not occur or are only alleged.
    pub(crate) not_occurred: u64,
    /// How many of these are outside the filter.
    pub(crate) outside: u64,
    /// The number of events in the baseline.
    pub before: u64,
    /// The p-value of Fisher's exact test, one-sided.
    pub p: f64,
    /// The false discovery rate over all tested pairs.
    pub rate: f64,
}

impl Count {
    /// Returns whether it is a discovery at [`RATE`].
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
    /// The number of actors of the view that have enough past gaps.
    pub(crate) ranked: usize,
    /// The number of actors that have too few.
    pub(crate) too_few: usize,
    /// The actors whose gap is as long as the longest tenth of their past gaps, the rarest first.
    pub rows: Vec<Silence>,
}

/// An actor without a recent entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The actor. Acts of anyone belonging to it count.
    pub actor: ActorIx,
    /// The last event in which it acted.
    pub last: EventIx,
    /// The number of covered days since then.
    pub days: i64,
    /// The number of days since then that the store does not cover.
    pub(crate) uncovered: i64,
    /// The number of past gaps.
    pub(crate) gaps: usize,
    /// How many of these were as long or longer.
    pub(crate) as_long: usize,
    /// The longest past gap, in covered days.
    pub(crate) longest: i64,
    /// The past gaps, in covered days, in order of time.
    pub(crate) past: Vec<i64>,
}

impl Shifts {
    /// Returns the events of the view that each row of counts has in the week, in timeline order.
    pub(crate) fn members(&self, scope: &Scope<'_>) -> Vec<Vec<EventIx>> {
        self.week.map_or_else(Vec::new, |week| counts::members(scope, week, &self.counts.rows))
    }

    /// Reports on the events in `scope`.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        Window::of(scope).map_or_else(Self::default, |window| Self::within(scope, &window))
    }

    /// Reports on a week as on the last one.
    #[must_use]
    pub(crate) fn of_week(scope: &Scope<'_>, week: IsoWeek) -> Self {
        Self::within(scope, &Window::over(scope, week))
    }

    fn within(scope: &Scope<'_>, window: &Window) -> Self {
        let mut changes = plans::changes(scope, window);
        changes.extend(meetings::changes(scope, window));
        changes.sort_by_key(|change| scope.timeline.rank(change.event()));
        let coverage = silence::Coverage::of(scope.timeline);
        Self {
            week: Some(window.week),
            coarse: scope.shown.iter().filter(|ix| window.perhaps(scope, **ix)).count(),
            covered: coverage.as_ref().map(|coverage| window.covered(coverage)),
            changes,
            counts: counts::counts(scope, window),
            silences: coverage.map(|coverage| silence::silences(scope, window, &coverage)),
        }
    }
}

/// Returns what is new by rule in all of the view, whatever the week: what fell through, and who met for the first
/// time, in a new place, in a new format or on a new track.
pub(super) fn changes(scope: &Scope<'_>) -> Vec<Change> {
    let mut changes = plans::changes_at(scope, |_| true);
    let now = scope.now.instant;
    changes.extend(meetings::changes_at(scope, |ix| scope.timeline.event(ix).date.earliest() <= now));
    changes
}

impl Change {
    /// Returns the event that makes the change.
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

    /// Returns the name of the rule in the JSON form.
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
    /// The last day that is over: the last day of the week, or the day before today.
    until: Day,
}

impl Window {
    fn of(scope: &Scope<'_>) -> Option<Self> {
        let week = scope.shown.iter().filter_map(|ix| week_of(scope, *ix)).max()?;
        Some(Self::over(scope, week))
    }

    fn over(scope: &Scope<'_>, week: IsoWeek) -> Self {
        Self { week, until: week.monday().plus_days(6).min(scope.now.today.plus_days(-1)) }
    }

    fn first(&self) -> Day {
        self.week.monday()
    }

    fn last(&self) -> Day {
        self.week.monday().plus_days(6)
    }

    /// Returns the first day of the baseline.
    fn start(&self) -> Day {
        self.week.monday().plus_days(-7 * BASELINE)
    }

    /// Returns whether an event has no week of its own but may be in this one or the baseline.
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

/// Returns the week of an event, or `None` if its date gives no week or is after *now*.
pub(crate) fn week_of(scope: &Scope<'_>, ix: EventIx) -> Option<IsoWeek> {
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
