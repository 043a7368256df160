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
const TURNS: [&str; 15] = [
    "not", "never", "nor", "no", "was", "were", "been", "being", "is", "are", "be", "не", "hasn't", "didn't",
    "may",
];

/// A verb in a sentence: the words that it takes, and what it says; nothing if a word before it turns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) verb: Option<Verb>,
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
        let before = words[..at].iter().rev().take(2);
        let turned = before.into_iter().any(|word| TURNS.contains(&word.as_str()));
        Some(Found { at, end: at + text.split(' ').count(), verb: (!turned).then_some(*verb) })
    })
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

    fn found(text: &str) -> Option<Found> {
        let words: Vec<String> = crate::text::fold(text).split(' ').map(str::to_owned).collect();
        verb(&words)
    }

    #[test]
    fn verbs_say_kind_and_stance() {
        let denied = found("Peskov denied talks").expect("a verb");
        assert_eq!((denied.at, denied.end), (1, 2));
        assert_eq!(denied.verb.and_then(|verb| verb.stance), Some(Stance::Denies));
        let silent = found("Peskov declined to comment on it").and_then(|found| found.verb);
        assert_eq!(silent.and_then(|verb| verb.stance), Some(Stance::NoComment));
        assert_eq!(
            found("Rubio met Lavrov").and_then(|found| found.verb).map(|verb| verb.kind),
            Some(Kind::Meeting)
        );
    }

    #[test]
    fn a_word_before_it_turns_a_verb() {
        for text in ["Peskov has not denied it", "The talks were denied", "Песков не подтвердил"]
        {
            assert_eq!(found(text).map(|found| found.verb), Some(None), "{text}");
        }
    }
}
