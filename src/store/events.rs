//! The events of a store in timeline order, kept packed. Links and sources are numbered outside of the packed bytes.

use std::ops::Index;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::columns::Columns;
use super::reload::renumbering::{Renumbering, Stretch};
use crate::event::evidence::Evidence;
use crate::event::outline::Outline;
use crate::event::packed::{Block, Packed, RecordPosition, numbers};
use crate::event::{Event, EventId, EventIx, Figure, Link, Place};
use crate::registry::SourceIx;

/// The first number for the sources that a packed event writes itself: their number in the registry is only known
/// later.
pub(super) const OWN: u32 = 1 << 31;

/// The events of a store, in timeline order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Events {
    packed: Packed<Event>,
    /// For each event, the registry's number of the first source that it writes itself.
    #[serde(with = "numbers")]
    first_sources: Vec<u32>,
    /// For each event, its file and its line. They can change while the event stays the same.
    #[serde(with = "numbers")]
    files: Vec<u32>,
    #[serde(with = "numbers")]
    lines: Vec<u32>,
    /// For each event, the position in `links` where its own end.
    #[serde(with = "numbers")]
    link_ends: Vec<u32>,
    links: Vec<Link>,
    /// All ids in one text; `id_ends` holds the position where each ends.
    ids: String,
    #[serde(with = "numbers")]
    id_ends: Vec<u32>,
    /// Hashes of the ids, ascending, each with the number of its event.
    hashes: Vec<(u64, u32)>,
    /// Columns that were filled while the events were read, until something takes them.
    #[serde(skip)]
    columns: Arc<Mutex<Option<Columns>>>,
}

/// A packed event before all events are in order.
#[derive(Debug)]
pub(super) struct PackedEvent {
    pub(super) position: RecordPosition,
    pub(super) first_source: u32,
    pub(super) links: Vec<Link>,
    pub(super) id: Box<str>,
    pub(super) place: Place,
}

/// Events to add to others, and the columns of all of them.
pub(super) struct Additions {
    pub(super) blocks: Vec<Vec<u8>>,
    /// The new events in timeline order.
    pub(super) events: Vec<PackedEvent>,
    pub(super) places: Vec<Place>,
    pub(super) first_sources: Vec<u32>,
}

impl PackedEvent {
    /// Packs an event into the block with that number. Its links and sources are numbered as in its store.
    pub(super) fn pack(mut event: Event, target: &mut Block<Event>, block: u32) -> Self {
        let links = std::mem::take(&mut event.links);
        let id = std::mem::take(&mut event.id.0);
        let place = std::mem::take(&mut event.place);
        let start = target.push(&event);
        Self { position: RecordPosition { block, start }, first_source: 0, links, id, place }
    }
}

impl Events {
    /// Returns events that are packed already, in this order, with their columns if these were filled.
    pub(super) fn new(
        blocks: Vec<Vec<u8>>,
        packed: impl ExactSizeIterator<Item = PackedEvent>,
        columns: Option<Columns>,
    ) -> Self {
        let mut events = Self { columns: Arc::new(Mutex::new(columns)), ..Self::default() };
        for bytes in blocks {
            events.packed.add_block(bytes);
        }
        events.first_sources.reserve_exact(packed.len());
        events.files.reserve_exact(packed.len());
        events.lines.reserve_exact(packed.len());
        events.link_ends.reserve_exact(packed.len());
        for (ix, event) in (0..).zip(packed) {
            events.packed.push_position(event.position);
            events.first_sources.push(event.first_source);
            events.files.push(event.place.file);
            events.lines.push(event.place.line);
            events.links.extend(event.links);
            events.link_ends.push(events.links.len() as u32);
            events.ids.push_str(&event.id);
            events.id_ends.push(events.ids.len() as u32);
            events.hashes.push((xxh3_64(event.id.as_bytes()), ix));
        }
        events.hashes.sort_unstable();
        events.links.shrink_to_fit();
        events
    }

