//! What stands where on a small store.

use chrono_tz::Tz;

use super::*;
use crate::event::date::Now;
use crate::filter::Filter;
use crate::store::{Input, Store};
use crate::tui::action::View;
use crate::tui::keys::Keys;

const STORE: &str = "
venues:
- {id: russia, name: Russia, kind: country, lat: 61.5, lon: 96.7}
- {id: moscow, name: Moscow, kind: city, part_of: russia, lat: 55.7558, lon: 37.6173}
- {id: moscow-kremlin, name: Moscow Kremlin, kind: building, part_of: moscow, lat: 55.752, lon: 37.6175}
- {id: miami, name: Miami, kind: city, lat: 25.8, lon: -80.2}
- {id: phone, name: By telephone, kind: virtual, lat: 1, lon: 1}
events:
- {id: a, kind: meeting, date: 2025-12-01, title: a, venue: moscow-kremlin}
- {id: b, kind: statement, date: 2025-12-02, title: b, venue: moscow}
- {id: c, kind: strike, date: 2025-12-03, title: c, venue: russia}
- {id: d, kind: meeting, date: 2025-12-04, title: d, venue: miami}
- {id: e, kind: meeting, date: 2025-12-05, title: e, venue: phone}
- {id: f, kind: other, date: 2025-12-06, title: f}
- {id: g, kind: meeting, date: 2025-12-07, title: g, venue: miami, other_venues: [moscow]}
";

const ROOM: Room = Room { width: 82, height: 30 };

fn map() -> Map {
    map_of(STORE, "")
}

#[expect(clippy::disallowed_methods, reason = "a test's own file need not be written whole")]
fn map_of(store: &str, filter: &str) -> Map {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.yaml");
    std::fs::write(&path, store).expect("a file");
    let timeline = Timeline::new(Store::load(&[Input::Path(path)]).expect("a store").shared(), None);
    Map::new(&Scene {
        keys: Keys::usual(),
        shown: timeline.order().to_vec(),
        timeline,
        now: Now::parse("2025-12-22", Tz::UTC).expect("a day"),
        filter: Filter::parse(filter).expect("a filter"),
        view: View::Map,
        variant: 0,
    })
}

fn settled(map: &Map, place: Place) -> Place {
    let mut place = place;
    map.settle(&mut place, ROOM);
    map.go(&mut place, Step::First);
    place
}

fn stops(map: &Map, place: &Place) -> Vec<(String, usize)> {
    map.shown(place).stops.iter().map(|stop| (map.name(stop), stop.events.len())).collect()
}

