//! Where the last session of a store ended: filter, view, selection, panes, order, zone.

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use crate::event::EventId;
use crate::event::date::{Day, EventDate, Zone};
use crate::tui::action::View;
use crate::tui::pane::{Pane, Panes};
use crate::tui::picture::Place;

/// Where a session ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastSession {
    /// The filter, as text: only the store can tell whether it still applies.
    pub filter: String,
    /// The open view.
    pub view: View,
    /// The cursor of the view, how far it was zoomed in, and which variant `c` had chosen.
    pub(crate) place: Place,
    /// The selected event.
    pub selected: Option<EventId>,
    /// The first day of the selected event, for when it is no longer there.
    pub(crate) day: Option<Day>,
    /// How many lines of the view were above the selected event.
    pub(crate) offset: usize,
    /// Newest first.
    pub reversed: bool,
    /// The zone of times. `None`: each event's own.
    pub(crate) zone: Option<Tz>,
    /// Which panes showed.
    pub panes: Panes,
    /// The pane that had the keys.
    pub(crate) pane: Pane,
}

const PANES: [(&str, Pane); 3] = [("facets", Pane::Facets), ("events", Pane::View), ("detail", Pane::Detail)];

fn name_of(pane: Pane) -> &'static str {
    PANES.iter().find(|(_, other)| *other == pane).map_or("events", |(name, _)| name)
}

fn pane(value: &Value) -> Option<Pane> {
    PANES.iter().find(|(name, _)| value.as_str() == Some(name)).map(|(_, pane)| *pane)
}

/// Reads how a view was drawn: its zoom and its variant.
pub(super) fn drawn(row: &Map<String, Value>) -> (Option<u8>, Option<usize>) {
    let number = |key: &str| row.get(key).and_then(Value::as_u64);
    let zoom = number("zoom").and_then(|zoom| u8::try_from(zoom).ok());
    (zoom, number("variant").and_then(|variant| usize::try_from(variant).ok()))
}

impl LastSession {
    pub(super) fn to_json(&self) -> Value {
        let mut all = Map::new();
        let mut put = |key: &str, value: Value| drop(all.insert(key.to_owned(), value));
        put("filter", json!(self.filter));
        put("view", json!(self.view.name().to_lowercase()));
        let Place { row, column, top, left, day, across, zoom, variant } = self.place;
        put("zoom", json!(zoom));
        put("variant", json!(variant));
        if self.view != View::Timeline {
            put("place", json!([row, column, top, left, across]));
        }
        if let Some(day) = day {
            put("cursor", json!(day.iso()));
        }
        if let Some(id) = &self.selected {
            put("selected", json!(id.as_str()));
        }
        if let Some(day) = self.day {
            put("day", json!(day.iso()));
        }
        put("offset", json!(self.offset));
        put("reversed", json!(self.reversed));
        if let Some(zone) = self.zone {
            put("zone", json!(zone.name()));
        }
        put("facets", json!(self.panes.facets));
        put("detail", json!(self.panes.detail));
        if let Some(wide) = self.panes.wide {
            put("wide", json!(name_of(wide)));
        }
        put("pane", json!(name_of(self.pane)));
        Value::Object(all)
    }

    /// Reads each part on its own. A part that is missing or unknown to this version is as in a new session.
    pub(super) fn from_json(row: &Map<String, Value>) -> Self {
        let text = |key: &str| row.get(key).and_then(Value::as_str);
        let flag = |key: &str| row.get(key).and_then(Value::as_bool);
        let new = Panes::default();
        let view = text("view").and_then(View::named);
        let (zoom, variant) = drawn(row);
        let day_of = |key: &str| {
            let date = EventDate::parse(text(key)?, Zone::Named(Tz::UTC)).ok()?;
            Some(date.first_day())
        };
        let cells: Vec<usize> = (row.get("place").and_then(Value::as_array).into_iter().flatten())
            .filter_map(|cell| usize::try_from(cell.as_u64()?).ok())
            .collect();
        let (cursor_row, column, top, left, across) = match cells.as_slice() {
            [row, column, top, left, across] => (*row, *column, *top, *left, *across),
            _ => Default::default(),
        };
        let place = Place {
            row: cursor_row,
            column,
            top,
            left,
            day: day_of("cursor"),
            across,
            zoom: zoom.unwrap_or_default(),
            variant: variant.unwrap_or_default(),
        };
        Self {
            filter: text("filter").unwrap_or_default().to_owned(),
            view: view.unwrap_or_default(),
            place,
            selected: text("selected").map(|id| EventId(id.into())),
            day: day_of("day"),
            offset: row.get("offset").and_then(Value::as_u64).map_or(0, |lines| lines as usize),
            reversed: flag("reversed").unwrap_or(false),
            zone: text("zone").and_then(|name| name.parse().ok()),
            panes: Panes {
                facets: flag("facets").unwrap_or(new.facets),
                detail: flag("detail").unwrap_or(new.detail),
                wide: row.get("wide").and_then(pane),
            },
            pane: row.get("pane").and_then(pane).unwrap_or_default(),
        }
    }
}
