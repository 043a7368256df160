//! The views beside the Timeline: pictures of the events that the filter shows.
//!
//! A picture is computed from a [`Scene`] once for each filter, on a thread of its own where the store is large. It
//! knows what stands where and nothing of colours: `view` draws it. Its cursor is a [`Place`], which the model keeps
//! for each view, so that a view that is left and opened again is where it was. What the cursor is on is a [`Target`]:
//! one event, several with the filter terms that leave exactly these, or nothing, with the reason.

pub(crate) mod calendar;
pub(crate) mod encounters;
mod exactly;
pub(crate) mod lanes;
pub(crate) mod language;
pub(crate) mod legend;
pub(crate) mod map;
mod mark;
pub(crate) mod positions;
pub(crate) mod shifts;
pub(crate) mod sources;
pub(crate) mod strikes;
pub(crate) mod threads;
pub(crate) mod weeks;

use std::fmt::Debug;
use std::sync::Arc;

use crate::event::EventIx;
use crate::event::date::{Day, Now};
use crate::filter::Filter;
use crate::timeline::{EventSet, Timeline};

use super::action::View;
use super::keys::Keys;

pub(crate) use calendar::Calendar;
pub(crate) use encounters::Encounters;
pub(crate) use lanes::Lanes;
pub(crate) use language::Language;
pub(crate) use map::Map;
pub(crate) use mark::Mark;
pub(crate) use positions::Positions;
pub(crate) use shifts::Shifts;
pub(crate) use sources::Sources;
pub(crate) use strikes::Strikes;
pub(crate) use threads::Threads;

/// What a picture is made from.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    /// The whole store.
    pub(crate) timeline: Timeline,
    /// The events that the filter shows, in timeline order.
    pub(crate) shown: Vec<EventIx>,
    /// What counts as *now*.
    pub(crate) now: Now,
    /// The filter in force.
    pub(crate) filter: Filter,
    /// The view to draw.
    pub(crate) view: View,
    /// Which of its variants, as `c` cycles them.
    pub(crate) variant: usize,
    /// The keys in force, which texts name.
    pub(crate) keys: Arc<Keys>,
}

impl Scene {
    /// Returns the events shown as a set.
    pub(crate) fn inside(&self) -> EventSet {
        let mut inside = EventSet::none(self.timeline.order().len());
        for ix in &self.shown {
            inside.insert(*ix);
        }
        inside
    }
}

/// Draws the picture of a scene as lines of plain text, so many columns and at most so many rows.
pub(crate) type Drawer = fn(Scene, Place, Room) -> Vec<String>;

/// Of what a picture was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) view: View,
    /// Which change of what is shown.
    pub(crate) version: u64,
    pub(crate) variant: usize,
}

/// Where the cursor of a view is, and what part of the picture is on the screen.
///
/// Which fields a view uses is told where its picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// The row of the cursor.
    pub(crate) row: usize,
    /// The column of the cursor.
    pub(crate) column: usize,
    /// The first row on the screen.
    pub(crate) top: usize,
    /// The first column on the screen.
    pub(crate) left: usize,
    /// The day of the cursor in views that have time across.
    pub(crate) day: Option<Day>,
    /// The columns on the screen, in views whose scale depends on them.
    pub(crate) across: usize,
    /// How far it is zoomed in; 0 shows everything.
    pub(crate) zoom: u8,
    /// Which variant `c` has chosen.
    pub(crate) variant: usize,
}

/// A step of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many rows down; negative is up.
    Rows(isize),
    /// So many columns to the right; negative is left.
    Columns(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// A change of the zoom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zoom {
    In,
    Out,
    /// Everything on the screen.
    Fit,
}

/// What the cursor is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// One event; `Enter` opens it.
    Event(EventIx),
    /// Several events; `Enter` narrows the filter to them.
    Several {
        /// The events that remain after narrowing, in timeline order.
        events: Vec<EventIx>,
        /// The filter terms that narrow to them, as text.
        narrow: String,
        /// What they are, for the last line of the view: `3 events on 21 Dec 2025`.
        what: String,
    },
    /// No event: why, for the last line of the view.
    Nothing(String),
}

