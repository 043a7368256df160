//! Links between events: to the other's heading, with the time the answer took.

use std::fmt::Write as _;

use super::Document;
use super::escape::{escaped, inline, leading};
use crate::describe::links::{self, Tie};
use crate::describe::nature::title;
use crate::event::{Event, EventIx};
use crate::text::thousands;

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

    /// What the event does to others and others to it, a line each; events that may not be told are counted.
    pub(super) fn link_lines(&self, ix: EventIx, event: &Event) -> Vec<String> {
        // What only repeats the order of dates is told by the chronology.
        let ties = links::ties(self.timeline, ix).into_iter().filter(|tie| !tie.is_order());
        let (told, untold): (Vec<Tie<'_>>, Vec<Tie<'_>>) =
            ties.partition(|tie| !self.withheld.contains(tie.other));
        let mut lines: Vec<String> = told.iter().map(|tie| self.link_line(event, tie)).collect();
        if !untold.is_empty() {
            lines.push(format!("linked with {} left out for handling", thousands(untold.len() as u64)));
        }
        lines
    }

    /// One line for what ties two events in one way: `denies and responds to …`.
    fn link_line(&self, event: &Event, tie: &Tie<'_>) -> String {
        let other = self.event(tie.other);
        let mut line = format!("{} {}", tie.what(), self.reference_to(tie.other, &other));
        line.push_str(&tie.remarks(self.store, event, &other));
        if let Some(note) = tie.note.filter(|_| self.notes()) {
            let _ = write!(line, "; analyst's note: {}", escaped(note));
        }
        line
    }
}
