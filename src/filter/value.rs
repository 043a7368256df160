//! Values: which ones a field can have in any store, and how each is written in normal form.

use super::compare::Compare;
use super::error::Complaint;
use super::field::{Field, Has, Is};
use super::lag::Lags;
use super::node::{HEDGED, Manner, Value};
use crate::event::{Credibility, Format, Handling, Kind, Reliability, Role, Stance, Status, Track, Word};
use crate::registry::OutletKind;
use crate::text::fold;
use crate::text::suggest::nearest;

/// Returns `value` in normal form, or an error if no store can make it right.
pub(super) fn checked(field: Field, mut value: Value) -> Result<Value, Complaint> {
    if value.manner == Manner::Regex {
        regex(&value.text)?;
        return Ok(value);
    }
    value.text = normal(field, value.text)?;
    Ok(value)
}

fn normal(field: Field, text: String) -> Result<String, Complaint> {
    match field {
        Field::Role => closed::<Role>(&text),
        Field::Kind => closed::<Kind>(&text),
        Field::Status => closed::<Status>(&text),
        Field::Format => closed::<Format>(&text),
        Field::Track => closed::<Track>(&text),
        Field::Stance => closed::<Stance>(&text),
        Field::Handling => closed::<Handling>(&text),
        Field::SourceKind => closed::<OutletKind>(&text),
        Field::Has => closed::<Has>(&text),
        Field::Is => closed::<Is>(&text),
        Field::Rel => letters(&text).map(|_| text.to_ascii_uppercase()),
        Field::Cred => digits(&text).map(|_| text),
        Field::Sources | Field::Roots | Field::Count | Field::Figure(_) => {
            Numbers::read(&text).map(|n| n.to_string())
        }
        Field::Lag => Lags::read(&text).map(|lags| lags.to_string()),
        Field::Thread | Field::Chain | Field::Term => Ok(fold(&text)),
        Field::Country => Ok(text.to_ascii_uppercase()),
        Field::About => position(&text),
        field if field.takes_text() && fold(&text).is_empty() => Err(Complaint::new("nothing to search for")),
        _ => Ok(text),
    }
}

/// Reads a word of a closed list, or a pattern over it.
fn closed<W: Word>(text: &str) -> Result<String, Complaint> {
    let lower = fold(text);
    if W::ALL.iter().any(|w| w.word() == lower) || lower.contains('*') {
        return Ok(lower);
    }
    let near = nearest(&lower, W::candidates());
    let complaint = Complaint::new(format!("unknown {} `{text}`", W::LIST));
    Err(if near.is_empty() {
        complaint.hint(format!("write one of {}", W::candidates().join(", ")))
    } else {
        complaint.near(near)
    })
}

/// Reads `claim`, `claim/stance`, `claim/stance/hedged`, `claim/hedged`.
fn position(text: &str) -> Result<String, Complaint> {
    let lower = fold(text);
    let mut parts = lower.split('/');
    let claim = parts.next().unwrap_or_default();
    if claim.is_empty() {
        return Err(Complaint::new("no claim before the `/`"));
    }
    let (mut stance, mut hedged) = (None, false);
    for part in parts {
        if part == HEDGED && !hedged {
            hedged = true;
        } else if stance.is_some() {
            return Err(Complaint::new(format!("more than one stance in `{text}`"))
                .hint("write claim/stance/hedged; for two positions write `about:` twice"));
        } else {
            stance = Some(of_position(part)?);
        }
    }
    let stance = stance.map_or_else(String::new, |s| format!("/{s}"));
    let hedged = if hedged { "/hedged" } else { "" };
    Ok(format!("{claim}{stance}{hedged}"))
}

fn of_position(text: &str) -> Result<&str, Complaint> {
    let positions = || Stance::ALL.iter().filter(|s| s.is_position()).map(|s| s.word());
    match text.parse::<Stance>() {
        Ok(stance) if !stance.is_position() => {
            Err(Complaint::new(format!("`{text}` is not a position on a claim"))
                .hint(format!("write one of {}", positions().collect::<Vec<_>>().join(", "))))
        }
        Ok(_) => Ok(text),
        Err(_) if text.contains('*') => Ok(text),
        Err(_) => {
            let complaint = Complaint::new(format!("unknown stance `{text}`"));
            let near = nearest(text, positions().chain([HEDGED]));
            Err(if near.is_empty() {
                complaint.hint(format!("write one of {}", positions().collect::<Vec<_>>().join(", ")))
            } else {
                complaint.near(near)
            })
        }
    }
}

/// Compiles a regular expression that ignores case and in which `^` and `$` match at lines.
pub(super) fn regex(pattern: &str) -> Result<regex::Regex, Complaint> {
    if pattern.is_empty() {
        return Err(Complaint::new("nothing to search for"));
    }
    let built = regex::RegexBuilder::new(pattern)
        .case_insensitive(true)
        .multi_line(true)
        .size_limit(1 << 20)
        .dfa_size_limit(1 << 20)
        .build();
    built.map_err(|error| {
        let message = error.to_string();
        let last = message.lines().last().unwrap_or("").trim_start_matches("error: ");
        match error {
            regex::Error::CompiledTooBig(_) => Complaint::new("the regular expression is too large"),
            _ => Complaint::new(format!("bad regular expression: {last}")),
        }
    })
}

