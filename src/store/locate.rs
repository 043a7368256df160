//! Finding the line and column of a field: looked up in its file when needed, because records do not keep them.

use std::collections::{BTreeMap, HashMap};

use super::build::fault::{Path, Step};
use super::schema::list::List;
use super::yaml::mark::Mark;
use super::yaml::read;
use super::{Store, builtin};
use crate::event::Place;

/// A field of a record, to be found in its file.
#[derive(Debug, Clone)]
pub struct Field {
    place: Place,
    list: List,
    path: Path,
}

impl Field {
    /// Returns the field `key` of the record at `place`.
    pub(crate) fn new(place: Place, list: List, key: &'static str) -> Self {
        Self::with_path(place, list, vec![Step::from(key)])
    }

    /// Returns the value at the end of `path` in the record at `place`.
    pub(super) fn with_path(place: Place, list: List, path: Path) -> Self {
        Self { place, list, path }
    }
}

impl Store {
    /// Returns the line and column of each field. Every file that holds one is read once more.
    ///
    /// If the file has changed or no longer exists, a field gets the line of its record and no column.
    pub(crate) fn locate_all(&self, fields: &[Field]) -> Vec<Mark> {
        let mut marks: Vec<Mark> =
            fields.iter().map(|field| Mark { line: field.place.line, column: 0 }).collect();
        let mut by_file: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, field) in fields.iter().enumerate() {
            by_file.entry(field.place.file).or_default().push(number);
        }
        for (file, wanted) in by_file {
            let Some(bytes) = self.bytes_of(Place { file, line: 0 }) else { continue };
            let items = read::read(file, &bytes, read::Deferral::NEVER).items;
            let item_at: HashMap<(List, u32), &read::Item> =
                items.iter().rev().map(|item| ((item.list, item.line), item)).collect();
            for number in wanted {
                let Field { place, list, path } = &fields[number];
                if let Some(item) = item_at.get(&(*list, place.line)) {
                    marks[number] = item.locate(&bytes, path);
                }
            }
        }
        marks
    }

    /// Returns the files with their current bytes, except those that came through a pipe.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&super::StoreFile, Vec<u8>)> {
        let with_bytes = |(number, file)| Some((file, self.bytes_of(Place { file: number, line: 0 })?));
        (0..).zip(&self.files).filter_map(with_bytes)
    }

    pub(super) fn bytes_of(&self, place: Place) -> Option<Vec<u8>> {
        let file = self.file(place);
        if file.on_disk {
            return std::fs::read(&file.path).ok();
        }
        let path: &std::path::Path = &file.path;
        builtin::files().into_iter().find(|(built_in, _)| built_in == path).map(|(_, bytes)| bytes.to_vec())
    }
}
