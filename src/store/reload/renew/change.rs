//! The state of a file after an edit: which records were retained and which are new.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::event::EventIx;
use crate::store::Store;
use crate::store::build::names::UnregisteredRef;
use crate::store::reload::record_hashes::{FileRecords, InsertedRecord, Sort, of_item};
use crate::store::yaml::split::{self, Piece};

/// A file's records before the edit, and the edit if there is one.
pub(super) struct FileState<'m> {
    pub(super) before: &'m FileRecords,
    pub(super) edit: Option<LocatedEdit>,
}

/// An edit whose records are found and compared with the old ones.
pub(super) struct LocatedEdit {
    /// The records that the edit replaces.
    pub(super) old: Range<usize>,
    /// The records in their place.
    pub(super) pieces: Vec<Piece>,
    /// For each piece the equal record among the `old` ones, a valid or broken event. `None` if the piece is new.
    pub(super) same: Vec<Option<usize>>,
    /// For each of the `old` records the piece that it is now. `None` if it was removed.
    piece_of: Vec<Option<usize>>,
    /// Item number of the first new piece.
    first_item: usize,
    /// Number of lines by which the records behind the edit have moved.
    pub(super) shift: i64,
}

/// What became of a record of a file.
#[derive(Clone, Copy)]
pub(super) enum RecordState {
    /// An unchanged event.
    Retained(EventIx),
    /// A new record, with the number of its item.
    New(usize),
    /// An unchanged record that is not a valid event.
    Other(Sort),
}

/// Finds the events in place of the `old` records, and which of them have only moved. Returns `None` if a full read
/// is needed.
pub(super) fn locate(
    records: &FileRecords,
    old: Range<usize>,
    bytes: &[u8],
    first_item: usize,
) -> Option<LocatedEdit> {
    let first = records.first_line(old.start);
    let pieces = split::events(bytes, records.indent()?, first)?;
    // A record begins at its dash, so a piece whose content begins on another line needs a full read.
    if pieces.iter().any(|piece| piece.first_line(bytes) != piece.line) {
        return None;
    }
    let shift = if old.end < records.len() {
        let lines = memchr::memchr_iter(b'\n', bytes).count() as i64;
        lines - (i64::from(records.first_line(old.end)) - i64::from(first))
    } else {
        0
    };
    let mut by_hash: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for record in old.clone().filter(|record| records.sort(*record) != Sort::Other) {
        by_hash.entry(records.hash(record)).or_default().push_back(record);
    }
    let same: Vec<Option<usize>> = extents(&pieces, bytes.len())
        .map(|extent| by_hash.get_mut(&xxh3_64(&bytes[extent]))?.pop_front())
        .collect();
    let mut piece_of = vec![None; old.len()];
    for (piece, record) in same.iter().enumerate().filter_map(|(piece, same)| Some((piece, (*same)?))) {
        piece_of[record - old.start] = Some(piece);
    }
    Some(LocatedEdit { old, pieces, same, piece_of, first_item, shift })
}

impl LocatedEdit {
    /// Returns the new pieces in the order of their items.
    pub(super) fn new_pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().zip(&self.same).filter(|(_, same)| same.is_none()).map(|(piece, _)| piece)
    }

    /// Returns the pieces, each with its old record (`Ok`) or its new item (`Err`).
    pub(super) fn all(&self) -> impl Iterator<Item = (&Piece, Result<usize, usize>)> {
        let mut item = self.first_item;
        self.pieces.iter().zip(&self.same).map(move |(piece, same)| {
            let origin = same.ok_or_else(|| {
                item += 1;
                item - 1
            });
            (piece, origin)
        })
    }

    /// Whether the retained records are in their old order.
    pub(super) fn keeps_order(&self) -> bool {
        self.same.iter().flatten().is_sorted()
    }

    /// Whether a retained record is a broken event.
    pub(super) fn retains_broken(&self, records: &FileRecords) -> bool {
        self.same.iter().flatten().any(|record| records.sort(*record) == Sort::Broken)
    }

    /// Whether retained records, one of them a broken event, are in another order than before.
    pub(super) fn reorders_broken(&self, records: &FileRecords) -> bool {
        let retained = self.same.iter().flatten();
        self.retains_broken(records) && !retained.is_sorted()
    }

    /// Returns the removed records.
    pub(super) fn removed(&self) -> impl Iterator<Item = usize> + '_ {
        self.old.clone().zip(&self.piece_of).filter(|(_, now)| now.is_none()).map(|(record, _)| record)
    }
}

