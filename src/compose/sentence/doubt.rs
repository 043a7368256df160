//! What makes it uncertain that a sentence says what its verb says: another's words, a negation, a question, a condition,
//! a date that belongs to what was said.

use super::Reader;
use super::tokens::{Token, folded, spoken, typed};
use super::words;
use crate::event::{Kind, Stance};
use crate::registry::Lookup;

/// Words that say that somebody tells what follows, or what stands before.
const TELLS: &[&str] = &[
    "claim",
    "claims",
    "claimed",
    "claiming",
    "say",
    "says",
    "said",
    "saying",
    "tell",
    "tells",
    "told",
    "insist",
    "insists",
    "insisted",
    "allege",
    "alleges",
    "alleged",
    "assert",
    "asserts",
    "asserted",
    "states",
    "stated",
    "add",
    "adds",
    "added",
    "recall",
    "recalls",
    "recalled",
    "believe",
    "believes",
    "believed",
    "think",
    "thinks",
    "thought",
    "suggest",
    "suggests",
    "suggested",
    "report",
    "reports",
    "reported",
    "reportedly",
    "allegedly",
    "according",
    "quoted",
    "cited",
    "hints",
    "hinted",
    "words",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "сказал",
    "сказала",
    "заявил",
    "заявила",
    "сообщил",
    "сообщила",
    "словам",
    "сказав",
    "заявив",
    "повідомив",
];

/// Words with which a sentence says that something is not so, or asks, or sets a condition.
const TURNS: &[&str] = &[
    "if",
    "unless",
    "whether",
    "false",
    "untrue",
    "fake",
    "fakes",
    "hoax",
    "lie",
    "lies",
    "lied",
    "fabricated",
    "disinformation",
    "если",
    "якщо",
    "ли",
    "чи",
    "ложь",
    "фейк",
];

/// Words at the beginning of a question, or of a condition without `if`.
const ASKS: &[&str] = &[
    "did", "do", "does", "had", "has", "have", "was", "were", "is", "are", "will", "would", "could",
    "should", "can", "may", "might", "why", "when", "where", "who", "what", "how",
];

/// Words before a verb, or right behind it, with which nothing or nobody is meant.
const NOTHING: &[&str] =
    &["nothing", "neither", "nobody", "none", "no", "never", "ничего", "никто", "нічого", "ніхто"];

/// Words that leave open who of those named it was.
const OPEN: &[&str] = &[
    "or",
    "either",
    "neither",
    "nor",
    "except",
    "minus",
    "possibly",
    "perhaps",
    "maybe",
    "probably",
    "или",
    "либо",
    "кроме",
    "або",
    "чи",
    "крім",
];

/// Words between a verb of speech and a date with which the date is that of what was said.
const CLAUSES: &[&str] = &[
    "that",
    "may",
    "might",
    "will",
    "would",
    "could",
    "should",
    "shall",
    "took",
    "take",
    "takes",
    "taking",
    "was",
    "were",
    "is",
    "are",
    "had",
    "has",
    "have",
    "did",
    "does",
    "be",
    "been",
    "being",
    "held",
    "happened",
    "что",
    "що",
    "был",
    "были",
    "будет",
    "був",
    "були",
    "буде",
];

/// Words before a date that say another day than that, or one of several.
const OTHER_DAYS: &[&str] = &["than", "not", "or", "and", "to", "until", "till", "either"];

/// Words that stand before the name of a person.
const TITLES: &[&str] = &[
    "president",
    "minister",
    "premier",
    "secretary",
    "general",
    "gen",
    "admiral",
    "adm",
    "envoy",
    "ambassador",
    "chancellor",
    "king",
    "queen",
    "pope",
    "senator",
    "sen",
    "congressman",
    "congresswoman",
    "representative",
    "rep",
    "speaker",
    "governor",
    "gov",
    "mayor",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "chief",
    "head",
    "adviser",
    "advisor",
    "aide",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "chairman",
    "chairwoman",
    "chair",
    "commander",
    "colonel",
    "col",
    "judge",
    "prince",
    "princess",
    "sheikh",
    "sultan",
    "emir",
    "leader",
    "director",
    "commissioner",
    "representative",
    "negotiator",
    "diplomat",
    "negotiators",
    "presidents",
    "ministers",
    "envoys",
    "лидер",
    "президент",
    "министр",
    "міністр",
    "глава",
    "посол",
    "and",
    "the",
    "with",
];

