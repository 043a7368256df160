//! Agenda language: terms by actor and week, first uses and negations.
//!
//! The filter chooses the statements in which terms are looked for; how many statements with a quotation an actor made
//! in a week, and when it first used a term, comes from the whole store.

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

/// Terms and who used them when.
#[derive(Debug, Clone)]
pub(crate) struct Language {
    /// What the actors are.
    pub by: By,
    /// The weeks from the first to the last quotation shown; none where there are none or an end is open.
    pub(crate) weeks: Option<(IsoWeek, IsoWeek)>,
    /// Actors of which a statement with a quotation is shown, those with most first.
    pub actors: Vec<Quoted>,
    /// Every term of the store, in its order.
    pub terms: Vec<Term>,
    /// Languages of quotations shown that no term has stems for, with the number of such quotations.
    pub(crate) unread: BTreeMap<String, usize>,
}

/// How often an actor is quoted: what stands below the stroke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub actor: ActorIx,
    /// Statements with a quotation in the window, of the whole store; copies are not counted.
    pub statements: usize,
    /// Those of them that the filter chose.
    pub shown: usize,
    /// [`Quoted::statements`] by week, where the week is known.
    pub(crate) weeks: BTreeMap<IsoWeek, usize>,
}

/// A term and its uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// Its place in [`Registry::terms`](crate::registry::Registry::terms).
    pub(crate) term: usize,
    /// Who used it in what is shown, those with most uses first.
    pub actors: Vec<Usage>,
    /// Events shown that have it on their agenda; nobody's words.
    pub(crate) agendas: Vec<EventIx>,
    /// Events shown of which only another party reports the words.
    pub reported: Vec<EventIx>,
}

/// One actor's uses of one term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// Who.
    pub actor: ActorIx,
    /// Statements shown that use it, in timeline order.
    pub(crate) uses: Vec<Use>,
    /// The first use in the whole store.
    pub first: Use,
    /// Whether the filter left that out.
    pub(crate) first_outside: bool,
}

/// A statement that uses a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// Where.
    pub event: EventIx,
    /// Its week, where it is known.
    pub(crate) week: Option<IsoWeek>,
    /// Whether the term stands negated in it.
    pub(crate) negation: Negation,
    /// Whether it was found in a translation: the word is the translator's.
    pub translated: bool,
}

impl Language {
    /// Reports on what `scope` holds, by offices: agendas are theirs.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        Self::by(scope, By::Office)
    }

    /// Reports on what `scope` holds, by actors of one level.
    #[must_use]
    pub(crate) fn by(scope: &Scope<'_>, by: By) -> Self {
        gather::language(scope, by)
    }

    /// How often `actor` is quoted in the window.
    #[must_use]
    pub(crate) fn quoted(&self, actor: ActorIx) -> Option<&Quoted> {
        self.actors.iter().find(|quoted| quoted.actor == actor)
    }
}

impl Term {
    /// What `actor` made of it.
    #[must_use]
    pub(crate) fn usage(&self, actor: ActorIx) -> Option<&Usage> {
        self.actors.iter().find(|usage| usage.actor == actor)
    }

    fn is_found(&self) -> bool {
        !(self.actors.is_empty() && self.agendas.is_empty() && self.reported.is_empty())
    }
}

impl Usage {
    /// How many statements shown use it negated, by the rule of their language.
    #[must_use]
    pub(crate) fn negated(&self) -> usize {
        self.uses.iter().filter(|used| used.negation == Negation::Negated).count()
    }

    /// Statements shown that use it, by week, where the week is known.
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
