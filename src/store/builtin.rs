//! The demonstration store inside the binary: the repository's `data/`.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::StoreFile;
use super::input::{Loaded, is_yaml};

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Its files, shown as `data/…`.
pub(super) fn files() -> Vec<Loaded> {
    let mut files = Vec::new();
    collect(&DATA, &mut files);
    files
}

fn collect(dir: &Dir<'_>, files: &mut Vec<Loaded>) {
    for file in dir.files().filter(|file| is_yaml(file.path())) {
        let path = Path::new("data").join(file.path());
        files.push(Loaded::new(StoreFile { path, on_disk: false }, file.contents().to_vec()));
    }
    for dir in dir.dirs() {
        collect(dir, files);
    }
}
