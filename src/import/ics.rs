//! Calendars: the VEVENTs of iCalendar files (RFC 5545).
//!
//! Lines are unfolded (3.1), dates and times keep their precision, a DTEND that is a date is the day after the last
//! (3.6.1), and a TZID becomes the offset that the zone has at that time: by its IANA name, the name that Windows gives
//! it, or the VTIMEZONE of the file if that has one offset all year. Of a recurring event only the first is read.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read as _};

use serde_json::Value;

use super::ImportError;
use super::cells::repaired;
use super::draft::{self, Draft, record};
use super::importer::Importer;
use super::names::Venue;
use super::own;
use super::repairs::Repair;
use super::rows::Source;
use crate::event::{Handling, Kind, Word as _};

mod time;
mod windows;
mod zones;

use zones::Zones;

/// A property of an event: its name, its parameters, its value as written.
#[derive(Debug, Default, Clone)]
struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

impl Property {
    /// Splits a content line (3.1): `NAME;PARAM="a:b":value`.
    fn parse(line: &str) -> Option<Self> {
        let (mut quoted, mut starts, mut colon) = (false, Vec::new(), None);
        for (at, c) in line.char_indices() {
            match c {
                '"' => quoted = !quoted,
                ';' if !quoted => starts.push(at),
                ':' if !quoted => {
                    colon = Some(at);
                    break;
                }
                _ => {}
            }
        }
        let colon = colon?;
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let name = head.get(..starts.first().copied().unwrap_or(head.len()))?.trim().to_ascii_uppercase();
        let ends = starts.iter().skip(1).copied().chain([head.len()]);
        let parameters = starts.iter().zip(ends).filter_map(|(start, end)| {
            let (key, value) = head.get(start + 1..end)?.split_once('=')?;
            Some((key.to_ascii_uppercase(), value.trim_matches('"').to_owned()))
        });
        Some(Self { name, parameters: parameters.collect(), value: value.to_owned() })
    }

    fn parameter(&self, key: &str) -> &str {
        self.parameters.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
    }
}

/// Reads a file.
pub(super) fn read(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let start = String::from_utf8_lossy(source.start()).trim_start().to_ascii_uppercase();
    if !start.is_empty() && !start.starts_with("BEGIN:VCALENDAR") && !start.contains("BEGIN:VEVENT") {
        return Err(ImportError::unsuitable(
            &source,
            "no BEGIN:VCALENDAR, so not a calendar",
            "name a file in iCalendar format",
        ));
    }
    let mut lines = Unfolded::new(BufReader::new(source));
    let mut event: Option<(u64, Vec<Property>)> = None;
    // What is nested in an event, such as an alarm, has a description and a duration of its own.
    let mut nested: Vec<String> = Vec::new();
    let mut zones = Zones::default();
    while let Some((number, line)) = lines.next_line()? {
        let text = String::from_utf8_lossy(&line);
        if let Cow::Owned(_) = text {
            importer.at(number);
            importer.replaced(&line, &text);
        }
        let Some(property) = Property::parse(&text) else { continue };
        let value = property.value.trim().to_ascii_uppercase();
        if event.is_none() {
            zones.line(&property);
        }
        match (property.name.as_str(), &mut event) {
            ("BEGIN", None) if value == "VEVENT" => event = Some((number, Vec::new())),
            ("BEGIN", Some((begun, _))) if value == "VEVENT" => {
                importer.at(*begun);
                importer.skip("the event has no END:VEVENT");
                event = Some((number, Vec::new()));
                nested.clear();
            }
            ("BEGIN", Some((_, properties))) => {
                if nested.is_empty() {
                    properties.push(Property { name: format!("{INSIDE}{value}"), ..Property::default() });
                }
                nested.push(value);
            }
            ("BEGIN", None) => {
                if let Some(what) = no_event(&value) {
                    importer.at(number);
                    importer.skip(what);
                }
            }
            ("END", Some(_)) if nested.last() == Some(&value) => drop(nested.pop()),
            ("END", Some((begun, properties))) if value == "VEVENT" => {
                importer.at(*begun);
                let draft = drafted(properties, &zones, importer);
                importer.take(draft)?;
                event = None;
                nested.clear();
            }
            (_, Some((_, properties))) if nested.is_empty() => properties.push(property),
            _ => {}
        }
    }
    if let Some((begun, _)) = event {
        importer.at(begun);
        importer.skip("the file ends inside the event");
    }
    Ok(())
}

