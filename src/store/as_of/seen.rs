//! What of the sources and offices of a store was there at a date.

use std::collections::HashMap;

use super::AsOf;
use crate::event::date::When;
use crate::event::packed::{Block, Packed, RecordPosition};
use crate::parallel;
use crate::registry::{Actor, Dates, Origin, Registry, Source, SourceIx};

/// So many sources are looked at by one core before another is asked.
const WINDOW: usize = if cfg!(test) { 4 } else { 8_192 };

/// Of a source: whether it was there or has no date.
const READ: u8 = 1;
/// Whether it has a date.
const DATED: u8 = 2;
/// Whether it, or what it copies, was corrected or withdrawn only later.
const ALTERED: u8 = 4;

/// What was there of the sources of a store, and who held which office.
#[derive(Debug)]
pub(super) struct Seen {
    sources: Vec<u8>,
    /// Those that were corrected or withdrawn only later, ascending.
    later: Vec<SourceIx>,
    /// All actors, where one of them belonged to something else as far as was known.
    actors: Option<Vec<Actor>>,
}

#[derive(Default)]
struct Part {
    flags: Vec<u8>,
    later: Vec<SourceIx>,
    copies: Vec<(SourceIx, Vec<Origin>)>,
}

impl Seen {
    /// What of `registry` was there at that date.
    pub(super) fn of(registry: &Registry, at: &AsOf) -> Self {
        let all = registry.sources.len();
        let windows: Vec<usize> = (0..all).step_by(WINDOW).collect();
        let parts =
            parallel::map(&windows, 1, |start| part(registry, at, *start..(*start + WINDOW).min(all)));
        let (mut sources, mut later, mut copies) = (Vec::with_capacity(all), Vec::new(), Vec::new());
        for part in parts {
            sources.extend(part.flags);
            later.extend(part.later);
            copies.extend(part.copies);
        }
        let mut seen = Self { sources, later, actors: actors(registry, at) };
        seen.spread(&copies);
        seen
    }

    /// What copies a source that stood otherwise stands otherwise itself.
    fn spread(&mut self, copies: &[(SourceIx, Vec<Origin>)]) {
        let mut open = self.later.clone();
        if open.is_empty() {
            return;
        }
        let mut copied: HashMap<SourceIx, Vec<SourceIx>> = HashMap::new();
        for (copy, origins) in copies {
            for origin in origins {
                if let Origin::Source(origin) = origin {
                    copied.entry(*origin).or_default().push(*copy);
                }
            }
        }
        while let Some(ix) = open.pop() {
            let flags = &mut self.sources[ix.index()];
            if *flags & ALTERED == 0 {
                *flags |= ALTERED;
                open.extend(copied.get(&ix).into_iter().flatten());
            }
        }
    }

    /// Whether the source was there, or may have been.
    pub(super) fn has_read(&self, ix: SourceIx) -> bool {
        self.sources[ix.index()] & READ != 0
    }

    /// Whether it says when it was published.
    pub(super) fn is_dated(&self, ix: SourceIx) -> bool {
        self.sources[ix.index()] & DATED != 0
    }

    /// Whether it, or what it copies, was corrected or withdrawn only later.
    pub(super) fn is_altered(&self, ix: SourceIx) -> bool {
        self.sources[ix.index()] & ALTERED != 0
    }

    /// Whether somebody belonged to something else as far as was known.
    pub(super) fn offices_differ(&self) -> bool {
        self.actors.is_some()
    }

    /// The registry as it was known.
    pub(super) fn registry(self, whole: &Registry, at: &AsOf) -> Registry {
        let mut registry = whole.clone();
        if let Some(actors) = self.actors {
            registry.actors = actors;
        }
        if !self.later.is_empty() {
            registry.sources = as_they_stood(&whole.sources, &self.later, at);
        }
        registry
    }
}

fn part(registry: &Registry, at: &AsOf, range: std::ops::Range<usize>) -> Part {
    let mut part = Part::default();
    let is_later = |date: Option<When<'_>>| date.is_some_and(|date| !at.has_seen_when(&date));
    for ix in range {
        let dates: Dates<'_> = registry.sources.view(ix);
        let ix = SourceIx(ix as u32);
        let read = dates.published.as_ref().is_none_or(|date| at.has_seen_when(date));
        let dated = dates.published.is_some();
        part.flags.push(if read { READ } else { 0 } | if dated { DATED } else { 0 });
        if is_later(dates.corrected) || is_later(dates.withdrawn) {
            part.later.push(ix);
        }
        if !dates.derived_from.is_empty() {
            part.copies.push((ix, dates.derived_from));
        }
    }
    part
}

/// The actors with what they belonged to as far as was known; none where that is as in the whole store.
fn actors(registry: &Registry, at: &AsOf) -> Option<Vec<Actor>> {
    let known = |actor: &Actor| actor.part_of.iter().filter_map(|m| at.membership(m)).collect::<Vec<_>>();
    let differs = registry.actors.iter().any(|actor| known(actor) != actor.part_of);
    differs.then(|| registry.actors.iter().map(|a| Actor { part_of: known(a), ..a.clone() }).collect())
}

/// All sources, those of `later` without what only came later.
fn as_they_stood(sources: &Packed<Source>, later: &[SourceIx], at: &AsOf) -> Packed<Source> {
    let (mut spots, mut block) = (sources.positions().to_vec(), Block::default());
    let number = sources.blocks().len() as u32;
    for ix in later {
        let mut source = sources.fresh(ix.index());
        for date in [&mut source.corrected, &mut source.withdrawn] {
            *date = date.take().filter(|date| at.has_seen(date));
        }
        spots[ix.index()] = RecordPosition { block: number, start: block.push(&source) };
    }
    let mut all = sources.at_positions(Vec::new());
    all.add_block(block.bytes);
    all.at_positions(spots)
}
