//! How a change of a field is worded, wherever changes are shown.

use serde_json::Value;

use super::Field;
use crate::text::signs::sign;

/// The length above which values get lines of their own.
const SHORT: usize = 60;

impl Field {
    /// Returns `grade: B2 → B1`, with long values on lines of their own.
    pub(crate) fn in_words(&self) -> Vec<String> {
        let Self { path, old, new } = self;
        let (old, new) = (old.as_ref().map(shown), new.as_ref().map(shown));
        match (old, new) {
            (Some(old), Some(new)) if old.chars().count() + new.chars().count() <= SHORT => {
                vec![format!("{path}: {old} {} {new}", sign("→"))]
            }
            (Some(old), Some(new)) => vec![format!("{path}, before: {old}"), format!("{path}, now: {new}")],
            (Some(old), None) => vec![format!("{path}, gone: {old}")],
            (None, Some(new)) => vec![format!("{path}, new: {new}")],
            (None, None) => Vec::new(),
        }
    }
}

/// Returns a value on one line, in YAML's flow style but without quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => other.to_string(),
    }
}
