//! The actors, venues and outlets that the events name, to be registered with them.

use foldhash::{HashMap, HashSet};
use serde_json::{Map, Value};

use super::draft::{self, record};
use crate::registry::Lookup;
use crate::store::Store;
use crate::store::schema::list::List;
use crate::store::schema::proof;
use crate::text::fold;

/// What is registered, each under one id.
#[derive(Default)]
pub(super) struct Names<'a> {
    store: Option<&'a Store>,
    actors: Entries,
    venues: Entries,
    outlets: Entries,
}

#[derive(Default)]
struct Entries {
    /// The ids by what tells two entries apart.
    ids: HashMap<String, String>,
    taken: HashSet<String>,
    records: Vec<Map<String, Value>>,
}

/// An actor of the data.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Actor<'t> {
    pub(super) name: &'t str,
    /// The data's own code, which tells actors of one name apart.
    pub(super) code: &'t str,
    pub(super) kind: &'t str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'t str,
}

/// A place of the data.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Venue<'t> {
    pub(super) name: &'t str,
    pub(super) kind: &'t str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'t str,
    pub(super) lat: &'t str,
    pub(super) lon: &'t str,
}

impl<'a> Names<'a> {
    pub(super) fn new(store: Option<&'a Store>) -> Self {
        Self { store, ..Self::default() }
    }

    /// Returns the id of an actor, who is registered if neither the data nor the store has named them before.
    pub(super) fn actor(&mut self, actor: Actor<'_>) -> String {
        let Actor { name, code, kind, country } = actor;
        let known = self.store.and_then(|store| {
            let found = match store.registry.actor_names.reference(name) {
                Lookup::One(ix) if code.is_empty() || kind == "state" => store.registry.actors.get(ix as usize),
                _ => None,
            };
            found.filter(|actor| actor.place.is_some()).map(|actor| actor.id.to_string())
        });
        let taken = self.store.map(|store| &store.registry.actor_names);
        let id = if code.is_empty() || kind == "state" { name.to_owned() } else { format!("{code}-{name}") };
        let fields = record(&[("name", name), ("kind", kind), ("country", country)]);
        self.actors.id(List::Actors, &[name, code], known, &id, fields, &|id, name| {
            is_other(taken.map(|names| names.reference(id)), taken.map(|names| names.reference(name)))
        })
    }

    /// Returns the id of a venue, which is registered if neither the data nor the store has named it before. The second
    /// value is whether its coordinates cannot be used.
    pub(super) fn venue(&mut self, venue: Venue<'_>) -> (String, bool) {
        let Venue { name, kind, country, lat, lon } = venue;
        let known = self.store.and_then(|store| {
            let Lookup::One(ix) = store.registry.venue_names.reference(name) else { return None };
            let known = store.registry.venues.get(ix as usize)?;
            let same_country =
                known.country.as_deref().is_none_or(|known| country.is_empty() || known == country);
            (known.place.is_some() && same_country).then(|| known.id.to_string())
        });
        let point = [("lat", lat), ("lon", lon)];
        let mut fields = record(&[("name", name), ("kind", kind), ("country", country)]);
        let empty = lat.is_empty() && lon.is_empty();
        let mut whole = fields.clone();
        whole.insert("id".to_owned(), "x".into());
        whole.extend(point.iter().map(|(key, text)| ((*key).to_owned(), Value::from(*text))));
        let bad = !empty && (lat.is_empty() || lon.is_empty() || proof::mistake(List::Venues, &whole).is_some());
        if !bad && !empty {
            // A number, so that it is written without quotes; its digits stay as they were.
            fields.extend(point.iter().map(|(key, text)| {
                let number = text.parse::<serde_json::Number>().map_or_else(|_| Value::from(*text), Value::Number);
                ((*key).to_owned(), number)
            }));
        }
        let taken = self.store.map(|store| &store.registry.venue_names);
        let key = if bad { [name, country, "", ""] } else { [name, country, lat, lon] };
        let id = self.venues.id(List::Venues, &key, known, name, fields, &|id, name| {
            is_other(taken.map(|names| names.reference(id)), taken.map(|names| names.reference(name)))
        });
        (id, bad)
    }

    /// Returns the id of an outlet, which is registered if neither the data nor the store has named it before.
    pub(super) fn outlet(&mut self, name: &str) -> String {
        let known = self.store.and_then(|store| {
            let Lookup::One(ix) = store.registry.outlet_names.reference(name) else { return None };
            let known = store.registry.outlets.get(ix as usize)?;
            known.place.is_some().then(|| known.id.to_string())
        });
        let taken = self.store.map(|store| &store.registry.outlet_names);
        self.outlets.id(List::Outlets, &[&fold(name)], known, name, record(&[("name", name)]), &|id, name| {
            is_other(taken.map(|names| names.reference(id)), taken.map(|names| names.reference(name)))
        })
    }

    /// Returns what is to be registered, list by list.
    pub(super) fn lists(&mut self) -> [(List, Vec<Map<String, Value>>); 3] {
        [
            (List::Actors, std::mem::take(&mut self.actors.records)),
            (List::Venues, std::mem::take(&mut self.venues.records)),
            (List::Outlets, std::mem::take(&mut self.outlets.records)),
        ]
    }
}

/// Returns whether the store has something under an id that is not what it has under the name.
fn is_other(by_id: Option<Lookup<u32>>, by_name: Option<Lookup<u32>>) -> bool {
    match by_id {
        None | Some(Lookup::None) => false,
        by_id => by_id != by_name,
    }
}

impl Entries {
    /// Returns the id for an entry, which is registered where it is new.
    fn id(
        &mut self,
        list: List,
        key: &[&str],
        known: Option<String>,
        written: &str,
        fields: Map<String, Value>,
        is_other: &dyn Fn(&str, &str) -> bool,
    ) -> String {
        let key = key.join("\u{1f}");
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        if let Some(id) = known {
            self.ids.insert(key, id.clone());
            return id;
        }
        let name = fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut id = draft::id("", &crate::text::slug(written));
        // A slug that lost something would be the same for two names.
        if crate::text::slug(written).len() + 8 < written.chars().count() || id.is_empty() {
            id = draft::id("", &format!("{written} "));
        }
        let mut nth = 1;
        let first = id.clone();
        while self.taken.contains(&id) || is_other(&id, &name) {
            nth += 1;
            id = format!("{first}-{nth}");
        }
        let mut whole = Map::new();
        whole.insert("id".to_owned(), id.clone().into());
        whole.extend(fields);
        if proof::mistake(list, &whole).is_some() {
            // It stays a name that is not registered, which a store may have.
            self.ids.insert(key, written.to_owned());
            return written.to_owned();
        }
        self.taken.insert(id.clone());
        self.records.push(whole);
        self.ids.insert(key, id.clone());
        id
    }
}
