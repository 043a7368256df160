//! Which records of the registries the events of a document need.

use std::collections::HashSet;

use crate::event::{Event, EventIx, Figure};
use crate::registry::{ActorIx, ClaimIx, Origin, OutletIx, Registry, SourceIx, VenueIx};
use crate::store::Store;

/// The ids that events name, and those that these name in turn.
#[derive(Debug)]
pub(super) struct Needed<'s> {
    actors: HashSet<&'s str>,
    venues: HashSet<&'s str>,
    outlets: HashSet<&'s str>,
    sources: HashSet<String>,
    claims: HashSet<&'s str>,
}

impl<'s> Needed<'s> {
    /// Returns what the events need. It grows with the registries, not with the number of events.
    pub(super) fn by(store: &'s Store, shown: &[EventIx]) -> Self {
        let mut named = Names::default();
        for ix in shown {
            named.event(&store.registry, &store.events.fresh(*ix));
        }
        named.rest(&store.registry);
        let registry = &store.registry;
        Self {
            actors: named.actors.iter().map(|ix| &*registry.actor(*ix).id).collect(),
            venues: named.venues.iter().map(|ix| &*registry.venue(*ix).id).collect(),
            outlets: named.outlets.iter().map(|ix| &*registry.outlet(*ix).id).collect(),
            sources: named
                .sources
                .iter()
                .filter_map(|ix| Some(registry.credit(*ix).id?.to_owned()))
                .collect(),
            claims: named.claims.iter().map(|ix| &*registry.claim(*ix).id).collect(),
        }
    }

    /// Returns whether the events need the record `id` of `list`. Terms are how the log reads every quotation.
    pub(super) fn has(&self, list: &str, id: &str) -> bool {
        match list {
            "actors" => self.actors.contains(id),
            "venues" => self.venues.contains(id),
            "outlets" => self.outlets.contains(id),
            "sources" => self.sources.contains(id),
            "claims" => self.claims.contains(id),
            "terms" => true,
            _ => false,
        }
    }
}

/// The same by number.
#[derive(Debug, Default)]
struct Names {
    actors: HashSet<ActorIx>,
    venues: HashSet<VenueIx>,
    outlets: HashSet<OutletIx>,
    /// The registered ones only: those written inside an event are written there again.
    sources: HashSet<SourceIx>,
    claims: HashSet<ClaimIx>,
}

impl Names {
    fn event(&mut self, registry: &Registry, event: &Event) {
        self.actors.extend(event.everyone());
        self.venues.extend(event.everywhere());
        self.claims.extend(event.about.iter().map(|about| about.claim));
        let figures = event.figures.iter().chain(event.sessions.iter().flat_map(|session| &session.figures));
        let of_figures = figures.filter_map(|figure: &Figure| figure.source);
        let accounts = event.conflicts.iter().flat_map(|conflict| &conflict.values);
        let of_accounts = accounts.filter_map(|account| registry.find_source(account.source.as_deref()?));
        let cited = event.cited().map(|(ix, _)| ix).chain(of_figures).chain(of_accounts);
        cited.for_each(|ix| self.source(registry, ix));
    }

    fn source(&mut self, registry: &Registry, ix: SourceIx) {
        let credit = registry.credit(ix);
        let is_registered = credit.id.is_some_and(|id| registry.find_source(id) == Some(ix));
        if is_registered && !self.sources.insert(ix) {
            return;
        }
        self.outlets.extend(credit.outlet);
        self.outlets.extend(registry.outlet_credited(&credit));
        for origin in registry.fresh_source(ix).derived_from {
            match origin {
                Origin::Outlet(ix) => {
                    self.outlets.insert(ix);
                }
                // A source written inside an event cannot lead back to itself: it has no id to be named by.
                Origin::Source(other) if other != ix => self.source(registry, other),
                Origin::Source(_) => {}
            }
        }
    }

    /// Adds what the actors and venues belong to.
    fn rest(&mut self, registry: &Registry) {
        let mut open: Vec<ActorIx> = self.actors.iter().copied().collect();
        while let Some(actor) = open.pop() {
            let of = registry.actor(actor).part_of.iter().map(|membership| membership.of);
            open.extend(of.filter(|of| self.actors.insert(*of)));
        }
        let paths: Vec<VenueIx> = self.venues.iter().flat_map(|venue| registry.venue_path(*venue)).collect();
        self.venues.extend(paths);
    }
}
