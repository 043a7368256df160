//! Lanes: time across, a lane for each actor, venue, kind or claim.
//!
//! ```text
//!                   Nov 2025       Dec            2026
//!  Kremlin     115  ·   » ●    »»  ·●▒▒▒▒▒▒▒▒▒▒▒  ·
//!                          »   3
//!  Kyiv         98  ●═════════     ·    »    ○
//! ```
//!
//! The place uses `row` for the lane, `column` for an item of it (the cursor is on everything drawn at the same place),
//! `day` for the time that stays while the cursor moves over lanes, `top` for the first lane and `left` for the first
//! column on the screen, `zoom` (0 everything, else a step of the scale) and `across` for the columns of the screen.
//! What is drawn of a lane at a scale is kept until the scale changes.

mod axis;
mod frame;
mod item;
mod lane;
mod legend;
mod narrow;
mod scale;
mod strip;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::event::date::{Day, Zone};
use crate::event::{EventIx, Word as _};
use crate::store::Store;
use crate::tui::keys::Keys;

use super::{Mark, Picture, Place, Room, Scene, Step, Target, Zoom, stepped};

pub(crate) use axis::{Tick, ticks};
pub(crate) use frame::Frame;
pub(crate) use item::{Extent, Item};
pub(crate) use lane::{By, Lane};
pub(crate) use legend::Sample;
pub(crate) use scale::Scale;
pub(crate) use strip::{Drawn, Rows, Stop, Strip};

use item::DAY;
use scale::Span;

/// The picture.
#[derive(Debug)]
pub(crate) struct Lanes {
    pub(crate) by: By,
    pub(crate) all: Vec<Lane>,
    /// The events shown, earliest first.
    pub(crate) items: Vec<Item>,
    /// The item of each event.
    item_of: HashMap<EventIx, u32>,
    span: Span,
    keys: Arc<Keys>,
    /// The zone of the axis where columns are shorter than a day.
    pub(crate) zone: Zone,
    /// Now, on the calendar and on the clock of the axis.
    now: (i64, i64),
    /// One event of every look, for the legend.
    pub(crate) traits: Vec<Item>,
    /// The signs that are drawn for what did not simply happen.
    pub(crate) marks: Vec<Mark>,
    /// For the ids of events.
    store: Arc<Store>,
    /// What was drawn last, by lane.
    strips: Kept<Scale, Strip>,
    packed: Kept<(Scale, usize), Rows>,
    /// Whether an event shown may be linked with another.
    pub(crate) linked: bool,
}

/// What was made last for each lane and number of rows, and for what.
type Kept<K, T> = Mutex<HashMap<(usize, usize), (K, Arc<T>)>>;

/// Returns what is kept of a lane; makes it if it was for something else.
fn kept<K: PartialEq, T>(all: &Kept<K, T>, lane: (usize, usize), of: K, make: impl FnOnce() -> T) -> Arc<T> {
    let lock = || all.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, found)) = lock().get(&lane).filter(|(known, _)| *known == of) {
        return Arc::clone(found);
    }
    let made = Arc::new(make());
    lock().insert(lane, (of, Arc::clone(&made)));
    made
}

impl Lanes {
    /// Sorts the events shown into lanes.
    pub(crate) fn new(scene: &Scene) -> Self {
        let timeline = &scene.timeline;
        let zone = Zone::Named(timeline.zone().unwrap_or(timeline.store().meta.timezone));
        let items = Item::all(scene, zone);
        let item_of: HashMap<EventIx, u32> =
            items.iter().zip(0u32..).map(|(item, at)| (item.event, at)).collect();
        let by = By::ALL.get(scene.variant).copied().unwrap_or_default();
        let mut marks = Mark::OTHER.to_vec();
        marks.retain(|mark| items.iter().any(|item| item.mark == *mark));
        let mut looks = std::collections::HashSet::new();
        let look =
            |item: &&Item| looks.insert((item.kind.word(), item.extent, item.about, item.unsure, item.open));
        let traits: Vec<Item> = items.iter().filter(look).copied().collect();
        let linked = |ix: &EventIx| {
            !timeline.store().events.links(*ix).is_empty() || !timeline.back_links(*ix).is_empty()
        };
        let (day, second) = zone.local(scene.now.instant);
        let now = day.0.saturating_mul(DAY).saturating_add(i64::from(second));
        Self {
            by,
            all: lane::all(scene, by, &items, &item_of),
            span: Span::of(&items, scene.now.today),
            keys: Arc::clone(&scene.keys),
            items,
            item_of,
            zone,
            now: (scene.now.today.0.saturating_mul(DAY), now),
            traits,
            marks,
            store: timeline.shared_store(),
            strips: Mutex::default(),
            packed: Mutex::default(),
            linked: scene.shown.iter().any(linked),
        }
    }

