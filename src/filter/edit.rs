//! Changes that facets and pickers make to a filter; their results are ordinary filter text.
//!
//! Only top-level terms are changed, which apply to the whole filter. A stance inside an `about:`
//! (`about:x/denies`) counts as a top-level term too, since `stance:` binds there.

use super::Filter;
use super::field::Field;
use super::node::{self, Manner, Node, Span, Term, Value, all_of, negated, unique_values};
use crate::text::fold;

impl Filter {
    /// Returns the filter without the top-level terms of `field`, under which a facet of that field counts.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        let mut parts = self.root.conjuncts().to_vec();
        parts.retain(|part| top(part).is_none_or(|(term, _)| term.field != field));
        if field == Field::Stance {
            parts.iter_mut().for_each(strip_stance);
        }
        Self::from_root(all_of(parts))
    }

    /// Returns the values of the top-level terms of `field`: those included, and those excluded.
    ///
    /// They are written as in the filter but without quotes: `=kremlin` is exact, `/…/` a regular expression.
    #[must_use]
    pub fn values(&self, field: Field) -> (Vec<String>, Vec<String>) {
        let (included, excluded) = self.split(field);
        let texts = |values: Vec<Value>| values.iter().map(text_of).collect();
        (texts(included), texts(excluded))
    }

    /// Includes (or, with `exclude`, excludes) a value of `field` at the top level; removes it if it is
    /// already there in that form.
    ///
    /// Values of one field join with commas: including `b` beside `actor:a` gives `actor:a,b`. A value that
    /// the field cannot have is not added.
    #[must_use]
    pub(crate) fn toggle(&self, field: Field, value: &str, exclude: bool) -> Self {
        let (mut included, mut excluded) = self.split(field);
        let (mine, other) =
            if exclude { (&mut excluded, &mut included) } else { (&mut included, &mut excluded) };
        let is_it = |v: &Value| fold(&text_of(v)) == fold(value);
        other.retain(|v| !is_it(v));
        let before = mine.len();
        mine.retain(|v| !is_it(v));
        if mine.len() == before {
            mine.extend(value_of(field, value));
        }
        self.replaced(field, included, excluded)
    }

    /// Sets the top-level terms of `field` to these values; an empty list removes the terms.
    #[must_use]
    pub fn set(&self, field: Field, values: &[String]) -> Self {
        let values = values.iter().filter_map(|v| value_of(field, v)).collect();
        self.replaced(field, values, Vec::new())
    }

    fn split(&self, field: Field) -> (Vec<Value>, Vec<Value>) {
        let (mut included, mut excluded) = (Vec::new(), Vec::new());
        for part in self.root.conjuncts() {
            match top(part) {
                Some((term, excludes)) if term.field == field => {
                    let list = if excludes { &mut excluded } else { &mut included };
                    list.extend(term.values.iter().cloned());
                }
                Some((term, false)) if term.field == Field::About && field == Field::Stance => {
                    included.extend(term.values.iter().filter_map(|v| {
                        let stance = node::position(&v.text).1?;
                        Some(Value { text: stance.to_owned(), ..v.clone() })
                    }));
                }
                _ => {}
            }
        }
        (unique_values(included), unique_values(excluded))
    }

    /// Replaces the first top-level term of `field` with one term for the included and one for the excluded
    /// values.
    pub(super) fn replaced(&self, field: Field, included: Vec<Value>, excluded: Vec<Value>) -> Self {
        let parts = self.root.conjuncts();
        let is_it = |part: &Node| top(part).is_some_and(|(term, _)| term.field == field);
        let at = parts.iter().position(is_it).unwrap_or(parts.len());
        let (before, after) = parts.split_at(at);
        let mut edited: Vec<Node> = before.to_vec();
        edited.extend(term_of(field, included, false));
        edited.extend(term_of(field, excluded, true));
        edited.extend(after.iter().filter(|part| !is_it(part)).cloned());
        if field == Field::Stance {
            edited.iter_mut().for_each(strip_stance);
        }
        Self::from_root(all_of(edited))
    }
}

/// Returns a top-level term and whether it excludes.
pub(super) fn top(part: &Node) -> Option<(&Term, bool)> {
    match part {
        Node::Term(term) => Some((term, false)),
        Node::FigureTerms(row) if !row.closed => row.terms.first().map(|term| (term, false)),
        Node::Not(inner) => top(inner).map(|(term, excludes)| (term, !excludes)),
        _ => None,
    }
}

pub(super) fn term_of(field: Field, values: Vec<Value>, exclude: bool) -> Option<Node> {
    let values = unique_values(values);
    let term = (!values.is_empty()).then(|| Node::term(Term { field, values, span: Span::default() }))?;
    Some(if exclude { negated(term) } else { term })
}

pub(super) fn text_of(value: &Value) -> String {
    match value.manner {
        Manner::Plain => value.text.clone(),
        Manner::Exact => format!("={}", value.text),
        Manner::Regex => format!("/{}/", value.text),
    }
}

/// Returns the value that `text` means; `None` if `field` cannot have it.
pub(super) fn value_of(field: Field, text: &str) -> Option<Value> {
    let regex = || text.strip_prefix('/')?.strip_suffix('/').filter(|inner| !inner.is_empty());
    let (manner, text) = if let Some(exact) = text.strip_prefix('=').filter(|_| field.descends()) {
        (Manner::Exact, exact)
    } else if let Some(inner) = regex().filter(|_| field.takes_text()) {
        (Manner::Regex, inner)
    } else {
        (Manner::Plain, text)
    };
    let raw = Value { text: text.to_owned(), manner, span: Span::default() };
    super::value::checked(field, raw).ok().filter(|value| !value.text.is_empty())
}

fn strip_stance(part: &mut Node) {
    retain_stances(part, &|_| false);
}

/// Removes the stances that are not to be kept from an `about:`.
pub(super) fn retain_stances(part: &mut Node, keep: &dyn Fn(&Value) -> bool) {
    let Node::Term(term) = part else { return };
    if term.field != Field::About {
        return;
    }
    for value in &mut term.values {
        let (claim, stance, hedged) = node::position(&value.text);
        if stance.is_some_and(|stance| keep(&Value { text: stance.to_owned(), ..value.clone() })) {
            continue;
        }
        value.text = if hedged { format!("{claim}/hedged") } else { claim.to_owned() };
    }
    term.values = unique_values(std::mem::take(&mut term.values));
}
