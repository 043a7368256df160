//! A picture as lines of plain text, for documents and other programs.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::tui::model::{Model, Setup};
use crate::tui::picture::{Content, Place, Room, Scene};
use crate::tui::preferences::Preferences;
use crate::tui::state::State;
use crate::tui::theme::{Depth, Look, Theme};

use super::picture;

/// Draws the picture of a scene with the cursor at a place; empty for the Timeline, which is none.
pub(crate) fn plain(scene: Scene, mut place: Place, room: Room) -> Vec<String> {
    let Some(content) = Content::of(&scene) else { return Vec::new() };
    if let Some(why) = content.picture().empty() {
        return vec![why];
    }
    content.picture().settle(&mut place, room);
    let size = (cells(room.width), cells(room.height));
    let model = Model::new(Setup {
        size,
        theme: Theme::new(Look::None, Depth::Mono),
        mouse: false,
        now: scene.now,
        zone: None,
        filter: scene.filter,
        view: None,
        reversed: false,
        remembered: State::default(),
        last: None,
        preferences: Preferences::default(),
    });
    let model = Model { timeline: scene.timeline, shown: scene.shown, view: scene.view, ..model };
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    picture::content(&model, &content, &place, buffer.area, &mut buffer);
    lines(&buffer)
}

fn cells(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX).clamp(1, 400)
}

/// Returns the rows of a buffer without spaces at their ends and empty rows below.
pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = buffer.area.left();
        while let Some(cell) = buffer.cell((x, y)).filter(|_| x < buffer.area.right()) {
            text.push_str(cell.symbol());
            x += wide(cell);
        }
        text.trim_end().to_owned()
    };
    let mut rows: Vec<String> = (buffer.area.top()..buffer.area.bottom()).map(row).collect();
    let last = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |at| at + 1);
    rows.truncate(last);
    rows
}

/// Returns the cells that a cell's symbol takes: what is behind a wide one, as a conjunct of Devanagari, is hidden by it.
pub(crate) fn wide(cell: &Cell) -> u16 {
    crate::tui::text::width(cell.symbol()).max(1) as u16
}
