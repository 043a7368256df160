//! The fields that the flags give.

use serde_json::{Map, Value, json};

use super::{Args, Draft, outlet_at};
use crate::cli::Flags;
use crate::error::Error;
use crate::event::date::Zone;
use crate::event::{EventDate, Role, Word as _};
use crate::registry::Lookup;
use crate::store::Store;
use crate::text::fold;
use crate::text::suggest::{did_you_mean, nearest};

/// Sets the fields that flags give. Returns whether there was one.
///
/// # Errors
/// A role, claim or source that does not exist, a name of several, or a date that is none.
pub(super) fn from_flags(
    draft: &mut Draft,
    flags: &Flags,
    args: &Args,
    store: &Store,
) -> Result<bool, Error> {
    let mut given = false;
    let single = [
        ("id", &args.id),
        ("date", &args.date),
        ("title", &args.title),
        ("status", &args.status),
        ("stance", &args.stance),
        ("grade", &args.grade),
        ("quote", &args.quote),
    ];
    for (key, value) in single {
        if let Some(value) = value {
            given = true;
            draft.set(key, value.trim());
        }
    }
    if let Some(date) = &args.date {
        EventDate::parse(date.trim(), Zone::Offset(0)).map_err(|error| Error::from(error).about("--date"))?;
        draft.told.retain(|told| !told.contains("--date"));
    }
    match flags.kind.as_slice() {
        [] => {}
        [one] => {
            draft.set("kind", one.as_str());
            draft.told.retain(|told| !told.contains("--kind"));
            given = true;
        }
        _ => return Err(Error::new("an event has one --kind")),
    }
    given |= venues(draft, &flags.venue, store)?;
    given |= actors(draft, &flags.actor, store)?;
    if !args.tag.is_empty() {
        draft.set("tags", args.tag.clone());
    }
    if !args.about.is_empty() {
        let ids = || store.registry.claims.iter().map(|claim| &*claim.id);
        for claim in &args.about {
            if store.registry.find_claim(claim).is_none() {
                return Err(Error::unknown("claim", claim, ids()));
            }
        }
        let about: Vec<Value> = args.about.iter().map(|claim| json!({"claim": claim})).collect();
        draft.set("about", about);
        draft.told.retain(|told| !told.contains("--about"));
    }
    if !args.source.is_empty() {
        let sources = args.source.iter().map(|source| self::source(source, store));
        draft.set("sources", sources.collect::<Result<Vec<Value>, Error>>()?);
    }
    Ok(given || !(args.tag.is_empty() && args.about.is_empty() && args.source.is_empty()))
}

/// Returns a source: an address with the outlet that publishes there, or the id of a registered one.
fn source(text: &str, store: &Store) -> Result<Value, Error> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let mut source = Map::new();
        if let Some(outlet) = outlet_at(store, text) {
            source.insert("outlet".to_owned(), outlet.into());
        }
        source.insert("url".to_owned(), text.into());
        return Ok(source.into());
    }
    match store.registry.find_source(text) {
        Some(_) => Ok(text.into()),
        None => {
            Err(Error::new(format!("--source: `{text}` is neither an address nor a source of the store"))
                .hint("write an address that begins with https://"))
        }
    }
}

fn venues(draft: &mut Draft, names: &[String], store: &Store) -> Result<bool, Error> {
    let mut ids = Vec::new();
    for name in names {
        let all = store.registry.venue_names();
        let id = |ix: u32| store.registry.venues[ix as usize].id.to_string();
        ids.push(named(
            "venue",
            "venues",
            name,
            all.reference(name),
            id,
            all.all().map(|(name, _)| name),
            draft,
        )?);
    }
    let mut ids = ids.into_iter();
    let Some(first) = ids.next() else { return Ok(false) };
    draft.set("venue", first);
    let others: Vec<String> = ids.collect();
    if !others.is_empty() {
        draft.set("other_venues", others);
    }
    Ok(true)
}

fn actors(draft: &mut Draft, given: &[String], store: &Store) -> Result<bool, Error> {
    let mut roles: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for text in given {
        let (role, names) = match text.split_once('=') {
            Some((role, names)) => (Some(role.trim()), names),
            None => (None, text.as_str()),
        };
        if let Some(role) = role.filter(|role| !Role::candidates().contains(role)) {
            return Err(Error::unknown("role", role, Role::candidates()).about("--actor"));
        }
        let all = store.registry.actor_names();
        let id = |ix: u32| store.registry.actors[ix as usize].id.to_string();
        // A name may have a comma in it; several names are separated by commas too.
        let names: Vec<&str> = match all.reference(names) {
            Lookup::None => names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(),
            _ => vec![names],
        };
        for name in names {
            let names = all.all().map(|(name, _)| name);
            let id = named("actor", "actors", name, all.reference(name), id, names, draft)?;
            match roles.iter_mut().find(|(other, _)| *other == role) {
                Some((_, ids)) => ids.push(id),
                None => roles.push((role, vec![id])),
            }
        }
    }
    if roles.is_empty() {
        return Ok(false);
    }
    if let [(None, ids)] = roles.as_slice() {
        draft.set("actors", ids.clone());
        return Ok(true);
    }
    let usual = match draft.text("kind") {
        Some("statement") => "speaker",
        Some("strike") => "attacker",
        _ => "party",
    };
    let mut map: Map<String, Value> = Map::new();
    for (role, ids) in roles {
        let value = match ids.as_slice() {
            [one] => Value::from(one.as_str()),
            many => Value::from(many.to_vec()),
        };
        map.insert(role.unwrap_or(usual).to_owned(), value);
    }
    draft.set("actors", map);
    Ok(true)
}

/// Returns the id of a name; a name that nobody has stays as written and is told.
fn named<'n>(
    what: &str,
    list: &str,
    name: &str,
    found: Lookup<u32>,
    id: impl Fn(u32) -> String,
    names: impl Iterator<Item = &'n str>,
    draft: &mut Draft,
) -> Result<String, Error> {
    match found {
        Lookup::One(ix) => Ok(id(ix)),
        Lookup::Several(all) => {
            let ids: Vec<String> = all.into_iter().map(|ix| format!("`{}`", id(ix))).collect();
            Err(Error::new(format!("{what} `{name}` may be {}", ids.join(" or "))).hint("write the id"))
        }
        Lookup::None => {
            let names: Vec<&str> = names.collect();
            let near = did_you_mean(&nearest(&fold(name), names));
            let hint = near.map(|hint| format!("; {hint}")).unwrap_or_default();
            draft.told.push(format!("`{name}` is not in `{list}`{hint}"));
            Ok(name.to_owned())
        }
    }
}
