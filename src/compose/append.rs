//! The file that a new event goes to, and how it gets there.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::draft::Draft;
use crate::event::date::Zone;
use crate::event::{Event, EventDate};
use crate::store::Store;
use crate::store::edit::{EditError, FileEdit};
use crate::store::schema::list::List;

/// Returns the file to append to: the one whose events lie nearest in date. `None` if no file on disk holds events.
pub(crate) fn target(store: &Store, draft: &Draft) -> Option<PathBuf> {
    let date = draft.text("date").and_then(|date| EventDate::parse(date, Zone::Offset(0)).ok());
    let day = date.map(|date| date.first_day().0);
    let far =
        |event: &Event| day.map_or(0, |day| event.date.first_day().0.saturating_sub(day).saturating_abs());
    let events = store.events.each().map(|(_, event)| event);
    // Of equally near ones, the last in the order of the store.
    let nearest = events
        .filter(|event| store.file(event.place).on_disk)
        .min_by_key(|event| (far(event), Reverse((event.place.file, event.place.line))));
    nearest.map(|event| store.file(event.place).path.clone())
}

/// Returns a file with an event behind its last one. Nothing is written.
///
/// # Errors
/// The file cannot be read, or has no place for an event.
pub(crate) fn appended(file: &Path, fields: &Map<String, Value>) -> Result<FileEdit, EditError> {
    let edit = if file.exists() { FileEdit::open(file) } else { FileEdit::new_file(file) };
    behind(edit?, fields)
}

/// Reads a file that an event is to be added to.
///
/// # Errors
/// Says in words why it cannot be read.
pub(crate) fn read(file: &Path) -> Result<Arc<Vec<u8>>, String> {
    std::fs::read(file).map(Arc::new).map_err(|error| EditError::Io(error).in_words(file))
}

fn behind(mut edit: FileEdit, fields: &Map<String, Value>) -> Result<FileEdit, EditError> {
    edit.append(List::Events, fields)?;
    Ok(edit)
}

/// An event to be written behind the last one of a file, as the file was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// The file.
    pub path: PathBuf,
    /// Its bytes when it was read: a file that has changed since is not written.
    pub(crate) read: Arc<Vec<u8>>,
    /// The fields of the event.
    pub(crate) fields: Map<String, Value>,
}

impl Addition {
    /// Writes it.
    ///
    /// # Errors
    /// Says in words why the file was not written.
    pub(crate) fn save(&self) -> Result<(), String> {
        let in_words = |error: EditError| error.in_words(&self.path);
        let edit = FileEdit::of(&self.path, self.read.to_vec()).map_err(in_words)?;
        behind(edit, &self.fields).map_err(in_words)?.save().map_err(in_words)?;
        Ok(())
    }
}
