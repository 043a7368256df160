//! Highlights: the few facts at the beginning of a brief, *In short*.
//!
//! Facts are picked by kind and by count alone. There are six rules, in this order: claims that were denied and later
//! occurred or were confirmed; people or sides that met for the first time; plans that fell through; actors that
//! changed their position or oppose each other; accounts that differ; the heaviest strikes as claimed. Within a rule,
//! a fact weighs more if its two most frequent actors have more events in the view. The later fact wins a tie. Facts
//! that nobody reports independently go last. The rules take turns and give one fact each until there are eight. If
//! the rules give fewer than five, the meetings and then the statements of the most frequent actors fill up to five.
//! An event that one fact names is not the subject of another, unless nothing else remains. A view of very few events
//! begins with these events, one by one.

mod facts;
mod positions;
mod strikes;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::Scope;
use super::positions::Positions;
use super::strikes::Strikes;
use super::threads::Threads;
use crate::event::{Event, EventIx, Kind};
use crate::registry::ActorIx;
use crate::timeline::sitting;

/// The greatest number of facts in a brief.
pub(crate) const MOST: usize = 8;
/// The number of facts up to which other events are added.
const FEWEST: usize = 5;
/// A view of at most this many events is reported event by event.
const WHOLE: usize = 3;

/// The rule by which a fact is picked, in order of rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rule {
    /// An event of a view with very few events.
    Whole,
    /// A claim that was denied and later occurred or was confirmed.
    Denied,
    /// A first meeting of a pair.
    FirstMeeting,
    /// A plan that was cancelled or lapsed.
    FellThrough,
    /// An actor that is on record on both sides, or actors that oppose each other.
    Position,
    Accounts,
    /// The heaviest strike as claimed.
    Strike,
    /// Any other meeting or statement.
    Other,
}

impl Rule {
    const RANKED: [Self; 6] =
        [Self::Denied, Self::FirstMeeting, Self::FellThrough, Self::Position, Self::Accounts, Self::Strike];
}

/// A fact of the view.
#[derive(Debug, Clone)]
pub(crate) struct Highlight {
    /// The rule that picked it.
    pub(crate) rule: Rule,
    /// The words before its colon, which say what kind of fact it is.
    pub(crate) label: String,
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a fact. Pieces follow each other without a space between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of the program, never cut.
    Words(String),
    /// A text from the store, such as a claim or a name. It is cut by itself if there is little room.
    Text(String),
    /// The names of actors, each cut by itself.
    Names(Vec<ActorIx>),
    /// What the accounts of an event differ on, by the index of the field among those in conflict.
    Field(EventIx, usize),
    /// A count by its index among those of its event, and whether it is the total of its claimant.
    Figure(EventIx, usize, bool),
    /// An event by its title and its people, with its date, grade and sources.
    Event(EventIx),
    /// An event by its title alone, with its date, grade and sources.
    Title(EventIx),
    /// An event by its date, grade and sources alone.
    At(EventIx),
    /// An event with every detail that is logged of it.
    Whole(EventIx),
    /// What the accounts say about one field of an event, by the index of the field among those in conflict.
    Accounts(EventIx, usize),
    /// The grade and the source of a count, by its index among those of its event. The flag adds the date, for a
    /// count from another event than the subject.
    Count(EventIx, usize, bool),
}

impl Piece {
    fn event(&self) -> Option<EventIx> {
        match self {
            Self::Words(_) | Self::Text(_) | Self::Names(_) => None,
            Self::Event(ix) | Self::Title(ix) | Self::At(ix) | Self::Whole(ix) => Some(*ix),
            Self::Accounts(ix, _) | Self::Field(ix, _) => Some(*ix),
            Self::Count(ix, ..) | Self::Figure(ix, ..) => Some(*ix),
        }
    }
}

/// The facts of a view, in the order in which they were picked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Highlights(Vec<Highlight>);

/// A fact that may be picked.
struct Candidate {
    fact: Highlight,
    /// The event it is about. Each event is picked once.
    about: EventIx,
    /// The weight. Greater weights come first.
    weight: (u8, usize),
}

impl Candidate {
    /// Returns the events that the fact names.
    fn events(&self) -> impl Iterator<Item = EventIx> + '_ {
        self.fact.pieces.iter().filter_map(Piece::event).chain([self.about])
    }
}

