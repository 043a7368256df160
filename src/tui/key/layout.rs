//! Cyrillic layouts: analysts who type in Russian or Ukrainian expect the same keys.

const RUSSIAN: &str = "ёйцукенгшщзхъфывапролджэячсмитьбю";
const LATIN: &str = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const SHIFTED_LATIN: &str = "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";

/// Returns the Latin key at the place of a character of the Russian or Ukrainian layout: its letters, and the full stop and the
/// comma, which are on the key of `/` and `?`.
#[must_use]
pub fn latin(typed: char) -> Option<char> {
    match typed {
        '.' => return Some('/'),
        ',' => return Some('?'),
        'ґ' => return Some('\\'),
        'Ґ' => return Some('|'),
        _ => {}
    }
    let (lower, shifted) = match typed.to_lowercase().next() {
        Some(lower) => (lower, lower != typed),
        None => (typed, false),
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
        assert_eq!(latin('Ґ'), Some('|'), "on the key of the backslash");
        assert_eq!((latin('.'), latin(',')), (Some('/'), Some('?')), "both are on one key");
        assert_eq!((latin('ю'), latin('б')), (Some('.'), Some(',')), "which is not the key of these");
        assert_eq!(latin('j'), None, "Latin letters are themselves");
    }
}
