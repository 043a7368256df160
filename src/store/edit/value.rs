//! What a record says as a value, each scalar as the text that the store reads.

use std::ops::Range;

use serde_json::{Map, Value};

use super::{Change, Entry, FileEdit, Layout};
use crate::store::yaml::spans::{Part, Spanned, Style};

impl Entry {
    /// Returns the fields of the record as written; `None` if an alias, a key of several parts or a key written twice
    /// makes that uncertain.
    pub(crate) fn record(&self) -> Option<Map<String, Value>> {
        match value(&self.node)? {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }

    /// Returns each key with the bytes from its start to the end of its value.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.node.pairs().iter().filter_map(|(name, value)| {
            Some((name.text()?, name.bytes.start..value.bytes.end.max(name.bytes.end)))
        })
    }

    /// Returns whether each field has a line of its own.
    pub(crate) fn is_block(&self) -> bool {
        matches!(self.node.value, Part::Map(_, Style::Block))
    }
}

/// Returns a value of the text; `None` if an alias or a doubled key makes it uncertain.
fn value(node: &Spanned) -> Option<Value> {
    match &node.value {
        Part::Scalar(text) => Some(Value::from(text.as_str())),
        Part::Alias => None,
        Part::Seq(items, _) => items.iter().map(value).collect::<Option<Vec<_>>>().map(Value::Array),
        Part::Map(pairs, _) => {
            let mut map = Map::with_capacity(pairs.len());
            for (name, part) in pairs {
                if map.insert(name.text()?.to_owned(), value(part)?).is_some() {
                    return None;
                }
            }
            Some(Value::Object(map))
        }
    }
}

impl FileEdit {
    /// Returns whether the records are in lists at the margin or on lines of JSON, so that each can be changed alone.
    pub(crate) fn is_plain(&self) -> bool {
        !matches!(self.layout, Layout::Whole(_)) || self.bytes.trim_ascii().is_empty()
    }

    /// Returns whether each record is a line of JSON, so that there is no place for a comment.
    pub(crate) fn is_lines(&self) -> bool {
        matches!(self.layout, Layout::Lines)
    }

    /// Inserts a text that holds one record.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.changes.push(Change { bytes: at..at, text: text.into() });
        self.added += 1;
    }

    /// Replaces bytes outside the records: comments and blank lines.
    pub(crate) fn comment(&mut self, bytes: Range<usize>, text: impl Into<String>) {
        self.changes.push(Change { bytes, text: text.into() });
    }

    /// Removes the record on `line` with the bytes given, which are whole lines.
    pub(crate) fn cut(&mut self, line: u32, bytes: Range<usize>) {
        self.replace(line, bytes, String::new());
        self.removed += 1;
    }
}