    /// Returns the scale of a place.
    pub(crate) fn scale(&self, place: &Place) -> Scale {
        Scale::zoomed(&self.span, place.across, place.zoom).0
    }

    /// Returns the items of a lane.
    fn members(&self, lane: usize) -> &[u32] {
        self.all.get(lane).map(|lane| lane.members.as_slice()).unwrap_or_default()
    }

    /// Returns what a lane has at a scale.
    pub(crate) fn strip(&self, lane: usize, scale: &Scale) -> Arc<Strip> {
        kept(&self.strips, (lane, 0), *scale, || Strip::new(self.members(lane), &self.items, scale))
    }

    /// Returns where it is drawn in so many rows.
    pub(crate) fn packed(&self, lane: usize, scale: &Scale, most: usize) -> Arc<Rows> {
        kept(&self.packed, (lane, most), (*scale, most), || {
            Rows::new(&self.strip(lane, scale), &self.items, most)
        })
    }

    /// Returns how many lines a lane has on the screen, with air below those of more than one.
    pub(crate) fn lines(&self, lane: usize, place: &Place, scale: &Scale, most: usize) -> usize {
        let rows = self.packed(lane, scale, most).needed(place.left as i64, place.across);
        rows + usize::from(rows > 1)
    }

    /// Returns the item of the cursor.
    fn cursor(&self, place: &Place) -> Option<&Item> {
        let member = self.all.get(place.row)?.members.get(place.column)?;
        self.items.get(*member as usize)
    }

    /// Returns the stop that the cursor is on, if it is on the screen.
    pub(crate) fn lit(&self, place: &Place) -> Option<(Arc<Strip>, usize)> {
        let scale = self.scale(place);
        let item = self.cursor(place)?;
        let strip = self.strip(place.row, &scale);
        let at = strip.stop_at(scale.of(item))?;
        let seen = place.across == 0 || strip.stops.get(at)?.is_in(place.left as i64, place.across);
        seen.then_some((strip, at))
    }

    /// Returns the column of now on the screen.
    pub(crate) fn now_at(&self, place: &Place) -> Option<usize> {
        let scale = self.scale(place);
        let now = if scale.on_the_clock() { self.now.1 } else { self.now.0 };
        let column = usize::try_from(scale.column(now)).ok().filter(|at| (*at as i64) < scale.columns)?;
        column.checked_sub(place.left).filter(|x| *x < place.across)
    }

    /// Returns the item of an event.
    pub(crate) fn item(&self, event: EventIx) -> Option<(u32, &Item)> {
        let at = *self.item_of.get(&event)?;
        Some((at, self.items.get(at as usize)?))
    }
}

impl Picture for Lanes {
    fn empty(&self) -> Option<String> {
        if self.items.is_empty() {
            return Some("no event is shown".to_owned());
        }
        if self.items.iter().all(|item| item.open == (true, true)) {
            return Some("no event shown has a date that could stand on an axis; 1 lists them".to_owned());
        }
        None
    }

    fn go(&self, place: &mut Place, step: Step) {
        let last = self.all.len().saturating_sub(1);
        match step {
            Step::Rows(by) => self.enter_lane(place, stepped(place.row, by, self.all.len())),
            Step::First => self.enter_lane(place, 0),
            Step::Last => self.enter_lane(place, last),
            Step::Columns(by) => self.along(place, by),
        }
    }

    fn at(&self, place: &Place) -> Target {
        let Some(lane) = self.all.get(place.row) else {
            return Target::Nothing("no lane here".to_owned());
        };
        if place.across == 0 {
            // Before the first frame there is no scale, and so nothing that shares a place.
            let item = self.cursor(place);
            return item.map_or_else(
                || Target::Nothing("nothing here".to_owned()),
                |item| Target::Event(item.event),
            );
        }
        let Some((strip, at)) = self.lit(place) else {
            return Target::Nothing(self.beside(lane, place));
        };
        let Some(stop) = strip.stops.get(at) else { return Target::Nothing("nothing here".to_owned()) };
        match stop.items.as_slice() {
            [one] => self
                .items
                .get(*one as usize)
                .map_or_else(|| Target::Nothing("nothing here".to_owned()), |item| Target::Event(item.event)),
            _ => self.several(lane, stop),
        }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        let (at, item) = self.item(event)?;
        let in_lane = |row: usize| self.all.get(row)?.members.binary_search(&at).ok();
        let row = std::iter::once(place.row).chain(0..self.all.len()).find(|row| in_lane(*row).is_some())?;
        let mut found = Place { row, column: in_lane(row)?, day: Some(item.day()), ..*place };
        self.reveal(&mut found);
        Some(found)
    }

