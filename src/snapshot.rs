//! Caches large stores: a snapshot holds a store as it was last read, and only what changed since is read again.
//!
//! A snapshot is trusted only if its hash is right and this same program wrote it. If the fingerprint of the store's
//! files has changed, every record is compared with its own hash. Any failure, also in writing, silently falls back
//! to reading the files: a cache that complains is worse than none. A snapshot is written to a temporary file and
//! renamed, so that two processes never write to the same one.

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

/// Version of the format. It goes up whenever the bytes change their meaning.
const FORMAT: u32 = 13;
/// Smallest store that gets a snapshot, in bytes. Smaller stores are read just as fast without.
const MIN_STORE_BYTES: u64 = 2 << 20;
/// Largest number of snapshots. The oldest is removed to make room.
const MAX_SNAPSHOTS: usize = 8;
const MAGIC: &[u8; 16] = b"demarche snap\n\0\0";
/// Length of the header: magic, writer, fingerprint, number of bytes of records, and a hash of these and the body.
/// The body holds the bytes of all events and sources, which are used in memory unchanged, then everything else.
const HEADER_LEN: usize = 16 + 8 + 16 + 8 + 16;
/// Range of the writer in the header.
const WRITER_RANGE: Range<usize> = 16..24;
/// Everything else takes at most this many times the bytes of records, plus [`MAX_REST`] bytes. A longer file is not
/// read.
const MAX_REST_FACTOR: u64 = 8;
/// Bytes that everything else may take in addition.
const MAX_REST: u64 = 64 << 20;
/// Range of the fingerprint in the header.
const CONTENTS_RANGE: Range<usize> = 24..40;
/// Range of the number of bytes of records in the header.
const RECORDS_RANGE: Range<usize> = 40..48;
/// If more events than this changed since a snapshot was written, it is replaced.
const MAX_CHANGED: usize = 1_000;

/// The directory of snapshots.
#[derive(Debug, Clone)]
pub struct Cache {
    directory: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Snapshot<I, H> {
    files: Vec<StoreFile>,
    meta: Meta,
    registry: Registry,
    events: Events,
    views: Vec<SavedView>,
    problems: Vec<Problem>,
    index: I,
    record_hashes: Option<H>,
}

impl Cache {
    /// Uses `$XDG_CACHE_HOME/demarche`, or returns `None` if there is no home directory.
    #[must_use]
    pub(crate) fn of_user() -> Option<Self> {
        let base = etcetera::base_strategy::choose_base_strategy().ok()?;
        Some(Self::at(base.cache_dir().join("demarche")))
    }

    /// Uses the given directory. It is created when the first snapshot is written.
    #[must_use]
    pub fn at(directory: PathBuf) -> Self {
        Self { directory }
    }

    fn path(&self, paths: u64) -> PathBuf {
        self.directory.join(format!("{paths:016x}.snapshot"))
    }

    /// Reads the snapshot of a store and what has changed since. Returns `None` if a full read is needed.
    fn read(&self, inputs: &[Input]) -> Option<Timeline> {
        let found = FoundFiles::of(inputs)?;
        // Only a regular file is opened: opening a pipe without a writer would block for ever.
        let path = self.path(found.paths);
        fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let file = File::open(path).ok()?;
        // One core hashes the files of the store while another reads the snapshot.
        let (fingerprint, last) = parallel::both(|| found.fingerprint(), || decode(file, inputs));
        let fingerprint = fingerprint?;
        let (timeline, contents) = last?;
        if contents == fingerprint.contents {
            return Some(timeline);
        }
        let (renewed, moves) = timeline.renewed_with_moves()?;
        if moves.added().len() > MAX_CHANGED {
            // A failure is ignored for the reason given in [`Timeline::load`].
            let _ = self.write(&renewed, fingerprint);
        }
        Some(renewed)
    }

    fn write(&self, timeline: &Timeline, fingerprint: Fingerprint) -> Option<()> {
        let store = timeline.store();
        let snapshot = Snapshot {
            files: store.files.clone(),
            meta: store.meta.clone(),
            registry: store.registry.clone(),
            events: store.events.clone(),
            views: store.views.clone(),
            problems: store.problems.clone(),
            index: timeline.index_to_keep(),
            record_hashes: store.record_hashes.as_deref(),
        };
        fs::create_dir_all(&self.directory).ok()?;
        let mut file = NamedTempFile::new_in(&self.directory).ok()?;
        // The header contains the hash of the body, so it is written last, over the space left for it. A file that a
        // crash left without header or end is not trusted, so there is no need to sync to disk.
        file.write_all(&[0; HEADER_LEN]).ok()?;
        let mut body = HashingWriter { hash: Xxh3::new(), out: BufWriter::with_capacity(1 << 18, file) };
        let mut records = 0;
        for bytes in store.events.blocks().chain(store.registry.sources.blocks()) {
            body.write_all(bytes).ok()?;
            records += bytes.len() as u64;
        }
        let HashingWriter { hash, out } = postcard::to_io(&snapshot, body).ok()?;
        let mut file = out.into_inner().ok()?;
        file.seek(SeekFrom::Start(0)).ok()?;
        file.write_all(&header(fingerprint.contents, records, hash.digest128())?).ok()?;
        let path = self.path(fingerprint.paths);
        file.persist(&path).ok()?;
        self.make_room(&path);
        Some(())
    }

