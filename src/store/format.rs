//! The canonical form of a file of events: in date order, fields in house order, dashes at the margin, one blank line
//! between events. Text is moved, never rewritten: every line stays, and every comment with what it is about.
//!
//! ```text
//!   events:                      ◄── stays
//!   # about the log              ◄── stays: a blank line separates it from the first event
//!
//!   # about the event            ◄── moves with the event below it
//!   - id: a
//!     # about the date           ◄── moves with the field below it
//!     date: 2025-12-21  # noon   ◄── moves with its line
//! ```

mod item;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use chrono_tz::Tz;

use super::Store;
use super::schema::list::List;
use super::yaml::bytes;
use super::yaml::read::{self, Deferral, Item};
use super::yaml::spans::{self, Part, Style};
use super::yaml::split::{self, Cut, Piece};
use crate::event::EventDate;
use crate::event::date::Zone;
use item::FormattedItem;

/// A file and its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormattedFile {
    pub(crate) path: PathBuf,
    pub(crate) before: Vec<u8>,
    pub(crate) after: Vec<u8>,
    /// What is left as it is: the line, 0 for the whole file, and why.
    pub(crate) left: Vec<(u32, &'static str)>,
}

impl Store {
    /// Returns every file of the store that is on disk with its canonical form. Nothing is written.
    pub(crate) fn formatted(&self) -> Vec<FormattedFile> {
        let texts = self.texts().filter(|(file, _)| file.on_disk);
        texts.map(|(file, before)| FormattedFile::of(file.path.clone(), before)).collect()
    }
}

/// Why lines of JSON are left: they are a form of their own.
const LINES: &str = "left as it is: JSON lines";

impl FormattedFile {
    /// Returns whether the file, or something in it, may not be in canonical form and cannot be brought into it.
    pub(crate) fn is_left(&self) -> bool {
        self.left.iter().any(|(_, why)| why.starts_with("left as it is") && *why != LINES)
    }

    /// Brings the text of a file into canonical form.
    pub(crate) fn of(path: PathBuf, before: Vec<u8>) -> Self {
        let whole = |why| (before.clone(), vec![(0, why)]);
        let (after, left) = match format(&before) {
            Ok((after, left)) if is_same(&before, &after) => (after, left),
            Ok(_) => whole("left as it is: its events would not read the same, or a line would be lost"),
            Err(None) => (before.clone(), Vec::new()),
            Err(Some(why)) => whole(why),
        };
        Self { path, before, after, left }
    }
}

