//! The Positions: a letter for what an actor holds on a claim.

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::Kind;
use crate::report::positions::{Cell, Letter};
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::picture::positions::{Grid, HEAD, Positions, Signs, short};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

use super::legend::Legend;

pub(super) fn draw(model: &Model, positions: &Positions, place: &Place, area: Rect, buffer: &mut Buffer) {
    // The last line of the view, which tells what `Enter` does, is below the area.
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) + 1 };
    let grid = Grid::of(positions, room);
    head(model, positions, place, grid, area, buffer);
    let foot = grid.foot.saturating_sub(1);
    let body = area.height.saturating_sub(foot as u16);
    for (number, first, lines) in grid.rows(positions, place.top) {
        let y = (HEAD + first) as u16;
        let height = (lines.len().max(1) as u16).min(body.saturating_sub(y));
        let rows = Rect { y: area.y.saturating_add(y), height, ..area };
        claim(model, positions, place, (number, &lines), grid, rows, buffer);
    }
    let foot = Rect { y: area.y + body, height: foot as u16, ..area };
    if foot.height > 0 {
        let caption = positions.caption(place);
        Pen::on(buffer, foot, foot.height - 1).skip(1).put(&caption, model.theme.strong());
        let above = Rect { height: foot.height - 1, ..foot };
        let signs = grid
            .is_short
            .then(|| positions.signs_of(grid.shown(positions, place.top), across(positions, place, grid)));
        marks(model, signs.as_ref(), above, buffer);
    }
}

/// The columns on the screen.
fn across(positions: &Positions, place: &Place, grid: Grid) -> std::ops::Range<usize> {
    let last = grid.columns(positions, place.left).last();
    place.left..last.map_or(place.left, |(number, ..)| number + 1)
}

/// What is shown, and the names of the actors, which stay while the claims scroll.
fn head(model: &Model, positions: &Positions, place: &Place, grid: Grid, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let next = positions.next_level();
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1).put(&positions.summary(), theme.dim());
    if pen.room() > text::width(next) + 6 {
        pen.last(text::width(next) + 3);
        pen.put("c", theme.key()).put(" ", theme.dim()).put(next, theme.dim());
    }
    let mut last = 0;
    for (number, start, width) in grid.columns(positions, place.left) {
        let Some(column) = positions.actors.get(number) else { break };
        let style = if number + 1 == place.column { theme.focus() } else { theme.heading() };
        let mut lines = text::wrap(&column.head, width);
        if lines.len() > 2 {
            let rest = lines.split_off(1).join(" ");
            lines.push(text::cut(&rest, width));
        }
        for (line, y) in lines.iter().rev().zip([2, 1]) {
            Pen::on(buffer, area, y).skip(start).put(line, style);
        }
        last = number + 1;
    }
    // More actors to the sides.
    let (before, after) = (place.left, positions.actors.len().saturating_sub(last));
    let mut more: Vec<String> = Vec::new();
    if before > 0 {
        more.push(format!("{}{before}", sign("‹")));
    }
    if after > 0 {
        more.push(format!("{after}{}", sign("›")));
    }
    let mut pen = Pen::on(buffer, area, 2);
    let (rows, all) = (grid.shown(positions, place.top), positions.claims().len());
    let mut said = 1;
    if rows.len() < all {
        let part = format!("{}{}{} of {all}", rows.start + 1, sign("–"), rows.end);
        pen.skip(1).put("claims ", theme.heading()).put(&part, theme.dim());
        said += text::width(&part) + 7;
    } else {
        pen.skip(1).put("claim", theme.heading());
        said += 5;
    }
    if !more.is_empty() {
        let more = format!("actors {}", more.join(" "));
        pen.skip(2).put(&text::cut(&more, grid.claim.saturating_sub(said + 3)), theme.dim());
    }
}

fn claim(
    model: &Model,
    positions: &Positions,
    place: &Place,
    (number, lines): (usize, &[String]),
    grid: Grid,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let Some(row) = positions.claims().get(number) else { return };
    let lit = number == place.row;
    if lit {
        let focused = model.has_keys(Pane::View) && place.column == 0;
        let style = if focused { theme.selected() } else { theme.selected_elsewhere() };
        buffer.set_style(area.intersection(buffer.area), style);
    }
    for (line, y) in lines.iter().zip(0..area.height) {
        let mut pen = Pen::on(buffer, area, y);
        pen.put(if lit { sign("▌") } else { " " }, theme.focus());
        let opposed = y == 0 && row.opposed().is_some();
        pen.cell(if opposed { sign("≠") } else { "" }, 3, theme.warning());
        pen.put(line, theme.text());
    }
    for (at, start, width) in grid.columns(positions, place.left) {
        let Some(column) = positions.actors.get(at) else { break };
        let (text, style) = match row.cell(column.actor) {
            Some(cell) => (positions.shown(cell), style_of(model, cell)),
            None if positions.spoke(column.actor) => (spoke().to_owned(), theme.dim()),
            None => (String::new(), theme.dim()),
        };
        let mut pen = Pen::on(buffer, area, 0);
        pen.skip(start);
        if lit && at + 1 == place.column {
            pen.cell(&text, width, Theme::selected_cell(style));
        } else {
            pen.put(&text::cut(&text, width), style);
        }
    }
}

/// An actor that spoke, but not on the claim. In ASCII a dot, so that no letter looks like it.
fn spoke() -> &'static str {
    if crate::text::signs::is_ascii() { "." } else { "·" }
}

fn style_of(model: &Model, cell: &Cell) -> Style {
    if cell.outside { model.theme.dim() } else { letter_style(model, cell.letter) }
}

/// A letter for a claim, against it or neither: colours only support the letters, and in 16 colours there are none.
fn letter_style(model: &Model, letter: Letter) -> Style {
    let theme = model.theme;
    match letter {
        Letter::Affirms | Letter::Supports => theme.accent(Kind::Other),
        Letter::Denies | Letter::Opposes => theme.accent(Kind::Strike),
        Letter::Mixed => theme.warning(),
        Letter::NoComment | Letter::Reported => theme.text(),
    }
}

/// Whether a mark is among the signs on the screen.
type Seen = fn(&Signs) -> bool;

/// What letters and signs mean: all of them, or only those on the screen.
fn marks(model: &Model, seen: Option<&Signs>, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut legend = Legend::on(buffer, area, theme);
    for letter in Letter::ALL {
        let words = match seen {
            Some(seen) if !seen.letters.contains(&letter) => continue,
            Some(_) => short(letter),
            None => letter.in_words(),
        };
        legend.put(&letter.sign().to_string(), letter_style(model, letter), words);
    }
    let change = format!("A{}D", sign("→"));
    let marks: [(Seen, &str, Style, &str); 6] = [
        (|seen| seen.changed, &change, theme.warning(), "one voice changed"),
        (|seen| seen.hedged, "a", theme.text(), "hedged"),
        (|seen| seen.spoke, spoke(), theme.dim(), "spoke, not on this"),
        (|seen| seen.outside, "()", theme.dim(), "outside the filter"),
        (|seen| seen.rootless, "!", theme.text(), "no independent source"),
        (|seen| seen.opposed, sign("≠"), theme.warning(), "opposed"),
    ];
    for (is_seen, mark, style, words) in marks {
        if seen.is_none_or(is_seen) {
            legend.put(mark, style, words);
        }
    }
}
