//! Events that an edit brought, built for a store that is there already.
//!
//! What is wrong with one is told as where everything is read; only what would touch other events of the store is told
//! by none, and the store is read whole.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::Pending;
use super::events::{Assembly, Draft};
use super::names::{Lengths, Mentioned, Names, Stranger};
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

/// Events that were made, in timeline order, and what was found beside.
pub(in crate::store) struct BuiltEdit {
    /// How the events of the store move for them.
    pub(in crate::store) moves: Renumbering,
    /// The events, but for the numbers of their sources.
    pub(in crate::store) events: Vec<PackedEvent>,
    /// Of each whether somebody wrote its id.
    pub(in crate::store) written: Vec<bool>,
    /// Of each the item it was made of; of items that are not there no event stands.
    pub(in crate::store) items: Vec<usize>,
    /// Of each where its own sources lie.
    pub(in crate::store) sources: Vec<Vec<RecordPosition>>,
    pub(in crate::store) event_blocks: Vec<Vec<u8>>,
    /// The registry without the sources that events hold themselves, with the names that nobody knew.
    pub(in crate::store) registry: Registry,
    /// What is wrong with the items.
    pub(in crate::store) problems: Vec<Problem>,
    /// Ids of events that do not stand.
    pub(in crate::store) fallen: Vec<String>,
    /// Which item mentions which name again that nobody registered, item by item.
    pub(in crate::store) again: Vec<(u32, Mentioned)>,
    /// Hashes of ids that events link to which do not stand, by item.
    pub(in crate::store) wanted: Vec<(u32, u64)>,
    /// The names that nobody registered: where they are new their item, and how often they are mentioned beside.
    pub(in crate::store) strangers: Vec<Stranger>,
    /// How many candidates a hint for one of these looks at, at most.
    pub(in crate::store) candidates: usize,
}

/// Makes events of `items`, which are unread, for `store` without its events `removed`, ascending.
///
/// `base` is the store's registry without the sources that events hold themselves. None where an event that is made
/// touches another one of the store, or what that is told.
pub(in crate::store) fn make(
    store: &Store,
    base: Registry,
    loaded: &[Loaded],
    mut items: Vec<Item>,
    removed: Vec<u32>,
) -> Option<BuiltEdit> {
    let (names, registered) = (Names::of(&base), base.sources.len());
    let builder =
        Builder { meta: store.meta.clone(), registry: Arc::new(base), names, ..Builder::new(loaded, &items) };
    let all: Vec<usize> = (0..items.len()).collect();
    let mut chunks = builder.draft_all(&all, &mut |_| {});
    let mut gathered = builder.gathered();
    let faulty: Vec<(usize, Outcome)> =
        chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.faulty)).collect();
    let mut findings = Vec::new();
    take_faulty(faulty, &mut items, &mut gathered.faults, &mut findings);
    let mut builder = Builder::with(gathered, loaded, &items);
    let mut assembly = Assembly::default();
    builder.add_events(&mut assembly, items.len(), &all, chunks);
    let wanted = assembly.wanted();
    let Assembly { mut blocks, own, mut drafts, fallen, .. } = assembly;
    // Nothing lies in it where all were drafted.
    let skipped = u32::from(own.bytes.is_empty());
    if skipped > 0 {
        blocks.remove(0);
    } else if let Some(first) = blocks.first_mut() {
        *first = own.bytes;
    }
    let spots = builder.registry.sources.positions().to_vec();
    let ends = drafts.iter().skip(1).map(|draft| draft.first_source as usize).chain([spots.len()]);
    let mut sources_of: Vec<Vec<RecordPosition>> = vec![Vec::new(); items.len()];
    for (draft, end) in drafts.iter().zip(ends) {
        sources_of[draft.item] = spots.get((draft.first_source as usize).max(registered)..end)?.to_vec();
    }
    drafts.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
    let before: Vec<usize> = drafts.iter().map(|draft| place_among(store, draft)).collect();
    let moves = Renumbering::new(store.events.len(), removed, &before);
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let id: &str = &draft.id;
        let taken = store.events.find(id).and_then(|ix| moves.of(ix));
        if taken.is_some() || ids.insert(id, at).is_some() {
            return None;
        }
    }
    let stands =
        |id: &str| ids.contains_key(id) || store.events.find(id).and_then(|ix| moves.of(ix)).is_some();
    if !fallen.iter().flat_map(|(_, links)| links).all(|link| stands(&link.to)) {
        return None;
    }
    let links = (0..drafts.len()).map(|at| links(store, &moves, &drafts, &ids, at));
    let links: Vec<Vec<Link>> = links.collect::<Option<_>>()?;
    let event_base = store.events.blocks().len() as u32;
    let mut made = BuiltEdit {
        moves,
        events: Vec::new(),
        written: Vec::new(),
        items: Vec::new(),
        sources: Vec::new(),
        event_blocks: blocks,
        registry: Registry::default(),
        problems: Vec::new(),
        fallen: Vec::new(),
        again: builder.names.again().to_vec(),
        wanted,
        strangers: builder.names.strangers_from(Lengths::NONE),
        candidates: builder.names.candidates(),
    };
    for (draft, links) in drafts.into_iter().zip(links) {
        let Draft { id, derived, item, spot, .. } = draft;
        let spot = RecordPosition { block: event_base + spot.block - skipped, start: spot.start };
        let place = builder.place(item);
        made.events.push(PackedEvent { position: spot, first_source: 0, links, id, place });
        made.written.push(!derived);
        made.items.push(item);
        made.sources.push(std::mem::take(&mut sources_of[item]));
    }
    let fallen = builder.broken.iter().filter(|((list, _), _)| *list == List::Events);
    made.fallen = fallen.map(|((_, id), _)| id.clone()).collect();
    for (item, fault) in builder.names.strangers().told {
        builder.faults.push_to(item, fault);
    }
    let gathered = builder.gathered();
    made.problems = placed(loaded, &items, findings, gathered.faults);
    made.registry = Arc::unwrap_or_clone(gathered.registry);
    Some(made)
}

fn order_of(draft: &Draft) -> (OrderKey, &str) {
    (draft.key, &draft.id)
}

/// Before which of the store's events a new one comes.
fn place_among(store: &Store, draft: &Draft) -> usize {
    let (mut low, mut high) = (0, store.events.len());
    while low < high {
        let middle = low.midpoint(high);
        let ix = EventIx(middle as u32);
        let key = store.events.fresh(ix).date.order_key(None);
        if (key, store.events.id(ix)) < order_of(draft) {
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
            (moves.of(old)?, store.events.fresh(old).id_derived)
        };
        if derived {
            return None;
        }
        links.push(Link { kind: *kind, to, basis: *basis, note: note.clone() });
    }
    Some(links)
}
