//! Builds the events that an edit added, for a store that is already loaded.
//!
//! Mistakes in new events are reported exactly as in a full read. If a new event would affect other events of the
//! store, nothing is built and the whole store is read.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Pending;
use super::events::{Assembly, Draft};
use super::names::{Lengths, Names, UnregisteredName, UnregisteredRef};
use super::{Builder, placed, take_faulty};
use crate::event::date::OrderKey;
use crate::event::packed::RecordPosition;
use crate::event::{EventIx, Link};
use crate::registry::Registry;
use crate::store::Store;
use crate::store::events::PackedEvent;
use crate::store::input::Loaded;
use crate::store::problem::Problem;
use crate::store::reload::renumbering::Renumbering;
use crate::store::schema::list::List;
use crate::store::yaml::read::{Item, Outcome};

/// The events built from an edit, in timeline order, and what was found with them.
pub(in crate::store) struct BuiltEdit {
    /// New positions of the store's events.
    pub(in crate::store) moves: Renumbering,
    /// The events. The numbers of their sources are not set yet.
    pub(in crate::store) events: Vec<PackedEvent>,
    /// Whether the id of each event is written in the file, not derived.
    pub(in crate::store) written: Vec<bool>,
    /// The item of each event. Items not listed here gave no event.
    pub(in crate::store) items: Vec<usize>,
    /// Positions of each event's own sources.
    pub(in crate::store) sources: Vec<Vec<RecordPosition>>,
    pub(in crate::store) event_blocks: Vec<Vec<u8>>,
    /// The registry without the events' own sources, but with new unregistered names.
    pub(in crate::store) registry: Registry,
    /// The problems of the items.
    pub(in crate::store) problems: Vec<Problem>,
    /// Ids of broken events.
    pub(in crate::store) broken_ids: Vec<String>,
    /// Mentions of unregistered names after their first mention, item by item.
    pub(in crate::store) later_mentions: Vec<(u32, UnregisteredRef)>,
    /// Hashes of the ids that broken events link to, by item.
    pub(in crate::store) broken_targets: Vec<(u32, u64)>,
    /// The unregistered names: the item of the first mention if the name is new, and the number of later mentions.
    pub(in crate::store) unregistered: Vec<UnregisteredName>,
    /// The largest number of candidates that a hint for one of these compares.
    pub(in crate::store) candidates: usize,
}

