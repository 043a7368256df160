//! Folding: one form for all the ways that people type a name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds `text` for comparison: NFKD, marks dropped, full case folding, `ł ø đ ı` as `l o d i`,
/// and all apostrophes, dashes and spaces alike (runs of spaces become one, ends trimmed).
///
/// Idempotent: folding a folded text changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        // Every character folds by itself, because combining marks are dropped. Most characters need no tables.
        match c {
            '`' => push(&mut out, &mut space, '\''),
            '\0'..='\x7F' => push(&mut out, &mut space, c.to_ascii_lowercase()),
            'й' | 'Й' => push(&mut out, &mut space, 'и'),
            'а'..='я' => push(&mut out, &mut space, c),
            // U+00B4 decomposes to a space and a mark, so it must be recognised as an apostrophe before that.
            '´' => push(&mut out, &mut space, '\''),
            c => by_tables(c, &mut out, &mut space),
        }
    }
    out
}

fn by_tables(c: char, out: &mut String, space: &mut bool) {
    for c in std::iter::once(c).nfkd() {
        if is_combining_mark(c) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        {
            continue;
        }
        for c in c.to_lowercase().nfkd() {
            if is_combining_mark(c) {
                continue;
            }
            let c = match c {
                'ł' => 'l',
                'ø' => 'o',
                'đ' => 'd',
                'ı' => 'i',
                'ς' => 'σ',
                'ß' => {
                    push(out, space, 's');
                    's'
                }
                '\'' | '`' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '‘' | '’' | '‛' | '′' | '＇' => '\'',
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
                c => c,
            };
            push(out, space, c);
        }
    }
}

fn push(out: &mut String, space: &mut bool, c: char) {
    if c.is_whitespace() {
        *space = !out.is_empty();
    } else {
        if std::mem::take(space) {
            out.push(' ');
        }
        out.push(c);
    }
}

/// Turns a title into the form of an id: folded, with Latin letters and digits, and one `-` for anything else.
///
/// The result has at most 48 characters, cut at a word. It is empty if `text` has no Latin letter and no digit.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for word in fold(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if out.len() + word.len() + 1 > 48 {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_form_for_all_spellings() {
        assert_eq!(fold("Зеленський"), fold("ЗЕЛЕНСЬКИЙ"), "case folds over Cyrillic");
        assert_eq!(fold("Łódź  Ørsted"), "lodz orsted", "marks and strokes drop, spaces join");
        assert_eq!(fold("Straße"), fold("STRASSE"), "full case folding");
        assert_eq!(fold("Prince’s–Court"), "prince's-court", "apostrophes and dashes alike");
        assert_eq!(fold("a\u{00A0}b"), "a b", "a no-break space is a space");
    }

    #[test]
    fn an_acute_accent_is_an_apostrophe() {
        assert_eq!(fold("O´Brien"), "o'brien", "not a space");
        assert_eq!(fold("О`Браєн"), fold("О’Браєн"), "a grave accent likewise");
    }

    /// Folds with the tables alone, over the text as a whole.
    fn slowly(text: &str) -> String {
        let (mut out, mut space) = (String::new(), false);
        let apostrophes = text.replace('´', "'");
        apostrophes.nfkd().for_each(|c| by_tables(c, &mut out, &mut space));
        out
    }

    proptest! {
        #[test]
        fn quick_characters_fold_as_by_the_tables(
            text in "([ -~]|[а-яА-ЯёїйЙЇґ]|\\PC|[\u{300}-\u{340}´`’\t\n]|[가-힣]){0,12}",
        ) {
            prop_assert_eq!(fold(&text), slowly(&text), "by character or as a whole");
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone(), "a folded text is folded");
            prop_assert!(once.trim() == once && !once.contains("  "), "spaces are single and inside");
        }

        #[test]
        fn case_never_matters(text in "[A-Za-zА-Яа-яЇїЄєЁёŁłŻżÄäßςΣσ ]{0,12}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text), "upper case folds alike");
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text), "lower case folds alike");
        }

        #[test]
        fn slugs_hold_only_what_ids_may(text in "\\PC*") {
            let slug = slug(&text);
            prop_assert!(slug.len() <= 48, "short");
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", slug);
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{}", slug);
        }
    }

    #[test]
    fn slugs_are_ids() {
        assert_eq!(slug("Ushakov: no one discussed it"), "ushakov-no-one-discussed-it");
        assert_eq!(slug("Кремль"), "", "nothing Latin, nothing left");
    }
}
