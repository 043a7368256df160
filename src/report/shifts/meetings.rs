//! Who met for the first time, who met in a new place, and who sat in another format than the last time.

mod firsts;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use firsts::Firsts;

use super::{Change, Moved, Pair, Window, week_of};
use crate::event::date::Instant;
use crate::event::{Event, EventDate, EventIx, Format, Kind, Role, Status, Track};
use crate::parallel;
use crate::registry::{ActorIx, Registry, VenueIx, VenueKind};
use crate::report::Scope;
use crate::timeline::sitting::{self, Named, Presence, Sitting};
use crate::timeline::{EventSet, Index, IndexKey, Timeline};

/// Returns the changes of who meets whom, where and how, in the meetings of the view in the week.
pub(super) fn changes(scope: &Scope<'_>, window: &Window) -> Vec<Change> {
    changes_at(scope, |ix| week_of(scope, ix) == Some(window.week))
}

/// From this many meetings on, they are read on all cores.
const MANY: usize = 512;

/// Returns the changes of who meets whom, where and how, in the meetings of the view that `is_new` accepts.
///
/// Other meetings are read only if they may have a pair of one of these, or the same sides.
pub(super) fn changes_at(scope: &Scope<'_>, is_new: impl Fn(EventIx) -> bool) -> Vec<Change> {
    let timeline = scope.timeline;
    let (index, now) = (timeline.index(), scope.now.instant);
    // An event dated after now has not taken place, whatever its status.
    let took_place = |event: &Event| sitting::took_place(event) && event.date.earliest() <= now;
    let may_be = |ix: EventIx| {
        let (kind, status) = (index.kinds()[ix.index()], index.statuses()[ix.index()]);
        kind == Kind::Meeting as u8 && status == Status::Occurred as u8
    };
    let is_new = |ix: &EventIx| may_be(*ix) && is_new(*ix) && took_place(timeline.event(*ix));
    let new: Vec<EventIx> = scope.shown.iter().copied().filter(is_new).collect();
    let Some(last) = new.iter().map(|ix| timeline.rank(*ix)).max() else { return Vec::new() };
    let mut history = History::of(scope, &new);
    let read = |ix: EventIx| {
        let event = timeline.store().events.outline(ix);
        took_place(&event).then(|| history.meeting(ix, &event))
    };
    let those_new: HashSet<EventIx> = new.iter().copied().collect();
    let criteria = Criteria::of(timeline, parallel::map(&new, MANY, |ix| read(*ix)).iter().flatten());
    let (until, after) = timeline.order().split_at(last + 1);
    let is_relevant = |ix: &&EventIx| may_be(**ix) && (those_new.contains(*ix) || criteria.may_be_at(**ix));
    let relevant: Vec<EventIx> = until.iter().filter(is_relevant).copied().collect();
    let relevant = parallel::map(&relevant, MANY, |ix| read(*ix));
    let (mut changes, mut firsts) = (Vec::new(), Firsts::default());
    for meeting in relevant.into_iter().flatten() {
        firsts.meet(&meeting, timeline);
        if those_new.contains(&meeting.ix) {
            let first = history.first_pairing(&meeting);
            firsts.add(&meeting, first.as_ref());
            changes.extend(first);
            changes.extend(history.new_venue(&meeting));
            changes.extend(history.new_seating(&meeting));
        }
        history.add(meeting);
    }
    for ix in after.iter().filter(|ix| index.kinds()[ix.index()] == Kind::Meeting as u8) {
        let event = timeline.store().events.outline(*ix);
        if firsts.are_over(&event) {
            break;
        }
        if took_place(&event) && criteria.may_be_at(*ix) {
            firsts.meet(&history.meeting(*ix, &event), timeline);
        }
    }
    firsts.mark_unsure(&mut changes);
    changes
}

/// The criteria for the other meetings that must be read.
struct Criteria<'t> {
    index: &'t Index,
    pairs: HashSet<Pair>,
    /// For each actor, whether it is in one of the pairs.
    actors: Vec<bool>,
    /// The events that say how the sides sat.
    seated: EventSet,
}

