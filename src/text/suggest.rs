//! Suggestions for `did you mean`: the candidates nearest to an unknown name, by one measure for all messages.
//!
//! Texts are compared folded. The distance counts typing slips (optimal string alignment: a letter left out, added or
//! replaced, or two swapped). At most a third of the typed letters may be slips. A candidate that begins with the typed
//! text counts as one slip away. A match with one word of a candidate counts half a slip more than a match with the
//! whole. A candidate that only contains the text counts as three slips away.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{fold, visible_line};

/// Largest number of candidates that a message names.
const MOST: usize = 3;
/// Longest text that is compared, in bytes. Longer ones are not typing slips, and cost the square of their length.
const LONGEST: usize = 120;
/// Distance of a candidate that begins with the text, in half slips.
const PREFIX: usize = 2;
/// Distance of a candidate that contains the text, in half slips.
const CONTAINED: usize = 6;
/// Shortest text, in letters, for which candidates that contain it are suggested.
const SHORTEST_CONTAINED: usize = 4;

/// The number of candidates that may still be compared for the hints of one store: enough for every slip of a person,
/// and a limit to the cost of a store with a million wrong names.
#[derive(Debug)]
pub(crate) struct SearchBudget(usize);

pub(crate) const SEARCH_BUDGET: usize = 2_000_000;

impl Default for SearchBudget {
    fn default() -> Self {
        Self(SEARCH_BUDGET)
    }
}

impl SearchBudget {
    fn unlimited() -> Self {
        Self(usize::MAX)
    }
}

/// Returns the candidates nearest to `text`, all equally near, at most three in the order of the alphabet.
pub(crate) fn nearest<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    nearest_of(text, candidates.into_iter().map(|c| (c, c)))
}

/// Returns what the nearest names stand for, each once, at most three.
pub(crate) fn nearest_of<'c, T: Ord>(text: &str, names: impl IntoIterator<Item = (&'c str, T)>) -> Vec<T> {
    search(text, names, usize::MAX, &mut SearchBudget::unlimited())
}

/// Does the same as [`nearest`], but returns candidates at most `slips` away and stops when `budget` is used up.
pub(crate) fn nearest_within<'c>(
    text: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    slips: usize,
    budget: &mut SearchBudget,
) -> Vec<&'c str> {
    search(text, candidates.into_iter().map(|c| (c, c)), slips, budget)
}

/// Returns ids near to `text`: the nearest ones, else those that contain all its words, else those that begin alike.
pub(crate) fn nearest_ids<'c, I: Iterator<Item = &'c str>>(text: &str, ids: impl Fn() -> I) -> Vec<&'c str> {
    let near = nearest(text, ids());
    if !near.is_empty() {
        return near;
    }
    let wanted = fold(text);
    let words: Vec<&str> = wanted.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let with_all: BTreeSet<&str> = ids().filter(|id| words.iter().all(|word| id.contains(word))).collect();
    if !with_all.is_empty() {
        return with_all.into_iter().take(MOST).collect();
    }
    beginnings(&wanted, ids())
}

/// Returns the hint that names candidates: ``did you mean `a` or `b`?``. Returns `None` if there are none.
pub(crate) fn did_you_mean<S: AsRef<str>>(candidates: &[S]) -> Option<String> {
    let quoted: Vec<String> = candidates.iter().map(|c| format!("`{}`", visible_line(c.as_ref()))).collect();
    match quoted.as_slice() {
        [] => None,
        [one] => Some(format!("did you mean {one}?")),
        [most @ .., last] => Some(format!("did you mean {} or {last}?", most.join(", "))),
    }
}

/// Returns the hint for `text`: the nearest candidates, else all of them if they are few.
pub(crate) fn did_you_mean_one_of(text: &str, candidates: &[&str]) -> Option<String> {
    let all = || (candidates.len() <= 16).then(|| format!("write one of {}", candidates.join(", ")));
    did_you_mean(&nearest(text, candidates.iter().copied())).or_else(all)
}

fn search<'c, T: Ord>(
    text: &str,
    candidates: impl IntoIterator<Item = (&'c str, T)>,
    slips: usize,
    budget: &mut SearchBudget,
) -> Vec<T> {
    if text.is_empty() || text.len() > LONGEST {
        return Vec::new();
    }
    let typed = TypedText::new(text, slips);
    let mut least = usize::MAX;
    let mut near: BTreeSet<T> = BTreeSet::new();
    for (candidate, stands_for) in candidates {
        let Some(remaining) = budget.0.checked_sub(1) else { break };
        budget.0 = remaining;
        let Some(distance) = typed.distance_to(candidate).filter(|distance| *distance <= least) else {
            continue;
        };
        if distance < least {
            near.clear();
            least = distance;
        }
        near.insert(stands_for);
        if near.len() > MOST {
            near.pop_last();
        }
    }
    near.into_iter().collect()
}

/// The typed text, prepared for comparison.
struct TypedText {
    folded: String,
    length: usize,
    letters: u64,
    /// Largest number of slips to a candidate.
    limit: usize,
    /// Largest distance of any match, in half slips.
    most: usize,
}

