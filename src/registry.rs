//! The registries: actors, venues, outlets, sources, claims and terms, and the lookup of their names.
//!
//! A name that is not registered becomes an *unregistered* entry whose id is its folded text. All later code
//! therefore works with indices only.

pub(crate) mod address;
mod ancestry;
pub(crate) mod call;
mod membership;
mod publisher;
mod resolve;
mod short;
mod source;

use std::collections::HashMap;
use std::fmt;

pub(crate) use crate::ids::{ActorIx, ClaimIx, OutletIx, SourceIx, VenueIx};
pub(crate) use ancestry::Ancestry;
pub(crate) use publisher::Domains;
pub(crate) use publisher::SourcePublisher;
pub use resolve::{Lookup, Name};
pub(crate) use short::{RULE as SHORT_NAMES, ShortNames};
pub use source::Dates;
use source::PublicationDate;
pub use source::{Credit, Origin, Source};

use serde::{Deserialize, Serialize};

use crate::event::date::{EventDate, Zone};
use crate::event::packed::Packed;
use crate::event::{Place, Reliability, word::words};

words! {
    /// The kind of an actor.
    pub enum ActorKind: "actor kind" {
        /// A human being.
        Person = "person",
        /// A post or an institution of a state or organisation.
        Office = "office",
        /// A state.
        State = "state",
        /// Any other organisation.
        Organisation = "organisation",
        /// An army or a part of it.
        ArmedForce = "armed-force",
        /// A group of states. An act of a member state does not count for the bloc.
        Bloc = "bloc",
        /// An unnamed source, official or spokesman. What it says counts for nobody else.
        Unnamed = "unnamed",
    }
}

words! {
    /// The kind of a venue.
    pub enum VenueKind: "venue kind" {
        /// A building.
        Building = "building",
        /// A city, town or village.
        City = "city",
        /// A region.
        Region = "region",
        /// A country.
        Country = "country",
        /// A telephone or video call.
        Virtual = "virtual",
        /// A train, ship or aircraft.
        Mobile = "mobile",
    }
}

words! {
    /// The kind of an outlet.
    pub enum OutletKind: "outlet kind" {
        /// A state's own publication.
        Official = "official",
        /// An agency run by a state.
        StateAgency = "state-agency",
        /// A news agency.
        Agency = "agency",
        /// A newspaper, broadcaster or site.
        Media = "media",
        /// A think tank.
        ThinkTank = "think-tank",
        /// A post on a social network.
        Social = "social",
        /// A site that repeats others. Without `derived_from` it is not a root.
        Aggregator = "aggregator",
    }
}

/// A membership of an actor in another, bounded in time. Both ends are included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// The office, state or organisation that the member belongs to.
    pub of: ActorIx,
    /// The role of the member: `foreign minister`.
    pub role: Option<String>,
    /// The first date; `None` if it has no known start.
    pub from: Option<EventDate>,
    /// The last date; `None` if it has no known end.
    pub until: Option<EventDate>,
}

/// A person, office, state or organisation that takes part in events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The id; for an unregistered actor, its folded name.
    pub id: Box<str>,
    /// The name to show.
    pub name: String,
    /// The kind, if known.
    pub kind: Option<ActorKind>,
    /// Other names, in all scripts.
    pub aliases: Vec<String>,
    /// Names of places that people use for the actor, such as a capital. They match actors, never venues.
    pub(crate) metonyms: Vec<String>,
    /// Its memberships in offices, states and organisations.
    pub part_of: Vec<Membership>,
    /// Country code, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Wikidata item, `Q…`.
    pub(crate) wikidata: Option<String>,
    /// A free remark.
    pub note: Option<String>,
    /// Position of the record in the store's files; `None` if it is unregistered.
    pub place: Option<Place>,
}

/// A place where events happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    /// The id; for an unregistered venue, its folded name.
    pub id: Box<str>,
    /// The name to show.
    pub name: String,
    /// Other names, in all scripts.
    pub aliases: Vec<String>,
    /// The kind, if known.
    pub kind: Option<VenueKind>,
    /// The larger place that it is in.
    pub part_of: Option<VenueIx>,
    /// Country code, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Latitude in degrees north, for display.
    pub(crate) lat: Option<f64>,
    /// Longitude in degrees east, for display.
    pub(crate) lon: Option<f64>,
    /// Its own time zone; see [`Registry::zone_of`].
    pub timezone: Option<chrono_tz::Tz>,
    /// A free remark.
    pub note: Option<String>,
    /// Position of the record in the store's files; `None` if it is unregistered.
    pub place: Option<Place>,
}

/// A publisher: a newspaper, an agency, a site, an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outlet {
    /// The id; for an unregistered outlet, its folded name.
    pub id: Box<str>,
    /// The name to show.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The hosts, domains and accounts of platforms where it publishes, as written.
    pub(crate) domains: Vec<String>,
    /// The kind, if known.
    pub kind: Option<OutletKind>,
    /// Country code, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Reliability of its sources that have none of their own.
    pub(crate) reliability: Option<Reliability>,
    /// A free remark.
    pub note: Option<String>,
    /// Position of the record in the store's files; `None` if it is unregistered.
    pub place: Option<Place>,
}

