//! The sources of an event as a numbered list.

use super::Document;
use super::markup::Html;
use crate::describe::sources;
use crate::event::Event;
use crate::export::markdown::blank;
use crate::registry::SourceIx;
use crate::timeline::standing;

impl Document<'_> {
    /// Writes the sources, numbered from 1, after what weakens them as a whole. `id` is the event's anchor.
    pub(super) fn sources(&self, html: &mut Html, event: &Event, id: &str) {
        html.tag("<div class=\"sources\">\n<p>");
        html.tag(if event.sources.is_empty() { "<strong>" } else { "<strong>Sources" });
        html.tag(if event.sources.is_empty() { sources::NO_SOURCE } else { "" }).tag("</strong>");
        let cautions = standing::cautions(self.store, event, self.timeline.zone());
        for (at, caution) in cautions.iter().enumerate() {
            html.tag(if at == 0 { ": " } else { "; " }).bdi(caution);
        }
        html.tag("</p>\n");
        if event.cited().next().is_some() {
            html.tag("<ol>\n");
            for (number, (ix, against)) in (1_usize..).zip(event.cited()) {
                html.tag("<li id=\"s-").text(id).tag("-").text(&number.to_string()).tag("\">");
                self.source(html, ix, against);
                html.tag("</li>\n");
            }
            html.tag("</ol>\n");
        }
        html.tag("</div>\n");
    }

    fn source(&self, html: &mut Html, ix: SourceIx, against: bool) {
        let source = self.registry.fresh_source(ix);
        let parts = sources::parts(self.registry, &source);
        let said = parts.iter().filter(|part| self.marks_unarchived || **part != sources::NOT_ARCHIVED);
        for (at, part) in said.enumerate() {
            html.tag(if at == 0 { "" } else { ", " }).bdi(part);
        }
        if let Some(url) = source.url.as_deref().filter(|url| !blank(url)) {
            html.tag(", ").address(url);
        }
        let copies = source.archive.iter().filter(|copy| !blank(copy));
        for (at, copy) in copies.enumerate() {
            html.tag(if at == 0 { ", archived at " } else { " and " }).address(copy);
        }
        if against {
            html.tag(", cited <strong>").tag(standing::AGAINST).tag("</strong>");
        }
        if let Some(note) = source.note.as_deref().filter(|note| self.notes() && !blank(note)) {
            html.tag(", analyst's note: ").bdi(note);
        }
    }
}
