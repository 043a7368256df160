//! Finds where the records begin in a file that was read item by item.

use crate::store::schema::list::List;
use crate::store::yaml::read::Item;
use crate::store::yaml::split::{self, Cut, Piece};

/// Offset of a record, its list, and its item if it has one.
pub(super) type Begun = (usize, List, Option<usize>);

/// Returns the offset, list and item of each record of a file, or `None` if the file cannot be divided by its lines.
pub(super) fn records(
    bytes: &[u8],
    items: &[(usize, &Item)],
    starts: &[Option<usize>],
) -> Option<Vec<Begun>> {
    if items.iter().any(|(_, item)| item.shares()) {
        return None;
    }
    let mut events = items.iter().filter(|(_, item)| item.list == List::Events).peekable();
    if events.peek().is_none() || events.any(|(ix, _)| starts[*ix].is_none()) {
        return cut_again(bytes, items);
    }
    let (mut records, mut line, mut at) = (Vec::with_capacity(items.len()), 1, 0);
    for (ix, item) in items {
        // An item that was read with positions only has its line, so its offset is counted from the item before.
        let start = if let Some(start) = starts[*ix] {
            start
        } else {
            let more = item.line.checked_sub(line)?;
            let mut ends = memchr::memchr_iter(b'\n', bytes.get(at..)?);
            more.checked_sub(1).map_or(Some(at), |more| Some(at + ends.nth(more as usize)? + 1))?
        };
        (line, at) = (item.line, start);
        records.push((start, item.list, Some(*ix)));
    }
    Some(records)
}

/// Returns the same as [`records`] for a file that was read as a whole, in which some records may have no item.
fn cut_again(bytes: &[u8], items: &[(usize, &Item)]) -> Option<Vec<Begun>> {
    let first = bytes.len() - crate::store::yaml::bytes::without_mark(bytes).ok()?.len();
    let documents = split::documents(bytes, first)?;
    let [document] = documents.as_slice() else { return None };
    let pieces = split::pieces(bytes, document, Cut::Strict)?;
    let mut items = items.iter().peekable();
    let mut record = |piece: &Piece| {
        if piece.first_line(bytes) != piece.line {
            return None;
        }
        let item = items.next_if(|(_, item)| item.list == piece.list && item.line == piece.line);
        Some((piece.bytes.start, piece.list, item.map(|(ix, _)| *ix)))
    };
    let records = pieces.iter().map(&mut record).collect::<Option<_>>()?;
    items.next().is_none().then_some(records)
}