/// Builds events from `items`, which are unread, for `store` without its events `removed` (ascending).
///
/// `registry` is the store's registry without the events' own sources. Returns `None` if a built event affects
/// another event of the store or the problems reported for it.
pub(in crate::store) fn build_edit(
    store: &Store,
    registry: Registry,
    loaded: &[Loaded],
    mut items: Vec<Item>,
    removed: Vec<u32>,
) -> Option<BuiltEdit> {
    let (names, registered) = (Names::from_registry(&registry), registry.sources.len());
    let builder = Builder {
        meta: store.meta.clone(),
        registry: Arc::new(registry),
        names,
        ..Builder::new(loaded, &items)
    };
    let all: Vec<usize> = (0..items.len()).collect();
    let mut chunks = builder.draft_all(&all, &mut |_| {});
    let mut state = builder.into_state();
    let faulty: Vec<(usize, Outcome)> =
        chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.faulty)).collect();
    let mut findings = Vec::new();
    take_faulty(faulty, &mut items, &mut state.faults, &mut findings);
    let mut builder = Builder::resume(state, loaded, &items);
    let mut assembly = Assembly::default();
    builder.add_events(&mut assembly, items.len(), &all, chunks);
    let broken_targets = assembly.broken_targets();
    let Assembly { mut blocks, own, mut drafts, broken_events, .. } = assembly;
    // The first block is empty if all events were drafted.
    let skipped = u32::from(own.bytes.is_empty());
    if skipped > 0 {
        blocks.remove(0);
    } else if let Some(first) = blocks.first_mut() {
        *first = own.bytes;
    }
    let positions = builder.registry.sources.positions().to_vec();
    let ends = drafts.iter().skip(1).map(|draft| draft.first_source as usize).chain([positions.len()]);
    let mut sources_of: Vec<Vec<RecordPosition>> = vec![Vec::new(); items.len()];
    for (draft, end) in drafts.iter().zip(ends) {
        sources_of[draft.item] = positions.get((draft.first_source as usize).max(registered)..end)?.to_vec();
    }
    drafts.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    let before: Vec<usize> = drafts.iter().map(|draft| position_in(store, draft)).collect();
    let moves = Renumbering::new(store.events.len(), removed, &before);
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let id: &str = &draft.id;
        let taken = store.events.find(id).and_then(|ix| moves.new_index(ix));
        if taken.is_some() || ids.insert(id, at).is_some() {
            return None;
        }
    }
    let exists =
        |id: &str| ids.contains_key(id) || store.events.find(id).and_then(|ix| moves.new_index(ix)).is_some();
    if !broken_events.iter().flat_map(|(_, links)| links).all(|link| exists(&link.to)) {
        return None;
    }
    let links = (0..drafts.len()).map(|at| links(store, &moves, &drafts, &ids, at));
    let links: Vec<Vec<Link>> = links.collect::<Option<_>>()?;
    let event_base = store.events.blocks().len() as u32;
    let mut built = BuiltEdit {
        moves,
        events: Vec::new(),
        written: Vec::new(),
        items: Vec::new(),
        sources: Vec::new(),
        event_blocks: blocks,
        registry: Registry::default(),
        problems: Vec::new(),
        broken_ids: Vec::new(),
        later_mentions: builder.names.later_mentions().to_vec(),
        broken_targets,
        unregistered: builder.names.unregistered_from(Lengths::NONE),
        candidates: builder.names.candidates(),
    };
    for (draft, links) in drafts.into_iter().zip(links) {
        let Draft { id, derived, item, position, .. } = draft;
        let spot = RecordPosition { block: event_base + position.block - skipped, start: position.start };
        let place = builder.place_of(item);
        built.events.push(PackedEvent { position: spot, first_source: 0, links, id, place });
        built.written.push(!derived);
        built.items.push(item);
        built.sources.push(std::mem::take(&mut sources_of[item]));
    }
    let broken = builder.broken.iter().filter(|((list, _), _)| *list == List::Events);
    built.broken_ids = broken.map(|((_, id), _)| id.clone()).collect();
    for (item, fault) in builder.names.unregistered_faults().faults {
        builder.faults.push_to(item, fault);
    }
    let state = builder.into_state();
    built.problems = placed(loaded, &items, findings, state.faults);
    built.registry = Arc::unwrap_or_clone(state.registry);
    Some(built)
}

fn sort_key(draft: &Draft) -> (OrderKey, &str) {
    (draft.key, &draft.id)
}

/// Returns the position of the store's event before which a new one belongs.
fn position_in(store: &Store, draft: &Draft) -> usize {
    let (mut low, mut high) = (0, store.events.len());
    while low < high {
        let middle = low.midpoint(high);
        let ix = EventIx(middle as u32);
        let key = store.events.fresh(ix).date.order_key(None);
        if (key, store.events.id(ix)) < sort_key(draft) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Resolves the links of a new event. Returns `None` if one leads nowhere, to itself, or to a derived id.
fn links(
    store: &Store,
    moves: &Renumbering,
    drafts: &[Draft],
    ids: &HashMap<&str, usize>,
    at: usize,
) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    for Pending { kind, to, basis, note, .. } in &drafts[at].pending {
        let (to, derived) = if let Some(new) = ids.get(to.as_str()) {
            (moves.added()[*new], *new == at || drafts[*new].derived)
        } else {
            let old = store.events.find(to)?;
            (moves.new_index(old)?, store.events.fresh(old).id_derived)
        };
        if derived {
            return None;
        }
        links.push(Link { kind: *kind, to, basis: *basis, note: note.clone() });
    }
    Some(links)
}
