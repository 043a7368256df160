//! The tree of a text: every value of the YAML with its line and column.
//!
//! It is slower than the YAML library but exact: it reads what is unusual (flow style, anchors, quoted keys) and what
//! has mistakes. Scalars keep the text as written. Aliases share the value that they refer to. The number of values
//! that they would add when written out is counted and bounded, so that a small hostile file stays small.

mod scalars;

use std::collections::HashMap;
use std::sync::Arc;

pub(in crate::store) use scalars::{Scalar, scalars};

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::store::yaml::mark::{Mark, TreeError};
use crate::store::yaml::syntax::{Complaint, reworded};

/// The depth of nesting allowed: far deeper than any record of the store, shallow enough to walk by recursion.
const MAX_DEPTH: usize = 40;
/// The number of values that aliases may add to a document.
const MAX_ALIASED: usize = 200_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// The place where it begins; for an alias, the place of the alias.
    pub(crate) mark: Mark,
    pub(crate) value: Value,
    /// A tag that has no meaning in a store.
    pub(crate) tag: Option<Arc<str>>,
    /// The number of values in it when written out, including itself, plus a share for long text.
    weight: usize,
}

/// The value of a node.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar as written, with quotes and folding undone.
    Text(Arc<str>),
    Seq(Vec<Arc<Node>>),
    /// A mapping in the order written, including repeated keys.
    Map(Vec<(Arc<Node>, Arc<Node>)>),
}

impl Node {
    fn new(mark: Mark, value: Value) -> Self {
        let weight = match &value {
            Value::Null => 1,
            Value::Text(text) => 1 + text.len() / 64,
            Value::Seq(items) => 1 + items.iter().map(|n| n.weight).sum::<usize>(),
            Value::Map(pairs) => 1 + pairs.iter().map(|(k, v)| k.weight + v.weight).sum::<usize>(),
        };
        Self { mark, value, tag: None, weight }
    }

    /// Returns a record that was not read from a file, in the form in which the schema inspects it. It has no places.
    pub(in crate::store) fn from_json(value: &serde_json::Value) -> Self {
        use serde_json::Value as Json;
        let text = |text: String| Value::Text(text.into());
        let value = match value {
            Json::Null => Value::Null,
            Json::String(scalar) => text(scalar.clone()),
            Json::Bool(_) | Json::Number(_) => text(value.to_string()),
            Json::Array(items) => {
                Value::Seq(items.iter().map(|item| Arc::new(Self::from_json(item))).collect())
            }
            Json::Object(fields) => return Self::from_fields(fields),
        };
        Self::new(Mark::default(), value)
    }

    /// Returns the same as [`Node::from_json`] for the fields of a record.
    pub(in crate::store) fn from_fields(fields: &serde_json::Map<String, serde_json::Value>) -> Self {
        let key = |key: &String| Arc::new(Self::new(Mark::default(), Value::Text(key.as_str().into())));
        let pairs = fields.iter().map(|(k, v)| (key(k), Arc::new(Self::from_json(v))));
        Self::new(Mark::default(), Value::Map(pairs.collect()))
    }

    /// Returns the number of values in it when written out, including itself, plus a share for long text.
    pub(in crate::store) fn weight(&self) -> usize {
        self.weight
    }

