//! A store again: the events, and the actors, venues, outlets, sources and claims that they need.
//!
//! Loading it gives the same events. It is written in the style of the demonstration store, in short forms. A link to
//! an event that is not in the file would be a mistake there: it stands in a comment. A part of a log covers no stretch
//! of time, so only a whole one keeps its `coverage`.

mod needed;
mod short;

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::each::each;
use super::head::{Head, title};
use super::json::{self, Notes};
use super::{Request, Written};
use crate::event::{Event, EventDate, EventIx, Word};
use crate::store::yaml::emit;
use crate::text::visible_line;
use crate::timeline::EventSet;
use needed::Needed;

/// Writes the events as a store.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let head = Head::of(request);
    writeln!(out, "# {}", visible_line(&head.title))?;
    for line in head.lines() {
        writeln!(out, "# {line}")?;
    }
    let all = is_whole(request);
    if !all && !request.timeline.store().meta.coverage.is_empty() {
        writeln!(
            out,
            "# A part of the log: `coverage` is left out, since silence here is not silence of the log."
        )?;
    }
    let store = about(request, all);
    if !store.is_empty() {
        write!(out, "\n{}", emit::field("store", &store.into(), 0))?;
    }
    registries(request, out)?;
    if request.shown.is_empty() {
        writeln!(out, "\nevents: []")?;
    } else {
        writeln!(out, "\nevents:")?;
    }
    let mut inside = EventSet::none(request.timeline.store().events.len());
    request.shown.iter().for_each(|ix| inside.insert(*ix));
    let events = each(request, "\n", out, |_, event| Some(item(request, &inside, event)))?;
    Ok(Written { events, left_out: Vec::new() })
}

/// Returns whether it has every event of the log.
fn is_whole(request: &Request<'_>) -> bool {
    let store = request.timeline.store();
    request.shown.len() == store.events.len()
        && store.known.is_none()
        && store.withheld.is_none_or(|withheld| withheld.events == 0)
}

/// Returns the fields of `store`.
fn about(request: &Request<'_>, whole: bool) -> Map<String, Value> {
    let meta = &request.timeline.store().meta;
    let mut fields = Map::new();
    let own = request.options.title.as_ref().map(|_| title(request));
    let texts = [("title", own.or_else(|| meta.title.clone())), ("description", meta.description.clone())];
    for (key, text) in texts {
        fields.extend(text.map(|text| (key.to_owned(), Value::from(text))));
    }
    // What the store does not say is not said for it.
    if meta.states_timezone {
        fields.insert("timezone".to_owned(), meta.timezone.name().into());
    }
    let coverage: Vec<&str> = meta.coverage.iter().map(EventDate::text).collect();
    if whole && !coverage.is_empty() {
        fields.insert("coverage".to_owned(), json!(coverage));
    }
    fields.extend(meta.handling.map(|handling| ("handling".to_owned(), handling.word().into())));
    fields
}

/// Writes the records that the events need, list by list.
fn registries(request: &Request<'_>, out: &mut dyn Write) -> io::Result<()> {
    let store = request.timeline.store();
    let needed = Needed::by(store, request.shown);
    for (list, records) in json::registries(store) {
        let records: Vec<_> = records.into_iter().filter(|(id, _)| needed.has(list, id)).collect();
        if records.is_empty() {
            continue;
        }
        writeln!(out, "\n{list}:")?;
        for (at, (id, fields)) in records.into_iter().enumerate() {
            let mut record: Map<String, Value> = [("id".to_owned(), Value::from(id))].into_iter().collect();
            let own = |key: &String| key == "note" && !request.options.notes;
            record.extend(fields.into_iter().filter(|(key, _)| !own(key)));
            short::registered(&mut record);
            let between = if at == 0 { "" } else { "\n" };
            write!(out, "{between}{}", emit::item(&record, 0))?;
        }
    }
    Ok(())
}

/// Returns an event as an item of the list, below a comment on each link that leads out of the file.
fn item(request: &Request<'_>, inside: &EventSet, event: &Event) -> String {
    let store = request.timeline.store();
    let notes = if request.options.notes { Notes::Kept } else { Notes::LeftOut };
    let mut record = json::fields(store, event, notes);
    let (kept, lost): (Vec<_>, Vec<_>) =
        event.links.iter().cloned().partition(|link| inside.contains(link.to));
    let mut out = String::new();
    for link in &lost {
        let to: EventIx = link.to;
        out.extend([
            "# ",
            event.id.as_str(),
            " ",
            link.kind.word(),
            " ",
            store.events.id(to),
            ", not in this file\n",
        ]);
    }
    if !lost.is_empty() {
        record.shift_remove("links");
        record.extend(json::links(store, &kept).map(|links| ("links".to_owned(), links)));
    }
    short::event(&mut record, event.kind);
    out + &emit::item(&record, 0)
}
