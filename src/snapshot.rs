//! A large store as it was read last time, with what has changed in its files since read anew.
//!
//! A snapshot is believed only when its own hash and the program that wrote it are right; where the fingerprint of the
//! store's files is not, every record of them is held against its own hash. Whatever is wrong, also with writing one, falls back to reading the files, without a word: a cache that
//! complains is worse than none. It is written beside and renamed, so that two processes cannot meet in one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

use crate::parallel;
use crate::registry::Registry;
use crate::store::{
    Events, Fingerprint, FoundFiles, Input, LoadError, Meta, Problem, Progress, SavedView, Store, StoreFile,
};
use crate::timeline::Timeline;

/// Goes up whenever the bytes mean something else.
const FORMAT: u32 = 11;
/// Smaller stores are read as fast as a snapshot.
const LEAST: u64 = 2 << 20;
/// How many stores have a snapshot; the oldest gives way.
const MOST: usize = 8;
const MAGIC: &[u8; 16] = b"demarche snap\n\0\0";
/// Magic, writer, fingerprint, bytes of records, hash of these and of what follows: first the bytes of all events
/// and sources, which stay in memory as they are, then everything else.
const HEAD: usize = 16 + 8 + 16 + 8 + 16;
/// Where in it its writer is.
const OF_WRITER: Range<usize> = 16..24;
/// Everything else takes no more than so many times the bytes of records, and so many bytes of small stores.
const MOST_BESIDE: u64 = 8;
const MAX_BESIDE: u64 = 64 << 20;
/// Where in it the fingerprint is.
const OF_CONTENTS: Range<usize> = 24..40;
/// Where in it the number of bytes of records is.
const OF_RECORDS: Range<usize> = 40..48;
/// With more events than this changed since, a snapshot is written anew.
const STALE: usize = 1_000;

/// Where snapshots are kept.
#[derive(Debug, Clone)]
pub struct Cache {
    directory: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Snapshot<I, M> {
    files: Vec<StoreFile>,
    meta: Meta,
    registry: Registry,
    events: Events,
    views: Vec<SavedView>,
    problems: Vec<Problem>,
    index: I,
    marks: Option<M>,
}

impl Cache {
    /// `$XDG_CACHE_HOME/demarche`; none where there is no home.
    #[must_use]
    pub(crate) fn of_user() -> Option<Self> {
        let base = etcetera::base_strategy::choose_base_strategy().ok()?;
        Some(Self::at(base.cache_dir().join("demarche")))
    }

    /// That directory.
    #[must_use]
    pub fn at(directory: PathBuf) -> Self {
        Self { directory }
    }

    fn path(&self, paths: u64) -> PathBuf {
        self.directory.join(format!("{paths:016x}.snapshot"))
    }

    /// The timeline of last time, with what has changed since read anew; none where everything is to be read.
    fn read(&self, inputs: &[Input]) -> Option<Timeline> {
        let found = FoundFiles::of(inputs)?;
        // Opened only where it is a file: a pipe that nobody writes to would wait for ever.
        let path = self.path(found.paths);
        fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let file = File::open(path).ok()?;
        // The files of the store are looked at on the one core, the snapshot on the other.
        let (print, last) = parallel::both(|| found.fingerprint(), || take_out(file, inputs));
        let print = print?;
        let (timeline, contents) = last?;
        if contents == print.contents {
            return Some(timeline);
        }
        let (renewed, moves) = timeline.renewed_with_moves()?;
        if moves.added().len() > STALE {
            // As in [`Timeline::load`].
            let _ = self.write(&renewed, print);
        }
        Some(renewed)
    }

    fn write(&self, timeline: &Timeline, print: Fingerprint) -> Option<()> {
        let store = timeline.store();
        let snapshot = Snapshot {
            files: store.files.clone(),
            meta: store.meta.clone(),
            registry: store.registry.clone(),
            events: store.events.clone(),
            views: store.views.clone(),
            problems: store.problems.clone(),
            index: timeline.index_to_keep(),
            marks: store.record_hashes.as_deref(),
        };
        fs::create_dir_all(&self.directory).ok()?;
        let mut file = NamedTempFile::new_in(&self.directory).ok()?;
        // The head tells the hash of the body: it is written last, over its place. What a crash leaves without it,
        // or without its end, is not believed; so nothing waits for the disk here.
        file.write_all(&[0; HEAD]).ok()?;
        let mut body = Hashed { hash: Xxh3::new(), out: BufWriter::with_capacity(1 << 18, file) };
        let mut records = 0;
        for bytes in store.events.blocks().chain(store.registry.sources.blocks()) {
            body.write_all(bytes).ok()?;
            records += bytes.len() as u64;
        }
        let Hashed { hash, out } = postcard::to_io(&snapshot, body).ok()?;
        let mut file = out.into_inner().ok()?;
        file.seek(SeekFrom::Start(0)).ok()?;
        file.write_all(&head_of(print.contents, records, hash.digest128())?).ok()?;
        let path = self.path(print.paths);
        file.persist(&path).ok()?;
        self.make_room(&path);
        Some(())
    }

