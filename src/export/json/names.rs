//! What the ids of an event stand for, so that its record means something in another store.

use serde_json::{Map, Value};

use super::Notes;
use super::parts::inline;
use super::registries::of_venue;
use crate::event::{Event, Figure};
use crate::registry::{Origin, OutletIx, Registry, SourceIx};

/// The names by id, list by list.
#[derive(Debug, Default)]
struct Names(Map<String, Value>);

impl Names {
    fn put(&mut self, list: &str, id: &str, value: impl FnOnce() -> Value) {
        let of_list = self.0.entry(list.to_owned()).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(all) = of_list
            && !all.contains_key(id)
        {
            all.insert(id.to_owned(), value());
        }
    }

    fn outlet(&mut self, registry: &Registry, ix: OutletIx) {
        let outlet = registry.outlet(ix);
        if outlet.place.is_some() {
            self.put("outlets", &outlet.id, || outlet.name.as_str().into());
        }
    }

    fn source(&mut self, registry: &Registry, ix: SourceIx, notes: Notes) {
        let source = registry.fresh_source(ix);
        let registered = source.id.as_deref().filter(|id| registry.find_source(id) == Some(ix));
        let known = |names: &Self, id: &str| names.0.get("sources").is_some_and(|all| all.get(id).is_some());
        if registered.is_some_and(|id| known(self, id)) {
            return;
        }
        if let Some(id) = registered {
            let mut fields = inline(registry, &source).0;
            fields.shift_remove("id");
            if notes == Notes::LeftOut {
                fields.shift_remove("note");
            }
            self.put("sources", id, || fields.into());
        }
        source.outlet.into_iter().for_each(|outlet| self.outlet(registry, outlet));
        for origin in &source.derived_from {
            match origin {
                Origin::Outlet(outlet) => self.outlet(registry, *outlet),
                Origin::Source(other) if *other != ix => self.source(registry, *other, notes),
                Origin::Source(_) => {}
            }
        }
    }
}

/// Returns the names of everything registered that an event cites by id: actors and outlets by name, claims by text,
/// venues and sources by their fields.
pub(super) fn names(registry: &Registry, event: &Event, notes: Notes) -> Option<Value> {
    let mut names = Names::default();
    for actor in event.everyone().into_iter().map(|ix| registry.actor(ix)) {
        if actor.place.is_some() {
            names.put("actors", &actor.id, || actor.name.as_str().into());
        }
    }
    // With what they are in: a day is that day by the clocks of its place.
    for venue in event.everywhere().into_iter().flat_map(|ix| registry.venue_path(ix)) {
        let venue = registry.venue(venue);
        if venue.place.is_some() {
            let mut fields = of_venue(registry, venue);
            if notes == Notes::LeftOut {
                fields.shift_remove("note");
            }
            names.put("venues", &venue.id, || fields.into());
        }
    }
    for claim in event.about.iter().map(|about| registry.claim(about.claim)) {
        names.put("claims", &claim.id, || claim.text.as_str().into());
    }
    let figures = event.figures.iter().chain(event.sessions.iter().flat_map(|session| &session.figures));
    let of_figures = figures.filter_map(|figure: &Figure| figure.source);
    let accounts = event.conflicts.iter().flat_map(|conflict| &conflict.values);
    let of_accounts = accounts.filter_map(|account| registry.find_source(account.source.as_deref()?));
    let cited = event.cited().map(|(ix, _)| ix).chain(of_figures).chain(of_accounts);
    cited.for_each(|ix| names.source(registry, ix, notes));
    (!names.0.is_empty()).then_some(names.0.into())
}
