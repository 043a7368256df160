//! Who and where: actors, venues, outlets, sources, claims and terms, and how names reach them.
//!
//! Names that no registry knows are kept as *unregistered* entries, identified by their folded text,
//! so that everything downstream deals in indices alone.

pub(crate) mod address;
mod ancestry;
pub(crate) mod call;
mod membership;
mod publisher;
mod resolve;
mod source;

use std::collections::HashMap;
use std::fmt;

pub(crate) use crate::ids::{ActorIx, ClaimIx, OutletIx, SourceIx, VenueIx};
pub(crate) use ancestry::Ancestry;
pub(crate) use publisher::Domains;
pub(crate) use publisher::Published;
pub use resolve::{Lookup, Name};
use source::Dated;
pub use source::Dates;
pub use source::{Credit, Origin, Source};

use serde::{Deserialize, Serialize};

use crate::event::date::{EventDate, Zone};
use crate::event::packed::Packed;
use crate::event::{Place, Reliability, word::words};

words! {
    /// What an actor is.
    pub enum ActorKind: "actor kind" {
        /// A human being.
        Person = "person",
        /// A post or an institution of a state or organisation.
        Office = "office",
        /// A state.
        State = "state",
        /// Any other organisation.
        Organisation = "organisation",
        /// An army or a part of one.
        ArmedForce = "armed-force",
        /// A group of states; its member states are not descended.
        Bloc = "bloc",
        /// A source, official or spokesman whom nobody names: what it says counts for nobody else.
        Unnamed = "unnamed",
    }
}

words! {
    /// What a venue is.
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
    /// What a publisher is.
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
        /// Repeats others; without `derived_from` it is no root.
        Aggregator = "aggregator",
    }
}

/// A membership, bounded in time; both ends are included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// Of what.
    pub of: ActorIx,
    /// As what: `foreign minister`.
    pub role: Option<String>,
    /// Since when.
    pub from: Option<EventDate>,
    /// Until when.
    pub until: Option<EventDate>,
}

/// Someone who acts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The id; for an unregistered actor its folded name.
    pub id: Box<str>,
    /// The name to show.
    pub name: String,
    /// What it is, where known.
    pub kind: Option<ActorKind>,
    /// Other names, in all scripts.
    pub aliases: Vec<String>,
    /// Places that stand for it in speech; they match actors, never venues.
    pub(crate) metonyms: Vec<String>,
    /// What it belongs to.
    pub part_of: Vec<Membership>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Wikidata item, `Q…`.
    pub(crate) wikidata: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is registered; none: unregistered.
    pub place: Option<Place>,
}

/// Somewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    /// The id; for an unregistered venue its folded name.
    pub id: Box<str>,
    /// The name to show.
    pub name: String,
    /// Other names, in all scripts.
    pub aliases: Vec<String>,
    /// What it is, where known.
    pub kind: Option<VenueKind>,
    /// Where it lies.
    pub part_of: Option<VenueIx>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north, for display.
    pub(crate) lat: Option<f64>,
    /// Degrees east, for display.
    pub(crate) lon: Option<f64>,
    /// Its own zone; see [`Registry::zone_of`].
    pub timezone: Option<chrono_tz::Tz>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is registered; none: unregistered.
    pub place: Option<Place>,
}

/// A publisher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outlet {
    /// The id; for an unregistered outlet its folded name.
    pub id: Box<str>,
    /// The name to show.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Where it publishes, as written: hosts, domains, accounts of platforms.
    pub(crate) domains: Vec<String>,
    /// What it is.
    pub kind: Option<OutletKind>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Default reliability of what it publishes.
    pub(crate) reliability: Option<Reliability>,
    /// A remark.
    pub note: Option<String>,
    /// Where it is registered; none: unregistered.
    pub place: Option<Place>,
}

/// A proposition that statements take positions on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The id.
    pub id: Box<str>,
    /// The proposition.
    pub text: String,
    /// A remark.
    pub note: Option<String>,
    /// Where it is registered.
    pub place: Place,
}

/// A piece of agenda language to track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The id.
    pub id: Box<str>,
    /// What it is called in reports.
    pub name: String,
    /// Word stems by BCP 47 language, in written order.
    pub(crate) stems: Vec<(String, Vec<String>)>,
    /// Where it is registered.
    pub place: Place,
}

