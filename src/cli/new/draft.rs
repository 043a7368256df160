//! The fields that the flags give.

use serde_json::{Map, Value, json};

use super::Args;
use crate::cli::Flags;
use crate::compose::Draft;
use crate::compose::names::{self, Named, Register};
use crate::error::Error;
use crate::event::date::Zone;
use crate::event::{EventDate, Role, Word as _};
use crate::store::Store;

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
        draft.notes.retain(|note| note.field != "date");
    }
    match flags.kind.as_slice() {
        [] => {}
        [one] => {
            draft.set("kind", one.as_str());
            draft.notes.retain(|note| note.field != "kind");
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
        draft.notes.retain(|note| note.field != "about");
    }
    if !args.source.is_empty() {
        let sources = args.source.iter().map(|source| self::source(source, store));
        draft.set("sources", sources.collect::<Result<Vec<Value>, Error>>()?);
    }
    Ok(given || !(args.tag.is_empty() && args.about.is_empty() && args.source.is_empty()))
}

/// Returns a source: an address with the outlet that publishes there, or the id of a registered one.
fn source(text: &str, store: &Store) -> Result<Value, Error> {
    if names::is_address(text) {
        let mut source = Map::new();
        if let Some(outlet) = names::outlet_at(store, text) {
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
    let ids = names.iter().map(|name| id(Register::Venues, name, store, draft));
    let mut ids = ids.collect::<Result<Vec<String>, Error>>()?.into_iter();
    let Some(first) = ids.next() else { return Ok(false) };
    draft.set("venue", first);
    let others: Vec<String> = ids.collect();
    if !others.is_empty() {
        draft.set("other_venues", others);
    }
    Ok(true)
}

fn actors(draft: &mut Draft, given: &[String], store: &Store) -> Result<bool, Error> {
    let mut roles: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for text in given {
        let (role, names) = match text.split_once('=') {
            Some((role, names)) => (Some(role.trim()), names),
            None => (None, text.as_str()),
        };
        if let Some(role) = role.filter(|role| !Role::candidates().contains(role)) {
            return Err(Error::unknown("role", role, Role::candidates()).about("--actor"));
        }
        // A name may have a comma in it; several names are separated by commas too.
        let names: Vec<&str> = match Register::Actors.find(names, store) {
            Named::Unregistered(_) => {
                names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
            }
            _ => vec![names],
        };
        let ids = names.into_iter().map(|name| id(Register::Actors, name, store, draft));
        roles.push((role.map(str::to_owned), ids.collect::<Result<_, Error>>()?));
    }
    let actors = names::actors(roles, draft.text("kind"));
    let given = actors.is_some();
    if let Some(actors) = actors {
        draft.set("actors", actors);
    }
    Ok(given)
}

/// Returns the id of a name; a name that nobody has stays as written and is told.
fn id(register: Register, name: &str, store: &Store, draft: &mut Draft) -> Result<String, Error> {
    match register.find(name, store) {
        Named::One(id) => Ok(id),
        Named::Several(ids) => {
            let ids: Vec<String> = ids.into_iter().map(|id| format!("`{id}`")).collect();
            let what = register.word();
            Err(Error::new(format!("{what} `{name}` may be {}", ids.join(" or "))).hint("write the id"))
        }
        Named::Unregistered(note) => {
            draft.notes.push(note);
            Ok(name.to_owned())
        }
    }
}