/// Lines with their continuations joined: a line that begins with a space or a tab continues the one before it.
struct Unfolded<R> {
    reader: R,
    number: u64,
    ahead: Vec<u8>,
}

/// The longest line that is unfolded; what is beyond it is no calendar.
const LONGEST: usize = 4 << 20;

impl<R: BufRead> Unfolded<R> {
    fn new(reader: R) -> Self {
        Self { reader, number: 0, ahead: Vec::new() }
    }

    fn physical(&mut self) -> std::io::Result<bool> {
        self.ahead.clear();
        let read = (&mut self.reader).take(LONGEST as u64).read_until(b'\n', &mut self.ahead)?;
        self.number += 1;
        while self.ahead.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            self.ahead.pop();
        }
        Ok(read > 0)
    }

    fn next_line(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        if self.number == 0 && !self.physical()? || self.number == u64::MAX {
            self.number = u64::MAX;
            return Ok(None);
        }
        let (start, mut line) = (self.number, std::mem::take(&mut self.ahead));
        loop {
            if !self.physical()? {
                self.number = u64::MAX;
                break;
            }
            match self.ahead.split_first() {
                Some((b' ' | b'\t', rest)) => {
                    if line.len() < LONGEST {
                        line.extend_from_slice(rest);
                    }
                }
                _ => break,
            }
        }
        Ok(Some((start, line)))
    }
}

fn drafted(properties: &[Property], zones: &Zones, importer: &mut Importer<'_>) -> Result<Draft, String> {
    let find = |name: &str| properties.iter().find(|property| property.name == name);
    let text = |name: &str, importer: &mut Importer<'_>| {
        find(name).map(|property| unescaped(&property.value, importer)).unwrap_or_default()
    };
    let start = find("DTSTART").ok_or_else(|| "no DTSTART".to_owned())?;
    if let Some(draft) = held(properties, importer) {
        return Ok(draft);
    }
    let date = time::span(start, find("DTEND"), find("DURATION"), zones, importer)?;
    let (uid, again) = (text("UID", importer), text("RECURRENCE-ID", importer));
    let id = if uid.is_empty() {
        importer.repaired(Repair::NoId, "");
        let own = properties.iter().filter(|property| !property.name.starts_with(INSIDE));
        draft::hashed("ics", own.map(|property| property.value.as_str()))
    } else if again.is_empty() {
        draft::id("ics", &uid)
    } else {
        draft::id("ics", &format!("{uid}-{again}"))
    };
    let categories: Vec<String> = properties
        .iter()
        .filter(|property| property.name == "CATEGORIES")
        .flat_map(|property| parts(&property.value))
        .map(|part| unescaped(part, importer))
        .filter(|part| !part.is_empty())
        .collect();
    let kinds = Kind::candidates();
    let kind = categories.iter().map(|word| word.to_lowercase()).find(|word| kinds.contains(&word.as_str()));
    let mut draft = Draft::new(id, kind.as_deref().unwrap_or("other"));
    draft.set("date", date);
    let title = text("SUMMARY", importer).replace('\n', " ");
    draft.set("title", if title.is_empty() { "(no title)".to_owned() } else { title });
    draft.set("summary", text("DESCRIPTION", importer));
    match text("STATUS", importer).to_ascii_uppercase().as_str() {
        "CANCELLED" => draft.set("status", "cancelled"),
        "TENTATIVE" => draft.set("status", "proposed"),
        _ => {}
    }
    // A class that is not known is to be treated as PRIVATE (3.8.1.3).
    let class = text("CLASS", importer).to_ascii_uppercase();
    if !class.is_empty() && class != "PUBLIC" {
        draft.set("handling", Handling::Red.word());
        importer.repaired(Repair::Class, &class);
    }
    let place = text("LOCATION", importer).replace('\n', ", ");
    let geo = text("GEO", importer);
    let (lat, lon) = geo.split_once(';').unwrap_or_default();
    if !place.is_empty() && !lat.is_empty() {
        let (id, bad) = importer.names.venue(Venue { name: &place, lat, lon, ..Venue::default() });
        if bad {
            importer.repaired(Repair::BadPoint, &geo);
        }
        draft.set("venue", id);
    } else {
        draft.set("venue", place);
    }
    let tags = categories.into_iter().filter(|word| Some(word.to_lowercase()) != kind);
    draft.put("tags", tags.map(Value::String).collect());
    let url = text("URL", importer);
    let is_address = url.starts_with("http://") || url.starts_with("https://");
    if !url.is_empty() {
        draft.push(
            "sources",
            Value::Object(record(&[(if is_address { "url" } else { "cite" }, url.as_str())])),
        );
    }
    if find("RRULE").or(find("RDATE")).is_some() {
        importer.repaired(Repair::Recurring, draft.text("title"));
    }
    // Of a property that an event has only once, the first is read.
    let mut once = std::collections::HashSet::new();
    for property in properties {
        let name = property.name.as_str();
        if !READ.contains(&name) || !(once.insert(name) || OFTEN.contains(&name)) {
            importer.left_out(name.strip_prefix(INSIDE).unwrap_or(name));
        }
    }
    Ok(draft)
}

