//! Warnings that depend on the time at which the store is checked.

use super::locate::Field;
use super::problem::{Code, Problem, Severity};
use super::schema::list::List;
use super::yaml::mark::Mark;
use super::{Store, build};
use crate::event::date::Now;
use crate::event::{Event, Status};

impl Store {
    /// Returns the warnings that are only looked for on request: events in the future with the status `occurred`, and
    /// the other doubts about a store that loads.
    ///
    /// In order of path, line and column.
    #[must_use]
    pub(crate) fn check_at(&self, now: &Now) -> Vec<Problem> {
        let future = |event: &Event| {
            event.status == Status::Occurred
                && event.date.earliest() >= now.instant
                && event.date.first_day() > now.today
        };
        let early: Vec<Event> = self.events.each().map(|(_, event)| event).filter(future).collect();
        let wanted: Vec<Field> =
            early.iter().map(|event| Field::new(event.place, List::Events, "date")).collect();
        let marks = self.locate_all(&wanted);
        let warning = |(event, mark): (&Event, Mark)| Problem {
            severity: Severity::Warning,
            path: self.file(event.place).path.clone(),
            line: mark.line,
            column: mark.column,
            code: Code("future-without-status"),
            message: format!("{} is in the future, but the event has no status", event.date.text()),
            hint: Some("write `status: scheduled`, `proposed` or `rumoured`".to_owned()),
            fix: None,
        };
        let mut warnings: Vec<Problem> = early.iter().zip(marks).map(warning).collect();
        warnings.extend(super::check::warnings(self, now));
        build::sort_problems(&mut warnings);
        warnings
    }
}
