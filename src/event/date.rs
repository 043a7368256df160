//! When: EDTF (ISO 8601-2:2019) levels 0-2, with minute times and timed intervals, in a zone.
//!
//! An [`EventDate`] keeps its text as written and knows its precision, its days in its own zone and
//! its instants. Nothing here widens, rounds or shifts: `2025-12` stays a month wherever it goes.

use chrono_tz::Tz;

/// Unix time in seconds; the extremes stand for *open*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// Before everything: an open or unknown start.
    pub const MIN: Self = Self(i64::MIN);
    /// After everything: an open or unknown end.
    pub const MAX: Self = Self(i64::MAX);
}

/// A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar; the extremes are *open*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Heading {
    /// Dates open at the start.
    Open,
    /// Coarser than a year: as written, and the year it starts with.
    Era(String, i64),
    /// A year.
    Year(i64),
    /// A season as words, `spring 2025`, and its first day.
    Season(String, Day),
    /// A month: year and 1-12.
    Month(i64, u8),
    /// A day.
    Day(Day),
}

/// Why a text is no date: what is wrong, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// What is wrong, lower case, no full stop: `2024-02-30 is not a day in the calendar`.
    pub message: String,
    /// Byte offset in the text where it is wrong.
    pub offset: usize,
    /// What to write.
    pub hint: Option<String>,
}

/// What a date leaves open, for marks on the screen and for `is:uncertain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one notation, not a state")]
pub struct Marks {
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
    /// `X` digits.
    pub unspecified: bool,
    /// `[…]` or `{…}`.
    pub set: bool,
    /// `../x` or `/x`.
    pub open_start: bool,
    /// `x/..` or `x/`.
    pub open_end: bool,
}

impl Marks {
    /// Whether `is:uncertain` holds: any of `?` `~` `%` `X` or a set.
    #[must_use]
    pub fn any_doubt(self) -> bool {
        self.uncertain || self.approximate || self.unspecified || self.set
    }
}

/// A date of the store, resolved in its zone.
#[derive(Debug, Clone, PartialEq)]
pub struct EventDate {
    text: Box<str>,
}

/// Where a date stands in the timeline: total with the event's id behind it.
///
/// The day shown, a coarser date before the days it holds, then earliest, then latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    day: Day,
    fineness: u8,
    earliest: Instant,
    latest: Instant,
}

impl EventDate {
    /// Reads `text` as a date whose clock is `zone` unless it has a numeric offset itself.
    ///
    /// # Errors
    /// Tells what is wrong and where in `text`.
    pub fn parse(text: &str, zone: Zone) -> Result<Self, DateError> {
        todo!()
    }

    /// As written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where its clock is read.
    #[must_use]
    pub fn zone(&self) -> Zone {
        todo!()
    }

    /// The first instant it can be, included; [`Instant::MIN`] where open.
    #[must_use]
    pub fn earliest(&self) -> Instant {
        todo!()
    }

    /// The first instant it can no longer be; [`Instant::MAX`] where open.
    #[must_use]
    pub fn latest(&self) -> Instant {
        todo!()
    }

    /// The first day it can be, in its own zone; `Day(i64::MIN)` where open.
    #[must_use]
    pub fn first_day(&self) -> Day {
        todo!()
    }

    /// The last day it can be, included, in its own zone; `Day(i64::MAX)` where open.
    #[must_use]
    pub fn last_day(&self) -> Day {
        todo!()
    }

    /// How fine it is known; of an interval, its start (its end where the start is open).
    #[must_use]
    pub fn precision(&self) -> Precision {
        todo!()
    }

    /// What it leaves open.
    #[must_use]
    pub fn marks(&self) -> Marks {
        todo!()
    }

    /// Whether it is an interval, which lasts; a set does not.
    #[must_use]
    pub fn is_range(&self) -> bool {
        todo!()
    }

    /// Whether it carries a time of day.
    #[must_use]
    pub fn has_time(&self) -> bool {
        todo!()
    }

    /// The heading it stands under; `shown` moves only dates that carry a time.
    #[must_use]
    pub fn heading(&self, shown: Option<Tz>) -> Heading {
        todo!()
    }

