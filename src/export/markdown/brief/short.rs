//! *In short*: the most important facts, each with its date, grade and sources.

use std::fmt::Write as _;

use super::{BriefContext, CITED, Part, clip};
use crate::describe::{accounts, figures, listed, nature, people, sessions};
use crate::event::{Event, EventIx, Figure};
use crate::export::markdown::escape::{blank, escaped};
use crate::registry::ActorIx;
use crate::report::highlights::{Highlight, Piece};
use crate::timeline::standing;

/// The maximum number of words of a summary or an outcome.
const SUMMARY: usize = 200;

/// The maximum number of accounts of one field.
const ACCOUNTS: usize = 3;

impl BriefContext<'_> {
    pub(super) fn short(&self) -> Part {
        let mut part = Part::default();
        let facts = self.reports.highlights.first(self.measure.facts);
        if facts.is_empty() {
            return part;
        }
        part.draft.text.push_str("## In short\n\n");
        for fact in facts {
            self.fact(fact, &mut part);
        }
        part.draft.text.push('\n');
        part
    }

    fn fact(&self, fact: &Highlight, part: &mut Part) {
        let _ = write!(part.draft.text, "- **{}:** ", escaped(&fact.label));
        for piece in &fact.pieces {
            match piece {
                Piece::Words(words) => spaced(&mut part.draft.text, words),
                Piece::Text(text) => part.draft.text.push_str(&escaped(&self.clip(text))),
                Piece::Names(actors) => part.draft.text.push_str(&escaped(&self.names(actors))),
                Piece::Field(ix, field) => self.field(*ix, *field, part),
                Piece::Figure(ix, place, in_all) => self.figure(*ix, *place, *in_all, part),
                Piece::Event(ix) => self.whole(*ix, part),
                Piece::Title(ix) => self.titled(*ix, false, part),
                Piece::At(ix) => self.at(*ix, part),
                Piece::Whole(ix) => self.all_of(*ix, part),
                Piece::Count(ix, place, dated) => self.count(*ix, *place, *dated, part),
                Piece::Accounts(ix, field) => self.accounts_of(*ix, *field, part),
            }
        }
        part.draft.text.push_str(".\n");
    }

    /// Writes `Title – who (21 Dec 2025, B1)[^2]`.
    fn whole(&self, ix: EventIx, part: &mut Part) {
        self.titled(ix, true, part);
    }

    /// Does the same as [`BriefContext::whole`], but names who took part only if `with_who` is set.
    fn titled(&self, ix: EventIx, with_who: bool, part: &mut Part) {
        let event = self.document.event(ix);
        part.named.insert(ix);
        let (title, date) = (self.title(&event), self.date(ix, &event));
        let who = if with_who { self.who(&event) } else { String::new() };
        let _ = write!(part.draft.text, "{title}{who} ({date}, {}{})", event.grade, self.cautions(&event));
        self.marks(&mut part.draft, &event, self.cited(ix));
    }

    /// Writes `21 Dec 2025, B1[^2]`, with the status if it is not established that the event happened.
    fn at(&self, ix: EventIx, part: &mut Part) {
        let event = self.document.event(ix);
        part.named.insert(ix);
        let status = nature::status(event.status).map(|status| format!(", {status}")).unwrap_or_default();
        let cautions = self.cautions(&event);
        let _ = write!(part.draft.text, "{}, {}{status}{cautions}", self.date(ix, &event), event.grade);
        self.marks(&mut part.draft, &event, self.cited(ix));
    }

    /// Writes `B2[^3]`: the grade and the source of a count, or those of its event.
    fn count(&self, ix: EventIx, place: usize, dated: bool, part: &mut Part) {
        let event = self.document.event(ix);
        let Some(row) = event.figures.get(place) else { return };
        part.named.insert(ix);
        if dated {
            let status = nature::status(event.status).map(|status| format!(", {status}")).unwrap_or_default();
            let _ = write!(part.draft.text, "{}{status}, ", self.date(ix, &event));
        }
        let cautions = if dated { self.cautions(&event) } else { String::new() };
        let _ = write!(part.draft.text, "{}{cautions}", row.grade.unwrap_or(event.grade));
        match row.source {
            Some(source) => part.draft.mark(self.document.registry, &event, source),
            None if dated => self.marks(&mut part.draft, &event, self.cited(ix)),
            None => {}
        }
    }

    /// Returns the remarks after the grade: that the event is dated after now though it is said to have occurred, and that
    /// no independent source reports it.
    fn cautions(&self, event: &Event) -> String {
        let to_come = event.occurred() && event.is_to_come(self.scope.now.instant);
        let mut all = if to_come { format!(", {}", nature::TO_COME) } else { String::new() };
        if let Some(why) = standing::no_root(self.document.store, event) {
            let _ = write!(all, ", {}", escaped(&why));
        }
        all
    }

    /// Writes the event with actors, venue, outcome and summary, as logged.
    fn all_of(&self, ix: EventIx, part: &mut Part) {
        self.whole(ix, part);
        let event = self.document.event(ix);
        let registry = self.document.registry;
        let out = &mut part.draft.text;
        if let Some(status) = nature::status(event.status) {
            let _ = write!(out, "; {status}");
        }
        for role in people::roles(&event.actors) {
            let all: Vec<ActorIx> = event.in_role(role).collect();
            let label = people::role(role, all.len() > 1);
            let whose = nature::as_whose_word(&event, role);
            let _ =
                write!(out, "; {}{whose}: {}", label.to_lowercase(), escaped(&people::names(registry, &all)));
        }
        if let Some(venue) = event.venue {
            let _ = write!(out, "; where: {}", escaped(&people::place(registry, venue)));
        }
        for session in &event.sessions {
            let parts = sessions::parts(registry, &event, session, self.timeline().zone());
            if !parts.is_empty() {
                let _ = write!(out, "; session: {}", escaped(&parts.join(", ")));
            }
        }
        let unestablished = nature::unestablished(&event);
        if let Some(stance) = nature::own_stance(&event) {
            let _ = write!(out, "; stance{unestablished}: {stance}");
        }
        for about in &event.about {
            let claim = escaped(nature::claim(registry, *about).trim_end_matches('.'));
            let position = nature::position(&event, *about);
            let _ = write!(out, "; position{unestablished}, on “{claim}”: {position}");
        }
        for claims in figures::claims(registry, &event.figures, &event) {
            let grade = |row: &Figure| row.grade.unwrap_or(event.grade);
            let rows: Vec<String> = claims
                .rows
                .iter()
                .map(|(row, phrase)| format!("{} ({})", escaped(phrase), grade(row)))
                .collect();
            let _ = write!(out, "; {}, {}", listed(&rows), escaped(&claims.lead));
        }
        for (label, text) in [("Outcome", &event.outcome), ("Summary", &event.summary)] {
            if let Some(text) = text.as_deref().filter(|text| !blank(text)) {
                let _ = write!(out, ". {label}{unestablished}: {}", self.in_the_logs_words(text));
            }
        }
    }

    /// Returns a longer text on one line, cut with `…` if it is very long.
    fn in_the_logs_words(&self, text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let clipped_line = clip::clipped(&line, SUMMARY.min(self.measure.length.text));
        escaped(clipped_line.trim_end_matches('.'))
    }

    /// Writes the field on which accounts differ.
    fn field(&self, ix: EventIx, field: usize, part: &mut Part) {
        let event = self.document.event(ix);
        let Some(conflict) = event.conflicts.get(field) else { return };
        part.draft.text.push_str(&escaped(&accounts::field(&self.clip(&conflict.field))));
    }

    /// Writes `653 drones launched in all`.
    fn figure(&self, ix: EventIx, place: usize, in_all: bool, part: &mut Part) {
        let event = self.document.event(ix);
        let Some(row) = event.figures.get(place) else { return };
        part.draft.text.push_str(&escaped(&figures::figure(&self.clipped_figure(row), in_all)));
    }

    /// Returns how many sources to cite: all of them if the chronology does not have the event.
    fn cited(&self, ix: EventIx) -> usize {
        if self.document.inside.contains(ix) { CITED } else { usize::MAX }
    }

    fn accounts_of(&self, ix: EventIx, field: usize, part: &mut Part) {
        let event = self.document.event(ix);
        let Some(conflict) = event.conflicts.get(field) else { return };
        for (at, account) in conflict.values.iter().take(ACCOUNTS).enumerate() {
            part.draft.text.push_str(if at > 0 { "; " } else { "" });
            self.account(&event, account, &mut part.draft);
        }
        let left = conflict.values.len().saturating_sub(ACCOUNTS);
        if left > 0 {
            let _ = write!(part.draft.text, "; {}", crate::text::counted(left, "more account"));
        }
    }
}

/// Appends words of the program with the spaces that they begin or end with.
fn spaced(out: &mut String, words: &str) {
    let blank = |yes: bool| if yes { " " } else { "" };
    out.push_str(blank(words.starts_with(' ')));
    out.push_str(&escaped(words));
    out.push_str(blank(words.ends_with(' ') && words.trim() != ""));
}
