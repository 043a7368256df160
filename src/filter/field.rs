//! The fields of the filter language: one table for parser, completion and help.

/// A field of the filter language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `actor:`
    Actor,
    /// `venue:`
    Venue,
    /// `date:`
    Date,
    /// `kind:`
    Kind,
    /// `status:`
    Status,
    /// `stance:`
    Stance,
    /// `tag:`
    Tag,
    /// `source:`
    Source,
}
