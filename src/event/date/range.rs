//! Ranges of time that filters compare dates with.

use super::hint::read;
use super::read::{End, Expression, Point, Time};
use super::resolve::{days, set_days};
use super::zone::DAY_SECONDS;
use super::{DateError, Day, EventDate, Instant, Now};

/// A range of time to compare dates with. It consists of whole days, or of instants if it has a time.
///
/// Days and times without an offset are in the event's own zone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Range {
    text: Box<str>,
    start: Edge,
    end: Edge,
}

/// The start (included) or the end of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Edge {
    Open,
    /// A whole day, included on both sides.
    Day(Day),
    /// An instant, excluded if it is an end.
    Instant(Instant),
    /// A time on the event's own clock, in seconds from the day's midnight, excluded if it is an end.
    Clock(Day, u32),
}

impl EventDate {
    /// Returns whether the date can be in `range`. Days are compared in its own zone, instants only if the range has a
    /// time.
    #[must_use]
    pub(crate) fn possible(&self, range: &Range) -> bool {
        let starts_in_time = match range.start {
            Edge::Open => true,
            Edge::Day(day) => self.last >= day,
            edge => self.after() > self.instant(edge, false),
        };
        starts_in_time
            && match range.end {
                Edge::Open => true,
                Edge::Day(day) => self.first <= day,
                edge => self.earliest < self.instant(edge, true),
            }
    }

    /// Returns whether the date is certainly inside `range`. A date with `?`, `~`, `%` or an unknown end never is.
    #[must_use]
    pub(crate) fn certain(&self, range: &Range) -> bool {
        let starts_inside = match range.start {
            Edge::Open => true,
            Edge::Day(day) => self.first >= day,
            edge => self.earliest >= self.instant(edge, false),
        };
        let ends_inside = match range.end {
            Edge::Open => true,
            Edge::Day(day) => self.last <= day,
            edge => self.after() <= self.instant(edge, true),
        };
        !self.is_never_certain() && starts_inside && ends_inside
    }

    /// Returns the first instant after the date, which is later than its start even if it has no length.
    fn after(&self) -> Instant {
        self.latest.max(Instant(self.earliest.0.saturating_add(1)))
    }

    fn instant(&self, edge: Edge, is_end: bool) -> Instant {
        match edge {
            Edge::Open => {
                if is_end {
                    Instant::MAX
                } else {
                    Instant::MIN
                }
            }
            Edge::Day(day) => {
                if is_end {
                    self.zone.day_end(day)
                } else {
                    self.zone.day_start(day)
                }
            }
            Edge::Instant(instant) => instant,
            Edge::Clock(day, second) => {
                let (first, last) = self.zone.instants_at(day, second);
                if is_end { last } else { first }
            }
        }
    }
}

impl Range {
    /// Reads a filter's range: `2025-12`, `2025-12-19..2025-12-21`, `..2025`, `2025..`, `>=2025-12-20`, `<2025`, EDTF,
    /// and relative to `now` `7d` `3w` `2m` `1y` `today` `yesterday` `tomorrow`. Both ends are included.
    ///
    /// A relative range is the one day that is this long before today. If the end of an EDTF interval has a time, that
    /// is excluded, as in an event's date. The end of `a..b` is always included, whatever its precision.
    ///
    /// # Errors
    /// Returns what is wrong and where in `text`.
    pub(crate) fn parse(text: &str, now: &Now) -> Result<Self, DateError> {
        let (start, end) = edges(text, now)?;
        if starts_after(start, end) {
            return Err(backwards(text));
        }
        Ok(Self { text: text.into(), start, end })
    }

    #[must_use]
    pub(crate) fn since(start: &Self) -> Self {
        let text = start.text.split_once("..").map_or(&*start.text, |(from, _)| from);
        Self { text: format!("{text}..").into(), start: start.start, end: Edge::Open }
    }

