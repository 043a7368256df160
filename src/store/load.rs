//! Loading: from the files of the inputs to a store, reporting progress.

use std::path::PathBuf;

use super::build::FileSet;
use super::input::Loaded;
use super::reload::fingerprint::{Fingerprint, FoundFiles};
use super::schema::list::List;
use super::yaml::read;
use super::yaml::read::Deferral;
use super::{Input, LoadError, Problem, Store, StoreFile, build, input};
use crate::parallel::{self, CaughtPanic};

/// The progress of a load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The number of files read so far.
    pub files: usize,
    pub(crate) of_files: usize,
    /// The number of bytes read so far.
    pub bytes: u64,
    pub(crate) of_bytes: u64,
    /// The number of events read so far.
    pub events: usize,
}

/// The purpose for which a store is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The store is used once and never read again.
    Once,
    /// After an edit, only what changed is read again.
    Reloads,
}

/// The size in bytes above which a store gets a first screen from its newest events.
const LARGE: u64 = 2 << 20;

impl Store {
    /// Reads a store.
    ///
    /// # Errors
    /// Fails if nothing can be read at all. Everything else is among the store's [`problems`](Store::problems).
    pub fn load(inputs: &[Input]) -> Result<Self, LoadError> {
        Self::load_with(inputs, &mut |_| {})
    }

    /// Reads a store as [`Store::load`] does, and reports its progress.
    ///
    /// # Errors
    /// Fails like [`Store::load`].
    pub(crate) fn load_with(inputs: &[Input], progress: &mut dyn FnMut(Progress)) -> Result<Self, LoadError> {
        Self::load_from(inputs, Purpose::Reloads, progress).map(|(store, ..)| store)
    }

    /// Reads a store as [`Store::load`] does, for a command that never reads it again: no hashes of its records are
    /// kept.
    ///
    /// # Errors
    /// Fails like [`Store::load`].
    pub(crate) fn load_once(inputs: &[Input]) -> Result<Self, LoadError> {
        Self::load_from(inputs, Purpose::Once, &mut |_| {}).map(|(store, ..)| store)
    }

    /// Reads a store as [`Store::load_with`] does, and returns the fingerprint of the very bytes that were read; `None`
    /// if some inputs are not files.
    ///
    /// # Errors
    /// Fails like [`Store::load`].
    pub(crate) fn load_printed(
        inputs: &[Input],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Self, Option<Fingerprint>), LoadError> {
        let (store, loaded, problems) = Self::load_from(inputs, Purpose::Reloads, progress)?;
        let print =
            FoundFiles::of(inputs).and_then(|found| Fingerprint::of_loaded(found.paths, &loaded, &problems));
        Ok((store, print))
    }

    /// Returns the store, the bytes that were read, and the problems met while the files were found.
    fn load_from(
        inputs: &[Input],
        purpose: Purpose,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Self, Vec<Loaded>, Vec<Problem>), LoadError> {
        let mut problems = Vec::new();
        let loaded = input::read(inputs, &mut problems)?;
        let store = parallel::catch_panic(|| {
            assemble(inputs, &loaded, &problems, suiting(&loaded), purpose, progress)
        })
        .map_err(|panicked| LoadError::from_panic(&panicked, &loaded))?;
        Ok((store, loaded, problems))
    }

    /// Returns the newest events of a large store on disk, read from the ends of its last files, for a first screen.
    ///
    /// `None` for a small store, or one that does not end with events that can be read alone. Its problems are not
    /// final, and events from large files have no known line (0).
    #[must_use]
    pub fn newest(inputs: &[Input]) -> Option<Self> {
        let loaded = input::newest(inputs, LARGE)?;
        // A panic is reported, with the item that caused it, when the whole store is read.
        let store = parallel::catch_panic(|| {
            assemble(inputs, &loaded, &[], Deferral::NEVER, Purpose::Reloads, &mut |_| {})
        });
        let mut store = store.ok().filter(|store| !store.events.is_empty())?;
        store.events.forget_lines(|file| loaded.get(file as usize).is_none_or(|one| !one.whole));
        Some(store)
    }

