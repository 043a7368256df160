//! Inputs: from arguments of the command line to inputs, and from inputs to files in order of path.

mod copies;
mod newest;
mod stream;

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use copies::copy_of;
pub(super) use newest::newest;
use stream::{pipe, stream};

use super::problem::{Code, Problem, Severity};
use super::{Input, StoreFile, builtin};
use crate::parallel;
use crate::text::uncapitalized;

/// How deep directories of a store may be nested. Deeper ones are not searched.
const MAX_DIRECTORIES: usize = 64;
/// The number of files from which on they are read on all cores.
const MANY_FILES: usize = 8;
/// The size in bytes above which a file is not read: lines and bytes are counted in 32 bits.
const MAX_FILE: u64 = 2 << 30;

/// The reason why no store could be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct LoadError {
    /// What failed and where, such as `data: no such file or directory`.
    pub message: String,
    /// What the user can do about it.
    pub hint: Option<String>,
}

impl LoadError {
    fn new(path: &Path, what: impl std::fmt::Display, hint: Option<String>) -> Self {
        Self { message: format!("{}: {what}", path.display()), hint }
    }
}

impl Input {
    /// Returns the inputs to read when the command line names `paths`, where `-` is standard input. Without any path,
    /// it is `$DEMARCHE_STORE` (`env`), else `data` in the working directory `cwd` if that holds a store, else the
    /// demonstration store.
    #[must_use]
    pub(crate) fn from_args(paths: &[PathBuf], env: Option<OsString>, cwd: &Path) -> Vec<Self> {
        let input = |path: &PathBuf| match path.as_os_str() {
            dash if dash == "-" || dash == "/dev/stdin" => Self::Stdin,
            _ if is_pipe(path) => Self::Pipe(path.clone()),
            _ => Self::Path(path.clone()),
        };
        if !paths.is_empty() {
            return paths.iter().map(input).collect();
        }
        if let Some(path) = env.filter(|path| !path.is_empty()) {
            return vec![input(&PathBuf::from(path))];
        }
        if holds_store(&cwd.join("data")) {
            vec![Self::Path(PathBuf::from("data"))]
        } else {
            vec![Self::BuiltIn]
        }
    }
}

/// Returns whether a directory has files of a store, or may have some that cannot be read: nothing else is to be taken
/// for them then.
fn holds_store(data: &Path) -> bool {
    if fs::symlink_metadata(data).is_err() || data.is_file() {
        return false;
    }
    let mut walk = Walk::default();
    walk.directory(data, Path::new("data"), &mut Vec::new());
    !walk.files.is_empty() || !walk.problems.is_empty()
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) file: StoreFile,
    pub(super) bytes: Vec<u8>,
    /// Whether `bytes` is the whole file. If not, line numbers mean nothing.
    pub(super) whole: bool,
}

impl Loaded {
    /// Returns a file with all its bytes.
    pub(super) fn new(file: StoreFile, bytes: Vec<u8>) -> Self {
        Self { file, bytes, whole: true }
    }
}

/// Reads every file of `inputs`, in order of path. A file that cannot be read becomes a problem.
///
/// # Errors
/// Fails if an input that the user named cannot be read or holds no store.
pub(super) fn read(inputs: &[Input], problems: &mut Vec<Problem>) -> Result<Vec<Loaded>, LoadError> {
    let mut loaded = Vec::new();
    let mut walk = Walk::default();
    for input in inputs {
        match input {
            Input::BuiltIn => loaded.extend(built_in()),
            Input::Stdin => loaded.push(stream(Path::new("<stdin>"), &mut std::io::stdin().lock())?),
            Input::Pipe(path) => loaded.push(pipe(path)?),
            Input::Path(path) => walk.input(path)?,
        }
    }
    let (files, mut found_problems) = walk.found();
    problems.append(&mut found_problems);
    let all = parallel::map(&files, MANY_FILES, |(path, _)| read_file(path));
    for ((path, named), read) in files.into_iter().zip(all) {
        match read {
            Ok(bytes) => loaded.push(Loaded::new(StoreFile { path, on_disk: true }, bytes)),
            Err(what) if named => return Err(LoadError::new(&path, what, None)),
            Err(what) => problems.push(unreadable(&path, &what)),
        }
    }
    loaded.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    Ok(loaded)
}

