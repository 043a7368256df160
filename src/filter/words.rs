//! Fields whose values are words of the events themselves: the words of each event, and their counts.

use std::collections::HashMap;

use super::field::Field;
use super::narrow;
use super::value::Pattern;
use crate::event::EventIx;
use crate::timeline::{EventSet, IndexKey, Timeline};

/// Returns whether the values of `field` are words that events have.
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

/// Returns whether a value that no event has is a mistake; roles and kinds of sources may be unused.
pub(super) fn must_be_used(field: Field) -> bool {
    has_words(field) && !matches!(field, Field::Role | Field::SourceKind)
}

/// Returns the index key of the field; ids have none.
fn listed_as(field: Field) -> Option<IndexKey> {
    Some(match field {
        Field::Role => IndexKey::Role,
        Field::Country => IndexKey::Country,
        Field::Kind => IndexKey::Kind,
        Field::Subtype => IndexKey::Subtype,
        Field::Status => IndexKey::Status,
        Field::Format => IndexKey::Format,
        Field::Track => IndexKey::Track,
        Field::Stance => IndexKey::Stance,
        Field::Lang => IndexKey::Lang,
        Field::Handling => IndexKey::Handling,
        Field::SourceKind => IndexKey::SourceKind,
        Field::Weapon => IndexKey::Weapon,
        Field::Metric => IndexKey::Metric,
        _ => return None,
    })
}

/// Returns every word in use for `field` with the number of events that have it.
pub(super) fn in_use(timeline: &Timeline, field: Field) -> HashMap<&str, u32> {
    let index = timeline.index();
    match (field, listed_as(field)) {
        (Field::Tag, _) => {
            let used = index.tags().filter(|(_, events)| !events.is_empty());
            used.map(|(tag, events)| (tag, events.len() as u32)).collect()
        }
        (Field::Id, _) => timeline.store().events.ids().map(|id| (id, 1)).collect(),
        (_, Some(of)) => index.words(of).map(|(word, events)| (word, events.len() as u32)).collect(),
        (_, None) => HashMap::new(),
    }
}

/// Returns every word in use for `field` with its events; ids have no lists.
pub(super) fn lists(timeline: &Timeline, field: Field) -> Vec<(&str, &[u32])> {
    let index = timeline.index();
    match (field, listed_as(field)) {
        (Field::Tag, _) => index.tags().filter(|(_, events)| !events.is_empty()).collect(),
        (_, Some(of)) => index.words(of).collect(),
        (_, None) => Vec::new(),
    }
}

/// Returns the events that have a word of `field` matching one of `patterns`.
pub(super) fn matching(timeline: &Timeline, field: Field, patterns: &[Pattern]) -> EventSet {
    let fits = |word: &str| patterns.iter().any(|p| p.matches(word));
    let index = timeline.index();
    let mut set = index.set(&[]);
    match (field, listed_as(field)) {
        (Field::Tag, _) => {
            let lists = index.tags().filter(|(tag, _)| fits(tag));
            lists.flat_map(|(_, events)| events).for_each(|ix| set.insert(EventIx(*ix)));
        }
        (Field::Id, _) => {
            let ids = (0..).map(EventIx).zip(timeline.store().events.ids());
            ids.filter(|(_, id)| fits(id)).for_each(|(ix, _)| set.insert(ix));
        }
        (_, Some(of)) => set = narrow::worded(timeline, of, fits),
        (_, None) => {}
    }
    set
}
