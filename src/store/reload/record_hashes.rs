//! The position and hash of each record of each file, by which a reload finds what an edit changed.
//!
//! A record extends to the beginning of the next, so that every byte of a file is covered by a hash. A file that
//! cannot be divided into records by its lines has a single hash, and any change in it needs a full read.

mod cut;

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::event::EventIx;
use crate::event::packed::numbers;
use crate::store::build::names::UnregisteredRef;
use crate::store::input::Loaded;
use crate::store::problem::Problem;
use crate::store::schema::list::List;
use crate::store::yaml::read::Item;

/// Event number of a record that is not an event.
const OTHER: u32 = u32::MAX;
/// Event number of a broken event.
const BROKEN: u32 = u32::MAX - 1;
/// Indent of a file that cannot be divided into records by its lines.
const INDIVISIBLE: u32 = u32::MAX;
/// Number of bytes that are compared at a time.
const COMPARED_BYTES: u64 = 1 << 20;

/// The records of all files of a store, by which [`Store::renewed`](crate::store::Store::renewed) finds what has
/// changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordHashes {
    pub(in crate::store) files: Vec<FileRecords>,
    /// Problems found while looking for the files.
    pub(in crate::store) found: Vec<Problem>,
    /// The unregistered names: actors, venues, outlets, each in the order of their registry.
    pub(in crate::store) unregistered: Vec<FirstMention>,
}

/// The first mention of an unregistered name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct FirstMention {
    pub(in crate::store) name: UnregisteredRef,
    /// File and record. `None` if a registry mentions it, which comes before all events.
    pub(in crate::store) at: Option<(u32, u32)>,
    /// Number of later mentions.
    pub(in crate::store) times: u32,
}

/// The records of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct FileRecords {
    /// Number of bytes before the first record, their hash, and their number of line breaks.
    head: (u32, u64, u32),
    /// Number of spaces before the dashes of its events.
    indent: u32,
    /// Number of bytes of each record, up to the next.
    #[serde(with = "numbers")]
    lengths: Vec<u32>,
    #[serde(with = "numbers")]
    hashes: Vec<u64>,
    /// Number of line breaks in each record.
    #[serde(with = "numbers")]
    lines: Vec<u32>,
    /// Event number of each record.
    #[serde(with = "numbers")]
    events: Vec<u32>,
    /// Mentions of unregistered names after their first mention, by record.
    later_mentions: Vec<(u32, UnregisteredRef)>,
    /// Hashes of the ids that broken events link to, by record.
    broken_targets: Vec<(u32, u64)>,
}

/// Results of reading a store, item by item.
pub(in crate::store) struct ReadItems<'r> {
    /// Event number of each item, `u32::MAX` for none.
    pub(in crate::store) event_of: &'r [u32],
    pub(in crate::store) later_mentions: &'r [(u32, UnregisteredRef)],
    pub(in crate::store) broken_targets: &'r [(u32, u64)],
}

/// The sort of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Sort {
    /// The event with that number.
    Event(EventIx),
    /// A broken event.
    Broken,
    Other,
}

/// A record that an edit puts into a file.
#[derive(Debug)]
pub(in crate::store) struct InsertedRecord {
    /// Its range in the bytes that were read.
    pub(in crate::store) extent: Range<usize>,
    pub(in crate::store) later_mentions: Vec<UnregisteredRef>,
    pub(in crate::store) broken_targets: Vec<u64>,
}

/// The part of a file that has changed.
#[derive(Debug)]
pub(in crate::store) struct FileEdit {
    /// The records that the changed part replaces.
    pub(in crate::store) old: Range<usize>,
    /// The bytes that replace them.
    pub(in crate::store) bytes: Vec<u8>,
}