/// Returns the files of the demonstration store.
pub(super) fn built_in() -> Vec<Loaded> {
    let files = builtin::files().into_iter().filter(|(path, _)| is_yaml(path));
    files.map(|(path, bytes)| Loaded::new(StoreFile { path, on_disk: false }, bytes.to_vec())).collect()
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let is_terminal = path.as_os_str() == "/dev/tty";
    is_terminal || fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// Returns whether the kernel generates the file: it looks like a regular file, but reading it may never end.
fn is_generated(real: &Path) -> bool {
    real.starts_with("/proc") || real.starts_with("/sys")
}

pub(super) fn unreadable(path: &Path, what: &str) -> Problem {
    Problem {
        severity: Severity::Problem,
        path: path.to_owned(),
        line: 0,
        column: 0,
        code: Code("unreadable"),
        message: what.to_owned(),
        hint: None,
        fix: None,
    }
}

/// Returns the message of an error of the operating system, without its number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    uncapitalized(text.split(" (os error").next().unwrap_or(&text))
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let (file, size) = open(path)?;
    if size >= LARGE
        && let Some(bytes) = read_in_parts(&file, size as usize)
    {
        return Ok(bytes);
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(MAX_FILE).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    Ok(bytes)
}

/// The size in bytes from which on a file is read on all cores: most of the time goes into allocating memory.
const LARGE: u64 = 8 << 20;
/// The size in bytes of the parts that each core reads.
const PART: usize = 1 << 20;

/// Reads all bytes of a large file; returns `None` if its length changes meanwhile.
#[cfg(unix)]
fn read_in_parts(file: &File, size: usize) -> Option<Vec<u8>> {
    use std::os::unix::fs::FileExt as _;
    let mut bytes = vec![0; size];
    let parts: Vec<(u64, Mutex<&mut [u8]>)> = bytes
        .chunks_mut(PART)
        .enumerate()
        .map(|(nth, part)| ((nth * PART) as u64, Mutex::new(part)))
        .collect();
    let read = |(offset, part): &(u64, Mutex<&mut [u8]>)| {
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        file.read_exact_at(&mut part, *offset).is_ok()
    };
    let whole = parallel::map(&parts, 1, read).into_iter().all(|read| read);
    drop(parts);
    // Bytes that were added meanwhile belong to the file, too.
    let is_longer = file.read_at(&mut [0], size as u64).map_or(true, |more| more > 0);
    (whole && !is_longer).then_some(bytes)
}

#[cfg(not(unix))]
fn read_in_parts(_: &File, _: usize) -> Option<Vec<u8>> {
    None
}

/// Opens a file that may belong to a store, and returns its size in bytes.
pub(super) fn open(path: &Path) -> Result<(File, u64), String> {
    // The metadata is read before the file is opened: opening a pipe that nobody writes to would wait for ever.
    let metadata = fs::metadata(path).map_err(|e| reason(&e))?;
    if !metadata.is_file() {
        return Err("not a regular file".to_owned());
    }
    if metadata.len() > MAX_FILE {
        return Err("larger than 2 GiB".to_owned());
    }
    let file = File::open(path).map_err(|e| reason(&e))?;
    Ok((file, metadata.len()))
}

/// Reads a file that is to be written, too: no pipe and no device, which have no place in them.
pub(crate) fn regular(path: &Path) -> std::io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("not a regular file"));
    }
    fs::read(path)
}

/// A search for files. Each is found once, whatever paths lead to it.
#[derive(Default)]
pub(super) struct Walk {
    files: Vec<(PathBuf, bool)>,
    seen: HashSet<PathBuf>,
    problems: Vec<Problem>,
    /// Warnings about copies that other programs made, which are not read.
    copies: Vec<Problem>,
}

/// Returns whether `inputs` hold an empty file that was written just now: a program is probably still writing it.
pub(super) fn is_being_written(inputs: &[Input], just_now: std::time::Duration) -> bool {
    let mut walk = Walk::default();
    for input in inputs {
        if let Input::Path(path) = input {
            // A path that cannot be read is reported when the store is loaded.
            let _ = walk.input(path);
        }
    }
    let is_new = |metadata: &fs::Metadata| {
        metadata.modified().is_ok_and(|time| time.elapsed().map_or(true, |since| since < just_now))
    };
    walk.files.iter().any(|(path, _)| fs::metadata(path).is_ok_and(|m| m.len() == 0 && is_new(&m)))
}

