//! Who sat in which room, by actor, so that `met:a met:b` is answered from lists.
//!
//! A room is one of [`rooms`], whether it is certain or only possible that all of them sat there. A room with
//! a single taken seat is left out because nobody met there. If a session names only states, the members of
//! those states who came to the meeting may have sat together, which is also how Encounters treats persons;
//! they form a separate room beside it.
//!
//! ```text
//! room        0: [ushakov, witkoff]      1: [russia, usa, ukraine]
//! seat           0        1                  0       1    2
//! of russia   (0, 0b01)                  (1, 0b001)          ← itself and whoever belongs to it
//! of witkoff  (0, 0b10)
//! ```

use std::collections::BTreeMap;

use super::sitting::{rooms, seated_perhaps};
use super::{EventSet, Timeline};
use crate::event::{Event, EventIx, Kind};
use crate::parallel;
use crate::registry::{ActorIx, Registry};

/// Index of the last seat; all further seats share it, since no table is that long.
const LAST_SEAT: usize = 63;

/// An actor that a filter looks for, and whether only the actor itself counts and not its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Attendee {
    pub actor: ActorIx,
    pub exact: bool,
}

/// The rooms of all meetings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attendance {
    /// The meeting that each room belongs to.
    meetings: Vec<EventIx>,
    /// The rooms of each guest, ascending, with a bit set for each seat that fits.
    by_guest: BTreeMap<Attendee, Vec<(u32, u64)>>,
}

impl Timeline {
    /// Returns who sat in which room; computes it on the first call.
    #[must_use]
    pub(crate) fn seats(&self) -> &Attendance {
        self.asked.seats.get_or_init(|| Attendance::new(self))
    }
}

/// One room of a meeting: each guest with the seats that fit.
type Taken = Vec<(Attendee, u64)>;

impl Attendance {
    fn new(timeline: &Timeline) -> Self {
        let store = timeline.store();
        let kinds = timeline.index().kinds();
        let meetings: Vec<EventIx> = (0..kinds.len())
            .filter(|ix| kinds[*ix] == Kind::Meeting as u8)
            .map(|ix| EventIx(ix as u32))
            .collect();
        let of_meeting = |ix: &EventIx| taken(&store.registry, &store.events.fresh(*ix));
        let mut seats = Self::default();
        for (ix, rooms) in meetings.iter().zip(parallel::map(&meetings, 512, of_meeting)) {
            for room in rooms {
                let number = seats.meetings.len() as u32;
                seats.meetings.push(*ix);
                for (guest, taken) in room {
                    seats.by_guest.entry(guest).or_default().push((number, taken));
                }
            }
        }
        seats
    }

    fn rooms_of(&self, guest: Attendee) -> &[(u32, u64)] {
        self.by_guest.get(&guest).map_or(&[], Vec::as_slice)
    }

    /// Returns the rooms in which one of `guests` sat, ascending, with the seats that fit.
    fn rooms_of_one(&self, guests: &[Attendee]) -> Vec<(u32, u64)> {
        let mut all: Vec<(u32, u64)> =
            guests.iter().flat_map(|guest| self.rooms_of(*guest)).copied().collect();
        if guests.len() > 1 {
            all.sort_unstable_by_key(|(room, _)| *room);
            all.dedup_by(|(room, taken), (before, of_before)| {
                let same = room == before;
                if same {
                    *of_before |= *taken;
                }
                same
            });
        }
        all
    }

    /// Adds the meetings in which each of `parties` had a seat of its own in one room, together with somebody
    /// else.
    pub(crate) fn together(&self, parties: &[Vec<Attendee>], into: &mut EventSet) {
        let Some((first, others)) = parties.split_first() else { return };
        let others: Vec<Vec<(u32, u64)>> = others.iter().map(|party| self.rooms_of_one(party)).collect();
        let mut places = vec![0; others.len()];
        for (room, taken) in self.rooms_of_one(first) {
            let mut seats = vec![taken];
            for (rooms, place) in others.iter().zip(&mut places) {
                let behind = rooms.get(*place..).unwrap_or(&[]);
                *place += behind.partition_point(|(other, _)| *other < room);
                seats.extend(rooms.get(*place).filter(|(other, _)| *other == room).map(|(_, taken)| *taken));
            }
            if seats.len() == parties.len() && seat_all(&seats) {
                into.insert(self.meetings[room as usize]);
            }
        }
    }
}

/// Returns the rooms of `event` in which at least two people met.
fn taken(registry: &Registry, event: &Event) -> Vec<Taken> {
    let mut all = Vec::new();
    let rooms = rooms(registry, event).into_iter();
    let seated = rooms.flat_map(|room| [seated_perhaps(registry, event, &room), room.actors]);
    for actors in seated.filter(|actors| actors.len() > 1) {
        let mut seats: BTreeMap<Attendee, u64> = BTreeMap::new();
        for (seat, actor) in actors.iter().enumerate() {
            let bit = 1 << seat.min(LAST_SEAT);
            *seats.entry(Attendee { actor: *actor, exact: true }).or_default() |= bit;
            for over in registry.belongs_to(*actor, &event.date) {
                *seats.entry(Attendee { actor: over, exact: false }).or_default() |= bit;
            }
        }
        all.push(seats.into_iter().collect());
    }
    all
}

/// Returns whether each guest can have a seat of its own among those that fit (bipartite matching, Kuhn
/// 1955).
fn seat_all(fitting: &[u64]) -> bool {
    let mut owner: [Option<usize>; LAST_SEAT + 1] = [None; LAST_SEAT + 1];
    (0..fitting.len()).all(|guest| find_seat(guest, fitting, &mut owner, &mut 0))
}

fn find_seat(guest: usize, fitting: &[u64], owner: &mut [Option<usize>], tried: &mut u64) -> bool {
    for seat in 0..owner.len() {
        if fitting[guest] & !*tried & (1 << seat) == 0 {
            continue;
        }
        *tried |= 1 << seat;
        if owner[seat].is_none_or(|other| find_seat(other, fitting, owner, tried)) {
            owner[seat] = Some(guest);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_guest_has_a_seat_of_its_own() {
        assert!(seat_all(&[0b01, 0b10]), "two seats for two");
        assert!(!seat_all(&[0b01, 0b01]), "one seat for two");
        assert!(seat_all(&[0b11, 0b01]), "who came first moves over");
        assert!(!seat_all(&[0b11, 0b11, 0b11]), "two seats for three");
    }
}