impl Highlights {
    /// Picks the facts of the events in `scope`.
    pub(crate) fn new(
        scope: &Scope<'_>,
        threads: &Threads,
        positions: &Positions,
        strikes: &Strikes,
    ) -> Self {
        let weights = Weights::new(scope);
        let facts = facts::Facts { scope, weights: &weights };
        let mut all = facts.denied(threads);
        all.extend(facts.changes());
        all.extend(facts.positions(positions));
        all.extend(facts.accounts());
        all.extend(facts.strikes(strikes));
        let mut by_rule: HashMap<Rule, Vec<Candidate>> = HashMap::new();
        for candidate in all {
            by_rule.entry(candidate.fact.rule).or_default().push(candidate);
        }
        let rootless =
            |c: &Candidate| c.events().any(|ix| scope.timeline.index().root_counts()[ix.index()] == 0);
        let latest = |about: EventIx| Reverse(scope.timeline.rank(about));
        let mut waiting: Vec<Vec<Candidate>> = Vec::new();
        for rule in Rule::RANKED {
            let mut candidates = by_rule.remove(&rule).unwrap_or_default();
            candidates.sort_by_cached_key(|c| (rootless(c), Reverse(c.weight), latest(c.about)));
            waiting.push(candidates);
        }
        let mut picked = Picked::default();
        if scope.shown.len() <= WHOLE {
            scope.shown.iter().for_each(|ix| picked.take(facts.whole(*ix)));
        }
        picked.turn(&mut waiting, MOST, |picked, c| !picked.named.contains(&c.about));
        let others = facts.others(|ix| picked.named.contains(&ix));
        others.into_iter().take(FEWEST.saturating_sub(picked.facts.len())).for_each(|c| picked.take(c));
        picked.turn(&mut waiting, FEWEST, |picked, c| !picked.has(c));
        let picked = picked.facts;
        Self(picked)
    }

    /// Returns the first `most` facts that were picked, in order of rank.
    pub(crate) fn first(&self, most: usize) -> Vec<&Highlight> {
        let mut first: Vec<&Highlight> = self.0.iter().take(most).collect();
        first.sort_by_key(|fact| fact.rule);
        first
    }
}

#[derive(Default)]
struct Picked {
    facts: Vec<Highlight>,
    /// The subject of each fact, with its label.
    subjects: HashSet<(String, EventIx)>,
    /// Every event that a fact names.
    named: HashSet<EventIx>,
}

impl Picked {
    fn take(&mut self, candidate: Candidate) {
        self.named.extend(candidate.events());
        self.subjects.insert((candidate.fact.label.clone(), candidate.about));
        self.facts.push(candidate.fact);
    }

    /// Returns whether there is already a fact of the same kind about the same event.
    fn has(&self, candidate: &Candidate) -> bool {
        self.subjects.contains(&(candidate.fact.label.clone(), candidate.about))
    }

    /// Takes the first candidate of each rule that passes `may`, rule by rule, until there are `most` or none
    /// remains.
    fn turn(&mut self, waiting: &mut [Vec<Candidate>], most: usize, may: impl Fn(&Self, &Candidate) -> bool) {
        loop {
            let before = self.facts.len();
            for candidates in &mut *waiting {
                if self.facts.len() < most
                    && let Some(at) = candidates.iter().position(|candidate| may(self, candidate))
                {
                    self.take(candidates.remove(at));
                }
            }
            if self.facts.len() == before {
                return;
            }
        }
    }
}

/// For each actor, the number of events of the view in which it or anyone belonging to it takes part.
struct Weights(HashMap<ActorIx, usize>);

impl Weights {
    fn new(scope: &Scope<'_>) -> Self {
        let mut counts = HashMap::new();
        let registry = &scope.timeline.store().registry;
        for event in scope.shown.iter().map(|ix| scope.timeline.event(*ix)) {
            let over = distinct(event).into_iter().flat_map(|actor| {
                let mut all = registry.belongs_to(actor, &event.date);
                all.push(actor);
                all
            });
            for actor in over.collect::<HashSet<ActorIx>>() {
                *counts.entry(actor).or_default() += 1;
            }
        }
        Self(counts)
    }

    fn of(&self, actor: ActorIx) -> usize {
        self.0.get(&actor).copied().unwrap_or(0)
    }

    /// Returns the sum of the two greatest weights among `actors`.
    fn two(&self, actors: impl Iterator<Item = ActorIx>) -> usize {
        let (mut first, mut second) = (0, 0);
        for weight in actors.map(|actor| self.of(actor)) {
            if weight > first {
                (first, second) = (weight, first);
            } else {
                second = second.max(weight);
            }
        }
        first + second
    }

    fn of_event(&self, event: &Event) -> usize {
        self.two(distinct(event).into_iter())
    }
}

fn distinct(event: &Event) -> Vec<ActorIx> {
    let mut all: Vec<ActorIx> = event.everyone();
    all.sort_unstable();
    all.dedup();
    all
}

/// Returns the rank of an event that can fill up the list: first a meeting that took place, then a statement that was
/// made.
fn fills(event: &Event) -> Option<u8> {
    match event.kind {
        Kind::Meeting if sitting::took_place(event) => Some(1),
        Kind::Statement if event.occurred() => Some(0),
        _ => None,
    }
}
