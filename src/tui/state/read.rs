//! Reading the state tolerantly: each part on its own, what cannot be read told and left out.

use std::path::Path;

use serde_json::{Map, Value};

use super::{HISTORY, LastSession, State, View, last};
use crate::event::EventId;

/// Whether it is a JSON object, so that something of it can be kept.
pub(super) fn is_object(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Map<String, Value>>(bytes).is_ok()
}

/// What `bytes` hold, and what was wrong with them.
pub(super) fn state(bytes: &[u8], path: &Path) -> (State, Vec<String>) {
    let mut all: Map<String, Value> = match serde_json::from_slice(bytes) {
        Ok(all) => all,
        Err(error) => return (State::default(), vec![format!("{}: {error}", path.display())]),
    };
    let mut told = Vec::new();
    let mut list = |key: &str| match all.remove(key) {
        None => Vec::new(),
        Some(Value::Array(items)) => items,
        Some(_) => {
            told.push(format!("{}: `{key}` is not a list", path.display()));
            Vec::new()
        }
    };
    let bookmarks = list("bookmarks").iter().filter_map(text).map(|id| EventId(id.into())).collect();
    let mut history: Vec<String> = list("history").iter().filter_map(text).collect();
    history.drain(..history.len().saturating_sub(HISTORY));
    let rows = list("views");
    let views: Vec<View> = rows.iter().filter_map(view).collect();
    if views.len() < rows.len() {
        let left_out = rows.len() - views.len();
        told.push(format!("{}: {left_out} saved views left out, without a name or filter", path.display()));
    }
    let last = match all.remove("session") {
        None => None,
        Some(Value::Object(row)) => Some(LastSession::from_json(&row)),
        Some(_) => {
            told.push(format!("{}: `session` is not an object", path.display()));
            None
        }
    };
    (State { bookmarks, history, views, last, other: all }, told)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn view(row: &Value) -> Option<View> {
    let (zoom, variant) = row.as_object().map(last::drawn).unwrap_or_default();
    Some(View {
        name: text(row.get("name")?)?,
        filter: text(row.get("filter")?)?,
        view: row.get("view").and_then(text),
        sort: row.get("sort").and_then(text),
        zoom,
        variant,
    })
}
