//! Text made away from its place in the document: what depends on all that stands before is filled in there.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::inline;
use super::footnotes::{Footnotes, key};
use crate::event::Event;
use crate::registry::{ActorIx, Registry, SourceIx};

/// What the reader has been told already: sources with their numbers, people with their offices.
#[derive(Debug, Default)]
pub(super) struct AlreadyTold {
    pub(super) notes: Footnotes,
    /// What keeps marks apart, which renderers print as bare numbers; empty: a space.
    pub(super) between: &'static str,
    offices: HashMap<ActorIx, Vec<Box<str>>>,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    slots: Vec<Slot>,
}

/// A place in the text, and what stands there.
#[derive(Debug)]
struct Slot {
    at: usize,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// The mark of a source; with the key of its page.
    Mark(SourceIx, u32),
    /// The mark of a source that is cited against the event; its note says so.
    Against(SourceIx, u32),
    /// An actor's offices, which follow up to there: they are told once.
    Offices(ActorIx, usize),
}

impl Draft {
    /// An empty one with room for about so many events.
    pub(super) fn with_room(events: usize) -> Self {
        Self { text: String::with_capacity(events * 1024), slots: Vec::with_capacity(events * 4) }
    }

    /// One of this text, without a slot.
    pub(super) fn of(text: String) -> Self {
        Self { text, slots: Vec::new() }
    }

    /// Adds the mark of a source that `event` cites, `[^3]`.
    pub(super) fn mark(&mut self, registry: &Registry, event: &Event, ix: SourceIx) {
        let key = key(registry, ix);
        let against = event.disputed_by.contains(&ix);
        let what = if against { What::Against(ix, key) } else { What::Mark(ix, key) };
        self.slots.push(Slot { at: self.text.len(), what });
    }

    /// Adds an actor's offices after a comma, for where the document has not told them yet.
    pub(super) fn offices(&mut self, actor: ActorIx, offices: &str) {
        let at = self.text.len();
        self.text.push_str(", ");
        inline(&mut self.text, offices);
        self.slots.push(Slot { at, what: What::Offices(actor, self.text.len()) });
    }

    /// Adds what was drafted elsewhere.
    pub(super) fn append(&mut self, other: &Self) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.slots.extend(other.slots.iter().map(|slot| {
            let what = match slot.what {
                What::Mark(..) | What::Against(..) => slot.what,
                What::Offices(actor, end) => What::Offices(actor, before + end),
            };
            Slot { at: before + slot.at, what }
        }));
    }

    /// Puts the text in its place, behind all that was `told`.
    pub(super) fn place(&self, told: &mut AlreadyTold, registry: &Registry, out: &mut String) {
        let mut from = 0;
        for slot in &self.slots {
            out.push_str(self.text.get(from..slot.at).unwrap_or_default());
            from = slot.at;
            match slot.what {
                What::Mark(ix, key) | What::Against(ix, key) => {
                    let between = if told.between.is_empty() { " " } else { told.between };
                    let space = if out.ends_with(']') { between } else { "" };
                    let note = told.notes.number(registry, ix, key);
                    told.notes.cite(note, matches!(slot.what, What::Against(..)));
                    let _ = write!(out, "{space}[^{}]", note + 1);
                }
                What::Offices(actor, end) => {
                    let offices = self.text.get(slot.at..end).unwrap_or_default();
                    let before = told.offices.entry(actor).or_default();
                    if before.iter().any(|told| **told == *offices) {
                        from = end;
                    } else {
                        before.push(offices.into());
                    }
                }
            }
        }
        out.push_str(self.text.get(from..).unwrap_or_default());
    }
}
