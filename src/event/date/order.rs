//! The order of dates in the timeline, and the headings under which they are listed.
//!
//! A key begins with the fields that decide the heading, so that dates under one heading are next to each other.

use chrono_tz::Tz;
use edtf_core::{Date, DateField};

use super::day::{lone_year, month_name};
use super::hint::read;
use super::phrase::{era, season};
use super::read::{Expression, Point};
use super::resolve::{days, element_days, precision};

use super::{Day, EventDate, Heading, Instant, Precision, Zone};

/// The sort key of a date in the timeline. Together with the event's id it gives a total order.
///
/// It sorts by the day shown, a coarser date before the days that it contains, then by earliest, then by latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OrderKey {
    day: Day,
    fineness: u8,
    /// Distinguishes eras and seasons with the same first day. The longer one comes first.
    shape: i64,
    earliest: Instant,
    latest: Instant,
}

impl OrderKey {
    /// Returns whether both dates are under the same heading.
    #[must_use]
    pub(crate) fn shares_heading(&self, other: &Self) -> bool {
        (self.day, self.fineness, self.shape) == (other.day, other.fineness, other.shape)
            // A time and a plain day are under the same day.
            || self.day == other.day && self.fineness >= 4 && other.fineness >= 4
    }
}

impl EventDate {
    /// Returns its heading. The zone `shown` affects only dates with a time.
    #[must_use]
    pub(crate) fn heading(&self, shown: Option<Tz>) -> Heading {
        if self.first == Day::MIN {
            return Heading::Open;
        }
        let (year, month, _) = self.first.civil();
        match self.precision {
            Precision::Minute | Precision::Day => Heading::Day(self.day_shown(shown)),
            Precision::Month => Heading::Month(year, month),
            Precision::Season => Heading::Season(season(self.season_code(), year), self.first),
            Precision::Year if !self.first.is_out_of_range() => Heading::Year(year),
            Precision::Year | Precision::Era => {
                let (first, last) = self.era();
                Heading::Era(era(first, last), first.civil().0)
            }
        }
    }

    /// Returns its sort key. The zone `shown` affects only dates with a time.
    #[must_use]
    pub(crate) fn order_key(&self, shown: Option<Tz>) -> OrderKey {
        let (year, month, _) = self.first.civil();
        let (day, fineness, shape) = match self.precision {
            _ if self.first == Day::MIN => (Day::MIN, 0, 0),
            Precision::Minute => (self.day_shown(shown), 5, 0),
            Precision::Day => (self.first, 4, 0),
            Precision::Month => (Day::from_civil(year, month, 1), 3, 0),
            Precision::Season => {
                let code = self.season_code();
                // Halves come first, then thirds, then quarters and seasons. Their codes are in the opposite order.
                (self.first, 2, -i64::from(code))
            }
            Precision::Year if !self.first.is_out_of_range() => (Day::from_civil(year, 1, 1), 1, 0),
            Precision::Year | Precision::Era => {
                let (first, last) = self.era();
                (first, 0, first.0.saturating_sub(last.0))
            }
        };
        OrderKey { day, fineness, shape, earliest: self.earliest, latest: self.latest }
    }

    /// Returns the day that it is listed under: its own, but for a time the day in the zone shown.
    fn day_shown(&self, shown: Option<Tz>) -> Day {
        match shown {
            Some(zone) if self.flags.timed_start && self.zone != Zone::Named(zone) => {
                Zone::Named(zone).local(self.earliest).0
            }
            _ => self.first,
        }
    }

    /// Returns the date that it starts with, or `None` for a time.
    fn start(&self) -> Option<Date> {
        let point = match read(&self.text).ok()? {
            Expression::One(point) => point,
            Expression::Interval(start, end) => start.point().or(end.point())?,
            Expression::Set(set) => {
                let starts = |(first, _, date): &(Day, Day, Date)| {
                    *first == self.first && precision(Point::Date(*date)) == self.precision
                };
                let members = set.elements.iter().map(element_days).filter(starts);
                // If members of different lengths start on that day, the longest decides the heading.
                Point::Date(members.max_by_key(|(_, _, date)| days(date).1)?.2)
            }
        };
        match point {
            Point::Date(date) => Some(date),
            Point::Time(_) => None,
        }
    }

    fn season_code(&self) -> u8 {
        self.start().and_then(|date| date.month).and_then(DateField::value).unwrap_or(0)
    }

    /// Returns the whole years of an era: `156X-12-25` counts as its decade.
    fn era(&self) -> (Day, Day) {
        let (first, last) = self.start().map_or((self.first, self.last), |date| days(&date));
        let whole = |day: Day, month, of_month| {
            if day.is_out_of_range() { day } else { Day::from_civil(day.civil().0, month, of_month) }
        };
        (whole(first, 1, 1), whole(last, 12, 31))
    }
}

impl Heading {
    /// Returns the heading in words: `Sunday 21 December 2025`, `December 2025`, `spring 2025`, `2025`, `Date open`.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Open => "Date open".to_owned(),
            Self::Era(words, _) | Self::Season(words, _) => words.clone(),
            Self::Year(year) => lone_year(*year),
            Self::Month(year, month) => format!("{} {}", month_name(*month), super::day::year_words(*year)),
            Self::Day(day) => day.in_words(),
        }
    }

    /// Returns the day in EDTF: `2025-12-21`. `None` if it is coarser than a day.
    #[must_use]
    pub(crate) fn iso_day(&self) -> Option<String> {
        match self {
            Self::Day(day) => Some(day.iso()),
            _ => None,
        }
    }

    /// Returns its first and last day, or `None` for [`Heading::Open`]. The last day of an era is a guess, because only
    /// its first year is known.
    #[must_use]
    pub(crate) fn days(&self) -> Option<(Day, Day)> {
        let first = self.first_day()?;
        let last = match self {
            Self::Open => return None,
            Self::Day(day) => *day,
            Self::Month(year, month) => Day::from_civil(*year, *month, super::days_in_month(*year, *month)),
            // A season has three months or more. The exact end does not matter: only buckets of a year are coarser.
            Self::Season(..) => first.plus_days(89),
            Self::Year(year) => Day::from_civil(*year, 12, 31),
            Self::Era(_, year) => Day::from_civil(year.saturating_add(9), 12, 31),
        };
        Some((first, last.max(first)))
    }

    /// Returns its first day, or `None` for [`Heading::Open`].
    #[must_use]
    pub(crate) fn first_day(&self) -> Option<Day> {
        match self {
            Self::Open => None,
            Self::Era(_, year) | Self::Year(year) => Some(Day::from_civil(*year, 1, 1)),
            Self::Month(year, month) => Some(Day::from_civil(*year, *month, 1)),
            Self::Season(_, day) | Self::Day(day) => Some(*day),
        }
    }
}
