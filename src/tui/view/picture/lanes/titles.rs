//! Titles beside marks and in bars, where nothing else stands.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::picture::lanes::Drawn;
use crate::tui::text;
use crate::tui::view::ink::Pen;

use super::{Row, Sheet};

/// Fewer cells than this tell nothing of a title.
const LEAST: usize = 10;
/// A bar with a title has this much before and behind it: its sign, air, some of the bar.
const BAR: i64 = 4;

/// Where a title would stand, and how much of it.
#[derive(Debug, Clone, Copy)]
struct Slot {
    column: i64,
    line: usize,
    width: usize,
    /// Whether it stands in its bar.
    inside: bool,
}

/// Draws the title of each event once, in the lane that has most room for it.
pub(super) fn draw(sheet: &Sheet<'_>, rows: &[Row], buffer: &mut Buffer) {
    let mut best: BTreeMap<u32, Slot> = BTreeMap::new();
    for row in rows {
        let seen = row.packed.drawn(sheet.place.left as i64, sheet.frame.across);
        for (at, drawn) in seen.filter(|(_, drawn)| drawn.count == 1) {
            let line = usize::from(row.y) + at;
            let Some(slot) = slot(sheet, drawn, line, buffer) else { continue };
            if best.get(&drawn.item).is_none_or(|known| known.width < slot.width) {
                best.insert(drawn.item, slot);
            }
        }
    }
    for (item, slot) in best {
        let (Some(title), Some((x, y))) = (title(sheet, item), sheet.cell(slot.column, slot.line)) else {
            continue;
        };
        let area = Rect { x, y, width: sheet.time.right().saturating_sub(x), height: 1 };
        let mut pen = Pen::on(buffer, area, 0);
        if slot.inside {
            let words = format!(" {} ", text::cut(title, slot.width));
            pen.put(&words, sheet.model.theme.text());
        } else {
            // The grid must not show through.
            pen.cell(title, slot.width, sheet.model.theme.dim());
        }
    }
}

fn title<'s>(sheet: &'s Sheet<'_>, item: u32) -> Option<&'s str> {
    let item = sheet.lanes.items.get(item as usize)?;
    Some(&sheet.model.timeline.event(item.event).title)
}

/// Finds room for a title, in its bar or behind its mark.
fn slot(sheet: &Sheet<'_>, drawn: &Drawn, line: usize, buffer: &Buffer) -> Option<Slot> {
    let title = text::width(title(sheet, drawn.item)?);
    let (left, right) = (sheet.place.left as i64, (sheet.place.left + sheet.frame.across) as i64);
    let item = sheet.lanes.items.get(drawn.item as usize)?;
    let end = if item.open.1 { right } else { drawn.last };
    let (first, last) = (drawn.first.max(left), end.min(right - 1));
    // The sign of a bar that began before the screen stands behind the one that says so.
    let column = first + i64::from(drawn.first < left) + 1;
    // A third of the bar stays to be seen.
    let room = usize::try_from((last + 2 - column - BAR) * 2 / 3).unwrap_or(0);
    if room >= LEAST {
        return Some(Slot { column, line, width: title.min(room), inside: true });
    }
    let free = |column: i64| {
        let cell = sheet.cell(column, line).and_then(|at| buffer.cell(at));
        !sheet.holes.borrow().contains(&(column, line))
            && cell.is_some_and(|cell| [" ", "·"].contains(&cell.symbol()))
    };
    let column = end + 2 + i64::from(item.about || item.unsure);
    let room = (column..right).take_while(|column| free(*column)).count();
    // Air before what stands behind it.
    let room = room.saturating_sub(usize::from(column + (room as i64) < right));
    (room >= LEAST.min(title) && free(column - 1)).then_some(Slot {
        column,
        line,
        width: title.min(room),
        inside: false,
    })
}
