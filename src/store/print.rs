//! What a store's files hold, as one number: by it a snapshot knows whether it is still true.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::input::{Loaded, Walk};
use super::{Input, Store};

/// A hash over paths, sizes and contents of all files of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of the paths alone: which store it is.
    pub paths: u64,
    /// Of everything.
    pub contents: u128,
    /// Bytes of all files.
    pub bytes: u64,
}

/// Files are read in pieces of this size.
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

    fn done(&self) -> Fingerprint {
        Fingerprint { paths: self.paths.digest(), contents: self.contents.digest128(), bytes: self.bytes }
    }
}

/// The files of a store, found but not read.
#[derive(Debug, Clone)]
pub struct Found {
    files: Vec<PathBuf>,
    /// A hash over their paths alone: which store it is.
    pub paths: u64,
}

impl Found {
    /// The files that `inputs` lead to now; none where not all are files on disk.
    #[must_use]
    pub fn of(inputs: &[Input]) -> Option<Self> {
        let mut walk = Walk::default();
        for input in inputs {
            let Input::Path(path) = input else { return None };
            walk.input(path).ok()?;
        }
        // A directory with something odd in it has a problem to tell.
        let mut files: Vec<PathBuf> = walk.files_without_problems()?;
        files.sort();
        let mut hashes = Hashes::default();
        for path in &files {
            hashes.path(path);
        }
        Some(Self { files, paths: hashes.paths.digest() })
    }

    /// Their paths, in order.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// What they hold; none where not all can be read.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        let mut hashes = Hashes::default();
        let mut piece = vec![0; PIECE];
        for path in &self.files {
            hashes.path(path);
            let mut size = 0;
            let mut file = File::open(path).ok()?;
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
        Some(hashes.done())
    }
}

impl Fingerprint {
    /// Of files that were read, in order of path.
    pub(super) fn of_loaded(loaded: &[Loaded]) -> Option<Self> {
        let mut hashes = Hashes::default();
        for one in loaded {
            if !one.file.on_disk {
                return None;
            }
            hashes.path(&one.file.path);
            hashes.contents.update(&one.bytes);
            hashes.end_of_file(one.bytes.len() as u64);
        }
        Some(hashes.done())
    }
}

impl Store {
    /// Whether it may stand in a snapshot: everything in it is as it should be, and is as the files are.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.problems.is_empty() && self.known.is_none()
    }
}
