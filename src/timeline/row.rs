//! An event in a row: the few characters before its title that say when, and what the date leaves open.

use super::Timeline;
use crate::event::date::{Day, Precision};
use crate::event::{Event, EventDate, EventIx};

/// What stands in the time column: never more than is known.
///
/// `11:10` the event's own time · `18:30…` from then on · `≤11:28` seen by then that day, not its own time · `…22 Dec`
/// lasts until that day · `~` about and `?` uncertain, before a time or alone · empty: the heading says all there is.
#[must_use]
pub fn time(timeline: &Timeline, ix: EventIx) -> String {
    time_of(timeline, ix, timeline.event(ix))
}

/// As [`time`], of an event at hand.
#[must_use]
pub fn time_of(timeline: &Timeline, ix: EventIx, event: &Event) -> String {
    let marks = event.date.marks();
    let mut column = String::new();
    if marks.approximate {
        column.push('~');
    }
    if marks.uncertain {
        column.push('?');
    }
    if let Some(clock) = event.date.clock(timeline.zone()) {
        // An en dash stands between the two ends of a clock; the end is told beside the title.
        let (start, end) = clock.split_once('–').map_or((clock.as_str(), None), |(s, e)| (s, Some(e)));
        column.push_str(start);
        column.extend(end.map(|_| '…'));
    } else if let Some(last) = last_day(timeline, ix, &event.date) {
        column.push('…');
        column.push_str(&last);
    } else if let Some(clock) = seen(timeline, ix, event) {
        column.push('≤');
        column.push_str(&clock);
    }
    column
}

/// What the heading and the time column have no room for: sets, doubt, open ends and both ends of a time, in words.
#[must_use]
pub fn aside(timeline: &Timeline, ix: EventIx) -> Option<String> {
    aside_of(timeline, &timeline.event(ix).date)
}

/// As [`aside`], of a date at hand.
#[must_use]
pub fn aside_of(timeline: &Timeline, date: &EventDate) -> Option<String> {
    let marks = date.marks();
    if marks.any_doubt() || marks.open_start || marks.open_end || date.ends_coarsely() {
        return Some(date.short(timeline.zone()));
    }
    date.clock(timeline.zone()).filter(|_| date.is_range())
}

/// The last day of a range of days, without the year where it is the first day's.
fn last_day(timeline: &Timeline, ix: EventIx, date: &EventDate) -> Option<String> {
    let (first, last) = timeline.index().days(ix);
    if !date.is_range()
        || date.ends_coarsely()
        || last == first
        || [first.0, last.0].iter().any(|d| [i64::MIN, i64::MAX].contains(d))
    {
        return None;
    }
    let short = last.short();
    if first.civil().0 != last.civil().0 {
        return Some(short);
    }
    Some(short.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}

/// When a report of the event was first seen, if that was on the very day it stands under.
fn seen(timeline: &Timeline, ix: EventIx, event: &Event) -> Option<String> {
    let seen = event.first_seen.as_ref().filter(|_| event.date.precision() == Precision::Day)?;
    let day: Day = seen.heading(timeline.zone()).first_day()?;
    if timeline.day_of(ix, &event.date) != Some(day) {
        return None;
    }
    seen.clock(timeline.zone()).filter(|_| !seen.is_range())
}

#[cfg(test)]
mod tests;
