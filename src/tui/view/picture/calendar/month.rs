//! A month of the Calendar: a box for each day, and below them the day of the cursor in full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::date::{Day, Heading};
use crate::event::{EventIx, Kind, Word as _};
use crate::text::counted;
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::picture::calendar::{Calendar, Cell, Month, month_legend_lines};
use crate::tui::picture::{Mark, Place, Room};
use crate::tui::text;
use crate::tui::theme::Theme;
use crate::tui::view::ink::Pen;

use super::super::legend::Legend;
use super::{WEEKDAYS, days_of, doubts, less_finely, parted, today};

/// Fewer lines than this tell nothing of a day.
const LEAST_BELOW: usize = 3;

pub(super) fn draw(model: &Model, calendar: &Calendar, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let (area, below) = parted(area, month_legend_lines(room));
    let cursor = calendar.cursor(place);
    let month = Month::of(cursor, room);
    let (year, number, _) = cursor.civil();
    let sum = calendar.sum(month.first, month.last);
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1).put(&Heading::Month(year, number).in_words(), theme.heading()).skip(2);
    pen.put(&counted(sum.begun, "event"), theme.dim());
    less_finely(&mut pen, sum.beside, theme);
    for (at, name) in WEEKDAYS.iter().enumerate() {
        Pen::on(buffer, area, 1).skip(1 + at * month.cell).put(name, theme.dim());
    }
    let mut day = month.first;
    while day <= month.last {
        let (x, y) = month.cell_of(day);
        let boxed = Rect {
            x: area.x + x as u16,
            y: area.y + y as u16,
            width: month.cell.saturating_sub(1) as u16,
            height: month.lines as u16,
        };
        day_box(model, calendar, day, day == cursor, boxed.intersection(area), buffer);
        day = day.plus_days(1);
    }
    let end = (month.end() as u16 + 1).min(area.height);
    let list = Rect { y: area.y + end, height: area.height - end, ..area };
    List { model, area: list, y: 0 }.draw(calendar, cursor, buffer);
    legend(model, calendar, below, buffer);
}

/// Draws a day in full from a line of the area on, if enough of it is left for that.
pub(super) fn day_below(
    model: &Model,
    calendar: &Calendar,
    day: Day,
    line: usize,
    area: Rect,
    buffer: &mut Buffer,
) {
    let left = usize::from(area.height).saturating_sub(line);
    if left >= LEAST_BELOW {
        let list = Rect { y: area.y + line as u16, height: left as u16, ..area };
        List { model, area: list, y: 0 }.draw(calendar, day, buffer);
    }
}

/// What the signs mean.
fn legend(model: &Model, calendar: &Calendar, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut legend = Legend::on(buffer, area, theme);
    for kind in Kind::ALL.iter().filter(|kind| calendar.kinds.contains(kind)) {
        legend.put(kind.glyph(), theme.legend(*kind), kind.word());
    }
    for mark in &calendar.marks {
        legend.put(sign(mark.sign()), theme.text(), mark.meaning());
    }
    doubts(calendar, &mut legend, theme);
    legend.put(sign("↓"), today(theme), "today");
    if let Some(words) = days_of(calendar) {
        legend.put("", theme.dim(), &words);
    }
}

/// A day of the month: its number, then its events as titles, or as signs where there is one line.
fn day_box(model: &Model, calendar: &Calendar, day: Day, lit: bool, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let cell = calendar.days.get(&day);
    let style = match cell {
        _ if lit => Theme::selected_cell(theme.strong()),
        _ if day == calendar.today => today(theme),
        Some(_) => theme.strong(),
        None => theme.dim(),
    };
    let mut pen = Pen::on(buffer, area, 0);
    pen.put(&format!("{:>2}", day.civil().2), style);
    if day == calendar.today {
        pen.put(sign("↓"), theme.focus());
    } else if let Some(doubt) = cell.and_then(Cell::doubt) {
        pen.put(doubt.sign(), theme.text());
    }
    let Some(cell) = cell else { return };
    let events: Vec<(EventIx, Mark)> = cell.events.iter().copied().zip(cell.marks.iter().copied()).collect();
    if area.height < 3 || area.width < 15 {
        signs(model, &events, area, buffer);
    } else {
        titles(model, &events, Rect { y: area.y + 1, height: area.height - 1, ..area }, buffer);
    }
}

