//! The Timeline: events under headings as fine as their dates are known.
//!
//! ```text
//!  Sunday 21 December 2025                            ×4
//! ▌≤11:28  » Ushakov: no one has seriously discussed
//!            a trilateral meeting                  B1 ≠ 4
//! ```

mod row;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::Action;
use crate::tui::model::{Focus, Line, Loading, Model};
use crate::tui::text;

use super::ink::Pen;
use crate::text::signs::{drawn, sign};

/// Draws the lines that show, and no other.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    if model.shown.is_empty() {
        return nothing(model, area, buffer);
    }
    for placed in model.placed(usize::from(area.height)) {
        let (y, height) = (area.y + placed.y as u16, placed.height as u16);
        let place = Rect { y, height, ..area };
        match placed.line {
            Line::Heading(group) => heading(model, group, place, buffer),
            Line::Event(event) => row::draw(model, event, placed.skipped, place, buffer),
        }
    }
}

fn heading(model: &Model, group: usize, place: Rect, buffer: &mut Buffer) {
    let whole = model.is_whole(group);
    let Some(group) = model.groups.get(group) else { return };
    let theme = model.theme;
    // What is not found to its end is no number.
    let count = match group.events.len() {
        _ if !whole => drawn("×…").into_owned(),
        1 => String::new(),
        n => format!("{}{n}", sign("×")),
    };
    let room = usize::from(place.width).saturating_sub(2);
    let wide = text::width(&count);
    let mut pen = Pen::on(buffer, place, 0);
    pen.put(" ", theme.text());
    let iso = group.heading.iso_day().filter(|_| model.preferences.iso_days);
    pen.cell(
        &iso.unwrap_or_else(|| group.heading.in_words()),
        room.saturating_sub(wide + 1),
        theme.heading(),
    );
    pen.put(" ", theme.text()).put(&count, theme.dim());
}

/// What every view says if the filter leaves nothing.
pub(super) const NO_MATCH: &str = "no event matches the filter";

/// Returns how to see events again.
pub(super) fn way_back(model: &Model) -> String {
    let keys = &model.preferences.keys;
    match model.focus {
        Focus::Filter(_) => "Esc restores what was before".to_owned(),
        _ => format!(
            "{} undoes the last step, {} turns all filters off",
            keys.spoken(Action::Undo),
            keys.spoken(Action::ToggleFilter)
        ),
    }
}

fn nothing(model: &Model, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let room = usize::from(area.width).saturating_sub(4).max(1);
    let lines: Vec<String> = match &model.loading {
        Loading::Begun | Loading::Reading { .. } => vec![drawn("reading the store …").into_owned()],
        _ if model.search.is_some() => vec![drawn("searching …").into_owned()],
        _ if model.timeline.order().is_empty() => vec!["the store has no events".to_owned()],
        _ => {
            let mut lines = vec![NO_MATCH.to_owned()];
            if let Some(reason) = model.reason() {
                lines.extend(text::wrap(&reason.to_string(), room));
            }
            lines.push(String::new());
            lines.extend(text::wrap(&way_back(model), room));
            lines
        }
    };
    for (line, at) in lines.iter().zip(1..area.height) {
        Pen::on(buffer, area, at).put("  ", theme.dim()).put(&drawn(line), theme.dim());
    }
}
