//! The signs that the program itself draws, and what replaces each in ASCII.
//!
//! One table holds them all. Code writes the sign itself and passes it through [`sign`] or [`drawn`]; text of the store
//! never passes through either, so it stays as it is. The choice is made once for the process, before anything is drawn.
//! [`in_full`] and [`in_ascii`] override it for one call on the current thread: for documents, which go to other
//! readers and other machines, and for tests.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

/// Every sign with its ASCII form.
const TABLE: [(char, &str); 60] = [
    // Kinds and marks.
    ('●', "o"),
    ('○', "O"),
    ('◊', "&"),
    ('»', ">"),
    ('▲', "^"),
    ('■', "#"),
    ('≠', "!="),
    ('≤', "<="),
    ('≥', ">="),
    ('×', "x"),
    ('√', "sqrt"),
    ('±', "+-"),
    ('›', ">"),
    ('‹', "<"),
    // Punctuation.
    ('…', "..."),
    ('–', "-"),
    ('—', "--"),
    ('−', "-"),
    ('·', "-"),
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('\u{a0}', " "),
    // Arrows.
    ('↑', "^"),
    ('↓', "v"),
    ('←', "<-"),
    ('→', "->"),
    // Rules and frames.
    ('─', "-"),
    ('│', "|"),
    ('┆', "!"),
    ('┃', "#"),
    ('═', "="),
    ('┬', "+"),
    ('┴', "+"),
    ('┼', "+"),
    ('├', "|"),
    ('┤', "|"),
    ('┌', "+"),
    ('┐', "+"),
    ('└', "+"),
    ('┘', "+"),
    ('╭', "+"),
    ('╮', "+"),
    ('╰', "+"),
    ('╯', "+"),
    // Bars.
    ('▁', "."),
    ('▂', ":"),
    ('▃', "-"),
    ('▄', "="),
    ('▅', "+"),
    ('▆', "*"),
    ('▇', "%"),
    ('█', "#"),
    ('▌', "|"),
    ('▐', "|"),
    ('░', "."),
    ('▒', ":"),
    ('▓', "%"),
    ('▀', "'"),
];

/// Whether the process draws with ASCII alone.
static ASCII: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// The choice for the current call on this thread, which overrides that of the process.
    static OVERRIDE: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Decides for the whole process whether everything is drawn with ASCII alone.
pub fn draw_in_ascii(ascii: bool) {
    ASCII.store(ascii, Ordering::Relaxed);
}

/// Returns whether this thread draws with ASCII alone.
#[must_use]
pub fn is_ascii() -> bool {
    OVERRIDE.get().unwrap_or_else(|| ASCII.load(Ordering::Relaxed))
}

/// Runs `make` with every sign as it is, whatever the process draws with.
pub fn in_full<T>(make: impl FnOnce() -> T) -> T {
    overridden(false, make)
}

/// Runs `make` with ASCII alone, whatever the process draws with.
pub fn in_ascii<T>(make: impl FnOnce() -> T) -> T {
    overridden(true, make)
}

fn overridden<T>(ascii: bool, make: impl FnOnce() -> T) -> T {
    /// Restores the choice that was in force, also if `make` panics.
    struct Restore(Option<bool>);
    impl Drop for Restore {
        fn drop(&mut self) {
            OVERRIDE.set(self.0);
        }
    }
    let _restore = Restore(OVERRIDE.replace(Some(ascii)));
    make()
}

/// Returns one sign as it is drawn.
#[must_use]
pub(crate) fn sign(sign: &'static str) -> &'static str {
    if !is_ascii() {
        return sign;
    }
    let mut chars = sign.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => in_table(c).unwrap_or(sign),
        _ => sign,
    }
}

/// Returns text that the program alone wrote as it is drawn. Text with words of the store in it must not come here.
#[must_use]
pub(crate) fn drawn(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match in_table(c) {
            Some(ascii) => out.push_str(ascii),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Does the same as [`drawn`] for a page of text, whose columns stay where they are: a longer sign takes the cells of the
/// spaces behind it.
#[must_use]
pub(crate) fn drawn_page(page: &str) -> Cow<'_, str> {
    if page.is_ascii() || !is_ascii() {
        return Cow::Borrowed(page);
    }
    let mut out = String::with_capacity(page.len());
    let mut longer: usize = 0;
    let mut chars = page.chars().peekable();
    while let Some(c) = chars.next() {
        match in_table(c) {
            Some(ascii) => {
                out.push_str(ascii);
                longer += ascii.len().saturating_sub(1);
            }
            None if c == ' ' && longer > 0 && chars.peek() == Some(&' ') => longer -= 1,
            None => {
                out.push(c);
                longer = if c == '\n' { 0 } else { longer };
            }
        }
    }
    Cow::Owned(out)
}

/// Does the same as [`drawn`] for text that is already owned.
#[must_use]
pub(crate) fn drawn_owned(text: String) -> String {
    match drawn(&text) {
        Cow::Owned(ascii) => ascii,
        Cow::Borrowed(_) => text,
    }
}

/// Returns a line that is broken already, with plain spaces for no-break ones in ASCII. Those of the store are spaces too.
#[must_use]
pub(crate) fn spaced(line: String) -> String {
    if is_ascii() && line.contains('\u{a0}') { line.replace('\u{a0}', " ") } else { line }
}

/// Returns the sign of a cut, which is always one cell wide.
#[must_use]
pub(crate) fn cut_sign() -> &'static str {
    if is_ascii() { "~" } else { "…" }
}

/// Returns the keys that go up and down in a list, as hints name them.
#[must_use]
pub(crate) fn up_and_down() -> &'static str {
    if is_ascii() { "Up Down" } else { "↑↓" }
}

/// Returns the keys that go to both sides, as hints name them.
#[must_use]
pub(crate) fn left_and_right() -> &'static str {
    if is_ascii() { "Left Right" } else { "← →" }
}

/// Returns the sign for an end that is open or stands elsewhere, short enough for a column of times.
#[must_use]
pub(crate) fn open_end() -> &'static str {
    if is_ascii() { ".." } else { "…" }
}

fn in_table(c: char) -> Option<&'static str> {
    TABLE.iter().find(|(sign, _)| *sign == c).map(|(_, ascii)| *ascii)
}

#[cfg(test)]
pub(crate) mod fonts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_have_an_ascii_form_and_words_stay() {
        assert_eq!(drawn("≤11:28 – ×2"), "≤11:28 – ×2", "nothing changes by itself");
        assert_eq!(in_ascii(|| drawn("≤11:28 – ×2").into_owned()), "<=11:28 - x2");
        assert_eq!(in_ascii(|| (sign("●"), sign("*"), cut_sign())), ("o", "*", "~"));
        assert_eq!(in_ascii(|| in_full(|| sign("●"))), "●", "a document keeps its signs");
    }

    #[test]
    fn the_columns_of_a_page_stay_where_they_are() {
        let page = "  ≠   differs\n  √      bars\n  * ≤ x  mark\n";
        assert_eq!(
            in_ascii(|| drawn_page(page).into_owned()),
            "  !=  differs\n  sqrt   bars\n  * <= x mark\n"
        );
    }

    #[test]
    fn every_sign_is_in_the_table_once_and_its_form_is_ascii() {
        for (at, (sign, ascii)) in TABLE.iter().enumerate() {
            assert!(ascii.is_ascii(), "{sign}");
            assert!(!TABLE.iter().skip(at + 1).any(|(other, _)| other == sign), "{sign} twice");
        }
    }
}
