//! Where a date stands: its heading, and its place among others.
//!
//! A key begins with what makes the heading, so dates that stand under one heading stand together.

use chrono_tz::Tz;
use edtf_core::{Date, DateField};

use super::day::{lone_year, month_name};
use super::hint::read;
use super::phrase::{era, season};
use super::read::{Expression, Point};
use super::resolve::{days, element_days, precision};

use super::{Day, EventDate, Heading, Instant, Precision, Zone};

/// Where a date stands in the timeline: total with the event's id behind it.
///
/// The day shown, a coarser date before the days it holds, then earliest, then latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OrderKey {
    day: Day,
    fineness: u8,
    /// Tells eras and seasons of one first day apart, the longer first.
    shape: i64,
    earliest: Instant,
    latest: Instant,
}

impl OrderKey {
    /// Whether both dates stand under one heading.
    #[must_use]
    pub(crate) fn shares_heading(&self, other: &Self) -> bool {
        (self.day, self.fineness, self.shape) == (other.day, other.fineness, other.shape)
            // A time and a bare day stand under the same day.
            || self.day == other.day && self.fineness >= 4 && other.fineness >= 4
    }
}

impl EventDate {
    /// The heading it stands under; `shown` moves only dates that carry a time.
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
            Precision::Year if !self.first.is_beyond_counting() => Heading::Year(year),
            Precision::Year | Precision::Era => {
                let (first, last) = self.era();
                Heading::Era(era(first, last), first.civil().0)
            }
        }
    }

    /// Where it stands in the timeline; `shown` moves only dates that carry a time.
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
                // Halves, then thirds, then quarters and seasons; the codes run the other way.
                (self.first, 2, -i64::from(code))
            }
            Precision::Year if !self.first.is_beyond_counting() => (Day::from_civil(year, 1, 1), 1, 0),
            Precision::Year | Precision::Era => {
                let (first, last) = self.era();
                (first, 0, first.0.saturating_sub(last.0))
            }
        };
        OrderKey { day, fineness, shape, earliest: self.earliest, latest: self.latest }
    }

    /// The day it is shown under: its own, but that of a time in the zone shown.
    fn day_shown(&self, shown: Option<Tz>) -> Day {
        match shown {
            Some(zone) if self.flags.timed_start && self.zone != Zone::Named(zone) => {
                Zone::Named(zone).local(self.earliest).0
            }
            _ => self.first,
        }
    }

    /// The date that it starts with; none for a time.
    fn start(&self) -> Option<Date> {
        let point = match read(&self.text).ok()? {
            Expression::One(point) => point,
            Expression::Interval(start, end) => start.point().or(end.point())?,
            Expression::Set(set) => {
                let starts = |(first, _, date): &(Day, Day, Date)| {
                    *first == self.first && precision(Point::Date(*date)) == self.precision
                };
                let members = set.elements.iter().map(element_days).filter(starts);
                // Only of one length can members tell which heading they stand under: the longest.
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

    /// The whole years that an era spans: `156X-12-25` stands in the decade.
    fn era(&self) -> (Day, Day) {
        let (first, last) = self.start().map_or((self.first, self.last), |date| days(&date));
        let whole = |day: Day, month, of_month| {
            if day.is_beyond_counting() { day } else { Day::from_civil(day.civil().0, month, of_month) }
        };
        (whole(first, 1, 1), whole(last, 12, 31))
    }
}

impl Heading {
    /// The heading in words: `Sunday 21 December 2025`, `December 2025`, `spring 2025`, `2025`, `Date open`.
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

    /// The first and the last day that it holds; none for [`Heading::Open`]. Of an era all that is known is its first.
    #[must_use]
    pub(crate) fn days(&self) -> Option<(Day, Day)> {
        let first = self.first_day()?;
        let last = match self {
            Self::Open => return None,
            Self::Day(day) => *day,
            Self::Month(year, month) => Day::from_civil(*year, *month, super::days_in_month(*year, *month)),
            // Three months at least; that is coarser than any bucket but a year, which may hold it or not.
            Self::Season(..) => first.plus_days(89),
            Self::Year(year) => Day::from_civil(*year, 12, 31),
            Self::Era(_, year) => Day::from_civil(year.saturating_add(9), 12, 31),
        };
        Some((first, last.max(first)))
    }

    /// The first day under it; none for [`Heading::Open`].
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
