//! Did you mean: the candidate nearest to what was typed.

use crate::text::fold;

/// The candidate nearest to `text`, if one is near enough to be meant.
///
/// Compared folded, by Damerau-Levenshtein distance; near is a third of the length, rounded.
pub(crate) fn nearest<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Long texts are no slips of a key, and would cost the square of their length.
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    let typed = fold(text);
    let length = typed.chars().count();
    let limit = (length + 1) / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
        if folded.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&typed, &folded);
        if distance <= limit && best.is_none_or(|(d, name)| (distance, candidate) < (d, name)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The hint for `text`: the nearest candidate, else all of them where they are few.
pub(crate) fn did_you_mean(text: &str, candidates: &[&str]) -> Option<String> {
    match nearest(text, candidates.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if candidates.len() <= 16 => Some(format!("one of {}", candidates.join(", "))),
        None => None,
    }
}
