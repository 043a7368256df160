//! Content lines of a calendar (RFC 5545, 3.1): folded at 75 octets, texts escaped.

use crate::text::visible;

/// The largest number of octets of a line, without its line break.
const WIDTH: usize = 75;

/// Appends a line of our own.
pub(super) fn plain(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Appends a property whose value is text of the store (RFC 5545, 3.3.11).
///
/// Hidden characters are made visible, because a calendar has no escapes for them.
pub(super) fn text(out: &mut String, name: &str, value: &str) {
    let mut line = format!("{name}:");
    for c in visible(value).chars() {
        match c {
            '\\' | ';' | ',' => line.extend(['\\', c]),
            '\n' => line.push_str("\\n"),
            '\t' => line.push(' '),
            c => line.push(c),
        }
    }
    plain(out, &line);
}
