//! Map: venues as marks on the land, or on a grid of degrees where the land's shape would be too coarse.
//!
//! A mark has the events that name its venue itself, not those of places inside it, so that no event stands at both
//! Moscow and the Kremlin unless it names both. Marks that would cover each other are one. What has no place on the map
//! stands below it: venues without coordinates, calls, and events without a venue.
//!
//! The place uses `row` for the venue of the cursor, `column` for the venue in the middle of the screen, `zoom` (0 where
//! most events are, 1 the world, then ever closer, [`ALL`] all marks), `left` and `top` for the cells that there are, and
//! `across` for the extent of what was shown: another extent is shown anew, as far as it goes.

mod coast;
mod extent;
mod layout;
mod names;
mod sight;
mod stop;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::event::word::Word as _;
use crate::event::{EventIx, Kind};
use crate::registry::{VenueIx, VenueKind};
use crate::text::{counted, fold};
use crate::timeline::Timeline;

use super::{Picture, Place, Room, Scene, Step, Target, Zoom, stepped};

pub(crate) use layout::{Layout, Part};
pub(crate) use sight::{Point, Sight, wrapped};
pub(crate) use stop::{Stop, joined};

/// The zoom that shows all marks.
pub(crate) const ALL: u8 = u8::MAX;

/// A venue that events name, or the events that name none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// The venue; `None` for the events without one.
    pub(crate) venue: Option<VenueIx>,
    /// Its name.
    pub(crate) name: String,
    /// Its short name, where it is one of many.
    pub(crate) short: String,
    /// The city or else the country that it is in, or itself.
    city: String,
    /// The code of its country.
    country: Option<String>,
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
    /// Whether it has no mark, so that its name alone shows the way.
    pub(crate) is_bare: bool,
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
    /// The stop of each spot.
    of: Vec<usize>,
    /// Those on the screen, in the order of the stops.
    pub(crate) drawn: Vec<usize>,
    /// How many stops are on the map, but not on the screen.
    pub(crate) hidden: usize,
    /// The first stop that is not on the map.
    pub(crate) beside: usize,
    /// Which kinds the marks have, in the order of [`Kind::ALL`].
    pub(crate) kinds: [bool; 4],
    /// Whether all marks need more of the world than most events.
    pub(crate) has_more: bool,
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
    /// How many venues are on the map.
    pub(crate) placed: usize,
    /// Where most of the events are.
    core: Vec<Point>,
    /// A number for the extent of the marks.
    extent: usize,
    /// Whether the filter names venues.
    asks_where: bool,
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
        let landmarks = landmarks(&timeline, &numbers);
        let placed: Vec<(Point, usize)> =
            spots.iter().filter_map(|spot| Some((spot.point?, spot.events.len()))).collect();
        let words = scene.filter.to_string();
        let asked = names::asked(&words);
        let named = |spot: &&Spot| {
            let id = spot.venue.map(|ix| &*timeline.store().registry.venue(ix).id);
            id.is_some_and(|id| asked.contains(&id))
        };
        let named: Vec<Point> = spots.iter().filter(named).filter_map(|spot| spot.point).collect();
        let core = if named.is_empty() { extent::core(&placed) } else { named };
        Self {
            placed: placed.len(),
            extent: extent::number(&placed, &core),
            core,
            asks_where: !asked.is_empty(),
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
        let key = (place.zoom, if is_step(place.zoom) { place.column } else { 0 }, place.left, place.top);
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
        let all = self.fitting(&points, width, height);
        let near = self.near(&all);
        let sight = match middle {
            Some(middle) if is_step(place.zoom) => Sight::around(middle, place.zoom, width, height),
            _ if place.zoom == ALL => all,
            _ => near.unwrap_or(all),
        };
        let stops = self.joined(&sight);
        let land = if sight.is_close() { Vec::new() } else { coast::land(&sight) };
        let mut of = vec![0; self.spots.len()];
        for (at, stop) in stops.iter().enumerate() {
            for spot in &stop.spots {
                if let Some(of) = of.get_mut(*spot) {
                    *of = at;
                }
            }
        }
        let beside = stops.iter().position(|stop| stop.cell.is_none()).unwrap_or(stops.len());
        let on_screen =
            |at: &usize| stops.get(*at).and_then(|stop| stop.cell).is_some_and(|c| sight.shows(c));
        let drawn: Vec<usize> = (0..beside).filter(on_screen).collect();
        let marked =
            || stops.get(..if layout.list.is_some() { stops.len() } else { beside }).unwrap_or_default();
        let mut kinds = [false; 4];
        for (kind, drawn) in Kind::ALL.iter().zip(&mut kinds) {
            *drawn = marked().iter().any(|stop| stop.kind == *kind);
        }
        let (hidden, has_more) = (beside - drawn.len(), near.is_some());
        Shown { layout, sight, land, stops, of, drawn, hidden, beside, kinds, has_more }
    }

    fn joined(&self, sight: &Sight) -> Vec<Stop> {
        joined(&self.spots, sight, self.timeline.index().kinds())
    }

    /// Shows all points; so close that a filter that names venues, or one with a single mark else, has several.
    fn fitting(&self, points: &[Point], width: usize, height: usize) -> Sight {
        let far = Sight::fitting(points, sight::LEAST, width, height);
        let is_one = || self.joined(&far).iter().filter(|stop| stop.cell.is_some()).count() < 2;
        if self.asks_where || points.len() > 1 && is_one() {
            Sight::fitting(points, sight::TIGHT, width, height)
        } else {
            far
        }
    }

    /// Shows where most events are, if that is closer than all and parts its venues.
    fn near(&self, all: &Sight) -> Option<Sight> {
        if self.core.len() == self.placed {
            return None;
        }
        let least = if self.asks_where { sight::TIGHT } else { sight::LEAST };
        let near = Sight::fitting(&self.core, least, all.width, all.height);
        let parts = || {
            let stops = self.joined(&near);
            stops.iter().filter(|stop| stop.cell.is_some_and(|cell| near.shows(cell))).count() > 1
        };
        (near.degrees() * 4.0 / 3.0 < all.degrees() && (self.asks_where || parts())).then_some(near)
    }

    /// Returns the number of the stop under the cursor.
    pub(crate) fn cursor(shown: &Shown, place: &Place) -> usize {
        shown.of.get(place.row).copied().unwrap_or(0)
    }

    fn put(place: &mut Place, shown: &Shown, stop: usize) {
        if let Some(first) = shown.stops.get(stop).and_then(|stop| stop.spots.first()) {
            place.row = *first;
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

/// Returns whether a zoom is one of the steps, which have a middle.
fn is_step(zoom: u8) -> bool {
    (sight::WORLD..ALL).contains(&zoom)
}

fn spot(timeline: &Timeline, venue: Option<VenueIx>, events: Vec<EventIx>) -> Spot {
    let registry = &timeline.store().registry;
    let Some(ix) = venue else {
        let name = "no venue".to_owned();
        let (short, city) = (name.clone(), name.clone());
        let (point, country, value) = (None, None, String::new());
        return Spot { venue, name, short, city, country, point, is_wide: false, events, value };
    };
    let record = registry.venue(ix);
    Spot {
        venue,
        name: record.name.clone(),
        short: timeline.short_names().venue(registry, ix).to_owned(),
        city: names::city(registry, ix).to_owned(),
        country: registry.country_of(ix).map(str::to_owned),
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

fn landmarks(timeline: &Timeline, marked: &HashMap<Option<VenueIx>, usize>) -> Vec<Landmark> {
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
                is_bare: !marked.contains_key(&Some(venue)),
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
                let names: Vec<&str> = match many {
                    [one] => vec![&one.name],
                    many => many.iter().map(|spot| spot.short.as_str()).collect(),
                };
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
        if place.across != self.extent {
            // The zoom of the last session is kept, that of another filter is not.
            if place.across != 0 {
                (place.zoom, place.column) = (0, 0);
            }
            place.across = self.extent;
        }
        place.column = place.column.min(self.spots.len().saturating_sub(1));
        let mut shown = self.shown(place);
        let at = Self::cursor(&shown, place);
        Self::put(place, &shown, at);
        let outside = |shown: &Shown| {
            let cell = shown.stops.get(at).and_then(|stop| stop.cell);
            cell.is_some_and(|cell| !shown.sight.shows(cell))
        };
        if place.zoom != sight::WORLD && outside(&shown) {
            if place.zoom == 0 {
                place.zoom = ALL;
            }
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
            Zoom::Fit => Some(if shown.has_more && place.zoom != ALL { ALL } else { 0 }),
            Zoom::In if is_step(place.zoom) => (place.zoom < sight::CLOSEST).then_some(place.zoom + 1),
            Zoom::Out if is_step(place.zoom) => (place.zoom > sight::WORLD).then_some(place.zoom - 1),
            Zoom::In => shown.sight.beside(true),
            Zoom::Out => shown.sight.beside(false),
        };
        let Some(wanted) = wanted else { return false };
        place.column = place.row;
        std::mem::replace(&mut place.zoom, wanted) != wanted
    }
}
