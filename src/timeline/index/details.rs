//! Tables over all events that only some filters need, built by a separate pass on first use.
//!
//! A command that lists the events of one actor finishes before such a pass would. A snapshot stores the
//! tables as bytes, which are decoded on first use.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::dates::{self, Dates};
use super::figures::{Figures, FiguresBuilder, claimant_code};
use super::gather::{self, Gather};
use super::lists::Lists;
use super::words::{self, IndexKey, Interner, Words};
use crate::event::date::{Day, Range};
use crate::event::{Event, EventDate, EventIx, Figure, Role, Word};
use crate::registry::{ActorIx, Ancestry, OutletKind, Registry};
use crate::store::{Renumbering, Store};
use crate::timeline::claims::claimant;
use crate::timeline::roots;

/// Postings and columns over all events of a store, in addition to those of [`Index`](super::Index) itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::timeline) struct Details {
    #[serde(with = "serde_bytes")]
    pub(super) stances: Vec<u8>,
    pub(super) sources: Vec<u16>,
    pub(super) roots: Vec<u16>,
    tags: Vec<Box<str>>,
    actors: usize,
    pub(super) words: Words,
    pub(super) figures: Figures,
    pub(super) logged: Dates,
    pub(super) published: Dates,
    pub(in crate::timeline) venues_of: Lists,
    pub(in crate::timeline) outlets_of: Lists,
    pub(in crate::timeline) tags_of: Lists,
    by_role: Lists,
    pub(super) by_venue: Lists,
    pub(super) by_outlet: Lists,
    by_tag: Lists,
    pub(super) by_claim: Lists,
}

impl Details {
    /// Builds the tables by reading every event of `store` once.
    fn new(store: &Store) -> Self {
        let registry = &store.registry;
        let part: Part = gather::all(store);
        let [roles_of, venues_of, outlets_of, tags_of, claims_of] = part.lists;
        let tags = part.tags.into_all();
        let actors = registry.actors.len();
        Self {
            stances: part.stances,
            sources: part.sources,
            roots: part.roots,
            words: part.words.into_words(),
            figures: part.figures.into_figures(),
            logged: Dates::of(part.logged),
            published: Dates::of(part.published),
            by_role: roles_of.transposed(actors * Role::ALL.len()),
            by_venue: venues_of.transposed(registry.venues.len()),
            by_outlet: outlets_of.transposed(registry.outlets.len()),
            by_tag: tags_of.transposed(tags.len()),
            by_claim: claims_of.transposed(registry.claims.len()),
            tags,
            actors,
            venues_of,
            outlets_of,
            tags_of,
        }
    }

    /// Returns the tables of `store`, whose events were numbered as here before they moved.
    pub(super) fn renewed(&self, store: &Store, moves: &Renumbering) -> Self {
        let part: Part = gather::these(store, moves.added());
        let [roles_of, venues_of, outlets_of, mut tags_of, claims_of] = part.lists;
        let mut all_tags = Interner::of(&self.tags);
        let numbers = all_tags.append(part.tags);
        tags_of.renumber(|tag| numbers[tag as usize]);
        // An edit may name an actor for the first time, or remove the last mention of one.
        let actors = store.registry.actors.len();
        let by_role = if actors == self.actors {
            self.by_role.moved_over(moves, &roles_of)
        } else {
            self.by_role.regrouped(self.actors, actors).moved_over(moves, &roles_of)
        };
        Self {
            stances: moves.column(&self.stances, &part.stances),
            sources: moves.column(&self.sources, &part.sources),
            roots: moves.column(&self.roots, &part.roots),
            tags: all_tags.into_all(),
            actors,
            words: self.words.moved(moves, part.words),
            figures: self.figures.moved(moves, part.figures),
            logged: self.logged.moved(moves, part.logged),
            published: self.published.moved(moves, part.published),
            by_role,
            by_venue: self.by_venue.moved_over(moves, &venues_of),
            by_outlet: self.by_outlet.moved_over(moves, &outlets_of),
            by_tag: self.by_tag.moved_over(moves, &tags_of),
            by_claim: self.by_claim.moved_over(moves, &claims_of),
            venues_of: self.venues_of.moved(moves, &venues_of),
            outlets_of: self.outlets_of.moved(moves, &outlets_of),
            tags_of: self.tags_of.moved(moves, &tags_of),
        }
    }

    pub(super) fn role(&self, role: Role, actor: ActorIx) -> &[u32] {
        self.by_role.row(role as usize * self.actors + actor.index())
    }

    pub(super) fn tags(&self) -> impl ExactSizeIterator<Item = (&str, &[u32])> {
        self.tags.iter().enumerate().map(|(ix, tag)| (&**tag, self.by_tag.row(ix)))
    }
}

/// Details that are built on first use; clones share them.
#[derive(Debug, Clone)]
pub(super) struct OnDemand(Arc<Lazy>);