    /// Returns these events with some added and removed. The blocks of the new events follow the existing blocks.
    ///
    /// `places` and `first_sources` are those of all events, old and new. `target` returns the new index of an event
    /// that links lead to. Returns `None` if it has none for one of them.
    pub(super) fn renewed(
        &self,
        moves: &Renumbering,
        new: Additions,
        target: impl Fn(EventIx) -> Option<EventIx>,
    ) -> Option<Self> {
        let mut lost = false;
        let events = self.moved(moves, new, |to| {
            let target = target(to);
            lost |= target.is_none();
            target
        });
        (!lost).then_some(events)
    }

    /// Returns these events with some removed and others replaced by `replacements`, packed in `blocks`. `target`
    /// returns the new index of an event that links lead to; links without a target are removed.
    pub(super) fn replaced(
        &self,
        moves: &Renumbering,
        blocks: Vec<Vec<u8>>,
        mut replacements: Vec<PackedEvent>,
        target: impl Fn(EventIx) -> Option<EventIx>,
    ) -> Self {
        for event in &mut replacements {
            event.links.retain_mut(|link| target(link.to).inspect(|to| link.to = *to).is_some());
        }
        let firsts: Vec<u32> = replacements.iter().map(|event| event.first_source).collect();
        let (files, lines): (Vec<u32>, Vec<u32>) =
            replacements.iter().map(|event| (event.place.file, event.place.line)).unzip();
        let (files, lines) = (moves.column(&self.files, &files), moves.column(&self.lines, &lines));
        let places = files.into_iter().zip(lines).map(|(file, line)| Place { file, line }).collect();
        let first_sources = moves.column(&self.first_sources, &firsts);
        self.moved(moves, Additions { blocks, events: replacements, places, first_sources }, target)
    }

    /// Does what [`Events::renewed`] does, but drops links without a target.
    fn moved(
        &self,
        moves: &Renumbering,
        new: Additions,
        mut target: impl FnMut(EventIx) -> Option<EventIx>,
    ) -> Self {
        let Additions { blocks, events: added, places, first_sources } = new;
        let mut packed = self.packed.at_positions(Vec::new());
        for bytes in blocks {
            packed.add_block(bytes);
        }
        let positions: Vec<RecordPosition> = added.iter().map(|event| event.position).collect();
        let mut events = Self {
            packed: packed.at_positions(moves.column(self.packed.positions(), &positions)),
            first_sources,
            files: places.iter().map(|place| place.file).collect(),
            lines: places.iter().map(|place| place.line).collect(),
            link_ends: Vec::with_capacity(moves.len()),
            links: Vec::with_capacity(self.links.len()),
            ids: String::with_capacity(self.ids.len()),
            id_ends: Vec::with_capacity(moves.len()),
            hashes: Vec::new(),
            columns: Arc::default(),
        };
        let mut new_hashes = Vec::new();
        for run in moves.runs() {
            match run {
                Stretch::Kept(old) => {
                    let (first, end) = (
                        EventIx(old.start as u32),
                        old.end.checked_sub(1).map_or(0, |last| self.id_ends[last]),
                    );
                    let start = self.id_start(first);
                    let shift = events.ids.len().wrapping_sub(start);
                    events.ids.push_str(self.ids.get(start..end as usize).unwrap_or_default());
                    events.id_ends.extend(
                        self.id_ends[old.clone()]
                            .iter()
                            .map(|end| (*end as usize).wrapping_add(shift) as u32),
                    );
                    for ix in old {
                        for link in self.links(EventIx(ix as u32)) {
                            let link = target(link.to).map(|to| Link { to, ..link.clone() });
                            events.links.extend(link);
                        }
                        events.link_ends.push(events.links.len() as u32);
                    }
                }
                Stretch::Added(new) => {
                    for event in &added[new] {
                        new_hashes.push((xxh3_64(event.id.as_bytes()), events.id_ends.len() as u32));
                        events.ids.push_str(&event.id);
                        events.id_ends.push(events.ids.len() as u32);
                        events.links.extend(event.links.iter().cloned());
                        events.link_ends.push(events.links.len() as u32);
                    }
                }
            }
        }
        new_hashes.sort_unstable();
        let mut new_hashes = new_hashes.into_iter().peekable();
        events.hashes.reserve_exact(moves.len());
        for (hash, ix) in &self.hashes {
            let Some(ix) = moves.number(*ix) else { continue };
            while let Some(new) = new_hashes.next_if(|new| *new < (*hash, ix)) {
                events.hashes.push(new);
            }
            events.hashes.push((*hash, ix));
        }
        events.hashes.extend(new_hashes);
        events
    }

