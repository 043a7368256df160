//! The folded text of all events in one string, so that a search folds only what the user typed.

use std::ops::Range;

use crate::event::{Event, EventIx};
use crate::parallel;
use crate::registry::Source;
use crate::store::{Renumbering, Store, Stretch};
use crate::text::fold;
use crate::timeline::EventSet;

/// From this many events on, texts are folded and searched on all cores; tests use fewer.
const MANY: usize = if cfg!(test) { 40 } else { 20_000 };

/// Runs `work` on the shares that `len` events are split into, which is one share if they are few.
fn shares<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    parallel::shares(parallel::threads(len / (MANY / 2)), len, work)
}

/// Number of events sampled to estimate how common a text is.
const SAMPLE: usize = 64;

/// A text is common if more than one in this many events contains it.
const COMMON: usize = 4;

/// The folded texts of a store's events: for each its title, its quotations and everything else, one line for
/// each part.
///
/// A folded text contains no line feed, so no match can span two parts.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    all: String,
    ends: Vec<Ends>,
}

/// The part of an event's text that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    All,
    /// The title.
    Title,
    /// The quotations and their originals.
    Quotes,
    /// The addresses of its sources and of their archived copies.
    Urls,
    /// The titles and citations of its sources.
    Citations,
}

impl Part {
    /// Returns whether the part belongs to [`Texts::of_sources`].
    pub(super) fn is_of_sources(self) -> bool {
        matches!(self, Self::Urls | Self::Citations)
    }
}

/// Where title, quotations and text of an event end; for its sources where addresses and citations end, the
/// latter twice.
#[derive(Debug, Clone, Copy)]
struct Ends {
    first: usize,
    second: usize,
    text: usize,
}

impl Texts {
    /// Folds the texts of `store`.
    #[must_use]
    pub fn new(store: &Store) -> Self {
        Self::of_each(store, Self::add_event)
    }

    /// Adds every event of `store` with `add`.
    fn of_each(store: &Store, add: impl Fn(&mut Self, &Store, &Event) + Sync) -> Self {
        let share = |range: Range<usize>| {
            let mut texts = Self::default();
            for ix in range {
                add(&mut texts, store, &store.events.fresh(EventIx(ix as u32)));
            }
            texts
        };
        let mut parts = shares(store.events.len(), share).into_iter();
        let mut whole = parts.next().unwrap_or_default();
        for part in parts {
            let start = whole.all.len();
            whole.all.push_str(&part.all);
            whole.ends.extend(part.ends.iter().map(|ends| Ends {
                first: start + ends.first,
                second: start + ends.second,
                text: start + ends.text,
            }));
        }
        whole
    }

    /// Folds the searchable texts of all sources cited for or against the events of `store`: addresses first,
    /// then titles and citations.
    #[must_use]
    pub(crate) fn of_sources(store: &Store) -> Self {
        Self::of_each(store, |texts, store, event| {
            let sources: Vec<Source> =
                event.cited().map(|(source, _)| store.registry.fresh_source(source)).collect();
            let first = texts.add(sources.iter().flat_map(addresses));
            let second = texts.add(sources.iter().flat_map(citations));
            texts.ends.push(Ends { first, second, text: second });
        })
    }

    /// Returns the texts of `store`, whose events were numbered as here before they moved.
    #[must_use]
    pub fn renewed(&self, store: &Store, moves: &Renumbering) -> Self {
        let mut texts =
            Self { all: String::with_capacity(self.all.len()), ends: Vec::with_capacity(moves.len()) };
        for run in moves.runs() {
            match run {
                Stretch::Kept(old) => {
                    let start = self.start(EventIx(old.start as u32));
                    let ends = self.ends.get(old).unwrap_or_default();
                    let to = |end: usize| texts.all.len() + end - start;
                    texts.ends.extend(ends.iter().map(|ends| Ends {
                        first: to(ends.first),
                        second: to(ends.second),
                        text: to(ends.text),
                    }));
                    texts.all.push_str(self.between(start, ends.last().map_or(start, |ends| ends.text)));
                }
                Stretch::Added(new) => {
                    for ix in moves.added().get(new).unwrap_or_default() {
                        texts.add_event(store, &store.events.fresh(*ix));
                    }
                }
            }
        }
        texts
    }

    fn add_event(&mut self, store: &Store, event: &Event) {
        let first = self.add(std::iter::once(event.title.as_str()));
        let second = self.add(quotes(event));
        let text = self.add(rest(store, event));
        self.ends.push(Ends { first, second, text });
    }

