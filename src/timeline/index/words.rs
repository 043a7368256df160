//! Words that events have of themselves, `format: talks`, and which events have each.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};
use serde::{Deserialize, Serialize};

use super::lists::Lists;
use crate::store::Renumbering;

/// What a word says of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IndexKey {
    /// A role that somebody has in it.
    Role,
    /// A country that one of its places lies in.
    Country,
    /// Its kind.
    Kind,
    /// The kind within its kind.
    Subtype,
    /// Its status.
    Status,
    /// Its format.
    Format,
    /// Its track.
    Track,
    /// A stance, its own or that of a position.
    Stance,
    /// The language of a quotation.
    Lang,
    /// Who may read it.
    Handling,
    /// The kind of an outlet that reports it.
    SourceKind,
    /// A weapon of its figures.
    Weapon,
    /// A metric of its figures.
    Metric,
    /// The letter of its grade.
    Reliability,
    /// The digit of its grade.
    Credibility,
    /// What it has or is: `quote`, `figures`, `ranged` and the like.
    Mark,
}

/// Values by number, in order of first use.
#[derive(Debug, Clone)]
pub(super) struct Numbered<T> {
    numbers: HashMap<T, u32>,
    all: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), all: Vec::new() }
    }
}

impl<T: Hash + Eq + Clone> Numbered<T> {
    /// The number of a value.
    pub(super) fn number<Q>(&mut self, value: &Q) -> u32
    where
        Q: Hash + Eq + ?Sized,
        T: std::borrow::Borrow<Q> + for<'q> From<&'q Q>,
    {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        self.add(T::from(value))
    }

    /// The number of a value.
    pub(super) fn number_of(&mut self, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        self.add(value)
    }

    /// As [`Numbered::number_of`], where `last` is the value before, which is often the same.
    pub(super) fn number_after(&mut self, last: &mut Option<u32>, value: T) -> u32 {
        let same = last.filter(|last| self.all[*last as usize] == value);
        let number = same.unwrap_or_else(|| self.number_of(value));
        *last = Some(number);
        number
    }

    fn add(&mut self, value: T) -> u32 {
        let next = self.all.len() as u32;
        self.numbers.insert(value.clone(), next);
        self.all.push(value);
        next
    }

    /// These values in this order.
    pub(super) fn of(all: &[T]) -> Self {
        let numbers = (0..).zip(all).map(|(number, value)| (value.clone(), number)).collect();
        Self { numbers, all: all.to_vec() }
    }

    /// Takes in the values of another; gives the numbers that they have here.
    pub(super) fn append(&mut self, other: Self) -> Vec<u32> {
        other.all.into_iter().map(|value| self.number_of(value)).collect()
    }

    /// The values by number.
    pub(super) fn into_all(self) -> Vec<T> {
        self.all
    }
}

/// How many traits there are.
const TRAITS: usize = IndexKey::Mark as usize + 1;

/// Words as they are gathered: of each event the numbers of its words.
#[derive(Debug, Clone)]
pub(super) struct Gathered {
    numbers: [HashMap<Box<str>, u32>; TRAITS],
    all: Vec<(IndexKey, Box<str>)>,
    of: Lists,
}

impl Default for Gathered {
    fn default() -> Self {
        Self { numbers: std::array::from_fn(|_| HashMap::new()), all: Vec::new(), of: Lists::default() }
    }
}

impl Gathered {
    /// Adds a word to the event that is being written.
    pub(super) fn add(&mut self, of: IndexKey, word: &str) {
        let number = self.number(of, word);
        self.of.extend([number]);
    }

    fn number(&mut self, of: IndexKey, word: &str) -> u32 {
        let numbers = &mut self.numbers[of as usize];
        if let Some(number) = numbers.get(word) {
            return *number;
        }
        let next = self.all.len() as u32;
        numbers.insert(word.into(), next);
        self.all.push((of, word.into()));
        next
    }

    pub(super) fn end_row(&mut self) {
        self.of.end_row();
    }

    /// Takes in what was gathered from the events that follow.
    pub(super) fn append(&mut self, other: Self) {
        let numbers: Vec<u32> = other.all.iter().map(|(of, word)| self.number(*of, word)).collect();
        let mut of = other.of;
        of.renumber(|word| numbers[word as usize]);
        self.of.append(&of);
    }

    pub(super) fn into_words(self) -> Words {
        Words { events: self.of.transposed(self.all.len()), words: self.all }
    }
}

/// Words and their events.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Words {
    words: Vec<(IndexKey, Box<str>)>,
    events: Lists,
}

impl Words {
    /// The words of one trait with their events.
    pub(super) fn of(&self, of: IndexKey) -> impl Iterator<Item = (&str, &[u32])> {
        let all = self.words.iter().enumerate().filter(move |(_, (key, _))| *key == of);
        // The last event with a word may be gone.
        all.map(|(ix, (_, word))| (&**word, self.events.row(ix))).filter(|(_, events)| !events.is_empty())
    }

    /// The words after events have moved; `added` are those of the new ones.
    pub(super) fn moved(&self, moves: &Renumbering, added: Gathered) -> Self {
        let mut known = Gathered::default();
        for (of, word) in &self.words {
            known.number(*of, word);
        }
        let numbers: Vec<u32> = added.all.iter().map(|(of, word)| known.number(*of, word)).collect();
        let mut rows = added.of;
        rows.renumber(|word| numbers[word as usize]);
        Self { events: self.events.moved_over(moves, &rows), words: known.all }
    }
}
