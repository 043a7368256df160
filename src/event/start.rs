//! When an event began, and by which clock its time is shown. Lists are ordered and labelled by these.

use serde::{Deserialize, Serialize};

use super::Event;
use super::date::Instant;

/// The time at which an event began, as far as its order needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct EventStart {
    /// The latest instant, excluded, capped by `first_seen`.
    pub(crate) key: Instant,
    pub(crate) earliest: Instant,
}

/// Longest beginning in seconds that counts as a stated time: a minute.
const EXACT: i64 = 60;

impl EventStart {
    /// Returns when `event` began.
    pub(crate) fn of(event: &Event) -> Self {
        let (earliest, latest) = event.date.start_bounds();
        let seen = event.first_seen.as_ref();
        let seen = seen.map(|date| if date.has_time() { date.earliest() } else { date.latest() });
        let key = seen.filter(|seen| earliest < *seen && *seen < latest).unwrap_or(latest);
        Self { key, earliest }
    }

    /// Returns whether the time was stated to the minute or second.
    pub(crate) fn is_exact(self) -> bool {
        self.key.0.saturating_sub(self.earliest.0) <= EXACT
    }
}

/// The offset from UTC of the clock that an event's time is shown by, in quarters of an hour, or no offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClockOffset(i8);

impl ClockOffset {
    const NONE: Self = Self(i8::MIN);

    /// Returns the offset of the event's own time, else of the time at which it was first seen.
    pub(crate) fn of(event: &Event) -> Self {
        let seen = event.first_seen.as_ref();
        let date = Some(&event.date).filter(|date| date.has_time()).or(seen.filter(|date| date.has_time()));
        let Some(date) = date else { return Self::NONE };
        let at = if date.earliest() == Instant::MIN { date.latest() } else { date.earliest() };
        let quarters = date.zone().offset_at(at).div_euclid(900);
        i8::try_from(quarters).map_or(Self::NONE, Self)
    }

    /// Returns the offset in quarters of an hour, or `None` if the event has no time.
    pub(crate) fn quarters(self) -> Option<i8> {
        (self != Self::NONE).then_some(self.0)
    }
}
