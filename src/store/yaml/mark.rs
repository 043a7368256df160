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
pub(crate) struct TreeError {
    pub(crate) mark: Mark,
    /// The stable code of the problem.
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
    /// What to write instead, where that is certain.
    pub(crate) fix: Option<Fix>,
}
