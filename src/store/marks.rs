//! Where each record of each file stands and what its bytes hash to: by it a reload finds what an edit changed.
//!
//! The bytes from one record's beginning to the next one's belong to the first, so that no byte of a file is
//! without a hash. A file that is not cut into records at its margins is one piece: any change in it is everything.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::input::Loaded;
use super::read::Item;
use crate::event::EventIx;
use crate::event::packed::numbers;

/// Of a record that is no event.
const OTHER: u32 = u32::MAX;
/// Of a file whose records cannot be told apart by their lines.
const ODD: u32 = u32::MAX;
/// So many bytes are looked at in one go.
const READ: u64 = 1 << 20;

/// The records of all files of a store, by which [`Store::renewed`](super::Store::renewed) finds what has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks(pub(super) Vec<FileMarks>);

/// The records of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileMarks {
    /// Bytes before the first record, and their hash.
    head: (u32, u64),
    /// Spaces before the dashes of its events.
    indent: u32,
    /// Of each record the bytes up to the next.
    #[serde(with = "numbers")]
    lengths: Vec<u32>,
    #[serde(with = "numbers")]
    hashes: Vec<u64>,
    /// Of each record which event it is.
    #[serde(with = "numbers")]
    events: Vec<u32>,
}

/// What stands in a file in place of some of its records.
#[derive(Debug)]
pub(super) struct Edit {
    /// The records that are no longer there as they were.
    pub(super) old: Range<usize>,
    /// The bytes between those that stayed.
    pub(super) bytes: Vec<u8>,
}

