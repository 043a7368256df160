//! Where headings can be linked to: the slugs that GitHub makes of them.

use std::fmt::Write as _;

use foldhash::{HashMap, HashSet};
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

use super::escape::plain;
use crate::describe::nature::title;
use crate::event::{Event, EventIx};

/// The slugs of a document's headings, in the order of the document: each depends on those before it.
///
/// Of an event's slug only the number is kept that tells it from others of the same heading.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    numbers: Vec<u32>,
    /// Of the headings before the chronology.
    before: Vec<String>,
    /// Of the first heading of the chronology.
    chronology: Option<String>,
    slugger: Slugger,
}

/// The heading of the last section but one.
pub(super) const CONFLICTS: &str = "Conflicts and gaps";

impl Anchors {
    /// The slugs of the headings `before` the chronology, for a store of so many events.
    pub(super) fn new(events: usize, before: &[String]) -> Self {
        let mut slugger = Slugger::default();
        let before = before.iter().map(|heading| slugger.slug(&plain(heading))).collect();
        Self { numbers: vec![0; events], before, chronology: None, slugger }
    }

    /// The next heading is that of a day.
    pub(super) fn day(&mut self, heading: &str) {
        let slug = self.slugger.slug(heading);
        self.chronology.get_or_insert(slug);
    }

    /// The next heading is that of an event; `slug` is what [`slug_of`] gave.
    pub(super) fn event(&mut self, ix: EventIx, slug: &str) {
        self.numbers[ix.index()] = self.slugger.number(slug);
    }

    /// The slugs of the headings before the chronology, and of its first day.
    pub(super) fn begin(&self) -> impl Iterator<Item = &str> {
        self.before.iter().chain(&self.chronology).map(String::as_str)
    }

    /// The slug of the next heading after the chronology.
    pub(super) fn next(&mut self, heading: &str) -> String {
        self.slugger.slug(&plain(heading))
    }

    /// No heading follows that is linked to.
    pub(super) fn close(&mut self) {
        self.slugger = Slugger::default();
    }

    /// The slug of the heading of an event that the document has.
    pub(super) fn of(&self, ix: EventIx, event: &Event) -> String {
        let mut slug = slug_of(event);
        match self.numbers[ix.index()] {
            0 => {}
            number => {
                let _ = write!(slug, "-{number}");
            }
        }
        slug
    }
}

/// The slug of an event's heading where no heading before it is like it.
pub(super) fn slug_of(event: &Event) -> String {
    github_slug(&plain(&title(event)))
}

/// Makes slugs unique the way GitHub does: the second is `-1`.
///
/// It keeps 64 bits of each slug: that two share them is less likely than a fault of the memory they are in.
#[derive(Debug, Default)]
struct Slugger {
    seen: HashSet<u64>,
    /// Of slugs that came again the last number given.
    repeated: HashMap<u64, u32>,
}

impl Slugger {
    fn slug(&mut self, heading: &str) -> String {
        let slug = github_slug(heading);
        match self.number(&slug) {
            0 => slug,
            number => format!("{slug}-{number}"),
        }
    }

    /// The number that makes `slug` unique; 0: it is.
    fn number(&mut self, slug: &str) -> u32 {
        let key = xxh3_64(slug.as_bytes());
        if self.seen.insert(key) {
            return 0;
        }
        let last = self.repeated.entry(key).or_insert(0);
        let mut numbered = String::with_capacity(slug.len() + 8);
        loop {
            *last += 1;
            numbered.clear();
            let _ = write!(numbered, "{slug}-{last}");
            if self.seen.insert(xxh3_64(numbered.as_bytes())) {
                return *last;
            }
        }
    }
}

/// Lower case, spaces as hyphens, and of the rest letters, marks, digits, `_` and `-`.
pub(super) fn github_slug(heading: &str) -> String {
    if heading.is_ascii() {
        let kept = heading.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        return kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
    }
    heading
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' | '\u{203F}' | '\u{2040}' => Some(c),
            c if c.is_alphabetic() || is_combining_mark(c) || is_digit(c) => Some(c),
            _ => None,
        })
        .collect()
}

/// A decimal digit of any script, roughly: not superscripts, fractions and enclosed numbers.
fn is_digit(c: char) -> bool {
    c.is_numeric()
        && !matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{218F}' | '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_github() {
        for (heading, slug) in [
            ("Ushakov: no one has “seriously” discussed it", "ushakov-no-one-has-seriously-discussed-it"),
            ("Saturday 20 December 2025", "saturday-20-december-2025"),
            ("a – b", "a--b"),
            ("Кремль: да", "кремль-да"),
            ("snake_case & C++", "snake_case--c"),
            ("H₂O m²", "ho-m"),
        ] {
            assert_eq!(github_slug(heading), slug, "the slug of {heading}");
        }
    }

    #[test]
    fn equal_headings_have_unequal_slugs() {
        let mut slugger = Slugger::default();
        let slugs: Vec<String> = ["a", "a", "a-1", "a"].iter().map(|h| slugger.slug(h)).collect();
        assert_eq!(slugs, ["a", "a-1", "a-1-1", "a-2"], "numbered from the second on, never twice the same");
    }
}
