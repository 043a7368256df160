//! Two versions of a value that came from one: what both say, by key and by item.

use serde_json::{Map, Value};

use crate::store::schema::item;

/// What cannot be decided: the way to the value, and what the other side says; `None`: it removed the value.
pub(super) type Open = (String, Option<Value>);

/// Merges `ours` and `theirs`, which both came from `base`. Where both changed the same thing otherwise, ours stands and
/// theirs is added to `open`.
pub(super) fn merge(
    path: &str,
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    open: &mut Vec<Open>,
) -> Option<Value> {
    if ours == theirs || base == theirs {
        return ours.cloned();
    }
    if base == ours {
        return theirs.cloned();
    }
    let merged = match (ours, theirs) {
        (Some(Value::Object(ours)), Some(Value::Object(theirs))) => match base {
            Some(Value::Object(base)) => Some(Value::Object(objects(path, base, ours, theirs, open))),
            None => Some(Value::Object(objects(path, &Map::new(), ours, theirs, open))),
            Some(_) => None,
        },
        (Some(ours), Some(theirs)) if is_list(path, ours, theirs) => {
            let merged = lists(path, base.map_or(&[], items), items(ours), items(theirs), open);
            merged.map(|mut merged| match merged.len() {
                1 if !ours.is_array() => merged.remove(0),
                _ => Value::Array(merged),
            })
        }
        _ => None,
    };
    if merged.is_none() {
        open.push((path.to_owned(), theirs.cloned()));
        return ours.cloned();
    }
    // A list or mapping of which nothing is left is no field.
    merged.filter(|value| value.as_array().is_none_or(|a| !a.is_empty()))
}

/// Returns whether a value is a list; where one value may stand for a list of one, the two may be written differently.
fn is_list(path: &str, ours: &Value, theirs: &Value) -> bool {
    let many = ["links.", "actors."].iter().any(|many| path.starts_with(many)) && !path.contains('[');
    let mapping_of_roles = path == "actors" && (ours.is_object() || theirs.is_object());
    !mapping_of_roles && (many || ours.is_array() || theirs.is_array())
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

pub(super) fn objects(
    path: &str,
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    open: &mut Vec<Open>,
) -> Map<String, Value> {
    let mut merged = Map::new();
    let more = theirs.keys().filter(|key| !ours.contains_key(*key));
    for key in ours.keys().chain(more) {
        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        if let Some(value) = merge(&below, base.get(key), ours.get(key), theirs.get(key), open) {
            merged.insert(key.clone(), value);
        }
    }
    merged
}

/// Merges lists item by item; `None` if an item stands in one of them twice.
fn lists(
    path: &str,
    base: &[Value],
    ours: &[Value],
    theirs: &[Value],
    open: &mut Vec<Open>,
) -> Option<Vec<Value>> {
    let (base, ours, theirs) = (named(base)?, named(ours)?, named(theirs)?);
    let find = |all: &[(String, Value)], name: &str| -> Option<Value> {
        all.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
    };
    let mut merged: Vec<(String, Value)> = Vec::new();
    for (name, own) in &ours {
        let (was, other) = (find(&base, name), find(&theirs, name));
        let below = format!("{path}[{name}]");
        let value = merge(&below, was.as_ref(), Some(own), other.as_ref(), open);
        merged.extend(value.map(|value| (name.clone(), value)));
    }
    for (at, (name, other)) in theirs.iter().enumerate() {
        if find(&ours, name).is_some() {
            continue;
        }
        if let Some(was) = find(&base, name) {
            if was != *other {
                open.push((format!("{path}[{name}]"), Some(other.clone())));
            }
            continue;
        }
        let before = theirs.get(..at).unwrap_or_default().iter().rev();
        let place = before
            .filter_map(|(name, _)| merged.iter().position(|(other, _)| other == name))
            .map(|at| at + 1)
            .next();
        merged.insert(place.unwrap_or(0), (name.clone(), other.clone()));
    }
    Some(merged.into_iter().map(|(_, value)| value).collect())
}

/// Returns each item under the name by which it is matched; `None` if two have the same.
fn named(items: &[Value]) -> Option<Vec<(String, Value)>> {
    let mut all: Vec<(String, Value)> = Vec::with_capacity(items.len());
    for item in items {
        let own = item.as_str().map(str::to_owned);
        let name = own.or_else(|| item::name(item)).unwrap_or_else(|| item.to_string());
        if all.iter().any(|(other, _)| *other == name) {
            return None;
        }
        all.push((name, item.clone()));
    }
    Some(all)
}

/// Returns a value whose truth values and numbers are no text, so that they are written without quotes.
pub(super) fn typed(key: &str, value: &Value) -> Value {
    match value {
        Value::String(text) => match key {
            "translated" | "hedged" | "disputes" if text == "true" => true.into(),
            "translated" | "hedged" | "disputes" if text == "false" => false.into(),
            "lat" | "lon" | "count" | "minutes" => text
                .parse::<serde_json::Number>()
                .ok()
                .filter(|number| number.to_string() == *text)
                .map_or_else(|| value.clone(), Value::Number),
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(|item| typed(key, item)).collect(),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), typed(key, value))).collect())
        }
        other => other.clone(),
    }
}
