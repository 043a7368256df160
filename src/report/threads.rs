//! Threads: events that answer each other, as trees, with response times.
//!
//! Three questions of one set of links: who answered what, and how soon (`times`); what hangs together (`tree`); and
//! what became of what was denied (`denials`). The filter chooses threads by any of their events, response times by
//! the answer and denied claims by the denial; whatever else a thread holds is shown and marked.

mod denials;
mod json;
mod mention;
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

use denials::{Denier, Fate};
use times::Times;
use tree::Thread;

/// Threads: events that answer each other, as trees, with response times.
#[derive(Debug, Clone)]
pub struct Threads {
    /// Those with an event in the filter, by their first event.
    trees: Vec<Thread>,
    /// How soon the statements in the filter answered.
    times: Times,
    /// Claims in the filter that no event answers.
    unanswered: Vec<EventIx>,
    /// Who denied what in the filter, and what became of it.
    deniers: Vec<Denier>,
}

impl Threads {
    /// Reports on what `scope` holds.
    #[must_use]
    pub fn new(scope: &Scope<'_>) -> Self {
        let claims = scope.shown.iter().copied().filter(|ix| is_claim(scope.timeline, *ix));
        Self {
            trees: tree::threads(scope),
            times: Times::new(scope),
            unanswered: claims.filter(|ix| !scope.timeline.threads().reactions(*ix).answered()).collect(),
            deniers: denials::deniers(scope),
        }
    }
}

/// A claim of the log that was denied and then turned out to be so.
#[derive(Debug, Clone)]
pub(super) struct Overtaken {
    pub(super) claim: EventIx,
    /// The denials in the filter, in timeline order, and how it is known that this is what they deny.
    pub(super) denials: Vec<(EventIx, Basis)>,
    /// What shows that it was so, and how its link is known.
    pub(super) proof: EventIx,
    pub(super) basis: Basis,
    /// Whether it occurred; else somebody says so.
    pub(super) occurred: bool,
    /// Whether the proof certainly came after the first denial.
    pub(super) later: bool,
}

impl Threads {
    /// Returns the trees of the threads of `least` events or more, those with most events of the view first.
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
            let occurred = match case.fate {
                Fate::Occurred => true,
                Fate::Confirmed => false,
                Fate::Not | Fate::Open => continue,
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

/// Whether it is a statement that asserts something: it affirms or accuses, or affirms a registered claim.
///
/// The same as `kind:statement stance:affirms,accuses`.
fn is_claim(timeline: &Timeline, ix: EventIx) -> bool {
    const ASSERTS: u8 = 1 << Stance::Affirms as u8 | 1 << Stance::Accuses as u8;
    timeline.event(ix).kind == Kind::Statement && timeline.index().stances()[ix.index()] & ASSERTS != 0
}

#[cfg(test)]
mod tests;
