//! The fields that the flags give.

use serde_json::{Map, Value, json};

use super::Args;
use crate::cli::Flags;
use crate::compose::names::{self, Named, Register};
use crate::compose::{self, Draft, Otherwise};
use crate::error::Error;
use crate::event::date::Zone;
use crate::event::figure::foreign;
use crate::event::{Count, EventDate, Role, Word as _};
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
        ("summary", &args.summary),
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
    if let Some(date) = &args.date {
        let venue = draft.text("venue").map(str::to_owned);
        let (date, note) = compose::with_offset(date.trim(), venue.as_deref(), store, Otherwise::OfStore)
            .map_err(|note| {
                Error::new(format!("--date: {}", note.text)).hint(format!(
                    "write {}+03:00 for Moscow, or give a --venue that has a zone",
                    date.trim()
                ))
            })?;
        draft.set("date", date);
        draft.notes.extend(note);
    }
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
    given |= credit(draft, args, store)?;
    for figure in &args.figure {
        let figure = self::figure(figure, store, draft)?;
        match draft.fields.get_mut("figures") {
            Some(Value::Array(all)) => all.push(figure),
            _ => draft.set("figures", vec![figure]),
        }
        given = true;
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
    if store.registry.find_source(text).is_some() {
        return Ok(text.into());
    }
    match Register::Outlets.find(text, store) {
        Named::One(outlet) => Ok(json!({"outlet": outlet})),
        _ => Err(Error::new(format!(
            "--source: `{text}` is neither an address nor a source or an outlet of the store"
        ))
        .hint("write an address that begins with https://")),
    }
}

/// Sets the outlet and the date of publication of the source.
fn credit(draft: &mut Draft, args: &Args, store: &Store) -> Result<bool, Error> {
    if args.outlet.is_none() && args.published.is_none() {
        return Ok(false);
    }
    let outlet = args.outlet.as_ref().map(|name| id(Register::Outlets, name, store, draft)).transpose()?;
    if let Some(date) = &args.published {
        EventDate::parse(date.trim(), Zone::Offset(0))
            .map_err(|error| Error::from(error).about("--published"))?;
    }
    let mut sources = match draft.fields.shift_remove("sources") {
        Some(Value::Array(sources)) => sources,
        _ => Vec::new(),
    };
    let mut known = match sources.as_slice() {
        [] => Map::new(),
        [Value::Object(source)] => source.clone(),
        _ => {
            return Err(Error::new("--outlet and --published are those of one source")
                .hint("give one --source, by its address"));
        }
    };
    for (key, value) in
        [("outlet", outlet), ("published", args.published.as_ref().map(|d| d.trim().to_owned()))]
    {
        if let Some(value) = value {
            known.insert(key.to_owned(), value.into());
        }
    }
    let order = ["outlet", "url", "published"];
    let source: Map<String, Value> =
        order.iter().filter_map(|key| Some(((*key).to_owned(), known.get(*key)?.clone()))).collect();
    sources = vec![source.into()];
    draft.set("sources", sources);
    draft.notes.retain(|note| note.field != "sources");
    Ok(true)
}

/// Reads a count: `killed=3`, `drone launched=60 by kiper`, or a record as the store has it.
fn figure(text: &str, store: &Store, draft: &mut Draft) -> Result<Value, Error> {
    let bad = |why: &str| {
        Error::new(format!("--figure: `{text}` {why}"))
            .hint("write killed=3, 'drone launched=60 by NAME' or {metric: killed, count: 3}")
    };
    let bare = text.trim().trim_start_matches('{').trim_end_matches('}');
    if bare.contains(": ") {
        let record = crate::store::trial::record_of(&format!("{{{bare}}}"))
            .map_err(|why| bad(&format!("is no record: {why}")))?;
        return Ok(record.into());
    }
    let (what, count) = bare.split_once('=').ok_or_else(|| bad("has no `=`"))?;
    let (count, by) = match count.split_once(" by ") {
        Some((count, by)) => (count.trim(), Some(by.trim())),
        None => (count.trim(), None),
    };
    let count = count
        .parse::<Count>()
        .ok()
        .or_else(|| foreign::rewritten(count))
        .ok_or_else(|| bad("is not a count"))?;
    let (weapon, metric) = match what.trim().rsplit_once(' ') {
        Some((weapon, metric)) => (Some(weapon.trim()), metric),
        None => (None, what.trim()),
    };
    if metric.is_empty() {
        return Err(bad("does not say what is counted"));
    }
    let mut figure = Map::new();
    if let Some(weapon) = weapon {
        figure.insert("weapon".to_owned(), weapon.replace(' ', "-").into());
    }
    figure.insert("metric".to_owned(), metric.into());
    let count = match count {
        Count::Exactly(n) => n.into(),
        other => Value::from(other.to_string()),
    };
    figure.insert("count".to_owned(), count);
    if let Some(by) = by {
        figure.insert("by".to_owned(), id(Register::Actors, by, store, draft)?.into());
    }
    Ok(figure.into())
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
