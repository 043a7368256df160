//! Comments and blank lines outside the values of records, merged by the place that they are above: a list's key, a
//! record, a field, the end.
//!
//! The head of a list belongs to its key, not to the record that happens to be first, so that it stays where it is when
//! records come and go.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::side::{self, Key, Side};
use super::{OURS, THEIRS};

/// What comments are above.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    /// A line outside the records, such as `events:`; how many like it are before it.
    Line(String, usize),
    /// The first record below such a line, or in a file without one.
    First(Option<Box<Self>>),
    Record(Key),
    Field(Key, String),
    End,
}

/// The lines between two things.
#[derive(Debug)]
struct Zone {
    place: Place,
    bytes: Range<usize>,
    lines: Vec<String>,
    /// The line of [`Place::Line`] itself.
    line: Option<Range<usize>>,
    margin: usize,
}

/// Returns merged bytes with the comments of both versions, each where it is there. What both changed otherwise is told
/// in a comment.
///
/// # Errors
/// A comment would be lost.
pub(super) fn merge(base: &Side, ours: &Side, theirs: &Side, merged: &[u8]) -> Result<Vec<u8>, String> {
    let result = Side::read(merged.to_vec())?;
    if result.edit.is_lines() {
        return Ok(merged.to_vec());
    }
    let [base_at, ours_at, theirs_at] = [base, ours, theirs].map(places);
    let has_air = |zone: &Zone| {
        matches!(zone.place, Place::Record(_)) && zone.lines.first().is_some_and(String::is_empty)
    };
    let air = ours_at.values().chain(theirs_at.values()).any(has_air);
    let crlf = memchr::memmem::find(merged, b"\r\n").is_some();
    let (mut out, mut at) = (Vec::with_capacity(merged.len() + 256), 0);
    let mut put = |bytes: &Range<usize>, lines: &[String]| {
        out.extend_from_slice(merged.get(at..bytes.start).unwrap_or_default());
        for line in lines {
            if !out.is_empty() && !out.ends_with(b"\n") && out != *b"\xEF\xBB\xBF" {
                out.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
            }
            out.extend_from_slice(line.as_bytes());
            out.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
        }
        at = bytes.end;
    };
    for zone in zones(&result) {
        let of = |side: &Side, all: &HashMap<Place, Zone>| lines_at(side, all, &zone);
        let (was, own, their) = (of(base, &base_at), of(ours, &ours_at), of(theirs, &theirs_at));
        let known = |line: &String| {
            [&own, &their].iter().any(|l| l.iter().flatten().any(|o| o.trim() == line.trim()))
        };
        let told = |line: &&String| is_told(line) && !known(line);
        let told: Vec<String> = zone.lines.iter().filter(told).cloned().collect();
        let mut wanted = match (own, their) {
            (Some(own), Some(their)) => three(&was.unwrap_or_default(), &own, &their, zone.margin),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => continue,
        };
        if let Place::Record(key) = &zone.place {
            let here = result.find(key).is_some_and(|record| record.first);
            let there = [ours, theirs].iter().filter_map(|side| side.find(key)).any(|record| record.first);
            if here && !there {
                let blank = wanted.iter().take_while(|line| line.is_empty()).count();
                wanted.drain(..blank);
            } else if there && !here && air && wanted.is_empty() {
                wanted.push(String::new());
            }
        }
        wanted.extend(told);
        let line = zone.line.clone().map(|bytes| {
            let sides = [(base, &base_at), (ours, &ours_at), (theirs, &theirs_at)];
            let texts = sides.map(|(side, all)| {
                all.get(&zone.place).and_then(|zone| zone.line.clone()).map(|bytes| side.text(bytes))
            });
            (bytes.clone(), whole_line(&result.text(bytes), texts, &mut wanted))
        });
        if wanted != zone.lines {
            put(&zone.bytes, &wanted);
        }
        if let Some((bytes, Some(line))) = line {
            put(&bytes, &[line]);
        }
    }
    out.extend_from_slice(merged.get(at..).unwrap_or_default());
    lost(base, [ours, theirs], &out)
        .map_or(Ok(out), |text| Err(format!("the comment `{text}` would be lost")))
}

