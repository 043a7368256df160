//! The actors, venues and outlets that the events name, to be registered with them.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};
use serde_json::{Map, Value};

use super::draft::{self, record};
use crate::registry::{ActorKind, Lookup, VenueKind};
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
    sources: Entries,
    claims: Entries,
    /// What each name stands for in the store, if that is called otherwise.
    others: HashMap<(List, String), Option<Matched>>,
    /// Those of the current row.
    met: Vec<Matched>,
    matched: BTreeMap<Matched, usize>,
}

/// A name of the data that stands for an entry of the store which is called otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Matched {
    /// The name in the data.
    pub(crate) name: String,
    /// The id in the store.
    pub(crate) id: String,
    /// Why: `its alias`.
    pub(crate) how: &'static str,
}

#[derive(Default)]
struct Entries {
    /// The ids by what tells two entries apart.
    ids: HashMap<String, String>,
    taken: HashSet<String>,
    records: Vec<Map<String, Value>>,
    /// The ids that were registered for the current row.
    fresh: Vec<String>,
    /// What tells apart the entries that were met first in the current row.
    met: Vec<String>,
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
        // A code makes `PRESIDENT (RUSGOV)` another actor than the president that a store may have.
        let by_name = code.is_empty() || kind == "state";
        if by_name {
            self.cited(List::Actors, name);
        }
        if let Some(id) = self.actors.ids.get(&keyed(&[name, code])) {
            return id.clone();
        }
        let registry = self.store.map(|store| &store.registry);
        let plain = name.strip_suffix(&format!(" ({code})")).unwrap_or(name);
        // The bare name may be that of somebody else in the store, and would then stand for two.
        let taken = !by_name
            && plain == name
            && registry.is_some_and(|registry| !matches!(registry.actor_names.reference(name), Lookup::None));
        let whole = if taken { format!("{name} ({code})") } else { name.to_owned() };
        let in_store = |text: &str, as_id: bool| {
            let registry = registry?;
            let Lookup::One(ix) = registry.actor_names.reference(text) else { return None };
            let known = registry.actors.get(ix as usize).filter(|known| known.place.is_some())?;
            (!as_id || *known.id == *text).then(|| {
                let own = fold(&known.name);
                (known.id.to_string(), own == fold(name) || own == fold(&whole))
            })
        };
        let id = if by_name { name.to_owned() } else { format!("{code}-{plain}") };
        let state = || {
            let folded = fold(name);
            let mut states = registry?.actors.iter().filter(|known| {
                known.place.is_some()
                    && known.kind == Some(ActorKind::State)
                    && known.country.as_deref() == Some(country)
                    && std::iter::once(&known.name).chain(&known.aliases).any(|own| fold(own) == folded)
            });
            states.next().filter(|_| states.next().is_none()).map(|known| known.id.to_string())
        };
        let known = match (by_name, kind == "state" && !country.is_empty()) {
            (true, true) => state().or_else(|| in_store(name, false).map(|(id, _)| id)),
            (true, false) => in_store(name, false).map(|(id, _)| id),
            (false, _) => None,
        };
        let fields = record(&[("name", whole.as_str()), ("kind", kind), ("country", country)]);
        self.actors.id(List::Actors, &[name, code], known, &id, fields, &|id| {
            in_store(id, true).map(|(_, same)| same)
        })
    }

    /// Returns the id of a venue, which is registered if neither the data nor the store has named it before. The second
    /// value is whether its coordinates cannot be used.
    pub(super) fn venue(&mut self, venue: Venue<'_>) -> (String, bool) {
        let Venue { name, kind, country, lat, lon } = venue;
        if kind == "country"
            && let Some(known) = self.country(name, country)
        {
            return (known, false);
        }
        // Only what could be used was kept with its coordinates.
        if let Some(id) = self.venues.ids.get(&keyed(&[name, country, lat, lon])) {
            return (id.clone(), false);
        }
        let point = [("lat", lat), ("lon", lon)];
        let mut fields = record(&[("name", name), ("kind", kind), ("country", country)]);
        let empty = lat.is_empty() && lon.is_empty();
        let mut whole = fields.clone();
        whole.insert("id".to_owned(), "x".into());
        whole.extend(point.iter().map(|(key, text)| ((*key).to_owned(), Value::from(*text))));
        let bad =
            !empty && (lat.is_empty() || lon.is_empty() || proof::mistake(List::Venues, &whole).is_some());
        if !bad && !empty {
            // A number, so that it is written without quotes; its digits stay as they were.
            fields.extend(point.iter().map(|(key, text)| {
                let number =
                    text.parse::<serde_json::Number>().map_or_else(|_| Value::from(*text), Value::Number);
                ((*key).to_owned(), number)
            }));
        }
        let registry = self.store.map(|store| &store.registry);
        let in_store = |text: &str, as_id: bool| {
            let registry = registry?;
            let Lookup::One(ix) = registry.venue_names.reference(text) else { return None };
            let known = registry.venues.get(ix as usize).filter(|known| known.place.is_some())?;
            let same = fold(&known.name) == fold(name)
                && known.country.as_deref().is_none_or(|known| country.is_empty() || known == country)
                && (empty || bad || known.lat.is_none_or(|known| is_near(known, lat)))
                && (empty || bad || known.lon.is_none_or(|known| is_near(known, lon)));
            (!as_id || *known.id == *text).then(|| (known.id.to_string(), same))
        };
        // A town of the same name elsewhere is another one.
        let known = in_store(name, false).filter(|(_, same)| *same).map(|(id, _)| id);
        let key = if bad { [name, country, "", ""] } else { [name, country, lat, lon] };
        // Without coordinates it is the first place of that name.
        let first = keyed(&[name, country, "", ""]);
        let id = self
            .venues
            .id(List::Venues, &key, known, name, fields, &|id| in_store(id, true).map(|(_, same)| same));
        if !self.venues.ids.contains_key(&first) {
            self.venues.keep(first, &id);
        }
        (id, bad)
    }

    /// Returns the venue of the store that is the country with a code of ISO 3166-1, if there is one alone.
    fn country(&mut self, name: &str, iso: &str) -> Option<String> {
        let registry = &self.store?.registry;
        let mut all = registry.venues.iter().filter(|known| {
            known.place.is_some()
                && known.kind == Some(VenueKind::Country)
                && known.country.as_deref() == Some(iso)
        });
        let known = all.next().filter(|_| all.next().is_none())?;
        let id = known.id.to_string();
        if fold(&known.name) != fold(name) {
            let how = "the country of its code";
            self.met.push(Matched { name: name.to_owned(), id: id.clone(), how });
        }
        Some(id)
    }

    /// Notes that the current row has a name, which may stand for an entry of the store that is called otherwise.
    pub(super) fn cited(&mut self, list: List, name: &str) {
        let Some(registry) = self.store.map(|store| &store.registry) else { return };
        let known = |list: List| -> Option<Matched> {
            let names = match list {
                List::Actors => &registry.actor_names,
                List::Venues => &registry.venue_names,
                List::Outlets => &registry.outlet_names,
                _ => return None,
            };
            let Lookup::One(ix) = names.reference(name) else { return None };
            let ix = ix as usize;
            let (id, own) = match list {
                List::Actors => registry.actors.get(ix).map(|known| (&known.id, &known.name))?,
                List::Venues => registry.venues.get(ix).map(|known| (&known.id, &known.name))?,
                _ => registry.outlets.get(ix).map(|known| (&known.id, &known.name))?,
            };
            let other = **id != *name && fold(own) != fold(name);
            other.then(|| Matched { name: name.to_owned(), id: id.to_string(), how: "its alias" })
        };
        let found = self.others.entry((list, name.to_owned())).or_insert_with(|| known(list));
        self.met.extend(found.clone());
    }

    /// Returns the names that stood for entries of the store which are called otherwise, and how often.
    pub(super) fn matched(&mut self) -> BTreeMap<Matched, usize> {
        std::mem::take(&mut self.matched)
    }

    /// Returns the id of an outlet, which is registered if neither the data nor the store has named it before.
    pub(super) fn outlet(&mut self, name: &str) -> String {
        self.cited(List::Outlets, name);
        let registry = self.store.map(|store| &store.registry);
        let in_store = |text: &str, as_id: bool| {
            let registry = registry?;
            let Lookup::One(ix) = registry.outlet_names.reference(text) else { return None };
            let known = registry.outlets.get(ix as usize).filter(|known| known.place.is_some())?;
            (!as_id || *known.id == *text).then(|| (known.id.to_string(), fold(&known.name) == fold(name)))
        };
        let known = in_store(name, false).map(|(id, _)| id);
        let fields = record(&[("name", name)]);
        self.outlets.id(List::Outlets, &[&fold(name)], known, name, fields, &|id| {
            in_store(id, true).map(|(_, same)| same)
        })
    }

    /// Registers a record under an id of demarche's own, if neither the data nor the store has that id.
    pub(super) fn given(&mut self, list: List, id: &str, fields: Map<String, Value>) {
        if self.in_store(list, id) {
            return;
        }
        let Some(entries) = self.entries(list) else { return };
        if entries.taken.contains(id) {
            return;
        }
        let mut whole: Map<String, Value> = [("id".to_owned(), Value::from(id))].into_iter().collect();
        whole.extend(fields);
        // What is no sound record stays a name that is not registered.
        if proof::mistake(list, &whole).is_none() {
            entries.taken.insert(id.to_owned());
            entries.records.push(whole);
            entries.fresh.push(id.to_owned());
        }
    }

    /// Returns whether the data or the store has a source or claim with this id.
    pub(super) fn has(&self, list: List, id: &str) -> bool {
        let given = match list {
            List::Sources => self.sources.taken.contains(id),
            List::Claims => self.claims.taken.contains(id),
            _ => false,
        };
        given || self.in_store(list, id)
    }

    fn in_store(&self, list: List, id: &str) -> bool {
        let Some(registry) = self.store.map(|store| &store.registry) else { return false };
        let one = |names: &crate::registry::Name| match names.reference(id) {
            Lookup::One(ix) => Some(ix as usize),
            _ => None,
        };
        match list {
            List::Actors => one(&registry.actor_names)
                .and_then(|ix| registry.actors.get(ix))
                .is_some_and(|known| known.place.is_some() && *known.id == *id),
            List::Venues => one(&registry.venue_names)
                .and_then(|ix| registry.venues.get(ix))
                .is_some_and(|known| known.place.is_some() && *known.id == *id),
            List::Outlets => one(&registry.outlet_names)
                .and_then(|ix| registry.outlets.get(ix))
                .is_some_and(|known| known.place.is_some() && *known.id == *id),
            List::Sources => registry.find_source(id).is_some(),
            List::Claims => registry.find_claim(id).is_some(),
            _ => false,
        }
    }

    fn entries(&mut self, list: List) -> Option<&mut Entries> {
        Some(match list {
            List::Actors => &mut self.actors,
            List::Venues => &mut self.venues,
            List::Outlets => &mut self.outlets,
            List::Sources => &mut self.sources,
            List::Claims => &mut self.claims,
            _ => return None,
        })
    }

    /// Returns the id of the venue of the store that a path such as `Kremlin, Moscow, Russia` names.
    pub(super) fn known_venue(&self, path: &str) -> Option<String> {
        let registry = &self.store?.registry;
        let ends = path.match_indices(", ").map(|(at, _)| at).chain([path.len()]);
        let mut ends: Vec<usize> = ends.collect();
        ends.reverse();
        let named = |name: &str| {
            let Lookup::One(ix) = registry.venue_names.reference(name) else { return None };
            let known = registry.venues.get(ix as usize).filter(|known| known.place.is_some())?;
            let whole = crate::describe::people::place(registry, crate::registry::VenueIx(ix));
            (fold(&whole) == fold(path)).then(|| known.id.to_string())
        };
        ends.into_iter().filter_map(|end| path.get(..end)).find_map(named)
    }

    /// Keeps what the current row registered.
    pub(super) fn keep(&mut self) {
        for met in self.met.drain(..) {
            *self.matched.entry(met).or_default() += 1;
        }
        for entries in self.each() {
            entries.fresh.clear();
            entries.met.clear();
        }
    }

    fn each(&mut self) -> [&mut Entries; 5] {
        [&mut self.actors, &mut self.venues, &mut self.outlets, &mut self.sources, &mut self.claims]
    }

    /// Forgets what the current row registered, because the row is skipped.
    pub(super) fn forget(&mut self) {
        self.met.clear();
        self.each().into_iter().for_each(Entries::forget);
    }

    /// Returns what is to be registered, list by list.
    pub(super) fn lists(&mut self) -> [(List, Vec<Map<String, Value>>); 5] {
        [
            (List::Actors, std::mem::take(&mut self.actors.records)),
            (List::Venues, std::mem::take(&mut self.venues.records)),
            (List::Outlets, std::mem::take(&mut self.outlets.records)),
            (List::Sources, std::mem::take(&mut self.sources.records)),
            (List::Claims, std::mem::take(&mut self.claims.records)),
        ]
    }
}

