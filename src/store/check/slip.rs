//! The type that the checks of a value's text return.

use crate::store::yaml::mark::Mark;

/// A probable slip in the text of a value.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) mark: Mark,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
    /// Slips with the same subject are reported once.
    pub(super) subject: Option<String>,
}
