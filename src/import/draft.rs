//! An event as a format gives it, before it is checked.

use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::slug;

/// The fields of an event, under the store's names, in any order.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) fields: Map<String, Value>,
    /// Whose times are known to be in the zone of the store that they come from.
    pub(super) zoned: Zoned,
}

/// The times without an offset that mean those of a known zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Zoned {
    /// None of them.
    #[default]
    Nothing,
    /// Those of the event's date.
    Date,
    /// All of them.
    Everything,
}

impl Draft {
    /// Returns an event with an id and a kind.
    pub(super) fn new(id: String, kind: &str) -> Self {
        let mut draft = Self::default();
        draft.set("id", id);
        draft.set("kind", kind);
        draft
    }

    /// Sets a field to a text; an empty text sets nothing.
    pub(super) fn set(&mut self, key: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.fields.insert(key.to_owned(), Value::String(text));
        }
    }

    /// Sets a field to a value; an empty list or mapping sets nothing.
    pub(super) fn put(&mut self, key: &str, value: Value) {
        let empty = match &value {
            Value::Array(items) => items.is_empty(),
            Value::Object(map) => map.is_empty(),
            Value::String(text) => text.is_empty(),
            Value::Null => true,
            _ => false,
        };
        if !empty {
            self.fields.insert(key.to_owned(), value);
        }
    }

    /// Adds a value at the end of a list.
    pub(super) fn push(&mut self, key: &str, value: Value) {
        match self.fields.get_mut(key) {
            Some(Value::Array(items)) => items.push(value),
            _ => self.put(key, Value::Array(vec![value])),
        }
    }

    /// Adds an actor in a role, once.
    pub(super) fn actor(&mut self, role: &str, actor: String) {
        if actor.is_empty() {
            return;
        }
        let roles = self.fields.entry("actors").or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(roles) = roles else { return };
        let actor = Value::String(actor);
        match roles.get_mut(role) {
            Some(Value::Array(all)) if !all.contains(&actor) => all.push(actor),
            Some(Value::Array(_)) => {}
            _ => {
                roles.insert(role.to_owned(), Value::Array(vec![actor]));
            }
        }
    }

    /// Returns the text of a field.
    pub(super) fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Returns a mapping of the fields that have a text.
pub(super) fn record(fields: &[(&str, &str)]) -> Map<String, Value> {
    let filled = fields.iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(key, text)| ((*key).to_owned(), Value::from(*text))).collect()
}

/// Returns an id made of a prefix and a format's own id, which stays readable where it can.
///
/// What an id may not contain, or is too long, is told apart by a hash of the text as it was.
pub(super) fn id(prefix: &str, own: &str) -> String {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    let lower = own.to_ascii_lowercase();
    let begun = if prefix.is_empty() { String::new() } else { format!("{prefix}-") };
    let starts = lower.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric() || !begun.is_empty());
    if starts && lower.len() <= 80 && lower.bytes().all(plain) {
        return format!("{begun}{lower}");
    }
    let hash = format!("{:08x}", xxh3_64(own.as_bytes()) as u32);
    match slug(own) {
        slug if slug.is_empty() => format!("{begun}{hash}"),
        slug => format!("{begun}{slug}-{hash}"),
    }
}

/// Returns an id made of a prefix and the hash of a row.
pub(super) fn hashed<'c>(prefix: &str, cells: impl IntoIterator<Item = &'c str>) -> String {
    let mut whole = String::new();
    for cell in cells {
        whole.push_str(cell);
        whole.push('\u{1f}');
    }
    format!("{prefix}-{:016x}", xxh3_64(whole.as_bytes()))
}

/// Returns the role that actors of a kind of event have where none is written.
pub(super) fn usual_role(kind: &str) -> &'static str {
    match kind {
        "statement" => "speaker",
        "strike" => "attacker",
        _ => "party",
    }
}

/// Splits a list at its semicolons.
pub(super) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_and_told_apart() {
        assert_eq!(id("acled", "UKR12345"), "acled-ukr12345");
        assert_eq!(id("", "4113"), "4113");
        let (one, two) = (id("ics", "Talks, Day 1@x"), id("ics", "Talks; Day 1@x"));
        assert!(one.starts_with("ics-talks-day-1-x-") && one != two, "{one} {two}");
        assert!(id("", "Переговоры").len() == 8, "nothing Latin: the hash alone");
        assert_ne!(hashed("csv", ["a", "b"]), hashed("csv", ["ab", ""]), "cells are told apart");
    }
}
