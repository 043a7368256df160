//! Changing the files of a store: the one editor under everything that writes YAML.
//!
//! A [`FileEdit`] knows where each record of a file is, to the byte, and collects changes: a record appended, replaced
//! or removed, a field set or removed. [`FileEdit::result`] makes them all at once and keeps every other byte: comments,
//! order, quotes, line ends. It reads the result and refuses it if a record that was not to be changed reads otherwise.
//! [`FileEdit::save`] writes it whole or not at all, and only over the bytes that were read.
//!
//! ```text
//!   file ──► records, each with its span ──► changes (span → text) ──► result ──► read again, compared ──► rename
//!             plain lists: yaml/split         written by yaml/emit
//!             JSON lines:  yaml/split/json
//!             anything else: yaml/spans
//! ```

mod append;
mod check;
pub(in crate::store) mod find;
mod value;

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::schema::list::List;
use super::schema::{HOUSE_ORDER, record};
use super::write::{self, Replace, WriteError};
use super::yaml::emit;
use super::yaml::spans::{Part, Spanned, Style};

/// Why a file is not changed. It is as it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EditError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is not YAML as a whole, so that the places in it are not certain.
    #[error("not changed: {0}")]
    Unreadable(String),
    /// There is no place for the record in a file like this.
    #[error("not changed: {0}")]
    NoPlace(String),
    /// Two changes overlap.
    #[error("not changed: two changes of the same place")]
    Overlap,
    /// A record that was not to be changed would read otherwise.
    #[error("not changed: the record at line {0} would read otherwise")]
    OtherRecord(u32),
    /// The record would not read as it was written.
    #[error("not changed: {0}")]
    NotRead(String),
    /// Writing failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl EditError {
    /// Returns in words why the file is not changed.
    pub(crate) fn in_words(&self, path: &Path) -> String {
        match self {
            Self::Write(error) => error.in_words(path),
            Self::Io(error) => format!("cannot read {}: {}", path.display(), super::input::reason(error)),
            other => format!("{}: {other}", path.display()),
        }
    }
}

/// A record of a file and its place.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The list that it is in.
    pub(crate) list: List,
    /// The line on which it begins.
    pub(crate) line: u32,
    /// Its fields, each with its bytes in the file.
    node: Spanned,
}

impl Entry {
    /// Returns the bytes of the record, from its first key to the end of its last value.
    pub(crate) fn bytes(&self) -> Range<usize> {
        self.node.bytes.clone()
    }

    /// Returns the text of a field that is a scalar.
    #[cfg(test)]
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.node.field(key).and_then(|(_, value)| value.text())
    }
}

/// How the records of a file are written.
#[derive(Debug)]
enum Layout {
    /// Lists under keys at the margin, or one list of events, each item a line or more.
    Plain,
    /// A JSON object on each line.
    Lines,
    /// Anything else that YAML allows: its documents.
    Whole(Vec<Spanned>),
}

/// A replacement of bytes.
#[derive(Debug, Clone)]
struct Change {
    bytes: Range<usize>,
    text: String,
}

/// A file and the changes that it is to have.
#[derive(Debug)]
pub(crate) struct FileEdit {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Whether there was a file when it was read.
    existed: bool,
    layout: Layout,
    entries: Vec<Entry>,
    changes: Vec<Change>,
    /// The lines of the records that are changed or removed.
    touched: Vec<u32>,
    /// How many records are added.
    added: usize,
    /// How many records are removed.
    removed: usize,
}

impl FileEdit {
    /// Reads a file.
    ///
    /// # Errors
    /// Fails if it cannot be read, or is not YAML as a whole.
    pub(crate) fn open(path: &Path) -> Result<Self, EditError> {
        Self::of(path, super::input::regular(path)?)
    }

    /// Begins a file that does not exist yet.
    pub(crate) fn new_file(path: &Path) -> Result<Self, EditError> {
        Ok(Self { existed: false, ..Self::of(path, Vec::new())? })
    }

