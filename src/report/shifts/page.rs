//! The report on shifts as text for people.

use super::{Count, Counts, Shifts, Silence, Silences, words};
use crate::event::Word;
use crate::event::date::Day;
use crate::report::Scope;
use crate::report::document::{
    Alignment, Block, Cut, End, Line, Page, RowKind, Table, counted, words as line,
};
use crate::text::agreeing;

/// The number of rows of counts on a page, which still shows every unusual count.
const ROWS: usize = 12;

pub(super) fn page(report: &Shifts, scope: &Scope<'_>) -> Page {
    let mut page = Page::new("Shifts");
    let Some(week) = report.week else {
        page.nothing("No event of this view has a date that is known to the week and not after now.");
        return page;
    };
    page.text(words::summary(report, week, scope));
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
    page.heading(words::CHANGED);
    if report.changes.is_empty() {
        page.nothing(words::NO_CHANGE);
    } else {
        page.push(Block::Tree(words::branches(&report.changes, scope)));
    }
    counts(&mut page, scope, &report.counts);
    page.heading(words::SILENT);
    match (&report.silences, words::no_silences(report)) {
        (Some(found), None) => silences(&mut page, scope, found),
        (_, why) => page.nothing(why.unwrap_or_default()),
    }
    page
}

fn counts(page: &mut Page, scope: &Scope<'_>, counts: &Counts) {
    page.heading(words::COUNTED);
    if let Some(why) = words::no_counts(counts) {
        page.nothing(why);
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
            cells.push(line(if count.unusual() { "unusual" } else { "" }));
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
    let (now, before) = words::shares(count, counts);
    let actors = std::iter::once(&count.actor).chain(&count.alike);
    let names: Vec<&str> = actors.map(|actor| registry.actor(*actor).name.as_str()).collect();
    vec![
        line(names.join(", ")),
        line(count.kind.word()),
        line(now),
        line(before),
        line(words::probability(count.p)),
        line(words::probability(count.rate)),
    ]
}

fn silences(page: &mut Page, scope: &Scope<'_>, silences: &Silences) {
    let until = silences.until.map(Day::short).unwrap_or_default();
    let registry = &scope.timeline.store().registry;
    if silences.rows.is_empty() {
        page.nothing(words::no_long_gap(silences));
    } else {
        let silence = |row: &Silence| {
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
            words::linked(&text, row.last, scope)
        };
        page.push(Block::List(silences.rows.iter().map(silence).collect()));
    }
    page.note(format!(
        "Covered days up to {until} on which the actor acts in no entry, if at most a tenth of its past gaps were as \
         long. Ranked: {} of the view with eight or more past gaps. Not ranked: {} with fewer. Nothing logged is \
         not silence: the log need not list everything that was said.",
        counted(silences.ranked, "actor"),
        silences.too_few
    ));
}
