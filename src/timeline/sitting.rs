//! Who was in the room of a meeting, which is the only ground for saying that two people met.
//!
//! In the room are `party`, `mediator`, and `host` if it is a person: a host that is a state or an office
//! provides the house. A `speaker` spoke somewhere, a `subject` was spoken about, an `organiser` arranged;
//! none of them need be there. Only meetings that occurred have rooms; an agreement or an exchange of
//! prisoners, logged as `other`, needs none. A call or a video talk has no room, whether its format, its
//! subtype or a virtual venue says so; in a mixed meeting, the sessions that were not calls have one. Being
//! in the same city is not a meeting.
//!
//! This is the only rule about who met: encounters, shifts, key facts and the filter all use it.

use crate::event::{Event, EventDate, Format, Kind, Participant, Role, Session, Status};
use crate::registry::call::{is_call, session_is_call};
use crate::registry::{ActorIx, ActorKind, Registry, VenueIx};

/// Actors who sat together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sitting {
    /// Actors as named, in written order and once each; never empty.
    pub actors: Vec<ActorIx>,
    /// Whether people are named, or only bodies that they represented.
    pub named: Named,
    /// Whether it is known that all of them sat there.
    pub(crate) presence: Presence,
    /// Venue of the session, otherwise of the meeting.
    pub venue: Option<VenueIx>,
    /// Index of the event's session; `None` for the meeting as a whole.
    pub session: Option<usize>,
}

/// How the actors in a room are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// At least one is or may be a person; an unregistered name counts as one.
    Person,
    /// All are states, offices or other bodies.
    State,
}

/// How certain it is who sat in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Presence {
    /// All of them sat in it.
    Certain,
    /// Some may not have: the meeting is mixed and no session says who sat in a room, a part of it was a call
    /// or a video talk, or accounts differ on its format.
    Possible,
}

/// Why nobody is known to have sat in a room at a meeting that occurred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Roomless {
    /// The meeting was a call or a video talk.
    Call,
    /// Each of its sessions was a call or a video talk, or was not held.
    Sessions,
    /// Nobody is named who belongs in a room.
    Nobody,
}

/// Returns the rooms of `event`; empty if it is not a meeting, did not occur or nobody sat in one.
///
/// If sessions name actors, each session that was held is a room and the event's own list is not. A meeting
/// logged as proximity or shuttle without such sessions has a room for each side, with the mediators in each.
#[must_use]
pub(crate) fn rooms(registry: &Registry, event: &Event) -> Vec<Sitting> {
    seating(registry, event).unwrap_or_else(|_| Vec::new())
}

/// Returns why a meeting that occurred has no room; `None` if it has one.
#[must_use]
pub(crate) fn roomless(registry: &Registry, event: &Event) -> Option<Roomless> {
    if took_place(event) { seating(registry, event).err() } else { None }
}

/// Returns whether the event is a meeting that occurred.
#[must_use]
pub(crate) fn took_place(event: &Event) -> bool {
    event.kind == Kind::Meeting && event.status == Status::Occurred
}

fn seating(registry: &Registry, event: &Event) -> Result<Vec<Sitting>, Roomless> {
    if !took_place(event) {
        return Err(Roomless::Nobody);
    }
    let held = |session: &&Session| session.status.unwrap_or(event.status) == Status::Occurred;
    let in_a_room = |session: &&Session| held(session) && !session_is_call(registry, event, session);
    let none = || if is_call(registry, event) { Roomless::Call } else { Roomless::Sessions };
    if !event.sessions.is_empty() && !event.sessions.iter().any(|session| in_a_room(&session)) {
        return Err(none());
    }
    let rooms: Vec<Sitting> = if event.sessions.iter().any(|session| !session.actors.is_empty()) {
        let sessions = event.sessions.iter().enumerate().filter(|(_, session)| in_a_room(session));
        sessions.filter_map(|(at, session)| of_session(registry, event, at, session)).collect()
    } else if event.sessions.is_empty() && is_call(registry, event) {
        return Err(Roomless::Call);
    } else {
        let partly = event.sessions.iter().filter(held).any(|session| {
            session.format == Some(Format::Mixed) || session_is_call(registry, event, session)
        });
        let disputed = event.conflicts.iter().any(|conflict| conflict.field == "format");
        let doubtful = partly || disputed || event.format == Some(Format::Mixed);
        whole(registry, event, if doubtful { Presence::Possible } else { Presence::Certain })
    };
    if rooms.is_empty() { Err(Roomless::Nobody) } else { Ok(rooms) }
}

/// Returns the rooms of a meeting of which no session says who sat in it.
fn whole(registry: &Registry, event: &Event, presence: Presence) -> Vec<Sitting> {
    let seated = roster(registry, event);
    let groups = match event.format {
        Some(Format::Proximity | Format::Shuttle) => apart(registry, event, &seated),
        _ => vec![seated],
    };
    let room = |actors: Vec<ActorIx>| room(registry, actors, presence, event.venue, None);
    groups.into_iter().filter_map(room).collect()
}

fn of_session(registry: &Registry, event: &Event, at: usize, session: &Session) -> Option<Sitting> {
    let mixed = session.format == Some(Format::Mixed);
    let presence = if mixed { Presence::Possible } else { Presence::Certain };
    room(registry, seated(registry, &session.actors), presence, session.venue.or(event.venue), Some(at))
}

