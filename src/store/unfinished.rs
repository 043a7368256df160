//! Files and directories that are being written and have no name of their own yet.
//!
//! Whoever ends the program by a signal removes them first: see [`remove`].

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

static ALL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A path that is removed with [`remove`] as long as this value lives.
#[derive(Debug)]
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Remembers a path.
    pub(crate) fn new(path: &Path) -> Self {
        ALL.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        Self(path.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        ALL.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| *path != self.0);
    }
}

/// Removes what is unfinished. Nothing that has its name is touched.
pub(crate) fn remove() {
    for path in ALL.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        // What is gone already needs no removal.
        drop(if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_unfinished_is_removed() {
        let dir = tempfile::tempdir().expect("a directory");
        let paths = ["done", "begun"].map(|name| dir.path().join(name));
        for path in &paths {
            std::fs::create_dir(path).expect("a directory");
        }
        drop(Unfinished::new(&paths[0]));
        let _begun = Unfinished::new(&paths[1]);
        remove();
        assert!(paths[0].exists() && !paths[1].exists());
    }
}
