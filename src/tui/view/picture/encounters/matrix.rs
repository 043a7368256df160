//! The triangle of cells: names at the rows and on the diagonal, codes above the columns.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::SHADES;
use crate::event::Kind;
use crate::registry::ActorIx;
use crate::report::encounters::Pair;
use crate::text::counted;
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::picture::Place;
use crate::tui::picture::encounters::{CODE, Encounters, Grid, HEADS, SHADE};
use crate::tui::text;
use crate::tui::theme::Theme;
use crate::tui::view::ink::Pen;

pub(super) fn draw(
    model: &Model,
    met: &Encounters,
    place: &Place,
    grid: Grid,
    area: Rect,
    buffer: &mut Buffer,
) {
    let whole = area;
    let area = Rect { width: area.width.saturating_sub(grid.aside as u16), ..area };
    let theme = model.theme;
    let (row, column) = met.cell(place);
    let count = met.heads.len().saturating_sub(1);
    let (columns, rows) =
        (place.left..count.min(place.left + grid.columns), place.top..count.min(place.top + grid.rows));
    cross(model, place, (row, column), grid, area, buffer);
    heads(model, met, place, column, grid, area, buffer);
    for at in rows.clone() {
        let Some(actor) = met.heads.get(at + 1) else { continue };
        let y = (HEADS + at - place.top) as u16;
        let (code, style) =
            if at == row { (theme.focus(), theme.focus()) } else { (theme.dim(), theme.text()) };
        let mut pen = Pen::on(buffer, area, y);
        pen.skip(1).cell(met.codes.get(at + 1).map_or("", String::as_str), CODE, code).skip(1);
        pen.cell(met.name(*actor), grid.lead.saturating_sub(CODE + 3), style).skip(1);
        for across in columns.clone().take_while(|across| *across <= at) {
            cell(model, met, met.in_cell(at, across), (at, across) == (row, column), grid, &mut pen);
        }
        // On the diagonal the name stands above its column.
        if columns.start <= at + 1 && at + 1 < columns.end && text::width(met.name(*actor)) <= pen.room() {
            pen.put(met.name(*actor), if at + 1 == column { theme.focus() } else { theme.dim() });
        }
    }
    if grid.aside > 0 {
        let width = (grid.aside as u16).saturating_sub(2);
        let beside = Rect { x: whole.right().saturating_sub(width), width, ..whole };
        aside(model, met, (row, column), grid, beside.intersection(whole), buffer);
    }
}

/// Lights the row of the cursor up to its cell, and its column.
fn cross(
    model: &Model,
    place: &Place,
    (row, column): (usize, usize),
    grid: Grid,
    area: Rect,
    buffer: &mut Buffer,
) {
    let lit = model.theme.selected_elsewhere();
    let cell = grid.cell();
    let x = (grid.lead + column.saturating_sub(place.left) * cell) as u16;
    let y = (HEADS + row.saturating_sub(place.top)) as u16;
    let across = Rect { x: area.x, y: area.y.saturating_add(y), width: x + cell as u16, height: 1 };
    let first = HEADS + column.max(place.top) - place.top;
    let below = HEADS + grid.rows;
    let down = Rect {
        x: area.x.saturating_add(x),
        y: area.y.saturating_add(first as u16),
        width: cell as u16,
        height: below.saturating_sub(first) as u16,
    };
    let rows = Rect { y: area.y.saturating_add(HEADS as u16), height: grid.rows as u16, ..area };
    for part in [across, down] {
        buffer.set_style(part.intersection(rows).intersection(area).intersection(buffer.area), lit);
    }
}

