//! Inspecting a record before it is written: what the store would refuse is found before it is in a file.

use serde_json::{Map, Value};

use super::inspect::inspect;
use super::list::List;
use super::{Shape, record};
use crate::store::yaml::emit;
use crate::store::yaml::read::piece::MAX_ITEM;
use crate::store::yaml::tree::Node;

/// Returns the first mistake that the store would report in a record of `list`, with its hint.
pub(crate) fn mistake(list: List, fields: &Map<String, Value>) -> Option<String> {
    // Most records are far from it; what may be too long is written to see.
    if text_bytes(fields.values()) > MAX_ITEM / 4 && emit::item(fields, 0).len() >= MAX_ITEM {
        return Some("longer than 1 MB, which no record of a store may be".to_owned());
    }
    let node = Node::from_fields(fields);
    let finding = inspect(&node, Shape::Record(record(list))).findings.into_iter().next()?;
    Some(match finding.hint {
        Some(hint) => format!("{} ({hint})", finding.message),
        None => finding.message,
    })
}

/// Returns the bytes of all texts.
fn text_bytes<'v>(values: impl Iterator<Item = &'v Value>) -> usize {
    let of = |value: &Value| match value {
        Value::String(text) => text.len(),
        Value::Array(items) => text_bytes(items.iter()),
        Value::Object(fields) => text_bytes(fields.values()),
        _ => 8,
    };
    values.map(of).sum()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(value: &Value) -> Option<String> {
        mistake(List::Events, value.as_object().expect("an object"))
    }

    #[test]
    fn a_record_is_judged_as_in_a_file() {
        let good = json!({"kind": "meeting", "date": "[2025-12-19..2025-12-21]", "title": "One: two"});
        assert_eq!(of(&good), None, "a sound event has no mistake");
        let bad = json!({"kind": "meting", "date": "2025-12-21", "title": "One"});
        assert!(of(&bad).is_some_and(|m| m.contains("meting") && m.contains("meeting")), "with its hint");
        assert!(
            of(&json!({"kind": "meeting", "date": "2025-13-40", "title": "One"})).is_some(),
            "no such day"
        );
        assert!(of(&json!({"kind": "meeting", "date": "2025-12-21"})).is_some(), "a missing title");
        let long = |bytes: usize| json!({"kind": "meeting", "date": "2025-12-21", "title": "A", "summary": "x".repeat(bytes)});
        assert_eq!(of(&long(1 << 19)), None, "half a megabyte");
        assert!(
            of(&long(1 << 20)).is_some_and(|mistake| mistake.contains("1 MB")),
            "more than a file may have"
        );
    }
}
