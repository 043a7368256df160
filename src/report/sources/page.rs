//! The report on sources as text for people.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{CONTRADICTED, Checks, Publisher, Record, Sources};
use crate::event::{EventIx, Word};
use crate::registry::{OutletIx, Registry, SourceIx};
use crate::report::Scope;
use crate::report::document::{Alignment, Block, Cut, End, Line, Page, Span, Table, counted, words};
use crate::text::agreeing;
use crate::text::signs::{drawn, sign};
use crate::timeline::clock::coarse;
use crate::timeline::roots::{self, Root};

/// The number of outlets that a page shows, and of lines of one check.
const SHOWN: usize = 30;
const LINES: usize = 10;

pub(super) fn page(report: &Sources, scope: &Scope<'_>) -> Page {
    let mut page = Page::new("Sources");
    let registry = &scope.timeline.store().registry;
    page.text(head(report));
    let outlets = &report.outlets;
    if !outlets.is_empty() {
        reported(&mut page, registry, outlets);
        outcomes(&mut page, registry, outlets, report);
        lags(&mut page, registry, outlets);
        page.heading("To check");
        checks(&mut page, scope, &report.checks);
    }
    page
}

/// Returns how much is cited, in words.
pub(crate) fn head(report: &Sources) -> String {
    let events = counted(report.events, "event");
    if report.events == report.unsourced {
        return if report.events == 0 {
            "No events.".to_owned()
        } else {
            format!("{events}, none with a source.")
        };
    }
    let sourced = report.events - report.unsourced;
    let mut text = format!(
        "{} {} {}: {} of {}.",
        counted(sourced, "event"),
        agreeing(sourced, "cites", "cite"),
        counted(report.citations, "source"),
        counted(report.checks.unarchived_pages.1 as usize, "page"),
        counted(report.outlets.iter().filter(|record| record.events > 0).count(), "outlet"),
    );
    if report.unsourced > 0 {
        text.push(' ');
        text.push_str(&counted(report.unsourced, "event"));
        text.push_str(" without a source.");
    }
    text
}

fn reported(page: &mut Page, registry: &Registry, outlets: &[Record]) {
    page.heading("What they report");
    let mut table = Table::new(&[
        ("Outlet", Alignment::Wrap),
        ("Grade", Alignment::Left),
        ("Events", Alignment::Right),
        ("Alone", Alignment::Right),
        ("Copies", Alignment::Right),
        ("Roots", Alignment::Right),
        ("Archived", Alignment::Right),
        ("Disputed", Alignment::Right),
    ]);
    for record in outlets {
        table.row(vec![
            words(record.publisher.name(registry)),
            words(record.publisher.grade(registry).unwrap_or_default()),
            words(record.events.to_string()),
            words(record.alone.to_string()),
            words(format!("{} of {}", record.derived, record.pages)),
            words(record.roots.to_string()),
            words(format!("{} of {}", record.archived, record.pages)),
            words(record.disputed.to_string()),
        ]);
    }
    page.push(long(table, SHOWN));
    page.note(
        "Grade: the registry's letter; this report changes none. Alone: events that rest on this outlet and copies \
         of it. Copies: pages that say that they copy another. Roots: independent outlets to which its pages lead. \
         Disputed: events against which it is cited, counted in no other column.",
    );
}

fn outcomes(page: &mut Page, registry: &Registry, outlets: &[Record], report: &Sources) {
    page.heading("What became of it");
    let mut table = Table::new(&[
        ("Outlet", Alignment::Wrap),
        ("Confirmed", Alignment::Right),
        ("Contradicted", Alignment::Right),
        ("Both", Alignment::Right),
        ("Open", Alignment::Right),
        ("Of settled", Alignment::Right),
        ("95 %", Alignment::Left),
    ]);
    let has_outcome = |record: &&Record| record.outcomes.open < record.events;
    for record in outlets.iter().filter(has_outcome) {
        let outcomes = record.outcomes;
        let interval = match (outcomes.settled(), outcomes.interval()) {
            (0, _) => String::new(),
            (_, None) => "too few".to_owned(),
            (_, Some((low, high))) => format!("{:.0} {} {:.0} %", low * 100.0, sign("–"), high * 100.0),
        };
        table.row(vec![
            words(record.publisher.name(registry)),
            words(outcomes.confirmed.to_string()),
            words(outcomes.contradicted.to_string()),
            words(outcomes.both.to_string()),
            words(outcomes.open.to_string()),
            words(format!("{} of {}", outcomes.confirmed, outcomes.settled())),
            words(interval),
        ]);
    }
    if table.rows.is_empty() {
        page.nothing("No event here was later confirmed or contradicted by another.");
        beside(page, report);
        return;
    }
    page.push(long(table, outlets.iter().take(SHOWN).filter(has_outcome).count()));
    let (what, what_not) = CONTRADICTED;
    page.note(format!(
        "The columns count events that a later event confirms, or denies or contradicts. Of settled: the confirmed \
         among these two, with Wilson's interval from five events on. {what} {what_not}: a faithful report of what \
         somebody wrongly said counts there too."
    ));
    if report.outside > 0 {
        let events = counted(report.outside, "event");
        let (answer, are) = agreeing(report.outside, ("answers", "is"), ("answer", "are"));
        page.note(format!("{events} that {answer} them {are} outside the filter."));
    }
    beside(page, report);
}

/// Adds a note on the events that would answer if they had occurred. They are counted nowhere else.
fn beside(page: &mut Page, report: &Sources) {
    if report.beside > 0 {
        page.note(format!(
            "Not counted, because alleged, rumoured, planned or cancelled: {} that would confirm or contradict.",
            counted(report.beside, "event")
        ));
    }
}

