use proptest::prelude::*;

use super::*;
use crate::event::{Event, Kind, Participant, Session};
use crate::registry::{ActorKind, Registry};
use crate::timeline::sample::Sample;

/// Numbers from which a store is built, each taken modulo the choices available.
#[derive(Debug, Clone)]
struct Plan {
    memberships: Vec<(u32, u32, u8, u8)>,
    venues: Vec<u32>,
    events: Vec<PlannedEvent>,
}

/// The month of an event, its roles with actors, its venues, and an actor of its session.
type PlannedEvent = (u8, Vec<(u8, u32)>, Vec<u32>, Option<u32>);

const ACTORS: u32 = 7;

fn plans() -> impl Strategy<Value = Plan> {
    let event = (
        0u8..24,
        prop::collection::vec((0u8..11, 0..ACTORS), 0..4),
        prop::collection::vec(0u32..6, 0..3),
        prop::option::of(0..ACTORS),
    );
    (
        prop::collection::vec((0..ACTORS, 0..ACTORS, 0u8..24, 0u8..24), 0..10),
        prop::collection::vec(0u32..6, 6),
        prop::collection::vec(event, 0..24),
    )
        .prop_map(|(memberships, venues, events)| Plan { memberships, venues, events })
}

/// Returns a month within two years; every fifth is a whole year, every seventh a range.
fn month(n: u8) -> String {
    let (year, month) = (2024 + i32::from(n / 12), n % 12 + 1);
    match n {
        n if n % 5 == 4 => format!("{year}"),
        n if n % 7 == 6 => format!("{year}-{month:02}/{}-01", year + 1),
        _ => format!("{year}-{month:02}"),
    }
}

fn store(plan: &Plan) -> Store {
    let mut sample = Sample::new();
    for n in 0..ACTORS {
        let kind = [ActorKind::Person, ActorKind::Office, ActorKind::State, ActorKind::Bloc][n as usize % 4];
        sample.actor(&format!("actor{n}"), kind);
    }
    for (member, of, from, until) in &plan.memberships {
        let bound = |n: &u8| {
            if n.is_multiple_of(6) {
                String::new()
            } else {
                format!("{}-{:02}", 2024 + u16::from(n / 12), n % 12 + 1)
            }
        };
        sample.belongs(ActorIx(*member), ActorIx(*of), &bound(from), &bound(until));
    }
    for (n, part_of) in plan.venues.iter().enumerate() {
        // A venue lies only in an earlier one, so that there is no cycle.
        let part_of = (*part_of < n as u32).then_some(VenueIx(*part_of));
        sample.venue(&format!("venue{n}"), part_of);
    }
    for (nth, (date, actors, venues, in_session)) in plan.events.iter().enumerate() {
        let event = sample.event(&format!("event{nth}"), Kind::ALL[nth % 4], &month(*date));
        let part = |(role, actor): &(u8, u32)| Participant {
            role: Role::ALL[usize::from(*role)],
            actor: ActorIx(*actor),
        };
        event.actors = actors.iter().map(part).collect();
        let mut venues = venues.iter().map(|v| VenueIx(*v));
        event.venue = venues.next();
        event.other_venues = venues.collect();
        let session = |actor: &u32| Session {
            actors: vec![Participant { role: Role::Party, actor: ActorIx(*actor) }],
            venue: Some(VenueIx(0)),
            ..Session::default()
        };
        event.sessions = in_session.iter().map(session).collect();
    }
    sample.store()
}

fn naive(store: &Store, holds: impl Fn(&Registry, &Event) -> bool) -> Vec<u32> {
    (0..).zip(store.events.iter()).filter(|(_, e)| holds(&store.registry, e)).map(|(ix, _)| ix).collect()
}

proptest! {
    #[test]
    fn postings_are_what_a_scan_finds(plan in plans()) {
        let store = store(&plan);
        let index = Index::new(&Arc::new(store.clone()));
        for actor in (0..ACTORS).map(ActorIx) {
            let belongs = |r: &Registry, a: ActorIx, e: &Event| r.belongs_to(a, &e.date).contains(&actor);
            let any = naive(&store, |r, e| e.everyone().into_iter().any(|a| belongs(r, a, e)));
            prop_assert_eq!(index.actor(actor), any, "any part of {:?}", actor);
            for role in Role::ALL {
                let there = naive(&store, |r, e| e.in_role(*role).any(|a| belongs(r, a, e)));
                prop_assert_eq!(index.role(*role, actor), there, "{} {:?}", role, actor);
            }
        }
        for venue in (0..plan.venues.len() as u32).map(VenueIx) {
            let there = naive(&store, |r, e| e.everywhere().into_iter().any(|v| r.lies_in(v, venue)));
            prop_assert_eq!(index.venue(venue), there, "at or inside {:?}", venue);
        }
    }
}

#[test]
fn columns_follow_the_events() {
    let mut sample = Sample::new();
    sample.event("a", Kind::Strike, "2025-12").tags = vec!["night".into()];
    let store = sample.store();
    let index = Index::new(&Arc::new(store.clone()));
    let date = &store.events[0].date;
    assert_eq!(index.days(EventIx(0)), (date.first_day(), date.last_day()), "days of its own zone");
    assert_eq!(Kind::ALL[usize::from(index.kinds()[0])], Kind::Strike, "kinds by their place in the list");
    let tags: Vec<_> = index.tags().collect();
    assert_eq!(tags, [("night", &[0u32][..])], "tags with their events");
    assert_eq!(index.set(index.tags().next().expect("one").1).len(), 1, "a list turns into a set");
}
