//! What happened, in the program's own words, and what is to be done outside it.

use std::path::PathBuf;

use chrono_tz::Tz;

use crate::event::EventId;
use crate::event::date::Day;
use crate::filter::{Field, Filter};
use crate::timeline::Timeline;

use super::dialog::DialogRequest;
use super::keys::Key;
use super::state::{Change, State};

/// Something a binding of the key table or the palette does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Opens the view of that number; the Timeline is the first.
    View(View),
    /// The view after.
    NextView,
    /// The view before.
    PreviousView,
    /// The pane after.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// Cycles which panes show.
    CyclePanes,
    /// Gives the focused pane more room.
    Widen,
    /// Leaves prompt, dialog or detail.
    Leave,
    /// As `Leave`; at rest quits with 130.
    Interrupt,
    /// Down a line.
    Down,
    /// Up a line.
    Up,
    /// Sideways, else the pane beside.
    Left,
    /// Sideways, else the pane beside.
    Right,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the next day.
    NextDay,
    /// To the previous day.
    PreviousDay,
    /// To the next month.
    NextMonth,
    /// To the previous month.
    PreviousMonth,
    /// To the next burst or gap.
    NextTurn,
    /// To the previous burst or gap.
    PreviousTurn,
    /// Asks for a date and goes there.
    GoToDate,
    /// Shows a shorter time.
    ZoomIn,
    /// Shows a longer time.
    ZoomOut,
    /// Edits the filter.
    EditFilter,
    /// Picks actors.
    PickActor,
    /// Picks venues.
    PickVenue,
    /// Picks dates.
    PickDate,
    /// Includes the facet's value.
    Include,
    /// Excludes the facet's value.
    Exclude,
    /// Takes back a step of the filter.
    Undo,
    /// Makes it again.
    Redo,
    /// All filters off, or on again.
    ToggleFilter,
    /// Saves the filter as a view.
    SaveView,
    /// Saved views and bookmarks.
    Places,
    /// Finds without filtering.
    Find,
    /// The next match.
    FindNext,
    /// The previous match.
    FindPrevious,
    /// Opens an event or narrows to what stands for several.
    Enter,
    /// Back over the last narrowing or link jump.
    Back,
    /// Follows a link.
    Follow,
    /// Opens a source's address.
    OpenSource,
    /// Sets or takes a bookmark.
    Bookmark,
    /// Copies the event as Markdown.
    CopyEvent,
    /// Copies the event's id.
    CopyId,
    /// Opens the editor at the event's line.
    EditEvent,
    /// Adds an event.
    AddEvent,
    /// Newest first, or oldest first.
    Reverse,
    /// What lanes stand for.
    CycleLanes,
    /// In which zone times are shown.
    Zone,
    /// The next theme.
    Theme,
    /// The mouse on or off.
    Mouse,
    /// The export dialog.
    Export,
    /// The palette.
    Palette,
    /// Reads the store again.
    Reload,
    /// Draws the whole screen again.
    Redraw,
    /// Suspends the program.
    Suspend,
    /// Help for the focused pane.
    Help,
    /// Leaves the program.
    Quit,
}

/// A view of the filtered events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Events under day headings.
    Timeline,
    /// Time across, one lane per actor.
    Lanes,
    /// A heat map of days.
    Calendar,
    /// Venues on a map.
    Map,
    /// Claims and their answers.
    Threads,
    /// Actors and claims.
    Positions,
    /// Terms over time.
    Language,
    /// Outlets.
    Sources,
    /// Strikes by week.
    Strikes,
    /// Who met whom.
    Encounters,
    /// Bursts and silences.
    Shifts,
}