/// Returns a comment that a side has added and the result does not have, also one behind a value or inside of one.
fn lost(base: &Side, sides: [&Side; 2], out: &[u8]) -> Option<String> {
    let known: HashSet<String> = remarks(base.edit.bytes(), str::rfind).into_iter().collect();
    let there = remarks(out, str::find);
    let all = sides.into_iter().flat_map(|side| remarks(side.edit.bytes(), str::rfind));
    all.filter(|text| !known.contains(text)).find(|text| !there.iter().any(|line| line.contains(&**text)))
}

/// Returns what stands behind a `#` in each line, without the sign. Where a text has that sign too, `at` chooses one.
fn remarks(all: &[u8], at: fn(&str, &'static str) -> Option<usize>) -> Vec<String> {
    let remark = |line: &[u8]| {
        let line = String::from_utf8_lossy(line.trim_ascii()).into_owned();
        let behind = match line.strip_prefix('#') {
            Some(rest) => rest,
            None => line.get(at(&line, " #").or_else(|| at(&line, "\t#"))? + 2..)?,
        };
        let words = behind.trim_start_matches('#').trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    all.split(|byte| *byte == b'\n').filter_map(remark).collect()
}

fn is_told(line: &str) -> bool {
    line.trim_start().starts_with(THEIRS.trim_end()) || line.trim_start().starts_with(OURS.trim_end())
}

fn places(side: &Side) -> HashMap<Place, Zone> {
    zones(side).into_iter().map(|zone| (zone.place.clone(), zone)).collect()
}

/// Returns what a side has in a place, with the margin of the result; nothing if it does not have the place.
fn lines_at(side: &Side, all: &HashMap<Place, Zone>, wanted: &Zone) -> Option<Vec<String>> {
    let Some(zone) = all.get(&wanted.place) else {
        let there = match &wanted.place {
            Place::Record(key) => side.find(key).is_some(),
            Place::Field(key, name) => side.find(key).is_some_and(|record| record.field(name).is_some()),
            _ => false,
        };
        return there.then(Vec::new);
    };
    let (more, fewer) =
        (wanted.margin.saturating_sub(zone.margin), zone.margin.saturating_sub(wanted.margin));
    let moved = |line: &String| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let line: String = line.chars().skip(fewer.min(spaces)).collect();
        if line.is_empty() { line } else { format!("{:more$}{line}", "") }
    };
    Some(zone.lines.iter().map(moved).collect())
}

/// Returns every place of a version with what is above it, in the order of the file.
fn zones(side: &Side) -> Vec<Zone> {
    let all = side.edit.bytes();
    let mut found = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut at = if all.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    // The line under which the next record is the first.
    let mut first = Some(None);
    let mut gap = |at: usize, end: usize, found: &mut Vec<Zone>| {
        let (mut from, mut lines, mut line_at, mut last) = (at, Vec::new(), at, None);
        while line_at < end {
            let next = side::next_line(all, line_at).min(end);
            let text = side.text(line_at..next);
            let text = text.trim_end();
            if text.is_empty() || text.trim_start().starts_with('#') {
                lines.push(text.to_owned());
            } else {
                let name = text.split(['#', ':']).next().unwrap_or(text).trim().to_owned();
                let nth = seen.entry(name.clone()).or_default();
                let place = Place::Line(name, *nth);
                *nth += 1;
                last = Some(place.clone());
                let lines = std::mem::take(&mut lines);
                found.push(Zone { place, bytes: from..line_at, lines, line: Some(line_at..next), margin: 0 });
                from = next;
            }
            line_at = next;
        }
        (from..end, lines, last)
    };
    for record in &side.records {
        let (bytes, lines, line) = gap(at, record.lines.start.max(at), &mut found);
        if let Some(line) = line {
            first = Some(Some(Box::new(line)));
        }
        let margin = record.margin;
        let place = first.take().map_or_else(|| Place::Record(record.key.clone()), Place::First);
        if matches!(place, Place::First(_)) {
            let start = bytes.end;
            found.push(Zone { place, bytes, lines, line: None, margin });
            let place = Place::Record(record.key.clone());
            found.push(Zone { place, bytes: start..start, lines: Vec::new(), line: None, margin });
        } else {
            found.push(Zone { place, bytes, lines, line: None, margin });
        }
        if record.block {
            found.extend(inside(side, record));
        }
        at = record.lines.end;
    }
    let (bytes, lines, _) = gap(at, all.len(), &mut found);
    found.push(Zone { place: Place::End, bytes, lines, line: None, margin: 0 });
    found
}

/// Returns the places between the fields of a record.
fn inside(side: &Side, record: &side::Record) -> Vec<Zone> {
    let all = side.edit.bytes();
    let mut found = Vec::new();
    let mut behind: Option<usize> = None;
    for (name, bytes) in record.in_order() {
        let (start, end) = (side::start_of_line(all, bytes.start), behind.unwrap_or(usize::MAX));
        behind = Some(side::next_line(all, bytes.end));
        if end > start {
            continue;
        }
        let text = side.text(end..start);
        let lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
        if lines.iter().all(|line| line.is_empty() || line.trim_start().starts_with('#')) {
            let place = Place::Field(record.key.clone(), name.to_owned());
            found.push(Zone { place, bytes: end..start, lines, line: None, margin: record.margin });
        }
    }
    found
}

/// Merges a line outside the records, which differs in the comment behind it. Returns it if it is not as it was.
fn whole_line(now: &str, texts: [Option<String>; 3], above: &mut Vec<String>) -> Option<String> {
    let [Some(was), Some(own), Some(their)] = texts else { return None };
    let key = |line: &str| line.split('#').next().unwrap_or_default().trim_end().to_owned();
    let alike = [&was, &own, &their].iter().all(|line| key(line) == key(now));
    let [was, own, their] = [was, own, their].map(|line| line.trim_end().to_owned());
    if !alike || their == was || own == their {
        return None;
    }
    if own == was {
        return Some(their);
    }
    above.push(format!("{THEIRS}comment: {}", their.get(key(now).len()..).map_or("", bare)));
    None
}

/// Merges lines that both sides may have changed, run by run between the lines that are the same in all.
fn three(was: &[String], own: &[String], their: &[String], margin: usize) -> Vec<String> {
    let (here, there) = (matches(was, own), matches(was, their));
    let (mut out, mut at) = (Vec::new(), (0, 0, 0));
    for (nth, both) in here.iter().zip(&there).enumerate() {
        if let (Some(o), Some(t)) = both {
            run(&was[at.0..nth], &own[at.1..*o], &their[at.2..*t], margin, &mut out);
            out.push(own[*o].clone());
            at = (nth + 1, o + 1, t + 1);
        }
    }
    run(&was[at.0..], &own[at.1..], &their[at.2..], margin, &mut out);
    out
}

/// Returns for each line where it is in the other version.
fn matches(old: &[String], new: &[String]) -> Vec<Option<usize>> {
    let mut found = vec![None; old.len()];
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|n| found[old_index + n] = Some(new_index + n));
        }
    }
    found
}