    /// Returns the text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The trees in a text.
#[derive(Debug, Default)]
pub(crate) struct Forest {
    /// The root of each document, in order, without empty documents.
    pub(crate) documents: Vec<Arc<Node>>,
    /// Whether the text has an anchor or an alias.
    pub(crate) anchors: bool,
    /// The error that ended the reading, if any. The documents before it are kept.
    pub(crate) error: Option<TreeError>,
    /// The values of the anchors that [`read_with`] was asked for, in the same order.
    pub(crate) named: Vec<Arc<Node>>,
}

/// Reads an item of a list, `- …`, that may use the `known` anchors, and returns the values of the anchors `asked` for.
pub(in crate::store) fn read_with(
    text: &str,
    first_line: u32,
    known: &[(&str, Arc<Node>)],
    asked: &[&str],
) -> Forest {
    if known.is_empty() && asked.is_empty() {
        return read(text, first_line);
    }
    // Extra items before the text define the known names, and extra items after it reveal the values of the asked ones.
    let margin = " ".repeat(text.len() - text.trim_start_matches(' ').len());
    let mut whole = String::with_capacity(text.len());
    for (name, _) in known {
        whole.extend([margin.as_str(), "- &", name, " x\n"]);
    }
    whole.push_str(text);
    if !asked.is_empty() && !text.ends_with('\n') {
        whole.push('\n');
    }
    for name in asked {
        whole.extend([margin.as_str(), "- *", name, "\n"]);
    }
    let first_line = first_line.wrapping_sub(known.len() as u32);
    let given = known.iter().map(|(_, node)| Arc::clone(node)).collect();
    let mut forest = read_given(&whole, first_line, given);
    if let [root] = forest.documents.as_mut_slice()
        && let Some(Node { value: Value::Seq(items), .. }) = Arc::get_mut(root)
        && items.len() == known.len() + 1 + asked.len()
    {
        forest.named = items.split_off(known.len() + 1);
        items.drain(..known.len());
    }
    forest
}

/// Reads `text`, whose first line is line `first_line` of its file.
pub(crate) fn read(text: &str, first_line: u32) -> Forest {
    read_given(text, first_line, Vec::new())
}

/// Reads `text` as [`read`] does. The first anchors get the values `given`, whatever is written there.
fn read_given(text: &str, first_line: u32, given: Vec<Arc<Node>>) -> Forest {
    let mut reader = Reader {
        first_line,
        forest: Forest::default(),
        open: Vec::new(),
        anchors: HashMap::new(),
        given,
        aliased: 0,
    };
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => break,
            Some(Ok((event, span))) => {
                if let Err(error) = reader.take(event, span) {
                    reader.forest.error = Some(error);
                    break;
                }
            }
            Some(Err(error)) => {
                let at = reader.relative(reader.mark_of(error.marker()));
                let bracket = reader.bracket(text);
                let mut error = reworded(Complaint { text, info: error.info(), at, bracket });
                error.mark.line = error.mark.line.wrapping_add(first_line.wrapping_sub(1));
                reader.forest.error = Some(error);
                break;
            }
        }
    }
    reader.forest
}

/// A collection that is still open.
struct OpenCollection {
    mark: Mark,
    anchor: usize,
    tag: Option<Arc<str>>,
    kind: Kind,
}

enum Kind {
    Seq(Vec<Arc<Node>>),
    Map(Vec<(Arc<Node>, Arc<Node>)>, Option<Arc<Node>>),
}

struct Reader {
    first_line: u32,
    forest: Forest,
    open: Vec<OpenCollection>,
    anchors: HashMap<usize, Arc<Node>>,
    /// The values of the first anchors.
    given: Vec<Arc<Node>>,
    aliased: usize,
}

impl Reader {
    fn mark_of(&self, marker: &saphyr_parser::Marker) -> Mark {
        let line = u32::try_from(marker.line()).unwrap_or(u32::MAX).max(1);
        let column = u32::try_from(marker.col()).unwrap_or(u32::MAX);
        // The extra lines that only define anchors come before the first line of the file.
        Mark { line: (line - 1).wrapping_add(self.first_line), column: column.saturating_add(1) }
    }

    /// Returns a mark with its line counted from 1 in the text.
    fn relative(&self, mark: Mark) -> Mark {
        Mark { line: mark.line.wrapping_add(1).wrapping_sub(self.first_line), ..mark }
    }

