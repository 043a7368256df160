//! JSON lines: one event on each line, under the store's field names and with every field in its long form.
//!
//! JSON is YAML, so the lines in a list form a store again. Dates are written as in the store. Registered items are
//! written by id, others by name. `id kind date title status grade` are always present, absent fields are omitted and
//! nothing is ever null. Computed values are under `computed`, which the store's reader skips: `earliest` and `latest`
//! (UTC, half-open, omitted if open), `path` and `line` in the store, the number of `sources` and of independent
//! `roots`, the `handling` that applies, which may be the store's, the `timezone` of times without an offset unless it is UTC, and the `names` of what is cited by id, from which an
//! import into another store registers what that store lacks. Characters that could act on a terminal are written as `\u` escapes, which JSON reads back
//! as the same text.

mod alike;
pub(super) mod document;
mod names;
mod parts;
mod registries;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use serde_json::{Map, Value};

use crate::event::date::{Zone, iso_instant};
use crate::event::{Event, EventDate, EventIx, Word};
use crate::parallel::in_order;
use crate::store::Store;
use crate::text;
use crate::timeline::Timeline;
pub(crate) use alike::Alike;
pub(super) use parts::links;
pub use registries::{Records, registries};

use parts::{figure, quote, roles, session, source, venue};

/// Whether the analyst's own notes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// Every field is written.
    Kept,
    /// `note` and `grade_note` of the event, its sources, sessions and figures are omitted, because they are the
    /// analyst's own. Remarks on links and accounts stay.
    LeftOut,
}

/// Writes each event as one line.
///
/// # Errors
/// Any error of `out`.
pub fn lines(timeline: &Timeline, shown: &[EventIx], notes: Notes, out: &mut dyn Write) -> io::Result<()> {
    lines_between(timeline, shown, notes, "\n", out)?;
    if shown.is_empty() { Ok(()) } else { out.write_all(b"\n") }
}

/// Writes the events with `between` between any two.
fn lines_between(
    timeline: &Timeline,
    shown: &[EventIx],
    notes: Notes,
    between: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let written = |window: Range<usize>| {
        let mut text = String::new();
        let first = window.start;
        for (at, ix) in (first..).zip(shown.get(window).unwrap_or_default()) {
            text.push_str(if at == 0 { "" } else { between });
            text.push_str(&inert(&event(timeline, *ix, notes).to_string()));
        }
        text
    };
    in_order(shown.len(), written, |text| out.write_all(text.as_bytes()))
}

/// Returns an event as a JSON object, with `computed`.
#[must_use]
pub fn event(timeline: &Timeline, ix: EventIx, notes: Notes) -> Value {
    let event = timeline.store().events.fresh(ix);
    let mut object = written(timeline.store(), &event, notes);
    object.put("computed", computed(timeline, ix, &event, notes));
    object.into()
}

/// Returns an event as text that another document can hold, with `seal`, the mark of what that document shows of it.
///
/// Whoever reads the document back takes this record only if the rest of the document still has the same mark.
pub(super) fn sealed(timeline: &Timeline, ix: EventIx, notes: Notes, seal: String) -> Value {
    let mut record = event(timeline, ix, notes);
    if let Some(Value::Object(computed)) = record.get_mut("computed") {
        // The rest of the document says it, or, as the path, it is nobody's business.
        computed.retain(|key, _| ["timezone", "handling", "names"].contains(&key.as_str()));
        computed.insert("seal".to_owned(), seal.into());
    }
    record
}

/// Returns an event as a JSON object with the store's fields, without `computed`.
#[must_use]
pub fn record(store: &Store, event: &Event) -> Map<String, Value> {
    written(store, event, Notes::Kept).0
}

/// Returns the same, with or without the analyst's own notes.
pub(super) fn fields(store: &Store, event: &Event, notes: Notes) -> Map<String, Value> {
    written(store, event, notes).0
}

fn written(store: &Store, event: &Event, notes: Notes) -> Object {
    let mut object = Object::default();
    what(&mut object, store, event, notes);
    said(&mut object, store, event, notes);
    object
}