/// A span of numbers, written as a comparison or a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    Compared(CompareTo),
    Between(u64, u64),
}

/// A comparison with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CompareTo(Compare, u64);

impl Numbers {
    pub(super) fn read(text: &str) -> Result<Self, Complaint> {
        let (compare, rest) = Compare::split(text);
        match (compare, rest.split_once("..")) {
            (_, None) => number(rest).map(|n| Self::Compared(CompareTo(compare, n))),
            (Compare::Is, Some(("", high))) => {
                number(high).map(|n| Self::Compared(CompareTo(Compare::AtMost, n)))
            }
            (Compare::Is, Some((low, ""))) => {
                number(low).map(|n| Self::Compared(CompareTo(Compare::AtLeast, n)))
            }
            (Compare::Is, Some((low, high))) => {
                let (low, high) = (number(low)?, number(high)?);
                if low > high {
                    return Err(Complaint::new(format!("`{text}` runs backwards"))
                        .hint(format!("write `{high}..{low}`")));
                }
                Ok(Self::Between(low, high))
            }
            (_, Some(_)) => Err(Complaint::new(format!("`{text}` is both a comparison and a range"))),
        }
    }

    /// Returns whether every number from `low` to `high` is in the span; if `high` is `None`, there is no
    /// upper bound.
    pub(super) fn hold(self, low: u64, high: Option<u64>) -> bool {
        match self {
            Self::Between(least, most) => low >= least && high.is_some_and(|h| h <= most),
            Self::Compared(CompareTo(compare, n)) => match compare {
                Compare::Is => low == n && high == Some(n),
                Compare::Over => low > n,
                Compare::AtLeast => low >= n,
                Compare::Under => high.is_some_and(|h| h < n),
                Compare::AtMost => high.is_some_and(|h| h <= n),
            },
        }
    }
}

impl std::fmt::Display for Numbers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Between(low, high) => write!(f, "{low}..{high}"),
            Self::Compared(CompareTo(compare, n)) => write!(f, "{}{n}", compare.sign()),
        }
    }
}

fn number(text: &str) -> Result<u64, Complaint> {
    let bad = || Complaint::new(format!("`{text}` is not a number"));
    if text.is_empty() {
        return Err(Complaint::new("no number here").hint("write 8, >=8, <8 or 5..9"));
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(bad().hint("write 8, >=8, <8 or 5..9"));
    }
    if text.len() > 1 && text.starts_with('0') {
        // In `1,300` the comma ends the first number and leaves `300`, or `000` of `1,000`.
        if text.len() == 3 {
            return Err(bad().hint("write numbers without a comma: a comma means *or*"));
        }
        let plain = text.trim_start_matches('0');
        let plain = if plain.is_empty() { "0" } else { plain };
        return Err(Complaint::new(format!("`{text}` begins with a zero")).hint(format!("write {plain}")));
    }
    text.parse().map_err(|_| Complaint::new(format!("`{text}` is too large")))
}

/// Returns the Admiralty letters that `text` means: `B`, or `>=B` for B and better.
pub(super) fn letters(text: &str) -> Result<Vec<Reliability>, Complaint> {
    let upper = text.to_ascii_uppercase();
    ranked(&upper, Reliability::rank, true)
}

/// Returns the Admiralty digits that `text` means: `2`, or `<=2` for 1 and 2.
pub(super) fn digits(text: &str) -> Result<Vec<Credibility>, Complaint> {
    ranked(text, Credibility::rank, false)
}

fn ranked<W: Word>(
    text: &str,
    rank: impl Fn(W) -> Option<u8>,
    better_is_more: bool,
) -> Result<Vec<W>, Complaint> {
    let (compare, word) = Compare::split(text);
    let Some(word) = W::ALL.iter().copied().find(|w| w.word() == word) else {
        return Err(Complaint::new(format!("unknown {} `{word}`", W::LIST))
            .hint(format!("write one of {}, with >= > <= < to compare", W::candidates().join(", "))));
    };
    if compare == Compare::Is {
        return Ok(vec![word]);
    }
    let Some(than) = rank(word) else {
        return Err(Complaint::new(format!(
            "`{}` cannot be judged, so nothing is better or worse",
            word.word()
        ))
        .hint(format!("write it without a comparison: `{}`", word.word())));
    };
    let holds = |mine: u8| {
        let order = if better_is_more { than.cmp(&mine) } else { mine.cmp(&than) };
        match compare {
            Compare::Is => order.is_eq(),
            Compare::Over => order.is_gt(),
            Compare::AtLeast => order.is_ge(),
            Compare::Under => order.is_lt(),
            Compare::AtMost => order.is_le(),
        }
    };
    Ok(W::ALL.iter().copied().filter(|w| rank(*w).is_some_and(holds)).collect())
}

/// A folded text to compare with, in which `*` stands for anything.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    parts: Vec<String>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        Self { parts: fold(text).split('*').map(str::to_owned).collect() }
    }

    /// Returns whether the pattern contains a `*`.
    pub(super) fn is_wild(&self) -> bool {
        self.parts.len() > 1
    }

    /// Returns whether all of `text` fits the pattern.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.matches_folded(&fold(text))
    }

    fn matches_folded(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.parts.as_slice() else {
            return self.parts.first().is_some_and(|only| only == text);
        };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
        for part in middle {
            let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
            rest = after;
        }
        rest.ends_with(last.as_str())
    }
}
