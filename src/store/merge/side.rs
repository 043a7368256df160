//! One of the three versions of a file, cut into its records.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use serde_json::{Map, Value};

use crate::store::edit::{Entry, FileEdit};
use crate::store::schema::{self, list::List};

/// What makes a record the same in two versions: its list and its id.
pub(super) type Key = (List, String);

/// A version of a file.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) edit: FileEdit,
    pub(super) records: Vec<Record>,
    nth: HashMap<Key, usize>,
    /// The comments that are above keys of lists and behind the last record.
    others: Vec<Comment>,
}

/// A line that holds a comment alone, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) bytes: Range<usize>,
    pub(super) text: String,
}

/// A record of a version.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) key: Key,
    pub(super) line: u32,
    /// What it says.
    pub(super) value: Map<String, Value>,
    /// Its lines, whole.
    pub(super) lines: Range<usize>,
    /// The spaces before its dash.
    pub(super) margin: usize,
    pub(super) block: bool,
    /// Whether it is the first of its list.
    pub(super) first: bool,
    /// The comments above it, up to the key of its list, and inside it.
    pub(super) comments: Vec<Comment>,
    /// The bytes of each field.
    fields: Vec<(String, Range<usize>)>,
}

impl Record {
    /// Returns its date as written.
    pub(super) fn date(&self) -> &str {
        self.value.get("date").and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns the names and bytes of its fields as they are in the file.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.fields.iter().map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// Returns the bytes of a field.
    pub(super) fn field(&self, key: &str) -> Option<&Range<usize>> {
        self.fields.iter().find(|(name, _)| name == key).map(|(_, bytes)| bytes)
    }
}

impl Side {
    /// Reads a version.
    ///
    /// # Errors
    /// Fails with the reason why its records cannot be told apart.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, String> {
        let edit = FileEdit::of(Path::new(""), bytes).map_err(|failed| failed.to_string())?;
        if !edit.is_plain() {
            return Err("its records are not items of plain lists".to_owned());
        }
        let (mut records, mut nth, mut behind) = (Vec::new(), HashMap::new(), 0);
        let mut others = Vec::new();
        for entry in edit.entries() {
            let record = record(&edit, entry, behind, &mut others)?;
            behind = record.lines.end;
            if nth.insert(record.key.clone(), records.len()).is_some() {
                return Err(format!("two records have the id `{}`", record.key.1));
            }
            records.push(record);
        }
        others.extend(comments(edit.bytes(), behind..edit.bytes().len()));
        Ok(Self { edit, records, nth, others })
    }

    pub(super) fn find(&self, key: &Key) -> Option<&Record> {
        self.nth.get(key).and_then(|nth| self.records.get(*nth))
    }

    /// Returns the comments that have a line of their own and are in no value.
    pub(super) fn comments(&self) -> impl Iterator<Item = &Comment> {
        self.records.iter().flat_map(|record| &record.comments).chain(&self.others)
    }

    /// Returns the record that a comment is above or inside of, as in "event `a`".
    pub(super) fn named_at(&self, at: usize) -> Option<String> {
        let has = |record: &&Record| record.comments.iter().any(|comment| comment.bytes.contains(&at));
        let Record { key: (list, id), .. } = self.records.iter().find(has)?;
        let name = schema::record(*list).name;
        Some(format!("{} `{id}`", name.split_once(' ').map_or(name, |(_, name)| name)))
    }

    /// Returns the bytes as text, with line feeds alone at line ends and one at the end.
    pub(super) fn text(&self, bytes: Range<usize>) -> String {
        self.edit.slice(bytes).replace("\r\n", "\n")
    }

    /// Returns the record as written.
    pub(super) fn raw(&self, record: &Record) -> String {
        let text = self.text(record.lines.clone());
        if text.ends_with('\n') { text } else { text + "\n" }
    }

    /// Returns a field as written, with the comment behind it.
    pub(super) fn field(&self, record: &Record, key: &str) -> Option<String> {
        record.field(key).map(|bytes| self.text(bytes.start..end_of_line(self.edit.bytes(), bytes.end)))
    }
}

fn record(
    edit: &FileEdit,
    entry: &Entry,
    behind: usize,
    others: &mut Vec<Comment>,
) -> Result<Record, String> {
    let all = edit.bytes();
    let value = entry
        .record()
        .ok_or_else(|| format!("the record at line {} has an alias or a doubled key", entry.line))?;
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let id = match entry.list {
        List::Store => "store".to_owned(),
        List::Views => text("name").unwrap_or_default().to_owned(),
        // A record without an id is known by what its id would be made of.
        _ => text("id").map_or_else(
            || format!("{} {}", text("date").unwrap_or_default(), text("title").unwrap_or_default()),
            str::to_owned,
        ),
    };
    let bytes = entry.bytes();
    let lines = start_of_line(all, bytes.start)..next_line(all, bytes.end);
    let lead = edit.slice(lines.start..bytes.start);
    let margin = lead.chars().take_while(|c| *c == ' ').count();
    let alone = lines.start >= behind && (edit.is_lines() || entry.list == List::Store || lead.trim() == "-");
    if !alone {
        return Err(format!("the record at line {} is not on lines of its own", entry.line));
    }
    let mut inside = comments(all, behind..lines.end);
    let fields: Vec<_> = entry.fields().map(|(key, bytes)| (key.to_owned(), bytes)).collect();
    // A line in a block of text that begins with `#` is text.
    inside.retain(|comment| !fields.iter().any(|(_, field)| field.contains(&comment.bytes.start)));
    // What is above the key of its list is about the list.
    let key = below_key(all, behind..lines.start);
    others.extend(inside.iter().filter(|comment| comment.bytes.start < key).cloned());
    inside.retain(|comment| comment.bytes.start >= key);
    Ok(Record {
        key: (entry.list, id),
        line: entry.line,
        margin,
        first: key > behind || behind == 0,
        block: entry.is_block() && !edit.is_lines(),
        comments: inside,
        fields,
        lines,
        value,
    })
}

/// Returns where the last line ends that is neither blank nor a comment.
fn below_key(all: &[u8], range: Range<usize>) -> usize {
    let (mut below, mut at) = (range.start, range.start);
    while at < range.end {
        let end = next_line(all, at);
        let line = all.get(at..end).unwrap_or_default().trim_ascii();
        if !line.is_empty() && !line.starts_with(b"#") && !line.starts_with(b"\xEF\xBB\xBF#") {
            below = end;
        }
        at = end;
    }
    below
}

/// Returns the comments that have a line of their own.
fn comments(all: &[u8], range: Range<usize>) -> Vec<Comment> {
    let (mut found, mut at) = (Vec::new(), range.start);
    while at < range.end {
        let end = next_line(all, at);
        let line = all.get(at..end).unwrap_or_default();
        if line.trim_ascii_start().starts_with(b"#") {
            let text = String::from_utf8_lossy(line.trim_ascii()).into_owned();
            found.push(Comment { bytes: at..end, text });
        }
        at = end;
    }
    found
}

pub(super) fn start_of_line(all: &[u8], at: usize) -> usize {
    memchr::memrchr(b'\n', all.get(..at).unwrap_or(all)).map_or(0, |at| at + 1)
}

pub(super) fn end_of_line(all: &[u8], at: usize) -> usize {
    let end = memchr::memchr(b'\n', all.get(at..).unwrap_or_default()).map_or(all.len(), |n| at + n);
    if end > at && all.get(end - 1) == Some(&b'\r') { end - 1 } else { end }
}

pub(super) fn next_line(all: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', all.get(at..).unwrap_or_default()).map_or(all.len(), |n| at + n + 1)
}