impl TypedText {
    fn new(text: &str, slips: usize) -> Self {
        let folded = fold(text);
        let length = folded.chars().count();
        let limit = ((length + 1) / 3).min(slips);
        Self { length, letters: letters_of(&folded), limit, most: slips.saturating_mul(2), folded }
    }

    /// Returns the distance to a candidate in half slips, or `None` if nobody would mistake one for the other.
    fn distance_to(&self, candidate: &str) -> Option<usize> {
        // A candidate that is shorter by more than the limit is too far away. Folding only makes longer ones shorter.
        if self.length == 0 || candidate.len() > 4 * LONGEST || candidate.len() + self.limit < self.length {
            return None;
        }
        let plain = |b: u8| (b.is_ascii_graphic() && !b.is_ascii_uppercase() && b != b'`') || b == b' ';
        let folded =
            if candidate.bytes().all(plain) { Cow::Borrowed(candidate) } else { Cow::Owned(fold(candidate)) };
        let part = folded.split([' ', '/']).filter(|word| word.len() < folded.len());
        let by_word = part.filter_map(|word| self.distance_to_word(word)).min().map(|distance| distance + 1);
        let contained =
            (self.length >= SHORTEST_CONTAINED && folded.contains(&*self.folded)).then_some(CONTAINED);
        let distance = [self.distance_to_word(&folded), by_word, contained].into_iter().flatten().min()?;
        (distance <= self.most).then_some(distance)
    }

    fn distance_to_word(&self, candidate: &str) -> Option<usize> {
        if self.length >= 2 && candidate.len() > self.folded.len() && candidate.starts_with(&*self.folded) {
            return Some(PREFIX);
        }
        let length = candidate.chars().count();
        let too_far = length.abs_diff(self.length) > self.limit
            || least_slips(self.letters, letters_of(candidate)) > self.limit;
        if too_far {
            return None;
        }
        let slips = strsim::osa_distance(&self.folded, candidate);
        (slips <= self.limit).then_some(slips * 2)
    }
}

/// Returns the ids that share the longest beginning with `text`: none if they share fewer than four characters.
fn beginnings<'c>(text: &str, ids: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let mut longest = SHORTEST_CONTAINED;
    let mut near: BTreeSet<&str> = BTreeSet::new();
    for id in ids {
        let alike = id.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        if alike > longest {
            near.clear();
            longest = alike;
        }
        if alike == longest {
            near.insert(id);
            if near.len() > MOST {
                near.pop_last();
            }
        }
    }
    near.into_iter().collect()
}

/// Returns the letters of a text as a set of bits. Several letters may share a bit.
fn letters_of(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | 1 << (c as u32 % 64))
}

/// Returns the fewest slips possible between texts with these letters: a slip adds or removes at most one letter.
fn least_slips(a: u64, b: u64) -> usize {
    (a & !b).count_ones().max((b & !a).count_ones()) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [&str; 4] = ["meeting", "statement", "strike", "other"];

    #[test]
    fn the_nearest_is_offered() {
        assert_eq!(nearest("meetng", KINDS), ["meeting"], "a letter left out");
        assert_eq!(nearest("stirke", KINDS), ["strike"], "two letters swapped");
        assert_eq!(nearest("state", KINDS), ["statement"], "a beginning");
        assert_eq!(nearest("Kyiv", ["Europe/Kyiv", "Europe/Riga"]), ["Europe/Kyiv"], "a word of it");
        assert_eq!(nearest("Lavrov", ["Sergey Lavrov", "Yury Ushakov"]), ["Sergey Lavrov"], "a surname");
        assert!(nearest("zzz", KINDS).is_empty(), "nothing is near");
        assert!(nearest("", KINDS).is_empty(), "nothing was typed");
    }

    #[test]
    fn equally_near_ones_are_all_offered() {
        assert_eq!(nearest("s", ["a", "b"]), [""; 0], "one letter is no slip of another");
        assert_eq!(nearest("cat", ["bat", "rat", "hat", "oat"]), ["bat", "hat", "oat"], "three at most");
        let hint = did_you_mean(&nearest("cat", ["bat", "rat"]));
        assert_eq!(hint.as_deref(), Some("did you mean `bat` or `rat`?"), "joined as in a sentence");
    }

    #[test]
    fn budget_and_slips_limit_the_search() {
        let mut budget = SearchBudget(1);
        assert_eq!(nearest_within("cat", ["dog", "cats"], 9, &mut budget), [""; 0], "one look, then none");
        let mut budget = SearchBudget::default();
        assert_eq!(nearest_within("meetng", ["meating"], 1, &mut budget), [""; 0], "two slips are too many");
    }

    #[test]
    fn ids_are_offered_by_their_words_and_beginnings_too() {
        let ids =
            ["2025-12-20-talks", "2025-12-21-denial-of-talks", "2025-12-21-denial-of-a-plan", "2026-01-01"];
        let near = |text: &str| nearest_ids(text, || ids.into_iter());
        let both = ["2025-12-21-denial-of-a-plan", "2025-12-21-denial-of-talks"];
        assert_eq!(near("2025-12-21-denial-of-zzzzzzzzz"), both, "those with the longest beginning");
        assert_eq!(near("plan denial"), ["2025-12-21-denial-of-a-plan"], "the one with both words");
        assert!(near("1999-01-01-zzzzzzzzzzzz").is_empty(), "nothing begins so");
    }
}
