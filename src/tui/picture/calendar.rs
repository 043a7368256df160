//! Calendar: years of days as a heat map, a month of days with their events.
//!
//! ```text
//!  2025                                       131 events  +4 known to the month
//!      Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec
//!  Mon  ░ · ▒ …
//! ```
//!
//! The place uses `day` for the cursor, `zoom` (0 years, 1 a month) and `top` (the first line of the years on the
//! screen). A day has the events that certainly touch it: those known to the day, and ranges between two days. What is
//! known less finely is in no day; it is counted beside the month or the year.

mod grid;

use std::collections::BTreeMap;

use crate::event::EventIx;
use crate::event::date::{Day, Heading};
use crate::text::counted;

use super::{Picture, Place, Room, Scene, Step, Target, Zoom};

pub(crate) use grid::{Block, Month, blocks};

/// Ranges of more days than this are not drawn day by day.
const LONGEST: i64 = 366;

/// What a day has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The events of the day, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// Their number by kind, in the order of the kinds.
    pub(crate) by_kind: [u32; 4],
}

/// Events of one span that is coarser than a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Its first day.
    pub(crate) first: Day,
    /// Its last day.
    pub(crate) last: Day,
    /// The events, in timeline order.
    pub(crate) events: Vec<EventIx>,
}

/// The picture.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// The days that have events.
    pub(crate) days: BTreeMap<Day, Cell>,
    /// The spans of events that are known less finely than a day, or that are open.
    pub(crate) spans: Vec<Span>,
    /// The years to draw: those in which an event begins.
    pub(crate) years: Vec<i64>,
    /// The most events of one day.
    pub(crate) peak: usize,
    /// The day of each event, for finding it.
    starts: BTreeMap<EventIx, Day>,
    /// Today.
    pub(crate) today: Day,
}

impl Calendar {
    /// Sorts the events shown into days.
    pub(crate) fn new(scene: &Scene) -> Self {
        let timeline = &scene.timeline;
        let (index, kinds) = (timeline.index(), timeline.index().kinds());
        let mut all = Self {
            days: BTreeMap::new(),
            spans: Vec::new(),
            years: Vec::new(),
            peak: 0,
            starts: BTreeMap::new(),
            today: scene.now.today,
        };
        let mut spans: BTreeMap<(Day, Day), Vec<EventIx>> = BTreeMap::new();
        for ix in &scene.shown {
            let (first, last) = index.days(*ix);
            let to_the_day = matches!(index.heading(*ix), Heading::Day(_));
            if to_the_day && last.0.saturating_sub(first.0) < LONGEST && !first.is_out_of_range() {
                let mut day = first;
                while day <= last {
                    let cell = all.days.entry(day).or_default();
                    cell.events.push(*ix);
                    if let Some(count) = cell.by_kind.get_mut(usize::from(kinds[ix.index()])) {
                        *count += 1;
                    }
                    day = day.plus_days(1);
                }
                all.starts.insert(*ix, first);
            } else {
                spans.entry((first, last)).or_default().push(*ix);
                let day = if first.is_out_of_range() { last } else { first };
                if !day.is_out_of_range() {
                    all.starts.insert(*ix, day);
                }
            }
        }
        all.spans = spans.into_iter().map(|((first, last), events)| Span { first, last, events }).collect();
        all.peak = all.days.values().map(|cell| cell.events.len()).max().unwrap_or(0);
        all.years = all.starts.values().map(|day| day.civil().0).collect();
        all.years.sort_unstable();
        all.years.dedup();
        all
    }

    /// Returns the day of the cursor; before it was moved, that of the last event.
    pub(crate) fn cursor(&self, place: &Place) -> Day {
        let last = || self.days.last_key_value().map(|(day, _)| *day);
        place.day.or_else(last).unwrap_or(self.today)
    }

    /// Returns how many events certainly begin between two days, both included.
    pub(crate) fn within(&self, first: Day, last: Day) -> usize {
        self.starts.values().filter(|day| (first..=last).contains(day)).count()
            - self.beside(first, last, true)
    }