fn run(was: &[String], own: &[String], their: &[String], margin: usize, out: &mut Vec<String>) {
    let said = |lines: &[String]| -> Vec<String> {
        lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (before, here, there) = (said(was), said(own), said(their));
    let taken = if their == was || own == their {
        own
    } else if own == was {
        their
    } else if there == before || here == there {
        own
    } else if here == before {
        their
    } else {
        let own_indent = own.iter().chain(their).find(|line| !line.is_empty());
        let indent = own_indent.map_or(margin, |line| line.len() - line.trim_start().len());
        let (sign, text, rest) = match (here.is_empty(), there.is_empty()) {
            (true, _) => (OURS, "this comment was removed; theirs changed it".to_owned(), their),
            (_, true) => (THEIRS, "this comment is removed".to_owned(), own),
            _ => {
                let words: Vec<&str> = there.iter().map(|line| bare(line)).collect();
                (THEIRS, format!("comment: {}", words.join(" / ")), own)
            }
        };
        let blank = rest.iter().take_while(|line| line.is_empty()).count();
        out.extend_from_slice(&rest[..blank]);
        out.push(format!("{:indent$}{sign}{text}", ""));
        &rest[blank..]
    };
    out.extend_from_slice(taken);
}

fn bare(comment: &str) -> &str {
    comment.trim().trim_start_matches('#').trim()
}
