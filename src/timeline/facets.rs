//! Facets: how many of a set of events have which value.

use super::{EventSet, Timeline};

/// What events are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Meeting, statement, strike, other.
    Kind,
    /// Who, with what they belong to at the event's date.
    Actor,
    /// Where, with the places it lies in.
    Venue,
    /// Occurred, scheduled, alleged, …
    Status,
    /// What statements do.
    Stance,
    /// Free words.
    Tag,
    /// Who reports it.
    Outlet,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    /// The value as the filter language writes it: an id or a word.
    pub value: String,
    /// As shown to a person.
    pub label: String,
    /// How many events of the set have it.
    pub count: u32,
}

impl Facet {
    /// All, in the order they are shown.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Actor, Self::Venue, Self::Status, Self::Stance, Self::Tag, Self::Outlet];

    /// The filter's field: `kind`.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Actor => "actor",
            Self::Venue => "venue",
            Self::Status => "status",
            Self::Stance => "stance",
            Self::Tag => "tag",
            Self::Outlet => "source",
        }
    }
}

/// Counts the events of `set` by `facet`: most frequent first, then by label; values without events left out.
///
/// To follow every *other* filter, pass the matches of the filter without the facet's own field.
#[must_use]
pub fn count(timeline: &Timeline, facet: Facet, set: &EventSet) -> Vec<FacetRow> {
    todo!()
}