#[derive(Debug)]
struct Lazy {
    built: OnceLock<Details>,
    /// The origin, taken as soon as the details are built so that nothing of it stays in memory.
    from: Mutex<Option<Origin>>,
}

/// The data that details are built from.
#[derive(Debug)]
enum Origin {
    /// The events of a store, in one pass.
    Events(Arc<Store>),
    /// The details of a store before some of its events moved, the store after it, and the moves.
    Moved(OnDemand, Arc<Store>, Renumbering),
    /// The bytes of a snapshot, already checked against their hash.
    Bytes(serde_bytes::ByteBuf),
}

impl OnDemand {
    fn from(origin: Origin) -> Self {
        Self(Arc::new(Lazy { built: OnceLock::new(), from: Mutex::new(Some(origin)) }))
    }

    /// Prepares the details of `store` without building them.
    pub(super) fn of(store: &Arc<Store>) -> Self {
        Self::from(Origin::Events(Arc::clone(store)))
    }

    /// Prepares the details of `store`, whose events were numbered as here before they moved.
    pub(super) fn renewed(&self, store: &Arc<Store>, moves: &Renumbering) -> Self {
        Self::from(Origin::Moved(self.clone(), Arc::clone(store), moves.clone()))
    }

    /// Returns the details; builds them on the first call.
    pub(super) fn get(&self) -> &Details {
        self.0.built.get_or_init(|| {
            let from = self.0.from.lock().unwrap_or_else(PoisonError::into_inner).take();
            match from.expect("details are made once") {
                Origin::Events(store) => Details::new(&store),
                Origin::Moved(before, store, moves) => before.get().renewed(&store, &moves),
                Origin::Bytes(bytes) => postcard::from_bytes(&bytes).expect("details as they were written"),
            }
        })
    }
}

impl Serialize for OnDemand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(Origin::Bytes(bytes)) = &*self.0.from.lock().unwrap_or_else(PoisonError::into_inner) {
            return bytes.serialize(serializer);
        }
        let bytes = postcard::to_stdvec(self.get()).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for OnDemand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(Origin::Bytes(serde_bytes::ByteBuf::deserialize(deserializer)?)))
    }
}

/// The columns of consecutive events.
#[derive(Debug, Default)]
struct Part {
    stances: Vec<u8>,
    sources: Vec<u16>,
    roots: Vec<u16>,
    tags: Interner<Box<str>>,
    words: words::WordsBuilder,
    figures: FiguresBuilder,
    logged: Vec<dates::DateRow>,
    published: Vec<dates::DateRow>,
    /// For each event: roles of actors, venues with ancestry, outlets, tags, claims.
    lists: [Lists; 5],
}

impl Gather for Part {
    fn add(&mut self, store: &Store, ix: EventIx, ancestry: &mut Ancestry) {
        let event = &store.events.fresh(ix);
        let registry = &store.registry;
        let [roles_of, venues_of, outlets_of, tags_of, claims_of] = &mut self.lists;
        let places = event.everywhere();
        for part in &event.actors {
            let first = part.role as u32 * registry.actors.len() as u32;
            roles_of.extend(ancestry.ancestors(registry, part.actor, &event.date).iter().map(|a| first + a));
        }
        for venue in &places {
            venues_of.extend(registry.venue_path(*venue).map(|v| v.0));
        }
        for tag in &event.tags {
            tags_of.extend([self.tags.number(tag.as_str())]);
        }
        claims_of.extend(event.about.iter().map(|about| about.claim.0));
        let sources = SourceSummary::of(store, event);
        outlets_of.extend(sources.outlets.iter().copied());
        self.lists.iter_mut().for_each(Lists::end_row);

        let number = self.stances.len() as u32;
        self.stances.push(stances(event));
        self.sources.push(u16::try_from(sources.pages).unwrap_or(u16::MAX));
        self.roots.push(u16::try_from(sources.roots).unwrap_or(u16::MAX));
        self.logged.extend(event.logged.iter().map(|date| dates::row(date, number)));
        self.published.extend(sources.published.iter().map(|date| dates::row(date, number)));

        // A date that is not certain even over all time is itself in doubt.
        let always = Range::days(Day::MIN, Day::MAX);
        let mut word = |of, word: &str| self.words.add(of, word);
        word(IndexKey::Kind, event.kind.word());
        word(IndexKey::Status, event.status.word());
        word(IndexKey::Reliability, event.grade.reliability.word());
        word(IndexKey::Credibility, event.grade.credibility.word());
        event.actors.iter().for_each(|part| word(IndexKey::Role, part.role.word()));
        places.iter().filter_map(|v| registry.country_of(*v)).for_each(|code| word(IndexKey::Country, code));
        event.subtype.iter().for_each(|subtype| word(IndexKey::Subtype, subtype));
        event.format.iter().for_each(|format| word(IndexKey::Format, format.word()));
        event.track.iter().for_each(|track| word(IndexKey::Track, track.word()));
        let positions = event.about.iter().filter_map(|about| event.stance_on(*about));
        event.stance.into_iter().chain(positions).for_each(|stance| word(IndexKey::Stance, stance.word()));
        event.quotes.iter().filter_map(|q| q.lang.as_deref()).for_each(|lang| word(IndexKey::Lang, lang));
        store.handling(event).iter().for_each(|handling| word(IndexKey::Handling, handling.word()));
        sources.kinds.iter().for_each(|kind| word(IndexKey::SourceKind, kind.word()));
        for row in figures(event) {
            let claimants = claimants(row, event, registry, ancestry);
            self.figures.add(number, row, &claimants);
            row.weapon.iter().for_each(|weapon| word(IndexKey::Weapon, weapon));
            word(IndexKey::Metric, &row.metric);
        }
        for (name, holds) in [
            ("quote", !event.quotes.is_empty()),
            ("venue", !places.is_empty()),
            ("source", !event.sources.is_empty()),
            ("archive", sources.archived),
            ("figures", figures(event).next().is_some()),
            ("about", !event.about.is_empty()),
            ("conflict", !event.conflicts.is_empty()),
            ("note", event.note.is_some()),
            ("end", event.date.is_range()),
            ("amended", sources.amended),
            ("hedged", event.about.iter().any(|about| about.hedged)),
            ("uncertain", event.date.qualification().any_doubt()),
            ("doubted", !event.date.certain(&always)),
        ] {
            if holds {
                word(IndexKey::Property, name);
            }
        }
        self.words.end_row();
    }

