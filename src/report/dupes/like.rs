//! The events of a store that a new one may be: those that the rule lists with it, and those with a page of its sources.

use std::hash::BuildHasher as _;

use super::facts::{Facts, Names, both};
use crate::compose::{self, Draft, Judge, Note};
use crate::event::{Event, EventIx};
use crate::registry::Lookup;
use crate::store::Store;

/// An event of the store that a new one may be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Likeness {
    event: EventIx,
    /// The points, by the rule; none if they only share a page.
    points: i32,
    /// What they have in common, in words.
    why: Vec<String>,
}

/// Returns the events of a store that an event of another one may be, the likeliest first. Those in `linked` are others:
/// the new event says so.
fn like(store: &Store, event: &Event, of: &Store, linked: &[EventIx]) -> Vec<Likeness> {
    let hasher = foldhash::fast::FixedState::default();
    let hash = |text: &str| hasher.hash_one(text);
    let days = |event: &Event| (event.date.first_day(), event.date.last_day());
    let own = Facts::of(&in_store(store, event, of), &of.registry, days(event), &hash);
    let names = Names::of(&store.registry, &hash);
    let mut all = Vec::new();
    for (ix, other) in store.events.each().filter(|(ix, _)| !linked.contains(ix)) {
        let days = days(&other);
        let near = days.0 <= own.days.1.plus_days(1) && own.days.0 <= days.1.plus_days(1);
        if !near && (own.pages.is_empty() || other.sources.is_empty()) {
            continue;
        }
        let facts = Facts::of(&other, &store.registry, days, &hash);
        let found = near.then(|| own.compared(&facts, &store.registry, &names, || false)).flatten();
        match found {
            Some((points, why)) => all.push(Likeness { event: ix, points, why }),
            None if both(&own.pages, &facts.pages) > 0 => {
                all.push(Likeness { event: ix, points: 0, why: vec!["same URL".to_owned()] });
            }
            None => {}
        }
    }
    all.sort_by_key(|one| (-one.points, one.event));
    all
}

/// How many are told.
const TOLD: usize = 3;

/// Says of which events of a store a new one may be another record.
pub(crate) fn notes(store: &Store, judge: &Judge, draft: &Draft) -> Vec<Note> {
    let Some((event, read)) = judge.event(store, draft) else { return Vec::new() };
    let all = like(store, &event, &read, &compose::linked_events(store, &draft.fields));
    let note = |one: &Likeness| {
        let id = store.events.id(one.event);
        let text = format!("may be the event `{id}`: {}", one.why.join(", "));
        let flags = format!("{text} (demarche show {id})");
        Note { flags: Some(flags), ..Note::new("", text) }
    };
    all.iter().take(TOLD).map(note).collect()
}

/// Returns an event with its actors and venue as the store numbers them; those that it does not have are numbers that
/// nothing has.
fn in_store(store: &Store, event: &Event, of: &Store) -> Event {
    let mut event = event.clone();
    let one = |found: Lookup<u32>| match found {
        Lookup::One(ix) => Some(ix),
        _ => None,
    };
    for (nth, participant) in (0..).zip(&mut event.actors) {
        let id = of.registry.actor(participant.actor).id.to_string();
        participant.actor.0 = one(store.registry.actor_names().reference(&id)).unwrap_or(u32::MAX - nth);
    }
    let venue = event.venue.map(|venue| of.registry.venue(venue).id.to_string());
    let venue = venue.and_then(|id| one(store.registry.venue_names().reference(&id)));
    event.venue = venue.map(crate::registry::VenueIx);
    event
}
