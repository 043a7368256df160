//! Help.

use super::sheet::{DialogCanvas, Hints};
use crate::event::{Kind, Word};
use crate::text::signs::{drawn, up_and_down};
use crate::tui::dialog::help::{Help, Item, Page, body, columns};
use crate::tui::shape::Area;

pub(super) fn draw(it: &Help, sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> = if it.is_finding() {
        &[(up_and_down(), "scroll"), ("Tab", "all pages"), ("Esc", "leave")]
    } else {
        &[("Tab", "next page"), (up_and_down(), "scroll"), ("Esc", "leave")]
    };
    sheet.frame("Help", "", hints);
    let inner = sheet.inner();
    let area = body(inner);
    let field = Area { y: inner.y + 1, height: 1, ..inner };
    match area.y - inner.y {
        // Without room for both, what is typed goes before the pages.
        0 | 1 if it.is_finding() => sheet.field(inner, it.line.parts(), "", true),
        0 | 1 => tabs(it, inner, sheet),
        _ => {
            tabs(it, inner, sheet);
            sheet.field(field, it.line.parts(), "type to find a key, a sign or a word", true);
        }
    }
    let lines = it.lines(usize::from(inner.width));
    if lines.is_empty() {
        let nothing = format!("nothing here about {}", it.line.text().trim());
        sheet.put(area, 0, 0, &nothing, sheet.theme.dim());
    }
    let first = it.scroll.min(lines.len().saturating_sub(area.lines()));
    let count = lines.first().map_or(1, Vec::len) as u16;
    let width = if count == 2 { (area.width - 4) / 2 } else { area.width };
    let widths = columns(&it.sections(), usize::from(width));
    for (y, line) in (0..area.height).zip(lines.iter().skip(first)) {
        for (at, item) in (0u16..).zip(line) {
            let cell = Area { x: area.x + at * (width + 4), y: area.y + y, width, height: 1 };
            draw_item(item, cell, widths, sheet);
        }
    }
    sheet.thumb(area, first, lines.len());
}

fn tabs(it: &Help, inner: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    let mut x = 0;
    for tab in Page::ALL {
        if tab == it.page && !it.is_finding() {
            x = sheet.put(inner, x, 0, &drawn("› "), theme.focus());
            x = sheet.put(inner, x, 0, tab.name(), theme.heading());
        } else {
            x = sheet.put(inner, x, 0, &format!("  {}", tab.name()), theme.dim());
        }
        x += 2;
    }
}

/// The kind that a sign stands for.
fn kind_of(sign: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.glyph() == sign)
}

fn draw_item(
    item: &Item,
    area: Area,
    (what_width, means_width, _): (usize, usize, usize),
    sheet: &mut DialogCanvas<'_>,
) {
    let theme = sheet.theme;
    match item {
        Item::Blank => {}
        Item::Heading(heading) => {
            sheet.put(area, 0, 0, &heading.to_uppercase(), theme.heading());
        }
        Item::Row { what, means, example } => {
            let (what_width, means_width) = (what_width as u16, means_width as u16);
            sheet.put(
                Area { width: what_width.saturating_sub(1).min(area.width), ..area },
                0,
                0,
                what,
                kind_of(what).map_or(theme.key(), |kind| theme.accent(kind)),
            );
            let rest = area.width.saturating_sub(what_width);
            let means_area =
                Area { x: area.x + what_width.min(area.width), width: means_width.min(rest), ..area };
            let end = sheet.put(means_area, 0, 0, means, theme.text());
            if example.is_empty() {
                return;
            }
            let after = what_width + means_width;
            if after < area.width {
                let example_area = Area { x: area.x + after, width: area.width - after, ..area };
                sheet.put(example_area, 0, 0, example, theme.dim());
            } else {
                sheet.put(means_area, end + 2, 0, example, theme.dim());
            }
        }
    }
}