/// The signs of a day's events behind its number and on the lines below; what has no room is counted.
fn signs(model: &Model, events: &[(EventIx, Mark)], area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width).saturating_sub(3);
    let lines = usize::from(area.height);
    // A box of several lines keeps the last one free, so that weeks stand apart.
    let rows = lines.saturating_sub(1).max(1);
    let all = width * rows;
    let hidden = events.len().saturating_sub(all);
    let rest = format!("+{}", hidden + 3);
    let shown = if hidden > 0 { all.saturating_sub(rest.len()) } else { events.len() };
    for (at, (ix, mark)) in events.iter().take(shown).enumerate() {
        let kind = model.timeline.event(*ix).kind;
        let line = at.checked_div(width).unwrap_or(0);
        Pen::on(buffer, area, line as u16)
            .skip(3 + at - line * width)
            .put(sign(mark.sign()), model.theme.accent(kind));
    }
    if hidden > 0 {
        let left = format!("+{}", events.len() - shown);
        Pen::on(buffer, area, rows as u16 - 1).last(left.len()).put(&left, model.theme.dim());
    }
}

/// The titles of a day's events, each over as many lines as all of them have room for.
fn titles(model: &Model, events: &[(EventIx, Mark)], area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let rows = usize::from(area.height);
    let hidden = events.len().saturating_sub(rows);
    let most = if hidden > 0 { rows - 1 } else { events.len() };
    let width = usize::from(area.width).saturating_sub(2);
    let wrapped: Vec<Vec<String>> =
        events.iter().take(most).map(|(ix, _)| text::wrap(&model.timeline.event(*ix).title, width)).collect();
    let mut lines: Vec<usize> = wrapped.iter().map(|lines| lines.len().max(1)).collect();
    while lines.iter().sum::<usize>() > rows.saturating_sub(usize::from(hidden > 0)) {
        let Some(longest) = lines.iter_mut().max() else { break };
        if *longest <= 1 {
            break;
        }
        *longest -= 1;
    }
    let mut y = 0;
    for (((ix, mark), wrapped), lines) in events.iter().zip(&wrapped).zip(&lines) {
        let kind = model.timeline.event(*ix).kind;
        Pen::on(buffer, area, y).put(sign(mark.sign()), theme.accent(kind));
        for (at, line) in wrapped.iter().take(*lines).enumerate() {
            // The last line that has room says that the title goes on.
            let goes_on = at + 1 == *lines && wrapped.len() > *lines;
            let line = if goes_on { joined(&wrapped[at..]) } else { line.clone() };
            Pen::on(buffer, area, y + at as u16).skip(2).put(&line, theme.text());
        }
        y += *lines as u16;
    }
    if hidden > 0 {
        let rest = format!("{} {} more", sign("…"), events.len() - most);
        Pen::on(buffer, area, area.height - 1).put(&rest, theme.dim());
    }
}

