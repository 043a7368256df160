//! Resolves names to registry entries: by id, then by folded name or alias, otherwise to an unregistered entry with
//! that name.

use std::sync::Arc;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use super::faults::Faults;
use crate::registry::{Actor, ActorIx, Lookup, Name, Outlet, OutletIx, Registry, Venue, VenueIx};
use crate::store::build::fault::{Fault, Path, Step};
use crate::store::problem::Severity;
use crate::store::schema::value::short;
use crate::text::fold;
use crate::text::suggest::{SearchBudget, did_you_mean, nearest_within};

/// The names of one registry.
#[derive(Debug, Clone, Default)]
pub(super) struct Directory {
    /// Ids, names and aliases, which are looked up first.
    pub(super) names: Name,
    /// Metonyms, which are looked up after names.
    pub(super) metonyms: Name,
    /// Entries of unregistered names by folded name.
    by_folded: HashMap<String, u32>,
    /// The same entries by the spelling that came first. Most mentions are spelled alike and then need no folding.
    by_spelling: HashMap<String, u32>,
    /// The unregistered entries, which come after the registered ones.
    unregistered: Vec<UnregisteredEntry>,
    /// Number of registered entries.
    pub(super) registered: u32,
    /// Ids of broken records and their places as `path:line`.
    pub(super) broken: std::collections::HashMap<String, String>,
}

/// A name that is not in its registry.
#[derive(Debug, Clone)]
struct UnregisteredEntry {
    /// The folded name, by which it is found.
    key: String,
    written: String,
    /// The item of the first mention, if it was read in this build.
    item: Option<usize>,
    at: Path,
    times: usize,
}

/// The result of looking up a name.
enum Resolution {
    Entry(u32),
    Ambiguous(Vec<u32>),
    Unregistered(String),
}

impl Directory {
    fn find(&self, text: &str) -> Resolution {
        let by_spelling = || self.by_spelling.get(text).copied();
        if let Some(ix) = self.names.by_id(text).or_else(by_spelling) {
            return Resolution::Entry(ix);
        }
        let folded = fold(text);
        for names in [&self.names, &self.metonyms] {
            match names.by_name(&folded) {
                Lookup::One(ix) => return Resolution::Entry(ix),
                Lookup::Several(all) => return Resolution::Ambiguous(all),
                Lookup::None => {}
            }
        }
        let key = if folded.is_empty() { text.to_owned() } else { folded };
        match self.by_folded.get(&key) {
            Some(ix) => Resolution::Entry(*ix),
            None => Resolution::Unregistered(key),
        }
    }

    /// Adds an unregistered name after the existing ones, without its first mention.
    fn add_unregistered(&mut self, key: &str, written: &str, ix: u32) {
        self.by_folded.insert(key.to_owned(), ix);
        self.by_spelling.insert(written.to_owned(), ix);
        let (key, written) = (key.to_owned(), written.to_owned());
        self.unregistered.push(UnregisteredEntry { key, written, item: None, at: Path::new(), times: 0 });
    }

    fn count(&mut self, ix: u32) {
        let entry = ix.checked_sub(self.registered).and_then(|at| self.unregistered.get_mut(at as usize));
        if let Some(entry) = entry {
            entry.times += 1;
        }
    }

    fn uncount(&mut self, ix: u32) {
        let entry = ix.checked_sub(self.registered).and_then(|at| self.unregistered.get_mut(at as usize));
        if let Some(entry) = entry {
            entry.times = entry.times.saturating_sub(1);
        }
    }

    fn retain(&mut self, length: usize) {
        let remaining = length.saturating_sub(self.registered as usize);
        for entry in self.unregistered.drain(remaining.min(self.unregistered.len())..) {
            self.by_folded.remove(&entry.key);
            self.by_spelling.remove(&entry.written);
        }
    }

    fn push_faults(&self, entries: Entries, severity: Severity, all: &mut UnregisteredFaults) {
        // Many outlets are unregistered, which is fine. Only a likely typing error is worth the search for a hint.
        let slips = if severity == Severity::Note { 2 } else { usize::MAX };
        for entry in &self.unregistered {
            let Some(item) = entry.item else { continue };
            let message = entries.unregistered(&entry.written, entry.times);
            let fault = match severity {
                Severity::Note => Fault::note(entry.at.clone(), "unregistered", message),
                _ => Fault::warning(entry.at.clone(), "unregistered", message),
            };
            let hint = if let Some(place) = self.broken.get(&entry.written) {
                Some(format!("it is at {place}, but that record has a problem"))
            } else {
                let names = self.names.all().map(|(name, _)| name);
                did_you_mean(&nearest_within(&entry.written, names, slips, &mut all.patience))
            };
            all.faults.push((item, fault.hint(hint)));
        }
    }
}

