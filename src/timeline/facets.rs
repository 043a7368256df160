//! Facets: how many events of a set have which value.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::index::Lists;
use super::{EventSet, Index, IndexKey, Timeline};
use crate::event::{Kind, Stance, Status, Word};
use crate::registry::{ActorIx, OutletIx, VenueIx};
use crate::text::fold;

/// A property that events are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Meeting, statement, strike or other.
    Kind,
    /// The actors, with everything they belong to at the event's date.
    Actor,
    /// The venues, with the places they lie in.
    Venue,
    /// Occurred, scheduled, alleged, …
    Status,
    /// The stance that a statement takes.
    Stance,
    /// The tags, which are free words.
    Tag,
    /// The outlets that report it.
    Outlet,
}

/// One value of a facet with its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetRow {
    /// The value as the filter language writes it: an id or a word.
    pub value: String,
    /// The value as shown to a person.
    pub(crate) label: String,
    /// Number of events in the set that have it.
    pub count: u32,
}

impl FacetRow {
    /// Returns what rows are sorted by: the most frequent first, then by label.
    #[must_use]
    pub(crate) fn order(&self) -> impl Ord + use<> {
        (Reverse(self.count), fold(&self.label), self.value.clone())
    }
}

impl Facet {
    /// All facets, in the order they are shown.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Actor, Self::Venue, Self::Status, Self::Stance, Self::Tag, Self::Outlet];

    /// Returns whether an event has exactly one value of it, so that values are alternatives.
    #[must_use]
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::Kind | Self::Status)
    }

    /// Returns the name of the filter field: `kind`.
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

/// Counts the events of `set` by `facet`, most frequent first, then by label; values without events are left
/// out.
///
/// To count under every *other* filter, pass the matches of the filter without the facet's own field.
#[must_use]
pub fn count(timeline: &Timeline, facet: Facet, set: &EventSet) -> Vec<FacetRow> {
    let index = timeline.index();
    let registry = &timeline.store().registry;
    let row = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    match facet {
        Facet::Kind => {
            let counts = tally(set, used::<Kind>(index, IndexKey::Kind), |ix| [index.kinds()[ix].into()]);
            rows(counts, word::<Kind>)
        }
        Facet::Status => {
            let counts =
                tally(set, used::<Status>(index, IndexKey::Status), |ix| [index.statuses()[ix].into()]);
            rows(counts, word::<Status>)
        }
        Facet::Stance => {
            let stances = |ix: usize| (0..8).filter(move |bit| index.stances()[ix] >> bit & 1 == 1);
            rows(tally(set, used::<Stance>(index, IndexKey::Stance), stances), word::<Stance>)
        }
        Facet::Actor => {
            let all = (0..registry.actors.len() as u32).map(|ix| index.actor(ActorIx(ix)).len() as u32);
            let counts = tally(set, all.collect(), |ix| listed(&index.actors_of, ix));
            rows(counts, |ix| row(&registry.actors[ix].id, &registry.actors[ix].name))
        }
        Facet::Venue => {
            let all = (0..registry.venues.len() as u32).map(|ix| index.venue(VenueIx(ix)).len() as u32);
            let counts = tally(set, all.collect(), |ix| listed(&index.details().venues_of, ix));
            rows(counts, |ix| row(&registry.venues[ix].id, &registry.venues[ix].name))
        }
        Facet::Outlet => {
            let all = (0..registry.outlets.len() as u32).map(|ix| index.outlet(OutletIx(ix)).len() as u32);
            let counts = tally(set, all.collect(), |ix| listed(&index.details().outlets_of, ix));
            rows(counts, |ix| row(&registry.outlets[ix].id, &registry.outlets[ix].name))
        }
        Facet::Tag => {
            let (tags, all): (Vec<&str>, Vec<u32>) =
                index.tags().map(|(tag, events)| (tag, events.len() as u32)).unzip();
            let counts = match spellings(&tags) {
                None => tally(set, all, |ix| listed(&index.details().tags_of, ix)),
                Some(first) => tally_spellings(set, index, &first),
            };
            rows(counts, |ix| row(tags[ix], tags[ix]))
        }
    }
}

/// Returns for each tag the first that the filter does not tell from it; `None` if it tells all of them apart.
fn spellings(tags: &[&str]) -> Option<Vec<usize>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let first: Vec<usize> =
        tags.iter().enumerate().map(|(ix, tag)| *seen.entry(fold(tag)).or_insert(ix)).collect();
    (seen.len() < tags.len()).then_some(first)
}

