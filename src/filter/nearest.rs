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
}
