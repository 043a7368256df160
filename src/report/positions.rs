//! Positions: who affirms, denies, supports or opposes which claim, and who says nothing.
//!
//! A position is an utterance's, never a fact: it belongs to the speakers of an event whose `about` names a claim. The
//! filter chooses the utterances; whether an actor spoke at all in their window, and what it said outside the filter,
//! comes from the whole store.

mod cell;
mod gather;
mod json;
mod page;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::document::Page;
use super::voices::{By, speakers, voices};
use super::{Report, Scope};
use crate::event::EventIx;
use crate::event::date::Day;
use crate::registry::{ActorIx, ClaimIx};
use crate::timeline::Timeline;

pub use cell::{Cell, Letter, Utterance};

/// Actors and their positions on claims.
#[derive(Debug, Clone, Default)]
pub(crate) struct Positions {
    /// What the actors are.
    pub by: By,
    /// The first and the last day of the utterances shown, of events where there are none; the extremes are open.
    pub(crate) window: Option<(Day, Day)>,
    /// Claims on which something was said, the one spoken of last first.
    pub claims: Vec<ClaimRow>,
    /// Actors with a position on at least one claim, those with most first.
    pub actors: Vec<ActorIx>,
    /// Those of [`Positions::actors`] and [`Positions::present`] of which an utterance is logged in the window, whatever
    /// it was about.
    pub(crate) spoke: HashSet<ActorIx>,
    /// Events that take a position and name nobody who takes it.
    pub(crate) unspoken: Vec<EventIx>,
    /// Utterances shown that are dated after now, so that they make no position yet.
    pub(crate) to_come: Vec<EventIx>,
    /// Actors that have a part in the events shown, in order of first appearance.
    pub(crate) present: Vec<ActorIx>,
}

/// A claim and who holds what on it.
#[derive(Debug, Clone)]
pub(crate) struct ClaimRow {
    pub claim: ClaimIx,
    /// Positions, in the order of [`Positions::actors`].
    pub cells: Vec<Cell>,
}

impl Positions {
    /// Reports on what `scope` holds, by states.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        Self::by(scope, By::State)
    }

    /// Reports on what `scope` holds, by actors of one level.
    #[must_use]
    pub(crate) fn by(scope: &Scope<'_>, by: By) -> Self {
        gather::positions(scope, by)
    }

    /// Whether an actor spoke in the window.
    #[must_use]
    pub(crate) fn spoke(&self, actor: ActorIx) -> bool {
        self.spoke.contains(&actor)
    }
}

impl ClaimRow {
    /// The position of `actor`.
    #[must_use]
    pub(crate) fn cell(&self, actor: ActorIx) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.actor == actor)
    }

    /// Positions that the actors are on record with.
    fn own(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.letter != Letter::Reported)
    }

    /// Who is for it and who is against it, where at least two actors differ; one that is both stands on both sides.
    ///
    /// One of the two is chosen by the filter; the other may stand outside it.
    #[must_use]
    pub(crate) fn opposed(&self) -> Option<(Vec<&Cell>, Vec<&Cell>)> {
        let on = |holds: fn(Letter) -> bool| -> Vec<&Cell> {
            self.own().filter(|cell| cell.holds(holds)).collect()
        };
        let (pro, con) = (on(Letter::is_for), on(Letter::is_against));
        let differ = pro.iter().any(|a| con.iter().any(|b| a.actor != b.actor && !(a.outside && b.outside)));
        differ.then_some((pro, con))
    }

    /// Actors of which both sides are on record.
    pub(crate) fn divided(&self) -> impl Iterator<Item = &Cell> {
        self.own().filter(|cell| cell.letter == Letter::Mixed && !cell.outside)
    }
}

impl Report for Positions {
    fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.unspoken.is_empty() && self.to_come.is_empty()
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::value(self, scope)
    }
}