/// The faults reported for unregistered names.
#[derive(Debug, Default)]
pub(super) struct UnregisteredFaults {
    pub(super) faults: Vec<(usize, Fault)>,
    patience: SearchBudget,
}

/// The directories of all registries.
#[derive(Debug, Clone, Default)]
pub(super) struct Directories {
    pub(super) actors: Directory,
    pub(super) venues: Directory,
    pub(super) outlets: Directory,
}

/// The registry in which a name is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::store) enum Entries {
    Actors,
    Venues,
    Outlets,
}

impl Entries {
    /// Returns the message for an unregistered name that is mentioned `times` more times after its first mention.
    pub(in crate::store) fn unregistered(self, written: &str, times: usize) -> String {
        let (what, list) = match self {
            Self::Actors => ("actor", "actors"),
            Self::Venues => ("venue", "venues"),
            Self::Outlets => ("outlet", "outlets"),
        };
        format!("{what} `{}` is not in `{list}`{}", short(written), times_more(times))
    }
}

impl Directories {
    fn get(&self, entries: Entries) -> &Directory {
        match entries {
            Entries::Actors => &self.actors,
            Entries::Venues => &self.venues,
            Entries::Outlets => &self.outlets,
        }
    }

    fn get_mut(&mut self, entries: Entries) -> &mut Directory {
        match entries {
            Entries::Actors => &mut self.actors,
            Entries::Venues => &mut self.venues,
            Entries::Outlets => &mut self.outlets,
        }
    }
}

/// The names of all registries, as one thread of the build sees them.
///
/// Drafting threads share the directories and do not change them. They list the unregistered entries that an item
/// mentions, and leave an item that names somebody new to the sequential pass.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    directories: Arc<Directories>,
    drafting: bool,
    /// Whether the item that is being drafted names somebody new.
    has_new: bool,
    mentioned: Vec<UnregisteredRef>,
    /// Mentions of unregistered entries after their first mention, grouped by item. Empty in drafting threads.
    later_mentions: Vec<(u32, UnregisteredRef)>,
}

/// An unregistered entry, as a reference into its registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::store) struct UnregisteredRef {
    pub(in crate::store) entries: Entries,
    pub(in crate::store) ix: u32,
}

/// An unregistered name of a store: the item that mentions it first, and the number of later mentions.
#[derive(Debug, Clone)]
pub(in crate::store) struct UnregisteredName {
    pub(in crate::store) name: UnregisteredRef,
    pub(in crate::store) item: Option<usize>,
    pub(in crate::store) times: usize,
}

/// The lengths of the registries of actors, venues and outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lengths([usize; 3]);

impl Lengths {
    /// The lengths of empty registries.
    pub(super) const NONE: Self = Self([0; 3]);
}

/// The place of a name: its item and the path to its field.
pub(super) struct Mention<'f> {
    pub(super) faults: &'f mut Faults,
    pub(super) item: usize,
    pub(super) at: &'f [Step],
}

impl Names {
    /// Collects the names of a registry. Unregistered names are included without their first mentions.
    pub(super) fn from_registry(registry: &Registry) -> Self {
        let mut names = Directories::default();
        for (ix, actor) in (0..).zip(&registry.actors) {
            match actor.place {
                Some(_) => names.enter_actor(actor, ix),
                None => names.actors.add_unregistered(&actor.id, &actor.name, ix),
            }
        }
        for (ix, venue) in (0..).zip(&registry.venues) {
            match venue.place {
                Some(_) => names.enter_venue(venue, ix),
                None => names.venues.add_unregistered(&venue.id, &venue.name, ix),
            }
        }
        for (ix, outlet) in (0..).zip(&registry.outlets) {
            match outlet.place {
                Some(_) => names.enter_outlet(outlet, ix),
                None => names.outlets.add_unregistered(&outlet.id, &outlet.name, ix),
            }
        }
        Self { directories: Arc::new(names), ..Self::default() }
    }

    /// Returns the unregistered entries after the first `lengths` entries of each registry.
    pub(super) fn unregistered_from(&self, lengths: Lengths) -> Vec<UnregisteredName> {
        let in_registry = |(entries, first): (Entries, usize)| {
            let Directory { unregistered, registered, .. } = self.directories.get(entries);
            let all = (*registered..).zip(unregistered).skip_while(move |(ix, _)| (*ix as usize) < first);
            all.map(move |(ix, entry)| UnregisteredName {
                name: UnregisteredRef { entries, ix },
                item: entry.item,
                times: entry.times,
            })
        };
        let all = [Entries::Actors, Entries::Venues, Entries::Outlets].into_iter().zip(lengths.0);
        all.flat_map(in_registry).collect()
    }

