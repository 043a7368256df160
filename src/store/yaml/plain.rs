//! A quick reader for the YAML that people and programs write, and for JSON, but for nothing else.
//!
//! It reads block lists and mappings, scalars plain and quoted on one line or folded over several, flow collections,
//! `>` and `|` blocks at one indentation, comments, and either line break. It refuses everything that is not surely one
//! of these, and the YAML library then reads it. So a refusal costs time and is never wrong. Whatever this reader
//! accepts, it must read as the library does, which a test checks with random texts.
//!
//! ```text
//! lines     indent │ rest          one pass finds them; a line is taken when it is read
//! block     -, key:                recursion by indentation
//! inline    [ { " '   flow         a cursor in a line, which moves on to the next if a value does
//!           | >       block scalar whole lines
//!           else      plain        one line, and deeper ones folded
//! ```

#[cfg(any(test, fuzzing))]
pub(in crate::store) mod alike;
mod flow;
mod value;

use std::borrow::Cow;

use serde::de::DeserializeOwned;

/// A length in bytes that most lines exceed: lines are allocated by it.
const SHORT_LINE: usize = 32;

/// The depth of nesting that no record exceeds.
const MAX_DEPTH: usize = 16;

/// A value. Its text is borrowed if it is used as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Value<'t> {
    /// No value after a key.
    Nothing,
    /// A scalar without quotes, whose meaning depends on its text.
    Plain(Cow<'t, str>),
    /// Text in quotes or a block, whatever it looks like.
    Text(Cow<'t, str>),
    Seq(Vec<Self>),
    Map(Vec<(Cow<'t, str>, Self)>),
}

/// Reads an item of a list, `- …` at any indentation, or an object, `{…}`; `None` if it is not surely plain or not
/// surely a `T`.
///
/// `alias` returns the value of an alias.
pub(in crate::store) fn read_with<'t, T: DeserializeOwned>(text: &'t str, alias: Alias<'t>) -> Option<T> {
    if has_only_plain_breaks(text) { read_lines(text, alias) } else { None }
}

/// Returns whether lines only break where every reader of YAML sees a line break.
pub(in crate::store) fn has_only_plain_breaks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let lone_return = || memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
    !has_old_breaks(bytes) && !lone_return()
}

/// Reads a text as [`read_with`] does, if it [`has_only_plain_breaks`].
pub(in crate::store) fn read_lines<'t, T: DeserializeOwned>(text: &'t str, alias: Alias<'t>) -> Option<T> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    let lines =
        ends.map(|end| Line::new(text.get(std::mem::replace(&mut start, end + 1)..end).unwrap_or_default()));
    let mut all = Vec::with_capacity(text.len() / SHORT_LINE);
    all.extend(lines);
    let mut reader = Reader { lines: all, at: 0, depth: 0, alias };
    let first = reader.next_line()?;
    // After a comment, the library's reader of items does not accept an object.
    let value = if text.trim_ascii_start().starts_with('{') {
        reader.object(first.rest)?
    } else {
        let Value::Seq(mut items) = reader.seq(first.indent)? else { return None };
        items.pop().filter(|_| items.is_empty())?
    };
    if reader.next_line().is_some() || reader.at < reader.lines.len() {
        return None;
    }
    T::deserialize(value).ok()
}

/// Returns whether there is a line break or mark that only older versions of YAML know: U+0085, U+2028, U+2029, U+FEFF.
pub(in crate::store) fn has_old_breaks(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(0xC2, 0xE2, 0xEF, bytes).any(|at| {
        let behind = bytes.get(at + 1..).unwrap_or_default();
        matches!(
            (bytes.get(at), behind),
            (Some(0xC2), [0x85, ..]) | (Some(0xE2), [0x80, 0xA8 | 0xA9, ..]) | (Some(0xEF), [0xBB, 0xBF, ..])
        )
    })
}

/// A function that returns the value of an alias.
pub(in crate::store) type Alias<'t> = &'t dyn Fn(&str) -> Option<&'t Value<'static>>;

