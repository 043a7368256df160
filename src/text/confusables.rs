//! Characters that mislead the eye: those without a shape, and letters of another script that look alike (UTS #39).

/// Returns the name of a character that looks like a space or like nothing, but is not a space; else `None`.
pub(crate) fn invisible_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' => "a no-break space",
        '\u{202F}' => "a narrow no-break space",
        '\u{2007}' => "a figure space",
        '\u{3000}' => "an ideographic space",
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' => "a typographic space",
        '\u{200B}' => "a zero width space",
        '\u{200C}' => "a zero width non-joiner",
        '\u{200D}' => "a zero width joiner",
        '\u{2060}' => "a word joiner",
        '\u{FEFF}' => "a byte order mark",
        '\u{AD}' => "a soft hyphen",
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a direction mark"
        }
        '\u{2028}' | '\u{2029}' | '\u{85}' => "a line separator",
        _ => return None,
    })
}

/// Returns the name of such a character with its code: `a no-break space (U+00A0)`.
pub(crate) fn coded_invisible_name(c: char) -> Option<String> {
    invisible_name(c).map(|name| format!("{name} (U+{:04X})", c as u32))
}

/// A script that has letters in the shape of another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
}

impl Script {
    fn of(c: char) -> Option<Self> {
        match c {
            'a'..='z' | 'A'..='Z' => Some(Self::Latin),
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' if c.is_alphabetic() => Some(Self::Latin),
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' if c.is_alphabetic() => Some(Self::Greek),
            '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}'
                if c.is_alphabetic() =>
            {
                Some(Self::Cyrillic)
            }
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
        }
    }
}

/// Returns what is wrong with a word that mixes two scripts: `the Cyrillic letter К among Latin ones`. Returns `None`
/// if no word of `text` mixes them.
///
/// The message names a letter of the script that has fewer letters in the word.
pub(crate) fn mixed_scripts(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let letters: Vec<(char, Script)> = word.chars().filter_map(|c| Some((c, Script::of(c)?))).collect();
        let (_, first) = *letters.first()?;
        if letters.iter().all(|(_, script)| *script == first) {
            return None;
        }
        let count = |script| letters.iter().filter(|(_, other)| *other == script).count();
        let (c, rarer) = letters.iter().copied().min_by_key(|(_, script)| count(*script))?;
        let other =
            letters.iter().map(|(_, script)| *script).filter(|s| *s != rarer).max_by_key(|s| count(*s))?;
        Some(format!("the {} letter {c} (U+{:04X}) among {} ones", rarer.name(), c as u32, other.name()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_two_scripts_in_one_word_are_reported() {
        assert_eq!(
            mixed_scripts("Кremlin").as_deref(),
            Some("the Cyrillic letter К (U+041A) among Latin ones")
        );
        assert_eq!(
            mixed_scripts("Мосkва").as_deref(),
            Some("the Latin letter k (U+006B) among Cyrillic ones")
        );
        for one in
            ["Kremlin", "Кремль Kremlin", "Z-патриоты", "Łódź", "Т-72", "東京Tokyo", "С-400M", "Дніпро", "µm"]
        {
            assert_eq!(mixed_scripts(one), None, "{one}");
        }
    }
}
