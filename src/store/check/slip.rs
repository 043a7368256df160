//! The type that the checks of a value's text return.

use crate::store::problem::Fix;
use crate::store::yaml::mark::Mark;

/// A probable slip in the text of a value.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) mark: Mark,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
    /// The change that the hint asks for, where only one is possible.
    pub(super) fix: Option<Fix>,
    /// Slips with the same subject are reported once.
    pub(super) subject: Option<String>,
}
