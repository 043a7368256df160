//! Links between events: to the other's heading, with the time the answer took.

use std::fmt::Write as _;

use super::Document;
use super::anchors::heading;
use super::escape::{escaped, inline, leading};
use crate::event::{Basis, EventIx, Link, LinkKind};
use crate::timeline::clock::response;

impl Document<'_> {
    /// An event by name: a link where the document has it, else its name and that it is outside.
    pub(super) fn reference(&self, ix: EventIx) -> String {
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
        if !self.inside.contains(ix) {
            out.push_str(" (outside the filter)");
        }
        out
    }

    /// What the event does to others and others to it, a line each; events that may not be told are counted.
    pub(super) fn link_lines(&self, ix: EventIx) -> Vec<String> {
        let event = self.event(ix);
        let mut lines = Vec::new();
        let mut untold = 0;
        for link in &event.links {
            if self.request.withholds(link.to) {
                untold += 1;
                continue;
            }
            let lag =
                answers(link.kind).then(|| response(self.store, self.event(link.to), event).to_string());
            let note = link.note.as_deref().filter(|_| self.notes());
            lines.push(self.link_line(link.kind.in_words(), link.to, link.basis, lag, note));
        }
        for back in self.timeline.back_links(ix) {
            if self.request.withholds(back.from) {
                untold += 1;
                continue;
            }
            let other = self.event(back.from);
            let lag = answers(back.kind).then(|| response(self.store, event, other).to_string());
            let is_it = |l: &&Link| l.to == ix && l.kind == back.kind;
            let note =
                other.links.iter().find(is_it).and_then(|l| l.note.as_deref()).filter(|_| self.notes());
            lines.push(self.link_line(back.kind.back_in_words(), back.from, back.basis, lag, note));
        }
        if untold > 0 {
            lines.push(format!("linked with {untold} left out for handling"));
        }
        lines
    }

    fn link_line(
        &self,
        what: &str,
        to: EventIx,
        basis: Basis,
        lag: Option<String>,
        note: Option<&str>,
    ) -> String {
        let mut line = format!("{what} {}", self.reference(to));
        if let Some(lag) = lag {
            let _ = write!(line, ", response time {lag}");
        }
        match basis {
            Basis::Stated => {}
            Basis::Claimed => line.push_str("; the link is claimed by one side"),
            Basis::Inferred => line.push_str("; the link is inferred"),
            Basis::Sequence => line.push_str("; in sequence only"),
        }
        if let Some(note) = note {
            let _ = write!(line, "; analyst's note: {}", escaped(note));
        }
        line
    }
}

/// Whether the link is an answer, whose time is worth telling.
fn answers(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::Denies | LinkKind::Confirms | LinkKind::RespondsTo)
}
