//! The report on shifts as text for people.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Change, Count, Counts, Moved, Pair, Shifts, Silence, Silences};
use crate::event::date::Day;
use crate::event::{EventIx, Word};
use crate::registry::{ActorIx, Registry};
use crate::report::Scope;
use crate::report::document::{
    Alignment, Block, Branch, Cut, End, Line, Page, RowKind, Span, Table, counted, words,
};
use crate::text::agreeing;
use crate::text::signs::sign;

/// The number of rows of counts on a page, which still shows every unusual count.
const ROWS: usize = 12;
/// The number of pairs at a new venue that a page shows for one meeting. The next two limit the groups of new pairs
/// and the partners in a group.
const PAIRS: usize = 3;
const HUBS: usize = 3;
const PARTNERS: usize = 6;

pub(super) fn page(report: &Shifts, scope: &Scope<'_>) -> Page {
    let mut page = Page::new("Shifts");
    let Some(week) = report.week else {
        page.nothing("No event of this view has a date that is known to the week and not after now.");
        return page;
    };
    let (now, before) = report.counts.totals;
    let dash = sign("–");
    page.text(format!(
        "Week {week}, {} {dash} {}: {} logged{}, {before} in the eight weeks before.",
        week.monday().short(),
        week.monday().plus_days(6).short(),
        counted(now as usize, "event"),
        if scope.now.today <= week.monday().plus_days(6) { " so far" } else { "" },
    ));
    let mut notes = vec!["This is the last week of the view that has an event.".to_owned()];
    if let Some((days, baseline)) = report.covered {
        let days = counted(days.max(0) as usize, "day");
        notes.push(format!(
            "The store says that it covers {days} of the week and {baseline} of the 56 days before."
        ));
    }
    if report.coarse > 0 {
        let events = counted(report.coarse, "event");
        notes.push(format!("In no week, because the date is too coarse: {events} of the view."));
    }
    page.note(notes.join(" "));
    page.heading("What changed");
    if report.changes.is_empty() {
        page.nothing(
            "Nothing by these rules: no plan fell through, and no meeting of the view is new in who, where or how.",
        );
    } else {
        page.push(Block::Tree(branches(&report.changes, scope)));
    }
    counts(&mut page, scope, &report.counts);
    page.heading("Long without an entry");
    match (&report.silences, report.covered) {
        (Some(_), Some((0, _))) => page.nothing("The store covers no day of this week: an empty log says nothing about it."),
        (Some(found), _) => silences(&mut page, scope, found),
        (None, _) => page.nothing(
            "The store does not say which days it covers (coverage, under store), so a silence cannot be told from \
             days that nobody logged.",
        ),
    }
    page
}

/// Returns one branch for each event, with its changes below it.
fn branches(changes: &[Change], scope: &Scope<'_>) -> Vec<Branch> {
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

fn linked(text: &str, ix: EventIx, scope: &Scope<'_>) -> Line {
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

fn counts(page: &mut Page, scope: &Scope<'_>, counts: &Counts) {
    page.heading("More than in the eight weeks before");
    if counts.totals.1 == 0 {
        page.nothing("Nothing is logged in the eight weeks before, so there is nothing to compare with.");
        return;
    }
    if counts.rows.is_empty() {
        page.nothing(format!(
            "No actor of the view has three events of one kind this week ({} tested).",
            counted(counts.tested, "pair")
        ));
        return;
    }
    let unusual = counts.rows.iter().filter(|count| count.unusual()).count();
    let mut columns = vec![
        ("Actor", Alignment::Wrap),
        ("Kind", Alignment::Left),
        ("This week", Alignment::Right),
        ("Before", Alignment::Right),
        ("p", Alignment::Right),
        ("q", Alignment::Right),
    ];
    if unusual > 0 {
        columns.push(("", Alignment::Left));
    }
    let mut table = Table::new(&columns);
    let shown = counts.rows.len().min(ROWS.max(unusual));
    for count in &counts.rows {
        let mut cells = row(scope, counts, count);
        if unusual > 0 {
            cells.push(words(if count.unusual() { "unusual" } else { "" }));
        }
        // A count that is not unusual is no news.
        table.push(if count.unusual() { RowKind::Ordinary } else { RowKind::Nothing }, cells);
    }
    let rest = "the JSON form has all".to_owned();
    page.push(Block::Table(table).long(Cut { keep: shown, end: End::First, noun: "row", rest }));
    page.note(format!(
        "Unusual at a false discovery rate (q) of 10 %: {unusual}. {} of actor and kind tested. An actor's \
         entries include those of its members, in any role. They count what was logged, not what happened.",
        counted(counts.tested, "pair")
    ));
    let not_occurred: u64 = counts.rows.iter().map(|count| count.not_occurred).sum();
    if not_occurred > 0 {
        page.note("A number in brackets counts entries that are alleged, planned or cancelled.");
    }
    if counts.rows.iter().any(|count| count.outside > 0) {
        page.note("The filter chooses the rows. Their counts are for the whole store.");
    }
}

fn row(scope: &Scope<'_>, counts: &Counts, count: &Count) -> Vec<Line> {
    let registry = &scope.timeline.store().registry;
    let apart = if count.not_occurred > 0 { format!(" ({})", count.not_occurred) } else { String::new() };
    let actors = std::iter::once(&count.actor).chain(&count.alike);
    let names: Vec<&str> = actors.map(|actor| registry.actor(*actor).name.as_str()).collect();
    vec![
        words(names.join(", ")),
        words(count.kind.word()),
        words(format!("{}{apart} of {}", count.now, counts.totals.0)),
        words(format!("{} of {}", count.before, counts.totals.1)),
        words(probability(count.p)),
        words(probability(count.rate)),
    ]
}

/// Returns a probability with two significant digits: `0.0058`, `0.046`, `0.24`, `<0.0001`.
fn probability(p: f64) -> String {
    match p {
        _ if p < 0.0001 => "<0.0001".to_owned(),
        _ if p < 0.01 => format!("{p:.4}"),
        _ if p < 0.1 => format!("{p:.3}"),
        _ => format!("{p:.2}"),
    }
}

fn silences(page: &mut Page, scope: &Scope<'_>, silences: &Silences) {
    let until = silences.until.map(Day::short).unwrap_or_default();
    let registry = &scope.timeline.store().registry;
    if silences.rows.is_empty() {
        page.nothing(format!("No gap up to {until} is long for its actor."));
    } else {
        let line = |row: &Silence| {
            let uncovered = match row.uncovered {
                0 => String::new(),
                days => format!("; {} not covered", counted(days as usize, "more day")),
            };
            let text = format!(
                "{}: no entry for {} until {until}; {} of {} {} as long, the longest {}{uncovered}; last: ",
                registry.actor(row.actor).name,
                counted(row.days as usize, "covered day"),
                row.as_long,
                counted(row.gaps, "past gap"),
                agreeing(row.as_long, "was", "were"),
                row.longest,
            );
            linked(&text, row.last, scope)
        };
        page.push(Block::List(silences.rows.iter().map(line).collect()));
    }
    page.note(format!(
        "Covered days up to {until} on which the actor acts in no entry, if at most a tenth of its past gaps were as \
         long. Ranked: {} of the view with eight or more past gaps. Not ranked: {} with fewer. Nothing logged is \
         not silence: the log need not list everything that was said.",
        counted(silences.ranked, "actor"),
        silences.too_few
    ));
}
