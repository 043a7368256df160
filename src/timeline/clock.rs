//! The response clock: how long an answer took, as an interval, because neither instant is known exactly.

use std::fmt;

use crate::event::date::Instant;
use crate::event::{Event, EventDate};
use crate::store::Store;

/// How long it took from a claim to its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Between `min` and `max` seconds.
    After {
        /// At least.
        min: i64,
        /// At most; none: no end is known.
        max: Option<i64>,
        /// Whether the answer may have come first: both can have been at one time.
        order_uncertain: bool,
    },
    /// The answer came before what it answers: no lag.
    Preemptive,
    /// Nothing can be said: the claim has no known start.
    Unknown,
}

/// How long `answer` took after `claim`: [max(0, d1 − c2), d2 − c1].
///
/// The claim was made in [c1, c2), the answer in [d1, d2); c2 and d2 are capped by `first_seen` and by the
/// earliest `published` of each event's sources. A cap at or before an event's earliest instant is ignored. A
/// ranged event counts from its start.
#[must_use]
pub fn response(store: &Store, claim: &Event, answer: &Event) -> Response {
    let (c1, c2) = known_by(store, claim);
    let (d1, d2) = known_by(store, answer);
    if c1 == Instant::MIN {
        return Response::Unknown;
    }
    if d2 <= c1 {
        return Response::Preemptive;
    }
    let open = |t: Instant| t == Instant::MIN || t == Instant::MAX;
    let order_uncertain = open(c2) || open(d1) || d1 < c2;
    Response::After {
        min: if order_uncertain { 0 } else { d1.0.saturating_sub(c2.0) },
        max: (!open(d2)).then(|| d2.0.saturating_sub(c1.0)),
        order_uncertain,
    }
}

/// How long after `event` a page of `published` came out: [max(0, p1 − c2), p2 − c1].
///
/// The event's bounds are those of [`response`]; a bare day of publication is one in the event's zone. A page that
/// was out before the event could begin announced it: it is [`Response::Preemptive`].
#[must_use]
pub fn reported(store: &Store, event: &Event, published: &EventDate) -> Response {
    let (c1, c2) = known_by(store, event);
    let Ok(published) = published.in_zone(event.date.zone()) else { return Response::Unknown };
    let (p1, p2) = (published.earliest(), published.latest());
    if c1 == Instant::MIN || p2 == Instant::MAX {
        return Response::Unknown;
    }
    if p2 <= c1 {
        return Response::Preemptive;
    }
    let open = c2 == Instant::MAX || p1 == Instant::MIN;
    let min = if open { 0 } else { p1.0.saturating_sub(c2.0).max(0) };
    // It is known to have come after what it reports: what is uncertain is only how long after.
    Response::After { min, max: Some(p2.0.saturating_sub(c1.0)), order_uncertain: false }
}

/// From when on, and before when, an event began.
fn known_by(store: &Store, event: &Event) -> (Instant, Instant) {
    let (earliest, latest) = start(&event.date);
    let published = event.sources.iter().filter_map(|ix| {
        let date = store.registry.source(*ix).published.as_ref()?;
        // A day without a time ends with the day where the event was, whatever zone the source was read in.
        date.in_zone(event.date.zone()).ok().map(|date| seen(&date))
    });
    let caps = event.first_seen.as_ref().map(seen).into_iter().chain(published.min());
    let cap = caps.filter(|cap| *cap > earliest).min().unwrap_or(Instant::MAX);
    (earliest, latest.min(cap))
}

/// When something published at `date` had been published at the latest: a time is that time, a day its end.
fn seen(date: &EventDate) -> Instant {
    if date.has_time() { date.earliest() } else { date.latest() }
}

/// The bounds of a date, of an interval those of its start.
fn start(date: &EventDate) -> (Instant, Instant) {
    let whole = (date.earliest(), date.latest());
    if !date.is_range() {
        return whole;
    }
    let first = date.text().split('/').next().unwrap_or_default();
    EventDate::parse(first, date.zone()).map_or(whole, |start| (start.earliest(), start.latest()))
}

/// `6 h 05 – 34 h 10`, `0 – 48 h 00, order uncertain`, `at least 3 h 00`; beyond two weeks in whole days, outwards.
impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DAY: i64 = 24 * 3600;
        let (min, max, order_uncertain) = match *self {
            Self::After { min, max, order_uncertain } => (min, max, order_uncertain),
            Self::Preemptive => return f.write_str("before it"),
            Self::Unknown => return f.write_str("time not known"),
        };
        match max {
            None if min == 0 => f.write_str("time not known")?,
            None => write!(f, "at least {}", Hours(min))?,
            Some(max) if max > 14 * DAY => {
                write!(f, "{} – {} days", min / DAY, max.saturating_add(DAY - 1) / DAY)?;
            }
            Some(max) if max == min => write!(f, "{}", Hours(min))?,
            Some(max) => write!(f, "{} – {}", Hours(min), Hours(max))?,
        }
        if order_uncertain { f.write_str(", order uncertain") } else { Ok(()) }
    }
}

struct Hours(i64);

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("0"),
            seconds => write!(f, "{} h {:02}", seconds / 3600, seconds / 60 % 60),
        }
    }
}
