//! The whole file through serde_yaml into plain structs: what a first version of such a program would do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_yaml::Value;

use crate::bound::sort_key;

#[derive(Debug, Deserialize)]
struct File {
    events: Vec<Event>,
}

/// Fields that the filter and the columns need, as text; what else there is has to be read all the same.
#[derive(Debug, Deserialize)]
struct Event {
    id: String,
    kind: String,
    date: String,
    title: String,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    summary: Option<String>,
    actors: BTreeMap<String, Value>,
    #[serde(default)]
    venue: Option<String>,
    #[serde(default)]
    sources: Vec<BTreeMap<String, String>>,
    #[serde(default)]
    grade: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    quote: Option<BTreeMap<String, Value>>,
    #[serde(default, rename = "links")]
    _links: Option<IgnoredAny>,
}

/// Whether `who`, one id or a list of them, holds `actor`.
fn holds(who: &Value, actor: &str) -> bool {
    match who {
        Value::Sequence(many) => many.iter().any(|one| one.as_str() == Some(actor)),
        one => one.as_str() == Some(actor),
    }
}

/// Reads a store whole and returns the events of `actor` as tab-separated lines.
pub(crate) fn list(path: &Path, actor: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let file: File = serde_yaml::from_str(&text).map_err(|e| e.to_string())?;
    let mut lines = String::new();
    let wanted = |event: &&Event| {
        sort_key(&event.date).is_some() && event.actors.values().any(|who| holds(who, actor))
    };
    for event in file.events.iter().filter(wanted) {
        let Event { id, kind, date, title, status, venue, sources, grade, summary, tags, quote, .. } = event;
        let cells = [id, date, kind, status.as_deref().unwrap_or_default(), title];
        lines.push_str(&cells.map(|cell: &str| cell.to_owned()).join("\t"));
        let more = (venue, grade, sources.len(), summary.is_some(), tags.len(), quote.is_some());
        let _ = writeln!(lines, "\t{more:?}");
    }
    Ok(lines)
}
