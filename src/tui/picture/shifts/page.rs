//! What one week says: its changes, its counts, its silences.

use std::collections::HashSet;

use super::{Scene, Target};
use crate::describe::listed;
use crate::event::EventIx;
use crate::event::Word;
use crate::event::date::week::IsoWeek;
use crate::filter::{Context, Filter};
use crate::report::document::{OUTSIDE, Span};
use crate::report::shifts::{Count, Shifts as Report, Silence, week_of, words};
use crate::report::{Scope, document};
use crate::text::{agreeing, counted};
use crate::timeline::Timeline;

/// What the cursor can be on.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    /// The week.
    Week(Target),
    /// An event that changed something, and what.
    Change { event: EventIx, notes: Vec<String> },
    /// A count, and its events of the view.
    Count { count: Count, name: String, shares: (String, String), target: Target },
    /// An actor without a recent entry.
    Silence { silence: Silence, name: String, target: Target },
}

impl Item {
    pub(super) fn target(&self) -> Target {
        match self {
            Self::Change { event, .. } => Target::Event(*event),
            Self::Week(target) | Self::Count { target, .. } | Self::Silence { target, .. } => target.clone(),
        }
    }
}

/// A section below the week, with what its heading tells and why it is empty.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) heading: &'static str,
    /// What stands at the right of the heading.
    pub(crate) aside: String,
    /// Why it has no items.
    pub(crate) nothing: Option<String>,
    /// The first of its items, and the first after it.
    pub(crate) items: std::ops::Range<usize>,
}

/// What one week says.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// The week and what is logged in it; empty if the view has no week.
    pub(crate) summary: String,
    pub(crate) items: Vec<Item>,
    pub(crate) sections: Vec<Section>,
    /// All that is logged in the week and in the weeks before.
    pub(crate) totals: (u64, u64),
    /// The share of the longest bar of counts.
    pub(crate) greatest_share: f64,
    /// The longest gap of the silences, in days.
    pub(crate) greatest_gap: i64,
}

impl Page {
    /// Asks the report.
    pub(super) fn new(scene: &Scene, week: IsoWeek) -> Self {
        let timeline = &scene.timeline;
        let scope = Scope::new(timeline, &scene.shown, &scene.now);
        let report = Report::of_week(&scope, week);
        let mut all = Self {
            summary: String::new(),
            items: Vec::new(),
            sections: Vec::new(),
            totals: report.counts.totals,
            greatest_share: 0.0,
            greatest_gap: 0,
        };
        all.summary = words::summary(&report, week, &scope);
        let exact = Exact { scene, scope: &scope };
        let range = format!("date:{}..{}", week.monday().iso(), week.sunday().iso());
        let within = exact.found(&range);
        let (what, why) = in_the_week(&within, week, &scope);
        if let Some(why) = why {
            all.summary = format!("{} {why}", all.summary);
        }
        all.items.push(Item::Week(Target::Several { events: within, narrow: range.clone(), what }));

        for branch in words::branches(&report.changes, &scope) {
            let Some(Span::Event(event)) = branch.line.first() else { continue };
            let notes = branch.notes.iter().map(|line| in_words(line, timeline)).collect();
            all.items.push(Item::Change { event: *event, notes });
        }
        let changed = all.items.len() - 1;
        let nothing = (changed == 0).then(|| words::NO_CHANGE.to_owned());
        all.section(words::CHANGED, counted(changed, "event"), nothing, 1);

        let first = all.items.len();
        let nothing = words::no_counts(&report.counts);
        if nothing.is_none() {
            for (count, events) in report.counts.rows.iter().zip(report.members(&scope)) {
                all.items.push(counted_item(count, events, &range, &report, &exact));
            }
        }
        let unusual = report.counts.rows.iter().filter(|count| count.unusual()).count();
        let unusual = if unusual == 0 { "none".to_owned() } else { unusual.to_string() };
        let aside = format!("{} tested, {unusual} unusual", counted(report.counts.tested, "pair"));
        all.section(words::COUNTED, aside, nothing, first);

        let first = all.items.len();
        let nothing = words::no_silences(&report);
        let silences = report.silences.as_ref().filter(|_| nothing.is_none());
        for silence in silences.map(|found| found.rows.as_slice()).unwrap_or_default() {
            let name = timeline.short_names().actor(&timeline.store().registry, silence.actor).to_owned();
            let target = if scope.holds(silence.last) {
                Target::Event(silence.last)
            } else {
                let title = &timeline.event(silence.last).title;
                Target::Nothing(format!("the last entry of {name} is {OUTSIDE}: {title}"))
            };
            all.items.push(Item::Silence { silence: silence.clone(), name, target });
        }
        let nothing = nothing.or(silences.filter(|found| found.rows.is_empty()).map(words::no_long_gap));
        let aside = silences.map(|found| format!("{} ranked", counted(found.ranked, "actor")));
        all.section(words::SILENT, aside.unwrap_or_default(), nothing, first);
        (all.greatest_share, all.greatest_gap) = (all.greatest_share(), all.greatest_gap());
        all
    }

    fn section(&mut self, heading: &'static str, aside: String, nothing: Option<String>, first: usize) {
        let items = first..self.items.len();
        self.sections.push(Section { heading, aside, nothing, items });
    }