/// A proposition that statements take positions on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The id, unique among claims.
    pub id: Box<str>,
    /// The proposition in words.
    pub text: String,
    /// A free remark.
    pub note: Option<String>,
    /// Position of the record in the store's files.
    pub place: Place,
}

/// A phrase of agenda language that reports track over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The id, unique among terms.
    pub id: Box<str>,
    /// The name to show in reports.
    pub name: String,
    /// Word stems by BCP 47 language, in written order.
    pub(crate) stems: Vec<(String, Vec<String>)>,
    /// Position of the record in the store's files.
    pub place: Place,
}

/// All registries of a store.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Registry {
    /// Registered actors in order of id, then unregistered ones in order of appearance.
    pub actors: Vec<Actor>,
    /// Registered venues in order of id, then unregistered ones.
    pub venues: Vec<Venue>,
    /// Registered outlets in order of id, then unregistered ones.
    pub outlets: Vec<Outlet>,
    /// Registered sources in order of id, then sources written inside events, in the order of the events.
    pub sources: Packed<Source>,
    /// Claims in order of id.
    pub claims: Vec<Claim>,
    /// Terms in order of id.
    pub terms: Vec<Term>,
    /// The lookup from names to actors.
    #[serde(skip)]
    pub(crate) actor_names: Name,
    /// The lookup from names to venues.
    #[serde(skip)]
    pub(crate) venue_names: Name,
    /// The lookup from names to outlets.
    #[serde(skip)]
    pub(crate) outlet_names: Name,
    /// The lookup from hosts, domains and accounts to outlets.
    #[serde(skip)]
    pub(crate) domains: Domains,
    /// The lookup from ids to registered sources.
    pub(crate) source_ids: HashMap<Box<str>, SourceIx>,
    /// The lookup from ids to claims.
    pub(crate) claim_ids: HashMap<Box<str>, ClaimIx>,
}

impl Registry {
    /// Returns the actor at `ix`.
    #[must_use]
    pub fn actor(&self, ix: ActorIx) -> &Actor {
        &self.actors[ix.index()]
    }

    /// Returns the venue at `ix`.
    #[must_use]
    pub fn venue(&self, ix: VenueIx) -> &Venue {
        &self.venues[ix.index()]
    }

    /// Returns the outlet at `ix`.
    #[must_use]
    pub fn outlet(&self, ix: OutletIx) -> &Outlet {
        &self.outlets[ix.index()]
    }

    /// Returns the source at `ix`. It stays decoded.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> &Source {
        self.sources.get(ix.index())
    }

    /// Decodes the source at `ix` without keeping it, for passes over many sources that must not fill the memory.
    #[must_use]
    pub(crate) fn fresh_source(&self, ix: SourceIx) -> Source {
        self.sources.fresh(ix.index())
    }

    /// Decodes only the fields that identify the source at `ix`.
    #[must_use]
    pub(crate) fn credit(&self, ix: SourceIx) -> Credit<'_> {
        self.sources.view(ix.index())
    }

    /// Decodes only the publication date of the source at `ix`.
    #[must_use]
    pub fn published(&self, ix: SourceIx) -> Option<EventDate> {
        self.sources.view::<PublicationDate<'_>>(ix.index()).published
    }

    /// Returns the claim at `ix`.
    #[must_use]
    pub fn claim(&self, ix: ClaimIx) -> &Claim {
        &self.claims[ix.index()]
    }

    /// Returns the venue and the places that it is in, from small to large.
    ///
    /// It stops after as many steps as there are venues, so that it ends even if venues contain each other.
    pub(crate) fn venue_path(&self, ix: VenueIx) -> impl Iterator<Item = VenueIx> + '_ {
        let mut remaining = self.venues.len() + 1;
        std::iter::successors(Some(ix), move |v| {
            remaining = remaining.checked_sub(1)?;
            self.venue(*v).part_of
        })
    }

    /// Returns whether `venue` is `place` or is in it.
    #[must_use]
    pub(crate) fn lies_in(&self, venue: VenueIx, place: VenueIx) -> bool {
        self.venue_path(venue).any(|v| v == place)
    }

    /// Returns the time zone of a venue: its own, or that of the nearest larger place that has one.
    #[must_use]
    pub(crate) fn zone_of(&self, venue: VenueIx) -> Option<Zone> {
        self.venue_path(venue).find_map(|v| self.venue(v).timezone).map(Zone::Named)
    }

    /// Returns the country of a venue, ISO 3166-1 alpha-2: its own, or that of the nearest larger place that has one.
    #[must_use]
    pub(crate) fn country_of(&self, venue: VenueIx) -> Option<&str> {
        self.venue_path(venue).find_map(|v| self.venue(v).country.as_deref())
    }
}

