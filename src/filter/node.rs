//! The tree of a filter and its normal form.
//!
//! Nodes are built only by [`all_of`], [`one_of`], [`negated`] and [`Node::term`], which keep the tree
//! normal: no group inside a group of the same kind, no group of one, no duplicates, figure terms of one AND
//! group in one row, `stance:` and `is:hedged` moved into the `about:` beside them.

use std::collections::HashSet;
use std::ops::Range;

use super::field::Field;
use crate::event::Stance;

/// A range in the filter's text; all spans are equal, so that equality compares what a filter means and not
/// where it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Span(pub(super) Range<usize>);

impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Span {}

/// How a value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Manner {
    /// The value as the field reads it.
    Plain,
    /// A value with `=`, which excludes members and places inside.
    Exact,
    Regex,
}

/// One of the values separated by commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) text: String,
    pub(super) manner: Manner,
    pub(super) span: Span,
}

/// A field and its values, any of which is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) field: Field,
    pub(super) values: Vec<Value>,
    pub(super) span: Span,
}

/// Terms that one row of `figures` must satisfy together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FigureTerms {
    pub(super) terms: Vec<Term>,
    /// Whether it was written as `figure:(…)`, so that terms beside it apply to another row.
    pub(super) closed: bool,
    pub(super) span: Span,
}

/// A filter or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A conjunction; an empty one matches everything.
    And(Vec<Self>),
    Or(Vec<Self>),
    /// A negation.
    Not(Box<Self>),
    Term(Term),
    /// Terms about one row of figures.
    FigureTerms(FigureTerms),
}

impl Default for Node {
    fn default() -> Self {
        Self::And(Vec::new())
    }
}

impl Node {
    /// Creates a node for a single term; a figure term becomes a row that figure terms beside it can join.
    pub(super) fn term(term: Term) -> Self {
        if term.field.of_figure() {
            let span = term.span.clone();
            Self::FigureTerms(FigureTerms { terms: vec![term], closed: false, span })
        } else {
            Self::Term(term)
        }
    }

    /// Returns the term that the node is; `None` if it is something else.
    pub(super) fn as_term(&self) -> Option<&Term> {
        if let Self::Term(term) = self { Some(term) } else { None }
    }