/// Counts the events of `set` that have a tag in any of its spellings.
fn tally_spellings(set: &EventSet, index: &Index, first: &[usize]) -> Vec<u32> {
    let mut counts = vec![0; first.len()];
    for ix in set.iter() {
        let mut own: Vec<usize> =
            listed(&index.details().tags_of, ix.index()).map(|tag| first[tag]).collect();
        own.sort_unstable();
        own.dedup();
        for tag in own {
            counts[tag] += 1;
        }
    }
    counts
}

/// Returns a row for a value that need not occur; a tag in its first spelling.
#[must_use]
pub(crate) fn row(timeline: &Timeline, facet: Facet, value: &str, count: u32) -> FacetRow {
    let mut tags = timeline.index().tags().map(|(tag, _)| tag);
    let spelling = if facet == Facet::Tag { tags.find(|tag| fold(tag) == value) } else { None };
    let value = spelling.unwrap_or(value);
    let label = name(timeline, facet, value).unwrap_or(value).to_owned();
    FacetRow { value: value.to_owned(), label, count }
}

/// Returns the whole name of a value: of an actor, a venue or an outlet by its id.
#[must_use]
pub(crate) fn name<'t>(timeline: &'t Timeline, facet: Facet, id: &str) -> Option<&'t str> {
    let registry = &timeline.store().registry;
    Some(match facet {
        Facet::Actor => &registry.actor(ActorIx(registry.actor_names().by_id(id)?)).name,
        Facet::Venue => &registry.venue(VenueIx(registry.venue_names().by_id(id)?)).name,
        Facet::Outlet => &registry.outlet(OutletIx(registry.outlet_names().by_id(id)?)).name,
        Facet::Kind | Facet::Status | Facet::Stance | Facet::Tag => return None,
    })
}

/// Returns the short name of a value by the rule of [`ShortNames`](crate::registry::ShortNames), else the value.
#[must_use]
pub(crate) fn short<'t>(timeline: &'t Timeline, facet: Facet, row: &'t FacetRow) -> &'t str {
    let (registry, names) = (&timeline.store().registry, timeline.short_names());
    let short = match facet {
        Facet::Actor => registry.actor_names().by_id(&row.value).map(|ix| names.actor(registry, ActorIx(ix))),
        Facet::Venue => registry.venue_names().by_id(&row.value).map(|ix| names.venue(registry, VenueIx(ix))),
        Facet::Outlet => {
            registry.outlet_names().by_id(&row.value).map(|ix| names.outlet(registry, OutletIx(ix)))
        }
        Facet::Kind | Facet::Status | Facet::Stance | Facet::Tag => None,
    };
    short.unwrap_or(&row.label)
}

/// Counts the events of the whole store that have each word of a list.
fn used<W: Word>(index: &Index, of: IndexKey) -> Vec<u32> {
    let mut counts = vec![0; W::ALL.len()];
    for (word, events) in index.words(of) {
        if let Some(at) = W::ALL.iter().position(|w| w.word() == word) {
            counts[at] = events.len() as u32;
        }
    }
    counts
}

fn listed(lists: &Lists, ix: usize) -> impl Iterator<Item = usize> + '_ {
    lists.row(ix).iter().map(|value| *value as usize)
}

fn word<W: Word>(ix: usize) -> (String, String) {
    (W::ALL[ix].word().to_owned(), W::ALL[ix].word().to_owned())
}

/// Counts the events of `set` that have each value, given the counts `all` over all events.
///
/// The work grows with the set or with its complement, whichever is smaller.
fn tally<I: IntoIterator<Item = usize>>(set: &EventSet, all: Vec<u32>, of: impl Fn(usize) -> I) -> Vec<u32> {
    let most = set.len() > set.capacity() / 2;
    let mut counts = if most { all } else { vec![0; all.len()] };
    let rest = most.then(|| {
        let mut rest = set.clone();
        rest.invert();
        rest
    });
    for ix in rest.as_ref().unwrap_or(set).iter() {
        for value in of(ix.index()) {
            if most {
                counts[value] -= 1;
            } else {
                counts[value] += 1;
            }
        }
    }
    counts
}

fn rows(counts: Vec<u32>, named: impl Fn(usize) -> (String, String)) -> Vec<FacetRow> {
    let some = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    let row = |(ix, count)| {
        let (value, label) = named(ix);
        FacetRow { value, label, count }
    };
    let mut rows: Vec<FacetRow> = some.map(row).collect();
    rows.sort_by_cached_key(FacetRow::order);
    rows
}

#[cfg(test)]
mod tests;
