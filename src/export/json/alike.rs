//! Decides whether events of two stores are the same record, mostly without writing either.
//!
//! Packed events hold numbers instead of names. If the bytes are equal and each number means the same name in both stores,
//! the records are equal. If not, the caller compares the results of [`record`](super::record).

use super::parts;
use crate::event::{Event, EventIx, Figure, Link};
use crate::registry::{ActorIx, Origin, OutletIx, Registry, SourceIx, VenueIx};
use crate::store::Store;

/// A comparison of two stores that records which numbers mean the same in both.
#[derive(Debug)]
pub(crate) struct Alike<'s> {
    stores: [&'s Store; 2],
    actors: Vec<bool>,
    venues: Vec<bool>,
    outlets: Vec<bool>,
    claims: Vec<bool>,
}

impl<'s> Alike<'s> {
    /// Compares the names of two registries.
    #[must_use]
    pub(crate) fn new(old: &'s Store, new: &'s Store) -> Self {
        let (a, b) = (&old.registry, &new.registry);
        let same = |count: usize, name: &dyn Fn(&Registry, u32) -> serde_json::Value| -> Vec<bool> {
            (0..count as u32).map(|ix| name(a, ix) == name(b, ix)).collect()
        };
        let least = |count: fn(&Registry) -> usize| count(a).min(count(b));
        Self {
            stores: [old, new],
            actors: same(least(|r| r.actors.len()), &|r, ix| parts::actor(r, ActorIx(ix))),
            venues: same(least(|r| r.venues.len()), &|r, ix| parts::venue(r, VenueIx(ix))),
            outlets: same(least(|r| r.outlets.len()), &|r, ix| parts::outlet(r, OutletIx(ix))),
            claims: a.claims.iter().zip(&b.claims).map(|(one, other)| one.id == other.id).collect(),
        }
    }

    /// Returns whether two events with the same id, one from each store, are certainly the same record.
    #[must_use]
    pub(crate) fn are(&self, old: EventIx, new: EventIx) -> bool {
        let [a, b] = self.stores;
        let (links, others) = (a.events.links(old), b.events.links(new));
        let alike = |(one, other): (&Link, &Link)| {
            (one.kind, one.basis, &one.note) == (other.kind, other.basis, &other.note)
                && a.events.id(one.to) == b.events.id(other.to)
        };
        if links.len() != others.len() || !links.iter().zip(others).all(alike) {
            return false;
        }
        let Some((event, sources)) = a.events.alike(old, &b.events, new) else { return false };
        self.names(&event) && sources.into_iter().all(|(one, other)| self.source(one, other))
    }

    fn names(&self, event: &Event) -> bool {
        let is_same = |same: &[bool], ix: usize| same.get(ix).copied().unwrap_or(false);
        let actor = |actor: &ActorIx| is_same(&self.actors, actor.index());
        let venue = |venue: &VenueIx| is_same(&self.venues, venue.index());
        let figures = |figures: &[Figure]| figures.iter().flat_map(|figure| &figure.by).all(actor);
        event.actors.iter().all(|part| actor(&part.actor))
            && event.venue.iter().chain(&event.other_venues).all(venue)
            && event.quotes.iter().filter_map(|quote| quote.speaker.as_ref()).all(actor)
            && event.about.iter().all(|about| is_same(&self.claims, about.claim.index()))
            && figures(&event.figures)
            && event.sessions.iter().all(|session| {
                session.actors.iter().all(|part| actor(&part.actor))
                    && session.venue.iter().all(venue)
                    && figures(&session.figures)
            })
    }

    fn source(&self, old: SourceIx, new: SourceIx) -> bool {
        let [a, b] = self.stores.map(|store| &store.registry);
        if let Some(id) = a.credit(old).id {
            // An event's record contains only the id of a registered source.
            return b.credit(new).id == Some(id)
                && a.find_source(id) == Some(old)
                && b.find_source(id) == Some(new);
        }
        let outlet = |ix: &OutletIx| self.outlets.get(ix.index()).copied().unwrap_or(false);
        let origin = |origin: &Origin| matches!(origin, Origin::Outlet(ix) if outlet(ix));
        let source = a.sources.alike(old.index(), &b.sources, new.index());
        source.is_some_and(|it| it.outlet.iter().all(outlet) && it.derived_from.iter().all(origin))
    }
}
