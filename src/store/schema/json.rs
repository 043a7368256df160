//! The table of records as a JSON Schema (draft 2020-12), for editors that check and complete YAML while it is typed.
//!
//! The schema knows what the table knows: keys, shapes and closed lists of words. Whether a date exists, an id is
//! registered or a link leads in a circle only `demarche check` can tell. Scalars may be written without quotes wherever
//! the store reads them as text, so `title: 2025` is accepted although YAML calls it a number.

use serde_json::{Map, Value, json};

use super::list::List;
use super::{Field, Record, Shape, link_kinds, record, roles};
use crate::text::slug;

/// The pattern of an id. `value::id` accepts the same.
const ID: &str = "^[a-z0-9][a-z0-9._-]*$";

const DATE: &str = "An EDTF date (ISO 8601-2), or a time to the minute with its offset. A month stays a month: precision is \
                    never invented. Quote what begins with a bracket or with %.";

/// The signs of dates, of which one is a digit or stands for one. Which dates there are only `check` knows.
const SIGNS: &str = r"^[-0-9XYESTZ~?%.,/:+\[\]{}\s]*[0-9X][-0-9XYESTZ~?%.,/:+\[\]{}\s]*$";

const DATES: &[&str] = &[
    "2025-12-21",
    "2025-12",
    "2025",
    "2025-12-20/2025-12-21",
    "2025-12-21T11:10+03:00",
    "2025-12-20~",
    "2025-12?",
    "../2025-07",
    "[2025-12-19..2025-12-21]",
    "2025-21",
];

/// Returns the JSON Schema of a file of a store.
#[must_use]
pub(crate) fn schema() -> Value {
    let top = List::ALL.into_iter().map(|list| {
        let item = reference(record(list));
        let value = match list {
            List::Store => described(item, list.about()),
            _ => json!({ "description": list.about(), "type": "array", "items": item }),
        };
        let value = or_nothing(value);
        (list.key().to_owned(), value)
    });
    let top: Map<String, Value> = top.collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a demarche store",
        "description": "A mapping with any of these keys, or a bare list of events.",
        "type": ["object", "array", "null"],
        "properties": top,
        "additionalProperties": false,
        "items": reference(record(List::Events)),
        "$defs": definitions(),
    })
}

fn definitions() -> Map<String, Value> {
    found().into_iter().map(|record| (key(record), object(record))).collect()
}

/// Returns every record that a file can hold, however deep.
pub(super) fn found() -> Vec<&'static Record> {
    let mut found: Vec<&'static Record> = Vec::new();
    let mut open: Vec<&'static Record> = List::ALL.into_iter().rev().map(record).collect();
    while let Some(next) = open.pop() {
        if found.iter().any(|record| record.name == next.name) {
            continue;
        }
        found.push(next);
        open.extend(next.fields.iter().rev().filter_map(|field| inside(field.shape)));
    }
    found
}

/// Returns the record that a shape holds.
fn inside(shape: Shape) -> Option<&'static Record> {
    match shape {
        Shape::Record(record) | Shape::TextOr(record) => Some(record),
        Shape::List(item) | Shape::Many(item) | Shape::Links(item) | Shape::Languages(item) => inside(*item),
        _ => None,
    }
}

/// Returns the name of a record among the definitions: `an event` is `event`.
fn key(record: &Record) -> String {
    slug(record.name.split_once(' ').map_or(record.name, |(_article, name)| name))
}

fn reference(record: &Record) -> Value {
    json!({ "$ref": format!("#/$defs/{}", key(record)) })
}

