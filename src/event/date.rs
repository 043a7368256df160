//! When: EDTF (ISO 8601-2:2019) levels 0-2, with minute times and timed intervals, in a zone.
//!
//! An [`EventDate`] keeps its text as written and knows its precision, its days in its own zone and
//! its instants. Nothing here widens, rounds or shifts: `2025-12` stays a month wherever it goes.

mod change;
mod day;
mod foreign;
mod hint;
mod now;
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
#[cfg(test)]
pub(crate) use day::month_name;
pub use now::Now;
pub(crate) use order::OrderKey;
pub(crate) use range::Range;
pub use when::When;
pub(crate) use zone::iso_instant;

/// Unix time in seconds; the extremes stand for *open*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(pub i64);

impl Instant {
    /// Before everything: an open or unknown start.
    pub(crate) const MIN: Self = Self(i64::MIN);
    /// After everything: an open or unknown end.
    pub const MAX: Self = Self(i64::MAX);
}

/// A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar; the extremes are *open*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i64);

/// Where clocks are read: a fixed offset written in the date, or an IANA zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Seconds east of UTC.
    Offset(i32),
    /// An IANA zone.
    Named(Tz),
}

/// How fine a date is known, from fine to coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// A time to the minute (or second).
    Minute,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season, quarter, half or other division (EDTF 21-41).
    Season,
    /// A year.
    Year,
    /// A decade, century, millennium, or anything coarser than a year, also an unspecified year.
    Era,
}

/// The heading that a date stands under; ordered as headings stand in the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Heading {
    /// Dates open at the start.
    Open,
    /// Coarser than a year, in words that follow from its first and last year (`1560s`, `1900–1999`), and the first year.
    Era(String, i64),
    Year(i64),
    /// A season as words, `spring 2025`, and its first day.
    Season(String, Day),
    /// A month: year and 1-12.
    Month(i64, u8),
    Day(Day),
}

/// Why a text is no date: what is wrong, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// What is wrong, lower case, no full stop: `2024-02-30 is not a day in the calendar`.
    pub message: String,
    /// Byte offset in the text where it is wrong.
    pub(crate) offset: usize,
    /// What to write.
    pub hint: Option<String>,
}

/// What a date leaves open, for marks on the screen and for `is:uncertain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one notation, not a state")]
pub struct Qualification {
    pub(crate) uncertain: bool,
    pub(crate) approximate: bool,
    pub(crate) unspecified: bool,
    /// `[…]` or `{…}`.
    pub set: bool,
    /// `../x`, `/x`, `..x/y` or `[..x]`.
    pub(crate) open_start: bool,
    /// `x/..`, `x/`, `x/y..` or `[x..]`.
    pub(crate) open_end: bool,
}

impl Qualification {
    /// Whether `is:uncertain` holds: any of `?` `~` `%` `X` or a set.
    #[must_use]
    pub(crate) fn any_doubt(self) -> bool {
        self.uncertain || self.approximate || self.unspecified || self.set
    }
}

/// A date of the store, resolved in its zone.
///
/// It keeps what the timeline compares; words are made from its text when they are wanted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDate {
    text: Box<str>,
    earliest: Instant,
    latest: Instant,
    first: Day,
    last: Day,
    zone: Zone,
    /// Where it was read: of ends without an offset beside one that has one.
    home: Zone,
    precision: Precision,
    marks: Qualification,
    flags: Flags,
}

/// What else its notation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of one notation, not a state")]
struct Flags {
    range: bool,
    /// The date, or the start of the interval, has a time.
    timed_start: bool,
    /// The end of the interval has a time.
    timed_end: bool,
    /// An end that nobody knows (`x/`, `/x`), not one that is open.
    unknown: bool,
    /// The end is a month or coarser.
    coarse_end: bool,
}

impl Flags {
    fn has_time(self) -> bool {
        self.timed_start || self.timed_end
    }
}

impl EventDate {
    /// As written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where its clock is read; of an interval, its start's (its end's where the start is open).
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The first instant it can be, included; [`Instant::MIN`] where open.
    #[must_use]
    pub(crate) fn earliest(&self) -> Instant {
        self.earliest
    }

    /// The first instant it can no longer be; [`Instant::MAX`] where open.
    ///
    /// Never before [`EventDate::earliest`], and equal to it only for a day that its zone skipped or a year
    /// that seconds cannot count.
    #[must_use]
    pub fn latest(&self) -> Instant {
        self.latest
    }

    /// The first day it can be, in its own zone; [`Day::MIN`] where open.
    #[must_use]
    pub(crate) fn first_day(&self) -> Day {
        self.first
    }

    /// The last day it can be, included, in its own zone; [`Day::MAX`] where open.
    #[must_use]
    pub(crate) fn last_day(&self) -> Day {
        self.last
    }

    /// How fine it is known; of an interval, its start (its end where the start is open).
    #[must_use]
    pub(crate) fn precision(&self) -> Precision {
        self.precision
    }

    /// What it leaves open.
    #[must_use]
    pub fn marks(&self) -> Qualification {
        self.marks
    }

    /// The signs of the precision column, each at most once: `~` about, `?` uncertain (also `X` digits and sets), `…` ranged.
    #[must_use]
    pub fn signs(&self) -> String {
        let marks = self.marks;
        let doubt = marks.uncertain || marks.unspecified || marks.set;
        [(marks.approximate, '~'), (doubt, '?'), (self.flags.range, '…')]
            .into_iter()
            .filter_map(|(holds, sign)| holds.then_some(sign))
            .collect()
    }

    /// Whether it is an interval, which lasts; a set does not.
    #[must_use]
    pub(crate) fn is_range(&self) -> bool {
        self.flags.range
    }

    /// Whether it is an interval whose end is known to no day: its last day would say more than is known.
    #[must_use]
    pub(crate) fn ends_coarsely(&self) -> bool {
        self.flags.coarse_end
    }

    /// Returns between which instants it began, the second excluded: its own bounds, of an interval those of its start.
    #[must_use]
    pub fn begun(&self) -> (Instant, Instant) {
        let whole = (self.earliest, self.latest);
        if !self.is_range() {
            return whole;
        }
        let first = self.text.split('/').next().unwrap_or_default();
        // An interval that is open at its start has no date there.
        Self::parse(first, self.zone).map_or(whole, |start| (start.earliest, start.latest))
    }

    /// Returns when something published then was out at the latest: a time is that time, a day its end.
    #[must_use]
    pub(crate) fn out_by(&self) -> Instant {
        if self.has_time() { self.earliest } else { self.latest }
    }

    /// Whether it is a time of day, or an interval that begins with one.
    #[must_use]
    pub(crate) fn starts_with_a_time(&self) -> bool {
        self.flags.timed_start
    }

    /// Whether it carries a time of day.
    #[must_use]
    pub(crate) fn has_time(&self) -> bool {
        self.flags.has_time()
    }
}
