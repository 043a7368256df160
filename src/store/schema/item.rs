//! Which item of a list is which: the name by which two versions of one item are matched.

use serde_json::Value;

/// The keys that can identify an item of a list without an id of its own, in the order in which they are tried.
const KEYS: [&str; 7] = ["id", "url", "cite", "to", "claim", "field", "actor"];

/// Returns the name by which an item is matched: for a figure, what it counts and who claims it; for other items, the
/// first of [`KEYS`] that it has.
pub(crate) fn name(item: &Value) -> Option<String> {
    if let Some(metric) = item.get("metric").and_then(Value::as_str) {
        let text = |key| item.get(key).and_then(Value::as_str).map(str::to_owned);
        let by = match item.get("by") {
            Some(Value::Array(by)) => Some(by.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+")),
            Some(Value::String(by)) => Some(by.clone()),
            _ => None,
        };
        let parts = [by, text("weapon"), text("of"), Some(metric.to_owned()), text("period"), text("as_of")];
        return Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    KEYS.iter().find_map(|key| item.get(key)?.as_str()).map(str::to_owned)
}
