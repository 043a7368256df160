//! Lookups that spare a scan: postings by actor, role, venue, outlet, tag and claim, and columns by event.
//!
//! Every list is of `u32` in the store's order, so that one list is a slice and several are merged or turned
//! into an [`EventSet`]. Actors and venues descend: an actor's events are also those of its members at each
//! event's date, a venue's are also those of the places inside it. It does not depend on the display zone.

mod ancestry;
mod lists;

use std::collections::HashMap;

use ancestry::Ancestry;
pub(super) use lists::Lists;

use super::EventSet;
use crate::event::date::Day;
use crate::event::{Event, EventIx, Role, Stance, Word};
use crate::registry::{ActorIx, ClaimIx, OutletIx, VenueIx};
use crate::store::Store;

/// Postings and columns over all events of a store.
#[derive(Debug, Clone)]
pub struct Index {
    days: Vec<(Day, Day)>,
    kinds: Vec<u8>,
    statuses: Vec<u8>,
    stances: Vec<u8>,
    tags: Vec<Box<str>>,
    actors: usize,
    pub(super) actors_of: Lists,
    pub(super) venues_of: Lists,
    pub(super) outlets_of: Lists,
    pub(super) tags_of: Lists,
    by_actor: Lists,
    by_role: Lists,
    by_venue: Lists,
    by_outlet: Lists,
    by_tag: Lists,
    by_claim: Lists,
}

impl Index {
    /// Reads every event of `store` once.
    #[must_use]
    pub fn new(store: &Store) -> Self {
        let registry = &store.registry;
        let (actors, venues, outlets) =
            (registry.actors.len(), registry.venues.len(), registry.outlets.len());
        let mut ancestry = Ancestry::new(registry);
        let mut tag_ids: HashMap<&str, u32> = HashMap::new();
        let mut tags = Vec::new();
        let [mut actors_of, mut roles_of, mut venues_of, mut outlets_of, mut tags_of, mut claims_of] =
            std::array::from_fn(|_| Lists::with_rows(store.events.len()));
        for event in &store.events {
            for named in event.everyone() {
                actors_of.extend(ancestry.of(named, &event.date).iter().copied());
            }
            actors_of.end_row();
            for part in &event.actors {
                let first = part.role as u32 * actors as u32;
                roles_of.extend(ancestry.of(part.actor, &event.date).iter().map(|a| first + a));
            }
            roles_of.end_row();
            for venue in event.everywhere() {
                venues_of.extend(registry.venue_path(venue).map(|v| v.0));
            }
            venues_of.end_row();
            let named = |s: &crate::registry::SourceIx| registry.source(*s).outlet.map(|o| o.0);
            outlets_of.extend(event.sources.iter().filter_map(named));
            outlets_of.end_row();
            for tag in &event.tags {
                let next = tag_ids.len() as u32;
                let id = *tag_ids.entry(tag).or_insert_with(|| {
                    tags.push(tag.as_str().into());
                    next
                });
                tags_of.extend([id]);
            }
            tags_of.end_row();
            claims_of.extend(event.about.iter().map(|about| about.claim.0));
            claims_of.end_row();
        }
        Self {
            days: store.events.iter().map(|e| (e.date.first_day(), e.date.last_day())).collect(),
            kinds: store.events.iter().map(|e| e.kind as u8).collect(),
            statuses: store.events.iter().map(|e| e.status as u8).collect(),
            stances: store.events.iter().map(stances).collect(),
            by_actor: actors_of.transposed(actors),
            by_role: roles_of.transposed(actors * Role::ALL.len()),
            by_venue: venues_of.transposed(venues),
            by_outlet: outlets_of.transposed(outlets),
            by_tag: tags_of.transposed(tags.len()),
            by_claim: claims_of.transposed(registry.claims.len()),
            tags,
            actors,
            actors_of,
            venues_of,
            outlets_of,
            tags_of,
        }
    }

    /// Events of `actor` and of whoever belongs to it at their date, in any part of the event.
    #[must_use]
    pub fn actor(&self, actor: ActorIx) -> &[u32] {
        self.by_actor.row(actor.index())
    }

    /// As [`Index::actor`], in `role` alone.
    #[must_use]
    pub fn role(&self, role: Role, actor: ActorIx) -> &[u32] {
        self.by_role.row(role as usize * self.actors + actor.index())
    }

    /// Events at `venue` or inside it, their other venues and sessions included.
    #[must_use]
    pub fn venue(&self, venue: VenueIx) -> &[u32] {
        self.by_venue.row(venue.index())
    }

    /// Events that a page of `outlet` reports.
    #[must_use]
    pub fn outlet(&self, outlet: OutletIx) -> &[u32] {
        self.by_outlet.row(outlet.index())
    }

    /// Events that take a position on `claim`, whichever.
    #[must_use]
    pub fn claim(&self, claim: ClaimIx) -> &[u32] {
        self.by_claim.row(claim.index())
    }

    /// The tags in use, in order of first use, each with its events.
    pub fn tags(&self) -> impl ExactSizeIterator<Item = (&str, &[u32])> {
        self.tags.iter().enumerate().map(|(ix, tag)| (&**tag, self.by_tag.row(ix)))
    }

    /// The first and the last day that the event can be, in its own zone; the extremes are open.
    #[must_use]
    pub fn days(&self, ix: EventIx) -> (Day, Day) {
        self.days[ix.index()]
    }

    /// As [`Index::days`], of every event.
    #[must_use]
    pub fn all_days(&self) -> &[(Day, Day)] {
        &self.days
    }

    /// Each event's kind as its place in [`Kind::ALL`](Word::ALL).
    #[must_use]
    pub fn kinds(&self) -> &[u8] {
        &self.kinds
    }

    /// Each event's status as its place in [`Status::ALL`](Word::ALL).
    #[must_use]
    pub fn statuses(&self) -> &[u8] {
        &self.statuses
    }

    /// Each event's stances, its own and those of its positions: bit *n* for place *n* in [`Stance::ALL`](Word::ALL).
    #[must_use]
    pub fn stances(&self) -> &[u8] {
        &self.stances
    }

    /// A list of this index as a set.
    #[must_use]
    pub fn set(&self, events: &[u32]) -> EventSet {
        let mut set = EventSet::none(self.days.len());
        for ix in events {
            set.insert(EventIx(*ix));
        }
        set
    }
}

const _: () = assert!(Stance::ALL.len() <= 8, "stances of an event are kept in eight bits");

fn stances(event: &Event) -> u8 {
    let positions = event.about.iter().filter_map(|about| event.stance_on(about));
    event.stance.into_iter().chain(positions).fold(0, |bits, stance| bits | 1 << stance as u8)
}

#[cfg(test)]
mod tests;
