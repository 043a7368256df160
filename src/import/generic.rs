//! Tables and JSON lines whose columns the command line maps.

use std::io::{BufRead as _, BufReader, Read as _};

use serde_json::{Map, Value};

use super::cells::{Missing, repaired};
use super::draft::{self, Draft};
use super::header::Header;
use super::importer::Importer;
use super::repairs::Repair;
use super::rows::{Dialect, Source, Table};
use super::template::{BadMapping, Target, Template};
use super::{Format, ImportError, dates, own, own_table, sniff};

/// The longest line that is read. A file without line breaks is no file of lines.
const LONGEST: u64 = 16 << 20;

/// The fields to fill, in the order of the documentation: the kind decides the usual role.
type Plan = Vec<(Target, Template)>;

/// Returns the plan for a table: what is mapped, and the columns that are called as a field.
fn plan(header: &Header, importer: &Importer<'_>) -> Result<Plan, BadMapping> {
    let mut plan = Plan::new();
    for (target, template) in &importer.mapping().fields {
        plan.push((target.clone(), template.bound(target, header)?));
    }
    for name in &header.names {
        if let Some(target) = Target::field(name)
            && !plan.iter().any(|(other, _)| other.key == target.key)
        {
            plan.push((target, Template::column(name)));
        }
    }
    for key in ["kind", "date", "title"] {
        if !plan.iter().any(|(target, _)| target.key == key) {
            let example = if key == "kind" { "meeting" } else { "{COLUMN}" };
            return Err(BadMapping {
                what: format!("nothing is mapped to `{key}`"),
                hint: Some(format!(
                    "add --map '{key}={example}'; the columns are {}",
                    header.names.join(", ")
                )),
            });
        }
    }
    let first =
        |target: &Target| ["kind", "id", "date"].iter().position(|key| *key == target.key).unwrap_or(3);
    plan.sort_by_key(|(target, _)| first(target));
    Ok(plan)
}

fn unsuitable(path: &std::path::Path, bad: BadMapping) -> ImportError {
    ImportError::Unsuitable { path: path.to_owned(), what: bad.what, hint: bad.hint }
}

/// Reads a table with a header.
pub(super) fn read_table(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let path = source.path().to_owned();
    let tabs = importer.format() == Format::Tsv;
    let dialect = if tabs { Dialect::Tabs } else { Dialect::Commas };
    let mut table = Table::new(source, dialect, Missing::Words, importer);
    let Some(header) = table.header(importer)? else { return Ok(()) };
    if own_table::is_own(&header) {
        table.is_own();
    }
    if importer.mapping().fields.is_empty() && own_table::is_own(&header) {
        while table.row(&header, importer)? {
            let draft = own_table::event(&header, &table.cells, importer);
            importer.take(draft)?;
        }
        return Ok(());
    }
    let plan = plan(&header, importer).map_err(|bad| unsuitable(&path, bad))?;
    while table.row(&header, importer)? {
        let cells = &table.cells;
        let cell = |name: &str| header.column(name).and_then(|at| cells.get(at)).map_or("", String::as_str);
        let draft = drafted(&plan, &cell, &mut cells.iter().map(String::as_str), importer);
        importer.take(draft)?;
    }
    Ok(())
}

fn drafted<'c>(
    plan: &Plan,
    cell: &dyn Fn(&str) -> &'c str,
    cells: &mut dyn Iterator<Item = &'c str>,
    importer: &mut Importer<'_>,
) -> Result<Draft, String> {
    let mut draft = Draft::default();
    for (target, template) in plan {
        let mut text = template.filled(cell);
        if text.is_empty() && target.key != "id" {
            continue;
        }
        match target.key {
            "id" if text.is_empty() => continue,
            "id" => text = draft::id("", &text),
            "date" | "first_seen" | "disclosed" | "logged" => {
                text = match template.end_without_start(cell) {
                    Some(end) => dates::until(end, importer)?,
                    None => dates::any(&text, importer)?,
                };
            }
            "kind" | "status" | "format" | "stance" => text = text.to_lowercase(),
            _ => {}
        }
        target.set(&mut draft, &text);
    }
    figures(&mut draft, importer);
    if draft.text("id").is_empty() {
        if plan.iter().any(|(target, _)| target.key == "id") {
            importer.repaired(Repair::NoId, "");
        }
        draft.set("id", draft::hashed(importer.format().name(), cells));
    }
    if draft.text("title").is_empty() {
        return Err("no title".to_owned());
    }
    if draft.text("date").is_empty() {
        return Err("no date".to_owned());
    }
    Ok(draft)
}

