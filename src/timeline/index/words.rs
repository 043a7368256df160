//! Words that describe events, such as `format: talks`, and which events have each.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};
use serde::{Deserialize, Serialize};

use super::lists::Lists;
use crate::store::Renumbering;

/// The property of an event that a word gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IndexKey {
    /// The role of one of its participants.
    Role,
    /// The country of one of its places.
    Country,
    /// The kind of event.
    Kind,
    /// The subtype within its kind.
    Subtype,
    /// The status of the event.
    Status,
    /// The format of a meeting.
    Format,
    /// The track of the event.
    Track,
    /// A stance, its own or that of a position.
    Stance,
    /// The language of a quotation.
    Lang,
    /// The handling mark, which says who may read it.
    Handling,
    /// The kind of an outlet that reports it.
    SourceKind,
    /// The weapon of a figure.
    Weapon,
    /// The metric of a figure.
    Metric,
    /// The letter of its Admiralty grade.
    Reliability,
    /// The digit of its Admiralty grade.
    Credibility,
    /// A trait of the event: `quote`, `figures`, `ranged` and the like.
    Property,
}

/// Values numbered in order of first use.
#[derive(Debug, Clone)]
pub(super) struct Interner<T> {
    numbers: HashMap<T, u32>,
    all: Vec<T>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), all: Vec::new() }
    }
}

impl<T: Hash + Eq + Clone> Interner<T> {
    /// Returns the number of a borrowed value, adding it if it is new.
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

    /// Returns the number of an owned value, adding it if it is new.
    pub(super) fn number_of(&mut self, value: T) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        self.add(value)
    }

    /// Returns the same as [`Interner::number_of`], but first compares with `last`, the previous value, which
    /// is often the same.
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

    /// Numbers these values in this order.
    pub(super) fn of(all: &[T]) -> Self {
        let numbers = (0..).zip(all).map(|(number, value)| (value.clone(), number)).collect();
        Self { numbers, all: all.to_vec() }
    }

    /// Adds the values of another numbering; returns their numbers here.
    pub(super) fn append(&mut self, other: Self) -> Vec<u32> {
        other.all.into_iter().map(|value| self.number_of(value)).collect()
    }

    /// Returns the values by number.
    pub(super) fn into_all(self) -> Vec<T> {
        self.all
    }
}

/// Number of keys.
const TRAITS: usize = IndexKey::Property as usize + 1;

/// Words while they are being gathered: for each event the numbers of its words.
#[derive(Debug, Clone)]
pub(super) struct WordsBuilder {
    numbers: [HashMap<Box<str>, u32>; TRAITS],
    all: Vec<(IndexKey, Box<str>)>,
    of: Lists,
}

impl Default for WordsBuilder {
    fn default() -> Self {
        Self { numbers: std::array::from_fn(|_| HashMap::new()), all: Vec::new(), of: Lists::default() }
    }
}

impl WordsBuilder {
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

    /// Adds the words gathered from the following events.
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
    /// Returns the words of one key with their events.
    pub(super) fn with_key(&self, of: IndexKey) -> impl Iterator<Item = (&str, &[u32])> {
        let all = self.words.iter().enumerate().filter(move |(_, (key, _))| *key == of);
        // The last event with a word may have been removed.
        all.map(|(ix, (_, word))| (&**word, self.events.row(ix))).filter(|(_, events)| !events.is_empty())
    }

    /// Returns the words after events have moved; `added` are those of the new events.
    pub(super) fn moved(&self, moves: &Renumbering, added: WordsBuilder) -> Self {
        let mut known = WordsBuilder::default();
        for (of, word) in &self.words {
            known.number(*of, word);
        }
        let numbers: Vec<u32> = added.all.iter().map(|(of, word)| known.number(*of, word)).collect();
        let mut rows = added.of;
        rows.renumber(|word| numbers[word as usize]);
        Self { events: self.events.moved_over(moves, &rows), words: known.all }
    }
}
