//! Figures of events in columns: what `launched:>=500` asks is answered without an event.

use serde::{Deserialize, Serialize};

use super::words::Numbered;
use crate::event::packed::numbers;
use crate::event::{Count, EventIx, Figure};
use crate::store::Moves;

/// Of a figure without a weapon.
const NONE: u32 = u32::MAX;
/// The bounds of a count that says nothing.
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
    #[serde(with = "numbers")]
    least: Vec<u64>,
    /// The largest number stands for no bound.
    #[serde(with = "numbers")]
    most: Vec<u64>,
}

/// One figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    event: u32,
    weapon: u32,
    metric: u32,
    bounds: (u64, u64),
}

/// Which words of [`Figures`] fit something.
#[derive(Debug, Clone)]
pub struct Fitting(Vec<bool>);

impl Fitting {
    fn has(&self, word: u32) -> bool {
        self.0.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether the figure's weapon is one of them.
    #[must_use]
    pub fn weapon(&self, row: Row) -> bool {
        self.has(row.weapon)
    }

    /// Whether the figure's metric is one of them.
    #[must_use]
    pub fn metric(&self, row: Row) -> bool {
        self.has(row.metric)
    }
}

impl Row {
    /// The event.
    #[must_use]
    pub fn event(self) -> EventIx {
        EventIx(self.event)
    }

    /// As [`Count::bounds`].
    #[must_use]
    pub fn bounds(self) -> Option<(u64, Option<u64>)> {
        let (least, most) = self.bounds;
        (self.bounds != UNKNOWN).then(|| (least, (most != u64::MAX).then_some(most)))
    }
}

impl Figures {
    /// The weapons and metrics for which `fits`.
    #[must_use]
    pub fn fitting(&self, fits: impl Fn(&str) -> bool) -> Fitting {
        Fitting(self.words.iter().map(|word| fits(word)).collect())
    }

    /// All figures, in the order of their events.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let words = self.weapons.iter().zip(&self.metrics);
        let bounds = self.least.iter().zip(&self.most);
        self.events.iter().zip(words).zip(bounds).map(|((event, (weapon, metric)), (least, most))| Row {
            event: *event,
            weapon: *weapon,
            metric: *metric,
            bounds: (*least, *most),
        })
    }

    fn push(&mut self, row: Row) {
        self.events.push(row.event);
        self.weapons.push(row.weapon);
        self.metrics.push(row.metric);
        self.least.push(row.bounds.0);
        self.most.push(row.bounds.1);
    }

    /// The figures after events have moved; `added` are those of the new ones.
    pub(super) fn moved(&self, moves: &Moves, added: Counted) -> Self {
        let mut words = Numbered::of(&self.words);
        let numbers = words.append(added.words);
        let new = added.rows.iter().map(|row| {
            let event = moves.added().get(row.event as usize).map_or(NONE, |ix| ix.0);
            Row { event, ..row.renumbered(&numbers) }
        });
        let mut new = new.peekable();
        let mut all = Self { words: words.into_all(), ..Self::default() };
        for row in self.rows() {
            let Some(event) = moves.number(row.event) else { continue };
            while let Some(new) = new.next_if(|new| new.event < event) {
                all.push(new);
            }
            all.push(Row { event, ..row });
        }
        new.for_each(|row| all.push(row));
        all
    }
}

impl Row {
    fn renumbered(self, numbers: &[u32]) -> Self {
        let of = |word: u32| numbers.get(word as usize).copied().unwrap_or(NONE);
        Self { weapon: of(self.weapon), metric: of(self.metric), ..self }
    }
}

/// Figures as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Counted {
    words: Numbered<Box<str>>,
    rows: Vec<Row>,
}

impl Counted {
    /// Adds a figure of the event of that number.
    pub(super) fn add(&mut self, event: u32, figure: &Figure) {
        let weapon = figure.weapon.as_deref().map_or(NONE, |weapon| self.words.number(weapon));
        let metric = self.words.number(figure.metric.as_str());
        self.rows.push(Row { event, weapon, metric, bounds: bounds(figure.count) });
    }

    /// Adds the figures of the events that follow, which are numbered on from `first`.
    pub(super) fn append(&mut self, other: Self, first: u32) {
        let numbers = self.words.append(other.words);
        let rows = other.rows.into_iter();
        self.rows.extend(rows.map(|row| Row { event: first + row.event, ..row.renumbered(&numbers) }));
    }

    /// The figures by event.
    pub(super) fn into_figures(self) -> Figures {
        let mut all = Figures { words: self.words.into_all(), ..Figures::default() };
        self.rows.into_iter().for_each(|row| all.push(row));
        all
    }
}

fn bounds(count: Count) -> (u64, u64) {
    count.bounds().map_or(UNKNOWN, |(least, most)| (least, most.unwrap_or(u64::MAX)))
}
