//! One event: what it is, when, who took part and where, what it does to other events.

use super::Document;
use super::markup::{Html, anchor};
use crate::describe::{dates, links, nature, people};
use crate::event::date::iso_instant;
use crate::event::{Event, EventIx, Word};
use crate::export::markdown::blank;
use crate::report::document::OUTSIDE;
use crate::text::capitalized;

impl Document<'_> {
    pub(super) fn event(&self, html: &mut Html, ix: EventIx, event: &Event) {
        let id = anchor(event.id.as_str());
        html.tag("<article id=\"e-").text(&id).tag("\" data-kind=\"").text(event.kind.word());
        html.tag("\" data-actors=\"");
        for (at, actor) in self.timeline.index().actors_of(ix).iter().enumerate() {
            html.tag(if at == 0 { "" } else { " " }).text(&actor.to_string());
        }
        html.tag("\" aria-labelledby=\"t-").text(&id).tag("\">\n<h3 id=\"t-").text(&id);
        html.tag("\" dir=\"auto\">").text(&nature::title(event)).tag("</h3>\n");
        self.what(html, event);
        self.who_and_where(html, event);
        if let Some(summary) = event.summary.as_deref().filter(|s| !blank(s)) {
            html.tag("<p class=\"summary\" dir=\"auto\">").text(summary).tag("</p>\n");
        }
        for quote in &event.quotes {
            self.quotation(html, event, quote);
        }
        self.details(html, ix, event);
        self.sources(html, event, &id);
        html.tag("</article>\n");
    }

    /// Writes `Statement (denial) · 11:10 Moscow (08:10 UTC) · grade B1 (usually reliable, …)`.
    fn what(&self, html: &mut Html, event: &Event) {
        html.tag("<p class=\"what\">");
        if let Some(status) = nature::status(event.status) {
            html.tag("<strong class=\"status\">").text(&capitalized(status)).tag("</strong> · ");
        }
        if event.occurred() && event.is_to_come(self.request.now.instant) {
            html.tag("<strong class=\"status\">").text(&capitalized(nature::TO_COME)).tag("</strong> · ");
        }
        html.tag("<span class=\"kind\">").bdi(&nature::in_words(event)).tag("</span>");
        self.when(html, event);
        html.tag(" · grade <span class=\"grade\">").text(&nature::grade(event.grade)).tag("</span>");
        if let Some(handling) = self.store.handling(event) {
            html.tag(" · <strong>").text(&nature::tlp(handling)).tag("</strong>");
        }
        html.tag("</p>\n");
    }

    /// Writes what the heading does not say of the date, and when the event became known.
    fn when(&self, html: &mut Html, event: &Event) {
        let (date, zone) = (&event.date, self.timeline.zone());
        let mut before = " · ";
        if let Some(words) = dates::beside_heading(event, zone) {
            let exact = date.starts_with_a_time() && !date.is_range() && !date.qualification().any_doubt();
            let time = exact.then(|| iso_instant(date.earliest())).flatten();
            html.tag(std::mem::replace(&mut before, ", ")).time(time.as_deref(), &words);
        }
        for words in dates::known(event, zone) {
            html.tag(std::mem::replace(&mut before, ", ")).bdi(&words);
        }
    }

    fn who_and_where(&self, html: &mut Html, event: &Event) {
        if event.actors.is_empty() && event.venue.is_none() && event.other_venues.is_empty() {
            return;
        }
        html.tag("<ul class=\"who\">\n");
        for role in people::roles(&event.actors) {
            let label = people::role(role, event.in_role(role).nth(1).is_some());
            html.tag("<li><strong>").tag(label).tag(nature::as_whose_word(event, role)).tag(":</strong> ");
            for (at, actor) in event.in_role(role).enumerate() {
                html.tag(if at == 0 { "" } else { "; " });
                html.bdi(&people::introduced(self.registry, actor, event));
            }
            html.tag("</li>\n");
        }
        if let Some(venue) = event.venue {
            html.item("Where").bdi(&people::place(self.registry, venue)).tag("</li>\n");
        }
        if !event.other_venues.is_empty() {
            html.item("Also at");
            for (at, venue) in event.other_venues.iter().enumerate() {
                html.tag(if at == 0 { "" } else { "; " }).bdi(&people::place(self.registry, *venue));
            }
            html.tag("</li>\n");
        }
        html.tag("</ul>\n");
    }

    fn details(&self, html: &mut Html, ix: EventIx, event: &Event) {
        let mut inner = Html::default();
        self.statements(&mut inner, event);
        self.links(&mut inner, ix, event);
        if self.notes() {
            inner.labelled("Analyst's note", event.note.as_deref());
            inner.labelled("Analyst's note on the grade", event.grade_note.as_deref());
        }
        if !inner.is_empty() {
            html.tag("<ul class=\"facts\">\n").append(&inner).tag("</ul>\n");
        }
    }

    /// Writes what the event does to other events, with links to those on the page.
    fn links(&self, html: &mut Html, ix: EventIx, event: &Event) {
        for tie in links::ties(self.timeline, ix).into_iter().filter(|tie| !tie.is_order()) {
            let other = self.fresh(tie.other);
            let named = links::named(&other, self.timeline.zone());
            html.tag("<li>").text(&capitalized(&tie.what(self.store, event, &other))).tag(" ");
            if self.inside.contains(tie.other) {
                html.tag("<a href=\"#e-").text(&anchor(other.id.as_str())).tag("\">").bdi(&named).tag("</a>");
            } else {
                html.bdi(&named).tag(" (").tag(OUTSIDE).tag(")");
            }
            html.text(&tie.remarks(self.store, event, &other));
            if let Some(note) = tie.note.filter(|note| self.notes() && !blank(note)) {
                html.tag("; analyst's note: ").bdi(note);
            }
            html.tag("</li>\n");
        }
    }
}
