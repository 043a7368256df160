//! Filters before and after, and the way back over narrowings and link jumps.

use crate::event::EventId;
use crate::filter::Filter;
use crate::tui::action::View;
use crate::tui::picture::Place;

/// What `Backspace` takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trail {
    /// The filter was narrowed; it was this before.
    Narrowed(Filter),
    /// The filter was narrowed to a part of a picture.
    NarrowedIn {
        /// The filter before.
        filter: Filter,
        /// The view.
        view: View,
        /// Its cursor, zoom and part on the screen before.
        place: Place,
        /// The event that was selected.
        selected: Option<EventId>,
    },
    /// A link was followed from this event; the filter was this.
    Jumped {
        /// Where from.
        from: EventId,
        /// Under which filter.
        filter: Filter,
    },
}

/// Steps of the filter, for undo and redo.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    past: Vec<Filter>,
    future: Vec<Filter>,
    /// What `F` has laid aside.
    pub(crate) aside: Option<Filter>,
    pub(crate) trail: Vec<Trail>,
}

impl Steps {
    /// Notes that `before` gave way to another filter.
    pub fn push(&mut self, before: Filter) {
        self.past.push(before);
        self.future.clear();
    }

    /// The filters before the one in force, the latest first.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = &Filter> {
        self.past.iter().rev()
    }

    /// The filter before `now`.
    pub(crate) fn undo(&mut self, now: &Filter) -> Option<Filter> {
        let before = self.past.pop()?;
        self.future.push(now.clone());
        Some(before)
    }

    /// The filter that was taken back.
    pub(crate) fn redo(&mut self, now: &Filter) -> Option<Filter> {
        let after = self.future.pop()?;
        self.past.push(now.clone());
        Some(after)
    }
}