fn lags(page: &mut Page, registry: &Registry, outlets: &[Record]) {
    let mut table = Table::new(&[
        ("Outlet", Alignment::Wrap),
        ("Timed", Alignment::Right),
        (&drawn("Median lag, at least – at most"), Alignment::Left),
        ("Out before", Alignment::Right),
    ]);
    let has_lag = |record: &&Record| record.lag.events + record.lag.before > 0;
    for record in outlets.iter().filter(has_lag) {
        let lag = record.lag.min.zip(record.lag.max).map(|(min, max)| coarse(min, max));
        table.row(vec![
            words(record.publisher.name(registry)),
            words(format!("{} of {}", record.lag.events, record.events)),
            words(lag.unwrap_or_default()),
            words(record.lag.before.to_string()),
        ]);
    }
    if table.rows.is_empty() {
        return;
    }
    page.heading("How soon");
    page.push(long(table, outlets.iter().take(SHOWN).filter(has_lag).count()));
    page.note(
        "From the event to the outlet's first dated page on it. Most pages are dated to the day, so each lag is an \
         interval. The column has the median of the least lags and that of the greatest. Out before: dated before the event began.",
    );
}

/// Wraps a table so that usually only the outlets with the most events are shown.
fn long(table: Table, keep: usize) -> Block {
    let rest = "those with the most events are shown, the JSON form has all".to_owned();
    Block::Table(table).long(Cut { keep, end: End::First, noun: "outlet", rest })
}

fn checks(page: &mut Page, scope: &Scope<'_>, checks: &Checks) {
    let registry = &scope.timeline.store().registry;
    let store = scope.timeline.store();
    let thin = checks.thin.iter().map(|ix| {
        let event = scope.timeline.event(*ix);
        let independent = roots::of(store, event);
        let root = independent.first().map_or("no root", |root| root.name(registry));
        vec![Span::Text(format!("{}: ", event.grade)), Span::Event(*ix), Span::Text(format!(": {root}"))]
    });
    let thin: Vec<Line> = thin.collect();
    section(
        page,
        format!(
            "Credibility 1, confirmed by other sources, with fewer than two independent roots: {} of {}.",
            checks.thin.len(),
            counted(checks.confirmed, "event")
        ),
        thin,
        Some("cred:1 roots:<2"),
    );
    let (unarchived, pages) = checks.unarchived_pages;
    page.text(format!(
        "Without an archived copy: {unarchived} of {} in {}{}.",
        counted(pages as usize, "page"),
        counted(checks.unarchived.len(), "event"),
        if unarchived > 0 { " (filter has:source no:archive)" } else { "" }
    ));
    let silent = by_publisher(registry, &checks.silent_aggregators);
    section(page, format!("Aggregators that do not say what they copy: {}.", silent.len()), silent, None);
    let dead = by_publisher(registry, &checks.dead_ends);
    section(page, format!("Outlets whose copies lead to no original: {}.", dead.len()), dead, None);
    let missing = checks.missing_originals.iter().map(|(outlet, events)| {
        words(format!("{}: {}", registry.outlet(*outlet).name, counted(events.len(), "event")))
    });
    let missing: Vec<Line> = missing.collect();
    section(
        page,
        format!(
            "Outlets that are copied while no page of their own is cited: {}.",
            checks.missing_originals.len()
        ),
        missing,
        None,
    );
}

/// Adds the first lines of a check, and the number of others.
fn section(page: &mut Page, head: String, lines: Vec<Line>, filter: Option<&str>) {
    page.text(head);
    if lines.is_empty() {
        return;
    }
    let rest = filter.map_or("the JSON form has all".to_owned(), |filter| format!("filter {filter}"));
    page.push(Block::List(lines).long(Cut { keep: LINES, end: End::First, noun: "entry", rest }));
}

/// Returns publishers with the number of events that they are listed with, most first.
fn by_publisher<'r>(registry: &'r Registry, listed: &[(EventIx, SourceIx)]) -> Vec<Line> {
    let mut events: HashMap<Option<Root<'r>>, HashSet<EventIx>> = HashMap::new();
    for (ix, source) in listed {
        events.entry(roots::publisher(registry, registry.source(*source))).or_default().insert(*ix);
    }
    let named = |(root, events): (Option<Root<'r>>, HashSet<EventIx>)| {
        let name = root.as_ref().map_or("without a name", |root| root.name(registry));
        (Reverse(events.len()), name.to_owned())
    };
    let mut all: Vec<(Reverse<usize>, String)> = events.into_iter().map(named).collect();
    all.sort();
    all.into_iter().map(|(Reverse(n), name)| words(format!("{name}: {}", counted(n, "event")))).collect()
}

impl Publisher {
    /// Returns the name to show.
    #[must_use]
    pub(crate) fn name<'a>(&'a self, registry: &'a Registry) -> &'a str {
        match self {
            Self::Outlet(ix) => &registry.outlet(*ix).name,
            Self::Site(name) | Self::Text(name) => name,
        }
    }

    /// Returns its usual reliability as registered, `A` to `F`.
    #[must_use]
    pub(crate) fn grade(&self, registry: &Registry) -> Option<&'static str> {
        self.outlet().and_then(|ix| registry.outlet(ix).reliability).map(Word::word)
    }

    /// Returns the outlet, if it is one.
    #[must_use]
    pub(crate) fn outlet(&self) -> Option<OutletIx> {
        if let Self::Outlet(ix) = self { Some(*ix) } else { None }
    }
}
