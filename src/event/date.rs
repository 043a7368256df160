//! Dates: EDTF (ISO 8601-2:2019) levels 0-2, with times to the minute and intervals with times, in a time zone.
//!
//! An [`EventDate`] keeps its text as written and has a precision, its days in its own zone, and its instants.
//! Nothing here widens, rounds or shifts a date: `2025-12` always stays a month.

use crate::text::signs::drawn_owned;

mod change;
mod day;
mod ends;
mod foreign;
mod hint;
mod now;
mod offsets;
mod order;
mod phrase;
mod range;
mod read;
mod resolve;
#[cfg(test)]
mod tests;
pub(crate) mod week;
mod when;
mod words;
mod zone;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub(crate) use change::ClockChange;
pub(crate) use day::days_in_month;
pub(crate) use day::{month_name, month_named};
pub(crate) use foreign::{hour_alone, rewritten};
pub use now::Now;
pub(crate) use offsets::{Twice, with_offsets};
pub(crate) use order::OrderKey;
pub(crate) use range::Range;
pub use when::When;
pub(crate) use zone::iso_instant;

/// A point in time, as Unix time in seconds. The extremes mean *open*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant before all others: an open or unknown start.
    pub(crate) const MIN: Self = Self(i64::MIN);
    /// The instant after all others: an open or unknown end.
    pub const MAX: Self = Self(i64::MAX);
}

/// A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar. The extremes mean *open*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i64);

/// The time zone of a date: a fixed offset written in it, or an IANA zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// A fixed offset, in seconds east of UTC.
    Offset(i32),
    /// A zone of the IANA database.
    Named(Tz),
}

/// The precision of a date, from fine to coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// A time to the minute or second.
    Minute,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season, quarter, half or other division (EDTF 21-41).
    Season,
    /// A year.
    Year,
    /// A decade, century, millennium or anything else coarser than a year, also an unspecified year.
    Era,
}

/// A heading of the timeline, under which dates are listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Heading {
    /// The heading of dates with an open start.
    Open,
    /// A period coarser than a year: its words, made from its first and last year (`1560s`, `1900–1999`), and the first
    /// year.
    Era(String, i64),
    Year(i64),
    /// A season: its words, `spring 2025`, and its first day.
    Season(String, Day),
    /// A month: the year, and the month from 1 to 12.
    Month(i64, u8),
    Day(Day),
}

/// The error for a text that is not a date: what is wrong and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// The message, lower case without a full stop: `2024-02-30 is not a day in the calendar`.
    pub message: String,
    /// Byte offset of the error in the text.
    pub(crate) offset: usize,
    /// Advice on what to write.
    pub hint: Option<String>,
}

/// What a date leaves open, for signs on the screen and for `is:uncertain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one notation, not a state")]
pub struct Qualification {
    pub(crate) uncertain: bool,
    pub(crate) approximate: bool,
    pub(crate) unspecified: bool,
    /// Whether it is a set: `[…]` or `{…}`.
    pub set: bool,
    /// Whether the start is open or unknown: `../x`, `/x`, `..x/y` or `[..x]`.
    pub(crate) open_start: bool,
    /// Whether the end is open or unknown: `x/..`, `x/`, `x/y..` or `[x..]`.
    pub(crate) open_end: bool,
}

impl Qualification {
    /// Returns whether `is:uncertain` matches: the date has any of `?` `~` `%` `X` or is a set.
    #[must_use]
    pub(crate) fn any_doubt(self) -> bool {
        self.uncertain || self.approximate || self.unspecified || self.set
    }
}

/// A date of the store, resolved in its time zone.
///
/// It holds what the timeline compares. Words are made from its text on demand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDate {
    text: Box<str>,
    earliest: Instant,
    latest: Instant,
    first: Day,
    last: Day,
    zone: Zone,
    /// The zone given for parsing. It applies to an end without an offset even if the other end has one.
    default_zone: Zone,
    precision: Precision,
    qualification: Qualification,
    flags: Flags,
}

