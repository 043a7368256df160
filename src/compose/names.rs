//! Names that stand for entries of the store, and the values that are made of them.

use serde_json::{Map, Value};

use super::draft::Note;
use crate::event::{Kind, Word as _};
use crate::registry::{Lookup, SourcePublisher};
use crate::store::Store;
use crate::text::fold;
use crate::text::suggest::{did_you_mean, nearest};

/// A list of the store whose entries have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Register {
    Actors,
    Venues,
    Outlets,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// The entry of this id.
    One(String),
    /// One of several entries, by their ids.
    Several(Vec<String>),
    /// Nothing that is registered; the note says so.
    Unregistered(Note),
}

impl Register {
    /// Returns the word for one entry.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Actors => "actor",
            Self::Venues => "venue",
            Self::Outlets => "outlet",
        }
    }

    fn list(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Venues => "venues",
            Self::Outlets => "outlets",
        }
    }

    /// Returns the field of an event that names entries.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Venues => "venue",
            Self::Outlets => "sources",
        }
    }

    /// Returns what a name stands for: an id, a name or an alias, in any script.
    pub(crate) fn find(self, name: &str, store: &Store) -> Named {
        let registry = &store.registry;
        let names = match self {
            Self::Actors => registry.actor_names(),
            Self::Venues => registry.venue_names(),
            Self::Outlets => registry.outlet_names(),
        };
        let id = |ix: u32| {
            match self {
                Self::Actors => &registry.actors[ix as usize].id,
                Self::Venues => &registry.venues[ix as usize].id,
                Self::Outlets => &registry.outlets[ix as usize].id,
            }
            .to_string()
        };
        match names.reference(name) {
            Lookup::One(ix) => Named::One(id(ix)),
            Lookup::Several(all) => Named::Several(all.into_iter().map(id).collect()),
            Lookup::None => {
                let known: Vec<&str> = names.all().map(|(name, _)| name).collect();
                let near = did_you_mean(&nearest(&fold(name), known));
                let hint = near.map(|hint| format!("; {hint}")).unwrap_or_default();
                let text = format!("`{name}` is not in `{}`{hint}", self.list());
                Named::Unregistered(Note::new(self.field(), text))
            }
        }
    }
}

/// Returns the outlet of the store that publishes at an address.
pub(crate) fn outlet_at(store: &Store, url: &str) -> Option<String> {
    match store.registry.published_at(url)? {
        SourcePublisher::Outlet(ix) => Some(store.registry.outlet(ix).id.to_string()),
        _ => None,
    }
}

/// Returns whether a text is a web address.
pub(crate) fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Returns values under their roles or relations, those without one under `usual`; one value stands without a list.
pub(crate) fn grouped(groups: Vec<(Option<String>, Vec<String>)>, usual: &str) -> Map<String, Value> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for (name, ids) in groups {
        let name = name.unwrap_or_else(|| usual.to_owned());
        match all.iter_mut().find(|(other, _)| *other == name) {
            Some((_, known)) => known.extend(ids),
            None => all.push((name, ids)),
        }
    }
    let one_or_many = |ids: Vec<String>| match <[String; 1]>::try_from(ids) {
        Ok([one]) => Value::from(one),
        Err(many) => Value::from(many),
    };
    all.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(name, ids)| (name, one_or_many(ids))).collect()
}

/// Returns the value of `actors`: a plain list if no role is written, else actors under their roles, those without one
/// under the role that the kind gives. `None` if there are no actors.
pub(crate) fn actors(mut groups: Vec<(Option<String>, Vec<String>)>, kind: Option<&str>) -> Option<Value> {
    groups.retain(|(_, ids)| !ids.is_empty());
    if groups.is_empty() {
        return None;
    }
    if groups.iter().all(|(role, _)| role.is_none()) {
        let ids: Vec<String> = groups.into_iter().flat_map(|(_, ids)| ids).collect();
        return Some(ids.into());
    }
    let usual = kind.and_then(|kind| kind.parse::<Kind>().ok()).unwrap_or(Kind::Other).default_role();
    Some(grouped(groups, usual.word()).into())
}
