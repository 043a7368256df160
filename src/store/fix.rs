//! Fixing a store: the hints that are certain, applied to the texts of its files.
//!
//! A change is kept only if it makes no new problem and every record that it is not in reads the same as before. What
//! is wrong in a record that could not be read at all shows once it can; that is no new problem.
//!
//! ```text
//!   texts ──► problems with a fix ──► changed texts ──► read again ──► more to fix?  another round
//!     ▲                                                   │
//!     └── without the fixes that came out wrong ◄─────────┘ a new problem, another record changed
//! ```

mod item;
mod tabs;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::check::mendable;
use super::problem::{Fix, Problem, Severity};
use super::schema::list::List;
use super::schema::raw::Raw;
use super::yaml::bytes;
use super::yaml::emit;
use super::yaml::mark::Mark;
use super::yaml::read::{self, Deferral};
use super::yaml::spans::{self, Part, Spanned, Style};
use super::yaml::split::{self, Cut};
use super::{Store, StoreFile};

/// The number of times that the texts are read again: a key that is right shows what is wrong with its value.
const ROUNDS: usize = 4;

/// A file before and after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FixedFile {
    pub(crate) path: PathBuf,
    pub(crate) before: Vec<u8>,
    pub(crate) after: Vec<u8>,
    /// The problems that went away.
    pub(crate) fixed: Vec<Problem>,
}

/// The text of a file in memory.
type Texts = BTreeMap<PathBuf, Vec<u8>>;

/// The record of a problem: its file, and the line on which it begins.
type Home = (PathBuf, u32);

impl Store {
    /// Returns the files of the store with every certain fix made, those alone that change. Nothing is written.
    pub(crate) fn fixed(&self) -> Vec<FixedFile> {
        let texts: Vec<(&StoreFile, Vec<u8>)> = self.texts().filter(|(file, _)| file.on_disk).collect();
        fixed(&texts.into_iter().map(|(file, bytes)| (file.path.clone(), bytes)).collect())
    }
}

/// Returns the texts with every certain fix made, those alone that change.
pub(crate) fn fixed(texts: &Texts) -> Vec<FixedFile> {
    let before = problems(texts);
    let mut refused = Refused::default();
    loop {
        let (after, fixed) = attempt(texts, &before, &refused);
        let wrong = wrong_records(texts, &before, &after, &fixed);
        if wrong.is_empty() {
            let left = problems(&after);
            let stays = |one: &Problem| {
                left.iter().any(|other| {
                    (&other.path, other.line, &other.message) == (&one.path, one.line, &one.message)
                })
            };
            let fixed: Vec<Problem> = fixed.into_iter().filter(|problem| !stays(problem)).collect();
            let mut fixed = fixed;
            fixed.sort_by_key(|problem| (problem.line, problem.column));
            let changed = after.into_iter().filter(|(path, bytes)| texts.get(path) != Some(bytes));
            return changed
                .map(|(path, after)| FixedFile {
                    before: texts.get(&path).cloned().unwrap_or_default(),
                    fixed: fixed.iter().filter(|problem| problem.path == path).cloned().collect(),
                    path,
                    after,
                })
                .collect();
        }
        for home in wrong {
            refuse(texts, &before, &fixed, home, &mut refused);
        }
    }
}

/// Which fixes are not made.
#[derive(Debug, Default)]
struct Refused {
    /// All of a record.
    records: HashSet<Home>,
    /// One alone: its record and its message.
    single: HashSet<(Home, String)>,
    /// Records whose fixes were looked at one by one.
    judged: HashSet<Home>,
}

impl Refused {
    fn has(&self, home: &Home, problem: &Problem) -> bool {
        self.records.contains(home) || self.single.contains(&(home.clone(), problem.message.clone()))
    }
}

/// The most fixes of a record that are looked at one by one: each takes a reading of the store.
const MOST_SINGLE: usize = 16;

