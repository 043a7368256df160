//! Choosing a value of a facet: what each key makes of the filter.
//!
//! An event has one kind and one status, so their values are alternatives: `kind:meeting,strike`. It has many actors,
//! venues, stances, tags and outlets, so choosing a second one narrows further: `actor:kremlin actor:usa`. Like all
//! clicks, this changes only top-level terms.

use super::edit::{self, term_of, text_of, value_of};
use super::field::Field;
use super::node::{Node, Term, Value, all_of};
use super::value::Pattern;
use super::{Filter, facet_field};
use crate::event::{Kind, Status, Word};
use crate::registry::{Lookup, Registry};
use crate::text::fold;
use crate::timeline::facets::Facet;

/// What is to be done with a value of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Narrows to it, or adds it where an event has one of its kind; takes it out if it is chosen already.
    Choose,
    /// Adds it with OR. Where it narrows already it becomes an alternative; where it is one, it is taken out.
    Add,
    /// Excludes it, or takes the exclusion out.
    Exclude,
    /// Narrows to it alone, whatever stands beside it as an alternative.
    Narrow,
}

/// The values that the top-level terms of a facet's field choose and exclude, as the rows of the facet write them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Chosen {
    pub(crate) included: Vec<String>,
    pub(crate) excluded: Vec<String>,
}

impl Filter {
    /// Returns the values of `facet` that the filter chooses and excludes at the top level.
    #[must_use]
    pub(crate) fn chosen(&self, facet: Facet, registry: &Registry) -> Chosen {
        if facet.is_single() {
            let (included, excluded) = self.alternatives(facet);
            return Chosen { included: included.unwrap_or_default(), excluded };
        }
        let (included, excluded) = self.values(facet_field(facet));
        let ids = |values: Vec<String>| values.into_iter().map(|v| id(facet, &v, registry)).collect();
        Chosen { included: ids(included), excluded: ids(excluded) }
    }

    /// Returns the filter after `choice` of a value; the same filter if the value cannot be written.
    #[must_use]
    pub(crate) fn choose(&self, facet: Facet, value: &str, choice: Choice, registry: &Registry) -> Self {
        if facet.is_single() {
            return self.choose_alternative(facet, value, choice);
        }
        let field = facet_field(facet);
        let Some(new) = value_of(field, value) else { return self.clone() };
        let own = id(facet, value, registry);
        let is_it = |written: &Value| id(facet, &text_of(written), registry) == own;
        let chosen = self.chosen(facet, registry);
        let (included, excluded) = (chosen.included.contains(&own), chosen.excluded.contains(&own));
        let rest = self.taken_out(field, &is_it);
        match choice {
            Choice::Choose if included => rest,
            Choice::Exclude if excluded => rest,
            Choice::Choose => rest.narrowed_to(field, new),
            Choice::Exclude => rest.excluding(field, new),
            // What narrows beside others becomes one of them.
            Choice::Add if included && self.has_alone(field, &is_it) && rest.has_term(field) => {
                rest.with_either(field, new)
            }
            // Alone in its field it adds nothing to itself.
            Choice::Add if included && !rest.has_term(field) => self.clone(),
            Choice::Add if included => rest,
            Choice::Add => rest.with_either(field, new),
            Choice::Narrow if self.has_alone(field, &is_it) => self.clone(),
            Choice::Narrow => self.alone_in_its_terms(field, &is_it).narrowed_to(field, new),
        }
    }

    /// Returns whether several values of `field` narrow together (AND) rather than being alternatives.
    #[must_use]
    pub(crate) fn narrows_together(&self, field: Field) -> bool {
        let terms = self.root.conjuncts().iter().filter_map(edit::top);
        terms.filter(|(term, excludes)| term.field == field && !excludes).count() > 1
    }

    fn choose_alternative(&self, facet: Facet, value: &str, choice: Choice) -> Self {
        let (included, mut excluded) = self.alternatives(facet);
        let mut included = included.unwrap_or_default();
        let (was_in, was_out) = (included.iter().any(|v| v == value), excluded.iter().any(|v| v == value));
        included.retain(|v| v != value);
        excluded.retain(|v| v != value);
        match choice {
            Choice::Choose | Choice::Add if !was_in => included.push(value.to_owned()),
            Choice::Add if included.is_empty() => included.push(value.to_owned()),
            Choice::Exclude if !was_out => excluded.push(value.to_owned()),
            Choice::Narrow => included = vec![value.to_owned()],
            Choice::Choose | Choice::Add | Choice::Exclude => {}
        }
        let field = facet_field(facet);
        let values = |texts: Vec<String>| texts.iter().filter_map(|v| value_of(field, v)).collect();
        self.replaced(field, values(included), values(excluded))
    }

