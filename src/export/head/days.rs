//! The days that the events of a document cover.

use std::fmt::Write as _;

use crate::event::date::{Day, Precision};
use crate::event::{Event, EventDate, EventIx};
use crate::export::Request;
use crate::text::counted;
use crate::timeline::Timeline;

/// The days of the events that were added.
#[derive(Debug, Default)]
pub(in crate::export) struct Covered {
    /// The first and the last day of the events that are known to the day.
    pub(in crate::export) days: Option<(Day, Day)>,
    /// The number of events that are not known to the day.
    coarse: usize,
}

impl Covered {
    /// Adds the first and the last day of an event, if they are known.
    pub(in crate::export) fn add(&mut self, days: Option<(Day, Day)>) {
        match (self.days, days) {
            (_, None) => self.coarse += 1,
            (None, _) => self.days = days,
            (Some(all), Some(own)) => self.days = Some((all.0.min(own.0), all.1.max(own.1))),
        }
    }

    /// Returns the days in words, and the zone in which the document gives times.
    pub(in crate::export) fn in_words(&self, request: &Request<'_>) -> String {
        if request.shown.is_empty() {
            return "none".to_owned();
        }
        let mut out = match self.days {
            Some((first, last)) if first == last => first.in_words(),
            Some((first, last)) => format!("{} to {}", first.in_words(), last.in_words()),
            None => "no event is known to the day".to_owned(),
        };
        if self.coarse > 0 && self.coarse < request.shown.len() {
            let _ = write!(out, ", and {} not known to the day", counted(self.coarse, "event"));
        }
        let zone = match request.timeline.zone() {
            Some(zone) => format!("; times in {}, with UTC", zone.name()),
            None => "; times local to each event, with UTC".to_owned(),
        };
        out + &zone
    }
}

/// Returns the first and the last day of an event, or `None` if it is not known to the day.
pub(in crate::export) fn days(timeline: &Timeline, ix: EventIx, event: &Event) -> Option<(Day, Day)> {
    let date = &event.date;
    if !known_to_the_day(date) {
        return None;
    }
    // These are the days of the headings: another zone can move an event with a time to another day.
    let first = timeline.day_of(ix, date).unwrap_or_else(|| date.first_day());
    let last = if date.is_range() { date.last_day() } else { first };
    Some((first, last.max(first)))
}

/// Returns whether both ends are known to the day. Open or coarse dates would make the range look wider or finer than it is.
fn known_to_the_day(date: &EventDate) -> bool {
    let marks = date.qualification();
    // A set means one of its days or all of them, and the date does not say which.
    let set = marks.set && date.first_day() != date.last_day();
    date.precision() <= Precision::Day
        && !set
        && !date.ends_coarsely()
        && !marks.open_start
        && !marks.open_end
        && !marks.unspecified
}
