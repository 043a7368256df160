//! Dates that events have besides their own, such as when they were logged, sorted so that a range is looked
//! up without checking every event.

use serde::{Deserialize, Serialize};

use super::LONG;
use crate::event::date::Day;
use crate::event::packed::numbers;
use crate::event::{EventDate, EventIx};
use crate::store::Renumbering;
use crate::timeline::EventSet;

/// Days of events, sorted by first day; an event without such a date has no row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    #[serde(with = "numbers")]
    firsts: Vec<u32>,
    #[serde(with = "numbers")]
    lasts: Vec<u32>,
    #[serde(with = "numbers")]
    events: Vec<u32>,
    /// Rows of more than [`LONG`] days.
    #[serde(with = "numbers")]
    long: Vec<u32>,
}

/// First day, last day, event.
pub(super) type DateRow = (u32, u32, u32);

/// Returns a day as a number with the same order; days beyond five million years are clamped.
fn packed(day: Day) -> u32 {
    (day.0.clamp(i32::MIN.into(), i32::MAX.into()) as i32 as u32) ^ (1 << 31)
}

/// Returns the row for a date of the event with that number.
pub(super) fn row(date: &EventDate, event: u32) -> DateRow {
    (packed(date.first_day()), packed(date.last_day()), event)
}

/// Returns the earliest of some dates: the one that begins first, and of two that begin together the one that
/// ends first.
pub(in crate::timeline) fn earliest(dates: impl IntoIterator<Item = EventDate>) -> Option<EventDate> {
    dates.into_iter().min_by_key(|date| (date.earliest(), date.latest()))
}

impl Dates {
    /// Builds the dates from rows in any order.
    pub(super) fn of(mut rows: Vec<DateRow>) -> Self {
        rows.sort_unstable_by_key(|(first, _, event)| (*first, *event));
        let mut dates = Self::default();
        for row in rows {
            dates.push(row);
        }
        dates
    }

    fn push(&mut self, (first, last, event): DateRow) {
        if i64::from(last) - i64::from(first) > LONG {
            self.long.push(self.firsts.len() as u32);
        }
        self.firsts.push(first);
        self.lasts.push(last);
        self.events.push(event);
    }

    fn rows(&self) -> impl Iterator<Item = DateRow> + '_ {
        let days = self.firsts.iter().zip(&self.lasts);
        days.zip(&self.events).map(|((first, last), event)| (*first, *last, *event))
    }

    /// Returns the dates after events have moved; `added` are those of the new events, by their number among
    /// these.
    pub(super) fn moved(&self, moves: &Renumbering, added: Vec<DateRow>) -> Self {
        let place = |(first, last, event): DateRow| {
            let event = moves.added().get(event as usize).map(|ix| ix.0);
            (first, last, event.expect("a new event has a place"))
        };
        let mut new: Vec<DateRow> = added.into_iter().map(place).collect();
        new.sort_unstable_by_key(|(first, _, event)| (*first, *event));
        let mut new = new.into_iter().peekable();
        let mut dates = Self::default();
        for (first, last, event) in self.rows() {
            let Some(event) = moves.number(event) else { continue };
            while let Some(row) = new.next_if(|row| (row.0, row.2) < (first, event)) {
                dates.push(row);
            }
            dates.push((first, last, event));
        }
        for row in new {
            dates.push(row);
        }
        dates
    }

    /// Adds the events whose date may be a day from `first` to `last`, both included.
    pub(crate) fn overlapping(&self, first: Day, last: Day, into: &mut EventSet) {
        let (first, last) = (packed(first), packed(last));
        let start = self.firsts.partition_point(|day| *day < first);
        let end = self.firsts.partition_point(|day| *day <= last);
        let near = self.firsts.partition_point(|day| *day < first.saturating_sub(LONG as u32));
        let over = |row: &usize| self.lasts[*row] >= first;
        let long = self.long.iter().map(|row| *row as usize).take_while(|row| *row < near.min(end));
        let rows = (near..start.min(end)).filter(over).chain(long.filter(over)).chain(start..end);
        for row in rows {
            into.insert(EventIx(self.events[row]));
        }
    }

    /// Returns how many events have such a date.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Returns whether no event has such a date.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample::date;

    #[test]
    fn what_may_attach_a_range_is_found() {
        let written = ["2025-12-20", "2025-12", "2025", "../2025-12-01", "2025-12-19/..", "2024-02-29"];
        let dates = Dates::of((0..).zip(written).map(|(event, text)| row(&date(text), event)).collect());
        let of = |first: &str, last: &str| {
            let mut set = EventSet::none(written.len());
            dates.overlapping(date(first).first_day(), date(last).last_day(), &mut set);
            set.iter().map(EventIx::index).collect::<Vec<_>>()
        };
        for (first, last) in [
            ("2025-12-20", "2025-12-20"),
            ("2025-12-01", "2025-12-18"),
            ("2024", "2024"),
            ("2026", "2027"),
            ("2025-01-01", "2025-01-02"),
        ] {
            let (from, to) = (date(first).first_day(), date(last).last_day());
            let asked: Vec<usize> = (0..written.len())
                .filter(|nth| {
                    let own = date(written[*nth]);
                    own.first_day() <= to && own.last_day() >= from
                })
                .collect();
            assert_eq!(of(first, last), asked, "from {first} to {last}, as each says itself");
        }
        assert_eq!(dates.len(), written.len(), "each is there once");
    }
}
