//! Pairs of people or states, computed from the rooms of meetings.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{By, LeftOut, Met, Pair, Seat};
use crate::event::{Event, EventIx, Kind, LinkKind, Role};
use crate::registry::{ActorIx, Registry};
use crate::report::Scope;
use crate::timeline::Timeline;
use crate::timeline::sitting::{self, Named, Presence, Roomless, Sitting};

/// The number of steps of `part_of` that are followed. A longer chain is a mistake in the log.
const STEPS: usize = 32;

/// Returns the pairs of the meetings in view, in the order of the report, and what could not be counted.
pub(super) fn from_meetings(scope: &Scope<'_>, by: By, focus: &[ActorIx]) -> (Vec<Pair>, LeftOut) {
    let timeline = scope.timeline;
    let mut rounds: Vec<(EventIx, Vec<EventIx>)> = Vec::new();
    let mut positions: HashMap<EventIx, usize> = HashMap::new();
    let mut left_out = LeftOut::default();
    for ix in meetings(scope).filter(|ix| sitting::took_place(timeline.event(*ix))) {
        if scope.is_to_come(ix) {
            left_out.to_come.push(ix);
            continue;
        }
        let round = round_of(timeline, ix);
        let next = rounds.len();
        match rounds.get_mut(*positions.entry(round).or_insert(next)) {
            Some((_, parts)) => parts.push(ix),
            None => rounds.push((round, vec![ix])),
        }
    }
    let registry = &timeline.store().registry;
    let positions = meetings(scope).enumerate().map(|(at, ix)| (ix, at)).collect();
    let mut gathered = Gathered { registry, timeline, by, focus, all: HashMap::new(), positions };
    for (round, parts) in &rounds {
        gathered.add(*round, parts, &mut left_out);
    }
    (gathered.sorted(), left_out)
}

/// Returns the meetings in view. Only their kind is read, because unpacking events of a large store is expensive.
pub(super) fn meetings<'s>(scope: &'s Scope<'_>) -> impl Iterator<Item = EventIx> + 's {
    let kinds = scope.timeline.index().kinds();
    scope.shown.iter().copied().filter(move |ix| kinds[ix.index()] == Kind::Meeting as u8)
}

/// Returns the outermost meeting that `ix` is part of.
fn round_of(timeline: &Timeline, ix: EventIx) -> EventIx {
    let mut outer = ix;
    for _ in 0..STEPS {
        let whole = timeline.event(outer).links.iter().filter(|link| link.kind == LinkKind::PartOf);
        match whole.map(|link| link.to).find(|to| sitting::took_place(timeline.event(*to))) {
            Some(next) if next != ix => outer = next,
            _ => break,
        }
    }
    outer
}

/// A person or state in a room, as the report counts them.
#[derive(Clone, Copy, PartialEq)]
struct Unit {
    actor: ActorIx,
    side: Option<ActorIx>,
    in_focus: bool,
}

/// Two units at one round.
struct Shared {
    met: Met,
    certain: bool,
    in_focus: [bool; 2],
    one_side: bool,
    /// The events with a room for both, certain or not.
    events: Vec<EventIx>,
}

struct Gathered<'s> {
    registry: &'s Registry,
    timeline: &'s Timeline,
    by: By,
    focus: &'s [ActorIx],
    all: HashMap<(ActorIx, ActorIx), Pair>,
    /// The position of each meeting in the timeline.
    positions: HashMap<EventIx, usize>,
}

