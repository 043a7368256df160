//! What the reports found, one line each. Rows of zeros and tests without a result are omitted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{BriefContext, LEFT_OUT, Part};
use crate::describe::{figures, listed};
use crate::event::EventIx;
use crate::export::markdown::tallies::Rumoured;
use crate::registry::ActorIx;
use crate::report::Report;
use crate::report::document::{Alignment, Block, Column, End, Line, Page, Row, RowKind, Span, words};
use crate::report::encounters::{self, days};
use crate::report::language::{Negation, Term, Usage};
use crate::report::strikes::{self, Account, When};
use crate::text::{counted, thousands};

/// How many terms or claims one line holds before it is cut.
const ABREAST: usize = 4;

impl BriefContext<'_> {
    /// Returns the findings of all reports.
    pub(super) fn findings(&self) -> Part {
        let mut part = Part::default();
        let alone = |lines: Vec<Line>| lines.into_iter().map(|line| vec![line]).collect();
        self.found("Language", alone(self.language()), End::First, &mut part);
        self.found("Strike tallies", self.strikes(), End::Last, &mut part);
        self.found("Encounters", alone(self.encounters()), End::First, &mut part);
        self.found("Shifts", alone(self.shifts()), End::First, &mut part);
        part
    }

    /// Appends a section with as many lines as fit and a note on the rest. Lines that belong together stay together.
    fn found(&self, title: &str, mut all: Vec<Vec<Line>>, end: End, part: &mut Part) {
        if all.is_empty() {
            return;
        }
        let cut = all.len().saturating_sub(self.measure.rows);
        let rest = match end {
            End::First => all.split_off(all.len() - cut),
            End::Last => all.drain(..cut).collect(),
        };
        let hidden: usize = rest.iter().map(Vec::len).sum();
        let mut lines: Vec<Line> = all.into_iter().flatten().collect();
        let mut section = Page::new(title);
        if hidden > 0 {
            let more = counted(hidden, "more line");
            lines.push(words(format!("{more}, {LEFT_OUT}")));
        }
        section.push(Block::List(lines));
        self.put(&section, part, &|ix| self.plain_name(ix));
    }

    /// Returns `ceasefire, quoted statements: Kremlin 1 of 12, White House 2 of 5`, the most used term first.
    fn language(&self) -> Vec<Line> {
        let registry = self.document.registry;
        let report = &self.reports.language;
        let uses = |term: &Term| term.actors.iter().map(|usage| usage.uses.len()).sum::<usize>();
        let mut terms: Vec<_> = report.terms.iter().filter(|term| uses(term) > 0).collect();
        terms.sort_by_key(|term| Reverse(uses(term)));
        let in_words = |term: &&Term| {
            let usages = term.actors.iter().filter(|usage| !usage.uses.is_empty());
            let among: Vec<ActorIx> = term.actors.iter().map(|usage| usage.actor).collect();
            let joint = joint(term);
            let mut by: Vec<String> = usages
                .map(|usage| {
                    let of = report.quoted(usage.actor).map_or(usage.uses.len(), |quoted| quoted.statements);
                    let (name, uses) = (self.head(usage.actor, &among), number(usage.uses.len()));
                    format!("{name} {uses} of {}{}", number(of), marks(usage))
                })
                .collect();
            cut(&mut by, "actor");
            let name = registry.terms.get(term.number).map(|term| term.name.as_str()).unwrap_or_default();
            let name = self.clip(name);
            let joint = match joint {
                0 => String::new(),
                n => format!("; {} by several of these, counted for each", counted(n, "statement")),
            };
            words(format!("{name}, quoted statements: {}{joint}", by.join(", ")))
        };
        terms.iter().map(in_words).collect()
    }

    /// Returns `Week of 22–28 Dec 2025, strikes by Russia, claimed by …: 653 drones launched, …`: the counts of one claimant
    /// for one side's strikes. What other claimants count of the same strikes is kept together with it.
    fn strikes(&self) -> Vec<Vec<Line>> {
        let report = &self.reports.strikes;
        let mut tallies: BTreeMap<(crate::event::date::Day, &Account), Vec<&strikes::ClaimantCount>> =
            BTreeMap::new();
        for row in report.incidents.iter().chain(&report.periods).filter(|row| row.what.of.is_none()) {
            tallies.entry((row.account.when.first_day(), &row.account)).or_default().push(row);
        }
        let registry = self.document.registry;
        let names = |actors: &[ActorIx]| {
            listed(&actors.iter().map(|actor| self.head(*actor, actors)).collect::<Vec<_>>())
        };
        let in_words =
            |((_, account), rows): ((crate::event::date::Day, &Account), Vec<&strikes::ClaimantCount>)| {
                let claims = rows.iter().flat_map(|row| &row.claims);
                let alleged = Rumoured::of(self.document.timeline, claims).lead(account.alleged);
                let by = if account.attackers.is_empty() {
                    ", attacker not logged".to_owned()
                } else {
                    format!(" by {}", names(&account.attackers))
                };
                let mut counts: Vec<String> = rows
                    .iter()
                    .map(|row| {
                        let weapon = row
                            .what
                            .weapon
                            .as_deref()
                            .map(|w| format!("{} ", figures::weapons(&self.clip(w), false)));
                        let metric = row.what.metric.replace('-', " ");
                        let of = if row.sum.is_unknown() && weapon.is_some() { "of " } else { "" };
                        let unknown = match row.sum.unknown {
                            1 if !row.sum.is_unknown() => " and once an unknown number".to_owned(),
                            n if n > 0 && !row.sum.is_unknown() => {
                                format!(" and {} times an unknown number", number(n))
                            }
                            _ => String::new(),
                        };
                        let sum = figures::bounds(row.sum);
                        format!("{sum} {of}{}{metric}{unknown}", weapon.unwrap_or_default())
                    })
                    .collect();
                cut(&mut counts, "count");
                let claimant = if account.by.is_empty() {
                    figures::claimant(registry, &account.by)
                } else {
                    format!("claimed by {}", self.names(&account.by))
                };
                words(format!("{}, {alleged}{by}, {claimant}: {}", when(&account.when), counts.join(", ")))
            };
        let mut together: Vec<Vec<Line>> = Vec::new();
        let mut before = None;
        for tally in tallies {
            let (_, account) = tally.0;
            let of = (account.when.clone(), account.attackers.clone(), account.alleged);
            let line = in_words(tally);
            if before.replace(of.clone()) != Some(of) {
                together.push(Vec::new());
            }
            together.last_mut().into_iter().for_each(|lines| lines.push(line.clone()));
        }
        let withdrawn = report.withdrawn_in_words();
        together.extend(withdrawn.map(|withdrawn| vec![words(format!("Left out: {withdrawn}"))]));
        together
    }

    /// Returns `Kirill Dmitriev – Steve Witkoff: 2 meetings, last 20 Dec 2025`, only for different sides.
    fn encounters(&self) -> Vec<Line> {
        let registry = self.document.registry;
        let timeline = self.timeline();
        let pairs =
            self.reports.encounters.pairs.iter().filter(|pair| !pair.one_side && !pair.met.is_empty());
        let in_words = |pair: &encounters::Pair| {
            let name = |actor: ActorIx| self.clip(&registry.actor(actor).name);
            let seat = pair.last(timeline)?;
            let last = days(seat.date(timeline), timeline.zone());
            let mut times = counted(pair.met.len(), "meeting");
            if !pair.perhaps.is_empty() {
                times = format!("{times}, perhaps {} more", number(pair.perhaps.len()));
            }
            let several = pair.met.len() + pair.perhaps.len() > 1;
            let last = if several { format!("last {last}") } else { last };
            let rootless = match pair.rootless(timeline) {
                0 => String::new(),
                n if n == pair.met.len() => ", no independent source".to_owned(),
                n => format!(", {} of them without an independent source", number(n)),
            };
            Some(words(format!("{} – {}: {times}, {last}{rootless}", name(pair.one), name(pair.other))))
        };
        pairs.filter_map(in_words).collect()
    }

    /// Returns what changed by rule in the last week, then what is unusual.
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
                        lines.push(flat(&table.columns, row));
                    }
                }
                _ => {}
            }
        }
        lines
    }
}

