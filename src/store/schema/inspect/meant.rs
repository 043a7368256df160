//! What was meant by a value that is written in another form: figures by name, roles in a list, ids with commas.

use std::sync::Arc;

use crate::event::figure::METRICS;
use crate::store::problem::Fix;
use crate::store::schema::value;
use crate::store::schema::{self, Record};
use crate::store::yaml::tree::{Node, Value};

type Pairs = [(Arc<Node>, Arc<Node>)];

/// Returns `{killed: 3}` as a list of figures.
pub(super) fn figures(record: &'static Record, pairs: &Pairs) -> Option<String> {
    if !is_figure(record) || pairs.is_empty() {
        return None;
    }
    let all = pairs.iter().map(|(metric, count)| {
        let name = metric.text().filter(|name| record.fields.iter().all(|field| field.key != *name));
        one(name?, count)
    });
    Some(format!("[{}]", all.collect::<Option<Vec<_>>>()?.join(", ")))
}

/// Returns the hint for a count that stands in an event under the name of what is counted, and its fix if it is on one
/// line.
pub(super) fn figure(
    record: &'static Record,
    key: &Node,
    name: &str,
    count: &Node,
) -> Option<(String, Option<Fix>)> {
    if !METRICS.contains(&name) || !record.fields.iter().any(|field| field.key == "figures") {
        return None;
    }
    let text = format!("figures: [{}]", one(name, count)?);
    let end = count.mark.column + count.text()?.chars().count() as u32;
    let fix = (key.mark.line == count.mark.line).then(|| Fix::Line(key.mark.column, end, text.clone()));
    Some((format!("write a figure: {text}"), fix))
}

fn is_figure(record: &'static Record) -> bool {
    ["metric", "count"].iter().all(|key| record.fields.iter().any(|field| field.key == *key))
}

fn one(metric: &str, count: &Node) -> Option<String> {
    let text = count.text()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let named = metric.starts_with(|c: char| c.is_ascii_lowercase()) && metric.chars().all(plain);
    (named && value::count(text).is_ok()).then(|| format!("{{metric: {metric}, count: {text}}}"))
}

/// Returns a list in which each item is a mapping from one role as one mapping.
pub(super) fn roles(items: &[Arc<Node>]) -> Option<String> {
    let mut roles: Vec<(&str, Vec<&str>)> = Vec::new();
    for item in items {
        let Value::Map(pairs) = &item.value else { return None };
        for (role, actor) in pairs {
            let role = role.text().filter(|role| schema::roles().contains(role))?;
            let actor = actor.text().filter(|actor| value::id(actor).is_ok())?;
            match roles.iter_mut().find(|(other, _)| *other == role) {
                Some((_, actors)) => actors.push(actor),
                None => roles.push((role, vec![actor])),
            }
        }
    }
    let written = roles.iter().map(|(role, actors)| match actors.as_slice() {
        [one] => format!("{role}: {one}"),
        several => format!("{role}: [{}]", several.join(", ")),
    });
    (!roles.is_empty()).then(|| format!("{{{}}}", written.collect::<Vec<_>>().join(", ")))
}

/// Returns ids with commas between as a list; `None` if a part is no id, as in `Rubio, Marco`.
pub(super) fn ids(text: &str) -> Option<String> {
    let ids: Vec<&str> = text.split(',').map(str::trim).collect();
    let all = ids.len() > 1 && ids.iter().all(|id| value::id(id).is_ok() && id.parse::<f64>().is_err());
    all.then(|| format!("[{}]", ids.join(", ")))
}
