//! Between clocks and instants: offsets, and the hours that a change of clocks skips or repeats.

use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Day, Instant, Zone};

pub(super) const DAY_SECONDS: i64 = 86_400;

/// Seconds within which chrono holds every instant and its offset: some 200,000 years either way.
const CHRONO_REACH: i64 = 6_300_000_000_000;

impl Instant {
    /// The first instant that is not *open*; earlier ones are held here.
    pub(super) const FAR_PAST: Self = Self(i64::MIN + 1);
    /// The last instant that is not *open*; later ones are held here.
    pub(super) const FAR_FUTURE: Self = Self(i64::MAX - 1);

    /// These seconds, held within what is not *open*.
    pub(super) fn held(seconds: i64) -> Self {
        Self(seconds.clamp(Self::FAR_PAST.0, Self::FAR_FUTURE.0))
    }

    /// Whether it stands for an open end or a time that seconds cannot count.
    #[must_use]
    pub(crate) fn is_beyond_counting(self) -> bool {
        self <= Self::FAR_PAST || self >= Self::FAR_FUTURE
    }
}

/// An instant in UTC to the second, `2025-12-21T08:10:00Z`; none where it is open or beyond counting.
#[must_use]
pub(crate) fn iso_instant(instant: Instant) -> Option<String> {
    if instant.is_beyond_counting() {
        return None;
    }
    let (day, second) = Zone::Offset(0).local(instant);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(format!("{}T{hour:02}:{minute:02}:{second:02}Z", day.iso()))
}

/// The number that zones of the database start at; offsets in seconds lie below.
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
        let Some(at) = number.checked_sub(NAMED).and_then(|at| usize::try_from(at).ok()) else {
            return Ok(Self::Offset(number));
        };
        let zone = chrono_tz::TZ_VARIANTS.get(at);
        zone.map(|zone| Self::Named(*zone)).ok_or_else(|| D::Error::custom("no such zone"))
    }
}

/// The instants at which a clock shows one time.
enum Shows {
    Once(i64),
    /// Clocks were put back: the first and the second time.
    Twice(i64, i64),
    /// Clocks were put forward over it: where it would be by the clock after and by the clock before.
    Never(i64, i64),
}

impl Zone {
    /// Seconds east of UTC at `instant`; beyond chrono's years the last offset it knows.
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

    /// The day and the second of the day that its clock shows at `instant`.
    #[must_use]
    pub(crate) fn local(self, instant: Instant) -> (Day, u32) {
        let local = instant.0.saturating_add(self.offset_at(instant));
        (Day(local.div_euclid(DAY_SECONDS)), local.rem_euclid(DAY_SECONDS) as u32)
    }

    /// The first instant of a day: where midnight is skipped, the change of clocks.
    #[must_use]
    pub(crate) fn day_start(self, day: Day) -> Instant {
        if day == Day::MIN || day == Day::MAX {
            return Instant(day.0);
        }
        let midnight = day.0.saturating_mul(DAY_SECONDS);
        Instant::held(match self.shows(midnight) {
            Shows::Once(at) | Shows::Twice(at, _) => at,
            Shows::Never(..) => self.change_near(midnight),
        })
    }

    /// The first instant after a day.
    #[must_use]
    pub(crate) fn day_end(self, day: Day) -> Instant {
        if day == Day::MIN || day == Day::MAX {
            return Instant(day.0);
        }
        let midnight = day.0.saturating_add(1).saturating_mul(DAY_SECONDS);
        Instant::held(match self.shows(midnight) {
            Shows::Once(at) => at,
            // Where clocks go back to midnight itself, the day is over at the first one.
            Shows::Twice(first, second) => {
                if self.local(Instant(second - 1)).0 <= day {
                    second
                } else {
                    first
                }
            }
            Shows::Never(..) => self.change_near(midnight),
        })
    }

    /// The first and the last instant at which its clock can have shown this time of this day.
    pub(super) fn at(self, day: Day, second: u32) -> (Instant, Instant) {
        let local = day.0.saturating_mul(DAY_SECONDS).saturating_add(i64::from(second));
        let (first, last) = match self.shows(local) {
            Shows::Once(at) => (at, at),
            Shows::Twice(first, second) => (first, second),
            Shows::Never(early, late) => (early, late),
        };
        (Instant::held(first), Instant::held(last))
    }

    /// Clocks change by less than a day and seldom: a day before and a day after tell both offsets.
    fn shows(self, local: i64) -> Shows {
        let before = self.offset_at(Instant(local.saturating_sub(DAY_SECONDS)));
        let after = self.offset_at(Instant(local.saturating_add(DAY_SECONDS)));
        let by_before = local.saturating_sub(before);
        if before == after {
            return Shows::Once(by_before);
        }
        let by_after = local.saturating_sub(after);
        let holds = |at, offset| self.offset_at(Instant(at)) == offset;
        match (holds(by_before, before), holds(by_after, after)) {
            (true, true) => Shows::Twice(by_before.min(by_after), by_before.max(by_after)),
            (true, false) => Shows::Once(by_before),
            (false, true) => Shows::Once(by_after),
            (false, false) => Shows::Never(by_before.min(by_after), by_before.max(by_after)),
        }
    }

    /// The instant within a day of `local` from which another offset holds.
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

    /// The zone as a person calls it: `Moscow`, `New York`, `UTC`, `UTC+3`, `UTC−4:30`.
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

    /// Whether its clock is UTC's, so that the UTC time need not be said beside it.
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
    let sign = if seconds < 0 { '−' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
