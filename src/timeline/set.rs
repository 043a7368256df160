//! A set of events, one bit each.

use std::ops::Range;

use crate::event::EventIx;

/// A set of a store's events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSet {
    bits: Vec<u64>,
    capacity: usize,
}

impl EventSet {
    /// Creates an empty set over `capacity` events.
    #[must_use]
    pub fn none(capacity: usize) -> Self {
        Self { bits: vec![0; capacity.div_ceil(64)], capacity }
    }

    /// Creates a set of all `capacity` events.
    #[must_use]
    pub fn all(capacity: usize) -> Self {
        let mut set = Self { bits: vec![u64::MAX; capacity.div_ceil(64)], capacity };
        set.trim();
        set
    }

    /// Creates a set of those events below `capacity` for which `holds` is true.
    #[must_use]
    pub(crate) fn where_(capacity: usize, mut holds: impl FnMut(EventIx) -> bool) -> Self {
        let mut set = Self::none(capacity);
        for ix in (0..capacity as u32).map(EventIx).filter(|ix| holds(*ix)) {
            set.insert(ix);
        }
        set
    }

    /// Returns how many events exist, in the set or not.
    #[must_use]
    pub(crate) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Adds an event.
    pub fn insert(&mut self, ix: EventIx) {
        self.bits[ix.index() / 64] |= 1 << (ix.0 % 64);
    }

    /// Adds a run of events.
    pub(crate) fn insert_run(&mut self, run: Range<usize>) {
        let (mut at, end) = (run.start, run.end.min(self.capacity));
        while at < end {
            let word = at / 64;
            let stop = ((word + 1) * 64).min(end);
            let bits = stop - at;
            let ones = if bits == 64 { u64::MAX } else { ((1 << bits) - 1) << (at % 64) };
            self.bits[word] |= ones;
            at = stop;
        }
    }

    /// Returns whether the set contains every event of a run.
    #[must_use]
    pub(crate) fn holds_run(&self, run: &Range<usize>) -> bool {
        self.len_in(run) == run.len()
    }

    /// Returns how many events of a run the set contains.
    #[must_use]
    pub(crate) fn len_in(&self, run: &Range<usize>) -> usize {
        let first = run.start / 64;
        let words = self.bits.get(first..run.end.min(self.capacity).div_ceil(64)).unwrap_or_default();
        (first..).zip(words).map(|(word, bits)| (bits & mask(word, run)).count_ones() as usize).sum()
    }

    /// Returns whether the set contains `ix`; false beyond its capacity.
    #[must_use]
    pub fn contains(&self, ix: EventIx) -> bool {
        self.bits.get(ix.index() / 64).is_some_and(|bits| bits & (1 << (ix.0 % 64)) != 0)
    }

    /// Returns how many events the set contains.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits.iter().map(|b| b.count_ones() as usize).sum()
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|b| *b == 0)
    }

    /// Removes the events that are not in `other`.
    pub(crate) fn intersect(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a &= b;
        }
    }

    /// Adds the events of `other`.
    pub(crate) fn unite(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a |= b;
        }
    }

    /// Replaces the set with its complement.
    pub(crate) fn invert(&mut self) {
        for b in &mut self.bits {
            *b = !*b;
        }
        self.trim();
    }

    /// Returns the events of the set, by index.
    pub fn iter(&self) -> impl Iterator<Item = EventIx> + '_ {
        self.iter_in(0..self.capacity)
    }

    /// Returns the events of the set that lie in a run, by index.
    pub(crate) fn iter_in(&self, run: Range<usize>) -> impl Iterator<Item = EventIx> + '_ {
        let first = run.start / 64;
        let words = self.bits.get(first..run.end.min(self.capacity).div_ceil(64)).unwrap_or_default();
        (first..).zip(words).flat_map(move |(word, bits)| {
            let mut rest = *bits & mask(word, &run);
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.checked_sub(1)?;
                Some(EventIx(word as u32 * 64 + bit))
            })
        })
    }

    fn trim(&mut self) {
        let rest = self.capacity % 64;
        if let (Some(last), true) = (self.bits.last_mut(), rest > 0) {
            *last &= (1 << rest) - 1;
        }
    }
}

/// Returns the bits of a word that represent events of a run.
fn mask(word: usize, run: &Range<usize>) -> u64 {
    let low = run.start.saturating_sub(word * 64).min(64) as u32;
    let high = run.end.saturating_sub(word * 64).min(64) as u32;
    let below = |bit: u32| if bit == 64 { u64::MAX } else { (1 << bit) - 1 };
    below(high) & !below(low)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_run_of_a_set_is_what_each_of_its_events_says(
            capacity in 1..300usize,
            held in prop::collection::vec(0..300usize, 0..300),
            run in (0..300usize, 0..300usize),
        ) {
            let set = EventSet::where_(capacity, |ix| held.contains(&ix.index()));
            let run = run.0.min(capacity)..run.0.max(run.1).min(capacity);
            let each: Vec<EventIx> = run.clone().map(|ix| EventIx(ix as u32)).filter(|ix| set.contains(*ix)).collect();
            prop_assert_eq!(set.iter_in(run.clone()).collect::<Vec<_>>(), each.clone());
            prop_assert_eq!(set.len_in(&run), each.len());
            prop_assert_eq!(set.holds_run(&run), each.len() == run.len());
            let mut run_alone = EventSet::none(capacity);
            run_alone.insert_run(run.clone());
            prop_assert!(run_alone.holds_run(&run) && run_alone.len() == run.len());
        }
    }
}
