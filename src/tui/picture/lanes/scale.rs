//! Which column stands for which time.

use crate::event::date::Day;

use super::item::{DAY, Item};

/// The seconds that a column can stand for, from fine to coarse, below the one that shows everything.
const STEPS: [i64; 20] = [
    900,
    1_800,
    3_600,
    2 * 3_600,
    3 * 3_600,
    6 * 3_600,
    12 * 3_600,
    DAY,
    2 * DAY,
    3 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    61 * DAY,
    91 * DAY,
    182 * DAY,
    365 * DAY,
    730 * DAY,
    1_826 * DAY,
    3_652 * DAY,
];

/// Events that are known less closely, or last longer, do not stretch the picture.
const CLOSE: i64 = 366;

/// From when to when the events are, in seconds, on the calendar and on the clock of the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    calendar: (i64, i64),
    clock: (i64, i64),
}

impl Span {
    /// Returns the span of all that is known to the year or closer, and of what is wholly beside that.
    pub(crate) fn of(items: &[Item], today: Day) -> Self {
        let ends = |of: &dyn Fn(&&Item) -> bool| {
            let inside = || items.iter().filter(of);
            let calendar = |item: &Item| item.bounds(false);
            let clock = |item: &Item| item.bounds(true);
            let widest = |bounds: &dyn Fn(&Item) -> (i64, i64)| {
                Some((inside().map(|i| bounds(i).0).min()?, inside().map(|i| bounds(i).1).max()?))
            };
            Some(Self { calendar: widest(&calendar)?, clock: widest(&clock)? })
        };
        let known = |item: &&Item| !item.first.is_out_of_range() && !item.last.is_out_of_range();
        let close = |item: &&Item| known(item) && item.last.0.saturating_sub(item.first.0) <= CLOSE;
        let today = (today.0.saturating_mul(DAY), today.0.saturating_add(1).saturating_mul(DAY));
        // An open range has its known end in the picture.
        let known_ends = |near: Option<Self>| {
            let half = items.iter().filter(|item| item.open.0 != item.open.1);
            half.fold(near, |near, item| {
                let (calendar, clock) = (item.known_end(false), item.known_end(true));
                let wider = |a: (i64, i64), b: (i64, i64)| (a.0.min(b.0), a.1.max(b.1));
                Some(near.map_or(Self { calendar, clock }, |near| Self {
                    calendar: wider(near.calendar, calendar),
                    clock: wider(near.clock, clock),
                }))
            })
        };
        let Some(near) = ends(&close).or_else(|| ends(&known)) else {
            // Only dates that are open at one end or both.
            return known_ends(None).unwrap_or(Self { calendar: today, clock: today });
        };
        let beside = |item: &&Item| {
            close(item)
                || known(item) && {
                    let (from, to) = item.bounds(false);
                    to <= near.calendar.0 || from >= near.calendar.1
                }
        };
        let near = ends(&beside).unwrap_or(near);
        known_ends(Some(near)).unwrap_or(near)
    }

    fn bounds(&self, on_the_clock: bool) -> (i64, i64) {
        if on_the_clock { self.clock } else { self.calendar }
    }
}

/// Columns of the same length from the first event on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    /// The seconds of a column.
    pub(crate) unit: i64,
    /// The beginning of the first column.
    begin: i64,
    /// The columns from the first event to the last.
    pub(crate) columns: i64,
}

impl Scale {
    /// Returns the scale that shows everything in so many columns.
    pub(crate) fn fit(span: &Span, across: usize) -> Self {
        let across = across.max(1) as i64;
        let finer = STEPS.iter().filter(|unit| **unit < DAY).map(|unit| Self::at(span, *unit));
        if let Some(scale) = finer.into_iter().find(|scale| scale.columns <= across) {
            return scale;
        }
        let (from, to) = span.bounds(false);
        let days = to.saturating_sub(from) / DAY;
        Self::new((days.saturating_add(across - 1) / across).max(1).saturating_mul(DAY), from, to)
    }

    /// Returns the scale with a column of so many seconds.
    fn at(span: &Span, unit: i64) -> Self {
        let (from, to) = span.bounds(unit < DAY);
        // Columns begin at whole hours, days, or Mondays (1970 began on a Thursday).
        let base = if unit % (7 * DAY) == 0 { 4 * DAY } else { 0 };
        let begin = base + from.saturating_sub(base).div_euclid(unit).saturating_mul(unit);
        Self::new(unit, begin, to)
    }

    fn new(unit: i64, begin: i64, end: i64) -> Self {
        let columns = (end.saturating_sub(begin).max(1).saturating_add(unit - 1) / unit).max(1);
        Self { unit, begin, columns }
    }

    /// Returns the scale of a zoom, 0 for everything; a step that is no closer than everything is everything.
    pub(crate) fn zoomed(span: &Span, across: usize, zoom: u8) -> (Self, u8) {
        let fit = Self::fit(span, across);
        let step = usize::from(zoom).checked_sub(1).and_then(|at| STEPS.get(at));
        match step.filter(|unit| **unit < fit.unit) {
            Some(unit) => (Self::at(span, *unit), zoom),
            None => (fit, 0),
        }
    }

    /// Returns the zoom one step closer than this scale; `None` if there is no closer one.
    pub(crate) fn closer(&self) -> Option<u8> {
        STEPS.iter().rposition(|unit| *unit < self.unit).map(|at| at as u8 + 1)
    }

    /// Returns the zoom one step wider than this scale, which may be wider than everything.
    pub(crate) fn wider(&self) -> u8 {
        STEPS.iter().position(|unit| *unit > self.unit).map_or(0, |at| at as u8 + 1)
    }

    /// Returns whether a column is shorter than a day, so that columns follow the clock.
    pub(crate) fn on_the_clock(&self) -> bool {
        self.unit < DAY
    }

    /// Returns the column of a time; before the first it is −1, after the last it is their number.
    pub(crate) fn column(&self, time: i64) -> i64 {
        time.saturating_sub(self.begin).div_euclid(self.unit).clamp(-1, self.columns)
    }

    /// Returns the beginning of a column.
    pub(crate) fn time(&self, column: i64) -> i64 {
        self.begin.saturating_add(column.saturating_mul(self.unit))
    }

    /// Returns the last column of a start and the first of an end that are known to the month or coarser.
    pub(crate) fn soft(&self, item: &Item) -> (Option<i64>, Option<i64>) {
        let at = |day: Day| self.column(day.0.saturating_mul(DAY));
        (item.soft.0.map(at), item.soft.1.map(at))
    }

    /// Returns the first and the last column of an event.
    pub(crate) fn of(&self, item: &Item) -> (i64, i64) {
        let (from, to) = item.bounds(self.on_the_clock());
        let first = if item.open.0 { -1 } else { self.column(from) };
        let last = if item.open.1 { self.columns } else { self.column(to.saturating_sub(1)) };
        (first, last.max(first))
    }
}