fn object(record: &Record) -> Value {
    let fields = record.fields.iter().map(|field| (field.key.to_owned(), property(field)));
    let fields: Map<String, Value> = fields.collect();
    let required: Vec<&str> = record.fields.iter().filter(|f| f.required).map(|f| f.key).collect();
    let mut object = json!({ "type": "object", "properties": fields, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn property(field: &Field) -> Value {
    let mut value = of(field.shape);
    if !field.required {
        value = or_nothing(value);
    } else if matches!(field.shape, Shape::Text | Shape::Ref(_)) {
        value["pattern"] = json!(r"\S");
    }
    match value.get("description").and_then(Value::as_str) {
        Some(form) => {
            let both = format!("{}. {form}", field.about);
            described(value, &both)
        }
        None => described(value, field.about),
    }
}

fn described(mut value: Value, about: &str) -> Value {
    value["description"] = json!(about);
    value
}

/// What the store reads as nothing: an empty value, or blank text.
const BLANK: &str = r"^\s*$";

/// Returns the schema of a value that may also be left empty.
fn or_nothing(mut value: Value) -> Value {
    if value.get("enum").is_some() {
        return json!({ "anyOf": [value, { "type": ["null", "string"], "pattern": BLANK }] });
    }
    if let Some(Value::Array(forms)) = value.get_mut("anyOf") {
        forms.push(json!({ "type": "null" }));
        return value;
    }
    let Some(types) = value.get("type").cloned() else {
        // Anything, or a reference.
        let is_record = value.get("$ref").is_some();
        return if is_record { json!({ "anyOf": [value, { "type": "null" }] }) } else { value };
    };
    let mut types = match types {
        Value::Array(types) => types,
        one => vec![one],
    };
    types.push(json!("null"));
    if !types.contains(&json!("string")) {
        value["type"] = Value::Array(types);
        return value;
    }
    if let Some(pattern) = value.get("pattern").and_then(Value::as_str).map(|own| format!("{BLANK}|{own}")) {
        value["pattern"] = json!(pattern);
    }
    value["type"] = Value::Array(types);
    if let Some(object) = value.as_object_mut() {
        object.remove("minLength");
    }
    value
}

/// A scalar that the store reads as text, however YAML types it.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// Text of which YAML may call some a number: `2025`, `010`.
fn pattern(pattern: &str) -> Value {
    json!({ "type": ["string", "number", "boolean"], "minimum": 0, "pattern": pattern })
}

/// Returns the schema of a shape.
fn of(shape: Shape) -> Value {
    match shape {
        Shape::Text => text(),
        Shape::Id => described(pattern(ID), "Small letters, digits, `.`, `_` and `-`"),
        Shape::Ref(what) => described(text(), &format!("The id or name of {what}")),
        Shape::Date => {
            // Years of four digits are numbers in YAML.
            json!({ "type": ["string", "integer"], "minimum": -9999, "maximum": 9999, "pattern": SIGNS,
                "description": DATE, "examples": DATES })
        }
        Shape::Grade => {
            json!({ "type": "string", "pattern": "^[A-Fa-f][1-6]$", "examples": ["B2", "A1", "F6"] })
        }
        Shape::Count => json!({
            "type": ["string", "integer"],
            "minimum": 0,
            "pattern": r"^(unknown|~?[0-9]+|[0-9]+\.\.[0-9]*|\.\.[0-9]+)$",
            "description": "A number, ~1300 (about), 7..9, 1000.. (at least), ..1200 (at most), or unknown",
            "examples": [8, "~1300", "7..9", "1000..", "..1200", "unknown"],
        }),
        Shape::Bool => {
            json!({ "type": ["boolean", "string"], "pattern": "^(true|True|TRUE|false|False|FALSE)$" })
        }
        Shape::Degrees(limit) => json!({
            "type": ["number", "string"],
            "minimum": -i32::from(limit),
            "maximum": limit,
            "pattern": r"^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)$",
        }),
        Shape::Country => {
            json!({ "type": "string", "pattern": "^[A-Z]{2}$", "examples": ["UA", "RU", "US"] })
        }
        Shape::Domain => json!({ "type": "string", "examples": ["tass.ru", "x.com/mfa_russia"] }),
        Shape::Zone => {
            json!({ "type": "string", "minLength": 1, "examples": ["Europe/Kyiv", "Europe/Moscow"] })
        }
        Shape::Wikidata => json!({ "type": "string", "pattern": "^Q[1-9][0-9]*$", "examples": ["Q159"] }),
        Shape::Sha256 => json!({ "type": ["string", "integer"], "pattern": "^[0-9A-Fa-f]{64}$" }),
        Shape::Word(words) => words_of(&(words.words)()),
        Shape::List(item) => json!({ "type": "array", "items": of(*item) }),
        Shape::Many(item) => one_or_many(*item),
        Shape::TextOr(record) => {
            let mut words = text();
            words["pattern"] = json!(r"\S");
            json!({ "anyOf": [words, reference(record)] })
        }
        Shape::Record(record) => reference(record),
        Shape::Roles => {
            let actor = Shape::Ref("an actor");
            let named = roles().into_iter().map(|role| (role.to_owned(), or_nothing(one_or_many(actor))));
            json!({ "anyOf": [{ "type": "array", "items": of(actor) }, mapping(named)] })
        }
        Shape::Links(item) => {
            let kinds = link_kinds().into_iter().map(|kind| (kind.to_owned(), or_nothing(of(*item))));
            mapping(kinds)
        }
        Shape::Languages(item) => json!({ "type": "object", "additionalProperties": or_nothing(of(*item)) }),
        Shape::Skipped => json!({}),
    }
}

/// Returns the schema of one value or a list of them.
fn one_or_many(item: Shape) -> Value {
    let mut forms = match of(item) {
        Value::Object(mut one) if one.len() == 1 => match one.remove("anyOf") {
            Some(Value::Array(forms)) => forms,
            _ => vec![of(item)],
        },
        one => vec![one],
    };
    forms.push(json!({ "type": "array", "items": of(item) }));
    json!({ "anyOf": forms })
}

fn mapping(properties: impl Iterator<Item = (String, Value)>) -> Value {
    let properties: Map<String, Value> = properties.collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Returns the schema of a closed list. A word of digits, such as a track, may also be written as a number.
fn words_of(words: &[&str]) -> Value {
    let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    for word in words {
        if let Ok(number @ Value::Number(_)) = serde_json::from_str(word) {
            all.push(number);
        }
    }
    json!({ "enum": all })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_its_definition_and_every_reference_leads_to_one() {
        let schema = schema();
        let known = schema["$defs"].as_object().expect("definitions");
        for (under, record) in super::super::ALL {
            assert!(known.contains_key(&key(record)), "{under} has a definition: {:?}", known.keys());
        }
        let text = schema.to_string();
        for part in text.split("#/$defs/").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            assert!(known.contains_key(name), "{name} is defined");
        }
    }

    #[test]
    fn every_field_says_what_it_holds() {
        for (under, record) in super::super::ALL {
            for field in record.fields {
                let about = field.about;
                assert!(
                    about.len() > 4 && !about.ends_with('.'),
                    "{under}.{} is described: `{about}`",
                    field.key
                );
            }
        }
    }
}
