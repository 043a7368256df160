//! What can only be said once *now* is known, and places that are looked up again.

use std::path::Path;

use super::build::fault::Step;
use super::problem::{Code, Problem, Severity};
use super::schema::list::List;
use super::yaml::read;
use super::{Store, build, builtin};
use crate::event::date::Now;
use crate::event::{Place, Status};

impl Store {
    /// Warnings that are looked for when somebody asks: an event in the future that is said to have occurred, and what
    /// else is odd in a store that loads.
    ///
    /// In order of path, line and column.
    #[must_use]
    pub fn check_at(&self, now: &Now) -> Vec<Problem> {
        let future = |event: &crate::event::Event| {
            event.status == Status::Occurred
                && event.date.earliest() >= now.instant
                && event.date.first_day() > now.today
        };
        let mut warnings: Vec<Problem> = Vec::new();
        for event in self.events.each().map(|(_, event)| event).filter(future) {
            let (line, column) = self.place_of(event.place, List::Events, "date");
            warnings.push(Problem {
                severity: Severity::Warning,
                path: self.file(event.place).path.clone(),
                line,
                column,
                code: Code("future-without-status"),
                message: format!("{} is in the future, and the event has no status", event.date.text()),
                hint: Some("write `status: scheduled`, `proposed` or `rumoured`".to_owned()),
            });
        }
        warnings.extend(super::check::warnings(self, now));
        build::sort_problems(&mut warnings);
        warnings
    }

    /// Line and column of a field of the record at `place`: the file is read once more.
    ///
    /// Only the record's line where the file has gone or changed.
    pub(crate) fn place_of(&self, place: Place, list: List, key: &'static str) -> (u32, u32) {
        let Some(bytes) = self.bytes_of(place) else { return (place.line, 0) };
        let contents = read::read(place.file, &bytes, read::Later::NEVER);
        let item = contents.items.iter().find(|item| item.list == list && item.line == place.line);
        item.map_or((place.line, 0), |item| {
            let mark = item.locate(&bytes, &[Step::from(key)]);
            (mark.line, mark.column)
        })
    }

    /// The files with their texts as they are now; without what came through a pipe.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&super::StoreFile, Vec<u8>)> {
        let of = |(file, it)| Some((it, self.bytes_of(Place { file, line: 0 })?));
        (0..).zip(&self.files).filter_map(of)
    }

    pub(super) fn bytes_of(&self, place: Place) -> Option<Vec<u8>> {
        let file = self.file(place);
        if file.on_disk {
            return std::fs::read(&file.path).ok();
        }
        let path: &Path = &file.path;
        builtin::files().into_iter().find(|loaded| loaded.file.path == path).map(|loaded| loaded.bytes)
    }
}
