//! What an event does to others, and others to it.

use chrono_tz::Tz;

use super::{listed, nature};
use crate::event::{Basis, Event, EventIx, LinkKind};
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::clock::{Response, response};

/// A connection of an event to another, in words such as `denies and responds to`.
#[derive(Debug, Clone)]
pub(crate) struct Tie<'s> {
    what: Vec<&'static str>,
    pub(crate) other: EventIx,
    answers: Option<Answers>,
    basis: Basis,
    /// The analyst's own remark.
    pub(crate) note: Option<&'s str>,
    is_order: bool,
}

/// Which of two events answers the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    /// The event answers the other one.
    It,
    /// The other event answers this one.
    This,
}

impl Answers {
    fn by(kind: LinkKind, answer: Self) -> Option<Self> {
        kind.answers().then_some(answer)
    }
}

/// Returns the connections of an event: first its own links in written order, then the links of other events to it in
/// order of time.
///
/// Consecutive links to the same event with the same basis and the same remark become one connection.
pub(crate) fn ties<'t>(timeline: &'t Timeline, ix: EventIx) -> Vec<Tie<'t>> {
    let store = timeline.store();
    let links = |of: EventIx| store.events.links(of);
    let order = |kind: LinkKind, basis: Basis| kind == LinkKind::Follows && basis == Basis::Sequence;
    let to = links(ix).iter().map(|link| Tie {
        what: vec![link.kind.in_words()],
        other: link.to,
        answers: Answers::by(link.kind, Answers::It),
        basis: link.basis,
        note: link.note.as_deref(),
        is_order: order(link.kind, link.basis),
    });
    let from = timeline.back_links(ix).iter().map(move |back| {
        let written = links(back.from).iter().find(|link| link.to == ix && link.kind == back.kind);
        Tie {
            what: vec![back.kind.back_in_words()],
            other: back.from,
            answers: Answers::by(back.kind, Answers::This),
            basis: back.basis,
            note: written.and_then(|link| link.note.as_deref()),
            is_order: order(back.kind, back.basis),
        }
    });
    let mut ties: Vec<Tie<'t>> = Vec::new();
    for tie in to.chain(from) {
        let same = |last: &&mut Tie<'_>| {
            (last.other, last.basis, last.note, last.is_order)
                == (tie.other, tie.basis, tie.note, tie.is_order)
        };
        match ties.last_mut().filter(same) {
            Some(last) => {
                last.what.extend(tie.what);
                last.answers = last.answers.or(tie.answers);
            }
            None => ties.push(tie),
        }
    }
    ties
}

impl Tie<'_> {
    /// Returns whether it only repeats the order of dates. Documents leave such connections out.
    pub(crate) fn is_order(&self) -> bool {
        self.is_order
    }

    /// Returns what one event does to the other: `denies and responds to`, `answered and denied by`.
    ///
    /// An answer that is dated before what it answers is one `in advance`.
    pub(crate) fn what(&self, store: &Store, event: &Event, other: &Event) -> String {
        let what = joined(&self.what);
        match self.response(store, event, other) {
            Some(Response::Preemptive) => in_advance(&what),
            _ => what,
        }
    }

    /// Returns how long the answer took, if one of the two events answers the other.
    fn response(&self, store: &Store, event: &Event, other: &Event) -> Option<Response> {
        self.answers.map(|answers| match answers {
            Answers::It => response(store, other, event),
            Answers::This => response(store, event, other),
        })
    }

    /// Returns how long the answer took and how the link is known. The text follows the other event's name. It is
    /// empty, or begins with a comma or semicolon.
    pub(crate) fn remarks(&self, store: &Store, event: &Event, other: &Event) -> String {
        let mut remarks = String::new();
        // An event that did not occur answers nothing and has no time. Its title already says so.
        if let Some(lag @ Response::After { .. }) = self.response(store, event, other) {
            remarks = format!(", response time {lag}");
        }
        remarks.push_str(basis(self.basis));
        remarks
    }
}

/// Joins what several links say. Passives share one `by`.
fn joined(what: &[&str]) -> String {
    match what.iter().map(|words| words.strip_suffix(" by")).collect::<Option<Vec<&str>>>() {
        Some(verbs) if verbs.len() > 1 => format!("{} by", listed(&verbs)),
        _ => listed(what),
    }
}

fn in_advance(what: &str) -> String {
    let preposition = [" by", " to"].into_iter().find_map(|end| Some((what.strip_suffix(end)?, end)));
    let (verb, preposition) = preposition.unwrap_or((what, ""));
    format!("{verb} in advance{preposition}")
}

/// Returns how a link is known. The text follows the link. It is empty or begins with a semicolon.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Claimed => "; the link is claimed by one side",
        Basis::Inferred => "; the link is inferred",
        Basis::Sequence => "; in sequence only",
    }
}

/// Returns another event by title and date: `Ushakov: no one has discussed it (21 Dec 2025)`.
pub(crate) fn named(event: &Event, zone: Option<Tz>) -> String {
    format!("{} ({})", nature::title(event), event.date.short(zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passives_share_their_preposition() {
        assert_eq!(joined(&["answered by"]), "answered by", "one");
        assert_eq!(joined(&["answered by", "denied by"]), "answered and denied by", "two");
        assert_eq!(joined(&["denies", "responds to"]), "denies and responds to", "verbs");
        assert_eq!(joined(&["answered by", "has part"]), "answered by and has part", "a passive and a verb");
    }

    #[test]
    fn an_answer_that_came_first_is_one_in_advance() {
        let yaml = "events:
- {id: early, kind: statement, date: 2025-02-17, title: Kyiv will not, links: {responds_to: late, denies: late}}
- {id: late, kind: statement, date: 2025-02-18, title: Talks}";
        let timeline = crate::timeline::sample::of_yaml(yaml);
        let told = |of: &str, other: &str| {
            let ix = |id| timeline.store().find(id).expect("an event");
            let (event, other) = (timeline.event(ix(of)), timeline.event(ix(other)));
            let tie = ties(&timeline, ix(of)).remove(0);
            let store = timeline.store();
            tie.what(store, event, other) + &tie.remarks(store, event, other)
        };
        assert_eq!(told("early", "late"), "responds to and denies in advance", "as it is written");
        assert_eq!(told("late", "early"), "answered and denied in advance by", "and from the other side");
    }
}
