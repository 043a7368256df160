//! Encounters: who was in one room with whom, as a matrix of people or of states, and as a list of pairs.
//!
//! ```text
//!                WIT KUS USH
//!  KUS Kushner    7? Kushner
//!  USH Ushakov   █9  ▓4  Ushakov
//!  DMI Dmitriev  ▒2   ·  ░1?
//! ```
//!
//! Each name stands at its row and again on the diagonal, above its column. A cell is a shade, a number, a place for `?`
//! and a blank.
//!
//! The report on encounters counts; this only arranges what it counts. The place uses `row` and `column` for the cell
//! of the matrix (row 0 is the second head, column 0 the first), `row` for the pair of the list, and `top` and `left`
//! for what is on the screen.

mod bar;
mod codes;
mod grid;
mod lines;
mod order;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::event::EventIx;
use crate::event::date::{Day, Now};
use crate::filter::Filter;
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::report::encounters::{By, Encounters as Report, Pair, Settings, summary};
use crate::text::{columns, counted, counted_as};
use crate::timeline::{EventSet, Timeline};

use super::exactly::all_but_few;
use super::{Picture, Place, Room, Scene, Step, Target, scrolled, stepped};

pub(crate) use bar::{Mark, marks};
pub(crate) use codes::CODE;
pub(crate) use grid::{Grid, HEADS, LIST_HEAD, SHADE};

/// What `c` cycles.
const VARIANTS: [&str; 4] = ["people", "partner", "states", "pair"];

/// How the pairs are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A triangle of cells.
    Matrix,
    /// One pair in a row.
    List,
    /// One partner of one person in a row, below the name of that person.
    Partners,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// What the pairs below have in common.
    Heading(String),
    /// The pair of a row of the cursor.
    Pair(usize),
}

/// What a row of the list stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The pair, by its number in the report.
    pub(crate) pair: usize,
    /// Which of the two stands in the row, below the name of the other; `None` if both stand in it.
    pub(crate) with: Option<ActorIx>,
}

/// The picture.
#[derive(Debug, Clone)]
pub(crate) struct Encounters {
    pub(crate) form: Form,
    pub(crate) report: Report,
    /// The report's first sentences.
    pub(crate) summary: String,
    /// Who stands at the rows and columns of the matrix, those who met beside each other.
    pub(crate) heads: Vec<ActorIx>,
    /// The code of each head.
    pub(crate) codes: Vec<String>,
    /// The pairs of each actor, those with most meetings first.
    partners: HashMap<ActorIx, Vec<usize>>,
    /// The short names of all actors of the pairs.
    pub(crate) names: HashMap<ActorIx, String>,
    /// The pair of each cell that has one.
    cells: BTreeMap<(usize, usize), usize>,
    /// The lines of the list.
    pub(crate) lines: Vec<Line>,
    /// The rows of the list.
    pub(crate) rows: Vec<Row>,
    /// The most meetings of a pair of two sides.
    pub(crate) peak: usize,
    /// The most meetings of a pair of one side or two.
    pub(crate) most: usize,
    /// The first and last day of the events shown.
    pub(crate) span: Option<(Day, Day)>,
    /// The first pair of each event.
    of_event: HashMap<EventIx, usize>,
    /// The terms that leave the events of each pair, as far as they were asked for.
    narrows: Vec<OnceLock<String>>,
    timeline: Timeline,
    inside: EventSet,
    filter: Filter,
    now: Now,
}

impl Encounters {
    /// Arranges what the report counts among the events shown.
    pub(crate) fn new(scene: &Scene) -> Self {
        let (by, form) = match scene.variant {
            0 => (By::Person, Form::Matrix),
            1 => (By::Person, Form::Partners),
            2 => (By::State, Form::Matrix),
            _ => (By::Person, Form::List),
        };
        let scope = Scope::new(&scene.timeline, &scene.shown, &scene.now);
        let (registry, short) = (&scene.timeline.store().registry, scene.timeline.short_names());
        let focus = scene.filter.actors_named(registry);
        let report = Report::with(&scope, &Settings { by: Some(by), focus });
        let mut of_event = HashMap::new();
        for (at, pair) in report.pairs.iter().enumerate() {
            for ix in &pair.events {
                of_event.entry(*ix).or_insert(at);
            }
        }
        let heads = order::heads(&report);
        let position: HashMap<ActorIx, usize> = heads.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
        let cell = |(at, pair): (usize, &Pair)| {
            let (one, other) = (*position.get(&pair.one)?, *position.get(&pair.other)?);
            Some(((one.max(other).checked_sub(1)?, one.min(other)), at))
        };
        let sides = report.pairs.iter().filter(|pair| !pair.one_side);
        let names: HashMap<ActorIx, String> =
            heads.iter().map(|ix| (*ix, short.actor(registry, *ix).to_owned())).collect();
        let name = |ix: &ActorIx| names.get(ix).map_or("", String::as_str);
        let partners = order::partners(&report);
        let (lines, rows) = match form {
            Form::Matrix => (Vec::new(), Vec::new()),
            Form::List => lines::of_pairs(&report, |ix| short.actor(registry, ix).to_owned()),
            Form::Partners => lines::of_partners(&report, &heads, &partners, |ix| name(&ix).to_owned()),
        };
        Self {
            form,
            codes: codes::codes(heads.iter().map(name)),
            partners,
            narrows: vec![OnceLock::new(); report.pairs.len()],
            summary: summary(&report),
            names,
            cells: report.pairs.iter().enumerate().filter_map(cell).collect(),
            lines,
            rows,
            most: report.pairs.iter().map(|pair| pair.met.len()).max().unwrap_or(0),
            peak: sides.map(|pair| pair.met.len()).max().unwrap_or(0),
            span: span(scene),
            heads,
            of_event,
            report,
            inside: scene.inside(),
            timeline: scene.timeline.clone(),
            filter: scene.filter.clone(),
            now: scene.now.clone(),
        }
    }

