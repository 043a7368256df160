//! Cuts free text at the end of a word, with `…`, because a limit on lines and rows cannot shorten it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

/// The assumed letters in a word: text without spaces counts as many words as would fill the same room.
const LETTERS: usize = 12;
/// Brackets and quotation marks that come in pairs.
const PAIRS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('“', '”'), ('«', '»'), ('„', '“')];
/// A word counts once more for each this many bytes.
const LONG: usize = 96;

/// A text that exceeds the limit by no more than this many words stays whole.
const SPARED: usize = 2;

/// Returns the first `most` words of a text, followed by `…` if it goes on. Open brackets and quotes are closed.
pub(super) fn clipped(raw: &str, most: usize) -> Cow<'_, str> {
    let room = most.saturating_mul(LETTERS);
    let long = |text: &str| text.len() > room && text.chars().count() > room;
    if most == usize::MAX || !(long(raw) || raw.split_whitespace().nth(most.saturating_add(SPARED)).is_some())
    {
        return raw.into();
    }
    let (mut out, mut letters) = (String::new(), 0);
    for word in raw.split_whitespace().take(most) {
        letters += word.chars().count() + 1;
        if letters > room {
            break;
        }
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(word);
    }
    if out.is_empty() {
        // Not even the first word fits.
        let word = raw.split_whitespace().next().unwrap_or_default();
        out.extend(word.graphemes(true).take(room.saturating_sub(1)).flat_map(str::chars).take(room));
        out.push('…');
    } else if out.split_whitespace().ne(raw.split_whitespace()) {
        out.push_str(" …");
    }
    close(&mut out);
    out.into()
}

/// Appends the closing brackets and quotes that the cut text lacks.
fn close(out: &mut String) {
    let mut open = Vec::new();
    for sign in out.chars() {
        if open.last() == Some(&sign) {
            open.pop();
        } else {
            open.extend(PAIRS.iter().find(|(opening, _)| *opening == sign).map(|(_, closing)| *closing));
        }
    }
    out.extend(open.into_iter().rev());
}

/// Returns how many words a text counts as: a very long word counts as several.
pub(super) fn filled(text: &str) -> usize {
    text.split_whitespace().map(|word| 1 + word.len() / LONG).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_words_end_with_a_sign() {
        assert_eq!(clipped("one two three", 3), "one two three", "what fits stays");
        assert_eq!(clipped("a b c d e", 3), "a b c d e", "two words are no gain");
        assert_eq!(clipped("a b  c d e f", 3), "a b c …", "the rest is signed");
        assert_eq!(clipped("so (“one two” three four five", 3), "so (“one two” …)", "brackets are closed");
        assert_eq!(clipped("one two", usize::MAX), "one two", "without a measure nothing is cut");
        let endless = "x".repeat(200);
        assert_eq!(clipped(&endless, 2), format!("{}…", "x".repeat(23)), "a word without an end is cut too");
        assert_eq!(clipped(&format!("so {endless}"), 2), "so …", "but no other is");
    }
}
