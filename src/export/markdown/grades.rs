//! The grades of the events behind a row of the key facts.

use crate::event::Grade;

/// Distinct grades in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Grades(Vec<Grade>);

impl Grades {
    pub(super) fn add(&mut self, grade: Grade) {
        if !self.0.contains(&grade) {
            self.0.push(grade);
        }
    }

    pub(super) fn listed(&self) -> String {
        let mut all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        all.sort_unstable();
        all.join(", ")
    }
}
