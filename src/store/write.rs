//! Writing files: each is written whole or not at all.
//!
//! The text is written to a temporary file in the same directory, flushed to the disk, and renamed in one step. A
//! crash, a full disk or a kill leaves either the old file or the new one, never a part.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::unfinished::Unfinished;

/// The old content that a write may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace<'b> {
    /// No file: it must be new.
    Nothing,
    /// Any file.
    Anything,
    /// Only a file with these bytes, as they were read before, so that nobody's later edit is lost.
    Only(&'b [u8]),
}

/// The reason why a file was not written. The old file, if any, is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file exists, and it was not to be replaced.
    #[error("already exists")]
    Exists,
    /// The file has changed since it was read.
    #[error("has changed since it was read")]
    Changed,
    /// The file cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl WriteError {
    /// Returns in words why the file was not written.
    pub(crate) fn in_words(&self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Changed => format!("{path} has changed since it was read; it is as it was left"),
            Self::Exists => format!("{path} already exists"),
            Self::Io(error) => {
                format!("cannot write {path}: {}; the file is as it was", super::input::reason(error))
            }
        }
    }
}

/// Writes a file with `fill`: to a new file beside it, which is flushed to the disk and then renamed to `path`.
///
/// With `replace`, an old file is replaced and its permissions are retained. A symbolic link is followed. A path that
/// is not a regular file, such as `/dev/null` or a pipe, is written to directly.
///
/// # Errors
/// Fails if the directory cannot be written to, the disk is full, `fill` fails, or the file exists and `replace` is
/// false.
pub fn whole<T>(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, WriteError> {
    filled(path, if replace { Replace::Anything } else { Replace::Nothing }, fill)
}

/// Writes `bytes` to `path` as [`whole`] does.
///
/// # Errors
/// Fails like [`whole`], and with [`WriteError::Changed`] if the file holds other bytes than those to be replaced.
pub fn write(path: &Path, bytes: &[u8], replace: Replace<'_>) -> Result<(), WriteError> {
    filled(path, replace, |out| out.write_all(bytes))
}

fn filled<T>(
    path: &Path,
    replace: Replace<'_>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, WriteError> {
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = match fs::symlink_metadata(path) {
        Ok(old) if old.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory).into()),
        Ok(old) if !old.is_file() => {
            let mut out = BufWriter::new(File::options().write(true).open(path)?);
            let value = fill(&mut out)?;
            out.flush()?;
            return Ok(value);
        }
        Ok(_) if replace == Replace::Nothing => return Err(WriteError::Exists),
        // Renaming would replace a read-only file, too, against the wish of whoever made it so.
        Ok(old) if old.permissions().readonly() => {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
        }
        Ok(old) => Some(old),
        Err(_) => None,
    };
    let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new();
    beside.prefix(".demarche-");
    let mut new = beside
        .make_in(directory, |path| File::options().read(true).write(true).create_new(true).open(path))?;
    let _unfinished = Unfinished::new(new.path());
    let mut out = BufWriter::new(new.as_file_mut());
    let value = fill(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(old) = &old {
        fs::set_permissions(new.path(), old.permissions())?;
    }
    new.as_file().sync_all()?;
    // This check comes as late as possible, to leave little time for somebody else to write.
    if let Replace::Only(expected) = replace
        && !holds(path, expected)?
    {
        return Err(WriteError::Changed);
    }
    let moved = if replace == Replace::Nothing { new.persist_noclobber(path) } else { new.persist(path) };
    match moved {
        Ok(_) => {
            // The new name is only on the disk once its directory is. If that cannot be flushed, the file is still
            // whole.
            drop(File::open(directory).and_then(|directory| directory.sync_all()));
            Ok(value)
        }
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists),
        Err(e) => Err(e.error.into()),
    }
}

/// Returns whether a file has these bytes; one that was removed has not.
fn holds(path: &Path, expected: &[u8]) -> io::Result<bool> {
    match fs::read(path) {
        Ok(bytes) => Ok(bytes == expected),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("brief.md");
        whole(&path, false, |out| out.write_all(b"old")).expect("a new file is written");
        let failed = whole(&path, true, |out| {
            out.write_all(b"half")?;
            Err::<(), _>(io::Error::other("disk full"))
        });
        assert!(matches!(failed, Err(WriteError::Io(_))), "the failure is reported");
        assert_eq!(fs::read(&path).expect("it is there"), b"old", "the old file stands");
        assert_eq!(fs::read_dir(dir.path()).expect("a directory").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn an_old_file_is_replaced_only_when_asked() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("brief.md");
        whole(&path, false, |out| out.write_all(b"one")).expect("a new file is written");
        let again = whole(&path, false, |out| out.write_all(b"two"));
        assert!(matches!(again, Err(WriteError::Exists)), "it is not overwritten");
        whole(&path, true, |out| out.write_all(b"three")).expect("when asked, it is");
        assert_eq!(fs::read(&path).expect("it is there"), b"three", "whole");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("brief.md");
        whole(&path, false, |out| out.write_all(b"one")).expect("a new file is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions can be set");
        whole(&path, true, |out| out.write_all(b"two")).expect("it is replaced");
        let mode = fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o640, "as they were");
    }

    #[test]
    fn what_somebody_else_wrote_is_kept() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("events.yaml");
        write(&path, b"theirs", Replace::Nothing).expect("the file is new");
        let ours = write(&path, b"ours", Replace::Only(b"what we read"));
        assert!(matches!(ours, Err(WriteError::Changed)), "a changed file is not replaced");
        assert_eq!(fs::read(&path).expect("it is there"), b"theirs", "their text stands");
        write(&path, b"ours", Replace::Only(b"theirs")).expect("the bytes that were read are replaced");
    }

    #[cfg(unix)]
    #[test]
    fn links_stay() {
        let dir = tempfile::tempdir().expect("a directory");
        let (path, link) = (dir.path().join("events.yaml"), dir.path().join("link.yaml"));
        write(&path, b"old", Replace::Nothing).expect("the file is new");
        std::os::unix::fs::symlink(&path, &link).expect("a link");
        write(&link, b"new", Replace::Anything).expect("writing through a link");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink(), "the link is still a link");
        assert_eq!(fs::read(&path).expect("it is there"), b"new", "the text is in the file that it names");
    }
}
