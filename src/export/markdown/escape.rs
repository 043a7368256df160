//! Escapes text from the store as Markdown, so it shows as written and has no other effect.
//!
//! CommonMark 0.31 allows a backslash before any ASCII punctuation (§2.4). Only characters that could act are escaped.
//! GitHub's extended autolinks (GFM §6.9) and mentions are recognised even in escaped text, so words that
//! could become one are put in code spans. White space becomes single spaces, as every renderer shows it.

use std::borrow::Cow;

use crate::export::web::target;
use crate::text::{visible, visible_line};

/// Returns what a reader of the rendered document sees of `raw`: one line, with hidden characters made visible.
pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    if inert(raw) {
        return raw.into();
    }
    visible_line(raw).split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// Returns whether `raw` shows nothing.
pub(in crate::export) fn blank(raw: &str) -> bool {
    !raw.starts_with(|c: char| c.is_ascii_graphic()) && visible_line(raw).trim().is_empty()
}

/// Appends `raw` as one line inside a block: after our own words, in a heading or in a table cell.
pub(super) fn inline(out: &mut String, raw: &str) {
    if inert(raw) {
        out.push_str(raw);
    } else {
        words(out, &visible_line(raw), false);
    }
}

/// Escapes `raw` like [`escaped`], but for the start of a block, such as a list item or a paragraph.
pub(super) fn leading(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    lead(&mut out, raw, |out| words(out, &visible_line(raw), true));
    out
}

/// Appends `raw` unchanged if it needs no escaping even at the start of a block. Calls `otherwise` if it does.
fn lead(out: &mut String, raw: &str, otherwise: impl FnOnce(&mut String)) {
    if raw.starts_with(|c: char| c.is_alphabetic()) && inert(raw) {
        out.push_str(raw);
    } else {
        otherwise(out);
    }
}

/// Appends `raw` as a paragraph that keeps its line breaks. `prefix` goes before every line except the first.
pub(super) fn lines(out: &mut String, prefix: &str, raw: &str) {
    lead(out, raw, |out| {
        let shown = visible(raw);
        let mut first = true;
        for line in shown.lines().filter(|line| !line.trim().is_empty()) {
            if !std::mem::take(&mut first) {
                out.push_str("\\\n");
                out.push_str(prefix);
            }
            words(out, line, true);
        }
    });
}

/// Escapes `raw` like [`inline`].
pub(super) fn escaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 8);
    inline(&mut out, raw);
    out
}

/// Escapes `raw` and makes it strong. If nothing shows, returns an empty string, because `****` would be a rule.
pub(super) fn strong(raw: &str) -> String {
    let text = escaped(raw);
    if text.is_empty() { text } else { format!("**{text}**") }
}

/// Appends `raw` as a code span, which shows every character literally.
pub(super) fn code(out: &mut String, raw: &str) {
    let shown = plain(raw);
    if shown.is_empty() {
        return;
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    for part in [&fence, pad, &shown, pad, &fence] {
        out.push_str(part);
    }
}

/// Appends a URL: a link if it is http(s), otherwise plain text.
pub(super) fn url(out: &mut String, raw: &str) {
    match target(raw) {
        Some(target) => {
            out.push('<');
            out.push_str(&target);
            out.push('>');
        }
        None => inline(out, raw),
    }
}

/// Returns what a reader sees of a URL.
#[cfg(test)]
pub(super) fn plain_url(raw: &str) -> String {
    target(raw).unwrap_or_else(|| plain(raw)).into_owned()
}

/// How a byte of text affects whether the text can be shown unescaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A byte that never acts: ASCII letters and digits, Latin letters with diacritics, Cyrillic.
    Inert,
    /// A space, which must be single and between words.
    Space,
    /// A full stop, which must not follow `www`.
    Dot,
    /// A colon, which must be alone in its word and must not make an address.
    Colon,
    /// The first byte of a dash or a quotation mark.
    Mark,
    /// A byte that cannot be judged alone.
    Other,
}

