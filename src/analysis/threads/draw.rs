//! Threads as text for people.

use super::Threads;
use super::denials::{Case, Denier, Fate, Proof};
use super::times::{Tally, Times};
use super::tree::{Arrow, Member, Thread, shown};
use crate::analysis::Scope;
use crate::analysis::page::{Block, Branch, Lean, Line, Page, Span, Table, counted, words};
use crate::event::date::Precision;
use crate::event::{Basis, Event, EventIx, Kind, LinkKind, Role, Status, Word};
use crate::registry::{ActorIx, Registry};
use crate::text::fold;
use crate::timeline::Timeline;
use crate::timeline::clock::{A_DAY, Response, coarse};

/// Deeper branches are drawn at this depth, with what they hang on named.
const DEEPEST: usize = 32;

pub(super) fn page(report: &Threads, scope: &Scope<'_>) -> Page {
    let mut page = Page::new("Threads");
    if report.trees.is_empty() {
        page.text("No event that the filter chose is tied to another by an answer.");
    } else {
        page.text(summary(report, scope));
    }
    for thread in &report.trees {
        page.heading(title(thread, scope));
        page.push(Block::Tree(branches(thread, scope)));
    }
    times(report, scope, &mut page);
    unanswered(report, scope, &mut page);
    denied(report, scope, &mut page);
    page
}

fn summary(report: &Threads, scope: &Scope<'_>) -> String {
    let all: usize = report.trees.iter().map(|thread| thread.events.len()).sum();
    let held = |thread: &Thread| thread.events.iter().filter(|m| scope.holds(m.ix)).count();
    let inside: usize = report.trees.iter().map(held).sum();
    let outside = match all - inside {
        0 => String::new(),
        n => format!(", {n} of them outside the filter"),
    };
    let chosen = counted(scope.shown.len(), "event");
    let chosen = if scope.shown.len() == scope.timeline.order().len() {
        format!("the store holds {chosen}")
    } else {
        format!("the filter chose {chosen}")
    };
    format!("{} of {}{outside}; {chosen}.", counted(report.trees.len(), "thread"), counted(all, "event"))
}

/// `18 Nov 2025 – 26 Nov 2025: 9 events`.
fn title(thread: &Thread, scope: &Scope<'_>) -> String {
    let under = |member: Option<&Member>| member.map(|m| day(scope.timeline, m.ix)).unwrap_or_default();
    let (first, last) = (under(thread.events.first()), under(thread.events.last()));
    let span = if first == last { first } else { format!("{first} – {last}") };
    let outside = match thread.events.iter().filter(|m| !scope.holds(m.ix)).count() {
        0 => String::new(),
        n => format!(", {n} outside the filter"),
    };
    format!("{span}: {}{outside}", counted(thread.events.len(), "event"))
}

/// The day that an event stands under, or what of it is known.
fn day(timeline: &Timeline, ix: EventIx) -> String {
    let date = &timeline.event(ix).date;
    let day = timeline.day(ix).filter(|_| date.precision() <= Precision::Day && !date.marks().any_doubt());
    day.map_or_else(|| date.short(timeline.zone()), crate::event::date::Day::short)
}

/// The trees of a thread: events without an arrow that they hang on are roots.
pub(super) fn branches(thread: &Thread, scope: &Scope<'_>) -> Vec<Branch> {
    let events = &thread.events;
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    let mut order: Vec<usize> = Vec::with_capacity(events.len());
    for (at, member) in events.iter().enumerate() {
        match member.hangs {
            Some(hang) => below[hang.0].push(at),
            None => order.push(at),
        }
    }
    // From the roots outwards: where each is drawn, and how deep.
    let mut drawn: Vec<(Option<usize>, usize)> = vec![(None, 0); events.len()];
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        next += 1;
        let (above, depth) = drawn[at];
        for child in &below[at] {
            drawn[*child] = if depth < DEEPEST { (Some(at), depth + 1) } else { (above, depth) };
        }
        order.extend(&below[at]);
    }
    let mut made: Vec<Branch> = events
        .iter()
        .zip(&drawn)
        .map(|(member, (above, _))| {
            let hangs_there = member.hangs.map(|hang| hang.0) == *above;
            branch(member, hangs_there, scope)
        })
        .collect();
    let mut roots = Vec::new();
    // From the leaves inwards; what was put in backwards is turned over once it is complete.
    for at in order.into_iter().rev() {
        let mut branch = std::mem::take(&mut made[at]);
        branch.branches.reverse();
        match drawn[at].0 {
            Some(above) => made[above].branches.push(branch),
            None => roots.push(branch),
        }
    }
    roots.reverse();
    roots
}

