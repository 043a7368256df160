//! Points on the map that are wrong by a slip: latitude and longitude swapped, both zero, or only one of the two.
//!
//! The boxes around countries are taken from Natural Earth (public domain, naturalearthdata.com), in whole degrees.

use super::Doubt;
use crate::registry::Venue;
use crate::store::build::fault::steps;
use crate::store::schema::list::List;
use crate::store::{Severity, Store};

/// The bounds of a country in degrees: south, west, north and east.
type Bounds = [f64; 4];

/// Beyond its bounds by this many degrees, a point is far outside a country: islands lie off the mainland.
const FAR: f64 = 1.0;

/// The number of places up to which a chain of `part_of` is followed.
const DEEPEST: usize = 16;

/// Looks at every registered venue.
pub(super) fn look(store: &Store, doubts: &mut Vec<Doubt>) {
    for venue in &store.registry.venues {
        let Some(place) = venue.place else { continue };
        let Some((key, code, message, hint)) = check_point(store, venue) else { continue };
        doubts.push(Doubt {
            list: List::Venues,
            place,
            path: steps![key],
            code,
            message,
            hint: Some(hint),
            severity: Severity::Warning,
            subject: None,
        });
    }
}

type Finding = (&'static str, &'static str, String, String);

fn check_point(store: &Store, venue: &Venue) -> Option<Finding> {
    let (lat, lon) = match (venue.lat, venue.lon) {
        (None, None) => return None,
        (Some(_), None) => return Some(half("lat", "lon")),
        (None, Some(_)) => return Some(half("lon", "lat")),
        (Some(lat), Some(lon)) => (lat, lon),
    };
    if lat == 0.0 && lon == 0.0 {
        let message = "0, 0 is a point in the Gulf of Guinea, which programs write when no position is known";
        let hint = "leave out `lat` and `lon` if they are not known";
        return Some(("lat", "zero-coordinates", message.to_owned(), hint.to_owned()));
    }
    let country = country(store, venue)?;
    let bounds = bounds(country)?;
    if holds(bounds, lat, lon, FAR) || !holds(bounds, lon, lat, 0.0) {
        return None;
    }
    let message = format!("{lat}, {lon} is far outside {country}, but inside it when swapped");
    Some(("lat", "swapped-coordinates", message, format!("write `lat: {lon}` and `lon: {lat}`")))
}

fn half(there: &'static str, missing: &str) -> Finding {
    let message = format!("`{there}` without `{missing}` is not a point");
    (there, "half-coordinates", message, format!("add `{missing}`, or leave out `{there}`"))
}

/// Returns the country of a venue, or of the nearest place around it that has one.
fn country<'s>(store: &'s Store, venue: &'s Venue) -> Option<&'s str> {
    let around = |venue: &&'s Venue| venue.part_of.map(|ix| store.registry.venue(ix));
    std::iter::successors(Some(venue), around).take(DEEPEST).find_map(|venue| venue.country.as_deref())
}

/// Returns the bounds of a country; `None` if Natural Earth's small map leaves it out.
fn bounds(code: &str) -> Option<Bounds> {
    let line = include_str!("countries.txt").lines().find(|line| line.split(' ').next() == Some(code))?;
    let mut degrees = line.split(' ').skip(1).map(str::parse::<f64>);
    let mut next = || degrees.next()?.ok();
    Some([next()?, next()?, next()?, next()?])
}

fn holds([south, west, north, east]: Bounds, lat: f64, lon: f64, beyond: f64) -> bool {
    (south - beyond..=north + beyond).contains(&lat) && (west - beyond..=east + beyond).contains(&lon)
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;
    use super::bounds;

    #[test]
    fn a_point_that_a_slip_moved_is_asked_about() {
        let reported = reported(
            "venues:
- {id: dnipro, name: Dnipro, kind: city, lat: 48.46}
- {id: lonely, name: Lonely, kind: city, lon: 48.46}
- {id: kherson, name: Kherson, kind: city, country: UA, lat: 0, lon: 0}
- {id: moscow, name: Moscow, kind: city, country: RU, lat: 37.6, lon: 55.75}
- {id: oblast, name: Kyiv oblast, kind: region, country: UA}
- {id: kyiv, name: Kyiv, kind: city, part_of: oblast, lat: 30.52, lon: 50.45}
events: []
",
        );
        assert_eq!(
            reported,
            [
                "2:47: `lat` without `lon` is not a point | add `lon`, or leave out `lat`",
                "3:47: `lon` without `lat` is not a point | add `lat`, or leave out `lon`",
                "4:62: 0, 0 is a point in the Gulf of Guinea, which programs write when no position is known | leave out `lat` and `lon` if they are not known",
                "5:60: 37.6, 55.75 is far outside RU, but inside it when swapped | write `lat: 55.75` and `lon: 37.6`",
                "7:60: 30.52, 50.45 is far outside UA, but inside it when swapped | write `lat: 50.45` and `lon: 30.52`",
            ],
            "each at its degrees"
        );
    }

    #[test]
    fn a_point_that_may_be_right_is_left_alone() {
        let reported = reported(
            "venues:
- {id: a, name: Istanbul, kind: city, country: TR, lat: 41.0, lon: 28.98}
- {id: b, name: Las Palmas, kind: city, country: ES, lat: 28.1, lon: -15.4}
- {id: c, name: Anchorage, kind: city, country: US, lat: 61.2, lon: -149.9}
- {id: d, name: An embassy in Kyiv, country: US, lat: 50.45, lon: 30.52}
- {id: e, name: Singapore, kind: city, country: SG, lat: 1.3, lon: 103.8}
- {id: f, name: Accra, kind: city, country: GH, lat: 5.6, lon: 0}
- {id: g, name: Kaliningrad, kind: city, country: RU, lat: 54.7, lon: 20.5}
- {id: h, name: Nowhere, kind: city, lat: 37.6, lon: 55.75}
events: []
",
        );
        assert_eq!(reported, [""; 0], "islands, lands across a line, and what has no country");
    }

    #[test]
    fn every_box_is_one() {
        let lines = include_str!("countries.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let code = line.get(..2).unwrap_or_default();
            let ok = bounds(code).is_some_and(|[s, w, n, e]| s < n && w < e && s >= -90.0 && n <= 90.0);
            assert!(ok, "{line}");
        }
    }
}
