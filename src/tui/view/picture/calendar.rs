//! The Calendar: a shade for each day of a year, a box for each day of a month.

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::event::Kind;
use crate::event::date::{Day, month_name};
use crate::event::word::Word;
use crate::text::signs::{is_ascii, sign};
use crate::text::{counted, thousands};
use crate::tui::model::Model;
use crate::tui::picture::calendar::{Block, Calendar, Cell, Month, blocks};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// Shades from few to many.
const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn draw(model: &Model, calendar: &Calendar, place: &Place, area: Rect, buffer: &mut Buffer) {
    if place.zoom == 0 {
        years(model, calendar, place, area, buffer);
    } else {
        month(model, calendar, place, area, buffer);
    }
}

/// Which shade a number has: one event, two, up to half the peak, more.
fn shade(count: usize, peak: usize) -> usize {
    match count {
        0 | 1 => 0,
        2 => 1,
        n if n * 2 <= peak.max(8) => 2,
        _ => 3,
    }
}

fn years(model: &Model, calendar: &Calendar, place: &Place, area: Rect, buffer: &mut Buffer) {
    for block in blocks(&calendar.years, usize::from(area.width)) {
        year(model, calendar, &block, place, area, buffer);
    }
    legend(model, calendar, place, area, buffer);
}

/// The line of the area at which a line of the years is, if it is on the screen.
fn on_screen(y: usize, place: &Place, area: Rect) -> Option<u16> {
    let y = y.checked_sub(place.top)?;
    (y < usize::from(area.height)).then_some(y as u16)
}

fn year(model: &Model, calendar: &Calendar, block: &Block, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    if let Some(y) = on_screen(block.y, place, area) {
        let count = counted(calendar.within(block.first, block.last), "event");
        let name = block.year.to_string();
        let mut pen = Pen::on(buffer, area, y);
        pen.skip(1).put(&name, theme.heading()).skip(2).put(&count, theme.dim());
        let beside = calendar.beside(block.first, block.last, true);
        if beside > 0 {
            pen.put(&format!("  +{} known less finely than a day", thousands(beside as u64)), theme.dim());
        }
    }
    if let Some(y) = on_screen(block.y + 1, place, area) {
        let mut first = block.first;
        while first <= block.last {
            let (x, _) = block.cell_of(first);
            let last = first.plus_months(1).plus_days(-1);
            let coarse = calendar.beside(first, last, false) > 0;
            // A month that some event is known to, and no finer, is underlined as far as it goes.
            let style = if coarse { theme.text().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
            let name: String = month_name(first.civil().1).chars().take(3).collect();
            let width = if coarse { 4 * block.cell } else { 3 };
            let place =
                Rect { x: area.x + x.min(usize::from(area.width)) as u16, width: width as u16, ..area };
            Pen::on(buffer, place.intersection(area), y).cell(&name, width, style);
            first = first.plus_months(1);
        }
    }
    for (row, name) in WEEKDAYS.iter().enumerate() {
        if let Some(y) = on_screen(block.y + 2 + row, place, area)
            && row % 2 == 0
        {
            Pen::on(buffer, area, y).skip(1).put(name, theme.dim());
        }
    }
    let mut day = block.first;
    while day <= block.last {
        let (x, line) = block.cell_of(day);
        if let Some(y) = on_screen(block.y + line, place, area) {
            let at = (area.x + x as u16, area.y + y);
            draw_day(model, calendar, day, block.cell, day == calendar.cursor(place), at, area, buffer);
        }
        day = day.plus_days(1);
    }
}

#[expect(clippy::too_many_arguments, reason = "what is drawn, where, and on what")]
fn draw_day(
    model: &Model,
    calendar: &Calendar,
    day: Day,
    width: usize,
    lit: bool,
    (x, y): (u16, u16),
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let cell = calendar.days.get(&day);
    if lit {
        // A number among shades is the cursor.
        let count = cell.map_or(0, |cell| cell.events.len());
        let number = if count > 9 && width == 1 { "+".to_owned() } else { count.to_string() };
        let room = usize::from(area.right().saturating_sub(x)).min(width);
        buffer.set_stringn(x, y, text::pad_start(&number, width), room, Theme::selected_cell(theme.strong()));
        return;
    }
    let (text, style) = match cell {
        None if day == calendar.today => (text::pad(sign("○"), width), theme.focus()),
        None => (text::pad(nothing(), width), theme.rule()),
        Some(cell) => (filled(cell.events.len(), calendar.peak, width), theme.bar(most(cell))),
    };
    let room = usize::from(area.right().saturating_sub(x)).min(width);
    buffer.set_stringn(x, y, &text, room, style);
}

/// A day without events. In ASCII a dot, which no shade can be mistaken for: there days have numbers.
fn nothing() -> &'static str {
    if is_ascii() { "." } else { "·" }
}

/// A day with events: a shade, or their number in ASCII, which has no shades to tell apart.
fn filled(count: usize, peak: usize, width: usize) -> String {
    if !is_ascii() {
        return SHADES[shade(count, peak)].repeat(width);
    }
    let number = count.to_string();
    if number.len() <= width { text::pad_start(&number, width) } else { "+".repeat(width) }
}

/// The kind that most events of a day have.
fn most(cell: &Cell) -> Kind {
    let all = Kind::ALL.iter().zip(cell.by_kind);
    all.max_by_key(|(_, count)| *count).map_or(Kind::Other, |(kind, _)| *kind)
}

