//! Dates in words. They say everything that the date leaves open, and add nothing.

use chrono_tz::Tz;

use super::day::{month_name, month_short};
use super::hint::read;
use super::phrase::{Length, date_words, joined, set_words};
use super::read::{End, Expression, Point, Time, plain_day};
use super::resolve::precision;
use super::{ClockChange, Day, EventDate, Instant, Precision, Zone};
use crate::text::signs::drawn_owned;

impl EventDate {
    /// Returns the time of day for a column, `11:10` or `23:30–06:30`, or `None` if the date has no time.
    ///
    /// The time is in the zone shown, else as written. An end on another day is `23:30–10 Sep 06:30`, an end at the
    /// midnight that ends the day `20:30–24:00`, an end without a time `23:30–10 Sep`, an open one `23:30–…`, an
    /// unknown one `23:30–?`. Only [`EventDate::in_words`] shows seconds.
    #[must_use]
    pub fn clock(&self, shown: Option<Tz>) -> Option<String> {
        if !self.has_time() {
            return None;
        }
        let (start, end) = match read(&self.text).ok()? {
            Expression::One(Point::Time(time)) => {
                return Some(self.reading(time, false, shown).minutes());
            }
            Expression::Interval(start, end) => (start, end),
            _ => return None,
        };
        let start_time = match start {
            End::At(Point::Time(time)) => Some(self.reading(time, false, shown)),
            _ => None,
        };
        let start_day = start_time.map_or(self.first, |reading| reading.day);
        let end = match end {
            End::Open => "…".to_owned(),
            End::Unknown => "?".to_owned(),
            End::At(Point::Time(time)) => {
                let reading = self.reading(time, true, shown);
                if reading.day == start_day {
                    reading.minutes()
                } else if reading.second == 0 && start_time.is_some() && reading.day == start_day.plus_days(1)
                {
                    "24:00".to_owned()
                } else {
                    format!("{} {}", day_and_month(reading.day), reading.minutes())
                }
            }
            End::At(Point::Date(_)) | End::Beyond(_) if self.last == start_day => String::new(),
            End::At(Point::Date(date)) | End::Beyond(date) => {
                if precision(Point::Date(date)) == Precision::Day {
                    day_and_month(self.last)
                } else {
                    "…".to_owned()
                }
            }
        };
        Some(drawn_owned(format!("{}–{end}", start_time.map(Reading::minutes).unwrap_or_default())))
    }

    /// Returns the date in words, including what is not known: `Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)`,
    /// `about 20 December 2025`, `December 2025`, `one of 19 to 21 December 2025`, `from 20 December 2025, end open`.
    ///
    /// Years are astronomical, as in EDTF: `year −1984` is 1985 BC.
    #[must_use]
    pub(crate) fn in_words(&self, shown: Option<Tz>) -> String {
        drawn_owned(self.words(Length::Long, shown))
    }

    /// Returns the date in short words: `21 Dec 2025`, `Dec 2025`, `about 20 Dec 2025`, `20–21 Dec 2025`.
    ///
    /// A time has no zone here: `21 Dec 2025, 11:10`.
    #[must_use]
    pub fn short(&self, shown: Option<Tz>) -> String {
        drawn_owned(self.words(Length::Short, shown))
    }

    fn words(&self, length: Length, shown: Option<Tz>) -> String {
        // Most dates are plain days, which need not be parsed again.
        if let Some(day) = plain_day(&self.text) {
            return match (length, self.clock_change()) {
                (Length::Short, _) => day.short(),
                (Length::Long, None) => day.in_words(),
                (Length::Long, Some(_)) => {
                    format!("{} (does not exist: {} skipped the day)", day.in_words(), self.zone.city())
                }
            };
        }
        match read(&self.text) {
            Ok(Expression::One(Point::Date(date))) => {
                let plain = precision(Point::Date(date)) == Precision::Day && !self.qualification.any_doubt();
                if plain && length == Length::Long {
                    self.first.in_words()
                } else {
                    date_words(&date, length)
                }
            }
            Ok(Expression::One(Point::Time(time))) => time_words(self.reading(time, false, shown), length),
            Ok(Expression::Interval(start, end)) => self.interval_words(start, end, length, shown),
            Ok(Expression::Set(set)) => set_words(&set, length),
            // This cannot happen, because the text was parsed before.
            Err(_) => self.text.clone().into(),
        }
    }