fn branch(member: &Member, hangs_there: bool, scope: &Scope<'_>) -> Branch {
    let mut line = Line::new();
    if let Some(stem) = member.stem() {
        line.push(Span::Strong(stem.in_words()));
        if !hangs_there {
            line.push(Span::Text(" ".to_owned()));
            line.extend(mentioned(stem.to, scope));
        }
        line.push(Span::Text(match stem.lag {
            Some(lag) => format!(" {}: ", later(lag)),
            None => ": ".to_owned(),
        }));
    }
    line.extend(named(member.ix, scope));
    let notes = member.further().iter().map(|arrow| further(arrow, scope)).collect();
    Branch { line, notes, branches: Vec::new() }
}

/// `also contradicts … (21 Dec 2025), 32 – 33 days later`.
fn further(arrow: &Arrow, scope: &Scope<'_>) -> Line {
    let mut line = vec![Span::Text(format!("also {} ", arrow.in_words()))];
    line.extend(mentioned(arrow.to, scope));
    line.extend(arrow.lag.map(|lag| Span::Text(format!(", {}", later(lag)))));
    if !scope.holds(arrow.to) {
        line.push(Span::Text(" — outside the filter".to_owned()));
    }
    line
}

/// An event by title and date, and that it has not simply happened where that is so.
fn mentioned(ix: EventIx, scope: &Scope<'_>) -> Line {
    let standing = standing(scope.timeline.event(ix), scope);
    let lead = (!standing.is_empty()).then_some(Span::Text(standing));
    lead.into_iter().chain([Span::Event(ix)]).collect()
}

/// An event by kind, title, date and speaker, and what became of it.
fn named(ix: EventIx, scope: &Scope<'_>) -> Line {
    let timeline = scope.timeline;
    let event = timeline.event(ix);
    let mut line = vec![Span::Kind(event.kind)];
    line.extend(mentioned(ix, scope));
    if let Some(speakers) = speakers(timeline, event) {
        line.push(Span::Text(format!(" · {speakers}")));
    }
    let mut remarks = Vec::new();
    let status = status(ix, scope);
    if !status.is_empty() {
        remarks.push(status.join(", "));
    }
    if !scope.holds(ix) {
        remarks.push("outside the filter".to_owned());
    }
    if !remarks.is_empty() {
        line.push(Span::Text(format!(" — {}", remarks.join("; "))));
    }
    line
}

/// `[alleged] ` before what has not simply happened.
fn standing(event: &Event, scope: &Scope<'_>) -> String {
    match event.status {
        Status::Occurred if event.date.earliest() > scope.now.instant => "[future] ".to_owned(),
        Status::Occurred => String::new(),
        status => format!("[{}] ", status.word()),
    }
}

