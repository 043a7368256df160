//! Sources: a bar for each outlet with what became of its events, and below them what an editor should check.
//!
//! ```text
//!  Outlet            Alone│Events             Conf  Contr  Open 0           100 %
//!  Kyiv Independent     2▄│█▒▒▒░░░░░░░░░░ 45     1      7    36 ├●───┤········
//!  Archyde          5▄▄▄▄▄│▒▒░░░░░ 8             0      2     6 too few (2)
//! ```
//!
//! The report on sources counts. The place uses `row`, first over the outlets and then over the checks, and `top`.

mod columns;
mod layout;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::OnceLock;

use crate::event::EventIx;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::report::Scope;
use crate::report::sources::{ENOUGH, Record, Sources as Report, summary};
use crate::text::signs::sign;
use crate::text::{columns as columns_of, counted, counted_as, fold, thousands};
use crate::timeline::clock::coarse;
use crate::timeline::{EventSet, Timeline};

use super::exactly::all_but_few;
use super::{Picture, Place, Room, Scene, Step, Target, scrolled, stepped};

pub(crate) use columns::{BAR_HEADS, Column, Scale, columns, hidden};
pub(crate) use layout::{HEADS, Layout};

/// By what the outlets are sorted, as `c` cycles it.
const VARIANTS: [&str; 6] = ["events", "sole source", "contradicted", "unarchived", "confirmed", "open"];

/// A point that an editor should check.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    /// What is to be checked, with its count.
    pub(crate) words: String,
    /// The events, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// Terms that may find just these.
    terms: Option<&'static str>,
}

/// The picture.
#[derive(Debug, Clone)]
pub(crate) struct Sources {
    /// The report's first sentences.
    pub(crate) summary: String,
    /// The publishers that events cite, sorted.
    pub(crate) outlets: Vec<Record>,
    /// Their short names.
    pub(crate) names: Vec<String>,
    /// What to check.
    pub(crate) checks: Vec<Check>,
    /// By what they are sorted.
    pub(crate) sort: usize,
    /// The terms that leave the events of each row, as far as they were asked for.
    narrows: Vec<OnceLock<String>>,
    timeline: Timeline,
    inside: EventSet,
    filter: Filter,
    now: Now,
}

impl Sources {
    /// Sorts what the report counts among the events shown.
    pub(crate) fn new(scene: &Scene) -> Self {
        let scope = Scope::new(&scene.timeline, &scene.shown, &scene.now);
        let report = Report::new(&scope);
        let (summary, checks) = (summary(&report), checks(&report, &scene.shown));
        let (registry, short) = (&scene.timeline.store().registry, scene.timeline.short_names());
        let name = |record: &Record| match record.publisher.outlet() {
            Some(ix) => short.outlet(registry, ix).to_owned(),
            None => record.publisher.name(registry).to_owned(),
        };
        let mut outlets: Vec<Record> =
            report.outlets.into_iter().filter(|record| record.events > 0).collect();
        let sort = scene.variant.min(VARIANTS.len() - 1);
        outlets.sort_by_cached_key(|record| {
            let by = match sort {
                0 => record.events,
                1 => record.alone,
                2 => record.outcomes.contradicted,
                3 => record.pages - record.archived,
                4 => record.outcomes.confirmed,
                _ => record.outcomes.open,
            };
            (Reverse(by), Reverse(record.events), fold(&name(record)))
        });
        Self {
            summary,
            narrows: vec![OnceLock::new(); outlets.len() + checks.len()],
            names: outlets.iter().map(name).collect(),
            outlets,
            checks,
            sort,
            timeline: scene.timeline.clone(),
            inside: scene.inside(),
            filter: scene.filter.clone(),
            now: scene.now.clone(),
        }
    }

    /// Returns the number of rows that the cursor can be on.
    fn count(&self) -> usize {
        self.outlets.len() + self.checks.len()
    }