/// Other properties of the notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of one notation, not a state")]
struct Flags {
    range: bool,
    /// Whether the date, or the start of the interval, has a time.
    timed_start: bool,
    /// Whether the end of the interval has a time.
    timed_end: bool,
    /// Whether an end is unknown (`x/`, `/x`), which differs from open.
    unknown: bool,
    /// Whether the end is a month or coarser.
    coarse_end: bool,
}

impl Flags {
    fn has_time(self) -> bool {
        self.timed_start || self.timed_end
    }
}

impl EventDate {
    /// Returns the text as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns its time zone. An interval has the zone of its start, or of its end if the start is open.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Returns the first instant that it can be, included; [`Instant::MIN`] if open.
    #[must_use]
    pub(crate) fn earliest(&self) -> Instant {
        self.earliest
    }

    /// Returns the first instant after all that it can be; [`Instant::MAX`] if open.
    ///
    /// It is never before [`EventDate::earliest`]. It equals that only for a day that the zone skipped or a year that
    /// is out of range for seconds.
    #[must_use]
    pub fn latest(&self) -> Instant {
        self.latest
    }

    /// Returns the first day that it can be, in its own zone; [`Day::MIN`] if open.
    #[must_use]
    pub(crate) fn first_day(&self) -> Day {
        self.first
    }

    /// Returns the last day that it can be, included, in its own zone; [`Day::MAX`] if open.
    #[must_use]
    pub(crate) fn last_day(&self) -> Day {
        self.last
    }

    /// Returns the precision. An interval has the precision of its start, or of its end if the start is open.
    #[must_use]
    pub(crate) fn precision(&self) -> Precision {
        self.precision
    }

    /// Returns what the date leaves open.
    #[must_use]
    pub fn qualification(&self) -> Qualification {
        self.qualification
    }

    /// Returns the signs for the precision column, each at most once: `~` approximate, `?` uncertain (also `X` digits
    /// and sets), `…` interval.
    #[must_use]
    pub fn signs(&self) -> String {
        let qualification = self.qualification;
        let doubt = qualification.uncertain || qualification.unspecified || qualification.set;
        let all = [(qualification.approximate, '~'), (doubt, '?'), (self.flags.range, '…')];
        drawn_owned(all.into_iter().filter_map(|(holds, sign)| holds.then_some(sign)).collect())
    }

    /// Returns whether it is an interval, which lasts. A set does not.
    #[must_use]
    pub(crate) fn is_range(&self) -> bool {
        self.flags.range
    }

    /// Returns whether it is an interval whose end is not known to the day, so that its last day would claim too much.
    #[must_use]
    pub(crate) fn ends_coarsely(&self) -> bool {
        self.flags.coarse_end
    }

    /// Returns the instants between which it began, the second excluded: its own bounds, or those of an interval's
    /// start.
    #[must_use]
    pub fn start_bounds(&self) -> (Instant, Instant) {
        let whole = (self.earliest, self.latest);
        if !self.is_range() {
            return whole;
        }
        let first = self.text.split('/').next().unwrap_or_default();
        // The start of an interval may be open, and then it has no date.
        Self::parse(first, self.zone).map_or(whole, |start| (start.earliest, start.latest))
    }

    /// Returns the time by which something published on this date was public: the time if there is one, else the end of
    /// the day.
    #[must_use]
    pub(crate) fn public_by(&self) -> Instant {
        if self.has_time() { self.earliest } else { self.latest }
    }

    /// Returns whether it is a time of day or an interval that begins with one.
    #[must_use]
    pub(crate) fn starts_with_a_time(&self) -> bool {
        self.flags.timed_start
    }

    /// Returns whether it has a time of day at either end.
    #[must_use]
    pub(crate) fn has_time(&self) -> bool {
        self.flags.has_time()
    }
}
