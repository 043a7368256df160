//! One event of the chronology.

use std::fmt::Write as _;

use super::anchors::{CONFLICTS, heading};
use super::escape::{escaped, inline, leading, lines, plain, strong};
use super::footnotes::Footnotes;
use super::{Document, Told};
use crate::event::date::Precision;
use crate::event::{Event, EventDate, EventIx, Participant, Quote, Role, Session, Stance, Status, Word};
use crate::export::words::{self, language, listed};
use crate::registry::ActorIx;

impl Document<'_> {
    /// The event whole: heading, what it is, who and where, summary, words, numbers, links.
    pub(super) fn one(&self, ix: EventIx, told: &mut Told) -> String {
        let event = self.event(ix);
        let mut out = format!("### {}\n\n", escaped(&heading(event)));
        self.what(&mut out, event, &mut told.notes);
        self.who_and_where(&mut out, event, told);
        if let Some(summary) = event.summary.as_deref().filter(|s| !plain(s).is_empty()) {
            lines(&mut out, "", summary);
            out.push_str("\n\n");
        }
        for quote in &event.quotes {
            self.quotation(&mut out, event, quote);
        }
        self.details(&mut out, ix, event, &mut told.notes);
        out
    }

    /// `Statement (denial) · 11:10 Moscow (08:10 UTC) · **B1**: usually reliable, … [^1]`
    fn what(&self, out: &mut String, event: &Event, notes: &mut Footnotes) {
        if let Some(status) = words::status_in_words(event.status) {
            let _ = write!(out, "**{}** · ", uppercase_first(status));
        }
        out.push_str(words::kind(event.kind));
        let nature: Vec<String> = [
            event.format.map(|f| f.word().to_owned()),
            event.subtype.as_deref().map(|s| escaped(&s.replace('-', " "))),
            event.track.map(|t| format!("track {t}")),
            event.channel.as_deref().map(escaped),
        ]
        .into_iter()
        .flatten()
        .filter(|s| !s.is_empty())
        .collect();
        if !nature.is_empty() {
            let _ = write!(out, " ({})", nature.join(", "));
        }
        if let Some(when) = self.when(event) {
            let _ = write!(out, " · {when}");
        }
        let _ = write!(out, " · grade **{}** ({})", event.grade, event.grade.in_words());
        if let Some(handling) = self.store.handling(event) {
            let _ = write!(out, " · {}", words::tlp(handling));
        }
        out.push_str(" · ");
        if event.sources.is_empty() {
            out.push_str("**no source**");
        }
        for source in &event.sources {
            notes.mark(out, self.registry, *source);
        }
        out.push_str("\n\n");
    }

    /// The date beyond what the heading says, and when it became known.
    fn when(&self, event: &Event) -> Option<String> {
        let date = &event.date;
        let said_by_heading =
            date.precision() == Precision::Day && !date.is_range() && !date.marks().any_doubt();
        let heading = format!("{}, ", date.heading(self.timeline.zone()).in_words());
        let words = |date: &EventDate| {
            let words = date.in_words(self.timeline.zone());
            escaped(words.strip_prefix(&heading).unwrap_or(&words))
        };
        let mut parts: Vec<String> = Vec::new();
        parts.extend((!said_by_heading).then(|| words(date)));
        parts.extend(event.first_seen.as_ref().map(|seen| format!("reported by {}", words(seen))));
        parts.extend(event.disclosed.as_ref().map(|known| format!("disclosed {}", words(known))));
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn who_and_where(&self, out: &mut String, event: &Event, told: &mut Told) {
        let before = out.len();
        // Who claims it stands before what is claimed.
        let mut roles: Vec<Role> = event.in_role(Role::Claimant).take(1).map(|_| Role::Claimant).collect();
        for part in &event.actors {
            if !roles.contains(&part.role) {
                roles.push(part.role);
            }
        }
        for role in roles {
            let names: Vec<String> = event.in_role(role).map(|a| self.introduced(a, event, told)).collect();
            let label = words::role(role, names.len() > 1);
            let _ = writeln!(out, "- **{label}{}:** {}", as_whose_word(event, role), names.join("; "));
        }
        if let Some(venue) = event.venue {
            let _ = writeln!(out, "- **Where:** {}", escaped(&words::venue(self.registry, venue)));
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

    /// A name, with offices where the document has not told them yet.
    fn introduced(&self, actor: ActorIx, event: &Event, told: &mut Told) -> String {
        let name = escaped(&self.registry.actor(actor).name);
        match words::offices(self.registry, actor, event) {
            Some(offices) if told.offices.insert((actor, offices.clone())) => {
                format!("{name} ({})", escaped(&offices))
            }
            _ => name,
        }
    }

    fn quotation(&self, out: &mut String, event: &Event, quote: &Quote) {
        if plain(&quote.text).is_empty() {
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
        if let Some(original) = quote.original.as_deref().filter(|o| !plain(o).is_empty()) {
            out.push_str(">\n> Original: “");
            lines(out, "> ", original);
            out.push_str("”\n");
        }
        out.push('\n');
    }

    fn details(&self, out: &mut String, ix: EventIx, event: &Event, notes: &mut Footnotes) {
        let before = out.len();
        self.positions(out, event);
        if !event.agenda.is_empty() {
            let items: Vec<String> = event.agenda.iter().map(|a| escaped(a)).collect();
            let _ = writeln!(out, "- **Agenda:** {}", items.join("; "));
        }
        labelled(out, "Outcome", event.outcome.as_deref());
        self.figures(out, &event.figures, event, notes, "");
        self.sessions(out, event, notes);
        if !event.conflicts.is_empty() {
            let fields: Vec<String> = event.conflicts.iter().map(|c| escaped(&c.field)).collect();
            let _ = writeln!(
                out,
                "- **Accounts differ** on {}: see [{CONFLICTS}](#{})",
                listed(&fields),
                self.anchors.conflicts()
            );
        }
        for line in self.link_lines(ix) {
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

    fn sessions(&self, out: &mut String, event: &Event, notes: &mut Footnotes) {
        if event.sessions.is_empty() {
            return;
        }
        out.push_str("- **Sessions:**\n");
        for (at, session) in event.sessions.iter().enumerate() {
            let parts = self.session(session, event);
            let text = if parts.is_empty() { "nothing more is known".to_owned() } else { parts.join("; ") };
            let _ = writeln!(out, "  {}. {text}", at + 1);
            self.figures(out, &session.figures, event, notes, "     ");
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
    if let Some(text) = text.filter(|t| !plain(t).is_empty()) {
        out.push_str("- ");
        out.push_str(&strong(&format!("{label}:")));
        out.push(' ');
        inline(out, text);
        out.push('\n');
    }
}

pub(super) fn uppercase_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
