//! The words of the report on shifts that the page and the browser share.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Change, Count, Counts, Moved, Pair, Shifts, Silences};
use crate::event::EventIx;
use crate::event::date::Day;
use crate::registry::{ActorIx, Registry};
use crate::report::Scope;
use crate::report::document::{Branch, Line, Span, counted, words};
use crate::report::week::IsoWeek;
use crate::text::signs::sign;

/// The number of pairs at a new venue that a page shows for one meeting. The next two limit the groups of new pairs
/// and the partners in a group.
const PAIRS: usize = 3;
const HUBS: usize = 3;
const PARTNERS: usize = 6;

/// The headings of the three sections.
pub(crate) const CHANGED: &str = "What changed";
pub(crate) const COUNTED: &str = "More than in the eight weeks before";
pub(crate) const SILENT: &str = "Long without an entry";

/// What is said if no rule finds anything.
pub(crate) const NO_CHANGE: &str =
    "Nothing by these rules: no plan fell through, and no meeting of the view is new in who, where or how.";

/// Returns the week and how much is logged in it and in the weeks before.
pub(crate) fn summary(report: &Shifts, week: IsoWeek, scope: &Scope<'_>) -> String {
    let (now, before) = report.counts.totals;
    // The numbers are of the whole store; a filter chooses the rows only.
    let whole = if scope.shown.len() < scope.timeline.order().len() {
        let shown = scope.shown.iter().filter(|ix| super::week_of(scope, **ix) == Some(week)).count();
        format!(" in the whole store, {shown} of them in view")
    } else {
        String::new()
    };
    format!(
        "Week {week}, {} {} {}: {} logged{}{whole}, {before} in the eight weeks before.",
        week.monday().short(),
        sign("–"),
        week.sunday().short(),
        counted(now as usize, "event"),
        if scope.now.today <= week.sunday() { " so far" } else { "" },
    )
}

/// Returns why there are no counts to show.
pub(crate) fn no_counts(counts: &Counts) -> Option<String> {
    if counts.totals.1 == 0 {
        return Some(
            "Nothing is logged in the eight weeks before, so there is nothing to compare with.".to_owned(),
        );
    }
    let tested = counted(counts.tested, "pair");
    counts
        .rows
        .is_empty()
        .then(|| format!("No actor of the view has three events of one kind this week ({tested} tested)."))
}

/// Returns why no silence can be told.
pub(crate) fn no_silences(report: &Shifts) -> Option<String> {
    let why = match (&report.silences, report.covered) {
        (Some(_), Some((0, _))) => {
            "The store covers no day of this week: an empty log says nothing about it."
        }
        (Some(_), _) => return None,
        (None, _) => {
            "The store does not say which days it covers (coverage, under store), so a silence cannot be told from \
             days that nobody logged."
        }
    };
    Some(why.to_owned())
}

/// Returns that no gap is long.
pub(crate) fn no_long_gap(silences: &Silences) -> String {
    let until = silences.until.map(Day::short).unwrap_or_default();
    format!("No gap up to {until} is long for its actor.")
}

/// Returns a count of the week and of the weeks before, each of all that is logged: `6 of 20`, `8 of 120`. What did not
/// occur is told in brackets.
pub(crate) fn shares(count: &Count, counts: &Counts) -> (String, String) {
    let apart = if count.not_occurred > 0 { format!(" ({})", count.not_occurred) } else { String::new() };
    (
        format!("{}{apart} of {}", count.now, counts.totals.0),
        format!("{} of {}", count.before, counts.totals.1),
    )
}

/// Returns a probability with two significant digits: `0.0058`, `0.046`, `0.24`, `<0.0001`.
pub(crate) fn probability(p: f64) -> String {
    match p {
        _ if p < 0.0001 => "<0.0001".to_owned(),
        _ if p < 0.01 => format!("{p:.4}"),
        _ if p < 0.1 => format!("{p:.3}"),
        _ => format!("{p:.2}"),
    }
}

