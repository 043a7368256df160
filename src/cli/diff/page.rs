//! Differences as text for people and as data.

use serde_json::{Map, Value, json};

use super::Comparison;
use crate::report::Page;
use crate::report::diff::{Changed, Differences, Field, Record};
use crate::report::document::{Block, Branch, Line, Span, counted, words};

/// How many ids of a registry are named.
const NAMED: usize = 12;

/// Returns the comparison as a page for people.
pub(super) fn of(comparison: &Comparison) -> Page {
    let Comparison { names: [before, after], counts, events, registries } = comparison;
    let mut page = Page::new(format!("Differences from {before} to {after}"));
    page.text(format!(
        "{} before, {} after: {} added, {} removed, {} changed, {} unchanged.",
        counted(counts[0], "event"),
        counted(counts[1], "event"),
        events.added.len(),
        events.removed.len(),
        events.changed.len(),
        events.unchanged
    ));
    records(&mut page, "Added", &events.added, |id| {
        events.once_called(id).map(|old| format!("; likely {old} renamed"))
    });
    records(&mut page, "Removed", &events.removed, |id| {
        events.now_called(id).map(|new| format!("; likely renamed to {new}"))
    });
    if !events.changed.is_empty() {
        page.heading("Changed");
        page.push(Block::Tree(events.changed.iter().map(branch).collect()));
    }
    if !registries.is_empty() {
        page.heading("Registries");
        page.push(Block::List(registries.iter().map(|(name, all)| words(in_short(name, all))).collect()));
    }
    page
}

/// Returns the comparison as data.
pub(super) fn json(comparison: &Comparison) -> Value {
    let ids = |records: &[(String, Record)]| records.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let mut registries = Map::new();
    for (name, all) in &comparison.registries {
        let changed: Vec<&String> = all.changed.iter().map(|changed| &changed.id).collect();
        let list = json!({"added": ids(&all.added), "removed": ids(&all.removed), "changed": changed});
        registries.insert((*name).to_owned(), list);
    }
    let [before, after] = &comparison.names;
    json!({
        "before": {"store": before, "events": comparison.counts[0]},
        "after": {"store": after, "events": comparison.counts[1]},
        "events": comparison.events.json(),
        "registries": registries,
    })
}

fn records(page: &mut Page, heading: &str, all: &[(String, Record)], hint: impl Fn(&str) -> Option<String>) {
    if all.is_empty() {
        return;
    }
    page.heading(heading);
    let line = |(id, record): &(String, Record)| {
        let mut line = event(id, record);
        line.extend(hint(id).map(Span::Text));
        line
    };
    page.push(Block::List(all.iter().map(line).collect()));
}

/// Returns `2025-12-21 statement: Title (id)`.
fn event(id: &str, record: &Record) -> Line {
    let text = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default();
    let status = match text("status") {
        "occurred" => String::new(),
        other => format!(", {other}"),
    };
    vec![
        Span::Text(format!("{} {}{status}: ", text("date"), text("kind"))),
        Span::Strong(text("title").to_owned()),
        Span::Text(format!(" ({id})")),
    ]
}

fn branch(changed: &Changed) -> Branch {
    let notes = changed.fields.iter().flat_map(Field::in_words).map(words).collect();
    Branch { line: event(&changed.id, &changed.now), notes, branches: Vec::new() }
}

/// Returns `actors: 2 added (a, b), 1 changed (c: name, aliases)`.
fn in_short(name: &str, all: &Differences) -> String {
    let ids = |records: &[(String, Record)]| records.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let changed = all.changed.iter().map(|changed| {
        let mut fields: Vec<&str> = changed.fields.iter().map(|field| field.path.as_str()).collect();
        fields.dedup();
        format!("{}: {}", changed.id, fields.join(" "))
    });
    let parts = [("added", ids(&all.added)), ("removed", ids(&all.removed)), ("changed", changed.collect())];
    let part = |(what, ids): &(&str, Vec<String>)| {
        let more = ids.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let named = ids.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        format!("{} {what} ({named}{more})", ids.len())
    };
    let parts_in_words: Vec<String> = parts.iter().filter(|(_, ids)| !ids.is_empty()).map(part).collect();
    format!("{name}: {}", parts_in_words.join("; "))
}
