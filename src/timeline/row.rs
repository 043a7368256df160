//! An event in a row: the few characters before its title that say when, and what the date leaves open.

use super::Timeline;
use crate::event::date::{Day, Precision};
use crate::event::{Event, EventDate, EventIx};
use crate::text::signs::{drawn, in_full, open_end, sign};

/// Whether the times of a view show their offset from UTC, which they do if they are of several zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Offsets {
    differ: bool,
    /// Width of the longest offset in cells.
    longest: usize,
}

impl Offsets {
    /// Computes the offsets for the times of `shown` as `timeline` shows them.
    #[must_use]
    pub(crate) fn of(timeline: &Timeline, shown: &[EventIx]) -> Self {
        // In one display zone every clock is that zone's.
        if timeline.zone().is_some() {
            return Self::default();
        }
        let all = timeline.index().clock_offsets();
        let mut offsets = shown.iter().filter_map(|ix| all[ix.index()].quarters());
        let Some(first) = offsets.next() else { return Self::default() };
        let (mut differ, mut seen) = (false, [false; 256]);
        for offset in offsets {
            differ |= offset != first;
            seen[usize::from(offset as u8)] = true;
        }
        seen[usize::from(first as u8)] = true;
        let found = (0..=u8::MAX).filter(|offset| seen[usize::from(*offset)]);
        let longest = found.map(|offset| in_words(offset as i8).chars().count()).max().unwrap_or(0);
        Self { differ, longest: if differ { longest } else { 0 } }
    }

    /// Returns the width that a time column needs, in cells.
    #[must_use]
    pub(crate) fn width(self) -> usize {
        let cells = |text: &str| drawn(text).chars().count();
        cells("≤22 Dec").max(cells("≤11:28") + self.longest)
    }

    /// Returns `+3`, `−5` or `+5:30` to write after a time; empty if all times are of one zone.
    fn behind(self, timeline: &Timeline, ix: EventIx) -> String {
        let quarters = timeline.index().clock_offsets()[ix.index()].quarters().filter(|_| self.differ);
        quarters.map(in_words).unwrap_or_default()
    }
}

fn in_words(quarters: i8) -> String {
    let sign = if quarters < 0 { sign("−") } else { "+" };
    let (hours, minutes) = (quarters.unsigned_abs() / 4, quarters.unsigned_abs() % 4 * 15);
    if minutes == 0 { format!("{sign}{hours}") } else { format!("{sign}{hours}:{minutes:02}") }
}

/// Returns the time at which an event began, such as `11:10`, or `≤11:28` if it was reported by then and its
/// own time is unknown.
///
/// If the report is from another day than the event's heading, the day is named: `≤22 Dec`. If the times of
/// the view are of several zones, each shows its own: `11:10+3`. The text is empty if the heading says
/// everything.
#[must_use]
pub(crate) fn clock_of(timeline: &Timeline, ix: EventIx, event: &Event, offsets: Offsets) -> String {
    if let Some(clock) = in_full(|| event.date.clock(timeline.zone())) {
        // An en dash separates the two ends of a clock; the end is shown beside the title.
        let start = clock.split('–').next().unwrap_or_default();
        return if start.is_empty() {
            String::new()
        } else {
            format!("{start}{}", offsets.behind(timeline, ix))
        };
    }
    reported_by(timeline, ix, event, offsets).map(|by| format!("{}{by}", sign("≤"))).unwrap_or_default()
}

/// Returns the text of the time column, which never says more than is known.
///
/// The text is that of [`clock_of`] and may also be `18:30…` for *from then on*, `…22 Dec` for *until that
/// day*, `~` for approximate and `?` for uncertain, before a time or alone.
#[must_use]
pub(crate) fn time_of(timeline: &Timeline, ix: EventIx, event: &Event, offsets: Offsets) -> String {
    let marks = event.date.qualification();
    let mut column = String::new();
    if marks.approximate {
        column.push('~');
    }
    if marks.uncertain {
        column.push('?');
    }
    let clock = clock_of(timeline, ix, event, offsets);
    if event.date.has_time() {
        column.push_str(&clock);
        column.extend(event.date.is_range().then(open_end));
    } else if let Some(last) = last_day(timeline, ix, &event.date) {
        column.push_str(open_end());
        column.push_str(&last);
    } else {
        column.push_str(&clock);
    }
    column
}

/// Returns in words what the heading and the time column have no room for: sets, doubt, open ends and both
/// ends of a time.
#[must_use]
pub(crate) fn aside_of(timeline: &Timeline, date: &EventDate) -> Option<String> {
    let marks = date.qualification();
    if marks.any_doubt() || marks.open_start || marks.open_end || date.ends_coarsely() {
        return Some(date.short(timeline.zone()));
    }
    date.clock(timeline.zone()).filter(|_| date.is_range())
}

/// Returns the last day of a range of days, without the year if it is the first day's.
pub(crate) fn last_day(timeline: &Timeline, ix: EventIx, date: &EventDate) -> Option<String> {
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
    Some(without_year(&short))
}

/// Returns the latest time at which the event was reported, if it is known to the day: a time if on the
/// event's day, otherwise the other day.
fn reported_by(timeline: &Timeline, ix: EventIx, event: &Event, offsets: Offsets) -> Option<String> {
    let seen = event.first_seen.as_ref().filter(|_| event.date.precision() == Precision::Day)?;
    let day: Day = seen.heading(timeline.zone()).first_day()?;
    let own = timeline.day_of(ix, &event.date)?;
    if own == day {
        let clock = seen.clock(timeline.zone()).filter(|_| !seen.is_range())?;
        return Some(format!("{clock}{}", offsets.behind(timeline, ix)));
    }
    // Nothing can have reported the event before it began.
    let named = seen.precision() <= Precision::Day && day > event.date.last_day();
    let short = day.short();
    named.then(|| if day.civil().0 == own.civil().0 { without_year(&short) } else { short.clone() })
}

pub(crate) fn without_year(day: &str) -> String {
    day.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
