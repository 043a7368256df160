//! The model: everything the screen shows, changed by `update` alone.

pub(crate) mod columns;
mod counts;
mod prompt;
mod resume;
mod search;
mod steps;
mod viewport;

use crate::tui::pane::Pane;
use crate::tui::pane::Panes;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono_tz::Tz;

use crate::event::date::{Day, Now};
use crate::event::{EventId, EventIx};
use crate::filter::{Context, Emptied, Filter, FilterError};
use crate::registry::Registry;
use crate::store::{Events, Meta, Store};
use crate::timeline::histogram::Histogram;
use crate::timeline::row::Offsets;
use crate::timeline::{EventSet, Group, Timeline};

pub use counts::{Counts, FacetLine, Mark, Section};
pub(crate) use prompt::Offer;
pub use prompt::{Choice, Chosen, FilterPrompt, FindPrompt, Popup};
pub use search::{Pace, Search, SelectionAnchor, Way};
pub use steps::Steps;
pub(crate) use steps::Trail;

use super::dialog::event_form::EventForm;
use super::dialog::{Dialog, DialogContext, OpenView};
use super::message::Notice;
use super::picture::{Content, Drawer, Picture, Place, Room, Scene, Stamp};
use super::preferences::Preferences;
use super::shape::Shape;
use super::state::{LastSession, State, Unseen};
use super::theme::Theme;
use crate::tui::action::View;
use columns::Columns;

/// What has the keys.
#[derive(Debug, Clone)]
pub enum Focus {
    /// The pane of [`Model::pane`].
    Panes,
    /// The filter is being edited.
    Filter(Box<FilterPrompt>),
    /// A word to find is being typed.
    Find(Box<FindPrompt>),
    /// The number of a link or source is being typed.
    Choose(Choice),
    /// A dialog over the panes.
    Dialog(Box<Dialog>),
}

/// How far the store is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loading {
    /// Nothing is known yet.
    Begun,
    /// A part is there.
    Reading {
        /// How much of its bytes, of a hundred.
        percent: u8,
        /// How many events so far.
        events: usize,
    },
    /// Everything.
    Done,
    /// The last good events stand; why the newest files could not be read.
    Failed(String),
}

/// What a drag with the mouse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drag {
    /// Sets the date range; the column where it began and the column it has reached.
    Range { from: u16, to: u16 },
    /// Sets the date range in a picture that has time across, or puts its cursor where it began; the cell where it began
    /// and the column it has reached.
    Across { from: u16, line: u16, to: u16 },
}

impl Drag {
    /// Returns whether it has left the column where it began.
    pub(crate) fn has_way(self) -> bool {
        let (Self::Range { from, to } | Self::Across { from, to, .. }) = self;
        from != to
    }
}

