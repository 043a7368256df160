//! Whether a term is negated: a rule of thumb for each language, which looks at words and not at meaning.
//!
//! A hit is negated if one of the three words before it is a negating word, or one of the three after it
//! negates a verb, within the same clause (no punctuation and no spaced dash between), or if a negating
//! syllable is written together with it (`unconstructive`, `неконструктивн`). `not only` and the like do not
//! negate. Irony, double negation and sentences that negate from afar are not detected; `do not violate the
//! ceasefire` counts as negated.

/// What the rule says about one hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Negation {
    /// No negating word is near it.
    None,
    /// It is negated by the rule.
    Negated,
    /// The language has no rule.
    Unjudged,
}

/// Negating words of one language, folded.
struct Rule {
    lang: &'static str,
    /// Words that negate what follows; a final `*` stands for any ending.
    before: &'static [&'static str],
    /// Words that negate a verb after the term.
    after: &'static [&'static str],
    /// Negating syllables before the stem in one word.
    syllables: &'static [&'static str],
    /// Words that cancel the negation.
    only: &'static [&'static str],
}

/// Number of words checked before and after a hit.
const REACH: usize = 3;

const RULES: &[Rule] = &[
    Rule {
        lang: "en",
        before: &[
            "no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "without", "cannot", "non",
            "*n't",
        ],
        after: &["not", "never", "cannot", "*n't"],
        syllables: &["un", "non"],
        only: &["only", "just", "merely"],
    },
    Rule {
        lang: "ru",
        before: &["не", "ни", "нет", "никто", "никак*", "ничего", "никогда", "без", "нельзя", "невозможно"],
        after: &["не", "нет", "нельзя", "невозможно"],
        syllables: &["не"],
        only: &["только", "просто"],
    },
    Rule {
        lang: "uk",
        before: &[
            "не",
            "ні",
            "ані",
            "немає",
            "нема",
            "ніхто",
            "ніяк*",
            "нічого",
            "ніколи",
            "без",
            "неможливо",
        ],
        after: &["не", "немає", "нема", "неможливо"],
        syllables: &["не"],
        only: &["тільки", "лише", "просто"],
    },
    Rule {
        lang: "de",
        before: &["nicht", "kein*", "nie", "niemals", "niemand", "nichts", "ohne", "weder"],
        after: &["nicht", "nie", "niemals"],
        syllables: &["un"],
        only: &["nur"],
    },
    Rule {
        lang: "fr",
        before: &["ne", "n'*", "pas", "jamais", "aucun*", "sans", "ni", "non"],
        after: &["ne", "n'*", "pas", "jamais"],
        syllables: &["non"],
        only: &["seulement"],
    },
    Rule {
        lang: "pl",
        before: &["nie", "bez", "ani", "nigdy", "nikt", "nic", "zaden", "zadn*"],
        after: &["nie", "nigdy"],
        syllables: &["nie"],
        only: &["tylko"],
    },
];

/// Judges whether the stem at `start..end` of a folded text is negated, by the rule of `lang`, a primary
/// subtag.
///
/// Returns `None` if the stem begins inside another word, which is not a hit.
pub(super) fn negation(text: &str, start: usize, end: usize, lang: &str) -> Option<Negation> {
    let rule = RULES.iter().find(|rule| rule.lang == lang);
    let before = text.get(..start)?;
    let in_word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let joined = rule.is_some_and(|rule| rule.syllables.contains(&in_word));
    if !in_word.is_empty() && !joined {
        return None;
    }
    let Some(rule) = rule else { return Some(Negation::Unjudged) };
    let before = before.get(..before.len() - in_word.len())?;
    let mut nearest: Vec<&str> = words(last_clause(before)).collect();
    nearest.drain(..nearest.len().saturating_sub(REACH));
    let after = text.get(end..)?.trim_start_matches(char::is_alphanumeric);
    let following: Vec<&str> = words(first_clause(after)).take(REACH + 1).collect();
    let negated =
        joined || negates(rule, rule.before, &nearest, REACH) || negates(rule, rule.after, &following, REACH);
    Some(if negated { Negation::Negated } else { Negation::None })
}

/// Returns whether one of the first `reach` words negates and the next does not cancel it.
fn negates(rule: &Rule, negators: &[&str], words: &[&str], reach: usize) -> bool {
    let is = |word: &str| negators.iter().any(|negator| fits(word, negator));
    let back = |at: usize| words.get(at + 1).is_some_and(|next| rule.only.contains(next));
    words.iter().enumerate().take(reach).any(|(at, word)| is(word) && !back(at))
}

