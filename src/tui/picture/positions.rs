//! Positions: claims by actors, with a letter for what each actor holds.
//!
//! ```text
//!    claim                         Russia  Ukraine  USA
//!  ≠ Trilateral talks are planned  D×2     A        a
//! ```
//!
//! The place uses `row` for the claim and `column` for the actor of the cursor, from 1; column 0 is the claim itself.
//! `top` and `left` are the first claim and the first actor on the screen. What a cell holds is decided by
//! `report::positions`.

mod change;
mod grid;
mod rest;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::event::EventIx;
use crate::registry::{ActorIx, Registry};
use crate::report::positions::{Cell, ClaimRow, Letter, Positions as Report, Utterance};
use crate::report::{By, Scope, columns};
use crate::text::counted;
use crate::timeline::{EventSet, Timeline};
use crate::tui::action::Action;
use crate::tui::keys::Keys;
use crate::tui::text;

use super::{Picture, Place, Room, Scene, Step, Target, stepped};

use change::shown;

pub(crate) use grid::{Grid, HEAD};
pub(crate) use rest::short;

/// The levels of the actors, as `c` cycles them.
const LEVELS: [&str; 3] = ["state", "office", "person"];

/// The picture.
#[derive(Debug)]
pub(crate) struct Positions {
    timeline: Timeline,
    keys: Arc<Keys>,
    report: Report,
    inside: EventSet,
    /// The actors across.
    pub(crate) actors: Vec<Column>,
    /// The row and the column of each event that takes a position.
    places: HashMap<EventIx, (usize, usize)>,
    /// Whether the filter speaks of stances, which a further `about:` would be tied to.
    stances: bool,
}

/// An actor across.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) actor: ActorIx,
    /// The short name at its head.
    pub(crate) head: String,
    /// Its cells on the screen, without the space behind it.
    pub(crate) width: usize,
}

impl Positions {
    /// Gathers the positions that the events shown take.
    pub(crate) fn new(scene: &Scene) -> Self {
        let timeline = &scene.timeline;
        let scope = Scope::new(timeline, &scene.shown, &scene.now);
        let by = [By::State, By::Office, By::Person].get(scene.variant).copied().unwrap_or_default();
        let report = Report::by(&scope, by);
        let registry = &timeline.store().registry;
        let mut number: HashMap<ActorIx, usize> = HashMap::new();
        let mut actors: Vec<Column> = Vec::new();
        let cells = || report.claims.iter().flat_map(|row| &row.cells);
        for actor in report.actors.iter().copied().chain(cells().map(|cell| cell.actor)) {
            number.entry(actor).or_insert_with(|| {
                let head = columns::head(registry, actor).to_owned();
                let longest = head.split(' ').map(text::width).max().unwrap_or(0);
                actors.push(Column { actor, head, width: longest.clamp(3, columns::NAME) });
                actors.len() - 1
            });
        }
        let mut places = HashMap::new();
        for (row, claim) in report.claims.iter().enumerate() {
            for cell in &claim.cells {
                let Some(column) = number.get(&cell.actor).copied() else { continue };
                if let Some(actor) = actors.get_mut(column) {
                    actor.width = actor.width.max(text::width(&shown(timeline, cell)));
                }
                for ix in uttered(cell) {
                    places.entry(ix).or_insert((row, column + 1));
                }
            }
        }
        let filter = scene.filter.to_string();
        let stances = ["stance:", "is:", "no:", "about:"].iter().any(|field| filter.contains(field));
        let keys = Arc::clone(&scene.keys);
        Self { timeline: timeline.clone(), keys, report, inside: scene.inside(), actors, places, stances }
    }

    fn registry(&self) -> &Registry {
        &self.timeline.store().registry
    }

    /// Returns the claims, from top to bottom.
    pub(crate) fn claims(&self) -> &[ClaimRow] {
        &self.report.claims
    }

    /// Returns the text of a claim.
    pub(crate) fn claim(&self, row: &ClaimRow) -> &str {
        &self.registry().claim(row.claim).text
    }

    /// Returns letter and count of a cell; where one voice changed sides, both letters: `A→D×2`.
    pub(crate) fn shown(&self, cell: &Cell) -> String {
        shown(&self.timeline, cell)
    }

    /// Returns what the matrix shows, for the line above it.
    pub(crate) fn summary(&self) -> String {
        let (claims, actors) = (counted(self.claims().len(), "claim"), counted(self.actors.len(), "actor"));
        let mut words = format!("{claims}, {actors} by {}", self.report.by);
        let unspoken = self.report.unspoken.len();
        if unspoken > 0 {
            words = format!("{words}  +{unspoken} without a named speaker");
        }
        let to_come = self.report.to_come.len();
        if to_come > 0 {
            words = format!("{words}  +{to_come} dated in the future");
        }
        words
    }

