//! Links between events: to the other's heading, with the time the answer took.

use std::fmt::Write as _;

use super::Document;
use super::anchors::heading;
use super::escape::{escaped, inline, leading};
use crate::event::{Basis, Event, EventIx};
use crate::export::words::listed;
use crate::timeline::clock::{Response, response};

impl Document<'_> {
    /// An event by name: a link where the document has it, else its name and that it is outside.
    pub(super) fn reference(&self, ix: EventIx) -> String {
        self.reference_to(ix, &self.event(ix))
    }

    /// As [`Document::reference`], of an event at hand.
    pub(super) fn reference_to(&self, ix: EventIx, event: &Event) -> String {
        let mut out = String::new();
        self.name_to(&mut out, ix, event);
        if !self.inside.contains(ix) {
            out.push_str(" (outside the filter)");
        }
        out
    }

    /// An event by name: a link where the document has it.
    pub(super) fn name(&self, ix: EventIx) -> String {
        let mut out = String::new();
        self.name_to(&mut out, ix, &self.event(ix));
        out
    }

    fn name_to(&self, out: &mut String, ix: EventIx, event: &Event) {
        let inside = self.inside.contains(ix);
        match inside.then(|| self.anchors.of(ix, event)).filter(|slug| !slug.is_empty()) {
            Some(slug) => {
                out.push('[');
                inline(out, &heading(event));
                for part in ["](#", &slug, ")"] {
                    out.push_str(part);
                }
            }
            None => out.push_str(&leading(&heading(event))),
        }
        out.push_str(" (");
        inline(out, &event.date.short(self.timeline.zone()));
        out.push(')');
    }

    /// What the event does to others and others to it, a line each; events that may not be told are counted.
    pub(super) fn link_lines(&self, ix: EventIx, event: &Event) -> Vec<String> {
        let (told, untold): (Vec<Tie<'_>>, Vec<Tie<'_>>) =
            self.ties(ix).partition(|tie| !self.withheld.contains(tie.other));
        let mut lines: Vec<String> = told
            .chunk_by(|a, b| a.other == b.other && a.basis == b.basis && a.note == b.note)
            .map(|same| self.link_line(event, same))
            .collect();
        if !untold.is_empty() {
            lines.push(format!("linked with {} left out for handling", untold.len()));
        }
        lines
    }

    fn ties(&self, ix: EventIx) -> impl Iterator<Item = Tie<'_>> {
        let links = |of: EventIx| self.store.events.links(of);
        let to = links(ix).iter().map(|link| Tie {
            what: link.kind.in_words(),
            other: link.to,
            answers: link.kind.answers().then_some(Answers::It),
            basis: link.basis,
            note: link.note.as_deref(),
        });
        let from = self.timeline.back_links(ix).iter().map(move |back| {
            let written = links(back.from).iter().find(|link| link.to == ix && link.kind == back.kind);
            Tie {
                what: back.kind.back_in_words(),
                other: back.from,
                answers: back.kind.answers().then_some(Answers::This),
                basis: back.basis,
                note: written.and_then(|link| link.note.as_deref()),
            }
        });
        to.chain(from)
    }

    /// One line for what ties two events in one way: `denies and responds to …`.
    fn link_line(&self, event: &Event, same: &[Tie<'_>]) -> String {
        let Some(first) = same.first() else { return String::new() };
        let what: Vec<&str> = same.iter().map(|tie| tie.what).collect();
        let other = self.event(first.other);
        let mut line = format!("{} {}", listed(&what), self.reference_to(first.other, &other));
        if let Some(answers) = same.iter().find_map(|tie| tie.answers) {
            let lag = match answers {
                Answers::It => response(self.store, &other, event),
                Answers::This => response(self.store, event, &other),
            };
            match (lag, answers) {
                (Response::After { .. }, _) => {
                    let _ = write!(line, ", response time {lag}");
                }
                (Response::Preemptive, Answers::It) => line.push_str(", said before it"),
                (Response::Preemptive, Answers::This) => line.push_str(", said before this"),
                // What did not occur answers nothing and has no time: its name says what it is.
                (Response::Unknown | Response::NotOccurred, _) => {}
            }
        }
        match first.basis {
            Basis::Stated => {}
            Basis::Claimed => line.push_str("; the link is claimed by one side"),
            Basis::Inferred => line.push_str("; the link is inferred"),
            Basis::Sequence => line.push_str("; in sequence only"),
        }
        if let Some(note) = first.note.filter(|_| self.notes()) {
            let _ = write!(line, "; analyst's note: {}", escaped(note));
        }
        line
    }
}

/// What an event does to another, or another to it.
struct Tie<'a> {
    what: &'static str,
    other: EventIx,
    /// Which answers which, where one answers the other.
    answers: Option<Answers>,
    basis: Basis,
    note: Option<&'a str>,
}

/// Which of two events is the answer to the other.
#[derive(Clone, Copy)]
enum Answers {
    /// This one answers the other.
    It,
    /// The other answers this one.
    This,
}
