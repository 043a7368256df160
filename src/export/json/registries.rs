//! The registries as JSON records, by list and id.

use serde_json::{Map, Value};

use super::Object;
use super::parts::{actor, inline, named};
use crate::event::Word;
use crate::registry::{Actor, Membership, Outlet, Registry, SourceIx, Venue};
use crate::store::{SavedView, Store};

/// The records of one list: an id, and fields under the store's names.
pub type Records = Vec<(String, Map<String, Value>)>;

/// Returns every registered actor, venue, outlet, source, claim, term and view, grouped by the name of its list.
#[must_use]
pub fn registries(store: &Store) -> Vec<(&'static str, Records)> {
    let registry = &store.registry;
    let actors = registry.actors.iter().filter(|actor| actor.place.is_some());
    let venues = registry.venues.iter().filter(|venue| venue.place.is_some());
    let outlets = registry.outlets.iter().filter(|outlet| outlet.place.is_some());
    let sources = (0..).zip(registry.sources.each()).filter_map(|(ix, source)| {
        let id = source.id.as_deref()?;
        let registered = registry.find_source(id) == Some(SourceIx(ix));
        registered.then(|| (id.to_owned(), inline(registry, &source)))
    });
    vec![
        ("actors", actors.map(|a| (a.id.to_string(), of_actor(registry, a))).collect()),
        ("venues", venues.map(|v| (v.id.to_string(), of_venue(registry, v))).collect()),
        ("outlets", outlets.map(|o| (o.id.to_string(), of_outlet(o))).collect()),
        ("sources", sources.map(|(id, source)| (id, source.0)).collect()),
        (
            "claims",
            registry
                .claims
                .iter()
                .map(|c| (c.id.to_string(), text(&[("text", Some(&c.text)), ("note", c.note.as_ref())])))
                .collect(),
        ),
        ("terms", registry.terms.iter().map(|t| (t.id.to_string(), of_term(t))).collect()),
        ("views", store.views.iter().map(|v| (v.name.clone(), of_view(v))).collect()),
    ]
}

fn text(fields: &[(&str, Option<&String>)]) -> Map<String, Value> {
    let mut object = Object::default();
    for (key, value) in fields {
        object.maybe(key, value.map(String::as_str));
    }
    object.0
}

fn texts(all: &[String]) -> impl Iterator<Item = Value> + '_ {
    all.iter().map(|text| text.as_str().into())
}

fn of_actor(registry: &Registry, it: &Actor) -> Map<String, Value> {
    let mut object = Object::default();
    object.text("name", &it.name);
    object.maybe("kind", it.kind.map(Word::word));
    object.list("aliases", texts(&it.aliases));
    object.list("metonyms", texts(&it.metonyms));
    object.list("part_of", it.part_of.iter().map(|m| membership(registry, m)));
    object.maybe("country", it.country.as_deref());
    object.maybe("wikidata", it.wikidata.as_deref());
    object.maybe("note", it.note.as_deref());
    object.0
}

fn membership(registry: &Registry, it: &Membership) -> Value {
    let mut object = Object::default();
    object.put("actor", actor(registry, it.of));
    object.maybe("as", it.role.as_deref());
    object.date("from", it.from.as_ref());
    object.date("until", it.until.as_ref());
    object.into()
}

pub(super) fn of_venue(registry: &Registry, it: &Venue) -> Map<String, Value> {
    let mut object = Object::default();
    object.text("name", &it.name);
    object.list("aliases", texts(&it.aliases));
    object.maybe("kind", it.kind.map(Word::word));
    object.some(
        "part_of",
        it.part_of.map(|ix| registry.venue(ix)).map(|v| named(&v.id, &v.name, v.place.is_some())),
    );
    object.maybe("country", it.country.as_deref());
    object.some("lat", it.lat.map(Value::from));
    object.some("lon", it.lon.map(Value::from));
    object.maybe("timezone", it.timezone.map(chrono_tz::Tz::name));
    object.maybe("note", it.note.as_deref());
    object.0
}

fn of_outlet(it: &Outlet) -> Map<String, Value> {
    let mut object = Object::default();
    object.text("name", &it.name);
    object.list("aliases", texts(&it.aliases));
    object.list("domains", texts(&it.domains));
    object.maybe("kind", it.kind.map(Word::word));
    object.maybe("country", it.country.as_deref());
    object.maybe("reliability", it.reliability.map(Word::word));
    object.maybe("note", it.note.as_deref());
    object.0
}

fn of_term(it: &crate::registry::Term) -> Map<String, Value> {
    let mut stems = Object::default();
    for (lang, words) in &it.stems {
        stems.list(lang, texts(words));
    }
    let mut object = Object::default();
    object.text("name", &it.name);
    object.put("stems", stems.into());
    object.0
}

fn of_view(it: &SavedView) -> Map<String, Value> {
    text(&[("filter", Some(&it.filter)), ("view", it.view.as_ref()), ("sort", it.sort.as_ref())])
}
