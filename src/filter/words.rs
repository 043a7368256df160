//! Fields whose values are words of the events themselves: what each event has, and how many have it.

use std::collections::HashMap;

use super::evaluate::rows;
use super::field::Field;
use crate::event::{EventIx, Word};
use crate::timeline::Timeline;

/// Whether the values of `field` are words that events have.
pub(super) fn has_words(field: Field) -> bool {
    use Field as F;
    matches!(
        field,
        F::Role
            | F::Country
            | F::Kind
            | F::Subtype
            | F::Status
            | F::Format
            | F::Track
            | F::Stance
            | F::Tag
            | F::Lang
            | F::Id
            | F::Handling
            | F::SourceKind
            | F::Weapon
            | F::Metric
    )
}

/// Whether a value that no event has is a mistake; roles and kinds of sources may well be without an event.
pub(super) fn must_be_used(field: Field) -> bool {
    has_words(field) && !matches!(field, Field::Role | Field::SourceKind)
}

/// The words that an event has for `field`, perhaps some twice.
pub(super) fn of(timeline: &Timeline, ix: EventIx, field: Field) -> Vec<&str> {
    let (event, store) = (timeline.event(ix), timeline.store());
    let one = |word: Option<&'static str>| word.into_iter().collect();
    match field {
        Field::Role => event.actors.iter().map(|p| p.role.word()).collect(),
        Field::Country => {
            event.everywhere().into_iter().filter_map(|v| store.registry.country_of(v)).collect()
        }
        Field::Kind => one(Some(event.kind.word())),
        Field::Subtype => event.subtype.as_deref().into_iter().collect(),
        Field::Status => one(Some(event.status.word())),
        Field::Format => one(event.format.map(Word::word)),
        Field::Track => one(event.track.map(Word::word)),
        Field::Stance => {
            let positions = event.about.iter().filter_map(|about| event.stance_on(about));
            event.stance.into_iter().chain(positions).map(Word::word).collect()
        }
        Field::Tag => event.tags.iter().map(String::as_str).collect(),
        Field::Lang => event.quotes.iter().filter_map(|q| q.lang.as_deref()).collect(),
        Field::Id => vec![event.id.as_str()],
        Field::Handling => one(store.handling(event).map(Word::word)),
        Field::SourceKind => {
            let kind = |s| store.registry.kind_of(store.registry.source(s)).map(Word::word);
            event.sources.iter().copied().filter_map(kind).collect()
        }
        Field::Weapon => rows(event).filter_map(|row| row.weapon.as_deref()).collect(),
        Field::Metric => rows(event).map(|row| row.metric.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Every word in use for `field` with how many events have it.
pub(super) fn in_use(timeline: &Timeline, field: Field) -> HashMap<&str, u32> {
    let mut counts = HashMap::new();
    for ix in timeline.order() {
        let mut words = of(timeline, *ix, field);
        words.sort_unstable();
        words.dedup();
        for word in words {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    counts
}
