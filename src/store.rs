//! The store: a log of events as YAML, read whole into checked records, with every problem reported.
//!
//! The surprising policy: an event with a mistake is left out as a whole, everything else still loads, and one pass
//! finds all problems. The order of files never changes a result.
//!
//! ```text
//! input ──► yaml ──► schema ──► build ──► Store { registry, events, columns, problems }
//! files     items    values     checked,        │                    │
//!                    and keys   resolved        ├─ as_of, withheld    ├─ reload: what an edit changed
//!                                               └─ check, write, git  └─ watch: when to read again
//! ```

mod as_of;
mod build;
mod builtin;
mod check;
mod check_at;
mod columns;
pub(crate) mod edit;
pub mod events;
pub(crate) mod fix;
pub(crate) mod format;
mod git;
pub(crate) mod history;
pub(crate) mod input;
mod load;
mod locate;
pub(crate) mod merge;
mod part;
pub mod problem;
mod reload;
mod revision;
pub(crate) mod schema;
pub(crate) mod trial;
pub(crate) mod unfinished;
mod watch;
mod withheld;
pub mod write;
pub(crate) mod yaml;

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use as_of::{AsOf, AsOfView};
pub use columns::{Columns, Rows};
pub use events::Events;
pub use git::commit;
pub use input::LoadError;
pub(crate) use input::regular;
pub use load::Progress;
pub use locate::Field;
pub use problem::{Code, Problem, Severity};
pub(crate) use reload::fingerprint::{Fingerprint, FoundFiles};
pub(crate) use reload::record_hashes::RecordHashes;
pub use reload::renew::Renewed;
pub use reload::renumbering::{Renumbering, Stretch};
pub(crate) use watch::Watcher;
pub use withheld::Withheld;
pub use write::{Replace, WriteError, write};
pub use yaml::mark::Mark;

use crate::event::date::EventDate;
use crate::event::{Event, EventIx, Handling, Place};
use crate::registry::Registry;

/// Something to read: a path from the command line, standard input or the store inside the binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a directory.
    Path(PathBuf),
    /// A pipe from the command line, as a shell makes for `<(…)`. It is read once: a second read would find nothing.
    Pipe(PathBuf),
    /// Standard input, written `-`.
    Stdin,
    /// The demonstration store inside the binary.
    BuiltIn,
}

/// A file that was read as part of a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreFile {
    /// The path as shown: relative if it was given so, `<stdin>`, or `data/…` for the built-in store.
    pub path: PathBuf,
    /// Whether it is a file on disk that an editor can open.
    pub on_disk: bool,
}

/// A filter that the store keeps under a name. The filter language checks its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// The name under which it is opened.
    pub name: String,
    /// The filter, as written.
    pub filter: String,
    /// The view to open, such as `timeline`.
    pub view: Option<String>,
    /// The order of events: `date` or `-date`.
    pub sort: Option<String>,
    /// The file and line of the record.
    pub place: Place,
}

/// The value of the `store` key: what a store says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The title of the store.
    pub title: Option<String>,
    /// A description of what the store covers.
    pub description: Option<String>,
    /// The time zone of dates that name no other.
    pub timezone: Tz,
    /// Whether the store states it; otherwise it is UTC because something must be.
    pub(crate) states_timezone: bool,
    /// The spans of time that were really logged; empty if the store does not say.
    pub coverage: Vec<EventDate>,
    /// The handling of events that have none of their own.
    pub handling: Option<Handling>,
}

/// A store that was read: its records, checked and resolved, and its problems.
#[derive(Debug, Clone)]
pub struct Store {
    /// The inputs that it was read from.
    pub inputs: Vec<Input>,
    /// The files in order of path.
    pub files: Vec<StoreFile>,
    /// What the store says about itself.
    pub meta: Meta,
    /// The registered actors, venues, outlets, sources, claims and terms.
    pub registry: Registry,
    /// The events in timeline order, each shown in its own time zone.
    pub events: Events,
    /// The saved views in the order in which they are written.
    pub views: Vec<SavedView>,
    /// The problems found, in order of path, line and column.
    pub problems: Vec<Problem>,
    /// The date as of which this store is shown; `None` for the store as it is now.
    pub known: Option<AsOfView>,
    /// What was left out because of its handling; `None` if nothing was withheld.
    pub withheld: Option<Withheld>,
    /// Hashes of the records in its files; `None` if any change means that everything is read again.
    pub(crate) record_hashes: Option<Arc<RecordHashes>>,
}

impl Store {
    /// Returns the event at `ix`.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> &Event {
        self.events.get(ix)
    }

    /// Returns all events with their indices, in timeline order.
    ///
    /// Each event stays in memory once it is unpacked. Use [`Events::each`] for a pass over a large store.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (EventIx, &Event)> {
        (0..self.events.len() as u32).map(|ix| (EventIx(ix), self.event(EventIx(ix))))
    }

    /// Returns the event with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EventIx> {
        self.events.find(id)
    }

    /// Returns the handling of `event`: its own, or else the store's.
    #[must_use]
    pub fn handling(&self, event: &Event) -> Option<Handling> {
        event.handling.or(self.meta.handling)
    }

    /// Returns whether this is the demonstration store inside the binary.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.inputs.contains(&Input::BuiltIn)
    }

    /// Returns the file that holds the record at `place`.
    #[must_use]
    pub fn file(&self, place: Place) -> &StoreFile {
        &self.files[place.file as usize]
    }

    /// Returns the path of a file within the input that it was read from, which says nothing of where that is: what a
    /// document may say of it.
    #[must_use]
    pub(crate) fn path_within(&self, place: Place) -> &std::path::Path {
        let path = self.file(place).path.as_path();
        let within = self.inputs.iter().filter_map(|input| match input {
            Input::Path(root) | Input::Pipe(root) => path.strip_prefix(root).ok(),
            Input::Stdin | Input::BuiltIn => None,
        });
        let name = || path.file_name().map_or(path, std::path::Path::new);
        match within.min_by_key(|rest| rest.as_os_str().len()) {
            Some(rest) if rest.as_os_str().is_empty() => name(),
            Some(rest) => rest,
            None if path.is_absolute() => name(),
            None => path,
        }
    }

    /// Puts the store behind a shared pointer, for threads and views.
    #[must_use]
    pub fn shared(self) -> Arc<Self> {
        Arc::new(self)
    }
}

/// Checks that the two readers of YAML agree on `text`, for the fuzzer.
#[cfg(fuzzing)]
#[doc(hidden)]
pub fn hold_readers_together(text: &str) {
    yaml::plain::alike::hold_together(text);
}

#[cfg(test)]
mod tests;
