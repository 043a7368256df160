//! Where and how a record is added.

use serde_json::{Map, Value};

use super::{Change, EditError, Entry, Layout, line_end, line_start, next_line};
use crate::store::schema::list::List;
use crate::store::yaml::emit;
use crate::store::yaml::spans::{Part, Spanned, Style};

/// Returns the change that adds a record at the end of its list.
pub(super) fn change(
    bytes: &[u8],
    layout: &Layout,
    entries: &[Entry],
    earlier: &[Change],
    list: List,
    fields: &Map<String, Value>,
) -> Result<Change, EditError> {
    let of_list: Vec<&Entry> = entries.iter().filter(|entry| entry.list == list).collect();
    match (layout, of_list.last()) {
        (Layout::Lines, _) if list == List::Events => {
            Ok(at_end(bytes, &format!("{}\n", Value::Object(fields.clone()))))
        }
        (Layout::Lines, _) => Err(EditError::NoPlace("a file of JSON lines holds events alone".to_owned())),
        (Layout::Plain, Some(last)) => Ok(behind(bytes, &of_list, last, list, fields)),
        (Layout::Plain, None) if is_bare(bytes, entries) => {
            Err(EditError::NoPlace("the file is a list of events without `events:` above it".to_owned()))
        }
        (Layout::Plain, None) => Ok(new_list(bytes, earlier, list, fields)),
        (Layout::Whole(roots), _) => whole(bytes, roots, list, fields, earlier),
    }
}

/// Returns whether a plain file begins with its items, without a key.
fn is_bare(bytes: &[u8], entries: &[Entry]) -> bool {
    let Some(first) = entries.first() else { return false };
    let start = line_start(bytes, first.bytes().start);
    let above = bytes.get(..start).unwrap_or_default();
    above.split(|b| *b == b'\n').all(|line| {
        let line = line.trim_ascii();
        line.is_empty() || line.starts_with(b"#") || line == b"---" || line.starts_with(b"\xEF\xBB\xBF")
    })
}

/// Returns a record as the item behind the last of its list, with air above it where the list has air.
fn behind(bytes: &[u8], of_list: &[&Entry], last: &Entry, list: List, fields: &Map<String, Value>) -> Change {
    let start = line_start(bytes, last.bytes().start);
    let margin = bytes.get(start..).unwrap_or_default().iter().take_while(|b| **b == b' ').count();
    // A dash alone on its line is above the record.
    let dash_above = bytes.get(start + margin) != Some(&b'-');
    let margin = if dash_above { dash_margin(bytes, start).unwrap_or(margin) } else { margin };
    let at = next_line(bytes, last.bytes().end);
    let air = match of_list {
        [.., before, last] => {
            let between = bytes.get(before.bytes().end..last.bytes().start).unwrap_or_default();
            between.split(|b| *b == b'\n').filter(|line| line.trim_ascii().is_empty()).count() > 1
        }
        _ => list == List::Events,
    };
    let mut text = String::new();
    if at == bytes.len() && bytes.last() != Some(&b'\n') {
        text.push('\n');
    }
    if air {
        text.push('\n');
    }
    text.push_str(&emit::item(fields, margin));
    Change { bytes: at..at, text }
}

/// Returns the spaces before the dash that is alone on a line above.
fn dash_margin(bytes: &[u8], mut start: usize) -> Option<usize> {
    while start > 0 {
        start = line_start(bytes, start - 1);
        let line = bytes.get(start..line_end(bytes, start))?;
        let margin = line.iter().take_while(|b| **b == b' ').count();
        if line.get(margin) == Some(&b'-') {
            return Some(margin);
        }
    }
    None
}

/// Returns the end of the line of a list's key that has nothing below it.
fn empty_list(bytes: &[u8], list: List) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        let end = line_end(bytes, at);
        let line = bytes.get(at..end)?;
        let rest = line.strip_prefix(list.key().as_bytes()).and_then(|rest| rest.strip_prefix(b":"));
        if rest.is_some_and(|rest| rest.trim_ascii().is_empty() || rest.trim_ascii_start().starts_with(b"#"))
        {
            return Some(end);
        }
        at = next_line(bytes, at);
    }
    None
}