/// Everything the screen shows.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of the screen, not a state")]
pub struct Model {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub(crate) height: u16,
    /// How it looks.
    pub theme: Theme,
    /// Whether the terminal sends mouse events.
    pub mouse: bool,
    /// What the configuration asks for.
    pub(crate) preferences: Preferences,
    /// How far the store is read.
    pub loading: Loading,
    /// The events in order.
    pub timeline: Timeline,
    /// What today is.
    pub now: Now,
    /// The filter in force.
    pub filter: Filter,
    /// Why the filter in force cannot be applied to this store: then everything is shown, and this is said.
    pub(crate) unbound: Option<FilterError>,
    /// Filters before and after.
    pub steps: Steps,
    /// A filter that came from the last session, until it is changed.
    pub(crate) resumed: bool,
    /// What the filter matches.
    pub matches: EventSet,
    /// The same in the order shown.
    pub shown: Vec<EventIx>,
    /// Newest first.
    pub reversed: bool,
    /// Headings over `shown`.
    pub groups: Vec<Group>,
    /// Events over time, for the width of the screen.
    pub histogram: Histogram,
    /// Whether the times shown are of several zones and say which.
    pub(crate) offsets: Offsets,
    /// From so many events on a key is answered before what it shows is counted.
    pub(crate) counted_later: usize,
    /// Whether histogram and counts are still those of the filter before.
    pub uncounted: bool,
    /// How a search in a large store is cut.
    pub(crate) pace: Pace,
    /// The search that `matches` and `shown` are the beginning of; none where they are whole.
    pub search: Option<Search>,
    /// The filter that leaves nothing, and why; none until it is looked up.
    pub(crate) emptied: Option<(Filter, Option<Emptied>)>,
    /// Counts by value under every other filter; none until the pane shows.
    pub counts: Option<Counts>,
    /// The open view.
    pub view: View,
    /// The picture of the open view, and of what it was made; none in the Timeline and until it is made.
    pub(crate) picture: Option<(Stamp, Arc<Content>)>,
    /// Where the cursor of each view is.
    pub(crate) places: HashMap<View, Place>,
    /// Counts the changes of what is shown.
    pub(crate) version: u64,
    /// From so many events on pictures are made on a thread of their own.
    pub(crate) made_apart: usize,
    /// The picture that is being made on a thread.
    pub(crate) making: Option<Stamp>,
    /// What draws a picture as plain text; the loop sets it.
    pub(crate) drawer: Option<Drawer>,
    /// The panes beside the Timeline while a picture is shown, else those beside pictures.
    pub(crate) other_panes: Panes,
    /// Whether the user chose the panes beside pictures; until then the width of the screen decides.
    pub(crate) panes_chosen: bool,
    /// The selected row of `shown`.
    pub selected: usize,
    /// How many lines of the view are above the selected event on the screen; headings count.
    pub(crate) offset: usize,
    /// The columns of the events shown.
    pub(crate) columns: Columns,
    /// For which size of the view the columns were measured; `None` where the events shown have changed since.
    pub(crate) measured: Option<(usize, usize)>,
    /// The selected line of the facets.
    pub facet: usize,
    /// The first line of the facets on the screen.
    pub(crate) facet_scroll: usize,
    /// The first line of the detail on the screen.
    pub(crate) detail_scroll: usize,
    /// Bookmarked events.
    pub bookmarks: HashSet<EventId>,
    /// What is kept over sessions.
    pub remembered: State,
    /// What is new since the last session, for `is:new`.
    pub(crate) unseen: Unseen,
    /// Where the last session ended, until the browser has opened there.
    pub(crate) resume: Option<LastSession>,
    /// Whether no key was pressed yet, so that the first screen may still be replaced.
    pub(crate) untouched: bool,
    /// What `n` looks for, folded.
    pub(crate) needle: Option<String>,
    /// The rows of `shown` that hold the needle; `None` if they are not counted yet, or too many to count.
    pub(crate) found: Option<Vec<usize>>,
    /// Which panes show.
    pub panes: Panes,
    /// The pane that has the keys at rest.
    pub(crate) pane: Pane,
    /// What has the keys.
    pub(crate) focus: Focus,
    /// A drag in progress.
    pub(crate) drag: Option<Drag>,
    /// What the footer says until the next key.
    pub(crate) notice: Option<Notice>,
    /// The saved view to open when the store is there.
    pub(crate) opening: Option<String>,
    /// A new event that was typed and not saved.
    pub(crate) draft: Option<EventForm>,
    /// The event that was added last, until the store has it.
    pub(crate) added: Option<Added>,
}

/// An event that was added.
#[derive(Debug, Clone)]
pub(crate) struct Added {
    /// Its id, if it was written with one.
    pub(crate) id: Option<String>,
    pub(crate) title: String,
    /// The file, as it is shown.
    pub(crate) path: String,
    /// What was said once it was there.
    pub(crate) said: Option<Notice>,
}

/// Fewer shown events are drawn as a picture before the next frame.
const MADE_APART: usize = 5_000;
/// Fewer events are counted before the next frame.
const COUNTED_LATER: usize = 200_000;

/// What a model starts with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// How it looks.
    pub theme: Theme,
    /// Whether the terminal sends mouse events.
    pub mouse: bool,
    /// What today is.
    pub now: Now,
    /// The zone of times; none: each event's own.
    pub zone: Option<Tz>,
    /// The filter to start with.
    pub filter: Filter,
    /// The saved view to start with.
    pub view: Option<String>,
    /// Newest first.
    pub reversed: bool,
    /// What is kept over sessions.
    pub remembered: State,
    /// The session to go on with.
    pub last: Option<LastSession>,
    /// What the configuration asks for.
    pub preferences: Preferences,
}

