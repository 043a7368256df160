//! Makes hostile characters visible, so that text from a store cannot control the terminal.

use std::borrow::Cow;

/// Returns `text` with a visible sign for every control, escape, bidi and stray zero-width character.
///
/// Line feeds and tabs stay. ZWJ and ZWNJ stay if they join other characters (UAX #29, UAX #31).
#[must_use]
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    shown(text, true)
}

/// Does the same as [`visible`] for one line: line breaks and tabs become single spaces.
#[must_use]
pub(crate) fn visible_line(text: &str) -> Cow<'_, str> {
    shown(text, false)
}

fn shown(text: &str, multi_line: bool) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut previous = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' if multi_line => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('�')),
            '\u{7F}' => out.push('␡'),
            '\u{200C}' | '\u{200D}' if joins(previous, chars.peek().copied()) => out.push(c),
            c if c.is_control() || is_hidden(c) => {
                out.extend([format!("<U+{:04X}>", c as u32)]);
            }
            c => out.push(c),
        }
        previous = Some(c);
    }
    Cow::Owned(out)
}

/// Returns whether `c` shows as itself and cannot control the terminal. Line feeds, tabs and joiners are not plain.
#[must_use]
pub(crate) fn is_plain(c: char) -> bool {
    !c.is_control() && !is_hidden(c)
}

/// Returns whether a joiner between these characters has an effect: it joins emoji (UAX #29 GB11) and letters of
/// scripts that join or stack (UAX #31 2.3). Between others it only makes two different names look the same.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_joined) && after.is_some_and(is_joined)
}

fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{0600}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{A840}'..='\u{A8FF}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}' | '\u{203C}'..='\u{3299}' | '\u{FE0F}' | '\u{10A00}'..='\u{11FFF}'
        | '\u{1E900}'..='\u{1E95F}' | '\u{1F000}'..='\u{1FAFF}')
        && !is_hidden(c)
}

/// Returns whether `c` has no shape of its own and no joiner rule allows it: soft hyphens, bidi controls, fillers,
/// tags.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E007F}')
}

/// Returns the first `most` characters of a text, followed by `…` if the text is longer.
#[must_use]
pub(crate) fn excerpt(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_acts_on_a_terminal(text in any::<String>()) {
            let acts = |c: char| c.is_control() && c != '\n' && c != '\t';
            let bidi = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            prop_assert!(!visible(&text).chars().any(|c| acts(c) || bidi(c)), "{:?}", text);
            prop_assert!(!visible_line(&text).chars().any(|c| c.is_control() || bidi(c)), "{:?}", text);
        }

        #[test]
        fn what_is_visible_stays_as_it_is(text in any::<String>()) {
            let once = visible(&text).into_owned();
            prop_assert_eq!(visible(&once).into_owned(), once, "showing twice changes nothing");
        }
    }

    #[test]
    fn joiners_stay_where_they_join() {
        assert_eq!(visible("می\u{200C}خواهم"), "می\u{200C}خواهم", "a Persian non-joiner stays");
        assert_eq!(visible("❤\u{FE0F}\u{200D}🔥"), "❤\u{FE0F}\u{200D}🔥", "an emoji sequence stays");
        assert_eq!(visible("Кре\u{200D}мль"), "Кре<U+200D>мль", "inside a Cyrillic name it only hides");
    }

    #[test]
    fn escapes_cannot_act() {
        assert_eq!(visible("a\u{1b}[31mred"), "a␛[31mred", "an escape becomes its picture");
        assert_eq!(visible("x\u{202E}y"), "x<U+202E>y", "bidi overrides are named");
        assert_eq!(visible("a\u{9b}2J"), "a<U+009B>2J", "C1 controls are named");
        assert_eq!(visible_line("a\nb"), "a b", "a line stays one line");
        assert_eq!(visible("👩\u{200D}🚀"), "👩\u{200D}🚀", "a joiner inside an emoji stays");
        assert_eq!(visible("a\u{200D}b"), "a<U+200D>b", "a stray joiner is named");
    }
}
