//! The histogram: events over time in buckets that fit the width.
//!
//! Buckets are calendar units, the shortest with which all fit: days, ISO weeks (ISO 8601, section 3.2.2),
//! months, quarters, years, then powers of ten of years, counted astronomically (year 0 is 1 BC). Neither
//! time nor memory grows with the span of the dates, only with the events and the width.

mod unit;

use std::collections::BTreeMap;

use super::Timeline;
use crate::event::EventIx;
use crate::event::date::{Day, Heading, Precision};

/// The length of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A day.
    Day,
    /// A week from Monday to Sunday (ISO 8601).
    Week,
    /// A month.
    Month,
    /// A quarter, which is three months.
    Quarter,
    /// A year.
    Year,
    /// Ten, a hundred, a thousand, … years: 10 to this power.
    Years(u8),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bucket {
    pub first: Day,
    /// Last day of the bucket, inclusive.
    pub last: Day,
    /// Event counts by [`Kind`](crate::event::Kind) in the order of its list; a ranged event counts where it
    /// begins.
    pub(crate) by_kind: [u32; 4],
}

/// Counts of events over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// Length of each bucket: the shortest with which all fit.
    pub unit: Unit,
    /// Buckets in order of time without a hole; empty if no event's date fits into a bucket.
    pub(crate) buckets: Vec<Bucket>,
    /// Counts of events that are in no bucket because their dates are coarser than one, by the precision of
    /// their headings.
    pub beside: Vec<(Precision, u32)>,
}

impl Histogram {
    /// Counts `shown` in at most `width` buckets, each event once; a range counts in the bucket in which it
    /// begins.
    ///
    /// A date that is coarser than a bucket is counted beside the buckets, since a bucket would claim more
    /// precision than is known. The same holds for a date that is open at the start.
    ///
    /// The unit is the shortest with which at least half of the events that have a first day are in a bucket
    /// and all of these fit into the width.
    #[must_use]
    pub fn new(timeline: &Timeline, shown: &[EventIx], width: usize) -> Self {
        let Beginnings { spans, open } = Beginnings::of(timeline, shown);
        let total: u32 = spans.values().map(Tally::count).sum();
        let fitting = |unit: &Unit| {
            let inside =
                || spans.iter().filter(|((first, last), _)| unit.number(*first) == unit.number(*last));
            let days = || inside().map(|((first, _), _)| *first);
            let (first, last) = (days().min()?, days().max()?);
            let fits = Unit::fitting(first, last, width) <= *unit;
            let most = inside().map(|(_, tally)| tally.count()).sum::<u32>() * 2 >= total;
            (fits && most).then_some((*unit, first, last))
        };
        let Some((unit, first, last)) = Unit::all().find_map(|unit| fitting(&unit)).filter(|_| width > 0)
        else {
            return Self { unit: Unit::Day, buckets: Vec::new(), beside: Vec::new() };
        };
        let mut histogram = Self::empty(unit, first, last, width);
        let mut beside: BTreeMap<Precision, u32> = BTreeMap::new();
        if open > 0 {
            beside.insert(Precision::Era, open);
        }
        for ((first, last), tally) in spans {
            if unit.number(first) != unit.number(last) {
                *beside.entry(tally.precision).or_default() += tally.count();
                continue;
            }
            let at = histogram.bucket_of(first);
            if let Some(bucket) = at.and_then(|at| histogram.buckets.get_mut(at)) {
                bucket.by_kind.iter_mut().zip(tally.by_kind).for_each(|(sum, count)| *sum += count);
            }
        }
        histogram.beside = beside.into_iter().collect();
        histogram
    }

    /// Returns how many events are in no bucket.
    #[must_use]
    pub(crate) fn count_beside(&self) -> u32 {
        self.beside.iter().map(|(_, count)| count).sum()
    }

    /// Returns how many events are in no bucket and why, such as `4 known to the month`; `None` if all are in
    /// one.
    #[must_use]
    pub(crate) fn beside_in_words(&self) -> Option<String> {
        let known = match self.beside.as_slice() {
            [] => return None,
            [(Precision::Month, _)] => "known to the month",
            [(Precision::Season, _)] => "known to the season",
            [(Precision::Year, _)] => "known to the year",
            _ => "known less closely",
        };
        Some(format!("{} {known}", self.count_beside()))
    }

