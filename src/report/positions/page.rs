//! The report on positions as text: the matrix, where actors oppose each other, where one actor holds both sides, and
//! every utterance.

use std::collections::{HashMap, HashSet};

use super::cell::{Cell, Letter, Utterance};
use super::{ActorIx, By, ClaimRow, EventIx, Positions, Scope};
use crate::event::{Role, Word};
use crate::registry::{ActorKind, Registry};
use crate::report::columns;
use crate::report::document::{
    self as table, Alignment, Block, Branch, Line, Page, RowKind, Span, Table, counted, words,
};
use crate::report::voices::Record;
use crate::text::signs::{drawn, sign};

/// The usual width of the widest cell: `m×12`, `(O×2)`.
const CELL: usize = 5;

const LETTERS: &str = "A affirms, D denies, S supports or proposes, O opposes, N no comment, M both sides; lower case: \
                       hedged; R: only another party reports it.";
const COUNTS: &str = "×2: two distinct utterances, copies not counted; (D): outside the filter. · spoke in the window, \
                      but not on this claim; blank: nothing logged.";

const BESIDE: &str = "A (D): affirms in the filter; outside it, in the same window, also denies.";
const ROOTLESS: &str = "D!: sources are cited for it, but none is independent and still valid.";

pub(super) fn page(positions: &Positions, scope: &Scope<'_>) -> Page {
    let mut page = Page::new(format!("Positions by {}", positions.by));
    let print = Print { positions, scope, registry: &scope.timeline.store().registry };
    if positions.claims.is_empty() {
        page.nothing("No event shown takes a position on a registered claim.");
    } else {
        page.text(print.summary());
        page.note(LETTERS);
        page.note(drawn(COUNTS));
        let cells = || positions.claims.iter().flat_map(|row| &row.cells);
        if cells().any(|cell| !cell.beside.is_empty()) {
            page.note(BESIDE);
        }
        if cells().any(|cell| cell.rootless) {
            page.note(ROOTLESS);
        }
        print.matrix(&mut page);
        print.opposed(&mut page);
        print.divided(&mut page);
        print.silence(&mut page);
        print.detail(&mut page);
    }
    print.to_come(&mut page);
    print.unspoken(&mut page);
    page
}

struct Print<'p> {
    positions: &'p Positions,
    scope: &'p Scope<'p>,
    registry: &'p Registry,
}

