//! Converts between local times and instants, with the hours that a clock change skips or repeats.

use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Day, Instant, Zone};
use crate::text::signs::sign;

pub(super) const DAY_SECONDS: i64 = 86_400;

/// Largest distance from 1970 in seconds that chrono can handle: about 200,000 years.
const CHRONO_REACH: i64 = 6_300_000_000_000;

impl Instant {
    /// The first instant that is not *open*. Earlier ones are clamped to it.
    pub(super) const FAR_PAST: Self = Self(i64::MIN + 1);
    /// The last instant that is not *open*. Later ones are clamped to it.
    pub(super) const FAR_FUTURE: Self = Self(i64::MAX - 1);

    /// Creates an instant, clamped to those that are not *open*.
    pub(super) fn clamped(seconds: i64) -> Self {
        Self(seconds.clamp(Self::FAR_PAST.0, Self::FAR_FUTURE.0))
    }

    /// Returns whether it means an open end or a time out of range for seconds.
    #[must_use]
    pub(crate) fn is_out_of_range(self) -> bool {
        self <= Self::FAR_PAST || self >= Self::FAR_FUTURE
    }
}

/// Returns an instant in UTC to the second, `2025-12-21T08:10:00Z`, or `None` if it is open or out of range.
#[must_use]
pub(crate) fn iso_instant(instant: Instant) -> Option<String> {
    if instant.is_out_of_range() {
        return None;
    }
    let (day, second) = Zone::Offset(0).local(instant);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(format!("{}T{hour:02}:{minute:02}:{second:02}Z", day.iso()))
}

/// The number from which on a serialized zone is one of the database. Smaller numbers are offsets in seconds.
const NAMED: i32 = 1 << 20;

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(match *self {
            Self::Offset(seconds) => seconds,
            Self::Named(zone) => NAMED + zone as i32,
        })
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i32::deserialize(deserializer)?;
        let Some(index) = number.checked_sub(NAMED).and_then(|index| usize::try_from(index).ok()) else {
            return Ok(Self::Offset(number));
        };
        let zone = chrono_tz::TZ_VARIANTS.get(index);
        zone.map(|zone| Self::Named(*zone)).ok_or_else(|| D::Error::custom("no such zone"))
    }
}

/// The instants at which a clock shows a local time, in Unix seconds.
enum Occurrences {
    Once(i64),
    /// Two instants, because clocks were put back between them.
    Twice(i64, i64),
    /// None, because clocks were put forward over it: the instants by the offsets before and after, the earlier first.
    Never(i64, i64),
}

impl Zone {
    /// Returns the offset in seconds east of UTC at `instant`. Beyond the range of chrono it is the offset at its
    /// limit.
    #[must_use]
    pub(crate) fn offset_at(self, instant: Instant) -> i64 {
        match self {
            Self::Offset(seconds) => i64::from(seconds),
            Self::Named(Tz::UTC) => 0,
            Self::Named(zone) => {
                let seconds = instant.0.clamp(-CHRONO_REACH, CHRONO_REACH);
                DateTime::<Utc>::from_timestamp(seconds, 0).map_or(0, |utc| {
                    let offset = zone.offset_from_utc_datetime(&utc.naive_utc());
                    i64::from(offset.fix().local_minus_utc())
                })
            }
        }
    }

    /// Returns the day and the second of the day that its clock shows at `instant`.
    #[must_use]
    pub(crate) fn local(self, instant: Instant) -> (Day, u32) {
        let local = instant.0.saturating_add(self.offset_at(instant));
        (Day(local.div_euclid(DAY_SECONDS)), local.rem_euclid(DAY_SECONDS) as u32)
    }

    /// Returns the first instant of a day. If midnight was skipped, it is the clock change.
    #[must_use]
    pub(crate) fn day_start(self, day: Day) -> Instant {
        if day == Day::MIN || day == Day::MAX {
            return Instant(day.0);
        }
        let midnight = day.0.saturating_mul(DAY_SECONDS);
        Instant::clamped(match self.occurrences(midnight) {
            Occurrences::Once(at) | Occurrences::Twice(at, _) => at,
            Occurrences::Never(..) => self.change_near(midnight),
        })
    }

