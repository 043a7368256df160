//! Renews a store after an edit: reuses unchanged records and reads only those that changed.
//!
//! The result is the store that a full read would give, or `None`. An edit that could affect the rest of the store (a
//! registry, an id that others link to, the first mention of a name) needs a full read. A problem belongs to a
//! record: it stays, moves and disappears with it.

mod change;
mod places;
mod problems;
mod unregistered;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use change::{FileState, RecordState};
use problems::ProblemsAfterEdit;
use unregistered::Remaining;

use crate::event::{EventIx, LinkKind, Place};
use crate::parallel;
use crate::registry::Registry;
use crate::store::build::{BuiltEdit, build_edit};
use crate::store::events::{Additions, Events};
use crate::store::input::Loaded;
use crate::store::reload::record_hashes::{FileEdit, FileRecords, RecordHashes, Sort};
use crate::store::reload::renumbering::Renumbering;
use crate::store::yaml::read::Item;
use crate::store::{FoundFiles, SavedView, Store};

/// A store after an edit, and how its events moved.
#[derive(Debug)]
pub struct Renewed {
    /// The store as its files are now.
    pub store: Store,
    /// New positions of the events of the store before the edit.
    pub(crate) moves: Renumbering,
}

impl Store {
    /// Reads what has changed in the files and returns the store as it is now, or `None` if a full read is needed.
    #[must_use]
    pub fn renewed(&self) -> Option<Renewed> {
        // If this panics, the full read that follows reports it with its place.
        parallel::catch_panic(|| self.renew()).ok().flatten()
    }

    fn renew(&self) -> Option<Renewed> {
        let hashes = self.record_hashes.as_deref()?;
        if !FoundFiles::of(&self.inputs)?.matches(&self.files, &hashes.found) {
            return None;
        }
        let files = self.compare(&hashes.files)?;
        let mut loaded: Vec<Loaded> =
            self.files.iter().map(|file| Loaded::new(file.clone(), Vec::new())).collect();
        let (mut items, mut removed, mut states) = (Vec::new(), Vec::new(), Vec::with_capacity(files.len()));
        for (file, (before, edit)) in (0..).zip(hashes.files.iter().zip(files)) {
            let Some(FileEdit { old, bytes }) = edit else {
                states.push(FileState { before, edit: None });
                continue;
            };
            let change = change::locate(before, old, &bytes, items.len())?;
            removed.extend(change.removed().filter_map(|record| before.event(record)).map(|ix| ix.0));
            items.extend(change.new_pieces().map(|piece| Item::unread(file, &bytes, piece)));
            loaded[file as usize].bytes = bytes;
            states.push(FileState { before, edit: Some(change) });
        }
        // A full read is as fast for a larger edit.
        if items.len() > 256 + self.events.len() / 16 {
            return None;
        }
        removed.sort_unstable();
        let own = OwnSources::count(self, &hashes.files);
        let remaining = unregistered::remaining(self, hashes, &states);
        let mut registry = own.registry_without(self);
        registry.actors.truncate(remaining.0[0]);
        registry.venues.truncate(remaining.0[1]);
        registry.outlets.truncate(remaining.0[2]);
        let built = build_edit(self, registry, &loaded, items, removed.clone())?;
        self.with_edit(&loaded, &states, built, &own, (remaining, &removed))
    }

    /// Compares each file with its records, on all cores. Returns `None` if one needs a full read.
    fn compare(&self, files: &[FileRecords]) -> Option<Vec<Option<FileEdit>>> {
        let all: Vec<_> = files.iter().zip(&self.files).collect();
        parallel::map(&all, 1, |(records, file)| records.edit(&file.path).ok()?.ok()).into_iter().collect()
    }

