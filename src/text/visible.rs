//! Making hostile characters visible, so that text from a store cannot act on a terminal.

use std::borrow::Cow;

/// `text` with every control, escape, bidi and stray zero-width character shown as a visible sign.
///
/// Line feeds and tabs stay. ZWJ and ZWNJ stay where they join other characters (UAX #29, UAX #31).
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, true)
}

/// As [`visible`], for one line: line breaks and tabs become single spaces.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
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
                out.push_str(&format!("<U+{:04X}>", c as u32));
            }
            c => out.push(c),
        }
        previous = Some(c);
    }
    Cow::Owned(out)
}

/// Whether `c` shows as itself and cannot act on a terminal; line feeds, tabs and joiners are not plain.
#[must_use]
pub fn is_plain(c: char) -> bool {
    !c.is_control() && !is_hidden(c)
}

/// A joiner joins where a character that is not ASCII stands on both sides of it.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let joinable = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !is_hidden(c) && !c.is_whitespace());
    joinable(before) && joinable(after)
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

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
