//! Language: who uses which tracked term in which week, as a table of small bars.
//!
//! ```text
//!  working group
//!  › Kremlin                ·  ▁ · █▂             3/35
//!    first 23 Jan 2026         f   n
//! ```
//!
//! The place uses `row` for the strip, `day` for the week of the cursor, `column` (0 a week, 1 the whole strip), `top`
//! for the first line and `left` for the first week on the screen, and `zoom` for the width of a week. The numbers are
//! those of the report on language: bars are counts, and every share stands as a fraction.

mod layout;
mod rows;

use std::collections::HashMap;

use crate::event::EventIx;
use crate::event::date::Day;
use crate::event::date::week::IsoWeek;
use crate::report::Scope;
use crate::report::language::Language as Report;
use crate::text::counted;
use crate::tui::scale::Scale;

use super::exactly::exactly;
use super::strikes::week_in_words;
use super::{Picture, Place, Room, Scene, Step, Target, Zoom, scrolled, stepped};

pub(crate) use layout::Layout;
pub(crate) use rows::{Group, Strip};

/// The variants, in the order of `c`: what groups the strips.
const VARIANTS: &[&str] = &["term", "actor"];

/// What the cursor is on in a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// One week.
    Week(IsoWeek),
    /// All weeks together, and the uses whose week is not known.
    Whole,
}

/// The picture.
#[derive(Debug)]
pub(crate) struct Language {
    /// The strips, group by group.
    pub(crate) strips: Vec<Strip>,
    /// The groups: terms or actors.
    pub(crate) groups: Vec<Group>,
    /// The first and the last week.
    pub(crate) weeks: Option<(IsoWeek, IsoWeek)>,
    /// The scale of all bars.
    pub(crate) scale: Scale,
    /// The terms that nobody uses in view.
    pub(crate) unused: Vec<String>,
    /// How many terms the store follows.
    terms: usize,
    homes: HashMap<EventIx, Vec<(usize, Option<IsoWeek>)>>,
    scene: Scene,
}

impl Language {
    /// Draws the report on the events shown.
    pub(crate) fn new(scene: &Scene) -> Self {
        let scope = Scope::new(&scene.timeline, &scene.shown, &scene.now);
        let registry = &scene.timeline.store().registry;
        let report = Report::new(&scope);
        let (groups, strips) = rows::rows(scene, &report);
        let used = || strips.iter().flat_map(|strip| strip.weeks.keys().copied());
        let weeks = report.weeks.or_else(|| used().min().zip(used().max()));
        // An original may be dated before or after the copy that is shown.
        let weeks = weeks.map(|(first, last)| {
            (
                used().min().map_or(first, |week| week.min(first)),
                used().max().map_or(last, |week| week.max(last)),
            )
        });
        let scale =
            Scale::of(strips.iter().flat_map(|strip| strip.weeks.values()).map(|uses| uses.len() as u64));
        let unused = report.terms.iter().filter(|term| term.actors.is_empty());
        let unused = unused.map(|term| registry.terms[term.number].name.clone()).collect();
        let mut homes: HashMap<EventIx, Vec<(usize, Option<IsoWeek>)>> = HashMap::new();
        for (row, strip) in strips.iter().enumerate() {
            for used in strip.uses.iter().filter(|used| strip.is_shown(used.event)) {
                homes.entry(used.event).or_default().push((row, used.week));
            }
        }
        Self {
            strips,
            groups,
            weeks,
            scale,
            unused,
            terms: registry.terms.len(),
            homes,
            scene: scene.clone(),
        }
    }

    /// Returns the number of weeks from the first to the last.
    pub(crate) fn count(&self) -> usize {
        self.weeks.map_or(0, |(first, last)| usize::try_from(last.0 - first.0 + 1).unwrap_or(0))
    }

    /// Returns the position of a week among all weeks.
    pub(crate) fn column(&self, week: IsoWeek) -> usize {
        self.weeks.map_or(0, |(first, _)| usize::try_from(week.0 - first.0).unwrap_or(0))
    }

    /// Returns the week at a position.
    pub(crate) fn week_at(&self, column: usize) -> Option<IsoWeek> {
        let (first, last) = self.weeks?;
        let week = IsoWeek(first.0.saturating_add(i64::try_from(column).ok()?));
        (week <= last).then_some(week)
    }

    /// Returns the strip of the cursor.
    pub(crate) fn strip(&self, place: &Place) -> Option<&Strip> {
        self.strips.get(place.row.min(self.strips.len().saturating_sub(1)))
    }

    /// Returns the week of the cursor, or the whole strip; before it was moved, the whole strip.
    pub(crate) fn part(&self, place: &Place) -> Part {
        match (place.day, self.weeks) {
            (Some(day), Some((first, last))) if place.column == 0 => {
                Part::Week(IsoWeek::of(day).clamp(first, last))
            }
            _ => Part::Whole,
        }
    }

