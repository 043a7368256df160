//! What was perhaps meant: the candidates nearest to a text that names nothing.

use strsim::damerau_levenshtein;

use crate::registry::Name;
use crate::text::fold;

/// How many candidates an error offers.
const MOST: usize = 3;

/// The candidates nearest to `text`, best first.
pub(super) fn words<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    let text = fold(text);
    let near = candidates.into_iter().filter_map(|c| Some((distance(&text, &fold(c))?, c.to_owned())));
    best(near.collect())
}

/// The ids of the entries of a registry whose id, name or alias is nearest to `text`, best first.
pub(super) fn entries<'i>(text: &str, names: &Name, id: impl Fn(u32) -> &'i str) -> Vec<String> {
    let text = fold(text);
    let near = names.all().filter_map(|(name, ix)| {
        let whole = distance(&text, name);
        let part = name.split(' ').filter_map(|word| distance(&text, word)).min().map(|d| d + 1);
        Some((whole.into_iter().chain(part).min()?, id(ix).to_owned()))
    });
    best(near.collect())
}

/// The candidates that begin as `text` does, the longer alike first; none where fewer than four characters are alike.
pub(super) fn beginnings<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    let alike = |c: &str| c.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
    let length = text.chars().count();
    let near = candidates.into_iter().map(|c| (length - alike(c), c)).filter(|(left, _)| length - left >= 4);
    best(near.map(|(left, c)| (left, c.to_owned())).collect())
}

fn best(mut near: Vec<(usize, String)>) -> Vec<String> {
    near.sort();
    let mut kept: Vec<String> = Vec::new();
    let closest = near.first().map_or(0, |(d, _)| *d);
    for (distance, candidate) in near {
        if kept.len() < MOST && distance <= closest && !kept.contains(&candidate) {
            kept.push(candidate);
        }
    }
    kept
}

/// How far apart two folded texts are; none where nobody would mistake one for the other.
fn distance(text: &str, candidate: &str) -> Option<usize> {
    let length = text.chars().count();
    if length == 0 || length > 64 {
        return None;
    }
    if length >= 2 && candidate.starts_with(text) {
        return Some(2);
    }
    if candidate.chars().count().abs_diff(length) > length / 3 + 1 {
        return (length >= 4 && candidate.contains(text)).then_some(6);
    }
    let apart = damerau_levenshtein(text, candidate);
    (length >= 3 && apart <= length / 3).then_some(apart * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_offered_first() {
        let kinds = ["meeting", "statement", "strike", "other"];
        assert_eq!(words("meetng", kinds), ["meeting"], "a letter left out");
        assert_eq!(words("stirke", kinds), ["strike"], "two letters swapped");
        assert_eq!(words("state", kinds), ["statement"], "a beginning");
        assert!(words("zzz", kinds).is_empty(), "nothing is near");
    }

    #[test]
    fn ids_are_offered_by_how_they_begin() {
        let ids =
            ["2025-12-20-talks", "2025-12-21-denial-of-talks", "2025-12-21-denial-of-a-plan", "2026-01-01"];
        let both = ["2025-12-21-denial-of-a-plan", "2025-12-21-denial-of-talks"];
        assert_eq!(beginnings("2025-12-21-denail", ids), both, "those with the longest beginning");
        assert!(beginnings("1999-01-01", ids).is_empty(), "nothing begins so");
    }
}
