//! Watching a store's files: one word after every burst of changes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Input;
use super::input::is_yaml;

/// Quiet for so long, a burst is over: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(100);
/// A burst that does not end is told after so long.
const PATIENCE: Duration = Duration::from_secs(1);
/// Where the system cannot tell of changes, files are looked at this often.
const LOOK: Duration = Duration::from_secs(2);

/// Watches until it is dropped; then waits until the system has let go of the files.
///
/// Without the wait a program that ends would linger with its terminal already closed.
pub struct Watcher {
    watcher: Option<Box<dyn notify::Watcher + Send>>,
    teller: Option<JoinHandle<()>>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        drop(self.watcher.take());
        if let Some(teller) = self.teller.take() {
            // A teller that panicked has nothing more to tell.
            let _ = teller.join();
        }
    }
}

impl std::fmt::Debug for Watcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watcher")
    }
}

/// Why changes will not be noticed.
#[derive(Debug, thiserror::Error)]
#[error("changes of the store will not be noticed: {0}")]
pub struct WatchError(notify::Error);

/// What is watched: directories whole, files by name in their directory, since many editors write a new file
/// and rename it, which a watch on the file itself would not survive.
#[derive(Debug, Clone)]
enum Place {
    Tree(PathBuf),
    Named { directory: PathBuf, name: OsString },
}

impl Watcher {
    /// Watches the files of `inputs`; `changed` is called on a thread of its own after every burst of changes.
    ///
    /// # Errors
    /// The system will not watch.
    pub fn new(inputs: &[Input], changed: impl FnMut() + Send + 'static) -> Result<Self, WatchError> {
        let places: Vec<Place> = inputs.iter().flat_map(places).collect();
        let (sender, receiver) = mpsc::channel();
        let relevant = places.clone();
        let handler = move |event: Result<Event, notify::Error>| {
            if event.is_ok_and(|event| concerns(&event, &relevant)) {
                // A receiver that is gone means that the watcher is being dropped.
                let _ = sender.send(());
            }
        };
        let watcher = watch(&places, handler).map_err(WatchError)?;
        let teller = std::thread::spawn(move || tell(&receiver, changed));
        Ok(Self { watcher: Some(watcher), teller: Some(teller) })
    }
}

fn watch(
    places: &[Place],
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
    places: &[Place],
) -> notify::Result<Box<dyn notify::Watcher + Send>> {
    for place in places {
        match place {
            Place::Tree(directory) => watcher.watch(directory, RecursiveMode::Recursive)?,
            Place::Named { directory, .. } => watcher.watch(directory, RecursiveMode::NonRecursive)?,
        }
    }
    Ok(watcher)
}

fn places(input: &Input) -> Vec<Place> {
    let Input::Path(path) = input else { return Vec::new() };
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    if real.is_dir() {
        return vec![Place::Tree(real)];
    }
    // The name as given may be a link that is pointed elsewhere; the file it points at may be written.
    let mut places = Vec::new();
    for path in [path, &real] {
        let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let directory = fs::canonicalize(directory).unwrap_or_else(|_| directory.to_owned());
        if let Some(name) = path.file_name() {
            places.push(Place::Named { directory, name: name.to_owned() });
        }
    }
    places
}

fn concerns(event: &Event, places: &[Place]) -> bool {
    // Reading the store is an access to it.
    !matches!(event.kind, EventKind::Access(_))
        && (event.need_rescan()
            || event.paths.iter().any(|path| places.iter().any(|place| place.holds(path))))
}

impl Place {
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

/// Waits for a burst to end, then says so; ends when the watcher is dropped.
fn tell(changes: &Receiver<()>, mut changed: impl FnMut()) {
    while changes.recv().is_ok() {
        let begun = Instant::now();
        loop {
            match changes.recv_timeout(QUIET) {
                Ok(()) if begun.elapsed() < PATIENCE => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Replace, write};

    /// What is told within ten seconds; only a failing test waits so long.
    fn heard(receiver: &Receiver<()>) -> bool {
        receiver.recv_timeout(Duration::from_secs(10)).is_ok()
    }

    #[test]
    fn a_directory_is_watched_through_renames_and_below() {
        let dir = tempfile::tempdir().expect("a directory");
        let (sender, receiver) = mpsc::channel();
        let input = [Input::Path(dir.path().to_owned())];
        let watcher = Watcher::new(&input, move || sender.send(()).unwrap_or_default()).expect("it watches");
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
        let (sender, receiver) = mpsc::channel();
        let input = [Input::Path(file.clone())];
        let _watcher = Watcher::new(&input, move || sender.send(()).unwrap_or_default()).expect("it watches");
        for round in 0..2 {
            write(&file, b"events:\n", Replace::Anything).expect("written");
            assert!(heard(&receiver), "round {round}: a file replaced by renaming is heard of");
        }
        let place = Place::Named { directory: dir.path().to_owned(), name: "a.yaml".into() };
        assert!(!place.holds(&dir.path().join("b.yaml")), "another file is not the store's");
        let tree = Place::Tree(dir.path().to_owned());
        assert!(!tree.holds(&dir.path().join(".a.yaml.swp")), "an editor's hidden file is not the store's");
        assert!(!tree.holds(&dir.path().join("notes.txt")), "nor is a text");
    }
}
