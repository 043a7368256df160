//! The histogram: events over time in buckets that fit the width.
//!
//! Buckets are calendar units, the shortest with which all fit: days, ISO weeks (ISO 8601, section 3.2.2), months,
//! quarters, years, then powers of ten of years, counted astronomically (year 0 is 1 BC). Neither time nor memory
//! grows with the span of the dates, only with the events and the width.

mod unit;

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
    ///
    /// Events open at the start stand nowhere and are left out.
    #[must_use]
    pub fn new(timeline: &Timeline, shown: &[EventIx], width: usize) -> Self {
        let days = || shown.iter().filter_map(|ix| Some((*ix, timeline.day(*ix)?)));
        let (first, last) = days()
            .fold((Day(i64::MAX), Day(i64::MIN)), |(first, last), (_, day)| (first.min(day), last.max(day)));
        if first > last || width == 0 {
            return Self { unit: Unit::Day, buckets: Vec::new() };
        }
        let mut histogram = Self::empty(first, last, width);
        let kinds = timeline.index().kinds();
        let mut at = 0;
        for (ix, day) in days() {
            // Events come in order of time, so the bucket of the one before is mostly the right one.
            if !histogram.buckets[at].holds(day) {
                at = histogram.bucket_of(day).unwrap_or(0);
            }
            histogram.buckets[at].by_kind[usize::from(kinds[ix.index()])] += 1;
        }
        histogram
    }

    /// Buckets from `first` to `last`, both included, without events.
    fn empty(first: Day, last: Day, width: usize) -> Self {
        let unit = Unit::fitting(first, last, width);
        let (low, high) = (unit.number(first), unit.number(last));
        let buckets = (0..width as i64)
            .map_while(|step| low.checked_add(step).filter(|number| *number <= high))
            .map(|number| Bucket {
                first: unit.first_day(number),
                last: unit.last_day(number),
                by_kind: [0; 4],
            })
            .collect();
        Self { unit, buckets }
    }

    /// The bucket that holds `day`, the nearest where none does.
    #[must_use]
    pub fn bucket_of(&self, day: Day) -> Option<usize> {
        let begun = self.buckets.partition_point(|bucket| bucket.first <= day);
        (!self.buckets.is_empty()).then(|| begun.saturating_sub(1))
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

    /// Whether `day` lies in it.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[cfg(test)]
mod tests;