/// Who says it, where the title does not begin with the name.
fn speakers(timeline: &Timeline, event: &Event) -> Option<String> {
    if event.kind != Kind::Statement {
        return None;
    }
    let registry = &timeline.store().registry;
    let mut names: Vec<&str> = Vec::new();
    let mut all: Vec<ActorIx> = event.in_role(Role::Speaker).collect();
    if let [one] = all.as_slice()
        && leads(registry, &event.title, *one)
    {
        all.clear();
    } else if all.is_empty() {
        return Some("no speaker named".to_owned());
    }
    for who in all {
        let name = registry.actor(who).name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Whether what stands before the title's colon is the name of `who`, or its last word.
fn leads(registry: &Registry, title: &str, who: ActorIx) -> bool {
    let Some((head, _)) = title.split_once(':') else { return false };
    let (head, actor) = (fold(head), registry.actor(who));
    let names = std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.metonyms);
    !head.is_empty()
        && names.map(|name| fold(name)).any(|name| {
            name == head || name.strip_suffix(head.as_str()).is_some_and(|rest| rest.ends_with(' '))
        })
}

/// What links and the date say became of an event.
pub(super) fn status(ix: EventIx, scope: &Scope<'_>) -> Vec<String> {
    let words = [
        (LinkKind::Denies, "denied"),
        (LinkKind::Confirms, "confirmed"),
        (LinkKind::Contradicts, "contradicted"),
    ];
    let mut status: Vec<String> = words
        .into_iter()
        .filter_map(|(kind, word)| Some(format!("{word}{}", shown(best(scope.timeline, ix, kind)?))))
        .collect();
    if scope.timeline.lapsed(ix, scope.now.instant) {
        status.push("lapsed".to_owned());
    }
    status
}

/// The best basis of the links of `kind` to `ix` from other events that occurred.
fn best(timeline: &Timeline, ix: EventIx, kind: LinkKind) -> Option<Basis> {
    let links = timeline.back_links(ix).iter().filter(|b| b.kind == kind && b.from != ix);
    let links = links.filter(|b| timeline.event(b.from).occurred());
    links.map(|b| b.basis).min_by_key(|basis| *basis as u8)
}

/// `6 – 35 h later`, `though dated before it`.
fn later(lag: Response) -> String {
    match lag {
        Response::After { min: 0, max: None, .. } => "at a time not known".to_owned(),
        Response::After { order_uncertain, doubted, .. } => {
            let length = lag.length();
            let order = if order_uncertain { ", order uncertain" } else { "" };
            let doubt = if doubted { ", date in doubt" } else { "" };
            format!("{length} later{order}{doubt}")
        }
        Response::Preemptive => "though dated before it".to_owned(),
        Response::Unknown => "at a time not known".to_owned(),
    }
}

fn times(report: &Threads, scope: &Scope<'_>, page: &mut Page) {
    page.heading("Response times by actor");
    let all = &report.times.all;
    if all.total() == 0 {
        page.text("No statement that the filter chose answers another event.");
        return;
    }
    page.text(
        "Statements that deny, confirm or respond to an event, one time for each event answered. Within 24 hours: \
         yes, yes if it came after at all, possible, no. Then the median of the least and that of the most that \
         each can have taken.",
    );
    let (before, unknown) = (all.preemptive > 0, all.unknown > 0);
    let right = |head| (head, Lean::Right);
    let mut columns = vec![("Actor", Lean::Wrap)];
    columns.extend(["n", "yes", "yes, if after", "possible", "no", "median least", "most"].map(right));
    columns.extend(before.then_some(right("before")));
    columns.extend(unknown.then_some(right("unknown")));
    let mut table = Table::new(&columns);
    let mut row = |name: &str, tally: &Tally| {
        let mut cells = vec![name.to_owned()];
        cells.extend(
            [tally.timed(), tally.yes, tally.yes_in_either_order, tally.possible, tally.no]
                .map(|n| n.to_string()),
        );
        cells.push(least(tally));
        cells.push(most(tally));
        cells.extend(before.then(|| tally.preemptive.to_string()));
        cells.extend(unknown.then(|| tally.unknown.to_string()));
        table.row(cells.into_iter().map(words).collect());
    };
    for (who, tally) in &report.times.by_actor {
        row(actor(scope, *who), tally);
    }
    let (others, theirs) = &report.times.others;
    match others {
        0 => {}
        1 => row("1 other, fewer than three answers", theirs),
        n => row(&format!("{n} others, fewer than three answers each"), theirs),
    }
    row("All answers", all);
    page.push(Block::Table(table));
    page.note(remarks(&report.times));
    let beside = &report.times.beside;
    if !beside.is_empty() {
        page.note("Told beside, without a time, since they are not known to have occurred:");
        page.push(Block::List(beside.iter().map(|ix| named(*ix, scope)).collect()));
    }
}

fn remarks(times: &Times) -> String {
    let all = &times.all;
    let mut said = vec![
        "An answer of several speakers counts with each and once in the last row".to_owned(),
        "below five times a median describes these answers and no habit".to_owned(),
    ];
    let bases: Vec<String> = times.bases.iter().map(|(basis, n)| format!("{n} {}", basis.word())).collect();
    said.push(format!("how the links are known: {}", bases.join(", ")));
    if all.order_uncertain > 0 {
        said.push(format!("of {} the order is uncertain", counted(all.order_uncertain, "answer")));
    }
    if all.preemptive > 0 {
        said.push("before: dated before what it answers, without a time".to_owned());
    }
    if all.unknown > 0 {
        said.push("unknown: no date bounds it".to_owned());
    }
    format!("{}.", said.join("; "))
}

fn least(tally: &Tally) -> String {
    tally.median_least().map_or_else(|| "–".to_owned(), |seconds| coarse(seconds, false))
}

fn most(tally: &Tally) -> String {
    match tally.median_most() {
        Some(seconds) => coarse(seconds, true),
        None if tally.timed() == 0 => "–".to_owned(),
        None => "not known".to_owned(),
    }
}

fn actor<'s>(scope: &Scope<'s>, who: Option<ActorIx>) -> &'s str {
    who.map_or("no speaker named", |who| &scope.timeline.store().registry.actor(who).name)
}

