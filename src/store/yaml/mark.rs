//! Places in a text, and errors with a place.

use crate::store::problem::Fix;

/// A place in a text: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mark {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// The reason why a text could not be read as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct TreeError {
    pub(in crate::store) mark: Mark,
    /// The stable code of the problem.
    pub(in crate::store) code: &'static str,
    pub(in crate::store) message: String,
    pub(in crate::store) hint: Option<String>,
    /// What to write instead, where that is certain.
    pub(in crate::store) fix: Option<Fix>,
}