    /// Returns the level that `c` chooses next.
    pub(crate) fn next_level(&self) -> &'static str {
        match self.report.by {
            By::State => "by office",
            By::Office => "by person",
            By::Person => "by state",
        }
    }

    /// Returns whether an actor spoke in the window, whatever about.
    pub(crate) fn spoke(&self, actor: ActorIx) -> bool {
        self.report.spoke(actor)
    }

    /// Returns what the cursor is on in words.
    pub(crate) fn in_words(&self, place: &Place) -> String {
        let Some(row) = self.claims().get(place.row) else { return String::new() };
        let Some(column) = place.column.checked_sub(1).and_then(|at| self.actors.get(at)) else {
            let opposed = if row.opposed().is_some() { "Actors oppose each other on: " } else { "" };
            return format!("{opposed}{}", self.claim(row));
        };
        let name = &self.registry().actor(column.actor).name;
        let Some(cell) = row.cell(column.actor) else {
            return if self.spoke(column.actor) {
                format!("{name} spoke in the window, but not on this claim")
            } else {
                format!("nothing that {name} said in the window is logged")
            };
        };
        let hedged = if cell.hedged { ", hedged" } else { "" };
        let voices = match cell.letter {
            Letter::Mixed if cell.voices_differ() => " from several voices".to_owned(),
            Letter::Mixed => match change::change(&self.timeline, cell) {
                Some(change) => {
                    let day = self.timeline.event(change.since).date.short(self.timeline.zone());
                    let (before, after) = (change.before.in_words(), change.after.in_words());
                    format!(", one voice: first {before}, {after} since {day}")
                }
                None => " from one voice".to_owned(),
            },
            _ => String::new(),
        };
        let counted_ones = cell.counted();
        let date = |ix: EventIx| self.timeline.event(ix).date.short(self.timeline.zone());
        let last = date(cell.latest);
        let days = match counted_ones.first().map(|one| date(one.event)) {
            Some(first) if first != last => format!("first {first}, last {last}"),
            _ => last,
        };
        let said = counted(cell.count, "utterance");
        let rootless = if cell.rootless { ", no independent source" } else { "" };
        let mut beside: Vec<&str> =
            cell.beside.iter().filter_map(|one| Some(one.letter()?.in_words())).collect();
        beside.dedup();
        let beside = match beside.as_slice() {
            [] => String::new(),
            words => format!("; outside the filter also: {}", words.join(", ")),
        };
        let letter = cell.letter.in_words();
        format!("{name}: {letter}{voices}{hedged}, {said}, {days}{rootless}{beside}")
    }

    /// Returns the position of the cursor in words, or where nobody holds one the whole text of the claim.
    pub(crate) fn caption(&self, place: &Place) -> String {
        let row = self.claims().get(place.row);
        let column = place.column.checked_sub(1).and_then(|at| self.actors.get(at));
        match row.zip(column) {
            Some((row, column)) if row.cell(column.actor).is_none() => self.claim(row).to_owned(),
            _ => self.in_words(place),
        }
    }

    /// Returns the events of a cell inside the filter, in timeline order.
    fn events(&self, cell: &Cell) -> Vec<EventIx> {
        self.sorted(uttered(cell).filter(|ix| self.inside.contains(*ix)))
    }

    /// Returns the letters, marks and signs of the claims `first..last` in the columns on the screen, for a short
    /// legend.
    pub(crate) fn signs_of(&self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> Signs {
        let mut signs = Signs::default();
        for row in self.claims().get(rows).unwrap_or_default() {
            signs.opposed |= row.opposed().is_some();
            for column in self.actors.get(columns.clone()).unwrap_or_default() {
                let Some(cell) = row.cell(column.actor) else {
                    signs.spoke |= self.spoke(column.actor);
                    continue;
                };
                match change::change(&self.timeline, cell) {
                    Some(change) => {
                        signs.changed = true;
                        signs.letters.extend([change.before, change.after]);
                    }
                    None => signs.letters.extend([cell.letter]),
                }
                signs.letters.extend(cell.beside.iter().filter_map(Utterance::letter));
                signs.hedged |= cell.hedged;
                signs.outside |= cell.outside || !cell.beside.is_empty();
                signs.rootless |= cell.rootless;
            }
        }
        signs
    }

    /// Returns the events on a claim inside the filter that `also` accepts, in timeline order.
    fn on_claim(&self, row: &ClaimRow, also: impl Fn(u32) -> bool) -> Vec<EventIx> {
        let all = self.timeline.index().claim(row.claim).iter().filter(|ix| also(**ix));
        self.sorted(all.map(|ix| EventIx(*ix)).filter(|ix| self.inside.contains(*ix)))
    }

    fn sorted(&self, events: impl Iterator<Item = EventIx>) -> Vec<EventIx> {
        let mut events: Vec<EventIx> = events.collect();
        events.sort_unstable_by_key(|ix| self.timeline.rank(*ix));
        events.dedup();
        events
    }

    /// Returns the filter that names events one by one.
    fn by_id(&self, events: &[EventIx]) -> String {
        let ids: Vec<&str> = events.iter().map(|ix| self.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    }

    /// Returns what `Enter` does with these events. `chief` is selected first: one that a letter counts.
    fn several(
        &self,
        mut events: Vec<EventIx>,
        chief: Option<EventIx>,
        fields: Option<String>,
        of: &str,
    ) -> Target {
        let at = chief.and_then(|chief| events.iter().position(|ix| *ix == chief));
        if let Some(first) = at.and_then(|at| events.get_mut(..=at)) {
            first.rotate_right(1);
        }
        match events.as_slice() {
            [] => Target::Nothing(format!("no event of the filter{of}")),
            [one] => Target::Event(*one),
            _ => {
                let narrow = fields.filter(|_| !self.stances).unwrap_or_else(|| self.by_id(&events));
                let what = format!("{}{of}", counted(events.len(), "event"));
                Target::Several { events, narrow, what }
            }
        }
    }
}

/// What stands in cells, as far as a legend explains it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one mark of the legend, seen or not")]
pub(crate) struct Signs {
    pub(crate) letters: BTreeSet<Letter>,
    pub(crate) changed: bool,
    pub(crate) hedged: bool,
    pub(crate) spoke: bool,
    pub(crate) outside: bool,
    pub(crate) rootless: bool,
    pub(crate) opposed: bool,
}

/// Returns the events in which a cell was uttered and repeated.
fn uttered(cell: &Cell) -> impl Iterator<Item = EventIx> + '_ {
    let all = cell.utterances.iter();
    all.flat_map(|one| std::iter::once(one.event).chain(one.copies.iter().copied()))
}

