//! What became of denied claims, by denier.
//!
//! Only links and statuses decide, and only events that may have come after the denial. A meeting that is linked as
//! confirming the denied claim shows that it occurred. A statement that confirms it shows only that somebody says so.

use std::collections::{HashMap, HashSet};

use crate::event::{Basis, Event, EventIx, Kind, LinkKind, Role, Status};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::Timeline;
use crate::timeline::clock::{Fine, Response, elapsed, response};

/// Everything that one speaker denied. `who` is `None` if the denial names no speaker.
#[derive(Debug, Clone)]
pub(super) struct Denier {
    pub(super) who: Option<ActorIx>,
    /// One case for each denied event, at its first denial, in timeline order.
    pub(super) cases: Vec<Case>,
}

/// A denied event and what became of it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) claim: EventIx,
    pub(super) denial: EventIx,
    /// The way in which it is known that the denial denies this claim.
    pub(super) denies: Basis,
    pub(super) outcome: Outcome,
    /// The event that decided it, how its link is known, and how long after the denial it came.
    pub(super) by: Option<Proof>,
}

/// An event that decided a denied claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    pub(super) event: EventIx,
    pub(super) basis: Basis,
    pub(super) after: Response,
}

/// What became of a denied claim, the more certain outcomes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// A later event other than a statement occurred and confirms the claim or contradicts the denial, or the claim
    /// itself occurred later.
    Occurred,
    /// A later statement confirms it.
    Confirmed,
    /// It was cancelled, lapsed, was superseded or overtaken, or a later event that occurred contradicts it.
    Not,
    /// None of these is logged.
    Open,
}

impl Outcome {
    pub(super) const ALL: [Self; 4] = [Self::Occurred, Self::Confirmed, Self::Not, Self::Open];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Occurred => "later occurred",
            Self::Confirmed => "later confirmed",
            Self::Not => "not",
            Self::Open => "open",
        }
    }
}

impl Denier {
    pub(super) fn count(&self, outcome: Outcome) -> usize {
        self.cases.iter().filter(|case| case.outcome == outcome).count()
    }

    /// Returns the time from a denial to the deciding event: the least and the most over all cases that have one.
    pub(super) fn between(&self) -> Option<Response> {
        let lags = self.cases.iter().filter_map(|case| Some(case.by?.after));
        lags.filter(|lag| matches!(lag, Response::After { .. })).reduce(span)
    }
}

/// Returns the span of two times.
fn span(a: Response, b: Response) -> Response {
    match (a, b) {
        (
            Response::After { min: low, max: high, doubted, order_uncertain, fine },
            Response::After { min, max, doubted: too, order_uncertain: either, fine: other },
        ) => {
            let (least, most) =
                ((low, fine.min).min((min, other.min)), |max: Option<i64>| max.unwrap_or(i64::MAX));
            let longest = if most(high) >= most(max) { fine.max } else { other.max };
            Response::After {
                min: least.0,
                max: high.zip(max).map(|(high, max)| high.max(max)),
                order_uncertain: order_uncertain || either,
                doubted: doubted || too,
                fine: Fine { min: least.1, max: longest },
            }
        }
        (Response::After { .. }, _) => a,
        _ => b,
    }
}

/// Returns who denied something in the filter, those with most denials first, then by name.
pub(super) fn deniers(scope: &Scope<'_>) -> Vec<Denier> {
    let (timeline, registry) = (scope.timeline, &scope.timeline.store().registry);
    let mut seen = HashSet::new();
    let mut by_actor: HashMap<Option<ActorIx>, Vec<Case>> = HashMap::new();
    // Many speakers may deny one claim, so the evidence on it is gathered once.
    let mut known: HashMap<EventIx, Vec<Evidence>> = HashMap::new();
    for denial in scope.shown.iter().copied() {
        let event = timeline.event(denial);
        if !event.occurred() {
            continue;
        }
        let mut who: Vec<Option<ActorIx>> = event.in_role(Role::Speaker).map(Some).collect();
        if who.is_empty() {
            who.push(None);
        }
        for link in event.links.iter().filter(|l| l.kind == LinkKind::Denies && l.to != denial) {
            for who in &who {
                if seen.insert((*who, link.to)) {
                    let known = known.entry(link.to).or_insert_with(|| Evidence::on(timeline, link.to));
                    by_actor.entry(*who).or_default().push(case(scope, (link.to, link.basis), denial, known));
                }
            }
        }
    }
    let mut deniers: Vec<Denier> = by_actor.into_iter().map(|(who, cases)| Denier { who, cases }).collect();
    let name = |who: Option<ActorIx>| who.map(|who| registry.actor(who).name.as_str());
    deniers.sort_by(|a, b| {
        (a.who.is_none(), b.cases.len(), name(a.who), a.who).cmp(&(
            b.who.is_none(),
            a.cases.len(),
            name(b.who),
            b.who,
        ))
    });
    deniers
}

