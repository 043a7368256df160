//! The places of the days in the date picker.

use crate::event::date::Day;
use crate::tui::dialog::frame::Frame;
use crate::tui::shape::Area;

/// Columns of a day, and of a month with the gap behind it.
const DAY: u16 = 5;
const MONTH: u16 = 7 * DAY + 3;
/// Columns of the presets.
const PRESETS: u16 = 14;
/// Rows of a month: its name, the weekdays, six weeks, what is known to the month alone.
const WEEKS: u16 = 6;
/// Rows above the months: the field, what it means, a gap.
const HEAD: u16 = 3;

/// A month on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    pub year: i64,
    /// 1 to 12.
    pub(crate) number: u8,
    /// The whole month: name, weekdays, weeks, and a line below.
    pub(crate) area: Area,
}

/// The places of the parts of the date picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub field: Area,
    pub(crate) reading: Area,
    /// Months from early to late.
    pub months: Vec<Month>,
    /// The presets, if they fit.
    pub(crate) presets: Option<Area>,
}

/// As many months as the screen has room for, up to three.
pub(super) fn frame(size: (u16, u16)) -> Frame {
    let room = size.0.saturating_sub(10 + PRESETS);
    let months = (room / MONTH).clamp(1, 3);
    Frame::of(size, (months * MONTH + PRESETS, HEAD + WEEKS + 3))
}

impl Place {
    /// Divides `inner`. The month of `cursor` is always there, then the month before it if it fits, then the month after it.
    #[must_use]
    pub fn of(inner: Area, cursor: Day) -> Self {
        let row = |y: u16| Area {
            y: inner.y + y.min(inner.height),
            height: inner.height.saturating_sub(y).min(1),
            ..inner
        };
        let low = inner.height < HEAD + WEEKS + 2;
        let head = if low { inner.height.min(1) } else { HEAD };
        let with_presets = inner.width >= MONTH + PRESETS;
        let room = if with_presets { inner.width - PRESETS } else { inner.width };
        let count = ((room + 3) / MONTH).clamp(1, 3);
        let height = inner.height - head;
        let before = i64::from(count / 2);
        let months = (0..count).filter(|_| height > 0).map(|at| {
            let (year, month, _) = first_of_month(cursor).plus_months(i64::from(at) - before).civil();
            let x = inner.x + at * MONTH;
            let width = (MONTH - 3).min(inner.width.saturating_sub(at * MONTH));
            Month { year, number: month, area: Area { x, y: inner.y + head, width, height } }
        });
        let presets =
            Area { x: inner.x + count * MONTH, y: inner.y + head, width: PRESETS.min(inner.width), height };
        Self {
            field: row(0),
            reading: if low { Area { height: 0, ..inner } } else { row(1) },
            months: months.collect(),
            presets: (with_presets && height > 0).then_some(presets),
        }
    }

    /// The day at a cell of the screen.
    #[must_use]
    pub fn day(&self, x: u16, y: u16) -> Option<Day> {
        let month = self.months.iter().find(|month| month.area.holds(x, y))?;
        month.days().find(|(_, area)| area.holds(x, y)).map(|(day, _)| day)
    }
}

impl Month {
    /// Returns whether its name and the weekdays are above the weeks. A low one has only weeks.
    #[must_use]
    pub fn head(self) -> u16 {
        match self.area.height {
            0..=5 => 0,
            6..=7 => 1,
            _ => 2,
        }
    }

    /// Returns the days that fit, with their places.
    pub fn days(self) -> impl Iterator<Item = (Day, Area)> {
        let first = Day::from_civil(self.year, self.number, 1);
        let length = first.plus_months(1).0 - first.0;
        let rows = self.area.height.saturating_sub(self.head());
        (0..length).map(first_plus(first)).filter_map(move |day| {
            let at = day.0 - first.0 + i64::from(first.weekday());
            let (week, weekday) = ((at / 7) as u16, (at % 7) as u16);
            let x = weekday * DAY;
            let y = self.area.y + self.head() + week;
            // The last column of a day is air: without it the day still stands.
            let fits = week < rows && x + DAY <= self.area.width + 1;
            fits.then(|| {
                (day, Area { x: self.area.x + x, y, width: DAY.min(self.area.width - x), height: 1 })
            })
        })
    }
}

fn first_plus(first: Day) -> impl Fn(i64) -> Day {
    move |days| first.plus_days(days)
}

fn first_of_month(day: Day) -> Day {
    let (year, month, _) = day.civil();
    Day::from_civil(year, month, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_its_cell() {
        let area = Area { x: 3, y: 2, width: 35, height: 9 };
        let december = Month { year: 2025, number: 12, area };
        let days: Vec<(Day, Area)> = december.days().collect();
        assert_eq!(days.len(), 31, "December is whole");
        assert_eq!(days[0].1, Area { x: 3, y: 4, width: 5, height: 1 }, "1 December 2025 is a Monday");
        assert_eq!(days[20].1.y, 6, "the 21st is in the third week");
        let place = Place { field: area, reading: area, months: vec![december], presets: None };
        for (day, cell) in days {
            assert_eq!(place.day(cell.x, cell.y), Some(day), "a click finds the day that is drawn there");
        }
    }

    #[test]
    fn nothing_stands_outside_at_any_size() {
        for width in 0..160 {
            for height in 0..30 {
                let frame = frame((width, height));
                let place = Place::of(frame.inner, Day::from_civil(2025, 12, 31));
                let right = frame.inner.x + frame.inner.width;
                let below = frame.inner.y + frame.inner.height;
                for month in place.months {
                    for (day, cell) in month.days() {
                        assert!(
                            cell.x + cell.width <= right && cell.y < below,
                            "{day:?} at {width}×{height}"
                        );
                    }
                }
                if let Some(area) = place.presets {
                    assert!(area.x + area.width <= right, "presets at {width}×{height}");
                }
            }
        }
    }
}
