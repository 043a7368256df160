//! The events of a store in timeline order, kept packed; links and sources are numbered apart.

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

/// A packed event's own sources are numbered from this on: their place in the registry is known only later.
pub(super) const OWN: u32 = 1 << 31;

/// The events of a store.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Events {
    packed: Packed<Event>,
    /// Of each event the registry's number of its first own source.
    #[serde(with = "numbers")]
    first_sources: Vec<u32>,
    /// Of each event its file and its line: they move where the event stays as it is.
    #[serde(with = "numbers")]
    files: Vec<u32>,
    #[serde(with = "numbers")]
    lines: Vec<u32>,
    /// Where the links of each event end among all.
    #[serde(with = "numbers")]
    link_ends: Vec<u32>,
    links: Vec<Link>,
    /// All ids in one text, and where each ends.
    ids: String,
    #[serde(with = "numbers")]
    id_ends: Vec<u32>,
    /// Hashes of the ids, ascending, with their events.
    hashes: Vec<(u64, u32)>,
    /// Made while the events were read, until somebody takes them.
    #[serde(skip)]
    columns: Arc<Mutex<Option<Columns>>>,
}

/// An event in its place, before all are in order.
#[derive(Debug)]
pub(super) struct PackedEvent {
    pub(super) spot: RecordPosition,
    pub(super) first_source: u32,
    pub(super) links: Vec<Link>,
    pub(super) id: Box<str>,
    pub(super) place: Place,
}

/// What comes to events that are there.
pub(super) struct Additions {
    pub(super) blocks: Vec<Vec<u8>>,
    /// In the order of their places.
    pub(super) made: Vec<PackedEvent>,
    pub(super) places: Vec<Place>,
    pub(super) first_sources: Vec<u32>,
}

impl PackedEvent {
    /// Packs an event, its links and sources numbered as in their store, into the block of that number.
    pub(super) fn pack(mut event: Event, into: &mut Block<Event>, block: u32) -> Self {
        let links = std::mem::take(&mut event.links);
        let id = std::mem::take(&mut event.id.0);
        let place = std::mem::take(&mut event.place);
        let start = into.push(&event);
        Self { spot: RecordPosition { block, start }, first_source: 0, links, id, place }
    }
}

impl Events {
    /// Events that were packed already, in their order, and their columns where they were made.
    pub(super) fn new(
        blocks: Vec<Vec<u8>>,
        kept: impl ExactSizeIterator<Item = PackedEvent>,
        columns: Option<Columns>,
    ) -> Self {
        let mut events = Self { columns: Arc::new(Mutex::new(columns)), ..Self::default() };
        for bytes in blocks {
            events.packed.add_block(bytes);
        }
        events.first_sources.reserve_exact(kept.len());
        events.files.reserve_exact(kept.len());
        events.lines.reserve_exact(kept.len());
        events.link_ends.reserve_exact(kept.len());
        for (ix, kept) in (0..).zip(kept) {
            events.packed.push_position(kept.spot);
            events.first_sources.push(kept.first_source);
            events.files.push(kept.place.file);
            events.lines.push(kept.place.line);
            events.links.extend(kept.links);
            events.link_ends.push(events.links.len() as u32);
            events.ids.push_str(&kept.id);
            events.id_ends.push(events.ids.len() as u32);
            events.hashes.push((xxh3_64(kept.id.as_bytes()), ix));
        }
        events.hashes.sort_unstable();
        events.links.shrink_to_fit();
        events
    }

    /// These events and others: the new ones lie in `blocks`, which come behind those that there are.
    ///
    /// `made` are the new events in the order of their places, `places` and `first_sources` stand for all, and
    /// `target` tells where the events that links lead to are now. None where one of them is nowhere.
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

