//! Who met for the first time, where they had not met before, and who sits otherwise than the last time.

mod firsts;

use std::collections::{HashMap, HashSet};

use firsts::Firsts;

use super::{Change, Moved, Pair, Window, week_of};
use crate::analysis::Scope;
use crate::event::date::Instant;
use crate::event::{Event, EventDate, EventIx, Format, Kind, Role, Track};
use crate::registry::{ActorIx, Registry, VenueIx, VenueKind};
use crate::timeline::room::{self, Named, Presence, Room};

/// Changes of who meets whom, where and how, in the meetings of the view in the week.
pub(super) fn changes(scope: &Scope<'_>, window: &Window) -> Vec<Change> {
    changes_at(scope, |ix| week_of(scope, ix) == Some(window.week))
}

/// Changes of who meets whom, where and how, in the meetings of the view that `is_new` takes.
pub(super) fn changes_at(scope: &Scope<'_>, is_new: impl Fn(EventIx) -> bool) -> Vec<Change> {
    let timeline = scope.timeline;
    let registry = &timeline.store().registry;
    let kinds = timeline.index().kinds();
    let now = scope.now.instant;
    // What is dated after now has not taken place, whatever its status.
    let took_place = |event: &Event| room::took_place(event) && event.date.earliest() <= now;
    let is_new = |ix: &EventIx| {
        kinds[ix.index()] == Kind::Meeting as u8 && is_new(*ix) && took_place(timeline.event(*ix))
    };
    let new: HashSet<EventIx> = scope.shown.iter().copied().filter(is_new).collect();
    let Some(last) = new.iter().map(|ix| timeline.rank(*ix)).max() else { return Vec::new() };
    let mut wanted = HashSet::new();
    for ix in &new {
        let event = timeline.event(*ix);
        for room in room::rooms(registry, event) {
            wanted.extend(room.sides(registry, event));
            wanted.extend(room.actors);
        }
    }
    wanted.retain(|actor| !room::is_catch_all(registry, *actor));
    let mut history = History { registry, now, wanted, pairs: HashMap::new(), seatings: HashMap::new() };
    let (mut changes, mut firsts) = (Vec::new(), Firsts::default());
    for (rank, ix) in timeline.order().iter().enumerate() {
        if kinds[ix.index()] != Kind::Meeting as u8 {
            continue;
        }
        let event = timeline.event(*ix);
        if rank > last && firsts.are_over(event) {
            break;
        }
        if !took_place(event) {
            continue;
        }
        let meeting = history.meeting(*ix, event);
        firsts.meet(&meeting, timeline);
        if rank > last {
            continue;
        }
        if new.contains(ix) {
            let first = history.first_pairing(&meeting);
            firsts.add(&meeting, first.as_ref());
            changes.extend(first);
            changes.extend(history.new_venue(&meeting));
            changes.extend(history.new_seating(&meeting));
        }
        history.add(meeting);
    }
    firsts.told(&mut changes);
    changes
}

/// What the store has so far of those who met in the week.
struct History<'r> {
    registry: &'r Registry,
    now: Instant,
    wanted: HashSet<ActorIx>,
    pairs: HashMap<Pair, Past>,
    seatings: HashMap<Vec<ActorIx>, Seating>,
}

/// What is known of a pair; that it is known at all says that it may have met.
#[derive(Default)]
struct Past {
    /// Where they certainly met, and how often.
    places: Vec<(VenueIx, usize)>,
}

/// How the same sides sat the last time, and when.
#[derive(Default)]
struct Seating {
    format: Option<(Format, EventIx)>,
    track: Option<(Track, EventIx)>,
}

/// A meeting as its rooms show it.
struct Meeting<'e> {
    ix: EventIx,
    event: &'e Event,
    /// All its sides, in order of index.
    sides: Vec<ActorIx>,
    /// Pairs of sides, then of people, in the order of the rooms, once each.
    pairs: Vec<Met>,
}

