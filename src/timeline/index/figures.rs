//! Figures of events in columns, so that `launched:>=500` is answered without reading an event.

use serde::{Deserialize, Serialize};

use super::words::Interner;
use crate::event::packed::numbers;
use crate::event::{Count, EventIx, Figure};
use crate::registry::ActorIx;
use crate::store::Renumbering;

/// The weapon number of a figure without a weapon.
const NONE: u32 = u32::MAX;
/// The bounds of an unknown count.
const UNKNOWN: (u64, u64) = (1, 0);

/// The figures of all events and of their sessions, in the order of the events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Weapons and metrics, in order of first use.
    words: Vec<Box<str>>,
    #[serde(with = "numbers")]
    events: Vec<u32>,
    #[serde(with = "numbers")]
    weapons: Vec<u32>,
    #[serde(with = "numbers")]
    metrics: Vec<u32>,
    /// Index in `parties` of each figure's claimants.
    #[serde(with = "numbers")]
    claimants: Vec<u32>,
    /// Claimants and all they belong to, each as its [`claimant_code`], in order of first use.
    parties: Vec<Box<[u32]>>,
    #[serde(with = "numbers")]
    least: Vec<u64>,
    /// Upper bounds; the largest number means that there is none.
    #[serde(with = "numbers")]
    most: Vec<u64>,
}

/// One figure in the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureRow {
    event: u32,
    weapon: u32,
    metric: u32,
    claimants: u32,
    bounds: (u64, u64),
}

/// Returns an actor's code as a claimant: either named itself, or as a body that the named one belongs to.
pub(super) fn claimant_code(actor: ActorIx, named: bool) -> u32 {
    actor.0 << 1 | u32::from(named)
}

/// A flag for each word or claimant of [`Figures`] that fits a condition.
#[derive(Debug, Clone)]
pub(crate) struct Fitting(Vec<bool>);

impl Fitting {
    fn has(&self, word: u32) -> bool {
        self.0.get(word as usize).copied().unwrap_or_default()
    }

    /// Returns whether the figure's weapon fits.
    #[must_use]
    pub(crate) fn weapon(&self, row: FigureRow) -> bool {
        self.has(row.weapon)
    }

    /// Returns whether the figure's metric fits.
    #[must_use]
    pub(crate) fn metric(&self, row: FigureRow) -> bool {
        self.has(row.metric)
    }

    /// Returns whether one of the figure's claimants fits; for sets made by [`Figures::claimed_by`].
    #[must_use]
    pub(crate) fn claimants(&self, row: FigureRow) -> bool {
        self.has(row.claimants)
    }
}

impl FigureRow {
    /// Returns the event that the figure belongs to.
    #[must_use]
    pub fn event(self) -> EventIx {
        EventIx(self.event)
    }

    #[must_use]
    pub(crate) fn bounds(self) -> Option<(u64, Option<u64>)> {
        let (least, most) = self.bounds;
        (self.bounds != UNKNOWN).then(|| (least, (most != u64::MAX).then_some(most)))
    }
}

impl Figures {
    /// Returns the weapons and metrics for which `fits` is true.
    #[must_use]
    pub(crate) fn fitting(&self, fits: impl Fn(&str) -> bool) -> Fitting {
        Fitting(self.words.iter().map(|word| fits(word)).collect())
    }

    /// Returns the claimants one of whom is one of `actors` or belongs to it; an actor with `true` must itself be
    /// named.
    #[must_use]
    pub(crate) fn claimed_by(&self, actors: &[(ActorIx, bool)]) -> Fitting {
        let codes: Vec<u32> = actors.iter().map(|(actor, named)| claimant_code(*actor, *named)).collect();
        let fits = |party: &[u32]| codes.iter().any(|code| party.binary_search(code).is_ok());
        Fitting(self.parties.iter().map(|party| fits(party)).collect())
    }

    /// Returns whether an event or a session of it has figures.
    #[must_use]
    pub fn has(&self, ix: EventIx) -> bool {
        self.events.binary_search(&ix.0).is_ok()
    }