impl<'t> Criteria<'t> {
    fn of<'m>(timeline: &'t Timeline, new: impl Iterator<Item = &'m Meeting>) -> Self {
        let (registry, index) = (&timeline.store().registry, timeline.index());
        let pairs: HashSet<Pair> = new.flat_map(|meeting| &meeting.pairs).map(|met| met.pair).collect();
        let mut actors = vec![false; registry.actors.len()];
        for (one, other) in &pairs {
            actors[one.index()] = true;
            actors[other.index()] = true;
        }
        let mut seated = EventSet::none(index.kinds().len());
        for (_, events) in index.words(IndexKey::Format).chain(index.words(IndexKey::Track)) {
            for ix in events {
                seated.insert(EventIx(*ix));
            }
        }
        Self { index, pairs, actors, seated }
    }

    /// Returns whether one of the pairs, or the same sides in another format, may have met at an event.
    fn may_be_at(&self, ix: EventIx) -> bool {
        let there: Vec<ActorIx> = (self.index.actors_of(ix).iter().map(|actor| ActorIx(*actor)))
            .filter(|actor| self.actors[actor.index()])
            .collect();
        let with_others = |(nth, one): (usize, &ActorIx)| {
            there[nth + 1..].iter().any(|other| self.pairs.contains(&(*one, *other)))
        };
        self.seated.contains(ix) || there.iter().enumerate().any(with_others)
    }
}

/// What the store has so far on the actors who met in the week.
struct History<'r> {
    registry: &'r Registry,
    now: Instant,
    criteria: HashSet<ActorIx>,
    pairs: HashMap<Pair, PairHistory>,
    seatings: HashMap<Vec<ActorIx>, Seating>,
}

/// The past of a pair. If it exists at all, the pair may have met.
#[derive(Default)]
struct PairHistory {
    /// The places where they certainly met, and how often.
    places: Vec<(VenueIx, usize)>,
}

/// The format in which the same sides sat the last time, and when.
#[derive(Default)]
struct Seating {
    format: Option<(Format, EventIx)>,
    track: Option<(Track, EventIx)>,
}

/// A meeting as its rooms show it.
struct Meeting {
    ix: EventIx,
    format: Option<Format>,
    track: Option<Track>,
    /// All its sides, in order of index.
    sides: Vec<ActorIx>,
    /// Pairs of sides, then of people, in the order of the rooms, each once.
    pairs: Vec<Met>,
}

/// A pair at a meeting.
struct Met {
    pair: Pair,
    people: bool,
    /// The sides for which the people sat there.
    sides: Option<Pair>,
    certain: bool,
    place: Option<VenueIx>,
    /// The earliest and the latest time at which they began to meet.
    from: Instant,
    before: Instant,
}

impl<'r> History<'r> {
    /// Creates an empty history of the actors who were at the meetings `new`.
    fn of(scope: &Scope<'r>, new: &[EventIx]) -> Self {
        let registry = &scope.timeline.store().registry;
        let mut criteria = HashSet::new();
        for ix in new {
            let event = scope.timeline.event(*ix);
            for room in sitting::rooms(registry, event) {
                criteria.extend(room.sides(registry, event));
                criteria.extend(room.actors);
            }
        }
        criteria.retain(|actor| !sitting::is_catch_all(registry, *actor));
        Self { registry, now: scope.now.instant, criteria, pairs: HashMap::new(), seatings: HashMap::new() }
    }

    fn meeting(&self, ix: EventIx, event: &Event) -> Meeting {
        let mut rooms = sitting::rooms(self.registry, event);
        // In a round that is still going on, nobody has met yet in future sessions.
        rooms.retain(|room| session_date(room, event).is_none_or(|date| date.earliest() <= self.now));
        let mut sides: Vec<ActorIx> = Vec::new();
        let mut met: Vec<Met> = Vec::new();
        for room in &rooms {
            let of_room = room.sides(self.registry, event);
            let certain = room.presence == Presence::Certain;
            let place = room.venue.and_then(|venue| city_or_venue(self.registry, venue));
            let (from, before) = room.date(event).start_bounds();
            for pair in self.pairs_of(&of_room) {
                met.push(Met { pair, people: false, sides: None, certain, place, from, before });
            }
            self.people(event, room, certain, place, &mut met);
            sides.extend(of_room);
        }
        sides.sort_unstable();
        sides.dedup();
        // A certain pair replaces the same pair that is only possible.
        let mut positions: HashMap<Pair, usize> = HashMap::new();
        let mut pairs: Vec<Met> = Vec::new();
        for met in met {
            match positions.get(&met.pair) {
                None => {
                    positions.insert(met.pair, pairs.len());
                    pairs.push(met);
                }
                Some(known) if met.certain && !pairs[*known].certain => pairs[*known] = met,
                Some(_) => {}
            }
        }
        Meeting { ix, format: event.format, track: event.track, sides, pairs }
    }

