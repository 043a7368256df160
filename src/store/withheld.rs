//! Withholding events from the readers of a document: they are left out of the store before anything is computed from
//! it.
//!
//! One rule for every part: a filter, a report, a key fact or a standing that never saw an event cannot disclose it.
//! Conclusions from the absence of an event are another matter: a plan has not lapsed if its outcome may be withheld.

use super::{Renumbering, Store};
use crate::event::Handling;

/// What a store without its stricter events says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld {
    /// The strictest handling that may be shown.
    pub max: Handling,
    /// The number of events of the whole store that are stricter.
    pub events: usize,
    /// Whether the store's own title and description are withheld, too.
    pub title: bool,
}

impl Store {
    /// Returns the store for readers who may see handling up to `max`, and the renumbering of its events. `stricter`
    /// are the events that they may not see, ascending.
    ///
    /// The store's own title and description are as strict as the handling that it gives events.
    #[must_use]
    pub(crate) fn released(&self, max: Handling, stricter: Vec<u32>) -> (Self, Renumbering) {
        let mut events = stricter.len();
        let (mut released, moves) = self.without(stricter);
        let title = self.meta.handling.is_some_and(|own| own < max);
        if title {
            (released.meta.title, released.meta.description) = (None, None);
            // Every remaining event has its own handling, so this only marks what is written about the store itself.
            released.meta.handling = Some(max);
        }
        if let Some(mut known) = released.known.take() {
            known.undated = released.undated();
            // Withheld events that were not known at the date are not counted among the unknown events either.
            known.not_yet_marked.retain(|handling, count| {
                let is_shown = *handling >= max;
                if !is_shown {
                    known.not_yet -= *count;
                    events += *count;
                }
                is_shown
            });
            released.known = Some(known);
        }
        released.withheld = Some(Withheld { max, events, title });
        (released, moves)
    }
}
