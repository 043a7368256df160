//! Parses dates: EDTF levels 0-2 through edtf-core, and times that edtf-core does not accept.
//!
//! edtf-core requires seconds in every time and refuses times in intervals. Here a time may end with its minutes, and
//! either end of an interval may have a time.

use edtf_core::{Date, Edtf, IntervalEndpoint, Set, TimeShift};

use super::Day;
use super::day::days_in_month;

/// A parsed date, before a time zone gives it instants.
#[derive(Debug, Clone)]
pub(super) enum Expression {
    One(Point),
    Interval(End, End),
    Set(Set),
}

/// A date of any precision, or a time.
#[derive(Debug, Clone, Copy)]
pub(super) enum Point {
    Date(Date),
    Time(Time),
}

/// An end of an interval.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    Open,
    Unknown,
    At(Point),
    /// That date or beyond: `..x` as a start, `x..` as an end (ISO 8601-2 10.6).
    Beyond(Date),
}

/// A time of day as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    pub(super) day: Day,
    /// Second of the day. A leap second counts as the second before it, so that the day does not change.
    pub(super) second: u32,
    /// Length in seconds: 60 if written to the minute, else 1.
    pub(super) length: u32,
    /// Offset in seconds east of UTC, if written.
    pub(super) offset: Option<i32>,
    /// Whether the offset is written as `Z`.
    pub(super) zulu: bool,
}

impl End {
    /// Returns the date or time of this end, even if it means that date or beyond.
    pub(super) fn point(self) -> Option<Point> {
        match self {
            Self::Open | Self::Unknown => None,
            Self::At(point) => Some(point),
            Self::Beyond(date) => Some(Point::Date(date)),
        }
    }
}

/// An error in the words of the grammar, before it is reworded for people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub(super) message: &'static str,
    pub(super) offset: usize,
}

impl From<edtf_core::ParseError> for Fault {
    fn from(error: edtf_core::ParseError) -> Self {
        Self { message: error.message, offset: error.offset }
    }
}

/// Message of a [`Fault`] for an interval that ends before it starts.
pub(super) const BACKWARDS: &str = "interval end precedes interval start";

/// Returns whether `text` is a date, so that hints never suggest a text that is not.
pub(super) fn is_date(text: &str) -> bool {
    expression(text).is_ok()
}

/// Parses any date. Errors are in the words of the grammar.
pub(super) fn expression(text: &str) -> Result<Expression, Fault> {
    if text.contains('T') && !text.starts_with(['[', '{']) {
        return match text.split_once('/') {
            None => time(text, 0).map(|time| Expression::One(Point::Time(time))),
            Some((start, end)) => {
                let start_end = self::end(start, true, 0)?;
                Ok(Expression::Interval(start_end, self::end(end, false, start.len() + 1)?))
            }
        };
    }
    Ok(match Edtf::parse(text)? {
        Edtf::Date(date) => Expression::One(Point::Date(date)),
        Edtf::Set(set) => Expression::Set(set),
        Edtf::Interval(interval) => Expression::Interval(interval.start.into(), interval.end.into()),
        Edtf::DateTime(_) => return Err(Fault { message: "time must be hh:mm", offset: 0 }),
    })
}

impl From<IntervalEndpoint> for End {
    fn from(end: IntervalEndpoint) -> Self {
        match end {
            IntervalEndpoint::Open => Self::Open,
            IntervalEndpoint::Unknown => Self::Unknown,
            IntervalEndpoint::Date(date) => Self::At(Point::Date(date)),
            IntervalEndpoint::OnOrBefore(date) | IntervalEndpoint::OnOrAfter(date) => Self::Beyond(date),
        }
    }
}

/// Parses an end of an interval of which at least one end has a time.
fn end(text: &str, is_start: bool, base: usize) -> Result<End, Fault> {
    if text.contains('T') {
        return time(text, base).map(|time| End::At(Point::Time(time)));
    }
    // With an open other end it becomes an interval that edtf-core accepts.
    let (whole, before) = if is_start { (format!("{text}/.."), 0) } else { (format!("../{text}"), 3) };
    match Edtf::parse(&whole) {
        Ok(Edtf::Interval(interval)) => Ok(if is_start { interval.start } else { interval.end }.into()),
        // edtf-core refuses two ends without a date, but the other end has a time here.
        _ if text.is_empty() => Ok(End::Unknown),
        _ if text == ".." => Ok(End::Open),
        Ok(_) => Err(Fault { message: "interval must contain exactly one '/'", offset: base }),
        Err(error) => {
            Err(Fault { message: error.message, offset: error.offset.saturating_sub(before) + base })
        }
    }
}

/// Parses a time. If it has no seconds, they are added for edtf-core.
fn time(text: &str, base: usize) -> Result<Time, Fault> {
    const SHORT: usize = "2025-12-21T11:10".len();
    let bytes = text.as_bytes();
    let to_minute = bytes.get(13) == Some(&b':') && bytes.get(SHORT) != Some(&b':');
    let parsed = match text.split_at_checked(SHORT) {
        Some((minutes, rest)) if to_minute => Edtf::parse(&format!("{minutes}:00{rest}")).map_err(|error| {
            let offset = if error.offset > SHORT { error.offset.saturating_sub(3) } else { error.offset };
            Fault { message: error.message, offset }
        }),
        _ => Edtf::parse(text).map_err(Fault::from),
    };
    let parsed = parsed.map_err(|fault| Fault { offset: fault.offset + base, ..fault })?;
    let Edtf::DateTime(parsed) = parsed else {
        return Err(Fault { message: "time must be hh:mm", offset: base });
    };
    let bounds = Edtf::Date(parsed.date).bounds();
    let edtf_core::Bound::Date(day) = bounds.earliest else {
        return Err(Fault { message: "day is out of range for the month", offset: base });
    };
    let clock = parsed.time;
    Ok(Time {
        day: Day::from_civil(day.year, day.month, day.day),
        second: u32::from(clock.hour) * 3600 + u32::from(clock.minute) * 60 + u32::from(clock.second.min(59)),
        length: if to_minute { 60 } else { 1 },
        offset: clock.shift.map(|shift| match shift {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => i32::from(minutes) * 60,
        }),
        zulu: clock.shift == Some(TimeShift::Utc),
    })
}

/// Parses a plain `YYYY-MM-DD` quickly, because nearly every date of a store has this form.
pub(super) fn plain_day(text: &str) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_i64, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    };
    let (year, month, day) = (number(&[y1, y2, y3, y4])?, number(&[m1, m2])? as u8, number(&[d1, d2])? as u8);
    ((1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month))
        .then(|| Day::from_civil(year, month, day))
}
