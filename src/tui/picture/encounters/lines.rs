//! The lines of the lists.

use std::collections::HashMap;

use crate::registry::ActorIx;
use crate::report::encounters::Encounters as Report;
use crate::text::counted;

use super::{Line, Row};

/// Returns a row for each pair, below what they have in common: first those of the filter's actors.
pub(super) fn of_pairs(report: &Report, name: impl Fn(ActorIx) -> String) -> (Vec<Line>, Vec<Row>) {
    let focus: Vec<String> = report.focus.iter().map(|actor| name(*actor)).collect();
    let focus = focus.join(", ");
    let mut all = Vec::new();
    let mut before = None;
    for (at, pair) in report.pairs.iter().enumerate() {
        if before != Some((pair.in_focus, pair.one_side)) {
            all.push(Line::Heading(match (pair.in_focus, pair.one_side) {
                (true, false) => format!("{focus}: other sides"),
                (true, true) => format!("{focus}: same side"),
                (false, false) => "of different sides".to_owned(),
                (false, true) => "of one side".to_owned(),
            }));
            before = Some((pair.in_focus, pair.one_side));
        }
        all.push(Line::Pair(at));
    }
    let rows = (0..report.pairs.len()).map(|pair| Row { pair, with: None }).collect();
    (all, rows)
}

/// Returns a row for each partner of each person, below that person: first the filter's actors, then as in the matrix.
pub(super) fn of_partners(
    report: &Report,
    heads: &[ActorIx],
    partners: &HashMap<ActorIx, Vec<usize>>,
    name: impl Fn(ActorIx) -> String,
) -> (Vec<Line>, Vec<Row>) {
    let (mut all, mut rows) = (Vec::new(), Vec::new());
    let first = |actor: &&ActorIx| report.focus.contains(actor);
    let (focus, others): (Vec<&ActorIx>, Vec<&ActorIx>) = heads.iter().partition(first);
    for actor in focus.into_iter().chain(others) {
        let Some(of) = partners.get(actor) else { continue };
        all.push(Line::Heading(format!("{} sat with {}", name(*actor), counted(of.len(), "other"))));
        for pair in of {
            let Some(found) = report.pairs.get(*pair) else { continue };
            let with = if found.one == *actor { found.other } else { found.one };
            all.push(Line::Pair(rows.len()));
            rows.push(Row { pair: *pair, with: Some(with) });
        }
    }
    (all, rows)
}
