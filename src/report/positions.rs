//! Positions: who affirms, denies, supports or opposes which claim, and who says nothing.
//!
//! A position belongs to an utterance and is never a fact. It is held by the speakers of an event whose `about` names
//! a claim. The filter chooses the utterances. The whole store decides whether an actor spoke at all in their window,
//! and what it said outside the filter.

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

/// The report on positions: actors and what they hold on claims.
#[derive(Debug, Clone, Default)]
pub(crate) struct Positions {
    /// The level of the actors.
    pub by: By,
    /// The first and last day of the utterances in view, or of all events in view if there are no utterances. The
    /// extreme days mean an open end.
    pub(crate) window: Option<(Day, Day)>,
    /// The claims with at least one utterance, the one spoken of last first.
    pub claims: Vec<ClaimRow>,
    /// The actors with a position on at least one claim, those with most positions first.
    pub actors: Vec<ActorIx>,
    /// Those of [`Positions::actors`] and [`Positions::present`] that have an utterance logged in the window,
    /// whatever it was about.
    pub(crate) spoke: HashSet<ActorIx>,
    /// Events that take a position but name nobody who takes it.
    pub(crate) unspoken: Vec<EventIx>,
    /// Utterances in view that are dated after now and so make no position yet.
    pub(crate) to_come: Vec<EventIx>,
    /// The actors that take part in the events in view, in order of first appearance.
    pub(crate) present: Vec<ActorIx>,
}

/// A claim, and what each actor holds on it.
#[derive(Debug, Clone)]
pub(crate) struct ClaimRow {
    pub claim: ClaimIx,
    /// The positions, in the order of [`Positions::actors`].
    pub cells: Vec<Cell>,
}

impl Positions {
    /// Reports on the events in `scope`, by states.
    #[must_use]
    pub(crate) fn new(scope: &Scope<'_>) -> Self {
        Self::by(scope, By::State)
    }

    /// Reports on the events in `scope`, by actors of one level.
    #[must_use]
    pub(crate) fn by(scope: &Scope<'_>, by: By) -> Self {
        gather::positions(scope, by)
    }

    /// Returns whether an actor spoke in the window.
    #[must_use]
    pub(crate) fn spoke(&self, actor: ActorIx) -> bool {
        self.spoke.contains(&actor)
    }
}

impl ClaimRow {
    /// Returns the position of `actor`.
    #[must_use]
    pub(crate) fn cell(&self, actor: ActorIx) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.actor == actor)
    }

    /// Returns the positions that actors are on record with.
    fn own(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.letter != Letter::Reported)
    }

    /// Returns who is for it and who is against it, if at least two actors differ. An actor that holds both sides is
    /// in both lists.
    ///
    /// At least one of two opposed actors is inside the filter. The other may be outside it.
    #[must_use]
    pub(crate) fn opposed(&self) -> Option<(Vec<&Cell>, Vec<&Cell>)> {
        let on = |holds: fn(Letter) -> bool| -> Vec<&Cell> {
            self.own().filter(|cell| cell.holds(holds)).collect()
        };
        let (pro, con) = (on(Letter::is_for), on(Letter::is_against));
        let differ = pro.iter().any(|a| con.iter().any(|b| a.actor != b.actor && !(a.outside && b.outside)));
        differ.then_some((pro, con))
    }

    /// Returns the actors that are on record on both sides.
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