    /// Returns the position in `ids` where the id of the event at `ix` begins.
    fn id_start(&self, ix: EventIx) -> usize {
        ix.index().checked_sub(1).map_or(0, |before| self.id_ends[before] as usize)
    }

    /// Returns the number of the first own source of the event at `ix`, whether it has one or not.
    pub(super) fn first_source(&self, ix: EventIx) -> u32 {
        self.first_sources[ix.index()]
    }

    /// Returns the bytes of the events, block by block. The serialized form does not contain them.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.packed.blocks()
    }

    /// Reads the packed events from `buffer`, where they begin at `start`; returns where they end.
    #[must_use]
    pub(crate) fn attach(&mut self, buffer: &Arc<Vec<u8>>, start: usize) -> usize {
        self.packed.attach(buffer, start)
    }

    /// Takes the columns that were filled while the events were read; `None` if there are none or they are taken.
    pub(crate) fn take_columns(&self) -> Option<Columns> {
        self.columns.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Returns the number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Returns whether there are no events.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Returns the event at `ix`, which stays in memory from then on.
    #[must_use]
    pub fn get(&self, ix: EventIx) -> &Event {
        self.packed.get_with(ix.index(), |event| self.finish(ix, event))
    }

    /// Unpacks the event at `ix` as a value of its own: for passes over many events, which must not fill the memory.
    #[must_use]
    pub fn fresh(&self, ix: EventIx) -> Event {
        let mut event = self.packed.fresh(ix.index());
        self.finish(ix, &mut event);
        event
    }

    /// Unpacks the parts of the event at `ix` that passes over many events count.
    ///
    /// The outline has no id, place, links, sources, `first_seen` and dates other than its own. Of the texts, it has
    /// only the subtype and those of quotations, sessions, figures and accounts that differ. The sources of figures are
    /// not numbered as in the store.
    pub(crate) fn outline(&self, ix: EventIx) -> Event {
        self.packed.view::<Outline<'_>>(ix.index()).into_event()
    }

    /// Returns what dates the event at `ix`, and which of its parts are dated.
    pub(crate) fn evidence(&self, ix: EventIx) -> Evidence<'_> {
        let mut evidence = self.packed.view::<Evidence<'_>>(ix.index());
        let first = self.first_source(ix);
        evidence.renumber(|source| numbered(source, first));
        evidence
    }

    /// Returns the event at `ix` if the event at `other_ix` of another store is packed in the same bytes, and the
    /// numbers of each of its sources in both stores.
    ///
    /// Their ids and links are not compared, and neither is what their numbers refer to.
    pub(crate) fn alike(
        &self,
        ix: EventIx,
        other: &Self,
        other_ix: EventIx,
    ) -> Option<(Event, Vec<(SourceIx, SourceIx)>)> {
        let mut event = self.packed.alike(ix.index(), &other.packed, other_ix.index())?;
        let mut sources = Vec::new();
        renumber(&mut event, |source| {
            let own = numbered(source, self.first_source(ix));
            sources.push((own, numbered(source, other.first_source(other_ix))));
            own
        });
        Some((event, sources))
    }

    /// Returns all events in order, each unpacked again.
    pub fn each(&self) -> impl ExactSizeIterator<Item = (EventIx, Event)> + '_ {
        (0..self.len() as u32).map(|ix| (EventIx(ix), self.fresh(EventIx(ix))))
    }

    /// Returns all events in order. Each stays in memory.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Event> + '_ {
        (0..self.len() as u32).map(|ix| self.get(EventIx(ix)))
    }

    /// Returns the id of the event at `ix` without unpacking it.
    #[must_use]
    pub fn id(&self, ix: EventIx) -> &str {
        let end = |nth: usize| self.id_ends.get(nth).map_or(0, |end| *end as usize);
        let start = ix.index().checked_sub(1).map_or(0, end);
        self.ids.get(start..end(ix.index())).unwrap_or_default()
    }

    /// Returns all ids in the order of their events.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        (0..self.len() as u32).map(|ix| self.id(EventIx(ix)))
    }

    /// Returns the file and line of the event at `ix` without unpacking it.
    #[must_use]
    pub fn place(&self, ix: EventIx) -> Place {
        Place { file: self.files[ix.index()], line: self.lines[ix.index()] }
    }

    /// Sets the lines of events to 0, meaning unknown, in the files that `is_affected` selects.
    pub(crate) fn forget_lines(&mut self, is_affected: impl Fn(u32) -> bool) {
        for (line, file) in self.lines.iter_mut().zip(&self.files) {
            if is_affected(*file) {
                *line = 0;
            }
        }
    }

    /// Returns the links of the event at `ix` without unpacking it.
    #[must_use]
    pub fn links(&self, ix: EventIx) -> &[Link] {
        let end = |nth: usize| self.link_ends.get(nth).map_or(0, |end| *end as usize);
        let start = ix.index().checked_sub(1).map_or(0, end);
        self.links.get(start..end(ix.index())).unwrap_or_default()
    }

    /// Returns the event with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EventIx> {
        let hash = xxh3_64(id.as_bytes());
        let start = self.hashes.partition_point(|(other, _)| *other < hash);
        let alike = self.hashes.get(start..)?.iter().take_while(|(other, _)| *other == hash);
        alike.map(|(_, ix)| EventIx(*ix)).find(|ix| self.id(*ix) == id)
    }

    /// Changes the event at `ix`. All events are packed again.
    #[cfg(test)]
    pub(crate) fn amend(&mut self, ix: EventIx, change: impl FnOnce(&mut Event)) {
        let mut all: Vec<Event> = self.each().map(|(_, event)| event).collect();
        change(&mut all[ix.index()]);
        *self = all.into_iter().collect();
    }

    fn finish(&self, ix: EventIx, event: &mut Event) {
        let first = self.first_source(ix);
        renumber(event, |source| numbered(source, first));
        event.id = EventId(self.id(ix).into());
        event.links = self.links(ix).to_vec();
        event.place = self.place(ix);
    }
}

/// Returns the registry's number of a source of a packed event; `first` is the number of its first own source.
fn numbered(source: SourceIx, first: u32) -> SourceIx {
    source.0.checked_sub(OWN).map_or(source, |own| SourceIx(first + own))
}

/// Changes the number of every source that an event names.
pub(super) fn renumber(event: &mut Event, mut number: impl FnMut(SourceIx) -> SourceIx) {
    for source in event.sources.iter_mut().chain(&mut event.disputed_by) {
        *source = number(*source);
    }
    let figures = event.figures.iter_mut().chain(event.sessions.iter_mut().flat_map(|s| &mut s.figures));
    for Figure { source, .. } in figures {
        *source = source.map(&mut number);
    }
}

impl Index<usize> for Events {
    type Output = Event;

    fn index(&self, ix: usize) -> &Event {
        self.get(EventIx(ix as u32))
    }
}

impl FromIterator<Event> for Events {
    /// Packs events in timeline order. Their links and sources are numbered as in their store.
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        let mut block = Block::default();
        let mut packed = Vec::new();
        for event in events {
            packed.push(PackedEvent::pack(event, &mut block, 0));
        }
        Self::new(vec![block.bytes], packed.into_iter(), None)
    }
}
