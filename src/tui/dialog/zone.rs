//! In which zone times are shown.

use chrono_tz::Tz;

use super::finder::{Finder, Heard};
use super::frame::{Frame, Listing};
use super::{DialogContext, Input, Outcome};
use crate::event::date::{Now, Zone};
use crate::text::signs::sign;
use crate::tui::key::Code;
use crate::tui::message::Message;

/// A zone to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRow {
    pub(crate) label: String,
    /// What its clock is ahead of UTC now: `+03:00`.
    pub(crate) offset: String,
    /// Why it stands near the top.
    pub note: &'static str,
    /// The zone; none: each event in its own.
    pub zone: Option<Tz>,
}

/// The list of zones.
#[derive(Debug, Clone)]
pub struct ZonePicker {
    pub(crate) finder: Finder,
    pub rows: Vec<ZoneRow>,
    /// The zone in force.
    pub(crate) current: Option<Tz>,
}

impl ZonePicker {
    /// Opens with each event's own zone, UTC and the store's zones first, then every other.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let store = desk.timeline.store();
        let mut near: Vec<(Tz, &'static str)> = vec![(store.meta.timezone, "the store's"), (Tz::UTC, "")];
        let mut venues: Vec<Tz> = store.registry.venues.iter().filter_map(|venue| venue.timezone).collect();
        venues.sort_by_key(|zone| zone.name());
        near.extend(venues.into_iter().map(|zone| (zone, "")));
        near.extend(chrono_tz::TZ_VARIANTS.into_iter().map(|zone| (zone, "")));
        Self::new(near, desk.timeline.zone(), desk.now)
    }

    fn new(zones: Vec<(Tz, &'static str)>, current: Option<Tz>, now: &Now) -> Self {
        let own = ZoneRow {
            label: "each event in its own zone".to_owned(),
            offset: String::new(),
            note: "as written",
            zone: None,
        };
        let mut seen = std::collections::HashSet::new();
        let named = zones.into_iter().filter(|(zone, _)| seen.insert(*zone)).map(|(zone, note)| ZoneRow {
            label: zone.name().to_owned(),
            offset: offset(zone, now),
            note,
            zone: Some(zone),
        });
        let rows: Vec<ZoneRow> = std::iter::once(own).chain(named).collect();
        // `Europe/Kyiv` is also found as `kyiv` and `America/New_York` as `new york`.
        let names: Vec<[String; 2]> =
            rows.iter().map(|row| [row.label.clone(), row.label.replace(['/', '_'], " ")]).collect();
        let mut finder = Finder::new(names.iter().map(|names| names.iter().map(String::as_str)));
        if let Some(at) = rows.iter().position(|row| row.zone == current) {
            finder.select(at);
        }
        Self { finder, rows, current }
    }

    /// The store's zones as they are now, at the same place.
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

fn offset(zone: Tz, now: &Now) -> String {
    let minutes = Zone::Named(zone).offset_at(now.instant) / 60;
    let sign = if minutes < 0 { sign("−") } else { "+" };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