impl Model {
    /// Returns whether keys go to `pane`, which they do not while a prompt or dialog is open.
    #[must_use]
    pub(crate) fn has_keys(&self, pane: Pane) -> bool {
        self.pane == pane && matches!(self.focus, Focus::Panes)
    }

    /// A model before anything is read.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let zone = setup.zone.or(setup.last.as_ref().and_then(|last| last.zone));
        let timeline = Timeline::new(nothing_read().shared(), zone);
        let histogram = Histogram::new(&timeline, &[], 1);
        let last = setup.last;
        let (filter, resumed, notice) = begun(setup.filter, last.as_ref());
        let (view, panes, pane) =
            last.as_ref().map(|last| (last.view, last.panes, last.pane)).unwrap_or_default();
        Self {
            width: setup.size.0,
            height: setup.size.1,
            theme: setup.theme,
            mouse: setup.mouse,
            preferences: setup.preferences,
            loading: Loading::Begun,
            timeline,
            now: setup.now,
            filter,
            unbound: None,
            steps: Steps::default(),
            resumed,
            matches: EventSet::none(0),
            shown: Vec::new(),
            reversed: setup.reversed || last.as_ref().is_some_and(|last| last.reversed),
            groups: Vec::new(),
            histogram,
            counted_later: COUNTED_LATER,
            uncounted: false,
            pace: Pace::default(),
            search: None,
            emptied: None,
            offsets: Offsets::default(),
            counts: None,
            view,
            picture: None,
            places: last.iter().map(|last| (last.view, last.place)).collect(),
            version: 0,
            made_apart: MADE_APART,
            making: None,
            drawer: None,
            other_panes: Panes::default(),
            panes_chosen: view != View::Timeline,
            selected: 0,
            offset: 0,
            columns: Columns::default(),
            measured: None,
            facet: 0,
            facet_scroll: 0,
            detail_scroll: 0,
            bookmarks: setup.remembered.bookmarks.iter().cloned().collect(),
            remembered: setup.remembered,
            unseen: Unseen::default(),
            resume: last,
            untouched: true,
            needle: None,
            found: None,
            panes,
            pane,
            focus: Focus::Panes,
            drag: None,
            notice,
            opening: setup.view,
            draft: None,
            added: None,
        }
    }

    /// Notes that other events are shown: what was measured and drawn of them is so no longer.
    pub(crate) fn shows_others(&mut self) {
        self.measured = None;
        self.version += 1;
    }

    /// Returns of what the picture of the open view must be made.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { view: self.view, version: self.version, variant: self.place().variant }
    }

    /// Returns where the cursor of the open view is.
    pub(crate) fn place(&self) -> Place {
        self.places.get(&self.view).copied().unwrap_or_default()
    }

    /// Returns the picture of the open view if it is of what is shown now.
    pub(crate) fn picture(&self) -> Option<&dyn Picture> {
        self.content().map(Content::picture)
    }

    /// Returns the content of the open view if it is of what is shown now.
    pub(crate) fn content(&self) -> Option<&Content> {
        self.picture.as_ref().filter(|(stamp, _)| *stamp == self.stamp()).map(|(_, content)| &**content)
    }

    /// Returns whether the picture of the open view is still to be made.
    pub(crate) fn lacks_picture(&self) -> bool {
        self.view != View::Timeline
            && !self.timeline.order().is_empty()
            && self.content().is_none()
            && self.making != Some(self.stamp())
    }

    /// Returns the cells of the picture: the view without its last line, which says what the cursor is on.
    pub(crate) fn picture_room(&self) -> Option<Room> {
        let area = self.shape()?.view?;
        Some(Room { width: usize::from(area.width), height: usize::from(area.height).saturating_sub(1) })
    }

    /// Returns what the picture of the open view is made from.
    pub(crate) fn scene(&self) -> Scene {
        let mut shown = self.shown.clone();
        if self.reversed {
            shown.reverse();
        }
        Scene {
            timeline: self.timeline.clone(),
            shown,
            now: self.now.clone(),
            filter: self.filter.clone(),
            view: self.view,
            variant: self.place().variant,
            keys: Arc::clone(&self.preferences.keys),
        }
    }

    #[must_use]
    pub(crate) fn selected_event(&self) -> Option<EventIx> {
        self.shown.get(self.selected).copied()
    }

    /// The first day of the selected event, for the histogram.
    #[must_use]
    pub fn position(&self) -> Option<Day> {
        self.timeline.heading(self.selected_event()?).first_day()
    }

    /// Where everything stands; none where the screen is too small.
    #[must_use]
    pub(crate) fn shape(&self) -> Option<Shape> {
        Shape::of(self.width, self.height, self.panes, self.pane)
    }

    /// Whether nothing matches the filter and it is not known yet why.
    #[must_use]
    pub(crate) fn wants_reason(&self) -> bool {
        let nothing = self.shown.is_empty() && self.search.is_none() && self.unbound.is_none();
        let read = matches!(self.loading, Loading::Done | Loading::Failed(_));
        nothing
            && read
            && !self.filter.is_empty()
            && !self.timeline.order().is_empty()
            && self.emptied.as_ref().is_none_or(|(of, _)| *of != self.filter)
    }

    /// Returns why the filter leaves nothing.
    #[must_use]
    pub(crate) fn reason(&self) -> Option<&Emptied> {
        let (_, why) = self.emptied.as_ref().filter(|(of, _)| self.shown.is_empty() && *of == self.filter)?;
        why.as_ref()
    }

    /// What filters need beside the timeline.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context { now: &self.now, bookmarks: &self.bookmarks, unseen: &self.unseen.ids }
    }

    /// The group of a row of `shown`.
    #[must_use]
    pub(crate) fn group_of(&self, row: usize) -> usize {
        self.groups.partition_point(|g| g.events.end <= row)
    }

    /// Returns which match is selected, while a word is being found: `3 of 12 with talks`.
    #[must_use]
    pub(crate) fn finding(&self) -> Option<String> {
        let needle = self.needle.as_ref()?;
        let Some(rows) = &self.found else { return Some(format!("finding {needle}")) };
        Some(match rows.binary_search(&self.selected) {
            Ok(at) => format!("{} of {} with {needle}", at + 1, rows.len()),
            Err(_) => format!("{} with {needle}", rows.len()),
        })
    }

    /// Whether every event of a group that the filter matches is found.
    #[must_use]
    pub(crate) fn is_whole(&self, group: usize) -> bool {
        let Some(search) = &self.search else { return true };
        let (above, below) =
            if self.reversed { (Way::Later, Way::Earlier) } else { (Way::Earlier, Way::Later) };
        let open = |way| search.is_open(way, &self.timeline);
        !(group == 0 && open(above) || group + 1 == self.groups.len() && open(below))
    }

    /// What dialogs may look at.
    #[must_use]
    pub(crate) fn desk(&self) -> DialogContext<'_> {
        DialogContext {
            timeline: &self.timeline,
            filter: &self.filter,
            matches: &self.matches,
            shown: &self.shown,
            selected: self.selected_event(),
            now: &self.now,
            bookmarks: &self.bookmarks,
            unseen: &self.unseen.ids,
            remembered: &self.remembered,
            open_view: OpenView {
                view: self.view,
                place: self.place(),
                reversed: self.reversed,
                drawer: self.drawer,
            },
            keys: &self.preferences.keys,
            size: (self.width, self.height),
        }
    }
}

/// The filter to begin with, whether it is that of the last session, and what is to be said of it.
fn begun(given: Filter, last: Option<&LastSession>) -> (Filter, bool, Option<Notice>) {
    let Some(last) = last.filter(|last| given.is_empty() && !last.filter.is_empty()) else {
        return (given, false, None);
    };
    match Filter::parse(&last.filter) {
        Ok(filter) => (filter, true, None),
        Err(error) => {
            let text = format!("the last filter, {}, cannot be read: {}", last.filter, error.message);
            (given, false, Some(Notice::Warning(text)))
        }
    }
}

/// A line of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, by its place.
    Heading(usize),
    /// An event, by its row in `shown`.
    Event(usize),
}

/// The store before anything is read.
fn nothing_read() -> Store {
    let meta = Meta::default();
    Store {
        inputs: Vec::new(),
        files: Vec::new(),
        meta,
        registry: Registry::default(),
        events: Events::default(),
        views: Vec::new(),
        problems: Vec::new(),
        known: None,
        withheld: None,
        record_hashes: None,
    }
}