    /// Reads a store as [`Store::load`] does, but reads every event on its own, however small the store is.
    ///
    /// # Errors
    /// Fails like [`Store::load`].
    #[cfg(test)]
    pub(crate) fn load_apart(inputs: &[Input]) -> Result<Self, LoadError> {
        let mut problems = Vec::new();
        let loaded = input::read(inputs, &mut problems)?;
        Ok(assemble(inputs, &loaded, &problems, Deferral(1), Purpose::Reloads, &mut |_| {}))
    }

    /// Reads a store from texts in memory, each under the path that its problems name.
    #[must_use]
    pub fn from_texts<P: Into<PathBuf>, B: Into<Vec<u8>>>(texts: impl IntoIterator<Item = (P, B)>) -> Self {
        let texts: Vec<(PathBuf, Vec<u8>)> =
            texts.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect();
        let later = Deferral::suiting(texts.iter().map(|(_, bytes)| bytes.len()).sum());
        Self::from_texts_with(texts, later)
    }

    /// Reads texts as [`Store::from_texts`] does, deferring events as `later` says.
    pub(super) fn from_texts_with<P: Into<PathBuf>, B: Into<Vec<u8>>>(
        texts: impl IntoIterator<Item = (P, B)>,
        later: Deferral,
    ) -> Self {
        let file = |path: P| StoreFile { path: path.into(), on_disk: false };
        let mut loaded: Vec<Loaded> =
            texts.into_iter().map(|(path, bytes)| Loaded::new(file(path), bytes.into())).collect();
        loaded.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        assemble(&[], &loaded, &[], later, Purpose::Reloads, &mut |_| {})
    }

    /// Reads the demonstration store inside the binary.
    #[must_use]
    pub fn builtin() -> Self {
        assemble(&[Input::BuiltIn], &input::built_in(), &[], Deferral::NEVER, Purpose::Reloads, &mut |_| {})
    }
}

impl LoadError {
    /// Returns the error for a panic while an item was read: there is no store, rather than one without the item.
    fn from_panic(panicked: &CaughtPanic, loaded: &[Loaded]) -> Self {
        let file = panicked.position.and_then(|at| Some((loaded.get(at.file as usize)?, at.line)));
        let (place, what) = match file {
            Some((one, 0)) => (format!("{}: ", one.file.path.display()), "this file"),
            Some((one, line)) => (format!("{}:{line}: ", one.file.path.display()), "the item here"),
            None => (String::new(), "the store"),
        };
        let message = panicked.message.lines().collect::<Vec<_>>().join(" ");
        let origin = panicked.origin.as_ref().map(|origin| format!(", at {origin}")).unwrap_or_default();
        Self {
            message: format!("{place}demarche failed while reading {what}: {message}{origin}"),
            hint: Some(
                "report it with the item: this is a bug in demarche, not a mistake in the store".into(),
            ),
        }
    }
}

fn suiting(loaded: &[Loaded]) -> Deferral {
    Deferral::suiting(loaded.iter().map(|one| one.bytes.len()).sum())
}

fn assemble(
    inputs: &[Input],
    loaded: &[Loaded],
    problems: &[Problem],
    later: Deferral,
    purpose: Purpose,
    progress: &mut dyn FnMut(Progress),
) -> Store {
    let mut whole_files = FileSet::new();
    let keeps_hashes = purpose == Purpose::Reloads && later != Deferral::NEVER;
    loop {
        let deferral = |file: u32| if whole_files.contains(&file) { Deferral::NEVER } else { later };
        // A failed attempt names the files whose items cannot be read one by one; the next attempt reads these whole.
        match attempt(inputs, loaded, problems.to_vec(), &deferral, keeps_hashes, progress) {
            Ok(store) => return store,
            Err(more) => whole_files.extend(more),
        }
    }
}

