//! What a change of a file would do to the store: the problems that it would make.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::Store;
use super::edit::FileEdit;
use super::problem::Problem;
use super::schema::list::List;
use super::yaml::emit;
use super::yaml::spans::{self, Part, Spanned};
use crate::event::Place;

/// Larger files, in bytes, are logs: their registries are not looked for.
const LARGE: u64 = 16 << 20;

impl Store {
    /// Returns the problems and warnings that the store would have if a file had these bytes, and has not now.
    pub(crate) fn trial(&self, path: &Path, bytes: &[u8]) -> Vec<Problem> {
        let mut texts: Vec<(PathBuf, Vec<u8>)> =
            self.texts().map(|(file, bytes)| (file.path.clone(), bytes)).collect();
        let before = Self::from_texts(texts.clone());
        match texts.iter_mut().find(|(other, _)| other == path) {
            Some((_, text)) => *text = bytes.to_vec(),
            None => texts.push((path.to_owned(), bytes.to_vec())),
        }
        let after = Self::from_texts(texts);
        let mut known: HashMap<(&Path, &str), usize> = HashMap::new();
        for problem in &before.problems {
            *known.entry((&problem.path, &problem.message)).or_default() += 1;
        }
        let mut new = Vec::new();
        for problem in &after.problems {
            match known.get_mut(&(problem.path.as_path(), problem.message.as_str())) {
                Some(times) if *times > 0 => *times -= 1,
                _ => new.push(problem.clone()),
            }
        }
        new
    }

    /// Returns the files without their events, as far as they can be read again and are not large, and whether those are
    /// all.
    pub(crate) fn registries(&self) -> (Vec<(PathBuf, Vec<u8>)>, bool) {
        let (mut registries, mut is_whole) = (Vec::new(), true);
        for (number, file) in (0..).zip(&self.files) {
            let path = file.path.clone();
            let is_large = file.on_disk && path.metadata().is_ok_and(|file| file.len() > LARGE);
            let bytes = if is_large { None } else { self.bytes_of(Place { file: number, line: 0 }) };
            let Some(Ok(edit)) = bytes.map(|bytes| FileEdit::of(&path, bytes)) else {
                is_whole = false;
                continue;
            };
            let mut text = String::new();
            for list in List::ALL.into_iter().filter(|list| !matches!(list, List::Events | List::Views)) {
                let entries = edit.entries().iter().filter(|entry| entry.list == list);
                let records: Vec<_> = entries.map(super::edit::Entry::record).collect();
                is_whole &= records.iter().all(Option::is_some);
                let records = records.into_iter().flatten();
                if list == List::Store {
                    text.extend(records.map(|record| emit::field(list.key(), &Value::Object(record), 0)));
                    continue;
                }
                let items: String = records.map(|record| emit::item(&record, 0)).collect();
                if !items.is_empty() {
                    text.extend([list.key(), ":\n", &items]);
                }
            }
            if !text.is_empty() {
                registries.push((path, text.into_bytes()));
            }
        }
        (registries, is_whole)
    }
}

/// Reads the only record of a text: an item of a list, or its fields.
///
/// # Errors
/// Returns what is wrong with the text.
pub(crate) fn record_of(text: &str) -> Result<Map<String, Value>, String> {
    let roots = spans::read(text).ok_or_else(|| match super::yaml::tree::read(text, 1).error {
        Some(error) => {
            let hint = error.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
            format!("line {}: {}{hint}", error.mark.line, error.message)
        }
        None => "this is not YAML".to_owned(),
    })?;
    let node = match roots.as_slice() {
        [root] if matches!(root.value, Part::Map(..)) => root,
        [root] if root.items().len() == 1 => &root.items()[0],
        _ => return Err("there must be one event, and nothing else".to_owned()),
    };
    match value(node) {
        Some(Value::Object(map)) if !map.is_empty() => Ok(map),
        Some(_) => Err("an event is written as keys and values".to_owned()),
        None => Err("values cannot be shared with `&` and `*` here".to_owned()),
    }
}

/// Returns a value without its places; `None` if it repeats another one.
fn value(node: &Spanned) -> Option<Value> {
    Some(match &node.value {
        Part::Scalar(text) => text.clone().into(),
        Part::Alias => return None,
        Part::Seq(items, _) => items.iter().map(value).collect::<Option<Vec<_>>>()?.into(),
        Part::Map(pairs, _) => {
            let pair = |(key, found): &(Spanned, Spanned)| {
                // A key with nothing behind it is a field that is not there.
                let found = if found.bytes.is_empty() { Value::Null } else { value(found)? };
                Some((key.text()?.to_owned(), found))
            };
            let map: Option<Map<String, Value>> = pairs.iter().map(pair).collect();
            Value::Object(map?.into_iter().filter(|(_, found)| !found.is_null()).collect())
        }
    })
}