fn unanswered(report: &Threads, scope: &Scope<'_>, page: &mut Page) {
    let claims = &report.unanswered;
    if claims.is_empty() {
        return;
    }
    page.heading(format!("Claims that no logged event answers: {}", claims.len()));
    page.note(
        "Statements that affirm or accuse, and that no event denies, confirms or responds to. Nothing logged is \
         not the same as silence.",
    );
    page.push(Block::List(claims.iter().map(|ix| named(*ix, scope)).collect()));
}

fn denied(report: &Threads, scope: &Scope<'_>, page: &mut Page) {
    if report.deniers.is_empty() {
        return;
    }
    page.heading("Fate of denied claims");
    let right = |head| (head, Lean::Right);
    let mut columns = vec![("Denied by", Lean::Wrap)];
    columns.extend(["denied", "later occurred", "confirmed", "not", "open", "days"].map(right));
    let mut table = Table::new(&columns);
    for denier in &report.deniers {
        let mut cells = vec![actor(scope, denier.who).to_owned(), denier.cases.len().to_string()];
        cells.extend(Fate::ALL.map(|fate| denier.count(fate).to_string()));
        cells.push(denier.between().map_or_else(|| "–".to_owned(), |(min, max)| days(min, max)));
        table.row(cells.into_iter().map(words).collect());
    }
    page.push(Block::Table(table));
    page.note(
        "By links alone. Confirmed: a later statement says that it is so. Open: no later event is linked that would \
         decide it, which does not make it untrue. Days run from the denial to the event that decides.",
    );
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for denier in &report.deniers {
        for case in denier.cases.iter().filter(|case| case.fate != Fate::Open) {
            lines.push((scope.timeline.rank(case.denial), settled(denier, case, scope)));
        }
    }
    lines.sort_by_key(|(rank, _)| *rank);
    if !lines.is_empty() {
        page.push(Block::List(lines.into_iter().map(|(_, line)| line).collect()));
    }
}

/// What was denied, by whom, and what shows that it came or did not.
fn settled(denier: &Denier, case: &Case, scope: &Scope<'_>) -> Line {
    let mut line = mentioned(case.claim, scope);
    line.push(Span::Text(format!(", denied by {} in ", actor(scope, denier.who))));
    line.extend(mentioned(case.denial, scope));
    line.push(Span::Text(": ".to_owned()));
    line.push(Span::Strong(case.fate.word().to_owned()));
    let Some(Proof { event, basis, after }) = case.by else { return line };
    if event != case.claim {
        line.push(Span::Text(", by ".to_owned()));
        line.extend(mentioned(event, scope));
        line.extend((basis != Basis::Stated).then(|| Span::Text(format!(", link {}", basis.word()))));
    }
    if let Response::After { min, max, order_uncertain, .. } = after {
        let order = if order_uncertain { ", order uncertain" } else { "" };
        line.push(Span::Text(format!(", {} after the denial{order}", days_in_words(min, max))));
    }
    line
}

/// Whole days, outwards: `32 – 34`, `at least 5`.
fn days(min: i64, max: Option<i64>) -> String {
    let low = min / A_DAY;
    match max.map(|max| max.saturating_add(A_DAY - 1) / A_DAY) {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low} – {high}"),
        None => format!("at least {low}"),
    }
}

fn days_in_words(min: i64, max: Option<i64>) -> String {
    let days = days(min, max);
    if days == "1" { "1 day".to_owned() } else { format!("{days} days") }
}
