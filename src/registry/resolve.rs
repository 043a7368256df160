//! The lookup of names, in steps. The first step that finds something decides.

use foldhash::HashMap;

use super::{ActorIx, OutletIx, Registry, VenueIx};
use crate::text::fold;

/// The result of looking up a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<T> {
    /// Exactly one entry.
    One(T),
    /// Several entries found in one step. This is an error that lists them.
    Several(Vec<T>),
    /// No entry.
    None,
}

/// The names of one registry. It looks for ids first, then whole folded names, then words of names.
#[derive(Debug, Clone, Default)]
pub struct Name {
    ids: HashMap<Box<str>, u32>,
    whole: HashMap<Box<str>, Vec<u32>>,
    folded: Vec<(Box<str>, u32)>,
}

impl Name {
    pub(crate) fn add_id(&mut self, id: &str, ix: u32) {
        self.ids.entry(id.into()).or_insert(ix);
    }

    /// Adds a name, alias or metonym.
    pub(crate) fn add_name(&mut self, name: &str, ix: u32) {
        let folded: Box<str> = fold(name).into();
        let all = self.whole.entry(folded.clone()).or_default();
        if !all.contains(&ix) {
            all.push(ix);
            self.folded.push((folded, ix));
        }
    }

    /// Adds an entry with its id, its name and its other names.
    pub(crate) fn add<'n>(
        &mut self,
        id: &str,
        name: &str,
        others: impl IntoIterator<Item = &'n String>,
        ix: u32,
    ) {
        self.add_id(id, ix);
        self.add_name(name, ix);
        others.into_iter().for_each(|other| self.add_name(other, ix));
    }

    /// Finds an entry by id, then by whole name. References in a store are resolved like this.
    #[must_use]
    pub fn reference(&self, text: &str) -> Lookup<u32> {
        self.by_id(text).map_or_else(|| self.by_name(&fold(text)), Lookup::One)
    }

    /// Finds an entry by its id.
    pub(crate) fn by_id(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// Finds an entry by its whole folded name.
    pub(crate) fn by_name(&self, folded: &str) -> Lookup<u32> {
        match self.whole.get(folded).map(Vec::as_slice) {
            Some([one]) => Lookup::One(*one),
            Some(several) => Lookup::Several(several.to_vec()),
            None => Lookup::None,
        }
    }

    /// Finds an entry as [`Name::reference`] does, then by a name that has all words of `text`. Filters use this.
    #[must_use]
    pub fn search(&self, text: &str) -> Lookup<u32> {
        let lower = fold(text);
        if let Some(ix) = self.ids.get(lower.as_str()) {
            return Lookup::One(*ix);
        }
        match self.reference(text) {
            Lookup::None => {}
            found => return found,
        }
        let words: Vec<&str> = lower.split(' ').filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            return Lookup::None;
        }
        let mut hits = Vec::new();
        for (name, ix) in &self.folded {
            let holds = |word: &&str| name.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word);
            if !hits.contains(ix) && words.iter().all(holds) {
                hits.push(*ix);
            }
        }
        match hits.as_slice() {
            [] => Lookup::None,
            [one] => Lookup::One(*one),
            _ => Lookup::Several(hits),
        }
    }

    /// Returns every id and folded name with its entry, for suggestions and completion.
    pub fn all(&self) -> impl Iterator<Item = (&str, u32)> {
        self.ids
            .iter()
            .map(|(id, ix)| (&**id, *ix))
            .chain(self.folded.iter().map(|(name, ix)| (&**name, *ix)))
    }
}

fn map<T>(found: Lookup<u32>, index: fn(u32) -> T) -> Lookup<T> {
    match found {
        Lookup::One(ix) => Lookup::One(index(ix)),
        Lookup::Several(all) => Lookup::Several(all.into_iter().map(index).collect()),
        Lookup::None => Lookup::None,
    }
}

impl Registry {
    /// Rebuilds the lookups from names, hosts and domains, for registered and unregistered entries.
    pub(crate) fn index_names(&mut self) {
        let (mut actors, mut venues, mut outlets) = (Name::default(), Name::default(), Name::default());
        for (ix, actor) in (0u32..).zip(&self.actors) {
            actors.add(&actor.id, &actor.name, actor.aliases.iter().chain(&actor.metonyms), ix);
        }
        for (ix, venue) in (0u32..).zip(&self.venues) {
            venues.add(&venue.id, &venue.name, &venue.aliases, ix);
        }
        for (ix, outlet) in (0u32..).zip(&self.outlets) {
            outlets.add(&outlet.id, &outlet.name, outlet.aliases.iter().chain(&outlet.domains), ix);
        }
        self.domains = super::Domains::from_outlets(&self.outlets);
        (self.actor_names, self.venue_names, self.outlet_names) = (actors, venues, outlets);
    }

    /// Finds the actor that a filter means by `text`.
    #[must_use]
    pub(crate) fn find_actor(&self, text: &str) -> Lookup<ActorIx> {
        map(self.actor_names.search(text), ActorIx)
    }

    /// Finds the venue that a filter means by `text`.
    #[must_use]
    pub(crate) fn find_venue(&self, text: &str) -> Lookup<VenueIx> {
        map(self.venue_names.search(text), VenueIx)
    }

    /// Finds the outlet that a filter means by `text`.
    #[must_use]
    pub(crate) fn find_outlet(&self, text: &str) -> Lookup<OutletIx> {
        map(self.outlet_names.search(text), OutletIx)
    }

    #[must_use]
    pub(crate) fn actor_names(&self) -> &Name {
        &self.actor_names
    }

    #[must_use]
    pub(crate) fn venue_names(&self) -> &Name {
        &self.venue_names
    }

    #[must_use]
    pub(crate) fn outlet_names(&self) -> &Name {
        &self.outlet_names
    }

    /// Finds a claim by its id.
    #[must_use]
    pub(crate) fn find_claim(&self, id: &str) -> Option<super::ClaimIx> {
        self.claim_ids.get(id).copied()
    }

    /// Finds a registered source by its id.
    #[must_use]
    pub(crate) fn find_source(&self, id: &str) -> Option<super::SourceIx> {
        self.source_ids.get(id).copied()
    }
}
