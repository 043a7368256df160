//! Key facts: a table made from the view alone; only rows that have something to say.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::escaped;
use super::{Document, KEY_FACTS};
use crate::event::{Count, Event, EventIx, Figure, Grade, Kind, Role, Stance, Status, Word};
use crate::export::words::{self, counted, listed};
use crate::registry::{ActorIx, ClaimIx};
use crate::timeline::claims::{Bounds, by_claimant, stands_for_all};
use crate::timeline::room::{self, Presence};

/// How many rows of one aspect stand in the table; the chronology has them all.
const ROWS: usize = 8;
/// How many names or positions stand in one cell.
const NAMES: usize = 12;

struct Row {
    aspect: String,
    details: String,
    grade: String,
}

impl Document<'_> {
    pub(super) fn key_facts(&self) -> String {
        let order: Vec<EventIx> = self.in_order_of_time().collect();
        let mut rows = vec![self.kinds(&order)];
        self.meetings(&order, &mut rows);
        self.people(&order, Role::Mediator, "Mediators", &mut rows);
        self.people(&order, Role::Party, "Parties", &mut rows);
        self.direct_talks(&order, &mut rows);
        self.speakers(&order, &mut rows);
        self.strikes(&order, &mut rows);
        let mut out = format!("## {KEY_FACTS}\n\n| Aspect | Details | Grade |\n|---|---|---|\n");
        for row in rows {
            let _ = writeln!(out, "| {} | {} | {} |", row.aspect, row.details, row.grade);
        }
        out.push('\n');
        out
    }

    fn kinds(&self, order: &[EventIx]) -> Row {
        let counts: Vec<String> = Kind::ALL
            .iter()
            .map(|kind| (kind, order.iter().filter(|ix| self.event(**ix).kind == *kind).count()))
            .filter(|(_, n)| *n > 0)
            .map(|(kind, n)| counted(n, if *kind == Kind::Other { "other event" } else { kind.word() }))
            .collect();
        let not_so = order.iter().filter(|ix| self.event(**ix).status != Status::Occurred).count();
        let mut details = listed(&counts);
        if not_so > 0 {
            let verb = if not_so == 1 { "is" } else { "are" };
            let _ = write!(details, "; {not_so} of these {verb} not known to have happened");
        }
        Row { aspect: "In view".to_owned(), details, grade: String::new() }
    }

    /// The last meetings that took place: when and where.
    fn meetings(&self, order: &[EventIx], rows: &mut Vec<Row>) {
        let held: Vec<EventIx> = order.iter().copied().filter(|ix| self.held(*ix)).collect();
        let skipped = held.len().saturating_sub(ROWS);
        if skipped > 0 {
            let details = format!("{} earlier, in the chronology", counted(skipped, "meeting"));
            rows.push(Row { aspect: "Date and setting".to_owned(), details, grade: String::new() });
        }
        for ix in held.into_iter().skip(skipped) {
            let event = self.event(ix);
            let mut details = self.reference(ix);
            if let Some(venue) = event.venue {
                let _ = write!(details, ", {}", escaped(&words::venue(self.registry, venue)));
            }
            if let Some(format) = event.format {
                let _ = write!(details, ", {format}");
            }
            rows.push(Row { aspect: "Date and setting".to_owned(), details, grade: event.grade.to_string() });
        }
    }

    fn held(&self, ix: EventIx) -> bool {
        let event = self.event(ix);
        event.kind == Kind::Meeting && event.status == Status::Occurred
    }

    /// Everyone in a role at the meetings that took place, the most frequent first.
    fn people(&self, order: &[EventIx], role: Role, aspect: &str, rows: &mut Vec<Row>) {
        let mut counts: Vec<(ActorIx, usize)> = Vec::new();
        let mut at: HashMap<ActorIx, usize> = HashMap::new();
        let mut grades = Grades::default();
        for event in order.iter().filter(|ix| self.held(**ix)).map(|ix| self.event(*ix)) {
            for actor in event.in_role(role) {
                let next = counts.len();
                match counts.get_mut(*at.entry(actor).or_insert(next)) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((actor, 1)),
                }
                grades.add(event.grade);
            }
        }
        if counts.is_empty() {
            return;
        }
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
        rows.push(Row { aspect: aspect.to_owned(), details: names.join(", "), grade: grades.listed() });
    }

    /// The last meeting at which several sides sat in one room without a mediator between them.
    fn direct_talks(&self, order: &[EventIx], rows: &mut Vec<Row>) {
        let sides = |ix: EventIx| -> Vec<ActorIx> {
            let event = self.event(ix);
            let rooms = room::rooms(self.registry, event).into_iter();
            let known = rooms.filter(|room| room.presence == Presence::Certain);
            known.map(|room| room.sides(self.registry, event)).max_by_key(Vec::len).unwrap_or_default()
        };
        let direct =
            order.iter().rev().filter(|ix| self.event(**ix).in_role(Role::Mediator).next().is_none());
        let Some((ix, sides)) = direct.map(|ix| (*ix, sides(*ix))).find(|(_, sides)| sides.len() > 1) else {
            return;
        };
        let names: Vec<String> = sides.iter().map(|s| escaped(&self.registry.actor(*s).name)).collect();
        rows.push(Row {
            aspect: "Last direct talks in view".to_owned(),
            details: format!("{}: {}", listed(&names), self.reference(ix)),
            grade: self.event(ix).grade.to_string(),
        });
    }

    /// What each speaker last said on each claim; without a registered claim, the last statement.
    fn speakers(&self, order: &[EventIx], rows: &mut Vec<Row>) {
        let mut said: Vec<(ActorIx, Vec<EventIx>)> = Vec::new();
        let mut at: HashMap<ActorIx, usize> = HashMap::new();
        for ix in order.iter().copied().filter(|ix| self.event(*ix).kind == Kind::Statement) {
            for speaker in self.event(ix).in_role(Role::Speaker) {
                let next = said.len();
                match said.get_mut(*at.entry(speaker).or_insert(next)) {
                    Some((_, all)) => all.push(ix),
                    None => said.push((speaker, vec![ix])),
                }
            }
        }
        said.sort_by_key(|(_, all)| std::cmp::Reverse(all.len()));
        let others = said.len().saturating_sub(NAMES);
        for (speaker, statements) in said.into_iter().take(NAMES) {
            rows.push(self.speaker(speaker, &statements));
        }
        if others > 0 {
            let details = format!("{} in the chronology", counted(others, "more speaker"));
            rows.push(Row { aspect: "Position".to_owned(), details, grade: String::new() });
        }
    }

    fn speaker(&self, speaker: ActorIx, statements: &[EventIx]) -> Row {
        let mut positions: Vec<Position> = Vec::new();
        for ix in statements.iter().rev() {
            let event = self.event(*ix);
            for about in &event.about {
                let Some(stance) = event.stance_on(about) else { continue };
                let took = Took { stance, hedged: about.hedged, at: *ix };
                match positions.iter_mut().find(|p| p.on == about.claim) {
                    None => positions.push(Position { on: about.claim, last: took, before: None }),
                    Some(p) if p.before.is_none() && !took.is_like(&p.last) => p.before = Some(took),
                    Some(_) => {}
                }
            }
        }
        let mut grades = Grades::default();
        let more = positions.len().saturating_sub(ROWS);
        let mut details: Vec<String> =
            positions.iter().take(ROWS).map(|p| self.position(p, &mut grades)).collect();
        if let (true, Some(last)) = (details.is_empty(), statements.last()) {
            let lead = status_lead(self.event(*last));
            details.push(format!("{lead}{}", self.reference(*last)));
            grades.add(self.event(*last).grade);
        }
        if more > 0 {
            details.push(format!("{more} more in the chronology"));
        }
        let aspect = format!("Position of {}", escaped(&self.registry.actor(speaker).name));
        Row { aspect, details: details.join("; "), grade: grades.listed() }
    }

    /// `denies (hedged): … (21 Dec 2025), before that affirms (12 Dec 2025)`
    fn position(&self, position: &Position, grades: &mut Grades) -> String {
        let mut took = |took: &Took, on: &str| {
            let event = self.event(took.at);
            grades.add(event.grade);
            let stance = if took.stance == Stance::NoComment { "no comment on" } else { took.stance.word() };
            let hedged = if took.hedged { " (hedged)" } else { "" };
            format!("{}{}{hedged}{on} ({})", status_lead(event), stance, self.dated(took.at))
        };
        let claim = format!(": {}", escaped(self.registry.claim(position.on).text.trim_end_matches('.')));
        let last = took(&position.last, &claim);
        match &position.before {
            Some(before) => format!("{last}, before that {}", took(before, "")),
            None => last,
        }
    }

    /// The date of an event as a link to it.
    fn dated(&self, ix: EventIx) -> String {
        let date = escaped(&self.event(ix).date.short(self.timeline.zone()));
        self.anchors.of(ix).map_or_else(|| date.clone(), |slug| format!("[{date}](#{slug})"))
    }

    /// What each claimant counted: one raid as it is, of several the span, never a sum.
    fn strikes(&self, order: &[EventIx], rows: &mut Vec<Row>) {
        let mut all: Vec<(Vec<ActorIx>, Vec<Tally>, Grades)> = Vec::new();
        for event in order.iter().map(|ix| self.event(*ix)).filter(|e| e.kind == Kind::Strike) {
            for claimed in by_claimant(&event.figures, event) {
                if !all.iter().any(|(by, ..)| *by == claimed.by) {
                    all.push((claimed.by.clone(), Vec::new(), Grades::default()));
                }
                let Some((_, tallies, grades)) = all.iter_mut().find(|(by, ..)| *by == claimed.by) else {
                    continue;
                };
                for row in claimed.rows.iter().filter(|row| row.of.is_none()) {
                    Tally::add(tallies, row, stands_for_all(row, &claimed.rows));
                    grades.add(row.grade.unwrap_or(event.grade));
                }
            }
        }
        all.sort_by_key(|(_, tallies, _)| {
            std::cmp::Reverse(tallies.iter().map(|t| t.span.counts).sum::<usize>())
        });
        let others = all.len().saturating_sub(ROWS);
        for (by, tallies, grades) in all.into_iter().take(ROWS) {
            let details: Vec<String> = tallies.iter().take(NAMES).map(|t| escaped(&t.in_words())).collect();
            rows.push(Row {
                aspect: format!("Strikes, {}", self.claimant(&by)),
                details: details.join("; "),
                grade: grades.listed(),
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
    words::status_lead(event.status).map(|lead| format!("{}: ", lead.to_lowercase())).unwrap_or_default()
}

/// A stance as it was taken.
struct Took {
    stance: Stance,
    hedged: bool,
    at: EventIx,
}

impl Took {
    fn is_like(&self, other: &Self) -> bool {
        self.stance == other.stance && self.hedged == other.hedged
    }
}

/// A speaker's last stance on a claim, and the one that it replaced.
struct Position {
    on: ClaimIx,
    last: Took,
    before: Option<Took>,
}

/// Claims of one claimant on one thing; single raids and periods apart.
struct Tally {
    weapon: Option<String>,
    metric: String,
    period: bool,
    only: Option<String>,
    span: Bounds,
    /// One of them is of all weapons and stands beside rows of single ones.
    in_all: bool,
}

impl Tally {
    fn add(all: &mut Vec<Self>, row: &Figure, in_all: bool) {
        let same =
            |t: &Self| t.weapon == row.weapon && t.metric == row.metric && t.period == row.period.is_some();
        let span = Bounds::from(row.count);
        match all.iter_mut().find(|tally| same(tally)) {
            Some(tally) => {
                tally.span = tally.span.or(span);
                tally.in_all |= in_all;
                tally.only = None;
            }
            None => all.push(Self {
                weapon: row.weapon.clone(),
                metric: row.metric.clone(),
                period: row.period.is_some(),
                only: Some(words::figure(row, in_all)),
                span,
                in_all,
            }),
        }
    }

    fn in_words(&self) -> String {
        if let Some(only) = &self.only {
            return only.clone();
        }
        let weapon = self.weapon.as_deref().map(|w| format!("{} ", words::weapons(w, false)));
        let in_all = if self.in_all { " in all" } else { "" };
        let what = format!("{}{}{in_all}", weapon.unwrap_or_default(), self.metric.replace('-', " "));
        let each = if self.period { "over a period each" } else { "each" };
        let number = |n| Count::Exactly(n).in_words();
        let bounds = self.span;
        let span = match (bounds.least, bounds.most) {
            _ if bounds.is_unknown() => "numbers unknown".to_owned(),
            (low, Some(high)) if low == high => format!("{} {each}", number(low)),
            (low, Some(high)) => format!("{} to {} {each}", number(low), number(high)),
            (low, None) => format!("{} or more {each}", number(low)),
        };
        let span = if bounds.is_about() { format!("about {span}") } else { span };
        let unknown = match bounds.unknown {
            0 => String::new(),
            n if n == bounds.counts => String::new(),
            n => format!(", {n} of them unknown"),
        };
        format!("{what}: {}, {span}{unknown}", counted(bounds.counts, "claim"))
    }
}

/// Distinct grades in the order they came.
#[derive(Default)]
struct Grades(Vec<Grade>);

impl Grades {
    fn add(&mut self, grade: Grade) {
        if !self.0.contains(&grade) {
            self.0.push(grade);
        }
    }

    fn listed(&self) -> String {
        let mut all: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        all.sort_unstable();
        all.join(", ")
    }
}
