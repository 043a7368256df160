//! What an event cites by id: other events, claims, sources.
//!
//! An id that leads nowhere is a problem of the store. So a link to an event that is in neither the files nor the store
//! is left out and said, and a source that is no id and no address becomes a citation in words. An event may link to one
//! that comes later in the file: from the first such event on, events wait in a temporary file until all are read.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};

use serde_json::{Map, Value};

use super::seen::Row;

/// Takes out what `keep` does not know of the ids below `key` of an item, or of the item if it is an id.
fn retained(value: &mut Value, key: &str, keep: &dyn Fn(&str) -> bool, lost: &mut Vec<String>) -> bool {
    match value {
        Value::Array(items) => {
            items.retain_mut(|item| retained(item, key, keep, lost));
            !items.is_empty()
        }
        Value::String(id) if !keep(id) => {
            lost.push(id.clone());
            false
        }
        Value::Object(fields) => match fields.get(key).and_then(Value::as_str) {
            Some(id) if !keep(id) => {
                lost.push(id.to_owned());
                false
            }
            _ => true,
        },
        _ => true,
    }
}

/// Takes the links out that lead to no event that `known` has, and returns each in words: `denies x`.
pub(super) fn without_links(fields: &mut Map<String, Value>, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let Some(Value::Object(kinds)) = fields.get_mut("links") else { return Vec::new() };
    let mut all = Vec::new();
    kinds.retain(|kind, to| {
        let mut lost = Vec::new();
        let stays = retained(to, "to", known, &mut lost);
        all.extend(lost.into_iter().map(|id| format!("{} {id}", kind.replace('_', " "))));
        stays
    });
    if kinds.is_empty() {
        fields.shift_remove("links");
    }
    all
}

/// Returns whether every link leads to an event that `known` has.
pub(super) fn all_links(fields: &Map<String, Value>, known: &dyn Fn(&str) -> bool) -> bool {
    let Some(Value::Object(kinds)) = fields.get("links") else { return true };
    let mut lost = Vec::new();
    kinds.values().all(|to| retained(&mut to.clone(), "to", known, &mut lost) && lost.is_empty())
}

/// Takes out the positions on claims that `known` does not have, and returns their ids.
pub(super) fn without_claims(fields: &mut Map<String, Value>, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lost = Vec::new();
    if let Some(about) = fields.get_mut("about")
        && !retained(about, "claim", known, &mut lost)
    {
        fields.shift_remove("about");
    }
    lost.iter().map(|id| format!("the position on {id}")).collect()
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Makes citations in words of sources that are neither an address nor an id that `known` has, and takes the sources of
/// figures out that are not among those of the event. Returns the first, and what was taken out.
pub(super) fn cited(
    fields: &mut Map<String, Value>,
    known: &dyn Fn(&str) -> bool,
) -> (Vec<String>, Vec<String>) {
    let (mut in_words, mut lost) = (Vec::new(), Vec::new());
    // What figures may cite: the addresses and ids of the event's own sources.
    let mut own: Vec<String> = Vec::new();
    if let Some(Value::Array(sources)) = fields.get_mut("sources") {
        for source in sources.iter_mut() {
            match source {
                Value::String(text) if is_address(text) || known(text) => own.push(text.clone()),
                Value::String(text) => {
                    in_words.push(text.clone());
                    *source = serde_json::json!({ "cite": text.as_str() });
                }
                Value::Object(of) => {
                    let by_id = of.keys().all(|key| key == "id" || key == "disputes");
                    let id = of.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                    if by_id && !known(&id) {
                        of.shift_remove("id");
                        of.insert("cite".to_owned(), id.as_str().into());
                        in_words.push(id);
                    } else {
                        let named = ["id", "url"].into_iter().filter_map(|key| of.get(key)?.as_str());
                        own.extend(named.map(str::to_owned));
                    }
                }
                _ => {}
            }
        }
    }
    let citable = |id: &str| known(id) || own.iter().any(|own| own == id);
    let mut figures = |owner: &mut Map<String, Value>| {
        for figure in owner.get_mut("figures").and_then(Value::as_array_mut).into_iter().flatten() {
            let Some(figure) = figure.as_object_mut() else { continue };
            if let Some(id) = figure.get("source").and_then(Value::as_str).filter(|id| !citable(id)) {
                lost.push(format!("the source {id} of a figure"));
                figure.shift_remove("source");
            }
        }
    };
    figures(fields);
    for session in fields.get_mut("sessions").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(session) = session.as_object_mut() {
            figures(session);
        }
    }
    (in_words, lost)
}

/// Events that link to events not read yet, and those behind them, in a temporary file.
#[derive(Default)]
pub(super) struct Waiting {
    file: Option<BufWriter<File>>,
}

impl Waiting {
    /// Returns whether no event waits.
    pub(super) fn is_empty(&self) -> bool {
        self.file.is_none()
    }

    /// Lets an event wait.
    ///
    /// # Errors
    /// Fails if the temporary file cannot be written.
    pub(super) fn push(&mut self, row: Row, fields: &Map<String, Value>) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(BufWriter::new(tempfile::tempfile()?));
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        serde_json::to_writer(&mut *file, &(row, fields))?;
        file.write_all(b"\n")
    }

    /// Calls `with` for each event, in their order.
    ///
    /// # Errors
    /// Fails if the temporary file cannot be read, or with an error of `with`.
    pub(super) fn each(
        self,
        mut with: impl FnMut(Row, Map<String, Value>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(file) = self.file else { return Ok(()) };
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        for line in BufReader::new(file).split(b'\n') {
            let (row, fields) = serde_json::from_slice(&line?)?;
            with(row, fields)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: &Value) -> Map<String, Value> {
        value.as_object().expect("an object").clone()
    }

    #[test]
    fn links_are_known_in_every_form() {
        let known = |id: &str| id == "a";
        let mut event = object(&json!({"links": {"denies": "a", "follows": ["a", "b"],
            "responds_to": [{"to": "c", "basis": "inferred"}], "part_of": {"to": "a"}}}));
        assert!(!all_links(&event, &known));
        assert_eq!(without_links(&mut event, &known), ["follows b", "responds to c"]);
        assert_eq!(
            Value::Object(event.clone()),
            json!({"links": {"denies": "a", "follows": ["a"], "part_of": {"to": "a"}}})
        );
        assert!(all_links(&event, &known));
        let mut none = object(&json!({"links": {"denies": "b"}, "title": "T"}));
        without_links(&mut none, &known);
        assert_eq!(Value::Object(none), json!({"title": "T"}), "no empty mapping stays");
    }

    #[test]
    fn sources_in_words_are_citations() {
        let mut event = object(
            &json!({"sources": ["TASS", "https://o.org", "s1", {"id": "s2", "disputes": true}, {"id": "s3", "cite": "c"}],
            "figures": [{"source": "s1"}, {"source": "nothing"}, {"source": "s3"}]}),
        );
        let (words, lost) = cited(&mut event, &|id| id == "s1");
        assert_eq!(words, ["TASS", "s2"]);
        assert_eq!(lost, ["the source nothing of a figure"]);
        assert_eq!(
            Value::Object(event),
            json!({"sources": [{"cite": "TASS"}, "https://o.org", "s1", {"disputes": true, "cite": "s2"}, {"id": "s3", "cite": "c"}],
                "figures": [{"source": "s1"}, {}, {"source": "s3"}]})
        );
    }
}
