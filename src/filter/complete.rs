//! Completion: fields, then values with their counts under the rest of the filter.

mod ids;
mod values;

use std::cmp::Reverse;
use std::ops::Range;

use super::around::Rest;
use super::bare::named_by_word;
use super::field::Field;
use super::quote;
use super::{Context, Filter};
use crate::text::fold;
use crate::timeline::Timeline;

/// Maximum number of candidates offered.
const MOST: usize = 50;
/// Maximum number of actors and venues that a bare word offers in addition to fields.
const NAMED: usize = 8;

/// A text that may be inserted at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The text to insert.
    pub insert: String,
    /// The text to show: `Yury Ushakov · ushakov`.
    pub(crate) label: String,
    /// Number of events that have it under the rest of the filter, if known.
    pub count: Option<u32>,
    /// Whether the filter would leave nothing with it.
    pub(crate) leaves_nothing: bool,
}

impl Candidate {
    /// Returns a candidate that is not counted.
    pub(crate) fn plain(insert: impl Into<String>, label: &str) -> Self {
        Self { insert: insert.into(), label: label.to_owned(), count: None, leaves_nothing: false }
    }
}

/// A bare word at the cursor that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BareWord {
    pub(crate) word: String,
    /// The term to write instead: `actor:kremlin`.
    pub(crate) term: String,
    /// Number of events that the term has under the rest of the filter, if known.
    pub(crate) count: Option<u32>,
}

/// The candidates at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Range of bytes to replace.
    pub(crate) span: Range<usize>,
    pub(crate) candidates: Vec<Candidate>,
    /// The word at the cursor if it has no field but names an actor, a venue or a tag.
    pub(crate) bare: Option<BareWord>,
}

impl Completion {
    /// Returns whether nothing is typed yet at the cursor, neither a field nor the beginning of a word.
    #[must_use]
    pub(crate) fn is_idle(&self, text: &str) -> bool {
        let before = text.get(..self.span.start).unwrap_or_default();
        self.span.is_empty()
            && before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '-'))
    }
}

/// What candidates are counted under.
struct Scope<'a> {
    timeline: &'a Timeline,
    context: Context<'a>,
    rest: Rest,
}

/// Stands for the word at the cursor while the rest of the filter is read.
const HERE: &str = "text:\u{e000}";

