//! Flow collections and quoted scalars, which may continue over several lines.

use std::borrow::Cow;

use super::{Reader, Value, begins_plain, fold, key, plain_line, quoted_key};

const MAX_DEPTH: usize = 8;

const BLANKS: [char; 2] = [' ', '\t'];

/// The position in a flow value: the rest of its line.
struct Cursor<'t> {
    rest: &'t str,
    /// The indentation that its lines must exceed; `None` if it is not part of a collection.
    floor: Option<usize>,
}

impl Cursor<'_> {
    /// Takes `sign` if it is next.
    fn take(&mut self, sign: char) -> bool {
        let behind = self.rest.strip_prefix(sign);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }
}

impl<'t> Reader<'t> {
    /// Reads the collection or quoted scalar at the start of `text`. Only a comment may follow it.
    pub(super) fn flow(&mut self, text: &'t str, floor: Option<usize>) -> Option<Value<'t>> {
        let mut cursor = Cursor { rest: text, floor };
        let value = self.within(&mut cursor, 0)?;
        let behind = cursor.rest.trim_start_matches(BLANKS);
        let commented = behind.starts_with('#') && cursor.rest.starts_with(' ');
        (behind.is_empty() || commented).then_some(value)
    }

    /// Moves on to the next line that is not empty, and returns how many empty lines are between.
    fn wrap(&mut self, cursor: &mut Cursor<'t>) -> Option<usize> {
        let empty = self.lines.get(self.at..)?.iter().take_while(|line| line.rest.is_empty()).count();
        let line = self.lines.get(self.at + empty)?;
        let deep = cursor.floor.is_none_or(|floor| line.indent > floor);
        // A document mark ends everything, even inside quotes.
        let mark = line.indent == 0 && (line.rest.starts_with("---") || line.rest.starts_with("..."));
        (deep && !mark && !line.rest.starts_with('\t')).then_some(())?;
        cursor.rest = line.rest;
        self.at += empty + 1;
        Some(empty)
    }

    /// Moves on to the next sign, on a later line if none is left on this one; `None` if a comment comes first.
    fn skip(&mut self, cursor: &mut Cursor<'t>) -> Option<()> {
        loop {
            cursor.rest = cursor.rest.trim_start_matches(BLANKS);
            if !cursor.rest.is_empty() {
                return (!cursor.rest.starts_with('#')).then_some(());
            }
            self.wrap(cursor)?;
        }
    }

    fn within(&mut self, cursor: &mut Cursor<'t>, depth: usize) -> Option<Value<'t>> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip(cursor)?;
        match cursor.rest.bytes().next()? {
            b'[' => self.flow_seq(cursor, depth),
            b'{' => self.flow_map(cursor, depth),
            b'"' => self.double(cursor),
            b'\'' => self.single(cursor),
            b'*' => self.alias(cursor),
            _ => self.flow_plain(cursor),
        }
    }

    /// Reads an alias and returns its value.
    fn alias(&mut self, cursor: &mut Cursor<'t>) -> Option<Value<'t>> {
        cursor.take('*');
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        let end = cursor.rest.bytes().position(|b| !plain(b)).unwrap_or(cursor.rest.len());
        let (name, rest) = cursor.rest.split_at_checked(end)?;
        cursor.rest = rest;
        (rest.is_empty() || rest.starts_with([' ', ',', ']', '}'])).then_some(())?;
        (self.alias)(name).cloned()
    }

    fn flow_seq(&mut self, cursor: &mut Cursor<'t>, depth: usize) -> Option<Value<'t>> {
        cursor.take('[');
        let mut items = Vec::new();
        loop {
            self.skip(cursor)?;
            if cursor.take(']') {
                return Some(Value::Seq(items));
            }
            items.push(self.within(cursor, depth + 1)?);
            if !self.goes_on(cursor, ']')? {
                return Some(Value::Seq(items));
            }
        }
    }

    fn flow_map(&mut self, cursor: &mut Cursor<'t>, depth: usize) -> Option<Value<'t>> {
        cursor.take('{');
        let mut pairs = Vec::with_capacity(4);
        loop {
            self.skip(cursor)?;
            if cursor.take('}') {
                return Some(Value::Map(pairs));
            }
            // After a quoted key the value may follow without a space, as in JSON.
            let (key, rest) = match cursor.rest.strip_prefix('"') {
                Some(quoted) => quoted_key(quoted)?,
                None => key(cursor.rest)?,
            };
            cursor.rest = rest;
            pairs.push((Cow::Borrowed(key), self.within(cursor, depth + 1)?));
            if !self.goes_on(cursor, '}')? {
                return Some(Value::Map(pairs));
            }
        }
    }

    /// Returns whether a comma follows an item, and not the closing bracket.
    fn goes_on(&mut self, cursor: &mut Cursor<'t>, close: char) -> Option<bool> {
        self.skip(cursor)?;
        if cursor.take(close) {
            return Some(false);
        }
        cursor.take(',').then_some(true)
    }

    fn flow_plain(&mut self, cursor: &mut Cursor<'t>) -> Option<Value<'t>> {
        let (first, mut ended) = flow_line(cursor)?;
        begins_plain(first).then_some(())?;
        let mut scalar = Cow::Borrowed(first);
        while !ended {
            let empty = self.wrap(cursor)?;
            (!cursor.rest.starts_with('#')).then_some(())?;
            let (more, ends) = flow_line(cursor)?;
            if !more.is_empty() {
                fold(scalar.to_mut(), empty);
                scalar.to_mut().push_str(more);
            }
            ended = ends;
        }
        Some(Value::Plain(scalar))
    }

    fn double(&mut self, cursor: &mut Cursor<'t>) -> Option<Value<'t>> {
        cursor.take('"');
        let end = memchr::memchr2(b'"', b'\\', cursor.rest.as_bytes());
        if let Some(end) = end
            && let Some((inside, rest)) = cursor.rest.split_at_checked(end)
            && let Some(rest) = rest.strip_prefix('"')
        {
            cursor.rest = rest;
            return Some(Value::Text(Cow::Borrowed(inside)));
        }
        let mut text = String::new();
        loop {
            let Some(at) = memchr::memchr2(b'"', b'\\', cursor.rest.as_bytes()) else {
                text.push_str(cursor.rest.trim_end_matches(BLANKS));
                let empty = self.wrap(cursor)?;
                fold(&mut text, empty);
                continue;
            };
            let (before, rest) = cursor.rest.split_at_checked(at)?;
            text.push_str(before);
            if let Some(rest) = rest.strip_prefix('"') {
                cursor.rest = rest;
                return Some(Value::Text(text.into()));
            }
            let escape = rest.strip_prefix('\\')?;
            if escape.is_empty() {
                // The line break itself is escaped and adds nothing.
                let empty = self.wrap(cursor)?;
                text.extend(std::iter::repeat_n('\n', empty));
                continue;
            }
            let (sign, behind) = unescaped(escape)?;
            text.push(sign);
            cursor.rest = behind;
        }
    }

    fn single(&mut self, cursor: &mut Cursor<'t>) -> Option<Value<'t>> {
        cursor.take('\'');
        let mut text = Cow::Borrowed("");
        loop {
            let Some(at) = memchr::memchr(b'\'', cursor.rest.as_bytes()) else {
                text.to_mut().push_str(cursor.rest.trim_end_matches(BLANKS));
                let empty = self.wrap(cursor)?;
                fold(text.to_mut(), empty);
                continue;
            };
            let (before, rest) = cursor.rest.split_at_checked(at)?;
            let rest = rest.strip_prefix('\'')?;
            let doubled = rest.strip_prefix('\'');
            match (text.is_empty(), doubled) {
                (true, None) => text = Cow::Borrowed(before),
                _ => text.to_mut().push_str(before),
            }
            cursor.rest = doubled.unwrap_or(rest);
            if doubled.is_none() {
                return Some(Value::Text(text));
            }
            text.to_mut().push('\'');
        }
    }
}

/// Returns the part of the cursor's line that belongs to a plain scalar, and whether a sign of the collection ends it
/// there.
fn flow_line<'t>(cursor: &mut Cursor<'t>) -> Option<(&'t str, bool)> {
    let end = cursor.rest.bytes().position(|b| matches!(b, b',' | b']' | b'}' | b'[' | b'{' | b'?'));
    let (scalar, rest) = cursor.rest.split_at_checked(end.unwrap_or(cursor.rest.len()))?;
    if rest.starts_with(['[', '{', '?']) {
        return None;
    }
    let (scalar, commented) = plain_line(scalar)?;
    cursor.rest = rest;
    (!commented).then_some((scalar, end.is_some()))
}

/// Returns the character that an escape means, and the text after it.
fn unescaped(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    let sign = match chars.next()? {
        '"' => '"',
        '\\' => '\\',
        '/' => '/',
        ' ' => ' ',
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'x' => return by_number(chars.as_str(), 2),
        'u' => return by_number(chars.as_str(), 4),
        'U' => return by_number(chars.as_str(), 8),
        _ => return None,
    };
    Some((sign, chars.as_str()))
}

fn by_number(text: &str, digits: usize) -> Option<(char, &str)> {
    let (number, rest) = text.split_at_checked(digits)?;
    number.bytes().all(|b| b.is_ascii_hexdigit()).then_some(())?;
    // One half of a surrogate pair is not a character.
    Some((char::from_u32(u32::from_str_radix(number, 16).ok()?)?, rest))
}
