//! A large store as it was read last time: used as long as not a byte of its files has changed.
//!
//! A snapshot is believed only when its own hash, the fingerprint of the store's files and the program that wrote it
//! are right. Whatever is wrong, also with writing one, falls back to reading the files, without a word: a cache that
//! complains is worse than none. It is written beside and renamed, so that two processes cannot meet in one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use etcetera::BaseStrategy as _;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::Timeline;
use crate::registry::Registry;
use crate::store::write::whole;
use crate::store::{Events, Fingerprint, Input, LoadError, Meta, Progress, SavedView, Store, StoreFile};

/// Goes up whenever the bytes mean something else.
const FORMAT: u32 = 1;
/// Smaller stores are read as fast as a snapshot.
const LEAST: u64 = 8 << 20;
/// How many stores have a snapshot; the oldest gives way.
const MOST: usize = 8;
const MAGIC: &[u8; 16] = b"demarche snap\n\0\0";
/// Magic, writer, fingerprint, hash of what follows.
const HEAD: usize = 16 + 8 + 16 + 16;

/// Where snapshots are kept.
#[derive(Debug, Clone)]
pub struct Cache {
    directory: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Snapshot<I> {
    files: Vec<StoreFile>,
    meta: Meta,
    registry: Registry,
    events: Events,
    views: Vec<SavedView>,
    index: I,
}

impl Cache {
    /// `$XDG_CACHE_HOME/demarche`; none where there is no home.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let base = etcetera::base_strategy::choose_base_strategy().ok()?;
        Some(Self::at(base.cache_dir().join("demarche")))
    }

    /// That directory.
    #[must_use]
    pub fn at(directory: PathBuf) -> Self {
        Self { directory }
    }

    fn path(&self, print: Fingerprint) -> PathBuf {
        self.directory.join(format!("{:016x}.snapshot", print.paths))
    }

    fn read(&self, inputs: &[Input]) -> Option<Timeline> {
        let print = Fingerprint::of(inputs).filter(|print| print.bytes >= LEAST)?;
        let bytes = fs::read(self.path(print)).ok()?;
        let (head, body) = bytes.split_at_checked(HEAD)?;
        if head != head_of(print, body)?.as_slice() {
            return None;
        }
        let Snapshot { files, meta, mut registry, events, views, index } = postcard::from_bytes(body).ok()?;
        registry.index_names();
        let inputs = inputs.to_vec();
        let store = Store { inputs, files, meta, registry, events, views, problems: Vec::new(), known: None };
        Some(Timeline::ordered(store.shared(), None, Arc::new(index)))
    }

    fn write(&self, timeline: &Timeline, print: Fingerprint) -> Option<()> {
        let store = timeline.store();
        let snapshot = Snapshot {
            files: store.files.clone(),
            meta: store.meta.clone(),
            registry: store.registry.clone(),
            events: store.events.clone(),
            views: store.views.clone(),
            index: &*timeline.index,
        };
        let body = postcard::to_stdvec(&snapshot).ok()?;
        drop(snapshot);
        let head = head_of(print, &body)?;
        fs::create_dir_all(&self.directory).ok()?;
        let path = self.path(print);
        whole(&path, true, |out| out.write_all(&head).and_then(|()| out.write_all(&body))).ok()?;
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

/// What stands before the body.
fn head_of(print: Fingerprint, body: &[u8]) -> Option<Vec<u8>> {
    let mut head = MAGIC.to_vec();
    head.extend(writer()?.to_le_bytes());
    head.extend(print.contents.to_le_bytes());
    head.extend(xxh3_128(body).to_le_bytes());
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
        let (store, print) = Store::load_printed(inputs, progress)?;
        let timeline = Self::new(store.shared(), None);
        if let (Some(cache), Some(print)) = (cache, print.filter(|print| print.bytes >= LEAST)) {
            // Without a snapshot the next start is as slow as this one: nothing to tell.
            let _ = cache.write(&timeline, print);
        }
        Ok(timeline)
    }
}

#[cfg(test)]
mod tests;
