//! What the loader would find wrong with an event that is not written yet.
//!
//! The event is read with the registries of the store and the events that it links to, and not with all others, so that
//! it can be judged while it is typed, however large the store is.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::draft::Draft;
use crate::event::date::Zone;
use crate::event::{Event, EventDate, EventIx};
use crate::registry::{Lookup, VenueIx};
use crate::store::yaml::emit;
use crate::store::{Severity, Store};

/// The registries of a store, by which new events are judged.
#[derive(Debug, Clone)]
pub(crate) struct Judge {
    texts: Vec<(PathBuf, Vec<u8>)>,
    /// Whether the registries of all files are there: without them no name can be called unregistered.
    is_whole: bool,
}

/// Something wrong with a field of a new event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The field, and the key in it where that has a line of its own; empty for the whole event.
    pub(crate) field: String,
    pub(crate) key: String,
    pub(crate) severity: Severity,
    /// The message and the hint of the loader.
    pub(crate) text: String,
}

/// What the loader makes of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) findings: Vec<Finding>,
    /// The date in words, in the event's own zone, if it can be read.
    pub(crate) date: Option<String>,
}

/// The name of the file in which the event is read.
const NEW: &str = "new event";
/// The lines of the file before the event.
const HEAD: &str = "events:\n";

impl Judge {
    pub(crate) fn new(store: &Store) -> Self {
        let (texts, is_whole) = store.registries();
        Self { texts, is_whole }
    }

    /// Judges an event whose fields are in order.
    pub(crate) fn judge(&self, store: &Store, draft: &Draft) -> Judgement {
        let read = self.read(store, draft);
        let own = read.problems.iter().filter(|problem| problem.path == Path::new(NEW));
        let own = own.filter(|problem| {
            let code = problem.code.0;
            problem.severity != Severity::Note
                && code != "missing-key"
                && (self.is_whole || !(code == "unregistered" || code.starts_with("dangling-")))
        });
        let findings = own.map(|problem| {
            let (field, key) = place(draft, problem.line);
            let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
            let text = format!("{}{hint}", problem.message);
            Finding { field, key, severity: problem.severity, text }
        });
        let date = own_event(&read).map(|event| event.date).or_else(|| alone(store, draft));
        let date = date.map(|date| date.in_words(None));
        Judgement { findings: findings.collect(), date }
    }

    /// Reads the event as the loader does, in a store of its own.
    fn read(&self, store: &Store, draft: &Draft) -> Store {
        let mut texts = self.texts.clone();
        texts.push((PathBuf::from("linked events"), linked(store, &draft.fields).into_bytes()));
        texts.push((PathBuf::from(NEW), format!("{HEAD}{}", draft.yaml()).into_bytes()));
        Store::from_texts(texts)
    }

    /// Returns the event as the loader reads it, with the store that it is in. `None` if it would be left out.
    pub(crate) fn event(&self, store: &Store, draft: &Draft) -> Option<(Event, Store)> {
        let read = self.read(store, draft);
        own_event(&read).map(|event| (event, read))
    }
}

/// Returns the new event among those that were read.
fn own_event(read: &Store) -> Option<Event> {
    read.events.each().map(|(_, event)| event).find(|event| read.file(event.place).path == Path::new(NEW))
}

/// Returns the events of the store that an event links to.
pub(crate) fn linked_events(store: &Store, fields: &Map<String, Value>) -> Vec<EventIx> {
    let links = fields.get("links").and_then(Value::as_object);
    let ids = links.into_iter().flat_map(|links| links.values()).flat_map(|ids| match ids {
        Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect::<Vec<_>>(),
    });
    let mut all: Vec<EventIx> = ids.filter_map(|id| store.find(id)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Returns the date of an event that cannot be read as a whole.
fn alone(store: &Store, draft: &Draft) -> Option<EventDate> {
    let venue = draft.text("venue").map(|venue| store.registry.venue_names().reference(venue));
    let zone = match venue {
        Some(Lookup::One(ix)) => store.registry.zone_of(VenueIx(ix)),
        _ => None,
    };
    EventDate::parse(draft.text("date")?, zone.unwrap_or(Zone::Named(store.meta.timezone))).ok()
}

/// Returns the field that stands on a line of the file, and the key on the line.
fn place(draft: &Draft, line: u32) -> (String, String) {
    let mut before = HEAD.lines().count();
    let at = line as usize;
    for (key, value) in &draft.fields {
        let text = emit::field(key, value, 2);
        let own = text.lines().count();
        if at > before && at <= before + own {
            let line = text.lines().nth(at - before - 1).unwrap_or_default();
            let line = line.trim_start().trim_start_matches("- ");
            let inner = line.split_once(':').map(|(inner, _)| inner.to_owned()).unwrap_or_default();
            return (key.clone(), inner);
        }
        before += own;
    }
    (String::new(), String::new())
}

/// Returns the events of the store that the event links to, in short.
fn linked(store: &Store, fields: &Map<String, Value>) -> String {
    let all = linked_events(store, fields);
    let items = all.into_iter().filter_map(|ix| {
        let event = store.events.fresh(ix);
        let record = json!({
            "id": store.events.id(ix),
            "kind": event.kind.to_string(),
            "date": event.date.text(),
            "title": event.title,
        });
        Some(emit::item(record.as_object()?, 0))
    });
    let items: String = items.collect();
    if items.is_empty() { items } else { format!("{HEAD}{items}") }
}
