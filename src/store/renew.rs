//! A store after an edit: what stayed is taken over as it is, and only what changed is read.
//!
//! It is the store that reading everything would give, or none: whatever an edit could do to the rest of a store
//! (a registry, a mistake, a name that nobody knows, an id that others link to) is left to reading everything.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::build::{Made, make};
use super::events::{Events, New};
use super::input::Loaded;
use super::marks::{Edit, FileMarks, Marks};
use super::moves::Moves;
use super::read::Item;
use super::split::{self, Piece};
use super::{Found, Store};
use crate::event::{EventIx, LinkKind, Place};
use crate::parallel;
use crate::registry::Registry;

/// A store after an edit.
#[derive(Debug)]
pub struct Renewed {
    /// The store.
    pub store: Store,
    /// Where its events were.
    pub moves: Moves,
}

/// What a file is now.
struct Now<'m> {
    marks: &'m FileMarks,
    edit: Option<Change>,
}

/// An edit whose events are found.
struct Change {
    old: Range<usize>,
    pieces: Vec<Piece>,
    /// Of each piece the event that it was before.
    same: Vec<Option<EventIx>>,
    /// How many lines what stands behind has moved.
    shift: i64,
}

/// What a record of a file is now.
#[derive(Clone, Copy)]
enum Record {
    /// An event as it was.
    Kept(EventIx),
    /// The event that comes out of an item: its number among the new.
    New(usize),
    /// Something else.
    Other,
}

impl Store {
    /// This store as its files are now, with only what has changed read again; none where everything is to be read.
    #[must_use]
    pub fn renewed(&self) -> Option<Renewed> {
        // What panics here is told, with its place, where everything is read.
        parallel::caught(|| self.renew()).ok().flatten()
    }

    fn renew(&self) -> Option<Renewed> {
        let Marks(marks) = self.marks.as_deref()?;
        self.still_the_same_files()?;
        let files = self.compare(marks)?;
        let mut loaded: Vec<Loaded> =
            self.files.iter().map(|file| Loaded::new(file.clone(), Vec::new())).collect();
        let (mut items, mut removed, mut now) = (Vec::new(), Vec::new(), Vec::with_capacity(files.len()));
        for (file, (marks, edit)) in (0..).zip(marks.iter().zip(files)) {
            let Some(Edit { old, bytes }) = edit else {
                now.push(Now { marks, edit: None });
                continue;
            };
            let change = self.change(marks, old, &bytes)?;
            let kept: HashSet<EventIx> = change.same.iter().copied().flatten().collect();
            let gone = change.old.clone().filter_map(|record| marks.event(record));
            removed.extend(gone.filter(|ix| !kept.contains(ix)).map(|ix| ix.0));
            let new = change.pieces.iter().zip(&change.same).filter(|(_, same)| same.is_none());
            items.extend(new.map(|(piece, _)| Item::unread(file, &bytes, piece)));
            loaded[file as usize].bytes = bytes;
            now.push(Now { marks, edit: Some(change) });
        }
        // More than this is read as fast with everything else.
        if items.len() > 256 + self.events.len() / 16 {
            return None;
        }
        removed.sort_unstable();
        let own = OwnSources::of(self, marks);
        let made = make(self, own.registry_without(self), &loaded, &items, removed)?;
        self.with(&loaded, &now, made, &own)
    }

    fn still_the_same_files(&self) -> Option<()> {
        let found = Found::of(&self.inputs)?;
        let files = found.files();
        files.iter().eq(self.files.iter().map(|file| &file.path)).then_some(())
    }

    /// What has changed in each file, looked for on all cores.
    fn compare(&self, marks: &[FileMarks]) -> Option<Vec<Option<Edit>>> {
        let all: Vec<_> = marks.iter().zip(&self.files).collect();
        parallel::map(&all, 1, |(marks, file)| marks.edit(&file.path).ok()?.ok()).into_iter().collect()
    }

