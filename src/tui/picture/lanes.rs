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
mod scale;
mod strip;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::event::date::{Day, Zone};
use crate::event::{EventIx, Word as _};
use crate::store::Store;
use crate::text::counted;

use super::{Mark, Picture, Place, Room, Scene, Step, Target, Zoom, stepped};

pub(crate) use axis::{Tick, ticks};
pub(crate) use frame::Frame;
pub(crate) use item::{Extent, Item};
pub(crate) use lane::{By, Lane};
pub(crate) use scale::Scale;
pub(crate) use strip::{Stop, Strip, What};

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
    strips: Mutex<HashMap<usize, (Scale, Arc<Strip>)>>,
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
        let (day, second) = zone.local(scene.now.instant);
        let now = day.0.saturating_mul(DAY).saturating_add(i64::from(second));
        Self {
            by,
            all: lane::all(scene, by, &items, &item_of),
            span: Span::of(&items, scene.now.today),
            items,
            item_of,
            zone,
            now: (scene.now.today.0.saturating_mul(DAY), now),
            traits,
            marks,
            store: timeline.shared_store(),
            strips: Mutex::default(),
        }
    }

    /// Returns the scale of a place.
    pub(crate) fn scale(&self, place: &Place) -> Scale {
        Scale::zoomed(&self.span, place.across, place.zoom).0
    }

    /// Returns what a lane draws at a scale.
    pub(crate) fn strip(&self, lane: usize, scale: &Scale) -> Arc<Strip> {
        let mut kept = self.strips.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, strip)) = kept.get(&lane).filter(|(of, _)| of == scale) {
            return Arc::clone(strip);
        }
        let members = self.all.get(lane).map(|lane| lane.members.as_slice()).unwrap_or_default();
        let strip = Arc::new(Strip::new(members, &self.items, scale));
        kept.insert(lane, (*scale, Arc::clone(&strip)));
        strip
    }

    /// Returns how many rows a lane has on the screen.
    pub(crate) fn rows(&self, lane: usize, place: &Place, scale: &Scale) -> usize {
        self.strip(lane, scale).rows_in(place.left as i64, place.across)
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

    /// Puts the cursor on a stop of its lane, and the stop on the screen.
    fn stand_on(&self, place: &mut Place, stop: &Stop) {
        let Some(item) = stop.items.first() else { return };
        let members = self.all.get(place.row).map(|lane| lane.members.as_slice()).unwrap_or_default();
        place.column = members.binary_search(item).unwrap_or(0);
        place.day = self.items.get(*item as usize).map(Item::day);
        self.reveal(place);
    }

    /// Scrolls so that the cursor is on the screen, with some time before and behind it.
    fn reveal(&self, place: &mut Place) {
        let scale = self.scale(place);
        let Some((first, last)) = self.cursor(place).map(|item| scale.of(item)) else { return };
        let (left, across) = (place.left as i64, place.across as i64);
        if across == 0 || first >= left && first < left + across {
            return;
        }
        // A bar that began before the screen and is still on it is seen.
        if first < 0 && last >= left {
            return;
        }
        place.left = first.saturating_sub(across / 3).max(0) as usize;
        Self::bound(place, &scale);
    }

    fn bound(place: &mut Place, scale: &Scale) {
        let most = scale.columns.saturating_sub(place.across as i64).max(0);
        place.left = place.left.min(most as usize);
    }

    /// Puts the cursor into another lane, at the time where it is.
    fn enter_lane(&self, place: &mut Place, row: usize) {
        let current = self.cursor(place).copied();
        place.row = row;
        let Some(lane) = self.all.get(row) else { return };
        let own = current.and_then(|item| self.item_of.get(&item.event));
        if let Some(at) = own.and_then(|item| lane.members.binary_search(item).ok()) {
            place.column = at;
            return;
        }
        let Some(day) = place.day.or(current.map(|item| item.day())) else { return };
        place.day = Some(day);
        let of = |at: usize| lane.members.get(at).and_then(|item| self.items.get(*item as usize));
        let behind = lane
            .members
            .partition_point(|item| self.items.get(*item as usize).is_some_and(|item| item.first < day));
        let distance =
            |at: &usize| of(*at).map_or(i64::MAX, |item| item.day().0.saturating_sub(day.0).saturating_abs());
        let near = [behind.saturating_sub(1), behind];
        place.column =
            near.into_iter().filter(|at| *at < lane.members.len()).min_by_key(distance).unwrap_or(0);
        if self.lit(place).is_none() {
            // Something else of the lane may be on the screen.
            let scale = self.scale(place);
            let strip = self.strip(row, &scale);
            let seen = strip.stops.iter().find(|stop| stop.is_in(place.left as i64, place.across));
            if let Some(at) = seen.and_then(|stop| lane.members.binary_search(stop.items.first()?).ok()) {
                place.column = at;
            }
        }
    }

    /// Goes so many stops along the lane.
    fn along(&self, place: &mut Place, by: isize) {
        let scale = self.scale(place);
        let strip = self.strip(place.row, &scale);
        let left = place.left as i64;
        let to = match self.lit(place) {
            Some((_, at)) => Some(stepped(at, by, strip.stops.len())),
            // From outside of the screen to what is next on that side.
            None if by > 0 => strip.stops.iter().position(|stop| stop.first >= left),
            None => strip.stops.iter().rposition(|stop| stop.first < left + place.across as i64),
        };
        if let Some(stop) = to.and_then(|to| strip.stops.get(to)) {
            self.stand_on(place, stop);
        }
    }

    /// Returns the days of two columns of the picture.
    fn days_of(&self, place: &Place, from: usize, to: usize) -> (Day, Day) {
        let scale = self.scale(place);
        let day = |time: i64| Day(time.div_euclid(DAY));
        let at = |x: usize| ((place.left + x) as i64).min(scale.columns - 1);
        let (from, to) = (at(from.min(to)), at(from.max(to)));
        (day(scale.time(from)), day(scale.time(to + 1).saturating_sub(1)))
    }

    /// Returns the words for what is on the screen.
    fn window(&self, place: &Place) -> String {
        let (first, last) = self.days_of(place, 0, place.across.saturating_sub(1));
        if first == last {
            format!("on {}", first.short())
        } else {
            format!("from {} to {}", first.short(), last.short())
        }
    }

    /// Narrows to the events of a stop: by their days, else one by one; where they are too many for that, to all that
    /// may have been between their days.
    fn several(&self, lane: &Lane, stop: &Stop) -> Target {
        let mut group: Vec<&Item> = stop.items.iter().filter_map(|at| self.items.get(*at as usize)).collect();
        group.sort_by_key(|item| item.rank);
        let name = &lane.name;
        let first = group.iter().map(|item| item.first).min().unwrap_or(Day::MIN);
        let last = group.iter().map(|item| item.last).max().unwrap_or(Day::MAX);
        let when = lane::when(first, last);
        let what = format!("{} of {name} {when}", counted(group.len(), "event"));
        let events: Vec<EventIx> = group.iter().map(|item| item.event).collect();
        let members = || lane.members.iter().filter_map(|at| self.items.get(*at as usize));
        let certain = !group.iter().any(|item| item.never_certain);
        if let (Some(range), Some(term)) = (lane::range(first, last), &lane.narrow) {
            let inside = |item: &&Item| !item.never_certain && item.first >= first && item.last <= last;
            if certain && members().filter(inside).count() == group.len() {
                return Target::Several { events, narrow: format!("{term} during:{range}"), what };
            }
            let touches = |item: &&Item| item.last >= first && item.first <= last;
            if members().filter(touches).count() == group.len() {
                return Target::Several { events, narrow: format!("{term} date:{range}"), what };
            }
            let (from, to) = (group.iter().map(|i| i.from).min(), group.iter().map(|i| i.to).max());
            if let Some((from, to)) = from.zip(to).filter(|_| certain && first.0 + 1 >= last.0) {
                let inside = |item: &&Item| !item.never_certain && item.from >= from && item.to <= to;
                if let Some(range) = lane::clock_range(from, to)
                    && members().filter(inside).count() == group.len()
                {
                    return Target::Several { events, narrow: format!("{term} during:{range}"), what };
                }
            }
            if group.len() > lane::ONE_BY_ONE {
                let mut all: Vec<&Item> = members().filter(touches).collect();
                all.sort_by_key(|item| item.rank);
                let what = format!("{} of {name} that may be {when}", counted(all.len(), "event"));
                let events = all.iter().map(|item| item.event).collect();
                return Target::Several { events, narrow: format!("{term} date:{range}"), what };
            }
        }
        let ids: Vec<&str> = events.iter().map(|ix| self.store.events.id(*ix)).collect();
        let narrow = format!("id:{}", ids.join(","));
        Target::Several { events, narrow, what }
    }
}

impl Picture for Lanes {
    fn empty(&self) -> Option<String> {
        if self.items.is_empty() {
            return Some("no event shown: F drops the filter, u takes back its last step".to_owned());
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
            let name = &lane.name;
            return Target::Nothing(format!(
                "nothing of {name} {}; h l go to what is next",
                self.window(place)
            ));
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
        place.across = frame.across;
        let (scale, zoom) = Scale::zoomed(&self.span, place.across, place.zoom);
        place.zoom = zoom;
        Self::bound(place, &scale);
        place.row = place.row.min(self.all.len().saturating_sub(1));
        let members = self.all.get(place.row).map_or(0, |lane| lane.members.len());
        place.column = place.column.min(members.saturating_sub(1));
        place.top = place.top.min(place.row);
        // As many lanes above the cursor as have room with it.
        let mut used = 0;
        let mut first = place.row;
        for lane in (place.top..=place.row).rev() {
            used += self.rows(lane, place, &scale);
            if used > frame.height && lane < place.row {
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