/// A text in canonical form, and what is left as it is.
type Formatted = (Vec<u8>, Vec<(u32, &'static str)>);

/// Returns the canonical form and what is left as it is; the reason if nothing can be done, which is nothing to say if
/// there are no events.
fn format(bytes: &[u8]) -> Result<Formatted, Option<&'static str>> {
    let body = bytes::without_mark(bytes).map_err(|_| Some("left as it is: not UTF-8"))?;
    let first = bytes.len() - body.len();
    std::str::from_utf8(body).map_err(|_| Some("left as it is: not UTF-8"))?;
    let read = read::read(0, bytes, Deferral::NEVER);
    // What is in brackets beside a key at the top is no list of events, and stays.
    let cleared = without_brackets(bytes, first);
    let plain = cleared.as_deref().unwrap_or(bytes);
    if read.findings.iter().any(|finding| finding.code == "conflict") {
        return Err(Some("left as it is: unresolved git conflict"));
    }
    if split::json::lines(bytes, first).is_some() {
        return Err(Some(LINES));
    }
    let irregular = Some("left as it is: not a plain list of events");
    let has_events = read.items.iter().any(|item| item.list == List::Events) || !read.findings.is_empty();
    let documents = split::documents(bytes, first).ok_or(irregular.filter(|_| has_events))?;
    let (mut out, mut at, mut left) = (Vec::with_capacity(bytes.len() + 64), 0, Vec::new());
    for document in documents {
        let pieces = split::pieces(plain, &document, Cut::Strict).ok_or(irregular.filter(|_| has_events))?;
        let events: Vec<Piece> = pieces.into_iter().filter(|piece| piece.list == List::Events).collect();
        let (Some(start), Some(last)) = (events.first(), events.last()) else { continue };
        let begin = lead_start(bytes, at, start.bytes.start);
        let end = behind_text(bytes, &last.bytes);
        out.extend_from_slice(bytes.get(at..begin).unwrap_or_default());
        section(bytes, begin, &events, &mut out, &mut left);
        at = comments_behind(bytes, end, start, &mut out);
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    Ok((out, left))
}

/// Returns the bytes with spaces in place of what is in brackets beside a key at the top, such as `store: {title: Log}`;
/// `None` if there is nothing like that, and for events in brackets.
fn without_brackets(bytes: &[u8], first: usize) -> Option<Vec<u8>> {
    let roots = spans::read(std::str::from_utf8(bytes.get(first..)?).ok()?)?;
    let mut cleared = None;
    for (key, value) in roots.iter().flat_map(spans::Spanned::pairs) {
        let flow = matches!(&value.value, Part::Map(_, Style::Flow) | Part::Seq(_, Style::Flow));
        if !flow || key.text().and_then(List::from_key).is_none_or(|list| list == List::Events) {
            continue;
        }
        let cleared = cleared.get_or_insert_with(|| bytes.to_vec());
        for byte in cleared.get_mut(value.bytes.start + first..value.bytes.end + first)? {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    cleared
}

/// Writes the events of a section in canonical form.
fn section(
    bytes: &[u8],
    begin: usize,
    events: &[Piece],
    out: &mut Vec<u8>,
    left: &mut Vec<(u32, &'static str)>,
) {
    let crlf = bytes.windows(2).any(|pair| pair == b"\r\n");
    let line_break: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let mut lead = begin;
    let mut items = Vec::with_capacity(events.len());
    for piece in events {
        let text = |range: Range<usize>| {
            bytes.get(range).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or_default()
        };
        let item = FormattedItem::of(text(lead..piece.bytes.start), text(piece.bytes.clone()));
        left.extend(item.left.map(|why| (piece.line, why)));
        items.push(item);
        lead = piece.bytes.end;
    }
    let order = in_date_order(&items);
    for (nth, ix) in order.iter().enumerate() {
        if nth > 0 {
            out.extend_from_slice(line_break);
        }
        for line in &items[*ix].lines {
            out.extend_from_slice(line.as_bytes());
            out.extend_from_slice(line_break);
        }
    }
}

/// Returns the items in date order. Items of one day stay as they are, except that times are in order among themselves;
/// an item without a date that can be read stays behind the one before it.
fn in_date_order(items: &[FormattedItem]) -> Vec<usize> {
    let dates: Vec<Option<EventDate>> =
        items.iter().map(|item| EventDate::parse(item.date.as_deref()?, Zone::Named(Tz::UTC)).ok()).collect();
    // Each run begins with a dated item; what comes before the first of them stays at the top.
    let mut runs: Vec<Vec<usize>> = vec![Vec::new()];
    for (ix, date) in dates.iter().enumerate() {
        if date.is_some() {
            runs.push(Vec::new());
        }
        if let Some(run) = runs.last_mut() {
            run.push(ix);
        }
    }
    let top = runs.remove(0);
    let date = |run: &Vec<usize>| run.first().and_then(|ix| dates[*ix].as_ref());
    let by_day = |a: &EventDate, b: &EventDate| {
        let (a, b) = (a.order_key(None), b.order_key(None));
        if a.shares_heading(&b) { Ordering::Equal } else { a.cmp(&b) }
    };
    let compare = |a: &Vec<usize>, b: &Vec<usize>| match (date(a), date(b)) {
        (Some(a), Some(b)) => by_day(a, b),
        _ => Ordering::Equal,
    };
    runs.sort_by(compare);
    for day in runs.chunk_by_mut(|a, b| compare(a, b) == Ordering::Equal) {
        let timed = |run: &Vec<usize>| date(run).is_some_and(EventDate::starts_with_a_time);
        let slots: Vec<usize> = (0..day.len()).filter(|slot| timed(&day[*slot])).collect();
        let mut in_time: Vec<Vec<usize>> = slots.iter().map(|slot| day[*slot].clone()).collect();
        in_time.sort_by_key(|run| date(run).map(EventDate::earliest));
        for (slot, run) in slots.into_iter().zip(in_time) {
            day[slot] = run;
        }
    }
    top.into_iter().chain(runs.into_iter().flatten()).collect()
}

/// Returns the start of the comment directly above the first item: what a blank line separates from it stays.
fn lead_start(bytes: &[u8], from: usize, item: usize) -> usize {
    let mut start = item;
    while start > from {
        let before = bytes.get(from..start - 1).unwrap_or_default();
        let line = memchr::memrchr(b'\n', before).map_or(from, |at| from + at + 1);
        let text = bytes.get(line..start).unwrap_or_default().trim_ascii();
        if text.first() != Some(&b'#') {
            break;
        }
        start = line;
    }
    start
}

/// Moves the comments behind the last item to the margin if its list was not there: further in, they would be of the
/// item. Returns the end of them.
fn comments_behind(bytes: &[u8], mut at: usize, first: &Piece, out: &mut Vec<u8>) -> usize {
    let spaces = |text: &[u8]| text.iter().take_while(|b| **b == b' ').count();
    let margin = spaces(bytes.get(first.bytes.clone()).unwrap_or_default());
    while margin > 0 && at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let line =
            rest.get(..memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)).unwrap_or_default();
        if !matches!(line.trim_ascii().first(), None | Some(b'#')) {
            break;
        }
        out.extend_from_slice(line.get(spaces(line).min(margin)..).unwrap_or_default());
        at += line.len();
    }
    at
}

/// Returns the end of the last line of an item that is not blank, with its line break.
fn behind_text(bytes: &[u8], range: &Range<usize>) -> usize {
    let text = bytes.get(range.clone()).unwrap_or_default();
    let end = range.start + text.trim_ascii_end().len();
    memchr::memchr(b'\n', bytes.get(end..range.end).unwrap_or_default()).map_or(range.end, |at| end + at + 1)
}

/// Returns whether every record reads the same and every line is there, wherever it stands.
fn is_same(before: &[u8], after: &[u8]) -> bool {
    if before == after {
        return true;
    }
    let lines = |bytes: &[u8]| {
        let mut count: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        // The mark at the beginning is no part of the first line.
        let bytes = bytes::without_mark(bytes).unwrap_or(bytes);
        for line in bytes.split(|b| *b == b'\n') {
            let line = line.trim_ascii();
            let line = line.strip_prefix(b"- ").unwrap_or(line).trim_ascii();
            if !line.is_empty() {
                *count.entry(line.to_vec()).or_default() += 1;
            }
        }
        count
    };
    let records = |bytes: &[u8]| {
        let mut items: Vec<(List, String)> =
            read::read(0, bytes, Deferral::NEVER).items.iter().map(reading).collect();
        items.sort();
        items
    };
    lines(before) == lines(after) && records(before) == records(after)
}

/// Returns how a record reads, in a form that can be sorted.
fn reading(item: &Item) -> (List, String) {
    (item.list, format!("{} {:?}", item.broken, item.raw))
}

#[cfg(test)]
mod tests;
