//! Links between events: each leads to the other's heading and gives the response time.

use std::fmt::Write as _;

use super::Document;
use super::escape::{escaped, inline, leading};
use crate::describe::links::{self, Tie};
use crate::describe::nature::title;
use crate::event::{Event, EventIx};

impl Document<'_> {
    /// Returns an event by name: a link if the document has it, otherwise its name and a note that it is outside the filter.
    pub(super) fn reference(&self, ix: EventIx) -> String {
        self.reference_to(ix, &self.event(ix))
    }

    /// Does the same as [`Document::reference`] for an event that is already read.
    pub(super) fn reference_to(&self, ix: EventIx, event: &Event) -> String {
        let mut out = String::new();
        self.name_to(&mut out, ix, event);
        if !self.inside.contains(ix) {
            out.push_str(" (outside the filter)");
        }
        out
    }

    /// Returns an event by name, as a link if the document has it.
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
                inline(out, &title(event));
                for part in ["](#", &slug, ")"] {
                    out.push_str(part);
                }
            }
            None => out.push_str(&leading(&title(event))),
        }
        out.push_str(" (");
        inline(out, &event.date.short(self.timeline.zone()));
        out.push(')');
    }

    /// Returns one line for each tie between the event and another event.
    pub(super) fn link_lines(&self, ix: EventIx, event: &Event) -> Vec<String> {
        // The chronology already shows ties that only repeat the order of dates.
        let ties = links::ties(self.timeline, ix).into_iter().filter(|tie| !tie.is_order());
        ties.map(|tie| self.link_line(event, &tie)).collect()
    }

    /// Returns one line for a tie between two events: `denies and responds to …`.
    fn link_line(&self, event: &Event, tie: &Tie<'_>) -> String {
        let other = self.event(tie.other);
        let mut line =
            format!("{} {}", tie.what(self.store, event, &other), self.reference_to(tie.other, &other));
        line.push_str(&tie.remarks(self.store, event, &other));
        if let Some(note) = tie.note.filter(|_| self.notes()) {
            let _ = write!(line, "; analyst's note: {}", escaped(note));
        }
        line
    }
}
