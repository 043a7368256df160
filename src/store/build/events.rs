//! Assembles all events: takes over those drafted on other threads, builds the others one by one, then adds ids,
//! order and links.

use std::collections::VecDeque;
use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt as _};
use xxhash_rust::xxh3::xxh3_64;

use super::Builder;
use super::draft::{Chunk, DraftedEvent, Pending};
use super::faults::written;
use super::names::{Names, UnregisteredRef};
use crate::event::date::OrderKey;
use crate::event::packed::{Block, RecordPosition};
use crate::event::{Event, EventDate, EventIx, Link, Place, Status};
use crate::parallel;
use crate::registry::SourceIx;
use crate::store::build::fault::{Fault, steps};
use crate::store::columns::Columns;
use crate::store::events::{Events, OWN, PackedEvent, renumber};
use crate::store::schema::list::List;
use crate::store::schema::raw::Raw;
use crate::store::yaml::read::{Item, read_again};
use crate::text::slug;

/// A valid event: the values that sorting, ids and links need. The rest is packed.
pub(super) struct Draft {
    pub(super) id: Box<str>,
    pub(super) derived: bool,
    pub(super) item: usize,
    pub(super) links: Vec<Link>,
    pub(super) key: OrderKey,
    pub(super) position: RecordPosition,
    /// Row in the columns of its block.
    row: u32,
    pub(super) first_source: u32,
    pub(super) pending: Vec<Pending>,
}

impl Draft {
    /// Takes the unresolved links and leaves none behind.
    pub(super) fn take_pending(&mut self) -> Vec<Pending> {
        std::mem::take(&mut self.pending)
    }
}

/// The valid events by their ids.
pub(super) struct ById {
    items_of: HashMap<Box<str>, usize>,
    event_of: Vec<u32>,
}

