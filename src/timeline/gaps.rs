//! Bursts and gaps: stretches in which much is logged, or nothing.
//!
//! Both are relative to the events shown, so that `>` and `<` find the notable positions in a century as well
//! as in a week. Only dates known to the day count, since a month or a year has no day to be busy or empty. A
//! ranged event fills its days, unless it lasts more than [`BACKDROP`] days: such a backdrop (a war, a
//! mandate) would hide every gap.
//!
//! - A **gap** is a run of empty days between two days with events that is at least [`GAP_DAYS`] long, at least as
//!   long as nine in ten of all such runs (nearest rank), and at least three times as long as the median of the
//!   steps between days with events (a step to the very next day is 0 empty days).
//! - A **burst** is a run of days in which three successive days hold at least [`BURST_EVENTS`] events and at least
//!   three times the median of all such windows that start on a day with events; overlapping and adjoining windows
//!   are one burst, trimmed to the days with events.

use super::Timeline;
use crate::event::EventIx;
use crate::event::date::{Day, Precision};

/// Minimum number of empty days in a gap.
pub(crate) const GAP_DAYS: i64 = 7;
/// Minimum number of events in a burst.
pub(crate) const BURST_EVENTS: u32 = 4;
/// Number of days above which a ranged event is a backdrop and fills only its first day.
pub(crate) const BACKDROP: i64 = 31;
/// Number of days in a burst window.
const WINDOW: i64 = 3;

/// A position in the shown events where the density changes; `>` and `<` step through these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The first event of a burst, and how many events it has over how many days.
    Burst {
        /// Index into the shown events.
        at: usize,
        events: u32,
        /// Number of days that the burst lasts.
        days: i64,
    },
    /// The first event after a gap, and for how many days nothing was logged, which does not mean that
    /// *nothing happened*.
    Gap {
        /// Index into the shown events.
        at: usize,
        /// Number of days without an event.
        days: i64,
    },
}

impl Turn {
    /// Returns the index into the shown events.
    #[must_use]
    pub(crate) fn at(self) -> usize {
        match self {
            Self::Burst { at, .. } | Self::Gap { at, .. } => at,
        }
    }
}

/// Returns the bursts and gaps of `shown`, which is in order of time or in reverse, by index.
///
/// In reverse, the first event of a burst is its last in time, and the first event after a gap is the one
/// before it in time.
#[must_use]
pub(crate) fn turns(timeline: &Timeline, shown: &[EventIx]) -> Vec<Turn> {
    let ends = [shown.first(), shown.last()].map(|ix| ix.map_or(0, |ix| timeline.rank(*ix)));
    let reversed = ends[0] > ends[1];
    let mut busy: Vec<DayEvent> =
        shown.iter().enumerate().filter_map(|(at, ix)| busy(timeline, at, *ix)).collect();
    if reversed {
        busy.reverse();
    }
    // Days decide the order here, because a display zone may move an event so that indices and days disagree.
    busy.sort_by_key(|b| b.first);
    let mut turns = gaps(&busy, reversed);
    turns.extend(bursts(&busy, reversed));
    turns.sort_by_key(|turn| turn.at());
    turns
}

/// An event known to the day.
#[derive(Debug, Clone, Copy)]
struct DayEvent {
    at: usize,
    first: i64,
    last: i64,
}

fn busy(timeline: &Timeline, at: usize, ix: EventIx) -> Option<DayEvent> {
    let date = &timeline.event(ix).date;
    let Day(first) = timeline.day(ix).filter(|_| date.precision() <= Precision::Day)?;
    let (own_first, own_last) = timeline.index().days(ix);
    let lasts = own_last.0.saturating_sub(own_first.0);
    Some(DayEvent { at, first, last: if lasts < BACKDROP { first.saturating_add(lasts) } else { first } })
}

fn gaps(busy: &[DayEvent], reversed: bool) -> Vec<Turn> {
    // Each step holds the number of empty days before an event, and the events on both sides.
    let mut steps = Vec::new();
    let mut filled = busy.first().map_or(0, |b| b.last);
    for pair in busy.windows(2) {
        let [before, after] = pair else { continue };
        if after.first > before.first {
            steps.push((after.first.saturating_sub(filled).saturating_sub(1).max(0), *before, *after));
        }
        filled = filled.max(after.last);
    }
    let mut all: Vec<i64> = steps.iter().map(|(empty, ..)| *empty).collect();
    all.sort_unstable();
    let runs: Vec<i64> = all.iter().copied().filter(|empty| *empty > 0).collect();
    let (Some(median), Some(ninetieth)) = (ranked(&all, 50), ranked(&runs, 90)) else { return Vec::new() };
    let least = GAP_DAYS.max(ninetieth).max(median.saturating_mul(3));
    let gap = |(days, before, after): (i64, DayEvent, DayEvent)| Turn::Gap {
        at: if reversed { before.at } else { after.at },
        days,
    };
    steps.into_iter().filter(|(empty, ..)| *empty >= least).map(gap).collect()
}

fn bursts(busy: &[DayEvent], reversed: bool) -> Vec<Turn> {
    // Each window covers the events from `start` up to but not including `end`.
    let mut windows: Vec<(usize, usize)> = Vec::new();
    let mut end = 0;
    for start in 0..busy.len() {
        if start > 0 && busy[start].first == busy[start - 1].first {
            continue;
        }
        let until = busy[start].first.saturating_add(WINDOW);
        while busy.get(end).is_some_and(|b| b.first < until) {
            end += 1;
        }
        windows.push((start, end));
    }
    let mut counts: Vec<i64> = windows.iter().map(|(start, end)| (end - start) as i64).collect();
    counts.sort_unstable();
    let Some(median) = ranked(&counts, 50) else { return Vec::new() };
    let least = median.saturating_mul(3).max(i64::from(BURST_EVENTS));
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (start, end) in windows.into_iter().filter(|(start, end)| (end - start) as i64 >= least) {
        let adjoins = |last: i64| busy[start].first <= last.saturating_add(1);
        match runs.last_mut() {
            Some(run) if adjoins(busy[run.1 - 1].first) => run.1 = end,
            _ => runs.push((start, end)),
        }
    }
    let burst = |(start, end): (usize, usize)| Turn::Burst {
        at: if reversed { busy[end - 1].at } else { busy[start].at },
        events: (end - start) as u32,
        days: busy[end - 1].first.saturating_sub(busy[start].first) + 1,
    };
    runs.into_iter().map(burst).collect()
}

/// Returns the value at a percentile of ascending `values`, by nearest rank.
fn ranked(values: &[i64], percent: usize) -> Option<i64> {
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied()
}

#[cfg(test)]
mod tests;