    /// Returns the item that says most of an event.
    pub(super) fn row_of(&self, event: EventIx) -> Option<usize> {
        let holds = |item: &Item| item.target().events().contains(&event);
        // The week has every event of it: what says more of the event comes before it.
        let row = self.items.iter().skip(1).position(holds).map(|row| row + 1);
        row.or_else(|| self.items.first().filter(|week| holds(week)).map(|_| 0))
    }

    /// The share of the longest bar of counts.
    fn greatest_share(&self) -> f64 {
        let shares = self.items.iter().map(|item| match item {
            Item::Count { count, .. } => {
                share(count.now, self.totals.0).max(share(count.before, self.totals.1))
            }
            _ => 0.0,
        });
        shares.fold(0.0, f64::max)
    }

    /// The longest gap of the silences, in days.
    fn greatest_gap(&self) -> i64 {
        let gaps = self.items.iter().map(|item| match item {
            Item::Silence { silence, .. } => silence.longest.max(silence.days),
            _ => 0,
        });
        gaps.max().unwrap_or(0)
    }
}

/// Returns a share of all that is logged; 0 of nothing.
pub(crate) fn share(part: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

/// Returns what the events shown with a date in the week are called, and why the week counts fewer of them: `21 events
/// with a date in 2025-W52, 6 of them logged so far`, `Of the 21 events in view that touch the week, 6 are counted and 12 are still to come.`
fn in_the_week(within: &[EventIx], week: IsoWeek, scope: &Scope<'_>) -> (String, Option<String>) {
    let all = counted(within.len(), "event");
    let to_come = |ix: &&EventIx| scope.timeline.event(**ix).date.earliest() > scope.now.instant;
    let later = within.iter().filter(to_come).count();
    let logged = within.iter().filter(|ix| week_of(scope, **ix) == Some(week)).count();
    if logged == within.len() {
        return (format!("{all} with a date in {week}"), None);
    }
    let so_far = if scope.now.today <= week.sunday() { " so far" } else { "" };
    let (is, coarse) = (|count| agreeing(count, "is", "are"), within.len() - logged - later);
    let parts = [
        (logged, format!("{} counted", is(logged))),
        (later, format!("{} still to come", is(later))),
        (coarse, format!("{} not (begun earlier, or dated less finely than a week)", is(coarse))),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    (
        format!("{all} with a date in {week}, {logged} of them logged{so_far}"),
        Some(format!("Of the {all} in view that touch the week, {}.", listed(&parts))),
    )
}

fn counted_item(
    count: &Count,
    events: Vec<EventIx>,
    range: &str,
    report: &Report,
    exact: &Exact<'_>,
) -> Item {
    let timeline = exact.scope.timeline;
    let registry = &timeline.store().registry;
    let names: Vec<&str> = std::iter::once(&count.actor)
        .chain(&count.alike)
        .map(|actor| timeline.short_names().actor(registry, *actor))
        .collect();
    let name = names.join(", ");
    let target = match events.as_slice() {
        [] => Target::Nothing(format!("the events of {name} are {OUTSIDE}")),
        [one] => Target::Event(*one),
        _ => {
            let narrow =
                format!("actor:{} kind:{} {range}", registry.actor(count.actor).id, count.kind.word());
            let what =
                format!("{} of {name}, {}, this week", counted(events.len(), "event"), count.kind.word());
            let outside = match count.outside {
                0 => String::new(),
                more => format!(", {more} more {OUTSIDE}"),
            };
            exact.target(events, narrow, format!("{what}{outside}"))
        }
    };
    Item::Count { count: count.clone(), name, shares: words::shares(count, &report.counts), target }
}

/// Finds what a filter leaves of the events shown.
struct Exact<'a> {
    scene: &'a Scene,
    scope: &'a Scope<'a>,
}

impl Exact<'_> {
    /// Returns the events shown that a filter finds, in timeline order.
    fn found(&self, filter: &str) -> Vec<EventIx> {
        let none = HashSet::new();
        let context = Context { now: &self.scene.now, bookmarks: &none, unseen: &none };
        let query = Filter::parse(filter).and_then(|filter| filter.bind(&self.scene.timeline, context));
        let Ok(query) = query else { return Vec::new() };
        let found = query.run(&self.scene.timeline);
        self.scope.shown.iter().copied().filter(|ix| found.contains(*ix)).collect()
    }

    /// Narrows to `events`: by `narrow` if that leaves just these, else by their ids.
    fn target(&self, events: Vec<EventIx>, narrow: String, what: String) -> Target {
        if self.found(&narrow) == events {
            return Target::Several { events, narrow, what };
        }
        let ids: Vec<&str> = events.iter().map(|ix| self.scene.timeline.event(*ix).id.as_str()).collect();
        let narrow = format!("id:{}", ids.join(","));
        Target::Several { events, narrow, what }
    }
}

/// Returns a line of the report as text. An event is its title here; the detail has the rest.
fn in_words(line: &document::Line, timeline: &Timeline) -> String {
    let piece = |span: &Span| match span {
        Span::Text(text) | Span::Strong(text) => text.clone(),
        Span::Kind(kind) => format!("{} ", kind.glyph()),
        Span::Event(ix) => {
            let event = timeline.event(*ix);
            format!("{} ({})", event.title, event.date.short(timeline.zone()))
        }
        Span::Standing(standing) => format!("[{}] ", standing.word()),
        Span::Outside => OUTSIDE.to_owned(),
    };
    line.iter().map(piece).collect()
}