impl ById {
    pub(super) fn get(&self, id: &str) -> Option<EventIx> {
        self.items_of.get(id).map(|item| EventIx(self.event_of[*item]))
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &Box<str>> {
        self.items_of.keys()
    }
}

/// Number of the block with the events that could not be drafted.
const OWN_BLOCK: u32 = 0;

/// Number of items that are read again at a time, on all cores.
const WINDOW: usize = 512;

/// The events assembled so far, in the order of their items.
#[derive(Default)]
pub(super) struct Assembly {
    /// The first item that is not assembled yet.
    item: usize,
    /// Blocks of packed events. The first holds events that could not be drafted, each other one belongs to a chunk.
    pub(super) blocks: Vec<Vec<u8>>,
    columns: Vec<Columns>,
    pub(super) own: Block<Event>,
    ids: HashMap<Box<str>, usize>,
    pub(super) drafts: Vec<Draft>,
    /// Links of broken events by item. They are still checked, so that all mistakes are reported at once.
    pub(super) broken_events: Vec<(usize, Vec<Pending>)>,
}

impl Assembly {
    /// Returns the hashes of the ids that broken events link to, with the item of each event.
    pub(super) fn broken_targets(&self) -> Vec<(u32, u64)> {
        let hashes = |(item, links): &(usize, Vec<Pending>)| {
            let item = *item as u32;
            links.iter().map(move |link| (item, xxh3_64(link.to.as_bytes()))).collect::<Vec<_>>()
        };
        self.broken_events.iter().flat_map(hashes).collect()
    }
}

impl Builder<'_> {
    /// Assembles the events up to item `end`. `chunks` are the results of drafting the items `drafted` among them.
    pub(super) fn add_events(
        &mut self,
        assembly: &mut Assembly,
        end: usize,
        drafted: &[usize],
        chunks: Vec<Chunk>,
    ) {
        let items = self.items;
        let Assembly { item: begin, blocks, columns, own, ids, drafts, broken_events } = assembly;
        if blocks.is_empty() {
            blocks.push(Vec::new());
            columns.push(Columns::default());
        }
        let drafted_events = || chunks.iter().flat_map(|chunk| &chunk.drafts);
        let undrafted =
            drafted.iter().zip(drafted_events()).filter(|(_, draft)| draft.is_none()).map(|(ix, _)| *ix);
        let mut undrafted_items: VecDeque<usize> = undrafted.filter(|ix| items[*ix].unread).collect();
        let mut rest = Vec::new();
        for chunk in chunks {
            let sources = self.registry_mut().sources.add_block(chunk.sources.bytes);
            let mut mentioned = chunk.mentioned.into_iter();
            let block = blocks.len() as u32;
            rest.extend(chunk.drafts.into_iter().map(|drafted_event| {
                let drafted_event = drafted_event?;
                let mentioned: Vec<UnregisteredRef> =
                    mentioned.by_ref().take(drafted_event.mentioned as usize).collect();
                Some((block, sources, drafted_event, mentioned))
            }));
            blocks.push(chunk.events.bytes);
            columns.push(chunk.columns);
        }
        let mut reread: VecDeque<Item> = VecDeque::new();
        let mut drafted_events = drafted.iter().copied().zip(rest).peekable();
        let window = std::mem::replace(begin, end)..end;
        // Sources of drafted events. They are registered before the next sources of another event.
        let mut adopted: Vec<RecordPosition> = Vec::new();
        for item in window.filter(|item| items[*item].list == List::Events) {
            let read = &items[item];
            let mut reread_item = None;
            let drafted_event = drafted_events.next_if(|(ix, _)| *ix == item).and_then(|(_, draft)| draft);
            if read.unread {
                match drafted_event {
                    Some((block, sources, mut drafted_event, mentioned))
                        if drafted_event.derived || add_id(ids, &drafted_event.id, item) =>
                    {
                        self.names.count(item, &mentioned);
                        for warning in std::mem::take(&mut drafted_event.warnings) {
                            self.faults.push_to(item, warning);
                        }
                        let first = (self.registry.sources.len() + adopted.len()) as u32;
                        let positions = drafted_event
                            .sources
                            .iter()
                            .map(|start| RecordPosition { block: sources, start: *start });
                        adopted.extend(positions);
                        let position = RecordPosition { block, start: drafted_event.start };
                        drafts.push(Draft::new(drafted_event, item, position, first));
                        continue;
                    }
                    // A second event with the same id: its full text is needed to report the line of the id.
                    Some(_) => reread_item = read_again(self.loaded, items, &[item]).pop(),
                    None => {
                        if reread.is_empty() {
                            let window: Vec<usize> =
                                undrafted_items.drain(..undrafted_items.len().min(WINDOW)).collect();
                            reread = read_again(self.loaded, items, &window).into();
                        }
                        reread_item = Some(reread.pop_front().expect("as many items as were asked for"));
                    }
                }
            }
            let Some(Raw::Event(raw)) = reread_item.as_ref().unwrap_or(read).raw.as_deref() else { continue };
            self.adopt(&mut adopted);
            self.begin(item);
            let lengths = Names::lengths(&self.registry);
            let first = self.registry.sources.len() as u32;
            let event = self.event(raw, item);
            let pending = self.pending(raw);
            let id = written(raw.id.as_ref());
            let broken = read.broken || self.faults.is_bad();
            if let (Some(id), true) = (id, broken) {
                self.broken.entry((List::Events, id.to_owned())).or_insert(item);
            }
            let duplicate =
                id.filter(|_| !broken).and_then(|id| ids.get(id).copied().map(|first| (id, first)));
            if let Some((id, first)) = duplicate {
                let fault = self.duplicate(List::Events, id, first);
                self.faults.push(fault);
            }
            match event {
                Some(event) if !broken && duplicate.is_none() => {
                    ids.extend(id.map(|id| (id.into(), item)));
                    self.warn_of_early_sources(&event, item);
                    self.warn_of_call_without_format(&event, item);
                    for source in std::mem::take(&mut self.own) {
                        self.registry_mut().sources.push(&source);
                    }
                    let own_columns = &mut columns[OWN_BLOCK as usize];
                    let row = own_columns.push(&self.registry, &event, &mut self.ancestry);
                    let drafted_event = DraftedEvent { row, ..DraftedEvent::new(event, pending, first, own) };
                    let position = RecordPosition { block: OWN_BLOCK, start: drafted_event.start };
                    drafts.push(Draft::new(drafted_event, item, position, first));
                }
                _ => {
                    self.names.roll_back(&mut self.registry, lengths, item);
                    broken_events.push((item, pending));
                }
            }
        }
        self.adopt(&mut adopted);
        parallel::clear_position();
    }

