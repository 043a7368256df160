//! Events that come again: which of them the files have otherwise than the store. None of them is changed.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::export::json::record;
use crate::report::diff::Changed;
use crate::store::Store;
use crate::store::yaml::emit;
use crate::text::{agreeing, counted, visible_line};

/// As many events are compared at a time.
const BATCH: usize = 5000;
/// As many ids are named.
const NAMED: usize = 5;

/// An event as a file has it now.
struct Row {
    path: PathBuf,
    line: u32,
    id: String,
    fields: Map<String, Value>,
}

/// The comparison with a store.
pub(super) struct Again<'s> {
    store: &'s Store,
    registries: Vec<(PathBuf, Vec<u8>)>,
    rows: Vec<Row>,
    same: usize,
    /// The ids of those that differ.
    differing: Vec<String>,
}

impl<'s> Again<'s> {
    /// Creates a comparison with a store.
    pub(super) fn new(store: &'s Store) -> Self {
        Self { store, registries: Vec::new(), rows: Vec::new(), same: 0, differing: Vec::new() }
    }

    /// Takes an event. Where many are gathered, they are compared, and those that differ are written to `err`.
    pub(super) fn take(&mut self, path: PathBuf, line: u32, fields: Map<String, Value>, err: &mut dyn Write) {
        let id = fields.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.rows.push(Row { path, line, id, fields });
        if self.rows.len() >= BATCH {
            self.compare(err);
        }
    }

    fn compare(&mut self, err: &mut dyn Write) {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return;
        }
        if self.registries.is_empty() {
            self.registries = self.store.registries().0;
        }
        let text = (PathBuf::from("import.yaml"), as_store(&rows).into_bytes());
        let now = Store::from_texts(self.registries.iter().cloned().chain([text]));
        for row in rows {
            let (Some(before), Some(after)) = (self.store.find(&row.id), now.find(&row.id)) else {
                // What the store cannot read alone is compared by nobody, and so not called the same.
                self.differs(&row, "what the file has cannot be read alone", err);
                continue;
            };
            let was = record(self.store, self.store.event(before));
            let is = record(&now, now.event(after));
            // What an analyst has added to the event is no change of the file.
            let own = |path: &str| row.fields.contains_key(path.split(['.', '[']).next().unwrap_or_default());
            let fields =
                Changed::new(row.id.clone(), &was, is).map(|changed| changed.fields).unwrap_or_default();
            let mut changed: Vec<&str> =
                fields.iter().map(|field| field.path.as_str()).filter(|path| own(path)).collect();
            changed.dedup();
            if changed.is_empty() {
                self.same += 1;
            } else {
                let what = format!("differs from what the store has in {}", changed.join(", "));
                self.differs(&row, &what, err);
            }
        }
    }

    fn differs(&mut self, row: &Row, what: &str, err: &mut dyn Write) {
        let path = super::words::name(&row.path);
        // If standard error is closed, the result still counts.
        let _ =
            writeln!(err, "{}:{}: {}: {}", visible_line(&path), row.line, row.id, super::words::shown(what));
        self.differing.push(row.id.clone());
    }

    /// Compares the last of the events, and writes how many are the same and how many differ.
    ///
    /// # Errors
    /// Any error of `err`.
    pub(super) fn finish(mut self, path: &Path, err: &mut dyn Write) -> io::Result<()> {
        self.compare(err);
        if self.same > 0 {
            let are = agreeing(self.same, "is", "are");
            writeln!(err, "note: {} {are} in the store already, the same", counted(self.same, "event"))?;
        }
        let n = self.differing.len();
        if n == 0 {
            return Ok(());
        }
        let mut ids = self.differing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if n > NAMED {
            let _ = write!(ids, " and {} more", n - NAMED);
        }
        let differ = agreeing(n, "differs", "differ");
        writeln!(
            err,
            "note: {} {differ} from what the store has, which stays as it is: {ids}",
            counted(n, "event")
        )?;
        let store = path.display().to_string();
        let store = shell_words::quote(&store);
        writeln!(err, "hint: import into a new file with -o new.yaml, and see demarche diff {store} new.yaml")
    }
}

/// Returns the events as a store, with an empty event for each that they link to.
fn as_store(rows: &[Row]) -> String {
    let mut text = "events:\n".to_owned();
    let own: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut linked: Vec<&str> = Vec::new();
    for row in rows {
        text.push_str(&emit::item(&row.fields, 0));
        let kinds = row.fields.get("links").and_then(Value::as_object).into_iter().flat_map(Map::values);
        kinds.for_each(|to| targets(to, &mut linked));
    }
    linked.sort_unstable();
    linked.dedup();
    for id in linked.into_iter().filter(|id| !own.contains(id)) {
        let stub = ["id", "kind", "date", "title"].map(str::to_owned).into_iter();
        let stub = stub.zip([id, "other", "2000", "x"].map(Value::from)).collect();
        text.push_str(&emit::item(&stub, 0));
    }
    text
}

/// Adds the ids that a link leads to.
fn targets<'v>(value: &'v Value, all: &mut Vec<&'v str>) {
    match value {
        Value::String(id) => all.push(id),
        Value::Array(items) => items.iter().for_each(|item| targets(item, all)),
        Value::Object(link) => link.get("to").into_iter().for_each(|to| targets(to, all)),
        _ => {}
    }
}
