//! What the header and the key facts say about the events shown, collected in one pass in order of time.
//!
//! Its size grows with the number of actors, not with the number of events.

use std::collections::VecDeque;

use foldhash::HashMap;

use super::grades::Grades;
use crate::event::date::{Day, Now};
use crate::event::{Event, EventIx, Grade, Kind, Role, Stance, Status};
use crate::export::head::Covered;
use crate::registry::{ActorIx, ClaimIx};

/// The maximum number of rows for one aspect in the table. The chronology has everything.
pub(super) const ROWS: usize = 8;

/// Summary data about the events shown.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The number of events of each kind.
    pub(super) kinds: [usize; 4],
    /// The number of events with each status.
    pub(super) statuses: HashMap<Status, usize>,
    /// The number of events that are said to have occurred although they are dated after now.
    pub(super) to_come: usize,
    /// The number of events in which each actor has a part.
    parts: HashMap<ActorIx, usize>,
    pub(super) covered: Covered,
    /// The number of meetings that took place.
    pub(super) held: usize,
    /// The last meetings that took place, at most [`ROWS`].
    pub(super) last_held: VecDeque<EventIx>,
    /// The people at these meetings, by role.
    pub(super) people: HashMap<Role, People>,
    /// The speakers, in the order of their first statements.
    pub(super) speakers: Vec<Speaker>,
    speaker_at: HashMap<ActorIx, usize>,
    taken: usize,
    /// The events on which accounts differ.
    pub(super) differing: Vec<EventIx>,
    /// The largest number of accounts of one field.
    pub(super) accounts: usize,
}

/// The actors who had one role at meetings.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The number of meetings of each actor, in the order of the first one.
    pub(super) counts: Vec<(ActorIx, usize)>,
    at: HashMap<ActorIx, usize>,
    pub(super) grades: Grades,
}

/// An actor who made statements.
#[derive(Debug)]
pub(super) struct Speaker {
    pub(super) actor: ActorIx,
    pub(super) statements: usize,
    /// Whether at least one of the statements is on record.
    pub(super) established: bool,
    /// The last statement.
    pub(super) last: EventIx,
    pub(super) positions: HashMap<ClaimIx, Position>,
}

impl Survey {
    /// Adds an event. `days` are its first and last day, if they are known.
    ///
    /// An event dated after `now` has not happened, so it counts neither as a meeting nor as a statement.
    pub(super) fn add(
        &mut self,
        ix: EventIx,
        event: &Event,
        days: Option<(Day, Day)>,
        accounts: usize,
        now: &Now,
    ) {
        let to_come = event.is_to_come(now.instant);
        self.to_come += usize::from(to_come && event.occurred());
        self.kinds[event.kind as usize] += 1;
        *self.statuses.entry(event.status).or_default() += 1;
        let mut everyone = event.everyone();
        everyone.sort_unstable();
        everyone.dedup();
        for actor in everyone {
            *self.parts.entry(actor).or_default() += 1;
        }
        self.covered.add(days);
        match event.kind {
            _ if to_come => {}
            Kind::Meeting if event.status == Status::Occurred => self.meeting(ix, event),
            Kind::Statement => self.statement(ix, event),
            Kind::Meeting | Kind::Strike | Kind::Other => {}
        }
        if accounts > 0 {
            self.differing.push(ix);
            self.accounts = self.accounts.max(accounts);
        }
    }

    /// Returns the number of events in which an actor has any part.
    pub(super) fn parts(&self, actor: ActorIx) -> usize {
        self.parts.get(&actor).copied().unwrap_or(0)
    }

    fn meeting(&mut self, ix: EventIx, event: &Event) {
        self.held += 1;
        if self.last_held.len() == ROWS {
            self.last_held.pop_front();
        }
        self.last_held.push_back(ix);
        for role in [Role::Mediator, Role::Party] {
            for actor in event.in_role(role) {
                self.people.entry(role).or_default().add(actor, event.grade);
            }
        }
    }

    fn statement(&mut self, ix: EventIx, event: &Event) {
        for actor in event.in_role(Role::Speaker) {
            let next = self.speakers.len();
            let at = *self.speaker_at.entry(actor).or_insert(next);
            if at == next {
                self.speakers.push(Speaker {
                    actor,
                    statements: 0,
                    established: false,
                    last: ix,
                    positions: HashMap::default(),
                });
            }
            let speaker = &mut self.speakers[at];
            speaker.statements += 1;
            speaker.established |= event.occurred();
            speaker.last = ix;
            // The first position in the record is listed first, as if it were the latest.
            for about in event.about.iter().rev() {
                let Some(stance) = event.stance_on(*about) else { continue };
                self.taken += 1;
                let took = Took { stance, hedged: about.hedged, at: ix, established: event.occurred() };
                speaker.takes(about.claim, took, self.taken);
            }
        }
    }
}

impl People {
    fn add(&mut self, actor: ActorIx, grade: Grade) {
        let next = self.counts.len();
        let at = *self.at.entry(actor).or_insert(next);
        if at == next {
            self.counts.push((actor, 0));
        }
        self.counts[at].1 += 1;
        self.grades.add(grade);
    }
}

impl Speaker {
    fn takes(&mut self, on: ClaimIx, took: Took, nth: usize) {
        let Some(position) = self.positions.get_mut(&on) else {
            self.positions.insert(on, Position { on, last: took, before: None, nth });
            return;
        };
        // An alleged stance does not replace one that is on record.
        if position.last.established && !took.established {
            return;
        }
        if took.established && !position.last.established {
            position.before = None;
        } else if !took.is_like(position.last) {
            position.before = Some(position.last);
        }
        (position.last, position.nth) = (took, nth);
    }
}

/// A stance that a speaker took in an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Took {
    pub(super) stance: Stance,
    pub(super) hedged: bool,
    pub(super) at: EventIx,
    /// Whether the statement is on record, and not alleged, planned or the like.
    pub(super) established: bool,
}

impl Took {
    fn is_like(self, other: Self) -> bool {
        self.stance == other.stance && self.hedged == other.hedged
    }
}

/// A speaker's last stance on a claim, and the one that it replaced.
#[derive(Debug)]
pub(super) struct Position {
    pub(super) on: ClaimIx,
    pub(super) last: Took,
    pub(super) before: Option<Took>,
    /// The number of `last` among all stances taken.
    pub(super) nth: usize,
}
