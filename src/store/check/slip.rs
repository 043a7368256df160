//! What was found about the text of a value.

use crate::store::yaml::mark::Mark;

/// Something about the text of a value.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) mark: Mark,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
    /// Slips of one subject are told once.
    pub(super) subject: Option<String>,
}
