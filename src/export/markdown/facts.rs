//! Key facts: a table made from the view alone; only rows that have something to say.

use std::fmt::Write as _;

use super::escape::escaped;
use super::survey::{Grades, Position, Speaker, Took};
use super::{Document, KEY_FACTS};
use crate::describe::{listed, nature, people};
use crate::event::{Event, EventIx, Kind, Role, Stance, Status, Word};
use crate::registry::ActorIx;
use crate::text::counted;
use crate::timeline::room::{self, Presence};

/// How many rows of one aspect stand in the table; the chronology has them all.
pub(super) const ROWS: usize = 8;
/// How many names or positions stand in one cell.
const NAMES: usize = 12;

struct Row {
    aspect: String,
    details: String,
    grade: String,
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

    fn kinds(&self) -> Row {
        let counts: Vec<String> = Kind::ALL
            .iter()
            .zip(self.survey.kinds)
            .filter(|(_, n)| *n > 0)
            .map(|(kind, n)| counted(n, if *kind == Kind::Other { "other event" } else { kind.word() }))
            .collect();
        let not_so = self.survey.not_occurred;
        let mut details = listed(&counts);
        if not_so > 0 {
            let verb = if not_so == 1 { "is" } else { "are" };
            let _ = write!(details, "; {not_so} of these {verb} not known to have happened");
        }
        Row { aspect: "In view".to_owned(), details, grade: String::new() }
    }

    /// The last meetings that took place: when and where.
    fn meetings(&self, rows: &mut Vec<Row>) {
        let skipped = self.survey.held - self.survey.last_held.len();
        if skipped > 0 {
            let details = format!("{} earlier, in the chronology", counted(skipped, "meeting"));
            rows.push(Row { aspect: "Date and setting".to_owned(), details, grade: String::new() });
        }
        for ix in self.survey.last_held.iter().copied() {
            let event = self.event(ix);
            let mut details = self.reference(ix);
            if let Some(venue) = event.venue {
                let _ = write!(details, ", {}", escaped(&people::place(self.registry, venue)));
            }
            if let Some(format) = event.format {
                let _ = write!(details, ", {format}");
            }
            rows.push(Row { aspect: "Date and setting".to_owned(), details, grade: event.grade.to_string() });
        }
    }

    /// Everyone in a role at the meetings that took place, the most frequent first.
    fn people(&self, role: Role, aspect: &str, rows: &mut Vec<Row>) {
        let Some(people) = self.survey.people.get(&role) else { return };
        let mut counts = people.counts.clone();
        counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let mut names: Vec<String> = counts
            .iter()
            .take(NAMES)
            .map(|(actor, n)| {
                let name = escaped(&self.registry.actor(*actor).name);
                if *n > 1 { format!("{name} ×{n}") } else { name }
            })
            .collect();
        if counts.len() > NAMES {
            names.push(format!("{} more", counts.len() - NAMES));
        }
        rows.push(Row {
            aspect: aspect.to_owned(),
            details: names.join(", "),
            grade: people.grades.listed(),
        });
    }

    /// The last meeting at which several sides sat in one room without a mediator between them.
    fn direct_talks(&self, rows: &mut Vec<Row>) {
        let sides = |event: &Event| -> Vec<ActorIx> {
            let rooms = room::rooms(self.registry, event).into_iter();
            let known = rooms.filter(|room| room.presence == Presence::Certain);
            known.map(|room| room.sides(self.registry, event)).max_by_key(Vec::len).unwrap_or_default()
        };
        let (kinds, statuses) = (self.timeline.index().kinds(), self.timeline.index().statuses());
        let held = |ix: &&EventIx| {
            let (kind, status) = (kinds[ix.index()], statuses[ix.index()]);
            kind == Kind::Meeting as u8 && status == Status::Occurred as u8
        };
        let talks = self.in_order_of_time().iter().rev().filter(held).find_map(|ix| {
            let event = self.event(*ix);
            let sides = sides(&event);
            (sides.len() > 1 && event.in_role(Role::Mediator).next().is_none()).then_some((*ix, sides))
        });
        let Some((ix, sides)) = talks else { return };
        let names: Vec<String> = sides.iter().map(|s| escaped(&self.registry.actor(*s).name)).collect();
        rows.push(Row {
            aspect: "Last direct talks in view".to_owned(),
            details: format!("{}: {}", listed(&names), self.reference(ix)),
            grade: self.event(ix).grade.to_string(),
        });
    }