/// Returns whether two degrees are less than about fifty kilometres apart.
fn is_near(known: f64, text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|degrees| (degrees - known).abs() < 0.5)
}

/// Returns what tells two entries apart, as one text.
fn keyed(parts: &[&str]) -> String {
    parts.join("\u{1f}")
}

impl Entries {
    /// Keeps the id of an entry, until the row is skipped.
    fn keep(&mut self, key: String, id: &str) {
        self.met.push(key.clone());
        self.ids.insert(key, id.to_owned());
    }

    /// Returns the id for an entry, which is registered where it is new.
    fn id(
        &mut self,
        list: List,
        key: &[&str],
        known: Option<String>,
        written: &str,
        fields: Map<String, Value>,
        in_store: &dyn Fn(&str) -> Option<bool>,
    ) -> String {
        let key = keyed(key);
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        if let Some(id) = known {
            self.keep(key, &id);
            return id;
        }
        let mut id = draft::id("", &crate::text::slug(written));
        // A slug that lost something would be the same for two names.
        if crate::text::slug(written).len() + 8 < written.chars().count() || id.is_empty() {
            id = draft::id("", &format!("{written} "));
        }
        let mut nth = 1;
        let first = id.clone();
        loop {
            match in_store(&id) {
                // An earlier import registered it.
                Some(true) => {
                    self.keep(key, &id);
                    return id;
                }
                None if !self.taken.contains(&id) => break,
                _ => {
                    nth += 1;
                    id = format!("{first}-{nth}");
                }
            }
        }
        let mut whole = Map::new();
        whole.insert("id".to_owned(), id.clone().into());
        whole.extend(fields);
        if proof::mistake(list, &whole).is_some() {
            // It stays a name that is not registered, which a store may have.
            self.keep(key, written);
            return written.to_owned();
        }
        self.taken.insert(id.clone());
        self.records.push(whole);
        self.fresh.push(id.clone());
        self.keep(key, &id);
        id
    }

    fn forget(&mut self) {
        for key in self.met.drain(..) {
            self.ids.remove(&key);
        }
        for id in self.fresh.drain(..) {
            self.taken.remove(&id);
            self.records.pop();
        }
    }
}