    /// Returns the name of an actor.
    pub(crate) fn name(&self, actor: ActorIx) -> &str {
        self.names.get(&actor).map_or("", String::as_str)
    }

    /// Returns what `c` shows next.
    pub(crate) fn next_form(&self) -> &'static str {
        match (self.form, self.report.by) {
            (Form::Matrix, By::Person) => "partners of each",
            (Form::Partners, _) => "states",
            (Form::Matrix, By::State) => "list of pairs",
            (Form::List, _) => "people",
        }
    }

    /// Returns the pairs of an actor, those with most meetings first.
    pub(crate) fn partners(&self, actor: ActorIx) -> impl Iterator<Item = &Pair> {
        let all = self.partners.get(&actor).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(|at| self.report.pairs.get(*at))
    }

    /// Returns the pair of a cell of the matrix.
    pub(crate) fn in_cell(&self, row: usize, column: usize) -> Option<&Pair> {
        self.report.pairs.get(*self.cells.get(&(row, column))?)
    }

    /// Returns the cell of the cursor.
    pub(crate) fn cell(&self, place: &Place) -> (usize, usize) {
        let row = place.row.min(self.heads.len().saturating_sub(2));
        (row, place.column.min(row))
    }

    /// Returns the number of the pair that the cursor is on.
    fn number(&self, place: &Place) -> Option<usize> {
        match self.form {
            Form::Matrix => self.cells.get(&self.cell(place)).copied(),
            Form::List | Form::Partners => self.rows.get(place.row).or(self.rows.last()).map(|row| row.pair),
        }
    }

    /// Returns the pair that the cursor is on.
    pub(crate) fn pair(&self, place: &Place) -> Option<&Pair> {
        self.report.pairs.get(self.number(place)?)
    }

    /// Returns what is known of a pair's meetings in at most `width` columns: the first and last day and how long ago
    /// that was, then as far as there is room what has no independent source, and where they met.
    ///
    /// Of a pair with one event the last line of the view tells the event, so who they are is said here.
    pub(crate) fn facts(&self, pair: &Pair, width: usize) -> String {
        let [first, last, days] = pair.dates_in_words(&self.timeline, self.report.until);
        let since = match (days.as_str(), self.report.until.is_end_of_log) {
            ("", _) => String::new(),
            ("0", true) => ", the last day of the log".to_owned(),
            ("0", false) => ", today".to_owned(),
            (days, true) => format!(", {} before the log ends", in_days(days)),
            (days, false) => format!(", {} ago", in_days(days)),
        };
        let mut facts = match pair.events.as_slice() {
            [_] => format!("{}, {last}{since}", self.in_words(pair)),
            _ => format!("first {first}, last {last}{since}"),
        };
        let rootless = match pair.rootless(&self.timeline) {
            0 => String::new(),
            n => format!("{n} without an independent source"),
        };
        let venues = pair.venues_in_words(&self.timeline.store().registry);
        for part in [rootless, venues].into_iter().filter(|part| !part.is_empty()) {
            if columns(&facts) + columns(&part) + 2 <= width {
                facts = format!("{facts}; {part}");
            }
        }
        facts
    }

    /// Returns who a pair is and how often they met, in words.
    pub(crate) fn in_words(&self, pair: &Pair) -> String {
        let meetings = match (pair.met.len(), pair.perhaps.len()) {
            (0, perhaps) => format!("perhaps {}", counted(perhaps, "meeting")),
            (met, 0) => counted(met, "meeting"),
            (met, perhaps) => format!("{} (+{perhaps} perhaps)", counted(met, "meeting")),
        };
        // A round and its days are one meeting.
        let logged = match pair.events.len().saturating_sub(pair.met.len() + pair.perhaps.len()) {
            0 => String::new(),
            n => format!(
                " and {}, {}",
                counted_as(n, "part of one", "parts of them"),
                counted(pair.events.len(), "event")
            ),
        };
        format!("{} and {}: {meetings}{logged}", self.name(pair.one), self.name(pair.other))
    }

    /// Returns the terms that leave the events of a pair: `met:` for both where it finds exactly these, else their ids.
    fn narrow(&self, pair: &Pair) -> String {
        let registry = &self.timeline.store().registry;
        let id = |actor: ActorIx| &registry.actor(actor).id;
        let met = format!("met:{} met:{}", id(pair.one), id(pair.other));
        let known = all_but_few(&self.timeline, &self.now, &self.filter, &self.inside, &pair.events, met);
        if let Some(terms) = known {
            return terms;
        }
        let ids: Vec<&str> = pair.events.iter().map(|ix| self.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    }
}

