//! TimelineJS3: its JSON, and its sheet saved as CSV.
//!
//! Read is what TimelineJS3 defines for a slide: `start_date`, `end_date`, `text`, `media`, `group` and `unique_id`. A
//! group that is a kind of event is the kind, any other is a tag. The title slide and eras are no events.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::cells::{Missing, repaired};
use super::draft::{self, Draft, record};
use super::generic::{json_error, scalar};
use super::importer::Importer;
use super::repairs::Repair;
use super::rows::{Dialect, Row, Source, Table};
use super::{ImportError, dates, html, own};
use crate::event::{Kind, Word as _};

/// Reads a file, which is JSON if it begins with a brace.
pub(super) fn read(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let first = source.start().iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{' | b'[') => read_json(source, importer),
        _ => read_sheet(source, importer),
    }
}

/// A slide, from JSON or from a row.
#[derive(Debug, Default)]
struct Slide {
    start: Stamp,
    end: Stamp,
    display: String,
    headline: String,
    text: String,
    /// The event as demarche wrote it, and what the slide shows of it.
    held: Option<(Value, [String; 4])>,
    url: String,
    credit: String,
    caption: String,
    group: String,
    id: String,
}

/// A date of a slide: year, month, day, and time.
#[derive(Debug, Default)]
struct Stamp {
    year: String,
    month: String,
    day: String,
    time: String,
}

impl Stamp {
    /// Takes out an hour without minutes. Returns it.
    fn take_hour(&mut self) -> Option<String> {
        let digits = self.time.trim().bytes().take_while(u8::is_ascii_digit).count();
        let is_alone = !self.time.is_empty() && digits > 0 && !self.time.contains(':');
        is_alone.then(|| std::mem::take(&mut self.time))
    }

    /// Returns the date in EDTF as precise as it is written; `None` if there is no year.
    fn edtf(&self, importer: &mut Importer<'_>) -> Result<Option<String>, String> {
        let number = |text: &str, what: &str| match text {
            "" => Ok(None),
            text => text
                .trim_end_matches(".0")
                .parse::<i64>()
                .map(Some)
                .map_err(|_| format!("the {what} `{text}` is not a number")),
        };
        let Some(year) = number(&self.year, "year")? else { return Ok(None) };
        let mut out = match year {
            0..=9999 => format!("{year:04}"),
            -9999..0 => format!("-{:04}", year.unsigned_abs()),
            10_000.. => {
                let what = || format!("`{year}` is not a year that people write dates in");
                return Err(dates::number(&year.to_string()).unwrap_or_else(what));
            }
            year => format!("Y{year}"),
        };
        let (month, day) = (number(&self.month, "month")?, number(&self.day, "day")?);
        if let Some(month) = month {
            out = format!("{out}-{month:02}");
            if let Some(day) = day {
                out = format!("{out}-{day:02}");
                if !self.time.is_empty() {
                    out = format!("{out}T{}", clock(&self.time, importer)?);
                }
            }
        }
        if dates::is_date(&out) { Ok(Some(out)) } else { Err(format!("`{out}` is not a date")) }
    }
}

/// Returns a time of day as `HH:MM`, or with seconds where they are not zero.
fn clock(text: &str, importer: &mut Importer<'_>) -> Result<String, String> {
    let wrong = || format!("`{text}` is not a time of day");
    let lower = text.trim().to_lowercase();
    let (digits, shift) = match lower.strip_suffix("pm").or_else(|| lower.strip_suffix("p.m.")) {
        Some(digits) => (digits, Some(12)),
        None => match lower.strip_suffix("am").or_else(|| lower.strip_suffix("a.m.")) {
            Some(digits) => (digits, Some(0)),
            None => (lower.as_str(), None),
        },
    };
    let parts: Vec<&str> = digits.trim().split(':').collect();
    let number =
        |part: Option<&&str>| part.map_or(Ok(0), |part| part.trim().parse::<u32>()).map_err(|_| wrong());
    let (mut hour, minute, second) = (number(parts.first())?, number(parts.get(1))?, number(parts.get(2))?);
    if let Some(shift) = shift {
        if hour == 0 || hour > 12 {
            return Err(wrong());
        }
        hour = hour % 12 + shift;
    }
    if hour > 23 || minute > 59 || second > 59 || parts.len() > 3 {
        return Err(wrong());
    }
    if parts.first().is_some_and(|part| part.trim().len() == 1) {
        importer.repaired(Repair::Unpadded, text);
    }
    let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
    Ok(format!("{hour:02}:{minute:02}{seconds}"))
}

impl Slide {
    fn draft(mut self, whole: &str, importer: &mut Importer<'_>) -> Result<Draft, String> {
        if let Some((record, shown)) = self.held.take()
            && let Some(draft) = own::held(record, &shown.each_ref().map(String::as_str), importer)
        {
            return Ok(draft);
        }
        for text in
            [&mut self.display, &mut self.headline, &mut self.text, &mut self.caption, &mut self.credit]
        {
            *text = html::plain(std::mem::take(text), importer);
        }
        let id = match self.id.as_str() {
            "" => draft::hashed("timelinejs", [whole]),
            own => draft::id("", own),
        };
        let group = self.group.to_lowercase();
        let is_kind = Kind::candidates().contains(&group.as_str());
        let mut draft = Draft::new(id, if is_kind { &group } else { "other" });
        let (from, to) = (self.start.take_hour(), self.end.take_hour());
        if let (Some(hour), None, "") = (&from, &to, self.end.year.as_str()) {
            // The hour itself, from its first minute to its last.
            let minute = |minute: &str| {
                let digits = hour.trim().bytes().take_while(u8::is_ascii_digit).count();
                let (hour, half) = hour.trim().split_at_checked(digits).unwrap_or_default();
                format!("{hour}:{minute}{half}")
            };
            self.start.time = minute("00");
            let Stamp { year, month, day, .. } = &self.start;
            let [year, month, day] = [year, month, day].map(Clone::clone);
            self.end = Stamp { year, month, day, time: minute("59") };
            importer.repaired(Repair::HourAlone, hour);
        } else if let Some(hour) = from.as_ref().or(to.as_ref()) {
            importer.repaired(Repair::HourLeftOut, hour);
        }
        let start = self.start.edtf(importer)?.ok_or_else(|| "no start date".to_owned())?;
        let end = self.end.edtf(importer)?.unwrap_or_default();
        let mut date = dates::interval(&start, &end);
        if !dates::is_date(&date) {
            importer.repaired(Repair::EndBeforeStart, &date);
            date = start;
        }
        draft.set("date", date);
        let title = if self.headline.is_empty() { self.text.as_str() } else { self.headline.as_str() };
        let title = title.split('\n').next().unwrap_or_default().trim();
        if title.is_empty() {
            return Err("no headline and no text".to_owned());
        }
        draft.set("title", title);
        draft.set("summary", self.text.as_str());
        if !self.display.is_empty() {
            draft.set("note", format!("date as displayed: {}", self.display));
        }
        if !is_kind && !self.group.is_empty() {
            draft.push("tags", self.group.as_str().into());
        }
        let is_address = self.url.starts_with("http://") || self.url.starts_with("https://");
        let place = if is_address { "url" } else { "cite" };
        let media =
            [("title", self.caption.as_str()), (place, self.url.as_str()), ("note", self.credit.as_str())];
        let media = record(&media);
        if media.contains_key(place) {
            draft.push("sources", Value::Object(media));
        }
        Ok(draft)
    }
}

fn read_sheet(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let path = source.path().to_owned();
    let mut table = Table::new(source, Dialect::Commas, Missing::Words, importer);
    let Some(header) = table.header(importer)? else { return Ok(()) };
    for column in ["Year", "Headline"] {
        if header.column(column).is_none() {
            return Err(ImportError::Unsuitable {
                path,
                what: format!("no column `{column}`, so not a sheet of TimelineJS3"),
                hint: Some("save the sheet as CSV with its first row".to_owned()),
            });
        }
    }
    while table.row(&header, importer)? {
        let cells = std::mem::take(&mut table.cells);
        let row = Row { header: &header, cells: &cells };
        let get = |name: &str| row.get(&[name]).to_owned();
        let kind = get("Type").to_lowercase();
        if kind == "title" || kind == "era" {
            importer.skip(if kind == "era" { "an era is no event" } else { "the title slide is no event" });
        } else {
            let slide = Slide {
                start: Stamp { year: get("Year"), month: get("Month"), day: get("Day"), time: get("Time") },
                end: Stamp {
                    year: get("End Year"),
                    month: get("End Month"),
                    day: get("End Day"),
                    time: get("End Time"),
                },
                display: get("Display Date"),
                headline: get("Headline"),
                text: get("Text"),
                held: None,
                url: get("Media"),
                credit: get("Media Credit"),
                caption: get("Media Caption"),
                group: get("Group"),
                id: String::new(),
            };
            let draft = slide.draft(&cells.join("\u{1f}"), importer);
            importer.take(draft)?;
        }
        table.cells = cells;
    }
    Ok(())
}

/// Counts the lines of what is read byte by byte.
struct Lines<R> {
    inner: R,
    lines: Rc<Cell<u64>>,
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let breaks = memchr::memchr_iter(b'\n', buffer.get(..read).unwrap_or_default()).count();
        self.lines.set(self.lines.get() + breaks as u64);
        Ok(read)
    }
}