impl Picture for Positions {
    fn empty(&self) -> Option<String> {
        self.claims().is_empty().then(|| {
            let mut why = "no event that the filter shows takes a position on a registered claim".to_owned();
            let unspoken = self.report.unspoken.len();
            if unspoken > 0 {
                why = format!("{why} and names who takes it ({unspoken} name nobody)");
            }
            why
        })
    }

    fn go(&self, place: &mut Place, step: Step) {
        match step {
            Step::Rows(by) => place.row = stepped(place.row, by, self.claims().len()),
            Step::Columns(by) => place.column = stepped(place.column, by, self.actors.len() + 1),
            Step::First => place.row = 0,
            Step::Last => place.row = self.claims().len().saturating_sub(1),
        }
    }

    fn at(&self, place: &Place) -> Target {
        let Some(row) = self.claims().get(place.row) else { return Target::Nothing("no claim".to_owned()) };
        let claim = &self.registry().claim(row.claim).id;
        let Some(column) = place.column.checked_sub(1).and_then(|at| self.actors.get(at)) else {
            let events = self.on_claim(row, |_| true);
            // A letter on the screen goes before what is in none.
            let latest = row.cells.iter().filter(|cell| !cell.outside).map(|cell| cell.latest);
            let chief = latest.max_by_key(|ix| self.timeline.rank(*ix));
            let more = rest::of_claim(&self.timeline, &row.cells, &events, &self.report);
            let fields = Some(format!("about:{claim}"));
            return self.several(events, chief, fields, &format!(" on this claim{more}"));
        };
        let Some(cell) = row.cell(column.actor) else { return Target::Nothing(self.in_words(place)) };
        let events = self.events(cell);
        if events.is_empty() {
            return Target::Nothing(format!(
                "outside the filter: {} turns it off",
                self.keys.spoken(Action::ToggleFilter)
            ));
        }
        let speaks = self.timeline.index().role(crate::event::Role::Speaker, column.actor);
        let speakers = self.on_claim(row, |ix| speaks.binary_search(&ix).is_ok());
        let actor = self.registry().actor(column.actor);
        let fields = (speakers == events).then(|| format!("about:{claim} speaker:{}", actor.id));
        let more = rest::of_claim(&self.timeline, std::slice::from_ref(cell), &events, &self.report);
        self.several(events, Some(cell.latest), fields, &format!(" of {} on this claim{more}", actor.name))
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        let (row, column) = *self.places.get(&event)?;
        Some(Place { row, column, ..*place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        place.row = place.row.min(self.claims().len().saturating_sub(1));
        place.column = place.column.min(self.actors.len());
        let grid = Grid::of(self, room);
        place.top = grid.top(self, place.top, place.row);
        let Some(column) = place.column.checked_sub(1) else {
            place.left = 0;
            return;
        };
        place.left = place.left.min(column).max(grid.first_left(self, column));
        let last = self.actors.len().saturating_sub(1);
        place.left = place.left.min(grid.first_left(self, last));
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let grid = Grid::of(self, room);
        let row = match y.checked_sub(HEAD) {
            Some(line) => {
                let on = |(_, first, lines): &(usize, usize, Vec<String>)| {
                    (*first..first + lines.len().max(1)).contains(&line)
                };
                grid.rows(self, place.top).find(on)?.0
            }
            // A head is clicked to go to its column.
            None => place.row,
        };
        let on = |(_, start, width): &(usize, usize, usize)| (*start..start + width + grid::GAP).contains(&x);
        let column = if x < grid.claim { 0 } else { grid.columns(self, place.left).find(on)?.0 + 1 };
        (row < self.claims().len()).then_some(Place { row, column, ..*place })
    }

    fn variants(&self) -> &'static [&'static str] {
        &LEVELS
    }
}
