//! Quotations, positions, counts, the sessions of a meeting, and accounts that differ.

use super::Document;
use super::markup::{Html, anchor};
use crate::describe::{accounts, figures, nature, quotes, sessions, sources};
use crate::event::{Account, Event, Figure, Quote, Session};
use crate::export::markdown::blank;
use crate::registry::SourceIx;
use crate::text::capitalized;

impl Document<'_> {
    pub(super) fn quotation(&self, html: &mut Html, event: &Event, quote: &Quote) {
        if blank(&quote.text) {
            return;
        }
        html.tag("<figure>\n<blockquote><p");
        html.language(quote.lang.as_deref());
        html.tag(" dir=\"auto\">“").text(&quote.text).tag("”</p></blockquote>\n<figcaption>— ");
        html.bdi(&quotes::credit(self.registry, event, quote)).tag("</figcaption>\n");
        if let Some(original) = quote.original.as_deref().filter(|o| !blank(o)) {
            // The store names no language for the original, so the page must not claim that it is English.
            html.tag("<p class=\"original\">Original: <span");
            html.language(None);
            html.tag(" dir=\"auto\">“").text(original).tag("”</span></p>\n");
        }
        html.tag("</figure>\n");
    }

    /// Writes positions, agenda, outcome, counts, sessions and accounts that differ.
    pub(super) fn statements(&self, html: &mut Html, event: &Event) {
        self.positions(html, event);
        if !event.agenda.is_empty() {
            html.item("Agenda");
            for (at, item) in event.agenda.iter().enumerate() {
                html.tag(if at == 0 { "" } else { "; " }).bdi(item);
            }
            html.tag("</li>\n");
        }
        html.labelled("Outcome", event.outcome.as_deref());
        self.figures(html, &event.figures, event);
        self.sessions(html, event);
        self.differing(html, event);
    }

    fn positions(&self, html: &mut Html, event: &Event) {
        let unestablished = nature::unestablished(event);
        if let Some(stance) = nature::own_stance(event) {
            html.tag("<li><strong>Stance").tag(unestablished).tag(":</strong> ").tag(stance).tag("</li>\n");
        }
        for about in &event.about {
            html.tag("<li><strong>Position").tag(unestablished).tag(":</strong> ");
            html.text(&nature::position(event, *about)).tag(": ");
            html.bdi(nature::claim(self.registry, *about)).tag("</li>\n");
        }
    }

    /// Writes a line for each claimant with its counts, which stand as claimed.
    fn figures(&self, html: &mut Html, figures: &[Figure], event: &Event) {
        for claims in figures::claims(self.registry, figures, event) {
            html.tag("<li><strong>").bdi(&capitalized(&claims.lead)).tag(":</strong> ");
            for (at, (row, phrase)) in claims.rows.iter().enumerate() {
                html.tag(if at == 0 { "" } else { "; " });
                self.figure(html, row, phrase, event);
            }
            html.tag("</li>\n");
        }
    }

    fn figure(&self, html: &mut Html, row: &Figure, phrase: &str, event: &Event) {
        html.bdi(phrase);
        if let Some(grade) = figures::own_grade(row, event) {
            html.tag(" (").text(&grade.to_string()).tag(")");
        }
        if let Some(source) = row.source {
            html.tag(" — ");
            self.cited(html, event, source);
        }
        if self.notes() {
            for note in [&row.note, &row.grade_note].into_iter().flatten().filter(|note| !blank(note)) {
                html.tag(" (analyst's note: ").bdi(note).tag(")");
            }
        }
    }

    fn sessions(&self, html: &mut Html, event: &Event) {
        if event.sessions.is_empty() {
            return;
        }
        html.tag("<li><strong>Sessions:</strong>\n<ol>\n");
        for session in &event.sessions {
            html.tag("<li>");
            self.session(html, session, event);
            let mut counts = Html::default();
            self.figures(&mut counts, &session.figures, event);
            if !counts.is_empty() {
                html.tag("\n<ul>\n").append(&counts).tag("</ul>\n");
            }
            html.tag("</li>\n");
        }
        html.tag("</ol>\n</li>\n");
    }

    fn session(&self, html: &mut Html, session: &Session, event: &Event) {
        let parts = sessions::parts(self.registry, event, session, self.timeline.zone());
        let mut status = session.status.and_then(nature::status).is_some();
        let note = session.note.as_deref().filter(|note| self.notes() && !blank(note));
        if parts.is_empty() && note.is_none() {
            html.tag("nothing more is known");
        }
        let mut before = "";
        for part in parts.iter().filter(|part| !blank(part)) {
            html.tag(std::mem::replace(&mut before, "; "));
            if std::mem::take(&mut status) {
                html.tag("<strong class=\"status\">").text(part).tag("</strong>");
            } else {
                html.bdi(part);
            }
        }
        if let Some(note) = note {
            html.tag(before).tag("analyst's note: ").bdi(note);
        }
    }

    fn differing(&self, html: &mut Html, event: &Event) {
        for conflict in &event.conflicts {
            html.tag("<li><strong>Accounts differ on ").bdi(&accounts::field(&conflict.field));
            html.tag(":</strong>\n<ul>\n");
            for account in &conflict.values {
                html.tag("<li>");
                self.account(html, event, account);
                html.tag("</li>\n");
            }
            html.tag("</ul>\n</li>\n");
        }
    }

    fn account(&self, html: &mut Html, event: &Event, account: &Account) {
        html.bdi(&account.value);
        if let Some(source) = &account.source {
            html.tag(" — ");
            match sources::cited(self.registry, event, source) {
                Some(ix) => self.cited(html, event, ix),
                None => html.address(source),
            }
        }
        if let Some(remark) = accounts::remark(account) {
            html.tag(" (").bdi(remark).tag(")");
        }
    }

    /// Writes `Reuters [2]` with a link to the source in the event's list.
    fn cited(&self, html: &mut Html, event: &Event, ix: SourceIx) {
        let reference = sources::reference(self.registry, event, ix);
        match sources::number(event, ix) {
            Some(number) => {
                html.tag("<a href=\"#s-").text(&anchor(event.id.as_str())).tag("-").text(&number.to_string());
                html.tag("\">").bdi(&reference).tag("</a>");
            }
            None => {
                html.bdi(&reference);
            }
        }
    }
}
