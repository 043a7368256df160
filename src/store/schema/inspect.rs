//! Inspecting a record: its tree is compared with the schema, and every mistake is reported at its own place.

use std::collections::HashSet;

use chrono_tz::Tz;

use crate::store::problem::Fix;
use crate::store::schema::value;
use crate::store::schema::value::short;
use crate::store::schema::{self, Record, Shape};
use crate::store::yaml::mark::Mark;
use crate::store::yaml::tree::{Node, Value};
use crate::text::suggest::{did_you_mean, did_you_mean_one_of, nearest};
use crate::text::{coded_invisible_name, counted, invisible_name};

mod meant;

/// A mistake in a record and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Finding {
    pub(in crate::store) mark: Mark,
    pub(in crate::store) code: &'static str,
    pub(in crate::store) message: String,
    pub(in crate::store) hint: Option<String>,
    pub(in crate::store) fix: Option<Fix>,
}

/// The mistakes found in a record, and what to leave out so that the rest can still be read.
#[derive(Debug, Default)]
pub(in crate::store) struct Report {
    /// The mistakes in the order of the text.
    pub(in crate::store) findings: Vec<Finding>,
    /// The marks of keys, values and items that are wrong.
    pub(in crate::store) faulty: HashSet<Mark>,
    pub(in crate::store) more: usize,
}

/// The number of mistakes reported for one record: more than a person makes in one, fewer than a hostile file holds.
const MOST: usize = 100;

pub(in crate::store) fn inspect(node: &Node, shape: Shape) -> Report {
    let mut report = Report::default();
    report.walk(node, shape, &shape.in_words(), None);
    if report.more > 0 {
        let message = format!("and {} in this record", counted(report.more, "more problem"));
        report.findings.push(Finding { mark: node.mark, code: "more", message, hint: None, fix: None });
    }
    report
}

impl Report {
    fn add(&mut self, mark: Mark, code: &'static str, message: String, hint: Option<String>) {
        self.add_fixed(mark, code, message, hint, None);
    }

    /// Adds a mistake and the change that its hint asks for.
    fn add_fixed(
        &mut self,
        mark: Mark,
        code: &'static str,
        message: String,
        hint: Option<String>,
        fix: Option<Fix>,
    ) {
        if self.findings.len() >= MOST {
            self.more += 1;
            return;
        }
        self.findings.push(Finding { mark, code, message, hint, fix });
        self.faulty.insert(mark);
    }

    fn walk(&mut self, node: &Node, shape: Shape, what: &str, owner: Option<&Record>) {
        if let Some(tag) = &node.tag {
            let hint = Some("write the value without it".to_owned());
            self.add(node.mark, "tag", format!("the tag `{}` has no meaning here", short(tag)), hint);
            return;
        }
        match shape {
            Shape::Skipped => {}
            Shape::List(item) => match &node.value {
                Value::Seq(items) => self.items(items, *item, what, owner),
                _ => self.wants(node, shape, what),
            },
            Shape::Many(item) => match &node.value {
                Value::Seq(items) => self.items(items, *item, what, owner),
                _ => self.walk(node, *item, what, owner),
            },
            Shape::TextOr(record) => match &node.value {
                Value::Text(_) => self.scalar(node, Shape::Text, what),
                Value::Map(pairs) => self.record(node, pairs, record),
                _ => self.wants(node, shape, what),
            },
            Shape::Record(record) => match &node.value {
                Value::Map(pairs) => self.record(node, pairs, record),
                _ => self.wants(node, shape, what),
            },
            Shape::Roles => match &node.value {
                Value::Seq(items) if let Some(roles) = meant::roles(items) => {
                    let message = format!("{what} is a list in which each item has a role, not a mapping");
                    let hint = format!("write a mapping from role to actors: {}", short(&roles));
                    self.add_fixed(node.mark, "wrong-shape", message, Some(hint), Some(Fix::Yaml(roles)));
                }
                Value::Seq(items) => self.items(items, Shape::Ref("an actor"), what, owner),
                Value::Map(pairs) => {
                    self.map(pairs, Shape::Many(&Shape::Ref("an actor")), Some(&("role", schema::roles())));
                }
                _ => self.wants(node, shape, what),
            },
            Shape::Links(item) => match &node.value {
                Value::Map(pairs) => self.map(pairs, *item, Some(&("link type", schema::link_kinds()))),
                _ => self.wants(node, shape, what),
            },
            Shape::Languages(item) => match &node.value {
                Value::Map(pairs) => self.map(pairs, *item, None),
                _ => self.wants(node, shape, what),
            },
            scalar => self.scalar(node, scalar, what),
        }
    }

