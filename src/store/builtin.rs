//! The demonstration store inside the binary: the repository's `data/`.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Returns its files of any kind, with the paths under which they are shown: `data/…`.
pub(super) fn files() -> Vec<(PathBuf, &'static [u8])> {
    let mut files = Vec::new();
    collect(&DATA, &mut files);
    files
}

fn collect(dir: &Dir<'static>, files: &mut Vec<(PathBuf, &'static [u8])>) {
    files.extend(dir.files().map(|file| (Path::new("data").join(file.path()), file.contents())));
    for dir in dir.dirs() {
        collect(dir, files);
    }
}