/// Reads the counts of figures as people write them.
fn figures(draft: &mut Draft, importer: &mut Importer<'_>) {
    let Some(Value::Array(figures)) = draft.fields.get_mut("figures") else { return };
    for figure in figures.iter_mut() {
        let text = figure.get("count").and_then(Value::as_str).unwrap_or_default().to_owned();
        let count = super::cells::count(&text, importer);
        figure["count"] = count.map_or(Value::Null, super::cells::written);
    }
    figures.retain(|figure| figure.get("count").is_some_and(|count| !count.is_null()));
    if figures.is_empty() {
        draft.fields.remove("figures");
    }
}

/// Reads JSON objects, one on each line. Without a mapping they are events under the store's own names.
pub(super) fn read_lines(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let path = source.path().to_owned();
    let other = sniff::hint(Format::Jsonl, source.start());
    let mut reader = BufReader::new(source);
    let (mut bytes, mut number) = (Vec::new(), 0);
    loop {
        bytes.clear();
        if (&mut reader).take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        number += 1;
        importer.at(number);
        let text = String::from_utf8_lossy(&bytes);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            importer.replaced(&bytes, "");
        }
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let object = match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) if number == 1 && other.is_some() && is_foreign(&object, importer) => {
                let what = "not JSON lines of events".to_owned();
                return Err(ImportError::Unsuitable { path, what, hint: other });
            }
            Ok(Value::Object(object)) => object,
            // A file whose first line is of another format is not read line by line.
            _ if number == 1 && other.is_some() => {
                return Err(ImportError::Unsuitable { path, what: "not JSON lines".to_owned(), hint: other });
            }
            Ok(_) => {
                importer.skip("not a JSON object");
                continue;
            }
            Err(error) => {
                importer.skip(format!("not JSON: {}", json_error(&error)));
                continue;
            }
        };
        let draft = if importer.mapping().fields.is_empty() {
            stored(object, text, importer)
        } else {
            mapped(&object, text, importer).map_err(|bad| unsuitable(&path, bad))?
        };
        importer.take(draft)?;
    }
}

/// Returns whether an object is no event and nothing is mapped that would make it one.
fn is_foreign(object: &Map<String, Value>, importer: &Importer<'_>) -> bool {
    importer.mapping().fields.is_empty() && !["kind", "date"].iter().any(|key| object.contains_key(*key))
}

/// Returns the message of an error of serde_json without its line, which is that of the text and not of the file.
pub(super) fn json_error(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let (message, _) = message.split_once(" at line").unwrap_or((&message, ""));
    format!("{message} at column {}", error.column())
}

/// Returns an event in the store's own form. What demarche wrote is kept as it is, and has `computed` values.
fn stored(mut object: Map<String, Value>, text: &str, importer: &mut Importer<'_>) -> Result<Draft, String> {
    if !object.contains_key("computed") {
        clean(&mut object, importer);
        if let Some(reason) = object.get("date").and_then(|date| dates::number(&scalar(date))) {
            return Err(reason);
        }
    }
    Ok(own::event(object, text, importer))
}

fn clean(object: &mut Map<String, Value>, importer: &mut Importer<'_>) {
    object.values_mut().for_each(|value| clean_value(value, importer));
    object.retain(|_, value| !value.is_null());
}

fn clean_value(value: &mut Value, importer: &mut Importer<'_>) {
    match value {
        Value::String(text) if !text.is_ascii() || text.bytes().any(|b| b < b' ') => {
            *text = repaired(text, importer);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| clean_value(item, importer)),
        Value::Object(object) => clean(object, importer),
        _ => {}
    }
}

/// Returns an event made of the values of an object: `a.b` is a value inside of `a`, a list is joined by `;`.
fn mapped(
    object: &Map<String, Value>,
    text: &str,
    importer: &mut Importer<'_>,
) -> Result<Result<Draft, String>, BadMapping> {
    let (mut names, mut cells) = (Vec::new(), Vec::new());
    flatten("", object, &mut names, &mut cells);
    // A value that this object lacks is empty; other objects may have it.
    for column in importer.mapping().fields.iter().flat_map(|(_, template)| template.columns()) {
        if !names.iter().any(|name| name == column) {
            names.push(column.to_owned());
            cells.push(String::new());
        }
    }
    for cell in cells.iter_mut().filter(|cell| !cell.is_ascii() || cell.bytes().any(|b| b < b' ')) {
        *cell = repaired(cell, importer);
    }
    let header = Header::of(names);
    let plan = plan(&header, importer)?;
    let cell = |name: &str| header.column(name).and_then(|at| cells.get(at)).map_or("", String::as_str);
    Ok(drafted(&plan, &cell, &mut std::iter::once(text), importer))
}

fn flatten(above: &str, object: &Map<String, Value>, names: &mut Vec<String>, cells: &mut Vec<String>) {
    for (key, value) in object {
        let name = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value {
            Value::Object(inner) => flatten(&name, inner, names, cells),
            value => {
                names.push(name);
                cells.push(scalar(value));
            }
        }
    }
}

/// Returns a value as text; a list is joined by `;`.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(scalar).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