impl Print<'_> {
    fn summary(&self) -> String {
        let cells = || self.positions.claims.iter().flat_map(|row| &row.cells).filter(|cell| !cell.outside);
        let events: HashSet<EventIx> =
            cells().flat_map(|cell| &cell.utterances).map(|utterance| utterance.event).collect();
        let claims = counted(self.positions.claims.len(), "claim");
        let actors = counted(self.positions.actors.len(), "actor");
        let days = match self.positions.window {
            Some((first, last)) if first == last => format!(" on {}", first.short()),
            Some((first, last)) if first != super::Day::MIN && last != super::Day::MAX => {
                format!(", in a window from {} to {}", first.short(), last.short())
            }
            _ => String::new(),
        };
        // Alleged utterances do not widen the window and may lie beyond it.
        let index = self.scope.timeline.index();
        let beyond = |ix: &&EventIx| {
            let (first, last) = index.days(**ix);
            self.positions.window.is_some_and(|(from, to)| first < from || last > to)
        };
        let beyond = match events.iter().filter(beyond).count() {
            0 => String::new(),
            n => format!("; {n} of these outside it, only alleged"),
        };
        format!("{claims}, {actors}, {}{days}{beyond}.", counted(events.len(), "distinct utterance"))
    }

    fn matrix(&self, page: &mut Page) {
        let named = columns::fitting(self.registry, self.positions.actors.iter().copied(), CELL);
        let mut heads = vec![("Claim", Alignment::Wrap)];
        heads.extend(named.iter().map(|actor| (columns::head(self.registry, *actor), Alignment::Left)));
        let mut table = Table::new(&heads);
        for row in self.rows(&named) {
            let mut line = vec![words(&self.registry.claim(row.claim).text)];
            line.extend(named.iter().map(|actor| words(self.sign(row, *actor))));
            let mut asides = vec![Line::new()];
            asides.extend(
                named.iter().map(|actor| row.cell(*actor).map(|cell| self.date(cell)).unwrap_or_default()),
            );
            table.rows.push(table::Row { kind: RowKind::Ordinary, cells: line, asides });
        }
        page.heading("Matrix");
        page.push(Block::Table(table));
        if named.len() < self.positions.actors.len() {
            self.others(page, &named);
        }
    }

    /// Returns the date of the latest utterance that supports a letter.
    fn date(&self, cell: &Cell) -> Line {
        words(format!(" {}", self.latest(cell)))
    }

    fn latest(&self, cell: &Cell) -> String {
        self.scope.timeline.event(cell.latest).date.short(self.scope.timeline.zone())
    }

    /// Returns the claims on which an actor with its own column has a position.
    fn rows<'s>(&'s self, named: &'s [ActorIx]) -> impl Iterator<Item = &'s ClaimRow> {
        let any = |row: &&ClaimRow| row.cells.iter().any(|cell| named.contains(&cell.actor));
        self.positions.claims.iter().filter(any)
    }

    fn sign(&self, row: &ClaimRow, actor: ActorIx) -> String {
        match row.cell(actor) {
            Some(cell) => cell.short(),
            None if self.positions.spoke(actor) => sign("·").to_owned(),
            None => String::new(),
        }
    }

    /// Adds the actors for which there is no column, by claim.
    fn others(&self, page: &mut Page, named: &[ActorIx]) {
        let mut table = Table::new(&[("Claim", Alignment::Wrap), ("Position", Alignment::Wrap)]);
        for row in &self.positions.claims {
            let cells = row.cells.iter().filter(|cell| !named.contains(&cell.actor));
            let cells: Vec<String> = cells.map(|cell| self.named(cell)).collect();
            if !cells.is_empty() {
                table.row(vec![words(&self.registry.claim(row.claim).text), words(cells.join(", "))]);
            }
        }
        page.heading("Actors with fewer positions");
        page.push(Block::Table(table));
    }

    /// Returns the name of an actor with its position: `Poland S`, `EU m×2`.
    fn named(&self, cell: &Cell) -> String {
        format!("{} {}", columns::head(self.registry, cell.actor), cell.short())
    }

    /// Adds the actors that spoke without a position, and those of which nothing is logged.
    fn silence(&self, page: &mut Page) {
        if self.positions.by != By::State {
            return;
        }
        let holds = |actor: &&ActorIx| {
            let kind = self.registry.actor(**actor).kind;
            kind == Some(ActorKind::State) && !self.positions.actors.contains(actor)
        };
        let (spoke, silent): (Vec<&ActorIx>, Vec<&ActorIx>) =
            self.positions.present.iter().filter(holds).partition(|actor| self.positions.spoke(**actor));
        let names = |all: &[&ActorIx]| {
            let names: Vec<&str> = all.iter().map(|a| columns::head(self.registry, **a)).collect();
            names.join(", ")
        };
        if spoke.is_empty() && silent.is_empty() {
            return;
        }
        page.heading("States without a position");
        if !spoke.is_empty() {
            page.text(format!("Spoke in the window, but on none of these claims: {}.", names(&spoke)));
        }
        if !silent.is_empty() {
            let logged = "In the events shown, but nothing they said in the window is logged: ";
            page.text(format!("{logged}{}.", names(&silent)));
        }
    }

    fn opposed(&self, page: &mut Page) {
        let mut table =
            Table::new(&[("Claim", Alignment::Wrap), ("For", Alignment::Wrap), ("Against", Alignment::Wrap)]);
        for row in &self.positions.claims {
            if let Some((pro, con)) = row.opposed() {
                let side = |cells: &[&Cell]| {
                    words(cells.iter().map(|cell| self.named(cell)).collect::<Vec<_>>().join(", "))
                };
                table.row(vec![words(&self.registry.claim(row.claim).text), side(&pro), side(&con)]);
            }
        }
        if !table.rows.is_empty() {
            page.heading("Opposed to each other");
            page.push(Block::Table(table));
        }
    }

    /// Adds the actors that hold both sides, with whether they are several voices or one that changed its position.
    fn divided(&self, page: &mut Page) {
        let mut tree = Vec::new();
        for row in &self.positions.claims {
            for cell in row.divided() {
                let voices = if cell.voices_differ() { "several voices" } else { "one voice" };
                let head = format!(
                    "{}, {voices}: {}",
                    self.registry.actor(cell.actor).name,
                    self.registry.claim(row.claim).text
                );
                let notes =
                    cell.utterances.iter().map(|utterance| self.utterance_line(cell, utterance)).collect();
                tree.push(Branch { line: words(head), notes, branches: Vec::new() });
            }
        }
        if !tree.is_empty() {
            let inside = match self.positions.by {
                By::State => "Both sides inside one state",
                By::Office => "Both sides inside one office",
                By::Person => "Both sides from one speaker",
            };
            page.heading(inside);
            page.push(Block::Tree(tree));
        }
    }

    /// Adds every utterance, by claim and actor. Actors that were listed as divided are only named.
    fn detail(&self, page: &mut Page) {
        let mut tree = Vec::new();
        for row in &self.positions.claims {
            let branches = self.together(row).iter().map(|cells| self.branch(cells)).collect();
            let line = vec![Span::Strong(self.registry.claim(row.claim).text.clone())];
            tree.push(Branch { line, notes: Vec::new(), branches });
        }
        page.heading("Utterances by claim");
        page.push(Block::Tree(tree));
    }

    /// Groups cells that come from one joint statement, at the position of the first of them.
    fn together<'c>(&self, row: &'c ClaimRow) -> Vec<Vec<&'c Cell>> {
        let mut groups: Vec<Vec<&Cell>> = Vec::new();
        let mut places: HashMap<(EventIx, String), usize> = HashMap::new();
        for cell in &row.cells {
            let joint = match cell.utterances.as_slice() {
                [utterance]
                    if cell.beside.is_empty()
                        && utterance.copies.is_empty()
                        && utterance.repeats.is_none()
                        && !self.titled(utterance) =>
                {
                    Some((utterance.event, format!("{} {}", cell.short(), utterance.stance)))
                }
                _ => None,
            };
            let next = groups.len();
            let place = joint.map_or(next, |key| *places.entry(key).or_insert(next));
            match groups.get_mut(place) {
                Some(group) => group.push(cell),
                None => groups.push(vec![cell]),
            }
        }
        groups
    }

    /// Returns a group of actors with their joint utterance, an actor with its only utterance, or an actor with its
    /// latest date and all its utterances.
    fn branch(&self, cells: &[&Cell]) -> Branch {
        let [cell] = cells else { return self.joint(cells) };
        let head = format!("{} {}", self.registry.actor(cell.actor).name, cell.short());
        if let ([utterance], []) = (cell.utterances.as_slice(), cell.beside.as_slice()) {
            let mut line = vec![Span::Text(format!("{head}, "))];
            line.extend(self.utterance_line(cell, utterance));
            return Branch { line, ..Branch::default() };
        }
        let date = self.latest(cell);
        if cell.letter == Letter::Mixed && !cell.outside {
            return Branch {
                line: words(format!("{head}, latest {date}, listed above")),
                ..Branch::default()
            };
        }
        let mut notes: Vec<Line> =
            cell.utterances.iter().map(|utterance| self.utterance_line(cell, utterance)).collect();
        notes.extend(cell.beside.iter().map(|utterance| {
            let mut line = self.utterance_line(cell, utterance);
            line.extend([Span::Text("; ".to_owned()), Span::Outside]);
            line
        }));
        Branch { line: words(format!("{head}, latest {date}:")), notes, branches: Vec::new() }
    }

    /// Returns a joint statement, in which the states alone name the speakers: `France, Germany, Poland S, proposes:
    /// …`.
    fn joint(&self, cells: &[&Cell]) -> Branch {
        let names: Vec<&str> =
            cells.iter().map(|cell| self.registry.actor(cell.actor).name.as_str()).collect();
        let Some((first, utterance)) = cells.first().and_then(|cell| Some((cell, cell.utterances.first()?)))
        else {
            return Branch::default();
        };
        let mut line = vec![Span::Text(format!("{} {}, ", names.join(", "), first.short()))];
        line.extend(self.utterance(utterance, None));
        Branch { line, ..Branch::default() }
    }

    /// Returns an utterance, with its speakers if the title does not begin with them: `denies, hedged: Ushakov: … (21
    /// Dec 2025)`.
    fn utterance_line(&self, cell: &Cell, utterance: &Utterance) -> Line {
        let named = utterance.named != [cell.actor] && !self.titled(utterance);
        self.utterance(utterance, named.then_some(utterance.named.as_slice()))
    }

    fn utterance(&self, utterance: &Utterance, named: Option<&[ActorIx]>) -> Line {
        let mut head = utterance.stance.word().replace('-', " ");
        if utterance.hedged {
            head.push_str(", hedged");
        }
        if utterance.record == Record::Reported {
            head.push_str(&self.reporter(utterance.event));
        }
        head.push_str(": ");
        if let Some(named) = named {
            let names: Vec<&str> = named.iter().map(|a| self.registry.actor(*a).name.as_str()).collect();
            head.push_str(&names.join(", "));
            head.push_str(", ");
        }
        let mut line = vec![Span::Text(head), Span::Event(utterance.event)];
        if let Some(original) = utterance.repeats {
            line.extend([Span::Text("; repeats ".to_owned()), Span::Event(original)]);
        }
        for (nth, copy) in utterance.copies.iter().enumerate() {
            let lead = if nth == 0 { "; repeated in " } else { ", " };
            line.extend([Span::Text(lead.to_owned()), Span::Event(*copy)]);
        }
        line
    }

    /// Returns whether the title begins with the name of the only speaker.
    fn titled(&self, utterance: &Utterance) -> bool {
        let [one] = utterance.named.as_slice() else { return false };
        let last = self.registry.actor(*one).name.rsplit(' ').next().unwrap_or_default();
        self.scope.timeline.event(utterance.event).title.starts_with(last)
    }

    /// Returns who is the only one to report it: claimants, else the outlets of its sources.
    fn reporter(&self, ix: EventIx) -> String {
        let event = self.scope.timeline.event(ix);
        let mut names: Vec<&str> =
            event.in_role(Role::Claimant).map(|actor| self.registry.actor(actor).name.as_str()).collect();
        if names.is_empty() {
            let outlets = event.sources.iter().filter_map(|source| self.registry.source(*source).outlet);
            names = outlets.map(|outlet| self.registry.outlet(outlet).name.as_str()).collect();
            names.dedup();
        }
        match names.as_slice() {
            [] => ", only reported".to_owned(),
            names => format!(", only reported ({})", names.join(", ")),
        }
    }

    fn to_come(&self, page: &mut Page) {
        let all = &self.positions.to_come;
        if !all.is_empty() {
            page.heading("Not said yet");
            page.note(format!(
                "{} dated in the future, counted in no position.",
                counted(all.len(), "statement")
            ));
            page.push(Block::List(all.iter().map(|ix| vec![Span::Event(*ix)]).collect()));
        }
    }

    fn unspoken(&self, page: &mut Page) {
        if self.positions.unspoken.is_empty() {
            return;
        }
        page.heading("Positions without a named speaker");
        page.note("These events take a position, but name no speaker and quote nobody.");
        page.push(Block::List(self.positions.unspoken.iter().map(|ix| vec![Span::Event(*ix)]).collect()));
    }
}
