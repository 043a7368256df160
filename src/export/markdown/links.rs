//! Links between events: to the other's heading, with the time the answer took.

use std::fmt::Write as _;

use super::Document;
use super::anchors::heading;
use super::escape::{escaped, inline, leading};
use crate::event::{Basis, EventIx};
use crate::export::words::listed;
use crate::timeline::clock::{Response, response};

impl Document<'_> {
    /// An event by name: a link where the document has it, else its name and that it is outside.
    pub(super) fn reference(&self, ix: EventIx) -> String {
        let outside = if self.inside.contains(ix) { "" } else { " (outside the filter)" };
        self.name(ix) + outside
    }

    /// An event by name: a link where the document has it.
    pub(super) fn name(&self, ix: EventIx) -> String {
        let event = self.event(ix);
        let mut out = String::new();
        match self.anchors.of(ix).filter(|slug| !slug.is_empty()) {
            Some(slug) => {
                out.push('[');
                inline(&mut out, &heading(event));
                let _ = write!(out, "](#{slug})");
            }
            None => out.push_str(&leading(&heading(event))),
        }
        let _ = write!(out, " ({})", escaped(&event.date.short(self.timeline.zone())));
        out
    }

    /// What the event does to others and others to it, a line each; events that may not be told are counted.
    pub(super) fn link_lines(&self, ix: EventIx) -> Vec<String> {
        let (told, untold): (Vec<Tie<'_>>, Vec<Tie<'_>>) =
            self.ties(ix).into_iter().partition(|tie| !self.request.withholds(tie.other));
        let mut lines: Vec<String> = told
            .chunk_by(|a, b| a.other == b.other && a.basis == b.basis && a.note == b.note)
            .map(|same| self.link_line(ix, same))
            .collect();
        if !untold.is_empty() {
            lines.push(format!("linked with {} left out for handling", untold.len()));
        }
        lines
    }

    fn ties(&self, ix: EventIx) -> Vec<Tie<'_>> {
        let to = self.event(ix).links.iter().map(|link| Tie {
            what: link.kind.in_words(),
            other: link.to,
            answer: link.kind.answers().then_some((link.to, ix)),
            basis: link.basis,
            note: link.note.as_deref(),
        });
        let from = self.timeline.back_links(ix).iter().map(|back| {
            let links = &self.event(back.from).links;
            let written = links.iter().find(|link| link.to == ix && link.kind == back.kind);
            Tie {
                what: back.kind.back_in_words(),
                other: back.from,
                answer: back.kind.answers().then_some((ix, back.from)),
                basis: back.basis,
                note: written.and_then(|link| link.note.as_deref()),
            }
        });
        to.chain(from).collect()
    }

    /// One line for what ties two events in one way: `denies and responds to …`.
    fn link_line(&self, ix: EventIx, same: &[Tie<'_>]) -> String {
        let Some(first) = same.first() else { return String::new() };
        let what: Vec<&str> = same.iter().map(|tie| tie.what).collect();
        let mut line = format!("{} {}", listed(&what), self.reference(first.other));
        if let Some((claim, answer)) = same.iter().find_map(|tie| tie.answer) {
            match response(self.store, self.event(claim), self.event(answer)) {
                lag @ Response::After { .. } => {
                    let _ = write!(line, ", response time {lag}");
                }
                Response::Preemptive if answer == ix => line.push_str(", said before it"),
                Response::Preemptive => line.push_str(", said before this"),
                Response::Unknown => {}
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
    /// Which event is the claim and which the answer, where one answers the other.
    answer: Option<(EventIx, EventIx)>,
    basis: Basis,
    note: Option<&'a str>,
}