    /// Creates the range from an open start to the end of `end`.
    #[must_use]
    pub(crate) fn until(end: &Self) -> Self {
        let text = end.text.split_once("..").map_or(&*end.text, |(_, to)| to);
        Self { text: format!("..{text}").into(), start: Edge::Open, end: end.end }
    }

    /// Creates a range of whole days, both included. The extremes of `Day` are open.
    #[must_use]
    pub(crate) fn days(first: Day, last: Day) -> Self {
        let edge = |day: Day| if day == Day::MIN || day == Day::MAX { Edge::Open } else { Edge::Day(day) };
        let text = |edge| if let Edge::Day(day) = edge { Day::iso(day) } else { String::new() };
        let (start, end) = (edge(first), edge(last));
        let text = if start == end && start != Edge::Open {
            text(start)
        } else {
            format!("{}..{}", text(start), text(end))
        };
        Self { text: text.into(), start, end }
    }

    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns its first and last day if both ends are whole days. The extremes of [`Day`] are open.
    #[must_use]
    pub(crate) fn whole_days(&self) -> Option<(Day, Day)> {
        let day = |edge, open| match edge {
            Edge::Open => Some(open),
            Edge::Day(day) => Some(day),
            Edge::Instant(_) | Edge::Clock(..) => None,
        };
        Some((day(self.start, Day::MIN)?, day(self.end, Day::MAX)?))
    }

    /// Returns its first and last day, each `None` if open. For an instant it is the day in UTC.
    #[must_use]
    pub(crate) fn day_bounds(&self) -> (Option<Day>, Option<Day>) {
        (first_day(self.start), last_day(self.end))
    }
}

fn edges(text: &str, now: &Now) -> Result<(Edge, Edge), DateError> {
    type Side = fn((Edge, Edge)) -> (Edge, Edge);
    const COMPARISONS: [(&str, Side); 4] = [
        (">=", |(start, _)| (start, Edge::Open)),
        ("<=", |(_, end)| (Edge::Open, end)),
        (">", |(_, end)| (following(end), Edge::Open)),
        ("<", |(start, _)| (Edge::Open, preceding(start))),
    ];
    for (sign, side) in COMPARISONS {
        if let Some(rest) = text.strip_prefix(sign) {
            return point(rest, sign.len(), now).map(side);
        }
    }
    if !text.starts_with(['[', '{']) && !text.contains('/') && text != ".." {
        if let Some((from, to)) = text.split_once("..") {
            let start = if from.is_empty() { Edge::Open } else { point(from, 0, now)?.0 };
            let end = if to.is_empty() { Edge::Open } else { point(to, from.len() + 2, now)?.1 };
            return Ok((start, end));
        }
        return point(text, 0, now);
    }
    if text == ".." {
        return Err(DateError {
            message: "a range needs a start or an end".to_owned(),
            offset: 0,
            hint: Some("write for example 2025-12.. or ..2025-12".to_owned()),
        });
    }
    Ok(match read(text)? {
        Expression::One(one) => point_edges(one),
        Expression::Interval(start, end) => (
            match start {
                End::At(start) => point_edges(start).0,
                _ => Edge::Open,
            },
            match end {
                End::At(Point::Time(time)) => time_edge(time, 0),
                End::At(end) => point_edges(end).1,
                _ => Edge::Open,
            },
        ),
        Expression::Set(set) => {
            let (first, last) = set_days(&set);
            let edge = |day| if day == Day::MIN || day == Day::MAX { Edge::Open } else { Edge::Day(day) };
            (edge(first), edge(last))
        }
    })
}

/// Reads a date, time or relative day that begins `base` bytes into the range.
fn point(text: &str, base: usize, now: &Now) -> Result<(Edge, Edge), DateError> {
    if let Some(day) = relative(text, now) {
        return Ok((Edge::Day(day), Edge::Day(day)));
    }
    match read(text) {
        Ok(Expression::One(one)) => Ok(point_edges(one)),
        Ok(_) => Err(DateError {
            message: format!("{text} is not a single date"),
            offset: base,
            hint: Some("write a range such as 2025-12-19..2025-12-21".to_owned()),
        }),
        Err(error) => Err(DateError { offset: error.offset + base, ..error }),
    }
}