fn attempt(
    inputs: &[Input],
    loaded: &[Loaded],
    problems: Vec<Problem>,
    later: &dyn Fn(u32) -> Deferral,
    keeps_hashes: bool,
    progress: &mut dyn FnMut(Progress),
) -> Result<Store, FileSet> {
    let of_bytes: u64 = loaded.iter().map(|one| one.bytes.len() as u64).sum();
    let (mut items, mut findings, mut single) = (Vec::new(), Vec::new(), Vec::new());
    let (mut found, mut bytes, mut events) = (0, 0, 0);
    for (files, (file, one)) in (1..).zip((0u32..).zip(loaded)) {
        let contents = read::read(file, &one.bytes, later(file));
        single.push(contents.single);
        let unread = contents.items.iter().filter(|item| item.unread).count();
        found += unread;
        events += contents.items.iter().filter(|item| item.list == List::Events).count() - unread;
        items.extend(contents.items);
        findings.extend(contents.findings.into_iter().map(|finding| (file, finding)));
        if unread == 0 {
            bytes += one.bytes.len() as u64;
        }
        progress(Progress { files, of_files: loaded.len(), bytes, of_bytes, events });
    }
    let (files, of_files) = (loaded.len(), loaded.len());
    let mut report = |done: usize| {
        // The remaining bytes belong to the events that were found but not read yet.
        let part = (of_bytes - bytes) as f64 * (done as f64 / found.max(1) as f64);
        progress(Progress { files, of_files, bytes: bytes + part as u64, of_bytes, events: events + done });
    };
    let read = build::Read { loaded, single: &single, items, findings, problems, with_hashes: keeps_hashes };
    build::build(inputs, read, &mut report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_store_shows_its_newest_events_early() {
        let dir = tempfile::tempdir().expect("a directory");
        let put = |name: &str, text: &str| {
            crate::store::write(&dir.path().join(name), text.as_bytes(), crate::store::Replace::Nothing)
                .expect("written");
        };
        let events = |year: u32, n: usize| -> String {
            let event =
                |i| format!("- {{id: e{year}-{i:05}, kind: other, date: {year}, title: t, actors: [x]}}\n");
            (0..n).map(event).collect()
        };
        put("1.yaml", &events(2001, 300));
        put("2.yaml", &events(2002, 400));
        put("3.yaml", &format!("events:\n{}", events(2003, 60_000)));
        put("4.yaml", "actors: [{id: x, name: X}]\n");
        let mut seen = Vec::new();
        let inputs = [Input::Path(dir.path().to_owned())];
        let whole = Store::load_with(&inputs, &mut |progress| {
            seen.push((progress.files, progress.events));
            assert!(progress.files <= progress.of_files, "never more files than all");
            assert!(progress.bytes <= progress.of_bytes, "never more bytes than all");
        })
        .expect("a store");
        assert!(seen.is_sorted(), "it only goes on: {seen:?}");
        assert_eq!(seen.last(), Some(&(4, 60_700)), "until all is read");
        let first = Store::newest(&inputs).expect("a first screen");
        let last = |store: &Store| store.events.ids().last().map(ToOwned::to_owned);
        assert_eq!(last(&first), last(&whole), "the newest of all");
        assert!((1_000..10_000).contains(&first.events.len()), "and few: {}", first.events.len());
        assert!(first.problems.is_empty(), "with the names that they use: {:?}", first.problems);
        let place = |id: &str| first.find(id).map(|ix| first.events.place(ix).line);
        assert_eq!(place("e2003-59999"), Some(0), "of the end of a file no line is known");
        assert_eq!(place("e2002-00000"), Some(1), "of a whole one it is");
        assert_eq!(whole.events.len(), 60_700, "then all");
        assert_eq!(whole.events[0].id.as_str(), "e2001-00000", "in their own order");
    }
}
