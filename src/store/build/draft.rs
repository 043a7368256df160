//! Drafts events on all cores: each is read, checked and packed at once, so that few full events are in memory.
//!
//! An event is drafted only if it has no mistake and names nobody new, since either would concern the store as a
//! whole. All other events are built one by one in the sequential pass, in the order of the files. Warnings that need
//! only the event itself are drafted with it.

use std::sync::Arc;

use super::Builder;
use super::names::UnregisteredRef;
use crate::event::date::OrderKey;
use crate::event::packed::Block;
use crate::event::{Basis, Event, LinkKind};
use crate::parallel;
use crate::registry::Source;
use crate::store::build::fault::{Fault, Path};
use crate::store::columns::Columns;
use crate::store::schema::raw::{Raw, RawEvent};
use crate::store::yaml::read::{Outcome, TextRun, read_again_one};

/// Number of items in a chunk of work.
const CHUNK: usize = 128;

/// A link whose target is not resolved yet.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) kind: LinkKind,
    pub(super) to: String,
    pub(super) basis: Basis,
    pub(super) note: Option<String>,
    pub(super) at: Path,
}

/// A valid event that was packed.
#[derive(Debug)]
pub(super) struct DraftedEvent {
    pub(super) id: Box<str>,
    /// Whether `id` is derived from date and title and may still get a number.
    pub(super) derived: bool,
    pub(super) key: OrderKey,
    /// Offset of its bytes in its block.
    pub(super) start: u32,
    /// Row in the columns of its chunk.
    pub(super) row: u32,
    /// Offsets of its own sources in the chunk's block of sources.
    pub(super) sources: Vec<u32>,
    pub(super) pending: Vec<Pending>,
    /// Number of the chunk's mentions that belong to it.
    pub(super) mentioned: u32,
    /// Warnings that need only the event itself.
    pub(super) warnings: Vec<Fault>,
}

/// The results of drafting some items, in their order.
#[derive(Debug, Default)]
pub(in crate::store) struct Chunk {
    /// One draft for each item; `None` if the item must be built one by one.
    pub(super) drafts: Vec<Option<DraftedEvent>>,
    pub(super) events: Block<Event>,
    pub(super) sources: Block<Source>,
    pub(super) columns: Columns,
    /// Mentions of unregistered names in all drafts, one draft after the other.
    pub(super) mentioned: Vec<UnregisteredRef>,
    /// Items with problems of reading, and what was found in them.
    pub(in crate::store) faulty: Vec<(usize, Outcome)>,
}

impl Builder<'_> {
    /// Drafts the items with those numbers and calls `on_progress` with the number done.
    pub(super) fn draft_all(&self, unread: &[usize], on_progress: &mut dyn FnMut(usize)) -> Vec<Chunk> {
        let chunks: Vec<&[usize]> = unread.chunks(CHUNK).collect();
        let mut events = 0;
        let mut done = |chunk: &Chunk| {
            events += chunk.drafts.len();
            on_progress(events);
        };
        let threads = parallel::threads(chunks.len());
        parallel::map_with(
            threads,
            &chunks,
            || self.for_thread(),
            |builder, chunk| builder.draft(chunk),
            &mut done,
        )
    }

    /// Returns a builder for another thread that shares what this one knows.
    fn for_thread(&self) -> Self {
        Self {
            meta: self.meta.clone(),
            registry: Arc::clone(&self.registry),
            names: self.names.for_drafting(),
            ..Self::new(self.loaded, self.items)
        }
    }

    fn draft(&mut self, items: &[usize]) -> Chunk {
        let mut chunk = Chunk::default();
        // Most chunks are about as long as the last.
        chunk.events.bytes.reserve(self.last_chunk.0 + self.last_chunk.0 / 8);
        chunk.sources.bytes.reserve(self.last_chunk.1 + self.last_chunk.1 / 8);
        chunk.drafts.reserve_exact(items.len());
        chunk.columns.reserve(items.len());
        let run = TextRun::of(self.loaded, self.items, items);
        for &item in items {
            if let Some(raw) = run.as_ref().and_then(|run| run.read(&self.items[item])) {
                let draft = self.draft_one(&raw, item, &mut chunk);
                chunk.drafts.push(draft);
                continue;
            }
            let draft = match read_again_one(self.loaded, &self.items[item]) {
                Outcome::Item(read, findings) if findings.is_empty() && !read.broken => {
                    match read.raw.as_deref() {
                        Some(Raw::Event(raw)) => self.draft_one(raw, item, &mut chunk),
                        _ => None,
                    }
                }
                outcome => {
                    chunk.faulty.push((item, outcome));
                    None
                }
            };
            chunk.drafts.push(draft);
        }
        self.last_chunk = (chunk.events.bytes.len(), chunk.sources.bytes.len());
        chunk.events.bytes.shrink_to_fit();
        chunk.sources.starts = Vec::new();
        chunk.sources.bytes.shrink_to_fit();
        chunk
    }

    fn draft_one(&mut self, raw: &RawEvent, item: usize, chunk: &mut Chunk) -> Option<DraftedEvent> {
        self.begin(item);
        let event = self.event(raw, item);
        let pending = self.pending(raw);
        let clean = self.faults.forget();
        let event = event.filter(|_| clean && !self.names.has_new());
        if let Some(event) = &event {
            self.warn_of_early_sources(event, item);
            self.warn_of_call_without_format(event, item);
            chunk.mentioned.extend(self.names.mentioned());
        }
        let (warnings, mentioned) = (self.faults.take(), self.names.forget());
        let first = self.registry.sources.len() as u32;
        let event = event?;
        let row = chunk.columns.push(&self.registry, &event, &mut self.ancestry);
        let draft = DraftedEvent::new(event, pending, first, &mut chunk.events);
        let already = chunk.sources.starts.len();
        for source in &self.own {
            chunk.sources.push(source);
        }
        let sources = chunk.sources.starts.iter().skip(already).copied().collect();
        Some(DraftedEvent { row, sources, mentioned, warnings, ..draft })
    }
}