    fn items(&mut self, items: &[std::sync::Arc<Node>], shape: Shape, what: &str, owner: Option<&Record>) {
        for item in items {
            if is_empty(item) {
                let hint = Some("remove it, or quote it if you mean the text `~` or `null`".to_owned());
                self.add(item.mark, "null", format!("an empty item in {what}"), hint);
            } else {
                self.walk(item, shape, what, owner);
            }
        }
    }

    fn wants(&mut self, node: &Node, shape: Shape, what: &str) {
        let found = match &node.value {
            Value::Null => "nothing",
            Value::Text(_) => "text",
            Value::Seq(_) => "a list",
            Value::Map(_) => "a mapping",
        };
        let mut fix = None;
        let hint = match (&node.value, shape) {
            (Value::Text(text), Shape::List(inner)) if !matches!(inner, Shape::Record(_)) => {
                let ids = matches!(inner, Shape::Ref(_)).then(|| meant::ids(text)).flatten();
                fix = is_one(text).then_some(Fix::List).or_else(|| ids.map(Fix::Yaml));
                Some(format!("write a list: [{}]", items(text)))
            }
            (Value::Text(text), Shape::Roles) => {
                fix = is_one(text).then_some(Fix::List).or_else(|| meant::ids(text).map(Fix::Yaml));
                Some(format!("write a list: [{}]", items(text)))
            }
            (Value::Map(pairs), Shape::List(Shape::Record(record)))
                if let Some(figures) = meant::figures(record, pairs) =>
            {
                let hint = format!("write a list: {}", short(&figures));
                fix = Some(Fix::Yaml(figures));
                Some(hint)
            }
            (Value::Map(pairs), Shape::List(Shape::Record(record) | Shape::TextOr(record)))
                if is_one_record(record, pairs) =>
            {
                fix = Some(Fix::Item);
                Some("begin every item with `- `".to_owned())
            }
            (Value::Seq(_) | Value::Map(_), Shape::Text) => {
                Some("quote the whole value in straight quotes if it is text".to_owned())
            }
            (Value::Seq(_), Shape::Date) => {
                Some("quote a date that begins with a bracket: \"[2025-12-19..2025-12-21]\"".to_owned())
            }
            _ => None,
        };
        let message = if what == shape.in_words() {
            format!("{found} instead of {what}")
        } else {
            format!("{what} is {found}, not {}", shape.in_words())
        };
        self.add_fixed(node.mark, "wrong-shape", message, hint, fix);
    }

    fn scalar(&mut self, node: &Node, shape: Shape, what: &str) {
        let Some(text) = node.text() else {
            if let (Shape::Date, Some(set)) = (shape, as_set(node)) {
                let hint = Some(format!("quote it: \"{set}\""));
                let message = "a set of dates without quotes".to_owned();
                self.add_fixed(node.mark, "bad-date", message, hint, Some(Fix::Value(set)));
            } else {
                self.wants(node, shape, what);
            }
            return;
        };
        if let Err(wrong) = value::check(text, shape) {
            if let Some((code, message, hint)) =
                hidden_characters(text, what, &|text| value::check(text, shape).is_ok())
            {
                let fix = bare(text).map(Fix::Value);
                self.add_fixed(node.mark, code, message, Some(hint), fix);
                return;
            }
            let fix = wrong.fix().map(Fix::Value);
            let (code, message, hint) = wrong.into_parts();
            self.add_fixed(node.mark, code, message, hint, fix);
        }
    }