    /// These events where some are gone and others stand as they were `made` anew in `blocks`; `target` tells where the
    /// events that links lead to are now: those to others are gone, too.
    pub(super) fn replaced(
        &self,
        moves: &Renumbering,
        blocks: Vec<Vec<u8>>,
        mut made: Vec<PackedEvent>,
        target: impl Fn(EventIx) -> Option<EventIx>,
    ) -> Self {
        for kept in &mut made {
            kept.links.retain_mut(|link| target(link.to).inspect(|to| link.to = *to).is_some());
        }
        let firsts: Vec<u32> = made.iter().map(|kept| kept.first_source).collect();
        let (files, lines): (Vec<u32>, Vec<u32>) =
            made.iter().map(|kept| (kept.place.file, kept.place.line)).unzip();
        let (files, lines) = (moves.column(&self.files, &files), moves.column(&self.lines, &lines));
        let places = files.into_iter().zip(lines).map(|(file, line)| Place { file, line }).collect();
        let first_sources = moves.column(&self.first_sources, &firsts);
        self.moved(moves, Additions { blocks, made, places, first_sources }, target)
    }

    /// As [`Events::renewed`], without the links for which there is no target.
    fn moved(
        &self,
        moves: &Renumbering,
        new: Additions,
        mut target: impl FnMut(EventIx) -> Option<EventIx>,
    ) -> Self {
        let Additions { blocks, made, places, first_sources } = new;
        let mut packed = self.packed.at_positions(Vec::new());
        for bytes in blocks {
            packed.add_block(bytes);
        }
        let spots: Vec<RecordPosition> = made.iter().map(|kept| kept.spot).collect();
        let mut events = Self {
            packed: packed.at_positions(moves.column(self.packed.positions(), &spots)),
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
                    for kept in &made[new] {
                        new_hashes.push((xxh3_64(kept.id.as_bytes()), events.id_ends.len() as u32));
                        events.ids.push_str(&kept.id);
                        events.id_ends.push(events.ids.len() as u32);
                        events.links.extend(kept.links.iter().cloned());
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

    /// Where in all ids the one of the event at `ix` begins.
    fn id_start(&self, ix: EventIx) -> usize {
        ix.index().checked_sub(1).map_or(0, |before| self.id_ends[before] as usize)
    }

    /// The number of the first own source of the event at `ix`, whether it has one or not.
    pub(super) fn first_source(&self, ix: EventIx) -> u32 {
        self.first_sources[ix.index()]
    }

    /// The bytes of the events, block by block; what is serialized is without them.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.packed.blocks()
    }

    #[must_use]
    pub(crate) fn lie_in(&mut self, buffer: &Arc<Vec<u8>>, start: usize) -> usize {
        self.packed.attach(buffer, start)
    }

    /// Hands over the columns that were made while the events were read; none where there are none, or somebody has them.
    pub(crate) fn take_columns(&self) -> Option<Columns> {
        self.columns.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The event at `ix`; it stays in memory once it was asked for.
    #[must_use]
    pub fn get(&self, ix: EventIx) -> &Event {
        self.packed.get_with(ix.index(), |event| self.finish(ix, event))
    }

    /// The event at `ix` as a value of its own: for passes over many, which shall not fill the memory.
    #[must_use]
    pub fn fresh(&self, ix: EventIx) -> Event {
        let mut event = self.packed.fresh(ix.index());
        self.finish(ix, &mut event);
        event
    }

    /// The event at `ix` as a value of its own, of its texts the quotations alone: for passes over many that count.
    ///
    /// Without id, place, links, sources, dates other than its own and `first_seen`, and all words but its subtype and
    /// those of quotations, sessions, figures and accounts that differ. The sources of figures are not numbered as in
    /// the store.
    pub(crate) fn outline(&self, ix: EventIx) -> Event {
        self.packed.view::<Outline<'_>>(ix.index()).into_event()
    }

    /// What dates the event at `ix` and what of it is dated.
    pub(crate) fn evidence(&self, ix: EventIx) -> Evidence<'_> {
        let mut evidence = self.packed.view::<Evidence<'_>>(ix.index());
        let first = self.first_source(ix);
        evidence.renumber(|source| numbered(source, first));
        evidence
    }

    /// The event at `ix`, where the event `at` of another store is packed in the same bytes; and of each of its sources
    /// the numbers in both stores.
    ///
    /// Their ids and links are not compared, nor what their numbers stand for.
    pub(crate) fn alike(
        &self,
        ix: EventIx,
        other: &Self,
        at: EventIx,
    ) -> Option<(Event, Vec<(SourceIx, SourceIx)>)> {
        let mut event = self.packed.alike(ix.index(), &other.packed, at.index())?;
        let mut sources = Vec::new();
        renumber(&mut event, |source| {
            let own = numbered(source, self.first_source(ix));
            sources.push((own, numbered(source, other.first_source(at))));
            own
        });
        Some((event, sources))
    }

    /// All of them in order, each taken out anew.
    pub fn each(&self) -> impl ExactSizeIterator<Item = (EventIx, Event)> + '_ {
        (0..self.len() as u32).map(|ix| (EventIx(ix), self.fresh(EventIx(ix))))
    }

    /// All of them in order; each stays in memory.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Event> + '_ {
        (0..self.len() as u32).map(|ix| self.get(EventIx(ix)))
    }