impl FileRecords {
    /// Computes the records of a file that was read.
    ///
    /// `items` are all items of the file with their numbers, in order. `starts` are the offsets of those items that
    /// were found before they were read. `cut` says whether the file was divided into items by its lines.
    pub(in crate::store) fn new(
        one: &Loaded,
        cut: bool,
        items: &[(usize, &Item)],
        starts: &[Option<usize>],
        read: &ReadItems<'_>,
    ) -> Self {
        let bytes = one.bytes.as_slice();
        let records = cut.then(|| cut::records(bytes, items, starts)).flatten();
        let Some(records) = records.filter(|records| records.is_sorted_by_key(|(start, ..)| *start)) else {
            return Self::indivisible(bytes, items, read);
        };
        let first = records.first().map_or(bytes.len(), |(start, ..)| *start);
        let mut file_records = Self {
            head: (first as u32, xxh3_64(&bytes[..first]), breaks(&bytes[..first])),
            indent: INDIVISIBLE,
            lengths: Vec::with_capacity(records.len()),
            hashes: Vec::with_capacity(records.len()),
            lines: Vec::with_capacity(records.len()),
            events: Vec::with_capacity(records.len()),
            later_mentions: Vec::new(),
            broken_targets: Vec::new(),
        };
        let ends = records.iter().skip(1).map(|(start, ..)| *start).chain([bytes.len()]);
        for (number, ((start, list, item), end)) in (0..).zip(records.iter().zip(ends)) {
            let text = &bytes[*start..end];
            file_records.lengths.push(text.len() as u32);
            file_records.hashes.push(xxh3_64(text));
            file_records.lines.push(breaks(text));
            let event = item.map_or(OTHER, |item| read.event_of[item]);
            let sort = if *list == List::Events && event == OTHER { BROKEN } else { event };
            file_records.events.push(sort);
            if let (Some(item), List::Events) = (*item, list) {
                file_records
                    .later_mentions
                    .extend(of_item(read.later_mentions, item).map(|name| (number, name)));
                file_records.broken_targets.extend(of_item(read.broken_targets, item).map(|id| (number, id)));
            }
        }
        if let Some(at) = file_records.events.iter().position(|event| *event < BROKEN) {
            let text = &bytes[records[at].0..];
            let margin = text.iter().take_while(|byte| **byte == b' ').count();
            if !begins_item(text, margin) {
                return Self::indivisible(bytes, items, read);
            }
            file_records.indent = margin as u32;
        }
        file_records
    }

    /// Computes the records of a file that cannot be divided by its lines: one hash for the whole file.
    fn indivisible(bytes: &[u8], items: &[(usize, &Item)], read: &ReadItems<'_>) -> Self {
        let events = || items.iter().filter(|(_, item)| item.list == List::Events);
        let broken_targets = (0..).zip(events());
        let broken_targets = broken_targets
            .flat_map(|(number, (ix, _))| of_item(read.broken_targets, *ix).map(move |id| (number, id)));
        let broken_targets = broken_targets.collect();
        let events: Vec<u32> = events().map(|(ix, _)| read.event_of[*ix].min(BROKEN)).collect();
        let count = events.len();
        Self {
            head: (bytes.len() as u32, xxh3_64(bytes), breaks(bytes)),
            indent: INDIVISIBLE,
            lengths: vec![0; count],
            hashes: vec![xxh3_64(&[]); count],
            lines: vec![0; count],
            events,
            later_mentions: Vec::new(),
            broken_targets,
        }
    }

    /// Returns the number of spaces before the dashes of its events, or `None` if the file cannot be divided by its
    /// lines.
    pub(in crate::store) fn indent(&self) -> Option<usize> {
        (self.indent != INDIVISIBLE).then_some(self.indent as usize)
    }

    /// Returns the number of records.
    pub(in crate::store) fn len(&self) -> usize {
        self.events.len()
    }

    /// Returns the event that a record became.
    pub(in crate::store) fn event(&self, record: usize) -> Option<EventIx> {
        self.events.get(record).filter(|ix| **ix < BROKEN).map(|ix| EventIx(*ix))
    }

    /// Returns the sort of a record.
    pub(in crate::store) fn sort(&self, record: usize) -> Sort {
        match self.events.get(record).copied().unwrap_or(OTHER) {
            OTHER => Sort::Other,
            BROKEN => Sort::Broken,
            ix => Sort::Event(EventIx(ix)),
        }
    }

    /// Whether a record is an event, valid or broken.
    fn is_event(&self, record: usize) -> bool {
        self.sort(record) != Sort::Other
    }

    /// Whether any event from that record on is broken.
    pub(in crate::store) fn has_broken_from(&self, record: usize) -> bool {
        self.events.get(record..).is_some_and(|events| events.contains(&BROKEN))
    }

