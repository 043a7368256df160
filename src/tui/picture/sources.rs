//! Sources: a row for each outlet with what became of its events, and below them what an editor should check.
//!
//! The report on sources counts. The place uses `row`, first over the outlets and then over the checks, and `top`.

mod columns;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::event::EventIx;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::report::Scope;
use crate::report::sources::{Record, Sources as Report, summary};
use crate::text::{counted, fold};
use crate::timeline::{EventSet, Timeline};

use super::exactly::leaves_exactly;
use super::{Picture, Place, Room, Scene, Step, Target, scrolled, stepped};

pub(crate) use columns::{Column, columns};

/// By what the outlets are sorted, as `c` cycles it.
const VARIANTS: [&str; 4] = ["events", "sole source", "contradicted", "unarchived"];
/// Lines above the first outlet: the summary and the heads.
pub(crate) const HEADS: usize = 2;
/// With fewer lines than this there is no legend.
const WITH_LEGEND: usize = 11;

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
    /// The first outlet of each event.
    of_event: HashMap<EventIx, usize>,
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
                _ => record.pages - record.archived,
            };
            (Reverse(by), Reverse(record.events), fold(&name(record)))
        });
        let mut of_event = HashMap::new();
        for (at, record) in outlets.iter().enumerate() {
            for ix in &record.cited_by {
                of_event.entry(*ix).or_insert(at);
            }
        }
        Self {
            summary,
            names: outlets.iter().map(name).collect(),
            outlets,
            checks,
            sort,
            of_event,
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

    /// Returns how many lines there are for outlets and checks, and whether there is a legend.
    pub(crate) fn lines(room: Room) -> (usize, bool) {
        let legend = room.height >= WITH_LEGEND;
        (room.height.saturating_sub(HEADS + usize::from(legend)).max(1), legend)
    }

    /// Returns the terms that leave these events: `terms` where they find just these, else their ids.
    fn narrow(&self, terms: Option<String>, events: &[EventIx]) -> String {
        if let Some(terms) = terms
            && leaves_exactly(&self.timeline, &self.now, &self.filter, &self.inside, events, &terms)
        {
            return terms;
        }
        let ids: Vec<&str> = events.iter().map(|ix| self.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    }

    fn of_outlet(&self, row: usize, record: &Record) -> Target {
        let id = record.publisher.outlet().map(|ix| &self.timeline.store().registry.outlet(ix).id);
        Target::Several {
            events: record.cited_by.clone(),
            narrow: self.narrow(id.map(|id| format!("source:{id}")), &record.cited_by),
            what: format!(
                "{}: {}, {} of them on it alone",
                self.names.get(row).map_or("", String::as_str),
                counted(record.cited_by.len(), "event"),
                record.alone
            ),
        }
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
        self.outlets.is_empty().then(|| {
            "nothing that is shown cites a source; u takes a filter step back, F switches the filter off"
                .to_owned()
        })
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
            Some(check) if !check.events.is_empty() => Target::Several {
                events: check.events.clone(),
                narrow: self.narrow(check.terms.map(str::to_owned), &check.events),
                what: check.words.clone(),
            },
            Some(check) => Target::Nothing(check.words.clone()),
            None => Target::Nothing("no outlet".to_owned()),
        }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        Some(Place { row: *self.of_event.get(&event)?, ..*place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        place.row = place.row.min(self.count().saturating_sub(1));
        let (lines, _) = Self::lines(room);
        place.top = scrolled(place.top, self.line_of(place.row), self.count() + 1, lines);
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        // A click on a head sorts by it.
        if y + 1 == HEADS {
            let variant = columns(self, room.width).into_iter().find_map(|(column, from, width)| {
                (from..from + width).contains(&x).then(|| column.sort()).flatten()
            })?;
            return (variant != self.sort).then_some(Place { variant, row: 0, top: 0, ..*place });
        }
        let (lines, _) = Self::lines(room);
        let line = y.checked_sub(HEADS).filter(|line| *line < lines)? + place.top;
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
