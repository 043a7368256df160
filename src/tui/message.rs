//! What happened, in the program's own words, and what is to be done outside it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::compose::Addition;
use crate::event::EventId;
use crate::event::date::Day;
use crate::filter::{Field, Filter};
use crate::text::visible_line;
use crate::timeline::Timeline;

use super::action::Action;
use super::key::Key;
use super::pane::Scope;
use super::picture::{Content, Scene, Stamp};
use super::state::{Change, State, Unseen, View as SavedView};
use super::text::{width as cells, wrap};

/// A mouse event on the screen, in cells from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    pub(crate) act: MouseAct,
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MouseAct {
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

/// Which dialog to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DialogRequest {
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
    /// A new event.
    NewEvent,
    /// A link of the selected event to follow.
    Link,
    /// A source of the selected event to open.
    Source,
    /// A source of the selected event whose address is copied.
    Address,
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
    /// Opens a saved view of the user.
    OpenSaved(Box<SavedView>),
    /// Selects an event, dropping the filter where that hides it.
    GoTo(EventId),
    /// Selects the first event on or after a day.
    GoToDay(Day),
    /// Shows timed dates in this zone; `None` shows each in its own.
    SetZone(Option<Tz>),
    /// Says something in the footer.
    Say(Notice),
    /// Looks through the next stretch of a large store for what the filter matches.
    Search,
    /// Counts what shows, which was put off while keys were to be answered.
    Count,
    /// Makes the picture of the open view, which was put off while keys were to be answered.
    MakePicture,
    /// A thread has made a picture.
    PictureMade(FinishedPicture),
    /// Looks up the candidates of the filter being typed, which was put off likewise.
    LookUpCandidates,
    /// Looks up why the filter leaves nothing, which was put off likewise.
    LookUpReason,
    /// Judges the event being typed, which was put off while keys were to be answered.
    Judge,
    /// An event was written to a file, or was not.
    Appended(Box<Appended>),
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
    /// How much of the store is read so far.
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
    /// What is new since the last session in the whole store that follows.
    New(Unseen),
    /// It cannot be read: why.
    Failed(String),
}

/// How the writing of an event ended.
#[derive(Debug, Clone)]
pub struct Appended {
    /// The id of the event, if it was written with one.
    pub(crate) id: Option<String>,
    pub(crate) title: String,
    /// The file, as it is shown.
    pub(crate) path: String,
    /// Why it was not written.
    pub(crate) failed: Option<String>,
}

/// Writes an event and returns how that ended.
pub(crate) fn append(addition: &Addition) -> Message {
    let text = |key: &str| addition.fields.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    Message::Appended(Box::new(Appended {
        id: text("id"),
        title: text("title").unwrap_or_default(),
        path: visible_line(&addition.path.display().to_string()).into_owned(),
        failed: addition.save().err(),
    }))
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

/// A picture that was made on a thread.
#[derive(Debug, Clone)]
pub struct FinishedPicture {
    pub(crate) stamp: Stamp,
    pub(crate) content: Arc<Content>,
}

/// A picture to make on a thread.
#[derive(Debug, Clone)]
pub struct PictureJob {
    pub(crate) stamp: Stamp,
    pub(crate) scene: Scene,
}

impl PictureJob {
    /// Makes the picture; `None` if the view is the Timeline, which has none.
    #[must_use]
    pub fn finish(&self) -> Option<FinishedPicture> {
        let content = Content::of(&self.scene)?;
        Some(FinishedPicture { stamp: self.stamp, content: Arc::new(content) })
    }
}

impl PartialEq for PictureJob {
    fn eq(&self, other: &Self) -> bool {
        self.stamp == other.stamp
    }
}

impl Eq for PictureJob {}
impl Notice {
    /// Returns the sign and the text, as they are shown.
    #[must_use]
    pub(crate) fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Calm(text) => ("", text),
            Self::Warning(text) => ("! ", text),
            Self::Error(text) => (ERROR, text),
        }
    }
}

impl Effect {
    /// Copies an address.
    #[must_use]
    pub(crate) fn copy_address(url: &str) -> Self {
        Self::Copy { text: url.to_owned(), what: url.to_owned() }
    }
}

/// What an error begins with.
const ERROR: &str = "× error: ";

/// Whether an error of this text can be read whole in the footer of a screen that is `width` wide: it has two lines.
#[must_use]
pub(crate) fn fits(text: &str, width: usize) -> bool {
    !text.contains('\n') && wrap(text, width.saturating_sub(cells(ERROR) + 1)).len() <= 2
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
    /// Writes an event behind the last one of a file.
    Append(Box<Addition>),
    /// Keeps or forgets a bookmark, a filter or a view of the user.
    Remember(Change),
    /// Makes a picture on a thread of its own.
    MakePicture(Box<PictureJob>),
    /// Reads the store again.
    Reload,
    /// Draws everything again.
    Redraw,
    /// Gives the shell its turn.
    Suspend,
    /// Sets whether the terminal sends mouse events.
    CaptureMouse(bool),
}
