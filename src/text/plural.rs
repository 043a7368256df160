//! Counts in words: a comma between thousands, and the noun in the singular or plural.

/// Returns a count with its noun: `1 event`, `1,300 events`, `2 entries`.
#[must_use]
pub fn counted(n: usize, noun: &str) -> String {
    let many = match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ["ch", "sh", "s", "x"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    };
    counted_as(n, noun, &many)
}

/// Returns a count with a noun whose plural is not regular: `1 call or video talk`, `2 calls or video talks`.
#[must_use]
pub fn counted_as(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n as u64), agreeing(n, one, many))
}

/// Returns the form of a verb or pronoun that agrees with a count: `is` for one, `are` for none or several.
#[must_use]
pub fn agreeing<T>(n: usize, one: T, many: T) -> T {
    if n == 1 { one } else { many }
}

/// Returns a number with a comma between its thousands: `1,300`.
#[must_use]
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_agrees_with_its_noun() {
        assert_eq!(counted(0, "event"), "0 events", "none is many");
        assert_eq!(counted(1, "event"), "1 event", "one is one");
        assert_eq!(counted(1_234_567, "event"), "1,234,567 events", "thousands stand apart");
        assert_eq!(counted(2, "entry"), "2 entries", "a consonant before the y");
        assert_eq!(counted(2, "day"), "2 days", "a vowel before the y");
        assert_eq!(
            (agreeing(1, "cites", "cite"), agreeing(0, "cites", "cite")),
            ("cites", "cite"),
            "so does a verb"
        );
        assert_eq!(counted_as(2, "call or talk", "calls or talks"), "2 calls or talks", "as it is given");
    }
}
