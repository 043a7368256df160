//! The contents of a store's files as one hash, which tells whether a snapshot is still valid.
//!
//! Files that cannot be read count too: the hash changes when a file becomes readable or unreadable.

use std::io::Read;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::store::input::{self, Loaded, Walk};
use crate::store::problem::Problem;
use crate::store::{Input, StoreFile};

/// A hash over paths, sizes and contents of all files of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Hash of the paths alone, which identifies the store.
    pub paths: u64,
    pub contents: u128,
    /// Size of all files in bytes.
    pub bytes: u64,
}

/// Number of bytes read at a time.
const PIECE: usize = 1 << 18;

#[derive(Default)]
struct Hashes {
    paths: Xxh3,
    contents: Xxh3,
    bytes: u64,
}

impl Hashes {
    fn path(&mut self, path: &Path) {
        let name = path.as_os_str().as_encoded_bytes();
        for hash in [&mut self.paths, &mut self.contents] {
            hash.update(&(name.len() as u64).to_le_bytes());
            hash.update(name);
        }
    }

    fn end_of_file(&mut self, size: u64) {
        self.contents.update(&size.to_le_bytes());
        self.bytes += size;
    }

    /// Adds the problems of finding and reading the files. Their order does not matter.
    fn problems(&mut self, problems: &[Problem]) {
        let mut all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        all.sort();
        for one in all {
            self.contents.update(&(one.len() as u64).to_le_bytes());
            self.contents.update(one.as_bytes());
        }
    }

    fn done(&self) -> Fingerprint {
        Fingerprint { paths: self.paths.digest(), contents: self.contents.digest128(), bytes: self.bytes }
    }
}

/// The files of a store, found but not read.
#[derive(Debug, Clone)]
pub(crate) struct FoundFiles {
    files: Vec<PathBuf>,
    /// Whether the user named each file.
    named: Vec<bool>,
    /// Problems found while looking for the files.
    problems: Vec<Problem>,
    /// Hash of the paths alone, which identifies the store.
    pub paths: u64,
}

impl FoundFiles {
    /// Finds the files that `inputs` lead to now. Returns `None` unless all are files on disk.
    #[must_use]
    pub(crate) fn of(inputs: &[Input]) -> Option<Self> {
        let mut walk = Walk::default();
        for input in inputs {
            let Input::Path(path) = input else { return None };
            walk.input(path).ok()?;
        }
        let (mut files, problems) = walk.found();
        files.sort();
        let (files, named): (Vec<PathBuf>, Vec<bool>) = files.into_iter().unzip();
        let mut hashes = Hashes::default();
        for path in &files {
            hashes.path(path);
        }
        Some(Self { files, named, problems, paths: hashes.paths.digest() })
    }

    /// Whether the readable files are exactly `files` and everything else found equals `problems`.
    pub(in crate::store) fn matches(&self, files: &[StoreFile], problems: &[Problem]) -> bool {
        let mut files = files.iter().map(|file| &file.path).peekable();
        let mut now = self.problems.clone();
        for (path, named) in self.files.iter().zip(&self.named) {
            if files.next_if_eq(&path).is_some() {
                continue;
            }
            match input::open(path) {
                Err(why) if !named => now.push(input::unreadable(path, &why)),
                _ => return false,
            }
        }
        let sorted_texts = |problems: &[Problem]| {
            let mut all: Vec<String> = problems.iter().map(|problem| format!("{problem:?}")).collect();
            all.sort();
            all
        };
        files.next().is_none() && sorted_texts(&now) == sorted_texts(problems)
    }

    /// Reads and hashes the files. Returns `None` if a file that the user named cannot be read.
    #[must_use]
    pub(crate) fn fingerprint(&self) -> Option<Fingerprint> {
        let mut hashes = Hashes::default();
        let mut piece = vec![0; PIECE];
        let mut problems = self.problems.clone();
        for (path, named) in self.files.iter().zip(&self.named) {
            let mut file = match input::open(path) {
                Ok((file, _)) => file,
                Err(_) if *named => return None,
                Err(why) => {
                    problems.push(input::unreadable(path, &why));
                    continue;
                }
            };
            hashes.path(path);
            let mut size = 0;
            loop {
                let read = file.read(&mut piece).ok()?;
                if read == 0 {
                    break;
                }
                hashes.contents.update(piece.get(..read)?);
                size += read as u64;
            }
            hashes.end_of_file(size);
        }
        hashes.problems(&problems);
        Some(Fingerprint { paths: self.paths, ..hashes.done() })
    }
}

impl Fingerprint {
    /// Hashes files that are already read, in order of path, with their `problems`. `paths` is that of
    /// [`FoundFiles`]. Returns `None` unless all are files on disk.
    pub(in crate::store) fn of_loaded(paths: u64, loaded: &[Loaded], problems: &[Problem]) -> Option<Self> {
        let mut hashes = Hashes::default();
        for one in loaded {
            if !one.file.on_disk {
                return None;
            }
            hashes.path(&one.file.path);
            hashes.contents.update(&one.bytes);
            hashes.end_of_file(one.bytes.len() as u64);
        }
        hashes.problems(problems);
        Some(Self { paths, ..hashes.done() })
    }
}