    /// The events that stand in place of the `old` records, and which of them only stand elsewhere.
    fn change(&self, marks: &FileMarks, old: Range<usize>, bytes: &[u8]) -> Option<Change> {
        let line = |record: usize| marks.event(record).map(|ix| self.events.place(ix).line);
        let first = line(old.start)?;
        let pieces = split::events(bytes, marks.indent()?, first)?;
        // Lines are counted from dashes.
        if pieces.iter().any(|piece| piece.first_line(bytes) != piece.line) {
            return None;
        }
        let shift = if old.end < marks.len() {
            let lines = memchr::memchr_iter(b'\n', bytes).count() as i64;
            lines - (i64::from(line(old.end)?) - i64::from(first))
        } else {
            0
        };
        // The places of what is no event are kept with it.
        if shift != 0 && (old.end..marks.len()).any(|record| marks.event(record).is_none()) {
            return None;
        }
        let mut before: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for record in old.clone() {
            before.entry(marks.hash(record)).or_default().push_back(record);
        }
        let same = extents(&pieces, bytes.len())
            .map(|extent| marks.event(before.get_mut(&xxh3_64(&bytes[extent]))?.pop_front()?))
            .collect();
        Some(Change { old, pieces, same, shift })
    }

    /// This store with events that were made.
    fn with(&self, loaded: &[Loaded], now: &[Now<'_>], made: Made, own: &OwnSources) -> Option<Renewed> {
        let Made { moves, events, written, items, sources, event_blocks, source_blocks } = made;
        // A store without an event has no marks.
        if moves.is_empty() {
            return None;
        }
        let mut made_of = vec![0; items.len()];
        for (made, item) in items.iter().enumerate() {
            made_of[*item] = made;
        }
        let mut places = vec![Place::default(); moves.len()];
        let mut first_sources = vec![0; moves.len()];
        let old_spots = self.registry.sources.spots();
        let mut spots = old_spots.get(..own.registered)?.to_vec();
        let (mut marks, mut next) = (Vec::with_capacity(now.len()), 0);
        for (file, (now, one)) in (0..).zip(now.iter().zip(loaded)) {
            let mut numbers = Vec::with_capacity(now.marks.len());
            for (record, line) in now.records(self, &mut next) {
                let ix = match record {
                    Record::Other => {
                        numbers.push(None);
                        continue;
                    }
                    Record::Kept(old) => moves.of(old)?,
                    Record::New(item) => moves.added()[made_of[item]],
                };
                numbers.push(Some(ix));
                places[ix.index()] = Place { file, line };
                first_sources[ix.index()] = spots.len() as u32;
                match record {
                    Record::Kept(old) => spots.extend_from_slice(old_spots.get(own.of_event(self, old))?),
                    Record::New(item) => spots.extend(&sources[made_of[item]]),
                    Record::Other => {}
                }
            }
            marks.push(now.marks_with(&numbers, &one.bytes));
        }
        // An id that was only derived may not be linked to.
        let ids = events.iter().zip(moves.added()).zip(&written).filter(|(_, written)| **written);
        let ids: HashMap<Box<str>, EventIx> = ids.map(|((kept, ix), _)| (kept.id.clone(), *ix)).collect();
        let target = |old| moves.of(old).or_else(|| ids.get(self.events.id(old)).copied());
        let new = New { blocks: event_blocks, made: events, places, first_sources };
        let events = self.events.renewed(&moves, new, target)?;
        if closes_a_circle(&events, moves.added()) {
            return None;
        }
        let mut sources = self.registry.sources.arranged(Vec::new());
        for bytes in source_blocks {
            sources.add_block(bytes);
        }
        let registry = Registry { sources: sources.arranged(spots), ..own.registry_without(self) };
        let store = Self {
            inputs: self.inputs.clone(),
            files: self.files.clone(),
            meta: self.meta.clone(),
            registry,
            events,
            views: self.views.clone(),
            problems: Vec::new(),
            known: None,
            withheld: None,
            marks: Some(Arc::new(Marks(marks))),
        };
        Some(Renewed { store, moves })
    }
}

impl Now<'_> {
    /// The file's records with their lines; new ones count on from `next`.
    fn records<'n>(
        &'n self,
        store: &'n Store,
        next: &'n mut usize,
    ) -> impl Iterator<Item = (Record, u32)> + 'n {
        let all = self.marks.len();
        let (old, shift) = self.edit.as_ref().map_or((all..all, 0), |edit| (edit.old.clone(), edit.shift));
        let kept = move |record: usize, shift: i64| match self.marks.event(record) {
            Some(ix) => {
                let line = i64::from(store.events.place(ix).line) + shift;
                (Record::Kept(ix), line as u32)
            }
            None => (Record::Other, 0),
        };
        let edited = self.edit.iter().flat_map(|edit| edit.pieces.iter().zip(&edit.same));
        let edited = edited.map(|(piece, same)| {
            let record = same.map_or_else(
                || {
                    *next += 1;
                    Record::New(*next - 1)
                },
                Record::Kept,
            );
            (record, piece.line)
        });
        let before = (0..old.start).map(move |record| kept(record, 0));
        before.chain(edited).chain((old.end..all).map(move |record| kept(record, shift)))
    }

    /// The file's marks as they are now, the records being the events of `numbers`.
    fn marks_with(&self, numbers: &[Option<EventIx>], bytes: &[u8]) -> FileMarks {
        let mut marks = self.marks.clone();
        if let Some(edit) = &self.edit {
            let extents: Vec<_> = extents(&edit.pieces, bytes.len()).collect();
            marks.splice(edit.old.clone(), bytes, &extents);
        }
        marks.number(numbers);
        marks
    }
}

