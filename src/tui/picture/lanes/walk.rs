//! The cursor of Lanes: from mark to mark along a lane, and from lane to lane at the same time.

use super::super::{Place, stepped};
use super::{Item, Lanes, Scale, Stop};

impl Lanes {
    /// Puts the cursor on a stop of its lane, and the stop on the screen.
    pub(super) fn stand_on(&self, place: &mut Place, stop: &Stop) {
        let Some(item) = stop.items.first() else { return };
        let members = self.all.get(place.row).map(|lane| lane.members.as_slice()).unwrap_or_default();
        place.column = members.binary_search(item).unwrap_or(0);
        place.day = self.items.get(*item as usize).map(Item::day);
        self.reveal(place);
    }

    /// Scrolls so that the cursor is on the screen, with some time before and behind it.
    pub(super) fn reveal(&self, place: &mut Place) {
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

    /// Returns the column of the cursor's day, and whether it is on the screen.
    pub(super) fn day_at(&self, place: &Place) -> Option<(i64, bool)> {
        let column = self.scale(place).column(place.day?.0.saturating_mul(super::item::DAY));
        let left = place.left as i64;
        Some((column, (left..left + place.across as i64).contains(&column)))
    }

    pub(super) fn bound(place: &mut Place, scale: &Scale) {
        let most = scale.columns.saturating_sub(place.across as i64).max(0);
        place.left = place.left.min(most as usize);
    }

    /// Puts the cursor into another lane, at the time where it is.
    pub(super) fn enter_lane(&self, place: &mut Place, row: usize) {
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
    pub(super) fn along(&self, place: &mut Place, by: isize) {
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
}