fn owned(all: &[(&str, usize)]) -> Vec<(String, usize)> {
    all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn a_venue_has_the_events_that_name_it_and_not_those_inside() {
    let map = map();
    let spots: Vec<_> = map.spots.iter().map(|spot| (spot.name.clone(), spot.events.len())).collect();
    let want = [
        ("Miami", 2),
        ("Moscow", 2),
        ("Moscow Kremlin", 1),
        ("Russia", 1),
        ("By telephone", 1),
        ("no venue", 1),
    ];
    assert_eq!(spots, owned(&want), "the largest first, then what has no place on the map");
    assert!(map.spots[4].point.is_none(), "a call is nowhere, whatever its coordinates");
}

#[test]
fn marks_that_would_touch_are_one_until_the_zoom_parts_them() {
    let map = map();
    let mut place = settled(&map, Place::default());
    let far = [("Moscow +1", 3), ("Miami", 2), ("Russia", 1), ("By telephone", 1), ("no venue", 1)];
    assert_eq!(stops(&map, &place), owned(&far));
    let Target::Several { narrow, what, .. } = map.at(&place) else { panic!("a mark stands for several") };
    assert_eq!(narrow, r#"venue:="moscow",="moscow-kremlin""#);
    assert_eq!(what, "3 events at Moscow and Moscow Kremlin");
    place.column = place.row;
    place.zoom = sight::CLOSEST;
    map.settle(&mut place, ROOM);
    let parted = map.shown(&place).stops.len();
    assert_eq!(parted, 6, "they are 400 metres apart, which the closest zoom shows");
}

#[test]
fn sideways_goes_to_the_nearest_mark_and_along_the_line_below() {
    let map = map();
    let mut place = settled(&map, Place::default());
    let name = |place: &Place| map.spots[place.row].name.clone();
    assert_eq!(name(&place), "Moscow");
    map.go(&mut place, Step::Columns(1));
    assert_eq!(name(&place), "Russia");
    map.go(&mut place, Step::Columns(-2));
    assert_eq!(name(&place), "Miami");
    map.go(&mut place, Step::Last);
    assert_eq!(name(&place), "no venue");
    map.go(&mut place, Step::Columns(-1));
    assert_eq!(name(&place), "By telephone");
    map.go(&mut place, Step::Columns(-1));
    assert_eq!(name(&place), "By telephone", "the line below ends there");
}

#[test]
fn zoom_goes_from_the_world_to_a_grid_and_a_click_finds_a_mark() {
    let map = map();
    let mut place = settled(&map, Place::default());
    assert!(!map.shown(&place).sight.is_close(), "all marks are on coastlines");
    for _ in 0..10 {
        assert!(map.zoom(&mut place, ROOM, Zoom::In, None));
    }
    let shown = map.shown(&place);
    assert!(shown.sight.is_close(), "a grid, closer than 20 degrees");
    assert_eq!(Map::cursor(&shown, &place), 0, "the cursor stays");
    let (x, y) = shown.stops[0].cell.expect("it is on the map");
    let found = map.hit(&place, ROOM, x as usize, y as usize + shown.layout.map.y);
    assert_eq!(found, Some(place), "a click on the cursor's mark changes nothing, so that it narrows");
    assert!(map.zoom(&mut place, ROOM, Zoom::Fit, None) && place.zoom == 0);
    while map.zoom(&mut place, ROOM, Zoom::Out, None) {}
    assert!(place.zoom <= sight::WORLD, "zooming out ends with the world");
}

/// Venues, and so many events at each.
fn store(venues: &str, events: &[(&str, usize)]) -> String {
    let mut store = format!("venues:\n{venues}events:\n");
    for (venue, count) in events {
        for number in 0..*count {
            let id = format!("{venue}-{number}");
            let event =
                ["- {id: ", &id, ", kind: meeting, date: 2025-12-01, title: a, venue: ", venue, "}\n"];
            store.extend(event);
        }
    }
    store
}

const CAPITALS: &str = "\
- {id: moscow, name: Moscow, kind: city, country: RU, lat: 55.7558, lon: 37.6173}
- {id: kremlin, name: Kremlin, kind: building, part_of: moscow, lat: 55.752, lon: 37.6175}
- {id: kyiv, name: Kyiv, kind: city, country: UA, lat: 50.45, lon: 30.52}
- {id: anchorage, name: Anchorage, kind: city, country: US, lat: 61.2, lon: -149.9}
";

#[test]
fn the_map_opens_on_most_events_and_shows_all_when_asked() {
    let map = map_of(&store(CAPITALS, &[("moscow", 9), ("kyiv", 9), ("anchorage", 2)]), "");
    let mut place = settled(&map, Place::default());
    let shown = map.shown(&place);
    assert_eq!((shown.hidden, shown.has_more), (1, true), "Anchorage is outside");
    assert!(shown.sight.degrees() < 60.0, "{:?}", shown.sight);
    assert!(map.zoom(&mut place, ROOM, Zoom::Fit, None));
    assert_eq!((place.zoom, map.shown(&place).hidden), (ALL, 0));
    assert!(map.zoom(&mut place, ROOM, Zoom::Fit, None));
    assert_eq!((place.zoom, map.shown(&place).hidden), (0, 1), "and back");
    map.go(&mut place, Step::Rows(2));
    map.settle(&mut place, ROOM);
    assert_eq!(
        (place.zoom, map.spots[place.row].name.as_str()),
        (ALL, "Anchorage"),
        "the cursor is in sight"
    );
}

#[test]
fn what_is_shown_fits_the_screen_again_when_it_changes() {
    let all = map_of(&store(CAPITALS, &[("moscow", 9), ("kremlin", 8), ("kyiv", 9), ("anchorage", 2)]), "");
    let mut place = settled(&all, Place { zoom: 6, ..Place::default() });
    assert_eq!(place.zoom, 6, "the zoom of the last session is kept");
    all.settle(&mut place, ROOM);
    assert_eq!(place.zoom, 6, "and that of the same events");
    let filter = "venue:=moscow,=kremlin";
    let narrowed = map_of(&store(CAPITALS, &[("moscow", 9), ("kremlin", 8), ("anchorage", 1)]), filter);
    narrowed.settle(&mut place, ROOM);
    assert_eq!(place.zoom, 0);
    let shown = narrowed.shown(&place);
    assert_eq!(
        (shown.stops.len(), shown.hidden),
        (3, 1),
        "so close that the two marks part: {:?}",
        shown.sight
    );
}

#[test]
fn several_venues_go_by_their_city_and_one_by_its_own_name() {
    let venues = "\
- {id: germany, name: Germany, kind: country, country: DE, lat: 51, lon: 10}
- {id: berlin, name: Berlin, kind: city, part_of: germany, lat: 52.52, lon: 13.4}
- {id: chancellery, name: 'Federal Chancellery, Berlin', aliases: [Bundeskanzleramt], kind: building, part_of: berlin, \
lat: 52.52, lon: 13.37}
- {id: warsaw, name: Warsaw, kind: city, country: PL, lat: 52.5, lon: 13.5}
- {id: house, name: A house, kind: building, part_of: warsaw, lat: 52.5, lon: 13.5}
- {id: far, name: Far, kind: city, lat: 30, lon: 60}
";
    let first = |events: &[(&str, usize)]| {
        let map = map_of(&store(venues, events), "");
        let place = settled(&map, Place { zoom: sight::WORLD, ..Place::default() });
        map.name(&map.shown(&place).stops[0])
    };
    assert_eq!(first(&[("chancellery", 3), ("far", 1)]), "Federal Chancellery, Berlin");
    assert_eq!(first(&[("chancellery", 3), ("berlin", 1)]), "Berlin +1");
    assert_eq!(first(&[("chancellery", 3), ("berlin", 1), ("house", 2)]), "Berlin, Warsaw +1");
    assert_eq!(
        first(&[("chancellery", 9), ("berlin", 1), ("house", 2)]),
        "Berlin +2",
        "the other one is small"
    );
}