/// Returns one branch for each event, with its changes below it.
pub(crate) fn branches(changes: &[Change], scope: &Scope<'_>) -> Vec<Branch> {
    let mut branches: Vec<(EventIx, Branch)> = Vec::new();
    for change in changes {
        let ix = change.event();
        if branches.last().is_none_or(|(last, _)| *last != ix) {
            branches.push((ix, Branch { line: vec![Span::Event(ix)], ..Branch::default() }));
        }
        if let Some((_, branch)) = branches.last_mut() {
            branch.notes.extend(details(change, scope));
        }
    }
    branches.into_iter().map(|(_, branch)| branch).collect()
}

fn details(change: &Change, scope: &Scope<'_>) -> Vec<Line> {
    let registry = &scope.timeline.store().registry;
    match change {
        Change::Cancelled { by: Some(by), .. } => {
            vec![linked("Cancelled; in its place or against it: ", *by, scope)]
        }
        Change::Cancelled { by: None, .. } => vec![words("Cancelled")],
        Change::Lapsed { .. } => vec![words("Lapsed: the date passed, and no outcome is logged")],
        Change::FirstPairing { sides, people, unsure, .. } => [
            ("First recorded in one room", sides),
            ("First recorded in one room", people),
            ("Not known which of their meetings came first", unsure),
        ]
        .into_iter()
        .filter(|(_, pairs)| !pairs.is_empty())
        .map(|(what, pairs)| words(format!("{what}: {}", grouped(registry, pairs))))
        .collect(),
        Change::NewVenue { place, pairs, .. } => {
            let place = &registry.venue(*place).name;
            vec![words(format!("New venue, {place}: {}", moved(registry, pairs)))]
        }
        Change::NewFormat { to, from, before, .. } => {
            vec![linked(&format!("Now {to}; the same sides last sat {from}: "), *before, scope)]
        }
        Change::NewTrack { to, from, before, .. } => {
            vec![linked(
                &format!("Now track {to}; the same sides last met on track {from}: "),
                *before,
                scope,
            )]
        }
    }
}

pub(super) fn linked(text: &str, ix: EventIx, scope: &Scope<'_>) -> Line {
    let mut line = vec![Span::Text(text.to_owned()), Span::Event(ix)];
    if !scope.holds(ix) {
        line.extend([Span::Text(" (".to_owned()), Span::Outside, Span::Text(")".to_owned())]);
    }
    line
}

/// Groups pairs by the actor in most of them: `A with B, C; D with E; and 3 more pairs`.
fn grouped(registry: &Registry, pairs: &[Pair]) -> String {
    let mut remaining: Vec<Pair> = pairs.to_vec();
    let mut parts = Vec::new();
    while parts.len() < HUBS && !remaining.is_empty() {
        let mut degrees: HashMap<ActorIx, usize> = HashMap::new();
        for (one, other) in &remaining {
            *degrees.entry(*one).or_default() += 1;
            *degrees.entry(*other).or_default() += 1;
        }
        let hub = degrees.into_iter().min_by_key(|(actor, degree)| (Reverse(*degree), *actor));
        let Some((hub, _)) = hub else { break };
        let mut partners: Vec<&str> = Vec::new();
        remaining.retain(|(one, other)| {
            let partner = if *one == hub { *other } else { *one };
            let take = (*one == hub || *other == hub) && partners.len() < PARTNERS;
            if take {
                partners.push(&registry.actor(partner).name);
            }
            !take
        });
        parts.push(format!("{} with {}", registry.actor(hub).name, partners.join(", ")));
    }
    parts.extend(more(remaining.len()));
    parts.join("; ")
}

/// Returns the pairs that had met most often elsewhere.
fn moved(registry: &Registry, pairs: &[Moved]) -> String {
    let times = |moved: &Moved| moved.before.iter().map(|(_, times)| times).sum::<usize>();
    let mut most: Vec<&Moved> = pairs.iter().collect();
    most.sort_by_key(|moved| Reverse(times(moved)));
    let phrase = |moved: &&Moved| {
        let name = |actor| registry.actor(actor).name.as_str();
        let often = counted(times(moved), "meeting");
        format!("{} with {} ({often} elsewhere before)", name(moved.pair.0), name(moved.pair.1))
    };
    let mut parts: Vec<String> = most.iter().take(PAIRS).map(phrase).collect();
    parts.extend(more(most.len().saturating_sub(PAIRS)));
    parts.join("; ")
}

fn more(pairs: usize) -> Option<String> {
    (pairs > 0).then(|| format!("and {}", counted(pairs, "more pair")))
}