    fn map(
        &mut self,
        pairs: &[(std::sync::Arc<Node>, std::sync::Arc<Node>)],
        shape: Shape,
        words: Option<&(&str, Vec<&'static str>)>,
    ) {
        let mut seen = HashSet::new();
        for (key, value) in pairs {
            let Some(text) = self.key(key, &mut seen) else { continue };
            if let Some((list, words)) = words
                && !words.contains(&text)
            {
                let known = |text: &str| words.contains(&text);
                if let Some((code, message, hint)) = hidden_characters(text, &format!("a {list}"), &known) {
                    let fix = bare(text).map(Fix::Key);
                    self.add_fixed(key.mark, code, message, Some(hint), fix);
                    continue;
                }
                let message = format!("unknown {list} `{}`", short(text));
                let fix = value::word_meant(text, words).map(|word| Fix::Key(word.to_owned()));
                self.add_fixed(key.mark, "unknown-word", message, did_you_mean_one_of(text, words), fix);
            }
            if !is_empty(value) {
                self.walk(value, shape, &format!("`{}`", short(text)), None);
            }
        }
    }

    fn record(
        &mut self,
        node: &Node,
        pairs: &[(std::sync::Arc<Node>, std::sync::Arc<Node>)],
        record: &'static Record,
    ) {
        let mut seen = HashSet::new();
        // Fields that are there under another name, or may be: reporting them as missing would be a second mistake.
        let mut meant: Vec<&str> = Vec::new();
        for (key, value) in pairs {
            let Some(text) = self.key(key, &mut seen) else { continue };
            let Some(field) = record.fields.iter().find(|f| f.key == text) else {
                let known = |text: &str| record.fields.iter().any(|field| field.key == text);
                if let Some((code, message, hint)) = hidden_characters(text, "a key", &known) {
                    let field = record.fields.iter().find(|field| hint == written(field.key));
                    meant.extend(field.map(|field| field.key));
                    let fix = bare(text).map(Fix::Key);
                    self.add_fixed(key.mark, code, message, Some(hint), fix);
                    continue;
                }
                let message = format!("unknown key `{}` in {}", short(text), record.name);
                let figure = meant::figure(record, key, text, value);
                if let Some((hint, fix)) = figure.filter(|_| !has_key(pairs, "figures")) {
                    self.add_fixed(key.mark, "unknown-key", message, Some(hint), fix);
                    continue;
                }
                let (near, hint) = if self.findings.len() < MOST {
                    let near = keys_meant(text, record);
                    let hint = key_hint(text, &near);
                    (near, hint)
                } else {
                    (Vec::new(), None)
                };
                // Under the right key, the value would be wrong as well.
                let hint = match (hint, near.as_slice()) {
                    (Some(hint), [one]) => Some(match value_hint(one, record, value) {
                        Some(then) => format!("{hint} Then {then}"),
                        None => hint,
                    }),
                    (hint, _) => hint,
                };
                // A key that the record has already would be there twice.
                let fix = match near.as_slice() {
                    [one] if !has_key(pairs, one) => Some(Fix::Key((*one).to_owned())),
                    _ => None,
                };
                meant.extend(near);
                self.add_fixed(key.mark, "unknown-key", message, hint, fix);
                continue;
            };
            if !is_empty(value) {
                self.walk(value, field.shape, &format!("`{}`", field.key), Some(record));
            } else if field.required {
                let message = format!("`{}` in {} is empty", field.key, record.name);
                self.add(key.mark, "missing-key", message, one_of(field.shape));
            }
        }
        let merged = seen.contains(MERGE);
        for field in record.fields.iter().filter(|f| f.required && !seen.contains(f.key)) {
            if merged || meant.contains(&field.key) {
                continue;
            }
            self.findings.push(Finding {
                mark: node.mark,
                code: "missing-key",
                message: format!("no `{}` in {}", field.key, record.name),
                hint: one_of(field.shape),
                fix: None,
            });
        }
    }

    /// Returns the text of a key that appears for the first time.
    fn key<'n>(&mut self, key: &'n Node, seen: &mut HashSet<&'n str>) -> Option<&'n str> {
        let Some(text) = key.text() else {
            let message = match key.value {
                Value::Null => "an empty key",
                _ => "a list or a mapping as a key",
            };
            self.add(key.mark, "wrong-shape", message.to_owned(), None);
            return None;
        };
        if !seen.insert(text) {
            let hint = Some("keep one of them".to_owned());
            self.add(
                key.mark,
                "duplicate-key",
                format!("`{}` appears here for the second time", short(text)),
                hint,
            );
            return None;
        }
        Some(text)
    }
}

fn has_key(pairs: &[(std::sync::Arc<Node>, std::sync::Arc<Node>)], name: &str) -> bool {
    pairs.iter().any(|(key, _)| key.text() == Some(name))
}

/// Returns what to write for a value under the key that it is meant for.
fn value_hint(key: &str, record: &'static Record, value: &Node) -> Option<String> {
    let field = record.fields.iter().find(|field| field.key == key)?;
    let wrong = value::check(value.text()?, field.shape).err()?;
    wrong.into_parts().2.filter(|hint| hint.starts_with("write "))
}

/// Returns whether a mapping is one record: it has a key, and each is that of a field, or what that is often called.
pub(in crate::store) fn is_one_record(
    record: &'static Record,
    pairs: &[(std::sync::Arc<Node>, std::sync::Arc<Node>)],
) -> bool {
    let of_record = |key: &str| {
        let field = |name: &str| record.fields.iter().any(|field| field.key == name);
        field(key) || SYNONYMS.iter().any(|(typed, meant)| *typed == key && field(meant))
    };
    !pairs.is_empty() && pairs.iter().all(|(key, _)| key.text().is_some_and(of_record))
}

/// Returns a text as the items of a list, each of its own where semicolons divide it: `"A", "B"` for `A; B`.
fn items(text: &str) -> String {
    let parts: Vec<&str> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] | [_] => short(text),
        parts => parts
            .iter()
            .map(|part| format!("\"{}\"", short(part).replace(['"', '\\'], "")))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// Returns whether a text is one value, not several with a sign between them.
fn is_one(text: &str) -> bool {
    // A dash without a space was to begin an item.
    if text.starts_with(['-', '–', '—']) {
        return false;
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        return !text.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']' | '{' | '}'));
    }
    !text.contains([',', ';', '/', '\n', '[', ']', '{', '}'])
        && !text.contains(" and ")
        && !text.contains(" & ")
}

