//! Agenda language: terms by actor and week, first uses and negations.
//!
//! The filter chooses the statements that are searched for terms. Two figures come from the whole store: how many
//! statements with a quotation an actor made in a week, and when it first used a term. What is dated after now was not
//! said yet: it is counted apart.

mod gather;
mod json;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::Value;

use super::document::Page;
use super::voices::By;
use super::week::IsoWeek;
use super::{Report, Scope};
use crate::event::EventIx;
use crate::registry::ActorIx;

pub(crate) use crate::timeline::terms::Negation;

/// The report on language: terms, and who used them when.
#[derive(Debug, Clone)]
pub(crate) struct Language {
    /// The level of the actors.
    pub by: By,
    /// The weeks from the first to the last quotation in view. `None` if there are no quotations or an end is open.
    pub(crate) weeks: Option<(IsoWeek, IsoWeek)>,
    /// The actors with a quoted statement in view, those with most first.
    pub actors: Vec<Quoted>,
    /// Every term of the store, in its order.
    pub terms: Vec<Term>,
    /// The number of quotations in view that are dated after now; they are in no fraction, and nobody's first use.
    pub(crate) to_come: usize,
    /// The languages of quotations in view for which no term has stems, with the number of such quotations.
    pub(crate) unread: BTreeMap<String, usize>,
}

/// How often an actor is quoted: the number below the line of a fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub actor: ActorIx,
    /// The number of statements with a quotation in the window, from the whole store. Copies are not counted.
    pub statements: usize,
    /// The number of these that the filter chose.
    pub shown: usize,
    /// [`Quoted::statements`] by week, for statements whose week is known.
    pub(crate) weeks: BTreeMap<IsoWeek, usize>,
}

/// A term and its uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The index of the term in [`Registry::terms`](crate::registry::Registry::terms).
    pub(crate) number: usize,
    /// The actors that used it in the view, those with most uses first.
    pub actors: Vec<Usage>,
    /// The events in view that have it on their agenda. These are nobody's words.
    pub(crate) agendas: Vec<EventIx>,
    /// The events in view whose words only another party reports.
    pub reported: Vec<EventIx>,
}

/// All uses of one term by one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// The actor that used the term.
    pub actor: ActorIx,
    /// The statements in view that use it, in timeline order.
    pub(crate) uses: Vec<Use>,
    /// The first use in the whole store.
    pub first: Use,
    /// Whether the first use is outside the filter.
    pub(crate) first_outside: bool,
}

/// A statement that uses a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The statement itself.
    pub event: EventIx,
    /// The week of the statement, if it is known.
    pub(crate) week: Option<IsoWeek>,
    /// Whether the term is negated in it.
    pub(crate) negation: Negation,
    /// Whether the term was found in a translation, so that the word is the translator's.
    pub translated: bool,
}

impl Language {
    /// Reports on the events in `scope`, by offices, because agendas are set by offices.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        Self::by(scope, By::Office)
    }

    /// Reports on the events in `scope`, by actors of one level.
    #[must_use]
    pub(crate) fn by(scope: &Scope<'_>, by: By) -> Self {
        gather::language(scope, by)
    }

    /// Returns how often `actor` is quoted in the window.
    #[must_use]
    pub(crate) fn quoted(&self, actor: ActorIx) -> Option<&Quoted> {
        self.actors.iter().find(|quoted| quoted.actor == actor)
    }
}

impl Term {
    /// Returns the uses of the term by `actor`.
    #[must_use]
    pub(crate) fn usage(&self, actor: ActorIx) -> Option<&Usage> {
        self.actors.iter().find(|usage| usage.actor == actor)
    }

    fn is_found(&self) -> bool {
        !(self.actors.is_empty() && self.agendas.is_empty() && self.reported.is_empty())
    }
}

impl Usage {
    /// Counts the statements in view that use it negated, by the rule of their language.
    #[must_use]
    pub(crate) fn negated(&self) -> usize {
        self.uses.iter().filter(|used| used.negation == Negation::Negated).count()
    }

    /// Counts the statements in view that use it, by week. Statements without a known week are left out.
    #[must_use]
    pub(crate) fn by_week(&self) -> BTreeMap<IsoWeek, usize> {
        let mut weeks = BTreeMap::new();
        for week in self.uses.iter().filter_map(|used| used.week) {
            *weeks.entry(week).or_default() += 1;
        }
        weeks
    }
}

impl Report for Language {
    fn is_empty(&self) -> bool {
        !self.terms.iter().any(Term::is_found)
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::value(self, scope)
    }
}
