//! Scalar values: from text as written to a value, or to a message that says what is wrong and what to write.

use chrono_tz::Tz;

use crate::event::date::Zone;
use crate::event::{Count, EventDate, Grade, Word};
use crate::registry::address::{self, DomainError};
use crate::store::schema::Shape;
use crate::text::excerpt;
use crate::text::suggest::{did_you_mean, did_you_mean_one_of, nearest};

/// A mistake in a scalar value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Wrong {
    code: &'static str,
    message: String,
    hint: Option<String>,
    /// What to write instead, where that is certain.
    fix: Option<String>,
}

impl Wrong {
    fn new(code: &'static str, message: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), fix: None }
    }

    /// Creates a mistake with the hint to write `meant` instead.
    fn meant(code: &'static str, message: impl Into<String>, meant: String) -> Self {
        let hint = format!("write {meant}");
        Self { fix: Some(meant), ..Self::new(code, message, hint) }
    }

    /// Returns what to write instead, where that is certain.
    pub(in crate::store) fn fix(&self) -> Option<String> {
        self.fix.clone()
    }

    pub(in crate::store) fn into_parts(self) -> (&'static str, String, Option<String>) {
        (self.code, self.message, self.hint)
    }
}

/// Checks a scalar against its shape.
pub(in crate::store) fn check(text: &str, shape: Shape) -> Result<(), Wrong> {
    match shape {
        Shape::Id => id(text).map(drop),
        Shape::Date => date(text, Zone::Named(Tz::UTC)).map(drop),
        Shape::Grade => grade(text).map(drop),
        Shape::Count => count(text).map(drop),
        Shape::Bool => truth(text).map(drop),
        Shape::Degrees(limit) => degrees(text, limit).map(drop),
        Shape::Country => country(text).map(drop),
        Shape::Domain => domain(text).map(drop),
        Shape::Zone => zone(text).map(drop),
        Shape::Wikidata => wikidata(text).map(drop),
        Shape::Sha256 => sha256(text).map(drop),
        Shape::Word(words) => {
            if (words.words)().contains(&text) {
                Ok(())
            } else {
                Err(unknown(words.list, text, &(words.words)()))
            }
        }
        _ => Ok(()),
    }
}

fn unknown(list: &str, text: &str, candidates: &[&str]) -> Wrong {
    let hint = did_you_mean_one_of(text, candidates);
    let fix = word_meant(text, candidates).map(str::to_owned);
    Wrong { fix, ..Wrong::new("unknown-word", format!("unknown {list} `{}`", short(text)), hint) }
}

/// Returns the word of a closed list that is certainly meant: its case or the sign between its words is wrong, or one
/// letter, as in American spelling, and no other word is as near.
pub(in crate::store) fn word_meant<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    /// The shortest word in which one letter does not make another word.
    const LONG: usize = 5;
    let alike = text.to_lowercase().replace(['_', ' '], "-");
    if let Some(word) = words.iter().find(|word| **word == alike) {
        return Some(word);
    }
    let mut near = words.iter().filter(|word| {
        word.len().min(alike.len()) >= LONG
            && word.len().abs_diff(alike.len()) < 2
            && strsim::osa_distance(word, &alike) == 1
    });
    near.next().copied().filter(|_| near.next().is_none())
}

/// Parses a word of a closed list.
pub(in crate::store) fn word<W: Word + std::str::FromStr>(text: &str) -> Result<W, Wrong> {
    text.parse().map_err(|_| unknown(W::LIST, text, &W::candidates()))
}

pub(in crate::store) fn id(text: &str) -> Result<&str, Wrong> {
    let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let rest = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    if first && text.bytes().all(rest) {
        return Ok(text);
    }
    let message = format!(
        "`{}` is not an id: use small letters, digits, `.`, `_` and `-`, and begin with a letter or a digit",
        short(text)
    );
    let slug = crate::text::slug(text);
    Err(Wrong::new("bad-id", message, (!slug.is_empty()).then(|| format!("write `{slug}`"))))
}

/// Parses a date, in `zone` unless it has an offset itself.
pub(in crate::store) fn date(text: &str, zone: Zone) -> Result<EventDate, Wrong> {
    EventDate::parse(text, zone).map_err(|error| Wrong {
        fix: EventDate::meant(text),
        ..Wrong::new("bad-date", error.message, error.hint)
    })
}

pub(in crate::store) fn grade(text: &str) -> Result<Grade, Wrong> {
    text.parse().map_err(|error: crate::event::BadGrade| match meant_grade(text) {
        Some(grade) => Wrong::meant("bad-grade", error.to_string(), grade.to_string()),
        None => Wrong::new("bad-grade", error.to_string(), None),
    })
}

