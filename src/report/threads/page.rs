//! The report on threads as text for people.

use super::Threads;
use super::mention::{mentioned, named};
use super::tables;
use super::tree::{Arrow, Member, Thread};
use crate::event::EventIx;
use crate::event::date::Precision;
use crate::report::Scope;
use crate::report::document::{Block, Branch, Cut, Line, Page, Span, counted};
use crate::text::signs::drawn;
use crate::timeline::Timeline;
use crate::timeline::clock::Response;

/// The greatest depth of a branch. Deeper branches are drawn at this depth and name their parent.
const DEEPEST: usize = 32;

pub(super) fn page(report: &Threads, scope: &Scope<'_>) -> Page {
    let mut page = Page::new("Threads");
    if report.trees.is_empty() {
        page.nothing("No event that the filter keeps is tied to another by an answer.");
    } else {
        page.text(summary(report, scope));
    }
    for thread in &report.trees {
        page.heading(title(thread, scope));
        page.push(Block::Tree(branches(thread, scope)));
    }
    tables::times(report, scope, &mut page);
    unanswered(report, scope, &mut page);
    tables::denied(report, scope, &mut page);
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
        format!("the filter keeps {chosen}")
    };
    format!("{} of {}{outside}; {chosen}.", counted(report.trees.len(), "thread"), counted(all, "event"))
}

/// Returns the title of a thread: `18 Nov 2025 – 26 Nov 2025: 9 events`.
pub(super) fn title(thread: &Thread, scope: &Scope<'_>) -> String {
    let under = |member: Option<&Member>| member.map(|m| day(scope.timeline, m.ix)).unwrap_or_default();
    let (first, last) = (under(thread.events.first()), under(thread.events.last()));
    let span = if first == last { first } else { format!("{first}{}{last}", drawn(" – ")) };
    format!("{span}: {}", size(thread, scope))
}

/// Returns how many events a thread has, and how many of them the filter does not show.
pub(super) fn size(thread: &Thread, scope: &Scope<'_>) -> String {
    let outside = match thread.events.iter().filter(|m| !scope.holds(m.ix)).count() {
        0 => String::new(),
        n => format!(", {n} outside the filter"),
    };
    format!("{}{outside}", counted(thread.events.len(), "event"))
}

/// Returns the day of an event, or what is known of its date.
pub(super) fn day(timeline: &Timeline, ix: EventIx) -> String {
    let date = &timeline.event(ix).date;
    let day =
        timeline.day(ix).filter(|_| date.precision() <= Precision::Day && !date.qualification().any_doubt());
    day.map_or_else(|| date.short(timeline.zone()), crate::event::date::Day::short)
}

/// Returns the trees of a thread. Events without a parent are roots.
pub(super) fn branches(thread: &Thread, scope: &Scope<'_>) -> Vec<Branch> {
    trees(thread, &|member, below_parent| branch(member, below_parent, scope))
}

/// Returns the same trees without further links and without what became of the events.
pub(super) fn bare_branches(thread: &Thread, scope: &Scope<'_>) -> Vec<Branch> {
    trees(thread, &|member, below_parent| {
        let mut line = link_to_parent(member, below_parent, scope);
        line.extend(mentioned(member.ix, scope));
        if !scope.holds(member.ix) {
            line.extend([Span::Text(drawn(" — ").into_owned()), Span::Outside]);
        }
        Branch { line, ..Branch::default() }
    })
}

/// Arranges in trees the lines that `line` creates for the events. `line` also gets whether each is drawn directly
/// below its parent.
pub(super) fn trees(thread: &Thread, line: &dyn Fn(&Member, bool) -> Branch) -> Vec<Branch> {
    let events = &thread.events;
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    let mut order: Vec<usize> = Vec::with_capacity(events.len());
    for (at, member) in events.iter().enumerate() {
        match member.parent {
            Some(parent) => below[parent.0].push(at),
            None => order.push(at),
        }
    }
    // From the roots outwards, this decides where each event is drawn, and how deep.
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
    let mut built: Vec<Branch> = events
        .iter()
        .zip(&drawn)
        .map(|(member, (above, _))| {
            let below_parent = member.parent.map(|parent| parent.0) == *above;
            line(member, below_parent)
        })
        .collect();
    let mut roots = Vec::new();
    // From the leaves inwards: children are added in reverse, so each list is reversed once it is complete.
    for at in order.into_iter().rev() {
        let mut branch = std::mem::take(&mut built[at]);
        branch.branches.reverse();
        match drawn[at].0 {
            Some(above) => built[above].branches.push(branch),
            None => roots.push(branch),
        }
    }
    roots.reverse();
    roots
}

fn branch(member: &Member, below_parent: bool, scope: &Scope<'_>) -> Branch {
    let mut line = link_to_parent(member, below_parent, scope);
    line.extend(named(member.ix, scope));
    let notes = member.further().iter().map(|arrow| further(arrow, scope)).collect();
    Branch { line, notes, branches: Vec::new() }
}

/// Returns the link to the parent, `denies 6 – 35 h later: `, or nothing for a root.
fn link_to_parent(member: &Member, below_parent: bool, scope: &Scope<'_>) -> Line {
    let mut line = Line::new();
    if let Some(parent_arrow) = member.parent_arrow() {
        line.push(Span::Strong(parent_arrow.in_words()));
        if !below_parent {
            line.push(Span::Text(" ".to_owned()));
            line.extend(mentioned(parent_arrow.to, scope));
        }
        let time = later(parent_arrow.lag).map(|time| format!(" {time}")).unwrap_or_default();
        line.push(Span::Text(format!("{time}: ")));
    }
    line
}

/// Returns another link of the event: `also contradicts … (21 Dec 2025), 32 – 33 days later`.
fn further(arrow: &Arrow, scope: &Scope<'_>) -> Line {
    let mut line = vec![Span::Text(format!("also {} ", arrow.in_words()))];
    line.extend(mentioned(arrow.to, scope));
    line.extend(later(arrow.lag).map(|time| Span::Text(format!(", {time}"))));
    if !scope.holds(arrow.to) {
        line.extend([Span::Text(drawn(" — ").into_owned()), Span::Outside]);
    }
    line
}

/// Returns the lag in words: `6 – 35 h later`, `though dated before it`. Returns `None` for an event that did not
/// occur, which has no time.
pub(super) fn later(lag: Response) -> Option<String> {
    Some(match lag {
        Response::After { min: 0, max: None, .. } | Response::Unknown => "at a time not known".to_owned(),
        Response::After { order_uncertain, doubted, .. } => {
            let order = if order_uncertain { ", order uncertain" } else { "" };
            let doubt = if doubted { ", date in doubt" } else { "" };
            format!("{} later{order}{doubt}", lag.length())
        }
        Response::Preemptive => "though dated before it".to_owned(),
        Response::NotOccurred => return None,
    })
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
    let lines = claims.iter().map(|ix| named(*ix, scope)).collect();
    page.push(Block::List(lines).long(Cut::in_time("entry")));
}