    fn append(&mut self, other: Self) {
        let first = self.stances.len() as u32;
        let behind = |(from, to, event)| (from, to, first + event);
        self.figures.append(other.figures, first);
        self.logged.extend(other.logged.into_iter().map(behind));
        self.published.extend(other.published.into_iter().map(behind));
        self.stances.extend(other.stances);
        self.sources.extend(other.sources);
        self.roots.extend(other.roots);
        self.words.append(other.words);
        let tags = self.tags.append(other.tags);
        let mut lists = other.lists;
        lists[3].renumber(|tag| tags[tag as usize]);
        for (own, other) in self.lists.iter_mut().zip(&lists) {
            own.append(other);
        }
    }
}

/// What the sources of an event say about it.
#[derive(Debug, Default)]
struct SourceSummary {
    outlets: Vec<u32>,
    kinds: Vec<OutletKind>,
    /// Number of pages, copies of one counted once.
    pages: usize,
    roots: usize,
    archived: bool,
    /// Whether a source was corrected or withdrawn.
    amended: bool,
    published: Option<EventDate>,
}

impl SourceSummary {
    fn of(store: &Store, event: &Event) -> Self {
        let registry: &Registry = &store.registry;
        let mut cited = Self { archived: !event.sources.is_empty(), ..Self::default() };
        let (mut count, mut published) = (roots::Count::default(), Vec::new());
        for ix in &event.sources {
            let source = registry.sources.fresh(ix.index());
            let outlet = registry.outlet_of(&source);
            cited.outlets.extend(outlet.into_iter().chain(source.outlet).map(|outlet| outlet.0));
            cited.kinds.extend(source.kind.or_else(|| outlet.and_then(|o| registry.outlet(o).kind)));
            cited.archived &= source.is_archived();
            cited.amended |= source.corrected.is_some() || source.withdrawn.is_some();
            if event.sources.len() == 1 {
                count = roots::Count::only(registry, *ix, &source);
            } else {
                count.add(registry, *ix, &source);
            }
            published.extend(source.published);
        }
        // `source:` also finds sources cited against the event.
        for ix in &event.disputed_by {
            let source = registry.sources.fresh(ix.index());
            let outlets = registry.outlet_of(&source).into_iter().chain(source.outlet);
            cited.outlets.extend(outlets.map(|outlet| outlet.0));
        }
        cited.published = dates::earliest(published);
        (cited.pages, cited.roots) = (count.pages(), count.roots());
        cited
    }
}

/// Returns who claims a figure, and all they belong to, as ascending [`figures::claimant_code`]s.
fn claimants(row: &Figure, event: &Event, registry: &Registry, ancestry: &mut Ancestry) -> Vec<u32> {
    let mut all = Vec::new();
    for actor in claimant(row, event) {
        all.push(claimant_code(actor, true));
        all.extend(
            ancestry
                .ancestors(registry, actor, &event.date)
                .iter()
                .map(|over| claimant_code(ActorIx(*over), false)),
        );
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn figures(event: &Event) -> impl Iterator<Item = &Figure> {
    event.figures.iter().chain(event.sessions.iter().flat_map(|s| &s.figures))
}

fn stances(event: &Event) -> u8 {
    let positions = event.about.iter().filter_map(|about| event.stance_on(*about));
    event.stance.into_iter().chain(positions).fold(0, |bits, stance| bits | 1 << stance as u8)
}