/// Refuses those fixes of a record that come out wrong alone; all of them if none does.
fn refuse(texts: &Texts, before: &[Problem], made: &[Problem], home: Home, refused: &mut Refused) {
    let here = texts.get(&home.0).map(Vec::as_slice).unwrap_or_default();
    let mut messages: Vec<&str> =
        made.iter().filter(|one| self::home(one, here) == home).map(|one| one.message.as_str()).collect();
    messages.sort_unstable();
    messages.dedup();
    if !(2..=MOST_SINGLE).contains(&messages.len()) || !refused.judged.insert(home.clone()) {
        refused.records.insert(home);
        return;
    }
    let wrong = |message: &str| {
        let others = messages.iter().filter(|other| **other != message);
        let records = made
            .iter()
            .map(|one| self::home(one, texts.get(&one.path).map(Vec::as_slice).unwrap_or_default()));
        let only = Refused {
            records: records.filter(|other| *other != home).chain(refused.records.iter().cloned()).collect(),
            single: others.map(|other| (home.clone(), (*other).to_owned())).collect(),
            judged: HashSet::new(),
        };
        let (after, fixed) = attempt(texts, before, &only);
        !wrong_records(texts, before, &after, &fixed).is_empty()
    };
    let culprits: Vec<String> =
        messages.iter().filter(|message| wrong(message)).map(|message| (*message).to_owned()).collect();
    if culprits.is_empty() {
        refused.records.insert(home);
    } else {
        refused.single.extend(culprits.into_iter().map(|message| (home.clone(), message)));
    }
}

/// Returns what is wrong with texts: every problem, and the warnings that have a fix.
fn problems(texts: &Texts) -> Vec<Problem> {
    let store = Store::from_texts(texts.clone());
    let wrong = store.problems.into_iter().filter(|problem| problem.severity == Severity::Problem);
    let doubtful = texts.iter().flat_map(|(path, bytes)| mendable(path, bytes));
    wrong.chain(doubtful).collect()
}

/// Makes every fix that is not in a refused record, and those that show up by then. Returns the texts and what was
/// fixed.
fn attempt(texts: &Texts, first: &[Problem], refused: &Refused) -> (Texts, Vec<Problem>) {
    let (mut now, mut found, mut fixed) = (texts.clone(), first.to_vec(), Vec::new());
    for _ in 0..ROUNDS {
        let mut wanted: BTreeMap<&Path, Vec<&Problem>> = BTreeMap::new();
        for problem in found.iter().filter(|problem| problem.fix.is_some()) {
            let lines = now.get(&problem.path).map(Vec::as_slice).unwrap_or_default();
            if !refused.has(&home(problem, lines), problem) {
                wanted.entry(&problem.path).or_default().push(problem);
            }
        }
        let before = fixed.len();
        for (path, problems) in wanted {
            let Some(bytes) = now.get_mut(path) else { continue };
            let (changed, made) = changed(bytes, &problems);
            *bytes = changed;
            fixed.extend(made.into_iter().cloned());
        }
        if fixed.len() == before {
            break;
        }
        found = problems(&now);
    }
    (now, fixed)
}

/// Returns the records whose fixes make a new problem, or change how another record reads.
fn wrong_records(before: &Texts, old: &[Problem], after: &Texts, fixed: &[Problem]) -> HashSet<Home> {
    let home_of =
        |problem: &Problem| home(problem, before.get(&problem.path).map(Vec::as_slice).unwrap_or_default());
    let homes: HashSet<Home> = fixed.iter().map(home_of).collect();
    let mut known: BTreeMap<(&Path, &str), usize> = BTreeMap::new();
    for problem in old {
        *known.entry((&problem.path, &problem.message)).or_default() += 1;
    }
    let mut wrong = HashSet::new();
    // If it is not clear which fix of a file is to blame, none of them is made.
    let mut blame = |home: Home| {
        if homes.contains(&home) {
            wrong.insert(home);
        } else {
            let of_file = homes.iter().filter(|(path, _)| *path == home.0).cloned().collect::<Vec<_>>();
            wrong.extend(if of_file.is_empty() { homes.iter().cloned().collect() } else { of_file });
        }
    };
    let new = if homes.is_empty() { Vec::new() } else { problems(after) };
    for problem in new.iter().filter(|problem| problem.severity == Severity::Problem) {
        match known.get_mut(&(&*problem.path, &*problem.message)) {
            Some(times) if *times > 0 => *times -= 1,
            _ if is_revealed(problem, fixed, after) => {}
            _ => blame(home_of(problem)),
        }
    }
    for (path, bytes) in after {
        let Some(old) = before.get(path).filter(|old| *old != bytes) else { continue };
        let read = records(bytes);
        for (list, line, raw) in records(old) {
            let home = (path.clone(), line);
            if !homes.contains(&home) && !read.contains(&(list, line, raw)) {
                blame(home);
            }
        }
    }
    wrong
}