fn read_json(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let path = source.path().to_owned();
    let lines = Rc::new(Cell::new(1));
    let reader = Lines { inner: BufReader::new(source), lines: Rc::clone(&lines) };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let mut failure = None;
    let mut found = false;
    let mut slides = Slides { importer, lines: &lines, failure: &mut failure, found: &mut found };
    let read = Timeline(&mut slides).deserialize(&mut json);
    if let Some(failure) = failure {
        return Err(failure);
    }
    if !found && read.as_ref().err().is_none_or(|error| !error.is_io()) {
        return Err(ImportError::Unsuitable {
            path,
            what: "no list of `events`, so not a timeline of TimelineJS3".to_owned(),
            hint: None,
        });
    }
    if let Err(error) = read {
        if error.is_io() {
            return Err(ImportError::Io(error.into()));
        }
        importer.at(error.line() as u64);
        importer.skip(format!("not JSON from here on: {}", json_error(&error)));
    }
    Ok(())
}

struct Slides<'i, 'a> {
    importer: &'i mut Importer<'a>,
    lines: &'i Cell<u64>,
    failure: &'i mut Option<ImportError>,
    /// Whether there is a list of events.
    found: &'i mut bool,
}

/// The whole timeline: only its events are read.
struct Timeline<'s, 'i, 'a>(&'s mut Slides<'i, 'a>);

