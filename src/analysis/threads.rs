//! Threads: events that answer each other, as trees, with response times.
//!
//! Three questions of one set of links: who answered what, and how soon (`times`); what hangs together (`tree`); and
//! what became of what was denied (`denials`). The filter chooses threads by any of their events, response times by
//! the answer and denied claims by the denial; whatever else a thread holds is shown and marked.

mod data;
mod denials;
mod draw;
mod tables;
mod times;
mod tree;

use serde_json::Value;

use super::page::Page;
use super::{Report, Scope};
use crate::event::{EventIx, Kind, Stance};
use crate::timeline::Timeline;

use denials::Denier;
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
            unanswered: claims.filter(|ix| !scope.timeline.threads().fate(*ix).answered()).collect(),
            deniers: denials::deniers(scope),
        }
    }
}

impl Report for Threads {
    fn is_empty(&self) -> bool {
        self.trees.is_empty() && self.unanswered.is_empty()
    }

    fn page(&self, scope: &Scope<'_>) -> Page {
        draw::page(self, scope)
    }

    fn json(&self, scope: &Scope<'_>) -> Value {
        data::json(self, scope)
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
