//! Calendar: years of days as a heat map, a month of days with their events.
//!
//! ```text
//!  2025                                       131 events  +4 known to the month
//!      Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec
//!  Mon  ░ · ▒ …
//! ```
//!
//! The place uses `day` for the cursor, `zoom` (0 what the events need, 1 a month, 2 years) and `top` (the first line of
//! the years on the screen, which is that of a year). A day has the events that certainly touch it: those known to the day, and ranges between two days. What is
//! known less finely is in no day; it is counted beside the month or the year. With a display zone, dates with a time stand
//! on the day that the Timeline shows them under.

mod gather;
mod grid;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono_tz::Tz;

use crate::event::date::Day;
use crate::event::{EventIx, Kind};
use crate::store::Store;
use crate::text::counted;

use super::{Mark, Picture, Place, Room, Step, Target, Zoom};

pub(crate) use gather::{Cell, Doubt, Span};
pub(crate) use grid::{Block, Month, Years, month_legend_lines};

/// Events of at most so many months have a month on the screen if nothing else was chosen.
const FEW_MONTHS: i64 = 2;
/// The zoom of a month.
const MONTH: u8 = 1;
/// The zoom of the years.
const YEARS: u8 = 2;

/// The sum of a month or a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// The events that certainly begin in it.
    pub(crate) begun: usize,
    /// Those that begin in it and are known less finely than a day.
    pub(crate) beside: usize,
    /// Whether one of these is known to the month.
    pub(crate) is_known: bool,
    /// The number by kind of those that certainly begin in it.
    pub(crate) by_kind: [u32; 4],
}

/// The picture.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// The days that have events.
    pub(crate) days: BTreeMap<Day, Cell>,
    /// The spans of events that are known less finely than a day, or that are open, earliest first.
    pub(crate) spans: Vec<Span>,
    /// The years to draw: those in which an event begins.
    pub(crate) years: Vec<i64>,
    /// The most events of one day.
    pub(crate) peak: usize,
    /// The kinds of the events.
    pub(crate) kinds: Vec<Kind>,
    /// The marks of what did not simply happen.
    pub(crate) marks: Vec<Mark>,
    /// The marks of days on which nothing is known to have happened.
    pub(crate) only: Vec<Mark>,
    /// The doubts that days have a sign for.
    pub(crate) doubted: Vec<Doubt>,
    /// The decades and centuries that events are known to, by the year they begin in.
    pub(crate) eras: BTreeMap<i64, Vec<String>>,
    /// Whether some event is known to its month, and no finer.
    pub(crate) has_known: bool,
    /// The events without any date.
    pub(crate) undated: usize,
    /// What begins in each month.
    months: BTreeMap<i64, Sum>,
    /// The day of each year that has most events, and how many.
    busiest: BTreeMap<i64, (Day, usize)>,
    /// The day of each event, for finding it.
    starts: BTreeMap<EventIx, Day>,
    /// The first and the last of these days.
    ends: Option<(Day, Day)>,
    /// The days that have other events in the display zone than in the events' own zones.
    moved: BTreeSet<Day>,
    /// Today.
    pub(crate) today: Day,
    /// The display zone.
    pub(crate) zone: Option<Tz>,
    /// For the ids of events.
    store: Arc<Store>,
}

/// Returns the number of a day's month.
fn month_of(day: Day) -> i64 {
    let (year, month, _) = day.civil();
    year * 12 + i64::from(month)
}

/// Returns a day's year.
fn year_of(day: Day) -> i64 {
    day.civil().0
}

impl Calendar {
    /// Returns a calendar without events.
    fn bare(today: Day, zone: Option<Tz>, store: Arc<Store>) -> Self {
        Self {
            days: BTreeMap::new(),
            spans: Vec::new(),
            years: Vec::new(),
            peak: 0,
            kinds: Vec::new(),
            marks: Vec::new(),
            only: Vec::new(),
            doubted: Vec::new(),
            eras: BTreeMap::new(),
            has_known: false,
            undated: 0,
            months: BTreeMap::new(),
            busiest: BTreeMap::new(),
            starts: BTreeMap::new(),
            ends: None,
            moved: BTreeSet::new(),
            today,
            zone,
            store,
        }
    }

    /// Returns the day of a year that has most events, and how many.
    pub(crate) fn busiest(&self, year: i64) -> Option<(Day, usize)> {
        self.busiest.get(&year).copied()
    }

    /// Returns the day of the cursor; before it was moved, that of the last event known to a day, else of the last.
    pub(crate) fn cursor(&self, place: &Place) -> Day {
        let last = || self.days.last_key_value().map(|(day, _)| *day);
        place.day.or_else(last).or(self.ends.map(|ends| ends.1)).unwrap_or(self.today)
    }

    /// Returns whether a place shows a month: where that was chosen, or where all is in one or two and nothing was.
    pub(crate) fn is_month(&self, place: &Place) -> bool {
        let few = || self.ends.is_some_and(|(first, last)| month_of(last) - month_of(first) < FEW_MONTHS);
        place.zoom == MONTH || place.zoom == 0 && few()
    }

