//! Cutting JSON into its records: lines of objects, a list of events, or a whole store.
//!
//! JSON is YAML, but what YAML allows beyond JSON would make this cut wrong. So outside of strings only JSON's own
//! punctuation is accepted, and any other document is read as a whole.

use std::ops::Range;

use super::{Document, Lines, Piece};
use crate::store::schema::list::List;

/// Cuts JSON lines, as `list --format jsonl` writes them, into a document per line; `None` if a line is not an object.
pub(in crate::store) fn lines(bytes: &[u8], first: usize) -> Option<Vec<Document>> {
    let mut all = Vec::new();
    for (start, line, text) in (Lines { bytes, at: first, line: 1 }) {
        match text.trim_ascii() {
            b"" => {}
            [b'{', .., b'}'] => all.push(Document { bytes: start..start + text.len(), line }),
            _ => return None,
        }
    }
    (!all.is_empty()).then_some(all)
}

/// Returns the pieces of JSON lines; `None` if one may be something other than an event.
pub(in crate::store) fn events(lines: &[Document], bytes: &[u8]) -> Option<Vec<Piece>> {
    let piece = |line: &Document| {
        let text = bytes.get(line.bytes.clone())?;
        is_event(text).then(|| Piece {
            list: List::Events,
            bytes: line.bytes.clone(),
            line: line.line,
            beside: false,
        })
    };
    lines.iter().map(piece).collect()
}

/// Returns whether an object begins with a key that only events have.
fn is_event(text: &[u8]) -> bool {
    let Some(first) = text.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start) else {
        return false;
    };
    [&b"\"id\""[..], b"\"kind\"", b"\"date\"", b"\"title\""].iter().any(|key| first.starts_with(key))
}

/// Cuts a list of events, or a store as an object of lists, into its records; `None` if it is not plain JSON.
pub(in crate::store) fn pieces(bytes: &[u8], document: &Document) -> Option<Vec<Piece>> {
    let bytes = bytes.get(..document.bytes.end)?;
    let mut scan =
        Scan { bytes, at: document.bytes.start, counted: document.bytes.start, line: document.line };
    let mut pieces = Vec::new();
    match scan.next()? {
        b'[' => scan.list(List::Events, &mut pieces)?,
        b'{' => scan.store(&mut pieces)?,
        _ => return None,
    }
    scan.skip();
    (scan.at == bytes.len()).then_some(pieces)
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
    /// The position up to which line breaks were counted; `line` is the line there.
    counted: usize,
    line: u32,
}

impl Scan<'_> {
    fn skip(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Takes the next byte that is not blank.
    fn next(&mut self) -> Option<u8> {
        self.skip();
        let sign = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(sign)
    }

    /// Cuts the lists of a store, each under its key and each only once.
    fn store(&mut self, pieces: &mut Vec<Piece>) -> Option<()> {
        let mut seen = Vec::new();
        loop {
            match self.next()? {
                b'}' if seen.is_empty() => return Some(()),
                b'"' => {}
                _ => return None,
            }
            let start = self.at;
            self.string()?;
            let key = std::str::from_utf8(self.bytes.get(start..self.at - 1)?).ok()?;
            let list = List::from_key(key).filter(|list| !seen.contains(list))?;
            seen.push(list);
            (self.next()? == b':').then_some(())?;
            match (self.next()?, list) {
                (b'{', List::Store) => {
                    let piece = self.object(list)?;
                    pieces.push(piece);
                }
                (b'[', list) if list != List::Store => self.list(list, pieces)?,
                _ => return None,
            }
            match self.next()? {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Cuts the objects of a list whose opening bracket was taken.
    fn list(&mut self, list: List, pieces: &mut Vec<Piece>) -> Option<()> {
        let before = pieces.len();
        loop {
            match self.next()? {
                b']' if pieces.len() == before => return Some(()),
                b'{' => {
                    let piece = self.object(list)?;
                    pieces.push(piece);
                }
                _ => return None,
            }
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Cuts the object whose opening bracket was taken.
    fn object(&mut self, list: List) -> Option<Piece> {
        let start = self.at - 1;
        self.line += memchr::memchr_iter(b'\n', self.bytes.get(self.counted..start)?).count() as u32;
        self.counted = start;
        let (mut depth, mut before) = (1_usize, b'{');
        while depth > 0 {
            let sign = self.next()?;
            // Before and after a string there is only punctuation.
            let punctuation = matches!(sign, b'{' | b'}' | b'[' | b']' | b',' | b':');
            if before == b'"' && !punctuation {
                return None;
            }
            match sign {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' if matches!(before, b'{' | b'[' | b',' | b':') => self.string()?,
                b',' | b':' | b'+' | b'-' | b'.' => {}
                sign if sign.is_ascii_alphanumeric() => {}
                _ => return None,
            }
            before = sign;
        }
        Some(Piece { list, bytes: Range { start, end: self.at }, line: self.line, beside: false })
    }

    /// Skips the rest of a string whose opening quote was taken.
    fn string(&mut self) -> Option<()> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let end = memchr::memchr2(b'"', b'\\', rest)?;
            self.at += end + 1;
            match rest.get(end) {
                Some(b'"') => return Some(()),
                _ => self.at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Option<Vec<(List, &str, u32)>> {
        let document = Document { bytes: 0..text.len(), line: 1 };
        let all = pieces(text.as_bytes(), &document)?;
        Some(
            all.into_iter()
                .map(|piece| (piece.list, text.get(piece.bytes).expect("text"), piece.line))
                .collect(),
        )
    }

    #[test]
    fn a_list_of_events_and_a_store_are_cut() {
        assert_eq!(
            cut("[{\"a\": \"]}\\\"\"},\n {\"b\": [1, {}]}]\n"),
            Some(vec![(List::Events, "{\"a\": \"]}\\\"\"}", 1), (List::Events, "{\"b\": [1, {}]}", 2)]),
            "brackets in strings are text"
        );
        let store = "{\"store\": {\"title\": \"t\"},\n\"actors\": [],\n\n\"events\": [{\"id\": \"a\"}]}";
        assert_eq!(
            cut(store),
            Some(vec![(List::Store, "{\"title\": \"t\"}", 1), (List::Events, "{\"id\": \"a\"}", 4)]),
            "each under its key"
        );
    }

    #[test]
    fn what_is_not_json_is_left_whole() {
        for text in [
            "[{a: it's \"b}]",
            "[{'a': 1}]",
            "[{\"a\": 1} # }\n]",
            "[{\"a\": b\"c}]",
            "[{\"a\": \"b\"c}]",
            "[*a]",
            "[{\"a\": &x 1}]",
            "[1]",
            "[{\"a\": 1}",
            "[{\"a\": 1}] x",
            "{\"events\": [], \"events\": []}",
            "{\"others\": []}",
            "{\"id\": \"a\"}",
            "[{\"a\": 1},]",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
