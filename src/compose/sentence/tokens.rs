//! The words of a sentence: as typed and folded, with the addresses and the quotes taken note of.

use super::Reader;
use crate::compose::months;
use crate::text::fold;

/// A word as typed and folded.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a word, not a state")]
pub(super) struct Token {
    pub(super) typed: String,
    pub(super) folded: String,
    /// Whether a comma, a semicolon or a colon follows it.
    pub(super) ends: bool,
    /// Whether it is inside quotes, where it is not a word of the sentence.
    pub(super) quoted: bool,
    /// Whether it ends with `'s`: what belongs to someone is not that one.
    pub(super) owns: bool,
    /// Whether it is part of one of several dates.
    pub(super) dated: bool,
    /// Whether something was taken out behind it: a date, a time, an address, a source.
    pub(super) edge: bool,
    /// Whether commas were around what was taken out.
    pub(super) between_commas: bool,
}

impl Token {
    /// Says that something behind it was taken out, which `ends` with a comma or not.
    pub(super) fn cut(&mut self, ends: bool) {
        self.between_commas |= self.ends && ends;
        self.ends |= ends;
        self.edge = true;
    }
}

const QUOTES: [(char, char); 5] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’')];

pub(super) fn typed(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.typed.as_str()).collect::<Vec<_>>().join(" ")
}

/// Returns the words as typed, with a comma where one was.
pub(super) fn with_commas(tokens: &[Token]) -> String {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.typed);
        // The commas around what was taken out go with it: `Peskov, 21 Dec 2025, denied it`.
        let goes_on = tokens.get(at + 1).is_some_and(|next| next.typed.starts_with(char::is_lowercase));
        if token.ends && !token.typed.ends_with(':') && !(token.between_commas && goes_on) {
            text.push(',');
        }
    }
    text
}

pub(super) fn folded(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" ")
}

/// Returns the folded words, those in quotes as nothing: they are not said by the one who types.
pub(super) fn spoken(tokens: &[Token]) -> Vec<String> {
    let word = |token: &Token| if token.quoted { String::new() } else { token.folded.clone() };
    tokens.iter().map(word).collect()
}

pub(super) fn is_place_word(token: &Token) -> bool {
    !token.quoted && ["in", "at", "в", "у"].contains(&token.folded.as_str())
}

/// Joins parts again, with a comma between them.
pub(super) fn joined(parts: Vec<Vec<Token>>) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    for part in parts {
        if let Some(last) = all.last_mut() {
            last.ends = true;
        }
        all.extend(part);
    }
    all
}

/// Returns a sentence without quotes around all of it.
pub(super) fn unquoted(sentence: &str) -> &str {
    let inside = |(open, close): &(char, char)| {
        let inside = sentence.trim().strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then_some(inside)
    };
    QUOTES.iter().find_map(inside).unwrap_or(sentence)
}

/// Returns words without a `the` at their beginning.
pub(super) fn behind_article(tokens: &[Token]) -> &[Token] {
    match tokens {
        [the, rest @ ..] if the.folded == "the" => rest,
        tokens => tokens,
    }
}

/// Returns whether a part goes on with the sentence before it: `Lavrov said, that …`.
pub(super) fn goes_on(tokens: &[Token]) -> bool {
    let words = ["that", "which", "who", "but", "что", "чтобы", "що", "щоб", "но", "але"];
    tokens.first().is_some_and(|first| words.contains(&first.folded.as_str()))
}

