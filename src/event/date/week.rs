//! ISO weeks (ISO 8601-1:2019 4.2.2): from Monday to Sunday, in the year that their Thursday is in.

use std::fmt;

use super::{Day, EventDate, Precision};

/// A week, counted from the one that contains 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoWeek(pub i64);

impl IsoWeek {
    /// Returns the week of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self(day.0.saturating_add(3).div_euclid(7))
    }

    /// Returns the week in which a date begins, in its own zone, or `None` if the date leaves that open.
    ///
    /// An interval counts from its start.
    #[must_use]
    pub(crate) fn of_date(date: &EventDate) -> Option<Self> {
        let (first, last, doubts) = (date.first_day(), date.last_day(), date.qualification());
        let known_start =
            date.is_range() && date.precision() <= Precision::Day && !doubts.open_start && !doubts.set;
        let week = Self::of(first);
        (first != Day::MIN && (known_start || Self::of(last) == week)).then_some(week)
    }

    #[must_use]
    pub(crate) fn monday(self) -> Day {
        Day(self.0.saturating_mul(7).saturating_sub(3))
    }

    #[must_use]
    pub(crate) fn sunday(self) -> Day {
        self.monday().plus_days(6)
    }

    /// Returns the number of weeks between this one and a later one, both excluded.
    #[must_use]
    pub(crate) fn weeks_until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0).saturating_sub(1).max(0)
    }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thursday = self.monday().plus_days(3);
        let (year, _, _) = thursday.civil();
        let week = (thursday.0 - Day::from_civil(year, 1, 1).0) / 7 + 1;
        f.pad(&format!("{year:04}-W{week:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample::date;

    #[test]
    fn weeks_are_those_of_the_standard() {
        let week = |text: &str| IsoWeek::of_date(&date(text)).map(|week| week.to_string());
        assert_eq!(week("2025-12-21").as_deref(), Some("2025-W51"), "a Sunday ends its week");
        assert_eq!(week("2025-12-22").as_deref(), Some("2025-W52"), "a Monday begins one");
        assert_eq!(week("2026-01-01").as_deref(), Some("2026-W01"), "a Thursday decides the year");
        assert_eq!(
            week("2025-12-29").as_deref(),
            Some("2026-W01"),
            "the Monday before belongs to the new year"
        );
        assert_eq!(week("2021-01-03").as_deref(), Some("2020-W53"), "a year may have 53");
        assert_eq!(week("1969-12-29").as_deref(), Some("1970-W01"), "also before 1970");
    }

    #[test]
    fn a_date_that_leaves_the_week_open_has_none() {
        let week = |text: &str| IsoWeek::of_date(&date(text)).map(|week| week.to_string());
        assert_eq!(week("2025-12"), None, "a month is no week");
        assert_eq!(
            week("[2025-12-19..2025-12-21]").as_deref(),
            Some("2025-W51"),
            "one of three days in one week"
        );
        assert_eq!(week("[2025-12-21..2025-12-22]"), None, "one of two days in two weeks");
        assert_eq!(
            week("2025-12-19/2026-01-20").as_deref(),
            Some("2025-W51"),
            "a range counts from its start"
        );
        assert_eq!(week("2025-12/2026-01"), None, "whose start must be known to the week");
        assert_eq!(week("../2025-12-21"), None, "an open start has no week");
    }
}