/// Reads a relative day: `7d` `3w` `2m` `1y` before today, or `today`, `yesterday`, `tomorrow`.
fn relative(text: &str, now: &Now) -> Option<Day> {
    let today = now.today;
    match text {
        "today" => return Some(today),
        "yesterday" => return Some(today.plus_days(-1)),
        "tomorrow" => return Some(today.plus_days(1)),
        _ => {}
    }
    let unit = text.chars().next_back()?;
    let count = text.strip_suffix(unit)?;
    if count.is_empty() || !count.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let count = i64::from(count.parse::<u32>().ok()?);
    match unit {
        'd' => Some(today.plus_days(-count)),
        'w' => Some(today.plus_days(-7 * count)),
        'm' => Some(today.plus_months(-count)),
        'y' => Some(today.plus_months(-12 * count)),
        _ => None,
    }
}

fn point_edges(point: Point) -> (Edge, Edge) {
    match point {
        Point::Date(date) => {
            let (first, last) = days(&date);
            (Edge::Day(first), Edge::Day(last))
        }
        Point::Time(time) => (time_edge(time, 0), time_edge(time, time.length)),
    }
}

/// Returns the edge `later` seconds after a time.
fn time_edge(time: Time, later: u32) -> Edge {
    match time.offset {
        None => Edge::Clock(time.day, time.second + later),
        Some(offset) => {
            let instant = super::Zone::Offset(offset).instants_at(time.day, time.second).0;
            Edge::Instant(Instant::clamped(instant.0.saturating_add(i64::from(later))))
        }
    }
}

/// Returns the start of the range that follows an end.
fn following(end: Edge) -> Edge {
    match end {
        Edge::Day(day) => Edge::Day(day.plus_days(1)),
        edge => edge,
    }
}

/// Returns the end of the range that precedes a start.
fn preceding(start: Edge) -> Edge {
    match start {
        Edge::Day(day) => Edge::Day(day.plus_days(-1)),
        edge => edge,
    }
}

fn first_day(edge: Edge) -> Option<Day> {
    match edge {
        Edge::Open => None,
        Edge::Day(day) | Edge::Clock(day, _) => Some(day),
        Edge::Instant(instant) => Some(Day(instant.0.div_euclid(DAY_SECONDS))),
    }
}

fn last_day(edge: Edge) -> Option<Day> {
    match edge {
        Edge::Clock(day, 0) => Some(day.plus_days(-1)),
        Edge::Instant(instant) => Some(Day((instant.0 - 1).div_euclid(DAY_SECONDS))),
        edge => first_day(edge),
    }
}

fn starts_after(start: Edge, end: Edge) -> bool {
    match (start, end) {
        (Edge::Instant(start), Edge::Instant(end)) => start >= end,
        (Edge::Clock(day, second), Edge::Clock(end_day, end_second)) => {
            (day, second) >= (end_day, end_second)
        }
        // Zones are at most a day apart. A range is an error only if it is backwards in all of them.
        (Edge::Instant(_), _) | (_, Edge::Instant(_)) => {
            first_day(start).zip(last_day(end)).is_some_and(|(start, end)| start.plus_days(-1) > end)
        }
        _ => first_day(start).zip(last_day(end)).is_some_and(|(start, end)| start > end),
    }
}

fn backwards(text: &str) -> DateError {
    let swapped = ["..", "/"].iter().find_map(|between| {
        let (from, to) = text.split_once(between)?;
        (!from.is_empty() && !to.is_empty()).then(|| format!("write {to}{between}{from}"))
    });
    DateError { message: format!("{text} ends before it starts"), offset: 0, hint: swapped }
}
