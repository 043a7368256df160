//! A quick reader of the YAML that people write by hand, and nothing else.
//!
//! Keys of small letters, scalars on one line, flow collections on one line, `>-` and `|` blocks at one
//! indentation. Whatever is not surely that is none, and goes to the YAML library: so a refusal costs time and is
//! never wrong, and what is read here must be what that reads, which a test holds against random texts.

mod flow;
mod value;

use std::borrow::Cow;

use serde::de::DeserializeOwned;

/// Deeper no record goes.
const MAX_DEPTH: usize = 16;

/// A value, its text borrowed where it stands as written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value<'t> {
    /// Nothing behind a key.
    Nothing,
    /// Without quotes: what it means depends on what it looks like.
    Plain(&'t str),
    /// Text whatever it looks like: in quotes, or a block.
    Text(Cow<'t, str>),
    Seq(Vec<Self>),
    Map(Vec<(&'t str, Self)>),
}

/// Reads an item of a list, `- …` at any indentation; none where it is not surely plain or not surely a `T`.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    if memchr::memchr2(b'\t', b'\r', text.as_bytes()).is_some() {
        return None;
    }
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    let lines =
        ends.map(|end| Line::new(text.get(std::mem::replace(&mut start, end + 1)..end).unwrap_or_default()));
    let lines = lines.collect();
    let mut reader = Reader { lines, at: 0, depth: 0 };
    let first = reader.next_line()?;
    let Value::Seq(mut items) = reader.seq(first.indent)? else { return None };
    if reader.next_line().is_some() || items.len() != 1 {
        return None;
    }
    T::deserialize(items.pop()?).ok()
}

/// A line: its indentation and what stands behind.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    indent: usize,
    rest: &'t str,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        let rest = text.trim_start_matches(' ');
        Self { indent: text.len() - rest.len(), rest }
    }

    /// Whether it holds nothing that counts outside a block scalar.
    fn is_air(&self) -> bool {
        self.rest.is_empty() || self.rest.starts_with('#')
    }

    fn is_item(&self) -> bool {
        self.rest.starts_with("- ")
    }
}

struct Reader<'t> {
    lines: Vec<Line<'t>>,
    at: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    /// The next line that counts; it is not taken.
    fn next_line(&mut self) -> Option<Line<'t>> {
        while self.lines.get(self.at)?.is_air() {
            self.at += 1;
        }
        self.lines.get(self.at).copied()
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
            let item = if key(content).is_some() {
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
        let mut pairs = Vec::new();
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
            pairs.push((key, value));
        }
        self.ends(indent)?;
        Some(Value::Map(pairs))
    }

    /// Nothing deeper follows a collection at `indent`.
    fn ends(&mut self, indent: usize) -> Option<()> {
        self.next_line().is_none_or(|line| line.indent <= indent).then_some(())
    }

    /// A value on the line of its key or dash, in a collection at `indent`.
    fn inline(&mut self, text: &'t str, indent: usize) -> Option<Value<'t>> {
        let value = match text.bytes().next()? {
            b'|' | b'>' => return self.block_scalar(text, indent),
            b'[' | b'{' | b'"' | b'\'' => {
                let (value, rest) = flow::value(text)?;
                let rest_is_air = rest.trim_start_matches(' ').is_empty() || rest.starts_with(" #");
                rest_is_air.then_some(value)?
            }
            _ => Value::Plain(scalar(text)?),
        };
        // A deeper line would go on with the scalar.
        self.ends(indent)?;
        Some(value)
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
                // Spaces on an empty line may be text.
                (line.indent == 0).then_some(())?;
                breaks += 1;
            } else if line.indent <= indent {
                break;
            } else {
                let straight = line.indent == margin && !line.rest.ends_with(' ');
                straight.then_some(())?;
                match (text.is_empty(), folded, breaks) {
                    (true, ..) => {}
                    (false, true, 0) => text.push(' '),
                    (false, true, empty) => text.extend(std::iter::repeat_n('\n', empty)),
                    (false, false, empty) => text.extend(std::iter::repeat_n('\n', empty + 1)),
                }
                text.push_str(line.rest);
                breaks = 0;
            }
            self.at += 1;
        }
        if newline {
            // A text that just ends has no last line break to keep.
            (breaks > 0 || self.at < self.lines.len()).then_some(())?;
            text.push('\n');
        }
        Some(Value::Text(text.into()))
    }
}

/// A key at the start of `text` and what stands behind its colon.
fn key(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.split_at_checked(memchr::memchr(b':', text.as_bytes())?)?;
    let rest = rest.strip_prefix(':')?;
    let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
        && key.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && key != "null";
    (plain && (rest.is_empty() || rest.starts_with(' '))).then_some((key, rest))
}

/// A plain scalar that fills the rest of its line.
fn scalar(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(' ');
    (begins_plain(text) && !is_cut(text)).then_some(text)
}

/// Whether a colon or a comment ends a plain scalar before its line does.
fn is_cut(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b':', b'#', bytes).any(|at| match bytes.get(at) {
        Some(b':') => matches!(bytes.get(at + 1), None | Some(b' ')),
        _ => at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b' '),
    })
}

/// Whether a plain scalar may begin so; signs that mean something elsewhere are left to the YAML library.
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