/// All registries of a store.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Registry {
    /// Registered actors in order of id, then unregistered ones as they appear.
    pub actors: Vec<Actor>,
    /// Registered venues in order of id, then unregistered ones.
    pub venues: Vec<Venue>,
    /// Registered outlets in order of id, then unregistered ones.
    pub outlets: Vec<Outlet>,
    /// Registered sources in order of id, then inline ones in event order.
    pub sources: Packed<Source>,
    /// Claims in order of id.
    pub claims: Vec<Claim>,
    /// Terms in order of id.
    pub terms: Vec<Term>,
    /// Names of actors to actors.
    #[serde(skip)]
    pub(crate) actor_names: Name,
    /// Names of venues to venues.
    #[serde(skip)]
    pub(crate) venue_names: Name,
    /// Names of outlets to outlets.
    #[serde(skip)]
    pub(crate) outlet_names: Name,
    /// Where outlets publish.
    #[serde(skip)]
    pub(crate) domains: Domains,
    /// Ids of registered sources.
    pub(crate) source_ids: HashMap<Box<str>, SourceIx>,
    /// Ids of claims.
    pub(crate) claim_ids: HashMap<Box<str>, ClaimIx>,
}

impl Registry {
    /// The actor at `ix`.
    #[must_use]
    pub fn actor(&self, ix: ActorIx) -> &Actor {
        &self.actors[ix.index()]
    }

    /// The venue at `ix`.
    #[must_use]
    pub fn venue(&self, ix: VenueIx) -> &Venue {
        &self.venues[ix.index()]
    }

    /// The outlet at `ix`.
    #[must_use]
    pub fn outlet(&self, ix: OutletIx) -> &Outlet {
        &self.outlets[ix.index()]
    }

    /// The source at `ix`.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> &Source {
        self.sources.get(ix.index())
    }

    /// The source at `ix` as a value of its own: for passes over many, which shall not fill the memory.
    #[must_use]
    pub(crate) fn fresh_source(&self, ix: SourceIx) -> Source {
        self.sources.fresh(ix.index())
    }

    /// What tells the source at `ix` from others, without the rest of it.
    #[must_use]
    pub(crate) fn credit(&self, ix: SourceIx) -> Credit<'_> {
        self.sources.view(ix.index())
    }

    /// When the source at `ix` was published, without the rest of it.
    #[must_use]
    pub fn published(&self, ix: SourceIx) -> Option<EventDate> {
        self.sources.view::<Dated<'_>>(ix.index()).published
    }

    /// The claim at `ix`.
    #[must_use]
    pub fn claim(&self, ix: ClaimIx) -> &Claim {
        &self.claims[ix.index()]
    }

    /// The venue and the places it lies in, from small to large.
    ///
    /// Ends at the first repetition, so that it ends for every store.
    pub(crate) fn venue_path(&self, ix: VenueIx) -> impl Iterator<Item = VenueIx> + '_ {
        let mut left = self.venues.len() + 1;
        std::iter::successors(Some(ix), move |v| {
            left = left.checked_sub(1)?;
            self.venue(*v).part_of
        })
    }

    /// Whether `venue` is `place` or lies in it.
    #[must_use]
    pub(crate) fn lies_in(&self, venue: VenueIx, place: VenueIx) -> bool {
        self.venue_path(venue).any(|v| v == place)
    }

    /// The zone of a venue: its own or that of its nearest ancestor that has one.
    #[must_use]
    pub(crate) fn zone_of(&self, venue: VenueIx) -> Option<Zone> {
        self.venue_path(venue).find_map(|v| self.venue(v).timezone).map(Zone::Named)
    }

    /// The country of a venue, ISO 3166-1 alpha-2: its own or that of its nearest ancestor that has one.
    #[must_use]
    pub(crate) fn country_of(&self, venue: VenueIx) -> Option<&str> {
        self.venue_path(venue).find_map(|v| self.venue(v).country.as_deref())
    }
}

impl Actor {
    /// An actor that no registry knows: its id and name, and nothing else.
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

    /// The name where it has at most `width` characters, else its short form where that has, else the name.
    ///
    /// The short form of a person is the family name with its particles (`von der Leyen`); of others the first
    /// alias in Latin letters that fits: the store writes the best one first (`Kremlin`).
    #[must_use]
    pub(crate) fn fitting(&self, width: usize) -> &str {
        let fits = |name: &&str| name.chars().count() <= width;
        let latin = |name: &&str| name.chars().all(|c| c.is_ascii() || ('À'..='ɏ').contains(&c));
        let family = || self.family_name().filter(fits);
        let alias = || self.aliases.iter().map(String::as_str).filter(latin).find(fits);
        Some(self.name.as_str()).filter(fits).or_else(family).or_else(alias).unwrap_or(&self.name)
    }

    fn family_name(&self) -> Option<&str> {
        if self.kind != Some(ActorKind::Person) {
            return None;
        }
        let particle = |rest: &str| rest.starts_with(char::is_lowercase);
        let rests = || self.name.match_indices(' ').filter_map(|(at, _)| self.name.get(at + 1..));
        rests().find(|rest| particle(rest)).or_else(|| rests().next_back())
    }
}

impl Venue {
    /// A venue that no registry knows: its id and name, and nothing else.
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
    /// An outlet that no registry knows: its id and name, and nothing else.
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
