//! What changed between two stores: records added, removed and changed, field by field, matched by id.
//!
//! The comparison is pure: records come as JSON objects under the store's field names, so the indices of two stores
//! are never mixed up.

mod words;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::store::schema::item::name;

/// The fields of a record, under the names of the store.
pub type Record = Map<String, Value>;

/// The differences between two lists of records.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Differences {
    /// The records that only the new list has, in its order.
    pub added: Vec<(String, Record)>,
    /// The records that only the old list has, in its order.
    pub removed: Vec<(String, Record)>,
    /// The records that both lists have with different fields, in the order of the new list.
    pub changed: Vec<Changed>,
    /// The number of records that are equal in both lists.
    pub unchanged: usize,
    /// Pairs of the ids of a removed and an added record with the same title and date: likely one record under a new
    /// id.
    pub renamed: Vec<(String, String)>,
}

/// A record whose fields have changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The id of the record.
    pub id: String,
    /// The record in the new list.
    pub now: Record,
    /// The fields that differ, in the order of the record.
    pub fields: Vec<Field>,
}

/// A field that differs, or one item of a list that was added, removed or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The path of the field: `grade`, `actors.party`, `sources[https://…].published`.
    pub path: String,
    /// The old value, or `None` if the field was absent.
    pub old: Option<Value>,
    /// The new value, or `None` if the field is absent.
    pub new: Option<Value>,
}

impl Differences {
    /// Compares two lists of records. Ids must be unique within each list.
    #[must_use]
    pub fn new(old: Vec<(String, Record)>, new: Vec<(String, Record)>) -> Self {
        let mut before: HashMap<String, (usize, Record)> = HashMap::with_capacity(old.len());
        for (at, (id, record)) in old.into_iter().enumerate() {
            before.insert(id, (at, record));
        }
        let mut all = Self::default();
        for (id, now) in new {
            match before.remove(&id) {
                None => all.added.push((id, now)),
                Some((_, was)) => all.compared(Changed::new(id, &was, now)),
            }
        }
        let mut removed: Vec<_> = before.into_iter().map(|(id, (at, record))| (at, id, record)).collect();
        removed.sort_by_key(|(at, ..)| *at);
        all.removed = removed.into_iter().map(|(_, id, record)| (id, record)).collect();
        all.paired()
    }

    /// Records the result for a record that is in both lists: its changes, or `None` if it is the same.
    pub fn compared(&mut self, changed: Option<Changed>) {
        match changed {
            Some(changed) => self.changed.push(changed),
            None => self.unchanged += 1,
        }
    }

    /// Pairs up the records that were likely renamed, once all records are compared.
    #[must_use]
    pub(crate) fn paired(mut self) -> Self {
        self.renamed = renamed(&self.removed, &self.added);
        self
    }

    /// Returns whether there are no differences.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// Returns the new id of a removed record that was likely renamed.
    #[must_use]
    pub(crate) fn now_called(&self, id: &str) -> Option<&str> {
        self.renamed.iter().find(|(old, _)| old == id).map(|(_, new)| new.as_str())
    }

    /// Returns the old id of an added record that was likely renamed.
    #[must_use]
    pub(crate) fn once_called(&self, id: &str) -> Option<&str> {
        self.renamed.iter().find(|(_, new)| new == id).map(|(old, _)| old.as_str())
    }

    /// Returns the differences as JSON: whole records, and fields with their old and new values.
    #[must_use]
    pub fn json(&self) -> Value {
        let records = |all: &[(String, Record)]| -> Vec<Value> {
            let whole = |(id, record): &(String, Record)| {
                let mut whole = record.clone();
                whole.entry("id").or_insert_with(|| id.as_str().into());
                Value::Object(whole)
            };
            all.iter().map(whole).collect()
        };
        let renamed: Vec<Value> =
            self.renamed.iter().map(|(old, new)| json!({"from": old, "to": new})).collect();
        json!({
            "added": records(&self.added),
            "removed": records(&self.removed),
            "changed": self.changed.iter().map(Changed::json).collect::<Vec<_>>(),
            "likely_renamed": renamed,
            "unchanged": self.unchanged,
        })
    }
}

