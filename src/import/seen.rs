//! What was met before: ids, and events under other ids.

use std::fmt::Write as _;
use std::hash::Hasher as _;

use foldhash::HashMap;
use serde_json::Value;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::draft::Draft;

/// A row: the number of its file, and its line.
pub(super) type Row = (u16, u32);

/// The ids and the events met so far, as hashes.
#[derive(Debug, Default)]
pub(super) struct Seen {
    ids: HashMap<u64, Row>,
    events: HashMap<u64, Row>,
}

impl Seen {
    /// Remembers an id. Returns the row that had it before.
    pub(super) fn id(&mut self, id: &str, row: Row) -> Option<Row> {
        first(&mut self.ids, xxh3_64(id.as_bytes()), row)
    }

    /// Returns whether an event with this id was met.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains_key(&xxh3_64(id.as_bytes()))
    }

    /// Remembers an event by date, actors, place, kind and title. Returns the first row that says the same.
    pub(super) fn event(&mut self, draft: &Draft, row: Row) -> Option<Row> {
        let mut hash = Xxh3::new();
        for key in ["date", "kind", "title", "venue"] {
            hash.write(draft.text(key).as_bytes());
            hash.write_u8(0x1f);
        }
        if let Some(actors) = draft.fields.get("actors") {
            let mut text = String::new();
            match actors {
                Value::Null => {}
                actors => drop(write!(text, "{actors}")),
            }
            hash.write(text.as_bytes());
        }
        first(&mut self.events, hash.finish(), row)
    }
}

fn first(all: &mut HashMap<u64, Row>, key: u64, row: Row) -> Option<Row> {
    match all.entry(key) {
        std::collections::hash_map::Entry::Occupied(entry) => Some(*entry.get()),
        std::collections::hash_map::Entry::Vacant(entry) => {
            entry.insert(row);
            None
        }
    }
}