impl Actor {
    /// Creates an unregistered actor with an id and a name, and nothing else.
    #[must_use]
    pub(crate) fn mentioned(id: impl Into<Box<str>>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind: None,
            aliases: Vec::new(),
            metonyms: Vec::new(),
            part_of: Vec::new(),
            country: None,
            wikidata: None,
            note: None,
            place: None,
        }
    }

    /// Returns the name if it has at most `width` characters, else the short form if that fits, else the name.
    ///
    /// The short form of a person is the family name with its particles (`von der Leyen`). For others it is the first
    /// alias in Latin letters that fits, because a store writes its best alias first (`Kremlin`).
    #[must_use]
    pub(crate) fn fitting(&self, width: usize) -> &str {
        let fits = |name: &&str| name.chars().count() <= width;
        let latin = |name: &&str| name.chars().all(|c| c.is_ascii() || ('À'..='ɏ').contains(&c));
        let family = || self.family_name().filter(fits);
        let alias = || self.aliases.iter().map(String::as_str).filter(latin).find(fits);
        Some(self.name.as_str()).filter(fits).or_else(family).or_else(alias).unwrap_or(&self.name)
    }

    /// Returns the family name of a person: the longest end or beginning of the name that is an alias too
    /// (`De Wever`, `Li`), else its end from a particle on (`von der Leyen`), else its last word.
    fn family_name(&self) -> Option<&str> {
        if self.kind != Some(ActorKind::Person) {
            return None;
        }
        let part = |alias: &&str| {
            let end = self.name.strip_suffix(*alias).is_some_and(|rest| rest.ends_with(' '));
            end || self.name.strip_prefix(*alias).is_some_and(|rest| rest.starts_with(' '))
        };
        if let Some(known) = self.aliases.iter().map(String::as_str).filter(part).max_by_key(|a| a.len()) {
            return Some(known);
        }
        let particle = |rest: &str| rest.starts_with(char::is_lowercase);
        let rests = || self.name.match_indices(' ').filter_map(|(at, _)| self.name.get(at + 1..));
        rests().find(|rest| particle(rest)).or_else(|| rests().next_back())
    }
}

impl Venue {
    /// Creates an unregistered venue with an id and a name, and nothing else.
    #[must_use]
    pub(crate) fn mentioned(id: impl Into<Box<str>>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            aliases: Vec::new(),
            kind: None,
            part_of: None,
            country: None,
            lat: None,
            lon: None,
            timezone: None,
            note: None,
            place: None,
        }
    }
}

impl Outlet {
    /// Creates an unregistered outlet with an id and a name, and nothing else.
    #[must_use]
    pub(crate) fn mentioned(id: impl Into<Box<str>>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            aliases: Vec::new(),
            domains: Vec::new(),
            kind: None,
            country: None,
            reliability: None,
            note: None,
            place: None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, kind: ActorKind, aliases: &[&str]) -> Actor {
        let aliases = aliases.iter().map(|a| (*a).to_owned()).collect();
        Actor { kind: Some(kind), aliases, ..Actor::mentioned("x", name) }
    }

    #[test]
    fn what_is_seen_of_a_packed_source_is_what_it_says() {
        let source = Source {
            id: Some("tass-1".into()),
            outlet: Some(OutletIx(7)),
            title: Some("A title".to_owned()),
            url: Some("https://example.org/1".to_owned()),
            cite: Some("page 3".to_owned()),
            archive: vec!["https://archive.org/1".to_owned()],
            sha256: Some("00ff".to_owned()),
            published: EventDate::parse("2025-12-21", Zone::Offset(0)).ok(),
            published_basis: Some("the page".to_owned()),
            ..Source::default()
        };
        let sources = [Source::default(), source.clone()].into_iter().collect();
        let registry = Registry { sources, ..Registry::default() };
        let seen = registry.credit(SourceIx(1));
        let own =
            [source.id.as_deref(), source.title.as_deref(), source.url.as_deref(), source.cite.as_deref()];
        assert_eq!([seen.id, seen.title, seen.url, seen.cite], own, "the texts that name it");
        assert_eq!(seen.outlet, source.outlet, "and its outlet");
        assert_eq!(registry.published(SourceIx(1)), source.published, "and its date");
        assert_eq!(registry.published(SourceIx(0)), None, "and none where it says none");
    }

    #[test]
    fn long_names_have_a_short_form_where_room_is_scarce() {
        let person = actor("Volodymyr Zelenskyy", ActorKind::Person, &["Zelenskiy"]);
        assert_eq!(person.fitting(30), "Volodymyr Zelenskyy", "a name that fits stands as it is");
        assert_eq!(person.fitting(12), "Zelenskyy", "a person is called by the family name");
        let particle = actor("Ursula von der Leyen", ActorKind::Person, &[]);
        assert_eq!(particle.fitting(15), "von der Leyen", "with its particles");
        let office = actor("Presidential Administration", ActorKind::Office, &["Кремль", "Kremlin"]);
        assert_eq!(office.fitting(10), "Kremlin", "an office by its first Latin alias that fits");
        assert_eq!(office.fitting(3), "Presidential Administration", "else the name, for the caller to cut");
    }
}
