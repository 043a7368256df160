//! Names in filters: what they mean in a store, and suggestions if they mean nothing.

use super::{Binder, Complaint, Manner, Mistake, Term, located};
use crate::event::{EventIx, Place};
use crate::filter::field::Field;
use crate::filter::print::as_value;
use crate::registry::{ActorIx, Lookup, Name, OutletIx, VenueIx};
use crate::text::fold;
use crate::text::suggest::{nearest, nearest_ids, nearest_of};

/// Maximum number of names that a hint lists.
const NAMED: usize = 6;

/// The kinds of things that names are registered for.
#[derive(Clone, Copy)]
pub(super) enum Registered {
    Actor,
    Venue,
    Outlet,
}

impl Registered {
    fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Venue => "venue",
            Self::Outlet => "outlet",
        }
    }
}

impl<'t> Binder<'t> {
    pub(super) fn event(&self, id: &str) -> Result<EventIx, Complaint> {
        let store = self.timeline.store();
        store.find(id).ok_or_else(|| {
            let near = nearest_ids(id, || store.events.ids());
            let complaint = Complaint::new(format!("no event `{id}`"));
            if near.is_empty() {
                complaint.hint("write the id of an event, as `list --format tsv` and `show` print it")
            } else {
                complaint.near(near)
            }
        })
    }

    pub(super) fn no_term(&self, id: &str) -> Complaint {
        let terms = &self.timeline.store().registry.terms;
        let mut near = nearest(id, terms.iter().map(|term| &*term.id));
        if near.is_empty() {
            let says = |term: &&crate::registry::Term| {
                let stems = term.stems.iter().flat_map(|(_, stems)| stems);
                std::iter::once(&term.name).chain(stems).any(|word| fold(word).contains(id))
            };
            near.extend(terms.iter().filter(says).take(3).map(|term| &*term.id));
        }
        let complaint = Complaint::new(format!("no term `{id}`"));
        match terms.as_slice() {
            _ if !near.is_empty() => complaint.near(near),
            [] => complaint.hint(format!("the store tracks no terms; write `\"{id}\"` to search the text")),
            some => {
                let ids: Vec<&str> = some.iter().take(8).map(|term| &*term.id).collect();
                complaint.hint(format!("tracked terms: {}", ids.join(", ")))
            }
        }
    }

    /// Returns what the values of `term` name: those matched exactly, and those matched with what lies
    /// inside.
    pub(super) fn named(&self, term: &Term, what: Registered) -> Result<(Vec<u32>, Vec<u32>), Mistake> {
        let (mut exact, mut descending) = (Vec::new(), Vec::new());
        for value in &term.values {
            let ix = located(value, self.resolve(&value.text, what))?;
            if value.manner == Manner::Exact { exact.push(ix) } else { descending.push(ix) }
        }
        Ok((exact, descending))
    }

    fn names(&self, what: Registered) -> &'t Name {
        let registry = &self.timeline.store().registry;
        match what {
            Registered::Actor => registry.actor_names(),
            Registered::Venue => registry.venue_names(),
            Registered::Outlet => registry.outlet_names(),
        }
    }

    fn id(&self, what: Registered, ix: u32) -> &'t str {
        let registry = &self.timeline.store().registry;
        match what {
            Registered::Actor => &registry.actor(ActorIx(ix)).id,
            Registered::Venue => &registry.venue(VenueIx(ix)).id,
            Registered::Outlet => &registry.outlet(OutletIx(ix)).id,
        }
    }

    fn resolve(&self, text: &str, what: Registered) -> Result<u32, Complaint> {
        let word = what.word();
        match self.names(what).search(text) {
            Lookup::One(ix) => Ok(ix),
            Lookup::Several(all) => {
                let ids = all.iter().map(|ix| self.id(what, *ix).to_owned()).collect();
                Err(Complaint::new(format!("`{text}` fits several {word}s")).near(ids))
            }
            Lookup::None => {
                let near =
                    nearest_of(text, self.names(what).all().map(|(name, ix)| (name, self.id(what, ix))));
                let none = near.is_empty();
                let complaint = Complaint::new(format!("no {word} `{text}`")).near(near);
                Err(if !none {
                    complaint
                } else if let Some(other) = self.elsewhere(text, what) {
                    complaint.hint(format!("it is known as {other}"))
                } else if text.contains('*') {
                    complaint.hint("write part of the name without `*`; that is enough if it fits only one")
                } else if text.split_once(':').is_some_and(|(field, _)| field.parse::<Field>().is_ok()) {
                    complaint.hint(format!("write a space instead of the comma before `{text}`"))
                } else {
                    let search = format!("write `\"{text}\"` to search the text");
                    complaint.hint(match self.unregistered(what) {
                        Some(names) => format!("{names}; {search}"),
                        None => search,
                    })
                })
            }
        }
    }

    /// Returns a hint that lists the store's names if some are unregistered, and says what registering them
    /// would do.
    fn unregistered(&self, what: Registered) -> Option<String> {
        let registry = &self.timeline.store().registry;
        // An unregistered name is written only where it is used, so it has no place.
        let nowhere = |place: &Option<Place>| place.is_none();
        let names: Vec<(&str, bool)> = match what {
            Registered::Actor => {
                registry.actors.iter().map(|a| (a.name.as_str(), nowhere(&a.place))).collect()
            }
            Registered::Venue => {
                registry.venues.iter().map(|v| (v.name.as_str(), nowhere(&v.place))).collect()
            }
            Registered::Outlet => {
                registry.outlets.iter().map(|o| (o.name.as_str(), nowhere(&o.place))).collect()
            }
        };
        if !names.iter().any(|(_, nowhere)| *nowhere) {
            return None;
        }
        let mut listed: Vec<String> = names.iter().take(NAMED).map(|(name, _)| format!("`{name}`")).collect();
        if names.len() > NAMED {
            listed.push(format!("{} more", names.len() - NAMED));
        }
        let word = what.word();
        let names = listed.join(", ");
        Some(format!(
            "the store names {names}; add an entry in `{word}s:` to register a name with its aliases"
        ))
    }

    /// Returns where else a name is known: ``an actor: `actor:kremlin` ``.
    fn elsewhere(&self, text: &str, but: Registered) -> Option<String> {
        let all = [
            (Registered::Actor, "an actor", Field::Actor),
            (Registered::Venue, "a venue", Field::Venue),
            (Registered::Outlet, "an outlet", Field::Source),
        ];
        all.into_iter().filter(|(what, ..)| what.word() != but.word()).find_map(|(what, article, field)| {
            match self.names(what).search(text) {
                Lookup::One(ix) => Some(format!("{article}: `{field}:{}`", as_value(self.id(what, ix)))),
                _ => None,
            }
        })
    }
}
