//! Events that an edit brought, built for a store that is there already.
//!
//! Only where nothing is wrong and nothing else of the store is touched: every other edit is told by none, and the
//! store is read whole.

use std::collections::HashMap;
use std::sync::Arc;

use super::Builder;
use super::draft::Seed;
use super::link::Pending;
use super::names::Names;
use crate::event::date::OrderKey;
use crate::event::packed::Spot;
use crate::event::{EventIx, Link};
use crate::registry::Registry;
use crate::store::Store;
use crate::store::events::Kept;
use crate::store::input::Loaded;
use crate::store::moves::Moves;
use crate::store::read::Item;

/// Events that were made, in timeline order.
pub(in crate::store) struct Made {
    /// How the events of the store move for them.
    pub(in crate::store) moves: Moves,
    /// The events, but for the numbers of their sources.
    pub(in crate::store) events: Vec<Kept>,
    /// Of each whether somebody wrote its id.
    pub(in crate::store) written: Vec<bool>,
    /// Of each the item it was made of.
    pub(in crate::store) items: Vec<usize>,
    /// Of each where its own sources lie.
    pub(in crate::store) sources: Vec<Vec<Spot>>,
    pub(in crate::store) event_blocks: Vec<Vec<u8>>,
    pub(in crate::store) source_blocks: Vec<Vec<u8>>,
}

/// An event on its way.
struct Draft {
    seed: Seed,
    item: usize,
    chunk: u32,
}

/// Makes events of `items`, which are unread, for `store` without its events `removed`, ascending.
///
/// `base` is the store's registry without the sources that events hold themselves. None where something is wrong with
/// one, or would be with another event of the store.
pub(in crate::store) fn make(
    store: &Store,
    base: Registry,
    loaded: &[Loaded],
    items: &[Item],
    removed: Vec<u32>,
) -> Option<Made> {
    let names = Names::of(&base);
    let builder =
        Builder { meta: store.meta.clone(), registry: Arc::new(base), names, ..Builder::new(loaded, items) };
    let all: Vec<usize> = (0..items.len()).collect();
    let chunks = builder.draft_all(&all, &mut |_| {});
    let (mut drafts, mut event_blocks, mut source_blocks) = (Vec::new(), Vec::new(), Vec::new());
    for (chunk, one) in (0..).zip(chunks) {
        for seed in one.seeds {
            let seed = seed.filter(|seed| seed.warnings.is_empty() && seed.mentioned == 0)?;
            drafts.push(Draft { seed, item: drafts.len(), chunk });
        }
        event_blocks.push(one.events.bytes);
        source_blocks.push(one.sources.bytes);
    }
    drafts.sort_by(|a, b| a.order().cmp(&b.order()));
    let before: Vec<usize> = drafts.iter().map(|draft| place_among(store, draft)).collect();
    let moves = Moves::new(store.events.len(), removed, &before);
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let id: &str = &draft.seed.id;
        let taken = store.events.find(id).and_then(|ix| moves.of(ix));
        if taken.is_some() || ids.insert(id, at).is_some() {
            return None;
        }
    }
    let links = drafts.iter().enumerate().map(|(at, _)| links(store, &moves, &drafts, &ids, at));
    let links: Vec<Vec<Link>> = links.collect::<Option<_>>()?;
    let event_base = store.events.blocks().len() as u32;
    let source_base = store.registry.sources.blocks().len() as u32;
    let mut made = Made {
        moves,
        events: Vec::new(),
        written: Vec::new(),
        items: Vec::new(),
        sources: Vec::new(),
        event_blocks,
        source_blocks,
    };
    for (draft, links) in drafts.into_iter().zip(links) {
        let Draft { seed, item, chunk } = draft;
        let spot = Spot { block: event_base + chunk, start: seed.start };
        let place = builder.place(item);
        made.events.push(Kept { spot, first_source: 0, links, id: seed.id, place });
        made.written.push(!seed.derived);
        made.items.push(item);
        let source = |start: &u32| Spot { block: source_base + chunk, start: *start };
        made.sources.push(seed.sources.iter().map(source).collect());
    }
    Some(made)
}

impl Draft {
    fn order(&self) -> (OrderKey, &str) {
        (self.seed.key, &self.seed.id)
    }
}

/// Before which of the store's events a new one comes.
fn place_among(store: &Store, draft: &Draft) -> usize {
    let (mut low, mut high) = (0, store.events.len());
    while low < high {
        let middle = low.midpoint(high);
        let ix = EventIx(middle as u32);
        let key = store.events.fresh(ix).date.order_key(None);
        if (key, store.events.id(ix)) < draft.order() {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The links of a new event; none where one leads nowhere, to itself, or to an id that nobody wrote.
fn links(
    store: &Store,
    moves: &Moves,
    drafts: &[Draft],
    ids: &HashMap<&str, usize>,
    at: usize,
) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    for Pending { kind, to, basis, note, .. } in &drafts[at].seed.pending {
        let (to, derived) = if let Some(new) = ids.get(to.as_str()) {
            (moves.added()[*new], *new == at || drafts[*new].seed.derived)
        } else {
            let old = store.events.find(to)?;
            (moves.of(old)?, store.events.fresh(old).id_derived)
        };
        if derived {
            return None;
        }
        links.push(Link { kind: *kind, to, basis: *basis, note: note.clone() });
    }
    Some(links)
}
