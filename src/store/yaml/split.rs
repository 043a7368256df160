//! Cutting a plain file into its items, without reading YAML.
//!
//! Plain is the style that people write by hand: keys at the margin, and below each a block list whose items begin with
//! `- ` at the same indentation. Such an item can be read alone, and a bad one affects no other. Any other document is
//! *irregular* and is read as a whole. The cut is safe: a dash at an item's indentation that does not begin an item can
//! only be inside quotes or brackets. The piece before it then does not close, and the document is read as a whole.

pub(in crate::store) mod json;

use std::ops::Range;

use crate::store::schema::list::List;
use crate::store::yaml::bytes;

/// A document of a file: its bytes and its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Document {
    pub(in crate::store) bytes: Range<usize>,
    pub(in crate::store) line: u32,
}

/// The part of a document that is one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Piece {
    pub(in crate::store) list: List,
    /// The bytes in the file, as whole lines.
    pub(in crate::store) bytes: Range<usize>,
    /// The line on which the bytes begin.
    pub(in crate::store) line: u32,
    /// Whether something is known to follow its dash on the same line.
    pub(in crate::store) beside: bool,
}

impl Piece {
    /// Returns the line on which the record itself begins, which is not the line of a dash alone.
    pub(in crate::store) fn first_line(&self, bytes: &[u8]) -> u32 {
        if self.beside {
            return self.line;
        }
        let text = bytes.get(self.bytes.clone()).unwrap_or_default();
        // Only a dash followed by nothing or by a comment is alone on its line.
        let beside = text.trim_ascii_start().strip_prefix(b"-");
        let beside = beside.and_then(|rest| rest.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r' | 0x0C)));
        if self.list == List::Store || !matches!(beside, Some(b'\n' | b'#')) {
            return self.line;
        }
        let mut lines = Lines { bytes: text, at: 0, line: self.line };
        lines.next();
        let air = |text: &[u8]| matches!(text.trim_ascii_start().first(), None | Some(b'#'));
        lines.find(|(_, _, text)| !air(text)).map_or(self.line, |(_, line, _)| line)
    }
}

/// An iterator over lines: the start and number of each, and its bytes without the line break.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u32,
}

impl<'b> Iterator for Lines<'b> {
    type Item = (usize, u32, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let (start, line) = (self.at, self.line);
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.at += length + 1;
        self.line += 1;
        let text = rest.get(..length).unwrap_or_default();
        Some((start, line, text.strip_suffix(b"\r").unwrap_or(text)))
    }
}

/// Cuts a file at its document marks; `None` if directives say how to read it.
///
/// `---` and `...` at the margin are document marks everywhere, also inside quotes and block scalars
/// (YAML 1.2.2, section 9.1.2), so that this cut needs no reading either.
pub(in crate::store) fn documents(bytes: &[u8], first: usize) -> Option<Vec<Document>> {
    let mut documents = Vec::new();
    let mut open = Document { bytes: first..first, line: 1 };
    // The lines are only walked one by one if there may be a mark.
    let marks = bytes.get(first..).is_some_and(|b| {
        [&b"---"[..], b"...", b"%"].iter().any(|mark| b.starts_with(mark))
            || bytes::hold_any(b, &[b"\n---", b"\n...", b"\n%"])
    });
    if !marks {
        open.bytes.end = bytes.len();
        return Some(vec![open]);
    }
    for (start, line, text) in (Lines { bytes, at: first, line: 1 }) {
        if text.first() == Some(&b'%') && blank(bytes.get(open.bytes.start..start).unwrap_or_default()) {
            return None;
        }
        let begins = is_mark(text, b"---");
        if begins || is_mark(text, b"...") {
            open.bytes.end = start;
            // If nothing follows the mark on its line, the document begins after it.
            let beside = begins && !blank(text.get(3..).unwrap_or_default());
            let from = if beside { start } else { start + text.len() };
            documents.push(std::mem::replace(&mut open, Document { bytes: from..from, line }));
        }
    }
    open.bytes.end = bytes.len();
    documents.push(open);
    documents.retain(|d| !blank(bytes.get(d.bytes.clone()).unwrap_or_default()));
    Some(documents)
}

fn is_mark(line: &[u8], mark: &[u8]) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.first().is_none_or(|b| matches!(b, b' ' | b'\t')))
}

/// Returns whether there are only comments and blank lines.
fn blank(bytes: &[u8]) -> bool {
    let lines = Lines { bytes, at: 0, line: 0 };
    lines
        .map(|(_, _, line)| line.trim_ascii_start())
        .all(|line| line.is_empty() || line.first() == Some(&b'#'))
}

/// The strictness with which a document must be plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Cut {
    /// Any irregular line makes the document irregular.
    Strict,
    /// Irregular lines belong to the item above: to save the good items of a document that is not YAML as a whole.
    Lenient,
}

/// Cuts a plain document into its items; `None` if it is irregular.
pub(in crate::store) fn pieces(bytes: &[u8], document: &Document, cut: Cut) -> Option<Vec<Piece>> {
    let slice = bytes.get(..document.bytes.end)?;
    // A carriage return alone breaks lines in YAML, but this module does not see a line break there.
    let lone_return = |at: usize| slice.get(at + 1) != Some(&b'\n');
    let body = slice.get(document.bytes.start..)?;
    if cut == Cut::Strict && bytes::any(body, 0, has_return) {
        let mut returns = memchr::memchr_iter(b'\r', body);
        if returns.any(|at| lone_return(document.bytes.start + at)) {
            return None;
        }
    }
    let mut cutter = Cutter { pieces: Vec::new(), section: None, seen: Vec::new() };
    for (start, line, text) in (Lines { bytes: slice, at: document.bytes.start, line: document.line }) {
        if cutter.line(start, line, text).is_none() && cut == Cut::Strict {
            return None;
        }
    }
    cutter.close(slice.len());
    Some(cutter.pieces)
}

