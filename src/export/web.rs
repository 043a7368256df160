//! Addresses of sources that a document may link to: http and https alone.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns the target of a link if `raw` is an http(s) URL with a host. Characters that RFC 3986 does not allow are
/// percent-encoded.
///
/// Letters of other scripts stay, so a Cyrillic path remains readable. A semicolon that would end an apparent
/// HTML entity is encoded too, because parsers decode entities in autolinks.
pub(super) fn target(raw: &str) -> Option<Cow<'_, str>> {
    let raw = raw.trim();
    let (scheme, rest) = raw.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    if rest.is_empty() || rest.starts_with(['/', '?', '#']) {
        return None;
    }
    let mut entity = false;
    let mut allowed = |c: char| {
        let ends_entity = entity && c == ';';
        entity = c == '&' || (entity && (c.is_ascii_alphanumeric() || c == '#'));
        let known = match c {
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '[' | ']' => {
                true
            }
            '@' | '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '=' | '%' => true,
            c => c.is_alphanumeric(),
        };
        known && !ends_entity
    };
    if raw.chars().all(&mut allowed) {
        return Some(Cow::Borrowed(raw));
    }
    let mut out = String::with_capacity(raw.len() + 16);
    for c in raw.chars() {
        if allowed(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Some(Cow::Owned(out))
}
