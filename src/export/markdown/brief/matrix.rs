//! Positions: a matrix of the claims on which several actors speak or one actor changed position.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::Write as _;

use super::{BriefContext, CITED, LEFT_OUT, Part};
use crate::export::markdown::escape::escaped;
use crate::registry::ActorIx;
use crate::report::positions::{Cell, ClaimRow, Letter};
use crate::text::{counted, thousands};

impl BriefContext<'_> {
    pub(super) fn matrix(&self) -> Part {
        let mut part = Part::default();
        let positions = &self.reports.positions;
        let mut rows: Vec<&ClaimRow> = positions.claims.iter().filter(|row| is_contested(row)).collect();
        // Opposed claims come first, then those with most actors. Among equals the one addressed last comes first.
        rows.sort_by_key(|row| (Reverse(row.opposed().is_some()), Reverse(row.cells.len())));
        let all = rows.len();
        rows.truncate(self.measure.claims);
        if rows.is_empty() {
            return part;
        }
        let actors = self.actors(&rows);
        // With few columns, a claim may have no cell. Only the report shows such a claim.
        rows.retain(|row| actors.iter().any(|actor| row.cell(*actor).is_some()));
        let registry = self.document.registry;
        let out = &mut part.draft;
        out.text.push_str("## Positions\n\n| Claim |");
        let among: Vec<ActorIx> = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.actor).collect();
        for actor in &actors {
            let _ = write!(out.text, " {} |", escaped(&self.head(*actor, &among)));
        }
        let _ = write!(out.text, "\n|---|{}\n", "---|".repeat(actors.len()));
        for row in &rows {
            let claim = registry.claim(row.claim).text.trim_end_matches('.');
            let _ = write!(
                part.draft.text,
                "| {}{} |",
                escaped(&self.clip(claim)),
                self.more(row, &actors, &among)
            );
            for actor in &actors {
                self.cell(row, *actor, &mut part);
            }
            part.draft.text.push('\n');
        }
        let _ = write!(part.draft.text, "\n*{}*\n\n", legend(&rows));
        if all > rows.len() {
            let more = counted(all - rows.len(), "more claim");
            let _ = write!(part.draft.text, "*{more}, {LEFT_OUT}.*\n\n");
        }
        part
    }

    /// Returns the actors that have a column, those on most of the claims first, then those with more positions.
    ///
    /// One actor of each row, then one of each side if sides oppose each other, come before further actors.
    fn actors(&self, rows: &[&ClaimRow]) -> Vec<ActorIx> {
        let mut counts: HashMap<ActorIx, usize> = HashMap::new();
        for cell in rows.iter().flat_map(|row| &row.cells) {
            *counts.entry(cell.actor).or_default() += 1;
        }
        let order = |actor: &ActorIx| self.reports.positions.actors.iter().position(|known| known == actor);
        let mut ranked: Vec<ActorIx> = counts.keys().copied().collect();
        ranked.sort_by_key(|actor| (Reverse(counts[actor]), order(actor).unwrap_or(usize::MAX), *actor));
        let sides = |row: &&ClaimRow| {
            let (pro, con) = row.opposed()?;
            Some([pro, con].map(|side| side.into_iter().map(|cell| cell.actor).collect::<Vec<_>>()))
        };
        let sides: Vec<Vec<ActorIx>> = rows.iter().filter_map(sides).flatten().collect();
        let whole = rows.iter().map(|row| row.cells.iter().map(|cell| cell.actor).collect::<Vec<_>>());
        let mut chosen: Vec<ActorIx> = Vec::new();
        for among in whole.chain(sides) {
            if !among.iter().any(|actor| chosen.contains(actor)) {
                chosen.extend(ranked.iter().find(|actor| among.contains(actor)));
            }
        }
        for actor in &ranked {
            if !chosen.contains(actor) {
                chosen.push(*actor);
            }
        }
        chosen.truncate(self.measure.actors);
        ranked.retain(|actor| chosen.contains(actor));
        ranked
    }

    /// Returns ` – also Poland S, Reuters A`: the actors without a column.
    fn more(&self, row: &ClaimRow, actors: &[ActorIx], among: &[ActorIx]) -> String {
        let others = row.cells.iter().filter(|cell| !actors.contains(&cell.actor));
        let mut others: Vec<String> = others
            .map(|cell| escaped(&format!("{} {}", self.head(cell.actor, among), cell.short())))
            .collect();
        let hidden = others.len().saturating_sub(self.measure.length.beside);
        others.truncate(self.measure.length.beside);
        others.extend((hidden > 0).then(|| format!("{} more", thousands(hidden as u64))));
        if others.is_empty() { String::new() } else { format!(" – also {}", others.join(", ")) }
    }

    fn cell(&self, row: &ClaimRow, actor: ActorIx, part: &mut Part) {
        let Some(cell) = row.cell(actor) else {
            part.draft.text.push_str(" |");
            return;
        };
        let ix = cell.latest;
        let event = self.document.event(ix);
        part.named.insert(ix);
        let date = escaped(&event.date.short(self.timeline().zone()));
        let _ = write!(part.draft.text, " {} {date}", escaped(&cell.short()));
        self.marks(&mut part.draft, &event, CITED);
        part.draft.text.push_str(" |");
    }
}

/// Returns whether several actors are on record or one holds both sides.
fn is_contested(row: &ClaimRow) -> bool {
    let on_record = row.cells.iter().filter(|cell| cell.letter != Letter::Reported).count();
    on_record > 1 || row.divided().next().is_some()
}

/// Returns the meaning of the letters in these rows.
fn legend(rows: &[&ClaimRow]) -> String {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let mut words = Vec::new();
    for letter in Letter::ALL {
        let beside = |cell: &Cell| cell.beside.iter().any(|utterance| utterance.letter() == Some(letter));
        if cells().any(|cell| cell.letter == letter || beside(cell)) {
            words.push(format!("{} {}", letter.sign(), letter.in_words()));
        }
    }
    if cells().any(|cell| cell.hedged) {
        words.push("lower case hedged".to_owned());
    }
    if cells().any(|cell| cell.count > 1) {
        words.push("×2 and so on that many distinct utterances".to_owned());
    }
    if cells().any(|cell| cell.outside || !cell.beside.is_empty()) {
        words.push("in brackets outside the filter".to_owned());
    }
    if cells().any(|cell| cell.rootless) {
        words.push("! no independent source".to_owned());
    }
    words.join(", ") + "; the date is of the latest."
}
