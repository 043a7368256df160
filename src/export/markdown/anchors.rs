//! Where headings can be linked to: the slugs that GitHub makes of them.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::escape::plain;
use crate::event::{Event, EventIx};
use crate::export::words::status_lead;
use crate::text::fold;
use crate::timeline::Timeline;

/// The slugs of a document's headings, in the order of the document: each depends on those before it.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    slugs: HashMap<EventIx, String>,
    /// Of the headings before the chronology.
    before: Vec<String>,
    /// Of the first heading of the chronology.
    chronology: Option<String>,
    /// Of the conflicts and gaps.
    conflicts: String,
    slugger: Slugger,
}

/// The heading of the last section but one, which events point at.
pub(super) const CONFLICTS: &str = "Conflicts and gaps";

impl Anchors {
    /// The slugs of `shown` under their days, after the headings `before` them.
    pub(super) fn new(timeline: &Timeline, shown: &[EventIx], before: &[String]) -> Self {
        let mut slugger = Slugger::default();
        let before = before.iter().map(|heading| slugger.slug(&plain(heading))).collect();
        let mut slugs = HashMap::with_capacity(shown.len());
        let mut chronology = None;
        for group in timeline.groups(shown) {
            let day = slugger.slug(&group.heading.in_words());
            chronology.get_or_insert(day);
            for ix in shown.get(group.events).unwrap_or_default() {
                slugs.insert(*ix, slugger.slug(&plain(&heading(timeline.event(*ix)))));
            }
        }
        Self { slugs, before, chronology, conflicts: String::new(), slugger }
    }

    /// The slugs of the headings before the chronology, and of its first day.
    pub(super) fn begin(&self) -> impl Iterator<Item = &str> {
        self.before.iter().chain(&self.chronology).map(String::as_str)
    }

    /// The slug of the next heading after the chronology.
    pub(super) fn next(&mut self, heading: &str) -> String {
        self.slugger.slug(&plain(heading))
    }

    /// The same for the section that events point at.
    pub(super) fn next_conflicts(&mut self) -> &str {
        self.conflicts = self.next(CONFLICTS);
        &self.conflicts
    }

    /// The slug of that section.
    pub(super) fn conflicts(&self) -> &str {
        &self.conflicts
    }

    /// The slug of an event's heading; none outside the document.
    pub(super) fn of(&self, ix: EventIx) -> Option<&str> {
        self.slugs.get(&ix).map(String::as_str)
    }
}

/// An event's heading before it is escaped; what is not known to have happened says so first.
pub(super) fn heading(event: &Event) -> String {
    match status_lead(event.status) {
        Some(lead) if !says_so(&event.title, lead) => format!("{lead}: {}", event.title),
        _ => event.title.clone(),
    }
}

/// Whether a title leads with its status by itself: `Alleged call`, `Claim: …`.
fn says_so(title: &str, lead: &str) -> bool {
    let title = fold(title);
    let leads =
        |word: &str| title.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    leads(&fold(lead)) || (lead == "Alleged" && leads("claim"))
}

/// Makes slugs unique the way GitHub does: the second is `-1`.
#[derive(Debug, Default)]
struct Slugger {
    seen: HashMap<String, u32>,
}

impl Slugger {
    fn slug(&mut self, heading: &str) -> String {
        let base = github_slug(heading);
        let mut slug = base.clone();
        while self.seen.contains_key(&slug) {
            let n = self.seen.entry(base.clone()).or_insert(0);
            *n += 1;
            slug = format!("{base}-{n}");
        }
        self.seen.insert(slug.clone(), 0);
        slug
    }
}

/// Lower case, spaces as hyphens, and of the rest letters, marks, digits, `_` and `-`.
pub(super) fn github_slug(heading: &str) -> String {
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
