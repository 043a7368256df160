//! Names that nobody registered, after an edit: who mentions each first is to stay, and how often is counted anew.

use std::collections::HashMap;

use super::change::Now;
use crate::store::Store;
use crate::store::build::Made;
use crate::store::build::names::{Entries, Mentioned};
use crate::store::marks::{First, Marks, of_item};

/// What was told of a name before, and what is told now.
pub(super) type Renamed = HashMap<String, String>;

/// The names as they are now, and what is told of them otherwise; none where they would come in another order.
pub(super) fn now(store: &Store, old: &Marks, now: &[Now<'_>], made: &Made) -> Option<(Vec<First>, Renamed)> {
    let place = |(file, record): (u32, u32)| {
        let record = now.get(file as usize)?.record(record as usize)?;
        Some((file, record as u32))
    };
    let mut firsts: HashMap<Mentioned, First> = HashMap::with_capacity(made.strangers.len());
    for first in &old.strangers {
        let at = match first.at {
            Some(at) => Some(place(at)?),
            None => None,
        };
        firsts.insert(first.name, First { at, ..first.clone() });
    }
    let came_at = came_at(now);
    let mut is_new = false;
    for stranger in &made.strangers {
        if let Some(first) = firsts.get_mut(&stranger.name) {
            first.times += stranger.times as u32;
            continue;
        }
        let at = *came_at.get(&stranger.item)?;
        if is_before_fallen(old, now, at) || stranger.name.entries == Entries::Actors {
            return None;
        }
        is_new = true;
        let (name, times) = (stranger.name, stranger.times as u32);
        firsts.insert(name, First { name, at: Some(at), times });
    }
    if is_new && made.candidates > crate::text::suggest::PATIENCE {
        return None;
    }
    for now in now {
        if let Some(edit) = &now.edit {
            for name in edit.gone().flat_map(|record| now.marks.again(record)) {
                let first = firsts.get_mut(&name)?;
                first.times = first.times.checked_sub(1)?;
            }
        }
    }
    // Nobody may mention a name before the one who does it first.
    let comes_first =
        |name: Mentioned, at: (u32, u32)| firsts.get(&name).is_some_and(|first| first.at <= Some(at));
    for (file, now) in (0..).zip(now) {
        if let Some(edit) = &now.edit {
            for (record, (_, is)) in (edit.old.start as u32..).zip(edit.all()) {
                let names: Vec<Mentioned> = match is {
                    Ok(old) => now.marks.again(old).collect(),
                    Err(item) => of_item(&made.again, item).collect(),
                };
                if !names.into_iter().all(|name| comes_first(name, (file, record))) {
                    return None;
                }
            }
        }
    }
    let mut all: Vec<First> =
        made.strangers.iter().map(|one| firsts.remove(&one.name)).collect::<Option<_>>()?;
    all.sort_by_key(|first| first.name);
    let in_order = |pair: &[First]| pair[0].name.entries != pair[1].name.entries || pair[0].at <= pair[1].at;
    if !firsts.is_empty() || !all.windows(2).all(in_order) {
        return None;
    }
    let mut renamed = Renamed::new();
    for before in &old.strangers {
        let first = all.get(all.binary_search_by_key(&before.name, |first| first.name).ok()?)?;
        if first.times != before.times {
            let written = written(store, before.name)?;
            let told = |times: u32| before.name.entries.unregistered(written, times as usize);
            // Two that are told alike cannot be told apart.
            if renamed.insert(told(before.times), told(first.times)).is_some() {
                return None;
            }
        }
    }
    Some((all, renamed))
}

/// Where each new item stands now.
fn came_at(now: &[Now<'_>]) -> HashMap<usize, (u32, u32)> {
    let mut all = HashMap::new();
    for (file, now) in (0..).zip(now) {
        if let Some(edit) = &now.edit {
            let items = (edit.old.start as u32..).zip(edit.all());
            all.extend(items.filter_map(|(record, (_, is))| Some((is.err()?, (file, record)))));
        }
    }
    all
}

/// Whether an event that stayed and does not stand comes behind: it may mention the same name, which counts only where
/// that is known.
fn is_before_fallen(old: &Marks, now: &[Now<'_>], (file, _): (u32, u32)) -> bool {
    (0..).zip(&old.files).zip(now).any(|((of, marks), now): ((u32, _), _)| {
        of > file && marks.has_fallen_from(0)
            || of == file && now.edit.as_ref().is_none_or(|edit| marks.has_fallen_from(edit.old.end))
    })
}

fn written(store: &Store, name: Mentioned) -> Option<&str> {
    let (ix, registry) = (name.ix as usize, &store.registry);
    Some(match name.entries {
        Entries::Actors => &registry.actors.get(ix)?.name,
        Entries::Venues => &registry.venues.get(ix)?.name,
        Entries::Outlets => &registry.outlets.get(ix)?.name,
    })
}
