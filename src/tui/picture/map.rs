//! Map: venues as marks on the land, or on a grid of degrees where the land's shape would be too coarse.
//!
//! A mark has the events that name its venue itself, not those of places inside it, so that no event stands at both
//! Moscow and the Kremlin unless it names both. Marks that would cover each other are one. What has no place on the map
//! stands below it: venues without coordinates, calls, and events without a venue.
//!
//! The place uses `row` for the venue of the cursor, `column` for the venue in the middle of the screen, `zoom` (0 all
//! marks, 1 the world, then ever closer), and `left` and `top` for the cells that there are.

mod coast;
mod layout;
mod sight;
mod stop;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::event::EventIx;
use crate::registry::{VenueIx, VenueKind};
use crate::text::{counted, fold};
use crate::timeline::Timeline;

use super::{Picture, Place, Room, Scene, Step, Target, Zoom, stepped};

pub(crate) use layout::{Layout, Part};
pub(crate) use sight::{Point, Sight, wrapped};
pub(crate) use stop::{Stop, joined};

/// A venue that events name, or the events that name none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// The venue; `None` for the events without one.
    pub(crate) venue: Option<VenueIx>,
    /// Its short name.
    pub(crate) name: String,
    /// Where it is; `None` if it is not on the map.
    pub(crate) point: Option<Point>,
    /// Whether it is a country or region, which has no one point.
    pub(crate) is_wide: bool,
    /// Its events, in timeline order.
    pub(crate) events: Vec<EventIx>,
    /// Its filter value: `=kyiv`.
    value: String,
}

/// A registered place, for finding one's way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Landmark {
    pub(crate) venue: VenueIx,
    pub(crate) name: String,
    pub(crate) point: Point,
    pub(crate) is_country: bool,
    pub(crate) is_city: bool,
}

/// What is on the screen at a place of the cursor.
#[derive(Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) layout: Layout,
    pub(crate) sight: Sight,
    /// Which quarters of each cell are land; empty where a grid is drawn instead.
    pub(crate) land: Vec<u8>,
    /// The stops of the cursor: those on the map first, then the others, each with most events first.
    pub(crate) stops: Vec<Stop>,
}

/// What [`Shown`] depends on.
type Key = (u8, usize, usize, usize);

/// The picture.
#[derive(Debug)]
pub(crate) struct Map {
    pub(crate) timeline: Timeline,
    /// Those on the map first, then the others, each with most events first.
    pub(crate) spots: Vec<Spot>,
    pub(crate) landmarks: Vec<Landmark>,
    /// The number of events shown.
    pub(crate) count: usize,
    /// How many of them name several venues, and so stand at several marks.
    pub(crate) at_several: usize,
    /// The first spot of each event.
    home: HashMap<EventIx, usize>,
    made: Mutex<Option<(Key, Arc<Shown>)>>,
}

impl Map {
    /// Sorts the events shown by the venues that they name.
    pub(crate) fn new(scene: &Scene) -> Self {
        let timeline = scene.timeline.clone();
        let mut by_venue: HashMap<Option<VenueIx>, Vec<EventIx>> = HashMap::new();
        let (mut first, mut at_several) = (Vec::with_capacity(scene.shown.len()), 0);
        for ix in &scene.shown {
            let venues = timeline.store().events.outline(*ix).everywhere();
            first.push(venues.first().copied());
            at_several += usize::from(venues.len() > 1);
            if venues.is_empty() {
                by_venue.entry(None).or_default().push(*ix);
            }
            for venue in venues {
                by_venue.entry(Some(venue)).or_default().push(*ix);
            }
        }
        let mut spots: Vec<Spot> =
            by_venue.into_iter().map(|(venue, events)| spot(&timeline, venue, events)).collect();
        spots.sort_by_cached_key(|s| {
            (s.point.is_none(), s.venue.is_none(), Reverse(s.events.len()), fold(&s.name), s.venue)
        });
        let numbers: HashMap<Option<VenueIx>, usize> =
            spots.iter().enumerate().map(|(at, spot)| (spot.venue, at)).collect();
        let homes =
            scene.shown.iter().zip(first).filter_map(|(ix, venue)| Some((*ix, *numbers.get(&venue)?)));
        let home = homes.collect();
        let landmarks = landmarks(&timeline);
        Self {
            spots,
            landmarks,
            home,
            count: scene.shown.len(),
            at_several,
            timeline,
            made: Mutex::new(None),
        }
    }

