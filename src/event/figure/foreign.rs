//! Counts in other notations, rewritten for hints. They are never accepted silently.

use super::Count;

/// The meaning that a word gives to the number after it.
#[derive(Clone, Copy)]
enum Sense {
    AtLeast,
    MoreThan,
    AtMost,
    FewerThan,
    About,
}

impl Sense {
    fn apply(self, n: u64) -> Option<Count> {
        match self {
            Self::AtLeast => Some(Count::AtLeast(n)),
            Self::MoreThan => n.checked_add(1).map(Count::AtLeast),
            Self::AtMost => Some(Count::AtMost(n)),
            Self::FewerThan => n.checked_sub(1).map(Count::AtMost),
            Self::About => Some(Count::About(n)),
        }
    }
}

/// Words and signs before a number, with their meaning.
const BEFORE: [(&str, Sense); 19] = [
    ("at least", Sense::AtLeast),
    ("no fewer than", Sense::AtLeast),
    ("not less than", Sense::AtLeast),
    (">=", Sense::AtLeast),
    ("≥", Sense::AtLeast),
    ("more than", Sense::MoreThan),
    ("over", Sense::MoreThan),
    (">", Sense::MoreThan),
    ("at most", Sense::AtMost),
    ("no more than", Sense::AtMost),
    ("up to", Sense::AtMost),
    ("<=", Sense::AtMost),
    ("≤", Sense::AtMost),
    ("fewer than", Sense::FewerThan),
    ("less than", Sense::FewerThan),
    ("<", Sense::FewerThan),
    ("about", Sense::About),
    ("approximately", Sense::About),
    ("around", Sense::About),
];

/// Short forms of *about*.
const ABOUT: [&str; 7] = ["approx.", "circa", "some", "ca.", "c.", "≈", "~"];

/// Returns the count that `text` states in another notation, or `None` if it is ambiguous or not a number.
pub(crate) fn rewritten(text: &str) -> Option<Count> {
    let dashes = |c| if matches!(c, '‐' | '‑' | '‒' | '–' | '—') { '-' } else { c };
    let text: String = text.trim().to_lowercase().chars().map(dashes).collect();
    if ["?", "n/a", "n.a.", "not known", "unclear", "tbc"].contains(&text.as_str()) {
        return Some(Count::Unknown);
    }
    if let Some(n) = number(&text) {
        return Some(Count::Exactly(n));
    }
    for (word, sense) in BEFORE.into_iter().chain(ABOUT.map(|word| (word, Sense::About))) {
        if let Some(n) = text.strip_prefix(word).and_then(number) {
            return sense.apply(n);
        }
    }
    for behind in ["+", " +", " or more", " and more"] {
        if let Some(n) = text.strip_suffix(behind).and_then(number) {
            return Some(Count::AtLeast(n));
        }
    }
    for between in ["..", "-", " to ", " or ", "/"] {
        let Some((low, high)) = text.split_once(between) else { continue };
        if let Some((low, high)) = number(low.trim_start_matches("between ")).zip(number(high)) {
            return (low < high).then_some(Count::Between(low, high));
        }
    }
    None
}

/// Reads a number as people write it: `1,300`, `1 300`, `236.0`, `2k`. Returns `None` if a separator could be a decimal
/// sign.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let (text, times) = match text.strip_suffix('k') {
        Some(text) => (text.trim_end(), 1000),
        None => (text, 1),
    };
    // Spreadsheets write a fraction of zero after whole numbers.
    let whole = text
        .split_once('.')
        .filter(|(_, rest)| !rest.is_empty() && rest.len() < 3 && rest.bytes().all(|b| b == b'0'));
    let text = whole.map_or(text, |(whole, _)| whole);
    let is_sign = |c: char| matches!(c, ',' | '_' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let groups: Vec<&str> = text.split(is_sign).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let by_thousands = matches!(groups.as_slice(), [first, rest @ ..] if first.len() <= 3 && rest.iter().all(|g| g.len() == 3));
    if !groups.iter().all(digits) || groups.len() > 1 && !by_thousands {
        return None;
    }
    groups.concat().parse::<u64>().ok()?.checked_mul(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_notations_mean_the_same_number() {
        for (text, count) in [
            ("470+", "470.."),
            ("7-9", "7..9"),
            ("7 – 9", "7..9"),
            ("between 7 and 9", ""),
            ("7 or 8", "7..8"),
            ("236.0", "236"),
            ("1,300", "1300"),
            ("1 300", "1300"),
            ("1'300'000", "1300000"),
            ("~ 40", "~40"),
            ("about 1,300", "~1300"),
            ("ca. 40", "~40"),
            ("over 100", "101.."),
            (">=100", "100.."),
            ("up to 12", "..12"),
            ("<5", "..4"),
            ("2k", "2000"),
            ("?", "unknown"),
            ("1,3", ""),
            ("1.300", ""),
            ("12,34", ""),
            ("dozens", ""),
            ("none", ""),
            ("9-7", ""),
            ("-3", ""),
            ("1e3", ""),
            ("99999999999999999999", ""),
        ] {
            let found = rewritten(text).map(|count| count.to_string()).unwrap_or_default();
            assert_eq!(found, count, "what `{text}` means");
        }
    }
}