    /// What each speaker last said on each claim; without a registered claim, the last statement.
    fn speakers(&self, rows: &mut Vec<Row>) {
        let mut said: Vec<&Speaker> = self.survey.speakers.iter().collect();
        said.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements));
        let others = said.len().saturating_sub(NAMES);
        for speaker in said.into_iter().take(NAMES) {
            rows.push(self.speaker(speaker));
        }
        if others > 0 {
            let details = format!("{} in the chronology", counted(others, "more speaker"));
            rows.push(Row { aspect: "Position".to_owned(), details, grade: String::new() });
        }
    }

    fn speaker(&self, speaker: &Speaker) -> Row {
        let mut positions: Vec<&Position> = speaker.positions.values().collect();
        positions.sort_by_key(|position| std::cmp::Reverse(position.nth));
        let mut grades = Grades::default();
        let more = positions.len().saturating_sub(ROWS);
        let mut details: Vec<String> =
            positions.iter().take(ROWS).map(|p| self.position(p, &mut grades)).collect();
        if details.is_empty() {
            let last = self.event(speaker.last);
            details.push(format!("{}{}", status_lead(&last), self.reference(speaker.last)));
            grades.add(last.grade);
        }
        if more > 0 {
            details.push(format!("{more} more in the chronology"));
        }
        let aspect = format!("Position of {}", escaped(&self.registry.actor(speaker.actor).name));
        Row { aspect, details: details.join("; "), grade: grades.listed() }
    }

    /// `denies (hedged): … (21 Dec 2025), before that affirms (12 Dec 2025)`
    fn position(&self, position: &Position, grades: &mut Grades) -> String {
        let mut took = |took: &Took, on: &str| {
            let event = self.event(took.at);
            grades.add(event.grade);
            let stance = if took.stance == Stance::NoComment { "no comment on" } else { took.stance.word() };
            let hedged = if took.hedged { " (hedged)" } else { "" };
            format!("{}{}{hedged}{on} ({})", status_lead(&event), stance, self.dated(took.at, &event))
        };
        let claim = format!(": {}", escaped(self.registry.claim(position.on).text.trim_end_matches('.')));
        let last = took(&position.last, &claim);
        match &position.before {
            Some(before) => format!("{last}, before that {}", took(before, "")),
            None => last,
        }
    }

    /// The date of an event as a link to it.
    fn dated(&self, ix: EventIx, event: &Event) -> String {
        let date = escaped(&event.date.short(self.timeline.zone()));
        format!("[{date}](#{})", self.anchors.of(ix, event))
    }

    /// What each claimant counted: one raid as it is, of several the span, never a sum.
    fn strikes(&self, rows: &mut Vec<Row>) {
        let mut all: Vec<_> = self.survey.claimants.iter().collect();
        all.sort_by_key(|claimant| {
            std::cmp::Reverse(claimant.tallies.iter().map(|t| t.span.counts).sum::<usize>())
        });
        let others = all.len().saturating_sub(ROWS);
        for claimant in all.into_iter().take(ROWS) {
            let details: Vec<String> =
                claimant.tallies.iter().take(NAMES).map(|t| escaped(&t.in_words())).collect();
            rows.push(Row {
                aspect: format!("Strikes, {}", self.claimant(&claimant.by)),
                details: details.join("; "),
                grade: claimant.grades.listed(),
            });
        }
        if others > 0 {
            let details = format!("{} in the chronology", counted(others, "more claimant"));
            rows.push(Row { aspect: "Strikes".to_owned(), details, grade: String::new() });
        }
    }
}

/// `alleged: ` before what is not known to have been said.
fn status_lead(event: &Event) -> String {
    nature::status_lead(event.status).map(|lead| format!("{}: ", lead.to_lowercase())).unwrap_or_default()
}