    /// Returns the years as they stand in a room.
    pub(crate) fn years_in(&self, room: Room) -> Years {
        Years::of(&self.years, room)
    }

    /// Returns whether today is in a year that is drawn.
    pub(crate) fn has_today(&self) -> bool {
        self.years.contains(&year_of(self.today))
    }

    /// Returns the spans around a day.
    pub(crate) fn around(&self, day: Day) -> impl Iterator<Item = &Span> {
        let behind = self.spans.partition_point(|span| span.first <= day);
        self.spans.iter().take(behind).filter(move |span| day <= span.last)
    }

    /// Returns the events whose dates may touch a day, as `date:` finds them, in timeline order.
    pub(crate) fn touching(&self, day: Day) -> Vec<EventIx> {
        let exact = self.days.get(&day).map(|cell| cell.events.as_slice()).unwrap_or_default();
        exact.iter().copied().chain(self.around(day).flat_map(|span| span.events.iter().copied())).collect()
    }

    /// Returns the filter terms that leave the events of a day. `date:` speaks of the days in the events' own zones.
    fn narrow(&self, day: Day, events: &[EventIx]) -> String {
        if !self.moved.contains(&day) {
            return format!("date:{}", day.iso());
        }
        let ids: Vec<&str> = events.iter().map(|ix| self.store.events.id(*ix)).collect();
        format!("id:{}", ids.join(","))
    }

    /// Returns the number of events on a day that are known to it, and of those known less finely around it, in words.
    pub(crate) fn in_words(&self, day: Day) -> String {
        let exact = self.days.get(&day).map_or(0, |cell| cell.events.len());
        let coarse = self.touching(day).len() - exact;
        let mut words = match exact {
            0 => format!("nothing on {}", day.in_words()),
            n => format!("{} on {}", counted(n, "event"), day.in_words()),
        };
        for doubt in Doubt::SIGNED {
            let doubts = self.days.get(&day).map(|cell| cell.doubts.as_slice()).unwrap_or_default();
            match doubts.iter().filter(|own| **own == doubt).count() {
                0 => {}
                1 if exact == 1 => words = format!("{words}, {}", doubt.words()),
                n => words = format!("{words}, {n} of them {}", doubt.words()),
            }
        }
        if coarse > 0 {
            let date = self.set_around(day).map(|words| format!(": {words}")).unwrap_or_default();
            words = format!("{words} (+{coarse} known less finely{date})");
        }
        words
    }

    /// Returns the date of the one event known less finely around a day if it is one of several days.
    fn set_around(&self, day: Day) -> Option<String> {
        let mut around = self.around(day).flat_map(|span| &span.events);
        let (one, None) = (*around.next()?, around.next()) else { return None };
        let date = &self.store.event(one).date;
        date.qualification().set.then(|| date.in_words(self.zone))
    }
}

impl Picture for Calendar {
    fn empty(&self) -> Option<String> {
        (self.starts.is_empty())
            .then(|| "no event shown has a date that a calendar could show; 1 lists them".to_owned())
    }

    fn go(&self, place: &mut Place, step: Step) {
        let day = self.cursor(place);
        let months = self.is_month(place);
        let (down, across) = if months { (7, 1) } else { (1, 7) };
        let to = match step {
            // A page is a year of the years, and a month of a month.
            Step::Rows(by) if by.abs() > 1 && !months => day.plus_months(12 * by.signum() as i64),
            Step::Rows(by) if by.abs() > 1 => day.plus_months(by.signum() as i64),
            Step::Rows(by) => day.plus_days(by as i64 * down),
            Step::Columns(by) => day.plus_days(by as i64 * across),
            Step::First => self.ends.map_or(day, |ends| ends.0),
            Step::Last => self.ends.map_or(day, |ends| ends.1),
        };
        place.day = Some(to);
    }

    fn at(&self, place: &Place) -> Target {
        let day = self.cursor(place);
        let events = self.touching(day);
        match events.as_slice() {
            [] => Target::Nothing(self.in_words(day)),
            _ => Target::Several { narrow: self.narrow(day, &events), events, what: self.in_words(day) },
        }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        Some(Place { day: Some(*self.starts.get(&event)?), ..*place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        if place.day.is_some() {
            let within = self.years.first().zip(self.years.last());
            if let (Some((first, last)), Some(day)) = (within, place.day) {
                place.day = Some(day.clamp(Day::from_civil(*first, 1, 1), Day::from_civil(*last, 12, 31)));
            }
        }
        if !self.is_month(place) {
            place.top = self.years_in(room).top(place.top, self.cursor(place));
        }
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let day = if self.is_month(place) {
            Month::of(self.cursor(place), room).day_at(x, y)?
        } else {
            let years = self.years_in(room);
            years.seen(place.top).find_map(|block| block.day_at(x, y + place.top))?
        };
        Some(Place { day: Some(day), ..*place })
    }

    fn zoom(&self, place: &mut Place, _room: Room, zoom: Zoom, _at: Option<usize>) -> bool {
        let was_month = self.is_month(place);
        place.day = Some(self.cursor(place));
        place.zoom = if zoom == Zoom::In { MONTH } else { YEARS };
        self.is_month(place) != was_month
    }
}