    /// Returns the mentions of unregistered entries after their first mention, item by item.
    pub(super) fn later_mentions(&self) -> &[(u32, UnregisteredRef)] {
        &self.later_mentions
    }

    /// Returns the largest number of candidates that a hint for an unregistered name compares.
    pub(super) fn candidates(&self) -> usize {
        let Directories { actors, venues, outlets } = &*self.directories;
        [actors, venues, outlets]
            .iter()
            .map(|directory| directory.names.all().count())
            .max()
            .unwrap_or_default()
    }

    /// Returns the directories for changes, and copies them first if another thread shares them.
    pub(super) fn change(&mut self) -> &mut Directories {
        Arc::make_mut(&mut self.directories)
    }

    /// Returns the same names for a drafting thread.
    pub(super) fn for_drafting(&self) -> Self {
        Self { directories: Arc::clone(&self.directories), drafting: true, ..Self::default() }
    }

    /// Whether the item that is being drafted names somebody new.
    pub(super) fn has_new(&self) -> bool {
        self.has_new
    }

    /// Moves on to the next item. Returns the number of mentions in this one.
    pub(super) fn forget(&mut self) -> u32 {
        let mentions = self.mentioned.len() as u32;
        self.mentioned.clear();
        self.has_new = false;
        mentions
    }

    /// Returns the unregistered entries that the item being drafted mentions.
    pub(super) fn mentioned(&self) -> &[UnregisteredRef] {
        &self.mentioned
    }

    /// Counts the mentions in a drafted item.
    pub(super) fn count(&mut self, item: usize, mentioned: &[UnregisteredRef]) {
        if mentioned.is_empty() {
            return;
        }
        self.later_mentions.extend(mentioned.iter().map(|mentioned| (item as u32, *mentioned)));
        let directories = Arc::make_mut(&mut self.directories);
        for UnregisteredRef { entries, ix } in mentioned {
            directories.get_mut(*entries).count(*ix);
        }
    }
}

impl Directories {
    /// Adds the names of a registered actor.
    pub(super) fn enter_actor(&mut self, actor: &Actor, ix: u32) {
        let Directory { names, metonyms, registered, .. } = &mut self.actors;
        names.add(&actor.id, &actor.name, &actor.aliases, ix);
        actor.metonyms.iter().for_each(|name| metonyms.add_name(name, ix));
        *registered = ix + 1;
    }

    /// Adds the names of a registered venue.
    pub(super) fn enter_venue(&mut self, venue: &Venue, ix: u32) {
        self.venues.names.add(&venue.id, &venue.name, &venue.aliases, ix);
        self.venues.registered = ix + 1;
    }

    /// Adds the names of a registered outlet.
    pub(super) fn enter_outlet(&mut self, outlet: &Outlet, ix: u32) {
        self.outlets.names.add(&outlet.id, &outlet.name, outlet.aliases.iter().chain(&outlet.domains), ix);
        self.outlets.registered = ix + 1;
    }
}

impl Names {
    /// Resolves a name to an actor. Returns `None` if the name is ambiguous or, in a drafting thread, new.
    pub(super) fn actor(
        &mut self,
        registry: &mut Arc<Registry>,
        text: &str,
        mention: Mention<'_>,
    ) -> Option<ActorIx> {
        let next = registry.actors.len() as u32;
        let ids = |ix: u32| registry.actors[ix as usize].id.to_string();
        let (ix, new) = self.resolve(Entries::Actors, "actor", text, next, ids, mention)?;
        if let Some(id) = new {
            Arc::make_mut(registry).actors.push(Actor::mentioned(id, text));
        }
        Some(ActorIx(ix))
    }

    /// Resolves a name to a venue. Returns `None` if the name is ambiguous or, in a drafting thread, new.
    pub(super) fn venue(
        &mut self,
        registry: &mut Arc<Registry>,
        text: &str,
        mention: Mention<'_>,
    ) -> Option<VenueIx> {
        let next = registry.venues.len() as u32;
        let ids = |ix: u32| registry.venues[ix as usize].id.to_string();
        let (ix, new) = self.resolve(Entries::Venues, "venue", text, next, ids, mention)?;
        if let Some(id) = new {
            Arc::make_mut(registry).venues.push(Venue::mentioned(id, text));
        }
        Some(VenueIx(ix))
    }

