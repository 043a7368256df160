//! Where each value of a YAML text is, to the byte: for changes that leave every other byte alone.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// The depth of nesting allowed, as for [`tree`](super::tree).
const MAX_DEPTH: usize = 40;

/// A value and its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Spanned {
    /// From its first byte to behind its last; trailing blanks, line breaks and comments are outside.
    pub(in crate::store) bytes: Range<usize>,
    pub(in crate::store) value: Part,
}

/// The value of a [`Spanned`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Part {
    /// A scalar, with quotes and folding undone.
    Scalar(String),
    /// A reference to an anchor.
    Alias,
    /// A list.
    Seq(Vec<Spanned>, Style),
    /// A mapping in the order written.
    Map(Vec<(Spanned, Spanned)>, Style),
}

/// How a collection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Style {
    /// A line or more for each value.
    Block,
    /// In brackets.
    Flow,
}

impl Spanned {
    /// Returns the text of a scalar.
    pub(in crate::store) fn text(&self) -> Option<&str> {
        match &self.value {
            Part::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the pairs of a mapping; empty if it is none.
    pub(in crate::store) fn pairs(&self) -> &[(Self, Self)] {
        match &self.value {
            Part::Map(pairs, _) => pairs,
            _ => &[],
        }
    }

    /// Returns the items of a list; empty if it is none.
    pub(in crate::store) fn items(&self) -> &[Self] {
        match &self.value {
            Part::Seq(items, _) => items,
            _ => &[],
        }
    }

    /// Returns the key and the value of a field.
    pub(in crate::store) fn field(&self, key: &str) -> Option<&(Self, Self)> {
        self.pairs().iter().find(|(name, _)| name.text() == Some(key))
    }
}

/// Returns whether two values say the same, wherever they are and however they are written.
pub(in crate::store) fn is_alike(a: &Spanned, b: &Spanned) -> bool {
    match (&a.value, &b.value) {
        // Blank lines at the end of an item mean nothing in a text.
        (Part::Scalar(a), Part::Scalar(b)) => a.trim_end_matches('\n') == b.trim_end_matches('\n'),
        (Part::Alias, Part::Alias) => true,
        (Part::Seq(a, _), Part::Seq(b, _)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_alike(a, b))
        }
        (Part::Map(a, _), Part::Map(b, _)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((a, x), (b, y))| is_alike(a, b) && is_alike(x, y))
        }
        _ => false,
    }
}

/// Returns the root of each document of a text; `None` if it is not YAML, or nested too deep.
pub(in crate::store) fn read(text: &str) -> Option<Vec<Spanned>> {
    let mut reader = Reader { text, offsets: Offsets::of(text), open: Vec::new(), roots: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        reader.take(event, &span)?;
    }
    Some(reader.roots)
}

/// The byte of each character, kept for every 64th.
struct Offsets<'t> {
    text: &'t str,
    every: Vec<usize>,
}

impl<'t> Offsets<'t> {
    const STEP: usize = 64;

    fn of(text: &'t str) -> Self {
        let every = text.char_indices().step_by(Self::STEP).map(|(at, _)| at).collect();
        Self { text, every }
    }

    fn byte(&self, character: usize) -> usize {
        let Some(start) = self.every.get(character / Self::STEP).copied() else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices().nth(character % Self::STEP).map_or(self.text.len(), |(at, _)| start + at)
    }
}

struct Open {
    start: usize,
    kind: Kind,
    flow: bool,
}

enum Kind {
    Seq(Vec<Spanned>),
    Map(Vec<(Spanned, Spanned)>, Option<Spanned>),
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    open: Vec<Open>,
    roots: Vec<Spanned>,
}

impl Reader<'_> {
    fn bytes(&self, span: &Span) -> Range<usize> {
        self.offsets.byte(span.start.index())..self.offsets.byte(span.end.index())
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Option<()> {
        let bytes = self.bytes(span);
        match event {
            Event::Scalar(text, style, ..) => {
                let bytes = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => bytes.start..self.end_of_block(bytes),
                    ScalarStyle::SingleQuoted => {
                        self.end_of_quotes(&bytes, b'\'').map_or(bytes.clone(), |end| bytes.start..end)
                    }
                    ScalarStyle::DoubleQuoted => {
                        self.end_of_quotes(&bytes, b'"').map_or(bytes.clone(), |end| bytes.start..end)
                    }
                    ScalarStyle::Plain => bytes,
                };
                self.add(Spanned { bytes, value: Part::Scalar(text.into_owned()) });
            }
            Event::Alias(_) => self.add(Spanned { bytes, value: Part::Alias }),
            Event::SequenceStart(..) => self.open(bytes, b'[', Kind::Seq(Vec::new()))?,
            Event::MappingStart(..) => self.open(bytes, b'{', Kind::Map(Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => self.close(bytes),
            _ => {}
        }
        Some(())
    }

    /// Returns the end of the last line with text of a block scalar.
    fn end_of_block(&self, bytes: Range<usize>) -> usize {
        let start = bytes.start;
        start + self.text.get(bytes).unwrap_or_default().trim_end().len()
    }

    /// Returns the end of a value in quotes: the parser counts the blanks and the comment behind it to it.
    fn end_of_quotes(&self, bytes: &Range<usize>, quote: u8) -> Option<usize> {
        let text = self.text.as_bytes().get(bytes.clone())?;
        let mut at = 1;
        while let Some(byte) = text.get(at) {
            match *byte {
                b'\\' if quote == b'"' => at += 2,
                // An apostrophe inside single quotes is written twice.
                b'\'' if quote == b'\'' && text.get(at + 1) == Some(&b'\'') => at += 2,
                byte if byte == quote => return Some(bytes.start + at + 1),
                _ => at += 1,
            }
        }
        None
    }

    fn open(&mut self, bytes: Range<usize>, bracket: u8, kind: Kind) -> Option<()> {
        (self.open.len() < MAX_DEPTH).then_some(())?;
        let flow = self.text.as_bytes().get(bytes.start) == Some(&bracket);
        self.open.push(Open { start: bytes.start, kind, flow });
        Some(())
    }

    fn close(&mut self, bytes: Range<usize>) {
        let Some(Open { start, kind, flow }) = self.open.pop() else { return };
        let style = if flow { Style::Flow } else { Style::Block };
        let (value, last) = match kind {
            Kind::Seq(items) => {
                let last = items.last().map(|item| item.bytes.end);
                (Part::Seq(items, style), last)
            }
            Kind::Map(pairs, _) => {
                let last = pairs.last().map(|(_, value)| value.bytes.end);
                (Part::Map(pairs, style), last)
            }
        };
        // The parser counts the blanks and the comment behind a closing bracket to it.
        let closes = |at: &usize| matches!(self.text.as_bytes().get(*at), Some(b']' | b'}'));
        let bracket = Some(bytes.start).filter(closes).map(|at| at + 1);
        let end = if flow { bracket.unwrap_or(bytes.end) } else { last.unwrap_or(start) };
        self.add(Spanned { bytes: start..end.max(start), value });
    }

    fn add(&mut self, node: Spanned) {
        match self.open.last_mut() {
            None => self.roots.push(node),
            Some(Open { kind: Kind::Seq(items), .. }) => items.push(node),
            Some(Open { kind: Kind::Map(pairs, key), .. }) => match key.take() {
                None => *key = Some(node),
                Some(key) => pairs.push((key, node)),
            },
        }
    }
}