    /// Returns what is on the screen. It is computed again only when the screen or the zoom has changed.
    pub(crate) fn shown(&self, place: &Place) -> Arc<Shown> {
        let key = (place.zoom, if place.zoom == 0 { 0 } else { place.column }, place.left, place.top);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, shown)) = &*made
            && *of == key
        {
            return Arc::clone(shown);
        }
        let shown = Arc::new(self.show(place));
        *made = Some((key, Arc::clone(&shown)));
        shown
    }

    fn show(&self, place: &Place) -> Shown {
        let beside = self.spots.iter().filter(|spot| spot.point.is_none()).count();
        let layout = Layout::of(Room { width: place.left, height: place.top }, beside > 0);
        let points: Vec<Point> = self.spots.iter().filter_map(|spot| spot.point).collect();
        let (width, height) = (layout.map.width, layout.map.height);
        let middle = self.spots.get(place.column).and_then(|spot| spot.point).or(points.first().copied());
        let sight = match middle {
            Some(middle) if place.zoom > 0 => Sight::around(middle, place.zoom, width, height),
            _ => Sight::fitting(&points, width, height),
        };
        let stops = joined(&self.spots, &sight, self.timeline.index().kinds());
        let land = if sight.is_close() { Vec::new() } else { coast::land(&sight) };
        Shown { layout, sight, land, stops }
    }

    /// Returns the number of the stop under the cursor.
    pub(crate) fn cursor(shown: &Shown, place: &Place) -> usize {
        shown.stops.iter().position(|stop| stop.spots.contains(&place.row)).unwrap_or(0)
    }

    fn put(place: &mut Place, shown: &Shown, stop: usize) {
        if let Some(first) = shown.stops.get(stop).and_then(|stop| stop.spots.first()) {
            place.row = *first;
        }
    }

    /// Returns the name of a stop: `Moscow +2`.
    pub(crate) fn name(&self, stop: &Stop) -> String {
        let first = stop.spots.first().and_then(|spot| self.spots.get(*spot));
        let name = first.map_or("", |spot| spot.name.as_str());
        match stop.spots.len() {
            0 | 1 => name.to_owned(),
            n => format!("{name} +{}", n - 1),
        }
    }

    /// Returns the venues of a stop, the one with most events first.
    pub(crate) fn venues(&self, stop: &Stop) -> impl Iterator<Item = &Spot> {
        stop.spots.iter().filter_map(|spot| self.spots.get(*spot))
    }

    /// Returns the stop to the left or right that is nearest, where one counts what is above or below as further.
    fn sideways(shown: &Shown, from: usize, right: bool) -> Option<usize> {
        let here = shown.stops.get(from)?;
        let Some((x, y)) = here.cell else {
            // Those below the map stand in one line.
            let to = if right { from + 1 } else { from.checked_sub(1)? };
            return shown.stops.get(to).is_some_and(|stop| stop.cell.is_none()).then_some(to);
        };
        let far = |stop: &Stop| {
            let (sx, sy) = stop.cell?;
            let across = if right { sx - x } else { x - sx };
            (across > 0).then_some(across + 4 * (sy - y).abs())
        };
        let all = shown.stops.iter().enumerate().filter_map(|(at, stop)| Some((far(stop)?, at)));
        all.min().map(|(_, at)| at)
    }
}

/// Lists the first two names and how many more there are.
fn listed(names: &[&str]) -> String {
    match names {
        [first, second, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second} and {} more", rest.len())
        }
        few => few.join(" and "),
    }
}

