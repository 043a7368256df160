//! Language: who uses which tracked term in which week, as a table of small bars.
//!
//! ```text
//!  working group
//!  › Kremlin   23 Jan 2026  ·  ▁ · █n       3/35 1 n
//! ```
//!
//! The place uses `row` for the strip, `day` for the week of the cursor, `column` (0 a column, 1 the whole strip),
//! `top` for the first line and `left` for the first column on the screen, `across` for the cells of the strips and
//! `zoom` for the scale: 0 has all weeks on the screen, where several may share a column. The numbers are those of the
//! report on language: bars are counts, and every share stands as a fraction.

mod layout;
mod rows;

use std::collections::HashMap;
use std::sync::Mutex;

use crate::event::EventIx;
use crate::event::date::Day;
use crate::event::date::week::IsoWeek;
use crate::report::Scope;
use crate::report::language::Language as Report;
use crate::text::counted;
use crate::text::signs::{is_ascii, sign};
use crate::tui::action::Action;
use crate::tui::scale::Scale;
use crate::tui::text;

use super::exactly::exactly;
use super::legend::{Entry, entry};
use super::weeks::{Span, Weeks, along, dragged, zoomed};
use super::{Picture, Place, Room, Scene, Step, Target, Zoom, scrolled, stepped};

pub(crate) use layout::Layout;
pub(crate) use rows::{Group, Strip};

/// The variants, in the order of `c`: what groups the strips.
const VARIANTS: &[&str] = &["term", "actor"];

/// What the cursor is on in a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The weeks of one column.
    Weeks(Span),
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
    /// The weeks across.
    pub(crate) weeks: Weeks,
    /// The cells of the widest name, and of the widest fraction with the uses that are negated.
    widest: (usize, usize),
    /// The most uses of a strip.
    longest: usize,
    /// What marks there are: first uses, negated ones, both in one place.
    marks: (bool, bool),
    /// The scale of all bars, for each number of weeks that share a column.
    scales: Mutex<HashMap<usize, Scale>>,
    /// The terms that nobody uses in view.
    pub(crate) unused: Vec<String>,
    /// How many quoted statements of the view are dated after now, and in no strip.
    pub(crate) to_come: usize,
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
        // An original may be dated before or after the copy that is shown.
        let ends = report.weeks.into_iter().flat_map(|(first, last)| [first, last]);
        let weeks = Weeks::over(used().chain(ends));
        let most = |of: fn(&Strip) -> usize| strips.iter().map(of).max().unwrap_or(0);
        let widest = (most(|strip| text::width(&strip.name)), most(|strip| strip.behind().len()));
        let longest = most(|strip| strip.uses.len());
        let negated = strips.iter().any(|strip| strip.negated() > 0);
        let firsts = strips.iter().any(|strip| !strip.first_outside && strip.first.week.is_some());
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
            widest,
            longest,
            marks: (firsts, negated),
            scales: Mutex::default(),
            unused,
            to_come: report.to_come,
            terms: registry.terms.len(),
            homes,
            scene: scene.clone(),
        }
    }

    /// Returns what groups the strips, and what `c` does.
    pub(crate) fn variant(&self) -> (&'static str, &'static str) {
        let name = |at: usize| VARIANTS.get(at).copied().unwrap_or("");
        let at = self.scene.variant.min(1);
        (name(at), name(1 - at))
    }

    /// Returns the scale of the bars, if so many weeks share a column.
    pub(crate) fn scale(&self, step: usize) -> Scale {
        let mut known = self.scales.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *known
            .entry(step)
            .or_insert_with(|| Scale::of(self.strips.iter().flat_map(|strip| self.counts(strip, step))))
    }

    /// Returns the number of uses in each column that has any.
    fn counts(&self, strip: &Strip, step: usize) -> Vec<u64> {
        let mut counts: Vec<(usize, u64)> = Vec::new();
        for (week, uses) in &strip.weeks {
            let column = self.weeks.column(*week) / step.max(1);
            match counts.last_mut() {
                Some((last, count)) if *last == column => *count += uses.len() as u64,
                _ => counts.push((column, uses.len() as u64)),
            }
        }
        counts.into_iter().map(|(_, count)| count).collect()
    }

    /// Returns how many weeks share a column.
    fn step(&self, place: &Place) -> usize {
        if place.across == 0 { 1 } else { Layout::scale(self.weeks.count(), place.across, place.zoom).0 }
    }

    /// Returns the column of a week.
    pub(crate) fn column(&self, week: IsoWeek, step: usize) -> usize {
        self.weeks.column(week) / step.max(1)
    }

    /// Returns what explains the marks.
    fn legend(&self, step: usize) -> Vec<Entry> {
        let (scale, column) = (self.scale(step), if step > 1 { "column" } else { "week" });
        let uses = counted(scale.peak as usize, "use");
        let bar = match (is_ascii(), scale.is_root) {
            (true, _) => entry("1", &format!("uses in a {column}")),
            (false, true) => entry(sign("█"), &format!("{uses}, root scale")),
            (false, false) => entry(sign(if scale.peak > 1 { "█" } else { "▄" }), &uses),
        };
        let mut legend = vec![bar, entry(without(), "quoted without it"), entry("", "blank: none logged")];
        let (first, negated) = self.marks;
        if first {
            legend.push(entry("f", "first use"));
        }
        if negated {
            legend.push(entry("n", "negated"));
        }
        if first && negated {
            legend.push(entry("F", "both"));
        }
        let outside = self.strips.iter().any(|strip| strip.shown_statements < strip.statements);
        let of = if outside { "in view, of all quoted statements logged" } else { "of quoted statements" };
        legend.push(entry("3/7", of));
        if self.strips.iter().any(|strip| strip.first_outside) {
            legend.push(entry("*", "outside the filter"));
        }
        if step > 1 {
            legend.push(entry("", &format!("a column: {step} weeks")));
        }
        legend
    }

    /// Returns the strip of the cursor.
    pub(crate) fn strip(&self, place: &Place) -> Option<&Strip> {
        self.strips.get(place.row.min(self.strips.len().saturating_sub(1)))
    }

    /// Returns the column of the cursor, or the whole strip; before it was moved, the whole strip.
    pub(crate) fn part(&self, place: &Place) -> Part {
        let (Some(day), Some((first, last)), 0) = (place.day, self.weeks.0, place.column) else {
            return Part::Whole;
        };
        let step = self.step(place);
        let column = self.column(IsoWeek::of(day).clamp(first, last), step);
        self.weeks.span(column, step).map_or(Part::Whole, Part::Weeks)
    }

    /// Moves along the columns in which the actor of the strip is quoted, and at the end to the whole strip.
    fn sideways(&self, place: &mut Place, by: isize) {
        let Some(strip) = self.strip(place) else { return };
        let step = self.step(place);
        let mut weeks: Vec<IsoWeek> = strip.weeks.keys().chain(strip.quoted.keys()).copied().collect();
        weeks.sort_unstable();
        weeks.dedup_by_key(|week| self.column(*week, step));
        let at = match self.part(place) {
            Part::Whole => along(weeks.len(), true, by, weeks.len() + 1),
            Part::Weeks(span) => {
                let at = weeks.partition_point(|other| *other < span.first);
                along(at, weeks.get(at).is_some_and(|week| span.holds(*week)), by, weeks.len() + 1)
            }
        };
        match weeks.get(at) {
            Some(week) => (place.column, place.day) = (0, Some(week.monday())),
            None => place.column = 1,
        }
    }
}