    /// Moves along the weeks in which the actor of the strip is quoted, and at the end to the whole strip.
    fn sideways(&self, place: &mut Place, by: isize) {
        let Some(strip) = self.strip(place) else { return };
        let mut weeks: Vec<IsoWeek> = strip.weeks.keys().chain(strip.quoted.keys()).copied().collect();
        weeks.sort_unstable();
        weeks.dedup();
        let (at, by) = match self.part(place) {
            Part::Whole => (weeks.len(), by),
            Part::Week(week) => {
                let at = weeks.partition_point(|other| *other < week);
                // Between two weeks the step to the right already leads to the one at the right.
                (at, if by > 0 && weeks.get(at) != Some(&week) { by - 1 } else { by })
            }
        };
        match weeks.get(stepped(at, by, weeks.len() + 1)) {
            Some(week) => (place.column, place.day) = (0, Some(week.monday())),
            None => place.column = 1,
        }
    }
}

impl Picture for Language {
    fn empty(&self) -> Option<String> {
        if !self.strips.is_empty() {
            return None;
        }
        Some(match self.terms {
            0 => "the store follows no terms: this view needs a `terms:` list with the stems of each term by language \
                  (demarche explain language tells more), and quotations in the events"
                .to_owned(),
            n => format!(
                "nobody quoted in the events shown uses any of the {}; F shows all events",
                counted(n, "term")
            ),
        })
    }

    fn go(&self, place: &mut Place, step: Step) {
        match step {
            Step::Rows(by) => place.row = stepped(place.row, by, self.strips.len()),
            Step::Columns(by) => self.sideways(place, by),
            Step::First => place.row = 0,
            Step::Last => place.row = self.strips.len().saturating_sub(1),
        }
    }

    fn at(&self, place: &Place) -> Target {
        let Some(strip) = self.strip(place) else { return Target::Nothing("no use of a term".to_owned()) };
        let part = self.part(place);
        let what = strip.in_words(part);
        let events = strip.events(part);
        if events.is_empty() {
            return Target::Nothing(what);
        }
        let narrow = || {
            let dates = match part {
                Part::Whole => String::new(),
                Part::Week(week) => format!(" date:{}..{}", week.monday().iso(), week.sunday().iso()),
            };
            let of = |field: &str| format!("term:{} {field}:{}{dates}", strip.term_id, strip.actor_id);
            exactly(
                &self.scene,
                &events,
                &[of("speaker"), of("actor"), format!("term:{}{dates}", strip.term_id)],
            )
        };
        let narrow = strip.narrowed(part, narrow);
        Target::Several { events, narrow, what }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        let homes = self.homes.get(&event)?;
        let (row, week) = homes.iter().find(|(row, _)| *row == place.row).or(homes.first())?;
        let (column, day) = week.map_or((1, place.day), |week| (0, Some(week.monday())));
        Some(Place { row: *row, column, day, ..*place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        place.row = place.row.min(self.strips.len().saturating_sub(1));
        place.column = place.column.min(1);
        let layout = Layout::of(self, place, room);
        if let Some(strip) = self.strip(place) {
            // The heading of a group stays with its first strip.
            let lines = self.strips.last().map_or(0, |last| last.y + Strip::LINES);
            let bottom = (strip.y + Strip::LINES).saturating_sub(layout.lines);
            let first = if strip.is_first { strip.y - 1 } else { strip.y };
            place.top = place.top.max(bottom).min(first).min(lines.saturating_sub(layout.lines.min(lines)));
        }
        if let Part::Week(week) = self.part(place) {
            place.day = Some(week.monday());
            place.left = scrolled(place.left, self.column(week), self.count(), layout.across);
        } else {
            place.left = self.count().saturating_sub(layout.across);
        }
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let layout = Layout::of(self, place, room);
        let line = (y < layout.lines).then_some(y + place.top)?;
        let row = self.strips.iter().position(|strip| (strip.y..strip.y + Strip::LINES).contains(&line))?;
        let week = layout.column_at(x).and_then(|column| self.week_at(place.left + column));
        Some(match week {
            Some(week) => Place { row, column: 0, day: Some(week.monday()), ..*place },
            None => Place { row, column: 1, ..*place },
        })
    }

    fn zoom(&self, place: &mut Place, room: Room, zoom: Zoom, _at: Option<usize>) -> bool {
        let before = place.zoom;
        place.zoom = match zoom {
            Zoom::In if Layout::of(self, place, room).cell < layout::WIDEST => before + 1,
            Zoom::In => before,
            Zoom::Out => before.saturating_sub(1),
            Zoom::Fit => 0,
        };
        place.zoom != before
    }

    fn days(&self, place: &Place, room: Room, from: usize, to: usize) -> Option<(Day, Day)> {
        let layout = Layout::of(self, place, room);
        let week = |x: usize| layout.column_at(x).and_then(|column| self.week_at(place.left + column));
        Some((week(from.min(to))?.monday(), week(from.max(to))?.sunday()))
    }

    fn variants(&self) -> &'static [&'static str] {
        VARIANTS
    }
}

/// The filter terms that lead to the parts of a strip, found when they are first asked for.
type Narrowed = std::sync::Mutex<HashMap<Option<IsoWeek>, String>>;

#[cfg(test)]
mod tests;