    /// Returns the line of a row. The heading of the checks is a line and no row.
    pub(crate) fn line_of(&self, row: usize) -> usize {
        row + usize::from(row >= self.outlets.len())
    }

    /// Returns which outlets are on the screen, if not all are: `7–16 of 387`.
    pub(crate) fn part(&self, top: usize, rows: usize) -> Option<String> {
        let all = self.outlets.len();
        let last = (top + rows).min(all);
        (top < last && last - top < all).then(|| {
            format!(
                "{}{}{} of {}",
                thousands(top as u64 + 1),
                sign("–"),
                thousands(last as u64),
                thousands(all as u64)
            )
        })
    }

    /// Returns whether any outlet has an event that is both confirmed and contradicted, so that its shade is drawn.
    pub(crate) fn has_both(&self) -> bool {
        self.outlets.iter().any(|record| record.outcomes.both > 0)
    }

    /// Returns by what the outlets are sorted.
    pub(crate) fn sorted_by(&self) -> &'static str {
        VARIANTS.get(self.sort).copied().unwrap_or_default()
    }

    /// Returns the number of checks that have found something.
    pub(crate) fn to_check(&self) -> usize {
        self.checks.iter().filter(|check| !check.events.is_empty()).count()
    }

    /// Returns what is known of the outlet of the cursor beside its bar, in at most `width` columns, the most important
    /// first.
    pub(crate) fn facts(&self, place: &Place, width: usize) -> Option<String> {
        let record = self.outlets.get(place.row)?;
        let outcomes = record.outcomes;
        let settled = outcomes.settled();
        let share = match outcomes.interval() {
            Some((low, high)) => format!(
                "{} of {settled} settled confirmed, 95 % interval {:.0}{}{:.0} %",
                outcomes.confirmed,
                low * 100.0,
                sign("–"),
                high * 100.0
            ),
            None => format!("{settled} settled: too few for an interval, which needs {ENOUGH}"),
        };
        let lag = record.lag.min.zip(record.lag.max);
        let more = [
            (outcomes.both > 0).then(|| format!("{} both", outcomes.both)),
            lag.map(|(min, max)| format!("median lag {}", coarse(min, max))),
            Some(format!("copies {} of {}", record.derived, counted(record.pages as usize, "page"))),
            Some(counted_as(record.roots, "root", "roots")),
            Some(format!("archived {}", record.archived)),
        ];
        let mut facts = share;
        for part in more.into_iter().flatten() {
            if columns_of(&facts) + columns_of(&part) + 2 <= width {
                facts = format!("{facts}; {part}");
            }
        }
        Some(facts)
    }

    /// Returns what Enter does with the events of a row.
    fn target(&self, row: usize, events: &[EventIx], terms: Option<String>, what: String) -> Target {
        match events {
            [] => Target::Nothing(what),
            [one] => Target::Event(*one),
            _ => {
                let known =
                    self.narrows.get(row).map(|known| known.get_or_init(|| self.narrow(terms, events)));
                Target::Several { events: events.to_vec(), narrow: known.cloned().unwrap_or_default(), what }
            }
        }
    }

    /// Returns the terms that leave these events: `terms` where they find just these, else their ids.
    fn narrow(&self, terms: Option<String>, events: &[EventIx]) -> String {
        let known = terms.and_then(|terms| {
            all_but_few(&self.timeline, &self.now, &self.filter, &self.inside, events, terms)
        });
        if let Some(terms) = known {
            return terms;
        }
        let ids: Vec<&str> = events.iter().map(|ix| self.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    }

    fn of_outlet(&self, row: usize, record: &Record) -> Target {
        let id = record.publisher.outlet().map(|ix| &self.timeline.store().registry.outlet(ix).id);
        let (name, events) = (self.names.get(row).map_or("", String::as_str), &record.cited_by);
        let what =
            format!("{name}: {}, {} of them on it alone", counted(events.len(), "event"), record.alone);
        self.target(row, events, id.map(|id| format!("source:{id}")), what)
    }
}

