//! Choosing the zone that times are shown in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use chrono_tz::Tz;

use super::finder::{Finder, Heard};
use super::frame::{Frame, Listing};
use super::{DialogContext, Input, Outcome};
use crate::event::date::{Now, Zone};
use crate::registry::VenueIx;
use crate::text::counted;
use crate::text::signs::sign;
use crate::timeline::Timeline;
use crate::tui::key::Code;
use crate::tui::message::Message;

/// A zone to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRow {
    pub(crate) label: String,
    /// Its offset from UTC now: `+03:00`.
    pub(crate) offset: String,
    /// The reason why it is near the top.
    pub note: String,
    /// The zone. `None` shows each event in its own zone.
    pub zone: Option<Tz>,
}

/// The label of the row that chooses no zone.
const OWN: &str = "each event in its own zone";

/// The list of zones.
#[derive(Debug, Clone)]
pub struct ZonePicker {
    pub(crate) finder: Finder,
    pub rows: Vec<ZoneRow>,
    /// The zone that times are shown in now.
    pub(crate) current: Option<Tz>,
}

impl ZonePicker {
    /// Opens with each event's own zone, the store's zones with the most used first, the reader's zone and UTC, then every
    /// other.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let mut near = used(desk.timeline);
        near.push((desk.now.zone, "yours".to_owned()));
        near.push((Tz::UTC, String::new()));
        Self::new(near, desk.timeline.zone(), desk.now)
    }

    fn new(near: Vec<(Tz, String)>, current: Option<Tz>, now: &Now) -> Self {
        let own = ZoneRow {
            label: OWN.to_owned(),
            offset: String::new(),
            note: "as written".to_owned(),
            zone: None,
        };
        let mut seen = HashSet::new();
        let row = |(zone, note): (Tz, String)| ZoneRow {
            label: zone.name().to_owned(),
            offset: offset(zone, now),
            note,
            zone: Some(zone),
        };
        let mut rows = vec![own];
        rows.extend(near.into_iter().filter(|(zone, _)| seen.insert(*zone)).map(row));
        let favoured = rows.len();
        let others = chrono_tz::TZ_VARIANTS.into_iter().filter(|zone| seen.insert(*zone));
        rows.extend(others.map(|zone| row((zone, String::new()))));
        // `Europe/Kyiv` is also found as `kyiv` and `America/New_York` as `new york`.
        let names: Vec<[String; 2]> =
            rows.iter().map(|row| [row.label.clone(), row.label.replace(['/', '_'], " ")]).collect();
        let mut finder =
            Finder::new(names.iter().map(|names| names.iter().map(String::as_str))).favouring(favoured);
        if let Some(at) = rows.iter().position(|row| row.zone == current) {
            finder.select(at);
        }
        Self { finder, rows, current }
    }

    /// Lists the zones again after a reload, and keeps the place.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        let Self { finder, rows, current } = Self::open(desk);
        *self = Self { finder: finder.resumed(&self.finder), rows, current };
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (56, 18))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let listing = Listing::of(Self::frame(desk.size).inner, 0);
        match input {
            Input::Key(key) if key.code == Code::Esc => return Outcome::Close,
            Input::Key(key) if key.code == Code::Enter => return self.set(),
            Input::Key(key) => {
                self.finder.take(*key, listing.list.lines());
            }
            Input::Paste(text) => self.finder.paste(text),
            Input::Mouse(mouse) if self.finder.mouse(*mouse, listing) == Heard::Pressed => return self.set(),
            Input::Mouse(_) => {}
        }
        Outcome::Stay
    }

    fn set(&self) -> Outcome {
        match self.finder.row().and_then(|at| self.rows.get(at)) {
            Some(row) => Outcome::Finish(Box::new(Message::SetZone(row.zone))),
            None => Outcome::Stay,
        }
    }
}

/// Returns the zones of the store and what is said of each, the most used first: those of its venues, counted by events, and
/// the one that holds for all other events.
fn used(timeline: &Timeline) -> Vec<(Tz, String)> {
    let store = timeline.store();
    let mut counts: BTreeMap<&str, (Tz, usize)> = BTreeMap::new();
    for (ix, venue) in (0..).map(VenueIx).zip(store.registry.venues.iter()) {
        let Some(zone) = venue.timezone else { continue };
        counts.entry(zone.name()).or_insert((zone, 0)).1 += timeline.index().venue(ix).len();
    }
    let default = store.meta.timezone;
    let elsewhere = timeline.order().len().saturating_sub(counts.values().map(|(_, events)| events).sum());
    counts.entry(default.name()).or_insert((default, 0)).1 += elsewhere;
    let mut zones: Vec<(Tz, usize)> = counts.into_values().collect();
    zones.sort_by_key(|(_, events)| Reverse(*events));
    let note =
        |zone: Tz, events| if zone == default { "the store's".to_owned() } else { counted(events, "event") };
    zones.into_iter().map(|(zone, events)| (zone, note(zone, events))).collect()
}

fn offset(zone: Tz, now: &Now) -> String {
    let minutes = Zone::Named(zone).offset_at(now.instant) / 60;
    let sign = if minutes < 0 { sign("−") } else { "+" };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
