//! The filter terms for what the cursor is on.

use std::collections::HashSet;

use crate::event::EventIx;
use crate::event::date::Day;
use crate::text::counted;
use crate::tui::action::Action;

use super::super::{Place, Target};
use super::item::DAY;
use super::lane::{self, Lane};
use super::{Item, Lanes, Stop};

/// At most so many events are left out by name.
const FEW: usize = 4;

impl Lanes {
    /// Returns the days of two columns of the picture.
    pub(super) fn days_of(&self, place: &Place, from: usize, to: usize) -> (Day, Day) {
        let scale = self.scale(place);
        let day = |time: i64| Day(time.div_euclid(DAY));
        let at = |x: usize| ((place.left + x) as i64).min(scale.columns - 1);
        let (from, to) = (at(from.min(to)), at(from.max(to)));
        (day(scale.time(from)), day(scale.time(to + 1).saturating_sub(1)))
    }

    /// Returns the words for what is on the screen.
    pub(super) fn window(&self, place: &Place) -> String {
        let (first, last) = self.days_of(place, 0, place.across.saturating_sub(1));
        if first == last {
            format!("on {}", first.short())
        } else {
            format!("from {} to {}", first.short(), last.short())
        }
    }

    /// Returns the words for a lane of which the cursor's events are not on the screen.
    pub(super) fn beside(&self, lane: &Lane, place: &Place) -> String {
        let (strip, window) = (self.strip(place.row, &self.scale(place)), self.window(place));
        let seen = strip.stops.iter().filter(|stop| stop.is_in(place.left as i64, place.across));
        let keys = self.keys.both(Action::Left, Action::Right);
        match seen.map(|stop| stop.items.len()).sum() {
            0 => format!("nothing of {} {window}; {keys} go to what is next", lane.name),
            n => format!("{} of {} {window}; {keys} go to them", counted(n, "event"), lane.name),
        }
    }

    /// Narrows to the events of a stop: by their days, else one by one; where they are too many for that, to all that
    /// may have been between their days.
    pub(super) fn several(&self, lane: &Lane, stop: &Stop) -> Target {
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
            // Few others at the same time are left out by name.
            let most = FEW.min(group.len().saturating_sub(1));
            let own: HashSet<EventIx> = events.iter().copied().collect();
            let except = |field: &str, found: &dyn Fn(&&Item) -> bool| {
                let other = |item: &&Item| found(item) && !own.contains(&item.event);
                let ids: Vec<&str> = members()
                    .filter(other)
                    .take(most + 1)
                    .map(|item| self.store.events.id(item.event))
                    .collect();
                (ids.len() <= most).then(|| format!("{term} {field}:{range} -id:{}", ids.join(",")))
            };
            let narrow = if certain { except("during", &inside) } else { None };
            if let Some(narrow) = narrow.or_else(|| except("date", &touches)) {
                return Target::Several { events, narrow, what };
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
