//! Where days stand: weeks from left to right in a year, from top to bottom in a month.

use crate::event::date::Day;
use crate::tui::picture::{Room, scrolled};

/// The lines of a year: its name, its months, seven weekdays.
pub(crate) const SEEN: usize = 9;
/// The lines above the weekdays.
pub(crate) const HEAD: usize = 2;
/// The columns before the first week.
pub(crate) const LEFT: usize = 5;
/// From so many columns of the view on a whole year stands beside itself.
const WHOLE: usize = LEFT + 54;
/// The most columns of a day.
const WIDEST: usize = 3;
/// From so many lines of a day on its titles have room.
const TITLES: usize = 16;

/// Returns the lines of the legend below a month.
pub(crate) fn month_legend_lines(room: Room) -> usize {
    usize::from(room.height >= 8) + usize::from(room.height >= 20 && room.width < 110)
}

/// Returns the lines of the legend below the years.
fn legend_lines(room: Room) -> usize {
    match room.height {
        0..8 => 0,
        8..12 => 1,
        _ if room.width < 110 => 2,
        _ => 1,
    }
}

/// A year, or half of it on a narrow screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) year: i64,
    /// The first of its months.
    pub(crate) first: Day,
    /// The last day of its months.
    pub(crate) last: Day,
    /// Its first line, from the top of the first year.
    pub(crate) y: usize,
    /// The columns of a day.
    pub(crate) cell: usize,
}

/// The years, of which only whole ones are on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Years {
    blocks: Vec<Block>,
    /// How many of them have room.
    room: usize,
    /// The lines of one, with the air behind it.
    lines: usize,
    /// The lines of the legend below them.
    pub(crate) legend: usize,
}

impl Years {
    /// Stacks years in a view of that room; without air between them where one more has room so.
    pub(super) fn of(years: &[i64], room: Room) -> Self {
        let legend = legend_lines(room);
        let height = room.height.saturating_sub(legend);
        let (airy, dense) = ((height + 1) / (SEEN + 1), height / SEEN);
        let mut blocks = blocks(years, room.width);
        let lines = if airy < dense.min(blocks.len()) { SEEN } else { SEEN + 1 };
        let room_for = if lines == SEEN { dense } else { airy }.max(1);
        for (block, at) in blocks.iter_mut().zip(0..) {
            block.y = at * lines;
        }
        Self { blocks, room: room_for, lines, legend }
    }

    /// Returns the first line on the screen so that a day is on it: that of a year, as near to `top` as can be.
    pub(super) fn top(&self, top: usize, day: Day) -> usize {
        let at = self.blocks.iter().position(|block| block.holds(day)).unwrap_or(0);
        scrolled(top / self.lines, at, self.blocks.len(), self.room) * self.lines
    }

    /// Returns the years on the screen.
    pub(crate) fn seen(&self, top: usize) -> impl Iterator<Item = &Block> {
        self.blocks.iter().skip_while(move |block| block.y < top).take(self.room)
    }

    /// Returns the first free line of the screen below the years, air included.
    pub(crate) fn end(&self) -> usize {
        self.blocks.len().min(self.room) * self.lines
    }
}

/// Returns the blocks of years in a view of `width` columns, all at the top.
fn blocks(years: &[i64], width: usize) -> Vec<Block> {
    let months = if width >= WHOLE { 12 } else { 6 };
    let cell = (width.saturating_sub(LEFT) / 54).clamp(1, WIDEST);
    let mut all = Vec::new();
    for year in years {
        for start in (0..12).step_by(months) {
            let first = Day::from_civil(*year, start as u8 + 1, 1);
            let last = first.plus_months(months as i64).plus_days(-1);
            all.push(Block { year: *year, first, last, y: 0, cell });
        }
    }
    all
}

impl Block {
    /// Returns whether a day is one of its days.
    pub(crate) fn holds(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Returns the columns up to its last week.
    pub(crate) fn width(&self) -> usize {
        self.cell_of(self.last).0 + self.cell
    }

    /// Returns the column and the line of a day, from the corner of the block.
    pub(crate) fn cell_of(&self, day: Day) -> (usize, usize) {
        let weeks = (monday(day).0 - monday(self.first).0) / 7;
        (LEFT + weeks as usize * self.cell, HEAD + usize::from(day.weekday()))
    }

    /// Returns the day at a column and a line, counted from the top of the first year.
    pub(crate) fn day_at(&self, x: usize, y: usize) -> Option<Day> {
        let line = y.checked_sub(self.y + HEAD).filter(|line| *line < 7)?;
        let week = x.checked_sub(LEFT)? / self.cell;
        let day = monday(self.first).plus_days(week as i64 * 7 + line as i64);
        self.holds(day).then_some(day)
    }
}

/// A month on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Month {
    /// Its first day.
    pub(crate) first: Day,
    /// Its last day.
    pub(crate) last: Day,
    /// The columns of a day, the gap behind it included.
    pub(crate) cell: usize,
    /// The lines of a week.
    pub(crate) lines: usize,
}

impl Month {
    /// Returns the month of a day in a view of that room: with titles in its days where these have room, else with
    /// signs, and the events of the cursor's day below.
    pub(crate) fn of(day: Day, room: Room) -> Self {
        let (year, month, _) = day.civil();
        let first = Day::from_civil(year, month, 1);
        let last = first.plus_months(1).plus_days(-1);
        let cell = (room.width.saturating_sub(1) / 7).max(1);
        let weeks = ((monday(last).0 - monday(first).0) / 7 + 1) as usize;
        let below = room.height.saturating_sub(HEAD + month_legend_lines(room));
        let lines = if cell >= TITLES {
            // A quarter of it is for the cursor's day in full.
            (below * 3 / 4 / weeks).clamp(1, 9)
        } else {
            (below / 2 / weeks).clamp(1, 2)
        };
        Self { first, last, cell, lines }
    }

    /// Returns the column and the line of a day.
    pub(crate) fn cell_of(&self, day: Day) -> (usize, usize) {
        let week = (monday(day).0 - monday(self.first).0) / 7;
        (1 + usize::from(day.weekday()) * self.cell, HEAD + week as usize * self.lines)
    }

    /// Returns the first line below its last week.
    pub(crate) fn end(&self) -> usize {
        self.cell_of(self.last).1 + self.lines
    }

    /// Returns the day at a column and a line.
    pub(crate) fn day_at(&self, x: usize, y: usize) -> Option<Day> {
        let week = y.checked_sub(HEAD)? / self.lines;
        let column = x.checked_sub(1)? / self.cell;
        let day = monday(self.first).plus_days(week as i64 * 7 + column as i64);
        (column < 7 && (self.first..=self.last).contains(&day)).then_some(day)
    }
}

fn monday(day: Day) -> Day {
    day.plus_days(-i64::from(day.weekday()))
}
