//! Resolves a parsed expression to days and instants in a time zone.

use edtf_core::{Bound, Date, Edtf, Set, SetElement, Year, YearKind};

use super::hint::read;
use super::read::{BACKWARDS, End, Expression, Fault, Point, Time, plain_day};
use super::{DateError, Day, EventDate, Flags, Instant, Precision, Qualification, Zone, hint};

/// A point with its days and instants.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: Day,
    last: Day,
    earliest: Instant,
    latest: Instant,
    zone: Zone,
}

impl EventDate {
    /// Reads `text` as a date in `zone`, unless it has a numeric offset itself.
    ///
    /// If the offset equals that of `zone` at that time, the date counts as in `zone`, so that Moscow time is shown as
    /// such.
    ///
    /// # Errors
    /// Returns what is wrong and where in `text`.
    pub fn parse(text: &str, zone: Zone) -> Result<Self, DateError> {
        if let Some(day) = plain_day(text) {
            return Ok(Self {
                text: text.into(),
                earliest: zone.day_start(day),
                latest: zone.day_end(day),
                first: day,
                last: day,
                zone,
                default_zone: zone,
                precision: Precision::Day,
                qualification: Qualification::default(),
                flags: Flags::default(),
            });
        }
        match read(text)? {
            Expression::One(point) => Ok(one(text, point, zone)),
            Expression::Interval(start, end) => interval(text, start, end, zone),
            Expression::Set(set) => {
                if set.elements.iter().map(element_days).any(|(first, last, _)| first > last) {
                    let fault = Fault { message: "set range end precedes range start", offset: 0 };
                    return Err(hint::explain(text, &fault));
                }
                Ok(members(text, &set, zone))
            }
        }
    }

    /// Returns the only date that a text in another notation can mean; `None` if it is a date, unclear or ambiguous.
    pub(crate) fn meant(text: &str) -> Option<String> {
        hint::meant(text)
    }

    /// Returns the dates that a text in another notation can mean.
    pub(crate) fn meanings(text: &str) -> Vec<String> {
        hint::meanings(text)
    }

    /// Reads the same date in another zone. Times with a numeric offset do not change.
    ///
    /// # Errors
    /// Returns an error if the ends of an interval, which are in order in one zone, are not in order in the other.
    pub(crate) fn in_zone(&self, zone: Zone) -> Result<Self, DateError> {
        if zone == self.default_zone {
            return Ok(self.clone());
        }
        Self::parse(&self.text, zone)
    }
}

fn one(text: &str, point: Point, zone: Zone) -> EventDate {
    let span = span(point, zone);
    EventDate {
        text: text.into(),
        earliest: span.earliest,
        latest: span.latest,
        first: span.first,
        last: span.last,
        zone: span.zone,
        default_zone: zone,
        precision: precision(point),
        qualification: qualification(point),
        flags: Flags { timed_start: is_time(point), ..Flags::default() },
    }
}

fn interval(text: &str, start: End, end: End, zone: Zone) -> Result<EventDate, DateError> {
    let (from, to) = (start.point(), end.point());
    let first = from.map(|point| span(point, zone));
    let last = to.map(|point| end_span(point, zone));
    let timed = from.is_some_and(is_time) || to.is_some_and(is_time);
    // Ends with times are compared as instants. edtf-core compares other ends, except for years out of its range.
    let backwards = |(first, last): (Span, Span)| {
        if timed { first.earliest >= last.latest } else { first.first > last.last }
    };
    if first.zip(last).is_some_and(backwards) {
        let offset = text.find('/').map_or(0, |slash| slash + 1);
        return Err(hint::explain(text, &Fault { message: BACKWARDS, offset }));
    }
    let open = |at: End| matches!(at, End::Open | End::Unknown | End::Beyond(_));
    let mut doubts =
        from.map(qualification).unwrap_or_default().with(to.map(qualification).unwrap_or_default());
    doubts.open_start = open(start);
    doubts.open_end = open(end);
    let first_day = first.filter(|_| !open(start)).map_or(Day::MIN, |span| span.first);
    Ok(EventDate {
        text: text.into(),
        earliest: first.filter(|_| !open(start)).map_or(Instant::MIN, |span| span.earliest),
        latest: last.filter(|_| !open(end)).map_or(Instant::MAX, |span| span.latest),
        first: first_day,
        // Ends in different zones can be in order as instants but not as days.
        last: last.filter(|_| !open(end)).map_or(Day::MAX, |span| span.last.max(first_day)),
        zone: first.or(last).map_or(zone, |span| span.zone),
        default_zone: zone,
        precision: from.or(to).map_or(Precision::Era, precision),
        qualification: doubts,
        flags: Flags {
            range: true,
            timed_start: from.is_some_and(is_time),
            timed_end: to.is_some_and(is_time),
            unknown: matches!(start, End::Unknown) || matches!(end, End::Unknown),
            coarse_end: to.is_some_and(|point| precision(point) > Precision::Day),
        },
    })
}

