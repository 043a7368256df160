//! The header: title, filter, dates, counts, and when and from which store the document was generated.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::escape::{code, escaped, inline, plain};
use super::{Brief, Document, title};
use crate::describe::nature::tlp;
use crate::event::date::Day;
use crate::event::{Event, EventIx, Handling};
use crate::export::head;

/// The longest filter, in words, that is repeated in commands that the document names.
const LONG: usize = 8;

/// A function that cuts texts that are too long.
type Clip<'c> = &'c dyn for<'t> Fn(&'t str) -> Cow<'t, str>;

impl Document<'_> {
    /// Returns the header of a document, with a list of contents if it has reports.
    pub(super) fn header(&self, brief: &Brief) -> String {
        let named = brief.sections.iter().flat_map(|section| section.named.iter().copied());
        let linked = self.shown.iter().flat_map(|ix| self.linked(*ix));
        let mut out = self.head(named.chain(linked), &|text| text.into());
        self.parts(&mut out, brief);
        self.ended(out)
    }

    /// Returns the header of a brief that names the events in `named`. `clip` cuts texts that are too long.
    pub(super) fn brief_header(&self, named: &HashSet<EventIx>, clip: Clip<'_>) -> String {
        self.ended(self.head(named.iter().copied(), clip))
    }

    fn ended(&self, mut out: String) -> String {
        out.push('\n');
        if self.shown.is_empty() {
            out.push_str(head::NOTHING);
            out.push('\n');
        }
        out
    }

    fn head(&self, named: impl Iterator<Item = EventIx>, clip: Clip<'_>) -> String {
        let mut out = String::new();
        if let Some(handling) = self.strictest(named) {
            let _ = writeln!(out, "**{}**\n", tlp(handling));
        }
        let _ = writeln!(out, "# {}\n", escaped(&clip(&title(self.request))));
        out.push_str("- **Filter:** ");
        if plain(self.request.filter).is_empty() {
            out.push_str("none, every event");
        } else {
            code(&mut out, &clip(self.request.filter));
        }
        let _ = writeln!(out, "\n- **Dates:** {}", escaped(&self.survey.covered.in_words(self.request)));
        let _ = writeln!(out, "- **Shown:** {}", head::counts(self.request, self.request.shown.len()));
        if let Some(withheld) = head::withheld(self.store) {
            let _ = writeln!(out, "- **Withheld:** {withheld}");
        }
        let _ = writeln!(out, "- **As of:** {}", escaped(&head::as_of(self.timeline)));
        out.push_str("- **Generated:** ");
        inline(&mut out, &self.request.now.text);
        out.push_str("\n- **Store:** ");
        inline(&mut out, &clip(head::store_title(self.store)));
        if let Some(commit) = self.request.commit {
            out.push_str(", commit ");
            code(&mut out, commit);
        }
        out.push('\n');
        if let Some(left_out) = head::left_out(self.store) {
            let _ = writeln!(out, "- **Left out:** {left_out}");
        }
        out
    }

    /// Returns the command that shows `what` for the same view: `demarche threads -f 'actor:kremlin date:2025-12'`.
    pub(super) fn command(&self, what: &str) -> String {
        let filter = self.request.filter;
        match filter.split_whitespace().count() {
            0 => format!("demarche {what}"),
            1..=LONG if filter.len() <= LONG * 24 => {
                format!("demarche {what} -f {}", shell_words::quote(filter.trim()))
            }
            _ => format!("demarche {what} with the filter above"),
        }
    }

    /// Writes the contents of a full brief and the events that its reports cover.
    fn parts(&self, out: &mut String, brief: &Brief) {
        if brief.parts.is_empty() {
            return;
        }
        let links: Vec<String> =
            brief.parts.iter().map(|(title, slug)| format!("[{}](#{slug})", escaped(title))).collect();
        let _ = writeln!(out, "- **Contents:** {}", links.join(" · "));
        if brief.sections.is_empty() {
            return;
        }
        out.push_str("- **Reports:** on the events shown");
        if self.shown.len() < self.timeline.order().len() {
            out.push_str(
                "; what they need from elsewhere comes from the whole store, marked as outside the filter",
            );
        }
        out.push('\n');
    }

    /// Returns the strictest handling of anything shown, including titles of linked events and events named in reports.
    fn strictest(&self, named: impl Iterator<Item = EventIx>) -> Option<Handling> {
        head::strictest(self.timeline, self.shown, self.inside.clone(), named)
    }

    fn linked(&self, ix: EventIx) -> impl Iterator<Item = EventIx> + '_ {
        let back = self.timeline.back_links(ix).iter().map(|link| link.from);
        self.store.events.links(ix).iter().map(|link| link.to).chain(back)
    }

    /// Returns the first and the last day of an event, or `None` if it is not known to the day.
    pub(super) fn days(&self, ix: EventIx, event: &Event) -> Option<(Day, Day)> {
        head::days(self.timeline, ix, event)
    }
}
