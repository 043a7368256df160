//! Did you mean: the candidate nearest to what was typed.

use std::borrow::Cow;

use crate::text::fold;

/// How many candidates are looked at for all the hints of one store: enough for every slip of a person, and an end
/// to what a store of a million wrong names would cost.
#[derive(Debug)]
pub(crate) struct Patience(usize);

impl Default for Patience {
    fn default() -> Self {
        Self(2_000_000)
    }
}

/// The candidate nearest to `text`, if one is near enough to be meant.
///
/// Compared folded, by edit distance with swaps; near is a third of the length, rounded.
pub(crate) fn nearest<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    nearest_within(text, candidates, usize::MAX, &mut Patience::default())
}

/// As [`nearest`], at most so many edits away, while there is patience.
pub(crate) fn nearest_within<'c>(
    text: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    edits: usize,
    patience: &mut Patience,
) -> Option<&'c str> {
    // Long texts are no slips of a key, and would cost the square of their length.
    if text.is_empty() || text.len() > 120 || patience.0 == 0 {
        return None;
    }
    let typed = fold(text);
    let length = typed.chars().count();
    let limit = ((length + 1) / 3).min(edits);
    let letters_typed = letters_of(&typed);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        patience.0 = patience.0.checked_sub(1)?;
        // Folding drops marks, which may be as many as the letters again.
        let letters = candidate.chars().count();
        if letters + limit < length || letters > 4 * (length + limit) {
            continue;
        }
        let plain = candidate.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase() && b != b'`');
        let folded = if plain { Cow::Borrowed(candidate) } else { Cow::Owned(fold(candidate)) };
        if folded.chars().count().abs_diff(length) > limit
            || at_least(letters_typed, letters_of(&folded)) > limit
        {
            continue;
        }
        let distance = strsim::osa_distance(&typed, &folded);
        if distance <= limit && best.is_none_or(|(d, name)| (distance, candidate) < (d, name)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Which letters a text has, as a set of bits: several letters may share one.
fn letters_of(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | 1 << (c as u32 % 64))
}

/// The least edit distance of texts with these letters: an edit brings in or takes out one letter at most.
fn at_least(a: u64, b: u64) -> usize {
    (a & !b).count_ones().max((b & !a).count_ones()) as usize
}

/// The hint for `text`: the nearest candidate, else all of them where they are few.
pub(crate) fn did_you_mean(text: &str, candidates: &[&str]) -> Option<String> {
    match nearest(text, candidates.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if candidates.len() <= 16 => Some(format!("one of {}", candidates.join(", "))),
        None => None,
    }
}
