//! Events that demarche wrote itself: JSON lines, and the records inside its calendars and slides.
//!
//! Such a record is the event as the store had it, so its text is kept as it is. What its ids stand for comes along
//! under `computed.names` and is registered where it is new.

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::dates;
use super::draft::{self, Draft, Zoned};
use super::importer::Importer;
use super::repairs::Repair;
use crate::store::schema::list::List;
use crate::text::seal;

/// Returns an event in the store's own form. `whole` is the text that its id comes from if it has none.
pub(super) fn event(mut object: Map<String, Value>, whole: &str, importer: &mut Importer<'_>) -> Draft {
    let mut zoned = Zoned::Nothing;
    if let Some(computed) = object.remove("computed") {
        zoned = Zoned::Everything;
        names(&computed, importer);
        let zone = computed.get("timezone").and_then(Value::as_str).and_then(|name| name.parse::<Tz>().ok());
        let zone = zone.unwrap_or(Tz::UTC);
        // Without a venue it is the zone of the store, else perhaps that of the venue, which comes along.
        if !object.contains_key("venue") {
            importer.reads_in(zone);
        }
        let is_said = !importer.adds_to_store() && names_zone(&computed, zone);
        // The clocks of a venue that is not here may be others than the store's.
        if zone != importer.zone() || (importer.adds_to_store() && object.contains_key("venue")) {
            object.values_mut().for_each(|value| with_zone(value, zone, is_said, importer));
        }
        // The level may be that of the store that it comes from, which is not here.
        let level = computed.get("handling").filter(|level| importer.store_handling() != level.as_str());
        if let Some(level) = level.filter(|level| level.is_string() && !object.contains_key("handling")) {
            object.insert("handling".to_owned(), level.clone());
        }
    }
    object.retain(|_, value| !value.is_null());
    let mut draft = Draft { fields: object, zoned };
    if draft.text("id").is_empty() {
        draft.set("id", draft::hashed("jsonl", [whole]));
    }
    draft
}

/// Returns whether a venue of an event is said to be in a zone.
fn names_zone(computed: &Value, zone: Tz) -> bool {
    let venues = computed.get("names").and_then(|names| names.get("venues")).and_then(Value::as_object);
    let zones = venues.into_iter().flatten().filter_map(|(_, venue)| venue.get("timezone")?.as_str());
    zones.into_iter().any(|name| name == zone.name())
}

/// Writes the offset of `zone` behind each time of a field that is a date.
fn with_zone(value: &mut Value, zone: Tz, is_said: bool, importer: &mut Importer<'_>) {
    match value {
        Value::String(text) => {
            if let Some(time) = dates::zoned(text, zone, is_said, importer) {
                *text = time;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| with_zone(item, zone, is_said, importer)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| with_zone(value, zone, is_said, importer));
        }
        _ => {}
    }
}

/// Registers what the ids of an event stand for.
fn names(computed: &Value, importer: &mut Importer<'_>) {
    let Some(lists) = computed.get("names").and_then(Value::as_object) else { return };
    for (key, entries) in lists {
        let (list, name) = match key.as_str() {
            "actors" => (List::Actors, "name"),
            "venues" => (List::Venues, ""),
            "outlets" => (List::Outlets, "name"),
            "claims" => (List::Claims, "text"),
            "sources" => (List::Sources, ""),
            _ => continue,
        };
        for (id, entry) in entries.as_object().into_iter().flatten() {
            let fields = match entry {
                Value::Object(fields) if name.is_empty() => fields.clone(),
                Value::String(text) if !name.is_empty() => {
                    [(name.to_owned(), Value::from(text.as_str()))].into_iter().collect()
                }
                _ => continue,
            };
            importer.names.given(list, id, fields);
        }
    }
}

/// Returns the event that another document holds, if what the document shows of it has not changed since. `shown` is
/// what is shown.
pub(super) fn held(record: Value, shown: &[&str], importer: &mut Importer<'_>) -> Option<Draft> {
    let Value::Object(object) = record else { return None };
    let mark = object.get("computed").and_then(|computed| computed.get("seal")).and_then(Value::as_str);
    if mark != Some(seal(shown).as_str()) {
        importer.repaired(Repair::Changed, object.get("id").and_then(Value::as_str).unwrap_or_default());
        return None;
    }
    let whole = Value::Object(object.clone()).to_string();
    Some(event(object, &whole, importer))
}
