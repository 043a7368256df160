//! The week of an event, if its date determines one. Every report that counts by week uses this rule.

use std::fmt;

use crate::event::EventDate;
use crate::event::date::Day;
pub use crate::event::date::week::IsoWeek;

/// The time of an incident, as precisely as the report may give it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// One week.
    Week(IsoWeek),
    /// A date that does not fall into one week: its first day, its last day and its words.
    Date(Day, Day, String),
}

impl When {
    /// Returns the week of `date` in its own zone, the venue's. A raid that lasts past midnight is in the week of its
    /// first day.
    ///
    /// A date that is too coarse for a week, or open at the start, stays a [`When::Date`]: it is not put into a week
    /// that it may not belong to.
    #[must_use]
    pub fn of(date: &EventDate, zone: Option<chrono_tz::Tz>) -> Self {
        match IsoWeek::of_date(date) {
            Some(week) => Self::Week(week),
            None => Self::Date(date.first_day(), date.last_day(), date.short(zone)),
        }
    }

    /// Returns the first day, by which rows are sorted.
    #[must_use]
    pub(crate) fn first_day(&self) -> Day {
        match self {
            Self::Week(week) => week.monday(),
            Self::Date(first, ..) => *first,
        }
    }

    /// Returns the first and the last day.
    pub(crate) fn days(&self) -> (Day, Day) {
        match self {
            Self::Week(week) => (week.monday(), week.sunday()),
            Self::Date(first, last, _) => (*first, *last),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(week) => week.fmt(f),
            Self::Date(_, _, words) => f.pad(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample::date;

    fn when(text: &str) -> String {
        When::of(&date(text), None).to_string()
    }

    #[test]
    fn weeks_are_numbered_as_iso_8601_has_them() {
        let vectors = [
            ("2025-12-21", "2025-W51"),
            ("2025-12-22", "2025-W52"),
            ("2025-12-29", "2026-W01"),
            ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"),
            ("2005-01-01", "2004-W53"),
            ("2008-12-29", "2009-W01"),
        ];
        for (day, week) in vectors {
            assert_eq!(when(day), week, "{day}: from Monday to Sunday, of the year that holds the Thursday");
        }
    }

    #[test]
    fn a_night_belongs_to_the_week_that_it_began_in() {
        assert_eq!(when("2024-08-25/2024-08-26"), "2024-W34", "from Sunday to Monday: the Sunday's");
        assert_eq!(when("2025-12-22T23:30+02:00/2025-12-23T06:00+02:00"), "2025-W52", "with times too");
    }

    #[test]
    fn a_date_too_coarse_for_a_week_is_put_into_none() {
        assert_eq!(when("2025-12"), "Dec 2025", "a month stays a month");
        assert_eq!(when("[2025-12-20..2025-12-22]"), "one of 20 to 22 Dec 2025", "one of days in two weeks");
        assert_eq!(when("[2025-12-16..2025-12-18]"), "2025-W51", "one of days in one week");
        assert_eq!(when("../2025-12-21"), "until 21 Dec 2025, start open", "it may have begun long before");
    }
}
