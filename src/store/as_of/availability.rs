//! Which sources of a store were available at a date, and who held which office.

use std::collections::HashMap;

use super::AsOf;
use crate::event::date::When;
use crate::event::packed::{Block, Packed, RecordPosition};
use crate::parallel;
use crate::registry::{Actor, Dates, Origin, Registry, Source, SourceIx};

/// The number of sources that one core looks at before it takes more.
const WINDOW: usize = if cfg!(test) { 4 } else { 8_192 };

/// Flag of a source that was available or has no date.
const READ: u8 = 1;
/// Flag of a source that has a date.
const DATED: u8 = 2;
/// Flag of a source that was corrected or withdrawn only later, or that copies such a source.
const ALTERED: u8 = 4;

/// The sources that were available at a date, and who held which office.
#[derive(Debug)]
pub(super) struct Availability {
    sources: Vec<u8>,
    /// The sources that were corrected or withdrawn only later, ascending.
    later: Vec<SourceIx>,
    /// All actors as known at the date; `None` if no membership differs from the whole store.
    actors: Option<Vec<Actor>>,
}

#[derive(Default)]
struct Part {
    flags: Vec<u8>,
    later: Vec<SourceIx>,
    copies: Vec<(SourceIx, Vec<Origin>)>,
}

impl Availability {
    /// Looks through `registry` for what was available at that date.
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
        let mut available = Self { sources, later, actors: actors(registry, at) };
        available.spread(&copies);
        available
    }

    /// Marks every source that copies an altered source as altered, too.
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

    /// Returns whether the source was available, or may have been.
    pub(super) fn has_read(&self, ix: SourceIx) -> bool {
        self.sources[ix.index()] & READ != 0
    }

    /// Returns whether the source has a date of publication.
    pub(super) fn is_dated(&self, ix: SourceIx) -> bool {
        self.sources[ix.index()] & DATED != 0
    }

    /// Returns whether the source, or one that it copies, was corrected or withdrawn only later.
    pub(super) fn is_altered(&self, ix: SourceIx) -> bool {
        self.sources[ix.index()] & ALTERED != 0
    }

    /// Returns whether some membership differs from the whole store.
    pub(super) fn offices_differ(&self) -> bool {
        self.actors.is_some()
    }

    /// Returns the registry as it was known.
    pub(super) fn registry(self, whole: &Registry, at: &AsOf) -> Registry {
        let mut registry = whole.clone();
        if let Some(actors) = self.actors {
            registry.actors = actors;
        }
        if !self.later.is_empty() {
            registry.sources = as_known(&whole.sources, &self.later, at);
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

/// Returns the actors with their memberships as known; `None` if these equal those of the whole store.
fn actors(registry: &Registry, at: &AsOf) -> Option<Vec<Actor>> {
    let known = |actor: &Actor| actor.part_of.iter().filter_map(|m| at.membership(m)).collect::<Vec<_>>();
    let differs = registry.actors.iter().any(|actor| known(actor) != actor.part_of);
    differs.then(|| registry.actors.iter().map(|a| Actor { part_of: known(a), ..a.clone() }).collect())
}

/// Returns all sources, those of `later` without what only came later.
fn as_known(sources: &Packed<Source>, later: &[SourceIx], at: &AsOf) -> Packed<Source> {
    let (mut positions, mut block) = (sources.positions().to_vec(), Block::default());
    let number = sources.blocks().len() as u32;
    for ix in later {
        let mut source = sources.fresh(ix.index());
        for date in [&mut source.corrected, &mut source.withdrawn] {
            *date = date.take().filter(|date| at.has_seen(date));
        }
        positions[ix.index()] = RecordPosition { block: number, start: block.push(&source) };
    }
    let mut all = sources.at_positions(Vec::new());
    all.add_block(block.bytes);
    all.at_positions(positions)
}