/// A week of quotations without the term.
pub(crate) fn without() -> &'static str {
    if is_ascii() { "." } else { "·" }
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
            _ if self.to_come > 0 && self.groups.is_empty() => format!(
                "nobody quoted in the events shown has used a term so far; {} dated in the future; {} shows all events",
                counted(self.to_come, "quoted statement"),
                self.scene.keys.spoken(Action::ToggleFilter)
            ),
            n => format!(
                "nobody quoted in the events shown uses any of the {}",
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
                Part::Weeks(span) => format!(" {}", span.dates()),
            };
            let of = |field: &str| format!("term:{} {field}:{}{dates}", strip.term_id, strip.actor_id);
            let mut terms = vec![of("speaker"), of("actor"), format!("term:{}{dates}", strip.term_id)];
            // What is dated after now has the term, too.
            let until = format!(" date:..{}", self.scene.now.today.iso());
            terms.extend([of("speaker") + &until, of("actor") + &until]);
            exactly(&self.scene, &events, &terms)
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
        // The scale is that of the cells that the strips have.
        place.across = layout.free();
        if let Some(strip) = self.strip(place) {
            // The heading of a group stays with its first strip.
            let y = layout.y(self, place.row);
            let bottom = (y + layout.each).saturating_sub(layout.lines);
            let first = if strip.is_first { y - 1 } else { y };
            let end = layout.y(self, self.strips.len() - 1) + layout.each;
            place.top = place.top.max(bottom).min(first).min(end.saturating_sub(layout.lines));
        }
        let columns = self.weeks.count().div_ceil(layout.step);
        place.left = match self.part(place) {
            Part::Weeks(span) => {
                scrolled(place.left, self.column(span.first, layout.step), columns, layout.across)
            }
            Part::Whole => columns.saturating_sub(layout.across),
        };
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let layout = Layout::of(self, place, room);
        let y = y.checked_sub(layout.head)?;
        let row = layout.row(self, (y < layout.lines).then_some(y + place.top)?)?;
        let span = layout.column_at(x).and_then(|column| self.weeks.span(place.left + column, layout.step));
        Some(match span {
            Some(span) if self.part(place) == Part::Weeks(span) => Place { row, ..*place },
            Some(span) => Place { row, column: 0, day: Some(span.first.monday()), ..*place },
            None => Place { row, column: 1, ..*place },
        })
    }

    fn zoom(&self, place: &mut Place, room: Room, zoom: Zoom, at: Option<usize>) -> bool {
        let layout = Layout::of(self, place, room);
        // What is under the pointer stays on the screen.
        let under = at.and_then(|x| layout.column_at(x));
        let under = under.and_then(|column| self.weeks.span(place.left + column, layout.step));
        if !zoomed(place, zoom, layout.cell >= layout::WIDEST) {
            return false;
        }
        if let (Part::Whole, Some(span)) = (self.part(place), under) {
            (place.column, place.day) = (0, Some(span.first.monday()));
        }
        true
    }

    fn days(&self, place: &Place, room: Room, from: usize, to: usize) -> Option<(Day, Day)> {
        let layout = Layout::of(self, place, room);
        dragged(from, to, |x| self.weeks.span(place.left + layout.column_at(x)?, layout.step))
    }

    fn variants(&self) -> &'static [&'static str] {
        VARIANTS
    }
}

/// The filter terms that lead to the parts of a strip, found when they are first asked for.
type Narrowed = Mutex<HashMap<Option<Span>, String>>;

#[cfg(test)]
mod tests;