    /// Returns how many events are known to a span inside these days, no finer; with `begun` also those that only begin
    /// there.
    pub(crate) fn beside(&self, first: Day, last: Day, begun: bool) -> usize {
        let inside = |span: &&Span| {
            let start = if span.first.is_out_of_range() { span.last } else { span.first };
            (first..=last).contains(&start) && (begun || span.last <= last)
        };
        self.spans.iter().filter(inside).map(|span| span.events.len()).sum()
    }

    /// Returns the events whose dates may touch a day, as `date:` finds them, in timeline order.
    pub(crate) fn touching(&self, day: Day) -> Vec<EventIx> {
        let exact = self.days.get(&day).map(|cell| cell.events.as_slice()).unwrap_or_default();
        let around = self.spans.iter().filter(|span| (span.first..=span.last).contains(&day));
        exact.iter().copied().chain(around.flat_map(|span| span.events.iter().copied())).collect()
    }

    /// Returns the number of events on a day that are known to it, and of those known less finely around it, in words.
    pub(crate) fn in_words(&self, day: Day) -> String {
        let exact = self.days.get(&day).map_or(0, |cell| cell.events.len());
        let coarse = self.touching(day).len() - exact;
        let mut words = match exact {
            0 => format!("nothing on {}", day.in_words()),
            n => format!("{} on {}", counted(n, "event"), day.in_words()),
        };
        if coarse > 0 {
            words = format!("{words} (+{coarse} known less finely)");
        }
        words
    }
}

impl Picture for Calendar {
    fn empty(&self) -> Option<String> {
        (self.starts.is_empty()).then(|| "no event shown has a date that a calendar could show".to_owned())
    }

    fn go(&self, place: &mut Place, step: Step) {
        let day = self.cursor(place);
        let (down, across) = if place.zoom == 0 { (1, 7) } else { (7, 1) };
        let to = match step {
            // A page is a year of the years, and a month of a month.
            Step::Rows(by) if by.abs() > 1 && place.zoom == 0 => day.plus_months(12 * by.signum() as i64),
            Step::Rows(by) if by.abs() > 1 => day.plus_months(by.signum() as i64),
            Step::Rows(by) => day.plus_days(by as i64 * down),
            Step::Columns(by) => day.plus_days(by as i64 * across),
            Step::First => self.starts.values().min().copied().unwrap_or(day),
            Step::Last => self.starts.values().max().copied().unwrap_or(day),
        };
        place.day = Some(to);
    }

    fn at(&self, place: &Place) -> Target {
        let day = self.cursor(place);
        let events = self.touching(day);
        match events.as_slice() {
            [] => Target::Nothing(self.in_words(day)),
            _ => Target::Several { events, narrow: format!("date:{}", day.iso()), what: self.in_words(day) },
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
        if place.zoom == 0 {
            let blocks = blocks(&self.years, room.width);
            let cursor = self.cursor(place);
            if let Some(block) = blocks.iter().find(|block| block.holds(cursor)) {
                let lines = blocks.last().map_or(0, |block| block.y + grid::BLOCK);
                let bottom = (block.y + grid::BLOCK).saturating_sub(room.height);
                place.top =
                    place.top.max(bottom).min(block.y).min(lines.saturating_sub(room.height.min(lines)));
            }
        }
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let day = if place.zoom == 0 {
            blocks(&self.years, room.width).iter().find_map(|block| block.day_at(x, y + place.top))?
        } else {
            Month::of(self.cursor(place), room).day_at(x, y)?
        };
        Some(Place { day: Some(day), ..*place })
    }

    fn zoom(&self, place: &mut Place, _room: Room, zoom: Zoom, _at: Option<usize>) -> bool {
        let wanted = u8::from(zoom == Zoom::In);
        place.day = Some(self.cursor(place));
        std::mem::replace(&mut place.zoom, wanted) != wanted
    }
}