    fn add<'t>(&mut self, parts: impl Iterator<Item = &'t str>) -> usize {
        for part in parts {
            self.all.push_str(&fold(part));
            self.all.push('\n');
        }
        self.all.len()
    }

    fn between(&self, start: usize, end: usize) -> &str {
        self.all.get(start..end).unwrap_or_default()
    }

    fn start(&self, ix: EventIx) -> usize {
        ix.index().checked_sub(1).map_or(0, |before| self.ends[before].text)
    }

    /// Returns a part of the folded text of an event, one line for each piece.
    #[must_use]
    pub fn part(&self, ix: EventIx, part: Part) -> &str {
        let ends = self.ends[ix.index()];
        match part {
            Part::All => self.between(self.start(ix), ends.text),
            Part::Title | Part::Urls => self.between(self.start(ix), ends.first),
            Part::Quotes | Part::Citations => self.between(ends.first, ends.second),
        }
    }

    /// Returns the events of `among` whose `part` contains `needle`, a folded text.
    #[must_use]
    pub fn find(&self, needle: &str, part: Part, among: Range<usize>) -> EventSet {
        let find = |share: Range<usize>| {
            let events = among.start + share.start..among.start + share.end;
            if self.is_common(needle, part, &events) {
                self.find_in_each(needle, part, events)
            } else {
                self.find_among(needle, part, events)
            }
        };
        united(self.ends.len(), shares(among.len(), find))
    }

    /// Returns whether a sample suggests that so many events contain `needle` that it is faster to check each
    /// alone: the next event is read while this one is checked, and the rest of a matching event is never
    /// read.
    fn is_common(&self, needle: &str, part: Part, events: &Range<usize>) -> bool {
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let step = (events.len() / SAMPLE).max(1);
        let holds = |ix: &usize| finder.find(self.part(EventIx(*ix as u32), part).as_bytes()).is_some();
        let sample = events.clone().step_by(step);
        sample.clone().filter(holds).count() * COMMON > sample.len()
    }

    /// Finds events like [`Texts::find`], but only in one range, checking them one by one.
    fn find_in_each(&self, needle: &str, part: Part, events: Range<usize>) -> EventSet {
        let mut into = EventSet::none(self.ends.len());
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        for ix in events.map(|ix| EventIx(ix as u32)) {
            if finder.find(self.part(ix, part).as_bytes()).is_some() {
                into.insert(ix);
            }
        }
        into
    }

    /// Finds events like [`Texts::find`], but only in one range, in one pass over its text.
    fn find_among(&self, needle: &str, part: Part, events: Range<usize>) -> EventSet {
        let mut into = EventSet::none(self.ends.len());
        let Some(last) = events.end.checked_sub(1).and_then(|last| self.ends.get(last)) else { return into };
        let all = self.all.as_bytes().get(..last.text).unwrap_or_default();
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let (mut at, mut ix) = (self.start(EventIx(events.start as u32)), events.start);
        while let Some(found) = all.get(at..).and_then(|rest| finder.find(rest)) {
            at += found;
            // The next match is usually near: search in growing steps, then between the last two.
            let mut step = 1;
            while self.ends.get(ix + step).is_some_and(|ends| ends.text <= at) {
                step *= 2;
            }
            let behind = self.ends.get(ix..(ix + step + 1).min(self.ends.len())).unwrap_or_default();
            ix += behind.partition_point(|ends| ends.text <= at);
            let Some(ends) = self.ends.get(ix) else { break };
            let inside = match part {
                Part::All => true,
                Part::Title | Part::Urls => at < ends.first,
                Part::Quotes | Part::Citations => (ends.first..ends.second).contains(&at),
            };
            if inside {
                into.insert(EventIx(ix as u32));
                at = ends.text;
            } else if matches!(part, Part::Quotes | Part::Citations) && at < ends.first {
                at = ends.first;
            } else {
                at = ends.text;
            }
        }
        into
    }

    /// Finds events like [`Texts::find`], but only those that are also in `within`.
    #[must_use]
    pub(crate) fn find_within(
        &self,
        needle: &str,
        part: Part,
        within: &EventSet,
        among: Range<usize>,
    ) -> EventSet {
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let among: Vec<EventIx> = within.iter_in(among).collect();
        let share = |range: Range<usize>| {
            let mut found = EventSet::none(self.ends.len());
            for ix in among.get(range).unwrap_or_default() {
                if finder.find(self.part(*ix, part).as_bytes()).is_some() {
                    found.insert(*ix);
                }
            }
            found
        };
        united(self.ends.len(), shares(among.len(), share))
    }
}

/// Returns the union of the sets.
fn united(capacity: usize, sets: Vec<EventSet>) -> EventSet {
    let mut sets = sets.into_iter();
    let mut all = sets.next().unwrap_or_else(|| EventSet::none(capacity));
    sets.for_each(|set| all.unite(&set));
    all
}

/// Returns the quotations of an event and their originals.
pub fn quotes(event: &Event) -> impl Iterator<Item = &str> {
    event.quotes.iter().flat_map(|q| [Some(q.text.as_str()), q.original.as_deref()].into_iter().flatten())
}

/// Returns the addresses of a source: its own and those of archived copies.
pub(crate) fn addresses(source: &Source) -> impl Iterator<Item = &str> {
    source.url.iter().chain(&source.archive).map(String::as_str)
}

/// Returns the title of a source, and its citation if it has no address.
pub(crate) fn citations(source: &Source) -> impl Iterator<Item = &str> {
    source.title.iter().chain(&source.cite).map(String::as_str)
}

/// Returns everything that a bare word of a filter searches: title, quotations, summary, note, tags, names
/// and aliases of the event's own actors and venues.
pub fn parts<'t>(store: &'t Store, event: &'t Event) -> impl Iterator<Item = &'t str> {
    std::iter::once(event.title.as_str()).chain(quotes(event)).chain(rest(store, event))
}

fn rest<'t>(store: &'t Store, event: &'t Event) -> impl Iterator<Item = &'t str> {
    let registry = &store.registry;
    let own = [&event.summary, &event.note].into_iter().filter_map(|t| t.as_deref());
    let tags = event.tags.iter().map(String::as_str);
    let actors = event.everyone().into_iter().flat_map(|a| {
        let actor = registry.actor(a);
        std::iter::once(&actor.name).chain(&actor.aliases).map(String::as_str)
    });
    let venues = event.everywhere().into_iter().flat_map(|v| {
        let venue = registry.venue(v);
        std::iter::once(&venue.name).chain(&venue.aliases).map(String::as_str)
    });
    own.chain(tags).chain(actors).chain(venues)
}