/// The codes of the columns, above them the name of the cursor's, and which rows and columns these are.
fn heads(
    model: &Model,
    met: &Encounters,
    place: &Place,
    column: usize,
    grid: Grid,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let count = met.heads.len().saturating_sub(1);
    let last = count.min(place.left + grid.columns);
    let at = |number: usize| (grid.lead + (number - place.left) * grid.cell()) as u16;
    for number in place.left..last {
        let Some(code) = met.codes.get(number) else { continue };
        let style = if number == column { theme.focus() } else { theme.heading() };
        let head = Rect { x: area.x.saturating_add(at(number)), ..area };
        let head = Rect { width: grid.cell() as u16, ..head }.intersection(area);
        Pen::on(buffer, head, 2).put(code, style);
    }
    let part = |first: usize, shown: usize| {
        format!("{}{}{} of {count}", first + 1, sign("–"), count.min(first + shown))
    };
    if count > grid.rows {
        let rows = format!("rows {}", part(place.top, grid.rows));
        let short = part(place.top, grid.rows);
        let room = grid.lead.saturating_sub(2);
        let rows = if text::width(&rows) <= room { rows } else { short };
        Pen::on(buffer, area, 2).skip(1).put(&text::cut(&rows, room), theme.dim());
    }
    let columns = if count > grid.columns {
        format!("columns {} ", part(place.left, grid.columns))
    } else {
        String::new()
    };
    let end = usize::from(area.width).saturating_sub(text::width(&columns));
    Pen::on(buffer, area, 1).skip(end).put(&columns, theme.dim());
    if let Some(actor) = met.heads.get(column) {
        let name = met.name(*actor);
        let x = usize::from(at(column.clamp(place.left, last.max(place.left))))
            .min(end.saturating_sub(text::width(name) + 1));
        Pen::on(buffer, area, 1).skip(x).put(name, theme.focus());
    }
}

/// Which shade a number of meetings has: one, two, up to half the peak, more.
fn shade(count: usize, peak: usize) -> usize {
    match count {
        0 | 1 => 0,
        2 => 1,
        n if n * 2 <= peak.max(8) => 2,
        _ => 3,
    }
}

/// One cell: a shade, the number of meetings, a place for `?`, and a blank.
fn cell(model: &Model, met: &Encounters, pair: Option<&Pair>, lit: bool, grid: Grid, pen: &mut Pen<'_>) {
    let theme = model.theme;
    let style = |style: Style| if lit { Theme::selected_cell(theme.strong()) } else { style };
    let Some(pair) = pair else {
        let blank = " ".repeat(SHADE);
        pen.put(&blank, style(theme.rule()));
        pen.put(&text::pad_start(sign("·"), grid.digits), style(theme.rule())).put(" ", style(theme.rule()));
        pen.skip(1);
        return;
    };
    let shaded = !pair.one_side && !pair.met.is_empty();
    let fill = if shaded { sign(SHADES[shade(pair.met.len(), met.peak)]) } else { " " };
    let number = if pair.met.is_empty() { String::new() } else { pair.met.len().to_string() };
    let numbers = if shaded { theme.strong() } else { theme.dim() };
    // Reversed, a full shade would look like none.
    let shades = if shaded { theme.bar(Kind::Meeting) } else { style(theme.dim()) };
    pen.put(&fill.repeat(SHADE), shades);
    pen.put(&text::pad_start(&number, grid.digits), style(numbers));
    pen.put(if pair.perhaps.is_empty() { " " } else { "?" }, style(numbers)).skip(1);
}

/// Whom the person of the row met, most often first, and when last.
fn aside(
    model: &Model,
    met: &Encounters,
    (row, column): (usize, usize),
    grid: Grid,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let (Some(actor), other) = (met.heads.get(row + 1).copied(), met.heads.get(column).copied()) else {
        return;
    };
    let partners = met.partners(actor).count();
    let (times, last) = (8, 14);
    let name = usize::from(area.width).saturating_sub(times + last + 4);
    Pen::on(buffer, area, 1).skip(1).put(met.name(actor), theme.strong()).put(" sat with", theme.dim());
    Pen::on(buffer, area, 2)
        .skip(1)
        .cell(&counted(partners, "other"), name, theme.heading())
        .skip(1)
        .cell(&text::pad_start("Times", times), times, theme.heading())
        .skip(1)
        .cell(&text::pad_start("Last met", last), last, theme.heading());
    for (pair, y) in met.partners(actor).take(grid.rows).zip(HEADS as u16..) {
        let with: ActorIx = if pair.one == actor { pair.other } else { pair.one };
        let [_, day, _] = pair.dates_in_words(met.timeline(), met.report.until);
        let style = if Some(with) == other { theme.focus() } else { theme.text() };
        Pen::on(buffer, area, y)
            .skip(1)
            .cell(met.name(with), name, style)
            .skip(1)
            .cell(&text::pad_start(&pair.times_in_words(met.timeline()), times), times, theme.strong())
            .skip(1)
            .cell(&text::pad_start(&day, last), last, theme.text());
    }
}
