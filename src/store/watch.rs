//! Watching a store's files: one notice after every burst of changes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Input;
use super::input::{self, is_yaml};

/// After this long without a change, a burst is over: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(100);
/// A burst that does not end is reported after this long.
const PATIENCE: Duration = Duration::from_secs(1);
/// The interval at which files are polled if the system cannot report changes.
const LOOK: Duration = Duration::from_secs(2);

/// A file that has been empty for this long is meant to be empty.
const JUST_NOW: Duration = Duration::from_secs(2);

/// A message to the thread that reports changes.
enum Message {
    Changed,
    Stop,
}

/// A watch on a store's files, which ends when it is dropped. The drop waits until the system has released the files.
///
/// Without the wait a program that ends would linger with its terminal already closed.
pub(crate) struct Watcher {
    sender: Sender<Message>,
    reporter: Option<JoinHandle<()>>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // A thread that has ended needs no message.
        let _ = self.sender.send(Message::Stop);
        if let Some(reporter) = self.reporter.take() {
            // A thread that panicked has nothing more to report.
            let _ = reporter.join();
        }
    }
}

impl std::fmt::Debug for Watcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watcher")
    }
}

/// The reason why changes will not be noticed.
#[derive(Debug, thiserror::Error)]
#[error("changes to the store will not be noticed: {0}")]
pub(crate) struct WatchError(notify::Error);

/// A watched place: a whole directory, or a file by its name in its directory. Many editors write a new file and rename
/// it, which a watch on the file itself would not survive.
#[derive(Debug, Clone, PartialEq, Eq)]
enum WatchedPlace {
    Tree(PathBuf),
    Named { directory: PathBuf, name: OsString },
}

impl Watcher {
    /// Watches the files of `inputs` and calls `changed` on a thread of its own after every burst of changes.
    ///
    /// # Errors
    /// Fails if the system refuses to watch.
    pub(crate) fn new(inputs: &[Input], changed: impl FnMut() + Send + 'static) -> Result<Self, WatchError> {
        let (sender, receiver) = mpsc::channel();
        let watch = Watch::new(inputs, &sender).map_err(WatchError)?;
        let (inputs, messages) = (inputs.to_vec(), sender.clone());
        let reporter =
            std::thread::spawn(move || report_bursts(watch, &inputs, &messages, &receiver, changed));
        Ok(Self { sender, reporter: Some(reporter) })
    }
}

/// The places that are watched now.
struct Watch {
    /// The places, each with the inode of its directory: a directory that was created again has the same name.
    places: Vec<(WatchedPlace, Option<u64>)>,
    _system: Box<dyn notify::Watcher + Send>,
}

impl Watch {
    fn new(inputs: &[Input], messages: &Sender<Message>) -> notify::Result<Self> {
        let with_inodes = with_inodes(inputs);
        let places: Vec<WatchedPlace> = with_inodes.iter().map(|(place, _)| place.clone()).collect();
        let (relevant, messages) = (places.clone(), messages.clone());
        let handler = move |event: Result<Event, notify::Error>| {
            if event.is_ok_and(|event| concerns(&event, &relevant)) {
                // A closed receiver means that the watcher is being dropped.
                let _ = messages.send(Message::Changed);
            }
        };
        Ok(Self { places: with_inodes, _system: watch(&places, handler)? })
    }
}

fn with_inodes(inputs: &[Input]) -> Vec<(WatchedPlace, Option<u64>)> {
    let places = inputs.iter().flat_map(places);
    places.map(|place| (place.clone(), inode(&place))).collect()
}

#[cfg(unix)]
fn inode(place: &WatchedPlace) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    let (WatchedPlace::Tree(directory) | WatchedPlace::Named { directory, .. }) = place;
    fs::metadata(directory).ok().map(|metadata| metadata.ino())
}

#[cfg(not(unix))]
fn inode(_: &WatchedPlace) -> Option<u64> {
    None
}

