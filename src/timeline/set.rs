//! A set of events, one bit each.

use crate::event::EventIx;

/// A set of a store's events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSet {
    bits: Vec<u64>,
    capacity: usize,
}

impl EventSet {
    /// No event of `capacity`.
    #[must_use]
    pub fn none(capacity: usize) -> Self {
        Self { bits: vec![0; capacity.div_ceil(64)], capacity }
    }

    /// Every event of `capacity`.
    #[must_use]
    pub fn all(capacity: usize) -> Self {
        let mut set = Self { bits: vec![u64::MAX; capacity.div_ceil(64)], capacity };
        set.trim();
        set
    }

    /// Those of `capacity` for which `holds`.
    #[must_use]
    pub fn where_(capacity: usize, mut holds: impl FnMut(EventIx) -> bool) -> Self {
        let mut set = Self::none(capacity);
        for ix in (0..capacity as u32).map(EventIx).filter(|ix| holds(*ix)) {
            set.insert(ix);
        }
        set
    }

    /// How many events there are, in the set or not.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Adds an event.
    pub fn insert(&mut self, ix: EventIx) {
        self.bits[ix.index() / 64] |= 1 << (ix.0 % 64);
    }

    /// Adds a run of events.
    pub fn insert_run(&mut self, run: std::ops::Range<usize>) {
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

    /// Whether it holds `ix`; nothing beyond its capacity.
    #[must_use]
    pub fn contains(&self, ix: EventIx) -> bool {
        self.bits.get(ix.index() / 64).is_some_and(|bits| bits & (1 << (ix.0 % 64)) != 0)
    }

    /// How many it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits.iter().map(|b| b.count_ones() as usize).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|b| *b == 0)
    }

    /// Keeps what `other` holds too.
    pub fn intersect(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a &= b;
        }
    }

    /// Adds what `other` holds.
    pub fn unite(&mut self, other: &Self) {
        for (a, b) in self.bits.iter_mut().zip(&other.bits) {
            *a |= b;
        }
    }

    /// Turns it into those that it does not hold.
    pub fn invert(&mut self) {
        for b in &mut self.bits {
            *b = !*b;
        }
        self.trim();
    }

    /// The events it holds, by index.
    pub fn iter(&self) -> impl Iterator<Item = EventIx> + '_ {
        self.bits.iter().enumerate().flat_map(|(word, bits)| {
            let mut rest = *bits;
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