    /// Removes the oldest snapshots beyond [`MOST`].
    fn make_room(&self, newest: &Path) {
        let Ok(entries) = fs::read_dir(&self.directory) else { return };
        let mut others: Vec<_> = entries
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let ours = path.extension().is_some_and(|e| e == "snapshot") && path != newest;
                let written = fs::metadata(&path).ok()?.modified().ok()?;
                ours.then_some((written, path))
            })
            .collect();
        others.sort();
        let surplus = (others.len() + 1).saturating_sub(MOST);
        for (_, path) in others.into_iter().take(surplus) {
            drop(fs::remove_file(path));
        }
    }
}

/// The timeline of a snapshot and the contents that its files had then; none where it is not to be believed.
fn take_out(mut file: File, inputs: &[Input]) -> Option<(Timeline, u128)> {
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let contents = head.get(OF_CONTENTS)?.try_into().map(u128::from_le_bytes).ok()?;
    let records = head.get(OF_RECORDS)?.try_into().map(u64::from_le_bytes).ok()?;
    // What another program wrote, or who knows what, is not read to its end.
    if head.get(..MAGIC.len())? != MAGIC || *head.get(OF_WRITER)? != writer()?.to_le_bytes() {
        return None;
    }
    let rest = file.metadata().ok()?.len().checked_sub(HEAD as u64)?.checked_sub(records)?;
    if rest > records.saturating_mul(MOST_BESIDE).saturating_add(MAX_BESIDE) {
        return None;
    }
    let mut hash = Xxh3::new();
    let mut piece = |length: u64| {
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?);
        (&mut file).take(length).read_to_end(&mut bytes).ok()?;
        hash.update(&bytes);
        Some(bytes)
    };
    let (buffer, rest) = (Arc::new(piece(records)?), piece(rest)?);
    if head != *head_of(contents, records, hash.digest128())? {
        return None;
    }
    let Snapshot { files, meta, mut registry, mut events, views, problems, index, marks } =
        postcard::from_bytes(&rest).ok()?;
    let end = events.lie_in(&buffer, 0);
    if registry.sources.attach(&buffer, end) != buffer.len() {
        return None;
    }
    registry.index_names();
    let (inputs, marks) = (inputs.to_vec(), marks.map(Arc::new));
    let store = Store {
        inputs,
        files,
        meta,
        registry,
        events,
        views,
        problems,
        known: None,
        withheld: None,
        record_hashes: marks,
    };
    Some((Timeline::of_index(store.shared(), None, Arc::new(index)), contents))
}

/// Hashes what is written.
struct Hashed {
    hash: Xxh3,
    out: BufWriter<NamedTempFile>,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What stands before a body of that hash, with so many bytes of records, of files with those contents.
fn head_of(contents: u128, records: u64, body: u128) -> Option<Vec<u8>> {
    let mut head = MAGIC.to_vec();
    head.extend(writer()?.to_le_bytes());
    head.extend(contents.to_le_bytes());
    head.extend(records.to_le_bytes());
    // Of the head as well, so that none of its bits can be wrong.
    let seal = xxh3_128(&[head.as_slice(), &body.to_le_bytes()].concat());
    head.extend(seal.to_le_bytes());
    Some(head)
}

/// Which program wrote it: another build may lay its records out otherwise.
fn writer() -> Option<u64> {
    let program = std::env::current_exe().ok()?;
    let metadata = fs::metadata(&program).ok()?;
    let built = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let text = format!("{FORMAT} {} {} {built}", env!("CARGO_PKG_VERSION"), metadata.len());
    Some(xxh3_64(text.as_bytes()))
}

impl Timeline {
    /// Reads a store and orders it, by way of the `cache` where there is one and the store is large.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn load(
        inputs: &[Input],
        cache: Option<&Cache>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, LoadError> {
        if let Some(timeline) = cache.and_then(|cache| cache.read(inputs)) {
            return Ok(timeline);
        }
        let Some(cache) = cache else {
            return Ok(Self::new(Store::load_with(inputs, progress)?.shared(), None));
        };
        let (store, print) = Store::load_printed(inputs, progress)?;
        let timeline = Self::new(store.shared(), None);
        if let Some(print) = print.filter(|print| print.bytes >= LEAST) {
            // Without a snapshot the next start is as slow as this one: nothing to tell.
            let _ = cache.write(&timeline, print);
        }
        Ok(timeline)
    }
}

#[cfg(test)]
mod tests;
