//! Dialogs: what is asked over the panes. Each holds its own state and answers with an [`Outcome`].

use std::collections::HashSet;

use crate::event::date::Now;
use crate::event::{EventId, EventIx};
use crate::filter::Filter;
use crate::timeline::{EventSet, Timeline};

use super::keys::{Key, Scope};
use super::message::{Message, Mouse};
use super::state::State;

/// Which dialog to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ask {
    /// Actors to filter by.
    Actor,
    /// Venues to filter by.
    Venue,
    /// Dates to filter by.
    Date,
    /// A date to go to.
    GoToDate,
    /// Every action by name.
    Palette,
    /// The keys of the focused pane, then all others.
    Help(Scope),
    /// The export.
    Export,
    /// Saved views and bookmarks.
    Places,
    /// A name for the filter.
    SaveView,
    /// The zone that times are shown in.
    Zone,
    /// A link of the selected event to follow.
    Link,
    /// A source of the selected event to open.
    Source,
}

/// What a dialog may look at when it opens and while it is used.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The events.
    pub timeline: &'a Timeline,
    /// The filter in force.
    pub filter: &'a Filter,
    /// What it matches.
    pub matches: &'a EventSet,
    /// The same in the order shown.
    pub shown: &'a [EventIx],
    /// The selected event.
    pub selected: Option<EventIx>,
    /// What today is.
    pub now: &'a Now,
    /// Bookmarked events.
    pub bookmarks: &'a HashSet<EventId>,
    /// Bookmarks, earlier filters and views of the user, as kept.
    pub remembered: &'a State,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

/// What reaches a dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A key, as pressed (not mapped to a Latin layout).
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The mouse, in cells of the screen.
    Mouse(Mouse),
}

/// What a dialog answers to a key.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Stays open.
    Stay,
    /// Stays open, and this happens.
    Send(Box<Message>),
    /// Closes.
    Close,
    /// Closes, and this happens.
    Finish(Box<Message>),
}

/// The dialog that is open.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// One that says only what was asked for.
    Plain(Ask),
}

impl Dialog {
    /// Opens what is asked for.
    #[must_use]
    pub fn open(ask: Ask, _desk: Desk<'_>) -> Self {
        Self::Plain(ask)
    }

    /// What `input` does to it.
    pub fn handle(&mut self, _input: &Input, _desk: Desk<'_>) -> Outcome {
        Outcome::Close
    }
}