    fn interval_words(&self, start: End, end: End, length: Length, shown: Option<Tz>) -> String {
        if let (End::At(Point::Time(from)), End::At(Point::Time(to))) = (start, end) {
            return timed_words(self.reading(from, false, shown), self.reading(to, true, shown), length);
        }
        if let (End::At(Point::Date(from)), End::At(Point::Date(to))) = (start, end)
            && let Some(words) = joined(&from, &to, "–", length)
        {
            return words;
        }
        let words = |point, is_end| match point {
            Point::Date(date) => date_words(&date, length),
            Point::Time(time) => time_words(self.reading(time, is_end, shown), length),
        };
        let from = match start {
            End::Open | End::Unknown => None,
            End::At(point) => Some(format!("from {}", words(point, false))),
            End::Beyond(date) => Some(format!("from {} or earlier", date_words(&date, length))),
        };
        let to = |until: &str| match end {
            End::Open | End::Unknown => None,
            End::At(point) => Some(format!("{until} {}", words(point, true))),
            End::Beyond(date) => Some(format!("{until} {} or later", date_words(&date, length))),
        };
        let absence = |end| if matches!(end, End::Unknown) { "unknown" } else { "open" };
        match from {
            Some(from) => match to("to") {
                Some(to) => format!("{from} {to}"),
                None => format!("{from}, end {}", absence(end)),
            },
            None => format!("{}, start {}", to("until").unwrap_or_default(), absence(start)),
        }
    }

    /// Returns what the clock shows for a time, as written or in the zone shown.
    fn reading(&self, time: Time, is_end: bool, shown: Option<Tz>) -> Reading {
        let own = time.zone(self.default_zone);
        let (first, last) = time.instants(self.default_zone);
        let change = time.clock_change(self.default_zone);
        let instant = if is_end { last } else { first };
        let with_seconds = time.length == 1 && !time.second.is_multiple_of(60);
        let utc = Zone::Offset(0);
        // If clocks showed the time twice, nobody knows which of the two is meant.
        let again = matches!(change, Some(ClockChange::RepeatedTime(..))).then_some(if is_end {
            first
        } else {
            last
        });
        let written = Reading {
            day: time.day,
            second: time.second,
            zone: own,
            with_seconds,
            again: None,
            utc: Utc::Never,
        };
        let in_utc =
            |again: Option<Instant>| Utc::At(utc.local(instant), again.map(|again| utc.local(again)));
        match shown {
            _ if change == Some(ClockChange::SkippedTime) => written,
            Some(zone) if own != Zone::Named(zone) => {
                let zone = Zone::Named(zone);
                let (day, second) = zone.local(instant);
                let other = again.map(|again| zone.local(again)).filter(|other| *other != (day, second));
                Reading { day, second, zone, again: other, utc: in_utc(again), ..written }
            }
            _ => Reading { utc: in_utc(again), ..written },
        }
        .with_again_in_order()
    }
}

/// A reading of a clock.
#[derive(Debug, Clone, Copy)]
struct Reading {
    day: Day,
    second: u32,
    zone: Zone,
    with_seconds: bool,
    /// The other time that may be meant, in the zone shown, if clocks showed the time twice.
    again: Option<(Day, u32)>,
    utc: Utc,
}

/// The time of a reading in UTC.
#[derive(Debug, Clone, Copy)]
enum Utc {
    /// A time, and the other one if the zone had the local time twice.
    At((Day, u32), Option<(Day, u32)>),
    /// No time, because the zone's clocks skipped it.
    Never,
}