fn number(n: usize) -> String {
    thousands(n as u64)
}

/// Returns `Week of 22–28 Dec 2025`, or the date if it does not lie in one week.
fn when(when: &When) -> String {
    let When::Week(week) = when else { return when.to_string() };
    let (first, last) = (week.monday(), week.sunday());
    let ((year, month, day), own) = (first.civil(), last.civil());
    if (year, month) == (own.0, own.1) {
        return format!("Week of {day}–{}", last.short());
    }
    format!("Week of {} – {}", first.short(), last.short())
}

/// Returns how many statements use a term in the words of several actors.
fn joint(term: &Term) -> usize {
    let mut by: HashMap<EventIx, usize> = HashMap::new();
    for used in term.actors.iter().flat_map(|usage| &usage.uses) {
        *by.entry(used.event).or_default() += 1;
    }
    by.values().filter(|n| **n > 1).count()
}

/// Returns the report's remarks on an actor's uses: ` (1 negated, 2 in translation)`.
fn marks(usage: &Usage) -> String {
    let unjudged = usage.uses.iter().filter(|used| used.negation == Negation::Unjudged).count();
    let translated = usage.uses.iter().filter(|used| used.translated).count();
    let in_words =
        [(usage.negated(), "negated"), (unjudged, "negation not judged"), (translated, "in translation")];
    let in_words: Vec<String> =
        in_words.iter().filter(|(n, _)| *n > 0).map(|(n, mark)| format!("{} {mark}", number(*n))).collect();
    if in_words.is_empty() { String::new() } else { format!(" ({})", in_words.join(", ")) }
}