    /// Returns the innermost open bracket, as a place in the text.
    fn bracket(&self, text: &str) -> Option<Mark> {
        let is_bracket = |mark: &Mark| {
            let line = text.lines().nth((mark.line as usize).saturating_sub(1)).unwrap_or_default();
            matches!(line.chars().nth((mark.column as usize).saturating_sub(1)), Some('[' | '{'))
        };
        self.open.iter().rev().map(|open| self.relative(open.mark)).find(is_bracket)
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), TreeError> {
        let mark = self.mark_of(&span.start);
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
            Event::DocumentEnd => self.anchors.clear(),
            Event::Scalar(text, style, anchor, tag) => {
                let unexpected = unexpected_tag(tag.as_deref(), &["str", "null", "int", "float", "bool"]);
                let null =
                    style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let forced = tag.as_deref().is_some_and(|t| t.suffix == "str" || t.suffix.is_empty());
                let value = if null && !forced { Value::Null } else { Value::Text(text.into()) };
                self.add(Node { tag: unexpected, ..Node::new(mark, value) }, anchor);
            }
            Event::Alias(anchor) => self.alias(mark, anchor)?,
            Event::SequenceStart(anchor, tag) => {
                let tag = unexpected_tag(tag.as_deref(), &["seq"]);
                self.open(OpenCollection { mark, anchor, tag, kind: Kind::Seq(Vec::new()) })?;
            }
            Event::MappingStart(anchor, tag) => {
                let tag = unexpected_tag(tag.as_deref(), &["map"]);
                self.open(OpenCollection { mark, anchor, tag, kind: Kind::Map(Vec::new(), None) })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
        }
        Ok(())
    }

    fn open(&mut self, open: OpenCollection) -> Result<(), TreeError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(TreeError {
                mark: open.mark,
                code: "too-deep",
                message: format!("nested more than {MAX_DEPTH} levels deep"),
                hint: None,
                fix: None,
            });
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self) {
        let Some(OpenCollection { mark, anchor, tag, kind }) = self.open.pop() else { return };
        let value = match kind {
            Kind::Seq(items) => Value::Seq(items),
            Kind::Map(pairs, _) => Value::Map(pairs),
        };
        self.add(Node { tag, ..Node::new(mark, value) }, anchor);
    }

    fn alias(&mut self, mark: Mark, anchor: usize) -> Result<(), TreeError> {
        self.forest.anchors = true;
        let Some(target) = self.anchors.get(&anchor) else {
            return Err(TreeError {
                mark,
                code: "alias",
                message: "an alias inside the value that it repeats".to_owned(),
                hint: None,
                fix: None,
            });
        };
        self.aliased = self.aliased.saturating_add(target.weight);
        if self.aliased > MAX_ALIASED {
            return Err(TreeError {
                mark,
                code: "too-large",
                message: "aliases repeat too much: written out, this document would be far larger".to_owned(),
                hint: Some(
                    "write the repeated values out, or register them once and refer to them by id".to_owned(),
                ),
                fix: None,
            });
        }
        let copy = Node { mark, ..Node::clone(target) };
        self.add(copy, 0);
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) {
        let node = Arc::new(node);
        if anchor > 0 {
            self.forest.anchors = true;
            let given = anchor.checked_sub(1).and_then(|nth| self.given.get(nth));
            self.anchors.insert(anchor, Arc::clone(given.unwrap_or(&node)));
        }
        match self.open.last_mut() {
            None => self.forest.documents.push(node),
            Some(OpenCollection { kind: Kind::Seq(items), .. }) => items.push(node),
            Some(OpenCollection { kind: Kind::Map(pairs, key), .. }) => match key.take() {
                None => *key = Some(node),
                Some(key) => pairs.push((key, node)),
            },
        }
    }
}

/// Returns the name of a tag, unless it is one of `allowed`, which only say what is true without them.
fn unexpected_tag(tag: Option<&Tag>, allowed: &[&str]) -> Option<Arc<str>> {
    let tag = tag?;
    // A lone `!` only says that the type of the value must not be guessed, and no types are guessed here.
    let bare = (tag.handle == "!" && tag.suffix.is_empty()) || (tag.handle.is_empty() && tag.suffix == "!");
    if bare || tag.is_yaml_core_schema() && allowed.contains(&tag.suffix.as_str()) {
        return None;
    }
    Some(if tag.is_yaml_core_schema() {
        format!("!!{}", tag.suffix).into()
    } else {
        format!("{}{}", tag.handle, tag.suffix).into()
    })
}