    /// Returns all figures, in the order of their events.
    pub fn rows(&self) -> impl Iterator<Item = FigureRow> + '_ {
        (0..self.events.len()).map(|at| FigureRow {
            event: self.events[at],
            weapon: self.weapons[at],
            metric: self.metrics[at],
            claimants: self.claimants[at],
            bounds: (self.least[at], self.most[at]),
        })
    }

    /// Returns each figure in words, independent of how the words are numbered.
    #[cfg(test)]
    pub(in crate::timeline) fn in_words(&self) -> Vec<String> {
        let word = |number: u32| self.words.get(number as usize);
        let row = |row: FigureRow| {
            let claimants = &self.parties[row.claimants as usize];
            format!(
                "{} {:?} {:?} {claimants:?} {:?}",
                row.event,
                word(row.weapon),
                word(row.metric),
                row.bounds
            )
        };
        self.rows().map(row).collect()
    }

    fn push(&mut self, row: FigureRow) {
        self.events.push(row.event);
        self.weapons.push(row.weapon);
        self.metrics.push(row.metric);
        self.claimants.push(row.claimants);
        self.least.push(row.bounds.0);
        self.most.push(row.bounds.1);
    }

    /// Returns the figures after events have moved; `added` are those of the new events.
    pub(super) fn moved(&self, moves: &Renumbering, added: FiguresBuilder) -> Self {
        let (mut words, mut parties) = (Interner::of(&self.words), Interner::of(&self.parties));
        let (numbers, of_parties) = (words.append(added.words), parties.append(added.parties));
        let new = added.rows.iter().map(|row| {
            let event = moves.added().get(row.event as usize).map_or(NONE, |ix| ix.0);
            FigureRow { event, ..row.renumbered(&numbers, &of_parties) }
        });
        let mut new = new.peekable();
        let mut all = Self { words: words.into_all(), parties: parties.into_all(), ..Self::default() };
        for row in self.rows() {
            let Some(event) = moves.number(row.event) else { continue };
            while let Some(new) = new.next_if(|new| new.event < event) {
                all.push(new);
            }
            all.push(FigureRow { event, ..row });
        }
        new.for_each(|row| all.push(row));
        all
    }
}

impl FigureRow {
    fn renumbered(self, numbers: &[u32], parties: &[u32]) -> Self {
        let of = |word: u32| numbers.get(word as usize).copied().unwrap_or(NONE);
        let claimants = parties[self.claimants as usize];
        Self { weapon: of(self.weapon), metric: of(self.metric), claimants, ..self }
    }
}

/// Figures while they are being gathered.
#[derive(Debug, Default)]
pub(super) struct FiguresBuilder {
    words: Interner<Box<str>>,
    parties: Interner<Box<[u32]>>,
    rows: Vec<FigureRow>,
}

impl FiguresBuilder {
    /// Adds a figure of the event with that number; claimants are given as codes, ascending.
    pub(super) fn add(&mut self, event: u32, figure: &Figure, claimants: &[u32]) {
        let claimants = self.parties.number(claimants);
        let weapon = figure.weapon.as_deref().map_or(NONE, |weapon| self.words.number(weapon));
        let metric = self.words.number(figure.metric.as_str());
        self.rows.push(FigureRow { event, weapon, metric, claimants, bounds: bounds(figure.count) });
    }

    /// Adds the figures of the following events, which are numbered from `first`.
    pub(super) fn append(&mut self, other: Self, first: u32) {
        let (numbers, parties) = (self.words.append(other.words), self.parties.append(other.parties));
        let rows = other.rows.into_iter();
        self.rows.extend(
            rows.map(|row| FigureRow { event: first + row.event, ..row.renumbered(&numbers, &parties) }),
        );
    }

    /// Sorts the figures by event into the final columns.
    pub(super) fn into_figures(self) -> Figures {
        let mut all =
            Figures { words: self.words.into_all(), parties: self.parties.into_all(), ..Figures::default() };
        self.rows.into_iter().for_each(|row| all.push(row));
        all
    }
}

fn bounds(count: Count) -> (u64, u64) {
    count.bounds().map_or(UNKNOWN, |(least, most)| (least, most.unwrap_or(u64::MAX)))
}
