//! What an event does to others, and others to it.

use chrono_tz::Tz;

use super::{listed, nature};
use crate::event::{Basis, Event, EventIx, LinkKind};
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::clock::{Response, response};

/// What ties an event to another in one way: `denies and responds to`.
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

/// Which of two events is the answer to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    /// This one answers the other.
    It,
    /// The other answers this one.
    This,
}

impl Answers {
    fn by(kind: LinkKind, answer: Self) -> Option<Self> {
        kind.answers().then_some(answer)
    }
}

/// Returns what ties an event to others: as it is written first, then as others write it, in the order of time.
///
/// Links to one event that follow each other, are known alike and have one remark are one tie.
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
    /// Whether it only repeats the order of dates: documents leave it out.
    pub(crate) fn is_order(&self) -> bool {
        self.is_order
    }

    /// Returns what the one does to the other: `denies and responds to`.
    pub(crate) fn what(&self) -> String {
        listed(&self.what)
    }

    /// Returns how long the answer took and how the link is known, as it follows the other's name: empty, or from a
    /// comma or semicolon on.
    pub(crate) fn remarks(&self, store: &Store, event: &Event, other: &Event) -> String {
        let mut remarks = String::new();
        if let Some(answers) = self.answers {
            let lag = match answers {
                Answers::It => response(store, other, event),
                Answers::This => response(store, event, other),
            };
            match (lag, answers) {
                (Response::After { .. }, _) => remarks = format!(", response time {lag}"),
                (Response::Preemptive, Answers::It) => remarks.push_str(", said before it"),
                (Response::Preemptive, Answers::This) => remarks.push_str(", said before this"),
                // What did not occur answers nothing and has no time: its name says what it is.
                (Response::Unknown | Response::NotOccurred, _) => {}
            }
        }
        remarks.push_str(basis(self.basis));
        remarks
    }
}

/// Returns how a link is known, as it follows what it ties: empty, or from a semicolon on.
pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Claimed => "; the link is claimed by one side",
        Basis::Inferred => "; the link is inferred",
        Basis::Sequence => "; in sequence only",
    }
}

/// Returns another event by name and date: `Ushakov: no one has discussed it (21 Dec 2025)`.
pub(crate) fn named(event: &Event, zone: Option<Tz>) -> String {
    format!("{} ({})", nature::title(event), event.date.short(zone))
}
