//! Completion: fields, then values with their counts.

use std::ops::Range;

use super::Context;
use crate::timeline::Timeline;

/// Something that may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to put in.
    pub insert: String,
    /// What to show: `Yury Ushakov · ushakov`.
    pub label: String,
    /// How many events it would match in the whole store, where that is known.
    pub count: Option<u32>,
}

/// What may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes to replace.
    pub span: Range<usize>,
    /// Best first.
    pub candidates: Vec<Candidate>,
}

/// What may stand at byte `cursor` of `text`.
#[must_use]
pub fn complete(text: &str, cursor: usize, timeline: &Timeline, context: Context<'_>) -> Completion {
    let _ = (text, timeline, context);
    Completion { span: cursor..cursor, candidates: Vec::new() }
}