fn spot(timeline: &Timeline, venue: Option<VenueIx>, events: Vec<EventIx>) -> Spot {
    let registry = &timeline.store().registry;
    let Some(ix) = venue else {
        let name = "no venue".to_owned();
        return Spot { venue, name, point: None, is_wide: false, events, value: String::new() };
    };
    let record = registry.venue(ix);
    Spot {
        venue,
        name: timeline.short_names().venue(registry, ix).to_owned(),
        point: point(timeline, ix),
        is_wide: matches!(record.kind, Some(VenueKind::Country | VenueKind::Region)),
        events,
        value: format!("=\"{}\"", record.id.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Where a venue is; a call is nowhere, whatever is written.
fn point(timeline: &Timeline, ix: VenueIx) -> Option<Point> {
    let record = timeline.store().registry.venue(ix);
    let (lon, lat) = record.lon.zip(record.lat)?;
    let is_somewhere = record.kind != Some(VenueKind::Virtual);
    (is_somewhere && lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(Point { lon, lat })
}

fn landmarks(timeline: &Timeline) -> Vec<Landmark> {
    let registry = &timeline.store().registry;
    let all = (0u32..).map(VenueIx).zip(&registry.venues);
    let mut all: Vec<Landmark> = all
        .filter_map(|(venue, record)| {
            Some(Landmark {
                venue,
                name: timeline.short_names().venue(registry, venue).to_owned(),
                point: point(timeline, venue)?,
                is_country: record.kind == Some(VenueKind::Country),
                is_city: record.kind == Some(VenueKind::City),
            })
        })
        .collect();
    all.sort_by_key(|mark| (!mark.is_country, !mark.is_city, mark.venue));
    all
}

impl Picture for Map {
    fn empty(&self) -> Option<String> {
        self.spots.is_empty().then(|| "no event is shown, so the map has no mark".to_owned())
    }

    fn go(&self, place: &mut Place, step: Step) {
        let shown = self.shown(place);
        let at = Self::cursor(&shown, place);
        let to = match step {
            Step::Rows(by) => stepped(at, by, shown.stops.len()),
            Step::Columns(by) => {
                let mut at = at;
                for _ in 0..by.unsigned_abs() {
                    at = Self::sideways(&shown, at, by > 0).unwrap_or(at);
                }
                at
            }
            Step::First => 0,
            Step::Last => shown.stops.len().saturating_sub(1),
        };
        Self::put(place, &shown, to);
    }

    fn at(&self, place: &Place) -> Target {
        let shown = self.shown(place);
        let Some(stop) = shown.stops.get(Self::cursor(&shown, place)) else {
            return Target::Nothing("no venue".to_owned());
        };
        let spots: Vec<&Spot> = self.venues(stop).collect();
        let count = counted(stop.events.len(), "event");
        let (narrow, what) = match spots.as_slice() {
            [one] if one.venue.is_none() => ("no:venue".to_owned(), format!("{count} without a venue")),
            [one] if one.is_wide => {
                (format!("venue:{}", one.value), format!("{count} in {}, no nearer place named", one.name))
            }
            many => {
                let values: Vec<&str> = many.iter().map(|spot| spot.value.as_str()).collect();
                let names: Vec<&str> = many.iter().map(|spot| spot.name.as_str()).collect();
                (format!("venue:{}", values.join(",")), format!("{count} at {}", listed(&names)))
            }
        };
        Target::Several { events: stop.events.clone(), narrow, what }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        Some(Place { row: *self.home.get(&event)?, ..*place })
    }

    fn settle(&self, place: &mut Place, room: Room) {
        (place.left, place.top) = (room.width, room.height);
        place.column = place.column.min(self.spots.len().saturating_sub(1));
        let mut shown = self.shown(place);
        let at = Self::cursor(&shown, place);
        Self::put(place, &shown, at);
        let outside = |shown: &Shown| {
            let cell = shown.stops.get(at).and_then(|stop| stop.cell);
            cell.is_some_and(|cell| !shown.sight.shows(cell))
        };
        if place.zoom > sight::WORLD && outside(&shown) {
            place.column = place.row;
            shown = self.shown(place);
            let at = Self::cursor(&shown, place);
            Self::put(place, &shown, at);
        }
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let shown = self.shown(&Place { left: room.width, top: room.height, ..*place });
        let on_map = || {
            let (x, y) = (x as i64, y.checked_sub(shown.layout.map.y)? as i64);
            shown.stops.iter().position(|stop| {
                stop.cell.is_some_and(|(sx, sy)| sy == y && (sx..sx + stop.width()).contains(&x))
            })
        };
        let in_list = || {
            let list = shown.layout.list.filter(|list| list.holds(x, y))?;
            let at = list.first(shown.stops.len(), Self::cursor(&shown, place)) + (y - list.y);
            (at < shown.stops.len()).then_some(at)
        };
        let stop = if shown.layout.map.holds(x, y) { on_map()? } else { in_list()? };
        let mut found = *place;
        Self::put(&mut found, &shown, stop);
        Some(found)
    }

    fn zoom(&self, place: &mut Place, room: Room, zoom: Zoom, at: Option<usize>) -> bool {
        (place.left, place.top) = (room.width, room.height);
        let shown = self.shown(place);
        if let Some(x) = at {
            let far = |stop: &Stop| Some((stop.cell?.0 - x as i64).abs());
            let nearest = (0..).zip(&shown.stops).filter_map(|(at, stop)| Some((far(stop)?, at))).min();
            if let Some((_, stop)) = nearest {
                Self::put(place, &shown, stop);
            }
        }
        let wanted = match zoom {
            Zoom::Fit => Some(0),
            Zoom::In if place.zoom > 0 => (place.zoom < sight::CLOSEST).then_some(place.zoom + 1),
            Zoom::Out if place.zoom > 0 => (place.zoom > sight::WORLD).then_some(place.zoom - 1),
            Zoom::In => shown.sight.beside(true),
            Zoom::Out => shown.sight.beside(false),
        };
        let Some(wanted) = wanted else { return false };
        place.column = place.row;
        std::mem::replace(&mut place.zoom, wanted) != wanted
    }
}