/// A line: its indentation and the text after it.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    indent: usize,
    rest: &'t str,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        let text = text.strip_suffix('\r').unwrap_or(text);
        let rest = text.trim_start_matches(' ');
        Self { indent: text.len() - rest.len(), rest }
    }

    /// Returns whether it has no content outside of a block scalar.
    fn is_air(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with('#')
    }

    fn is_item(&self) -> bool {
        self.rest.strip_prefix('-').is_some_and(|behind| behind.is_empty() || behind.starts_with(' '))
    }
}

struct Reader<'t> {
    lines: Vec<Line<'t>>,
    at: usize,
    depth: usize,
    alias: Alias<'t>,
}

impl<'t> Reader<'t> {
    /// Returns the next line with content without taking it; `None` also if a tab indents it.
    fn next_line(&mut self) -> Option<Line<'t>> {
        while self.lines.get(self.at)?.is_air() {
            self.at += 1;
        }
        self.lines.get(self.at).copied().filter(|line| !line.rest.starts_with('\t'))
    }

    fn block(&mut self, indent: usize) -> Option<Value<'t>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let value = if self.next_line()?.is_item() { self.seq(indent) } else { self.map(indent) };
        self.depth -= 1;
        value
    }

    fn seq(&mut self, indent: usize) -> Option<Value<'t>> {
        let mut items = Vec::new();
        while let Some(line) = self.next_line().filter(|line| line.indent == indent && line.is_item()) {
            let rest = line.rest.strip_prefix('-')?;
            let content = rest.trim_start_matches(' ');
            let inner = indent + 1 + rest.len() - content.len();
            let item = if content.is_empty() || content.starts_with('#') {
                self.at += 1;
                match self.next_line() {
                    Some(next) if next.indent > indent => self.block(next.indent)?,
                    _ => Value::Nothing,
                }
            } else if key(content).is_some() {
                // The rest of the line is the first line of the mapping inside.
                *self.lines.get_mut(self.at)? = Line { indent: inner, rest: content };
                self.block(inner)?
            } else {
                self.at += 1;
                self.inline(content, indent)?
            };
            items.push(item);
        }
        self.ends(indent)?;
        Some(Value::Seq(items))
    }

    fn map(&mut self, indent: usize) -> Option<Value<'t>> {
        // An event has a dozen keys, and the records in it have a few.
        let mut pairs = Vec::with_capacity(if self.depth == 1 { 16 } else { 6 });
        while let Some(line) = self.next_line().filter(|line| line.indent == indent && !line.is_item()) {
            let (key, rest) = key(line.rest)?;
            self.at += 1;
            let rest = rest.trim_start_matches(' ');
            let value = if rest.is_empty() || rest.starts_with('#') {
                match self.next_line() {
                    Some(next) if next.indent > indent => self.block(next.indent)?,
                    Some(next) if next.indent == indent && next.is_item() => self.block(indent)?,
                    _ => Value::Nothing,
                }
            } else {
                self.inline(rest, indent)?
            };
            pairs.push((Cow::Borrowed(key), value));
        }
        self.ends(indent)?;
        Some(Value::Map(pairs))
    }

    /// Checks that nothing deeper follows a collection at `indent`, and no tab.
    fn ends(&mut self, indent: usize) -> Option<()> {
        match self.next_line() {
            Some(line) => (line.indent <= indent).then_some(()),
            None => (self.at == self.lines.len()).then_some(()),
        }
    }

    /// Reads a value on the line of its key or dash, in a collection at `indent`.
    fn inline(&mut self, text: &'t str, indent: usize) -> Option<Value<'t>> {
        let value = match text.bytes().next()? {
            b'|' | b'>' => return self.block_scalar(text, indent),
            b'[' | b'{' | b'"' | b'\'' | b'*' => self.flow(text, Some(indent))?,
            _ => self.plain(text, indent)?,
        };
        self.ends(indent)?;
        Some(value)
    }

    /// Reads an object that is not part of a collection.
    fn object(&mut self, text: &'t str) -> Option<Value<'t>> {
        self.at += 1;
        self.flow(text, None)
    }

    /// Reads a plain scalar and the deeper lines that continue it.
    fn plain(&mut self, text: &'t str, indent: usize) -> Option<Value<'t>> {
        let (first, mut commented) = plain_line(text)?;
        begins_plain(first).then_some(())?;
        let mut scalar = Cow::Borrowed(first);
        while !commented {
            let blank = self.lines.get(self.at..)?.iter().take_while(|line| line.rest.is_empty()).count();
            let Some(line) = self.lines.get(self.at + blank).filter(|line| line.indent > indent) else {
                break;
            };
            if line.rest.starts_with('#') {
                break;
            }
            (!line.rest.starts_with('\t')).then_some(())?;
            let (more, ends) = plain_line(line.rest)?;
            fold(scalar.to_mut(), blank);
            scalar.to_mut().push_str(more);
            commented = ends;
            self.at += blank + 1;
        }
        Some(Value::Plain(scalar))
    }

    fn block_scalar(&mut self, header: &str, indent: usize) -> Option<Value<'t>> {
        let (folded, newline) = match header.trim_end_matches(' ') {
            ">" => (true, true),
            ">-" => (true, false),
            "|" => (false, true),
            "|-" => (false, false),
            _ => return None,
        };
        let first = self.lines.get(self.at)?;
        let margin = first.indent;
        if first.rest.is_empty() || margin <= indent {
            return None;
        }
        let (mut text, mut breaks) = (String::new(), 0);
        while let Some(line) = self.lines.get(self.at) {
            if line.rest.is_empty() {
                // Spaces on an empty line beyond the margin would be text.
                (line.indent <= margin).then_some(())?;
                breaks += 1;
            } else if line.indent <= indent {
                break;
            } else {
                let straight = line.indent == margin && !line.rest.ends_with([' ', '\t']);
                let is_irregular = line.indent < margin || line.rest.starts_with('\t') || folded && !straight;
                (!is_irregular).then_some(())?;
                match (text.is_empty(), folded, breaks) {
                    (true, ..) => {}
                    (false, true, empty) => fold(&mut text, empty),
                    (false, false, empty) => text.extend(std::iter::repeat_n('\n', empty + 1)),
                }
                text.extend(std::iter::repeat_n(' ', line.indent - margin));
                text.push_str(line.rest);
                breaks = 0;
            }
            self.at += 1;
        }
        if newline {
            // A text that ends without a line break has none to keep.
            (breaks > 0 || self.at < self.lines.len()).then_some(())?;
            text.push('\n');
        }
        Some(Value::Text(text.into()))
    }
}

/// Joins two lines of a text that have `empty` empty lines between them.
fn fold(text: &mut String, empty: usize) {
    match empty {
        0 => text.push(' '),
        empty => text.extend(std::iter::repeat_n('\n', empty)),
    }
}

/// Returns the key at the start of `text`, in double quotes or without, and the text after its colon.
fn key(text: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (key, rest) = quoted_key(quoted)?;
        return (rest.is_empty() || rest.starts_with(' ')).then_some((key, rest));
    }
    let (key, rest) = text.split_at_checked(memchr::memchr(b':', text.as_bytes())?)?;
    let rest = rest.strip_prefix(':')?;
    (is_key(key) && (rest.is_empty() || rest.starts_with(' '))).then_some((key, rest))
}

/// Returns a key up to its closing quote, and the text after its colon.
fn quoted_key(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_at_checked(memchr::memchr(b'"', text.as_bytes())?)?;
    is_key(key).then_some((key, rest.strip_prefix("\":")?))
}

fn is_key(key: &str) -> bool {
    key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
        && key.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && key != "null"
}

/// Returns the part of a line that belongs to a plain scalar, and whether a comment ends it; `None` if a colon does.
fn plain_line(text: &str) -> Option<(&str, bool)> {
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b':', b'#', bytes) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        match (bytes.get(at), before) {
            (Some(b':'), _) if matches!(bytes.get(at + 1), None | Some(b' ' | b'\t')) => return None,
            (Some(b'#'), Some(b'\t')) => return None,
            (Some(b'#'), Some(b' ')) => {
                return Some((text.get(..at)?.trim_end_matches([' ', '\t']), true));
            }
            _ => {}
        }
    }
    Some((text.trim_end_matches([' ', '\t']), false))
}

/// Returns whether a plain scalar may begin like this. Signs with another meaning elsewhere are left to the library.
fn begins_plain(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('+' | '.' | '/' | '(' | '_' | '~' | '$') => true,
        Some('-') => chars.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

#[cfg(test)]
mod tests;
