//! Text drafted out of order. The parts that depend on earlier text are filled in when the draft is written.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::inline;
use super::footnotes::{Footnotes, key};
use crate::event::Event;
use crate::registry::{ActorIx, Registry, SourceIx};

/// What the document has mentioned so far: sources with their numbers and actors with their offices.
#[derive(Debug, Default)]
pub(super) struct AlreadyMentioned {
    pub(super) notes: Footnotes,
    /// What separates adjacent source references, which renderers show as bare numbers. Empty: a space.
    pub(super) between: &'static str,
    offices: HashMap<ActorIx, Vec<Box<str>>>,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    slots: Vec<Slot>,
}

/// A position in the text and what is filled in there.
#[derive(Debug)]
struct Slot {
    at: usize,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// The reference to a source, with the key of its page.
    Mark(SourceIx, u32),
    /// The reference to a source that is cited against the event. Its note says so.
    Against(SourceIx, u32),
    /// An actor's offices, which end at this byte of the text. A document gives them once.
    Offices(ActorIx, usize),
}

impl Draft {
    /// Returns an empty draft with room for about `events` events.
    pub(super) fn with_room(events: usize) -> Self {
        Self { text: String::with_capacity(events * 1024), slots: Vec::with_capacity(events * 4) }
    }

    /// Returns a draft of fixed text, without slots.
    pub(super) fn of(text: String) -> Self {
        Self { text, slots: Vec::new() }
    }

    /// Adds a reference to a source that `event` cites, such as `[^3]`.
    pub(super) fn mark(&mut self, registry: &Registry, event: &Event, ix: SourceIx) {
        let key = key(registry, ix);
        let against = event.disputed_by.contains(&ix);
        let what = if against { What::Against(ix, key) } else { What::Mark(ix, key) };
        self.slots.push(Slot { at: self.text.len(), what });
    }

    /// Adds a comma and an actor's offices, which are omitted if the document already gave them.
    pub(super) fn offices(&mut self, actor: ActorIx, offices: &str) {
        let at = self.text.len();
        self.text.push_str(", ");
        inline(&mut self.text, offices);
        self.slots.push(Slot { at, what: What::Offices(actor, self.text.len()) });
    }

    /// Appends another draft.
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

    /// Appends the finished text to `out`, after everything already in `mentions`.
    pub(super) fn place(&self, mentions: &mut AlreadyMentioned, registry: &Registry, out: &mut String) {
        let mut from = 0;
        for slot in &self.slots {
            out.push_str(self.text.get(from..slot.at).unwrap_or_default());
            from = slot.at;
            match slot.what {
                What::Mark(ix, key) | What::Against(ix, key) => {
                    let between = if mentions.between.is_empty() { " " } else { mentions.between };
                    let space = if out.ends_with(']') { between } else { "" };
                    let note = mentions.notes.number(registry, ix, key);
                    mentions.notes.cite(note, matches!(slot.what, What::Against(..)));
                    let _ = write!(out, "{space}[^{}]", note + 1);
                }
                What::Offices(actor, end) => {
                    let offices = self.text.get(slot.at..end).unwrap_or_default();
                    let before = mentions.offices.entry(actor).or_default();
                    if before.iter().any(|mentions| **mentions == *offices) {
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