    /// Removes the oldest snapshots beyond [`MAX_SNAPSHOTS`].
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
        let surplus = (others.len() + 1).saturating_sub(MAX_SNAPSHOTS);
        for (_, path) in others.into_iter().take(surplus) {
            drop(fs::remove_file(path));
        }
    }
}

/// Decodes a snapshot into its timeline and the fingerprint of its files. Returns `None` if it is not to be trusted.
fn decode(mut file: File, inputs: &[Input]) -> Option<(Timeline, u128)> {
    let mut header_bytes = [0; HEADER_LEN];
    file.read_exact(&mut header_bytes).ok()?;
    let contents = header_bytes.get(CONTENTS_RANGE)?.try_into().map(u128::from_le_bytes).ok()?;
    let records = header_bytes.get(RECORDS_RANGE)?.try_into().map(u64::from_le_bytes).ok()?;
    // A file of another program is not read to its end.
    if header_bytes.get(..MAGIC.len())? != MAGIC
        || *header_bytes.get(WRITER_RANGE)? != writer()?.to_le_bytes()
    {
        return None;
    }
    let rest = file.metadata().ok()?.len().checked_sub(HEADER_LEN as u64)?.checked_sub(records)?;
    if rest > records.saturating_mul(MAX_REST_FACTOR).saturating_add(MAX_REST) {
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
    if header_bytes != *header(contents, records, hash.digest128())? {
        return None;
    }
    let Snapshot { files, meta, mut registry, mut events, views, problems, index, record_hashes } =
        postcard::from_bytes(&rest).ok()?;
    let end = events.attach(&buffer, 0);
    if registry.sources.attach(&buffer, end) != buffer.len() {
        return None;
    }
    registry.index_names();
    let (inputs, record_hashes) = (inputs.to_vec(), record_hashes.map(Arc::new));
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
        record_hashes,
    };
    Some((Timeline::of_index(store.shared(), None, Arc::new(index)), contents))
}

/// A writer that also hashes what it writes.
struct HashingWriter {
    hash: Xxh3,
    out: BufWriter<NamedTempFile>,
}

impl Write for HashingWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns the header for files with the fingerprint `contents`, `records` bytes of records, and a body with that
/// hash.
fn header(contents: u128, records: u64, body: u128) -> Option<Vec<u8>> {
    let mut header_bytes = MAGIC.to_vec();
    header_bytes.extend(writer()?.to_le_bytes());
    header_bytes.extend(contents.to_le_bytes());
    header_bytes.extend(records.to_le_bytes());
    // The seal covers the header as well, so that a wrong bit in it is noticed.
    let seal = xxh3_128(&[header_bytes.as_slice(), &body.to_le_bytes()].concat());
    header_bytes.extend(seal.to_le_bytes());
    Some(header_bytes)
}

/// Returns a number for this build of the program: another build may lay out its records differently.
fn writer() -> Option<u64> {
    let program = std::env::current_exe().ok()?;
    let metadata = fs::metadata(&program).ok()?;
    let built = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
    let text = format!("{FORMAT} {} {} {built}", env!("CARGO_PKG_VERSION"), metadata.len());
    Some(xxh3_64(text.as_bytes()))
}

impl Timeline {
    /// Reads a store and orders it, through the `cache` if there is one and the store is large.
    ///
    /// # Errors
    /// Returns the same errors as [`Store::load`].
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
        let (store, fingerprint) = Store::load_printed(inputs, progress)?;
        let timeline = Self::new(store.shared(), None);
        if let Some(fingerprint) = fingerprint.filter(|fingerprint| fingerprint.bytes >= MIN_STORE_BYTES) {
            // Without a snapshot the next start is only as slow as this one, so a failure is not reported.
            let _ = cache.write(&timeline, fingerprint);
        }
        Ok(timeline)
    }
}

#[cfg(test)]
mod tests;
