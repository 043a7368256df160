//! The arrangement of the events of a thread in trees.

use std::collections::HashMap;

use crate::event::{Basis, EventIx, LinkKind, Word};
use crate::report::Scope;
use crate::timeline::clock::{Response, response};
use crate::timeline::{Forest, Timeline};

/// Events connected by links, in timeline order.
#[derive(Debug, Clone)]
pub(super) struct Thread {
    pub(super) events: Vec<Member>,
}

/// An event of a thread.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) ix: EventIx,
    /// The parent of the event, or `None` for a root.
    pub(super) parent: Option<Parent>,
    /// The events that its own links point to. The parent is first, if there is one.
    pub(super) arrows: Vec<Arrow>,
}

/// The parent of an event: the index in [`Thread::events`] of the target of its first arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parent(pub(super) usize);

/// All links from one event to another.
#[derive(Debug, Clone)]
pub(super) struct Arrow {
    pub(super) to: EventIx,
    /// The kinds in order of precedence: denies, confirms, responds to, then others.
    pub(super) links: Vec<(LinkKind, Basis)>,
    /// The time by which the event came after the other.
    pub(super) lag: Response,
}

/// Returns the threads with at least one event of the filter, by their first event.
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
    found.into_iter().map(|events| arranged(timeline, &events)).collect()
}

/// Puts each event under the first event that its links name, unless this would close a circle.
///
/// Later events choose first. If two events name each other, the later one is put under the earlier.
fn arranged(timeline: &Timeline, events: &[EventIx]) -> Thread {
    let place: HashMap<EventIx, usize> = events.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
    let mut members: Vec<Member> =
        events.iter().map(|ix| Member { ix: *ix, parent: None, arrows: arrows(timeline, *ix) }).collect();
    let mut trees = Forest::new(events.len());
    for (at, member) in members.iter_mut().enumerate().rev() {
        let on = |arrow: &Arrow| place.get(&arrow.to).copied();
        let first = member.arrows.iter().position(|a| on(a).is_some_and(|p| trees.join(at as u32, p as u32)));
        if let Some(first) = first {
            member.arrows[..=first].rotate_right(1);
            member.parent = member.arrows.first().and_then(on).map(Parent);
        }
    }
    Thread { events: members }
}

/// Returns the events that the links of `ix` point to: denied first, then confirmed, responded to, others. Equal ones
/// are sorted by time.
fn arrows(timeline: &Timeline, ix: EventIx) -> Vec<Arrow> {
    let (store, event) = (timeline.store(), timeline.event(ix));
    let mut links: Vec<(EventIx, LinkKind, Basis)> = event
        .links
        .iter()
        .filter(|link| link.kind.makes_thread() && link.to != ix)
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
    // The sort is stable, so among those of equal precedence the earliest stays first.
    arrows.sort_by_key(|arrow| arrow.links.first().map_or(u8::MAX, |(kind, _)| precedence(*kind).min(3)));
    arrows
}

/// Returns the precedence of a link: denies, confirms, responds to, then the others in the order of the store's
/// documentation.
fn precedence(kind: LinkKind) -> u8 {
    match kind {
        LinkKind::Denies => 0,
        LinkKind::Confirms => 1,
        LinkKind::RespondsTo => 2,
        other => 3 + other as u8,
    }
}

impl Member {
    /// Returns the arrow to the parent.
    pub(super) fn parent_arrow(&self) -> Option<&Arrow> {
        self.parent.and_then(|_| self.arrows.first())
    }

    /// Returns the arrows to other events than the parent.
    pub(super) fn further(&self) -> &[Arrow] {
        let skip = usize::from(self.parent.is_some());
        self.arrows.get(skip..).unwrap_or_default()
    }
}

impl Arrow {
    /// Returns the links in words: `denies and responds to (inferred)`. The status of an event that did not occur is
    /// shown at its title.
    pub(super) fn in_words(&self) -> String {
        let words: Vec<String> =
            self.links.iter().map(|(kind, basis)| format!("{}{}", kind.in_words(), shown(*basis))).collect();
        words.join(" and ")
    }
}

/// Returns how a link is known, unless it is stated by a source.
pub(super) fn shown(basis: Basis) -> String {
    if basis == Basis::Stated { String::new() } else { format!(" ({})", basis.word()) }
}
