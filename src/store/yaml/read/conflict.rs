//! Unresolved git conflicts: reported with the lines of their markers. Records that no marker cuts through are read.

use std::ops::Range;

use super::{Contents, Finding, Reader, read_pieces};
use crate::store::yaml::bytes::hold_any;
use crate::store::yaml::mark::Mark;
use crate::store::yaml::split::{self, Cut, Piece};

/// The kind of line that git writes between two versions of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkerKind {
    Ours,
    Base,
    Theirs,
    End,
}

impl MarkerKind {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Ours, "<<<<<<<"), (Self::Base, "|||||||"), (Self::Theirs, "======="), (Self::End, ">>>>>>>")];

    fn of(line: &[u8]) -> Option<(Self, &'static str)> {
        let begins_line = |text: &str| {
            let rest = line.strip_prefix(text.as_bytes());
            rest.is_some_and(|rest| rest.first().is_none_or(|b| matches!(b, b' ' | b'\r')))
        };
        Self::ALL.into_iter().find(|(_, text)| begins_line(text))
    }
}

/// A conflict marker: its kind and text, its line, and its bytes including the line break.
#[derive(Debug, Clone)]
struct Marker {
    kind: MarkerKind,
    text: &'static str,
    line: u32,
    bytes: Range<usize>,
}

/// A conflict: its markers in order.
#[derive(Debug)]
pub(super) struct Conflict(Vec<Marker>);

/// Finds the conflicts of a file. Nearly all files have none, which costs one quick search through the bytes.
pub(super) fn find(bytes: &[u8]) -> Vec<Conflict> {
    if !hold_any(bytes, &[b"<<<<<<<", b">>>>>>>"]) {
        return Vec::new();
    }
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut open: Vec<Marker> = Vec::new();
    let mut at = 0;
    for (line, whole_line) in (1..).zip(bytes.split_inclusive(|b| *b == b'\n')) {
        let range = at..at + whole_line.len();
        at = range.end;
        let bare = whole_line.strip_suffix(b"\n").unwrap_or(whole_line);
        let Some((kind, text)) = MarkerKind::of(bare) else { continue };
        if kind == MarkerKind::Ours {
            conflicts.push(Conflict(std::mem::take(&mut open)));
        }
        open.push(Marker { kind, text, line, bytes: range });
        if kind == MarkerKind::End {
            conflicts.push(Conflict(std::mem::take(&mut open)));
        }
    }
    conflicts.push(Conflict(open));
    // A line of `=` alone is not a marker of git.
    conflicts
        .retain(|one| one.0.iter().any(|marker| matches!(marker.kind, MarkerKind::Ours | MarkerKind::End)));
    conflicts
}

impl Conflict {
    fn bytes(&self) -> Range<usize> {
        let start = self.0.first().map_or(0, |marker| marker.bytes.start);
        start..self.0.last().map_or(start, |marker| marker.bytes.end)
    }

    /// Returns the versions between the markers.
    fn sides<'b>(&self, bytes: &'b [u8]) -> Vec<&'b [u8]> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        pairs.map(|(a, b)| bytes.get(a.bytes.end..b.bytes.start).unwrap_or_default()).collect()
    }

    fn finding(&self) -> Finding {
        let lines: Vec<String> =
            self.0.iter().map(|marker| format!("`{}` on line {}", marker.text, marker.line)).collect();
        let mark = Mark { line: self.0.first().map_or(0, |marker| marker.line), column: 1 };
        let message = format!("unresolved git conflict: {}", lines.join(", "));
        let hint = "keep what is right and remove these lines; until then nothing between them is read, nor any record that \
             they cut through";
        Finding { mark, code: "conflict", message, hint: Some(hint.to_owned()), fix: None }
    }
}

