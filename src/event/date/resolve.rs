//! From an expression to days and instants in a zone.

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
    /// Reads `text` as a date whose clock is `zone` unless it has a numeric offset itself.
    ///
    /// An offset that `zone` has at that time is taken for `zone`, so that Moscow's time is called Moscow's.
    ///
    /// # Errors
    /// Tells what is wrong and where in `text`.
    pub fn parse(text: &str, zone: Zone) -> Result<Self, DateError> {
        if let Some(day) = plain_day(text) {
            return Ok(Self {
                text: text.into(),
                earliest: zone.day_start(day),
                latest: zone.day_end(day),
                first: day,
                last: day,
                zone,
                home: zone,
                precision: Precision::Day,
                marks: Qualification::default(),
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

    /// The same date with another zone for what has no numeric offset.
    ///
    /// # Errors
    /// Ends of an interval that are in order in one zone need not be so in another.
    pub(crate) fn in_zone(&self, zone: Zone) -> Result<Self, DateError> {
        if zone == self.home {
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
        home: zone,
        precision: precision(point),
        marks: marks(point),
        flags: Flags { timed_start: is_time(point), ..Flags::default() },
    }
}

fn interval(text: &str, start: End, end: End, zone: Zone) -> Result<EventDate, DateError> {
    let (from, to) = (start.point(), end.point());
    let first = from.map(|point| span(point, zone));
    let last = to.map(|point| end_span(point, zone));
    let timed = from.is_some_and(is_time) || to.is_some_and(is_time);
    // Ends with times have instants to compare; edtf-core compares the days of others, but for years that it cannot count.
    let backwards = |(first, last): (Span, Span)| {
        if timed { first.earliest >= last.latest } else { first.first > last.last }
    };
    if first.zip(last).is_some_and(backwards) {
        let offset = text.find('/').map_or(0, |slash| slash + 1);
        return Err(hint::explain(text, &Fault { message: BACKWARDS, offset }));
    }
    let open = |at: End| matches!(at, End::Open | End::Unknown | End::Beyond(_));
    let mut marks = from.map(marks).unwrap_or_default().with(to.map(marks).unwrap_or_default());
    marks.open_start = open(start);
    marks.open_end = open(end);
    let first_day = first.filter(|_| !open(start)).map_or(Day::MIN, |span| span.first);
    Ok(EventDate {
        text: text.into(),
        earliest: first.filter(|_| !open(start)).map_or(Instant::MIN, |span| span.earliest),
        latest: last.filter(|_| !open(end)).map_or(Instant::MAX, |span| span.latest),
        first: first_day,
        // Ends in different zones can be in order as instants and not as days.
        last: last.filter(|_| !open(end)).map_or(Day::MAX, |span| span.last.max(first_day)),
        zone: first.or(last).map_or(zone, |span| span.zone),
        home: zone,
        precision: from.or(to).map_or(Precision::Era, precision),
        marks,
        flags: Flags {
            range: true,
            timed_start: from.is_some_and(is_time),
            timed_end: to.is_some_and(is_time),
            unknown: matches!(start, End::Unknown) || matches!(end, End::Unknown),
            coarse_end: to.is_some_and(|point| precision(point) > Precision::Day),
        },
    })
}

/// A set spans its members: from the first day it can be to the last.
fn members(text: &str, set: &Set, zone: Zone) -> EventDate {
    let (first, last) = set_days(set);
    let mut precision = Precision::Minute;
    let mut marks = Qualification { set: true, ..Qualification::default() };
    for element in &set.elements {
        let (start, _, date) = element_days(element);
        if start == first {
            precision = precision.max(self::precision(Point::Date(date)));
        }
        marks = marks.with(self::marks(Point::Date(date)));
    }
    marks.open_start = first == Day::MIN;
    marks.open_end = last == Day::MAX;
    EventDate {
        text: text.into(),
        earliest: zone.day_start(first),
        latest: zone.day_end(last),
        first,
        last,
        zone,
        home: zone,
        precision,
        marks,
        flags: Flags::default(),
    }
}

/// The first and the last day of a set; the extremes of [`Day`] where open.
pub(super) fn set_days(set: &Set) -> (Day, Day) {
    set.elements
        .iter()
        .map(element_days)
        .fold((Day::MAX, Day::MIN), |(first, last), (start, end, _)| (first.min(start), last.max(end)))
}

/// The first and the last day of a set's element, and the date that it starts with.
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
            let latest = Instant::held(last.0.saturating_add(i64::from(time.length)));
            Span { first: time.day, last: time.day, earliest: first, latest, zone: time.zone(zone) }
        }
    }
}

/// A time that ends an interval is that instant, excluded: at 00:00 its day is not touched.
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
    /// The first and the last instant that it can be, in `zone` unless it has an offset.
    pub(super) fn instants(self, zone: Zone) -> (Instant, Instant) {
        self.offset.map_or(zone, Zone::Offset).at(self.day, self.second)
    }

    /// Its own offset, or `zone` where that has the same offset then.
    pub(super) fn zone(self, zone: Zone) -> Zone {
        match self.offset {
            None => zone,
            Some(offset) => {
                let own = Zone::Offset(offset);
                let same = zone.offset_at(own.at(self.day, self.second).0) == i64::from(offset);
                if same && !self.zulu { zone } else { own }
            }
        }
    }
}

/// The first and the last day that a date can be.
pub(super) fn days(date: &Date) -> (Day, Day) {
    let bounds = Edtf::Date(*date).bounds();
    let day = |bound| match bound {
        Bound::Date(date) => Day::from_civil(date.year, date.month, date.day),
        // Only years that edtf-core cannot count have no bound.
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

/// How fine a point is known: the finest of year, month and day that is fully written, with all before it.
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

fn marks(point: Point) -> Qualification {
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
