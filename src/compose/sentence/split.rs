//! Where a text is cut before it is read: at the ends of sentences, and around what stands in parentheses.

use std::ops::Range;

use crate::compose::months;

/// Words with a full stop that end no sentence, folded.
const ABBREVIATED: [&str; 41] = [
    "st", "gen", "dr", "mr", "mrs", "ms", "lt", "col", "maj", "capt", "sgt", "adm", "sen", "rep", "gov",
    "prof", "no", "vs", "jr", "sr", "mt", "ft", "hon", "rev", "amb", "pres", "min", "sec", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ca",
];

/// Returns a piece of a text between two characters.
pub(super) fn piece(text: &str, at: Range<usize>) -> &str {
    text.get(at).unwrap_or_default()
}

/// Says of each byte of a text whether it is inside quotes.
fn quoted(text: &str) -> impl Fn(usize) -> bool {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((from, close)) if c == close => {
                spans.push(from..at + c.len_utf8());
                open = None;
            }
            Some(_) => {}
            None => {
                let pair =
                    [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')].into_iter().find(|(o, _)| *o == c);
                open = pair.map(|(_, close)| (at, close));
            }
        }
    }
    move |at| spans.iter().any(|span| span.contains(&at))
}

/// Returns the places of what stands in parentheses, with these, outside quotes and addresses.
pub(super) fn groups(text: &str) -> Vec<Range<usize>> {
    let quoted = quoted(text);
    let mut all = Vec::new();
    let (mut from, mut depth) = (None, 0);
    for (at, c) in text.char_indices() {
        let before = piece(text, 0..at).chars().next_back();
        let behind = piece(text, at + c.len_utf8()..text.len()).chars().next();
        match c {
            '(' if from.is_some() => depth += 1,
            ')' if depth > 0 => depth -= 1,
            '(' if before.is_none_or(char::is_whitespace) && !quoted(at) => from = Some(at),
            ')' if behind.is_none_or(|c| !c.is_alphanumeric() && c != '/') => {
                all.extend(from.take().map(|from| from..at + 1));
            }
            _ => {}
        }
    }
    all
}

/// Cuts a text into sentences: at a full stop, before a capital or a digit.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let (quoted, groups) = (quoted(text), groups(text));
    let mut all = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let rest = piece(text, at + c.len_utf8()..text.len());
        let begins = |c: char| c.is_uppercase() || matches!(c, '"' | '“' | '«' | '„' | '(');
        let next = rest.trim_start();
        let cut = matches!(c, '.' | '!' | '?')
            && rest.starts_with(char::is_whitespace)
            && (next.starts_with(begins) || next.starts_with("http"))
            && !quoted(at)
            && !groups.iter().any(|group| group.contains(&at));
        // `22. März`
        let is_day = piece(text, from..at).ends_with(|c: char| c.is_ascii_digit())
            && next.split(' ').next().is_some_and(|word| months::is_month(&crate::text::fold(word)));
        if cut && !(c == '.' && (is_day || is_abbreviated(piece(text, from..at)))) {
            all.push(piece(text, from..at + c.len_utf8()).trim());
            from = at + c.len_utf8();
        }
    }
    all.push(piece(text, from..text.len()).trim());
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// Returns whether the last word of a text is one that a full stop belongs to: an initial, `U.S`, `Gen`.
fn is_abbreviated(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '"', '“', '«']);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 && word.chars().count() == 1
        || word.contains('.') && !word.contains(|c: char| c.is_ascii_digit() || c == '/')
        || ABBREVIATED.contains(&crate::text::fold(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_a_capital_and_not_behind_an_abbreviation() {
        assert_eq!(
            sentences("Orbán met Putin. Kommersant reported it."),
            ["Orbán met Putin.", "Kommersant reported it."]
        );
        for one in [
            "Talks were held in St. Petersburg",
            "The U.S. State Department said so",
            "Gen. Kellogg met J. D. Vance",
            "Peskov said \"No. Never.\" on 2 Dec. 2025",
            "It rose 3.5 percent",
        ] {
            assert_eq!(sentences(one), [one]);
        }
    }

    #[test]
    fn parentheses_of_addresses_are_part_of_them() {
        let text = "It was (TASS, https://en.wikipedia.org/wiki/A_(b)) so";
        let found: Vec<&str> = groups(text).into_iter().map(|at| piece(text, at)).collect();
        assert_eq!(found, ["(TASS, https://en.wikipedia.org/wiki/A_(b))"]);
    }
}
