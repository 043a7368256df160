//! How the events of a thread hang on each other.

use std::collections::HashMap;

use crate::event::{Basis, EventIx, LinkKind, Word};
use crate::report::Scope;
use crate::timeline::clock::{Response, response};
use crate::timeline::{Forest, Timeline};

/// Events tied by links, in timeline order.
#[derive(Debug, Clone)]
pub(super) struct Thread {
    pub(super) events: Vec<Member>,
}

/// An event of a thread.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) ix: EventIx,
    /// Its place among the arrows: the one that it hangs on; none: it is a root.
    pub(super) hangs: Option<Hang>,
    /// What it is tied to by its own links, what it hangs on first where it hangs.
    pub(super) arrows: Vec<Arrow>,
}

/// What an event hangs on: the place in [`Thread::events`] of what its first arrow points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hang(pub(super) usize);

/// All links from one event to another.
#[derive(Debug, Clone)]
pub(super) struct Arrow {
    pub(super) to: EventIx,
    /// In the order that decides: denies, confirms, responds to, then others.
    pub(super) links: Vec<(LinkKind, Basis)>,
    /// How long after the other it came.
    pub(super) lag: Response,
}

/// The threads that hold at least one event of the filter, by their first event.
pub(super) fn threads(scope: &Scope<'_>) -> Vec<Thread> {
    let timeline = scope.timeline;
    let mut taken = vec![false; timeline.order().len()];
    let mut found: Vec<Vec<EventIx>> = Vec::new();
    for ix in scope.shown {
        let tied = timeline.threads().thread(*ix);
        if tied.len() < 2 || taken[ix.index()] {
            continue;
        }
        for ix in tied {
            taken[ix.index()] = true;
        }
        let mut events = tied.to_vec();
        events.sort_by_key(|ix| timeline.rank(*ix));
        found.push(events);
    }
    found.sort_by_key(|events| events.first().map(|ix| timeline.rank(*ix)));
    found.into_iter().map(|events| hung(timeline, &events)).collect()
}

/// Hangs each event under the first that its links name, where that closes no circle.
///
/// Later events choose first, so that of two that name each other the later hangs under the earlier.
fn hung(timeline: &Timeline, events: &[EventIx]) -> Thread {
    let place: HashMap<EventIx, usize> = events.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
    let mut members: Vec<Member> =
        events.iter().map(|ix| Member { ix: *ix, hangs: None, arrows: arrows(timeline, *ix) }).collect();
    let mut trees = Forest::new(events.len());
    for (at, member) in members.iter_mut().enumerate().rev() {
        let on = |arrow: &Arrow| place.get(&arrow.to).copied();
        let first = member.arrows.iter().position(|a| on(a).is_some_and(|p| trees.join(at as u32, p as u32)));
        if let Some(first) = first {
            member.arrows[..=first].rotate_right(1);
            member.hangs = member.arrows.first().and_then(on).map(Hang);
        }
    }
    Thread { events: members }
}

/// What `ix` is tied to by its own links: denied first, then confirmed, responded to, others; the earliest first.
fn arrows(timeline: &Timeline, ix: EventIx) -> Vec<Arrow> {
    let (store, event) = (timeline.store(), timeline.event(ix));
    let mut links: Vec<(EventIx, LinkKind, Basis)> = event
        .links
        .iter()
        .filter(|link| link.kind.threads() && link.to != ix)
        .map(|link| (link.to, link.kind, link.basis))
        .collect();
    links.sort_by_key(|(to, kind, basis)| (timeline.rank(*to), precedence(*kind), *basis as u8));
    links.dedup_by_key(|(to, kind, _)| (*to, *kind));
    let mut arrows: Vec<Arrow> = links
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| {
            let (to, ..) = *same.first()?;
            let lag = response(store, timeline.event(to), event);
            Some(Arrow { to, links: same.iter().map(|(_, kind, basis)| (*kind, *basis)).collect(), lag })
        })
        .collect();
    // Stable: of equal precedence the earliest stays first.
    arrows.sort_by_key(|arrow| arrow.links.first().map_or(u8::MAX, |(kind, _)| precedence(*kind).min(3)));
    arrows
}

/// Denies, confirms, responds to, then the others as the store's documentation lists them.
fn precedence(kind: LinkKind) -> u8 {
    match kind {
        LinkKind::Denies => 0,
        LinkKind::Confirms => 1,
        LinkKind::RespondsTo => 2,
        other => 3 + other as u8,
    }
}

impl Member {
    /// The arrow to what it hangs on.
    pub(super) fn stem(&self) -> Option<&Arrow> {
        self.hangs.and_then(|_| self.arrows.first())
    }

    /// The arrows to others.
    pub(super) fn further(&self) -> &[Arrow] {
        let skip = usize::from(self.hangs.is_some());
        self.arrows.get(skip..).unwrap_or_default()
    }
}

impl Arrow {
    /// `denies and responds to (inferred)`; the status of what did not occur stands at its title.
    pub(super) fn in_words(&self) -> String {
        let words: Vec<String> =
            self.links.iter().map(|(kind, basis)| format!("{}{}", kind.in_words(), shown(*basis))).collect();
        words.join(" and ")
    }
}

/// A basis where it is not that a source says so.
pub(super) fn shown(basis: Basis) -> String {
    if basis == Basis::Stated { String::new() } else { format!(" ({})", basis.word()) }
}