impl Reader<'_> {
    /// Returns why it is not certain that the verb at `at..end` says what happened, and who did it.
    pub(super) fn doubt(
        &self,
        tokens: &[Token],
        at: usize,
        end: usize,
        stance: Option<Stance>,
    ) -> Option<String> {
        let words = spoken(tokens);
        let is = |list: &[&str], word: &String| list.contains(&word.as_str());
        let last = tokens.last()?;
        if last.typed.trim_end_matches(['"', '”', '»', ')']).ends_with('?')
            || words.first().is_some_and(|first| is(ASKS, first))
        {
            return Some("a question or a condition does not say that it happened".to_owned());
        }
        if let Some(word) = words.iter().find(|word| is(TURNS, word)) {
            return Some(format!("with `{word}` it is not certain what happened"));
        }
        let not_true = words.windows(2).any(|two| two[0] == "not" && two[1] == "true");
        if not_true || words.get(..at)?.iter().any(|word| is(NOTHING, word)) {
            return Some("it says that something is not so".to_owned());
        }
        if stance.is_some_and(Stance::is_position)
            && let Some(word) = words.get(end..)?.iter().take(4).find(|word| is(NOTHING, word))
        {
            return Some(format!("`{word}` behind the verb may turn its meaning round"));
        }
        if words.get(..at)?.iter().any(|word| word == "not" || word.ends_with("n't")) {
            return Some("it says that something is not so".to_owned());
        }
        if let Some(word) = words.iter().find(|word| is(OPEN, word)) {
            return Some(format!("with `{word}` it is not certain who is meant"));
        }
        if words.get(end).is_some_and(|next| next == "by") {
            return Some("who stands before the verb may be the one it was done to".to_owned());
        }
        let tells = |place: &usize| {
            !(at..end).contains(place) && is(TELLS, &words[*place]) && !self.is_cited(tokens, *place)
        };
        // `Lavrov said that Zelensky rejected it` is a statement by Lavrov; what it is about stays in the title.
        let says = words.get(at..end)?.iter().any(|word| is(TELLS, word)) || stance.is_none();
        let told = (0..words.len()).find(tells).filter(|place| *place < at || !says);
        if let Some(place) = told {
            return Some(format!(
                "with `{}` it is told by another",
                tokens[place].typed.trim_end_matches(':')
            ));
        }
        self.is_told_behind_colon(tokens, at)
            .then(|| "what stands behind the colon is told by the one before it".to_owned())
    }

    /// Returns why a part beside the title makes it uncertain: `…, Lavrov said`, `If Trump agrees, …`.
    pub(super) fn doubt_beside(&self, part: &[Token], kind: Kind) -> Option<String> {
        let words = spoken(part);
        if words::verb(&words).is_some_and(|found| found.at == 0) {
            return Some(format!("whether `{}` is what happened is not certain", typed(part)));
        }
        if let Some(word) = words.first().filter(|word| TURNS.contains(&word.as_str())) {
            return Some(format!("with `{word}` it is not certain what happened"));
        }
        // That two met is the same, whoever tells it; whose words they were is not.
        if kind != Kind::Statement {
            return None;
        }
        let tells = |place: &usize| TELLS.contains(&words[*place].as_str()) && !self.is_cited(part, *place);
        let place = (0..words.len()).find(tells).filter(|_| !self.all_named(part).is_empty())?;
        Some(format!("with `{}` it is told by another", part[place].typed))
    }

    /// Returns whether the words at a word of telling name an outlet: `TASS reported`, `according to Reuters`.
    fn is_cited(&self, tokens: &[Token], place: usize) -> bool {
        let outlet = |from: usize, to: usize| {
            tokens.get(from..to).is_some_and(|words| {
                matches!(self.store.registry.outlet_names().reference(&folded(words)), Lookup::One(_))
            })
        };
        let behind =
            if tokens.get(place + 1).is_some_and(|next| next.folded == "to") { place + 2 } else { place + 1 };
        (1..=4).any(|length| {
            place.checked_sub(length).is_some_and(|from| outlet(from, place))
                || outlet(behind, behind + length)
        })
    }

    /// `Lavrov: Zelensky rejected the plan`.
    fn is_told_behind_colon(&self, tokens: &[Token], at: usize) -> bool {
        let Some(colon) = tokens.iter().take(at).position(|token| token.typed.ends_with(':')) else {
            return false;
        };
        let before = &tokens[..=colon];
        colon + 1 < at
            && !self.all_named(before).is_empty()
            && !self.all_named(&tokens[colon + 1..at]).is_empty()
    }

    /// Returns whether the word before a name makes it that of another person: `Ivan Lavrov`.
    pub(super) fn is_another(item: &[Token], start: usize) -> bool {
        let Some(before) = start.checked_sub(1).and_then(|at| item.get(at)) else { return false };
        let word = before.folded.trim_end_matches('.');
        before.typed.starts_with(char::is_uppercase)
            && !before.owns
            && !before.quoted
            && !before.typed.chars().skip(1).any(char::is_uppercase)
            && !TITLES.contains(&word)
    }

    /// Returns the words with which a date is not, or not for certain, the day of the event.
    pub(super) fn doubted_date(tokens: &[Token], start: usize) -> Option<String> {
        let part = tokens[..start].iter().rposition(|token| token.ends).map_or(0, |at| at + 1);
        let before = &tokens[part..start];
        let words = spoken(before);
        let mut back = words.iter().enumerate().rev();
        let (mut at, mut word) = back.next()?;
        if matches!(word.as_str(), "on" | "in" | "the")
            && let Some(next) = back.next()
        {
            (at, word) = next;
        }
        if OTHER_DAYS.contains(&word.as_str()) {
            // `Rubio and`, `to` of a place: only a number before makes another day of it, but for words of order.
            let number = at.checked_sub(1).map(|at| words[at].as_str());
            let is_number = number.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            if is_number || matches!(word.as_str(), "than" | "not" | "either" | "until" | "till") {
                return Some(typed(&before[at.saturating_sub(1)..]));
            }
        }
        let found = words::verb(&words)?;
        let verb = words::meaning(&words, found.at, found.end)?;
        let clause = words[found.end..].iter().position(|word| CLAUSES.contains(&word.as_str()))?;
        (verb.kind == Kind::Statement).then(|| typed(&before[found.end + clause..]))
    }
}
