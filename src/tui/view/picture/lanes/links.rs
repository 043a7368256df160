//! Lines from the selected event to those it is linked with.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::describe::links::ties;
use crate::event::EventIx;
use crate::text::counted;
use crate::text::signs::sign;
use crate::tui::picture::lanes::Item;
use crate::tui::theme::Theme;

use super::{Row, Sheet};

/// More than this many links of one event would hide what they lead to.
const MOST: usize = 12;

/// How the lines are drawn.
pub(super) fn style(theme: Theme) -> Style {
    theme.focus().remove_modifier(Modifier::BOLD)
}

/// Draws the lines behind what is there already, and lights the linked marks. Returns how many links there are and how
/// many are shown, in words.
pub(super) fn draw(sheet: &Sheet<'_>, rows: &[Row], buffer: &mut Buffer) -> Option<String> {
    let selected = sheet.model.selected_event()?;
    let (own, item) = sheet.lanes.item(selected)?;
    let mut others: Vec<EventIx> = ties(&sheet.model.timeline, selected)
        .iter()
        .filter(|tie| !tie.is_order())
        .map(|tie| tie.other)
        .collect();
    let mut seen = std::collections::HashSet::new();
    others.retain(|other| seen.insert(*other));
    let shown = connected(sheet, rows, (own, item), &others, buffer);
    match others.len() {
        0 => None,
        all if all == shown => Some(counted(all, "link")),
        all => Some(format!(
            "{}, {} shown",
            counted(all, "link"),
            if shown == 0 { "none".to_owned() } else { shown.to_string() }
        )),
    }
}

/// Draws the lines to other events and returns how many lead to one on the screen.
fn connected(
    sheet: &Sheet<'_>,
    rows: &[Row],
    (own, item): (u32, &Item),
    others: &[EventIx],
    buffer: &mut Buffer,
) -> usize {
    let from = sheet.scale.of(item).0;
    // The line begins at the cursor if that is on the event, else where its first lane has it.
    let row = rows.iter().filter(|row| holds(sheet, row, own)).min_by_key(|row| row.lane != sheet.place.row);
    let Some(start) =
        row.and_then(|row| Some((usize::from(row.y) + line_of(row, sheet.scale.of(item), own)?, row.lane)))
    else {
        return 0;
    };
    let style = style(sheet.model.theme);
    let mut shown = 0;
    for (other, item) in others.iter().filter_map(|other| sheet.lanes.item(*other)).take(MOST) {
        let bounds = sheet.scale.of(item);
        // The nearest lane that has the other event.
        let near = rows
            .iter()
            .filter(|row| holds(sheet, row, other))
            .filter_map(|row| Some((usize::from(row.y) + line_of(row, bounds, other)?, bounds.0)))
            .min_by_key(|(line, _)| line.abs_diff(start.0));
        let Some((line, to)) = near else { continue };
        connect(sheet, (from, start.0), (to, line), style, buffer);
        if let Some(cell) = sheet.cell(to, line).and_then(|at| buffer.cell_mut(at)) {
            let lit = cell.style().add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
            cell.set_style(lit);
            shown += 1;
        }
    }
    shown
}

fn holds(sheet: &Sheet<'_>, row: &Row, item: u32) -> bool {
    sheet.lanes.all.get(row.lane).is_some_and(|lane| lane.members.binary_search(&item).is_ok())
}

/// The row of a lane in which an item is drawn, or the first row of its place.
fn line_of(row: &Row, bounds: (i64, i64), item: u32) -> Option<usize> {
    let stop = row.strip.stop_at(bounds)?;
    let here = || row.packed.drawn(bounds.0, 1).filter(|(_, drawn)| drawn.stop == stop);
    let own = here().find(|(_, drawn)| drawn.item == item);
    own.or_else(|| here().next()).map(|(at, _)| at).or(Some(0))
}

/// Draws a line along the row of the selected event and then up or down, in free cells only.
fn connect(
    sheet: &Sheet<'_>,
    (x0, y0): (i64, usize),
    (x1, y1): (i64, usize),
    style: Style,
    buffer: &mut Buffer,
) {
    let mut put = |x: i64, y: usize, symbol: &'static str| {
        if sheet.is_free(x, y, buffer) {
            sheet.set(x, y, sign(symbol), style, buffer);
        }
    };
    let left = sheet.place.left as i64;
    let right = left + sheet.frame.across as i64;
    for x in (x0.min(x1) + 1).max(left)..x0.max(x1).min(right) {
        put(x, y0, "─");
    }
    if y0 == y1 {
        return;
    }
    let corner = match (x1 > x0, y1 > y0) {
        _ if x0 == x1 => None,
        (true, true) => Some("┐"),
        (true, false) => Some("┘"),
        (false, true) => Some("┌"),
        (false, false) => Some("└"),
    };
    if let Some(corner) = corner {
        put(x1, y0, corner);
    }
    for y in y0.min(y1) + 1..y0.max(y1) {
        put(x1, y, "│");
    }
}
