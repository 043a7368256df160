//! What the browser remembers of a store: bookmarks, earlier filters, saved views, where the last session ended, and
//! which events were there then.
//!
//! One JSON file a store in `$XDG_STATE_HOME/demarche/stores`, never beside the store, and one file with the known
//! events ([`seen`]). Reading is tolerant: what cannot be read is told and skipped, and keys of a later version are
//! kept. Two browsers on one store do not undo each other: a change is applied to what the file holds now, not to what
//! it held at the start. Of two sessions the one that ends last is remembered.
//!
//! Several stores read together have a state of their own. Standard input has none, because it does not come again.

mod last;
mod read;
pub(crate) mod seen;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde_json::{Map, Value, json};

use crate::event::EventId;
use crate::store::Input;
use crate::store::write::{self, Replace, WriteError};
use crate::text::slug;

pub use last::LastSession;
pub use seen::Unseen;

/// How many earlier filters are kept.
pub(crate) const HISTORY: usize = 200;

/// A filter kept under a name by the user, outside the store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The name.
    pub name: String,
    /// The filter.
    pub filter: String,
    /// Which view to open: `timeline`, …
    pub view: Option<String>,
    /// `date` or `-date`.
    pub sort: Option<String>,
    /// How far the view is zoomed in.
    pub zoom: Option<u8>,
    /// Which of its variants is drawn, as `c` cycles them.
    pub variant: Option<usize>,
}

/// What is remembered of one store.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Bookmarked events, those included that the store no longer has.
    pub bookmarks: BTreeSet<EventId>,
    /// Earlier filters, the latest last, each once.
    pub(crate) history: Vec<String>,
    /// Saved views in the order they were first saved.
    pub views: Vec<View>,
    /// Where the last session ended.
    pub(crate) last: Option<LastSession>,
    /// What a later version wrote.
    other: Map<String, Value>,
}

/// How often a write is tried while others write too.
const ATTEMPTS: u32 = 16;

/// One thing to remember or to forget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Bookmarks an event.
    Bookmark(EventId),
    /// Takes a bookmark off.
    Unmark(EventId),
    /// A filter was used.
    Used(String),
    /// Saves a view, over one of the same name.
    Save(View),
    /// Forgets a saved view.
    Forget(String),
    /// A session has come this far.
    Session(Box<LastSession>),
}

impl State {
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Bookmark(id) => {
                self.bookmarks.insert(id);
            }
            Change::Unmark(id) => {
                self.bookmarks.remove(&id);
            }
            Change::Used(filter) if filter.trim().is_empty() => {}
            Change::Used(filter) => {
                self.history.retain(|old| *old != filter);
                self.history.push(filter);
                let surplus = self.history.len().saturating_sub(HISTORY);
                self.history.drain(..surplus);
            }
            Change::Save(view) => match self.views.iter_mut().find(|old| old.name == view.name) {
                Some(old) => *old = view,
                None => self.views.push(view),
            },
            Change::Forget(name) => self.views.retain(|view| view.name != name),
            Change::Session(last) => self.last = Some(*last),
        }
    }

    fn to_json(&self, store: &str) -> Value {
        let mut all = self.other.clone();
        let view = |view: &View| {
            let mut row = Map::new();
            row.insert("name".into(), json!(view.name));
            row.insert("filter".into(), json!(view.filter));
            for (key, value) in [("view", &view.view), ("sort", &view.sort)] {
                row.extend(value.as_ref().map(|value| (key.to_owned(), json!(value))));
            }
            row.extend(view.zoom.map(|zoom| ("zoom".to_owned(), json!(zoom))));
            row.extend(view.variant.map(|variant| ("variant".to_owned(), json!(variant))));
            Value::Object(row)
        };
        let bookmarks: Vec<&str> = self.bookmarks.iter().map(EventId::as_str).collect();
        all.insert("store".into(), json!(store));
        all.insert("bookmarks".into(), json!(bookmarks));
        all.insert("history".into(), json!(self.history));
        all.insert("views".into(), Value::Array(self.views.iter().map(view).collect()));
        all.extend(self.last.as_ref().map(|last| ("session".to_owned(), last.to_json())));
        Value::Object(all)
    }
}

