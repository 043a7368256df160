//! Whether a file that was changed still says the same of every record that was not to be changed.

use super::{EditError, FileEdit};
use crate::store::schema::list::List;
use crate::store::schema::raw::Raw;
use crate::store::yaml::read::{self, Deferral};

/// A record as it reads: its list, its line, and what it says; nothing if it is broken.
type Reading = (List, u32, Option<Box<Raw>>);

fn readings(bytes: &[u8]) -> Vec<Reading> {
    let items = read::read(0, bytes, Deferral::NEVER).items;
    items.into_iter().map(|item| (item.list, item.line, item.raw)).collect()
}

/// Compares what is read before and after.
///
/// # Errors
/// Fails with the first record that reads otherwise, or if records are missing or too many.
pub(super) fn unchanged(before: &[u8], after: &[u8], edit: &FileEdit) -> Result<(), EditError> {
    let (old, new) = (readings(before), readings(after));
    let wanted = old.len() + edit.added;
    let found = new.len() + edit.removed;
    if found != wanted {
        return Err(EditError::NotRead(format!(
            "{} would be read where there should be {}",
            crate::text::counted(found - edit.removed.min(found), "record"),
            wanted - edit.removed.min(wanted)
        )));
    }
    let mut rest = new.iter();
    for (list, line, raw) in old.iter().filter(|(_, line, _)| !edit.touched.contains(line)) {
        if !rest.any(|(other, _, now)| other == list && now == raw) {
            return Err(EditError::OtherRecord(*line));
        }
    }
    Ok(())
}
