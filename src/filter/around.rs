//! The rest of a filter around one of its terms, and how many events it leaves.

use super::field::Field;
use super::node::{FigureTerms, Node, all_of};
use super::{Context, Filter};
use crate::event::EventIx;
use crate::timeline::{EventSet, Timeline};

/// The events that the rest of a filter leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Every event: there is no other term.
    Everything,
    These(EventSet),
    /// The rest is not valid, or it searches the text of a store too large to do so at every key.
    Unknown,
}

/// From so many events on, a rest that searches text is left unknown.
const LARGE: usize = 20_000;

impl Rest {
    /// Returns the events that `filter` leaves.
    #[must_use]
    pub(crate) fn of(filter: &Filter, timeline: &Timeline, context: Context<'_>) -> Self {
        if filter.is_empty() {
            return Self::Everything;
        }
        match filter.bind(timeline, context) {
            Ok(query) if query.plan.searches() && timeline.order().len() >= LARGE => Self::Unknown,
            Ok(query) => Self::These(query.run(timeline)),
            Err(_) => Self::Unknown,
        }
    }

    /// Returns how many of `events` it leaves; `None` if it is unknown.
    #[must_use]
    pub(super) fn count(&self, events: &[u32]) -> Option<u32> {
        match self {
            Self::Everything => Some(events.len() as u32),
            Self::These(set) => Some(events.iter().filter(|ix| set.contains(EventIx(**ix))).count() as u32),
            Self::Unknown => None,
        }
    }

    /// Returns how many of the events in `found` it leaves; `None` if it is unknown.
    #[must_use]
    pub(super) fn count_set(&self, mut found: EventSet) -> Option<u32> {
        match self {
            Self::Everything => {}
            Self::These(set) => found.intersect(set),
            Self::Unknown => return None,
        }
        Some(found.len() as u32)
    }
}

impl Filter {
    /// Returns the terms that hold beside the term written at byte `at`; `None` if no term is written there.
    ///
    /// In `kind:strike (venue:kyiv OR actor:a tag:b)` only `kind:strike tag:b` holds beside `actor:a`.
    #[must_use]
    pub(crate) fn around(&self, at: usize) -> Option<Self> {
        around(&self.root, at).map(|parts| Self::from_root(all_of(parts)))
    }

    /// Returns whether the term written at byte `at` must hold whatever else does: it is in no group and not excluded.
    #[must_use]
    pub(super) fn requires(&self, at: usize) -> bool {
        let parts = self.root.conjuncts().iter();
        parts.filter_map(Node::as_term).any(|term| term.span.0.contains(&at))
    }

    /// Returns whether a term of `field` binds to other terms of this filter, so that it does not say alone what it
    /// leaves: figures of one row, parties in one room, stances on a claim.
    #[must_use]
    pub(super) fn binds(&self, field: Field) -> bool {
        self.root.conjuncts().iter().any(|part| match part {
            Node::FigureTerms(_) => field.of_figure(),
            Node::Term(term) => {
                (field == Field::Met && term.field == Field::Met)
                    || (field == Field::Stance && term.field == Field::About)
                    || (field == Field::Is && term.field == Field::About)
                    || (field == Field::About && matches!(term.field, Field::Stance | Field::Is))
            }
            _ => false,
        })
    }
}

fn around(node: &Node, at: usize) -> Option<Vec<Node>> {
    match node {
        Node::And(parts) => {
            let (found, inner) =
                parts.iter().enumerate().find_map(|(ix, part)| Some((ix, around(part, at)?)))?;
            let others =
                parts.iter().enumerate().filter(|(ix, _)| *ix != found).map(|(_, part)| part.clone());
            Some(others.chain(inner).collect())
        }
        Node::Or(parts) => parts.iter().find_map(|part| around(part, at)),
        Node::Not(inner) => around(inner, at),
        Node::Term(term) => term.span.0.contains(&at).then(Vec::new),
        Node::FigureTerms(row) => {
            let ix = row.terms.iter().position(|term| term.span.0.contains(&at))?;
            let mut terms = row.terms.clone();
            terms.remove(ix);
            let rest = FigureTerms { terms, closed: row.closed, span: row.span.clone() };
            Some(if rest.terms.is_empty() { Vec::new() } else { vec![Node::FigureTerms(rest)] })
        }
    }
}
