//! Pieces of plain documents: each is read alone, fast where that is safe, and as a tree where it is not.

use crate::store::yaml::bytes::begins_value;
use crate::store::yaml::read::item::root;
use std::collections::HashSet;
use std::sync::Arc;

use super::anchors::Anchors;
use super::{Body, Item, SHARED, placed};
use crate::parallel;
use crate::store::schema::inspect::{Finding, Report, inspect};
use crate::store::schema::list::List;
use crate::store::schema::{Shape, record};
use crate::store::yaml::bytes;
use crate::store::yaml::library;
use crate::store::yaml::mark::Mark;
use crate::store::yaml::plain::has_old_breaks;
use crate::store::yaml::split::Piece;
use crate::store::yaml::tree::{self, Node, Value};

/// The size in bytes above which an item is refused. It equals a book of two hundred pages.
pub(in crate::store) const MAX_ITEM: usize = 1 << 20;
/// The depth of brackets that the YAML library is given: its time grows with the square of the depth.
const MAX_BRACKETS: usize = 16;
/// The number of bytes below which an item cannot be nested deeply enough to cost much.
const LONG: usize = 4 << 10;
/// The number of items from which on threads share the reading.
const MANY: usize = 512;

/// The result of reading a piece.
#[derive(Debug)]
pub(in crate::store) enum Outcome {
    Item(Box<Item>, Vec<Finding>),
    /// The piece is not YAML, or not when read alone.
    Alone(Finding),
}

impl Outcome {
    /// Returns whether the piece only makes sense within the whole document.
    pub(in crate::store) fn makes_no_sense_alone(&self) -> bool {
        matches!(self, Self::Alone(finding) if [SHARED, "syntax"].contains(&finding.code))
    }
}

/// Reads pieces, on all cores if they are many.
pub(super) fn read_pieces(
    file: u32,
    bytes: &[u8],
    pieces: &[Piece],
    anchors: Option<&Arc<Anchors>>,
) -> Vec<Outcome> {
    on_all_cores(pieces, |piece| read_piece(file, bytes, piece, anchors))
}

/// Runs `read` on all `pieces` and returns the results in their order.
pub(super) fn on_all_cores<P: Sync, T: Send>(pieces: &[P], read: impl Fn(&P) -> T + Sync) -> Vec<T> {
    parallel::map(pieces, MANY, read)
}

pub(super) fn read_piece(file: u32, bytes: &[u8], piece: &Piece, anchors: Option<&Arc<Anchors>>) -> Outcome {
    parallel::set_position(file, piece.line);
    let slice = &bytes[piece.bytes.clone()];
    #[cfg(test)]
    crate::store::tests::vanishing::trip(slice);
    let alone = |finding| Outcome::Alone(finding);
    if slice.len() > MAX_ITEM {
        let mark = Mark { line: piece.line, column: 0 };
        let message = format!("an item of {} kB: longer than 1 MB", slice.len() >> 10);
        return alone(Finding { mark, code: "too-large", message, hint: None, fix: None });
    }
    let text = match bytes::text(slice) {
        Ok(text) => text,
        Err(fault) => return alone(placed(slice, &fault, piece.line)),
    };
    let body = || Body::Lines(piece.bytes.clone(), piece.line);
    let by_library = || is_plain(piece.list, text).then(|| library::read(piece.list, text).ok()).flatten();
    let alias = |name: &str| anchors?.value(piece, name);
    if let Some(raw) = library::read_quickly(piece.list, text, &alias).or_else(by_library) {
        let (list, line) = (piece.list, piece.first_line(bytes));
        return Outcome::Item(
            Box::new(Item {
                list,
                file,
                line,
                raw: Some(Box::new(raw)),
                unread: false,
                broken: false,
                body: body(),
                anchors: anchors.cloned(),
            }),
            Vec::new(),
        );
    }
    let forest = match anchors {
        Some(anchors) => anchors.tree(piece, text),
        None => tree::read(text, piece.line),
    };
    if let Some(error) = forest.error {
        return alone(error.into());
    }
    match root(piece.list, text, &forest.documents) {
        Some(node) if anchors.is_some() || !forest.anchors => {
            let (item, mut findings) = from_tree(piece.list, file, node);
            // Of anything that is not a record, only the mistake is kept: a hostile file holds half a million of them.
            match findings.pop() {
                Some(only) if item.raw.is_none() && findings.is_empty() && only.code != "syntax" => {
                    alone(only)
                }
                last => {
                    findings.extend(last);
                    findings.shrink_to_fit();
                    // Its tree is not kept either: nothing is looked up in it later.
                    let body = if item.raw.is_none() { body() } else { item.body };
                    Outcome::Item(Box::new(Item { body, anchors: anchors.cloned(), ..item }), findings)
                }
            }
        }
        other => alone(Finding {
            mark: other.map_or(Mark { line: piece.line, column: 0 }, |node| node.mark),
            code: SHARED,
            message: "this item cannot be read on its own".to_owned(),
            hint: None,
            fix: None,
        }),
    }
}

