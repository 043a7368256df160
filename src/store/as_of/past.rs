//! The store as it was known, made from the whole one: what nothing is taken from stays as it is packed.
//!
//! ```text
//! events    ▢▢▢▢▢▢▢▢▢▢▢▢     what dates each of them is looked at on all cores:
//!           ▢ ▨▢▢ ▢▨▢▢       gone is what was not known, and made anew what loses
//! store     ▢▣▢▢▢▣▢▢         something or is counted otherwise (▨)
//! ```

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{AsOf, AsOfView, Knowledge, Pages, Seen};
use crate::event::packed::Block;
use crate::event::{EventIx, Handling};
use crate::parallel;
use crate::registry::{SourceIx, address};
use crate::store::events::PackedEvent;
use crate::store::reload::renumbering::Renumbering;
use crate::store::{Events, Store};

/// So many events are looked at by one core before another is asked.
const WINDOW: usize = if cfg!(test) { 4 } else { 4_096 };

/// What some events are at a date.
#[derive(Default)]
struct Part {
    /// Those that were not known, ascending.
    gone: Vec<u32>,
    /// Those that are made anew, ascending.
    anew: Vec<EventIx>,
    assumed: Vec<EventIx>,
    /// Sources without a date, of those that were known.
    undated: Vec<SourceIx>,
    not_yet_marked: BTreeMap<Handling, usize>,
}

impl Store {
    /// The store of what was known at `at`: events, their sources, figures and links, and who held which office.
    ///
    /// Texts, grades and status stay those of this store.
    #[must_use]
    pub fn as_of(&self, at: &AsOf) -> Self {
        self.as_of_with_moves(at).0
    }

    /// As [`Store::as_of`], and where its events stood: those that something is taken from are gone and new.
    pub(crate) fn as_of_with_moves(&self, at: &AsOf) -> (Self, Renumbering) {
        let seen = Seen::of(&self.registry, at);
        let Part { gone, anew, assumed, undated, not_yet_marked } = self.looked_at(at, &seen);
        let not_yet = gone.len();
        let mut removed = gone;
        removed.extend(anew.iter().map(|ix| ix.0));
        removed.sort_unstable();
        let places: Vec<usize> = anew.iter().map(|ix| ix.index()).collect();
        let moves = Renumbering::new(self.events.len(), removed, &places);
        let place = |old: EventIx| {
            moves.new_index(old).or_else(|| moves.added().get(anew.binary_search(&old).ok()?).copied())
        };
        let events = self.as_they_were(at, &seen, &anew, &moves, place);
        let known = AsOfView {
            at: at.clone(),
            assumed: assumed.into_iter().filter_map(place).collect(),
            not_yet,
            not_yet_marked,
            undated: HashSet::<SourceIx>::from_iter(undated).len(),
        };
        let registry = seen.registry(&self.registry, at);
        let store = Self { registry, known: Some(known), ..self.with_events(events) };
        (store, moves)
    }

    /// How many sources of its events have no date.
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

    fn looked_at(&self, at: &AsOf, seen: &Seen) -> Part {
        let mut all = Part::default();
        for part in windows(self.events.len(), |range| self.look_at(at, seen, range)) {
            all.gone.extend(part.gone);
            all.anew.extend(part.anew);
            all.assumed.extend(part.assumed);
            all.undated.extend(part.undated);
            for (handling, count) in part.not_yet_marked {
                *all.not_yet_marked.entry(handling).or_default() += count;
            }
        }
        all
    }

    fn look_at(&self, at: &AsOf, seen: &Seen, range: Range<usize>) -> Part {
        let mut part = Part::default();
        for ix in range.map(|ix| EventIx(ix as u32)) {
            let evidence = self.events.evidence(ix);
            let Some(knowledge) = at.knows(seen, &evidence) else {
                part.gone.push(ix.0);
                if let Some(handling) = evidence.handling.or(self.meta.handling) {
                    *part.not_yet_marked.entry(handling).or_default() += 1;
                }
                continue;
            };
            if knowledge == Knowledge::Assumed {
                part.assumed.push(ix);
            }
            let cited = evidence.sources.iter().chain(&evidence.disputed_by);
            part.undated.extend(cited.filter(|ix| !seen.is_dated(**ix)));
            if at.changes(seen, &evidence) {
                part.anew.push(ix);
            }
        }
        part
    }

    /// The events that were known, those of `anew` as they were.
    fn as_they_were(
        &self,
        at: &AsOf,
        seen: &Seen,
        anew: &[EventIx],
        moves: &Renumbering,
        place: impl Fn(EventIx) -> Option<EventIx>,
    ) -> Events {
        let pages = self.pages_of_accounts(anew);
        let first = self.events.blocks().len();
        let made = windows(anew.len(), |range| {
            let (mut block, number) = (Block::default(), (first + range.start / WINDOW) as u32);
            let kept: Vec<PackedEvent> = anew[range]
                .iter()
                .map(|ix| at.event(seen, &self.registry, &pages, &self.events.fresh(*ix)))
                .map(|event| PackedEvent::pack(event, &mut block, number))
                .collect();
            (block.bytes, kept)
        });
        let (blocks, kept): (Vec<Vec<u8>>, Vec<Vec<PackedEvent>>) = made.into_iter().unzip();
        self.events.replaced(moves, blocks, kept.into_iter().flatten().collect(), place)
    }

    /// The records of every page that an account of some events names by address.
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

/// What `work` makes of each window of `0..len`, in order, on all cores.
fn windows<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let starts: Vec<usize> = (0..len).step_by(WINDOW).collect();
    parallel::map(&starts, 1, |start| work(*start..(*start + WINDOW).min(len)))
}
