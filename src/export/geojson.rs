//! A map (GeoJSON, RFC 7946): a feature for each event, at its venue.
//!
//! An event without a venue, or whose venue has no coordinates, has no geometry. Properties are in words.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::each::each;
use super::head::Head;
use super::json::inert;
use super::paragraphs::paragraphs;
use super::place::point;
use super::web::target;
use super::{Request, Written};
use crate::describe::{dates, nature, people};
use crate::event::{Event, EventIx, Word};

/// Writes the events as a feature collection.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let head = Head::of(request);
    let about = json!({ "title": head.title, "about": head.lines() }).to_string();
    let handling = head.handling.map(|handling| format!("\"handling\":{},", json!(nature::tlp(handling))));
    let about = about.trim_start_matches('{').trim_end_matches('}');
    let start =
        format!("{{\"type\":\"FeatureCollection\",{}{about},\"features\":[\n", handling.unwrap_or_default());
    out.write_all(inert(start.trim_end()).as_bytes())?;
    out.write_all(b"\n")?;
    let events = each(request, ",\n", out, |ix, event| {
        Some(inert(&feature(request, ix, event).to_string()).into_owned())
    })?;
    out.write_all(if events == 0 { b"]}\n" } else { b"\n]}\n" })?;
    Ok(Written { events, left_out: Vec::new() })
}

fn feature(request: &Request<'_>, ix: EventIx, event: &Event) -> Value {
    let (timeline, store) = (request.timeline, request.timeline.store());
    let registry = &store.registry;
    let place = event.venue.and_then(|venue| point(registry, venue));
    let geometry = place.map(|at| json!({ "type": "Point", "coordinates": [at.lon, at.lat] }));
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    put("title", nature::title(event).into());
    put("date", event.date.text().into());
    put("when", dates::when(event, timeline.zone()).into());
    put("kind", event.kind.word().into());
    put("what", nature::in_words(event).into());
    put("status", event.status.word().into());
    if let Some(venue) = event.venue {
        put("where", people::place(registry, venue).into());
    }
    put("grade", nature::grade(event.grade).into());
    if let Some(handling) = store.handling(event) {
        put("handling", nature::tlp(handling).into());
    }
    put("description", paragraphs(request, ix, event).join("\n").into());
    let urls = event.sources.iter().filter_map(|ix| registry.fresh_source(*ix).url);
    let urls: Vec<Value> = urls.filter_map(|url| Some(Value::from(target(&url)?))).collect();
    put("urls", urls.into());
    json!({ "type": "Feature", "id": event.id.as_str(), "geometry": geometry, "properties": properties })
}
