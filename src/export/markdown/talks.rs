//! The last talks of a view in which several sides sat in one room.

use std::cmp::Ordering;

use super::Document;
use super::escape::escaped;
use super::facts::FactRow;
use crate::describe::listed;
use crate::event::date::Day;
use crate::event::{Event, EventIx, Kind, Role, Status};
use crate::registry::ActorIx;
use crate::timeline::sitting::{self, Presence, Sitting};

/// Several sides in one room.
struct Talks {
    at: EventIx,
    /// The last and the first possible day of the talks.
    days: (Day, Day),
    sides: Vec<ActorIx>,
    /// The date of the session, if it differs from the date of the meeting.
    session: Option<String>,
}

impl Document<'_> {
    /// Adds the last room in which several sides sat without a mediator. If a round took several days, that is the last of
    /// its sessions. If rooms have the same day, it is the one of the later event.
    pub(super) fn direct_talks(&self, rows: &mut Vec<FactRow>) {
        let (kinds, statuses) = (self.timeline.index().kinds(), self.timeline.index().statuses());
        let held = |ix: &&EventIx| {
            let (kind, status) = (kinds[ix.index()], statuses[ix.index()]);
            kind == Kind::Meeting as u8 && status == Status::Occurred as u8
        };
        let mut last: Option<Talks> = None;
        for ix in self.in_order_of_time().iter().filter(held) {
            let event = self.event(*ix);
            if event.is_to_come(self.request.now.instant) {
                continue;
            }
            for room in sitting::rooms(self.registry, &event) {
                let sides = room.sides(self.registry, &event);
                if room.presence != Presence::Certain || sides.len() < 2 || is_mediated(&event, &room) {
                    continue;
                }
                let date = room.date(&event);
                let days = (date.last_day(), date.first_day());
                let is_later = last.as_ref().is_none_or(|known| match days.cmp(&known.days) {
                    Ordering::Equal => known.at != *ix || sides.len() > known.sides.len(),
                    order => order.is_gt(),
                });
                if is_later {
                    let session = (*date != event.date).then(|| date.short(self.timeline.zone()));
                    last = Some(Talks { at: *ix, days, sides, session });
                }
            }
        }
        let Some(Talks { at, sides, session, .. }) = last else { return };
        let names: Vec<String> = sides.iter().map(|s| escaped(&self.registry.actor(*s).name)).collect();
        let session = session.map(|date| format!(", session of {}", escaped(&date))).unwrap_or_default();
        rows.push(FactRow {
            aspect: "Last direct talks in view".to_owned(),
            details: format!("{}: {}{session}", listed(&names), self.reference(at)),
            grade: self.event(at).grade.to_string(),
        });
    }
}

/// Returns whether somebody mediates in a room. If the session names its own people, only they count, else the meeting's.
fn is_mediated(event: &Event, room: &Sitting) -> bool {
    let session = room.session.and_then(|at| event.sessions.get(at)).filter(|own| !own.actors.is_empty());
    match session {
        Some(session) => session.actors.iter().any(|part| part.role == Role::Mediator),
        None => event.in_role(Role::Mediator).next().is_some(),
    }
}
