//! Threads for a screen: every event with its place in the tree, in the order in which the tree is drawn.

use std::collections::HashMap;

use super::mention::status;
use super::page::{day, later, size, title, trees};
use super::tree::{self, Arrow, Member};
use super::{Threads, is_claim};
use crate::describe::links::named;
use crate::event::date::Instant;
use crate::event::{EventIx, LinkKind};
use crate::report::Scope;
use crate::report::document::{Branch, Span};
use crate::timeline::Timeline;

/// A thread, or the claims that nobody answers.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    /// Its days and the number of its events: `18 Nov 2025 – 26 Nov 2025: 9 events`.
    pub(crate) title: String,
    /// The number alone, with how many of them the filter does not show.
    pub(crate) size: String,
    /// Its events, each below the one that it is drawn under.
    pub(crate) entries: Vec<Entry>,
}

/// An event of a thread.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    member: Member,
    /// The number of events above it in its branch; 0 for a root.
    pub(crate) depth: usize,
    /// One bit for each depth up to its own: whether more branches follow there.
    more: u64,
    /// Whether it is drawn directly below the event that it links to.
    below_parent: bool,
    /// Whether the filter does not show it.
    pub(crate) outside: bool,
}

impl Threads {
    /// Returns the threads with an event of the filter, by their first event.
    pub(crate) fn outlines(scope: &Scope<'_>) -> Vec<Outline> {
        let of = |thread: tree::Thread| {
            let place: HashMap<EventIx, usize> =
                thread.events.iter().enumerate().map(|(at, member)| (member.ix, at)).collect();
            let leaf = |member: &Member, below_parent: bool| Branch {
                line: vec![Span::Event(member.ix)],
                notes: if below_parent { Vec::new() } else { vec![Vec::new()] },
                branches: Vec::new(),
            };
            let branches = trees(&thread, &leaf);
            let (title, size) = (title(&thread, scope), size(&thread, scope));
            let mut drawn = Vec::with_capacity(thread.events.len());
            flatten(&branches, 0, 0, &mut drawn);
            let mut members: Vec<Option<Member>> = thread.events.into_iter().map(Some).collect();
            let entries = drawn.into_iter().filter_map(|(ix, depth, more, below_parent)| {
                let member = members.get_mut(*place.get(&ix)?)?.take()?;
                Some(Entry { outside: !scope.holds(ix), member, depth, more, below_parent })
            });
            Outline { title, size, entries: entries.collect() }
        };
        tree::threads(scope).into_iter().map(of).collect()
    }

    /// Returns the claims in the filter that no event answers, in timeline order.
    pub(crate) fn unanswered(scope: &Scope<'_>) -> Vec<EventIx> {
        let claims = scope.shown.iter().copied().filter(|ix| is_claim(scope.timeline, *ix));
        claims.filter(|ix| !scope.timeline.threads().reactions(*ix).answered()).collect()
    }
}

/// Lists branches in the order in which they are drawn, with depth, lines that go on and whether the parent is above.
fn flatten(branches: &[Branch], depth: usize, above: u64, into: &mut Vec<(EventIx, usize, u64, bool)>) {
    for (at, branch) in branches.iter().enumerate() {
        let more = above | u64::from(at + 1 < branches.len()) << depth.min(63);
        if let [Span::Event(ix)] = branch.line.as_slice() {
            into.push((*ix, depth, more, branch.notes.is_empty()));
        }
        flatten(&branch.branches, depth + 1, more, into);
    }
}

impl Entry {
    /// Creates an entry for an event that hangs on nothing.
    pub(crate) fn alone(ix: EventIx) -> Self {
        let member = Member { ix, parent: None, arrows: Vec::new() };
        Self { member, depth: 0, more: 0, below_parent: true, outside: false }
    }

    /// Returns the event.
    pub(crate) fn event(&self) -> EventIx {
        self.member.ix
    }

    /// Returns whether more branches follow at a depth, so that its line goes on.
    pub(crate) fn goes_on(&self, depth: usize) -> bool {
        self.more & 1 << depth.min(63) != 0
    }

    /// Returns the day of the event, or what is known of its date.
    pub(crate) fn day(&self, timeline: &Timeline) -> String {
        day(timeline, self.member.ix)
    }

    /// Returns what the event does to the one it hangs on, and after what time: `denies` and `6 – 35 h later`.
    ///
    /// `None` for a root. The time is empty for an event that did not occur, which has none.
    pub(crate) fn arrow(&self, timeline: &Timeline) -> Option<(String, String)> {
        let arrow = self.member.parent_arrow()?;
        let mut words = arrow.in_words();
        if !self.below_parent {
            words = format!("{words} {}", other(arrow, timeline));
        }
        Some((words, later(arrow.lag).unwrap_or_default()))
    }

    /// Returns how it is linked to the event it hangs on; `None` for a root.
    pub(crate) fn kind(&self) -> Option<LinkKind> {
        self.member.parent_arrow()?.links.first().map(|(kind, _)| *kind)
    }

    /// Returns its further links: `also contradicts … (21 Dec 2025), 32 – 33 days later`.
    pub(crate) fn further<'e>(&'e self, timeline: &'e Timeline) -> impl Iterator<Item = String> + 'e {
        self.member.further().iter().map(|arrow| {
            let time = later(arrow.lag).map(|time| format!(", {time}")).unwrap_or_default();
            format!("also {} {}{time}", arrow.in_words(), other(arrow, timeline))
        })
    }

    /// Returns what became of it: `denied`, `confirmed (inferred)`, `lapsed`.
    pub(crate) fn status(&self, timeline: &Timeline, now: Instant) -> Vec<String> {
        status(self.member.ix, timeline, now)
    }
}

fn other(arrow: &Arrow, timeline: &Timeline) -> String {
    named(timeline.event(arrow.to), timeline.zone())
}
