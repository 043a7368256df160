//! The first letter of a text, for the start or the middle of a sentence.

/// Returns `text` with a capital at its start.
pub(crate) fn capitalized(text: &str) -> String {
    with_first(text, |first| first.to_uppercase().collect())
}

/// Returns `text` with a small letter at its start. The system's messages begin with a capital, ours do not.
pub(crate) fn uncapitalized(text: &str) -> String {
    with_first(text, |first| first.to_lowercase().collect())
}

fn with_first(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    // An empty text stays empty.
    letters.next().map(change).unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(capitalized("élysée and TASS"), "Élysée and TASS", "in any script");
        assert_eq!(uncapitalized("No such file"), "no such file", "and back");
        assert_eq!(
            (capitalized(""), uncapitalized("")),
            (String::new(), String::new()),
            "nothing stays nothing"
        );
    }
}
