//! One pass over all events, on all cores: each event is taken out once and gives its columns.

use super::ancestry::Ancestry;
use super::dates;
use super::figures::{Counted, claimant_code};
use super::lists::Lists;
use super::words::{Gathered, Numbered, Trait};
use crate::event::date::{Day, Heading, Range};
use crate::event::{Event, EventDate, EventIx, Figure, Word};
use crate::parallel;
use crate::registry::{ActorIx, OutletKind, Registry};
use crate::store::Store;
use crate::timeline::claims::claimant;
use crate::timeline::index::ClockOffset;
use crate::timeline::order::Begun;
use crate::timeline::roots;

/// From this many events on the pass is shared between threads.
const MANY: usize = 4_096;

/// The columns of some events that follow each other.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) days: Vec<(Day, Day)>,
    pub(super) begun: Vec<Begun>,
    pub(super) clock_offsets: Vec<ClockOffset>,
    pub(super) kinds: Vec<u8>,
    pub(super) statuses: Vec<u8>,
    pub(super) stances: Vec<u8>,
    pub(super) sources: Vec<u16>,
    pub(super) roots: Vec<u16>,
    pub(super) heading_of: Vec<u32>,
    pub(super) headings: Numbered<Heading>,
    pub(super) tags: Numbered<Box<str>>,
    pub(super) words: Gathered,
    pub(super) figures: Counted,
    pub(super) logged: Vec<dates::Row>,
    pub(super) published: Vec<dates::Row>,
    /// Of each event: actors with ancestry, roles of actors, venues with ancestry, outlets, tags, claims.
    pub(super) lists: [Lists; 6],
}

/// The columns of all events.
pub(super) fn all(store: &Store) -> Part {
    let events = store.events.len();
    let threads = if events < MANY { 1 } else { parallel::threads(events) };
    let part =
        |range: std::ops::Range<usize>| some(store, (range.start as u32..range.end as u32).map(EventIx));
    let mut whole = Part::default();
    for part in parallel::shares(threads, events, part) {
        whole.append(part);
    }
    whole
}

/// The columns of those events; from many on, on all cores.
pub(super) fn these(store: &Store, events: &[EventIx]) -> Part {
    let threads = if events.len() < MANY { 1 } else { parallel::threads(events.len()) };
    let part = |range: std::ops::Range<usize>| some(store, events[range].iter().copied());
    let mut whole = Part::default();
    for part in parallel::shares(threads, events.len(), part) {
        whole.append(part);
    }
    whole
}

/// The columns of some events.
pub(super) fn some(store: &Store, events: impl Iterator<Item = EventIx>) -> Part {
    let mut part = Part::default();
    let mut ancestry = Ancestry::new(&store.registry);
    for ix in events {
        part.add(store, &store.events.fresh(ix), &mut ancestry);
    }
    part
}

