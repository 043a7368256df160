//! Headings and days of events in a display zone, computed once, when the zone is chosen.

use std::collections::HashMap;

use super::Index;
use crate::event::EventIx;
use crate::event::date::{Day, Heading};

/// The heading of each event and the first day it is shown under.
#[derive(Debug, Clone, Default)]
pub(super) struct ZonedHeadings {
    heading_of: Vec<u32>,
    headings: Vec<Heading>,
    days: Vec<Option<Day>>,
}

impl ZonedHeadings {
    /// Builds it from the headings of all events and whether their dates carry a time; dates without a time
    /// stay on their own day.
    pub(super) fn of(index: &Index, dates: impl Iterator<Item = (Heading, bool)>) -> Self {
        let (mut zoned, mut numbers) = (Self::default(), HashMap::new());
        for (ix, (heading, has_time)) in (0..).map(EventIx).zip(dates) {
            zoned.days.push(if has_time { heading.first_day() } else { index.first_day(ix) });
            let next = zoned.headings.len() as u32;
            let number = *numbers.entry(heading).or_insert_with_key(|heading| {
                zoned.headings.push(heading.clone());
                next
            });
            zoned.heading_of.push(number);
        }
        zoned
    }

    /// Returns the number of an event's heading.
    pub(super) fn number(&self, ix: EventIx) -> usize {
        self.heading_of[ix.index()] as usize
    }

    /// Returns the heading of an event.
    pub(super) fn heading(&self, ix: EventIx) -> &Heading {
        &self.headings[self.number(ix)]
    }

    /// Returns the first day that an event is shown under; `None` if it is open at the start.
    pub(super) fn day(&self, ix: EventIx) -> Option<Day> {
        self.days[ix.index()]
    }
}
