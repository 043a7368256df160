//! The short forms of records: what a person would write instead of the long ones, with the same meaning.

use serde_json::{Map, Value};

use crate::event::{Grade, Kind, Status, Word};

/// Shortens an event.
pub(super) fn event(record: &mut Map<String, Value>, kind: Kind) {
    drop_if(record, "status", Status::Occurred.word());
    drop_if(record, "grade", &Grade::default().to_string());
    change(record, "actors", |value| actors(value, kind));
    change(record, "sources", |value| each(value, source));
    change(record, "links", links);
    change(record, "quote", single);
    change(record, "figures", |value| each(value, figure));
    change(record, "sessions", |value| each(value, |value| session(value, kind)));
}

/// Shortens a record of a registry.
pub(super) fn registered(record: &mut Map<String, Value>) {
    change(record, "part_of", |value| match only(&value, "actor") {
        Some(actor) => actor,
        None => value,
    });
    change(record, "archive", single);
}

fn drop_if(record: &mut Map<String, Value>, key: &str, default: &str) {
    if record.get(key).and_then(Value::as_str) == Some(default) {
        record.shift_remove(key);
    }
}

fn change(record: &mut Map<String, Value>, key: &str, shorter: impl FnOnce(Value) -> Value) {
    if let Some(value) = record.get_mut(key) {
        *value = shorter(value.take());
    }
}

fn each(value: Value, shorter: impl Fn(Value) -> Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(shorter).collect(),
        other => other,
    }
}

/// Returns the item of a list of one.
fn single(value: Value) -> Value {
    match value {
        Value::Array(mut items) if items.len() == 1 => items.pop().unwrap_or_default(),
        other => other,
    }
}

/// Returns the value of `key` if `value` is a list of one mapping that has only this key.
fn only(value: &Value, key: &str) -> Option<Value> {
    let [Value::Object(one)] = value.as_array()?.as_slice() else { return None };
    (one.len() == 1).then(|| one.get(key).cloned()).flatten()
}

/// Returns a list if all actors have the default role, else a mapping with single actors by name.
fn actors(value: Value, kind: Kind) -> Value {
    let Value::Object(mut roles) = value else { return value };
    let default = kind.default_role().word();
    if roles.len() == 1 && roles.contains_key(default) {
        return roles.remove(default).unwrap_or_default();
    }
    roles.into_iter().map(|(role, actors)| (role, single(actors))).collect()
}

/// Returns the address of a source of which nothing else is known.
fn source(value: Value) -> Value {
    let Value::Object(mut fields) = value else { return value };
    let url = fields.get("url").and_then(Value::as_str).unwrap_or_default();
    let is_web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    if fields.len() == 1 && is_web {
        return fields.remove("url").unwrap_or_default();
    }
    change(&mut fields, "archive", single);
    fields.into()
}

/// Returns ids where a link says no more than where it leads.
fn links(value: Value) -> Value {
    let Value::Object(types) = value else { return value };
    let link = |value: Value| {
        let Value::Object(mut fields) = value else { return value };
        drop_if(&mut fields, "basis", "stated");
        if fields.len() == 1 { fields.remove("to").unwrap_or_default() } else { fields.into() }
    };
    let list = |value: Value| match each(value, link) {
        Value::Array(items) if items.len() == 1 && items.iter().all(Value::is_string) => single(items.into()),
        other => other,
    };
    types.into_iter().map(|(kind, to)| (kind, list(to))).collect()
}

fn figure(value: Value) -> Value {
    let Value::Object(mut fields) = value else { return value };
    change(&mut fields, "by", single);
    fields.into()
}

fn session(value: Value, kind: Kind) -> Value {
    let Value::Object(mut fields) = value else { return value };
    change(&mut fields, "actors", |value| actors(value, kind));
    change(&mut fields, "figures", |value| each(value, figure));
    fields.into()
}
