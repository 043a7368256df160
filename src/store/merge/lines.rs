//! Merging line by line, as git does without a driver: for files that cannot be merged by record.

use std::io;
use std::path::Path;

use crate::store::git::command;

/// Merges into the file `ours` with `git merge-file`, which leaves markers at conflicts. Returns whether there is none.
///
/// # Errors
/// Fails without git, or if git cannot merge the files; `ours` is as it was.
pub(crate) fn by_lines(base: &Path, ours: &Path, theirs: &Path) -> io::Result<bool> {
    let output = command(Path::new("."))
        .args(["merge-file", "-q", "-L", "ours", "-L", "base", "-L", "theirs", "--"])
        .args([ours, base, theirs])
        .output()?;
    match output.status.code() {
        Some(0) => Ok(true),
        // The number of conflicts; 255 is an error.
        Some(1..=127) => Ok(false),
        _ => Err(io::Error::other("git merge-file failed")),
    }
}
