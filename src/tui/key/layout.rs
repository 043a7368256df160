//! Cyrillic layouts: a desk on Ukraine types in Russian and Ukrainian and expects the same keys.

const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбю";
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const SHIFTED_LATIN: &str = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";

/// The Latin key at the place of a letter of the Russian or Ukrainian layout.
#[must_use]
pub fn latin(letter: char) -> Option<char> {
    let (lower, shifted) = match letter.to_lowercase().next() {
        Some(lower) => (lower, lower != letter),
        None => (letter, false),
    };
    let key = match lower {
        'і' => 'ы',
        'ї' => 'ъ',
        'є' => 'э',
        other => other,
    };
    let at = RUSSIAN.chars().position(|c| c == key)?;
    if shifted { SHIFTED_LATIN.chars().nth(at) } else { LATIN.chars().nth(at) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_places() {
        assert_eq!(RUSSIAN.chars().count(), LATIN.chars().count(), "one key each");
        assert_eq!(RUSSIAN.chars().count(), SHIFTED_LATIN.chars().count(), "one shifted key each");
        assert_eq!(latin('х'), Some('['), "brackets stand on letters");
        assert_eq!(latin('Ж'), Some(':'), "shift counts");
        assert_eq!(latin('ї'), Some(']'), "Ukrainian has its own");
        assert_eq!(latin('j'), None, "Latin letters are themselves");
    }
}
