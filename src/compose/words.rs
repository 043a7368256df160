//! The verbs and small words that a sentence is read by.

use crate::event::{Kind, Stance};

/// What a verb says about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) kind: Kind,
    pub(super) stance: Option<Stance>,
}

const fn says(stance: Stance) -> Verb {
    Verb { kind: Kind::Statement, stance: Some(stance) }
}

const SAYS: Verb = Verb { kind: Kind::Statement, stance: None };
const MEETS: Verb = Verb { kind: Kind::Meeting, stance: None };
const STRIKES: Verb = Verb { kind: Kind::Strike, stance: None };

/// Folded verbs. Those of two words come before the same verb alone.
const VERBS: &[(&str, Verb)] = &[
    ("declined to comment", says(Stance::NoComment)),
    ("refused to comment", says(Stance::NoComment)),
    ("did not comment", says(Stance::NoComment)),
    ("had no comment", says(Stance::NoComment)),
    ("called for", says(Stance::Proposes)),
    ("ruled out", says(Stance::Opposes)),
    ("held talks", MEETS),
    ("had talks", MEETS),
    ("held a meeting", MEETS),
    ("spoke by phone", MEETS),
    ("spoke with", MEETS),
    ("talked with", MEETS),
    ("denied", says(Stance::Denies)),
    ("denies", says(Stance::Denies)),
    ("confirmed", says(Stance::Affirms)),
    ("confirms", says(Stance::Affirms)),
    ("affirmed", says(Stance::Affirms)),
    ("affirms", says(Stance::Affirms)),
    ("supported", says(Stance::Supports)),
    ("supports", says(Stance::Supports)),
    ("backed", says(Stance::Supports)),
    ("backs", says(Stance::Supports)),
    ("welcomed", says(Stance::Supports)),
    ("opposed", says(Stance::Opposes)),
    ("opposes", says(Stance::Opposes)),
    ("rejected", says(Stance::Opposes)),
    ("rejects", says(Stance::Opposes)),
    ("proposed", says(Stance::Proposes)),
    ("proposes", says(Stance::Proposes)),
    ("suggested", says(Stance::Proposes)),
    ("offered", says(Stance::Proposes)),
    ("accused", says(Stance::Accuses)),
    ("accuses", says(Stance::Accuses)),
    ("blamed", says(Stance::Accuses)),
    ("responded", says(Stance::Responds)),
    ("replied", says(Stance::Responds)),
    ("answered", says(Stance::Responds)),
    ("said", SAYS),
    ("says", SAYS),
    ("stated", SAYS),
    ("announced", SAYS),
    ("told", SAYS),
    ("declared", SAYS),
    ("met", MEETS),
    ("meets", MEETS),
    ("meet", MEETS),
    ("received", MEETS),
    ("hosted", MEETS),
    ("struck", STRIKES),
    ("strikes", STRIKES),
    ("hit", STRIKES),
    ("attacked", STRIKES),
    ("shelled", STRIKES),
    ("bombed", STRIKES),
    ("опроверг", says(Stance::Denies)),
    ("опровергла", says(Stance::Denies)),
    ("отрицал", says(Stance::Denies)),
    ("подтвердил", says(Stance::Affirms)),
    ("подтвердила", says(Stance::Affirms)),
    ("предложил", says(Stance::Proposes)),
    ("поддержал", says(Stance::Supports)),
    ("отверг", says(Stance::Opposes)),
    ("заявил", SAYS),
    ("заявила", SAYS),
    ("сказал", SAYS),
    ("встретился", MEETS),
    ("заперечив", says(Stance::Denies)),
    ("підтвердив", says(Stance::Affirms)),
    ("запропонував", says(Stance::Proposes)),
    ("підтримав", says(Stance::Supports)),
    ("заявив", SAYS),
    ("сказав", SAYS),
    ("зустрівся", MEETS),
];

/// Words before a verb that turn its meaning round, or make its subject its object.
const TURNS: [&str; 33] = [
    "not",
    "never",
    "nor",
    "no",
    "neither",
    "hardly",
    "barely",
    "was",
    "were",
    "been",
    "being",
    "is",
    "are",
    "be",
    "не",
    "ні",
    "ни",
    "may",
    "might",
    "could",
    "would",
    "will",
    "should",
    "shall",
    "cannot",
    "can",
    "if",
    "whether",
    "reportedly",
    "allegedly",
    "nobody",
    "none",
    "almost",
];