/// From the beginning of each piece to that of the next.
fn extents(pieces: &[Piece], end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = pieces.iter().skip(1).map(|piece| piece.bytes.start).chain([end]);
    pieces.iter().map(|piece| piece.bytes.start).zip(ends).map(|(start, end)| start..end)
}

/// Sources that events hold themselves; in the registry they stand behind the registered, in the order of files.
struct OwnSources {
    registered: usize,
    /// Of each event.
    counts: Vec<u32>,
}

impl OwnSources {
    fn of(store: &Store, marks: &[FileMarks]) -> Self {
        let all = store.registry.sources.len();
        let (mut counts, mut registered) = (vec![0; store.events.len()], all);
        let mut before: Option<EventIx> = None;
        let events = marks.iter().flat_map(|marks| (0..marks.len()).filter_map(|record| marks.event(record)));
        for ix in events {
            let first = store.events.first_source(ix);
            match before {
                Some(before) => counts[before.index()] = first - store.events.first_source(before),
                None => registered = first as usize,
            }
            before = Some(ix);
        }
        if let Some(last) = before {
            counts[last.index()] = all as u32 - store.events.first_source(last);
        }
        Self { registered, counts }
    }

    /// The numbers of the event's own sources.
    fn of_event(&self, store: &Store, ix: EventIx) -> Range<usize> {
        let first = store.events.first_source(ix) as usize;
        first..first + self.counts[ix.index()] as usize
    }

    /// The registry without any of them.
    fn registry_without(&self, store: &Store) -> Registry {
        let mut registry = store.registry.clone();
        let registered = registry.sources.spots().iter().take(self.registered).copied().collect();
        registry.sources = registry.sources.arranged(registered);
        registry
    }
}

/// Whether what belongs to another or supersedes it comes back to itself, by way of one of those events.
fn closes_a_circle(events: &Events, by_way_of: &[EventIx]) -> bool {
    let closes = |kind: LinkKind, start: EventIx| {
        let (mut open, mut seen) = (vec![start], HashSet::new());
        while let Some(ix) = open.pop() {
            for link in events.links(ix).iter().filter(|link| link.kind == kind) {
                if link.to == start {
                    return true;
                }
                if seen.insert(link.to) {
                    open.push(link.to);
                }
            }
        }
        false
    };
    let kinds = [LinkKind::PartOf, LinkKind::Supersedes];
    by_way_of.iter().any(|start| kinds.into_iter().any(|kind| closes(kind, *start)))
}