/// Reads the records of a file that its conflicts leave whole.
pub(super) fn read(file: u32, bytes: &[u8], first: usize, conflicts: &[Conflict], contents: &mut Contents) {
    contents.report_all(conflicts.iter().map(Conflict::finding).collect());
    let mut blank = bytes.to_vec();
    let mut lost: Vec<Range<usize>> = Vec::new();
    for conflict in conflicts {
        let range = conflict.bytes();
        let sides = conflict.sides(bytes);
        let keys: Vec<Option<&[u8]>> = sides.iter().map(|side| last_key(side)).collect();
        let key = keys.first().copied().flatten().filter(|key| keys.iter().all(|other| *other == Some(key)));
        blanked(&mut blank, range.clone());
        match key.and_then(|key| memchr::memmem::rfind(bytes.get(range.clone())?, key).map(|at| (key, at))) {
            // All versions end under the same key, so the text after the conflict belongs to that key.
            Some((key, at)) => {
                let at = range.start + at;
                if let Some(place) = blank.get_mut(at..at + key.len()) {
                    place.copy_from_slice(key);
                }
            }
            None if keys.iter().any(Option::is_some) => {
                let behind = bytes.get(range.end..).unwrap_or_default();
                let next = next_key(behind).unwrap_or(behind.len());
                lost.push(range.end..range.end + next);
            }
            None => {}
        }
    }
    let later = super::Deferral::NEVER;
    if let Some(lines) = split::json::lines(&blank, first) {
        for line in &lines {
            Reader { file, bytes: &blank, contents, lines: true, later }.document(line, true);
        }
        return;
    }
    for range in lost {
        blanked(&mut blank, range);
    }
    for document in split::documents(&blank, first).unwrap_or_default() {
        let pieces = split::pieces(&blank, &document, Cut::Lenient).unwrap_or_default();
        let whole: Vec<Piece> =
            pieces.into_iter().filter_map(|piece| uncut(piece, bytes, conflicts)).collect();
        let outcomes = read_pieces(file, bytes, &whole, None);
        Reader { file, bytes, contents, lines: false, later }.keep(outcomes);
    }
}

/// Returns the piece up to the conflict that touches it; `None` if the conflict cuts through it.
fn uncut(mut piece: Piece, bytes: &[u8], conflicts: &[Conflict]) -> Option<Piece> {
    let touching = conflicts.iter().find(|conflict| {
        let range = conflict.bytes();
        range.start < piece.bytes.end && piece.bytes.start < range.end
    });
    let Some(conflict) = touching else { return Some(piece) };
    let range = conflict.bytes();
    let text = bytes.get(piece.bytes.start..)?;
    let margin = text.iter().take_while(|b| **b == b' ').count();
    let behind = bytes.get(range.end..).unwrap_or_default();
    let sides = conflict.sides(bytes);
    // Whichever version is retained, the record must end where the conflict begins.
    let ends = |side: &&[u8]| begins_another(side, margin).or_else(|| begins_another(behind, margin));
    let whole = !sides.is_empty() && sides.iter().all(|side| ends(side).unwrap_or(true));
    if !whole || range.start <= piece.bytes.start {
        return None;
    }
    piece.bytes.end = range.start;
    Some(piece)
}

/// Returns whether the first line with content begins another record or key; `None` if no line has content.
fn begins_another(text: &[u8], margin: usize) -> Option<bool> {
    let line = text.split(|b| *b == b'\n').find(|line| {
        !matches!(line.trim_ascii().first(), None | Some(b'#')) && MarkerKind::of(line).is_none()
    })?;
    let indent = line.iter().take_while(|b| **b == b' ').count();
    let rest = line.get(indent..).unwrap_or_default();
    let dash = rest.starts_with(b"- ") || rest.trim_ascii() == b"-";
    Some(dash && indent == margin || !dash && indent == 0)
}

/// Returns where the next line with a key at the margin begins.
fn next_key(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    text.split_inclusive(|b| *b == b'\n').find_map(|line| {
        let start = at;
        at += line.len();
        line.first().is_some_and(u8::is_ascii_alphabetic).then_some(start)
    })
}

fn last_key(side: &[u8]) -> Option<&[u8]> {
    let mut lines = side.split(|b| *b == b'\n').rev();
    lines.find(|line| line.first().is_some_and(u8::is_ascii_alphabetic)).map(<[u8]>::trim_ascii_end)
}

