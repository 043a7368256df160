//! When an event was, and since when it is known.

use chrono_tz::Tz;

use crate::event::date::Precision;
use crate::event::{Event, EventDate};

/// Returns when it became known, in separate parts: `reported by 11:28 Moscow (08:28 UTC)`, `disclosed Monday 22
/// December 2025`.
///
/// A report is a bound and never the event's own time. The day is named only if it is not the day of the event.
pub(crate) fn known(event: &Event, zone: Option<Tz>) -> impl Iterator<Item = String> {
    let known_dates = [("reported by", &event.first_seen), ("disclosed", &event.disclosed)];
    known_dates.into_iter().filter_map(move |(lead, date)| {
        let words = date.as_ref()?.in_words(zone);
        Some(format!("{lead} {}", beside_its_day(event, &words, zone)))
    })
}

/// Returns the words of a date, without the day if the event is listed under that day.
pub(crate) fn beside_its_day<'w>(event: &Event, words: &'w str, zone: Option<Tz>) -> &'w str {
    let heading = event.date.heading(zone).in_words();
    words.strip_prefix(heading.as_str()).and_then(|rest| rest.strip_prefix(", ")).unwrap_or(words)
}

/// Returns what the heading of the day does not say of the date: `11:10 Moscow (08:10 UTC)`. `None` if it says all.
pub(crate) fn beside_heading(event: &Event, zone: Option<Tz>) -> Option<String> {
    let date = &event.date;
    let is_plain_day =
        date.precision() == Precision::Day && !date.is_range() && !date.qualification().any_doubt();
    (!is_plain_day).then(|| beside_its_day(event, &date.in_words(zone), zone).to_owned())
}

/// Returns the date and since when it is known: `Sunday 21 December 2025, reported by 11:28 Moscow (08:28 UTC)`.
pub(crate) fn when(event: &Event, zone: Option<Tz>) -> String {
    let parts: Vec<String> = std::iter::once(event.date.in_words(zone)).chain(known(event, zone)).collect();
    parts.join(", ")
}

/// Returns what is not known of a date, for outputs that can only show days and times: `date known to the month: December
/// 2025`. Returns `None` if it is a plain day or time, or an interval of these.
pub(crate) fn inexact(date: &EventDate, zone: Option<Tz>) -> Option<String> {
    let marks = date.qualification();
    let lead = match date.precision() {
        Precision::Month => "date known to the month",
        Precision::Season => "date known to a part of the year",
        Precision::Year => "date known to the year",
        Precision::Era => "date not known to the year",
        Precision::Minute | Precision::Day if marks.open_start || marks.open_end || date.ends_coarsely() => {
            "date known in part"
        }
        Precision::Minute | Precision::Day if marks.any_doubt() => "date not exact",
        Precision::Minute | Precision::Day => return None,
    };
    Some(format!("{lead}: {}", date.in_words(zone)))
}

/// Returns the date of a publication and how it is known: `21 Dec 2025 (date from: its page)`.
pub(crate) fn published(date: &EventDate, basis: Option<&str>) -> String {
    let words = date.short(None);
    match basis {
        Some(basis) => format!("{words} (date from: {basis})"),
        None => words,
    }
}