impl FileState<'_> {
    /// Returns the old line from which on records other than events have moved, and by how many lines. `None` if none
    /// moved.
    pub(super) fn moved_others(&self) -> Option<(u32, i64)> {
        let edit = self.edit.as_ref().filter(|edit| edit.shift != 0)?;
        let is_other = |record| self.before.sort(record) == Sort::Other;
        let any_moved = (edit.old.end..self.before.len()).any(is_other);
        any_moved.then(|| (self.before.first_line(edit.old.end), edit.shift))
    }

    /// Returns the new number of an old record, or `None` if it was removed.
    pub(super) fn record(&self, old: usize) -> Option<usize> {
        let Some(edit) = &self.edit else { return Some(old) };
        if old < edit.old.start {
            Some(old)
        } else if old < edit.old.end {
            edit.piece_of[old - edit.old.start].map(|at| edit.old.start + at)
        } else {
            Some(old - edit.old.end + edit.old.start + edit.pieces.len())
        }
    }

    /// Whether an old record and the one before it were both retained, with nothing between them.
    pub(super) fn is_retained_with_previous(&self, old: usize) -> bool {
        let previous = old.checked_sub(1).map(|previous| self.record(previous).map(|at| at + 1));
        let at = self.record(old);
        at.is_some() && previous.is_none_or(|behind| behind == at)
    }

    /// Returns the file's records after the edit, with their lines.
    pub(super) fn records<'n>(&'n self, store: &'n Store) -> impl Iterator<Item = (RecordState, u32)> + 'n {
        let all = self.before.len();
        let (old, shift) = self.edit.as_ref().map_or((all..all, 0), |edit| (edit.old.clone(), edit.shift));
        let retained = move |record: usize, shift: i64| match self.before.sort(record) {
            Sort::Event(ix) => {
                let line = i64::from(store.events.place(ix).line) + shift;
                (RecordState::Retained(ix), line as u32)
            }
            sort => (RecordState::Other(sort), 0),
        };
        let edited = self.edit.iter().flat_map(LocatedEdit::all).map(move |(piece, origin)| match origin {
            Ok(record) => (retained(record, 0).0, piece.line),
            Err(item) => (RecordState::New(item), piece.line),
        });
        let before = (0..old.start).map(move |record| retained(record, 0));
        before.chain(edited).chain((old.end..all).map(move |record| retained(record, shift)))
    }

    /// Computes the record hashes of the file after the edit, with the given `sorts`.
    pub(super) fn records_now(
        &self,
        sorts: &[Sort],
        bytes: &[u8],
        later_mentions: &[(u32, UnregisteredRef)],
        broken_targets: &[(u32, u64)],
    ) -> FileRecords {
        let mut records = self.before.clone();
        if let Some(edit) = &self.edit {
            let extents = extents(&edit.pieces, bytes.len());
            let inserted = extents.zip(edit.all()).map(|(extent, (_, origin))| match origin {
                Ok(record) => InsertedRecord {
                    extent,
                    later_mentions: self.before.later_mentions(record).collect(),
                    broken_targets: self.before.broken_targets(record).collect(),
                },
                Err(item) => InsertedRecord {
                    extent,
                    later_mentions: of_item(later_mentions, item).collect(),
                    broken_targets: of_item(broken_targets, item).collect(),
                },
            });
            let inserted: Vec<InsertedRecord> = inserted.collect();
            records.splice(edit.old.clone(), bytes, &inserted);
        }
        records.number(sorts);
        records
    }
}

/// Returns the range of each piece up to the beginning of the next.
fn extents(pieces: &[Piece], end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = pieces.iter().skip(1).map(|piece| piece.bytes.start).chain([end]);
    pieces.iter().map(|piece| piece.bytes.start).zip(ends).map(|(start, end)| start..end)
}