    /// Returns all events in timeline order with their links, and for each item its event (`u32::MAX` for none).
    pub(super) fn events(&mut self, assembly: Assembly) -> (Events, Vec<u32>) {
        let items = self.items;
        let Assembly { mut blocks, columns, own, ids, mut drafts, broken_events, .. } = assembly;
        if let Some(block) = blocks.get_mut(OWN_BLOCK as usize) {
            *block = own.bytes;
        }
        let items_of = self.derive_ids(&mut drafts, ids);
        let mut drafts = in_order(drafts);
        let mut event_of = vec![u32::MAX; items.len()];
        for (ix, draft) in (0..).zip(&drafts) {
            event_of[draft.item] = ix;
        }
        let by_id = ById { items_of, event_of };
        if !broken_events.is_empty() || drafts.iter().any(|draft| !draft.pending.is_empty()) {
            self.links(&mut drafts, broken_events, &by_id);
        }
        let ById { event_of, .. } = by_id;
        let rows: Vec<(u32, u32)> = drafts.iter().map(|draft| (draft.position.block, draft.row)).collect();
        let columns = Columns::in_order(columns, &rows);
        let packed = drafts.into_iter().map(|draft| PackedEvent {
            place: self.place_of(draft.item),
            position: draft.position,
            first_source: draft.first_source,
            links: draft.links,
            id: draft.id,
        });
        (Events::new(blocks, packed, Some(columns)), event_of)
    }

    /// Registers sources that are already packed.
    fn adopt(&mut self, sources: &mut Vec<RecordPosition>) {
        if !sources.is_empty() {
            let registered = &mut self.registry_mut().sources;
            sources.drain(..).for_each(|position| registered.push_position(position));
        }
    }

    /// Derives ids for events that have none: date and slug of the title, with a number if another event has that id.
    ///
    /// Returns all ids with their items.
    fn derive_ids(
        &mut self,
        drafts: &mut [Draft],
        mut taken: HashMap<Box<str>, usize>,
    ) -> HashMap<Box<str>, usize> {
        // The last number used for each id. Thousands of events may share a date and a title.
        let mut numbers: HashMap<Box<str>, usize> = HashMap::new();
        for draft in drafts.iter_mut().filter(|draft| draft.derived) {
            let base = std::mem::take(&mut draft.id);
            let mut id = base.clone();
            if taken.contains_key(&base) {
                let number = numbers.entry(base.clone()).or_insert(1);
                while taken.contains_key(&id) {
                    *number += 1;
                    id = format!("{base}-{number}").into();
                }
            }
            if let Some(other) = taken.get(&base) {
                let message = format!("no `id`, and the same date and title as {}", self.where_is(*other));
                let hint = "remove one if they are the same event; otherwise give this one an id".to_owned();
                self.faults.push_to(draft.item, Fault::warning(Vec::new(), "derived-id", message).hint(hint));
            }
            taken.insert(id.clone(), draft.item);
            draft.id = id;
        }
        taken
    }

    /// Warns of sources that were published before the event they report. Planned and cancelled events are exempt:
    /// they are usually reported before their date.
    pub(super) fn warn_of_early_sources(&mut self, event: &Event, item: usize) {
        if !matches!(event.status, Status::Occurred | Status::Alleged) {
            return;
        }
        let before = |date: Option<&EventDate>| date.is_some_and(|d| is_out_before(d, event));
        let warn = |what: &str, at| {
            let message =
                format!("{what} before or at the start of the event's own date, {}", event.date.text());
            Fault::warning(at, "dated-before", message)
                .hint("check both dates: this one does not bound a response time".to_owned())
        };
        if before(event.first_seen.as_ref()) {
            self.faults.push_to(item, warn("first seen", steps!["first_seen"]));
        }
        for (index, ix) in event.sources.iter().enumerate() {
            if before(self.source_at(*ix).published.as_ref()) {
                self.faults.push_to(item, warn("published", steps!["sources", index, "published"]));
            }
        }
    }
}