/// Words right behind a verb with which it means something else.
const OTHERWISE: &[(&[&str], &[&str])] = &[
    (
        &["struck", "strikes", "hit", "attacked", "shelled", "bombed"],
        &[
            "back",
            "out",
            "deal",
            "deals",
            "agreement",
            "at",
            "by",
            "upon",
            "down",
            "off",
            "critics",
            "criticism",
            "proposal",
            "plan",
            "idea",
            "claims",
            "claim",
            "calls",
            "reports",
            "statements",
            "policy",
        ],
    ),
    (&["backed", "backs"], &["away", "down", "out", "off"]),
    (
        &["offered", "offers", "received", "receives"],
        &[
            "a",
            "an",
            "condolences",
            "thanks",
            "congratulations",
            "apologies",
            "no",
            "praise",
            "criticism",
            "weapons",
            "support",
            "help",
            "aid",
            "messages",
            "letters",
            "calls",
            "word",
            "orders",
        ],
    ),
    (
        &["met", "meets"],
        &["criticism", "expectations", "demands", "resistance", "opposition", "halfway", "its", "the"],
    ),
];

/// What is struck or hit without force: `struck a deal`.
const BARGAINS: [&str; 22] = [
    "deal",
    "deals",
    "agreement",
    "agreements",
    "accord",
    "truce",
    "ceasefire",
    "compromise",
    "bargain",
    "pact",
    "balance",
    "tone",
    "note",
    "chord",
    "pose",
    "nerve",
    "snag",
    "wall",
    "impasse",
    "deadlock",
    "record",
    "proposal",
];

/// A verb in a sentence: the words that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: usize,
    pub(super) end: usize,
    verb: Verb,
}

/// Finds the first verb among folded words.
pub(super) fn verb(words: &[String]) -> Option<Found> {
    (0..words.len()).find_map(|at| {
        let rest = &words[at..];
        let (text, verb) = VERBS.iter().find(|(text, _)| {
            let verb = crate::text::fold(text);
            let mut parts = verb.split(' ');
            let fits = parts.clone().count() <= rest.len();
            fits && rest.iter().zip(&mut parts).all(|(word, part)| word == part)
        })?;
        Some(Found { at, end: at + text.split(' ').count(), verb: *verb })
    })
}

/// Returns what a verb says; nothing if a word before or behind it may turn it.
pub(super) fn meaning(words: &[String], at: usize, end: usize) -> Option<Verb> {
    let found = verb(words.get(at..)?).filter(|found| found.at == 0)?;
    let turns = |word: &String| {
        TURNS.contains(&word.as_str())
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || word.ends_with("n t")
    };
    if words.get(..at)?.iter().rev().take(3).any(turns) {
        return None;
    }
    let behind = words.get(end..).unwrap_or_default();
    let verb = words.get(at)?.as_str();
    let other = OTHERWISE.iter().any(|(verbs, others)| {
        verbs.contains(&verb) && behind.first().is_some_and(|next| others.contains(&next.as_str()))
    });
    let bargain = behind.iter().take(4).any(|word| BARGAINS.contains(&word.as_str()));
    // `Rubio to meet Lavrov` says what is to come.
    let to = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before == "to");
    let bargain = bargain && found.verb.kind == Kind::Strike;
    (!(other || to || bargain)).then_some(found.verb)
}

/// Words that say nothing about what a claim is about.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "and", "or", "for", "by", "with", "that", "this", "is",
    "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "any", "all", "no",
    "not", "its", "it", "his", "her", "their", "as", "from", "about", "should", "must", "there",
];

/// Returns the beginnings of the words of a text that say what it is about.
pub(super) fn content(text: &str) -> Vec<String> {
    let folded = crate::text::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !SMALL.contains(word)).map(|word| word.chars().take(6).collect::<String>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        crate::text::fold(text).split(' ').map(str::to_owned).collect()
    }

    /// Returns where the first verb is, and what it says.
    fn found(text: &str) -> Option<(usize, usize, Option<Verb>)> {
        let words = words(text);
        verb(&words).map(|found| (found.at, found.end, meaning(&words, found.at, found.end)))
    }

    #[test]
    fn verbs_say_kind_and_stance() {
        let (at, end, denied) = found("Peskov denied talks").expect("a verb");
        assert_eq!((at, end), (1, 2));
        assert_eq!(denied.and_then(|verb| verb.stance), Some(Stance::Denies));
        let silent = found("Peskov declined to comment on it").and_then(|found| found.2);
        assert_eq!(silent.and_then(|verb| verb.stance), Some(Stance::NoComment));
        assert_eq!(
            found("Rubio met Lavrov").and_then(|found| found.2).map(|verb| verb.kind),
            Some(Kind::Meeting)
        );
    }

    #[test]
    fn a_word_before_it_turns_a_verb() {
        for text in [
            "Peskov has not denied it",
            "The talks were denied",
            "Песков не подтвердил",
            "Peskov neither confirmed nor denied it",
            "Peskov hasn't yet denied it",
            "Trump struck a deal with Putin",
            "Russia hit back at Rubio",
            "Peskov backed away from it",
            "Lavrov received a letter from Rubio",
            "Rubio will have met Lavrov",
            "Rubio to meet Lavrov",
        ] {
            assert_eq!(found(text).map(|found| found.2), Some(None), "{text}");
        }
    }
}
