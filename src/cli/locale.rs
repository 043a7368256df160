//! The character set of the locale.

/// Returns whether the locale has no UTF-8. As in POSIX, the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty
/// decides. Where none is set nothing is known, and nearly every terminal has UTF-8.
pub(super) fn locale_without_utf8(var: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &&str| var(name).filter(|value| !value.is_empty());
    let Some(locale) = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set) else { return false };
    // `uk_UA.UTF-8@euro`: the codeset is between the dot and the at sign.
    let named = locale.split('@').next().unwrap_or_default();
    let codeset = named.split_once('.').map_or(named, |(_, codeset)| codeset);
    let letters: String = codeset.chars().filter(char::is_ascii_alphanumeric).collect();
    !letters.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascii(variables: &[(&str, &str)]) -> bool {
        locale_without_utf8(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_first_variable_that_is_not_empty_decides() {
        assert!(!ascii(&[]), "nothing is known");
        assert!(!ascii(&[("LANG", "uk_UA.UTF-8")]) && !ascii(&[("LANG", "C.utf8")]), "in any spelling");
        assert!(ascii(&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")]), "LC_ALL is first");
        assert!(!ascii(&[("LC_ALL", ""), ("LC_CTYPE", "UTF-8"), ("LANG", "C")]), "an empty one is not set");
        assert!(ascii(&[("LANG", "POSIX")]) && ascii(&[("LANG", "de_DE.ISO-8859-1")]), "no UTF-8");
        assert!(!ascii(&[("LANG", "de_DE.UTF-8@euro")]), "a modifier is no part of it");
        assert!(ascii(&[("LANG", "de_DE")]), "a locale without a codeset has the old one of its language");
    }
}
