//! Shifts: what changed in a week, counts against the eight weeks before, and silences.
//!
//! ```text
//!  68 ▁ ▂▁ ▁▃ ▂▅▂█▆▃█
//!     ‹ 2025   Jul   ↑
//!  Week 2025-W51, 15 Dec 2025 – 21 Dec 2025: 28 events logged, 50 in the eight weeks before.
//!  What changed                                                                      3 events
//! ▌19 Dec  ● Meeting in Miami
//!            First recorded in one room: …
//!  More than in the eight weeks before                     4 rows of 69 tested, none unusual
//!  Macron, statement      this week   4 of 28 ▐████████████▌             p 0.014
//!                         8 weeks     0 of 50 ▐                          q 0.50
//! ```
//!
//! The place uses `day` for the week (the last one before it was moved), `row` for the cursor, which is on an item (the
//! week, an event that changed something, a count, a silence), and `top` for the first line on the screen. An item has
//! one or more lines. Everything is that of the report; the filter chooses what is shown and changes no number. A week
//! is asked for when the cursor is first on it.

mod lines;
mod page;
mod strip;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::event::EventIx;
use crate::event::date::week::IsoWeek;

use super::weeks::along;
use super::{Picture, Place, Room, Scene, Step, Target, scrolled, stepped};

pub(crate) use lines::{Line, Part};
pub(crate) use page::{Item, Page, share};
pub(crate) use strip::{Layout, Strip};

/// The picture.
#[derive(Debug)]
pub(crate) struct Shifts {
    /// All weeks, with what is logged in each.
    pub(crate) strip: Strip,
    pages: Mutex<HashMap<IsoWeek, Arc<Page>>>,
    scene: Scene,
}

impl Shifts {
    /// Counts the weeks and asks for the last.
    pub(crate) fn new(scene: &Scene) -> Self {
        let all = Self { strip: Strip::new(scene), pages: Mutex::default(), scene: scene.clone() };
        all.page(&Place::default());
        all
    }

    /// Returns the week of the cursor; before it was moved, the last one of the view.
    pub(crate) fn week(&self, place: &Place) -> Option<IsoWeek> {
        let last = self.strip.busy.last()?;
        let week = place.day.map_or(*last, IsoWeek::of);
        let at = self.strip.busy.partition_point(|busy| *busy < week);
        Some(self.strip.busy.get(at).copied().unwrap_or(*last))
    }

    /// Returns what the week of the cursor says; `None` if the view has no week.
    pub(crate) fn page(&self, place: &Place) -> Option<Arc<Page>> {
        let week = self.week(place)?;
        let mut pages = self.pages.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Some(Arc::clone(pages.entry(week).or_insert_with(|| Arc::new(Page::new(&self.scene, week)))))
    }

    fn count(&self, place: &Place) -> usize {
        self.page(place).map_or(0, |page| page.items.len())
    }
}

impl Picture for Shifts {
    fn empty(&self) -> Option<String> {
        self.strip
            .busy
            .is_empty()
            .then(|| "no event shown has a date that is known to the week and not after now".to_owned())
    }

    fn go(&self, place: &mut Place, step: Step) {
        place.row = match step {
            Step::Rows(by) => stepped(place.row, by, self.count(place)),
            Step::Columns(by) => {
                let Some(week) = self.week(place) else { return };
                let at = self.strip.busy.partition_point(|busy| *busy < week);
                let at = along(at, true, by, self.strip.busy.len());
                place.day = self.strip.busy.get(at).map(|week| week.monday());
                0
            }
            Step::First => 0,
            Step::Last => self.count(place).saturating_sub(1),
        };
    }

    fn at(&self, place: &Place) -> Target {
        let page = self.page(place);
        let item = page.as_ref().and_then(|page| page.items.get(place.row));
        item.map_or_else(|| Target::Nothing("nothing here".to_owned()), Item::target)
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        // What the week of the cursor says of an event comes before the week that the event is in.
        let here = self.page(place)?;
        if let Some(row) = here.row_of(event) {
            return Some(Place { row, ..*place });
        }
        let week = self.strip.week_of(event, &self.scene)?;
        let place = Place { day: Some(week.monday()), row: 0, ..*place };
        let row = self.page(&place)?.row_of(event)?;
        Some(Place { row, ..place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        let Some(page) = self.page(place) else { return };
        place.row = place.row.min(page.items.len().saturating_sub(1));
        let layout = Layout::of(&self.strip, room);
        let lines = page.lines(room.width);
        let of_item = |line: &Line| line.item == Some(place.row);
        let last = lines.iter().rposition(of_item).unwrap_or(0);
        let first = lines.iter().position(of_item).unwrap_or(0);
        place.top = scrolled(place.top, last, lines.len(), layout.lines);
        // The first line of an item that is taller than the screen is worth more than its last.
        place.top = place.top.min(if place.row == 0 { 0 } else { first });
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let layout = Layout::of(&self.strip, room);
        let Some(line) = y.checked_sub(layout.first) else {
            let span = self.strip.weeks.span(layout.column_at(x)?, layout.step)?;
            let at = self.strip.busy.partition_point(|busy| *busy < span.first);
            let week = self.strip.busy.get(at).copied().filter(|week| span.holds(*week))?;
            let is_here = self.week(place).is_some_and(|week| span.holds(week));
            return Some(if is_here {
                Place { row: 0, ..*place }
            } else {
                Place { row: 0, top: 0, day: Some(week.monday()), ..*place }
            });
        };
        if line >= layout.lines {
            return None;
        }
        let row = self.page(place)?.lines(room.width).get(line + place.top)?.item?;
        Some(Place { row, ..*place })
    }
}

#[cfg(test)]
mod tests;
