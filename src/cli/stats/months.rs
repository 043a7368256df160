//! Counts by month, for events whose month is known.

use std::collections::HashMap;

use crate::event::EventIx;
use crate::event::date::Heading;
use crate::timeline::Timeline;
use crate::timeline::facets::FacetRow;

/// Counts events by month in order of time. Dates known only to the season, year or less have rows of their own.
pub(super) fn count(timeline: &Timeline, shown: &[EventIx]) -> Vec<FacetRow> {
    let mut rows: Vec<(Heading, u32)> = Vec::new();
    // Coarser dates come before the days they contain, so a month can reappear after one of them.
    let mut places: HashMap<Heading, usize> = HashMap::new();
    for ix in shown {
        let heading = match timeline.heading(*ix) {
            Heading::Day(day) => {
                let (year, month, _) = day.civil();
                Heading::Month(year, month)
            }
            coarse => coarse,
        };
        let place = *places.entry(heading.clone()).or_insert(rows.len());
        match rows.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => rows.push((heading, 1)),
        }
    }
    let row = |(heading, count): (Heading, u32)| FacetRow {
        value: heading.in_words(),
        label: heading.in_words(),
        count,
    };
    rows.into_iter().map(row).collect()
}
