//! One event of the chronology.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Document;
use super::anchors::{CONFLICTS, heading};
use super::draft::Draft;
use super::escape::{blank, escaped, inline, leading, lines};
use crate::event::date::Precision;
use crate::event::{Event, EventDate, EventIx, Participant, Quote, Role, Session, Stance, Status, Word};
use crate::export::words::{self, language, listed};
use crate::timeline::standing;

impl Document<'_> {
    /// The event whole: heading, what it is, who and where, summary, words, numbers, links.
    pub(super) fn one(&self, ix: EventIx, event: &Event, draft: &mut Draft) {
        draft.text.push_str("### ");
        inline(&mut draft.text, &heading(event));
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

    /// `Statement (denial) · 11:10 Moscow (08:10 UTC) · **B1**: usually reliable, … [^1]`
    fn what(&self, draft: &mut Draft, event: &Event) {
        let out = &mut draft.text;
        if let Some(status) = words::status_in_words(event.status) {
            let _ = write!(out, "**{}** · ", uppercase_first(status));
        }
        out.push_str(words::kind(event.kind));
        let track = event.track.map(|t| format!("track {t}"));
        let nature = [
            event.format.map(|f| f.word().into()),
            event.subtype.as_deref().map(|s| escaped(&s.replace('-', " ")).into()),
            track.map(Cow::from),
            event.channel.as_deref().map(|c| escaped(c).into()),
        ];
        let mut before = " (";
        for part in nature.into_iter().flatten().filter(|s: &Cow<'_, str>| !s.is_empty()) {
            out.push_str(std::mem::replace(&mut before, ", "));
            out.push_str(&part);
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
            let _ = write!(out, " · {}", words::tlp(handling));
        }
        out.push_str(" · ");
        if event.sources.is_empty() {
            out.push_str("**no source**");
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

    /// What the event's sources leave to be desired.
    fn cautions(&self, draft: &mut Draft, event: &Event) {
        let cautions = standing::cautions(self.store, event, self.timeline.zone());
        if !cautions.is_empty() {
            let cautions: Vec<String> = cautions.iter().map(|caution| escaped(caution)).collect();
            let _ = writeln!(draft.text, "**Sources:** {}\n", cautions.join("; "));
        }
    }

    /// The date beyond what the heading says, and when it became known.
    fn when(&self, out: &mut String, event: &Event) {
        let date = &event.date;
        let said_by_heading =
            date.precision() == Precision::Day && !date.is_range() && !date.marks().any_doubt();
        let told = [
            ("", Some(date).filter(|_| !said_by_heading)),
            ("reported by ", event.first_seen.as_ref()),
            ("disclosed ", event.disclosed.as_ref()),
        ];
        let mut before = " · ";
        for (lead, date) in told {
            let Some(date) = date else { continue };
            let words = date.in_words(self.timeline.zone());
            // The day is said by the heading.
            let heading = event.date.heading(self.timeline.zone()).in_words();
            let rest = words.strip_prefix(heading.as_str()).and_then(|rest| rest.strip_prefix(", "));
            out.push_str(std::mem::replace(&mut before, ", "));
            out.push_str(lead);
            inline(out, rest.unwrap_or(&words));
        }
    }

    fn who_and_where(&self, draft: &mut Draft, event: &Event) {
        let before = draft.text.len();
        // Who claims it stands before what is claimed.
        let mut roles: Vec<Role> = event.in_role(Role::Claimant).take(1).map(|_| Role::Claimant).collect();
        for part in &event.actors {
            if !roles.contains(&part.role) {
                roles.push(part.role);
            }
        }
        for role in roles {
            let label = words::role(role, event.in_role(role).nth(1).is_some());
            for part in ["- **", label, as_whose_word(event, role), ":** "] {
                draft.text.push_str(part);
            }
            for (at, actor) in event.in_role(role).enumerate() {
                draft.text.push_str(if at == 0 { "" } else { "; " });
                inline(&mut draft.text, &self.registry.actor(actor).name);
                if let Some(offices) = words::offices(self.registry, actor, event) {
                    draft.offices(actor, &offices);
                }
            }
            draft.text.push('\n');
        }
        let out = &mut draft.text;
        if let Some(venue) = event.venue {
            out.push_str("- **Where:** ");
            inline(out, &words::venue(self.registry, venue));
            out.push('\n');
        }
        if !event.other_venues.is_empty() {
            let all: Vec<String> =
                event.other_venues.iter().map(|v| escaped(&words::venue(self.registry, *v))).collect();
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
        let speaker = quote.speaker.into_iter().collect::<Vec<_>>();
        let speakers = if speaker.is_empty() { event.in_role(Role::Speaker).collect() } else { speaker };
        let names: Vec<String> = speakers.iter().map(|a| escaped(&self.registry.actor(*a).name)).collect();
        out.push_str(&if names.is_empty() { "speaker not named".to_owned() } else { listed(&names) });
        match (&quote.lang, quote.translated) {
            (Some(lang), true) => {
                let _ = write!(out, ", translation into {}", escaped(language(lang)));
            }
            (None, true) => out.push_str(", translation"),
            (Some(lang), false) => {
                let _ = write!(out, ", in {}", escaped(language(lang)));
            }
            (None, false) => {}
        }
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
        let out = &mut draft.text;
        if !event.conflicts.is_empty() {
            let fields: Vec<String> = event.conflicts.iter().map(|c| escaped(&c.field)).collect();
            let _ = writeln!(
                out,
                "- **Accounts differ** on {}: see [{CONFLICTS}](#{})",
                listed(&fields),
                self.anchors.conflicts()
            );
        }
        for line in self.link_lines(ix, event) {
            let _ = writeln!(out, "- {}", uppercase_first(&line));
        }
        if self.notes() {
            labelled(out, "Analyst's note", event.note.as_deref());
            labelled(out, "Analyst's note on the grade", event.grade_note.as_deref());
        }
        if out.len() > before {
            out.push('\n');
        }
    }

    fn positions(&self, out: &mut String, event: &Event) {
        if let (true, Some(stance)) = (event.about.is_empty(), event.stance) {
            let _ = writeln!(out, "- **Stance{}:** {}", unestablished(event), in_words(stance));
        }
        for about in &event.about {
            let stance = event.stance_on(about).map_or("takes no position", in_words);
            let hedged = if about.hedged { ", hedged" } else { "" };
            let claim = escaped(&self.registry.claim(about.claim).text);
            let label = format!("Position{}", unestablished(event));
            let _ = writeln!(out, "- **{label}:** {stance}{hedged}: {claim}");
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
        let date = |d: &EventDate| escaped(&d.in_words(self.timeline.zone()));
        let mut parts: Vec<String> = Vec::new();
        parts.extend(session.status.and_then(words::status_in_words).map(|s| format!("**{s}**")));
        parts.extend(session.title.as_deref().map(leading));
        parts.extend(session.date.as_ref().map(date));
        parts.extend(session.planned.as_ref().map(|d| format!("planned for {}", date(d))));
        parts.extend(session.format.map(|f| f.word().to_owned()));
        parts.extend(session.venue.map(|v| leading(&words::venue(self.registry, v))));
        parts.extend(self.by_role(&session.actors, event));
        parts.extend(session.minutes.map(|m| format!("{} minutes", m.in_words())));
        parts.extend(
            session
                .note
                .as_deref()
                .filter(|_| self.notes())
                .map(|n| format!("analyst's note: {}", escaped(n))),
        );
        parts.retain(|p| !p.is_empty());
        parts
    }

    fn by_role(&self, actors: &[Participant], event: &Event) -> Vec<String> {
        let mut roles: Vec<Role> = actors.iter().map(|p| p.role).collect();
        roles.dedup();
        let names = |role: Role| {
            let all: Vec<String> = actors
                .iter()
                .filter(|p| p.role == role)
                .map(|p| leading(&self.registry.actor(p.actor).name))
                .collect();
            if role == event.kind.default_role() {
                return listed(&all);
            }
            format!("{} {}", words::role(role, all.len() > 1).to_lowercase(), listed(&all))
        };
        roles.into_iter().map(names).collect()
    }
}

/// A stance, and what *no comment* is not.
fn in_words(stance: Stance) -> &'static str {
    match stance {
        Stance::NoComment => "no comment, neither denial nor confirmation",
        stance => stance.word(),
    }
}

/// Whose word a role rests on, where it is not known to be so.
fn as_whose_word(event: &Event, role: Role) -> &'static str {
    let claimed = role == Role::Attacker && event.in_role(Role::Claimant).next().is_some();
    match unestablished(event) {
        "" if claimed => ", as claimed",
        otherwise => otherwise,
    }
}

/// What stands behind the label of a particular where the event itself is only said to have been.
fn unestablished(event: &Event) -> &'static str {
    match event.status {
        Status::Alleged => ", as alleged",
        Status::Rumoured => ", as rumoured",
        _ => "",
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

pub(super) fn uppercase_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
