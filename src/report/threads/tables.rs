//! The tables of threads: how soon each actor answered, and what became of the claims each denied.

use super::Threads;
use super::denials::{Case, Denier, Outcome, Proof};
use super::mention::{mentioned, named};
use super::times::{FEW, Tally, Times};
use crate::event::{Basis, Word as _};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::report::document::{Alignment, Block, Cut, Line, Page, RowKind, Span, Table, counted, words};
use crate::text::signs::sign;
use crate::timeline::clock::{Response, coarse};

pub(super) fn times(report: &Threads, scope: &Scope<'_>, page: &mut Page) {
    page.heading("Response times by actor");
    let times = &report.times;
    if times.all.total() == 0 {
        page.nothing("No statement that the filter keeps answers another event.");
    } else {
        page.text(
            "Statements that deny, confirm or respond to an event, with one time for each event answered. Within 24 \
             hours: yes; yes if after, as either may have come first; possible; no. Then the median of the least \
             and that of the most time that each can have taken.",
        );
        page.push(Block::Table(by_actor(times, scope)));
        page.note(remarks(times));
    }
    if !times.beside.is_empty() {
        page.note("Listed without a time, because alleged, rumoured, planned or cancelled:");
        page.push(Block::List(times.beside.iter().map(|ix| named(*ix, scope)).collect()));
    }
}

/// Returns a row for each actor with enough answers, one for all other actors and one for all.
fn by_actor(times: &Times, scope: &Scope<'_>) -> Table {
    let (before, unknown) = (times.all.preemptive > 0, times.all.unknown > 0);
    let right = |head| (head, Alignment::Right);
    let mut columns = vec![("Actor", Alignment::Wrap)];
    columns.extend(["n", "yes", "if after", "possible", "no", "medians"].map(right));
    columns.extend(before.then_some(right("before")));
    columns.extend(unknown.then_some(right("unknown")));
    let mut table = Table::new(&columns);
    let mut row = |kind: RowKind, name: &str, tally: &Tally| {
        let mut cells = vec![name.to_owned()];
        let counts = [tally.timed(), tally.yes, tally.yes_in_either_order, tally.possible, tally.no];
        cells.extend(counts.map(|n| n.to_string()));
        cells.push(medians(tally));
        cells.extend(before.then(|| tally.preemptive.to_string()));
        cells.extend(unknown.then(|| tally.unknown.to_string()));
        table.push(kind, cells.into_iter().map(words).collect());
    };
    let few = times.by_actor.iter().filter(|(_, tally)| tally.is_of_few()).count();
    for (who, tally) in times.by_actor.iter().filter(|(_, tally)| few == 1 || !tally.is_of_few()) {
        row(RowKind::Ordinary, actor(scope, *who), tally);
    }
    if few > 1 {
        row(RowKind::Ordinary, &format!("{few} others, under {FEW} each"), &times.of_few);
    }
    row(RowKind::Total, "All answers", &times.all);
    table
}

fn remarks(times: &Times) -> String {
    let all = &times.all;
    let mut remarks = vec![
        "An answer of several speakers counts for each of them and once in the last row".to_owned(),
        "with fewer than five times, a median describes these answers, not a habit".to_owned(),
    ];
    let bases: Vec<String> = all.bases().map(|(basis, n)| format!("{n} {}", basis.word())).collect();
    remarks.push(format!("how the links are known: {}", bases.join(", ")));
    if all.order_uncertain > 0 {
        remarks.push(format!("the order of {} is uncertain", counted(all.order_uncertain, "answer")));
    }
    if all.preemptive > 0 {
        remarks.push("before: dated before what it answers, so it has no time".to_owned());
    }
    if all.unknown > 0 {
        remarks.push("unknown: no date bounds it".to_owned());
    }
    format!("{}.", remarks.join("; "))
}

/// Returns the median of the least times and that of the greatest, never a value between them.
fn medians(tally: &Tally) -> String {
    let Some(least) = tally.median_least() else { return sign("–").to_owned() };
    match tally.median_most() {
        Some(most) => coarse(least, most),
        None => "not known".to_owned(),
    }
}

fn actor<'s>(scope: &Scope<'s>, who: Option<ActorIx>) -> &'s str {
    who.map_or("no speaker named", |who| &scope.timeline.store().registry.actor(who).name)
}

pub(super) fn denied(report: &Threads, scope: &Scope<'_>, page: &mut Page) {
    if report.deniers.is_empty() {
        return;
    }
    page.heading("Fate of denied claims");
    let right = |head| (head, Alignment::Right);
    let mut columns = vec![("Denied by", Alignment::Wrap)];
    columns.extend(["denied", "occurred", "confirmed", "not", "open", "time between"].map(right));
    let mut table = Table::new(&columns);
    for denier in &report.deniers {
        let mut cells = vec![actor(scope, denier.who).to_owned(), denier.cases.len().to_string()];
        cells.extend(Outcome::ALL.map(|outcome| denier.count(outcome).to_string()));
        cells.push(denier.between().map_or_else(|| sign("–").to_owned(), Response::length));
        table.row(cells.into_iter().map(words).collect());
    }
    page.push(Block::Table(table));
    page.note(
        "Decided by links alone. Occurred: a later event shows that it happened. Confirmed: a later statement says so. \
         Open: no linked later event decides it, which does not make it untrue. The time runs from the denial to the \
         event that decides.",
    );
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for denier in &report.deniers {
        for case in denier.cases.iter().filter(|case| case.outcome != Outcome::Open) {
            lines.push((scope.timeline.rank(case.denial), settled(denier, case, scope)));
        }
    }
    lines.sort_by_key(|(rank, _)| *rank);
    if !lines.is_empty() {
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        page.push(Block::List(lines).long(Cut::in_time("entry")));
    }
}

/// Returns what was denied, by whom, and what shows that it occurred or did not.
fn settled(denier: &Denier, case: &Case, scope: &Scope<'_>) -> Line {
    let mut line = mentioned(case.claim, scope);
    line.push(Span::Text(format!(", denied by {} in ", actor(scope, denier.who))));
    line.extend(mentioned(case.denial, scope));
    line.push(Span::Text(": ".to_owned()));
    line.push(Span::Strong(case.outcome.word().to_owned()));
    let Some(Proof { event, basis, after }) = case.by else { return line };
    if event != case.claim {
        line.push(Span::Text(", by ".to_owned()));
        line.extend(mentioned(event, scope));
        line.extend((basis != Basis::Stated).then(|| Span::Text(format!(", link {}", basis.word()))));
    }
    if let Response::After { order_uncertain, .. } = after {
        let order = if order_uncertain { ", order uncertain" } else { "" };
        line.push(Span::Text(format!(", {} after the denial{order}", after.length())));
    }
    line
}
