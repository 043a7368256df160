//! A record as found in a file: read, broken, or only located.

use crate::store::yaml::bytes::is_object;
use crate::store::yaml::tree::Value;
use std::ops::Range;
use std::sync::Arc;

use super::anchors::Anchors;
use crate::store::build::fault::{Step, locate};
use crate::store::schema::inspect::{Finding, inspect};
use crate::store::schema::list::List;
use crate::store::schema::raw::Raw;
use crate::store::schema::{Shape, record};
use crate::store::yaml::mark::Mark;
use crate::store::yaml::split::Piece;
use crate::store::yaml::tree::{self, Node};

/// A record as far as it could be read.
#[derive(Debug)]
pub(in crate::store) struct Item {
    pub(in crate::store) list: List,
    pub(in crate::store) file: u32,
    pub(in crate::store) line: u32,
    /// The record as written; if it is broken, without its wrong parts.
    pub(in crate::store) raw: Option<Box<Raw>>,
    /// Whether it was only found so far. [`read_again`](super::read_again) reads it.
    pub(in crate::store) unread: bool,
    /// Whether something in it is wrong, so that it does not count as a record.
    pub(in crate::store) broken: bool,
    pub(super) body: Body,
    /// The anchors that its aliases may refer to.
    pub(super) anchors: Option<Arc<Anchors>>,
}

#[derive(Debug)]
pub(super) enum Body {
    /// The bytes in the file, and the line on which they begin.
    Lines(Range<usize>, u32),
    Tree(Arc<Node>),
}

impl Item {
    /// Returns an event that was only found so far.
    pub(in crate::store) fn unread(file: u32, bytes: &[u8], piece: &Piece) -> Self {
        let (line, body) = (piece.first_line(bytes), Body::Lines(piece.bytes.clone(), piece.line));
        Self { list: piece.list, file, line, raw: None, unread: true, broken: false, body, anchors: None }
    }

    /// Returns where its lines begin in its file; `None` if it was read as part of a whole document, shares values with
    /// others, or has its dash alone on a line.
    pub(in crate::store) fn start(&self) -> Option<usize> {
        match &self.body {
            Body::Lines(lines, first) if *first == self.line && self.anchors.is_none() => Some(lines.start),
            Body::Lines(..) | Body::Tree(_) => None,
        }
    }

    /// Returns its bytes in the file; `None` if it was read as part of a whole document, or shares values with others.
    pub(in crate::store) fn own_bytes(&self) -> Option<Range<usize>> {
        match &self.body {
            Body::Lines(lines, _) if self.anchors.is_none() => Some(lines.clone()),
            Body::Lines(..) | Body::Tree(_) => None,
        }
    }

    /// Returns whether it shares values with others of its file.
    pub(in crate::store) fn shares(&self) -> bool {
        self.anchors.is_some()
    }

    /// Returns whether it is an object of JSON, which makes sense alone even with mistakes in it.
    pub(in crate::store) fn is_object(&self, bytes: &[u8]) -> bool {
        match &self.body {
            Body::Lines(lines, _) => bytes.get(lines.clone()).is_some_and(is_object),
            Body::Tree(_) => false,
        }
    }

    /// Returns its tree, if it has one.
    pub(in crate::store) fn tree(&self, bytes: &[u8]) -> Option<Arc<Node>> {
        match &self.body {
            Body::Tree(node) => Some(Arc::clone(node)),
            Body::Lines(lines, first) => {
                let text = std::str::from_utf8(bytes.get(lines.clone())?).ok()?;
                let piece = Piece { list: self.list, bytes: lines.clone(), line: *first, beside: false };
                let forest = match &self.anchors {
                    Some(anchors) => anchors.tree(&piece, text),
                    None => tree::read(text, *first),
                };
                root(self.list, text, &forest.documents)
            }
        }
    }

    /// Returns every mistake in its shape.
    pub(in crate::store) fn inspect(&self, bytes: &[u8]) -> Vec<Finding> {
        self.tree(bytes)
            .map(|node| inspect(&node, Shape::Record(record(self.list))).findings)
            .unwrap_or_default()
    }

    /// Returns the place of the value at the end of `path`.
    pub(in crate::store) fn locate(&self, bytes: &[u8], path: &[Step]) -> Mark {
        let whole = Mark { line: self.line, column: 0 };
        self.tree(bytes).map_or(whole, |node| locate(&node, path))
    }
}

/// Returns the only record of a piece.
pub(super) fn root(list: List, text: &str, documents: &[Arc<Node>]) -> Option<Arc<Node>> {
    let [document] = documents else { return None };
    match (&document.value, list) {
        (_, List::Store) => Some(Arc::clone(document)),
        (Value::Map(_), _) if is_object(text.as_bytes()) => Some(Arc::clone(document)),
        (Value::Seq(items), _) => match items.as_slice() {
            [item] => Some(Arc::clone(item)),
            _ => None,
        },
        _ => None,
    }
}
