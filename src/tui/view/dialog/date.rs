//! The date picker.

use ratatui::style::Modifier;

use super::sheet::{DialogCanvas, Hints};
use crate::event::date::Day;
use crate::text::signs::{sign, up_and_down};
use crate::tui::dialog::date::{DatePicker, Month, PRESETS, Part, Reading};
use crate::tui::shape::Area;

const HEAT: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

pub(super) fn draw(it: &DatePicker, size: (u16, u16), sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> = match it.part {
        Part::Calendar => &[
            ("Enter", "apply"),
            ("Space", "mark"),
            ("Esc", "leave"),
            ("Tab", "presets"),
            ("[ ]", "days with events"),
            ("PgUp PgDn", "month"),
            ("0-9", "type"),
        ],
        Part::Field => &[("Enter", "apply"), ("Esc", "leave"), ("Tab", "calendar")],
        Part::Presets(_) => {
            &[("Enter", "apply"), ("Esc", "leave"), (up_and_down(), "choose"), ("Tab", "type")]
        }
    };
    sheet.frame("Dates", "", hints);
    let place = it.place(size);
    let (before, after) = it.field();
    sheet.field(place.field, (&before, &after), "every date", it.part == Part::Field);
    reading(it, place.reading, sheet);
    for month in &place.months {
        draw_month(it, *month, sheet);
    }
    if let Some(area) = place.presets {
        presets(it, area, sheet);
    }
}

fn reading(it: &DatePicker, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    let words = it.reading.in_words();
    match &it.reading {
        Reading::Any => {
            sheet.put(area, 2, 0, &words, theme.dim());
        }
        Reading::Good { events, .. } => {
            let count = match events {
                1 => "1 event".to_owned(),
                n => format!("{n} events"),
            };
            let end = sheet.put(area, 2, 0, &words, theme.text());
            sheet.put(area, end, 0, &format!("  {count}"), theme.dim());
        }
        Reading::Bad { hint, .. } => {
            let end = sheet.put(area, 2, 0, &words, theme.warning());
            if let Some(hint) = hint {
                sheet.put(area, end, 0, &format!("  {hint}"), theme.dim());
            }
        }
    }
}

fn draw_month(it: &DatePicker, month: Month, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    let area = month.area;
    if month.head() >= 1 {
        sheet.put(area, 1, 0, &name(month), theme.heading());
    }
    if month.head() >= 2 {
        for (at, weekday) in (0u16..).zip(WEEKDAYS) {
            sheet.put(area, at * 5 + 1, 1, weekday, theme.dim());
        }
    }
    for (day, cell) in month.days() {
        draw_day(it, day, cell, sheet);
    }
    let vague = it.vague(month.year, month.number);
    if vague > 0 && area.height > 8 {
        sheet.put(area, 1, 8, &format!("and {vague} known to the month only"), theme.dim());
    }
}

fn draw_day(it: &DatePicker, day: Day, cell: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    let (count, heat) = it.heat(day);
    let (_, _, number) = day.civil();
    let mut style = if count == 0 { theme.dim() } else { theme.text() };
    if day == it.today {
        style = style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    }
    sheet.put(cell, 1, 0, &format!("{number:>2}"), style);
    sheet.put(cell, 3, 0, sign(HEAT.get(heat).copied().unwrap_or("█")), theme.link());
    if it.holds(day) {
        sheet.shade(cell, 0, theme.selected());
    }
    if day == it.cursor && it.part == Part::Calendar {
        sheet.put(cell, 0, 0, "[", theme.focus());
        sheet.put(cell, 4, 0, "]", theme.focus());
    }
}

fn presets(it: &DatePicker, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    for (y, (at, (name, _))) in (0..area.height).zip(PRESETS.iter().enumerate()) {
        let chosen = it.part == Part::Presets(at);
        sheet.put(area, 0, y, name, if chosen { theme.text() } else { theme.dim() });
        if chosen {
            sheet.shade(area, y, theme.selected());
        }
    }
}

fn name(month: Month) -> String {
    let heading = crate::event::date::Heading::Month(month.year, month.number);
    heading.in_words()
}
