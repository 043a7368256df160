//! Fields whose values are words of the events themselves: what each event has, and how many have it.

use std::collections::HashMap;

use super::evaluate::rows;
use super::field::Field;
use super::value::Pattern;
use crate::event::{EventIx, Kind, Stance, Status, Word};
use crate::timeline::{EventSet, Timeline};

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
    let index = timeline.index();
    match field {
        Field::Kind => tally(&mut counts, Kind::ALL, index.kinds().iter().map(|kind| 1 << kind)),
        Field::Status => tally(&mut counts, Status::ALL, index.statuses().iter().map(|status| 1 << status)),
        Field::Stance => tally(&mut counts, Stance::ALL, index.stances().iter().copied()),
        Field::Tag => counts.extend(index.tags().map(|(tag, events)| (tag, events.len() as u32))),
        _ => {
            for ix in timeline.order() {
                let mut words = of(timeline, *ix, field);
                words.sort_unstable();
                words.dedup();
                for word in words {
                    *counts.entry(word).or_insert(0) += 1;
                }
            }
        }
    }
    counts
}

/// Counts words that stand as bits, one for each place in their list.
fn tally<W: Word>(counts: &mut HashMap<&str, u32>, all: &[W], events: impl Iterator<Item = u8>) {
    let mut by_bit = [0u32; 8];
    for bits in events {
        for (bit, count) in by_bit.iter_mut().enumerate() {
            *count += u32::from(bits >> bit & 1);
        }
    }
    counts.extend(all.iter().map(|w| w.word()).zip(by_bit).filter(|(_, count)| *count > 0));
}

/// The events that have a word of `field` that one of `patterns` fits.
pub(super) fn matching(timeline: &Timeline, field: Field, patterns: &[Pattern]) -> EventSet {
    let fits = |word: &str| patterns.iter().any(|p| p.matches(word));
    let index = timeline.index();
    match field {
        Field::Kind => masked(mask(Kind::ALL, fits), index.kinds().iter().map(|kind| 1 << kind)),
        Field::Status => masked(mask(Status::ALL, fits), index.statuses().iter().map(|status| 1 << status)),
        Field::Stance => masked(mask(Stance::ALL, fits), index.stances().iter().copied()),
        Field::Tag => {
            let mut set = index.set(&[]);
            for (_, events) in index.tags().filter(|(tag, _)| fits(tag)) {
                set.unite(&index.set(events));
            }
            set
        }
        _ => {
            let mut known: HashMap<&str, bool> = HashMap::new();
            EventSet::where_(timeline.store().events.len(), |ix| {
                let words = of(timeline, ix, field);
                words.into_iter().any(|word| *known.entry(word).or_insert_with(|| fits(word)))
            })
        }
    }
}

/// A bit for each place in the list whose word fits.
fn mask<W: Word>(all: &[W], fits: impl Fn(&str) -> bool) -> u8 {
    (0..).zip(all).filter(|(_, word)| fits(word.word())).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

fn masked(mask: u8, events: impl ExactSizeIterator<Item = u8>) -> EventSet {
    let mut set = EventSet::none(events.len());
    for (ix, _) in (0..).zip(events).filter(|(_, bits)| bits & mask != 0) {
        set.insert(EventIx(ix));
    }
    set
}
