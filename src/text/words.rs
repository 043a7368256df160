//! Splitting a command of the environment into words as a shell would, without being one.

/// Why a text is no list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadWords {
    /// A quote is not closed.
    #[error("the quote {0} is not closed")]
    Open(char),
    /// Nothing follows the last backslash.
    #[error("nothing follows the last backslash")]
    Backslash,
}

/// The words of `text`: split at spaces, `'…'` and `"…"` kept together, `\` taking the next character as it is
/// (POSIX shell, 2.2 Quoting). Nothing is expanded.
///
/// # Errors
/// A quote that is not closed, a backslash at the end.
pub fn split_words(text: &str) -> Result<Vec<String>, BadWords> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            '\\' => word.get_or_insert_default().push(chars.next().ok_or(BadWords::Backslash)?),
            '\'' | '"' => quoted(c, &mut chars, word.get_or_insert_default())?,
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

/// Returns `word` as a shell reads it back: in single quotes where it holds more than letters, digits and `_-./:`.
#[must_use]
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

fn quoted(quote: char, chars: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), BadWords> {
    loop {
        match chars.next().ok_or(BadWords::Open(quote))? {
            c if c == quote => return Ok(()),
            '\\' if quote == '"' => match chars.next().ok_or(BadWords::Open(quote))? {
                c @ ('"' | '\\' | '$' | '`') => word.push(c),
                c => word.extend(['\\', c]),
            },
            c => word.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_a_shell_s_quotes_is_read_back() {
        for word in ["actor:kremlin", "a b", "it's", "\"so\"", "$HOME", "`id`", "\\", "", "не так", "a\nb"]
        {
            assert_eq!(split_words(&shell_word(word)), Ok(vec![word.to_owned()]), "{word:?}");
        }
        assert_eq!(shell_word("actor:kremlin"), "actor:kremlin", "what needs none has none");
        assert_eq!(shell_word("it's"), r"'it'\''s'", "a quote ends, stands alone and begins anew");
    }
}
