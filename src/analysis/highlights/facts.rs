//! The facts that may be told, each in the words of the log.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::{Candidate, Highlight, Piece, Rule, Scope, Weights, fills};
use crate::analysis::positions::{Cell, Positions, Row, Utterance};
use crate::analysis::shifts::{self, Change, Pair};
use crate::analysis::strikes::{Claim, Strikes};
use crate::analysis::threads::{Overtaken, Threads};
use crate::describe::{figures, nature, people};
use crate::event::{Event, EventIx};
use crate::registry::{ActorIx, Registry};
use crate::text::counted_as;
use crate::timeline::claims::{Bounds, by_claimant, stands_for_all};

/// How many denials, pairs or actors of one side are told of one fact.
const NAMED: usize = 2;
/// Of which numbers a strike's weight is made, the first that it has.
const METRICS: [&str; 2] = ["launched", "killed"];

pub(super) struct Facts<'s> {
    pub(super) scope: &'s Scope<'s>,
    pub(super) weights: &'s Weights,
}

fn words(text: impl Into<String>) -> Piece {
    Piece::Words(text.into())
}

impl Facts<'_> {
    fn registry(&self) -> &Registry {
        &self.scope.timeline.store().registry
    }

    fn event(&self, ix: EventIx) -> &Event {
        self.scope.timeline.event(ix)
    }

    fn name(&self, actor: ActorIx) -> &str {
        &self.registry().actor(actor).name
    }

    /// What was denied and later occurred or was confirmed.
    pub(super) fn denied(&self, threads: &Threads) -> Vec<Candidate> {
        threads.overtaken().into_iter().map(|case| self.overtaken(&case)).collect()
    }

    fn overtaken(&self, case: &Overtaken) -> Candidate {
        let what = if case.occurred { "occurred" } else { "confirmed" };
        let label = if case.later { format!("Denied, then {what}") } else { format!("Denied, and {what}") };
        let mut pieces = Vec::new();
        for (at, denial) in case.denials.iter().take(NAMED).enumerate() {
            pieces.extend((at > 0).then(|| words("; ")));
            pieces.push(Piece::Event(*denial));
        }
        pieces.extend(more(case.denials.len(), "more denial", "more denials"));
        pieces.extend([words(" – "), Piece::Event(case.proof)]);
        if !case.later {
            pieces.push(words("; which came first is not known"));
        }
        let denials = case.denials.iter().map(|denial| self.weights.of_event(self.event(*denial)));
        let weight = (u8::from(case.occurred), denials.max().unwrap_or(0));
        Candidate { fact: Highlight { rule: Rule::Denied, label, pieces }, about: case.proof, weight }
    }

    /// Who met for the first time, and what fell through.
    pub(super) fn changes(&self) -> Vec<Candidate> {
        shifts::changes(self.scope).into_iter().filter_map(|change| self.change(change)).collect()
    }

    fn change(&self, change: Change) -> Option<Candidate> {
        let about = change.event();
        let mut weight = self.weights.of_event(self.event(about));
        let (rule, label, pieces) = match change {
            Change::FirstPairing { sides, people, .. } => {
                // Whom the view is about are people or bodies: the heavier of the two are named.
                let heaviest = |pairs: &[Pair]| pairs.iter().map(|p| self.weigh(*p)).max().unwrap_or(0);
                let (of_sides, of_people) = (heaviest(&sides), heaviest(&people));
                let mut pairs = if of_people >= of_sides { people } else { sides };
                pairs.sort_by_key(|pair| Reverse(self.weigh(*pair)));
                weight = of_sides.max(of_people);
                let named: Vec<String> = pairs.iter().take(NAMED).map(|pair| self.pair(*pair)).collect();
                let mut pieces = vec![words(named.join(", "))];
                pieces.extend(more(pairs.len(), "more pair", "more pairs"));
                pieces.extend([words(" – "), Piece::Event(about)]);
                (Rule::FirstMeeting, "First in one room in this log", pieces)
            }
            Change::Cancelled { by, .. } => {
                let mut pieces = vec![Piece::Event(about)];
                if let Some(by) = by {
                    pieces.extend([words("; in its place or against it: "), Piece::Event(by)]);
                }
                (Rule::FellThrough, "Fell through", pieces)
            }
            Change::Lapsed { .. } => {
                let pieces = vec![Piece::Event(about), words("; the date passed without an outcome logged")];
                (Rule::FellThrough, "Lapsed", pieces)
            }
            Change::NewVenue { .. } | Change::NewFormat { .. } | Change::NewTrack { .. } => return None,
        };
        let fact = Highlight { rule, label: label.to_owned(), pieces };
        Some(Candidate { fact, about, weight: (0, weight) })
    }

    fn weigh(&self, pair: Pair) -> usize {
        self.weights.of(pair.0) + self.weights.of(pair.1)
    }

    /// The more frequent of the two first.
    fn pair(&self, (one, other): Pair) -> String {
        let swapped = self.weights.of(other) > self.weights.of(one);
        let (one, other) = if swapped { (other, one) } else { (one, other) };
        format!("{} with {}", self.name(one), self.name(other))
    }

    /// Positions that changed, then those that oppose each other.
    pub(super) fn positions(&self, positions: &Positions) -> Vec<Candidate> {
        let mut all = Vec::new();
        for row in &positions.claims {
            let claim = self.registry().claim(row.claim).text.trim_end_matches('.').to_owned();
            for cell in row.divided().filter(|cell| !cell.voices_differ()) {
                all.extend(self.changed(cell, &claim));
            }
            all.extend(self.opposed(row, &claim));
        }
        all
    }

    fn changed(&self, cell: &Cell, claim: &str) -> Option<Candidate> {
        let own = || cell.utterances.iter().rev().filter(|said| self.scope.holds(said.event));
        let side = |said: &Utterance| {
            let letter = said.letter()?;
            letter.is_for().then_some(true).or(letter.is_against().then_some(false))
        };
        let last = own().find(|said| side(said).is_some())?;
        let before = own().find(|said| side(said).is_some_and(|side_then| Some(side_then) != side(last)))?;
        let pieces = vec![
            words(format!("{} on “{claim}”: {} (", self.name(cell.actor), stance(before))),
            Piece::At(before.event),
            words(format!("), then {} (", stance(last))),
            Piece::At(last.event),
            words(")"),
        ];
        Some(Candidate {
            fact: Highlight { rule: Rule::Position, label: "Position changed".to_owned(), pieces },
            about: last.event,
            weight: (1, self.weights.of(cell.actor)),
        })
    }

    fn opposed(&self, row: &Row, claim: &str) -> Option<Candidate> {
        let (mut pro, mut con) = row.opposed()?;
        for side in [&mut pro, &mut con] {
            side.sort_by_key(|cell| (cell.outside, Reverse(self.heard(cell))));
        }
        let mut pieces = vec![words(format!("“{claim}”: "))];
        for (side, cells) in [&pro, &con].into_iter().enumerate() {
            for (at, cell) in cells.iter().take(NAMED).enumerate() {
                let between = if side + at > 0 { "; " } else { "" };
                let hedged = if cell.hedged { ", hedged" } else { "" };
                let stance = match cell.letter.word() {
                    "mixed" => "on both sides",
                    word => word,
                };
                pieces.push(words(format!("{between}{} {stance}{hedged} (", self.holder(cell))));
                pieces.extend([Piece::At(cell.latest), words(")")]);
            }
            let beyond = if side == 0 { "more for it" } else { "more against it" };
            pieces.extend(more(cells.len(), beyond, beyond));
        }
        let (first, second) = (pro.first()?, con.first()?);
        let about = [first, second].map(|cell| cell.latest);
        let about = about.into_iter().max_by_key(|ix| self.scope.timeline.rank(*ix))?;
        let weight = self.heard(first) + self.heard(second);
        Some(Candidate {
            fact: Highlight { rule: Rule::Position, label: "Opposed".to_owned(), pieces },
            about,
            weight: (0, weight),
        })
    }

    /// Who spoke last for it, and for whom: `Mike Quigley of United States`.
    fn holder(&self, cell: &Cell) -> String {
        let of = self.name(cell.actor);
        match speakers(cell) {
            // Both sides are the state's: who spoke last need not hold both.
            _ if cell.letter.word() == "mixed" => of.to_owned(),
            [] => of.to_owned(),
            named if named == [cell.actor] => of.to_owned(),
            named => format!("{} of {of}", people::names(self.registry(), named)),
        }
    }

    /// How often those who spoke last for it are heard in the view.
    fn heard(&self, cell: &Cell) -> usize {
        self.weights.two(speakers(cell).iter().copied())
    }

    /// Events of which accounts differ, those of most accounts first: of each the field with most.
    pub(super) fn accounts(&self) -> Vec<Candidate> {
        let told = |ix: &EventIx| {
            let event = self.event(*ix);
            let fields = event.conflicts.iter().enumerate();
            let (at, conflict) = fields.max_by_key(|(at, c)| (c.values.len(), Reverse(*at)))?;
            let field = conflict.field.replace('_', " ");
            let accounts =
                event.conflicts.iter().map(|c| c.values.len()).sum::<usize>().min(u8::MAX.into()) as u8;
            let pieces = vec![Piece::Event(*ix), words(format!(", on {field}: ")), Piece::Accounts(*ix, at)];
            Some(Candidate {
                fact: Highlight { rule: Rule::Accounts, label: "Accounts differ".to_owned(), pieces },
                about: *ix,
                weight: (accounts, self.weights.of_event(event)),
            })
        };
        self.scope.shown.iter().filter_map(told).collect()
    }

    /// Strikes of the view that occurred, by the most that any one claimant has launched.
    pub(super) fn strikes(&self, strikes: &Strikes) -> Vec<Candidate> {
        let mut heaviest: Vec<(EventIx, (u8, usize), Vec<&Claim>)> = Vec::new();
        let mut at: std::collections::HashMap<EventIx, usize> = std::collections::HashMap::new();
        for row in strikes.incidents.iter().filter(|row| !row.account.alleged && row.what.of.is_none()) {
            let Some(metric) = METRICS.iter().position(|metric| row.what.metric == *metric) else { continue };
            for claim in row.claims.iter().filter(|claim| !claim.outside && !claim.count.is_unknown()) {
                let weight = ((METRICS.len() - metric) as u8, claim.count.least as usize);
                let next = heaviest.len();
                match heaviest.get_mut(*at.entry(claim.incident).or_insert(next)) {
                    Some((_, known, claims)) => {
                        *known = (*known).max(weight);
                        claims.push(claim);
                    }
                    None => heaviest.push((claim.incident, weight, vec![claim])),
                }
            }
        }
        heaviest.sort_by_key(|(incident, weight, _)| {
            (Reverse(*weight), Reverse(self.scope.timeline.rank(*incident)))
        });
        heaviest.truncate(super::MOST);
        let told = |(incident, weight, claims): (EventIx, (u8, usize), Vec<&Claim>)| {
            let mut pieces = vec![Piece::Event(incident)];
            for (at, phrase) in self.counts(&claims).into_iter().take(NAMED).enumerate() {
                pieces.push(words(format!("{} {phrase}", if at == 0 { ":" } else { ";" })));
            }
            Candidate {
                fact: Highlight { rule: Rule::Strike, label: "Strike as claimed".to_owned(), pieces },
                about: incident,
                weight,
            }
        };
        heaviest.into_iter().map(told).collect()
    }

    /// `653 drones launched, claimed by Ukrainian Air Force`: of each claimant the most, by metric.
    fn counts(&self, claims: &[&Claim]) -> Vec<String> {
        let mut all: Vec<(usize, Reverse<u64>, String)> = Vec::new();
        let mut seen: HashSet<EventIx> = HashSet::new();
        for claim in claims.iter().filter(|claim| seen.insert(claim.event)) {
            let event = self.event(claim.event);
            for claimed in by_claimant(&event.figures, event) {
                for (order, metric) in METRICS.iter().enumerate() {
                    let stands = |row: &&crate::event::Figure| {
                        let count = Bounds::from(row.count);
                        let stands = claims.iter().any(|c| c.event == claim.event && c.count == count);
                        row.of.is_none() && row.metric == *metric && stands
                    };
                    let rows = claimed.rows.iter().copied().filter(stands);
                    let Some(row) = rows.max_by_key(|row| Bounds::from(row.count).least) else { continue };
                    let phrase = figures::figure(row, stands_for_all(row, &claimed.rows));
                    let by = figures::claimant(self.registry(), &claimed.by);
                    all.push((order, Reverse(Bounds::from(row.count).least), format!("{phrase}, {by}")));
                }
            }
        }
        all.sort();
        all.into_iter().map(|(.., phrase)| phrase).collect()
    }

    /// The meetings, then the statements of the most frequent actors, that were not `told`.
    pub(super) fn others(&self, told: &HashSet<EventIx>) -> Vec<Highlight> {
        let mut all: Vec<(u8, usize, usize, EventIx)> = Vec::new();
        for ix in self.scope.shown.iter().filter(|ix| !told.contains(ix)) {
            let event = self.event(*ix);
            let weight = self.weights.of_event(event);
            all.extend(fills(event).map(|rank| (rank, weight, self.scope.timeline.rank(*ix), *ix)));
        }
        all.sort_by_key(|key| Reverse(*key));
        let told = |(.., ix): (u8, usize, usize, EventIx)| Highlight {
            rule: Rule::Other,
            label: nature::kind(self.event(ix).kind).to_owned(),
            pieces: vec![Piece::Event(ix)],
        };
        all.into_iter().take(super::MOST).map(told).collect()
    }
}

/// Who made the latest utterance of a position.
fn speakers(cell: &Cell) -> &[ActorIx] {
    let latest = cell.utterances.iter().find(|said| said.event == cell.latest);
    latest.map(|said| said.named.as_slice()).unwrap_or_default()
}

/// `denies, hedged`.
fn stance(said: &Utterance) -> String {
    let hedged = if said.hedged { ", hedged" } else { "" };
    format!("{}{hedged}", nature::stance(said.stance))
}

/// ` and 3 more pairs`, where more are than are named.
fn more(all: usize, one: &str, many: &str) -> Option<Piece> {
    let left = all.checked_sub(NAMED).filter(|left| *left > 0)?;
    Some(words(format!(" and {}", counted_as(left, one, many))))
}
