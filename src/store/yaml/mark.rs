//! Places in a text, and what was found wrong there.

/// 1-based line and column, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mark {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// Why a text is no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct TreeError {
    pub(in crate::store) mark: Mark,
    /// Stable code of the problem.
    pub(in crate::store) code: &'static str,
    pub(in crate::store) message: String,
    pub(in crate::store) hint: Option<String>,
}