/// Returns the real paths of the files that links inside a directory of the store lead to.
pub(super) fn link_targets(directory: &Path) -> Vec<PathBuf> {
    let mut walk = Walk::default();
    walk.directory(directory, directory, &mut Vec::new());
    let outside = |real: PathBuf| (!real.starts_with(directory)).then_some(real);
    let mut all: Vec<PathBuf> =
        walk.files.iter().filter_map(|(path, _)| fs::canonicalize(path).ok()).filter_map(outside).collect();
    all.sort();
    all
}

impl Walk {
    /// Returns the files found, each with whether the user named it, and the problems met on the way.
    pub(super) fn found(self) -> (Vec<(PathBuf, bool)>, Vec<Problem>) {
        let Self { files, mut problems, mut copies, .. } = self;
        problems.append(&mut copies);
        (files, problems)
    }

    /// Adds a path of the command line.
    pub(super) fn input(&mut self, path: &Path) -> Result<(), LoadError> {
        let metadata = fs::metadata(path).map_err(|error| {
            let hint = (error.kind() == std::io::ErrorKind::NotFound)
                .then(|| "give a YAML file or a directory of YAML files".to_owned());
            LoadError::new(path, reason(&error), hint)
        })?;
        if metadata.is_dir() {
            let before = (self.files.len(), self.seen.len(), self.problems.len());
            fs::read_dir(path).map_err(|error| LoadError::new(path, reason(&error), None))?;
            self.directory(path, path, &mut Vec::new());
            if before == (self.files.len(), self.seen.len(), self.problems.len()) {
                let hint = "give a directory with *.yaml or *.yml files, or one such file".to_owned();
                return Err(LoadError::new(path, "no YAML file in this directory", Some(hint)));
            }
        } else if metadata.is_file() && fs::canonicalize(path).is_ok_and(|real| is_generated(&real)) {
            // Reading one may wait for ever.
            return Err(LoadError::new(path, "a system file: not read", None));
        } else if metadata.is_file() {
            self.file(path.to_owned(), path, true);
        } else {
            return Err(LoadError::new(path, "neither a file nor a directory", None));
        }
        Ok(())
    }

    fn file(&mut self, shown: PathBuf, path: &Path, named: bool) {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if is_generated(&real) {
            self.problems.push(unreadable(&shown, "a system file: not read"));
        } else if self.seen.insert(real) {
            self.files.push((shown, named));
        }
    }

    /// Adds everything below `path`. `above` holds the real paths of the directories that lead to it.
    fn directory(&mut self, path: &Path, shown: &Path, above: &mut Vec<PathBuf>) {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => {
                self.problems.push(unreadable(shown, &reason(&error)));
                return;
            }
        };
        if above.contains(&real) {
            self.problems.push(unreadable(shown, "a link that leads back to a directory above it"));
            return;
        }
        if above.len() >= MAX_DIRECTORIES {
            self.problems.push(unreadable(shown, "directories nested too deeply"));
            return;
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push(unreadable(shown, &reason(&error)));
                return;
            }
        };
        above.push(real);
        let mut names: Vec<OsString> = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.problems.push(unreadable(shown, &reason(&error))),
            }
        }
        names.sort();
        for name in names {
            self.entry(&path.join(&name), shown.join(&name), above);
        }
        above.pop();
    }

    fn entry(&mut self, path: &Path, shown: PathBuf, above: &mut Vec<PathBuf>) {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            return;
        }
        if let Some(copy) = copy_of(&shown) {
            self.copies.push(copy);
            return;
        }
        let yaml = is_yaml(path);
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() && yaml => {
                self.problems.push(unreadable(&shown, "a directory named like a YAML file: not read"));
            }
            Ok(metadata) if metadata.is_dir() => self.directory(path, &shown, above),
            Ok(metadata) if yaml && metadata.is_file() => self.file(shown, path, false),
            Ok(_) if yaml => self.problems.push(unreadable(&shown, "not a regular file")),
            Err(error) if yaml => self.problems.push(unreadable(&shown, &reason(&error))),
            // It may be a directory with files of the store. A link to nothing is not one.
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                self.problems.push(unreadable(&shown, &reason(&error)));
            }
            Ok(_) | Err(_) => {}
        }
    }
}

/// Returns whether a file of that name belongs to a store.
pub(crate) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "yaml" || e == "yml")
}

#[cfg(test)]
mod tests;