    /// Where it stands in the timeline; `shown` moves only dates that carry a time.
    #[must_use]
    pub fn order_key(&self, shown: Option<Tz>) -> OrderKey {
        todo!()
    }

    /// Whether it overlaps `range`: days are compared in its own zone, instants only where the range has a time.
    #[must_use]
    pub fn possible(&self, range: &Range) -> bool {
        todo!()
    }

    /// Whether it lies inside `range` whatever it was: never so with `?`, `~`, `%` or an unknown end.
    #[must_use]
    pub fn certain(&self, range: &Range) -> bool {
        todo!()
    }

    /// The time of day to show in a column: `11:10`, `23:30–06:30`; none without a time.
    ///
    /// An end on another day is `23:30–10 Sep 06:30`.
    #[must_use]
    pub fn clock(&self, shown: Option<Tz>) -> Option<String> {
        todo!()
    }

    /// The date in a person's words, with what is not known said: `Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)`,
    /// `about 20 December 2025`, `December 2025`, `one of 19 to 21 December 2025`, `since 20 December 2025, end open`.
    #[must_use]
    pub fn in_words(&self, shown: Option<Tz>) -> String {
        todo!()
    }

    /// As [`EventDate::in_words`], short: `21 Dec 2025`, `Dec 2025`, `about 20 Dec 2025`, `20–21 Dec 2025`.
    #[must_use]
    pub fn short(&self, shown: Option<Tz>) -> String {
        todo!()
    }
}

impl Heading {
    /// The heading in words: `Sunday 21 December 2025`, `December 2025`, `spring 2025`, `2025`, `Date open`.
    #[must_use]
    pub fn in_words(&self) -> String {
        todo!()
    }

    /// The first day under it; none for [`Heading::Open`].
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        todo!()
    }
}

impl Day {
    /// Year, month 1-12 and day 1-31.
    #[must_use]
    pub fn civil(self) -> (i64, u8, u8) {
        todo!()
    }

    /// The day of a date in the proleptic Gregorian calendar; `month` and `day` must exist.
    #[must_use]
    pub fn from_civil(year: i64, month: u8, day: u8) -> Self {
        todo!()
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        todo!()
    }

    /// `21 Dec 2025`.
    #[must_use]
    pub fn short(self) -> String {
        todo!()
    }
}

/// What *now* is: made once at the start, so that a run is reproducible with `--now`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// The instant.
    pub instant: Instant,
    /// The day it is, in the reader's zone (`TZ`).
    pub today: Day,
    /// As given with `--now`, else the clock's time in UTC to the second: what documents print as generated-at.
    pub text: String,
}

impl Now {
    /// Reads `--now`: a day (its start, UTC unless `zone`) or a time.
    ///
    /// # Errors
    /// Only a day or a time is a *now*; anything else is told.
    pub fn parse(text: &str, zone: Tz) -> Result<Self, DateError> {
        todo!()
    }

    /// The machine's clock in the reader's zone.
    #[must_use]
    pub fn system(zone: Tz) -> Self {
        todo!()
    }
}

/// A stretch of time to test dates against: whole days, or instants where it has a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    text: Box<str>,
}

impl Range {
    /// Reads a filter's range: `2025-12`, `2025-12-19..2025-12-21`, `..2025`, `2025..`, `>=2025-12-20`, `<2025`, EDTF, and
    /// relative to `now` `7d` `3w` `2m` `1y` `today` `yesterday` `tomorrow`; both ends included.
    ///
    /// # Errors
    /// Tells what is wrong and where in `text`.
    pub fn parse(text: &str, now: &Now) -> Result<Self, DateError> {
        todo!()
    }

    /// From `start` on.
    #[must_use]
    pub fn since(start: &Self) -> Self {
        todo!()
    }

    /// Up to the end of `end`.
    #[must_use]
    pub fn until(end: &Self) -> Self {
        todo!()
    }

    /// Whole days, both included; the extremes of `Day` are open.
    #[must_use]
    pub fn days(first: Day, last: Day) -> Self {
        todo!()
    }

    /// As written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
