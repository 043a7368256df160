//! Files are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Why a file was not written; the old one, if any, is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is there already, and it was not to be replaced.
    #[error("already exists")]
    Exists,
    /// It cannot be written there.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a file by `fill`: into a new file beside it, flushed to the disk, then renamed over `path`.
///
/// With `replace` an old file goes and its permissions stay; a symbolic link is followed. A path that is no plain
/// file, such as `/dev/null` or a pipe, is written to as it is.
///
/// # Errors
/// The directory cannot be written to, the disk is full, `fill` fails, or the file exists and is not to be replaced.
pub fn whole<T>(
    path: &Path,
    replace: bool,
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
        Ok(_) if !replace => return Err(WriteError::Exists),
        Ok(old) => Some(old),
        Err(_) => None,
    };
    let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new();
    beside.prefix(".demarche-");
    let mut new = beside
        .make_in(directory, |path| File::options().read(true).write(true).create_new(true).open(path))?;
    let mut out = BufWriter::new(new.as_file_mut());
    let value = fill(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(old) = &old {
        fs::set_permissions(new.path(), old.permissions())?;
    }
    new.as_file().sync_all()?;
    let moved = if replace { new.persist(path) } else { new.persist_noclobber(path) };
    match moved {
        Ok(_) => Ok(value),
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Exists),
        Err(e) => Err(e.error.into()),
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
        assert!(matches!(failed, Err(WriteError::Io(_))), "the failure is told");
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
}