    /// Returns the hash of a record.
    pub(in crate::store) fn hash(&self, record: usize) -> u64 {
        self.hashes[record]
    }

    /// Returns the line on which each record begins.
    pub(in crate::store) fn first_lines(&self) -> Vec<u32> {
        let first = |line: &mut u32, lines: &u32| Some(std::mem::replace(line, *line + lines));
        self.lines.iter().scan(self.head.2 + 1, first).collect()
    }

    /// Returns the line on which a record begins.
    pub(in crate::store) fn first_line(&self, record: usize) -> u32 {
        self.head.2 + 1 + self.lines[..record].iter().sum::<u32>()
    }

    /// Returns the offset of a record in the file, in bytes.
    pub(in crate::store) fn start(&self, record: usize) -> u64 {
        u64::from(self.head.0) + self.bytes(0..record)
    }

    /// Returns the unregistered names in a record that another record mentions first.
    pub(in crate::store) fn later_mentions(
        &self,
        record: usize,
    ) -> impl Iterator<Item = UnregisteredRef> + '_ {
        of_item(&self.later_mentions, record)
    }

    /// Returns the hashes of the ids that a record links to if it is a broken event.
    pub(in crate::store) fn broken_targets(&self, record: usize) -> impl Iterator<Item = u64> + '_ {
        of_item(&self.broken_targets, record)
    }

    /// Whether a broken event that was not removed links to an id with that hash.
    pub(in crate::store) fn broken_event_links_to(
        &self,
        id: u64,
        is_removed: impl Fn(usize) -> bool,
    ) -> bool {
        self.broken_targets.iter().any(|(record, target)| *target == id && !is_removed(*record as usize))
    }

    /// Replaces the records `old` by others, whose text is in `bytes`.
    pub(in crate::store) fn splice(&mut self, old: Range<usize>, bytes: &[u8], inserted: &[InsertedRecord]) {
        let texts = || inserted.iter().map(|inserted| &bytes[inserted.extent.clone()]);
        self.lengths.splice(old.clone(), texts().map(|text| text.len() as u32));
        self.hashes.splice(old.clone(), texts().map(xxh3_64));
        self.lines.splice(old.clone(), texts().map(breaks));
        self.events.splice(old.clone(), inserted.iter().map(|_| OTHER));
        let later_mentions = inserted.iter().map(|record| record.later_mentions.as_slice());
        splice_values(&mut self.later_mentions, &old, later_mentions);
        splice_values(
            &mut self.broken_targets,
            &old,
            inserted.iter().map(|record| record.broken_targets.as_slice()),
        );
    }

    /// Sets the sort of each record.
    pub(in crate::store) fn number(&mut self, sorts: &[Sort]) {
        let number = |sort: &Sort| match sort {
            Sort::Event(ix) => ix.0,
            Sort::Broken => BROKEN,
            Sort::Other => OTHER,
        };
        self.events = sorts.iter().map(number).collect();
        if !self.events.iter().any(|event| *event < BROKEN) {
            self.indent = INDIVISIBLE;
        }
    }

    /// Compares the file with its records and returns what has changed, or `None` if no byte has.
    ///
    /// # Errors
    /// The outer error says that the file cannot be read, the inner one that the change needs a full read.
    pub(in crate::store) fn edit(&self, path: &Path) -> io::Result<Result<Option<FileEdit>, NeedsFullRead>> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let head = u64::from(self.head.0);
        let mut buffer = Vec::new();
        if size < head || xxh3_64(read_at(&mut file, 0..head, &mut buffer)?) != self.head.1 {
            return Ok(Err(NeedsFullRead));
        }
        let count = self.lengths.len();
        let before = self.count_unchanged(&mut file, 0..count, head, size - head, Side::Begin)?;
        let old_size = head + self.bytes(0..count);
        if before == count && size == old_size {
            return Ok(Ok(None));
        }
        let Some(indent) = self.indent() else { return Ok(Err(NeedsFullRead)) };
        // The last record ends only at the end of the file.
        let mut before = before.min(count.saturating_sub(1));
        let room = size.saturating_sub(head + self.bytes(0..before));
        let after = self.count_unchanged(&mut file, before..count, size, room, Side::End)?;
        let end = size - self.bytes(count - after..count);
        // The changed bytes must begin with an item, otherwise they belong to the record before.
        loop {
            if !self.is_event(before) || after > 0 && !self.is_event(count - after) {
                return Ok(Err(NeedsFullRead));
            }
            let old = before..count - after;
            let bytes = read_at(&mut file, head + self.bytes(0..before)..end, &mut buffer)?;
            let unended = after > 0 && bytes.last().is_some_and(|last| *last != b'\n');
            if unended || !old.clone().all(|record| self.is_event(record)) {
                return Ok(Err(NeedsFullRead));
            }
            if bytes.is_empty() || begins_item(bytes, indent) {
                return Ok(Ok(Some(FileEdit { old, bytes: buffer })));
            }
            match before.checked_sub(1) {
                Some(earlier) => before = earlier,
                None => return Ok(Err(NeedsFullRead)),
            }
        }
    }

    fn bytes(&self, records: Range<usize>) -> u64 {
        self.lengths[records].iter().map(|length| u64::from(*length)).sum()
    }

    /// Counts the unchanged records at one side of `among`. The outermost record begins or ends at offset `at`.
    ///
    /// `room` is the number of bytes available for them.
    fn count_unchanged(
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
                && (next == done || together + length(next) <= COMPARED_BYTES)
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
                let extent = match side {
                    Side::Begin => offset..offset + length,
                    Side::End => offset - length..offset,
                };
                if bytes.get(extent.clone()).map(xxh3_64) != Some(self.hashes[record(nth)]) {
                    return Ok(nth);
                }
                offset = if side == Side::Begin { extent.end } else { extent.start };
            }
            done = next;
            used += together;
        }
    }
}