/// Returns whether a problem was hidden by one that is fixed: it is in a record of which nothing could be read.
fn is_revealed(problem: &Problem, fixed: &[Problem], after: &Texts) -> bool {
    let lines = after.get(&problem.path).map(Vec::as_slice).unwrap_or_default();
    let hidden = |cause: &Problem| match cause.fix {
        Some(Fix::Item | Fix::Tabs) => problem.line >= cause.line,
        // What is wrong with a value shows under the right key.
        Some(Fix::Key(_)) => {
            let value = problem.line == cause.line && problem.column > cause.column;
            value && problem.code.0.starts_with("bad-") && is_readable(problem)
        }
        // On its own line it may be the fix that is wrong, and a field that is missing may be in the text on it.
        Some(Fix::Line(..)) => problem.line != cause.line && problem.code.0 != "missing-key",
        _ => false,
    };
    let readable = !matches!(problem.code.0, "unreadable" | "syntax" | "duplicate-key" | "duplicate-id");
    readable
        && fixed.iter().any(|cause| {
            cause.path == problem.path && hidden(cause) && home(cause, lines) == home(problem, lines)
        })
}

/// Returns whether a value is one of the field in another notation, so that it belongs to the field.
fn is_readable(problem: &Problem) -> bool {
    problem.hint.as_ref().is_some_and(|hint| hint.starts_with("write "))
}

/// Returns how every record without a mistake reads.
fn records(bytes: &[u8]) -> Vec<(List, u32, Option<Box<Raw>>)> {
    let items = read::read(0, bytes, Deferral::NEVER).items.into_iter().filter(|item| !item.broken);
    items.map(|item| (item.list, item.line, item.raw)).collect()
}

/// Returns the record that a problem is in; the line of the problem where records are not items of lists.
fn home(problem: &Problem, bytes: &[u8]) -> Home {
    let lines = pieces(bytes).into_iter().map(|(line, _)| line);
    let line = lines.take_while(|line| *line <= problem.line).last().unwrap_or(problem.line);
    (problem.path.clone(), line)
}

/// Returns the items of lists at the margin, or the lines of JSON, each with its first line and its bytes.
fn pieces(bytes: &[u8]) -> Vec<(u32, Range<usize>)> {
    let Ok(body) = bytes::without_mark(bytes) else { return Vec::new() };
    let first = bytes.len() - body.len();
    if let Some(lines) = split::json::lines(bytes, first) {
        return lines.into_iter().map(|line| (line.line, line.bytes)).collect();
    }
    let documents = split::documents(bytes, first).unwrap_or_default();
    let cut = documents.iter().filter_map(|document| split::pieces(bytes, document, Cut::Lenient));
    cut.flatten().map(|piece| (piece.line, piece.bytes)).collect()
}

/// Makes fixes. Returns the text, and the problems whose place was found.
fn changed<'p>(bytes: &[u8], problems: &[&'p Problem]) -> (Vec<u8>, Vec<&'p Problem>) {
    let pieces = pieces(bytes);
    let mut changes: Vec<(Range<usize>, String, &Problem)> = problems
        .iter()
        .filter_map(|problem| {
            let (range, text) = change(bytes, &pieces, problem)?;
            Some((range, text, *problem))
        })
        .collect();
    changes.sort_by_key(|(range, ..)| (range.start, range.end));
    let (mut out, mut at, mut made) = (Vec::with_capacity(bytes.len() + 64), 0, Vec::new());
    for (range, text, problem) in changes {
        // Of two changes of one place, the first is made in this round.
        let Some(kept) = bytes.get(at..range.start) else { continue };
        out.extend_from_slice(kept);
        out.extend_from_slice(text.as_bytes());
        at = range.end;
        made.push(problem);
    }
    out.extend_from_slice(bytes.get(at..).unwrap_or_default());
    (out, made)
}

