//! Reading the name of a key, as the configuration writes it: `j`, `Down`, `Ctrl-d`, `Alt-Up`, `Space`, `F5`.

use crate::tui::key::{Code, Key};

/// The names of keys that are no character. The first of each is the one that the program writes.
const NAMES: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Return", Code::Enter),
    ("Esc", Code::Esc),
    ("Escape", Code::Esc),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Del", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
    ("PgUp", Code::PageUp),
    ("PageUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("PageDown", Code::PageDown),
    ("Home", Code::Home),
    ("End", Code::End),
];

/// Control characters that a terminal cannot tell from another key.
const SAME: [(char, &str); 4] = [('i', "Tab"), ('m', "Enter"), ('h', "Backspace"), ('[', "Esc")];

/// Reads a key.
///
/// # Errors
/// What is wrong, and what to write.
pub(super) fn key(text: &str) -> Result<Key, (String, String)> {
    let unknown = || {
        let hint = "write a character, or a name such as Down, Space, Ctrl-d, Alt-Up or F5".to_owned();
        (format!("no key `{}`", crate::text::excerpt(text, 40)), hint)
    };
    if let Some(key) = one(text) {
        return Ok(key);
    }
    let (mut rest, mut ctrl, mut alt) = (text, false, false);
    while let Some((modifier, after)) = rest.split_once(['-', '+']).filter(|(_, after)| !after.is_empty()) {
        match modifier.to_ascii_lowercase().as_str() {
            "ctrl" | "control" | "c" => ctrl = true,
            "alt" | "meta" | "m" => alt = true,
            _ => return Err(unknown()),
        }
        rest = after;
        if one(rest).is_some() {
            break;
        }
    }
    let Some(Key { code, .. }) = one(rest) else { return Err(unknown()) };
    match code {
        Code::Char(c) if ctrl => {
            let c = c.to_ascii_lowercase();
            if let Some((_, other)) = SAME.iter().find(|(same, _)| *same == c) {
                let message = format!("`{text}` is {other} to a terminal");
                return Err((message, format!("write {other}, or another key")));
            }
            Ok(Key { code: Code::Char(c), ctrl, alt })
        }
        code => Ok(Key { code, ctrl, alt }),
    }
}

/// Reads a key without modifiers.
fn one(text: &str) -> Option<Key> {
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && !NAMES.iter().any(|(name, _)| *name == text)
        && !c.is_control()
    {
        return Some(Key::char(c));
    }
    let number = text.strip_prefix(['F', 'f']).and_then(|number| number.parse::<u8>().ok());
    if let Some(number @ 1..=24) = number {
        return Some(Key::plain(Code::F(number)));
    }
    let named = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    named.map(|(_, code)| Key::plain(*code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::BINDINGS;

    #[test]
    fn every_key_of_the_table_is_read_as_it_is_written() {
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert_eq!(super::key(&key.to_string()), Ok(*key), "`{key}` is read as written");
        }
    }

    #[test]
    fn other_names_of_keys_are_known_and_others_are_told() {
        assert_eq!(key("ctrl+D"), Ok(Key::ctrl('d')));
        assert_eq!(key("C-d"), Ok(Key::ctrl('d')));
        assert_eq!(key("-"), Ok(Key::char('-')));
        assert_eq!(key("Alt--"), Ok(Key::alt(Code::Char('-'))));
        assert_eq!(key("pagedown"), Ok(Key::plain(Code::PageDown)));
        assert_eq!(key("f5"), Ok(Key::plain(Code::F(5))));
        for text in ["", "jj", "Hyper-x", "F99", "Ctrl-", "\u{7}"] {
            assert!(key(text).is_err(), "`{text}` is no key");
        }
        assert_eq!(
            key("Ctrl-i").map_err(|(message, _)| message),
            Err("`Ctrl-i` is Tab to a terminal".to_owned())
        );
    }
}