impl Part {
    fn add(&mut self, store: &Store, event: &Event, ancestry: &mut Ancestry<'_>) {
        let registry = &store.registry;
        let [actors_of, roles_of, venues_of, outlets_of, tags_of, claims_of] = &mut self.lists;
        let places = event.everywhere();
        for named in event.everyone() {
            actors_of.extend(ancestry.of(named, &event.date).iter().copied());
        }
        for part in &event.actors {
            let first = part.role as u32 * registry.actors.len() as u32;
            roles_of.extend(ancestry.of(part.actor, &event.date).iter().map(|a| first + a));
        }
        for venue in &places {
            venues_of.extend(registry.venue_path(*venue).map(|v| v.0));
        }
        for tag in &event.tags {
            tags_of.extend([self.tags.number(tag.as_str())]);
        }
        claims_of.extend(event.about.iter().map(|about| about.claim.0));
        let sources = Cited::of(store, event);
        outlets_of.extend(sources.outlets.iter().copied());
        self.lists.iter_mut().for_each(Lists::end_row);

        self.days.push((event.date.first_day(), event.date.last_day()));
        self.begun.push(Begun::of(event));
        self.clock_offsets.push(ClockOffset::of(event));
        self.kinds.push(event.kind as u8);
        self.statuses.push(event.status as u8);
        self.stances.push(stances(event));
        self.sources.push(u16::try_from(sources.pages).unwrap_or(u16::MAX));
        self.roots.push(u16::try_from(sources.roots).unwrap_or(u16::MAX));
        let number = self.days.len() as u32 - 1;
        self.logged.extend(event.logged.iter().map(|date| dates::row(date, number)));
        self.published.extend(sources.published.iter().map(|date| dates::row(date, number)));
        self.heading_of.push(self.headings.number_of(event.date.heading(None)));

        // What is not certain even of all time is in doubt itself.
        let always = Range::days(Day::MIN, Day::MAX);
        let mut word = |of, word: &str| self.words.add(of, word);
        word(Trait::Kind, event.kind.word());
        word(Trait::Status, event.status.word());
        word(Trait::Reliability, event.grade.reliability.word());
        word(Trait::Credibility, event.grade.credibility.word());
        event.actors.iter().for_each(|part| word(Trait::Role, part.role.word()));
        places.iter().filter_map(|v| registry.country_of(*v)).for_each(|code| word(Trait::Country, code));
        event.subtype.iter().for_each(|subtype| word(Trait::Subtype, subtype));
        event.format.iter().for_each(|format| word(Trait::Format, format.word()));
        event.track.iter().for_each(|track| word(Trait::Track, track.word()));
        let positions = event.about.iter().filter_map(|about| event.stance_on(about));
        event.stance.into_iter().chain(positions).for_each(|stance| word(Trait::Stance, stance.word()));
        event.quotes.iter().filter_map(|q| q.lang.as_deref()).for_each(|lang| word(Trait::Lang, lang));
        store.handling(event).iter().for_each(|handling| word(Trait::Handling, handling.word()));
        sources.kinds.iter().for_each(|kind| word(Trait::SourceKind, kind.word()));
        for row in figures(event) {
            let claimants = claimants(row, event, ancestry);
            self.figures.add(self.days.len() as u32 - 1, row, &claimants);
            row.weapon.iter().for_each(|weapon| word(Trait::Weapon, weapon));
            word(Trait::Metric, &row.metric);
        }
        for (mark, holds) in [
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
            ("uncertain", event.date.marks().any_doubt()),
            ("doubted", !event.date.certain(&always)),
        ] {
            if holds {
                word(Trait::Mark, mark);
            }
        }
        self.words.end_row();
    }

    /// Adds the columns of the events that follow.
    fn append(&mut self, other: Self) {
        if self.days.is_empty() {
            *self = other;
            return;
        }
        let first = self.days.len() as u32;
        let behind = |(from, to, event)| (from, to, first + event);
        self.figures.append(other.figures, first);
        self.logged.extend(other.logged.into_iter().map(behind));
        self.published.extend(other.published.into_iter().map(behind));
        self.days.extend(other.days);
        self.begun.extend(other.begun);
        self.clock_offsets.extend(other.clock_offsets);
        self.kinds.extend(other.kinds);
        self.statuses.extend(other.statuses);
        self.stances.extend(other.stances);
        self.sources.extend(other.sources);
        self.roots.extend(other.roots);
        let headings = self.headings.append(other.headings);
        self.heading_of.extend(other.heading_of.into_iter().map(|number| headings[number as usize]));
        self.words.append(other.words);
        let tags = self.tags.append(other.tags);
        let mut lists = other.lists;
        lists[4].renumber(|tag| tags[tag as usize]);
        for (own, other) in self.lists.iter_mut().zip(&lists) {
            own.append(other);
        }
    }
}

/// What the sources of an event say of it.
#[derive(Debug, Default)]
struct Cited {
    outlets: Vec<u32>,
    kinds: Vec<OutletKind>,
    /// How many pages they are, copies of one counted once.
    pages: usize,
    roots: usize,
    archived: bool,
    /// Whether one was corrected or withdrawn.
    amended: bool,
    published: Option<EventDate>,
}

impl Cited {
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
        // `source:` finds what is cited against the event, too.
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

/// Who claims a figure, and whom they belong to, as [`figures::claimant_code`] has them, ascending.
fn claimants(row: &Figure, event: &Event, ancestry: &mut Ancestry<'_>) -> Vec<u32> {
    let mut all = Vec::new();
    for actor in claimant(row, event) {
        all.push(claimant_code(actor, true));
        all.extend(ancestry.of(actor, &event.date).iter().map(|over| claimant_code(ActorIx(*over), false)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn figures(event: &Event) -> impl Iterator<Item = &Figure> {
    event.figures.iter().chain(event.sessions.iter().flat_map(|s| &s.figures))
}

fn stances(event: &Event) -> u8 {
    let positions = event.about.iter().filter_map(|about| event.stance_on(about));
    event.stance.into_iter().chain(positions).fold(0, |bits, stance| bits | 1 << stance as u8)
}
