//! The store: a log of events as YAML, read whole into checked records, with every problem told.
//!
//! The surprising policy: a bad event is left out whole, everything else still loads, and all
//! problems are found in one pass. The order of files never changes a result.
//!
//! ```text
//! input ──► yaml ──► schema ──► build ──► Store { registry, events, columns, problems }
//! files     items    values     checked,        │                    │
//!                    and keys   resolved        ├─ as_of, withheld    ├─ reload: what an edit changed
//!                                               └─ check, write, git  └─ watch: when to look
//! ```

mod as_of;
mod build;
mod builtin;
mod check;
mod check_at;
mod columns;
pub mod events;
mod git;
pub(crate) mod input;
mod load;
mod locate;
mod part;
pub mod problem;
mod reload;
mod revision;
pub(crate) mod schema;
mod watch;
mod withheld;
pub mod write;
mod yaml;

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use as_of::{AsOf, AsOfView};
pub use columns::{Columns, Rows};
pub use events::Events;
pub use git::commit;
pub use input::LoadError;
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

/// What to read: a path of the command line, standard input or the store inside the binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a directory.
    Path(PathBuf),
    /// A pipe of the command line, such as a shell makes of `<(…)`: read once, from its end nothing comes again.
    Pipe(PathBuf),
    /// `-`.
    Stdin,
    /// The demonstration store.
    BuiltIn,
}

/// One file of the store as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreFile {
    /// As shown: relative as given; `<stdin>`; `data/…` for the built-in store.
    pub path: PathBuf,
    /// Whether it is a file on disk that an editor can open.
    pub on_disk: bool,
}

/// A filter that the store keeps under a name; its text is checked by the filter language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// The name.
    pub name: String,
    /// The filter.
    pub filter: String,
    /// Which view to open: `timeline`, …
    pub view: Option<String>,
    /// `date` or `-date`.
    pub sort: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What the `store` key holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// What it is called.
    pub title: Option<String>,
    /// What it holds.
    pub description: Option<String>,
    /// The zone of dates that have no other.
    pub timezone: Tz,
    /// What was really logged; empty: not said.
    pub coverage: Vec<EventDate>,
    /// Who may read events that do not say so themselves.
    pub handling: Option<Handling>,
}

/// A store that was read.
#[derive(Debug, Clone)]
pub struct Store {
    /// What was read.
    pub inputs: Vec<Input>,
    /// Its files in order of path.
    pub files: Vec<StoreFile>,
    /// What it says of itself.
    pub meta: Meta,
    /// Who and where.
    pub registry: Registry,
    /// Events in timeline order, each shown in its own zone.
    pub events: Events,
    /// Saved views in written order.
    pub views: Vec<SavedView>,
    /// What is wrong with it, by path, line, column.
    pub problems: Vec<Problem>,
    /// As of when it is; none: as it stands.
    pub known: Option<AsOfView>,
    /// What of it may not be told; none: nothing is kept back.
    pub withheld: Option<Withheld>,
    /// What its files held; none where a change of them is everything.
    pub(crate) record_hashes: Option<Arc<RecordHashes>>,
}

impl Store {
    /// The event at `ix`.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> &Event {
        self.events.get(ix)
    }

    /// All events with their indices, in timeline order.
    ///
    /// Each stays in memory; for a pass over a large store take [`Events::each`].
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (EventIx, &Event)> {
        (0..self.events.len() as u32).map(|ix| (EventIx(ix), self.event(EventIx(ix))))
    }

    /// The event with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EventIx> {
        self.events.find(id)
    }

    /// Who may read `event`: its own word, else the store's.
    #[must_use]
    pub fn handling(&self, event: &Event) -> Option<Handling> {
        event.handling.or(self.meta.handling)
    }

    /// Whether this is the demonstration store inside the binary.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.inputs.contains(&Input::BuiltIn)
    }

    /// The file of a record.
    #[must_use]
    pub fn file(&self, place: Place) -> &StoreFile {
        &self.files[place.file as usize]
    }

    /// Behind a shared pointer, for threads and views.
    #[must_use]
    pub fn shared(self) -> Arc<Self> {
        Arc::new(self)
    }
}

/// Holds the two readers of YAML together, for the fuzzer.
#[cfg(fuzzing)]
#[doc(hidden)]
pub fn hold_readers_together(text: &str) {
    yaml::plain::alike::hold_together(text);
}

#[cfg(test)]
mod tests;