impl Changed {
    /// Compares the old and the new version of a record. Returns `None` if they are the same.
    #[must_use]
    pub fn new(id: String, was: &Record, now: Record) -> Option<Self> {
        if *was == now {
            return None;
        }
        let mut fields = Vec::new();
        objects("", was, &now, &mut fields);
        // Keys in another order are not a change.
        (!fields.is_empty()).then_some(Self { id, now, fields })
    }

    fn json(&self) -> Value {
        let fields: Vec<Value> = self.fields.iter().map(Field::json).collect();
        json!({"id": self.id, "fields": fields})
    }
}

impl Field {
    pub(crate) fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("field".to_owned(), self.path.as_str().into());
        object.extend(self.old.clone().map(|old| ("old".to_owned(), old)));
        object.extend(self.new.clone().map(|new| ("new".to_owned(), new)));
        object.into()
    }
}

/// Pairs up removed and added records that have the same title and date, in order.
fn renamed(removed: &[(String, Record)], added: &[(String, Record)]) -> Vec<(String, String)> {
    fn key(record: &Record) -> Option<(&str, &str)> {
        Some((record.get("title")?.as_str()?, record.get("date")?.as_str()?))
    }
    let mut open: HashMap<(&str, &str), Vec<&String>> = HashMap::new();
    for (id, record) in added.iter().rev() {
        if let Some(key) = key(record) {
            open.entry(key).or_default().push(id);
        }
    }
    let mut pairs = Vec::new();
    for (id, record) in removed {
        let now = key(record).and_then(|key| open.get_mut(&key)?.pop());
        pairs.extend(now.map(|now| (id.clone(), now.clone())));
    }
    pairs
}

fn compare(path: &str, old: &Value, new: &Value, out: &mut Vec<Field>) {
    match (old, new) {
        _ if old == new => {}
        (Value::Object(old), Value::Object(new)) => objects(path, old, new, out),
        (Value::Array(old), Value::Array(new)) => lists(path, old, new, out),
        _ => out.push(field(path, Some(old), Some(new))),
    }
}

fn field(path: &str, old: Option<&Value>, new: Option<&Value>) -> Field {
    Field { path: path.to_owned(), old: old.cloned(), new: new.cloned() }
}

fn objects(path: &str, old: &Record, new: &Record, out: &mut Vec<Field>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    for (key, was) in old {
        match new.get(key) {
            Some(now) => compare(&below(key), was, now, out),
            None => out.push(field(&below(key), Some(was), None)),
        }
    }
    for (key, now) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        out.push(field(&below(key), None, Some(now)));
    }
}

