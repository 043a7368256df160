//! Checks of how values are written: text that a `#` cuts off, names with letters of two scripts, invisible characters.
//!
//! Values as read from YAML do not show this, so the text itself is checked. Lines that may have such a slip are found
//! without reading YAML. Only records with such lines are read, to know where each value begins and under which keys.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;

use super::comments;
use super::slip::Slip;
use crate::store::problem::{Code, Fix, Problem, Severity};
use crate::store::yaml::split::{self, Cut};
use crate::store::yaml::tree::{Scalar, scalars};
use crate::store::{Store, build};
use crate::text::{coded_invisible_name, invisible_name, mixed_scripts, visible_line};

/// The size in bytes above which a part of a file is not read.
const MAX: usize = 16 << 20;

/// Checks the text of every file.
pub(super) fn look(store: &Store, problems: &mut Vec<Problem>) {
    let mut first: HashMap<(&'static str, String), (usize, usize)> = HashMap::new();
    for (file, bytes) in store.texts() {
        for slip in slips(&bytes) {
            let at = problems.len();
            if let Some(subject) = slip.subject.clone() {
                let (_, times) =
                    first.entry((slip.code, subject)).and_modify(|(_, times)| *times += 1).or_insert((at, 0));
                if *times > 0 {
                    continue;
                }
            }
            problems.push(warning(&file.path, slip));
        }
    }
    for (at, times) in first.into_values() {
        if let Some(problem) = problems.get_mut(at) {
            problem.message.push_str(&build::names::times_more(times));
        }
    }
}

fn warning(path: &Path, slip: Slip) -> Problem {
    Problem {
        severity: Severity::Warning,
        path: path.to_owned(),
        line: slip.mark.line,
        column: slip.mark.column,
        code: Code(slip.code),
        message: slip.message,
        hint: Some(slip.hint),
        fix: slip.fix,
    }
}

/// Returns the slips in the text of a file that only one change mends.
pub(in crate::store) fn mendable(path: &Path, bytes: &[u8]) -> Vec<Problem> {
    slips(bytes).into_iter().filter(|slip| slip.fix.is_some()).map(|slip| warning(path, slip)).collect()
}

/// A part of a file that is read as one: its bytes, its first line, and the key above it.
type Part = (Range<usize>, u32, Option<&'static str>);

fn slips(bytes: &[u8]) -> Vec<Slip> {
    let lines = suspects(bytes);
    let (Some(first), Some(last)) = (lines.first().copied(), lines.last().copied()) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (range, line, under) in parts(bytes) {
        if line > last || range.len() > MAX {
            continue;
        }
        let Some(text) = bytes.get(range).and_then(|part| std::str::from_utf8(part).ok()) else { continue };
        let end = line.saturating_add(text.lines().count() as u32);
        if end < first || lines.range(line..end).next().is_none() {
            continue;
        }
        let scalars = scalars(text, line, under);
        for (number, text) in (line..).zip(text.lines()).filter(|(number, _)| lines.contains(number)) {
            all.extend(comments::slip(text, number, &scalars));
        }
        all.extend(
            scalars.iter().filter(|scalar| lines.contains(&scalar.mark.line)).filter_map(suspicious_name),
        );
    }
    all
}

/// Returns the records of a file, or its documents if it cannot be cut into records.
fn parts(bytes: &[u8]) -> Vec<Part> {
    let first = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut all = Vec::new();
    for document in split::documents(bytes, first).unwrap_or_default() {
        match split::pieces(bytes, &document, Cut::Strict) {
            Some(pieces) => {
                all.extend(pieces.into_iter().map(|p| (p.bytes, p.line, Some(p.list.key()))));
            }
            None => all.push((document.bytes, document.line, None)),
        }
    }
    all
}

/// Returns the lines that may hold a slip.
fn suspects(bytes: &[u8]) -> BTreeSet<u32> {
    let is_suspect = |line: &[u8]| {
        comments::may_cut(line) || !line.is_ascii() && std::str::from_utf8(line).is_ok_and(is_suspicious)
    };
    let lines = (1..).zip(bytes.split(|b| *b == b'\n'));
    lines.filter(|(_, line)| is_suspect(line)).map(|(number, _)| number).collect()
}

fn is_suspicious(text: &str) -> bool {
    text.chars().any(|c| invisible_name(c).is_some()) || mixed_scripts(text).is_some()
}

/// Reports a name or title whose letters are not what they seem.
fn suspicious_name(scalar: &Scalar) -> Option<Slip> {
    if scalar.key {
        return None;
    }
    let key = scalar.way.last().map(|key| &**key);
    let titled = matches!(key, Some("title" | "name" | "aliases"));
    let named = names_an_actor(scalar);
    if !(titled || named) {
        return None;
    }
    let text: &str = &scalar.text;
    let hint = |clean: String| format!("write {}", visible_line(&clean));
    if let Some(c) = hidden(text) {
        let name = coded_invisible_name(c).unwrap_or_else(|| format!("U+{:04X}", c as u32));
        let shown: String =
            text.chars().filter(|other| invisible_name(*other).is_none_or(is_blank)).collect();
        let shown = shown.trim().to_owned();
        let message = format!("`{}` contains {name}, {}", visible_line(&shown), position_in_words(text, c));
        let subject = Some(text.to_owned());
        // A title may be the words of others, and a sign of direction changes what is seen.
        let is_certain = !text.contains(is_direction) && (key != Some("title") || text.trim() == shown);
        return Some(Slip {
            mark: scalar.mark,
            code: "invisible-character",
            message,
            fix: is_certain.then(|| Fix::Value(shown.clone())),
            hint: hint(shown),
            subject,
        });
    }
    let mix = mixed_scripts(text).filter(|_| named)?;
    Some(Slip {
        mark: scalar.mark,
        code: "mixed-script",
        message: format!("`{}` has {mix}", visible_line(text)),
        hint: "write the name in letters of one script".to_owned(),
        fix: None,
        subject: Some(text.to_owned()),
    })
}

/// Returns the first hidden character: one without any shape, or an unusual space at either end.
fn hidden(text: &str) -> Option<char> {
    let shapeless = |c: &char| invisible_name(*c).is_some_and(|name| !is_blank(name));
    let ends = [text.chars().next(), text.chars().next_back()].into_iter().flatten();
    let end = ends.into_iter().find(|c| invisible_name(*c).is_some_and(is_blank));
    // A joiner between letters that it joins counts as a letter.
    let stray = text.chars().find(shapeless).filter(|_| visible_line(text) != text);
    stray.or(end)
}

/// Returns whether a character turns the direction of what is written.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_blank(name: &str) -> bool {
    name.ends_with(" space") && !name.starts_with("a zero")
}

fn position_in_words(text: &str, c: char) -> String {
    match text.find(c) {
        Some(0) => "at the beginning".to_owned(),
        Some(at) if at + c.len_utf8() == text.len() => "at the end".to_owned(),
        Some(at) => format!("after `{}`", visible_line(text.get(..at).unwrap_or_default())),
        None => String::new(),
    }
}

fn names_an_actor(scalar: &Scalar) -> bool {
    let [list, way @ ..] = scalar.way.as_slice() else { return false };
    let last = way.last().map(|key| &**key);
    match &**list {
        "actors" => matches!(last, Some("name" | "aliases" | "metonyms" | "part_of" | "actor")),
        "events" => way.iter().any(|key| &**key == "actors") || matches!(last, Some("by" | "speaker")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    #[test]
    fn names_in_letters_of_two_scripts_are_reported() {
        let reported = reported(
            "actors:
- {id: kremlin, name: Kremlin, kind: office}
- {id: x, name: Мосkва, kind: office, aliases: [Κreml]}
events:
- {id: a, kind: statement, date: 2025-11-20, title: А Кremlin remark, actors: [Кremlin]}
- {id: b, kind: statement, date: 2025-11-20, title: T, actors: {speaker: Кremlin}, quote: {text: q, speaker: Кremlin}}
- {id: c, kind: statement, date: 2025-11-20, title: T, actors: [Кремль Kremlin, Z-патриоты]}
",
        );
        assert_eq!(
            reported,
            [
                "3:17: `Мосkва` has the Latin letter k (U+006B) among Cyrillic ones | write the name in letters of one script",
                "3:49: `Κreml` has the Greek letter Κ (U+039A) among Latin ones | write the name in letters of one script",
                "5:80: `Кremlin` has the Cyrillic letter К (U+041A) among Latin ones (and 2 more times) | write the name in letters of one script",
            ],
            "once each, names only"
        );
    }

    #[test]
    fn signs_that_nobody_sees_are_reported_by_name() {
        let reported = reported(
            "actors:
- {id: kremlin, name: Kremlin, kind: office, aliases: [\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}]}
events:
- {id: a, kind: statement, date: 2025-11-20, title: '\u{A0}Begins', actors: [Kremlin\u{200B}]}
- {id: b, kind: statement, date: 2025-11-20, title: 10\u{A0}000 troops, actors: [Kre\u{AD}mlin]}
",
        );
        assert_eq!(
            reported,
            [
                "4:53: `Begins` contains a no-break space (U+00A0), at the beginning | write Begins",
                "4:73: `Kremlin` contains a zero width space (U+200B), at the end | write Kremlin",
                "5:77: `Kremlin` contains a soft hyphen (U+00AD), after `Kre` | write Kremlin",
            ],
            "a blank inside a title and a joiner that joins are none"
        );
    }
}