impl Target {
    /// Returns the events it stands for.
    pub(crate) fn events(&self) -> &[EventIx] {
        match self {
            Self::Event(ix) => std::slice::from_ref(ix),
            Self::Several { events, .. } => events,
            Self::Nothing(_) => &[],
        }
    }
}

/// The cells that a picture has on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// What every picture can do.
pub(crate) trait Picture: Debug + Send + Sync {
    /// Returns whether there is nothing to draw, and the sentence that says why and what to do.
    fn empty(&self) -> Option<String>;

    /// Moves the cursor.
    fn go(&self, place: &mut Place, step: Step);

    /// Returns what the cursor is on.
    fn at(&self, place: &Place) -> Target;

    /// Returns the place of an event; `None` if the picture does not have it.
    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place>;

    /// Brings the cursor inside the picture and onto the screen.
    fn settle(&self, place: &mut Place, room: Room);

    /// Returns the place under a cell of the picture; `None` if nothing is there.
    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place>;

    /// Zooms, at a column if the pointer is there; `false` if the picture has no zoom or no more of it.
    fn zoom(&self, _place: &mut Place, _room: Room, _zoom: Zoom, _at: Option<usize>) -> bool {
        false
    }

    /// Returns the days between two columns that were dragged over; `None` if the picture has no time across.
    fn days(&self, _place: &Place, _room: Room, _from: usize, _to: usize) -> Option<(Day, Day)> {
        None
    }

    /// Returns the names of the variants that `c` cycles; empty if there is only one.
    fn variants(&self) -> &'static [&'static str] {
        &[]
    }
}

/// The picture of a view.
#[derive(Debug)]
pub(crate) enum Content {
    Calendar(Calendar),
    Lanes(Lanes),
    Map(Map),
    Threads(Threads),
    Encounters(Box<Encounters>),
    Language(Language),
    Strikes(Strikes),
    Shifts(Shifts),
    Positions(Positions),
    Sources(Box<Sources>),
}

impl Content {
    /// Computes the picture of the scene's view; `None` for the Timeline, which is none.
    pub(crate) fn of(scene: &Scene) -> Option<Self> {
        Some(match scene.view {
            View::Timeline => return None,
            View::Calendar => Self::Calendar(Calendar::new(scene)),
            View::Lanes => Self::Lanes(Lanes::new(scene)),
            View::Map => Self::Map(Map::new(scene)),
            View::Threads => Self::Threads(Threads::new(scene)),
            View::Encounters => Self::Encounters(Box::new(Encounters::new(scene))),
            View::Language => Self::Language(Language::new(scene)),
            View::Strikes => Self::Strikes(Strikes::new(scene)),
            View::Shifts => Self::Shifts(Shifts::new(scene)),
            View::Positions => Self::Positions(Positions::new(scene)),
            View::Sources => Self::Sources(Box::new(Sources::new(scene))),
        })
    }

    /// Returns what every picture can do.
    pub(crate) fn picture(&self) -> &dyn Picture {
        match self {
            Self::Calendar(calendar) => calendar,
            Self::Lanes(lanes) => lanes,
            Self::Map(map) => map,
            Self::Threads(threads) => threads,
            Self::Encounters(encounters) => &**encounters,
            Self::Language(language) => language,
            Self::Strikes(strikes) => strikes,
            Self::Shifts(shifts) => shifts,
            Self::Positions(positions) => positions,
            Self::Sources(sources) => &**sources,
        }
    }
}

/// Moves `at` by `by` within `0..count`.
pub(crate) fn stepped(at: usize, by: isize, count: usize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}

/// Returns the first of `count` rows to show so that `at` is among `room` of them, changing `top` as little as possible.
pub(crate) fn scrolled(top: usize, at: usize, count: usize, room: usize) -> usize {
    let room = room.max(1);
    top.min(at).max((at + 1).saturating_sub(room)).min(count.saturating_sub(room))
}
