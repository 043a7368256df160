//! Who or what has a lane, and how its events are narrowed to.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::event::date::{Day, Instant, iso_instant};
use crate::event::{EventIx, Kind, Word};
use crate::filter::{Field, Filter};
use crate::registry::{ActorIx, ClaimIx, VenueIx};
use crate::text::fold;

use super::super::Scene;
use super::Item;

/// More events than this are not narrowed to one by one.
pub(super) const ONE_BY_ONE: usize = 60;

/// What has a lane each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum By {
    #[default]
    Actor,
    Venue,
    Kind,
    Claim,
}

impl By {
    /// All, in the order in which `c` cycles them.
    pub(crate) const ALL: [Self; 4] = [Self::Actor, Self::Venue, Self::Kind, Self::Claim];
    /// Their names.
    pub(crate) const NAMES: [&'static str; 4] = ["actor", "venue", "kind", "claim"];

    /// Returns the name of several.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Actor => "actors",
            Self::Venue => "venues",
            Self::Kind => "kinds",
            Self::Claim => "claims",
        }
    }

    /// Returns its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Venue => "venue",
            Self::Kind => "kind",
            Self::Claim => "claim",
        }
    }
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lane {
    /// Its name, by the rule of short names.
    pub(crate) name: String,
    /// The filter term that leaves its events; `None` if there is no such term.
    pub(super) narrow: Option<String>,
    /// Whether it has the events that are in no other lane.
    pub(crate) rest: bool,
    /// Its items, ascending.
    pub(crate) members: Vec<u32>,
}

/// Returns the lanes of the events shown, those with most of them first, what is in none last.
pub(super) fn all(scene: &Scene, by: By, items: &[Item], item_of: &HashMap<EventIx, u32>) -> Vec<Lane> {
    let timeline = &scene.timeline;
    // A stance in the filter would bind to the claim that a term of the lane names.
    let filter = scene.filter.to_string();
    let binds = by == By::Claim && (filter.contains("stance:") || filter.contains("hedged"));
    let (registry, index, short) = (&timeline.store().registry, timeline.index(), timeline.short_names());
    let term = |field: Field, value: &str| Filter::default().set(field, &[value.to_owned()]).to_string();
    let mut lanes: Vec<Lane> = Vec::new();
    let mut add = |name: &str, narrow: String, events: &[u32]| {
        let mut members: Vec<u32> =
            events.iter().filter_map(|ix| item_of.get(&EventIx(*ix)).copied()).collect();
        members.sort_unstable();
        members.dedup();
        if !members.is_empty() {
            lanes.push(Lane {
                name: name.to_owned(),
                narrow: Some(narrow).filter(|_| !binds),
                rest: false,
                members,
            });
        }
    };
    match by {
        By::Actor => {
            for ix in (0..registry.actors.len() as u32).map(ActorIx) {
                let id = &registry.actor(ix).id;
                add(short.actor(registry, ix), term(Field::Actor, id), index.actor(ix));
            }
        }
        By::Venue => {
            for ix in (0..registry.venues.len() as u32).map(VenueIx) {
                let id = &registry.venue(ix).id;
                add(short.venue(registry, ix), term(Field::Venue, id), index.venue(ix));
            }
        }
        By::Claim => {
            for ix in (0..registry.claims.len() as u32).map(ClaimIx) {
                let claim = registry.claim(ix);
                add(claim.text.trim(), term(Field::About, &claim.id), index.claim(ix));
            }
        }
        By::Kind => {
            for kind in Kind::ALL {
                let of = |item: &&Item| item.kind == *kind;
                let events: Vec<u32> = items.iter().filter(of).map(|item| item.event.0).collect();
                add(kind.word(), term(Field::Kind, kind.word()), &events);
            }
        }
    }
    lanes.sort_by_cached_key(|lane| (Reverse(lane.members.len()), fold(&lane.name)));
    let mut found = vec![false; items.len()];
    for at in lanes.iter().flat_map(|lane| &lane.members) {
        if let Some(found) = found.get_mut(*at as usize) {
            *found = true;
        }
    }
    let members: Vec<u32> = (0u32..).zip(&found).filter(|(_, found)| !**found).map(|(at, _)| at).collect();
    if !members.is_empty() {
        let narrow = match by {
            By::Venue => Some("no:venue".to_owned()),
            By::Claim => Some("no:about".to_owned()),
            By::Actor | By::Kind => None,
        };
        lanes.push(Lane { name: format!("no {}", by.name()), narrow, rest: true, members });
    }
    lanes
}

/// Returns when the events between two days are, in words.
pub(super) fn when(first: Day, last: Day) -> String {
    match (first.is_out_of_range(), last.is_out_of_range()) {
        (false, false) if first == last => format!("on {}", first.short()),
        (false, false) => format!("from {} to {}", first.short(), last.short()),
        (false, true) => format!("from {} on", first.short()),
        (true, false) => format!("until {}", last.short()),
        (true, true) => "without a beginning and an end".to_owned(),
    }
}

/// Returns days as a range of the filter; `None` if it cannot be written.
pub(super) fn range(first: Day, last: Day) -> Option<String> {
    if first == last && !first.is_out_of_range() {
        return crate::tui::histogram_layout::range_text(first, last).map(|_| first.iso());
    }
    let text = crate::tui::histogram_layout::range_text(first, last)?;
    // A whole month or year is written as one.
    let (year, month, day) = first.civil();
    let whole = |months: i64| day == 1 && first.plus_months(months).plus_days(-1) == last;
    match text.split_once('-') {
        Some((_, rest)) if whole(12) && month == 1 && rest.starts_with("01-01..") => {
            Some(format!("{year:04}"))
        }
        Some(_) if whole(1) && text.len() == 22 => Some(format!("{year:04}-{month:02}")),
        _ => Some(text),
    }
}

/// Returns two instants as a range of the filter; `None` if they are not whole minutes.
pub(super) fn clock_range(from: Instant, to: Instant) -> Option<String> {
    if from.0.rem_euclid(60) != 0 || to.0.rem_euclid(60) != 0 || to.0 <= from.0 {
        return None;
    }
    let text = |instant| iso_instant(instant).map(|text| text.replace(":00Z", "Z"));
    // The end of such a range is a minute that is included.
    Some(format!("{}..{}", text(from)?, text(Instant(to.0 - 60))?))
}