/// Returns the record that a line belongs to, or `None` if the line is before the first record.
pub(in crate::store) fn record_at(first_lines: &[u32], line: u32) -> Option<usize> {
    first_lines.partition_point(|first| *first <= line).checked_sub(1)
}

/// Counts the line breaks.
fn breaks(bytes: &[u8]) -> u32 {
    memchr::memchr_iter(b'\n', bytes).count() as u32
}

/// Returns the values of an item from a list sorted by item number.
pub(in crate::store) fn of_item<T: Copy>(all: &[(u32, T)], item: usize) -> impl Iterator<Item = T> + '_ {
    let start = all.partition_point(|(of, _)| (*of as usize) < item);
    all[start..].iter().take_while(move |(of, _)| *of as usize == item).map(|(_, what)| *what)
}

/// Replaces the values of the records `old` by those of other records and renumbers the values behind them.
fn splice_values<'n, T: Copy + 'n>(
    all: &mut Vec<(u32, T)>,
    old: &Range<usize>,
    new: impl ExactSizeIterator<Item = &'n [T]>,
) {
    let at = |record: usize| all.partition_point(|(of, _)| (*of as usize) < record);
    let (start, end) = (at(old.start), at(old.end));
    let behind = old.start + new.len();
    let new: Vec<(u32, T)> = (old.start as u32..)
        .zip(new)
        .flat_map(|(record, of)| of.iter().map(move |one| (record, *one)))
        .collect();
    for (record, _) in &mut all[end..] {
        *record = (*record as usize - old.end + behind) as u32;
    }
    all.splice(start..end, new);
}

/// The error that a change is too large to describe: everything must be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct NeedsFullRead;

/// The side from which records are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Begin,
    End,
}

/// Reads a range of a file into `buffer`.
fn read_at<'b>(file: &mut File, range: Range<u64>, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
    file.seek(SeekFrom::Start(range.start))?;
    buffer.resize((range.end - range.start) as usize, 0);
    file.read_exact(buffer)?;
    Ok(buffer)
}

/// Whether the first line begins an item whose dash comes after `indent` spaces.
fn begins_item(bytes: &[u8], indent: usize) -> bool {
    let (margin, rest) = bytes.split_at(indent.min(bytes.len()));
    let dash = matches!(rest, [b'-'] | [b'-', b' ' | b'\n', ..] | [b'-', b'\r', b'\n', ..]);
    margin.len() == indent && margin.iter().all(|byte| *byte == b' ') && dash
}