impl Gathered<'_> {
    fn add(&mut self, round: EventIx, parts: &[EventIx], left_out: &mut LeftOut) {
        let mut shared: HashMap<(ActorIx, ActorIx), Shared> = HashMap::new();
        for ix in parts {
            let event = self.timeline.event(*ix);
            let rooms = sitting::rooms(self.registry, event);
            left_out.count(self.registry, *ix, event, &rooms, self.by);
            for room in &rooms {
                let seat = Seat { event: *ix, session: room.session, venue: room.venue };
                let certain = room.presence == Presence::Certain;
                self.share(round, &self.units(room, event), seat, certain, &mut shared);
                if self.by == By::Person {
                    let came = sitting::seated_perhaps(self.registry, event, room).into_iter();
                    let came: Vec<Unit> = came.filter_map(|actor| self.unit(actor, event)).collect();
                    self.share(round, &came, seat, false, &mut shared);
                }
            }
        }
        for ((one, other), shared) in shared {
            let pair = self.all.entry((one, other)).or_insert_with(|| Pair {
                one,
                other,
                in_focus: false,
                one_side: false,
                met: Vec::new(),
                perhaps: Vec::new(),
                events: Vec::new(),
            });
            if shared.in_focus[1] && !shared.in_focus[0] && !pair.in_focus {
                std::mem::swap(&mut pair.one, &mut pair.other);
            }
            pair.in_focus |= shared.in_focus.contains(&true);
            pair.one_side = shared.one_side;
            pair.events.extend(shared.events);
            if shared.certain { pair.met.push(shared.met) } else { pair.perhaps.push(shared.met) }
        }
    }

    /// Records that every two of `units` sat together, certainly or possibly.
    fn share(
        &self,
        meeting: EventIx,
        units: &[Unit],
        seat: Seat,
        certain: bool,
        shared: &mut HashMap<(ActorIx, ActorIx), Shared>,
    ) {
        for (nth, a) in units.iter().enumerate() {
            for b in &units[nth + 1..] {
                let (one, other) = if a.actor <= b.actor { (a, b) } else { (b, a) };
                let mut new = Shared {
                    met: Met { meeting, first: seat, last: seat },
                    certain,
                    in_focus: [one.in_focus, other.in_focus],
                    one_side: one.side.is_some() && one.side == other.side,
                    events: vec![seat.event],
                };
                let Some(known) = shared.get_mut(&(one.actor, other.actor)) else {
                    shared.insert((one.actor, other.actor), new);
                    continue;
                };
                if known.events.last() != Some(&seat.event) {
                    known.events.push(seat.event);
                }
                if certain && !known.certain {
                    new.events = std::mem::take(&mut known.events);
                    *known = new;
                } else if certain == known.certain {
                    known.met.widen(seat, self.timeline);
                }
            }
        }
    }

    /// Returns everyone in `room` as the report counts them, each once.
    fn units(&self, room: &Sitting, event: &Event) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        for actor in &room.actors {
            let Some(unit) = self.unit(*actor, event) else { continue };
            match units.iter_mut().find(|known| known.actor == unit.actor) {
                Some(known) => known.in_focus |= unit.in_focus,
                None => units.push(unit),
            }
        }
        units
    }

    fn unit(&self, actor: ActorIx, event: &Event) -> Option<Unit> {
        let side = sitting::side(self.registry, actor, event);
        let counted = match self.by {
            By::Person => Some(actor).filter(|actor| sitting::is_person(self.registry, *actor)),
            By::State => side,
        }?;
        let in_focus = !self.focus.is_empty()
            && self.registry.belongs_to(actor, &event.date).iter().any(|over| self.focus.contains(over));
        Some(Unit { actor: counted, side, in_focus })
    }

    fn sorted(self) -> Vec<Pair> {
        let timeline = self.timeline;
        let name = |actor: ActorIx| self.registry.actor(actor).name.as_str();
        let mut all: Vec<Pair> = self.all.into_values().collect();
        for pair in all.iter_mut().filter(|pair| pair.events.len() > 1) {
            pair.events.sort_by_cached_key(|ix| self.positions.get(ix).copied());
        }
        all.sort_by_cached_key(|pair| {
            let last = pair.last(timeline).map(|seat| seat.key(timeline));
            let times = (Reverse(pair.met.len()), Reverse(pair.perhaps.len()), Reverse(last));
            (!pair.in_focus, pair.one_side, times, name(pair.one).to_owned(), name(pair.other).to_owned())
        });
        all
    }
}

impl Met {
    fn widen(&mut self, seat: Seat, timeline: &Timeline) {
        if seat.key(timeline) > self.last.key(timeline) {
            self.last = seat;
        }
        if seat.key(timeline) < self.first.key(timeline) {
            self.first = seat;
        }
    }
}

impl LeftOut {
    fn count(&mut self, registry: &Registry, ix: EventIx, event: &Event, rooms: &[Sitting], by: By) {
        match sitting::roomless(registry, event) {
            Some(Roomless::Call) => self.remote += 1,
            Some(Roomless::Sessions) => self.sessions.push(ix),
            Some(Roomless::Nobody) => self.nobody.push(ix),
            None => {}
        }
        if rooms.iter().any(|room| room.presence == Presence::Possible) {
            self.mixed.push(ix);
        }
        self.hosts += event.in_role(Role::Host).filter(|host| registry.actor(*host).kind.is_none()).count();
        let states = |room: &Sitting| room.named == Named::State;
        self.by_state += usize::from(by == By::Person && !rooms.is_empty() && rooms.iter().all(states));
    }
}
