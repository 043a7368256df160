//! Where the records of a file are.

use std::ops::Range;

use super::{EditError, Entry, Layout};
use crate::store::schema::list::List;
use crate::store::yaml::bytes;
use crate::store::yaml::spans::{self, Part, Spanned};
use crate::store::yaml::split::{self, Cut, Piece};

/// Returns how the records of a file are written, and each record.
pub(super) fn entries(bytes: &[u8]) -> Result<(Layout, Vec<Entry>), EditError> {
    let body = bytes::without_mark(bytes).map_err(|fault| EditError::Unreadable(fault.message))?;
    let text = std::str::from_utf8(body).map_err(|_| EditError::Unreadable("not valid UTF-8".to_owned()))?;
    let first = bytes.len() - body.len();
    if let Some(lines) = split::json::lines(bytes, first) {
        let read = |line: &split::Document| Some((List::Events, line.line, one(bytes, line.bytes.clone())?));
        if let Some(found) = lines.iter().map(read).collect::<Option<Vec<_>>>() {
            return Ok((Layout::Lines, found.into_iter().map(entry).collect()));
        }
    }
    if let Some(found) = plain(bytes, first) {
        return Ok((Layout::Plain, found));
    }
    let mut roots = spans::read(text).ok_or_else(|| {
        EditError::Unreadable("not YAML as a whole; demarche check says what is wrong".to_owned())
    })?;
    for root in &mut roots {
        shift(root, first);
    }
    let found = roots.iter().flat_map(|root| listed(bytes, root)).collect();
    Ok((Layout::Whole(roots), found))
}

fn entry((list, line, node): (List, u32, Spanned)) -> Entry {
    Entry { list, line, node }
}

/// Returns the records whose bytes are `wanted`. Where the file is a plain list, no others are read.
///
/// # Errors
/// Fails if the file is not YAML as a whole.
pub(in crate::store) fn wanted(
    bytes: &[u8],
    wanted: &dyn Fn(&[u8]) -> bool,
) -> Result<Vec<Entry>, EditError> {
    let first = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let pieces = split::documents(bytes, first).and_then(|documents| {
        let cut = documents.iter().map(|document| split::pieces(bytes, document, Cut::Strict));
        cut.collect::<Option<Vec<_>>>()
    });
    let Some(pieces) = pieces else { return entries(bytes).map(|(_, all)| all) };
    let mut found = Vec::new();
    for piece in pieces.iter().flatten().filter(|piece| wanted(&bytes[piece.bytes.clone()])) {
        match item(bytes, piece) {
            Some(node) => found.push(Entry { list: piece.list, line: piece.first_line(bytes), node }),
            None => return entries(bytes).map(|(_, all)| all),
        }
    }
    Ok(found)
}

/// Returns the records of lists at the margin; `None` if the file is written otherwise or an item cannot be read alone.
fn plain(bytes: &[u8], first: usize) -> Option<Vec<Entry>> {
    let mut found = Vec::new();
    for document in split::documents(bytes, first)? {
        for piece in split::pieces(bytes, &document, Cut::Strict)? {
            found.push(Entry { list: piece.list, line: piece.first_line(bytes), node: item(bytes, &piece)? });
        }
    }
    Some(found)
}

fn item(bytes: &[u8], piece: &Piece) -> Option<Spanned> {
    let root = one(bytes, piece.bytes.clone())?;
    match root.value {
        _ if piece.list == List::Store => Some(root),
        Part::Seq(mut items, _) if items.len() == 1 => items.pop(),
        _ => None,
    }
}

/// Returns the only document of some bytes, in the places of the file.
fn one(bytes: &[u8], range: Range<usize>) -> Option<Spanned> {
    let text = std::str::from_utf8(bytes.get(range.clone())?).ok()?;
    let mut roots = spans::read(text)?;
    let mut root = roots.pop().filter(|_| roots.is_empty())?;
    shift(&mut root, range.start);
    Some(root)
}

fn shift(node: &mut Spanned, by: usize) {
    node.bytes = node.bytes.start + by..node.bytes.end + by;
    match &mut node.value {
        Part::Scalar(_) | Part::Alias => {}
        Part::Seq(items, _) => items.iter_mut().for_each(|item| shift(item, by)),
        Part::Map(pairs, _) => pairs.iter_mut().for_each(|(key, value)| {
            shift(key, by);
            shift(value, by);
        }),
    }
}

/// Returns the records of a document of any form.
fn listed(bytes: &[u8], root: &Spanned) -> Vec<Entry> {
    let entry = |list: List, node: &Spanned| {
        let before = bytes.get(..node.bytes.start).unwrap_or_default();
        Entry { list, line: memchr::memchr_iter(b'\n', before).count() as u32 + 1, node: node.clone() }
    };
    let of = |list: List, value: &Spanned| match list {
        List::Store => vec![entry(list, value)],
        _ => value.items().iter().map(|item| entry(list, item)).collect(),
    };
    match &root.value {
        Part::Seq(..) => of(List::Events, root),
        Part::Map(pairs, _) => pairs
            .iter()
            .filter_map(|(key, value)| Some((List::from_key(key.text()?)?, value)))
            .flat_map(|(list, value)| of(list, value))
            .collect(),
        Part::Scalar(_) | Part::Alias => Vec::new(),
    }
}
