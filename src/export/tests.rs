//! Every format, read back by a reader that is not ours.

mod dates;
mod found;
mod handling;
mod hostile;
mod real;
mod store;
mod words;

use std::collections::BTreeMap;

use icalendar::{Calendar, CalendarComponent, Component};
use serde_json::Value;

use super::*;
use crate::timeline::sample;

/// Returns the whole timeline as a document.
pub(super) fn document(format: Format, timeline: &Timeline, options: &Options) -> String {
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let request = Request::of(timeline, timeline.order(), &now, options);
    let mut out = Vec::new();
    write(format, &request, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text")
}

pub(super) fn plainly(format: Format, timeline: &Timeline) -> String {
    document(format, timeline, &Options::default())
}

/// Returns a store of one event with this title.
fn titled(title: &str) -> Timeline {
    let title = Value::from(title);
    sample::of_yaml(&format!("events: [{{id: e, kind: other, date: 2025-12-21, title: {title}}}]"))
}

/// Reads a table: a map from column to cell for each row.
fn rows(table: &str, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(table.as_bytes());
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.expect("a row");
        assert_eq!(record.len(), names.len(), "each row has every column");
        names.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

/// Reads a calendar with the icalendar crate: the properties of each event.
fn calendar(text: &str) -> Vec<BTreeMap<String, String>> {
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\n', '\r']), "line breaks are CRLF: {line:?}");
    }
    assert!(text.ends_with("END:VCALENDAR\r\n"), "it ends");
    let calendar: Calendar = text.parse().expect("a calendar");
    let event = |component: &CalendarComponent| {
        let CalendarComponent::Event(event) = component else { panic!("only events: {component:?}") };
        let properties = event.properties().values();
        properties.map(|property| (property.key().to_owned(), property.value().to_owned())).collect()
    };
    calendar.components.iter().map(event).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Checks the rules of TimelineJS3 for a date and returns its parts (its documentation, *JSON format: Date objects*).
fn slide_date(date: &Value) -> Vec<i64> {
    const PARTS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];
    let object = date.as_object().expect("an object");
    assert!(object.keys().all(|key| PARTS.contains(&key.as_str())), "known parts only: {date}");
    let parts: Vec<i64> = PARTS.iter().map_while(|part| object.get(*part)?.as_i64()).collect();
    assert!(!parts.is_empty(), "a year is required: {date}");
    assert_eq!(parts.len(), object.len(), "each part needs those before it: {date}");
    for (part, (least, most)) in parts.iter().skip(1).zip([(1, 12), (1, 31), (0, 23), (0, 59), (0, 59)]) {
        assert!((least..=most).contains(part), "{part} is out of range: {date}");
    }
    parts
}

/// Reads a diagram by its grammar: the title, and each event under its section and date.
fn diagram(text: &str) -> (String, Vec<(String, String, String)>) {
    let shown = |text: &str| {
        // Entity codes are the only escapes.
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('#') {
            let (code, after) = after.split_once(';').expect("a code ends");
            let code = code.parse::<u32>().expect("a code is a number");
            out.push_str(before);
            out.push(char::from_u32(code).expect("a character"));
            rest = after;
        }
        out + rest
    };
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("timeline"), "the first line says what it is");
    let (mut title, mut section, mut date, mut events) =
        (String::new(), String::new(), String::new(), Vec::new());
    for line in lines {
        let line = line.trim();
        if line.starts_with("%%") {
            assert!(!line.contains(['{', '}']), "no directive: {line}");
        } else if let Some(text) = line.strip_prefix("title ") {
            title = shown(text);
        } else if let Some(text) = line.strip_prefix("section ") {
            assert!(!text.contains([':', '\n']), "{text}");
            section = shown(text);
        } else {
            let (period, event) = line.split_once(": ").unwrap_or_else(|| panic!("an event: {line}"));
            assert!(!event.contains([':', '%', '<', '>', '"']), "nothing ends it: {event}");
            if !period.trim().is_empty() {
                date = shown(period.trim());
            }
            events.push((section.clone(), date.clone(), shown(event)));
        }
    }
    (title, events)
}