impl FileMarks {
    /// The records of a file that was read; `event_of` tells which item became which event.
    ///
    /// `items` are all of the file with their numbers, in order; `cut` says whether it was cut into them.
    pub(super) fn new(one: &Loaded, cut: bool, items: &[(usize, &Item)], event_of: &[u32]) -> Self {
        let bytes = one.bytes.as_slice();
        let of_events = items.iter().map(|(ix, _)| event_of[*ix]);
        let starts: Option<Vec<usize>> = items.iter().map(|(_, item)| item.start()).collect();
        let Some(starts) = starts.filter(|starts| cut && starts.is_sorted()) else {
            let events: Vec<u32> = of_events.filter(|event| *event != OTHER).collect();
            return Self {
                head: (bytes.len() as u32, xxh3_64(bytes)),
                indent: ODD,
                lengths: vec![0; events.len()],
                hashes: vec![xxh3_64(&[]); events.len()],
                events,
            };
        };
        let first = starts.first().copied().unwrap_or(bytes.len());
        let (mut lengths, mut hashes) = (Vec::new(), Vec::new());
        let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            lengths.push((end - start) as u32);
            hashes.push(xxh3_64(&bytes[start..end]));
        }
        let events: Vec<u32> = of_events.collect();
        let an_event = events.iter().position(|event| *event != OTHER).map(|at| starts[at]);
        let indent =
            an_event.map_or(ODD, |at| bytes[at..].iter().take_while(|byte| **byte == b' ').count() as u32);
        Self { head: (first as u32, xxh3_64(&bytes[..first])), indent, lengths, hashes, events }
    }

    /// Spaces before the dashes of its events; none where they cannot be told apart by their lines.
    pub(super) fn indent(&self) -> Option<usize> {
        (self.indent != ODD).then_some(self.indent as usize)
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.events.len()
    }

    /// The event that the record of that number is.
    pub(super) fn event(&self, record: usize) -> Option<EventIx> {
        self.events.get(record).filter(|ix| **ix != OTHER).map(|ix| EventIx(*ix))
    }

    /// The hash of the record of that number.
    pub(super) fn hash(&self, record: usize) -> u64 {
        self.hashes[record]
    }

    /// Puts other records in the place of some: those that lie at `extents` of `bytes`.
    pub(super) fn splice(&mut self, old: Range<usize>, bytes: &[u8], extents: &[Range<usize>]) {
        self.lengths.splice(old.clone(), extents.iter().map(|extent| extent.len() as u32));
        self.hashes.splice(old.clone(), extents.iter().map(|extent| xxh3_64(&bytes[extent.clone()])));
        self.events.splice(old, extents.iter().map(|_| OTHER));
    }

    /// Says anew which event each record is.
    pub(super) fn number(&mut self, events: &[Option<EventIx>]) {
        self.events = events.iter().map(|event| event.map_or(OTHER, |ix| ix.0)).collect();
        if events.iter().all(Option::is_none) {
            self.indent = ODD;
        }
    }

    /// What has changed in the file since; nothing where no byte has.
    ///
    /// # Errors
    /// The file cannot be read. Inside: only reading it whole can tell.
    pub(super) fn edit(&self, path: &Path) -> io::Result<Result<Option<Edit>, Whole>> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let head = u64::from(self.head.0);
        let mut buffer = Vec::new();
        if size < head || xxh3_64(read_at(&mut file, 0..head, &mut buffer)?) != self.head.1 {
            return Ok(Err(Whole));
        }
        let count = self.lengths.len();
        let before = self.same(&mut file, 0..count, head, size - head, Side::Begin)?;
        let old_size = head + self.bytes(0..count);
        if before == count && size == old_size {
            return Ok(Ok(None));
        }
        let Some(indent) = self.indent() else { return Ok(Err(Whole)) };
        // The last record has no end but that of the file.
        let mut before = before.min(count.saturating_sub(1));
        let room = size.saturating_sub(head + self.bytes(0..before));
        let after = self.same(&mut file, before..count, size, room, Side::End)?;
        let end = size - self.bytes(count - after..count);
        // What stands first must begin a record itself, else it belongs to the one before.
        loop {
            if self.event(before).is_none() || after > 0 && self.event(count - after).is_none() {
                return Ok(Err(Whole));
            }
            let old = before..count - after;
            let bytes = read_at(&mut file, head + self.bytes(0..before)..end, &mut buffer)?;
            let unended = after > 0 && bytes.last().is_some_and(|last| *last != b'\n');
            if unended || old.clone().any(|record| self.event(record).is_none()) {
                return Ok(Err(Whole));
            }
            if bytes.is_empty() || begins_item(bytes, indent) {
                return Ok(Ok(Some(Edit { old, bytes: buffer })));
            }
            match before.checked_sub(1) {
                Some(earlier) => before = earlier,
                None => return Ok(Err(Whole)),
            }
        }
    }

    fn bytes(&self, records: Range<usize>) -> u64 {
        self.lengths[records].iter().map(|length| u64::from(*length)).sum()
    }

    /// How many records at one side of `among` stand as they stood, the outermost of them at `at`.
    ///
    /// `room` is how many bytes there are for them.
    fn same(
        &self,
        file: &mut File,
        among: Range<usize>,
        at: u64,
        room: u64,
        side: Side,
    ) -> io::Result<usize> {
        let record = |nth: usize| match side {
            Side::Begin => among.start + nth,
            Side::End => among.end - nth - 1,
        };
        let length = |nth: usize| u64::from(self.lengths[record(nth)]);
        let (mut done, mut used) = (0, 0);
        let mut buffer = Vec::new();
        loop {
            let (mut next, mut together) = (done, 0);
            while next < among.len()
                && used + together + length(next) <= room
                && (next == done || together + length(next) <= READ)
            {
                together += length(next);
                next += 1;
            }
            if next == done {
                return Ok(done);
            }
            let (range, mut offset) = match side {
                Side::Begin => (at + used..at + used + together, 0),
                Side::End => (at - used - together..at - used, together as usize),
            };
            let bytes = read_at(file, range, &mut buffer)?;
            for nth in done..next {
                let length = length(nth) as usize;
                let of = match side {
                    Side::Begin => offset..offset + length,
                    Side::End => offset - length..offset,
                };
                if bytes.get(of.clone()).map(xxh3_64) != Some(self.hashes[record(nth)]) {
                    return Ok(nth);
                }
                offset = if side == Side::Begin { of.end } else { of.start };
            }
            done = next;
            used += together;
        }
    }
}

/// Only reading everything can tell what has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whole;

/// From which side records are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Begin,
    End,
}

/// Those bytes of a file, in `buffer`.
fn read_at<'b>(file: &mut File, range: Range<u64>, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
    file.seek(SeekFrom::Start(range.start))?;
    buffer.resize((range.end - range.start) as usize, 0);
    file.read_exact(buffer)?;
    Ok(buffer)
}

/// Whether the first line begins an item whose dash stands behind so many spaces.
fn begins_item(bytes: &[u8], indent: usize) -> bool {
    let (margin, rest) = bytes.split_at(indent.min(bytes.len()));
    let dash = matches!(rest, [b'-'] | [b'-', b' ' | b'\n', ..] | [b'-', b'\r', b'\n', ..]);
    margin.len() == indent && margin.iter().all(|byte| *byte == b' ') && dash
}
