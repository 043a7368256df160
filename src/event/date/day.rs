//! Calendar arithmetic for days, over every year that an `i64` of days can hold.

use super::Day;
use crate::text::signs::sign;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The first whole year in which this calendar was in use. Earlier days are shown without a weekday.
const FIRST_WEEKDAY_YEAR: i64 = 1583;

impl Day {
    /// The day before all others: an open or unknown start.
    pub(crate) const MIN: Self = Self(i64::MIN);
    /// The day after all others: an open or unknown end.
    pub const MAX: Self = Self(i64::MAX);
    /// The first day that is not *open*. Earlier ones are clamped to it.
    pub(super) const FAR_PAST: Self = Self(i64::MIN + 1);
    /// The last day that is not *open*. Later ones are clamped to it.
    pub(super) const FAR_FUTURE: Self = Self(i64::MAX - 1);

    /// Returns the year, month 1-12 and day 1-31, in astronomical years (0 is 1 BC).
    #[must_use]
    pub fn civil(self) -> (i64, u8, u8) {
        // Years begin in March here, so that the leap day is the last of its year and the pattern repeats after 400
        // years.
        let shifted = self.0.saturating_add(719_468);
        let cycle = shifted.div_euclid(146_097);
        let day = shifted.rem_euclid(146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (cycle * 400 + year + i64::from(month <= 2), month as u8, day as u8)
    }

    /// Returns the day of a date in the proleptic Gregorian calendar. `month` and `day` must exist.
    ///
    /// A year out of range for days is clamped to the first or last day in range.
    #[must_use]
    pub(crate) fn from_civil(year: i64, month: u8, day: u8) -> Self {
        let year = year.saturating_sub(i64::from(month <= 2));
        let in_cycle = year.rem_euclid(400);
        let month = (i64::from(month) + 9) % 12;
        let day = (153 * month + 2) / 5 + i64::from(day) - 1;
        let day = in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + day;
        let days = year.div_euclid(400).checked_mul(146_097).and_then(|days| days.checked_add(day - 719_468));
        match days {
            Some(days) => Self(days.clamp(Self::FAR_PAST.0, Self::FAR_FUTURE.0)),
            None if year < 0 => Self::FAR_PAST,
            None => Self::FAR_FUTURE,
        }
    }

    /// Returns the weekday, from 0 for Monday to 6 for Sunday.
    #[must_use]
    pub(crate) fn weekday(self) -> u8 {
        ((self.0.rem_euclid(7) + 3) % 7) as u8
    }

    /// Returns the day in short words: `21 Dec 2025`.
    #[must_use]
    pub fn short(self) -> String {
        let (year, month, day) = self.civil();
        format!("{day} {} {}", month_short(month), year_words(year))
    }

    /// Returns the day in words: `Sunday 21 December 2025`. There is no weekday before 1583, when this calendar was not
    /// yet in use.
    #[must_use]
    pub(crate) fn in_words(self) -> String {
        let (year, month, day) = self.civil();
        let (month, year_words) = (month_name(month), year_words(year));
        match WEEKDAYS.get(usize::from(self.weekday())) {
            Some(weekday) if year >= FIRST_WEEKDAY_YEAR => format!("{weekday} {day} {month} {year_words}"),
            _ => format!("{day} {month} {year_words}"),
        }
    }

    /// Returns the day in EDTF: `2025-12-21`. Years of more than four digits have a sign, the expanded form of ISO
    /// 8601-1 4.3.2.
    #[must_use]
    pub(crate) fn iso(self) -> String {
        let (year, month, day) = self.civil();
        match year {
            0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
            -9999..0 => format!("-{:04}-{month:02}-{day:02}", -year),
            _ => format!("{year:+}-{month:02}-{day:02}"),
        }
    }

    /// Returns the day this many days later, or earlier if negative. *Open* stays open, and no other day becomes open.
    #[must_use]
    pub(crate) fn plus_days(self, days: i64) -> Self {
        if self == Self::MIN || self == Self::MAX {
            return self;
        }
        Self(self.0.saturating_add(days).clamp(Self::FAR_PAST.0, Self::FAR_FUTURE.0))
    }

    /// Returns the same day this many months later, or the month's last day if it has no such day.
    #[must_use]
    pub(crate) fn plus_months(self, months: i64) -> Self {
        if self == Self::MIN || self == Self::MAX {
            return self;
        }
        let (year, month, day) = self.civil();
        let month = (i64::from(month) - 1).saturating_add(months);
        let year = year.saturating_add(month.div_euclid(12));
        let month = month.rem_euclid(12) as u8 + 1;
        Self::from_civil(year, month, day.min(days_in_month(year, month)))
    }

    /// Returns whether it means an open end or a year out of range for days.
    pub(crate) fn is_out_of_range(self) -> bool {
        self <= Self::FAR_PAST || self >= Self::FAR_FUTURE
    }
}

/// Returns the number of days of a month; `month` is 1-12.
#[must_use]
pub(crate) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Returns the name of a month, `December`, or an empty text if there is no such month.
pub(crate) fn month_name(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|ix| MONTHS.get(ix)).copied().unwrap_or("")
}

/// Returns the name of a month in three letters, `Dec`, also for June, July and September, so that columns align.
pub(super) fn month_short(month: u8) -> &'static str {
    let name = month_name(month);
    name.get(..3).unwrap_or(name)
}

/// Finds the month with this name, or with this beginning of at least three letters, in any case.
pub(crate) fn month_named(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    MONTHS.iter().zip(1..).find(|(name, _)| name.to_ascii_lowercase().starts_with(&word)).map(|(_, n)| n)
}

/// Finds the weekday with this name, or with this beginning of at least three letters, from 0 for Monday, in any case.
pub(super) fn weekday_named(word: &str) -> Option<u8> {
    let word = word.to_ascii_lowercase();
    let starts = |name: &str| name.to_ascii_lowercase().starts_with(&word);
    (word.len() >= 3)
        .then(|| WEEKDAYS.iter().zip(0..).find(|(name, _)| starts(name)).map(|(_, n)| n))
        .flatten()
}

/// Returns a year as it is written after a month: `2025`, `0033`, `−0044` (astronomical: year 0 is 1 BC, as in EDTF).
pub(super) fn year_words(year: i64) -> String {
    if year < 0 { format!("{}{:04}", sign("−"), year.unsigned_abs()) } else { format!("{year:04}") }
}

/// Returns a year as it is written alone: `2025`, `year 0033`, `year −0044`, `year 170000002`.
pub(super) fn lone_year(year: i64) -> String {
    let words = year_words(year);
    if (1000..=9999).contains(&year) { words } else { format!("year {words}") }
}