fn watch(
    places: &[WatchedPlace],
    handler: impl FnMut(Result<Event, notify::Error>) + Send + Clone + 'static,
) -> notify::Result<Box<dyn notify::Watcher + Send>> {
    let system = RecommendedWatcher::new(handler.clone(), Config::default())
        .and_then(|watcher| watch_all(Box::new(watcher), places));
    if let Ok(watcher) = system {
        Ok(watcher)
    } else {
        let poll = PollWatcher::new(handler, Config::default().with_poll_interval(LOOK))?;
        watch_all(Box::new(poll), places)
    }
}

fn watch_all(
    mut watcher: Box<dyn notify::Watcher + Send>,
    places: &[WatchedPlace],
) -> notify::Result<Box<dyn notify::Watcher + Send>> {
    for place in places {
        match place {
            WatchedPlace::Tree(directory) => watcher.watch(directory, RecursiveMode::Recursive)?,
            WatchedPlace::Named { directory, .. } => watcher.watch(directory, RecursiveMode::NonRecursive)?,
        }
    }
    Ok(watcher)
}

fn places(input: &Input) -> Vec<WatchedPlace> {
    let Input::Path(path) = input else { return Vec::new() };
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    // A directory may be removed and created again. The name as given may be a link that is redirected, and the file
    // that it points to may be written.
    let mut places: Vec<WatchedPlace> = [path, &real].into_iter().filter_map(|path| named(path)).collect();
    if real.is_dir() {
        // The targets of links in the directory are written elsewhere.
        places.extend(input::link_targets(&real).iter().filter_map(|path| named(path)));
        places.push(WatchedPlace::Tree(real));
    }
    let mut seen = Vec::new();
    places.retain(|place| {
        !seen.contains(place) && {
            seen.push(place.clone());
            true
        }
    });
    places
}

/// Returns a path by its name in its directory, or the first missing directory on its way.
fn named(path: &Path) -> Option<WatchedPlace> {
    let mut path = path;
    loop {
        let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        if let Ok(directory) = fs::canonicalize(directory) {
            return path.file_name().map(|name| WatchedPlace::Named { directory, name: name.to_owned() });
        }
        path = path.parent()?;
    }
}

fn concerns(event: &Event, places: &[WatchedPlace]) -> bool {
    // Accesses do not count: reading the store is one.
    !matches!(event.kind, EventKind::Access(_))
        && (event.need_rescan()
            || event.paths.iter().any(|path| places.iter().any(|place| place.holds(path))))
}

impl WatchedPlace {
    fn holds(&self, path: &Path) -> bool {
        match self {
            Self::Named { directory, name } => {
                path.file_name() == Some(name) && path.parent().is_some_and(|parent| parent == directory)
            }
            Self::Tree(root) => {
                let hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
                let below = path.strip_prefix(root).unwrap_or(path);
                // A path without an extension may be a directory that was moved in or out.
                !below.iter().any(hidden) && (is_yaml(path) || path.extension().is_none())
            }
        }
    }
}