pub(super) fn from_tree(list: List, file: u32, node: Arc<Node>) -> (Item, Vec<Finding>) {
    parallel::set_position(file, node.mark.line);
    let Report { mut findings, faulty, more } = inspect(&node, Shape::Record(record(list)));
    // An item that is not a record, or hardly one, is not read any further.
    let nothing_left = list == List::Events && !findings.is_empty() && is_all_faulty(&node, &faulty);
    let record_like = more == 0 && matches!(node.value, Value::Map(_)) && !nothing_left;
    let read = record_like.then(|| library::read_tree(list, &node, &faulty));
    let raw = match read.unwrap_or_else(|| Err(String::new())) {
        Ok(raw) => Some(Box::new(raw)),
        Err(message) => {
            if findings.is_empty() {
                findings.push(Finding { mark: node.mark, code: "syntax", message, hint: None, fix: None });
            }
            None
        }
    };
    let broken = !findings.is_empty();
    let (line, body) = (node.mark.line, Body::Tree(node));
    (Item { list, file, line, raw, unread: false, broken, body, anchors: None }, findings)
}

/// Returns whether no pair of a mapping is right.
fn is_all_faulty(node: &Node, faulty: &HashSet<Mark>) -> bool {
    let wrong = |(key, value): &(Arc<Node>, Arc<Node>)| {
        value.value == Value::Null || faulty.contains(&key.mark) || faulty.contains(&value.mark)
    };
    matches!(&node.value, Value::Map(pairs) if pairs.iter().all(wrong))
}

/// Returns whether the YAML library reads a piece as the tree reader would, in bounded time.
///
/// The library breaks lines where YAML 1.2 no longer does, ignores tags, resolves aliases, and slows down on brackets.
fn is_plain(list: List, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim();
    if list != List::Store && (first == "-" || first.starts_with("- #")) {
        return false;
    }
    let bytes = text.as_bytes();
    // Without a colon there is no key, so it is not a record and there is nothing to speed up.
    if memchr::memchr(b':', bytes).is_none() {
        return false;
    }
    let property = memchr::memchr3_iter(b'!', b'&', b'*', bytes).any(|at| begins_value(bytes, at));
    !property && !has_old_breaks(bytes) && nests_little(bytes) && is_compact(bytes)
}

/// Returns whether no line of a long item opens more lists and mappings than the YAML library may be given: it keeps
/// a kilobyte for each of `- - - -`.
fn is_compact(bytes: &[u8]) -> bool {
    let opens = |pair: &[u8]| matches!(pair, [b'-' | b'?' | b':', b' ' | b'\t']);
    bytes.len() < LONG
        || bytes.split(|b| *b == b'\n').all(|line| {
            let marks = line.trim_ascii_start().chunks(2).take_while(|pair| opens(pair));
            marks.count() <= MAX_BRACKETS
        })
}

/// Returns whether brackets are nested no deeper than the YAML library may be given.
fn nests_little(bytes: &[u8]) -> bool {
    if memchr::memchr2_iter(b'[', b'{', bytes).nth(MAX_BRACKETS).is_none() {
        return true;
    }
    let mut depth = 0_usize;
    bytes.iter().all(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth <= MAX_BRACKETS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_the_yaml_library_much_is_kept_from_it() {
        for (what, text) in [
            ("lists in lists", format!("- title: x\n{}", "- ".repeat(LONG))),
            ("keys in lists", format!("- title: x\n  {}", "- ? ".repeat(LONG))),
            ("brackets", format!("- title: {}", "[".repeat(20))),
            ("no record", "- title\n".to_owned()),
        ] {
            assert!(!is_plain(List::Events, &text), "{what}");
        }
        let long = format!("- title: x\n  tags:\n{}", "  - - a\n".repeat(LONG));
        assert!(is_plain(List::Events, &long), "but not what is only long");
    }
}