impl<'de> DeserializeSeed<'de> for Timeline<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Timeline<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a timeline with `events`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "events" {
                map.next_value_seed(Events(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        Events(self.0).visit_seq(seq)
    }
}

struct Events<'s, 'i, 'a>(&'s mut Slides<'i, 'a>);

impl<'de> DeserializeSeed<'de> for Events<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Events<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Slides { importer, lines, failure, found } = self.0;
        **found = true;
        while let Some(value) = seq.next_element::<Value>()? {
            importer.at(lines.get());
            let draft = match &value {
                Value::Object(object) => slide(object, importer).draft(&value.to_string(), importer),
                _ => Err("a slide that is not an object".to_owned()),
            };
            if let Err(error) = importer.take(draft) {
                **failure = Some(error);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// Returns what a slide shows: the parts of its start and of its end, its headline, and its text.
fn shown(object: &Map<String, Value>) -> [String; 4] {
    let date = |key: &str| {
        let part =
            |part: &str| object.get(key).and_then(|date| date.get(part)).map(scalar).unwrap_or_default();
        ["year", "month", "day", "hour", "minute", "second"].map(part).join("-")
    };
    let text = |key: &str| object.get("text").and_then(|text| text.get(key)).map(scalar).unwrap_or_default();
    [date("start_date"), date("end_date"), text("headline"), text("text")]
}

fn slide(object: &Map<String, Value>, importer: &mut Importer<'_>) -> Slide {
    let mut get = |keys: &[&str]| {
        let found = keys.iter().enumerate().try_fold(object, |inner, (nth, key)| {
            if nth + 1 == keys.len() {
                Err(inner.get(*key))
            } else {
                inner.get(*key).and_then(Value::as_object).ok_or(None)
            }
        });
        let text = found.err().flatten().map(scalar).unwrap_or_default();
        if text.is_ascii() && text.bytes().all(|b| b >= b' ') {
            text.trim().to_owned()
        } else {
            repaired(&text, importer)
        }
    };
    let mut stamp = |key: &str| {
        let hour = get(&[key, "hour"]);
        let mut time = hour.clone();
        for part in ["minute", "second"] {
            let part = get(&[key, part]);
            if !hour.is_empty() && !part.is_empty() {
                time = format!("{time}:{part:0>2}");
            }
        }
        if hour.len() == 1 {
            time = format!("0{time}");
        }
        Stamp { year: get(&[key, "year"]), month: get(&[key, "month"]), day: get(&[key, "day"]), time }
    };
    let (start, end) = (stamp("start_date"), stamp("end_date"));
    let held = object.get("demarche").map(|record| (record.clone(), shown(object)));
    let display = [get(&["display_date"]), get(&["start_date", "display_date"])];
    Slide {
        start,
        end,
        display: display.into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
        headline: get(&["text", "headline"]),
        text: get(&["text", "text"]),
        held,
        url: get(&["media", "url"]),
        credit: get(&["media", "credit"]),
        caption: get(&["media", "caption"]),
        group: get(&["group"]),
        id: get(&["unique_id"]),
    }
}