/// Waits for a burst to end and calls `changed`; returns when the watcher is dropped.
fn report_bursts(
    mut watch: Watch,
    inputs: &[Input],
    messages: &Sender<Message>,
    changes: &Receiver<Message>,
    mut changed: impl FnMut(),
) {
    while let Ok(Message::Changed) = changes.recv() {
        let begun = Instant::now();
        loop {
            let patient = begun.elapsed() < PATIENCE;
            match changes.recv_timeout(QUIET) {
                Ok(Message::Changed) if patient => {}
                // Many programs empty a file before they write it.
                Err(RecvTimeoutError::Timeout) if patient && input::is_being_written(inputs, JUST_NOW) => {}
                Ok(Message::Changed) | Err(RecvTimeoutError::Timeout) => break,
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        // Created, removed and redirected directories are watched before the files are read, so that no change is
        // missed.
        if with_inodes(inputs) != watch.places
            && let Ok(new) = Watch::new(inputs, messages)
        {
            watch = new;
        }
        changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Replace, write};

    /// Waits up to ten seconds for a report. Only a failing test waits that long.
    fn heard(receiver: &Receiver<()>) -> bool {
        receiver.recv_timeout(Duration::from_secs(10)).is_ok()
    }

    /// Returns a watcher of `path`, and the receiver of its reports.
    fn watching(path: &Path) -> (Watcher, Receiver<()>) {
        let (sender, receiver) = mpsc::channel();
        let input = [Input::Path(path.to_owned())];
        let watcher = Watcher::new(&input, move || sender.send(()).unwrap_or_default()).expect("it watches");
        (watcher, receiver)
    }

    #[test]
    fn a_directory_is_watched_through_renames_and_below() {
        let dir = tempfile::tempdir().expect("a directory");
        let (watcher, receiver) = watching(dir.path());
        let file = dir.path().join("a.yaml");
        write(&file, b"events: []\n", Replace::Nothing).expect("written");
        assert!(heard(&receiver), "a new file is heard of");
        write(&file, b"events:\n", Replace::Anything).expect("written");
        assert!(heard(&receiver), "and a file that is replaced by renaming");
        fs::create_dir(dir.path().join("events")).expect("a directory");
        assert!(heard(&receiver), "and a directory");
        drop(watcher);
    }

    #[test]
    fn a_file_is_watched_through_renames_and_its_neighbours_are_not() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("a.yaml");
        write(&file, b"events: []\n", Replace::Nothing).expect("written");
        let (_watcher, receiver) = watching(&file);
        for round in 0..2 {
            write(&file, b"events:\n", Replace::Anything).expect("written");
            assert!(heard(&receiver), "round {round}: a file replaced by renaming is heard of");
        }
        let place = WatchedPlace::Named { directory: dir.path().to_owned(), name: "a.yaml".into() };
        assert!(!place.holds(&dir.path().join("b.yaml")), "another file is not the store's");
        let tree = WatchedPlace::Tree(dir.path().to_owned());
        assert!(!tree.holds(&dir.path().join(".a.yaml.swp")), "an editor's hidden file is not the store's");
        assert!(!tree.holds(&dir.path().join("notes.txt")), "nor is a text");
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_file_is_watched_where_it_lies() {
        let (dir, elsewhere) =
            (tempfile::tempdir().expect("a directory"), tempfile::tempdir().expect("another"));
        let file = elsewhere.path().join("shared.yaml");
        write(&file, b"events: []\n", Replace::Nothing).expect("written");
        std::os::unix::fs::symlink(&file, dir.path().join("a.yaml")).expect("a link");
        let (_watcher, receiver) = watching(dir.path());
        for round in 0..2 {
            write(&file, b"events:\n", Replace::Anything).expect("written");
            assert!(heard(&receiver), "round {round}: what the link leads to is heard of");
        }
    }

    #[test]
    fn a_directory_that_is_made_again_is_found_again() {
        let dir = tempfile::tempdir().expect("a directory");
        let data = dir.path().join("deep/data");
        fs::create_dir_all(&data).expect("a directory");
        let file = data.join("a.yaml");
        write(&file, b"events: []\n", Replace::Nothing).expect("written");
        let (_watcher, receiver) = watching(&data);
        fs::remove_dir_all(dir.path().join("deep")).expect("removed");
        assert!(heard(&receiver), "that it has gone is heard of");
        fs::create_dir_all(&data).expect("a directory");
        assert!(heard(&receiver), "and that it is back");
        while receiver.recv_timeout(Duration::from_millis(500)).is_ok() {}
        write(&file, b"events:\n", Replace::Nothing).expect("written");
        assert!(heard(&receiver), "and what is written into it then");
    }

    #[test]
    fn a_file_that_is_empty_for_a_moment_is_waited_for() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("a.yaml");
        write(&file, b"events: []\n", Replace::Nothing).expect("written");
        let (sender, receiver) = mpsc::channel();
        let input = [Input::Path(dir.path().to_owned())];
        let seen = file.clone();
        let reported = move || sender.send(fs::read(&seen).unwrap_or_default()).unwrap_or_default();
        let _watcher = Watcher::new(&input, reported).expect("it watches");
        fs::OpenOptions::new().write(true).truncate(true).open(&file).expect("emptied");
        std::thread::sleep(QUIET * 3);
        write(&file, b"events:\n", Replace::Anything).expect("written");
        let first = receiver.recv_timeout(Duration::from_secs(10)).expect("it is reported");
        assert_eq!(first, b"events:\n", "with what was written, not as it was empty");
    }
}