    /// The id of the event at `ix`, without the event.
    #[must_use]
    pub fn id(&self, ix: EventIx) -> &str {
        let end = |at: usize| self.id_ends.get(at).map_or(0, |end| *end as usize);
        let start = ix.index().checked_sub(1).map_or(0, end);
        self.ids.get(start..end(ix.index())).unwrap_or_default()
    }

    /// All ids in the order of their events.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        (0..self.len() as u32).map(|ix| self.id(EventIx(ix)))
    }

    /// Where the event at `ix` is written, without the event.
    #[must_use]
    pub fn place(&self, ix: EventIx) -> Place {
        Place { file: self.files[ix.index()], line: self.lines[ix.index()] }
    }

    /// Forgets on which lines the events of those files are written.
    pub(crate) fn forget_lines(&mut self, of: impl Fn(u32) -> bool) {
        for (line, file) in self.lines.iter_mut().zip(&self.files) {
            if of(*file) {
                *line = 0;
            }
        }
    }

    /// The links of the event at `ix`, without the event.
    #[must_use]
    pub fn links(&self, ix: EventIx) -> &[Link] {
        let end = |at: usize| self.link_ends.get(at).map_or(0, |end| *end as usize);
        let start = ix.index().checked_sub(1).map_or(0, end);
        self.links.get(start..end(ix.index())).unwrap_or_default()
    }

    /// The event with that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EventIx> {
        let hash = xxh3_64(id.as_bytes());
        let start = self.hashes.partition_point(|(other, _)| *other < hash);
        let alike = self.hashes.get(start..)?.iter().take_while(|(other, _)| *other == hash);
        alike.map(|(_, ix)| EventIx(*ix)).find(|ix| self.id(*ix) == id)
    }

    /// Changes the event at `ix`; all are packed anew.
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

/// The number in the registry of a packed event's source, `first` being that of its first own.
fn numbered(source: SourceIx, first: u32) -> SourceIx {
    source.0.checked_sub(OWN).map_or(source, |own| SourceIx(first + own))
}

/// Changes the numbers of all sources that an event names.
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

    fn index(&self, at: usize) -> &Event {
        self.get(EventIx(at as u32))
    }
}

impl FromIterator<Event> for Events {
    /// Events in timeline order, their links and sources numbered as in their store.
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        let mut block = Block::default();
        let mut kept = Vec::new();
        for event in events {
            kept.push(PackedEvent::pack(event, &mut block, 0));
        }
        Self::new(vec![block.bytes], kept.into_iter(), None)
    }
}