/// A pair at a meeting.
struct Met {
    pair: Pair,
    people: bool,
    /// The sides that people sat there for.
    sides: Option<Pair>,
    certain: bool,
    place: Option<VenueIx>,
    /// When they began: not before, and before.
    from: Instant,
    before: Instant,
}

impl History<'_> {
    fn meeting<'e>(&self, ix: EventIx, event: &'e Event) -> Meeting<'e> {
        let mut rooms = room::rooms(self.registry, event);
        // Of a round that is going on, the sessions to come have not met.
        rooms.retain(|room| session_date(room, event).is_none_or(|date| date.earliest() <= self.now));
        let mut sides: Vec<ActorIx> = Vec::new();
        let mut met: Vec<Met> = Vec::new();
        for room in &rooms {
            let of_room = room.sides(self.registry, event);
            let certain = room.presence == Presence::Certain;
            let place = room.venue.and_then(|venue| place(self.registry, venue));
            let (from, before) = room.date(event).begun();
            for pair in self.pairs_of(&of_room) {
                met.push(Met { pair, people: false, sides: None, certain, place, from, before });
            }
            self.people(event, room, certain, place, &mut met);
            sides.extend(of_room);
        }
        sides.sort_unstable();
        sides.dedup();
        // The pairs that are certain stand for the same pairs that are not.
        let mut at: HashMap<Pair, usize> = HashMap::new();
        let mut pairs: Vec<Met> = Vec::new();
        for met in met {
            match at.get(&met.pair) {
                None => {
                    at.insert(met.pair, pairs.len());
                    pairs.push(met);
                }
                Some(known) if met.certain && !pairs[*known].certain => pairs[*known] = met,
                Some(_) => {}
            }
        }
        Meeting { ix, event, sides, pairs }
    }

    /// Pairs of people of different sides: those in the room; perhaps those whose sides alone are named there.
    fn people(&self, event: &Event, room: &Room, certain: bool, place: Option<VenueIx>, met: &mut Vec<Met>) {
        let by_side = room.session.is_some() && room.named == Named::State;
        let there: Vec<ActorIx> = if by_side { listed(event) } else { room.people(self.registry).collect() };
        let side = |actor: ActorIx| room::side(self.registry, actor, event);
        let sides: HashMap<ActorIx, Option<ActorIx>> = there
            .iter()
            .filter(|actor| self.wanted.contains(actor))
            .map(|actor| (*actor, side(*actor)))
            .collect();
        let of_room = if by_side { room.sides(self.registry, event) } else { Vec::new() };
        let in_room = |actor: &ActorIx| {
            room::is_person(self.registry, *actor)
                && (!by_side
                    || sides.get(actor).copied().flatten().is_some_and(|side| of_room.contains(&side)))
        };
        let people: Vec<ActorIx> = there.into_iter().filter(in_room).collect();
        let (from, before) = room.date(event).begun();
        for pair in self.pairs_of(&people) {
            let (one, other) = (sides[&pair.0], sides[&pair.1]);
            if one.is_none() || one != other {
                let of = one.zip(other).map(|(one, other)| ordered(one, other));
                let certain = certain && !by_side;
                met.push(Met { pair, people: true, sides: of, certain, place, from, before });
            }
        }
    }

    /// Every two of `actors` that met in the week, whoever with.
    fn pairs_of(&self, actors: &[ActorIx]) -> Vec<Pair> {
        let known: Vec<ActorIx> =
            actors.iter().copied().filter(|actor| self.wanted.contains(actor)).collect();
        let mut pairs = Vec::new();
        for (nth, one) in known.iter().enumerate() {
            pairs.extend(
                known[nth + 1..].iter().filter(|other| *other != one).map(|other| ordered(*one, *other)),
            );
        }
        pairs
    }

    fn first_pairing(&self, meeting: &Meeting<'_>) -> Option<Change> {
        let first = meeting.pairs.iter().filter(|met| met.certain && !self.pairs.contains_key(&met.pair));
        let (people, sides): (Vec<&Met>, Vec<&Met>) = first.partition(|met| met.people);
        let pairs = |met: Vec<&Met>| met.into_iter().map(|met| met.pair).collect::<Vec<_>>();
        let found = !people.is_empty() || !sides.is_empty();
        let event = meeting.ix;
        found.then(|| Change::FirstPairing {
            event,
            sides: pairs(sides),
            people: pairs(people),
            unsure: vec![],
        })
    }

    /// The pairs that met before, but not there: people only where it is not new for their sides as well.
    fn new_venue(&self, meeting: &Meeting<'_>) -> Vec<Change> {
        let mut by_place: Vec<(VenueIx, Vec<Moved>)> = Vec::new();
        let mut sides_moved: HashSet<(VenueIx, Pair)> = HashSet::new();
        for met in meeting.pairs.iter().filter(|met| met.certain) {
            let (Some(place), Some(past)) = (met.place, self.pairs.get(&met.pair)) else { continue };
            let same = |(known, _): &(VenueIx, usize)| {
                self.registry.lies_in(*known, place) || self.registry.lies_in(place, *known)
            };
            if past.places.is_empty() || past.places.iter().any(same) {
                continue;
            }
            if met.sides.is_some_and(|sides| sides_moved.contains(&(place, sides))) {
                continue;
            }
            if !met.people {
                sides_moved.insert((place, met.pair));
            }
            let moved = Moved { pair: met.pair, before: past.places.clone() };
            match by_place.iter_mut().find(|(known, _)| *known == place) {
                Some((_, pairs)) => pairs.push(moved),
                None => by_place.push((place, vec![moved])),
            }
        }
        let change = |(place, pairs)| Change::NewVenue { event: meeting.ix, place, pairs };
        by_place.into_iter().map(change).collect()
    }

    fn new_seating(&self, meeting: &Meeting<'_>) -> Vec<Change> {
        let Some(last) = self.seatings.get(&meeting.sides) else { return Vec::new() };
        let mut changes = Vec::new();
        if let (Some(to), Some((from, before))) = (meeting.event.format, last.format)
            && to != from
        {
            changes.push(Change::NewFormat { event: meeting.ix, to, from, before });
        }
        if let (Some(to), Some((from, before))) = (meeting.event.track, last.track)
            && to != from
        {
            changes.push(Change::NewTrack { event: meeting.ix, to, from, before });
        }
        changes
    }

    fn add(&mut self, meeting: Meeting<'_>) {
        for met in &meeting.pairs {
            let past = self.pairs.entry(met.pair).or_default();
            let Some(place) = met.place.filter(|_| met.certain) else { continue };
            match past.places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, times)) => *times += 1,
                None => past.places.push((place, 1)),
            }
        }
        if meeting.sides.len() < 2 || !meeting.sides.iter().all(|side| self.wanted.contains(side)) {
            return;
        }
        let seating = self.seatings.entry(meeting.sides).or_default();
        if let Some(format) = meeting.event.format {
            seating.format = Some((format, meeting.ix));
        }
        if let Some(track) = meeting.event.track {
            seating.track = Some((track, meeting.ix));
        }
    }
}

fn session_date<'e>(room: &Room, event: &'e Event) -> Option<&'e EventDate> {
    event.sessions.get(room.session?)?.date.as_ref()
}

fn ordered(one: ActorIx, other: ActorIx) -> Pair {
    if one <= other { (one, other) } else { (other, one) }
}

/// Who came, whichever sessions they sat in.
fn listed(event: &Event) -> Vec<ActorIx> {
    let there = |role: Role| matches!(role, Role::Party | Role::Mediator | Role::Host);
    event.actors.iter().filter(|part| there(part.role)).map(|part| part.actor).collect()
}

/// The city that a venue lies in, else the venue; none for what is no place.
fn place(registry: &Registry, venue: VenueIx) -> Option<VenueIx> {
    let kind = |venue: &VenueIx| registry.venue(*venue).kind;
    if kind(&venue) == Some(VenueKind::Virtual) {
        return None;
    }
    Some(registry.venue_path(venue).find(|at| kind(at) == Some(VenueKind::City)).unwrap_or(venue))
}
