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