    /// Returns this store with the events that were built from the edit.
    fn with_edit(
        &self,
        loaded: &[Loaded],
        states: &[FileState<'_>],
        built: BuiltEdit,
        own: &OwnSources,
        (remaining, removed): (Remaining, &[u32]),
    ) -> Option<Renewed> {
        // A store without events has no record hashes.
        if built.moves.is_empty() {
            return None;
        }
        let old = self.record_hashes.as_deref()?;
        let (unregistered, renamed) = unregistered::after_edit(self, old, states, &built, remaining)?;
        let problems = ProblemsAfterEdit { store: self, old, states, built: &built, removed }
            .problems(loaded, renamed)?;
        let is_new = built.unregistered.iter().any(|entry| entry.item.is_some());
        let BuiltEdit {
            moves,
            events,
            written,
            items,
            sources,
            event_blocks,
            mut registry,
            later_mentions,
            broken_targets,
            ..
        } = built;
        let mut made_of: HashMap<usize, usize> = HashMap::new();
        made_of.extend(items.iter().enumerate().map(|(built, item)| (*item, built)));
        let mut places = vec![Place::default(); moves.len()];
        let mut first_sources = vec![0; moves.len()];
        let old_positions = self.registry.sources.positions();
        let mut source_positions = old_positions.get(..own.registered)?.to_vec();
        let mut files = Vec::with_capacity(states.len());
        for (file, (state, one)) in (0..).zip(states.iter().zip(loaded)) {
            let mut sorts = Vec::with_capacity(state.before.len());
            for (record, line) in state.records(self) {
                let ix = match record {
                    RecordState::Other(sort) => {
                        sorts.push(sort);
                        continue;
                    }
                    RecordState::Retained(old) => moves.new_index(old)?,
                    RecordState::New(item) => {
                        let Some(built) = made_of.get(&item) else {
                            sorts.push(Sort::Broken);
                            continue;
                        };
                        moves.added()[*built]
                    }
                };
                sorts.push(Sort::Event(ix));
                places[ix.index()] = Place { file, line };
                first_sources[ix.index()] = source_positions.len() as u32;
                match record {
                    RecordState::Retained(old) => {
                        source_positions.extend_from_slice(old_positions.get(own.of_event(self, old))?);
                    }
                    RecordState::New(item) => {
                        let built = *made_of.get(&item)?;
                        // A record begins at its dash, so an item on another line needs a full read.
                        if events.get(built)?.place.line != line {
                            return None;
                        }
                        source_positions.extend(&sources[built]);
                    }
                    RecordState::Other(_) => {}
                }
            }
            files.push(state.records_now(&sorts, &one.bytes, &later_mentions, &broken_targets));
        }
        // Links may only lead to written ids, not to derived ones.
        let ids = events.iter().zip(moves.added()).zip(&written).filter(|(_, written)| **written);
        let ids: HashMap<Box<str>, EventIx> = ids.map(|((event, ix), _)| (event.id.clone(), *ix)).collect();
        let target = |old| moves.new_index(old).or_else(|| ids.get(self.events.id(old)).copied());
        let new = Additions { blocks: event_blocks, events, places, first_sources };
        let events = self.events.renewed(&moves, new, target)?;
        if closes_a_circle(&events, moves.added()) {
            return None;
        }
        registry.sources = registry.sources.at_positions(source_positions);
        let mut views = self.views.clone();
        for (file, (first, shift)) in
            (0..).zip(states).filter_map(|(file, state)| Some((file, state.moved_others()?)))
        {
            let moves = |place: &Place| place.file == file && place.line >= first;
            // The place of a source is packed with it and cannot be changed here.
            let of_source = |ix: usize| self.registry.sources.fresh(ix).place;
            if (0..own.registered).filter_map(of_source).any(|place| moves(&place)) {
                return None;
            }
            for place in places_of(&mut registry, &mut views).filter(|place| moves(place)) {
                place.line = (i64::from(place.line) + shift) as u32;
            }
        }
        if is_new || remaining.0 != Remaining::all(&self.registry).0 {
            registry.index_names();
        }
        let store = Self {
            inputs: self.inputs.clone(),
            files: self.files.clone(),
            meta: self.meta.clone(),
            registry,
            events,
            views,
            problems,
            known: None,
            withheld: None,
            record_hashes: Some(Arc::new(RecordHashes { files, found: old.found.clone(), unregistered })),
        };
        Some(Renewed { store, moves })
    }
}

/// Returns the places of all registry entries and views, except sources.
fn places_of<'r>(
    registry: &'r mut Registry,
    views: &'r mut [SavedView],
) -> impl Iterator<Item = &'r mut Place> {
    let Registry { actors, venues, outlets, claims, terms, .. } = registry;
    let actors = actors.iter_mut().filter_map(|actor| actor.place.as_mut());
    let venues = venues.iter_mut().filter_map(|venue| venue.place.as_mut());
    let outlets = outlets.iter_mut().filter_map(|outlet| outlet.place.as_mut());
    let claims = claims.iter_mut().map(|claim| &mut claim.place);
    let terms = terms.iter_mut().map(|term| &mut term.place);
    let views = views.iter_mut().map(|view| &mut view.place);
    actors.chain(venues).chain(outlets).chain(claims).chain(terms).chain(views)
}

/// Counts of the events' own sources. In the registry they come after the registered ones, in the order of files.
struct OwnSources {
    registered: usize,
    counts: Vec<u32>,
}

impl OwnSources {
    fn count(store: &Store, files: &[FileRecords]) -> Self {
        let all = store.registry.sources.len();
        let (mut counts, mut registered) = (vec![0; store.events.len()], all);
        let mut before: Option<EventIx> = None;
        let events =
            files.iter().flat_map(|records| (0..records.len()).filter_map(|record| records.event(record)));
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

    /// Returns the numbers of the event's own sources.
    fn of_event(&self, store: &Store, ix: EventIx) -> Range<usize> {
        let first = store.events.first_source(ix) as usize;
        first..first + self.counts[ix.index()] as usize
    }

    /// Returns the registry without the events' own sources.
    fn registry_without(&self, store: &Store) -> Registry {
        let mut registry = store.registry.clone();
        let registered = registry.sources.positions().iter().take(self.registered).copied().collect();
        registry.sources = registry.sources.at_positions(registered);
        registry
    }
}

/// Whether links of one kind (`part_of` or `supersedes`) lead from one of those events back to itself.
fn closes_a_circle(events: &Events, starts: &[EventIx]) -> bool {
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
    starts.iter().any(|start| kinds.into_iter().any(|kind| closes(kind, *start)))
}