/// Returns the bytes that a fix replaces, and their new text.
fn change(bytes: &[u8], pieces: &[(u32, Range<usize>)], problem: &Problem) -> Option<(Range<usize>, String)> {
    let at = offset(bytes, Mark { line: problem.line, column: problem.column })?;
    if let Fix::Line(from, to, text) = problem.fix.as_ref()? {
        let from = offset(bytes, Mark { line: problem.line, column: *from })?;
        let to = offset(bytes, Mark { line: problem.line, column: *to })?;
        return Some((from..to, text.clone()));
    }
    let piece = pieces.iter().map(|(_, range)| range).find(|range| range.contains(&at));
    if problem.fix == Some(Fix::Tabs) {
        let range = piece?.clone();
        let text = tabs::replaced(std::str::from_utf8(bytes.get(range.clone())?).ok()?)?;
        return Some((range, text));
    }
    let (start, text) = match piece {
        Some(range) => (range.start, bytes.get(range.clone())?),
        None => (0, bytes),
    };
    let marked = if start == 0 { text.len() - bytes::without_mark(text).ok()?.len() } else { 0 };
    let text = std::str::from_utf8(text.get(marked..)?).ok()?;
    let roots = spans::read(text)?;
    let at = at.checked_sub(start + marked)?;
    if problem.fix == Some(Fix::Item) {
        let node = roots.iter().find_map(|root| item::mapping_at(root, at))?;
        let range = node.bytes.start + start + marked..node.bytes.end + start + marked;
        return Some((range, item::listed(text, node)?));
    }
    let found = roots.iter().find_map(|root| find(root, at, None))?;
    let (node, style, key) = found;
    let range = node.bytes.start + start + marked..node.bytes.end + start + marked;
    let old = bytes.get(range.clone())?;
    if old.contains(&b'\n') {
        return None;
    }
    let json = old.first() == Some(&b'"');
    let flow = style == Some(Style::Flow);
    let scalar = |text: &str| {
        if json {
            serde_json::Value::from(text).to_string()
        } else {
            emit::scalar(key.unwrap_or_default(), text, flow)
        }
    };
    Some(match problem.fix.as_ref()? {
        Fix::Key(text) | Fix::Value(text) => (range, scalar(text)),
        Fix::List if flow || json => (range, format!("[{}]", std::str::from_utf8(old).ok()?)),
        Fix::List => (range, format!("[{}]", emit::scalar(key.unwrap_or_default(), node.text()?, true))),
        Fix::Yaml(_) if json || (node.text().is_none() && !matches!(old.first(), Some(b'[' | b'{'))) => {
            return None;
        }
        Fix::Yaml(text) => (range, text.clone()),
        Fix::Line(..) | Fix::Item | Fix::Tabs => return None,
    })
}

/// Returns the value that begins at a byte, the style of the collection that holds it, and its key.
fn find<'s>(
    node: &'s Spanned,
    at: usize,
    inside: Option<(Style, Option<&'s str>)>,
) -> Option<(&'s Spanned, Option<Style>, Option<&'s str>)> {
    let inner = match &node.value {
        Part::Scalar(_) | Part::Alias => None,
        Part::Seq(items, style) => {
            let key = inside.and_then(|(_, key)| key);
            items.iter().find_map(|item| find(item, at, Some((outer(inside, *style), key))))
        }
        Part::Map(pairs, style) => pairs.iter().find_map(|(key, value)| {
            let style = outer(inside, *style);
            find(key, at, Some((style, None))).or_else(|| find(value, at, Some((style, key.text()))))
        }),
    };
    let here = || (node.bytes.start == at && !node.bytes.is_empty()).then_some(node);
    inner.or_else(|| Some((here()?, inside.map(|(style, _)| style), inside.and_then(|(_, key)| key))))
}

/// Returns the style inside a collection: inside brackets, everything is in brackets.
fn outer(inside: Option<(Style, Option<&str>)>, style: Style) -> Style {
    if inside.is_some_and(|(outer, _)| outer == Style::Flow) { Style::Flow } else { style }
}

/// Returns the byte of a place.
fn offset(bytes: &[u8], mark: Mark) -> Option<usize> {
    let nth = (mark.line as usize).checked_sub(1)?;
    let start = match nth.checked_sub(1) {
        None => bytes.len() - bytes::without_mark(bytes).ok()?.len(),
        Some(breaks) => memchr::memchr_iter(b'\n', bytes).nth(breaks)? + 1,
    };
    let line = bytes.get(start..)?;
    let line = line.split(|b| *b == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?;
    let mut places = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    Some(start + places.nth((mark.column as usize).checked_sub(1)?)?)
}

#[cfg(test)]
mod tests;
