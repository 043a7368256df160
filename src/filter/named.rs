//! Bare words that name something: the field finds where it took part, the word only where it is written.

use super::bare::named_by_word;
use super::field::Field;
use super::node::{Manner, Node, Value};
use super::{Context, Filter};
use crate::timeline::Timeline;

/// A bare word of a filter that names an actor, a venue or a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedWord {
    pub word: String,
    /// A term with the field for it: `actor:kremlin`.
    pub filter: Filter,
    /// Number of events in the store that the term finds.
    pub count: usize,
}

impl Filter {
    /// Returns the bare words that name an actor, a venue or a tag, each once; ambiguous words are left out.
    #[must_use]
    pub(crate) fn words_that_name(&self, timeline: &Timeline, context: Context<'_>) -> Vec<NamedWord> {
        let mut all: Vec<NamedWord> = Vec::new();
        for value in bare(&self.root, &self.text) {
            let Some(named) = named_by_word(&value.text, timeline) else { continue };
            let filter = named.filter();
            let Ok(query) = filter.bind(timeline, context) else { continue };
            let count = query.run(timeline).len();
            let word = NamedWord { word: value.text.clone(), filter, count };
            if !all.contains(&word) {
                all.push(word);
            }
        }
        all
    }
}

/// Returns the words without a field; `text:` shows that text is meant.
fn bare<'n>(node: &'n Node, text: &str) -> Vec<&'n Value> {
    match node {
        Node::And(parts) | Node::Or(parts) => parts.iter().flat_map(|part| bare(part, text)).collect(),
        Node::Not(inner) => bare(inner, text),
        Node::Term(term) if term.field == Field::Text => {
            let typed = text.get(term.span.0.clone()).unwrap_or("");
            let fielded = typed.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("text:"));
            let plain = |value: &&Value| value.manner == Manner::Plain;
            if fielded { Vec::new() } else { term.values.iter().filter(plain).collect() }
        }
        Node::Term(_) | Node::FigureTerms(_) => Vec::new(),
    }
}
