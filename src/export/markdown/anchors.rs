//! Anchors of headings: the slugs that GitHub makes from them.

use std::fmt::Write as _;

use foldhash::{HashMap, HashSet};
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

use super::escape::plain;
use crate::describe::nature::title;
use crate::event::{Event, EventIx};

/// The slugs of a document's headings, in document order, because each slug depends on the ones before it.
///
/// For an event only the number that distinguishes it from equal headings is stored.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    numbers: Vec<u32>,
    /// The slugs of the headings before the chronology.
    before: Vec<String>,
    /// The slug of the first heading in the chronology.
    chronology: Option<String>,
    slugger: Slugger,
}

/// The heading of the section before the sources.
pub(super) const CONFLICTS: &str = "Conflicts and gaps";

impl Anchors {
    /// Makes the slugs of the headings `before` the chronology, for a store with `events` events.
    pub(super) fn new(events: usize, before: &[String]) -> Self {
        let mut slugger = Slugger::default();
        let before = before.iter().map(|heading| slugger.slug(&plain(heading))).collect();
        Self { numbers: vec![0; events], before, chronology: None, slugger }
    }

    /// Adds the heading of a day.
    pub(super) fn day(&mut self, heading: &str) {
        let slug = self.slugger.slug(heading);
        self.chronology.get_or_insert(slug);
    }

    /// Adds the heading of an event. `slug` is the result of [`slug_of`].
    pub(super) fn event(&mut self, ix: EventIx, slug: &str) {
        self.numbers[ix.index()] = self.slugger.number(slug);
    }

    /// Returns the slugs of the headings before the chronology and of its first day.
    pub(super) fn begin(&self) -> impl Iterator<Item = &str> {
        self.before.iter().chain(&self.chronology).map(String::as_str)
    }

    /// Adds a heading after the chronology and returns its slug.
    pub(super) fn next(&mut self, heading: &str) -> String {
        self.slugger.slug(&plain(heading))
    }

    /// Frees the memory that is only needed while headings are added.
    pub(super) fn close(&mut self) {
        self.slugger = Slugger::default();
    }

    /// Returns the slug of an event's heading. The document must contain the event.
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

/// Returns the slug of an event's heading, before it is numbered.
pub(super) fn slug_of(event: &Event) -> String {
    github_slug(&plain(&title(event)))
}

/// Makes slugs unique the way GitHub does: the second one gets `-1`.
///
/// It stores 64 bits of each slug. A collision is less likely than a memory fault.
#[derive(Debug, Default)]
pub(in crate::export) struct Slugger {
    seen: HashSet<u64>,
    /// The last number given to each slug that was repeated.
    repeated: HashMap<u64, u32>,
}

impl Slugger {
    /// Returns the slug of a heading.
    pub(in crate::export) fn slug(&mut self, heading: &str) -> String {
        let slug = github_slug(heading);
        match self.number(&slug) {
            0 => slug,
            number => format!("{slug}-{number}"),
        }
    }

    /// Returns the number that makes `slug` unique, or 0 if it already is.
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

/// Converts to lower case, turns spaces into hyphens and keeps only letters, combining marks, digits, `_` and `-`.
pub(super) fn github_slug(heading: &str) -> String {
    if heading.is_ascii() {
        let letters = heading.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        return letters.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
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

/// Returns roughly whether `c` is a decimal digit of any script. That excludes superscripts, fractions and enclosed numbers.
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
