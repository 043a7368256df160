//! The first row of a table.

use foldhash::HashMap;

use crate::text::fold;

/// The names of the columns.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) names: Vec<String>,
    folded: HashMap<String, usize>,
}

impl Header {
    pub(super) fn of(names: Vec<String>) -> Self {
        let mut folded = HashMap::default();
        for (at, name) in names.iter().enumerate() {
            folded.entry(fold(name)).or_insert(at);
        }
        Self { names, folded }
    }

    /// Returns the column with a name, whatever its case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|own| own == name).or_else(|| self.folded.get(&fold(name)).copied())
    }

    /// Returns whether a row is the header once more.
    pub(super) fn is_repeated(&self, cells: &[String]) -> bool {
        cells.len() == self.names.len() && cells.iter().zip(&self.names).all(|(cell, name)| cell == name)
    }
}
