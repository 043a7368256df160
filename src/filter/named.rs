//! Bare words that name something: the field finds where it took part, the word only where it is written.

use super::bare::named_by_word;
use super::field::{Field, Is};
use super::node::{self, Manner, Node, Value};
use super::{Context, Filter};
use crate::event::word::Word;
use crate::registry::{ActorIx, Lookup, Registry};
use crate::timeline::Timeline;

/// A bare word of a filter that names an actor, a venue or a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedWord {
    pub word: String,
    /// A term with the field for it: `actor:kremlin`.
    pub filter: Filter,
    /// Number of events that the term finds in the place of the word, under the terms beside it.
    pub count: usize,
}

impl Filter {
    /// Returns whether any term asks for a state.
    #[must_use]
    pub(crate) fn asks_for(&self, state: Is) -> bool {
        fn asks(node: &Node, state: Is) -> bool {
            match node {
                Node::And(parts) | Node::Or(parts) => parts.iter().any(|part| asks(part, state)),
                Node::Not(inner) => asks(inner, state),
                Node::Term(term) => {
                    term.field == Field::Is && term.values.iter().any(|value| value.text == state.word())
                }
                Node::FigureTerms(_) => false,
            }
        }
        asks(&self.root, state)
    }

    /// Returns the actors that the filter names, in any role.
    #[must_use]
    pub(crate) fn actors_named(&self, registry: &Registry) -> Vec<ActorIx> {
        let (names, _) = self.values(Field::Actor);
        let found = names.iter().filter_map(|name| match registry.find_actor(name.trim_start_matches('=')) {
            Lookup::One(actor) => Some(actor),
            Lookup::Several(_) | Lookup::None => None,
        });
        found.collect()
    }

    /// Returns the bare words that name an actor, a venue or a tag, each once; ambiguous words are left out.
    ///
    /// `rest` holds beside this filter, as the other flags of a command line do.
    #[must_use]
    pub(crate) fn words_that_name(
        &self,
        rest: &Self,
        timeline: &Timeline,
        context: Context<'_>,
    ) -> Vec<NamedWord> {
        let mut all: Vec<NamedWord> = Vec::new();
        for bare in bare(&self.root, &self.text, &[&rest.root]) {
            let Some(named) = named_by_word(&bare.value.text, timeline) else { continue };
            let filter = named.filter();
            let beside = bare.beside.into_iter().cloned().chain([filter.root.clone()]).collect();
            let Ok(query) = Self::from_root(node::all_of(beside)).bind(timeline, context) else { continue };
            let count = query.run(timeline).len();
            let word = NamedWord { word: bare.value.text.clone(), filter, count };
            if !all.contains(&word) {
                all.push(word);
            }
        }
        all
    }
}

/// A word without a field, and what else must hold for its events.
struct Bare<'n> {
    value: &'n Value,
    beside: Vec<&'n Node>,
}

/// Returns the words without a field; `text:` shows that text is meant.
fn bare<'n>(node: &'n Node, text: &str, beside: &[&'n Node]) -> Vec<Bare<'n>> {
    match node {
        Node::And(parts) => {
            let others = |at: usize| parts.iter().enumerate().filter(move |(other, _)| *other != at);
            let all = |at: usize| {
                beside.iter().copied().chain(others(at).map(|(_, part)| part)).collect::<Vec<_>>()
            };
            parts.iter().enumerate().flat_map(|(at, part)| bare(part, text, &all(at))).collect()
        }
        Node::Or(parts) => parts.iter().flat_map(|part| bare(part, text, beside)).collect(),
        Node::Not(inner) => bare(inner, text, &[]),
        Node::Term(term) if term.field == Field::Text => {
            let typed = text.get(term.span.0.clone()).unwrap_or("");
            let fielded = typed.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("text:"));
            let plain = |value: &&Value| !fielded && value.manner == Manner::Plain;
            let beside = |value| Bare { value, beside: beside.to_vec() };
            term.values.iter().filter(plain).map(beside).collect()
        }
        Node::Term(_) | Node::FigureTerms(_) => Vec::new(),
    }
}
