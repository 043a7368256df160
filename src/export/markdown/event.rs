//! One event of the chronology.

use std::fmt::Write as _;

use super::Document;
use super::draft::Draft;
use super::escape::{blank, escaped, inline, leading, lines};
use crate::describe::{accounts, dates, nature, people, quotes, sessions, sources};
use crate::event::{Event, EventIx, Quote, Session, Word};
use crate::text::capitalized;
use crate::timeline::standing;

impl Document<'_> {
    /// Writes the whole event: heading, kind, actors and venue, summary, quotes, numbers and links.
    pub(super) fn one(&self, ix: EventIx, event: &Event, draft: &mut Draft) {
        draft.text.push_str("### ");
        inline(&mut draft.text, &nature::title(event));
        draft.text.push_str("\n\n");
        self.what(draft, event);
        self.who_and_where(draft, event);
        if let Some(summary) = event.summary.as_deref().filter(|s| !blank(s)) {
            lines(&mut draft.text, "", summary);
            draft.text.push_str("\n\n");
        }
        for quote in &event.quotes {
            self.quotation(&mut draft.text, event, quote);
        }
        self.details(draft, ix, event);
    }

    /// Writes `Statement (denial) · 11:10 Moscow (08:10 UTC) · **B1**: usually reliable, … [^1]`.
    fn what(&self, draft: &mut Draft, event: &Event) {
        let out = &mut draft.text;
        if let Some(status) = nature::status(event.status) {
            let _ = write!(out, "**{}** · ", capitalized(status));
        }
        if event.occurred() && event.is_to_come(self.request.now.instant) {
            let _ = write!(out, "**{}** · ", capitalized(nature::TO_COME));
        }
        out.push_str(nature::kind(event.kind));
        let mut before = " (";
        for part in nature::closer(event).filter(|part| !blank(part)) {
            out.push_str(std::mem::replace(&mut before, ", "));
            inline(out, &part);
        }
        if before == ", " {
            out.push(')');
        }
        self.when(out, event);
        let grade = event.grade;
        for part in [" · grade **", grade.reliability.word(), grade.credibility.word(), "** ("] {
            out.push_str(part);
        }
        for part in [grade.reliability.in_words(), ", ", grade.credibility.in_words(), ")"] {
            out.push_str(part);
        }
        if let Some(handling) = self.store.handling(event) {
            let _ = write!(out, " · {}", nature::tlp(handling));
        }
        out.push_str(" · ");
        if event.sources.is_empty() {
            out.push_str("**");
            out.push_str(sources::NO_SOURCE);
            out.push_str("**");
        }
        for source in &event.sources {
            draft.mark(self.registry, event, *source);
        }
        if !event.disputed_by.is_empty() {
            let _ = write!(draft.text, " · {} ", standing::AGAINST);
        }
        for source in &event.disputed_by {
            draft.mark(self.registry, event, *source);
        }
        draft.text.push_str("\n\n");
        self.cautions(draft, event);
    }

    /// Writes the weaknesses of the event's sources.
    fn cautions(&self, draft: &mut Draft, event: &Event) {
        let cautions = standing::cautions(self.store, event, self.timeline.zone());
        if !cautions.is_empty() {
            let cautions: Vec<String> = cautions.iter().map(|caution| escaped(caution)).collect();
            let _ = writeln!(draft.text, "**Sources:** {}\n", cautions.join("; "));
        }
    }

    /// Writes what the heading does not say of the date, and when the event became known.
    fn when(&self, out: &mut String, event: &Event) {
        let zone = self.timeline.zone();
        let own = dates::beside_heading(event, zone);
        let mut before = " · ";
        for part in own.into_iter().chain(dates::known(event, zone)) {
            out.push_str(std::mem::replace(&mut before, ", "));
            inline(out, &part);
        }
    }

    fn who_and_where(&self, draft: &mut Draft, event: &Event) {
        let before = draft.text.len();
        for role in people::roles(&event.actors) {
            let label = people::role(role, event.in_role(role).nth(1).is_some());
            for part in ["- **", label, nature::as_whose_word(event, role), ":** "] {
                draft.text.push_str(part);
            }
            for (at, actor) in event.in_role(role).enumerate() {
                draft.text.push_str(if at == 0 { "" } else { "; " });
                inline(&mut draft.text, &self.registry.actor(actor).name);
                if let Some(offices) = people::offices(self.registry, actor, event) {
                    draft.offices(actor, &offices);
                }
            }
            draft.text.push('\n');
        }
        let out = &mut draft.text;
        if let Some(venue) = event.venue {
            out.push_str("- **Where:** ");
            inline(out, &people::place(self.registry, venue));
            out.push('\n');
        }
        if !event.other_venues.is_empty() {
            let all: Vec<String> =
                event.other_venues.iter().map(|v| escaped(&people::place(self.registry, *v))).collect();
            let _ = writeln!(out, "- **Also at:** {}", all.join("; "));
        }
        if out.len() > before {
            out.push('\n');
        }
    }

    fn quotation(&self, out: &mut String, event: &Event, quote: &Quote) {
        if blank(&quote.text) {
            return;
        }
        out.push_str("> “");
        lines(out, "> ", &quote.text);
        out.push_str("”\n>\n> — ");
        inline(out, &quotes::credit(self.registry, event, quote));
        out.push('\n');
        if let Some(original) = quote.original.as_deref().filter(|o| !blank(o)) {
            out.push_str(">\n> Original: “");
            lines(out, "> ", original);
            out.push_str("”\n");
        }
        out.push('\n');
    }

    fn details(&self, draft: &mut Draft, ix: EventIx, event: &Event) {
        let before = draft.text.len();
        let out = &mut draft.text;
        self.positions(out, event);
        if !event.agenda.is_empty() {
            let items: Vec<String> = event.agenda.iter().map(|a| escaped(a)).collect();
            let _ = writeln!(out, "- **Agenda:** {}", items.join("; "));
        }
        labelled(out, "Outcome", event.outcome.as_deref());
        self.figures(draft, &event.figures, event, "");
        self.sessions(draft, event);
        self.differing(draft, event);
        let out = &mut draft.text;
        for line in self.link_lines(ix, event) {
            let _ = writeln!(out, "- {}", capitalized(&line));
        }
        if self.notes() {
            labelled(out, "Analyst's note", event.note.as_deref());
            labelled(out, "Analyst's note on the grade", event.grade_note.as_deref());
        }
        if out.len() > before {
            out.push('\n');
        }
    }

    /// Writes `Accounts differ on start: 16:30 GMT — NewsX [^4]; 16:40 GMT — News-Pravda [^8]`, one line for each field.
    fn differing(&self, draft: &mut Draft, event: &Event) {
        for conflict in &event.conflicts {
            draft.text.push_str("- **Accounts differ on ");
            inline(&mut draft.text, &accounts::field(&conflict.field));
            draft.text.push_str(":** ");
            for (at, account) in conflict.values.iter().enumerate() {
                draft.text.push_str(if at == 0 { "" } else { "; " });
                draft.append(&self.account(event, account));
            }
            draft.text.push('\n');
        }
    }

    fn positions(&self, out: &mut String, event: &Event) {
        if let Some(stance) = nature::own_stance(event) {
            let _ = writeln!(out, "- **Stance{}:** {stance}", nature::unestablished(event));
        }
        for about in &event.about {
            let position = nature::position(event, *about);
            let claim = escaped(nature::claim(self.registry, *about));
            let label = format!("Position{}", nature::unestablished(event));
            let _ = writeln!(out, "- **{label}:** {position}: {claim}");
        }
    }

    fn sessions(&self, draft: &mut Draft, event: &Event) {
        if event.sessions.is_empty() {
            return;
        }
        draft.text.push_str("- **Sessions:**\n");
        for (at, session) in event.sessions.iter().enumerate() {
            let parts = self.session(session, event);
            let text = if parts.is_empty() { "nothing more is known".to_owned() } else { parts.join("; ") };
            let _ = writeln!(draft.text, "  {}. {text}", at + 1);
            self.figures(draft, &session.figures, event, "     ");
        }
    }

    fn session(&self, session: &Session, event: &Event) -> Vec<String> {
        let parts = sessions::parts(self.registry, event, session, self.timeline.zone());
        let mut parts: Vec<String> = parts.iter().filter(|p| !blank(p)).map(|p| leading(p)).collect();
        if let (Some(first), Some(_)) = (parts.first_mut(), session.status.and_then(nature::status)) {
            *first = format!("**{first}**");
        }
        let note = session.note.as_deref().filter(|n| self.notes() && !blank(n));
        parts.extend(note.map(|n| format!("analyst's note: {}", escaped(n))));
        parts
    }
}

fn labelled(out: &mut String, label: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|t| !blank(t)) {
        for part in ["- **", label, ":** "] {
            out.push_str(part);
        }
        inline(out, text);
        out.push('\n');
    }
}