/// Where the state of one store is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StateFile {
    path: PathBuf,
    store: String,
}

/// Why the state was not kept; never fatal.
#[derive(Debug, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub(crate) struct StateError {
    pub path: PathBuf,
    pub error: WriteError,
}

impl StateFile {
    /// The file for a store under the user's state directory; none for standard input and without a home.
    #[must_use]
    pub(crate) fn of(inputs: &[Input]) -> Option<Self> {
        let home = etcetera::base_strategy::choose_base_strategy().ok()?.state_dir()?;
        Self::under(&home, inputs)
    }

    /// The file for a store under `home`, which stands for `$XDG_STATE_HOME`.
    #[must_use]
    pub(crate) fn under(home: &Path, inputs: &[Input]) -> Option<Self> {
        let mut names: Vec<String> = inputs.iter().map(name_of).collect::<Option<_>>()?;
        names.sort();
        names.dedup();
        let store = names.join("\n");
        let last = inputs.iter().find_map(|input| match input {
            Input::Path(path) => path.canonicalize().ok()?.file_name().map(|n| slug(&n.to_string_lossy())),
            Input::Pipe(_) | Input::Stdin | Input::BuiltIn => None,
        });
        let name = last.filter(|name| !name.is_empty()).unwrap_or_else(|| "store".to_owned());
        let path = home.join("demarche").join("stores").join(format!("{name}-{:016x}.json", fnv(&store)));
        Some(Self { path, store })
    }

    /// Reads it; what could not be read is told in plain sentences and left out.
    #[must_use]
    pub(crate) fn load(&self) -> (State, Vec<String>) {
        match std::fs::read(&self.path) {
            Ok(bytes) => read::state(&bytes, &self.path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => (State::default(), Vec::new()),
            Err(error) => (State::default(), vec![format!("{}: {error}", self.path.display())]),
        }
    }

    /// Returns the file that holds the known events of the store.
    #[must_use]
    pub(crate) fn seen(&self) -> PathBuf {
        self.path.with_extension("seen")
    }

    /// Applies `changes` to what the file holds now and writes it whole or not at all.
    ///
    /// A file that is no JSON at all is set aside as `….broken`, not overwritten. Where another browser writes at
    /// the same moment, its change is read and these are applied to it.
    ///
    /// # Errors
    /// As the operating system tells; the old file is then intact.
    pub(crate) fn change(&self, changes: &[Change]) -> Result<State, StateError> {
        let failed = |error| StateError { path: self.path.clone(), error };
        let io = |error: io::Error| failed(error.into());
        std::fs::create_dir_all(self.path.parent().unwrap_or(Path::new("."))).map_err(io)?;
        let mut attempts = 0;
        loop {
            let old = std::fs::read(&self.path).ok();
            if old.as_ref().is_some_and(|bytes| !read::is_object(bytes)) {
                std::fs::rename(&self.path, self.path.with_extension("json.broken")).map_err(io)?;
                continue;
            }
            let mut state =
                old.as_ref().map_or_else(State::default, |bytes| read::state(bytes, &self.path).0);
            changes.iter().cloned().for_each(|change| state.apply(change));
            let mut text =
                serde_json::to_vec_pretty(&state.to_json(&self.store)).map_err(|e| io(e.into()))?;
            text.push(b'\n');
            let replace = old.as_deref().map_or(Replace::Nothing, Replace::Only);
            attempts += 1;
            match write::write(&self.path, &text, replace) {
                Ok(()) => return Ok(state),
                Err(WriteError::Changed | WriteError::Exists) if attempts < ATTEMPTS => {}
                Err(error) => return Err(failed(error)),
            }
        }
    }
}

/// What identifies an input from one session to the next; none for what cannot come again.
fn name_of(input: &Input) -> Option<String> {
    match input {
        Input::Path(path) => Some(path.canonicalize().ok()?.to_string_lossy().into_owned()),
        Input::BuiltIn => Some("demonstration".to_owned()),
        Input::Pipe(_) | Input::Stdin => None,
    }
}

/// FNV-1a, 64 bits: the same in every build, unlike the hasher of the standard library.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests;
