//! Quotes around a value: straight ones, and those that word processors and other languages use instead.

/// Returns whether `c` opens a quoted text.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Returns whether `c` closes the text that `open` began: a straight quote needs a straight one, others
/// accept any.
pub(super) fn closes(open: char, c: char) -> bool {
    if open == '"' { c == '"' } else { opens(c) }
}