/// Resolves a set. It goes from the first day of its members to the last.
fn members(text: &str, set: &Set, zone: Zone) -> EventDate {
    let (first, last) = set_days(set);
    let mut precision = Precision::Minute;
    let mut doubts = Qualification { set: true, ..Qualification::default() };
    for element in &set.elements {
        let (start, _, date) = element_days(element);
        if start == first {
            precision = precision.max(self::precision(Point::Date(date)));
        }
        doubts = doubts.with(qualification(Point::Date(date)));
    }
    doubts.open_start = first == Day::MIN;
    doubts.open_end = last == Day::MAX;
    EventDate {
        text: text.into(),
        earliest: zone.day_start(first),
        latest: zone.day_end(last),
        first,
        last,
        zone,
        default_zone: zone,
        precision,
        qualification: doubts,
        flags: Flags::default(),
    }
}

/// Returns the first and the last day of a set; the extremes of [`Day`] if open.
pub(super) fn set_days(set: &Set) -> (Day, Day) {
    set.elements
        .iter()
        .map(element_days)
        .fold((Day::MAX, Day::MIN), |(first, last), (start, end, _)| (first.min(start), last.max(end)))
}

/// Returns the first and the last day of a set's element, and the date that it starts with.
pub(super) fn element_days(element: &SetElement) -> (Day, Day, Date) {
    match element {
        SetElement::Date(date) => (days(date).0, days(date).1, *date),
        SetElement::OnOrBefore(date) => (Day::MIN, days(date).1, *date),
        SetElement::OnOrAfter(date) => (days(date).0, Day::MAX, *date),
        SetElement::Range(from, to) => (days(from).0, days(to).1, *from),
    }
}

fn is_time(point: Point) -> bool {
    matches!(point, Point::Time(_))
}

fn span(point: Point, zone: Zone) -> Span {
    match point {
        Point::Date(date) => {
            let (first, last) = days(&date);
            Span { first, last, earliest: zone.day_start(first), latest: zone.day_end(last), zone }
        }
        Point::Time(time) => {
            let (first, last) = time.instants(zone);
            let latest = Instant::clamped(last.0.saturating_add(i64::from(time.length)));
            Span { first: time.day, last: time.day, earliest: first, latest, zone: time.zone(zone) }
        }
    }
}

/// Resolves the end of an interval. A time is excluded there, so an interval that ends at 00:00 does not touch that
/// day.
fn end_span(point: Point, zone: Zone) -> Span {
    let span = span(point, zone);
    match point {
        Point::Date(_) => span,
        Point::Time(time) => {
            let last = if time.second == 0 { time.day.plus_days(-1) } else { time.day };
            Span { last, latest: time.instants(zone).1, ..span }
        }
    }
}

impl Time {
    /// Returns the first and the last instant that it can be, in `zone` unless it has an offset.
    pub(super) fn instants(self, zone: Zone) -> (Instant, Instant) {
        self.offset.map_or(zone, Zone::Offset).instants_at(self.day, self.second)
    }

    /// Returns its own offset, or `zone` if that has the same offset at this time.
    pub(super) fn zone(self, zone: Zone) -> Zone {
        match self.offset {
            None => zone,
            Some(offset) => {
                let own = Zone::Offset(offset);
                let same = zone.offset_at(own.instants_at(self.day, self.second).0) == i64::from(offset);
                if same && !self.zulu { zone } else { own }
            }
        }
    }
}

/// Returns the first and the last day that a date can be.
pub(super) fn days(date: &Date) -> (Day, Day) {
    let bounds = Edtf::Date(*date).bounds();
    let day = |bound| match bound {
        Bound::Date(date) => Day::from_civil(date.year, date.month, date.day),
        // Only years out of range for edtf-core have no bound.
        _ if is_negative(&date.year) => Day::FAR_PAST,
        _ => Day::FAR_FUTURE,
    };
    (day(bounds.earliest), day(bounds.latest))
}

fn is_negative(year: &Year) -> bool {
    match year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    }
}

/// Returns the precision of a point: the finest of year, month and day that is fully written, as are all before it.
pub(super) fn precision(point: Point) -> Precision {
    let Point::Date(date) = point else {
        return Precision::Minute;
    };
    let month = date.month.and_then(edtf_core::DateField::value);
    if date.year.has_unspecified() || date.year.significant_digits.is_some() {
        return Precision::Era;
    }
    match (date.month, month, date.day) {
        (None, ..) | (_, None, _) => Precision::Year,
        (_, Some(13..), _) => Precision::Season,
        (.., Some(day)) if !day.has_unspecified() => Precision::Day,
        _ => Precision::Month,
    }
}

fn qualification(point: Point) -> Qualification {
    match point {
        Point::Time(_) => Qualification::default(),
        Point::Date(date) => Qualification {
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
            unspecified: date.has_unspecified(),
            ..Qualification::default()
        },
    }
}

impl Qualification {
    fn with(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
            unspecified: self.unspecified || other.unspecified,
            set: self.set || other.set,
            open_start: self.open_start || other.open_start,
            open_end: self.open_end || other.open_end,
        }
    }
}
