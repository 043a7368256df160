//! Times that no clock showed, or showed twice, and offsets that no zone keeps.

use chrono::{DateTime, Offset as _, TimeZone as _, Utc};

use super::{Doubt, dates};
use crate::event::Event;
use crate::event::date::{ClockChange, EventDate};

/// Looks at every date of an event.
pub(super) fn look(event: &Event, doubts: &mut Vec<Doubt>) {
    for (path, date) in dates(event) {
        let change = date.clock_change().map(|change| changed(date, change));
        let offset = || unkept(date);
        let Some((code, message, hint)) = change.or_else(offset) else { continue };
        doubts.push(Doubt::of_event(event, path, code, message).hint(hint));
    }
}

type Finding = (&'static str, String, Option<String>);

fn changed(date: &EventDate, change: ClockChange) -> Finding {
    let (text, city) = (date.text(), date.zone().city());
    match change {
        ClockChange::SkippedTime => (
            "skipped-time",
            format!("{text} does not exist in {city}: the clocks skipped that hour"),
            Some("write the offset that was meant, such as +01:00, or the hour the clocks showed".to_owned()),
        ),
        ClockChange::RepeatedTime(first, second) => {
            let offsets = [first, second].map(|at| offset_text(date.zone().offset_at(at)));
            let [summer, winter] = &offsets;
            let hint = if text.contains('/') {
                format!("write the offset after the time: {summer} or {winter}")
            } else {
                format!("write {text}{summer} or {text}{winter}")
            };
            (
                "repeated-time",
                format!("{text} occurred twice in {city}: the clocks were put back"),
                Some(hint),
            )
        }
        ClockChange::SkippedDay => {
            ("skipped-day", format!("{text} does not exist in {city}: the zone skipped the day"), None)
        }
    }
}

fn offset_text(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Reports an offset that no zone of the IANA database has at that time.
fn unkept(date: &EventDate) -> Option<Finding> {
    let (time, offset) = date.written_offsets().find(|(_, offset)| !is_kept(date, *offset))?;
    let message = format!("no zone has the offset {}", offset_text(i64::from(offset)));
    let stretch = time.get(..10).zip(time.get(11..16)).filter(|_| offset < 0 && !date.text().contains('/'));
    let end = offset_text(i64::from(offset)).replacen('-', "", 1);
    let hint = match stretch {
        Some((day, begun)) if begun < end.as_str() && end.as_str() < "24" => {
            format!("write {day}T{begun}/{day}T{end} if you mean {begun} to {end}")
        }
        _ => "an offset says how far the clock is ahead of UTC: +03:00 in Moscow, -05:00 in New York"
            .to_owned(),
    };
    Some(("odd-offset", message, Some(hint)))
}

/// Returns whether some zone uses `offset` at that time. Whole hours from -12 to +14 are not looked up.
fn is_kept(date: &EventDate, offset: i32) -> bool {
    if !(-12 * 3600..=14 * 3600).contains(&offset) {
        return false;
    }
    if offset % 3600 == 0 {
        return true;
    }
    let Some(at) = DateTime::<Utc>::from_timestamp(date.earliest().0, 0) else { return offset % 900 == 0 };
    let keeps = |zone: &chrono_tz::Tz| {
        zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc() == offset
    };
    chrono_tz::TZ_VARIANTS.iter().any(keeps)
}
