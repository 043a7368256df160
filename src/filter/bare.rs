//! What a bare word names. The prompt and the command line ask here, so that both say the same.

use super::Filter;
use super::field::Field;
use crate::registry::{ActorIx, Lookup, VenueIx};
use crate::text::fold;
use crate::timeline::Timeline;

/// An actor, a venue or a tag that a bare word names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// `actor`, `venue` or `tag`.
    pub(crate) field: Field,
    /// The id of the actor or venue, or the tag as events write it.
    pub(crate) value: String,
}

impl Named {
    /// Returns the term that finds its events: `actor:kremlin`.
    #[must_use]
    pub(crate) fn filter(&self) -> Filter {
        Filter::default().toggle(self.field, &self.value, false)
    }
}

/// Returns the actor, venue or tag that `word` names.
///
/// An id or whole name takes precedence over a tag, and a tag over part of a name; actors take precedence over
/// venues. A word that fits several names nothing, and so does the beginning of a name or one with a slip.
/// Returns nothing of how many events there are: count the matches of [`Named::filter`].
#[must_use]
pub(crate) fn named_by_word(word: &str, timeline: &Timeline) -> Option<Named> {
    let registry = &timeline.store().registry;
    let one = |found| if let Lookup::One(ix) = found { Some(ix) } else { None };
    let actor = |found| {
        let ix = ActorIx(one(found)?);
        Some(Named { field: Field::Actor, value: registry.actor(ix).id.to_string() })
    };
    let venue = |found| {
        let ix = VenueIx(one(found)?);
        Some(Named { field: Field::Venue, value: registry.venue(ix).id.to_string() })
    };
    let tag = || {
        let folded = fold(word);
        let mut tags = timeline.index().tags().filter(|(_, events)| !events.is_empty());
        let (tag, _) = tags.find(|(tag, _)| fold(tag) == folded)?;
        Some(Named { field: Field::Tag, value: tag.to_owned() })
    };
    let (actors, venues) = (registry.actor_names(), registry.venue_names());
    actor(actors.reference(word))
        .or_else(|| venue(venues.reference(word)))
        .or_else(tag)
        .or_else(|| actor(actors.search(word)))
        .or_else(|| venue(venues.search(word)))
}