fn has_return(bytes: &[u8]) -> bool {
    memchr::memchr(b'\r', bytes).is_some()
}

/// Cuts whole events out of the middle of a plain list whose dashes come after `indent` spaces; `None` if there is
/// anything else.
///
/// The first line is line `line` of the file.
pub(in crate::store) fn events(bytes: &[u8], indent: usize, line: u32) -> Option<Vec<Piece>> {
    if memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n')) {
        return None;
    }
    let list = Section { list: List::Events, bare: true, indent: Some(indent), open: None, comments: None };
    let mut cutter = Cutter { pieces: Vec::new(), section: Some(list), seen: Vec::new() };
    for (start, line, text) in (Lines { bytes, at: 0, line }) {
        cutter.line(start, line, text)?;
    }
    cutter.close(bytes.len());
    Some(cutter.pieces)
}

/// Returns the whole items in the first bytes of a file.
pub(in crate::store) fn whole_items(mut bytes: Vec<u8>) -> Vec<u8> {
    let last =
        documents(&bytes, 0).and_then(|documents| pieces(&bytes, documents.last()?, Cut::Lenient)?.pop());
    bytes.truncate(last.map_or(0, |piece| piece.bytes.start));
    bytes
}

struct Cutter {
    pieces: Vec<Piece>,
    section: Option<Section>,
    seen: Vec<List>,
}

struct Section {
    list: List,
    /// Whether it is a list of events without a key above it.
    bare: bool,
    /// The indentation of its items' dashes.
    indent: Option<usize>,
    /// The open item: where it begins, on which line, and whether something follows its dash on the same line.
    open: Option<(usize, u32, bool)>,
    /// The start of comments at the margin that may belong to the next item.
    comments: Option<usize>,
}

impl Cutter {
    /// Takes a line; `None` if it is not plain.
    fn line(&mut self, start: usize, line: u32, text: &[u8]) -> Option<()> {
        let indent = text.iter().take_while(|b| **b == b' ').count();
        let rest = text.get(indent..).unwrap_or_default();
        match rest.first() {
            None => return Some(()),
            Some(b'#') => {
                if let Some(section) = self.section.as_mut().filter(|s| indent <= s.indent.unwrap_or(0)) {
                    section.comments.get_or_insert(start);
                }
                return Some(());
            }
            Some(b'\t') if self.section.as_ref().is_none_or(|s| s.open.is_none()) => return None,
            _ => {}
        }
        let dash = rest.first() == Some(&b'-') && rest.get(1).is_none_or(|b| *b == b' ');
        if indent == 0 && !dash {
            return self.key(start, text);
        }
        if self.section.is_none() {
            let bare = dash && indent == 0 && self.pieces.is_empty() && self.seen.is_empty();
            bare.then_some(())?;
            self.section =
                Some(Section { list: List::Events, bare: true, indent: None, open: None, comments: None });
        }
        let section = self.section.as_mut()?;
        let comments = section.comments.take();
        if section.list == List::Store {
            // The fields of `store` are one piece, up to the next key.
            return match section.open {
                None if indent > 0 && !dash => {
                    section.open = Some((start, line, true));
                    Some(())
                }
                Some(_) if indent > 0 => Some(()),
                _ => None,
            };
        }
        let margin = *section.indent.get_or_insert(indent);
        if indent < margin || section.open.is_none() && !dash {
            return None;
        }
        if indent == margin {
            dash.then_some(())?;
            self.end_item(comments.unwrap_or(start));
            let beside = rest.get(1..).unwrap_or_default().trim_ascii_start().first();
            self.section.as_mut()?.open = Some((start, line, beside.is_some_and(|b| *b != b'#')));
        }
        Some(())
    }

    /// Takes a key at the margin, with nothing after it on its line.
    fn key(&mut self, start: usize, text: &[u8]) -> Option<()> {
        let colon = memchr::memchr(b':', text)?;
        let list = List::from_key(std::str::from_utf8(text.get(..colon)?).ok()?)?;
        let beside = text.get(colon + 1..)?;
        let empty = beside.trim_ascii();
        let comment =
            empty.first() == Some(&b'#') && beside.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
        if !(empty.is_empty() || comment)
            || self.section.as_ref().is_some_and(|s| s.bare)
            || self.seen.contains(&list)
        {
            return None;
        }
        self.close(start);
        self.seen.push(list);
        self.section = Some(Section { list, bare: false, indent: None, open: None, comments: None });
        Some(())
    }

    fn end_item(&mut self, end: usize) {
        if let Some(section) = &mut self.section
            && let Some((start, line, beside)) = section.open.take()
        {
            let end = section.comments.take().unwrap_or(end);
            self.pieces.push(Piece { list: section.list, bytes: start..end, line, beside });
        }
    }

    fn close(&mut self, end: usize) {
        self.end_item(end);
        self.section = None;
    }
}