fn what(object: &mut Object, store: &Store, event: &Event, notes: Notes) {
    let registry = &store.registry;
    object.text("id", event.id.as_str());
    object.text("kind", event.kind.word());
    object.maybe("subtype", event.subtype.as_deref());
    object.text("date", event.date.text());
    object.text("title", &event.title);
    object.maybe("summary", event.summary.as_deref());
    if notes == Notes::Kept {
        object.maybe("note", event.note.as_deref());
    }
    object.text("status", event.status.word());
    object.some("actors", roles(registry, &event.actors));
    object.some("venue", event.venue.map(|v| venue(registry, v)));
    object.list("other_venues", event.other_venues.iter().map(|v| venue(registry, *v)));
    object.list("sources", event.cited().map(|(s, against)| source(registry, s, against, notes)));
    object.text("grade", &event.grade.to_string());
    if notes == Notes::Kept {
        object.maybe("grade_note", event.grade_note.as_deref());
    }
    object.list("tags", event.tags.iter().map(|t| t.as_str().into()));
    object.some("links", links(store, &event.links));
    object.list("conflicts", event.conflicts.iter().map(parts::conflict));
    object.date("first_seen", event.first_seen.as_ref());
    object.date("disclosed", event.disclosed.as_ref());
    object.date("logged", event.logged.as_ref());
    object.maybe("handling", event.handling.map(Word::word));
}

fn said(object: &mut Object, store: &Store, event: &Event, notes: Notes) {
    let registry = &store.registry;
    object.maybe("format", event.format.map(Word::word));
    object.maybe("track", event.track.map(Word::word));
    object.list("agenda", event.agenda.iter().map(|t| t.as_str().into()));
    object.maybe("outcome", event.outcome.as_deref());
    object.list("sessions", event.sessions.iter().map(|s| session(registry, s, notes)));
    object.maybe("channel", event.channel.as_deref());
    object.list("quote", event.quotes.iter().map(|q| quote(registry, q)));
    object.maybe("stance", event.stance.map(Word::word));
    object.list("about", event.about.iter().map(|a| parts::about(registry, *a)));
    object.list("figures", event.figures.iter().map(|f| figure(registry, f, notes)));
}

fn computed(timeline: &Timeline, ix: EventIx, event: &Event, notes: Notes) -> Value {
    let mut object = Object::default();
    object.maybe("earliest", iso_instant(event.date.earliest()).as_deref());
    object.maybe("latest", iso_instant(event.date.latest()).as_deref());
    object.text("path", &timeline.store().path_within(event.place).to_string_lossy());
    object.put("line", event.place.line.into());
    object.put("sources", timeline.pages(ix).into());
    object.put("roots", timeline.roots(ix).into());
    object.maybe("handling", timeline.store().handling(event).map(Word::word));
    // Times that name no offset are those of the venue's clocks, else of the store's.
    let registry = &timeline.store().registry;
    let zone = match event.venue.and_then(|venue| registry.zone_of(venue)) {
        Some(Zone::Named(zone)) => zone,
        _ => timeline.store().meta.timezone,
    };
    if zone != chrono_tz::Tz::UTC {
        object.text("timezone", zone.name());
    }
    object.some("names", names::names(registry, event, notes));
    object.into()
}

/// A JSON object that omits absent values.
#[derive(Debug, Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    fn some(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    fn text(&mut self, key: &str, text: &str) {
        self.put(key, text.into());
    }

    fn maybe(&mut self, key: &str, text: Option<&str>) {
        self.some(key, text.map(Value::from));
    }

    fn date(&mut self, key: &str, date: Option<&EventDate>) {
        self.maybe(key, date.map(EventDate::text));
    }

    fn list(&mut self, key: &str, values: impl Iterator<Item = Value>) {
        let all: Vec<Value> = values.collect();
        if !all.is_empty() {
            self.put(key, all.into());
        }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

/// Returns JSON in which every character that could act on a terminal is an escape. Such characters only occur in strings.
pub(crate) fn inert(json: &str) -> Cow<'_, str> {
    if json.chars().all(text::is_plain) {
        return json.into();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if text::is_plain(c) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out.into()
}

#[cfg(test)]
mod tests;
