//! What the reports found, a line each: no rows of zeros, no test that found nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Part, Sheet};
use crate::analysis::columns;
use crate::analysis::page::{Block, End, Line, Page, RowKind, Span, left_out, words};
use crate::analysis::strikes::{Account, Row};
use crate::analysis::{Method, Report};
use crate::describe::{figures, listed};
use crate::event::Word as _;
use crate::registry::ActorIx;
use crate::text::counted;

/// How many terms or claims one line holds before it is cut.
const ABREAST: usize = 4;

impl Sheet<'_> {
    /// What the reports found.
    pub(super) fn findings(&self) -> Part {
        let mut part = Part::default();
        let all = || [self.language(), self.strikes(), self.encounters(), self.shifts()];
        let [language, strikes, encounters, shifts] = self.known.found.get_or_init(all);
        self.found(Method::Language, "Language", language, End::First, &mut part);
        self.found(Method::Strikes, "Strike tallies", strikes, End::Last, &mut part);
        self.found(Method::Encounters, "Encounters", encounters, End::First, &mut part);
        self.found(Method::Shifts, "Shifts", shifts, End::First, &mut part);
        part
    }

    /// Appends a section of as many lines as find room, with a word on the rest.
    fn found(&self, method: Method, title: &str, all: &[Line], end: End, part: &mut Part) {
        if all.is_empty() {
            return;
        }
        let gone = all.len().saturating_sub(self.measure.rows);
        let (first, last) = match end {
            End::First => (0, all.len() - gone),
            End::Last => (gone, all.len()),
        };
        let mut lines = all.get(first..last).unwrap_or_default().to_vec();
        let mut section = Page::new(title);
        if gone > 0 {
            let more = left_out(gone, end, "line");
            lines.push(words(format!("{more}: demarche {}", method.word())));
        }
        section.push(Block::List(lines));
        self.put(&section, part, &|ix| self.plain_name(ix));
    }

    /// `ceasefire, quoted statements: Kremlin 1 of 12, White House 2 of 5`, the most used term first.
    fn language(&self) -> Vec<Line> {
        let registry = self.document.registry;
        let report = &self.reports.language;
        let uses = |term: &crate::analysis::language::Term| {
            term.actors.iter().map(|usage| usage.uses.len()).sum::<usize>()
        };
        let mut terms: Vec<_> = report.terms.iter().filter(|term| uses(term) > 0).collect();
        terms.sort_by_key(|term| Reverse(uses(term)));
        let told = |term: &&crate::analysis::language::Term| {
            let usages = term.actors.iter().filter(|usage| !usage.uses.is_empty());
            let mut by: Vec<String> = usages
                .map(|usage| {
                    let of = report.quoted(usage.actor).map_or(usage.uses.len(), |quoted| quoted.statements);
                    format!("{} {} of {of}", columns::head(registry, usage.actor), usage.uses.len())
                })
                .collect();
            cut(&mut by, "actor");
            let name = registry.terms.get(term.term).map(|term| term.name.as_str()).unwrap_or_default();
            words(format!("{name}, quoted statements: {}", by.join(", ")))
        };
        terms.iter().map(told).collect()
    }

    /// `2025-W52, claimed by Ukrainian Air Force: 653 drones launched, …`: what one claimant counts of one side's strikes.
    fn strikes(&self) -> Vec<Line> {
        let report = &self.reports.strikes;
        let mut tallies: BTreeMap<(crate::event::date::Day, &Account), Vec<&Row>> = BTreeMap::new();
        for row in report.incidents.iter().chain(&report.periods).filter(|row| row.what.of.is_none()) {
            tallies.entry((row.account.when.first_day(), &row.account)).or_default().push(row);
        }
        let registry = self.document.registry;
        let names = |actors: &[ActorIx]| {
            listed(&actors.iter().map(|actor| columns::head(registry, *actor)).collect::<Vec<_>>())
        };
        let told = |((_, account), rows): ((crate::event::date::Day, &Account), Vec<&Row>)| {
            let alleged = if account.alleged { "alleged strikes" } else { "strikes" };
            let by = if account.attackers.is_empty() {
                ", attacker not named".to_owned()
            } else {
                format!(" by {}", names(&account.attackers))
            };
            let mut counts: Vec<String> = rows
                .iter()
                .map(|row| {
                    let weapon =
                        row.what.weapon.as_deref().map(|w| format!("{} ", figures::weapons(w, false)));
                    let metric = row.what.metric.replace('-', " ");
                    let of = if row.sum.is_unknown() && weapon.is_some() { "of " } else { "" };
                    let unknown = match row.sum.unknown {
                        n if n > 0 && !row.sum.is_unknown() => format!(" and {n} times an unknown number"),
                        _ => String::new(),
                    };
                    let sum = figures::bounds(row.sum);
                    format!("{sum} {of}{}{metric}{unknown}", weapon.unwrap_or_default())
                })
                .collect();
            cut(&mut counts, "count");
            let claimant = figures::claimant(registry, &account.by);
            words(format!("{}, {alleged}{by}, {claimant}: {}", account.when, counts.join(", ")))
        };
        tallies.into_iter().map(told).collect()
    }

    /// `Kirill Dmitriev – Steve Witkoff: 2 meetings, last 20 Dec 2025`, of different sides only.
    fn encounters(&self) -> Vec<Line> {
        let registry = self.document.registry;
        let timeline = self.timeline();
        let pairs =
            self.reports.encounters.pairs.iter().filter(|pair| !pair.one_side && !pair.met.is_empty());
        let told = |pair: &crate::analysis::encounters::Pair| {
            let name = |actor: ActorIx| registry.actor(actor).name.as_str();
            let seat = pair.last(timeline)?;
            let last = seat.date(timeline).short(timeline.zone());
            let times = counted(pair.met.len(), "meeting");
            let last = if pair.met.len() > 1 { format!("last {last}") } else { last };
            Some(words(format!("{} – {}: {times}, {last}", name(pair.one), name(pair.other))))
        };
        pairs.filter_map(told).collect()
    }

    /// What changed by rule in the last week, then what is unusual.
    fn shifts(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for block in self.reports.shifts.page(self.scope).blocks {
            match block.whole() {
                Block::Tree(branches) => {
                    for branch in branches {
                        let notes = branch.notes.iter();
                        lines.extend(notes.map(|note| {
                            let between = Span::Text(": ".to_owned());
                            branch.line.iter().cloned().chain([between]).chain(note.iter().cloned()).collect()
                        }));
                    }
                }
                Block::List(all) => lines.extend(all.iter().cloned()),
                Block::Table(table) => {
                    for row in table.rows.iter().filter(|row| row.kind == RowKind::Ordinary) {
                        let between = || Span::Text(", ".to_owned());
                        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
                        let mut line: Line =
                            cells.flat_map(|cell| cell.iter().cloned().chain([between()])).collect();
                        line.pop();
                        lines.push(line);
                    }
                }
                _ => {}
            }
        }
        lines
    }
}

/// The first few of many, with the number of the rest.
fn cut(parts: &mut Vec<String>, noun: &str) {
    let gone = parts.len().saturating_sub(ABREAST);
    parts.truncate(ABREAST);
    if gone > 0 {
        parts.push(counted(gone, &format!("more {noun}")));
    }
}