/// Whether something published at `date` was out by the event's earliest instant. A day without a time is read in the
/// event's time zone.
fn is_out_before(date: &EventDate, event: &Event) -> bool {
    // No two zones are more than 26 hours apart, so a later date need not be read again in the event's zone.
    let apart = 26 * 3600;
    let begins = event.date.earliest();
    date.public_by().0.saturating_sub(apart) <= begins.0
        && date.in_zone(event.date.zone()).is_ok_and(|date| date.public_by() <= begins)
}

impl Draft {
    fn new(drafted_event: DraftedEvent, item: usize, position: RecordPosition, first_source: u32) -> Self {
        let DraftedEvent { id, derived, key, row, pending, .. } = drafted_event;
        Self { id, derived, item, links: Vec::new(), key, position, row, first_source, pending }
    }
}

impl DraftedEvent {
    /// Packs `event` into the block. Its own sources are those from number `first` on.
    pub(super) fn new(mut event: Event, pending: Vec<Pending>, first: u32, into: &mut Block<Event>) -> Self {
        let derived = event.id_derived;
        let id = std::mem::take(&mut event.id.0);
        let id = if derived { derived_id(&event).into() } else { id };
        let key = event.date.order_key(None);
        event.place = Place::default();
        renumber(&mut event, |ix| ix.0.checked_sub(first).map_or(ix, |own| SourceIx(OWN + own)));
        let start = into.push(&event);
        let (sources, mentioned, warnings) = (Vec::new(), 0, Vec::new());
        Self { id, derived, key, start, row: 0, sources, pending, mentioned, warnings }
    }
}

/// Adds an id if it is new. Returns whether it was.
fn add_id(ids: &mut HashMap<Box<str>, usize>, id: &str, item: usize) -> bool {
    match ids.entry(id.into()) {
        Entry::Vacant(new) => {
            new.insert(item);
            true
        }
        Entry::Occupied(_) => false,
    }
}

/// Returns the drafts in timeline order.
fn in_order(mut drafts: Vec<Draft>) -> Vec<Draft> {
    // Keys with numbers have a tenth of the size of the drafts, so they are sorted instead.
    let mut order: Vec<(OrderKey, usize)> = drafts.iter().map(|draft| draft.key).zip(0..).collect();
    let id = |at: usize| &drafts[at].id;
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(id(b.1))).then(a.1.cmp(&b.1)));
    // Moves the drafts along the cycles of the permutation, which needs no second copy in memory.
    for start in 0..order.len() {
        let mut at = start;
        while order[at].1 != start {
            let from = std::mem::replace(&mut order[at].1, at);
            drafts.swap(at, from);
            at = from;
        }
        order[at].1 = at;
    }
    drafts
}

/// Derives an id from date and title: `2025-12-21-ushakov-no-one-discussed-it`.
fn derived_id(event: &Event) -> String {
    derived(event.date.text(), &event.title, &event.kind.to_string())
}

/// Returns the id of an event that has none, from what is written.
pub(in crate::store) fn derived(text: &str, title: &str, kind: &str) -> String {
    let start = text.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let digits: String =
        start.chars().take_while(|c| c.is_ascii_alphanumeric() && *c != 'T' || *c == '-').collect();
    let day = digits.trim_matches('-').to_ascii_lowercase();
    let day = if day.is_empty() { "undated".to_owned() } else { day };
    match slug(title) {
        // The title has no Latin letter.
        title if title.is_empty() => format!("{day}-{kind}"),
        title => format!("{day}-{title}"),
    }
}