    /// Returns the first instant after a day.
    #[must_use]
    pub(crate) fn day_end(self, day: Day) -> Instant {
        if day == Day::MIN || day == Day::MAX {
            return Instant(day.0);
        }
        let midnight = day.0.saturating_add(1).saturating_mul(DAY_SECONDS);
        Instant::clamped(match self.occurrences(midnight) {
            Occurrences::Once(at) => at,
            // If clocks go back exactly to midnight, the day ends at the first midnight.
            Occurrences::Twice(first, second) => {
                if self.local(Instant(second - 1)).0 <= day {
                    second
                } else {
                    first
                }
            }
            Occurrences::Never(..) => self.change_near(midnight),
        })
    }

    /// Returns the first and the last instant at which its clock may have shown this time of this day.
    pub(super) fn instants_at(self, day: Day, second: u32) -> (Instant, Instant) {
        let local = day.0.saturating_mul(DAY_SECONDS).saturating_add(i64::from(second));
        let (first, last) = match self.occurrences(local) {
            Occurrences::Once(at) => (at, at),
            Occurrences::Twice(first, second) => (first, second),
            Occurrences::Never(early, late) => (early, late),
        };
        (Instant::clamped(first), Instant::clamped(last))
    }

    /// Finds the instants of a local time. Clocks change by less than a day and rarely, so the offsets a day before and
    /// a day after are the only ones possible.
    fn occurrences(self, local: i64) -> Occurrences {
        let before = self.offset_at(Instant(local.saturating_sub(DAY_SECONDS)));
        let after = self.offset_at(Instant(local.saturating_add(DAY_SECONDS)));
        let by_before = local.saturating_sub(before);
        if before == after {
            return Occurrences::Once(by_before);
        }
        let by_after = local.saturating_sub(after);
        let holds = |at, offset| self.offset_at(Instant(at)) == offset;
        match (holds(by_before, before), holds(by_after, after)) {
            (true, true) => Occurrences::Twice(by_before.min(by_after), by_before.max(by_after)),
            (true, false) => Occurrences::Once(by_before),
            (false, true) => Occurrences::Once(by_after),
            (false, false) => Occurrences::Never(by_before.min(by_after), by_before.max(by_after)),
        }
    }

    /// Finds the instant within a day of `local` at which the offset changes.
    fn change_near(self, local: i64) -> i64 {
        let (mut before, mut after) = (local - DAY_SECONDS, local + DAY_SECONDS);
        let old = self.offset_at(Instant(before));
        while after - before > 1 {
            let middle = before.midpoint(after);
            if self.offset_at(Instant(middle)) == old {
                before = middle;
            } else {
                after = middle;
            }
        }
        after
    }

    /// Returns the name that people use for the zone: `Moscow`, `New York`, `UTC`, `UTC+3`, `UTC−4:30`.
    #[must_use]
    pub fn city(self) -> String {
        match self {
            Self::Offset(seconds) => offset_words(i64::from(seconds)),
            Self::Named(zone) => {
                let name = zone.name();
                match name.rsplit_once('/') {
                    _ if self.is_utc() => "UTC".to_owned(),
                    Some(("Etc", _)) => offset_words(self.offset_at(Instant(0))),
                    Some((_, city)) => city.replace('_', " "),
                    None => name.to_owned(),
                }
            }
        }
    }

    /// Returns whether its clock always shows UTC, so that the UTC time need not be added.
    #[must_use]
    pub(crate) fn is_utc(self) -> bool {
        match self {
            Self::Offset(seconds) => seconds == 0,
            Self::Named(zone) => matches!(
                zone.name(),
                "UTC"
                    | "UCT"
                    | "Zulu"
                    | "Universal"
                    | "Etc/UTC"
                    | "Etc/UCT"
                    | "Etc/Zulu"
                    | "Etc/Universal"
                    | "Etc/GMT"
            ),
        }
    }
}

fn offset_words(seconds: i64) -> String {
    let sign = if seconds < 0 { sign("−") } else { "+" };
    let minutes = seconds.unsigned_abs() / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