/// What the shades mean, in the last line where that is free.
fn legend(model: &Model, calendar: &Calendar, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let lines = blocks(&calendar.years, usize::from(area.width)).len() * 10;
    let y = area.height.saturating_sub(1);
    if lines.saturating_sub(place.top) > usize::from(y) + 1 {
        return;
    }
    let half = calendar.peak.max(8) / 2;
    let mut pen = Pen::on(buffer, area, y);
    pen.skip(1);
    if is_ascii() {
        pen.put("a number: events of the day", theme.dim());
        return;
    }
    for (sign, words) in SHADES.iter().zip([
        "1".to_owned(),
        "2".to_owned(),
        format!("3–{half}"),
        format!("{}–{}", half + 1, calendar.peak.max(half + 1)),
    ]) {
        pen.put(sign, theme.text()).put(" ", theme.dim()).put(&words, theme.dim()).put("  ", theme.dim());
    }
    for kind in Kind::ALL {
        pen.put(sign("█"), theme.bar(*kind))
            .put(" ", theme.dim())
            .put(kind.word(), theme.dim())
            .put("  ", theme.dim());
    }
    pen.put("the colour is of the commonest kind", theme.dim());
}

fn month(model: &Model, calendar: &Calendar, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let cursor = calendar.cursor(place);
    let month = Month::of(cursor, room);
    let (year, number, _) = cursor.civil();
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1).put(&format!("{} {year}", month_name(number)), theme.heading()).skip(2);
    pen.put(&counted(calendar.within(month.first, month.last), "event"), theme.dim());
    let beside = calendar.beside(month.first, month.last, true);
    if beside > 0 {
        pen.put(&format!("  +{beside} known less finely than a day"), theme.dim());
    }
    for (at, name) in WEEKDAYS.iter().enumerate() {
        let mut pen = Pen::on(buffer, area, 1);
        pen.skip(1 + at * month.cell).put(name, theme.dim());
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
    let end = month.end() as u16 + 1;
    let below = Rect { y: area.y + end, height: area.height.saturating_sub(end), ..area };
    days_list(model, calendar, cursor, month.last, below, buffer);
}

/// A day of the month: its number, then its events as titles, or as signs where there is one line.
fn day_box(model: &Model, calendar: &Calendar, day: Day, lit: bool, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let cell = calendar.days.get(&day);
    let number = format!("{:>2}", day.civil().2);
    let style = match cell {
        _ if lit => Theme::selected_cell(theme.strong()),
        Some(_) => theme.strong(),
        None => theme.dim(),
    };
    let mut pen = Pen::on(buffer, area, 0);
    pen.put(&number, style);
    if day == calendar.today {
        pen.put(sign("○"), theme.focus());
    }
    let Some(cell) = cell else { return };
    if area.height < 3 || area.width < 15 {
        pen.skip(1);
        for ix in &cell.events {
            if pen.room() == 1 && cell.events.len() > 1 {
                pen.put(sign("…"), theme.dim());
                break;
            }
            let kind = model.timeline.event(*ix).kind;
            pen.put(kind.glyph(), theme.accent(kind));
        }
        return;
    }
    let rows = usize::from(area.height) - 1;
    let hidden = cell.events.len().saturating_sub(rows);
    let most = if hidden > 0 { rows - 1 } else { rows };
    for (ix, y) in cell.events.iter().take(most).zip(1..area.height) {
        let event = model.timeline.event(*ix);
        Pen::on(buffer, area, y)
            .put(event.kind.glyph(), theme.accent(event.kind))
            .put(" ", Style::new())
            .put(&event.title, theme.text());
    }
    if hidden > 0 {
        Pen::on(buffer, area, area.height - 1)
            .put(&format!("{} {} more", sign("…"), hidden + 1), theme.dim());
    }
}

/// The events of the cursor's day and those after it in the month, as far as there is room below.
fn days_list(model: &Model, calendar: &Calendar, day: Day, last: Day, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let later = calendar.days.range(day.plus_days(1)..=last.max(day.plus_days(1)));
    let own = calendar.days.get(&day).map(|cell| cell.events.as_slice()).unwrap_or_default();
    let all = std::iter::once((day, own)).chain(later.map(|(day, cell)| (*day, cell.events.as_slice())));
    let mut y = 0;
    for (at, events) in all {
        if y + 1 >= area.height {
            break;
        }
        let style = if at == day { theme.heading() } else { theme.dim() };
        Pen::on(buffer, area, y).skip(1).put(&at.in_words(), style);
        y += 1;
        if events.is_empty() {
            Pen::on(buffer, area, y).skip(1).put("nothing known to this day", theme.dim());
            y += 1;
        }
        for (number, ix) in events.iter().enumerate() {
            if y >= area.height {
                break;
            }
            let left = events.len() - number;
            if y + 1 == area.height && left > 1 {
                Pen::on(buffer, area, y).skip(1).put(&format!("{} {left} more", sign("…")), theme.dim());
                return;
            }
            let event = model.timeline.event(*ix);
            let mut pen = Pen::on(buffer, area, y);
            pen.skip(1)
                .put(event.kind.glyph(), theme.accent(event.kind))
                .skip(1)
                .put(&event.title, theme.text());
            y += 1;
        }
    }
}
