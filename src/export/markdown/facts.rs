//! Key facts: a table made only from the view. A row with nothing to say is omitted.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::escape::escaped;
use super::grades::Grades;
use super::survey::{Position, ROWS, Speaker, Took};
use super::tallies::Account;
use super::{Document, KEY_FACTS};
use crate::describe::{listed, nature, people};
use crate::event::{Event, EventIx, Kind, Role, Stance, Status, Word};
use crate::registry::{ActorIx, ActorKind};
use crate::text::{capitalized, counted, thousands};
use crate::timeline::standing;

/// The maximum number of meetings listed.
const MEETINGS: usize = 3;
/// The maximum number of positions listed for one speaker.
const POSITIONS: usize = 3;
/// The maximum number of names in one cell.
const NAMES: usize = 12;
/// The maximum number of counts listed for one claimant.
const THINGS: usize = 6;

pub(super) struct FactRow {
    pub(super) aspect: String,
    pub(super) details: String,
    pub(super) grade: String,
}

impl Document<'_> {
    pub(super) fn key_facts(&self) -> String {
        let mut rows = vec![self.kinds()];
        self.meetings(&mut rows);
        self.people(Role::Mediator, "Mediators", &mut rows);
        self.people(Role::Party, "Parties", &mut rows);
        self.direct_talks(&mut rows);
        self.speakers(&mut rows);
        self.strikes(&mut rows);
        let mut out = format!("## {KEY_FACTS}\n\n| Aspect | Details | Grade |\n|---|---|---|\n");
        for row in rows {
            let _ = writeln!(out, "| {} | {} | {} |", row.aspect, row.details, row.grade);
        }
        out.push('\n');
        out
    }

    fn kinds(&self) -> FactRow {
        let counts: Vec<String> = Kind::ALL
            .iter()
            .zip(self.survey.kinds)
            .filter(|(_, n)| *n > 0)
            .map(|(kind, n)| counted(n, if *kind == Kind::Other { "other event" } else { kind.word() }))
            .collect();
        let mut details = listed(&counts);
        let statuses = Status::ALL.iter().filter(|status| **status != Status::Occurred);
        let mut not_so: Vec<String> = statuses
            .filter_map(|status| {
                let n = *self.survey.statuses.get(status)?;
                Some(format!("{} {status}", thousands(n as u64)))
            })
            .collect();
        let to_come = self.survey.to_come;
        not_so.extend((to_come > 0).then(|| format!("{} {}", thousands(to_come as u64), nature::TO_COME)));
        if !not_so.is_empty() {
            let _ = write!(details, "; of these {}", listed(&not_so));
        }
        FactRow { aspect: "In view".to_owned(), details, grade: String::new() }
    }

    /// Returns the heaviest of the last meetings, in order of time: those whose principals have most parts in the view.
    fn heaviest_meetings(&self) -> Vec<EventIx> {
        let weight = |ix: EventIx| -> usize {
            let event = self.event(ix);
            let principals = event.actors.iter().filter(|part| !self.is_bystander(part.actor));
            principals.map(|part| self.survey.parts(part.actor)).sum()
        };
        let mut held: Vec<(usize, EventIx)> = self.survey.last_held.iter().copied().enumerate().collect();
        held.sort_by_cached_key(|(at, ix)| (Reverse(weight(*ix)), Reverse(*at)));
        held.truncate(MEETINGS);
        held.sort_unstable_by_key(|(at, _)| *at);
        held.into_iter().map(|(_, ix)| ix).collect()
    }

    /// Adds the heaviest of the last meetings that took place, with date and venue.
    fn meetings(&self, rows: &mut Vec<FactRow>) {
        let (mut details, mut grades) = (Vec::new(), Grades::default());
        let listed = self.heaviest_meetings();
        for ix in listed.iter().copied() {
            let event = self.event(ix);
            let mut entry = self.reference(ix);
            if let Some(venue) = event.venue {
                let _ = write!(entry, ", {}", escaped(&people::place(self.registry, venue)));
            }
            if let Some(format) = event.format {
                let _ = write!(entry, ", {format}");
            }
            details.push(entry);
            grades.add(event.grade);
        }
        let more = self.survey.held - listed.len();
        if more > 0 {
            details.push(rest(more));
        }
        if !details.is_empty() {
            let aspect = "Date and setting".to_owned();
            rows.push(FactRow { aspect, details: details.join("; "), grade: grades.listed() });
        }
    }

    /// Adds everyone with a role at the meetings that took place, the most frequent first.
    fn people(&self, role: Role, aspect: &str, rows: &mut Vec<FactRow>) {
        let Some(people) = self.survey.people.get(&role) else { return };
        let mut counts = people.counts.clone();
        counts.sort_by_key(|(_, n)| Reverse(*n));
        let mut names: Vec<String> = counts
            .iter()
            .take(NAMES)
            .map(|(actor, n)| {
                let name = escaped(&self.registry.actor(*actor).name);
                if *n > 1 { format!("{name} ×{}", thousands(*n as u64)) } else { name }
            })
            .collect();
        if counts.len() > NAMES {
            names.push(format!("{} more", thousands((counts.len() - NAMES) as u64)));
        }
        rows.push(FactRow {
            aspect: aspect.to_owned(),
            details: names.join(", "),
            grade: people.grades.listed(),
        });
    }

    /// Adds what each speaker last said on each claim, or the last statement if no claim is registered for it.
    ///
    /// Actors with a part in most events of the view come first, and people, offices and states come before organisations
    /// and unnamed actors. Speakers with the same positions share a row. Speakers without a row are named in a last one.
    fn speakers(&self, rows: &mut Vec<FactRow>) {
        let name = |speaker: &Speaker| self.registry.actor(speaker.actor).name.as_str();
        let mut by_statements: Vec<&Speaker> = self.survey.speakers.iter().collect();
        by_statements.sort_by_key(|speaker| {
            let parts = self.survey.parts(speaker.actor);
            (self.is_bystander(speaker.actor), Reverse((parts, speaker.statements)))
        });
        let mut entry: Vec<(Vec<&str>, FactRow)> = Vec::new();
        let mut others = by_statements.len();
        for speaker in &by_statements {
            let row = self.speaker(speaker);
            let alike = entry.iter().position(|(_, known)| known.details == row.details);
            match alike {
                Some(at) => entry[at].0.push(name(speaker)),
                None if entry.len() == ROWS => break,
                None => entry.push((vec![name(speaker)], row)),
            }
            others -= 1;
        }
        rows.extend(entry.into_iter().map(|(names, row)| {
            let names: Vec<String> = names.into_iter().map(escaped).collect();
            FactRow { aspect: format!("Position of {}", listed(&names)), ..row }
        }));
        if others > 0 {
            let left = by_statements.iter().skip(by_statements.len() - others);
            let named = |speaker: &&Speaker| match self.event(speaker.last).status {
                status if !speaker.established => format!("{} ({status})", escaped(name(speaker))),
                _ => escaped(name(speaker)),
            };
            let mut names: Vec<String> = left.take(NAMES).map(named).collect();
            if others > NAMES {
                names.push(format!("{} more", thousands((others - NAMES) as u64)));
            }
            let details = format!("{}, in the chronology", listed(&names));
            rows.push(FactRow { aspect: "Also spoke".to_owned(), details, grade: String::new() });
        }
    }

    /// Returns whether an actor is not one of those who act: an organisation such as an outlet, or an unnamed actor.
    fn is_bystander(&self, actor: ActorIx) -> bool {
        !matches!(
            self.registry.actor(actor).kind,
            Some(
                ActorKind::Person
                    | ActorKind::Office
                    | ActorKind::State
                    | ActorKind::ArmedForce
                    | ActorKind::Bloc
            )
        )
    }

    fn speaker(&self, speaker: &Speaker) -> FactRow {
        let mut positions: Vec<&Position> = speaker.positions.values().collect();
        // A change of position comes first, and what commits nobody last. Among equals the latest comes first.
        positions.sort_by_key(|position| {
            let light = position.last.stance == Stance::NoComment;
            (light, position.before.is_none(), Reverse(position.nth))
        });
        let mut grades = Grades::default();
        let more = positions.len().saturating_sub(POSITIONS);
        let mut details: Vec<String> =
            positions.iter().take(POSITIONS).map(|p| self.position(p, &mut grades)).collect();
        if details.is_empty() {
            let last = self.event(speaker.last);
            details.push(format!("{}{}", status_lead(&last), self.reference(speaker.last)));
            grades.add(last.grade);
        }
        if more > 0 {
            details.push(rest(more));
        }
        FactRow { aspect: String::new(), details: details.join("; "), grade: grades.listed() }
    }

    /// Returns `denies (hedged): … (21 Dec 2025), before that affirms (12 Dec 2025)`.
    fn position(&self, position: &Position, grades: &mut Grades) -> String {
        let mut took = |took: &Took, on: &str| {
            let event = self.event(took.at);
            grades.add(event.grade);
            let stance = if took.stance == Stance::NoComment { "no comment on" } else { took.stance.word() };
            let hedged = if took.hedged { " (hedged)" } else { "" };
            let why = standing::no_root(self.store, &event);
            let why = why.map(|why| format!(", {}", escaped(&why))).unwrap_or_default();
            format!("{}{}{hedged}{on} ({}{why})", status_lead(&event), stance, self.dated(took.at, &event))
        };
        let claim = format!(": {}", escaped(self.registry.claim(position.on).text.trim_end_matches('.')));
        let last = took(&position.last, &claim);
        match &position.before {
            Some(before) => format!("{last}, before that {}", took(before, "")),
            None => last,
        }
    }

    /// Returns the date of an event as a link to it.
    fn dated(&self, ix: EventIx, event: &Event) -> String {
        let date = escaped(&event.date.short(self.timeline.zone()));
        format!("[{date}](#{})", self.anchors.of(ix, event))
    }

    /// Adds what each claimant counted: one raid unchanged, several as a range, never as a sum.
    fn strikes(&self, rows: &mut Vec<FactRow>) {
        let (all, withdrawn) = self.tallies();
        let others = all.len().saturating_sub(ROWS);
        let aspect = |account: &Account| {
            let lead = capitalized(&account.lead());
            let by = match account.attackers.as_slice() {
                [] => String::new(),
                attackers => format!(" by {}", escaped(&people::names(self.registry, attackers))),
            };
            format!("{lead}{by}, {}", self.claimant(&account.by))
        };
        for tally in all.iter().take(ROWS) {
            let mut details: Vec<String> =
                tally.things.iter().take(THINGS).map(|thing| escaped(thing)).collect();
            if tally.things.len() > THINGS {
                let more = tally.things.len() - THINGS;
                details.push(format!("{} in the chronology", counted(more, "more count")));
            }
            rows.push(FactRow {
                aspect: aspect(&tally.account),
                details: details.join("; "),
                grade: tally.grades.listed(),
            });
        }
        if others > 0 {
            let left = all.iter().skip(ROWS).map(|tally| self.claimant(&tally.account.by));
            let mut names: Vec<String> = Vec::new();
            for name in left {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let more = names.len().saturating_sub(ROWS);
            names.truncate(ROWS);
            names.extend((more > 0).then(|| counted(more, "more claimant")));
            let details = format!("{}, in the chronology", names.join("; "));
            rows.push(FactRow { aspect: "Strikes, also".to_owned(), details, grade: String::new() });
        }
        if let Some(details) = withdrawn {
            rows.push(FactRow { aspect: "Strikes, left out".to_owned(), details, grade: String::new() });
        }
    }
}

/// Returns how many a cell leaves out, and where they are.
fn rest(more: usize) -> String {
    format!("and {} more (see Chronology)", thousands(more as u64))
}

/// Returns `alleged: ` or a similar lead if it is not established that the event happened.
fn status_lead(event: &Event) -> String {
    nature::status_lead(event.status).map(|lead| format!("{}: ", lead.to_lowercase())).unwrap_or_default()
}
