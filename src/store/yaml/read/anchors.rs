//! Values that items share through `&` and `*`: they are found first, so that every item can be read on its own.
//!
//! ```text
//! - &a …      an item with an anchor is read as a tree, in order, with the anchors known before it
//! - … *a      an item with only aliases is read like any other; each alias is the latest value of its name
//! ```
//!
//! The number of values that aliases would add when written out is counted before anything is read, so that a small
//! hostile file stays small.

use crate::store::yaml::bytes::begins_value;
use std::sync::Arc;

use foldhash::HashMap;

use crate::store::schema::list::List;
use crate::store::yaml::bytes::any;
use crate::store::yaml::plain::Value;
use crate::store::yaml::split::Piece;
use crate::store::yaml::tree::{self, Node};

/// The number of values that aliases may add to a document of any size; further ones are allowed for every `BYTES`
/// bytes of it.
const MOST: usize = 200_000;
const BYTES: usize = 16;

/// The anchors of a document.
#[derive(Debug, Default)]
pub(in crate::store) struct Anchors {
    /// For each name, its values in order, each with the byte of the file from which on it applies.
    named: HashMap<Box<str>, Vec<Named>>,
}

#[derive(Debug)]
struct Named {
    from: usize,
    node: Arc<Node>,
    /// The value for the quick reader; `None` if only the tree can express it.
    value: Option<Value<'static>>,
}

/// The anchors and aliases in a piece.
struct AnchorNames<'t> {
    anchors: Vec<&'t str>,
    aliases: Vec<&'t str>,
}

impl<'t> AnchorNames<'t> {
    /// Finds the anchors and aliases in a text. Some may be text that only looks like one.
    fn of(text: &'t str) -> Self {
        let mut names = Self { anchors: Vec::new(), aliases: Vec::new() };
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(b'&', b'*', bytes).filter(|at| begins_value(bytes, *at)) {
            let name = name(text.get(at + 1..).unwrap_or_default());
            let list = if bytes.get(at) == Some(&b'&') { &mut names.anchors } else { &mut names.aliases };
            list.extend(Some(name).filter(|name| !name.is_empty()));
        }
        names
    }
}

/// Returns the name at the start of a text.
fn name(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    text.split(ends).next().unwrap_or_default()
}

impl Anchors {
    /// Finds the anchors of a document that was cut into `pieces`; `None` if it has none or can only be read as a whole.
    pub(super) fn find(bytes: &[u8], pieces: &[Piece]) -> Option<Self> {
        let (first, last) = (pieces.first()?.bytes.start, pieces.last()?.bytes.end);
        let body = bytes.get(first..last)?;
        let anchored = |part: &[u8]| memchr::memchr_iter(b'&', part).any(|at| begins_value(part, at));
        // At the start of a part, text may only look like an anchor.
        (any(body, 0, anchored) && anchored(body)).then_some(())?;
        let (mut all, mut spent) = (Self::default(), 0_usize);
        for piece in pieces {
            let text = std::str::from_utf8(bytes.get(piece.bytes.clone())?).ok()?;
            let names = AnchorNames::of(text);
            for alias in &names.aliases {
                spent += all.named_before(alias, piece.bytes.start).map_or(0, |named| named.node.weight());
            }
            if spent > MOST + body.len() / BYTES {
                return None;
            }
            if !names.anchors.is_empty() {
                all.enter(piece, text, &names)?;
            }
        }
        Some(all)
    }

    /// Adds the anchors of a piece; `None` if they cannot be reported from text that only looks like one.
    fn enter(&mut self, piece: &Piece, text: &str, names: &AnchorNames<'_>) -> Option<()> {
        (piece.list != List::Store).then_some(())?;
        let known = self.known(&names.aliases, piece.bytes.start);
        let forest = tree::read_with(text, piece.line, &known, &names.anchors);
        if forest.error.is_some() || forest.named.len() != names.anchors.len() {
            return None;
        }
        for (name, node) in names.anchors.iter().zip(forest.named) {
            let value = Value::of_node(&node);
            let all = self.named.entry((*name).into()).or_default();
            all.push(Named { from: piece.bytes.end, node, value });
        }
        Some(())
    }

    fn named_before(&self, name: &str, start: usize) -> Option<&Named> {
        self.named.get(name)?.iter().rev().find(|named| named.from <= start)
    }

    fn known<'t>(&self, names: &[&'t str], start: usize) -> Vec<(&'t str, Arc<Node>)> {
        let mut known: Vec<(&str, Arc<Node>)> = Vec::new();
        for name in names {
            if let Some(named) =
                self.named_before(name, start).filter(|_| known.iter().all(|(other, _)| other != name))
            {
                known.push((name, Arc::clone(&named.node)));
            }
        }
        known
    }

    /// Reads a piece as a tree, with the anchors before it.
    pub(super) fn tree(&self, piece: &Piece, text: &str) -> tree::Forest {
        let names = AnchorNames::of(text);
        tree::read_with(text, piece.line, &self.known(&names.aliases, piece.bytes.start), &[])
    }

    /// Returns the value of an alias in a piece without anchors of its own.
    pub(super) fn value(&self, piece: &Piece, name: &str) -> Option<&Value<'static>> {
        self.named_before(name, piece.bytes.start)?.value.as_ref()
    }
}