/// Cuts the words at the signs that end a part.
pub(super) fn parts(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut parts: Vec<Vec<Token>> = vec![Vec::new()];
    for mut token in tokens {
        let ends = std::mem::take(&mut token.ends);
        if let Some(part) = parts.last_mut()
            && !token.typed.is_empty()
        {
            part.push(token);
        }
        if ends {
            parts.push(Vec::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns an address without what surrounds it; with `https://` if it was typed without.
pub(super) fn address(word: &str) -> Option<(String, bool)> {
    let word = word.trim_start_matches(['(', '<', '[', '"', '“', '«']);
    let bare = word.trim_end_matches([',', ';', '.', ')', '>', ']', '"', '”', '»']);
    let lower = bare.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some((bare.to_owned(), false));
    }
    let (host, path) = bare.split_once('/')?;
    let labels: Vec<&str> = host.split('.').collect();
    let plain =
        |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let top = labels.last().is_some_and(|top| top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_address = labels.len() > 1 && labels.iter().all(plain) && top && !path.is_empty();
    is_address.then(|| (format!("https://{bare}"), true))
}

impl Reader<'_> {
    /// Cuts a sentence into words and takes the addresses out of it. Returns the texts in quotes, too.
    pub(super) fn words(&mut self, sentence: &str) -> (Vec<Token>, Vec<String>) {
        let all: Vec<&str> = sentence.split_whitespace().collect();
        let (inside, quotes) = quoted(&all);
        let mut tokens: Vec<Token> = Vec::new();
        for (nth, (word, quoted)) in all.iter().zip(inside).enumerate() {
            let ends = word.ends_with([',', ';']);
            if let Some((url, completed)) = address(word).filter(|_| !quoted) {
                if completed {
                    self.tell("sources", format!("the address is read as {url}"));
                }
                if self.source.contains_key("url") {
                    self.tell("sources", format!("a second address, to be a source of its own: {url}"));
                } else {
                    self.source.insert("url".to_owned(), url.into());
                }
                if let Some(last) = tokens.last_mut() {
                    last.cut(true);
                }
                continue;
            }
            // A comma inside quotes is part of what was said.
            let bare = if quoted && !closes(word) { word } else { word.trim_end_matches([',', ';']) };
            let between_days = || nth > 0 && !quoted && is_span_of_days(&all[..nth], &all[nth + 1..]);
            if matches!(bare, "-" | "–" | "—" | ":") && !between_days() {
                if let Some(last) = tokens.last_mut() {
                    last.ends = true;
                }
                continue;
            }
            let clean =
                fold(bare.trim_matches([',', '"', '“', '”', '„', '«', '»', '(', ')', '.', ':', '!', '?']));
            let own = ["'s", "’s"].iter().find_map(|end| clean.strip_suffix(end));
            let plural = bare.trim_end_matches(['.', ':']).ends_with(['\'', '’']) && !quoted;
            tokens.push(Token {
                typed: bare.to_owned(),
                folded: own.unwrap_or(&clean).trim_end_matches(['\'', '’']).to_owned(),
                ends: (ends || bare.ends_with(':')) && (!quoted || closes(word)),
                quoted,
                owns: own.is_some() || plural,
                dated: false,
                edge: false,
                between_commas: false,
            });
        }
        (tokens, quotes)
    }
}

/// Returns whether a dash stands between two days: `28 Nov – 2 Dec 2025`.
fn is_span_of_days(before: &[&str], behind: &[&str]) -> bool {
    let day = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let month = |word: &str| months::is_month(&fold(word));
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let to = matches!(behind, [first, second, ..] if day(first) && month(second));
    let from = match before {
        [.., one, two] if day(one) => month(two),
        [.., one, two, three] => day(one) && month(two) && year(three),
        _ => false,
    };
    to && (from || before.last().is_some_and(|last| day(last)))
}

fn closes(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', '.', '!', '?', ':']);
    QUOTES.iter().any(|(_, close)| word.ends_with(*close))
}

/// Returns which words are inside quotes, and the texts in quotes of two words or more.
fn quoted(all: &[&str]) -> (Vec<bool>, Vec<String>) {
    let (mut inside, mut texts, mut at) = (vec![false; all.len()], Vec::new(), 0);
    while at < all.len() {
        let word = all[at].trim_start_matches('(');
        let pair = QUOTES.iter().find(|(open, _)| word.starts_with(*open));
        let close_of = |close: char| {
            (at..all.len()).find(|to| {
                let word = all[*to].trim_end_matches([',', ';', '.', '!', '?', ':', ')']);
                word.ends_with(close) && (*to > at || word.chars().count() > 1)
            })
        };
        if let Some((open, close)) = pair
            && let Some(to) = close_of(*close)
        {
            inside[at..=to].fill(true);
            let text = all[at..=to].join(" ");
            let text = text.trim_start_matches(['(', *open]);
            let text = text.rsplit_once(*close).map_or(text, |(text, _)| text).trim_end_matches(',');
            if to > at {
                texts.push(text.to_owned());
            }
            at = to;
        }
        at += 1;
    }
    (inside, texts)
}