    /// Returns the words that a facet of which an event has one value chooses, `None` if it chooses none, and those
    /// that it excludes. Wildcards and several terms are written out.
    fn alternatives(&self, facet: Facet) -> (Option<Vec<String>>, Vec<String>) {
        let field = facet_field(facet);
        let (mut included, mut excluded): (Vec<&Term>, Vec<&Term>) = (Vec::new(), Vec::new());
        for part in self.root.conjuncts() {
            match edit::top(part) {
                Some((term, false)) if term.field == field => included.push(term),
                Some((term, true)) if term.field == field => excluded.push(term),
                _ => {}
            }
        }
        let covers =
            |term: &&Term, word: &str| term.values.iter().any(|v| Pattern::new(&v.text).matches(word));
        let words = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
            words(facet).into_iter().filter(|word| fits(word)).map(str::to_owned).collect()
        };
        let plain = |term: &Term| term.values.iter().all(|v| !v.text.contains('*'));
        let texts = |term: &Term| term.values.iter().map(|v| v.text.clone()).collect::<Vec<_>>();
        let chosen = match included.as_slice() {
            [] => None,
            [one] if plain(one) => Some(texts(one)),
            several => Some(words(&|word| several.iter().all(|term| covers(term, word)))),
        };
        let out = match excluded.as_slice() {
            [] => Vec::new(),
            [one] if plain(one) => texts(one),
            several => words(&|word| several.iter().any(|term| covers(term, word))),
        };
        (chosen, out)
    }

    /// Removes the values that `is_it` from the top-level terms of `field`, which become shorter or go.
    fn taken_out(&self, field: Field, is_it: &dyn Fn(&Value) -> bool) -> Self {
        self.each_term(field, |values, _| {
            values.retain(|v| !is_it(v));
        })
    }

    /// Removes the value's exclusion and the terms that include it among others.
    fn alone_in_its_terms(&self, field: Field, is_it: &dyn Fn(&Value) -> bool) -> Self {
        self.each_term(field, |values, excludes| {
            if excludes {
                values.retain(|v| !is_it(v));
            } else if values.iter().any(is_it) {
                values.clear();
            }
        })
    }

    fn each_term(&self, field: Field, change: impl Fn(&mut Vec<Value>, bool)) -> Self {
        let mut parts = Vec::new();
        for part in self.root.conjuncts() {
            match edit::top(part) {
                Some((term, excludes)) if term.field == field => {
                    let mut values = term.values.clone();
                    change(&mut values, excludes);
                    parts.extend(term_of(field, values, excludes));
                }
                Some((_, false)) if field == Field::Stance => {
                    let mut part = part.clone();
                    edit::retain_stances(&mut part, &|stance| {
                        let mut stances = vec![stance.clone()];
                        change(&mut stances, false);
                        !stances.is_empty()
                    });
                    parts.push(part);
                }
                _ => parts.push(part.clone()),
            }
        }
        Self::from_root(all_of(parts))
    }

    fn terms(&self, field: Field, excluding: bool) -> Vec<usize> {
        let parts = self.root.conjuncts().iter().enumerate();
        let own = |part: &Node| {
            edit::top(part).is_some_and(|(term, excludes)| term.field == field && excludes == excluding)
        };
        parts.filter(|(_, part)| own(part)).map(|(at, _)| at).collect()
    }

    fn has_term(&self, field: Field) -> bool {
        !self.terms(field, false).is_empty()
    }

    /// Returns whether a top-level term includes the value and no other.
    fn has_alone(&self, field: Field, is_it: &dyn Fn(&Value) -> bool) -> bool {
        self.root.conjuncts().iter().filter_map(edit::top).any(|(term, excludes)| {
            term.field == field && !excludes && matches!(term.values.as_slice(), [one] if is_it(one))
        })
    }

    /// Adds a term for `value` behind the other terms of `field`.
    fn narrowed_to(&self, field: Field, value: Value) -> Self {
        let mut parts = self.root.conjuncts().to_vec();
        let at = self.terms(field, false).last().map_or(parts.len(), |last| last + 1);
        parts.splice(at..at, term_of(field, vec![value], false));
        Self::from_root(all_of(parts))
    }

    /// Adds `value` as an alternative to the last term of `field`; without such a term, narrows to it.
    fn with_either(&self, field: Field, value: Value) -> Self {
        self.added(field, &value, false).unwrap_or_else(|| self.narrowed_to(field, value))
    }

    fn excluding(&self, field: Field, value: Value) -> Self {
        self.added(field, &value, true).unwrap_or_else(|| {
            let mut parts = self.root.conjuncts().to_vec();
            let at = self.terms(field, false).last().map_or(parts.len(), |last| last + 1);
            parts.splice(at..at, term_of(field, vec![value], true));
            Self::from_root(all_of(parts))
        })
    }

    /// Adds `value` to the last term of `field` that includes or excludes; `None` without one.
    fn added(&self, field: Field, value: &Value, excluding: bool) -> Option<Self> {
        let mut parts = self.root.conjuncts().to_vec();
        let last = *self.terms(field, excluding).last()?;
        let part = parts.get_mut(last)?;
        let mut values = edit::top(part)?.0.values.clone();
        values.push(value.clone());
        *part = term_of(field, values, excluding)?;
        Some(Self::from_root(all_of(parts)))
    }
}

/// Returns every word of a facet of which an event has one.
fn words(facet: Facet) -> Vec<&'static str> {
    match facet {
        Facet::Kind => Kind::ALL.iter().map(|word| word.word()).collect(),
        Facet::Status => Status::ALL.iter().map(|word| word.word()).collect(),
        Facet::Actor | Facet::Venue | Facet::Stance | Facet::Tag | Facet::Outlet => Vec::new(),
    }
}

/// Returns a value that a filter names as the facet's row writes it: the id of what it names, else as written.
fn id(facet: Facet, written: &str, registry: &Registry) -> String {
    let name =
        if facet_field(facet).descends() { written.strip_prefix('=').unwrap_or(written) } else { written };
    let id = match facet {
        Facet::Actor => one(registry.find_actor(name)).map(|ix| registry.actor(ix).id.to_string()),
        Facet::Venue => one(registry.find_venue(name)).map(|ix| registry.venue(ix).id.to_string()),
        Facet::Outlet => one(registry.find_outlet(name)).map(|ix| registry.outlet(ix).id.to_string()),
        Facet::Kind | Facet::Status | Facet::Stance | Facet::Tag => Some(fold(written)),
    };
    id.unwrap_or_else(|| written.to_owned())
}

fn one<T>(found: Lookup<T>) -> Option<T> {
    if let Lookup::One(ix) = found { Some(ix) } else { None }
}
