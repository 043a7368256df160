//! When a pair met, as a strip of columns.

use crate::event::EventDate;
use crate::event::date::{Day, Heading};
use crate::report::encounters::Pair;
use crate::timeline::Timeline;

/// What one column of the strip says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// No meeting.
    Nothing,
    /// They may have met here.
    Perhaps,
    /// They met somewhere in the span that this column is part of.
    Within,
    /// They met so often.
    Met(usize),
}

/// Returns when a pair met, in `width` columns from the first to the last day.
pub(crate) fn marks(pair: &Pair, timeline: &Timeline, (first, last): (Day, Day), width: usize) -> Vec<Mark> {
    let mut all = vec![Mark::Nothing; width];
    let days = last.0.saturating_sub(first.0).saturating_add(1).max(1);
    let column = |day: Day| {
        let day = day.0.clamp(first.0, last.0).saturating_sub(first.0);
        (i128::from(day) * width as i128 / i128::from(days)) as usize
    };
    let columns = |date: &EventDate| column(date.first_day())..=column(date.last_day());
    for met in &pair.perhaps {
        all.get_mut(columns(met.last.date(timeline))).unwrap_or_default().fill(Mark::Perhaps);
    }
    for met in &pair.met {
        let date = met.last.date(timeline);
        let at = columns(date);
        // What is known less finely than a day is a span, never a point.
        let coarse = !matches!(date.heading(None), Heading::Day(_)) && at.start() != at.end();
        for mark in all.get_mut(at).unwrap_or_default() {
            *mark = match (*mark, coarse) {
                (Mark::Met(n), false) => Mark::Met(n + 1),
                (_, false) => Mark::Met(1),
                (known @ Mark::Met(_), true) => known,
                (_, true) => Mark::Within,
            };
        }
    }
    all
}