const BYTES: [Byte; 256] = {
    let mut all = [Byte::Other; 256];
    let mut at = 0;
    while at < 256 {
        all[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Byte::Inert,
            b'"' | b'\'' | b'(' | b')' | b',' | b'-' | b'/' | b';' | b'!' | b'?' => Byte::Inert,
            // The first byte decides for two-byte characters: À to ɏ, and Ѐ to ҿ.
            0x80..=0xBF | 0xC3..=0xC8 | 0xD0..=0xD2 => Byte::Inert,
            b' ' => Byte::Space,
            b'.' => Byte::Dot,
            b':' => Byte::Colon,
            0xE2 => Byte::Mark,
            _ => Byte::Other,
        };
        at += 1;
    }
    all
};

/// Returns whether `text` needs no escaping after our own words. It looks only at bytes, which is enough for most text.
fn inert(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut before, mut colon) = (b' ', false);
    for (at, &byte) in bytes.iter().enumerate() {
        let stays = match BYTES[usize::from(byte)] {
            Byte::Inert => true,
            Byte::Space => {
                colon = false;
                before != b' '
            }
            Byte::Dot => !matches!(before, b'w' | b'W'),
            Byte::Colon => {
                let address = matches!(before, b'o' | b'O') || bytes.get(at + 1) == Some(&b'/');
                !address && !std::mem::replace(&mut colon, true)
            }
            // ‐ to …
            Byte::Mark => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xA6])),
            Byte::Other => false,
        };
        if !stays {
            return false;
        }
        before = byte;
    }
    before != b' '
}

fn words(out: &mut String, line: &str, mut start: bool) {
    let mut first = true;
    for word in line.split_whitespace() {
        if !std::mem::take(&mut first) {
            out.push(' ');
        }
        let rest = if std::mem::take(&mut start) { guard_start(out, word) } else { word };
        one_word(out, rest);
    }
}

/// Escapes what would begin a list, heading, rule or definition, and returns the rest of the word.
fn guard_start<'w>(out: &mut String, word: &'w str) -> &'w str {
    if could_link(word.split(['|', '\\', '`']).next().unwrap_or_default()) {
        return word;
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((number, rest)) = word.split_at_checked(digits)
        && digits > 0
        && rest.starts_with(['.', ')'])
    {
        out.push_str(number);
        out.push('\\');
        return push_first(out, rest);
    }
    if word.starts_with(['-', '+', '=', ':', '%', '.', ')']) {
        out.push('\\');
        return push_first(out, word);
    }
    word
}

fn push_first<'w>(out: &mut String, word: &'w str) -> &'w str {
    let mut chars = word.chars();
    out.extend(chars.next());
    chars.as_str()
}

/// Appends a word, split at the characters that a code span in a table cannot contain.
fn one_word(out: &mut String, word: &str) {
    for piece in word.split_inclusive(['|', '\\', '`']) {
        let (body, cut) = match piece.char_indices().next_back() {
            Some((at, c @ ('|' | '\\' | '`'))) => (piece.get(..at).unwrap_or_default(), Some(c)),
            _ => (piece, None),
        };
        if could_link(body) {
            out.push('`');
            out.push_str(body);
            out.push('`');
        } else {
            punctuation(out, body);
        }
        if let Some(c) = cut {
            out.push('\\');
            out.push(c);
        }
    }
}

/// Returns whether a renderer could turn the word into a link, a mention or an emoji.
fn could_link(word: &str) -> bool {
    if !word.bytes().any(|b| matches!(b, b'@' | b':' | b'.')) {
        return false;
    }
    if word.contains(['@']) || word.contains("://") {
        return true;
    }
    let bytes = word.as_bytes();
    let www = bytes.windows(4).any(|w| w.eq_ignore_ascii_case(b"www."));
    let mail = bytes.windows(7).any(|w| w.eq_ignore_ascii_case(b"mailto:"));
    www || mail || shortcode(word)
}

fn shortcode(word: &str) -> bool {
    let name = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b));
    let mut inner = word.split(':');
    let _first_and_last = (inner.next(), inner.next_back());
    inner.any(name)
}

fn punctuation(out: &mut String, text: &str) {
    if !text.bytes().any(|b| b"*_{}[]<>~^$#=+&".contains(&b)) {
        out.push_str(text);
        return;
    }
    let mut chars = text.chars().peekable();
    let mut at_start = true;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let acts = match c {
            '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '~' | '^' | '$' => true,
            '#' => at_start,
            '=' | '+' => next == Some(c),
            '&' => next.is_some_and(|n| n.is_ascii_alphabetic() || n == '#'),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
        at_start = false;
    }
}

#[cfg(test)]
mod tests;
