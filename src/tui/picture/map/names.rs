//! What a mark is called.

use crate::registry::{Registry, VenueIx, VenueKind};

use super::{Map, Spot, Stop};

/// Another country is named too if its largest venue has one event for so many of the first.
const LARGE: usize = 4;

/// Returns the city that a venue is in, else its country, else its own name.
pub(super) fn city(registry: &Registry, venue: VenueIx) -> &str {
    let of = |kind| registry.venue_path(venue).find(|ix| registry.venue(*ix).kind == Some(kind));
    let place = match registry.venue(venue).kind {
        Some(VenueKind::Country | VenueKind::Region) => None,
        _ => of(VenueKind::City).or_else(|| of(VenueKind::Country)),
    };
    &registry.venue(place.unwrap_or(venue)).name
}

/// Returns the ids that the last venues of a filter are asked for by.
pub(super) fn asked(filter: &str) -> Vec<&str> {
    let Some((_, last)) = filter.rsplit_once("venue:") else { return Vec::new() };
    let last = last.split([' ', ')']).next().unwrap_or_default();
    last.split(',').map(|value| value.trim_matches(['=', '"'])).collect()
}

impl Map {
    /// Returns the name of a stop, and how many venues more than it names there are: `Moscow` and 2.
    ///
    /// A single venue has its own name. Several are named after the city or country of the largest, and after that of
    /// the largest of another country unless that is small.
    pub(crate) fn named(&self, stop: &Stop) -> (String, usize) {
        let spots: Vec<&Spot> = self.venues(stop).collect();
        let [first, rest @ ..] = spots.as_slice() else { return (String::new(), 0) };
        if rest.is_empty() {
            return (first.name.clone(), 0);
        }
        let is_other = |spot: &&&Spot| {
            spot.country.is_some()
                && spot.country != first.country
                && first.country.is_some()
                && spot.events.len() * LARGE >= first.events.len()
        };
        match rest.iter().find(is_other) {
            Some(other) => (format!("{}, {}", first.city, other.city), rest.len() - 1),
            None => (first.city.clone(), rest.len()),
        }
    }

    /// Returns the name of a stop with the number of its further venues: `Moscow +2`.
    pub(crate) fn name(&self, stop: &Stop) -> String {
        match self.named(stop) {
            (name, 0) => name,
            (name, more) => format!("{name} +{more}"),
        }
    }

    /// Returns the short name of a single venue, which has room where the whole one has none.
    pub(crate) fn short(&self, stop: &Stop) -> Option<&str> {
        match stop.spots.as_slice() {
            [one] => self.spots.get(*one).map(|spot| spot.short.as_str()),
            _ => None,
        }
    }
}
