//! Threads: events that answer each other, as trees, with response times.
//!
//! The report asks three questions of one set of links: who answered what, and how soon (`times`); which events form
//! a tree (`tree`); and what became of denied claims (`denials`). The filter chooses a thread by any of its events, a
//! response time by the answer and a denied claim by the denial. Everything else in a thread is shown and marked.
//!
//! Which events make a thread is decided by `timeline::threads` and
//! [`LinkKind::makes_thread`](crate::event::LinkKind::makes_thread); what an event hangs on, by `tree`.

mod denials;
mod json;
mod mention;
mod outline;
mod page;
mod tables;
mod times;
mod tree;

use std::cmp::Reverse;

use serde_json::Value;

use super::document::{Branch, Page};
use super::{Report, Scope};
use crate::event::{Basis, EventIx, Kind, Stance};
use crate::timeline::Timeline;
use crate::timeline::clock::Response;

pub(crate) use outline::{Entry, Outline};

use denials::{Denier, Outcome};
use times::Times;
use tree::Thread;

/// The report on threads: events that answer each other, as trees, with response times.
#[derive(Debug, Clone)]
pub struct Threads {
    /// The threads with an event in the filter, by their first event.
    trees: Vec<Thread>,
    /// How soon the statements in the filter answered.
    times: Times,
    /// The claims in the filter that no event answers.
    unanswered: Vec<EventIx>,
    /// Who denied what in the filter, and what became of it.
    deniers: Vec<Denier>,
}

impl Threads {
    /// Reports on the events in `scope`.
    #[must_use]
    pub fn new(scope: &Scope<'_>) -> Self {
        Self {
            trees: tree::threads(scope),
            times: Times::new(scope),
            unanswered: Self::unanswered(scope),
            deniers: denials::deniers(scope),
        }
    }
}

/// A claim of the log that was denied and then turned out to be true.
#[derive(Debug, Clone)]
pub(super) struct Overtaken {
    pub(super) claim: EventIx,
    /// The denials in the filter, in timeline order, each with how it is known that they deny this claim.
    pub(super) denials: Vec<(EventIx, Basis)>,
    /// The event that shows that the claim was true, and how its link is known.
    pub(super) proof: EventIx,
    pub(super) basis: Basis,
    /// Whether the claim occurred. If not, somebody only says so.
    pub(super) occurred: bool,
    /// Whether the proof certainly came after the first denial.
    pub(super) later: bool,
}

impl Threads {
    /// Returns the trees of the threads with at least `least` events, those with most events of the view first.
    pub(crate) fn longest(&self, scope: &Scope<'_>, least: usize) -> Vec<Vec<Branch>> {
        let inside = |thread: &Thread| thread.events.iter().filter(|member| scope.holds(member.ix)).count();
        let mut long: Vec<&Thread> =
            self.trees.iter().filter(|thread| thread.events.len() >= least).collect();
        long.sort_by_key(|thread| Reverse((inside(thread), thread.events.len())));
        long.into_iter().map(|thread| page::bare_branches(thread, scope)).collect()
    }

    /// Returns what was denied in the filter and later occurred or was confirmed, by the first denial.
    pub(super) fn overtaken(&self) -> Vec<Overtaken> {
        let mut all: Vec<Overtaken> = Vec::new();
        for case in self.deniers.iter().flat_map(|denier| &denier.cases) {
            let occurred = match case.outcome {
                Outcome::Occurred => true,
                Outcome::Confirmed => false,
                Outcome::Not | Outcome::Open => continue,
            };
            let Some(proof) = case.by else { continue };
            let later = matches!(proof.after, Response::After { order_uncertain: false, doubted: false, .. });
            match all.iter_mut().find(|known| known.claim == case.claim && known.proof == proof.event) {
                Some(known) => {
                    known.later |= later;
                    if !known.denials.iter().any(|(denial, _)| *denial == case.denial) {
                        known.denials.push((case.denial, case.denies));
                    }
                }
                None => all.push(Overtaken {
                    claim: case.claim,
                    denials: vec![(case.denial, case.denies)],
                    proof: proof.event,
                    basis: proof.basis,
                    occurred,
                    later,
                }),
            }
        }
        all
    }
}

impl Report for Threads {
    fn is_empty(&self) -> bool {
        self.trees.is_empty() && self.unanswered.is_empty()
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        page::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        json::json(self, scope)
    }
}

/// Returns whether it is a statement that asserts something: it affirms or accuses, or affirms a registered claim.
///
/// This is the same as `kind:statement stance:affirms,accuses`.
fn is_claim(timeline: &Timeline, ix: EventIx) -> bool {
    const ASSERTS: u8 = 1 << Stance::Affirms as u8 | 1 << Stance::Accuses as u8;
    timeline.event(ix).kind == Kind::Statement && timeline.index().stances()[ix.index()] & ASSERTS != 0
}

#[cfg(test)]
mod tests;
