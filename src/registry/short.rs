//! Short names, for where names are many and room is scarce.

use std::collections::HashMap;

use super::{Actor, ActorIx, ActorKind, OutletIx, Registry, VenueIx};
use crate::text::fold;

/// The rule with examples, for the help.
pub(crate) const RULE: [(&str, &str); 2] = [
    ("Putin", "a person by the family name, if nobody shares it"),
    ("IAEA", "over 24 letters: the first alias in Latin script"),
];

/// A name with more letters than this has a short form.
const LONG: usize = 24;

/// The short names of actors, venues and outlets that differ from their whole names.
///
/// A person is called by the family name, unless another registered actor has the same short name. Everyone and
/// everything else is called by the whole name or, if that has more than 24 letters, by the first shorter alias in
/// Latin letters, because a store writes its best alias first. What is not registered has only its own name. One
/// short name is the same wherever it is shown.
#[derive(Debug, Default)]
pub(crate) struct ShortNames {
    actors: HashMap<u32, String>,
    venues: HashMap<u32, String>,
    outlets: HashMap<u32, String>,
}

impl ShortNames {
    /// Finds the short names of a registry.
    #[must_use]
    pub(crate) fn of(registry: &Registry) -> Self {
        let actors = registry.actors.iter().map(|a| (a.place.is_some(), &a.name, actor(a)));
        let venues = registry.venues.iter().map(|v| (v.place.is_some(), &v.name, alias(&v.name, &v.aliases)));
        let outlets =
            registry.outlets.iter().map(|o| (o.place.is_some(), &o.name, alias(&o.name, &o.aliases)));
        Self { actors: distinct(actors), venues: distinct(venues), outlets: distinct(outlets) }
    }

    /// Returns the short name of an actor.
    #[must_use]
    pub(crate) fn actor<'n>(&'n self, registry: &'n Registry, ix: ActorIx) -> &'n str {
        self.actors.get(&ix.0).unwrap_or(&registry.actor(ix).name)
    }

    /// Returns the short name of a venue.
    #[must_use]
    pub(crate) fn venue<'n>(&'n self, registry: &'n Registry, ix: VenueIx) -> &'n str {
        self.venues.get(&ix.0).unwrap_or(&registry.venue(ix).name)
    }

    /// Returns the short name of an outlet.
    #[must_use]
    pub(crate) fn outlet<'n>(&'n self, registry: &'n Registry, ix: OutletIx) -> &'n str {
        self.outlets.get(&ix.0).unwrap_or(&registry.outlet(ix).name)
    }
}

fn actor(actor: &Actor) -> Option<&str> {
    match actor.kind {
        Some(ActorKind::Person) => actor.family_name(),
        _ => alias(&actor.name, &actor.aliases),
    }
}

/// Returns the first alias in Latin letters that is no longer than a long name may be; `None` if the name is short.
fn alias<'n>(name: &str, aliases: &'n [String]) -> Option<&'n str> {
    let long = |name: &str| name.chars().count() > LONG;
    let latin = |name: &&str| name.chars().all(|c| c.is_ascii() || ('À'..='ɏ').contains(&c));
    if !long(name) {
        return None;
    }
    let shorter = |alias: &&str| alias.chars().count() < name.chars().count();
    aliases.iter().map(String::as_str).filter(latin).find(shorter)
}

/// Returns the short names that no other registered entry shares, as short or as whole name.
fn distinct<'n>(all: impl Iterator<Item = (bool, &'n String, Option<&'n str>)>) -> HashMap<u32, String> {
    let all: Vec<_> = (0u32..).zip(all).filter(|(_, (registered, ..))| *registered).collect();
    let mut bearers: HashMap<String, u32> = HashMap::new();
    for (_, (_, name, short)) in &all {
        *bearers.entry(fold(short.unwrap_or(name))).or_default() += 1;
    }
    let own = |short: &str| bearers.get(&fold(short)) == Some(&1);
    let short = |(ix, (_, _, short)): (u32, (bool, &String, Option<&'n str>))| {
        short.filter(|short| own(short)).map(|short| (ix, short.to_owned()))
    };
    all.into_iter().filter_map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn registry(actors: &[(&str, ActorKind, &[&str])]) -> Registry {
        let place = Store::builtin().registry.actors.first().and_then(|actor| actor.place);
        let actors = actors.iter().map(|(name, kind, aliases)| Actor {
            kind: Some(*kind),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            place,
            ..Actor::mentioned(fold(name), *name)
        });
        Registry { actors: actors.collect(), ..Registry::default() }
    }

    fn called(registry: &Registry) -> Vec<&str> {
        let names = Box::leak(Box::new(ShortNames::of(registry)));
        (0u32..).zip(&registry.actors).map(|(ix, _)| names.actor(registry, ActorIx(ix))).collect()
    }

    #[test]
    fn a_person_goes_by_the_family_name_unless_somebody_shares_it() {
        use ActorKind::Person;
        let registry = registry(&[
            ("Volodymyr Zelenskyy", Person, &["Zelensky"]),
            ("Ursula von der Leyen", Person, &[]),
            ("Bart De Wever", Person, &["De Wever"]),
            ("Li Hui", Person, &["Li"]),
            ("Mohamed bin Zayed", Person, &["MBZ"]),
            ("Abdullah bin Zayed", Person, &[]),
        ]);
        let want =
            ["Zelenskyy", "von der Leyen", "De Wever", "Li", "Mohamed bin Zayed", "Abdullah bin Zayed"];
        assert_eq!(called(&registry), want, "particles belong to it, aliases say where it is unusual");
    }

    #[test]
    fn a_body_keeps_its_name_unless_it_is_long() {
        let registry = registry(&[
            ("Ukrainian Air Force", ActorKind::ArmedForce, &["PSZSU"]),
            ("United States", ActorKind::State, &["USA"]),
            ("Ministry of Defence of Russia", ActorKind::Office, &["МО", "Russian Defence Ministry", "MoD"]),
            ("Main Directorate of Intelligence", ActorKind::Office, &["GUR"]),
            ("Main Intelligence Directorate of X", ActorKind::Office, &["GUR"]),
        ]);
        let want = [
            "Ukrainian Air Force",
            "United States",
            "Russian Defence Ministry",
            "Main Directorate of Intelligence",
            "Main Intelligence Directorate of X",
        ];
        assert_eq!(
            called(&registry),
            want,
            "by the first Latin alias, not the shortest, and never a shared one"
        );
    }

    #[test]
    fn no_two_of_the_demonstration_share_a_short_name() {
        let registry = Store::builtin().registry;
        let mut names = called(&registry);
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "each is told from the others");
    }
}