/// Returns a text without invisible characters and curly quotes around it, if nothing is hidden inside.
fn bare(text: &str) -> Option<String> {
    let seen: String = text.chars().filter(|c| invisible_name(*c).is_none()).collect();
    Some(seen.trim().trim_matches(CURLY).trim().to_owned()).filter(|bare| bare != text)
}

/// The quotes of other typography.
const CURLY: [char; 9] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»'];

fn written(text: &str) -> String {
    format!("write {text}")
}

/// Returns code, message and hint for a value that would be right without its invisible characters or curly quotes.
pub(in crate::store) fn hidden_characters(
    text: &str,
    what: &str,
    is_right: &dyn Fn(&str) -> bool,
) -> Option<(&'static str, String, String)> {
    let bare = bare(text).filter(|bare| is_right(bare))?;
    let hidden = text.chars().enumerate().find_map(|(at, c)| Some((at, coded_invisible_name(c)?)));
    let (code, message) = match hidden {
        Some((0, name)) => ("invisible-character", format!("{what} begins with {name}")),
        Some((at, name)) => {
            let before: String = text.chars().take(at).collect();
            ("invisible-character", format!("{what} contains {name} after `{}`", short(&before)))
        }
        None => ("bad-value", format!("{what} is in curly quotes, which are read as part of it")),
    };
    Some((code, message, written(&bare)))
}

