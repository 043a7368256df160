//! The histogram: events over time in buckets that fit the width.

use super::Timeline;
use crate::event::EventIx;
use crate::event::date::Day;

/// How long a bucket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years, then hundred, thousand, …: 10 to this power.
    Years(u8),
}

/// A bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub first: Day,
    /// Its last day, included.
    pub last: Day,
    /// Events by [`Kind`](crate::event::Kind) in the order of its list; a ranged event counts in its first bucket.
    pub by_kind: [u32; 4],
}

/// Events over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// How long each bucket is: the shortest with which all fit.
    pub unit: Unit,
    /// Buckets without a hole, in order of time; empty without events that have a first day.
    pub buckets: Vec<Bucket>,
}

impl Histogram {
    /// Counts `shown` in at most `width` buckets; an event coarser than a bucket counts in the first it can be in.
    #[must_use]
    pub fn new(timeline: &Timeline, shown: &[EventIx], width: usize) -> Self {
        todo!()
    }

    /// The bucket that holds `day`, the nearest where none does.
    #[must_use]
    pub fn bucket_of(&self, day: Day) -> Option<usize> {
        todo!()
    }

    /// The largest count of a bucket.
    #[must_use]
    pub fn peak(&self) -> u32 {
        self.buckets.iter().map(Bucket::count).max().unwrap_or(0)
    }
}

impl Bucket {
    /// Events of all kinds.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.by_kind.iter().sum()
    }
}