/// Returns the candidates at byte `cursor` of `text`.
#[must_use]
pub fn complete(text: &str, cursor: usize, timeline: &Timeline, context: Context<'_>) -> Completion {
    let cursor = (0..=cursor.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let typed = text.get(..cursor).unwrap_or_default();
    let (slot, word) = at_cursor(typed);
    let (around, required) = rest_around(text, word..cursor, timeline, context).unzip();
    let binds = match slot {
        Slot::Value { field, .. } => around.as_ref().is_none_or(|rest| rest.binds(field)),
        _ => around.is_none(),
    };
    let rest = around.filter(|_| !binds);
    let rest = rest.map_or(Rest::Unknown, |rest| Rest::of(&rest, timeline, context));
    let ends = text.get(cursor..).is_none_or(|rest| rest.chars().next().is_none_or(ends_word));
    let excludes = typed.get(..word).is_some_and(|before| before.ends_with('-'));
    let scope = Scope { timeline, context, rest };
    let (start, mut candidates, bare) = match slot {
        Slot::Nothing => (cursor, Vec::new(), None),
        Slot::Field { start } => {
            let word = typed.get(start..).unwrap_or_default();
            let bare = if ends && required == Some(true) { bare_word(word, &scope) } else { None };
            (start, fields(word, bare.as_ref(), &scope), bare)
        }
        Slot::Value { field, start, exact } => {
            let part = typed.get(start..).unwrap_or_default();
            let part = if exact { part.strip_prefix('=').unwrap_or(part) } else { part };
            let part = unquoted(part);
            let (skip, mut found) = values::candidates(field, &part, &scope);
            if exact {
                for candidate in &mut found {
                    candidate.insert.insert(0, '=');
                }
            }
            (start + skip, found, None)
        }
    };
    if !excludes {
        for candidate in &mut candidates {
            candidate.leaves_nothing = candidate.count == Some(0);
        }
        candidates.sort_by_key(|c| c.leaves_nothing);
    }
    candidates.truncate(MOST);
    Completion { span: start..cursor, candidates, bare }
}

/// Returns the terms that hold beside the word at the cursor, which need not be finished, and whether the word is in no
/// group and not excluded; `None` if the rest is not valid.
fn rest_around(
    text: &str,
    word: Range<usize>,
    timeline: &Timeline,
    context: Context<'_>,
) -> Option<(Filter, bool)> {
    let after = text.get(word.end..)?;
    let end = word.end + after.find(ends_word).unwrap_or(after.len());
    let marked = format!("{}{HERE}{}", text.get(..word.start)?, text.get(end..)?);
    let filter = Filter::parse(&marked).ok()?;
    let (filter, at) = match filter.completed(timeline, context, word.start) {
        Some(done) => (done.filter, done.cursor),
        None => (filter, word.start),
    };
    Some((filter.around(at)?, filter.requires(at)))
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || c == ')'
}

/// Returns what the word at the cursor names.
fn bare_word(word: &str, scope: &Scope<'_>) -> Option<BareWord> {
    let named = named_by_word(word, scope.timeline)?;
    let filter = named.filter();
    let found = filter.bind(scope.timeline, scope.context).ok()?.run(scope.timeline);
    let count = scope.rest.count_set(found);
    Some(BareWord { word: word.to_owned(), term: filter.to_string(), count })
}

/// The kind of text that is being typed.
#[derive(Debug, PartialEq, Eq)]
enum Slot {
    /// Text inside a phrase or a regular expression, which has no candidates.
    Nothing,
    /// A bare word or the name of a field.
    Field { start: usize },
    /// One value of a field.
    Value { field: Field, start: usize, exact: bool },
}

/// Returns what is being typed at the end of `typed`, and where its term begins.
fn at_cursor(typed: &str) -> (Slot, usize) {
    let (mut word, mut piece, mut field, mut quote) = (0, 0, None, None);
    let mut escaped = false;
    for (at, c) in typed.char_indices() {
        let after = at + c.len_utf8();
        if let Some(open) = quote {
            quote = (escaped || !quote::closes(open, c)).then_some(open);
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            c if quote::opens(c) => quote = Some(c),
            c if c.is_whitespace() || matches!(c, '(' | ')') => (word, piece, field) = (after, after, None),
            '-' if at == word => (word, piece) = (after, after),
            ',' => piece = after,
            ':' if field.is_none() => {
                field = Some(typed.get(word..at).unwrap_or_default());
                piece = after;
            }
            _ => {}
        }
    }
    let rest = typed.get(piece..).unwrap_or_default();
    let slot = match field {
        None if quote.is_some() || piece != word => Slot::Nothing,
        None => Slot::Field { start: word },
        Some(name) => {
            let field = if name.eq_ignore_ascii_case("no") { Ok(Field::Has) } else { name.parse() };
            match field {
                Ok(field) if field.takes_text() => Slot::Nothing,
                Ok(field) => {
                    Slot::Value { field, start: piece, exact: field.descends() && rest.starts_with('=') }
                }
                Err(_) => Slot::Nothing,
            }
        }
    };
    (slot, word)
}

/// Returns a partly typed value without its quotes.
fn unquoted(part: &str) -> String {
    part.strip_prefix(quote::opens).map_or_else(
        || part.to_owned(),
        |inner| inner.strip_suffix(quote::opens).unwrap_or(inner).replace("\\\"", "\"").replace("\\\\", "\\"),
    )
}

/// Returns fields that begin with `typed`, then what the word names, then actors and venues whose names match.
fn fields(typed: &str, bare: Option<&BareWord>, scope: &Scope<'_>) -> Vec<Candidate> {
    let lower = typed.to_lowercase();
    let names = Field::all().map(|field| (field.name(), field.matches()));
    let names = names.chain([("no", "the opposite of `has:`"), ("figure", "figure terms of one row")]);
    let starting = names.filter(|(name, _)| name.starts_with(&lower));
    let mut found: Vec<Candidate> = starting
        .map(|(name, matches)| {
            let insert = format!("{name}{}", if name == "figure" { ":(" } else { ":" });
            Candidate { insert, label: format!("{name}: {matches}"), count: None, leaves_nothing: false }
        })
        .collect();
    if fold(typed).chars().count() >= 2 {
        let mut named: Vec<Candidate> = Vec::new();
        for field in [Field::Actor, Field::Venue, Field::Tag] {
            let values = if field == Field::Tag {
                values::tags(typed, scope)
            } else {
                values::named(field, typed, scope)
            };
            let values = values.into_iter().take(NAMED);
            named.extend(values.map(|c| Candidate {
                insert: format!("{field}:{}", c.insert),
                label: format!("{field}: {}", c.label),
                ..c
            }));
        }
        named.sort_by_key(|c| bare.is_none_or(|bare| bare.term != c.insert));
        found.extend(named);
    }
    found
}

/// Sorts better matches first, then the more frequent, then by name.
fn ranked(mut found: Vec<(u8, Candidate)>) -> Vec<Candidate> {
    found.sort_by(|(a, x), (b, y)| (a, Reverse(x.count), &x.label).cmp(&(b, Reverse(y.count), &y.label)));
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Ranks how well `name` matches `typed`, both folded: at its beginning, at a word's beginning, or anywhere.
fn fit(typed: &str, name: &str) -> Option<u8> {
    let starts_word = || name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed));
    if name.starts_with(typed) {
        Some(0)
    } else if starts_word() || (typed.contains(' ') && name.contains(typed)) {
        Some(1)
    } else {
        (typed.len() >= 3 && typed.chars().nth(2).is_some() && name.contains(typed)).then_some(2)
    }
}

/// Returns the position in a value of `about:` from which the stance is typed, and the stance so far.
fn after_claim(typed: &str) -> Option<(usize, &str)> {
    let slash = typed.rfind('/')?;
    Some((slash + 1, typed.get(slash + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_knows_what_it_types() {
        let value = |field, start| Slot::Value { field, start, exact: false };
        let cases = [
            ("", Slot::Field { start: 0 }),
            ("act", Slot::Field { start: 0 }),
            ("kind:strike -act", Slot::Field { start: 13 }),
            ("actor:", value(Field::Actor, 6)),
            ("actor:a,Кре", value(Field::Actor, 8)),
            ("-(actor:\"Yury U", value(Field::Actor, 8)),
            ("actor:\"a,b\",c", value(Field::Actor, 12)),
            ("no:ar", value(Field::Has, 3)),
            ("actor:=kre", Slot::Value { field: Field::Actor, start: 6, exact: true }),
            ("\"three-way ta", Slot::Nothing),
            ("title:foo", Slot::Nothing),
            ("12:3", Slot::Nothing),
        ];
        for (typed, slot) in cases {
            assert_eq!(at_cursor(typed).0, slot, "what `{typed}` is about to be");
        }
    }
}
