//! Facets: how many of a set of events have which value.

use std::cmp::Reverse;

use super::index::Lists;
use super::{EventSet, Timeline};
use crate::event::{Kind, Stance, Status, Word};
use crate::text::fold;

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
    let index = timeline.index();
    let registry = &timeline.store().registry;
    let row = |value: &str, label: &str| (value.to_owned(), label.to_owned());
    match facet {
        Facet::Kind => rows(tally(set, Kind::ALL.len(), |ix| [index.kinds()[ix].into()]), word::<Kind>),
        Facet::Status => {
            rows(tally(set, Status::ALL.len(), |ix| [index.statuses()[ix].into()]), word::<Status>)
        }
        Facet::Stance => {
            let stances = |ix: usize| (0..8).filter(move |bit| index.stances()[ix] >> bit & 1 == 1);
            rows(tally(set, Stance::ALL.len(), stances), word::<Stance>)
        }
        Facet::Actor => {
            let counts = tally(set, registry.actors.len(), |ix| listed(&index.actors_of, ix));
            rows(counts, |ix| row(&registry.actors[ix].id, &registry.actors[ix].name))
        }
        Facet::Venue => {
            let counts = tally(set, registry.venues.len(), |ix| listed(&index.venues_of, ix));
            rows(counts, |ix| row(&registry.venues[ix].id, &registry.venues[ix].name))
        }
        Facet::Outlet => {
            let counts = tally(set, registry.outlets.len(), |ix| listed(&index.outlets_of, ix));
            rows(counts, |ix| row(&registry.outlets[ix].id, &registry.outlets[ix].name))
        }
        Facet::Tag => {
            let tags: Vec<&str> = index.tags().map(|(tag, _)| tag).collect();
            rows(tally(set, tags.len(), |ix| listed(&index.tags_of, ix)), |ix| row(tags[ix], tags[ix]))
        }
    }
}

fn listed(lists: &Lists, ix: usize) -> impl Iterator<Item = usize> + '_ {
    lists.row(ix).iter().map(|value| *value as usize)
}

fn word<W: Word>(ix: usize) -> (String, String) {
    (W::ALL[ix].word().to_owned(), W::ALL[ix].word().to_owned())
}

/// How many events of `set` have each of `values` values; work grows with the set, not with the store.
fn tally<I: IntoIterator<Item = usize>>(set: &EventSet, values: usize, of: impl Fn(usize) -> I) -> Vec<u32> {
    let mut counts = vec![0; values];
    for ix in set.iter() {
        for value in of(ix.index()) {
            counts[value] += 1;
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
    rows.sort_by_cached_key(|row| (Reverse(row.count), fold(&row.label), row.value.clone()));
    rows
}

#[cfg(test)]
mod tests;
