//! Texts in the cells of a table, so that they come back as they were.

use std::borrow::Cow;

use super::is_plain;

/// Signs that stand for control characters: `␀` to `␡`.
const PICTURES: std::ops::RangeInclusive<char> = '\u{2400}'..='\u{2421}';

/// Returns a list as one text. A semicolon inside an item is `\;`, a backslash `\\`.
pub(crate) fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let escaped = |item: T| item.as_ref().replace('\\', "\\\\").replace(';', "\\;");
    items.into_iter().map(escaped).collect::<Vec<_>>().join("; ")
}

/// Splits a text at the semicolons that no backslash precedes. If `ours`, `\\` is a backslash; in tables of others it
/// stays as it is.
pub(crate) fn items(text: &str, ours: bool) -> Vec<String> {
    let (mut all, mut item) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(';')) => item.extend(chars.next()),
            ('\\', Some('\\')) if ours => item.extend(chars.next()),
            (';', _) => all.push(std::mem::take(&mut item)),
            (c, _) => item.push(c),
        }
    }
    all.push(item);
    all.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Returns whether a spreadsheet may take a cell for a formula. Apostrophes at its start do not count, so that one more
/// can be told from those of the text. Spreadsheets of East Asia read the wide signs, too.
pub(crate) fn acts(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['\t', '\r', '\n'])
        || bare.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Returns a cell without the apostrophe that keeps a spreadsheet from reading a formula.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| acts(rest)).unwrap_or(text)
}

/// Writes what looks like a sign for a hidden character so that it can be told from one: `<U+200B>` in the text itself
/// is `<U+003C>U+200B>`.
pub(crate) fn told(text: &str) -> Cow<'_, str> {
    if !text.contains("<U+") && !text.contains(|c| PICTURES.contains(&c)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("<U+", "<U+003C>U+");
    let named = |c: char| if PICTURES.contains(&c) { format!("<U+{:04X}>", c as u32) } else { c.to_string() };
    Cow::Owned(text.chars().map(named).collect())
}

/// Returns the text that [`told`] and the signs for hidden characters stand for.
pub(crate) fn revealed(text: &str) -> Cow<'_, str> {
    if !text.contains("<U+") && !text.contains(|c| PICTURES.contains(&c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if let Some((found, end)) = named(rest) {
            out.push(found);
            rest = end;
            continue;
        }
        let control = match c {
            '␡' => Some('\u{7f}'),
            c if PICTURES.contains(&c) => char::from_u32(c as u32 - 0x2400).filter(|c| c.is_control()),
            _ => None,
        };
        out.push(control.unwrap_or(c));
        rest = after;
    }
    Cow::Owned(out)
}

/// Reads `<U+200B>` at the start of a text: the character, and what follows.
fn named(text: &str) -> Option<(char, &str)> {
    let (digits, rest) = text.strip_prefix("<U+")?.split_once('>')?;
    let is_code = (4..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let c = char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| is_code)?)?;
    (c == '<' || PICTURES.contains(&c) || !is_plain(c)).then_some((c, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::visible;

    proptest! {
        #[test]
        fn a_cell_comes_back(text in "['=+ @\\-\t\n<>U0-9+a\u{1b}\u{200b}␛␡\u{7f};\\\\]{0,12}") {
            let told = told(&text).into_owned();
            let shown = visible(&told).into_owned();
            let cell = if acts(&shown) { format!("'{shown}") } else { shown };
            prop_assert_eq!(revealed(unguarded(&cell)), text);
        }

        #[test]
        fn a_list_comes_back(list in proptest::collection::vec("[a;\\\\ ]{0,6}", 0..4)) {
            let wanted: Vec<String> =
                list.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
            prop_assert_eq!(items(&super::list(&wanted), true), wanted);
        }
    }

    #[test]
    fn lists_of_others_keep_their_backslashes() {
        assert_eq!(items(r"C:\\x; a\;b", false), [r"C:\\x", "a;b"]);
    }
}
