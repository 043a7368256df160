//! The point at which a map shows a venue.

use crate::registry::{Registry, VenueIx, VenueKind};

/// A point, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) lat: f64,
    pub(super) lon: f64,
}

/// Returns the point of a venue itself; a call is nowhere. The point of the city or country that it is in would be finer than what is known.
pub(super) fn point(registry: &Registry, venue: VenueIx) -> Option<Point> {
    let venue = registry.venue(venue);
    let (lat, lon) = venue.lat.zip(venue.lon)?;
    let is_somewhere = venue.kind != Some(VenueKind::Virtual);
    (is_somewhere && (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon))
        .then_some(Point { lat, lon })
}