    /// Takes the bytes of a file that were read before.
    ///
    /// # Errors
    /// Fails if they are not YAML as a whole.
    pub(crate) fn of(path: &Path, bytes: Vec<u8>) -> Result<Self, EditError> {
        let (layout, entries) = find::entries(&bytes)?;
        let path = path.to_owned();
        Ok(Self {
            path,
            bytes,
            existed: true,
            layout,
            entries,
            changes: Vec::new(),
            touched: Vec::new(),
            added: 0,
            removed: 0,
        })
    }

    /// Returns the records in the order of the file.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the file as it was read.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the record that begins on a line.
    pub(crate) fn at_line(&self, line: u32) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.line == line)
    }

    /// Returns the text of some bytes.
    pub(crate) fn slice(&self, bytes: Range<usize>) -> &str {
        self.bytes.get(bytes).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Replaces bytes of the record on `line` by a text that is YAML there.
    pub(crate) fn replace(&mut self, line: u32, bytes: Range<usize>, text: impl Into<String>) {
        self.touched.push(line);
        self.changes.push(Change { bytes, text: text.into() });
    }

    /// Adds a record at the end of its list, which is made if the file has none.
    ///
    /// # Errors
    /// Fails if a file of this form has no place for it.
    pub(crate) fn append(&mut self, list: List, fields: &Map<String, Value>) -> Result<(), EditError> {
        let change = append::change(&self.bytes, &self.layout, &self.entries, &self.changes, list, fields)?;
        self.changes.push(change);
        self.added += 1;
        Ok(())
    }

    /// Sets a field of the record on `line`, which is added where the schema has it if the record does not have it.
    /// Fields that are to be removed are removed first.
    ///
    /// # Errors
    /// Fails if there is no such record.
    pub(crate) fn set(&mut self, line: u32, key: &str, value: &Value) -> Result<(), EditError> {
        let entry =
            self.at_line(line).ok_or_else(|| EditError::NoPlace(format!("no record at line {line}")))?;
        let (list, node) = (entry.list, entry.node.clone());
        let flow = matches!(node.value, Part::Map(_, Style::Flow));
        let indent = self.indent_of(&node);
        let change = match node.field(key) {
            Some((_, old)) if flow => Change { bytes: old.bytes.clone(), text: value.to_string() },
            Some((name, old)) => {
                let text = emit::field(key, value, indent);
                let end = old.bytes.end.max(self.behind_colon(name.bytes.end));
                let text = text.trim_start_matches(' ');
                Change {
                    bytes: name.bytes.start..end,
                    text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
                }
            }
            None => self.added_field(&node, list, key, value, indent)?,
        };
        self.replace(line, change.bytes, change.text);
        Ok(())
    }

    /// Removes a field of the record on `line`, with its line and the comment behind it.
    ///
    /// # Errors
    /// Fails if there is no such record; a field that is not there is no error.
    pub(crate) fn unset(&mut self, line: u32, key: &str) -> Result<(), EditError> {
        let entry =
            self.at_line(line).ok_or_else(|| EditError::NoPlace(format!("no record at line {line}")))?;
        let node = entry.node.clone();
        let pairs = node.pairs();
        let Some(at) = pairs.iter().position(|(name, _)| name.text() == Some(key)) else { return Ok(()) };
        let (name, value) = &pairs[at];
        let next = pairs.get(at + 1).map(|(name, _)| name.bytes.start);
        let flow = matches!(node.value, Part::Map(_, Style::Flow));
        let bytes = match (at.checked_sub(1), next) {
            // The next field takes the place beside the dash or behind the bracket.
            (_, Some(next)) if flow || at == 0 => name.bytes.start..next,
            (Some(before), None) if flow => pairs[before].1.bytes.end..value.bytes.end,
            (None, None) => {
                return Err(EditError::NoPlace(format!("`{key}` is the only field of the record")));
            }
            _ => self.line_start(name.bytes.start)..self.next_line(value.bytes.end.max(name.bytes.end)),
        };
        self.replace(line, bytes, String::new());
        Ok(())
    }

    /// Returns the file with all changes made.
    ///
    /// # Errors
    /// Fails if changes overlap, or if the result does not read as it should.
    pub(crate) fn result(&self) -> Result<Vec<u8>, EditError> {
        let mut changes: Vec<&Change> = self.changes.iter().collect();
        changes.sort_by_key(|change| (change.bytes.start, change.bytes.end));
        let crlf = memchr::memchr(b'\n', &self.bytes).is_some_and(|at| at > 0 && self.bytes[at - 1] == b'\r');
        let (mut out, mut at) = (Vec::with_capacity(self.bytes.len() + 256), 0);
        for change in changes {
            let kept = self.bytes.get(at..change.bytes.start).ok_or(EditError::Overlap)?;
            out.extend_from_slice(kept);
            let text = if crlf { change.text.replace('\n', "\r\n") } else { change.text.clone() };
            out.extend_from_slice(text.as_bytes());
            at = change.bytes.end;
        }
        out.extend_from_slice(self.bytes.get(at..).ok_or(EditError::Overlap)?);
        check::unchanged(&self.bytes, &out, self)?;
        Ok(out)
    }

    /// Writes the result over the file, whole or not at all. Returns whether anything was changed.
    ///
    /// # Errors
    /// Any error of [`FileEdit::result`], a file that has changed since it was read, and any error of writing.
    pub(crate) fn save(&self) -> Result<bool, EditError> {
        let result = self.result()?;
        if result == self.bytes {
            return Ok(false);
        }
        // A file that was there and is not has changed, too.
        let replace = if self.existed { Replace::Only(&self.bytes) } else { Replace::Nothing };
        write::write(&self.path, &result, replace)?;
        Ok(true)
    }

    /// Returns how a new field is written into a record that does not have it.
    fn added_field(
        &self,
        node: &Spanned,
        list: List,
        key: &str,
        value: &Value,
        indent: usize,
    ) -> Result<Change, EditError> {
        let pairs = node.pairs();
        let no_place = || EditError::NoPlace("the record has no fields".to_owned());
        if matches!(node.value, Part::Map(_, Style::Flow)) {
            let end = pairs.last().map(|(_, value)| value.bytes.end).ok_or_else(no_place)?;
            return Ok(Change { bytes: end..end, text: format!(", {}: {value}", Value::from(key)) });
        }
        let fields = record(list).fields;
        let rank = |key: &str| {
            let place = match list {
                List::Events => HOUSE_ORDER.iter().position(|field| *field == key),
                _ => fields.iter().position(|field| field.key == key),
            };
            place.unwrap_or(usize::MAX)
        };
        let removed = |at: usize| self.changes.iter().any(|c| c.text.is_empty() && c.bytes.contains(&at));
        let before = |(name, _): &&(Spanned, Spanned)| {
            !removed(name.bytes.start) && name.text().is_some_and(|name| rank(name) <= rank(key))
        };
        let (name, last) = pairs.iter().rev().find(before).or(pairs.first()).ok_or_else(no_place)?;
        let end = self.line_end(last.bytes.end.max(name.bytes.end));
        let text = emit::field(key, value, indent);
        Ok(Change { bytes: end..end, text: format!("\n{}", text.strip_suffix('\n').unwrap_or(&text)) })
    }

    /// Returns the columns before the keys of a record in block style.
    fn indent_of(&self, node: &Spanned) -> usize {
        let start = node.pairs().first().map_or(node.bytes.start, |(name, _)| name.bytes.start);
        self.slice(self.line_start(start)..start).chars().count()
    }

    /// Returns the byte behind the colon that follows a key.
    fn behind_colon(&self, end: usize) -> usize {
        let line = self.slice(end..self.line_end(end));
        line.find(':').map_or(end, |at| end + at + 1)
    }

    fn line_start(&self, at: usize) -> usize {
        line_start(&self.bytes, at)
    }

    /// Returns the end of the line, before its line break.
    fn line_end(&self, at: usize) -> usize {
        line_end(&self.bytes, at)
    }

    /// Returns the start of the next line.
    fn next_line(&self, at: usize) -> usize {
        next_line(&self.bytes, at)
    }
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr(b'\n', bytes.get(..at).unwrap_or(bytes)).map_or(0, |at| at + 1)
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let end = memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default()).map_or(bytes.len(), |n| at + n);
    if end > at && bytes.get(end - 1) == Some(&b'\r') && end < bytes.len() { end - 1 } else { end }
}

fn next_line(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default()).map_or(bytes.len(), |n| at + n + 1)
}

#[cfg(test)]
mod tests;