fn fits(word: &str, negator: &str) -> bool {
    match (negator.strip_suffix('*'), negator.strip_prefix('*')) {
        (Some(start), _) => word.starts_with(start),
        (None, Some(end)) => word.ends_with(end),
        (None, None) => word == negator,
    }
}

fn words(clause: &str) -> impl Iterator<Item = &str> {
    clause.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

/// Returns the end of `text` that can contain the words before a hit, within its clause.
fn last_clause(text: &str) -> &str {
    let near = text.rmatch_indices(' ').nth(REACH).and_then(|(at, _)| text.get(at..)).unwrap_or(text);
    let clause = near.rsplit(ends_clause).next().unwrap_or_default();
    clause.rsplit(" - ").next().unwrap_or_default()
}

/// Returns the beginning of `text` that can contain the words after a hit, within its clause.
fn first_clause(text: &str) -> &str {
    let near = text.match_indices(' ').nth(REACH + 1).and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    let clause = near.split(ends_clause).next().unwrap_or_default();
    clause.split(" - ").next().unwrap_or_default()
}

fn ends_clause(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '«' | '»' | '“' | '”' | '„' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    /// Returns what the rule says about the first `stem` in `text`.
    fn of(text: &str, stem: &str, lang: &str) -> Option<Negation> {
        let text = fold(text);
        let start = text.find(stem).expect("the stem is there");
        negation(&text, start, start + stem.len(), lang)
    }

    #[test]
    fn the_lists_are_folded() {
        for rule in RULES {
            for word in [rule.before, rule.after, rule.syllables, rule.only].concat() {
                assert_eq!(fold(word), word, "{word} is compared with folded text");
            }
        }
    }

    #[test]
    fn a_negating_word_near_it_negates() {
        let negated = Some(Negation::Negated);
        assert_eq!(of("There is no truce at all", "truce", "en"), negated, "before");
        assert_eq!(
            of("We haven’t discussed any truce", "truce", "en"),
            negated,
            "a contraction, three words before"
        );
        assert_eq!(of("so far, a compromise hasn’t been found", "compromise", "en"), negated, "behind");
        assert_eq!(of("Никто о перемирии не говорил", "перемири", "ru"), negated, "Russian");
        assert_eq!(of("Саммит не готовится", "саммит", "ru"), negated, "Russian, behind");
        assert_eq!(of("Жодних домовленостей, перемир'я немає", "перемир", "uk"), negated, "Ukrainian");
        assert_eq!(of("Es gibt keinen Waffenstillstand", "waffenstillstand", "de"), negated, "German");
        assert_eq!(of("Il n’y a pas de trêve", "treve", "fr"), negated, "French");
        assert_eq!(of("Nie ma rozejmu", "rozejm", "pl"), negated, "Polish");
    }

    #[test]
    fn a_syllable_in_the_same_word_negates() {
        let negated = Some(Negation::Negated);
        assert_eq!(of("it is completely unconstructive", "constructive", "en"), negated, "un-");
        assert_eq!(of("a non-technical matter", "technical", "en"), negated, "non- with a hyphen");
        assert_eq!(of("это неконструктивно", "конструктивн", "ru"), negated, "не-");
        assert_eq!(of("deconstructive", "constructive", "en"), None, "another word is no hit");
    }

    #[test]
    fn far_away_or_in_another_clause_does_not_negate() {
        let plain = Some(Negation::None);
        assert_eq!(of("I do not know when the next truce comes", "truce", "en"), plain, "five words before");
        assert_eq!(of("Not now, a truce comes later", "truce", "en"), plain, "a comma between");
        assert_eq!(of("trilateral, not bilateral", "trilateral", "en"), plain, "a comma behind");
        assert_eq!(of("not today — summit tomorrow", "summit", "en"), plain, "a dash between");
        assert_eq!(of("not only a truce but peace", "truce", "en"), plain, "not only");
        assert_eq!(of("не только перемирие", "перемири", "ru"), plain, "not only, in Russian");
        assert_eq!(
            of("a summit without preconditions", "summit", "en"),
            plain,
            "without negates what follows"
        );
    }

    #[test]
    fn what_the_rule_gets_wrong_is_known() {
        let of_ceasefire = |text| of(text, "ceasefire", "en");
        assert_eq!(
            of_ceasefire("Do not violate the ceasefire"),
            Some(Negation::Negated),
            "the verb is negated"
        );
        assert_eq!(of_ceasefire("I doubt that a ceasefire comes"), Some(Negation::None), "doubt is not seen");
    }

    #[test]
    fn a_language_without_a_rule_is_not_judged() {
        assert_eq!(of("ateskes yok", "ateskes", "tr"), Some(Negation::Unjudged), "no rule for Turkish");
        assert_eq!(of("xateskes", "ateskes", "tr"), None, "inside a word it is still no hit");
    }
}