impl Reading {
    /// Puts the earlier of two times first.
    fn with_again_in_order(mut self) -> Self {
        if let Some(again) = self.again.filter(|again| *again < (self.day, self.second)) {
            (self.again, self.day, self.second) = (Some((self.day, self.second)), again.0, again.1);
        }
        if let Utc::At(first, Some(again)) = self.utc
            && again < first
        {
            self.utc = Utc::At(again, Some(first));
        }
        self
    }

    fn minutes(self) -> String {
        hours_and_minutes(self.second)
    }

    fn utc_day(self) -> Option<Day> {
        match self.utc {
            Utc::At((day, _), _) => Some(day),
            Utc::Never => None,
        }
    }

    /// Returns the time of day, with seconds if they were written and are not zero.
    fn clock(self) -> String {
        let minutes = |second: u32| {
            let seconds = if self.with_seconds { format!(":{:02}", second % 60) } else { String::new() };
            hours_and_minutes(second) + &seconds
        };
        match self.again {
            Some((_, again)) => format!("{} or {}", minutes(self.second), minutes(again)),
            None => minutes(self.second),
        }
    }
}

fn hours_and_minutes(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}

/// Returns the UTC time to add after a time in another zone, ` (08:10 UTC)`. If the day differs, it is included:
/// ` (22:30 UTC, 20 December)`.
fn in_utc(readings: &[Reading]) -> String {
    let Some(last) = readings.last().filter(|reading| !reading.zone.is_utc()) else {
        return String::new();
    };
    let mut clocks = Vec::new();
    let (mut same_day, mut last_day) = (true, last.day);
    for reading in readings {
        let Utc::At(first, again) = reading.utc else {
            return " (does not exist: the clocks skipped it)".to_owned();
        };
        let again = again.map(|(_, second)| format!(" or {}", hours_and_minutes(second)));
        clocks.push(hours_and_minutes(first.1) + &again.unwrap_or_default());
        same_day &= first.0 == reading.day;
        last_day = first.0;
    }
    let clocks = clocks.join("–");
    if same_day {
        format!(" ({clocks} UTC)")
    } else {
        let (_, month, day) = last_day.civil();
        format!(" ({clocks} UTC, {day} {})", month_name(month))
    }
}

fn day_and_month(day: Day) -> String {
    let (_, month, day) = day.civil();
    format!("{day} {}", month_short(month))
}

/// Returns a time in words: `21 Dec 2025, 11:10`, or `Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)`.
fn time_words(reading: Reading, length: Length) -> String {
    match length {
        Length::Short => format!("{}, {}", reading.day.short(), reading.clock()),
        Length::Long => {
            let (day, zone) = (reading.day.in_words(), reading.zone.city());
            format!("{day}, {} {zone}{}", reading.clock(), in_utc(&[reading]))
        }
    }
}

/// Returns an interval in words if both ends have times.
fn timed_words(from: Reading, to: Reading, length: Length) -> String {
    let one_zone = from.zone == to.zone;
    match length {
        Length::Short if from.day == to.day => {
            format!("{}, {}–{}", from.day.short(), from.clock(), to.clock())
        }
        Length::Short => {
            format!("{}, {} – {}, {}", from.day.short(), from.clock(), to.day.short(), to.clock())
        }
        Length::Long if one_zone && from.day == to.day && from.utc_day() == to.utc_day() => format!(
            "{}, {}–{} {}{}",
            from.day.in_words(),
            from.clock(),
            to.clock(),
            to.zone.city(),
            in_utc(&[from, to])
        ),
        Length::Long => {
            let end = |reading: Reading| {
                format!(
                    "{}, {} {}{}",
                    reading.day.in_words(),
                    reading.clock(),
                    reading.zone.city(),
                    in_utc(&[reading])
                )
            };
            format!("from {} to {}", end(from), end(to))
        }
    }
}
