//! Values that items share by `&` and `*`: found first, so that every item can be read apart.
//!
//! ```text
//! - &a …      an item with an anchor is read by its tree, in order, with what was named before it
//! - … *a      an item with aliases alone is read like any other, each alias being what stood last
//! ```
//!
//! What aliases would weigh when written out is counted before anything is read, so that a small hostile file stays
//! small.

use crate::store::yaml::bytes::begins_value;
use std::sync::Arc;

use foldhash::HashMap;

use crate::store::schema::list::List;
use crate::store::yaml::bytes::any;
use crate::store::yaml::plain::Value;
use crate::store::yaml::split::Piece;
use crate::store::yaml::tree::{self, Node};

/// How many values aliases may add to a document of any size, and to every so many bytes of it.
const MOST: usize = 200_000;
const BYTES: usize = 16;

/// The anchors of a document.
#[derive(Debug, Default)]
pub(in crate::store) struct Anchors {
    /// Of each name what it stood for, from which byte of the file on, in order.
    named: HashMap<Box<str>, Vec<Named>>,
}

#[derive(Debug)]
struct Named {
    from: usize,
    node: Arc<Node>,
    /// None: only its tree tells.
    value: Option<Value<'static>>,
}

/// What a piece says by anchors and aliases.
struct Signs<'t> {
    anchors: Vec<&'t str>,
    aliases: Vec<&'t str>,
}

impl<'t> Signs<'t> {
    /// Those of a text; some may be text that only looks so.
    fn of(text: &'t str) -> Self {
        let mut signs = Self { anchors: Vec::new(), aliases: Vec::new() };
        let bytes = text.as_bytes();
        for at in memchr::memchr2_iter(b'&', b'*', bytes).filter(|at| begins_value(bytes, *at)) {
            let name = name(text.get(at + 1..).unwrap_or_default());
            let list = if bytes.get(at) == Some(&b'&') { &mut signs.anchors } else { &mut signs.aliases };
            list.extend(Some(name).filter(|name| !name.is_empty()));
        }
        signs
    }
}

/// The name at the start of a text.
fn name(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
    text.split(ends).next().unwrap_or_default()
}

impl Anchors {
    /// Those of a document that was cut into `pieces`; none where it has none, or only the whole can be read.
    pub(super) fn find(bytes: &[u8], pieces: &[Piece]) -> Option<Self> {
        let (first, last) = (pieces.first()?.bytes.start, pieces.last()?.bytes.end);
        let body = bytes.get(first..last)?;
        let anchored = |part: &[u8]| memchr::memchr_iter(b'&', part).any(|at| begins_value(part, at));
        // What stands first in a part may only look like one.
        (any(body, 0, anchored) && anchored(body)).then_some(())?;
        let (mut all, mut spent) = (Self::default(), 0_usize);
        for piece in pieces {
            let text = std::str::from_utf8(bytes.get(piece.bytes.clone())?).ok()?;
            let signs = Signs::of(text);
            for alias in &signs.aliases {
                spent += all.at(alias, piece.bytes.start).map_or(0, |named| named.node.weight());
            }
            if spent > MOST + body.len() / BYTES {
                return None;
            }
            if !signs.anchors.is_empty() {
                all.enter(piece, text, &signs)?;
            }
        }
        Some(all)
    }

    /// Takes what a piece names; none where that cannot be told from what only looks so.
    fn enter(&mut self, piece: &Piece, text: &str, signs: &Signs<'_>) -> Option<()> {
        (piece.list != List::Store).then_some(())?;
        let known = self.known(&signs.aliases, piece.bytes.start);
        let forest = tree::read_with(text, piece.line, &known, &signs.anchors);
        if forest.error.is_some() || forest.named.len() != signs.anchors.len() {
            return None;
        }
        for (name, node) in signs.anchors.iter().zip(forest.named) {
            let value = Value::of_node(&node);
            let all = self.named.entry((*name).into()).or_default();
            all.push(Named { from: piece.bytes.end, node, value });
        }
        Some(())
    }

    fn at(&self, name: &str, start: usize) -> Option<&Named> {
        self.named.get(name)?.iter().rev().find(|named| named.from <= start)
    }

    fn known<'t>(&self, names: &[&'t str], start: usize) -> Vec<(&'t str, Arc<Node>)> {
        let mut known: Vec<(&str, Arc<Node>)> = Vec::new();
        for name in names {
            if let Some(named) = self.at(name, start).filter(|_| known.iter().all(|(other, _)| other != name))
            {
                known.push((name, Arc::clone(&named.node)));
            }
        }
        known
    }

    /// Reads a piece by its tree, with what was named before it.
    pub(super) fn tree(&self, piece: &Piece, text: &str) -> tree::Forest {
        let signs = Signs::of(text);
        tree::read_with(text, piece.line, &self.known(&signs.aliases, piece.bytes.start), &[])
    }

    /// What an alias of a piece that names nothing itself stands for.
    pub(super) fn value(&self, piece: &Piece, name: &str) -> Option<&Value<'static>> {
        self.at(name, piece.bytes.start)?.value.as_ref()
    }
}