    fn settle(&self, place: &mut Place, room: Room) {
        let frame = Frame::of(self, room);
        let resized = place.across != frame.across;
        let was_seen = resized && self.lit(place).is_some();
        let day_was_seen = resized && self.day_at(place).is_some_and(|(_, is_seen)| is_seen);
        place.across = frame.across;
        let (scale, zoom) = Scale::zoomed(&self.span, place.across, place.zoom);
        place.zoom = zoom;
        Self::bound(place, &scale);
        place.row = place.row.min(self.all.len().saturating_sub(1));
        let members = self.all.get(place.row).map_or(0, |lane| lane.members.len());
        place.column = place.column.min(members.saturating_sub(1));
        // The screen has become wider or narrower: what the cursor is on stays on it, or the day of it.
        if was_seen {
            self.reveal(place);
        } else if day_was_seen && let Some((column, false)) = self.day_at(place) {
            place.left = column.saturating_sub(place.across as i64 / 3).max(0) as usize;
            Self::bound(place, &scale);
        }
        place.top = place.top.min(place.row);
        // As many lanes above the cursor as have room with it.
        let mut used = 0;
        let mut first = place.row;
        for lane in (place.top..=place.row).rev() {
            used += self.lines(lane, place, &scale, frame.most);
            // The air below the last one may be cut.
            if used > frame.height + 1 && lane < place.row {
                break;
            }
            first = lane;
        }
        place.top = place.top.max(first);
    }

    fn hit(&self, place: &Place, room: Room, x: usize, y: usize) -> Option<Place> {
        let frame = Frame::of(self, room);
        let scale = self.scale(place);
        let row = frame.lane_at(self, place, &scale, y)?;
        let mut found = *place;
        if row != place.row {
            self.enter_lane(&mut found, row);
        }
        let Some(x) = x.checked_sub(frame.names).filter(|x| *x < frame.across) else { return Some(found) };
        let column = (place.left + x) as i64;
        let strip = self.strip(row, &scale);
        let off = |stop: &Stop| (stop.first - column).max(column - stop.last).max(0);
        // The nearest, and of several the shortest.
        let near = strip
            .stops
            .iter()
            .filter(|stop| off(stop) <= 1)
            .min_by_key(|stop| (off(stop), stop.last - stop.first));
        let on_cursor =
            |stop: &Stop| self.cursor(&found).is_some_and(|item| scale.of(item) == (stop.first, stop.last));
        match near {
            Some(stop) if !on_cursor(stop) => self.stand_on(&mut found, stop),
            Some(_) => {}
            None if row == place.row => return None,
            None => {}
        }
        Some(found)
    }

    fn zoom(&self, place: &mut Place, room: Room, zoom: Zoom, at: Option<usize>) -> bool {
        place.across = Frame::of(self, room).across;
        let before = self.scale(place);
        let fit = Scale::fit(&self.span, place.across);
        let wanted = match zoom {
            Zoom::Fit => 0,
            Zoom::In => match before.closer() {
                Some(closer) => closer,
                None => return false,
            },
            Zoom::Out => before.wider(),
        };
        if zoom != Zoom::In && before == fit {
            place.zoom = 0;
            return false;
        }
        let names = Frame::of(self, room).names;
        let pointed = at.map(|x| x.saturating_sub(names).min(place.across.saturating_sub(1)));
        let lit = self.cursor(place).map(|item| before.of(item).0 - place.left as i64);
        let on_screen = lit.and_then(|x| usize::try_from(x).ok()).filter(|x| *x < place.across);
        let x = pointed.or(on_screen).unwrap_or(place.across / 2);
        // The time under the pointer, or the beginning of the event of the cursor.
        let middle = before.time((place.left + x) as i64).saturating_add(before.unit / 2);
        place.zoom = wanted;
        let (after, wanted) = Scale::zoomed(&self.span, place.across, wanted);
        place.zoom = wanted;
        let begun = self.cursor(place).map(|item| after.of(item).0);
        let column = match pointed {
            None if on_screen.is_some() => begun.unwrap_or(0),
            _ => after.column(middle),
        };
        place.left = column.saturating_sub(x as i64).max(0) as usize;
        Self::bound(place, &after);
        if pointed.is_some() && self.lit(place).is_none() {
            place.day = Some(Day(middle.div_euclid(DAY)));
            self.enter_lane(place, place.row);
        }
        true
    }

    fn days(&self, place: &Place, room: Room, from: usize, to: usize) -> Option<(Day, Day)> {
        let frame = Frame::of(self, room);
        let x = |x: usize| x.saturating_sub(frame.names).min(frame.across.saturating_sub(1));
        (self.empty().is_none()).then(|| self.days_of(place, x(from), x(to)))
    }

    fn variants(&self) -> &'static [&'static str] {
        &By::NAMES
    }
}
