//! Completion: fields, then values with their counts.

mod values;

use std::ops::Range;

use super::Context;
use super::field::Field;
use super::quote;
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
    /// Number of events that it would match in the whole store, if known.
    pub count: Option<u32>,
}

/// The candidates at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Range of bytes to replace.
    pub(crate) span: Range<usize>,
    pub(crate) candidates: Vec<Candidate>,
}

/// Returns the candidates at byte `cursor` of `text`.
#[must_use]
pub fn complete(text: &str, cursor: usize, timeline: &Timeline, context: Context<'_>) -> Completion {
    let cursor = (0..=cursor.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let typed = text.get(..cursor).unwrap_or_default();
    let (start, candidates) = match at_cursor(typed) {
        Slot::Nothing => (cursor, Vec::new()),
        Slot::Field { start } => (start, fields(typed.get(start..).unwrap_or_default(), timeline)),
        Slot::Value { field, start, exact } => {
            let part = typed.get(start..).unwrap_or_default();
            let part = if exact { part.strip_prefix('=').unwrap_or(part) } else { part };
            let part = unquoted(part);
            let (skip, mut found) = values::candidates(field, &part, timeline, context);
            if exact {
                for candidate in &mut found {
                    candidate.insert.insert(0, '=');
                }
            }
            (start + skip, found)
        }
    };
    let mut candidates = candidates;
    candidates.truncate(MOST);
    Completion { span: start..cursor, candidates }
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

/// Returns what is being typed at the end of `typed`.
fn at_cursor(typed: &str) -> Slot {
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
    match field {
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
    }
}

/// Returns a partly typed value without its quotes.
fn unquoted(part: &str) -> String {
    part.strip_prefix(quote::opens).map_or_else(
        || part.to_owned(),
        |inner| inner.strip_suffix(quote::opens).unwrap_or(inner).replace("\\\"", "\"").replace("\\\\", "\\"),
    )
}

/// Returns fields that begin with `typed`, then actors and venues whose names do.
fn fields(typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let lower = typed.to_lowercase();
    let names = Field::all().map(|field| (field.name(), field.matches()));
    let names = names.chain([("no", "the opposite of `has:`"), ("figure", "figure terms of one row")]);
    let starting = names.filter(|(name, _)| name.starts_with(&lower));
    let mut found: Vec<Candidate> = starting
        .map(|(name, matches)| Candidate {
            insert: format!("{name}{}", if name == "figure" { ":(" } else { ":" }),
            label: format!("{name}: {matches}"),
            count: None,
        })
        .collect();
    if fold(typed).chars().count() >= 2 {
        for field in [Field::Actor, Field::Venue] {
            let named = values::named(field, typed, timeline).into_iter().take(NAMED);
            found.extend(named.map(|c| Candidate { insert: format!("{field}:{}", c.insert), ..c }));
        }
    }
    found
}

/// Ranks how well `name` matches `typed`, both folded: at its beginning, at a word's beginning, or anywhere.
fn fit(typed: &str, name: &str) -> Option<u8> {
    let starts_word = || name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(typed));
    if name.starts_with(typed) {
        Some(0)
    } else if starts_word() || (typed.contains(' ') && name.contains(typed)) {
        Some(1)
    } else {
        (typed.chars().count() >= 3 && name.contains(typed)).then_some(2)
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
            assert_eq!(at_cursor(typed), slot, "what `{typed}` is about to be");
        }
    }
}
