//! Making the as-of store from the whole one. Events that lose nothing stay packed as they are.
//!
//! ```text
//! events    ▢▢▢▢▢▢▢▢▢▢▢▢     the dates of each event's evidence are looked at on all cores;
//!           ▢ ▨▢▢ ▢▨▢▢       what was not known is removed, and what loses something or is
//! store     ▢▣▢▢▢▣▢▢         counted otherwise (▨) is packed again (▣)
//! ```

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{AsOf, AsOfView, Availability, Knowledge, Pages};
use crate::event::packed::Block;
use crate::event::{EventIx, Handling};
use crate::parallel;
use crate::registry::{SourceIx, address};
use crate::store::events::PackedEvent;
use crate::store::reload::renumbering::Renumbering;
use crate::store::{Events, Store};

/// The number of events that one core looks at before it takes more.
const WINDOW: usize = if cfg!(test) { 4 } else { 4_096 };

/// The state of some events at a date.
#[derive(Default)]
struct Part {
    /// Events that were not known, ascending.
    unknown: Vec<u32>,
    /// Events that have to be packed again, ascending.
    anew: Vec<EventIx>,
    assumed: Vec<EventIx>,
    /// Sources of the known events that have no date.
    undated: Vec<SourceIx>,
    not_yet_marked: BTreeMap<Handling, usize>,
}

impl Store {
    /// Returns the store of what was known at `at`: events, their sources, figures and links, and memberships.
    ///
    /// Texts, grades and status stay those of this store.
    #[must_use]
    pub fn as_of(&self, at: &AsOf) -> Self {
        self.as_of_with_moves(at).0
    }

    /// Returns [`Store::as_of`] and the renumbering of its events. A changed event counts as removed and added.
    pub(crate) fn as_of_with_moves(&self, at: &AsOf) -> (Self, Renumbering) {
        let available = Availability::of(&self.registry, at);
        let Part { unknown, anew, assumed, undated, not_yet_marked } = self.looked_at(at, &available);
        let not_yet = unknown.len();
        let mut removed = unknown;
        removed.extend(anew.iter().map(|ix| ix.0));
        removed.sort_unstable();
        let places: Vec<usize> = anew.iter().map(|ix| ix.index()).collect();
        let moves = Renumbering::new(self.events.len(), removed, &places);
        let new_index = |old: EventIx| {
            moves.new_index(old).or_else(|| moves.added().get(anew.binary_search(&old).ok()?).copied())
        };
        let events = self.as_they_were(at, &available, &anew, &moves, new_index);
        let known = AsOfView {
            at: at.clone(),
            assumed: assumed.into_iter().filter_map(new_index).collect(),
            not_yet,
            not_yet_marked,
            undated: HashSet::<SourceIx>::from_iter(undated).len(),
        };
        let registry = available.registry(&self.registry, at);
        let store = Self { registry, known: Some(known), ..self.with_events(events) };
        (store, moves)
    }

    /// Returns how many sources of its events have no date.
    pub(in crate::store) fn undated(&self) -> usize {
        let found = windows(self.events.len(), |range| {
            let mut found = HashSet::new();
            for ix in range {
                let evidence = self.events.evidence(EventIx(ix as u32));
                let cited = evidence.sources.iter().chain(&evidence.disputed_by).copied();
                found.extend(cited.filter(|ix| self.registry.published(*ix).is_none()));
            }
            found
        });
        found.into_iter().flatten().collect::<HashSet<SourceIx>>().len()
    }

    fn looked_at(&self, at: &AsOf, available: &Availability) -> Part {
        let mut all = Part::default();
        for part in windows(self.events.len(), |range| self.look_at(at, available, range)) {
            all.unknown.extend(part.unknown);
            all.anew.extend(part.anew);
            all.assumed.extend(part.assumed);
            all.undated.extend(part.undated);
            for (handling, count) in part.not_yet_marked {
                *all.not_yet_marked.entry(handling).or_default() += count;
            }
        }
        all
    }

    fn look_at(&self, at: &AsOf, available: &Availability, range: Range<usize>) -> Part {
        let mut part = Part::default();
        for ix in range.map(|ix| EventIx(ix as u32)) {
            let evidence = self.events.evidence(ix);
            let Some(knowledge) = at.knows(available, &evidence) else {
                part.unknown.push(ix.0);
                if let Some(handling) = evidence.handling.or(self.meta.handling) {
                    *part.not_yet_marked.entry(handling).or_default() += 1;
                }
                continue;
            };
            if knowledge == Knowledge::Assumed {
                part.assumed.push(ix);
            }
            let cited = evidence.sources.iter().chain(&evidence.disputed_by);
            part.undated.extend(cited.filter(|ix| !available.is_dated(**ix)));
            if at.changes(available, &evidence) {
                part.anew.push(ix);
            }
        }
        part
    }

    /// Returns the events that were known, with those of `anew` as they were then.
    fn as_they_were(
        &self,
        at: &AsOf,
        available: &Availability,
        anew: &[EventIx],
        moves: &Renumbering,
        new_index: impl Fn(EventIx) -> Option<EventIx>,
    ) -> Events {
        let pages = self.pages_of_accounts(anew);
        let first = self.events.blocks().len();
        let packed = windows(anew.len(), |range| {
            let (mut block, number) = (Block::default(), (first + range.start / WINDOW) as u32);
            let events: Vec<PackedEvent> = anew[range]
                .iter()
                .map(|ix| at.event(available, &self.registry, &pages, &self.events.fresh(*ix)))
                .map(|event| PackedEvent::pack(event, &mut block, number))
                .collect();
            (block.bytes, events)
        });
        let (blocks, events): (Vec<Vec<u8>>, Vec<Vec<PackedEvent>>) = packed.into_iter().unzip();
        self.events.replaced(moves, blocks, events.into_iter().flatten().collect(), new_index)
    }

    /// Returns the sources of every page that an account in `events` names by address.
    fn pages_of_accounts(&self, events: &[EventIx]) -> Pages {
        let mut pages = Pages::new();
        let named = windows(events.len(), |range| {
            let mut named = Vec::new();
            for ix in &events[range] {
                let conflicts = self.events.outline(*ix).conflicts;
                let accounts = conflicts.iter().flat_map(|conflict| &conflict.values);
                let addresses = accounts.filter_map(|account| address::page(account.source.as_deref()?));
                named.extend(addresses.map(|page| (page.into_owned(), Vec::new())));
            }
            named
        });
        pages.extend(named.into_iter().flatten());
        if pages.is_empty() {
            return pages;
        }
        let found = windows(self.registry.sources.len(), |range| {
            let mut found = Vec::new();
            for ix in range.map(|ix| SourceIx(ix as u32)) {
                let page = self.registry.credit(ix).url.and_then(address::page);
                found.extend(
                    page.filter(|page| pages.contains_key(page.as_ref())).map(|p| (p.into_owned(), ix)),
                );
            }
            found
        });
        for (page, ix) in found.into_iter().flatten() {
            pages.entry(page).or_default().push(ix);
        }
        pages.retain(|_, records| !records.is_empty());
        pages
    }
}

/// Runs `work` on each window of `0..len` on all cores, and returns the results in order.
fn windows<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let starts: Vec<usize> = (0..len).step_by(WINDOW).collect();
    parallel::map(&starts, 1, |start| work(*start..(*start + WINDOW).min(len)))
}