fn lists(path: &str, old: &[Value], new: &[Value], out: &mut Vec<Field>) {
    let mut removed: Vec<&Value> = Vec::new();
    let mut added: Vec<&Value> = new.iter().collect();
    for item in old {
        match added.iter().position(|other| *other == item) {
            Some(at) => drop(added.remove(at)),
            None => removed.push(item),
        }
    }
    if removed.is_empty() && added.is_empty() {
        // The items are the same, in another order.
        let (old, new) = (Value::Array(old.to_vec()), Value::Array(new.to_vec()));
        out.push(field(path, Some(&old), Some(&new)));
        return;
    }
    for was in removed {
        let name = name(was);
        let same =
            added.iter().position(|now| name.is_some() && crate::store::schema::item::name(now) == name);
        // If a list of one object becomes a list of another, that object has changed.
        let only = || (old.len() == 1 && new.len() == 1 && was.is_object()).then_some(0);
        match same.or_else(only) {
            Some(at) if at < added.len() => {
                let label = name.map_or_else(|| path.to_owned(), |name| format!("{path}[{name}]"));
                compare(&label, was, added.remove(at), out);
            }
            _ => out.push(field(path, Some(was), None)),
        }
    }
    for now in added {
        out.push(field(path, None, Some(now)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(value: Value) -> Vec<(String, Record)> {
        let Value::Array(all) = value else { panic!("a list") };
        all.into_iter()
            .map(|record| match record {
                Value::Object(record) => (record["id"].as_str().expect("an id").to_owned(), record),
                other => panic!("{other} is a record"),
            })
            .collect()
    }

    fn fields(old: Value, new: Value) -> Vec<(String, Value, Value)> {
        let of = |mut value: Value| {
            value["id"] = "x".into();
            records(json!([value]))
        };
        let differences = Differences::new(of(old), of(new));
        let all = differences.changed.into_iter().flat_map(|changed| changed.fields);
        all.map(|f| (f.path, f.old.unwrap_or_default(), f.new.unwrap_or_default())).collect()
    }

    #[test]
    fn records_are_matched_by_id() {
        let old =
            records(json!([{"id": "a", "title": "A"}, {"id": "b"}, {"id": "c", "title": "C"}, {"id": "d"}]));
        let new = records(json!([{"id": "d"}, {"id": "e"}, {"id": "a", "title": "Ä"}]));
        let all = Differences::new(old, new);
        let ids = |records: &[(String, Record)]| records.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&all.added), ["e"], "only in the new");
        assert_eq!(ids(&all.removed), ["b", "c"], "only in the old, in its order");
        assert_eq!(all.changed[0].id, "a", "in both, and not alike");
        assert_eq!(
            all.changed[0].fields,
            [field("title", Some(&json!("A")), Some(&json!("Ä")))],
            "old and new"
        );
        assert_eq!(all.unchanged, 1, "the order of records is no change");
        assert!(!all.is_empty() && Differences::default().is_empty(), "none are none");
    }

    #[test]
    fn fields_come_go_and_change() {
        let old = json!({"grade": "B2", "note": "n", "actors": {"party": ["a", "b"], "host": ["c"]}});
        let new = json!({"grade": "B1", "venue": "kyiv", "actors": {"party": ["b", "d"], "host": ["c"]}});
        let wanted = [
            ("grade", json!("B2"), json!("B1")),
            ("note", json!("n"), Value::Null),
            ("actors.party", json!("a"), Value::Null),
            ("actors.party", Value::Null, json!("d")),
            ("venue", Value::Null, json!("kyiv")),
        ];
        let wanted = wanted.map(|(path, old, new)| (path.to_owned(), old, new));
        assert_eq!(fields(old, new), wanted, "by path, items of lists one by one");
    }

    #[test]
    fn items_with_a_name_are_compared_in_themselves() {
        let old =
            json!({"sources": [{"url": "u1"}, {"url": "u2", "published": "2025"}], "quote": [{"text": "a"}]});
        let new =
            json!({"sources": [{"url": "u2", "published": "2026"}, {"url": "u3"}], "quote": [{"text": "b"}]});
        let wanted = [
            ("sources", json!({"url": "u1"}), Value::Null),
            ("sources[u2].published", json!("2025"), json!("2026")),
            ("sources", Value::Null, json!({"url": "u3"})),
            ("quote.text", json!("a"), json!("b")),
        ];
        let wanted = wanted.map(|(path, old, new)| (path.to_owned(), old, new));
        assert_eq!(fields(old, new), wanted, "a source by its address, a single quotation in itself");
    }

    #[test]
    fn another_order_of_a_list_is_a_change_and_of_keys_is_none() {
        let moved = fields(json!({"agenda": ["a", "b"]}), json!({"agenda": ["b", "a"]}));
        assert_eq!(moved, [("agenda".to_owned(), json!(["a", "b"]), json!(["b", "a"]))], "told whole");
        assert_eq!(fields(json!({"a": 1, "b": 2}), json!({"b": 2, "a": 1})), [], "keys have no order");
    }

    #[test]
    fn the_same_title_and_date_hint_at_another_id() {
        let old = records(json!([
            {"id": "a", "title": "T", "date": "2025"}, {"id": "b", "title": "T", "date": "2025"},
            {"id": "c", "title": "T", "date": "2024"}]));
        let new = records(json!([{"id": "x", "title": "T", "date": "2025"}]));
        let all = Differences::new(old, new);
        assert_eq!(all.renamed, [("a".to_owned(), "x".to_owned())], "one for one");
        assert_eq!((all.now_called("a"), all.once_called("x")), (Some("x"), Some("a")), "both ways");
        assert_eq!(all.json()["likely_renamed"][0]["to"], "x", "and as data");
    }
}