    /// Returns empty buckets from `first` to `last`, both included.
    fn empty(unit: Unit, first: Day, last: Day, width: usize) -> Self {
        let (low, high) = (unit.number(first), unit.number(last));
        let buckets = (0..width as i64)
            .map_while(|step| low.checked_add(step).filter(|number| *number <= high))
            .map(|number| Bucket {
                first: unit.first_day(number),
                last: unit.last_day(number),
                by_kind: [0; 4],
            })
            .collect();
        Self { unit, buckets, beside: Vec::new() }
    }

    /// Returns the bucket that contains `day`, or the nearest one; `None` if there are no buckets.
    #[must_use]
    pub(crate) fn bucket_of(&self, day: Day) -> Option<usize> {
        let begun = self.buckets.partition_point(|bucket| bucket.first <= day);
        (!self.buckets.is_empty()).then(|| begun.saturating_sub(1))
    }

    /// Returns the largest count of a bucket.
    #[must_use]
    pub fn peak(&self) -> u32 {
        self.buckets.iter().map(Bucket::count).max().unwrap_or(0)
    }
}

/// Events that may have begun on the same days.
#[derive(Debug, Clone, Copy)]
struct Tally {
    precision: Precision,
    by_kind: [u32; 4],
}

impl Tally {
    fn count(&self) -> u32 {
        self.by_kind.iter().sum()
    }
}

/// Counts of events by the first and the last day on which they may have begun.
struct Beginnings {
    spans: BTreeMap<(Day, Day), Tally>,
    /// Number of events that are open at the start.
    open: u32,
}

impl Beginnings {
    /// Counts by heading first, since there are few of them; looks at a day only if the heading does not
    /// decide.
    fn of(timeline: &Timeline, shown: &[EventIx]) -> Self {
        let index = timeline.index();
        let kinds = index.kinds();
        let ranges = index.set(index.with_property("end"));
        let mut by_heading = vec![[0; 4]; index.headings().len()];
        let mut beginnings = Self { spans: BTreeMap::new(), open: 0 };
        for ix in shown {
            let kind = usize::from(kinds[ix.index()]);
            let (first, last) = index.days(*ix);
            let decided_by_heading =
                timeline.zone().is_none() && first == last || !matches!(index.heading(*ix), Heading::Day(_));
            if decided_by_heading {
                by_heading[index.heading_number(*ix)][kind] += 1;
                continue;
            }
            // A range begins on its first day; a set is one of its days, and nobody knows which.
            let is_set = first != last && !ranges.contains(*ix);
            let day = timeline.day(*ix).unwrap_or(first);
            let span = if is_set { (first, last) } else { (day, day) };
            let mut by_kind = [0; 4];
            by_kind[kind] = 1;
            beginnings.add(Some(span), Precision::Day, by_kind);
        }
        for (heading, by_kind) in index.headings().iter().zip(by_heading) {
            beginnings.add(heading.days(), precision(heading), by_kind);
        }
        beginnings
    }

    fn add(&mut self, span: Option<(Day, Day)>, precision: Precision, by_kind: [u32; 4]) {
        let tally = Tally { precision, by_kind };
        match span {
            _ if tally.count() == 0 => {}
            None => self.open += tally.count(),
            Some(span) => {
                let sum = self.spans.entry(span).or_insert(Tally { precision, by_kind: [0; 4] });
                sum.by_kind.iter_mut().zip(by_kind).for_each(|(sum, count)| *sum += count);
            }
        }
    }
}

fn precision(heading: &Heading) -> Precision {
    match heading {
        Heading::Open | Heading::Era(..) => Precision::Era,
        Heading::Year(_) => Precision::Year,
        Heading::Season(..) => Precision::Season,
        Heading::Month(..) => Precision::Month,
        Heading::Day(_) => Precision::Day,
    }
}

impl Bucket {
    /// Returns the number of events of all kinds.
    #[must_use]
    pub(crate) fn count(&self) -> u32 {
        self.by_kind.iter().sum()
    }
}

#[cfg(test)]
mod tests;
