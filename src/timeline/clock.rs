//! The response clock: how long an answer took, as an interval, because neither instant is known exactly.

mod words;

use std::collections::HashSet;

use crate::event::date::Instant;
use crate::event::{Event, EventDate, EventIx, Kind, Link};
use crate::store::Store;

pub(crate) use words::coarse;

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
        /// Whether a date that it was taken from is itself in doubt (`?` `~` `%`): nothing is certain then.
        doubted: bool,
        /// Which bounds are known to the minute.
        fine: Fine,
    },
    /// The answer came before what it answers: no lag.
    Preemptive,
    /// Nothing can be said: no date bounds it.
    Unknown,
    /// It is none: what is alleged, rumoured, proposed, scheduled or cancelled answers nothing and has no time.
    NotOccurred,
}

/// Which bounds of a time come from stated times of day at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fine {
    /// The least.
    pub min: bool,
    /// The most.
    pub max: bool,
}

/// Whether an answer came within some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// Certainly.
    Yes,
    /// Perhaps: the dates do not say.
    Possible,
    /// Certainly not.
    No,
}

/// Twenty-four hours, in seconds: what an answer is measured against.
pub(crate) const A_DAY: i64 = 24 * 3600;

impl Response {
    /// Whether it came within `seconds`, these included: yes if at most, no if at least more.
    ///
    /// None where there is no lag: it came before, nothing is known, or it is no answer.
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

    /// The least and the most seconds that it certainly took; none where it has no lag or a date is in doubt.
    #[must_use]
    pub(crate) fn certain(self) -> Option<(i64, Option<i64>)> {
        match self {
            Self::After { min, max, doubted: false, .. } => Some((min, max)),
            _ => None,
        }
    }
}

/// How long `answer` took after `claim`, where it occurred: what did not is no answer, whatever its links say.
#[must_use]
pub fn response(store: &Store, claim: &Event, answer: &Event) -> Response {
    if answer.occurred() { elapsed(store, claim, answer) } else { Response::NotOccurred }
}

/// The time from one event to a later one, whatever became of either: [max(0, d1 − c2), d2 − c1].
///
/// The claim was made in [c1, c2), the answer in [d1, d2); c2 and d2 are capped by `first_seen` and by the
/// earliest `published` of each event's sources. A cap at or before an event's earliest instant is ignored. A
/// ranged event counts from its start.
pub(crate) fn elapsed(store: &Store, claim: &Event, answer: &Event) -> Response {
    let (claim, answer) = (Began::of(store, claim), Began::of(store, answer));
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
    // The least runs from the end of the claim to the start of the answer, the most the other way round.
    let fine = Fine {
        min: order_uncertain || claim.before_is_stated && answer.from_is_stated,
        max: claim.from_is_stated && answer.before_is_stated,
    };
    Response::After { min, max, order_uncertain, doubted: claim.doubted || answer.doubted, fine }
}

/// The events that the statement at `answer` answers, each once in the order of its links, and how long that took.
///
/// Empty for what is no statement, since only words answer by the clock, and for one that did not occur: what is only
/// alleged, planned or called off answers nothing. No event stays in memory for it.
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

/// How long after `event` a page came out, by when it was published: [max(0, p1 − c2), p2 − c1].
///
/// The event's bounds are those of [`response`]; a bare day of publication is one in the event's zone. A page that
/// was out before the event could begin announced it: it is [`Response::Preemptive`].
pub(crate) fn reporting(store: &Store, event: &Event) -> impl Fn(&EventDate) -> Response {
    let (began, zone) = (Began::of(store, event), event.date.zone());
    move |published| published.in_zone(zone).map_or(Response::Unknown, |published| began.reported(&published))
}

/// When an event began, as far as is known.
struct Began {
    from: Instant,
    before: Instant,
    /// Whether `from` is a time of day that is stated, not a day's start.
    from_is_stated: bool,
    /// Whether `before` is, by the date or by what caps it.
    before_is_stated: bool,
    /// Whether a date that says so is in doubt.
    doubted: bool,
}

impl Began {
    fn of(store: &Store, event: &Event) -> Self {
        let (from, latest) = event.date.start_bounds();
        let published = event.sources.iter().filter_map(|ix| {
            let date = store.registry.published(*ix)?;
            // A day without a time ends with the day where the event was, whatever zone the source was read in.
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
        // It is known to have come after what it reports: what is uncertain is only how long after.
        let doubted = self.doubted || in_doubt(published);
        let timed = published.has_time();
        let fine = Fine { min: open || self.before_is_stated && timed, max: self.from_is_stated && timed };
        Response::After { min, max: Some(p2.0.saturating_sub(c1.0)), order_uncertain: false, doubted, fine }
    }
}

/// Whether `?`, `~` or `%` stands in a date; they do not widen its bounds, but nothing is certain of it.
fn in_doubt(date: &EventDate) -> bool {
    date.qualification().uncertain || date.qualification().approximate
}

/// When something had been published at the latest, by one date of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cap {
    /// A time is that time, a day its end.
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