impl View {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Timeline,
        Self::Lanes,
        Self::Calendar,
        Self::Map,
        Self::Threads,
        Self::Positions,
        Self::Language,
        Self::Sources,
        Self::Strikes,
        Self::Encounters,
        Self::Shifts,
    ];

    /// The name on its tab.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Lanes => "Lanes",
            Self::Calendar => "Calendar",
            Self::Map => "Map",
            Self::Threads => "Threads",
            Self::Positions => "Positions",
            Self::Language => "Language",
            Self::Sources => "Sources",
            Self::Strikes => "Strikes",
            Self::Encounters => "Encounters",
            Self::Shifts => "Shifts",
        }
    }

    /// The key that opens it.
    #[must_use]
    pub fn key(self) -> char {
        match self {
            Self::Timeline => '1',
            Self::Lanes => '2',
            Self::Calendar => '3',
            Self::Map => '4',
            Self::Threads => '5',
            Self::Positions => '6',
            Self::Language => '7',
            Self::Sources => '8',
            Self::Strikes => '9',
            Self::Encounters => '0',
            Self::Shifts => '!',
        }
    }

    /// Whether it can be opened; the others come later and say so.
    #[must_use]
    pub fn is_there(self) -> bool {
        self == Self::Timeline
    }
}

/// A mouse event on the screen, in cells from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub act: MouseAct,
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Press,
    /// It moved with the button down.
    Drag,
    /// The button went up.
    Release,
    /// The wheel, towards the reader.
    ScrollDown,
    /// The wheel, away from the reader.
    ScrollUp,
}

/// Something that changes the model.
#[derive(Debug, Clone)]
pub enum Message {
    /// A binding.
    Act(Action),
    /// A key for the text field or dialog that has the focus.
    Type(Key),
    /// Pasted text for it.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The terminal's new size, columns and rows.
    Resize(u16, u16),
    /// Opens a dialog.
    DialogRequest(DialogRequest),
    /// A new filter, as one step that can be undone.
    SetFilter(Filter),
    /// Sets the values of one field, as one step that can be undone.
    SetValues {
        /// The field.
        field: Field,
        /// Its values; none takes the field out.
        values: Vec<String>,
    },
    /// Opens a saved view of the store by its place in [`Store::views`](crate::store::Store::views).
    OpenView(usize),
    /// Selects an event, dropping the filter where that hides it.
    GoTo(EventId),
    /// Selects the first event on or after a day.
    GoToDay(Day),
    /// In which zone timed dates are shown; none: each in its own.
    SetZone(Option<Tz>),
    /// Says something in the footer.
    Say(Notice),
    /// Looks through the next stretch of a large store for what the filter matches.
    Search,
    /// Counts what shows, which was put off while keys were to be answered.
    Count,
    /// Something to be done outside, as a dialog wants it.
    Do(Effect),
    /// The store was read, wholly or in part.
    Store(StoreNews),
    /// What is remembered, as it stands after a change.
    Remembered(Box<State>),
    /// How an effect ended.
    Done(Result<String, String>),
    /// A signal asks for the end: the exit code.
    End(u8),
}

/// What the loader and the watcher tell.
#[derive(Debug, Clone)]
pub enum StoreNews {
    /// So much of so much is read.
    Progress {
        /// How much of its bytes, of a hundred.
        percent: u8,
        /// How many events so far.
        events: usize,
    },
    /// The beginning of the store, in its events' own zones.
    Partial(Box<Timeline>),
    /// The whole store, in its events' own zones.
    Whole(Box<Timeline>),
    /// It cannot be read: why.
    Failed(String),
}

/// A line in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something done.
    Calm(String),
    /// Something to look at.
    Warning(String),
    /// Something that failed, with a hint where there is one.
    Error(String),
}

/// Something done outside the model, by the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ends the program with this exit code.
    Quit(u8),
    /// Opens an address; http(s) only, no shell.
    OpenUrl(String),
    /// Copies text to the terminal's clipboard (OSC 52).
    Copy {
        /// The text.
        text: String,
        /// What it is, for the footer: `the event as Markdown`.
        what: String,
    },
    /// Runs `$VISUAL` or `$EDITOR` at a line, then reloads.
    Edit {
        /// The file.
        path: PathBuf,
        /// 1-based.
        line: u32,
    },
    /// Writes a file whole or not at all.
    Write {
        /// Where.
        path: PathBuf,
        /// What.
        text: String,
        /// Whether a file that is there may be replaced.
        overwrite: bool,
    },
    /// Keeps or forgets a bookmark, a filter or a view of the user.
    Remember(Change),
    /// Reads the store again.
    Reload,
    /// Draws everything again.
    Redraw,
    /// Gives the shell its turn.
    Suspend,
    /// Sets whether the terminal sends mouse events.
    CaptureMouse(bool),
}
