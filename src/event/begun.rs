//! When an event began, and by which clock its time is told: what lists are ordered and labelled by.

use serde::{Deserialize, Serialize};

use super::Event;
use super::date::Instant;

/// When an event began, as far as its order is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Begun {
    /// The latest instant, excluded, capped by `first_seen`.
    pub(crate) key: Instant,
    pub(crate) earliest: Instant,
}

/// Shorter than this a beginning is a stated time: a minute or a second.
const EXACT: i64 = 60;

impl Begun {
    /// Reads when `event` began.
    pub(crate) fn of(event: &Event) -> Self {
        let (earliest, latest) = event.date.begun();
        let seen = event.first_seen.as_ref();
        let seen = seen.map(|date| if date.has_time() { date.earliest() } else { date.latest() });
        let key = seen.filter(|seen| earliest < *seen && *seen < latest).unwrap_or(latest);
        Self { key, earliest }
    }

    /// Whether it is a stated time.
    pub(crate) fn is_exact(self) -> bool {
        self.key.0.saturating_sub(self.earliest.0) <= EXACT
    }
}

/// How far the clock is ahead of UTC that an event's time is told by, in quarters of an hour; or that it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClockOffset(i8);

impl ClockOffset {
    const NONE: Self = Self(i8::MIN);

    /// Of the event's own time, else of when it was first seen.
    pub(crate) fn of(event: &Event) -> Self {
        let seen = event.first_seen.as_ref();
        let date = Some(&event.date).filter(|date| date.has_time()).or(seen.filter(|date| date.has_time()));
        let Some(date) = date else { return Self::NONE };
        let at = if date.earliest() == Instant::MIN { date.latest() } else { date.earliest() };
        let quarters = date.zone().offset_at(at).div_euclid(900);
        i8::try_from(quarters).map_or(Self::NONE, Self)
    }

    /// Quarters of an hour; none where no time is told.
    pub(crate) fn quarters(self) -> Option<i8> {
        (self != Self::NONE).then_some(self.0)
    }
}