/// Returns a list at the end of the file, or below its key if that is there, with its first record.
fn new_list(bytes: &[u8], earlier: &[Change], list: List, fields: &Map<String, Value>) -> Change {
    if let Some(end) = empty_list(bytes, list) {
        return Change {
            bytes: end..end,
            text: format!("\n{}", emit::item(fields, 0).trim_end_matches('\n')),
        };
    }
    let head = format!("{}:\n", list.key());
    // A list that was made a moment ago has its head already.
    let made = earlier.iter().any(|change| change.bytes.start == bytes.len() && change.text.contains(&head));
    let item = emit::item(fields, 0);
    if made {
        let air = if list == List::Events { "\n" } else { "" };
        return Change { bytes: bytes.len()..bytes.len(), text: format!("{air}{item}") };
    }
    let blank = bytes.iter().all(u8::is_ascii_whitespace) && earlier.is_empty();
    at_end(bytes, &format!("{}{head}{item}", if blank { "" } else { "\n" }))
}

fn at_end(bytes: &[u8], text: &str) -> Change {
    let open = !bytes.is_empty() && bytes.last() != Some(&b'\n');
    Change { bytes: bytes.len()..bytes.len(), text: format!("{}{text}", if open { "\n" } else { "" }) }
}

/// Returns where a record goes in a document that is not made of plain lists.
fn whole(
    bytes: &[u8],
    roots: &[Spanned],
    list: List,
    fields: &Map<String, Value>,
    earlier: &[Change],
) -> Result<Change, EditError> {
    let value = roots.iter().rev().find_map(|root| match &root.value {
        Part::Seq(..) if list == List::Events => Some(root),
        Part::Map(..) => root.field(list.key()).map(|(_, value)| value),
        _ => None,
    });
    let Some(value) = value else {
        return match roots.last().map(|root| &root.value) {
            Some(Part::Map(_, Style::Block)) | None => Ok(new_list(bytes, earlier, list, fields)),
            _ => Err(EditError::NoPlace(format!("the file has no `{}:`", list.key()))),
        };
    };
    match &value.value {
        Part::Seq(items, Style::Flow) => {
            let json = Value::Object(fields.clone()).to_string();
            let filled =
                !items.is_empty() || earlier.iter().any(|change| change.bytes.end == value.bytes.end - 1);
            let at = items.last().map_or(value.bytes.end - 1, |item| item.bytes.end);
            let between = match items.as_slice() {
                [.., before, last] => bytes.get(before.bytes.end..last.bytes.start),
                _ => None,
            };
            let between = between.and_then(|between| std::str::from_utf8(between).ok());
            let comma = if filled { between.filter(|text| text.trim() == ",").unwrap_or(", ") } else { "" };
            Ok(Change { bytes: at..at, text: format!("{comma}{json}") })
        }
        Part::Seq(items, Style::Block) => {
            let last = items.last().ok_or_else(|| EditError::NoPlace("the list has no item".to_owned()))?;
            let start = line_start(bytes, last.bytes.start);
            let line = bytes.get(start..last.bytes.start).unwrap_or_default();
            let margin = match line.iter().position(|b| *b == b'-') {
                Some(dash) => dash,
                None => dash_margin(bytes, start).unwrap_or(0),
            };
            let at = next_line(bytes, last.bytes.end);
            let open = at == bytes.len() && bytes.last() != Some(&b'\n');
            let item = emit::item(fields, margin);
            Ok(Change { bytes: at..at, text: format!("{}{item}", if open { "\n" } else { "" }) })
        }
        // `events:` with nothing behind it.
        Part::Scalar(text) if text.is_empty() || text == "~" || text == "null" => {
            let at = value.bytes.end;
            Ok(Change {
                bytes: value.bytes.start..at,
                text: format!("\n{}", emit::item(fields, 0).trim_end()),
            })
        }
        _ => Err(EditError::NoPlace(format!("`{}` is not a list", list.key()))),
    }
}
