//! Operators of other languages: words typed between terms that were meant to join them.

use super::Filter;
use super::field::Field;
use super::node::{Manner, Node, Term};

/// A word that other languages use as an operator, but that this one searches as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignOperator {
    /// The word as it was typed.
    pub word: String,
    /// The way to write the same operator in this language.
    pub written: &'static str,
}

impl ForeignOperator {
    /// Returns one line that says how the word was treated and what to write instead.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        format!("{} is searched as text; {}", self.word, self.written)
    }
}

impl Filter {
    /// Returns the operators of other languages next to the terms of this filter that have a field, each
    /// once.
    ///
    /// The result of the filter does not change: `or` is a word that can be searched for.
    #[must_use]
    pub(crate) fn foreign_operators(&self) -> Vec<ForeignOperator> {
        let mut all = Vec::new();
        gather(&self.root, &self.text, &mut all);
        all
    }
}

fn gather(node: &Node, text: &str, all: &mut Vec<ForeignOperator>) {
    match node {
        Node::And(parts) => {
            let has_field = parts.iter().any(|part| !is_bare(part, text));
            for part in parts {
                match part.as_term().filter(|term| has_field && is_bare_term(term, text)) {
                    Some(term) => all.extend(foreign(term).filter(|found| !all.contains(found))),
                    None => gather(part, text, all),
                }
            }
        }
        Node::Or(parts) => parts.iter().for_each(|part| gather(part, text, all)),
        Node::Not(inner) => gather(inner, text, all),
        Node::Term(_) | Node::FigureTerms(_) => {}
    }
}

fn is_bare(node: &Node, text: &str) -> bool {
    node.as_term().is_some_and(|term| is_bare_term(term, text))
}

/// Returns whether a word has no field and no quotes; quotes would show that the word itself is meant.
fn is_bare_term(term: &Term, text: &str) -> bool {
    let typed = text.get(term.span.0.clone()).unwrap_or_default();
    let plain = |value: &super::node::Value| value.manner == Manner::Plain && value.text == typed;
    term.field == Field::Text && matches!(term.values.as_slice(), [value] if plain(value))
}

fn foreign(term: &Term) -> Option<ForeignOperator> {
    let word = term.values.first()?.text.clone();
    let written = match word.to_lowercase().as_str() {
        "or" | "oder" | "ou" | "o" | "или" | "або" | "|" | "||" => {
            "write OR, in capitals, for either of two terms"
        }
        "and" | "und" | "et" | "и" | "та" | "&" | "&&" | "+" => {
            "terms side by side must all match; AND between them, in capitals, is optional"
        }
        "not" | "nicht" | "не" | "!" => "write - before a term, or NOT in capitals, to exclude it",
        _ => return None,
    };
    Some(ForeignOperator { word, written })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(filter: &str) -> Vec<String> {
        let filter = Filter::parse(filter).expect("a filter");
        filter.foreign_operators().into_iter().map(|found| found.word).collect()
    }

    #[test]
    fn operators_of_other_languages_beside_a_field_are_told() {
        for (filter, want) in [
            ("actor:kremlin or actor:zelenskyy", "or"),
            ("actor:kremlin and actor:zelenskyy", "and"),
            ("actor:kremlin not kind:strike", "not"),
            ("actor:kremlin | actor:zelenskyy", "|"),
            ("actor:kremlin || actor:zelenskyy", "||"),
            ("actor:kremlin && actor:zelenskyy", "&&"),
            ("actor:kremlin ! actor:zelenskyy", "!"),
            ("(actor:kremlin Or kind:strike) OR date:2025", "Or"),
        ] {
            assert_eq!(words(filter), [want], "{filter}");
        }
    }

    #[test]
    fn what_is_meant_as_a_word_is_not() {
        for filter in
            ["war and peace", "actor:kremlin \"or\"", "actor:kremlin text:or", "actor:a OR actor:b", "", "or"]
        {
            assert_eq!(words(filter), [""; 0], "{filter}");
        }
    }

    #[test]
    fn curly_quotes_are_quotes() {
        let straight = Filter::parse("text:\"trilateral meeting\" \"a b\"").expect("a filter");
        for filter in [
            "text:“trilateral meeting” “a b”",
            "text:„trilateral meeting“ „a b”",
            "text:«trilateral meeting» »a b«",
            "text:”trilateral meeting” \"a b\"",
        ] {
            assert_eq!(Filter::parse(filter).expect(filter), straight, "{filter}");
        }
        let inside = Filter::parse("\"a “b” c\"").expect("a filter");
        assert_eq!(
            inside.to_string(),
            "\"a “b” c\"",
            "inside straight quotes they are text, and are read back"
        );
        assert!(Filter::parse("text:“open").is_err(), "one that is not closed is told");
    }

    #[test]
    fn the_note_says_how_it_is_written_here() {
        let filter = Filter::parse("actor:kremlin or actor:zelenskyy").expect("a filter");
        let messages: Vec<String> =
            filter.foreign_operators().iter().map(ForeignOperator::in_words).collect();
        assert_eq!(messages, ["or is searched as text; write OR, in capitals, for either of two terms"]);
    }
}
