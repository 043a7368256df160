//! Which events a store had when the browser was last left: one hash for each id, in a file beside the state.
//!
//! ```text
//! magic 16 │ time 8 │ number 8 │ hash of what follows 8 │ hashes of ids, sorted, 8 each
//! ```
//!
//! All numbers are little-endian. 100,000 events take 800 kB. The file is only read while the store is read, and only
//! written when the browser is left. That two of 100,000 ids have the same hash has a chance of less than one in a
//! thousand million: a new event with the hash of an old one would not count as new.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::event::EventId;
use crate::event::date::Instant;
use crate::store::write::{self, Replace, WriteError};

const MAGIC: &[u8; 16] = b"demarche seen 1\n";
const HEADER: usize = 16 + 8 + 8 + 8;

/// The events that a store had, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// When the browser was left.
    pub at: Instant,
    /// The hash of each id, sorted, each once.
    hashes: Vec<u64>,
}

/// What is new in a store since the browser was last left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unseen {
    /// The new events.
    pub ids: HashSet<EventId>,
    /// When the browser was last left, in words: `24 Nov`.
    pub since: String,
}

impl Seen {
    pub(crate) fn of<'i>(ids: impl Iterator<Item = &'i str>, at: Instant) -> Self {
        let mut hashes: Vec<u64> = ids.map(|id| xxh3_64(id.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self { at, hashes }
    }

    /// Adds what was seen before.
    #[must_use]
    pub(crate) fn with(mut self, before: &Self) -> Self {
        self.hashes.extend(&before.hashes);
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self
    }

    /// Returns the ids that were not there.
    pub(crate) fn missing<'i>(&self, ids: impl Iterator<Item = &'i str>) -> HashSet<EventId> {
        let known: HashSet<u64, Unhashed> = self.hashes.iter().copied().collect();
        ids.filter(|id| !known.contains(&xxh3_64(id.as_bytes()))).map(|id| EventId(id.into())).collect()
    }

    /// Reads it. `None`: the browser was never left with the whole store read.
    ///
    /// # Errors
    /// The file cannot be read or is damaged.
    pub(crate) fn load(path: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(path) {
            Ok(bytes) => Self::from_bytes(&bytes).map(Some).ok_or_else(|| io::ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, body) = bytes.split_at_checked(HEADER)?;
        let number = |at: usize| head.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        let whole = head.starts_with(MAGIC)
            && number(24)? == (body.len() / 8) as u64
            && number(32)? == xxh3_64(body)
            && body.len().is_multiple_of(8);
        let hashes = body.as_chunks().0.iter().map(|piece| u64::from_le_bytes(*piece)).collect();
        whole.then_some(Self { at: Instant(number(16)?.cast_signed()), hashes })
    }

    /// Writes it whole or not at all.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn save(&self, path: &Path) -> Result<(), WriteError> {
        let body: Vec<u8> = self.hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        let mut bytes = Vec::with_capacity(HEADER + body.len());
        bytes.extend(MAGIC);
        bytes.extend(self.at.0.to_le_bytes());
        bytes.extend((self.hashes.len() as u64).to_le_bytes());
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        write::write(path, &bytes, Replace::Anything)
    }
}

/// Takes a hash as it is: what is looked up was hashed already.
#[derive(Debug, Clone, Copy, Default)]
struct Unhashed;

impl std::hash::BuildHasher for Unhashed {
    type Hasher = Same;

    fn build_hasher(&self) -> Same {
        Same(0)
    }
}

struct Same(u64);

impl std::hash::Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(range: std::ops::Range<usize>) -> Vec<String> {
        range.map(|n| format!("2025-12-21-event-{n}")).collect()
    }

    fn seen(ids: &[String]) -> Seen {
        Seen::of(ids.iter().map(String::as_str), Instant(1_700_000_000))
    }

    #[test]
    fn what_was_not_there_is_new() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("store.seen");
        assert_eq!(Seen::load(&path).expect("no fault"), None, "a store that was never left");
        let before = seen(&ids(0..1000));
        before.save(&path).expect("written");
        assert_eq!(Seen::load(&path).expect("readable"), Some(before.clone()), "what is kept comes back");
        let now = ids(10..1003);
        let new = before.missing(now.iter().map(String::as_str));
        let expected = ids(1000..1003).iter().map(|id| EventId(id.as_str().into())).collect();
        assert_eq!(new, expected, "three were added; that ten are gone is not mentioned");
        let both = seen(&now).with(&before);
        assert!(both.missing(ids(0..1003).iter().map(String::as_str)).is_empty(), "both are known together");
    }

    #[test]
    fn a_damaged_file_is_an_error() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("store.seen");
        seen(&ids(0..100)).save(&path).expect("written");
        let good = std::fs::read(&path).expect("there");
        for at in [0, 20, 30, 35, 41, good.len() - 1] {
            let mut bad = good.clone();
            bad[at] ^= 1;
            write::write(&path, &bad, Replace::Anything).expect("written");
            let read = Seen::load(&path);
            // Only the time may change unnoticed: any time is a time.
            assert!(read.is_err() || at == 20, "a wrong byte at {at} is noticed: {read:?}");
        }
        for length in [0, 10, HEADER - 1, HEADER + 3, good.len() - 8] {
            write::write(&path, &good[..length], Replace::Anything).expect("written");
            assert!(Seen::load(&path).is_err(), "{length} bytes are not the whole file");
        }
    }
}
