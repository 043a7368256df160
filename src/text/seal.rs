//! A mark by which a reader sees whether texts are still as they were written.

use xxhash_rust::xxh3::Xxh3;

/// Returns a mark of some texts in their order. Other texts have another mark; white space counts as one space, because
/// formats and programs fold it. It protects from mistakes, not from malice.
#[must_use]
pub(crate) fn seal(texts: &[&str]) -> String {
    let mut hash = Xxh3::new();
    for text in texts {
        for word in text.split_whitespace() {
            hash.update(word.as_bytes());
            hash.update(b" ");
        }
        hash.update(&[0x1f]);
    }
    format!("{:016x}", hash.digest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_texts_have_another_mark() {
        assert_eq!(seal(&["a", "b"]), seal(&["a", "b"]), "the same again");
        assert_ne!(seal(&["a", "b"]), seal(&["ab", ""]), "texts are told apart");
        assert_eq!(seal(&["a\tb\r\n"]), seal(&[" a b"]), "white space is one space");
        assert_ne!(seal(&["a", "b"]), seal(&["b", "a"]), "their order counts");
    }
}