    /// Resolves a name to an outlet. Returns `None` if the name is ambiguous or, in a drafting thread, new.
    pub(super) fn outlet(
        &mut self,
        registry: &mut Arc<Registry>,
        text: &str,
        mention: Mention<'_>,
    ) -> Option<OutletIx> {
        let next = registry.outlets.len() as u32;
        let ids = |ix: u32| registry.outlets[ix as usize].id.to_string();
        let (ix, new) = self.resolve(Entries::Outlets, "outlet", text, next, ids, mention)?;
        if let Some(id) = new {
            Arc::make_mut(registry).outlets.push(Outlet::mentioned(id, text));
        }
        Some(OutletIx(ix))
    }

    /// Returns the current lengths of the registries.
    pub(super) fn lengths(registry: &Registry) -> Lengths {
        Lengths([registry.actors.len(), registry.venues.len(), registry.outlets.len()])
    }

    /// Removes the mentions of the broken record that was built last, and the entries that came only from it, back to
    /// `lengths`. Whether it comes before or behind other records makes no difference.
    pub(super) fn roll_back(&mut self, registry: &mut Arc<Registry>, lengths: Lengths, item: usize) {
        let others = self.later_mentions.iter().rposition(|(of, _)| *of as usize != item);
        let own = self.later_mentions.split_off(others.map_or(0, |at| at + 1));
        for (_, UnregisteredRef { entries, ix }) in own {
            self.change().get_mut(entries).uncount(ix);
        }
        if Self::lengths(registry) == lengths {
            return;
        }
        let [actors, venues, outlets] = lengths.0;
        let (registry, names) = (Arc::make_mut(registry), self.change());
        registry.actors.truncate(actors);
        registry.venues.truncate(venues);
        registry.outlets.truncate(outlets);
        names.actors.retain(actors);
        names.venues.retain(venues);
        names.outlets.retain(outlets);
    }

    /// Returns the faults of all unregistered names.
    pub(super) fn unregistered_faults(&self) -> UnregisteredFaults {
        let mut all = UnregisteredFaults::default();
        for (entries, severity) in [
            (Entries::Actors, Severity::Warning),
            (Entries::Venues, Severity::Warning),
            (Entries::Outlets, Severity::Note),
        ] {
            self.directories.get(entries).push_faults(entries, severity, &mut all);
        }
        all
    }

    /// Resolves a name to its entry. If the entry is new, also returns the id to create it with.
    fn resolve(
        &mut self,
        entries: Entries,
        what: &str,
        text: &str,
        next: u32,
        id_of: impl Fn(u32) -> String,
        mention: Mention<'_>,
    ) -> Option<(u32, Option<String>)> {
        let Mention { faults, item, at } = mention;
        let directory = self.directories.get(entries);
        match directory.find(text) {
            Resolution::Entry(ix) => {
                if ix >= directory.registered {
                    if self.drafting {
                        self.mentioned.push(UnregisteredRef { entries, ix });
                    } else {
                        self.later_mentions.push((item as u32, UnregisteredRef { entries, ix }));
                        self.change().get_mut(entries).count(ix);
                    }
                }
                Some((ix, None))
            }
            Resolution::Ambiguous(all) => {
                let ids: Vec<String> = all.into_iter().map(|ix| format!("`{}`", id_of(ix))).collect();
                let message = format!("`{}` fits several {what}s: {}", short(text), ids.join(", "));
                let hint = "write the id".to_owned();
                let fault = Fault::problem(faults.path_to(at.iter().cloned()), "ambiguous-name", message);
                faults.push(fault.hint(hint));
                None
            }
            Resolution::Unregistered(_) if self.drafting => {
                self.has_new = true;
                None
            }
            Resolution::Unregistered(key) => {
                let at = faults.path_to(at.iter().cloned());
                let directory = self.change().get_mut(entries);
                let entry = UnregisteredEntry {
                    key: key.clone(),
                    written: text.to_owned(),
                    item: Some(item),
                    at,
                    times: 0,
                };
                directory.unregistered.push(entry);
                directory.by_spelling.insert(text.to_owned(), next);
                directory.by_folded.insert(key.clone(), next);
                Some((next, Some(key)))
            }
        }
    }
}

/// Returns ` (and 3 more times)` for something that is reported once and was found `more` times besides. Empty for 0.
pub(in crate::store) fn times_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " (and once more)".to_owned(),
        more => format!(" (and {more} more times)"),
    }
}