fn room(
    registry: &Registry,
    actors: Vec<ActorIx>,
    presence: Presence,
    venue: Option<VenueIx>,
    session: Option<usize>,
) -> Option<Sitting> {
    let named =
        if actors.iter().any(|actor| is_person(registry, *actor)) { Named::Person } else { Named::State };
    (!actors.is_empty()).then_some(Sitting { actors, named, presence, venue, session })
}

/// Returns who came, whichever sessions they sat in: the actors of the event's own list who belong in a room.
#[must_use]
pub(crate) fn roster(registry: &Registry, event: &Event) -> Vec<ActorIx> {
    seated(registry, &event.actors)
}

/// Returns the actors on the event's own list who may have sat in `room`, because their side did and its
/// session names only states.
#[must_use]
pub(crate) fn seated_perhaps(registry: &Registry, event: &Event, room: &Sitting) -> Vec<ActorIx> {
    if room.named != Named::State || room.session.is_none() {
        return Vec::new();
    }
    let sides = room.sides(registry, event);
    let there = |actor: &ActorIx| side(registry, *actor, event).is_some_and(|side| sides.contains(&side));
    roster(registry, event).into_iter().filter(there).collect()
}

/// Returns the actors of `parts` who were in the room, in written order, once each.
fn seated(registry: &Registry, parts: &[Participant]) -> Vec<ActorIx> {
    let mut all = Vec::new();
    for part in parts {
        let there = match part.role {
            Role::Party | Role::Mediator => true,
            Role::Host => {
                matches!(registry.actor(part.actor).kind, Some(ActorKind::Person | ActorKind::Unnamed))
            }
            _ => false,
        };
        if there && !all.contains(&part.actor) {
            all.push(part.actor);
        }
    }
    all
}

/// Returns a room for each side, with the mediators in each, which is how proximity talks and shuttles are
/// held.
fn apart(registry: &Registry, event: &Event, seated: &[ActorIx]) -> Vec<Vec<ActorIx>> {
    let between: Vec<ActorIx> = event.in_role(Role::Mediator).collect();
    let mut groups: Vec<(ActorIx, Vec<ActorIx>)> = Vec::new();
    for actor in seated.iter().filter(|actor| !between.contains(actor)) {
        let side = side(registry, *actor, event).unwrap_or(*actor);
        match groups.iter_mut().find(|(of, _)| *of == side) {
            Some((_, group)) => group.push(*actor),
            None => groups.push((side, vec![*actor])),
        }
    }
    if groups.is_empty() {
        return vec![between];
    }
    groups.into_iter().map(|(_, group)| group.into_iter().chain(between.iter().copied()).collect()).collect()
}

/// Returns whether `actor` is or may be a person; an unregistered name counts as one.
#[must_use]
pub(crate) fn is_person(registry: &Registry, actor: ActorIx) -> bool {
    matches!(registry.actor(actor).kind, Some(ActorKind::Person | ActorKind::Unnamed) | None)
}

/// Returns whether `actor` is a bloc without registered members: a name for many, such as *Europe*, that does
/// not say who came.
#[must_use]
pub(crate) fn is_catch_all(registry: &Registry, actor: ActorIx) -> bool {
    let bloc = registry.actor(actor).kind == Some(ActorKind::Bloc);
    bloc && !registry.actors.iter().any(|other| other.part_of.iter().any(|m| m.of == actor))
}

/// Returns whom `actor` represents at the date of `event`: its state, otherwise the outermost body that it
/// belongs to.
///
/// An unnamed actor represents nobody else. Returns `None` for a person who belongs to nothing at that date,
/// and for an unregistered name.
#[must_use]
pub(crate) fn side(registry: &Registry, actor: ActorIx, event: &Event) -> Option<ActorIx> {
    if registry.actor(actor).kind == Some(ActorKind::Unnamed) {
        return Some(actor);
    }
    let over = registry.belongs_to(actor, &event.date);
    let is_state = |a: &ActorIx| registry.actor(*a).kind == Some(ActorKind::State);
    over.iter().copied().find(is_state).or_else(|| over.last().copied().filter(|a| !is_person(registry, *a)))
}

impl Sitting {
    /// Returns the date of the session, otherwise of the meeting.
    #[must_use]
    pub(crate) fn date<'e>(&self, event: &'e Event) -> &'e EventDate {
        let session = self.session.and_then(|at| event.sessions.get(at));
        session.and_then(|session| session.date.as_ref()).unwrap_or(&event.date)
    }

    /// Returns the sides in the room, once each, in the order of their first actor; actors without a side are
    /// left out.
    #[must_use]
    pub(crate) fn sides(&self, registry: &Registry, event: &Event) -> Vec<ActorIx> {
        let mut all = Vec::new();
        for side in self.actors.iter().filter_map(|actor| side(registry, *actor, event)) {
            if !all.contains(&side) {
                all.push(side);
            }
        }
        all
    }

    /// Returns the people in the room, as defined by [`is_person`].
    pub(crate) fn people<'r>(&'r self, registry: &'r Registry) -> impl Iterator<Item = ActorIx> + 'r {
        self.actors.iter().copied().filter(|actor| is_person(registry, *actor))
    }
}

#[cfg(test)]
mod tests;