/// Decides what became of `claim` after `denial`. The more certain outcome wins, then the earlier. `known` is the
/// evidence on the claim.
///
/// An event that is dated after now has not happened yet and decides nothing.
fn case(scope: &Scope<'_>, (claim, denies): (EventIx, Basis), denial: EventIx, known: &[Evidence]) -> Case {
    let (timeline, store) = (scope.timeline, scope.timeline.store());
    let after_denial = |event: EventIx| {
        let after = response(store, timeline.event(denial), timeline.event(event));
        let happened = timeline.event(event).date.earliest() <= scope.now.instant;
        (happened && after != Response::Preemptive).then_some(after)
    };
    let later = |evidence: &Evidence| {
        let other = ![denial, claim].contains(&evidence.event);
        Some((*evidence, after_denial(evidence.event).filter(|_| other)?))
    };
    // This is a claim that was denied beforehand and is logged as having occurred later, not one that was denied
    // afterwards.
    let itself =
        Evidence::new(timeline, claim, denies, Says::So).filter(|it| it.outcome == Outcome::Occurred);
    let itself = itself.zip(after_denial(claim));
    let itself = itself.filter(|(_, after)| matches!(after, Response::After { order_uncertain: false, .. }));
    let of_denial = timeline
        .links_from_occurred(denial)
        .filter_map(|b| Evidence::new(timeline, b.from, b.basis, by_denial(b.kind)?))
        .filter_map(|evidence| later(&evidence));
    let best = known
        .iter()
        .find_map(later)
        .into_iter()
        .chain(of_denial)
        .chain(itself)
        .min_by_key(|(found, _)| found.order());
    match best {
        Some((Evidence { outcome, event, basis, .. }, after)) => {
            Case { claim, denial, denies, outcome, by: Some(Proof { event, basis, after }) }
        }
        None if fell_through(scope, claim) => {
            // The claim need not have occurred. The time is how long after the denial its date passed.
            let after = elapsed(store, timeline.event(denial), timeline.event(claim));
            let by = Proof { event: claim, basis: Basis::Stated, after };
            Case {
                claim,
                denial,
                denies,
                outcome: Outcome::Not,
                by: (after != Response::Preemptive).then_some(by),
            }
        }
        None => Case { claim, denial, denies, outcome: Outcome::Open, by: None },
    }
}

/// An event that decides a claim if it came later than the denial.
#[derive(Debug, Clone, Copy)]
struct Evidence {
    event: EventIx,
    basis: Basis,
    outcome: Outcome,
    rank: usize,
}

impl Evidence {
    fn new(timeline: &Timeline, event: EventIx, basis: Basis, says: Says) -> Option<Self> {
        let outcome = decided(timeline.event(event), says)?;
        Some(Self { event, basis, outcome, rank: timeline.rank(event) })
    }

    /// Returns the sort key: the more certain first, then the earlier, then the better known.
    fn order(&self) -> (Outcome, usize, u8) {
        (self.outcome, self.rank, self.basis as u8)
    }

    /// Returns all evidence on `claim`, in order.
    fn on(timeline: &Timeline, claim: EventIx) -> Vec<Self> {
        let links = &timeline.event(claim).links;
        let overtaken = links.iter().filter(|l| l.kind == LinkKind::OvertakenBy);
        let overtaken = overtaken.filter_map(|l| Self::new(timeline, l.to, l.basis, Says::Void));
        let back = timeline
            .links_from_occurred(claim)
            .filter_map(|b| Self::new(timeline, b.from, b.basis, by_claim(b.kind)?));
        let mut all: Vec<Self> = back.chain(overtaken).collect();
        all.sort_by_key(Self::order);
        all
    }
}

/// What a link says about a denied claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    So,
    /// That it cannot be denied.
    Undeniable,
    NotSo,
    Void,
}

fn by_claim(kind: LinkKind) -> Option<Says> {
    match kind {
        LinkKind::Confirms | LinkKind::Asserts => Some(Says::So),
        LinkKind::Contradicts => Some(Says::NotSo),
        LinkKind::Supersedes => Some(Says::Void),
        _ => None,
    }
}

fn by_denial(kind: LinkKind) -> Option<Says> {
    (kind == LinkKind::Contradicts).then_some(Says::Undeniable)
}

/// Returns what an event decides that says so. Only an event that occurred decides, and a statement is never the
/// event itself.
fn decided(event: &Event, says: Says) -> Option<Outcome> {
    let is_thing = event.kind != Kind::Statement;
    match says {
        _ if !event.occurred() => None,
        Says::So | Says::Undeniable if is_thing => Some(Outcome::Occurred),
        Says::So => Some(Outcome::Confirmed),
        Says::NotSo if is_thing => Some(Outcome::Not),
        Says::Void => Some(Outcome::Not),
        Says::Undeniable | Says::NotSo => None,
    }
}

fn fell_through(scope: &Scope<'_>, claim: EventIx) -> bool {
    let timeline: &Timeline = scope.timeline;
    timeline.event(claim).status == Status::Cancelled || timeline.lapsed(claim, scope.now.instant)
}