/// Returns the intended grade for other notations: `2B`, `B-2`, `B/2`, or with a Cyrillic letter that looks alike.
fn meant_grade(text: &str) -> Option<Grade> {
    let latin = |c| match c {
        'А' | 'а' => 'A',
        'В' | 'в' => 'B',
        'С' | 'с' => 'C',
        'Е' | 'е' => 'E',
        c => c,
    };
    let signs = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '–' | '/' | '.' | ',' | '(' | ')');
    let plain: String = text.chars().filter(signs).map(latin).collect();
    let turned: String = plain.chars().rev().collect();
    plain.parse().or_else(|_| turned.parse()).ok()
}

pub(in crate::store) fn count(text: &str) -> Result<Count, Wrong> {
    text.parse().map_err(|error: crate::event::figure::BadCount| {
        let meant = crate::event::figure::foreign::rewritten(text);
        let hint = meant.map(|count| format!("write {count}"));
        Wrong::new("bad-count", error.to_string(), hint)
    })
}

pub(in crate::store) fn truth(text: &str) -> Result<bool, Wrong> {
    match text {
        "true" | "True" | "TRUE" => Ok(true),
        "false" | "False" | "FALSE" => Ok(false),
        _ => {
            let message = format!("`{}` is neither true nor false", short(text));
            Err(match text.to_ascii_lowercase().as_str() {
                "yes" | "y" | "on" => Wrong::meant("bad-value", message, "true".to_owned()),
                "no" | "n" | "off" => Wrong::meant("bad-value", message, "false".to_owned()),
                _ => Wrong::new("bad-value", message, None),
            })
        }
    }
}

/// Parses degrees of latitude or longitude, up to `limit` on either side of zero.
pub(in crate::store) fn degrees(text: &str, limit: u16) -> Result<f64, Wrong> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.'));
    match text.parse::<f64>() {
        Ok(degrees) if plain && degrees.abs() <= f64::from(limit) => Ok(degrees),
        Ok(_) if plain => {
            let hint = (limit == 90)
                .then(|| "check whether `lat` and `lon` are swapped: latitude comes first".to_owned());
            Err(Wrong::new("bad-value", format!("{text} is not between -{limit} and {limit} degrees"), hint))
        }
        _ => {
            let message = format!("`{}` is not a number of degrees", short(text));
            let point = text.contains(',').then(|| text.replacen(',', ".", 1));
            Err(if let Some(point) = point.filter(|point| degrees(point, limit).is_ok()) {
                Wrong::meant("bad-value", message, point)
            } else {
                let hint = "write it in decimal degrees, such as 55.7517".to_owned();
                Wrong::new("bad-value", message, hint)
            })
        }
    }
}

/// Checks that a country code has the form of ISO 3166-1 alpha-2.
pub(in crate::store) fn country(text: &str) -> Result<&str, Wrong> {
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(text);
    }
    let upper = text.to_ascii_uppercase();
    let message = format!("`{}` is not a country code", short(text));
    Err(if upper.len() == 2 && upper.bytes().all(|b| b.is_ascii_uppercase()) {
        Wrong::meant("bad-value", message, upper)
    } else {
        let hint = "write two capital letters (ISO 3166-1 alpha-2), such as UA".to_owned();
        Wrong::new("bad-value", message, hint)
    })
}

/// Checks the domain of an outlet. The domain of a platform, an archive or a domain registry is not malformed: later
/// checks question it.
pub(in crate::store) fn domain(text: &str) -> Result<&str, Wrong> {
    let Err(DomainError::Malformed(meant)) = address::domain(text) else { return Ok(text) };
    let hint = meant.map_or_else(
        || "write a host or domain, such as tass.ru, or an account, such as x.com/mfa_russia".to_owned(),
        |domain| format!("write {domain}"),
    );
    Err(Wrong::new("bad-domain", format!("`{}` is not a domain", short(text)), hint))
}

pub(in crate::store) fn zone(text: &str) -> Result<Tz, Wrong> {
    text.parse().map_err(|_| {
        let names: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
        let hint = did_you_mean(&nearest(text, names.iter().copied()));
        let hint = hint.unwrap_or_else(|| "write an IANA name, such as Europe/Kyiv".to_owned());
        Wrong::new("unknown-zone", format!("unknown time zone `{}`", short(text)), hint)
    })
}

pub(in crate::store) fn wikidata(text: &str) -> Result<&str, Wrong> {
    let digits = text.strip_prefix('Q').unwrap_or_default();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0') {
        return Ok(text);
    }
    let last = text.rsplit('/').next().unwrap_or_default();
    let message = format!("`{}` is not a Wikidata item", short(text));
    Err(if last != text && wikidata(last).is_ok() {
        Wrong::meant("bad-value", message, last.to_owned())
    } else {
        Wrong::new("bad-value", message, "write Q and a number, such as Q159".to_owned())
    })
}

pub(in crate::store) fn sha256(text: &str) -> Result<&str, Wrong> {
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(text)
    } else {
        Err(Wrong::new("bad-value", "not a SHA-256 checksum, which has 64 hexadecimal digits", None))
    }
}

/// Returns enough of a text to recognise it.
pub(in crate::store) fn short(text: &str) -> String {
    excerpt(text, 60).into_owned()
}
