//! Unregistered names after an edit: the first mention of each must stay the same, and mentions are counted again.

use std::collections::HashMap;

use super::change::{FileState, LocatedEdit};
use crate::registry::Registry;
use crate::store::Store;
use crate::store::build::BuiltEdit;
use crate::store::build::names::{Entries, UnregisteredRef};
use crate::store::reload::record_hashes::{FileRecords, FirstMention, RecordHashes, of_item};
use crate::text::suggest::SEARCH_BUDGET;

/// Messages about names that changed: the old message and the new one.
pub(super) type Renamed = HashMap<String, String>;

/// Returns the lengths of the registries without those last entries that only removed records mention.
pub(super) fn remaining(store: &Store, old: &RecordHashes, states: &[FileState<'_>]) -> Remaining {
    let Remaining(mut lengths) = Remaining::all(&store.registry);
    let mut removed: HashMap<UnregisteredRef, u32> = HashMap::new();
    for state in states {
        let records = state.edit.iter().flat_map(LocatedEdit::removed);
        records
            .flat_map(|record| state.before.later_mentions(record))
            .for_each(|name| *removed.entry(name).or_default() += 1);
    }
    let is_removed = |(file, record): (u32, u32)| {
        states.get(file as usize).is_some_and(|state| state.record(record as usize).is_none())
    };
    for first in old.unregistered.iter().rev() {
        let length = &mut lengths[first.name.entries as usize];
        let times = removed.get(&first.name).copied().unwrap_or_default();
        if *length == first.name.ix as usize + 1 && first.at.is_some_and(is_removed) && first.times == times {
            *length -= 1;
        }
    }
    Remaining(lengths)
}

/// Number of actors, venues and outlets that remain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remaining(pub(super) [usize; 3]);

impl Remaining {
    /// Returns the current lengths of the registries.
    pub(super) fn all(registry: &Registry) -> Self {
        Self([registry.actors.len(), registry.venues.len(), registry.outlets.len()])
    }

    fn holds(self, name: UnregisteredRef) -> bool {
        (name.ix as usize) < self.0[name.entries as usize]
    }
}

/// Returns the unregistered names after the edit and the messages that change, or `None` if the names would be in
/// another order.
///
/// Entries that are not `remaining` are no longer mentioned, or are new.
pub(super) fn after_edit(
    store: &Store,
    old: &RecordHashes,
    states: &[FileState<'_>],
    built: &BuiltEdit,
    remaining: Remaining,
) -> Option<(Vec<FirstMention>, Renamed)> {
    let retained = || old.unregistered.iter().filter(|first| remaining.holds(first.name));
    let new_place = |(file, record): (u32, u32)| {
        let record = states.get(file as usize)?.record(record as usize)?;
        Some((file, record as u32))
    };
    let mut firsts: HashMap<UnregisteredRef, FirstMention> = HashMap::with_capacity(built.unregistered.len());
    for first in retained() {
        let at = match first.at {
            Some(at) => Some(new_place(at)?),
            None => None,
        };
        firsts.insert(first.name, FirstMention { at, ..first.clone() });
    }
    let inserted_at = inserted_at(states);
    let mut is_new = false;
    for entry in &built.unregistered {
        if let Some(first) = firsts.get_mut(&entry.name) {
            first.times += entry.times as u32;
            continue;
        }
        let at = *inserted_at.get(&entry.item?)?;
        if is_before_broken(old, states, at) {
            return None;
        }
        is_new = true;
        let (name, times) = (entry.name, entry.times as u32);
        firsts.insert(name, FirstMention { name, at: Some(at), times });
    }
    // In another order, the mentions of a broken event that came before may now count, or no longer.
    let is_moved = |(before, state): (&FileRecords, &FileState<'_>)| {
        state.edit.as_ref().is_some_and(|edit| edit.reorders_broken(before))
    };
    if old.files.iter().zip(states).any(is_moved) {
        return None;
    }
    // The search for hints stops at a limit. One name more or less may change which hints are found.
    let hints = old.unregistered.len().max(built.unregistered.len());
    let as_many = !is_new && retained().count() == old.unregistered.len();
    if !as_many && hints.saturating_mul(built.candidates) > SEARCH_BUDGET {
        return None;
    }
    for state in states {
        if let Some(edit) = &state.edit {
            let names = edit.removed().flat_map(|record| state.before.later_mentions(record));
            for name in names.filter(|name| remaining.holds(*name)) {
                let first = firsts.get_mut(&name)?;
                first.times = first.times.checked_sub(1)?;
            }
        }
    }
    // No record may mention a name before its first mention.
    let comes_first =
        |name: UnregisteredRef, at: (u32, u32)| firsts.get(&name).is_some_and(|first| first.at <= Some(at));
    for (file, state) in (0..).zip(states) {
        if let Some(edit) = &state.edit {
            for (record, (_, origin)) in (edit.old.start as u32..).zip(edit.all()) {
                let names: Vec<UnregisteredRef> = match origin {
                    Ok(old) => state.before.later_mentions(old).collect(),
                    Err(item) => of_item(&built.later_mentions, item).collect(),
                };
                if !names.into_iter().all(|name| comes_first(name, (file, record))) {
                    return None;
                }
            }
        }
    }
    let mut all: Vec<FirstMention> =
        built.unregistered.iter().map(|one| firsts.remove(&one.name)).collect::<Option<_>>()?;
    all.sort_by_key(|first| first.name);
    let in_order =
        |pair: &[FirstMention]| pair[0].name.entries != pair[1].name.entries || pair[0].at <= pair[1].at;
    if !firsts.is_empty() || !all.windows(2).all(in_order) {
        return None;
    }
    let mut renamed = Renamed::new();
    for before in retained() {
        let first = all.get(all.binary_search_by_key(&before.name, |first| first.name).ok()?)?;
        if first.times != before.times {
            let written = written(store, before.name)?;
            let message = |times: u32| before.name.entries.unregistered(written, times as usize);
            // Two problems with the same message cannot be distinguished.
            if renamed.insert(message(before.times), message(first.times)).is_some() {
                return None;
            }
        }
    }
    Some((all, renamed))
}

/// Returns the file and record of each new item.
fn inserted_at(states: &[FileState<'_>]) -> HashMap<usize, (u32, u32)> {
    let mut all = HashMap::new();
    for (file, state) in (0..).zip(states) {
        if let Some(edit) = &state.edit {
            let items = (edit.old.start as u32..).zip(edit.all());
            all.extend(items.filter_map(|(record, (_, origin))| Some((origin.err()?, (file, record)))));
        }
    }
    all
}

/// Whether a retained broken event comes after this record. It may mention the same name, and its mentions count only
/// if the name is already known.
fn is_before_broken(old: &RecordHashes, states: &[FileState<'_>], (file, _): (u32, u32)) -> bool {
    (0..).zip(&old.files).zip(states).any(|((of, before), state): ((u32, _), _)| {
        of > file && before.has_broken_from(0)
            || of == file
                && state
                    .edit
                    .as_ref()
                    .is_none_or(|edit| edit.retains_broken(before) || before.has_broken_from(edit.old.end))
    })
}

fn written(store: &Store, name: UnregisteredRef) -> Option<&str> {
    let (ix, registry) = (name.ix as usize, &store.registry);
    Some(match name.entries {
        Entries::Actors => &registry.actors.get(ix)?.name,
        Entries::Venues => &registry.venues.get(ix)?.name,
        Entries::Outlets => &registry.outlets.get(ix)?.name,
    })
}
