//! Dialogs over the panes. Each holds its own state and answers with an [`Outcome`].

pub(crate) mod date;
pub(crate) mod event_form;
pub(crate) mod export;
pub(crate) mod finder;
pub(crate) mod follow;
pub(crate) mod frame;
pub(crate) mod goto;
pub(crate) mod help;
pub(crate) mod line;
pub(crate) mod notice;
pub(crate) mod palette;
pub(crate) mod picker;
pub(crate) mod places;
pub(crate) mod save;
pub(crate) mod zone;

use crate::tui::keys::Keys;
use crate::tui::message::DialogRequest;
use std::collections::HashSet;
use std::sync::Arc;

use crate::event::date::Now;
use crate::event::{EventId, EventIx};
use crate::filter::Filter;
use crate::timeline::{EventSet, Timeline};

use date::DatePicker;
use event_form::EventForm;
use export::Export;
use follow::{Follow, Listed};
use frame::Frame;
use goto::GoTo;
use help::Help;
use notice::Notice;
use palette::Palette;
use picker::{Of, Picker};
use places::Places;
use save::SaveView;
use zone::ZonePicker;

use super::action::View;
use super::message::{Message, Mouse, MouseAct};
use super::picture::{Drawer, Place};
use super::state::State;
use crate::tui::key::Key;

/// The data that a dialog reads when it opens and while it is used.
#[derive(Debug, Clone, Copy)]
pub struct DialogContext<'a> {
    pub timeline: &'a Timeline,
    /// The filter in force.
    pub filter: &'a Filter,
    pub matches: &'a EventSet,
    /// The same in the order shown.
    pub shown: &'a [EventIx],
    pub selected: Option<EventIx>,
    pub now: &'a Now,
    pub bookmarks: &'a HashSet<EventId>,
    /// What is new since the last session.
    pub unseen: &'a HashSet<EventId>,
    /// Bookmarks, earlier filters and views of the user, as kept.
    pub remembered: &'a State,
    /// The open view and how it is drawn.
    pub(crate) open_view: OpenView,
    /// The keys in force.
    pub keys: &'a Arc<Keys>,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
}

/// The open view, as a dialog needs it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OpenView {
    pub(crate) view: View,
    pub(crate) place: Place,
    /// Newest first.
    pub(crate) reversed: bool,
    /// What draws it as plain text; none where nothing draws.
    pub(crate) drawer: Option<Drawer>,
}

/// An input of a dialog.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Input {
    /// A key, as pressed (not mapped to a Latin layout).
    Key(Key),
    Paste(String),
    /// The mouse, in cells of the screen.
    Mouse(Mouse),
}

/// The answer of a dialog to an input.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    Stay,
    /// Stays open, and this happens.
    Send(Box<Message>),
    Close,
    /// Closes, and this happens.
    Finish(Box<Message>),
}

/// The dialog that is open, with all that it holds.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Actors or venues to filter by.
    Picker(Picker),
    /// Dates to filter by.
    Date(DatePicker),
    /// A date to go to.
    GoTo(GoTo),
    /// Every action by name.
    Palette(Palette),
    /// The keys, the filter language, the signs.
    Help(Help),
    Export(Export),
    /// Saved views and bookmarks.
    Places(Places),
    /// A name for the filter.
    SaveView(SaveView),
    /// The zone that times are shown in.
    Zone(ZonePicker),
    /// A link or a source to choose.
    Follow(Follow),
    /// A new event.
    EventForm(EventForm),
    /// Something to read or to confirm.
    Notice(Notice),
}

impl Dialog {
    /// Opens the requested dialog.
    #[must_use]
    pub fn open(ask: DialogRequest, desk: DialogContext<'_>) -> Self {
        match ask {
            DialogRequest::Actor => Self::Picker(Picker::open(Of::Actors, desk)),
            DialogRequest::Venue => Self::Picker(Picker::open(Of::Venues, desk)),
            DialogRequest::Date => Self::Date(DatePicker::open(desk)),
            DialogRequest::GoToDate => Self::GoTo(GoTo::default()),
            DialogRequest::Palette => Self::Palette(Palette::open(desk)),
            DialogRequest::Help(scope) => Self::Help(Help::open(scope, Arc::clone(desk.keys))),
            DialogRequest::Export => Self::Export(Export::open(desk)),
            DialogRequest::Places => Self::Places(Places::open(desk)),
            DialogRequest::SaveView => Self::SaveView(SaveView::open(desk)),
            DialogRequest::NewEvent => Self::EventForm(EventForm::open()),
            DialogRequest::Zone => Self::Zone(ZonePicker::open(desk)),
            DialogRequest::Link => Self::Follow(Follow::links(desk)),
            DialogRequest::Source => Self::Follow(Follow::sources(desk, Listed::Sources)),
            DialogRequest::Address => Self::Follow(Follow::sources(desk, Listed::Addresses)),
        }
    }

    /// Handles `input`. A press outside of the dialog leaves it, as `Esc` and `Ctrl-c` do.
    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        match input {
            Input::Key(key) if *key == Key::ctrl('c') => return Outcome::Close,
            Input::Mouse(Mouse { act: MouseAct::Press, x, y })
                if !self.frame(desk.size).outer.holds(*x, *y) =>
            {
                return Outcome::Close;
            }
            _ => {}
        }
        match self {
            Self::Picker(it) => it.handle(input, desk),
            Self::Date(it) => it.handle(input, desk),
            Self::GoTo(it) => it.handle(input, desk),
            Self::Palette(it) => it.handle(input, desk),
            Self::Help(it) => it.handle(input, desk),
            Self::Export(it) => it.handle(input, desk),
            Self::Places(it) => it.handle(input, desk),
            Self::SaveView(it) => it.handle(input),
            Self::Zone(it) => it.handle(input, desk),
            Self::Follow(it) => it.handle(input, desk),
            Self::EventForm(it) => it.handle(input, desk),
            Self::Notice(it) => it.handle(input),
        }
    }

    /// Returns whether it shows something older than what is typed.
    pub(crate) fn is_stale(&self) -> bool {
        matches!(self, Self::EventForm(it) if it.is_stale())
    }

    /// Shows the store as it is now. Typed text, marks and the selection stay.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        match self {
            Self::Picker(it) => it.reload(desk),
            Self::Date(it) => it.reload(desk),
            Self::Palette(it) => it.reload(desk),
            Self::Export(it) => it.reload(desk),
            Self::Places(it) => it.reload(desk),
            Self::Zone(it) => it.reload(desk),
            Self::Follow(it) => it.reload(desk),
            Self::EventForm(it) => it.renew(),
            Self::GoTo(_) | Self::Help(_) | Self::SaveView(_) | Self::Notice(_) => {}
        }
    }

    /// Returns its place on a screen of `size`.
    #[must_use]
    pub fn frame(&self, size: (u16, u16)) -> Frame {
        match self {
            Self::Picker(_) => Picker::frame(size),
            Self::Date(_) => DatePicker::frame(size),
            Self::GoTo(_) => GoTo::frame(size),
            Self::Palette(_) => Palette::frame(size),
            Self::Help(_) => Help::frame(size),
            Self::Export(_) => Export::frame(size),
            Self::Places(_) => Places::frame(size),
            Self::SaveView(_) => SaveView::frame(size),
            Self::Zone(_) => ZonePicker::frame(size),
            Self::Follow(it) => it.frame(size),
            Self::EventForm(_) => EventForm::frame(size),
            Self::Notice(it) => it.frame(size),
        }
    }
}
