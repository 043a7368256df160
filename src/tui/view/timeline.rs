//! The Timeline: events under headings as fine as their dates are known.
//!
//! ```text
//!  Sunday 21 December 2025                            ×4
//!  ≤11:28  ❝ Ushakov: no one has seriously disc…  B1  ⛓
//! ```

mod row;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::model::{Line, Loading, Model};
use crate::tui::text;

use super::ink::Pen;

/// Draws the lines that show, and no other.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    if model.shown.is_empty() {
        return nothing(model, area, buffer);
    }
    let columns = row::Columns::of(model, usize::from(area.width));
    for line in 0..area.height {
        let place = Rect { y: area.y + line, height: 1, ..area };
        match model.line(model.scroll + usize::from(line)) {
            Some(Line::Heading(group)) => heading(model, group, place, buffer),
            // The heading of what follows sticks to the top.
            Some(Line::Event(event)) if line == 0 && area.height > 1 => {
                heading(model, model.group_of(event), place, buffer);
            }
            Some(Line::Event(event)) => row::draw(model, event, &columns, place, buffer),
            None => {}
        }
    }
}

fn heading(model: &Model, group: usize, place: Rect, buffer: &mut Buffer) {
    let whole = model.is_whole(group);
    let Some(group) = model.groups.get(group) else { return };
    let theme = model.theme;
    // What is not found to its end is no number.
    let count = if whole { format!("×{}", group.events.len()) } else { "×…".to_owned() };
    let room = usize::from(place.width).saturating_sub(2);
    let wide = text::width(&count);
    let mut pen = Pen::on(buffer, place, 0);
    pen.put(" ", theme.text());
    pen.cell(&group.heading.in_words(), room.saturating_sub(wide + 1), theme.heading());
    pen.put(" ", theme.text()).put(&count, theme.dim());
}

fn nothing(model: &Model, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let lines: &[&str] = match &model.loading {
        Loading::Begun | Loading::Reading { .. } => &["reading the store …"],
        _ if model.search.is_some() => &["searching …"],
        _ if model.timeline.order().is_empty() => &["the store has no events"],
        _ => &["no event matches the filter", "", "u undoes the last step, F turns all filters off"],
    };
    for (line, at) in lines.iter().zip(1..area.height) {
        Pen::on(buffer, area, at).put("  ", theme.dim()).put(line, theme.dim());
    }
}
