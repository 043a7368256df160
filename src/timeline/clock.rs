//! The response clock: how long an answer took, as an interval, because neither instant is known exactly.

mod words;

use std::collections::HashSet;

use crate::event::date::Instant;
use crate::event::{Event, EventDate, EventIx, Kind, Link};
use crate::store::Store;

pub(crate) use words::coarse;

/// The time between a claim and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// An answer between `min` and `max` seconds after the claim.
    After {
        /// Lower bound in seconds.
        min: i64,
        /// Upper bound in seconds; `None` if there is none.
        max: Option<i64>,
        /// Whether the answer may have come first, because both may have happened at the same time.
        order_uncertain: bool,
        /// Whether one of the dates used is itself in doubt (`?` `~` `%`); then nothing is certain.
        doubted: bool,
        /// Which bounds are known to the minute.
        fine: Fine,
    },
    /// An answer that came before the event it answers, so that there is no lag.
    Preemptive,
    /// A time that cannot be computed because no date bounds it.
    Unknown,
    /// No answer at all: an alleged, rumoured, proposed, scheduled or cancelled event answers nothing and has
    /// no response time.
    NotOccurred,
}

/// Which bounds of a response time come from stated times of day at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fine {
    /// Whether the lower bound does.
    pub min: bool,
    /// Whether the upper bound does.
    pub max: bool,
}

/// Whether an answer came within a given time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// It certainly did.
    Yes,
    /// It may have; the dates do not decide.
    Possible,
    /// It certainly did not.
    No,
}

/// Twenty-four hours in seconds, the time that answers are measured against.
pub(crate) const A_DAY: i64 = 24 * 3600;

impl Response {
    /// Returns whether the answer came within `seconds`, inclusive: `Yes` if the upper bound is within it,
    /// `No` if the lower bound exceeds it.
    ///
    /// Returns `None` if there is no lag: the answer came first, nothing is known, or it is not an answer.
    #[must_use]
    pub fn within(self, seconds: i64) -> Option<Within> {
        match self {
            Self::After { doubted: true, .. } => Some(Within::Possible),
            Self::After { max: Some(max), .. } if max <= seconds => Some(Within::Yes),
            Self::After { min, .. } if min > seconds => Some(Within::No),
            Self::After { .. } => Some(Within::Possible),
            Self::Preemptive | Self::Unknown | Self::NotOccurred => None,
        }
    }

    /// Returns the certain bounds in seconds; `None` if there is no lag or a date is in doubt.
    #[must_use]
    pub(crate) fn certain(self) -> Option<(i64, Option<i64>)> {
        match self {
            Self::After { min, max, doubted: false, .. } => Some((min, max)),
            _ => None,
        }
    }
}

/// Returns how long `answer` took after `claim`; an event that did not occur is not an answer, whatever its
/// links say.
#[must_use]
pub fn response(store: &Store, claim: &Event, answer: &Event) -> Response {
    if answer.occurred() { elapsed(store, claim, answer) } else { Response::NotOccurred }
}

/// Returns the time from one event to a later one, whether or not either occurred: [max(0, d1 − c2), d2 −
/// c1].
///
/// The claim was made in [c1, c2), the answer in [d1, d2); c2 and d2 are capped by `first_seen` and by the
/// earliest `published` of each event's sources. A cap at or before an event's earliest instant is ignored. A
/// ranged event counts from its start.
pub(crate) fn elapsed(store: &Store, claim: &Event, answer: &Event) -> Response {
    let (claim, answer) = (Beginning::of(store, claim), Beginning::of(store, answer));
    let (c1, c2, d1, d2) = (claim.from, claim.before, answer.from, answer.before);
    if d2 <= c1 {
        return Response::Preemptive;
    }
    let open = |t: Instant| t == Instant::MIN || t == Instant::MAX;
    let order_uncertain = open(c2) || open(d1) || d1 < c2;
    let max = (!open(c1) && !open(d2)).then(|| d2.0.saturating_sub(c1.0));
    if order_uncertain && max.is_none() {
        return Response::Unknown;
    }
    let min = if order_uncertain { 0 } else { d1.0.saturating_sub(c2.0) };
    // The lower bound runs from the end of the claim to the start of the answer, the upper bound from the
    // start of the claim to the end of the answer.
    let fine = Fine {
        min: order_uncertain || claim.before_is_stated && answer.from_is_stated,
        max: claim.from_is_stated && answer.before_is_stated,
    };
    Response::After { min, max, order_uncertain, doubted: claim.doubted || answer.doubted, fine }
}

