//! The model: everything the screen shows, changed by `update` alone.

use std::collections::HashSet;

use crate::event::date::Now;
use crate::event::{EventId, EventIx};
use crate::filter::Filter;
use crate::timeline::{EventSet, Timeline};

use super::dialog::{Desk, Dialog};
use super::keys::Scope;

/// Which pane has the keys when nothing lies over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Counts by value.
    Facets,
    /// The events.
    View,
    /// One event whole.
    Detail,
}

impl Pane {
    /// Where its keys are looked up.
    #[must_use]
    pub fn scope(self) -> Scope {
        match self {
            Self::Facets => Scope::Facets,
            Self::View => Scope::View,
            Self::Detail => Scope::Detail,
        }
    }
}

/// What has the keys.
#[derive(Debug, Clone)]
pub enum Focus {
    /// The pane of [`Model::pane`].
    Panes,
    /// A dialog over the panes.
    Dialog(Box<Dialog>),
}

/// Everything the screen shows.
#[derive(Debug, Clone)]
pub struct Model {
    /// The events in order.
    pub timeline: Timeline,
    /// What today is.
    pub now: Now,
    /// The filter in force.
    pub filter: Filter,
    /// What it matches.
    pub matches: EventSet,
    /// The same in the order shown.
    pub shown: Vec<EventIx>,
    /// The selected row of `shown`.
    pub selected: usize,
    /// Bookmarked events.
    pub bookmarks: HashSet<EventId>,
    /// Filters used before, oldest first.
    pub history: Vec<String>,
    /// The pane that has the keys at rest.
    pub pane: Pane,
    /// What has the keys.
    pub focus: Focus,
}

impl Model {
    /// The selected event.
    #[must_use]
    pub fn selected_event(&self) -> Option<EventIx> {
        self.shown.get(self.selected).copied()
    }

    /// What dialogs may look at.
    #[must_use]
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            timeline: &self.timeline,
            filter: &self.filter,
            matches: &self.matches,
            shown: &self.shown,
            selected: self.selected_event(),
            now: &self.now,
            bookmarks: &self.bookmarks,
        }
    }
}