/// Lines as one, as they were before they were wrapped.
fn joined(lines: &[String]) -> String {
    let mut whole = String::new();
    for line in lines {
        if !whole.is_empty() && !whole.ends_with('-') {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}

/// The words above what may be on a day.
const AROUND: &str = "known less finely, perhaps on this day";

/// The first and the last day of a day's month.
fn month_of(day: Day) -> (Day, Day) {
    let (year, month, _) = day.civil();
    let first = Day::from_civil(year, month, 1);
    (first, first.plus_months(1).plus_days(-1))
}

/// Days with their events, one below the other.
struct List<'m> {
    model: &'m Model,
    area: Rect,
    /// The next free line.
    y: u16,
}

impl List<'_> {
    /// The events of the cursor's day, those around it, and the days after it in the month; before it those that
    /// still have room.
    fn draw(&mut self, calendar: &Calendar, day: Day, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let own = calendar.days.get(&day);
        let (first, last) = month_of(day);
        let mut used = self.lines(calendar, day);
        used += calendar
            .days
            .range(day.plus_days(1)..=last.max(day.plus_days(1)))
            .map(|(_, cell)| self.cell_lines(cell))
            .sum::<usize>();
        let mut begin = day;
        for (before, cell) in calendar.days.range(first..day).rev() {
            used += self.cell_lines(cell);
            if used > usize::from(self.area.height) {
                break;
            }
            begin = *before;
        }
        for (before, cell) in calendar.days.range(begin..day) {
            self.heading(&before.in_words(), theme.dim(), buffer);
            self.events(&cell.events, &cell.marks, buffer);
        }
        self.heading(&day.in_words(), theme.heading(), buffer);
        if own.is_none() {
            self.heading("nothing known to this day", theme.dim(), buffer);
        }
        if let Some(cell) = own {
            self.events(&cell.events, &cell.marks, buffer);
        }
        let mut around = calendar.around(day).peekable();
        if around.peek().is_some() {
            self.heading(AROUND, theme.dim(), buffer);
        }
        for span in around {
            self.events(&span.events, &span.marks, buffer);
        }
        for (day, cell) in calendar.days.range(day.plus_days(1)..=last.max(day.plus_days(1))) {
            if self.y + 1 >= self.area.height {
                break;
            }
            self.heading(&day.in_words(), theme.dim(), buffer);
            self.events(&cell.events, &cell.marks, buffer);
        }
    }

    /// The lines of a day with what is around it.
    fn lines(&self, calendar: &Calendar, day: Day) -> usize {
        let own = calendar.days.get(&day).map_or(2, |cell| self.cell_lines(cell));
        let around: usize = calendar.around(day).map(|span| self.titles(&span.events)).sum();
        own + around + usize::from(around > 0)
    }

    fn cell_lines(&self, cell: &Cell) -> usize {
        1 + self.titles(&cell.events)
    }

    /// The lines of events, counted no further than there is room.
    fn titles(&self, events: &[EventIx]) -> usize {
        let shown = events.iter().take(usize::from(self.area.height));
        shown.map(|ix| self.wrapped(*ix).len()).sum()
    }

    fn wrapped(&self, ix: EventIx) -> Vec<String> {
        text::wrap(&self.model.timeline.event(ix).title, usize::from(self.area.width).saturating_sub(4))
    }

    fn heading(&mut self, words: &str, style: Style, buffer: &mut Buffer) {
        Pen::on(buffer, self.area, self.y).skip(1).put(words, style);
        self.y += 1;
    }

    fn events(&mut self, events: &[EventIx], marks: &[Mark], buffer: &mut Buffer) {
        let theme = self.model.theme;
        for (number, (ix, mark)) in events.iter().zip(marks).enumerate() {
            let room = self.area.height.saturating_sub(self.y);
            if room == 0 {
                return;
            }
            let left = events.len() - number;
            let event = self.model.timeline.event(*ix);
            let lines = self.wrapped(*ix);
            if left > 1 && usize::from(room) <= lines.len() {
                self.heading(&format!("{} {left} more", sign("…")), theme.dim(), buffer);
                self.y = self.area.height;
                return;
            }
            Pen::on(buffer, self.area, self.y).skip(1).put(sign(mark.sign()), theme.accent(event.kind));
            for line in &lines {
                Pen::on(buffer, self.area, self.y).skip(3).put(line, theme.text());
                self.y += 1;
            }
        }
    }
}
