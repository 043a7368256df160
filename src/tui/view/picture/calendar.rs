//! The Calendar: a shade for each day of a year, a box for each day of a month.

mod month;

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::event::Kind;
use crate::event::date::{Day, Heading, Zone, month_name};
use crate::event::word::Word;
use crate::text::signs::{is_ascii, sign};
use crate::text::{counted, thousands};
use crate::timeline::row::without_year;
use crate::tui::model::Model;
use crate::tui::picture::calendar::{Block, Calendar, Cell, Doubt};
use crate::tui::picture::{Mark, Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

use super::legend::Legend;

/// Shades from few to many.
const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
/// The columns between the days of a year and what is beside them.
const GAP: usize = 2;
/// The columns of that.
const BESIDE: usize = 17;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn draw(model: &Model, calendar: &Calendar, place: &Place, area: Rect, buffer: &mut Buffer) {
    if calendar.is_month(place) {
        month::draw(model, calendar, place, area, buffer);
    } else {
        years(model, calendar, place, area, buffer);
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
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let years = calendar.years_in(room);
    let (above, below) = parted(area, years.legend);
    for block in years.seen(place.top) {
        year(model, calendar, block, place, above, buffer);
        beside(model, calendar, block, place, above, buffer);
    }
    month::day_below(model, calendar, calendar.cursor(place), years.end(), above, buffer);
    legend(model, calendar, below, buffer);
}

/// The lines of the picture and those of the legend.
fn parted(area: Rect, lines: usize) -> (Rect, Rect) {
    let height = area.height.saturating_sub(lines as u16);
    (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// By whose clock the days are, if one is chosen.
fn days_of(calendar: &Calendar) -> Option<String> {
    calendar.zone.map(|zone| format!("days of {} time", Zone::Named(zone).city()))
}

/// The line of the area at which a line of the years is, if it is on the screen.
fn on_screen(y: usize, place: &Place, area: Rect) -> Option<u16> {
    let y = y.checked_sub(place.top)?;
    (y < usize::from(area.height)).then_some(y as u16)
}

/// How many events are known less finely than a day.
fn less_finely(pen: &mut Pen<'_>, beside: usize, theme: Theme) {
    if beside > 0 {
        pen.put(&format!("  +{} known less finely than a day", thousands(beside as u64)), theme.dim());
    }
}

/// What a year has of each kind and its busiest day, beside its days where there is room.
fn beside(model: &Model, calendar: &Calendar, block: &Block, place: &Place, area: Rect, buffer: &mut Buffer) {
    let (theme, x) = (model.theme, block.width() + GAP);
    if x + BESIDE > usize::from(area.width) {
        return;
    }
    let sum = calendar.sum(block.first, block.last);
    let kinds = Kind::ALL.iter().zip(sum.by_kind).filter(|(_, count)| *count > 0);
    for (y, (kind, count)) in (block.y + 2..).zip(kinds) {
        if let Some(y) = on_screen(y, place, area) {
            let words =
                counted(count as usize, if *kind == Kind::Other { "other event" } else { kind.word() });
            let mut pen = Pen::on(buffer, area, y);
            pen.skip(x).put(kind.glyph(), theme.accent(*kind)).skip(1).put(&words, theme.dim());
        }
    }
    let busiest = calendar.busiest(block.year).filter(|(_, count)| *count > 1);
    if let (Some((day, count)), Some(y)) = (busiest, on_screen(block.y + 7, place, area)) {
        let day = without_year(&day.short());
        Pen::on(buffer, area, y).skip(x).put("most on ", theme.dim()).put(&day, theme.text());
        Pen::on(buffer, area, y + 1).skip(x).put(&counted(count, "event"), theme.dim());
    }
}

fn year(model: &Model, calendar: &Calendar, block: &Block, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    if let Some(y) = on_screen(block.y, place, area) {
        let sum = calendar.sum(block.first, block.last);
        let count = counted(sum.begun, "event");
        let name = Heading::Year(block.year).in_words();
        let mut pen = Pen::on(buffer, area, y);
        pen.skip(1).put(&name, theme.heading()).skip(2).put(&count, theme.dim());
        less_finely(&mut pen, sum.beside, theme);
        if let Some(eras) = calendar.eras.get(&block.year) {
            pen.put(&format!(": {}", eras.join(", ")), theme.dim());
        }
    }
    if let Some(y) = on_screen(block.y + 1, place, area) {
        let mut first = block.first;
        while first <= block.last {
            let (x, _) = block.cell_of(first);
            let coarse = calendar.sum(first, first).is_known;
            // A month that some event is known to, and no finer, is underlined as far as it goes.
            let style = if coarse { theme.text().add_modifier(Modifier::UNDERLINED) } else { theme.dim() };
            let name: String = month_name(first.civil().1).chars().take(3).collect();
            let width = if coarse { 4 * block.cell } else { 3 };
            let next = first.plus_months(1);
            let now = Some(calendar.today).filter(|today| (first..next).contains(today));
            let now = now.map(|today| block.cell_of(today).0 - x);
            // Without colour too an arrow points at today; the name of its month stands where it leaves room.
            let room = block.cell_of(next.plus_days(-1)).0 + block.cell - x;
            let (skip, most) = match now {
                Some(at) if at < name.len() && room - at > name.len().min(at + 1) => (at + 1, room - at - 1),
                Some(at) => (0, at),
                None => (0, width),
            };
            let place = Rect {
                x: area.x + x.min(usize::from(area.width)) as u16,
                width: room.max(width) as u16,
                ..area
            };
            let name: String = name.chars().take(most).collect();
            let mut pen = Pen::on(buffer, place.intersection(area), y);
            pen.skip(skip).cell(&name, width.min(most), style);
            if let Some(at) = now {
                Pen::on(buffer, place.intersection(area), y).skip(at).put(sign("↓"), theme.focus());
            }
            first = next;
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
    let room = usize::from(area.right().saturating_sub(x)).min(width);
    if lit {
        // A number among shades is the cursor.
        let count = cell.map_or(0, |cell| cell.events.len());
        let text = text::pad_start(&number(count, width), width);
        buffer.set_stringn(x, y, text, room, Theme::selected_cell(theme.strong()));
        return;
    }
    let (text, style) = match cell {
        // Months are told apart by how strong their empty days are.
        None if day.civil().1.is_multiple_of(2) => (text::pad(nothing(), width), theme.rule()),
        None => (text::pad(nothing(), width), theme.dim()),
        Some(cell) => filled(cell, calendar.peak, width, theme),
    };
    buffer.set_stringn(x, y, &text, room, style);
    if day == calendar.today {
        buffer.set_style(Rect { x, y, width: room as u16, height: 1 }, today(theme));
    }
}

/// How today is drawn.
fn today(theme: Theme) -> Style {
    theme.focus().add_modifier(Modifier::UNDERLINED)
}

/// A day without events. In ASCII a dot, which no shade can be mistaken for: there days have numbers.
fn nothing() -> &'static str {
    if is_ascii() { "." } else { "·" }
}

/// A day with events: a shade, with their number where it has room for both; the number alone in ASCII, which has no
/// shades to tell apart; the sign of what did not happen, or of a
/// date in doubt, if nothing else is there.
fn filled(cell: &Cell, peak: usize, width: usize, theme: Theme) -> (String, Style) {
    let (count, style) = (cell.events.len(), theme.bar(most(cell)));
    let doubt = || cell.doubt().map(Doubt::sign);
    if let Some(of_all) = cell.only().map(|mark| sign(mark.sign())).or_else(doubt) {
        let number = if count > 1 && width > 1 { number(count, width - 1) } else { String::new() };
        return (text::pad(&format!("{of_all}{number}"), width), style);
    }
    if is_ascii() {
        return (text::pad_start(&number(count, width), width), style);
    }
    match shade(count, peak) {
        step @ (0 | 1) => (SHADES[step].repeat(width), style),
        step if width == 1 => (SHADES[step].to_owned(), style),
        2 => (text::pad_start(&number(count, width), width).replace(' ', SHADES[2]), style),
        _ => (
            text::pad_start(&number(count, width), width),
            style.add_modifier(Modifier::REVERSED | Modifier::BOLD),
        ),
    }
}

/// A number in so many columns.
fn number(count: usize, width: usize) -> String {
    let number = count.to_string();
    if number.len() <= width { number } else { "+".repeat(width) }
}

/// The kind that most events of a day have.
fn most(cell: &Cell) -> Kind {
    let all = Kind::ALL.iter().zip(cell.by_kind);
    all.max_by_key(|(_, count)| *count).map_or(Kind::Other, |(kind, _)| *kind)
}

/// What the signs of days in doubt mean.
fn doubts(calendar: &Calendar, legend: &mut Legend<'_>, theme: Theme) {
    for doubt in &calendar.doubted {
        legend.put(doubt.sign(), theme.text(), if *doubt == Doubt::About { "about" } else { "uncertain" });
    }
}

/// What the shades and signs mean.
fn legend(model: &Model, calendar: &Calendar, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut legend = Legend::on(buffer, area, theme);
    if is_ascii() {
        // Shades could not be told apart.
        legend.put("2", theme.text(), "events of the day");
    } else {
        legend.put("", theme.dim(), "events a day:");
        let (half, peak) = (calendar.peak.max(8) / 2, calendar.peak);
        let many =
            |from: usize, to: usize| if to > from { format!("{from}–{to}") } else { from.to_string() };
        let upto = ["1".to_owned(), "2".to_owned(), many(3, half.min(peak)), many(half + 1, peak)];
        let steps = [1, 2, 3, half + 1];
        for ((shade, words), _) in SHADES.iter().zip(upto).zip(steps).filter(|(_, from)| *from <= peak.max(1))
        {
            legend.put(shade, theme.text(), &words);
        }
    }
    for (mark, words) in Mark::OTHER.into_iter().zip(["only planned", "only alleged", "only cancelled"]) {
        if calendar.only.contains(&mark) {
            legend.put(sign(mark.sign()), theme.text(), words);
        }
    }
    doubts(calendar, &mut legend, theme);
    if theme.accent(Kind::Meeting) != theme.accent(Kind::Strike) {
        legend.put("", theme.dim(), "colour: the day's commonest kind");
    }
    if calendar.has_known {
        legend.put("Jan", theme.text().add_modifier(Modifier::UNDERLINED), "some known only to the month");
    }
    if calendar.has_today() {
        legend.put(sign("↓"), today(theme), "today");
    }
    if let Some(words) = days_of(calendar) {
        legend.put("", theme.dim(), &words);
    }
    if calendar.undated > 0 {
        legend.put("", theme.dim(), &format!("+{} without a date", thousands(calendar.undated as u64)));
    }
}
