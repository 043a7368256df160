//! One JSON document: what it is about, and the events as in JSON lines.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::{Notes, Object, inert, lines_between};
use crate::event::Word;
use crate::event::date::EventDate;
use crate::export::head;
use crate::export::{Request, Written};

/// Writes the events in one object, behind the head.
pub(in crate::export) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let head = about(request);
    out.write_all(b"{\n")?;
    for (key, value) in &head {
        writeln!(out, "{}: {},", Value::from(key.as_str()), inert(&value.to_string()))?;
    }
    out.write_all(b"\"events\": [\n")?;
    let notes = if request.options.notes { Notes::Kept } else { Notes::LeftOut };
    lines_between(request.timeline, request.shown, notes, ",\n", out)?;
    out.write_all(if request.shown.is_empty() { b"]\n}\n" } else { b"\n]\n}\n" })?;
    Ok(Written::all(request))
}

/// Returns the fields before the events. What there is not is omitted.
fn about(request: &Request<'_>) -> Map<String, Value> {
    let (timeline, store) = (request.timeline, request.timeline.store());
    let mut object = Object::default();
    object.maybe("handling", head::handling(request).map(Word::word));
    object.text("title", &head::title(request));
    let mut own = Object::default();
    own.maybe("title", store.meta.title.as_deref());
    own.text("timezone", store.meta.timezone.name());
    own.list("coverage", store.meta.coverage.iter().map(|stretch| EventDate::text(stretch).into()));
    own.maybe("commit", request.commit);
    object.put("store", own.into());
    object.text("filter", request.filter.trim());
    object.maybe("as_of", store.known.as_ref().map(|known| known.at.date().text()));
    object.text("generated", &request.now.text);
    object.put("shown", request.shown.len().into());
    object.put("matched", request.matched.into());
    object.put("total", timeline.order().len().into());
    if let Some(withheld) = store.withheld.filter(|withheld| withheld.events > 0) {
        let mut own = Object::default();
        own.put("events", withheld.events.into());
        own.text("stricter_than", withheld.max.word());
        object.put("withheld", own.into());
    }
    object.0
}