/// Returns a row as one line, with each number after the head of its column.
fn flat(columns: &[Column], row: &Row) -> Line {
    let mut line = Line::new();
    for (column, cell) in columns.iter().zip(&row.cells) {
        let says = |span: &Span| !matches!(span, Span::Text(text) if text.is_empty());
        if !cell.iter().any(says) {
            continue;
        }
        let head = match (column.lean, column.head.as_str()) {
            (Alignment::Right, "p") => "probability ".to_owned(),
            (Alignment::Right, "q") => "false discovery rate ".to_owned(),
            (Alignment::Right, head) => format!("{} ", head.to_lowercase()),
            _ => String::new(),
        };
        let between = if line.is_empty() { "" } else { ", " };
        line.push(Span::Text(format!("{between}{head}")));
        line.extend(cell.iter().cloned());
    }
    line
}

/// Keeps the first few and adds the number of the others.
fn cut(parts: &mut Vec<String>, noun: &str) {
    let hidden = parts.len().saturating_sub(ABREAST);
    parts.truncate(ABREAST);
    if hidden > 0 {
        parts.push(counted(hidden, &format!("more {noun}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Table;

    #[test]
    fn a_row_on_a_line_says_what_its_numbers_are() {
        let mut table = Table::new(&[
            ("Actor", Alignment::Wrap),
            ("This week", Alignment::Right),
            ("p", Alignment::Right),
            ("q", Alignment::Right),
            ("", Alignment::Left),
        ]);
        table.row(["Kremlin", "5 of 12", "0.0058", "0.046", "unusual"].map(words).to_vec());
        let line: String = flat(&table.columns, &table.rows[0])
            .into_iter()
            .map(|span| if let Span::Text(text) = span { text } else { String::new() })
            .collect();
        let in_words = "Kremlin, this week 5 of 12, probability 0.0058, false discovery rate 0.046, unusual";
        assert_eq!(line, in_words, "each behind the head of its column");
    }
}