/// Returns the hint that lists the words of a closed list.
fn one_of(shape: Shape) -> Option<String> {
    let Shape::Word(words) = shape else { return None };
    Some(format!("write one of {}", (words.words)().join(", ")))
}

/// Returns whether a node is empty: null, or blank text.
fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Returns the text of a flow sequence or mapping that was meant as an EDTF set.
fn as_set(node: &Node) -> Option<String> {
    let (open, close, items) = match &node.value {
        Value::Seq(items) => ('[', ']', items.iter().map(|n| n.text()).collect::<Option<Vec<_>>>()?),
        Value::Map(pairs) if pairs.iter().all(|(_, v)| v.value == Value::Null) => {
            ('{', '}', pairs.iter().map(|(k, _)| k.text()).collect::<Option<Vec<_>>>()?)
        }
        _ => return None,
    };
    let set = format!("{open}{}{close}", items.join(","));
    value::date(&set, crate::event::date::Zone::Named(Tz::UTC)).is_ok().then_some(set)
}

/// Keys that people write who know another format, each with the key that they mean.
const SYNONYMS: &[(&str, &str)] = &[
    ("rating", "grade"),
    ("confidence", "grade"),
    ("participants", "actors"),
    ("who", "actors"),
    ("actor", "actors"),
    ("location", "venue"),
    ("place", "venue"),
    ("where", "venue"),
    ("type", "kind"),
    ("when", "date"),
    ("day", "date"),
    ("year", "date"),
    ("start_date", "date"),
    ("startdate", "date"),
    ("jahr", "date"),
    ("datum", "date"),
    ("citations", "sources"),
    ("citation", "sources"),
    ("references", "sources"),
    ("reference", "sources"),
    ("date", "published"),
    ("time", "date"),
    ("headline", "title"),
    ("label", "name"),
    ("description", "summary"),
    ("text", "summary"),
    ("affiliation", "part_of"),
    ("within", "part_of"),
    ("role", "as"),
    ("since", "from"),
    ("to", "until"),
    ("latitude", "lat"),
    ("longitude", "lon"),
    ("lng", "lon"),
    ("tz", "timezone"),
    ("zone", "timezone"),
    ("href", "url"),
    ("link", "url"),
    ("publisher", "outlet"),
    ("language", "lang"),
    ("value", "count"),
    ("number", "count"),
    ("claimed_by", "by"),
    ("reported_by", "by"),
    ("syndicates", "derived_from"),
    ("query", "filter"),
    ("tlp", "handling"),
];

/// Returns whether `key` is what another format calls a field of an event.
pub(in crate::store) fn is_synonym_of_event_key(key: &str) -> bool {
    let event = schema::record(schema::list::List::Events);
    SYNONYMS
        .iter()
        .any(|(typed, meant)| *typed == key && event.fields.iter().any(|field| field.key == *meant))
}

/// The key that merges another mapping in YAML 1.1.
const MERGE: &str = "<<";

/// Returns the keys of a record that an unknown one may mean.
fn keys_meant(text: &str, record: &'static Record) -> Vec<&'static str> {
    let keys = || record.fields.iter().map(|f| f.key);
    let lower = text.to_ascii_lowercase();
    let synonym = SYNONYMS.iter().find(|(typed, key)| *typed == lower && keys().any(|k| k == *key));
    match synonym {
        _ if text == MERGE => Vec::new(),
        Some((_, key)) => vec![key],
        None => nearest(text, keys()),
    }
}

fn key_hint(text: &str, meant: &[&str]) -> Option<String> {
    if text == MERGE {
        return Some("write the fields out: merge keys are not read".to_owned());
    }
    did_you_mean(meant).or_else(|| {
        let home = schema::ALL.iter().find(|(_, r)| r.fields.iter().any(|f| f.key == text));
        home.map(|(under, r)| format!("`{text}` belongs to {}, under `{under}`", r.name))
    })
}
