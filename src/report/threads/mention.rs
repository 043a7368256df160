//! An event as threads mention it: its title, its speakers, and what became of it.

use super::tree::shown;
use crate::describe::nature;
use crate::event::date::Instant;
use crate::event::{Event, EventIx, Kind, LinkKind, Role, Status, Word};
use crate::registry::{ActorIx, Registry};
use crate::report::Scope;
use crate::report::document::{Line, Span};
use crate::text::fold;
use crate::text::signs::drawn;
use crate::timeline::Timeline;

/// Returns an event by title and date, with a note if it has not simply happened.
pub(super) fn mentioned(ix: EventIx, scope: &Scope<'_>) -> Line {
    let lead = nature::standing(scope.timeline.event(ix), scope.now.instant).map(Span::Standing);
    lead.into_iter().chain([Span::Event(ix)]).collect()
}

/// Returns an event by kind, title, date and speaker, and what became of it.
pub(super) fn named(ix: EventIx, scope: &Scope<'_>) -> Line {
    let timeline = scope.timeline;
    let event = timeline.event(ix);
    let mut line = vec![Span::Kind(event.kind)];
    line.extend(mentioned(ix, scope));
    if let Some(speakers) = speakers(timeline, event) {
        line.push(Span::Text(format!("{}{speakers}", drawn(" · "))));
    }
    let status = status(ix, timeline, scope.now.instant).join(", ");
    match (status.is_empty(), scope.holds(ix)) {
        (true, true) => {}
        (false, true) => line.push(Span::Text(format!("{}{status}", drawn(" — ")))),
        (true, false) => line.extend([Span::Text(drawn(" — ").into_owned()), Span::Outside]),
        (false, false) => line.extend([Span::Text(format!("{}{status}; ", drawn(" — "))), Span::Outside]),
    }
    line
}

/// Returns the speakers, if the title does not begin with the name.
fn speakers(timeline: &Timeline, event: &Event) -> Option<String> {
    if event.kind != Kind::Statement {
        return None;
    }
    let registry = &timeline.store().registry;
    let mut names: Vec<&str> = Vec::new();
    let mut all: Vec<ActorIx> = event.in_role(Role::Speaker).collect();
    if let [one] = all.as_slice()
        && leads(registry, &event.title, *one)
    {
        all.clear();
    } else if all.is_empty() {
        return Some("no speaker named".to_owned());
    }
    for who in all {
        let name = registry.actor(who).name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Returns whether the words before the colon of the title are the name of `who`, or the last word of that name.
fn leads(registry: &Registry, title: &str, who: ActorIx) -> bool {
    let Some((head, _)) = title.split_once(':') else { return false };
    let (head, actor) = (fold(head), registry.actor(who));
    let names = std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.metonyms);
    !head.is_empty()
        && names.map(|name| fold(name)).any(|name| {
            name == head || name.strip_suffix(head.as_str()).is_some_and(|rest| rest.ends_with(' '))
        })
}

/// Returns what links and the date show became of an event. If only events that did not occur show it, the words say
/// so.
pub(super) fn status(ix: EventIx, timeline: &Timeline, now: Instant) -> Vec<String> {
    let words = [
        (LinkKind::Denies, "denied"),
        (LinkKind::Confirms, "confirmed"),
        (LinkKind::Contradicts, "contradicted"),
    ];
    let mut status: Vec<String> = words
        .into_iter()
        .filter_map(|(kind, word)| {
            let bases =
                timeline.links_from_occurred(ix).filter(|link| link.kind == kind).map(|link| link.basis);
            Some(format!("{word}{}", shown(bases.min_by_key(|basis| *basis as u8)?)))
        })
        .collect();
    if timeline.lapsed(ix, now) {
        status.push("lapsed".to_owned());
    }
    let words = words.into_iter().chain([(LinkKind::RespondsTo, "answered")]);
    status.extend(words.filter_map(|(kind, word)| beside(timeline, ix, kind, word)));
    status
}

/// Returns words such as `denied only by what is alleged`, if no event that occurred does so.
fn beside(timeline: &Timeline, ix: EventIx, kind: LinkKind, word: &str) -> Option<String> {
    if timeline.links_from_occurred(ix).any(|link| link.kind == kind) {
        return None;
    }
    let links = timeline.links_from_unoccurred(ix).filter(|link| link.kind == kind);
    let mut statuses: Vec<Status> = links.map(|link| timeline.event(link.from).status).collect();
    statuses.sort_unstable_by_key(|status| *status as u8);
    statuses.dedup();
    let statuses: Vec<&str> = statuses.into_iter().map(Word::word).collect();
    (!statuses.is_empty()).then(|| format!("{word} only by what is {}", statuses.join(" or ")))
}
