//! Flow collections and quoted scalars that end on the line they begin on.

use std::borrow::Cow;

use super::{Value, begins_plain, is_cut, key};

/// Brackets inside brackets.
const MAX_DEPTH: usize = 8;

/// The collection or quoted scalar at the start of `text`, and what stands behind.
pub(super) fn value(text: &str) -> Option<(Value<'_>, &str)> {
    within(text, 0)
}

fn within(text: &str, depth: usize) -> Option<(Value<'_>, &str)> {
    if depth > MAX_DEPTH {
        return None;
    }
    match text.bytes().next()? {
        b'[' => seq(text.get(1..)?, depth),
        b'{' => map(text.get(1..)?, depth),
        b'"' => double(text.get(1..)?),
        b'\'' => single(text.get(1..)?),
        _ => plain(text),
    }
}

fn seq(text: &str, depth: usize) -> Option<(Value<'_>, &str)> {
    let mut items = Vec::new();
    let mut rest = text.trim_start_matches(' ');
    if let Some(rest) = rest.strip_prefix(']') {
        return Some((Value::Seq(items), rest));
    }
    loop {
        let (item, behind) = within(rest, depth + 1)?;
        items.push(item);
        match after(behind, ']')? {
            (true, behind) => return Some((Value::Seq(items), behind)),
            (false, next) => rest = next,
        }
    }
}

fn map(text: &str, depth: usize) -> Option<(Value<'_>, &str)> {
    let mut pairs = Vec::new();
    let mut rest = text.trim_start_matches(' ');
    if let Some(rest) = rest.strip_prefix('}') {
        return Some((Value::Map(pairs), rest));
    }
    loop {
        let (key, behind) = key(rest)?;
        let (value, behind) = within(behind.trim_start_matches(' '), depth + 1)?;
        pairs.push((key, value));
        match after(behind, '}')? {
            (true, behind) => return Some((Value::Map(pairs), behind)),
            (false, next) => rest = next,
        }
    }
}

/// What stands behind an item: the closing bracket, or a comma and another item.
fn after(text: &str, close: char) -> Option<(bool, &str)> {
    let text = text.trim_start_matches(' ');
    if let Some(behind) = text.strip_prefix(close) {
        return Some((true, behind));
    }
    Some((false, text.strip_prefix(',')?.trim_start_matches(' ')))
}

fn plain(text: &str) -> Option<(Value<'_>, &str)> {
    let end = text.bytes().position(|b| matches!(b, b',' | b']' | b'}' | b'[' | b'{' | b'?'))?;
    let (scalar, rest) = text.split_at_checked(end)?;
    let scalar = scalar.trim_end_matches(' ');
    let closed = !rest.starts_with(['[', '{', '?']);
    (closed && !is_cut(scalar) && begins_plain(scalar)).then_some((Value::Plain(scalar), rest))
}

fn double(text: &str) -> Option<(Value<'_>, &str)> {
    let end = memchr::memchr2(b'"', b'\\', text.as_bytes())?;
    let (inside, rest) = text.split_at_checked(end)?;
    // Escapes are left to the YAML library.
    let rest = rest.strip_prefix('"')?;
    Some((Value::Text(Cow::Borrowed(inside)), rest))
}

fn single(text: &str) -> Option<(Value<'_>, &str)> {
    let (inside, rest) = text.split_at_checked(memchr::memchr(b'\'', text.as_bytes())?)?;
    let rest = rest.strip_prefix('\'')?;
    // A second quote would be one of the text.
    (!rest.starts_with('\'')).then_some((Value::Text(Cow::Borrowed(inside)), rest))
}