fn blanked(bytes: &mut [u8], range: Range<usize>) {
    for byte in bytes.get_mut(range).into_iter().flatten().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = b' ';
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    /// Returns the ids of the events that load, and the problems.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let store = Store::from_texts([("s.yaml", text)]);
        let ids = store.events.ids().map(str::to_owned).collect();
        (ids, store.problems.iter().filter(|p| p.code.0 != "unregistered").map(ToString::to_string).collect())
    }

    fn event(id: &str) -> String {
        format!("- id: {id}\n  kind: other\n  date: 2025-12-19\n  title: T\n")
    }

    #[test]
    fn a_conflict_inside_an_event_costs_that_event_alone() {
        let (a, b, c) = (event("a"), event("b"), event("c"));
        let cut = "<<<<<<< HEAD\n  grade: B2\n=======\n  grade: C3\n>>>>>>> desk-two\n";
        let (ids, reported) = read(&format!("events:\n{a}{b}{cut}  note: x\n{c}"));
        assert_eq!(ids, ["a", "c"], "what lies outside");
        assert_eq!(
            reported,
            [
                "s.yaml:10:1: unresolved git conflict: `<<<<<<<` on line 10, `=======` on line 12, `>>>>>>>` on line 14"
            ],
            "reported once"
        );
        let (ids, reported) =
            read(&format!("events:\n{a}{b}{}{c}", cut.replace("=======", "||||||| base\n=======")));
        assert_eq!((ids.len(), reported.len()), (2, 1), "with the common ancestor as well");
        assert!(reported[0].contains("`|||||||` on line 12, `=======` on line 13"), "reported: {reported:?}");
        let (ids, reported) =
            read(&format!("events:\r\n{a}{cut}{c}").replace('\n', "\r\n").replace("\r\r", "\r"));
        assert_eq!(ids, ["c"], "with the line breaks of Windows");
        assert!(reported[0].contains("`=======` on line 8"), "reported: {reported:?}");
    }

    #[test]
    fn whole_events_in_a_conflict_leave_their_neighbours_alone() {
        let (a, b, c, d) = (event("a"), event("b"), event("c"), event("d"));
        let (ids, reported) = read(&format!("events:\n{a}<<<<<<< x\n{b}=======\n{c}>>>>>>> y\n{d}"));
        assert_eq!((ids.join(" ").as_str(), reported.len()), ("a d", 1), "reported: {reported:?}");
        let (ids, _) = read(&format!("events:\n{a}<<<<<<< x\n=======\n{c}>>>>>>> y\n{d}"));
        assert_eq!(ids, ["a", "d"], "also where one version has none");
        let (ids, _) =
            read(&format!("events:\n{a}<<<<<<< x\n{b}=======\n{c}>>>>>>> y\n  note: of b or c\n{d}"));
        assert_eq!(ids, ["a", "d"], "and what is left of them belongs to nobody");
        let (ids, _) = read(&format!("events:\n{a}<<<<<<< x\n{b}=======\n{c}>>>>>>> y\n"));
        assert_eq!(ids, ["a"], "at the end of a file");
        let (ids, reported) = read(&format!(
            "<<<<<<< x\nstore: {{title: X}}\n=======\nstore: {{title: Y}}\n>>>>>>> y\nevents:\n{a}"
        ));
        assert_eq!((ids.len(), reported.len()), (1, 1), "and at its beginning: {reported:?}");
    }

    #[test]
    fn what_stands_under_a_key_in_a_conflict_is_not_read_as_something_else() {
        let (a, b) = (event("a"), event("b"));
        let (ids, reported) = read(&format!(
            "events:\n{a}<<<<<<< x\nactors:\n- id: x\n=======\nvenues:\n- id: y\n>>>>>>> y\n- id: z\nclaims: []\n"
        ));
        assert_eq!((ids.len(), reported.len()), (1, 1), "neither actor nor venue nor event: {reported:?}");
        let (ids, _) = read(&format!("actors: []\n<<<<<<< x\nevents:\n{a}=======\nevents:\n>>>>>>> y\n{b}"));
        assert_eq!(ids, ["b"], "where both versions have one key, that one");
    }

    #[test]
    fn half_a_conflict_is_reported_too() {
        let (a, b) = (event("a"), event("b"));
        for markers in ["<<<<<<< HEAD\n", ">>>>>>> x\n", "<<<<<<< HEAD\n=======\n", "=======\n>>>>>>> x\n"] {
            let (ids, reported) = read(&format!("events:\n{a}{markers}{b}"));
            assert!(ids.contains(&"b".to_owned()), "{markers:?}: {ids:?}");
            assert!(reported[0].contains("unresolved git conflict"), "{markers:?}: {reported:?}");
        }
    }

    #[test]
    fn rows_of_signs_elsewhere_are_text() {
        let (ids, reported) = read(&format!(
            "# <<<<<<< HEAD\nevents:\n{}  note: |\n    <<<<<<< HEAD\n    =======\n    >>>>>>> x\n",
            event("a")
        ));
        assert_eq!((ids.len(), reported.len()), (1, 0), "not at the margin: {reported:?}");
    }

    #[test]
    fn a_conflict_in_a_large_file_is_read_as_in_a_small_one() {
        let many: String = (0..6000)
            .map(|n| event(&format!("e{n}")).replace("title: T", "title: A longer title than T"))
            .collect();
        let cut = "<<<<<<< HEAD\n  grade: B2\n=======\n  grade: C3\n>>>>>>> desk-two\n";
        let text = format!("events:\n{many}{cut}{}", event("last"));
        assert!(text.len() > 1 << 18, "large enough to be read apart");
        let (ids, reported) = read(&text);
        assert_eq!((ids.len(), reported.len()), (6000, 1), "without the one that is cut");
    }
}