/// Returns a number of days that may be a span, with its noun.
fn in_days(days: &str) -> String {
    if days == "1" { "1 day".to_owned() } else { format!("{days} days") }
}

/// Returns the first and last day of the events shown, as far as they are known.
fn span(scene: &Scene) -> Option<(Day, Day)> {
    let days = |ix: &EventIx| scene.timeline.index().days(*ix);
    let known = |day: &Day| !day.is_out_of_range();
    let first = scene.shown.iter().map(|ix| days(ix).0).filter(known).min()?;
    let last = scene.shown.iter().map(|ix| days(ix).1).filter(known).max()?;
    Some((first, last.max(first)))
}

impl Picture for Encounters {
    fn empty(&self) -> Option<String> {
        if !self.report.pairs.is_empty() {
            return None;
        }
        let whom = match self.report.by {
            By::Person => "people",
            By::State => "states or bodies",
        };
        let calls = match self.report.left_out.remote {
            0 => String::new(),
            n => format!(" ({} left out: a call is no room)", counted_as(n, "call", "calls")),
        };
        Some(format!("no two {whom} are logged in one room at what is shown{calls}; c counts others"))
    }

    fn go(&self, place: &mut Place, step: Step) {
        let count = match self.form {
            Form::Matrix => self.heads.len().saturating_sub(1),
            Form::List | Form::Partners => self.rows.len(),
        };
        match step {
            Step::Rows(by) => place.row = stepped(place.row, by, count),
            Step::Columns(by) if self.form == Form::Matrix => {
                let (row, column) = self.cell(place);
                place.column = stepped(column, by, row + 1);
            }
            Step::Columns(_) => {}
            Step::First => (place.row, place.column) = (0, 0),
            Step::Last => place.row = count.saturating_sub(1),
        }
    }

    fn at(&self, place: &Place) -> Target {
        let Some(pair) = self.pair(place) else {
            let (row, column) = self.cell(place);
            let name = |at: usize| self.heads.get(at).map_or("", |actor| self.name(*actor));
            let (one, other) = (name(column), name(row + 1));
            return Target::Nothing(format!("no meeting of {one} and {other} is among what is shown"));
        };
        if let [one] = pair.events.as_slice() {
            return Target::Event(*one);
        }
        let known = self.number(place).and_then(|at| self.narrows.get(at));
        let narrow =
            known.map_or_else(|| self.narrow(pair), |known| known.get_or_init(|| self.narrow(pair)).clone());
        Target::Several { events: pair.events.clone(), narrow, what: self.in_words(pair) }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        let at = *self.of_event.get(&event)?;
        if self.form != Form::Matrix {
            let row = self.rows.iter().position(|row| row.pair == at)?;
            return Some(Place { row, ..*place });
        }
        let ((row, column), _) = self.cells.iter().find(|(_, pair)| **pair == at)?;
        Some(Place { row: *row, column: *column, ..*place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        let grid = Grid::of(self, room);
        match self.form {
            Form::Matrix => {
                (place.row, place.column) = self.cell(place);
                let count = self.heads.len().saturating_sub(1);
                place.top = scrolled(place.top, place.row, count, grid.rows);
                place.left = scrolled(place.left, place.column, count, grid.columns);
            }
            Form::List | Form::Partners => {
                place.row = place.row.min(self.rows.len().saturating_sub(1));
                place.column = 0;
                let line = self.line_of(place.row);
                place.top = scrolled(place.top, line, self.lines.len(), grid.rows);
                // The heading above the first pair is on the screen with it.
                if line == 1 {
                    place.top = place.top.min(usize::from(grid.rows < 2));
                }
            }
        }
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let grid = Grid::of(self, room);
        if self.form != Form::Matrix {
            let line = y.checked_sub(LIST_HEAD).filter(|line| *line < grid.rows)? + place.top;
            return match self.lines.get(line)? {
                Line::Pair(at) => Some(Place { row: *at, ..*place }),
                Line::Heading(_) => None,
            };
        }
        let row = y.checked_sub(HEADS).filter(|row| *row < grid.rows)? + place.top;
        let across = x.checked_sub(grid.lead).map_or(0, |x| x / grid.cell());
        let column = across + place.left;
        let inside = row + 1 < self.heads.len() && column <= row && across < grid.columns;
        inside.then_some(Place { row, column, ..*place })
    }

    fn variants(&self) -> &'static [&'static str] {
        &VARIANTS
    }
}

impl Encounters {
    /// Returns the line of a row of the list.
    pub(crate) fn line_of(&self, row: usize) -> usize {
        let at = |line: &Line| *line == Line::Pair(row);
        self.lines.iter().position(at).unwrap_or(0)
    }

    /// Returns the timeline that the pairs are of.
    pub(crate) fn timeline(&self) -> &Timeline {
        &self.timeline
    }
}