/// What marks a component inside an event, such as an alarm, among the event's properties.
const INSIDE: &str = "BEGIN:";

/// The properties that are read. That an event recurs is said with its first day.
const READ: [&str; 15] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "UID",
    "RECURRENCE-ID",
    "CATEGORIES",
    "SUMMARY",
    "DESCRIPTION",
    "STATUS",
    "CLASS",
    "LOCATION",
    "GEO",
    "URL",
    "RRULE",
    "RDATE",
];

/// Those of them that an event may have several times.
const OFTEN: [&str; 3] = ["CATEGORIES", "RRULE", "RDATE"];

/// Returns why a component of a calendar is no event.
fn no_event(component: &str) -> Option<&'static str> {
    match component {
        "VTODO" => Some("a task (VTODO) is no event"),
        "VJOURNAL" => Some("a journal entry (VJOURNAL) is no event"),
        "VFREEBUSY" => Some("free and busy time (VFREEBUSY) is no event"),
        _ => None,
    }
}

/// Returns the event that demarche wrote into a calendar, unless the calendar was changed since.
fn held(properties: &[Property], importer: &mut Importer<'_>) -> Option<Draft> {
    let raw = |name: &str| {
        let found = properties.iter().find(|property| property.name == name);
        found.map(|property| plain(&property.value)).unwrap_or_default()
    };
    let record = serde_json::from_str(&raw("X-DEMARCHE-EVENT")).ok()?;
    let shown = ["DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"].map(raw);
    own::held(record, &shown.each_ref().map(String::as_str), importer)
}

/// Splits a list at its commas (3.1.1), except at those with a backslash before them.
fn parts(value: &str) -> Vec<&str> {
    let (mut all, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in value.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ',' => {
                all.extend(value.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    all.extend(value.get(start..));
    all
}

/// Returns a TEXT (3.3.11) without its escapes.
fn unescaped(value: &str, importer: &mut Importer<'_>) -> String {
    repaired(&plain(value), importer)
}

fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_lines_are_split_outside_of_quotes() {
        let line = Property::parse("DTSTART;TZID=\"Europe/Kyiv:x\";VALUE=DATE-TIME:20251221T111000")
            .expect("a line");
        assert_eq!((line.name.as_str(), line.value.as_str()), ("DTSTART", "20251221T111000"));
        assert_eq!((line.parameter("TZID"), line.parameter("VALUE")), ("Europe/Kyiv:x", "DATE-TIME"));
        assert!(Property::parse("no colon").is_none());
    }

    #[test]
    fn folded_lines_are_joined_and_numbered_by_their_first() {
        let text = "A:1\r\nB:on\r\n e\r\n\t two\nC:\u{442}\n \u{442}\n";
        let mut lines = Unfolded::new(text.as_bytes());
        let mut all = Vec::new();
        while let Some((number, line)) = lines.next_line().expect("it reads") {
            all.push((number, String::from_utf8(line).expect("text")));
        }
        let expected = [(1, "A:1"), (2, "B:one two"), (5, "C:тт")];
        assert_eq!(all, expected.map(|(number, line)| (number, line.to_owned())));
    }

    #[test]
    fn lists_are_split_at_commas_that_are_not_escaped() {
        assert_eq!(parts(r"a\,b,c"), [r"a\,b", "c"]);
    }
}
