//! Quotes around a value: straight ones, and those that word processors and other languages put in their place.

/// Whether `c` opens a quoted text.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Whether `c` ends the text that `open` began: a straight quote ends with a straight one, others with any.
pub(super) fn closes(open: char, c: char) -> bool {
    if open == '"' { c == '"' } else { opens(c) }
}
