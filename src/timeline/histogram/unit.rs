//! Calendar units: the number of the unit that contains a day, and the days of a unit.

use super::Unit;
use crate::event::date::Day;
use crate::event::date::week::IsoWeek;

/// The largest power of ten of years that an `i64` of years can hold.
const MOST: u8 = 18;

/// The last day that does not mean *open*; later days are clamped to it.
const LAST: Day = Day(i64::MAX - 1);

impl Unit {
    /// Returns all units from short to long.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let short = [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];
        short.into_iter().chain((1..=MOST).map(Self::Years))
    }

    /// Returns the shortest unit with which the days from `first` to `last` fall into at most `width` units,
    /// otherwise the longest.
    pub(super) fn fitting(first: Day, last: Day, width: usize) -> Self {
        let fits = |unit: &Self| {
            let steps = i128::from(unit.number(last)) - i128::from(unit.number(first));
            steps < width as i128
        };
        Self::all().find(fits).unwrap_or(Self::Years(MOST))
    }

    /// Returns the number of the unit that contains `day`, counted from the one that contains 1970 or year 0.
    pub(super) fn number(self, day: Day) -> i64 {
        match self {
            Self::Day => day.0,
            Self::Week => IsoWeek::of(day).0,
            Self::Month => months(day),
            Self::Quarter => months(day).div_euclid(3),
            Self::Year => day.civil().0,
            Self::Years(power) => day.civil().0.div_euclid(ten_to(power)),
        }
    }

    /// Returns the first day of the unit with that number.
    pub(super) fn first_day(self, number: i64) -> Day {
        self.start(i128::from(number))
    }

    /// Returns the last day of the unit with that number.
    pub(super) fn last_day(self, number: i64) -> Day {
        match self.start(i128::from(number) + 1) {
            LAST => LAST,
            next => Day(next.0 - 1),
        }
    }

    fn start(self, number: i128) -> Day {
        match self {
            Self::Day => clamped(number),
            Self::Week => clamped(number * 7 - 3),
            Self::Month => month(number),
            Self::Quarter => month(number * 3),
            Self::Year => month(number * 12),
            Self::Years(power) => month(number * i128::from(ten_to(power)) * 12),
        }
    }
}

fn months(day: Day) -> i64 {
    let (year, month, _) = day.civil();
    year.saturating_mul(12).saturating_add(i64::from(month) - 1)
}

/// Returns the first day of a month counted from January of year 0.
fn month(number: i128) -> Day {
    let year = number.div_euclid(12).clamp(i128::from(i64::MIN), i128::from(i64::MAX));
    Day::from_civil(year as i64, number.rem_euclid(12) as u8 + 1, 1)
}

/// Keeps a day off the extremes of [`Day`], which mean *open*; a bucket never is.
fn clamped(day: i128) -> Day {
    Day(day.clamp(i128::from(i64::MIN) + 1, i128::from(LAST.0)) as i64)
}

fn ten_to(power: u8) -> i64 {
    10_i64.saturating_pow(u32::from(power))
}
