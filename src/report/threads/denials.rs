//! What became of what was denied, per denier.
//!
//! Only links and statuses decide, and only what may have come after the denial: a meeting that is linked as
//! confirming what was denied shows that it occurred; a statement that confirms it shows that somebody says so.

use std::collections::{HashMap, HashSet};

use crate::event::{Basis, Event, EventIx, Kind, LinkKind, Role, Status};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::Timeline;
use crate::timeline::clock::{Fine, Response, elapsed, response};

/// What a speaker denied; none: the denial names no speaker.
#[derive(Debug, Clone)]
pub(super) struct Denier {
    pub(super) who: Option<ActorIx>,
    /// One for each event denied, by the first denial; in timeline order.
    pub(super) cases: Vec<Case>,
}

/// A denied event and what became of it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) claim: EventIx,
    pub(super) denial: EventIx,
    /// How it is known that this is what the denial denies.
    pub(super) denies: Basis,
    pub(super) fate: Fate,
    /// What shows it, how the link to it is known, and how long after the denial it came.
    pub(super) by: Option<Proof>,
}

/// An event that decided over a denied claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    pub(super) event: EventIx,
    pub(super) basis: Basis,
    pub(super) after: Response,
}

/// What became of a denied claim, the more certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// A later event that occurred, not a statement, confirms it or contradicts the denial; or it came itself, later.
    Occurred,
    /// A later statement confirms it.
    Confirmed,
    /// It was cancelled, lapsed, was superseded or overtaken, or a later event that occurred contradicts it.
    Not,
    /// Nothing of these is logged.
    Open,
}

impl Fate {
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
    pub(super) fn count(&self, fate: Fate) -> usize {
        self.cases.iter().filter(|case| case.fate == fate).count()
    }

    /// The time from a denial to what decided: the least and the most over all cases that have one.
    pub(super) fn between(&self) -> Option<Response> {
        let lags = self.cases.iter().filter_map(|case| Some(case.by?.after));
        lags.filter(|lag| matches!(lag, Response::After { .. })).reduce(span)
    }
}

/// The span of two times.
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

/// Who denied something in the filter: who denied most first, then by name.
pub(super) fn deniers(scope: &Scope<'_>) -> Vec<Denier> {
    let (timeline, registry) = (scope.timeline, &scope.timeline.store().registry);
    let mut seen = HashSet::new();
    let mut by_actor: HashMap<Option<ActorIx>, Vec<Case>> = HashMap::new();
    // A claim may be denied by many: what bears on it is gathered once.
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

/// What became of `claim` after `denial`: the more certain wins, then the earlier. `known` is what bears on the claim.
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
    // What was denied beforehand and is logged as having occurred later; what was denied afterwards is not.
    let itself = Evidence::new(timeline, claim, denies, Says::So).filter(|it| it.fate == Fate::Occurred);
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
        Some((Evidence { fate, event, basis, .. }, after)) => {
            Case { claim, denial, denies, fate, by: Some(Proof { event, basis, after }) }
        }
        None if fell_through(scope, claim) => {
            // The claim need not have occurred: what is told is how long after the denial its date passed.
            let after = elapsed(store, timeline.event(denial), timeline.event(claim));
            let by = Proof { event: claim, basis: Basis::Stated, after };
            Case { claim, denial, denies, fate: Fate::Not, by: (after != Response::Preemptive).then_some(by) }
        }
        None => Case { claim, denial, denies, fate: Fate::Open, by: None },
    }
}

/// An event that decides over a claim, if it came later than the denial.
#[derive(Debug, Clone, Copy)]
struct Evidence {
    event: EventIx,
    basis: Basis,
    fate: Fate,
    rank: usize,
}

impl Evidence {
    fn new(timeline: &Timeline, event: EventIx, basis: Basis, says: Says) -> Option<Self> {
        let fate = decided(timeline.event(event), says)?;
        Some(Self { event, basis, fate, rank: timeline.rank(event) })
    }

    /// The more certain first, then the earlier, then the better known.
    fn order(&self) -> (Fate, usize, u8) {
        (self.fate, self.rank, self.basis as u8)
    }

    /// All that bears on `claim`, in order.
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

/// What a link says of a denied claim.
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

/// What an event decides that says so: only one that occurred, and a statement is never the thing itself.
fn decided(event: &Event, says: Says) -> Option<Fate> {
    let is_thing = event.kind != Kind::Statement;
    match says {
        _ if !event.occurred() => None,
        Says::So | Says::Undeniable if is_thing => Some(Fate::Occurred),
        Says::So => Some(Fate::Confirmed),
        Says::NotSo if is_thing => Some(Fate::Not),
        Says::Void => Some(Fate::Not),
        Says::Undeniable | Says::NotSo => None,
    }
}

fn fell_through(scope: &Scope<'_>, claim: EventIx) -> bool {
    let timeline: &Timeline = scope.timeline;
    timeline.event(claim).status == Status::Cancelled || timeline.lapsed(claim, scope.now.instant)
}