/// Returns the points to check, each with its count.
fn checks(report: &Report, shown: &[EventIx]) -> Vec<Check> {
    let checks = &report.checks;
    let in_order = |events: HashSet<EventIx>| -> Vec<EventIx> {
        shown.iter().copied().filter(|ix| events.contains(ix)).collect()
    };
    let dead = in_order(checks.dead_ends.iter().map(|(ix, _)| *ix).collect());
    let silent = in_order(checks.silent_aggregators.iter().map(|(ix, _)| *ix).collect());
    let missing = in_order(checks.missing_originals.iter().flat_map(|(_, all)| all).copied().collect());
    let (unarchived, pages) = checks.unarchived_pages;
    let check = |words, events, terms| Check { words, events, terms };
    vec![
        check(
            format!(
                "credibility 1 with fewer than two independent roots: {} of {}",
                checks.thin.len(),
                counted(checks.confirmed, "event")
            ),
            checks.thin.clone(),
            Some("cred:1 roots:<2"),
        ),
        check(
            format!(
                "without an archived copy: {unarchived} of {}, in {}",
                counted(pages as usize, "page"),
                counted(checks.unarchived.len(), "event")
            ),
            checks.unarchived.clone(),
            Some("has:source no:archive"),
        ),
        check(format!("copies that lead to no original: {}", counted(dead.len(), "event")), dead, None),
        check(
            format!("aggregators that do not say what they copy: {}", counted(silent.len(), "event")),
            silent,
            None,
        ),
        check(
            format!("copies of an outlet that is not cited itself: {}", counted(missing.len(), "event")),
            missing,
            None,
        ),
    ]
}

impl Picture for Sources {
    fn empty(&self) -> Option<String> {
        self.outlets.is_empty().then(|| "nothing that is shown cites a source".to_owned())
    }

    fn go(&self, place: &mut Place, step: Step) {
        match step {
            Step::Rows(by) => place.row = stepped(place.row, by, self.count()),
            Step::Columns(_) => {}
            Step::First => place.row = 0,
            Step::Last => place.row = self.count().saturating_sub(1),
        }
    }

    fn at(&self, place: &Place) -> Target {
        let row = place.row.min(self.count().saturating_sub(1));
        if let Some(record) = self.outlets.get(row) {
            return self.of_outlet(row, record);
        }
        match self.checks.get(row - self.outlets.len()) {
            Some(check) => {
                self.target(row, &check.events, check.terms.map(str::to_owned), check.words.clone())
            }
            None => Target::Nothing("no outlet".to_owned()),
        }
    }

    /// An event has many outlets, and none of them is its place: the list opens at its top, or where it was left.
    fn place_of(&self, _event: EventIx, _place: &Place) -> Option<Place> {
        None
    }

    fn settle(&self, place: &mut Place, room: Room) {
        place.row = place.row.min(self.count().saturating_sub(1));
        let rows = Layout::of(room).rows;
        place.top = scrolled(place.top, self.line_of(place.row), self.count() + 1, rows);
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        // A click on a head sorts by it.
        if y + 1 == HEADS {
            let (column, from, width) = columns(self, room.width)
                .into_iter()
                .find(|(_, from, width)| (*from..from + width).contains(&x))?;
            let variant = match column {
                // At the left of the axis is what rests on it alone.
                Column::Bars => usize::from(x - from < Scale::of(self, width).left),
                column => column.sort()?,
            };
            return (variant != self.sort).then_some(Place { variant, row: 0, top: 0, ..*place });
        }
        let rows = Layout::of(room).rows;
        let line = y.checked_sub(HEADS).filter(|line| *line < rows)? + place.top;
        let outlets = self.outlets.len();
        let row = match line {
            line if line < outlets => line,
            line if line == outlets => return None,
            line => line - 1,
        };
        (row < self.count()).then_some(Place { row, ..*place })
    }

    fn variants(&self) -> &'static [&'static str] {
        &VARIANTS
    }
}
