//! Doubts about a store that loads. They are only looked for on request, never while a store is read.
//!
//! Each file of this module knows one kind of slip: it looks at the events and registries of a loaded store and reports
//! what deserves a look, with the field concerned. This file finds the line and column of each field and reads each
//! file of the store only once for that. Nothing here changes what was loaded: a warning is a question to the analyst.

mod clocks;
mod comments;
mod domains;
mod duplicates;
mod places;
mod slip;
mod unresolved;
mod written;
mod years;

use std::collections::HashMap;

use super::build::fault::Path;
use super::problem::{Code, Problem, Severity};
use super::schema::list::List;
use super::yaml::mark::Mark;
use super::{Field, Store, build};
use crate::event::date::{EventDate, Now};
use crate::event::{Event, EventIx, Place};
pub(super) use written::mendable;

/// A doubt about a record: something that deserves a look.
#[derive(Debug, Clone)]
struct Doubt {
    list: List,
    place: Place,
    path: Path,
    code: &'static str,
    message: String,
    hint: Option<String>,
    severity: Severity,
    /// Doubts with the same code and subject are merged into one warning, at the first, which says how many more there
    /// are.
    subject: Option<String>,
}

impl Doubt {
    fn of_event(event: &Event, path: Path, code: &'static str, message: String) -> Self {
        Self {
            list: List::Events,
            place: event.place,
            path,
            code,
            message,
            hint: None,
            severity: Severity::Warning,
            subject: None,
        }
    }

    fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

/// Returns all doubts as problems, in order of path, line and column.
pub(super) fn warnings(store: &Store, now: &Now) -> Vec<Problem> {
    let mut doubts = Vec::new();
    for (_, event) in store.events.each() {
        clocks::look(&event, &mut doubts);
    }
    years::look(store, now, &mut doubts);
    duplicates::look(store, &mut doubts);
    domains::look(store, &mut doubts);
    domains::look_for_missing(store, &mut doubts);
    places::look(store, &mut doubts);
    let mut problems = placed(store, together(doubts));
    written::look(store, &mut problems);
    unresolved::look(store, &mut problems);
    build::sort_problems(&mut problems);
    problems
}

/// Merges doubts with the same code and subject.
fn together(doubts: Vec<Doubt>) -> Vec<Doubt> {
    let mut first: HashMap<(&'static str, String), (usize, usize)> = HashMap::new();
    let mut merged: Vec<Doubt> = Vec::new();
    for doubt in doubts {
        let Some(subject) = doubt.subject.clone() else {
            merged.push(doubt);
            continue;
        };
        let position = merged.len();
        let (_, more) =
            first.entry((doubt.code, subject)).and_modify(|(_, more)| *more += 1).or_insert((position, 0));
        if *more == 0 {
            merged.push(doubt);
        }
    }
    for (position, more) in first.into_values().filter(|(_, more)| *more > 0) {
        if let Some(doubt) = merged.get_mut(position) {
            doubt.message.push_str(&build::names::times_more(more));
        }
    }
    merged
}

/// Turns doubts into problems with their lines and columns, reading each file once.
fn placed(store: &Store, doubts: Vec<Doubt>) -> Vec<Problem> {
    let fields: Vec<Field> =
        doubts.iter().map(|doubt| Field::with_path(doubt.place, doubt.list, doubt.path.clone())).collect();
    let marks = store.locate_all(&fields);
    let problem = |(doubt, mark): (Doubt, Mark)| Problem {
        severity: doubt.severity,
        path: store.file(doubt.place).path.clone(),
        line: mark.line,
        column: mark.column,
        code: Code(doubt.code),
        message: doubt.message,
        hint: doubt.hint,
        fix: None,
    };
    doubts.into_iter().zip(marks).map(problem).collect()
}

/// Returns every date that an event writes itself, with the path to it.
fn dates(event: &Event) -> Vec<(Path, &EventDate)> {
    use super::build::fault::steps;
    let mut all = vec![(steps!["date"], &event.date)];
    let named =
        [("first_seen", &event.first_seen), ("disclosed", &event.disclosed), ("logged", &event.logged)];
    all.extend(named.into_iter().filter_map(|(key, date)| Some((steps![key], date.as_ref()?))));
    for (nth, session) in event.sessions.iter().enumerate() {
        let named = [("date", &session.date), ("planned", &session.planned)];
        all.extend(
            named.into_iter().filter_map(|(key, date)| Some((steps!["sessions", nth, key], date.as_ref()?))),
        );
    }
    for (nth, figure) in event.figures.iter().enumerate() {
        let named = [("period", &figure.period), ("as_of", &figure.as_of)];
        all.extend(
            named.into_iter().filter_map(|(key, date)| Some((steps!["figures", nth, key], date.as_ref()?))),
        );
    }
    all
}

impl Store {
    /// Returns the file and line of an event, as a hint names it.
    fn line_of(&self, ix: EventIx) -> String {
        let place = self.event(ix).place;
        format!("{}:{}", self.file(place).path.display(), place.line)
    }
}

#[cfg(test)]
mod tests;
