//! The format of a meeting as its rooms show it, beside the stated one.

use crate::event::{Event, EventIx, Format, Role};
use crate::registry::{ActorIx, Registry};
use crate::timeline::Timeline;
use crate::timeline::sitting::{self, Presence, Sitting};

/// The way in which the sides of a meeting sat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seating {
    pub event: EventIx,
    /// The format that the log states.
    pub(crate) stated: Option<Format>,
    /// The format that the rooms show.
    pub derived: Result<Format, Underived>,
    /// The sides of its fullest room. For proximity talks, the parties that never shared a room.
    pub sides: Vec<ActorIx>,
}

/// The reason why the rooms show no format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Underived {
    /// The log does not say who sat in the room.
    Presence,
    /// Somebody in the room belongs to no state or body that is known at the date.
    Side,
    /// Only one side is logged.
    OneSide,
}

impl Seating {
    /// Returns whether the rooms show another format than the stated one.
    ///
    /// `shuttle` and `mixed` say how a meeting was held, not how many sides sat, so they are not compared.
    #[must_use]
    pub(crate) fn differs(&self) -> bool {
        let compared = self.stated.filter(|f| !matches!(f, Format::Shuttle | Format::Mixed));
        matches!((compared, self.derived), (Some(stated), Ok(derived)) if stated != derived)
    }
}

/// Returns how the sides of the meeting `ix` sat, or `None` if nobody sat in a room.
pub(super) fn seating(timeline: &Timeline, ix: EventIx) -> Option<Seating> {
    let (registry, event) = (&timeline.store().registry, timeline.event(ix));
    let rooms = sitting::rooms(registry, event);
    if rooms.is_empty() {
        return None;
    }
    let (derived, sides) = derived(registry, event, &rooms);
    Some(Seating { event: ix, stated: event.format, derived, sides })
}

fn derived(
    registry: &Registry,
    event: &Event,
    rooms: &[Sitting],
) -> (Result<Format, Underived>, Vec<ActorIx>) {
    let seated: Vec<Vec<ActorIx>> = rooms.iter().map(|room| room.sides(registry, event)).collect();
    let fullest = seated.iter().max_by_key(|sides| sides.len()).cloned().unwrap_or_default();
    if rooms.iter().any(|room| room.presence == Presence::Possible) {
        return (Err(Underived::Presence), fullest);
    }
    let has_none =
        |room: &Sitting| room.actors.iter().any(|actor| sitting::side(registry, *actor, event).is_none());
    if rooms.iter().any(has_none) {
        return (Err(Underived::Side), fullest);
    }
    let apart = apart(registry, event, &seated);
    if !apart.is_empty() {
        return (Ok(Format::Proximity), apart);
    }
    let format = match fullest.len() {
        0 | 1 => Err(Underived::OneSide),
        2 => Ok(Format::Bilateral),
        3 => Ok(Format::Trilateral),
        _ => Ok(Format::Multilateral),
    };
    (format, fullest)
}

/// Returns the parties that shared no room with at least one other party. Empty if every two parties shared a room.
///
/// The sides of mediators and hosts are not parties here. Neither is a side that only a session names, beside the
/// event's own list.
fn apart(registry: &Registry, event: &Event, seated: &[Vec<ActorIx>]) -> Vec<ActorIx> {
    let sides = |role: Role| -> Vec<ActorIx> {
        event.in_role(role).filter_map(|actor| sitting::side(registry, actor, event)).collect()
    };
    let (listed, between) = (sides(Role::Party), [sides(Role::Mediator), sides(Role::Host)].concat());
    let mut parties: Vec<ActorIx> = Vec::new();
    for side in seated.iter().flatten() {
        let is_party = !between.contains(side) && (listed.is_empty() || listed.contains(side));
        if is_party && !parties.contains(side) {
            parties.push(*side);
        }
    }
    let share = |a: &ActorIx, b: &ActorIx| seated.iter().any(|room| room.contains(a) && room.contains(b));
    let alone = |a: &ActorIx| parties.iter().any(|b| !share(a, b));
    parties.iter().copied().filter(alone).collect()
}