/// Returns the events that the statement at `answer` answers, each once in the order of its links, with the
/// response times.
///
/// The list is empty if the event is not a statement, since only words are timed, and if it did not occur,
/// since an alleged, planned or cancelled event answers nothing. The events read for this do not stay in
/// memory.
#[must_use]
pub fn responses(store: &Store, answer: EventIx) -> Vec<(EventIx, Response)> {
    let events = &store.events;
    let answered = |link: &&Link| link.kind.answers() && link.to != answer;
    if !events.links(answer).iter().any(|link| answered(&link)) {
        return Vec::new();
    }
    let event = events.fresh(answer);
    if event.kind != Kind::Statement || !event.occurred() {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let links = event.links.iter().filter(answered).filter(|link| seen.insert(link.to));
    links.map(|link| (link.to, response(store, &events.fresh(link.to), &event))).collect()
}

/// Returns a function that tells how long after `event` a page was published: [max(0, p1 − c2), p2 − c1].
///
/// The event's bounds are those of [`response`]; a publication day without a time is a day in the event's
/// zone. A page published before the event could begin announced it and gives [`Response::Preemptive`].
pub(crate) fn reporting(store: &Store, event: &Event) -> impl Fn(&EventDate) -> Response {
    let (began, zone) = (Beginning::of(store, event), event.date.zone());
    move |published| published.in_zone(zone).map_or(Response::Unknown, |published| began.reported(&published))
}

/// The bounds of an event's beginning, as far as they are known.
struct Beginning {
    from: Instant,
    before: Instant,
    /// Whether `from` is a stated time of day and not the start of a day.
    from_is_stated: bool,
    /// Whether `before` is a stated time of day, from the date itself or from what caps it.
    before_is_stated: bool,
    /// Whether one of the dates used is in doubt.
    doubted: bool,
}

impl Beginning {
    fn of(store: &Store, event: &Event) -> Self {
        let (from, latest) = event.date.start_bounds();
        let published = event.sources.iter().filter_map(|ix| {
            let date = store.registry.published(*ix)?;
            // A day without a time ends when the day ends where the event was, whatever zone the source was
            // read in.
            date.in_zone(event.date.zone()).ok().map(|date| Cap::of(&date))
        });
        let caps = event.first_seen.as_ref().map(Cap::of).into_iter().chain(published.min());
        let cap = caps.filter(|cap| cap.at > from).min().filter(|cap| cap.at < latest);
        let is_stated = event.date.starts_with_a_time();
        Self {
            from,
            before: cap.map_or(latest, |cap| cap.at),
            from_is_stated: is_stated,
            before_is_stated: cap.map_or(is_stated, |cap| cap.is_stated),
            doubted: cap.is_some_and(|cap| cap.doubted) || in_doubt(&event.date),
        }
    }

    fn reported(&self, published: &EventDate) -> Response {
        let (c1, c2, p1, p2) = (self.from, self.before, published.earliest(), published.latest());
        if c1 == Instant::MIN || p2 == Instant::MAX {
            return Response::Unknown;
        }
        if p2 <= c1 {
            return Response::Preemptive;
        }
        let open = c2 == Instant::MAX || p1 == Instant::MIN;
        let min = if open { 0 } else { p1.0.saturating_sub(c2.0).max(0) };
        // The page is known to come after the event it reports; only how long after is uncertain.
        let doubted = self.doubted || in_doubt(published);
        let timed = published.has_time();
        let fine = Fine { min: open || self.before_is_stated && timed, max: self.from_is_stated && timed };
        Response::After { min, max: Some(p2.0.saturating_sub(c1.0)), order_uncertain: false, doubted, fine }
    }
}

/// Returns whether a date carries `?`, `~` or `%`; these do not widen its bounds, but nothing about it is
/// certain.
fn in_doubt(date: &EventDate) -> bool {
    date.qualification().uncertain || date.qualification().approximate
}

/// The latest instant at which something can have been published, from one date of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cap {
    /// The instant of a timed date, or the end of a day.
    at: Instant,
    doubted: bool,
    is_stated: bool,
}

impl Cap {
    fn of(date: &EventDate) -> Self {
        Self { at: date.public_by(), doubted: in_doubt(date), is_stated: date.has_time() }
    }
}

#[cfg(test)]
mod tests;