    /// Returns the parts of a conjunction, or the node itself as the only part.
    pub(super) fn conjuncts(&self) -> &[Self] {
        match self {
            Self::And(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    pub(super) fn into_conjuncts(self) -> Vec<Self> {
        match self {
            Self::And(parts) => parts,
            other => vec![other],
        }
    }
}

/// Joins `parts` with AND, in normal form.
pub(super) fn all_of(parts: Vec<Node>) -> Node {
    let parts: Vec<Node> = parts.into_iter().flat_map(Node::into_conjuncts).collect();
    let mut parts = unique(join_rows(bind_positions(parts)));
    match parts.len() {
        1 => parts.remove(0),
        _ => Node::And(parts),
    }
}

/// Joins `parts` with OR, in normal form.
pub(super) fn one_of(parts: Vec<Node>) -> Node {
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Node::Or(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    let mut parts = unique(flat);
    match parts.len() {
        1 => parts.remove(0),
        _ => Node::Or(parts),
    }
}

/// Negates `node`, in normal form.
pub(super) fn negated(node: Node) -> Node {
    match node {
        Node::Not(inner) => *inner,
        other => Node::Not(Box::new(other)),
    }
}

/// Removes duplicates from `parts`; compares them as printed, so that the cost of a long list is linear.
fn unique(parts: Vec<Node>) -> Vec<Node> {
    if parts.len() < 2 {
        return parts;
    }
    let mut seen = HashSet::new();
    parts.into_iter().filter(|part| seen.insert(part.to_string())).collect()
}

/// Removes duplicates from terms in the same way as [`unique`].
pub(super) fn unique_terms(terms: Vec<Term>) -> Vec<Term> {
    if terms.len() < 2 {
        return terms;
    }
    let mut seen = HashSet::new();
    terms.into_iter().filter(|term| seen.insert(Node::Term(term.clone()).to_string())).collect()
}

/// Joins the figure terms of a conjunction into one row, at the position of the first.
fn join_rows(parts: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(parts.len());
    let mut open: Option<usize> = None;
    for part in parts {
        let Node::FigureTerms(row) = part else {
            out.push(part);
            continue;
        };
        if row.closed {
            out.push(Node::FigureTerms(row));
            continue;
        }
        if let Some(Node::FigureTerms(first)) = open.and_then(|at| out.get_mut(at)) {
            first.terms.extend(row.terms);
        } else {
            open = Some(out.len());
            out.push(Node::FigureTerms(row));
        }
    }
    if let Some(Node::FigureTerms(row)) = open.and_then(|at| out.get_mut(at)) {
        row.terms = unique_terms(std::mem::take(&mut row.terms));
        row.closed = row.terms.len() > 1;
    }
    out
}

/// Counts the positions that the stances of a conjunction would make of its claims.
pub(super) fn positions(parts: &[Node]) -> usize {
    let count = |field: Field| -> usize {
        let of_field = |part: &Node| match part {
            Node::Term(term) if term.field == field => term.values.len(),
            _ => 0,
        };
        parts.iter().map(of_field).sum()
    };
    count(Field::About).saturating_mul(count(Field::Stance))
}

/// Moves `stance:` and `is:hedged` into the `about:` terms beside them.
///
/// A stance binds to each position without one; if every position has one, it stays separate. So do `accuses`
/// and `responds`, which are not positions. Two stances on one claim require two positions.
fn bind_positions(parts: Vec<Node>) -> Vec<Node> {
    let open = |term: &Term| term.field == Field::About && term.values.iter().any(|v| !has_stance(&v.text));
    let any_about = parts.iter().any(|p| matches!(p, Node::Term(t) if t.field == Field::About));
    let any_open = parts.iter().any(|p| matches!(p, Node::Term(t) if open(t)));
    if !any_about {
        return parts;
    }
    let (mut stances, mut hedged, mut rest) = (Vec::new(), false, Vec::new());
    for part in parts {
        match part {
            Node::Term(term) if any_open && term.field == Field::Stance && is_position(&term) => {
                stances.push(term);
            }
            Node::Term(term) if is_hedged(&term) => hedged = true,
            other => rest.push(other),
        }
    }
    let mut out = Vec::with_capacity(rest.len());
    for part in rest {
        match part {
            Node::Term(term) if term.field == Field::About => {
                let mut bound = match stances.as_slice() {
                    stances if open(&term) && !stances.is_empty() => {
                        stances.iter().map(|stance| with_stance(&term, stance)).collect()
                    }
                    _ => vec![term],
                };
                if hedged {
                    bound.iter_mut().for_each(with_hedge);
                }
                out.extend(bound.into_iter().map(Node::Term));
            }
            other => out.push(other),
        }
    }
    out
}

fn is_position(term: &Term) -> bool {
    let position = |v: &Value| v.text.parse::<Stance>().map_or(v.text.contains('*'), Stance::is_position);
    term.values.iter().all(position)
}

fn is_hedged(term: &Term) -> bool {
    term.field == Field::Is && matches!(term.values.as_slice(), [one] if one.text == HEDGED)
}

pub(super) const HEDGED: &str = "hedged";

/// Splits a value of `about:` into claim, stance and whether it is hedged.
pub(super) fn position(text: &str) -> (&str, Option<&str>, bool) {
    let mut parts = text.split('/');
    let claim = parts.next().unwrap_or_default();
    let (mut stance, mut hedged) = (None, false);
    for part in parts {
        if part == HEDGED {
            hedged = true;
        } else {
            stance = Some(part);
        }
    }
    (claim, stance, hedged)
}

fn has_stance(text: &str) -> bool {
    position(text).1.is_some()
}

fn with_stance(about: &Term, stance: &Term) -> Term {
    let mut bound = about.clone();
    bound.values.clear();
    for value in &about.values {
        let (claim, own, hedged) = position(&value.text);
        let tail = if hedged { "/hedged" } else { "" };
        if own.is_some() {
            bound.values.push(value.clone());
        } else {
            bound.values.extend(
                stance
                    .values
                    .iter()
                    .map(|s| Value { text: format!("{claim}/{}{tail}", s.text), ..value.clone() }),
            );
        }
    }
    bound.values = unique_values(bound.values);
    bound
}

fn with_hedge(about: &mut Term) {
    for value in &mut about.values {
        if !position(&value.text).2 {
            value.text.push('/');
            value.text.push_str(HEDGED);
        }
    }
    about.values = unique_values(std::mem::take(&mut about.values));
}

pub(super) fn unique_values(values: Vec<Value>) -> Vec<Value> {
    let mut seen = HashSet::new();
    values.into_iter().filter(|value| seen.insert((value.text.clone(), value.manner))).collect()
}
