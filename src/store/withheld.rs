//! What may not be told to whom a document goes: left out of the store before anything is computed of it.
//!
//! One rule for every part: a filter, a report, a key fact or a standing that never saw an event cannot give it away.
//! What rests on the absence of an event is another matter: a plan whose outcome may be withheld has not lapsed.

use super::{Renumbering, Store};
use crate::event::Handling;

/// What a store without its stricter events says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld {
    /// The strictest handling that may be told.
    pub max: Handling,
    /// How many events of the whole store are stricter.
    pub events: usize,
    /// Whether the store's own title and description are.
    pub title: bool,
}

impl Store {
    /// The store for those who may know what is marked up to `max`, `stricter` being its events that are not,
    /// ascending; and where the others stood.
    ///
    /// Its own title and description are as strict as the handling that it gives events.
    #[must_use]
    pub(crate) fn released(&self, max: Handling, stricter: Vec<u32>) -> (Self, Renumbering) {
        let mut events = stricter.len();
        let (mut released, moves) = self.without(stricter);
        let title = self.meta.handling.is_some_and(|own| own < max);
        if title {
            (released.meta.title, released.meta.description) = (None, None);
            // What is left says its own handling, so this is for what is written of the store itself.
            released.meta.handling = Some(max);
        }
        if let Some(mut known) = released.known.take() {
            known.undated = released.undated();
            // What was not known at the date counts as little among what was not known.
            known.not_yet_marked.retain(|handling, count| {
                let told = *handling >= max;
                if !told {
                    known.not_yet -= *count;
                    events += *count;
                }
                told
            });
            released.known = Some(known);
        }
        released.withheld = Some(Withheld { max, events, title });
        (released, moves)
    }
}