    /// Adds pairs of people of different sides: certain ones in the same room, and possible ones if a room names only
    /// their sides.
    fn people(
        &self,
        event: &Event,
        room: &Sitting,
        certain: bool,
        place: Option<VenueIx>,
        met: &mut Vec<Met>,
    ) {
        let by_side = room.session.is_some() && room.named == Named::State;
        let there: Vec<ActorIx> = if by_side { listed(event) } else { room.people(self.registry).collect() };
        let side = |actor: ActorIx| sitting::side(self.registry, actor, event);
        let sides: HashMap<ActorIx, Option<ActorIx>> = there
            .iter()
            .filter(|actor| self.criteria.contains(actor))
            .map(|actor| (*actor, side(*actor)))
            .collect();
        let of_room = if by_side { room.sides(self.registry, event) } else { Vec::new() };
        let in_room = |actor: &ActorIx| {
            sitting::is_person(self.registry, *actor)
                && (!by_side
                    || sides.get(actor).copied().flatten().is_some_and(|side| of_room.contains(&side)))
        };
        let people: Vec<ActorIx> = there.into_iter().filter(in_room).collect();
        let (from, before) = room.date(event).start_bounds();
        for pair in self.pairs_of(&people) {
            let (one, other) = (sides[&pair.0], sides[&pair.1]);
            if one.is_none() || one != other {
                let sides = one.zip(other).map(|(one, other)| ordered(one, other));
                let certain = certain && !by_side;
                met.push(Met { pair, people: true, sides, certain, place, from, before });
            }
        }
    }

    /// Returns every two of `actors` that met in the week, whoever else was there.
    fn pairs_of(&self, actors: &[ActorIx]) -> Vec<Pair> {
        let known: Vec<ActorIx> =
            actors.iter().copied().filter(|actor| self.criteria.contains(actor)).collect();
        let mut pairs = Vec::new();
        for (nth, one) in known.iter().enumerate() {
            pairs.extend(
                known[nth + 1..].iter().filter(|other| *other != one).map(|other| ordered(*one, *other)),
            );
        }
        pairs
    }

    fn first_pairing(&self, meeting: &Meeting) -> Option<Change> {
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

    /// Returns the pairs that met before, but not in this place. People are included only if the place is not new for
    /// their sides as well.
    fn new_venue(&self, meeting: &Meeting) -> Vec<Change> {
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

    fn new_seating(&self, meeting: &Meeting) -> Vec<Change> {
        let Some(last) = self.seatings.get(&meeting.sides) else { return Vec::new() };
        let mut changes = Vec::new();
        if let (Some(to), Some((from, before))) = (meeting.format, last.format)
            && to != from
        {
            changes.push(Change::NewFormat { event: meeting.ix, to, from, before });
        }
        if let (Some(to), Some((from, before))) = (meeting.track, last.track)
            && to != from
        {
            changes.push(Change::NewTrack { event: meeting.ix, to, from, before });
        }
        changes
    }

    fn add(&mut self, meeting: Meeting) {
        for met in &meeting.pairs {
            let past = self.pairs.entry(met.pair).or_default();
            let Some(place) = met.place.filter(|_| met.certain) else { continue };
            match past.places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, times)) => *times += 1,
                None => past.places.push((place, 1)),
            }
        }
        if meeting.sides.len() < 2 || !meeting.sides.iter().all(|side| self.criteria.contains(side)) {
            return;
        }
        let seating = self.seatings.entry(meeting.sides).or_default();
        if let Some(format) = meeting.format {
            seating.format = Some((format, meeting.ix));
        }
        if let Some(track) = meeting.track {
            seating.track = Some((track, meeting.ix));
        }
    }
}

fn session_date<'e>(room: &Sitting, event: &'e Event) -> Option<&'e EventDate> {
    event.sessions.get(room.session?)?.date.as_ref()
}

fn ordered(one: ActorIx, other: ActorIx) -> Pair {
    if one <= other { (one, other) } else { (other, one) }
}

/// Returns everyone who came, whichever sessions they sat in.
fn listed(event: &Event) -> Vec<ActorIx> {
    let there = |role: Role| matches!(role, Role::Party | Role::Mediator | Role::Host);
    event.actors.iter().filter(|part| there(part.role)).map(|part| part.actor).collect()
}

/// Returns the city that a venue is in, else the venue. Returns `None` for a venue that is not a place.
fn city_or_venue(registry: &Registry, venue: VenueIx) -> Option<VenueIx> {
    let kind = |venue: &VenueIx| registry.venue(*venue).kind;
    if kind(&venue) == Some(VenueKind::Virtual) {
        return None;
    }
    Some(registry.venue_path(venue).find(|at| kind(at) == Some(VenueKind::City)).unwrap_or(venue))
}
