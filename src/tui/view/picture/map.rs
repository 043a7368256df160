//! The Map: coastlines or a grid, and on it a sign with a number for each venue.

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::Kind;
use crate::event::word::Word;
use crate::text::signs::{is_ascii, sign};
use crate::text::{counted, thousands};
use crate::tui::model::Model;
use crate::tui::picture::Place;
use crate::tui::picture::map::{Map, Part, Shown, Sight, Stop, dots, wrapped};
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// What a country or region has after its number.
const WIDE: &str = "~";

pub(super) fn draw(model: &Model, map: &Map, place: &Place, area: Rect, buffer: &mut Buffer) {
    // The picture is of the area that it was last settled in, which may be larger while the screen changes.
    let shown = map.shown(place);
    let lit = Map::cursor(&shown, place);
    head(model, map, &shown, area, buffer);
    let inner = part(shown.layout.map, area);
    if shown.sight.is_close() {
        grid(model, &shown.sight, inner, buffer);
    } else {
        coast(model, &shown.sight, inner, buffer);
    }
    let mut taken = Taken::of(&shown);
    marks(model, map, &shown, lit, &mut taken, inner, buffer);
    landmarks(model, map, &shown, &mut taken, inner, buffer);
    if let Some(y) = shown.layout.beside {
        beside(model, map, &shown, lit, y as u16, area, buffer);
    }
    if let Some(y) = shown.layout.legend {
        legend(model, &shown, y as u16, area, buffer);
    }
    if let Some(list) = shown.layout.list {
        self::list(model, map, &shown, lit, list, area, buffer);
    }
}

/// A part of the view on the screen.
fn part(part: Part, area: Rect) -> Rect {
    let [x, y, width, height] =
        [part.x, part.y, part.width, part.height].map(|n| n.min(usize::from(u16::MAX)) as u16);
    let whole = Rect { x: area.x.saturating_add(x), y: area.y.saturating_add(y), width, height };
    whole.intersection(area)
}

fn head(model: &Model, map: &Map, shown: &Shown, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let places = map.spots.iter().filter(|spot| spot.point.is_some()).count();
    let hidden = |stop: &&Stop| stop.cell.is_some_and(|cell| !shown.sight.shows(cell));
    let hidden = shown.stops.iter().filter(hidden).count();
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1).put(&counted(places, "venue"), theme.heading()).skip(2);
    pen.put(&counted(map.count, "event"), theme.dim());
    if map.at_several > 0 {
        pen.put(&format!(", {} at several venues", thousands(map.at_several as u64)), theme.dim());
    }
    if hidden > 0 {
        pen.put(&format!("  {} outside ", counted(hidden, "mark")), theme.dim());
        pen.put("=", theme.key()).put(" shows all", theme.dim());
    }
}

fn coast(model: &Model, sight: &Sight, area: Rect, buffer: &mut Buffer) {
    let style = model.theme.rule();
    for (at, dots) in dots(sight).into_iter().enumerate().filter(|(_, dots)| *dots != 0) {
        let (x, y) = ((at % sight.width) as u16, (at / sight.width) as u16);
        let braille = char::from_u32(0x2800 + u32::from(dots)).filter(|_| !is_ascii()).unwrap_or('.');
        set(buffer, area, (x, y), &braille.to_string(), style);
    }
}

/// Writes one cell of the area.
fn set(buffer: &mut Buffer, area: Rect, (x, y): (u16, u16), text: &str, style: Style) {
    if x < area.width && y < area.height {
        buffer.set_stringn(area.x + x, area.y + y, text, 1, style);
    }
}

fn grid(model: &Model, sight: &Sight, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let (lons, lats) = sight.lines();
    let at = |lon: f64, lat: f64| sight.cell(crate::tui::picture::map::Point { lon, lat });
    let inside = |cell: &(i64, i64)| sight.shows(*cell);
    let columns: Vec<(u16, f64)> = lons
        .iter()
        .map(|lon| (at(*lon, sight.middle.lat), *lon))
        .filter(|(cell, _)| inside(cell))
        .map(|(cell, lon)| (cell.0 as u16, lon))
        .collect();
    let rows: Vec<(u16, f64)> = lats
        .iter()
        .map(|lat| (at(sight.middle.lon, *lat), *lat))
        .filter(|(cell, _)| inside(cell))
        .map(|(cell, lat)| (cell.1 as u16, lat))
        .collect();
    for (y, _) in &rows {
        for x in 0..area.width {
            set(buffer, area, (x, *y), sign("─"), theme.rule());
        }
    }
    for (x, _) in &columns {
        for y in 0..area.height {
            let crossing = rows.iter().any(|(row, _)| *row == y);
            set(buffer, area, (*x, y), sign(if crossing { "┼" } else { "│" }), theme.rule());
        }
    }
    for (y, lat) in rows {
        Pen::on(buffer, area, y).put(&degrees(lat, 'N', 'S'), theme.dim());
    }
    for (x, lon) in columns {
        let name = degrees(wrapped(lon), 'E', 'W');
        if usize::from(x) + text::width(&name) <= usize::from(area.width) && x > 5 {
            Pen::on(buffer, area, area.height.saturating_sub(1)).skip(usize::from(x)).put(&name, theme.dim());
        }
    }
}

/// `50°N`, or `50N` in ASCII.
fn degrees(degrees: f64, positive: char, negative: char) -> String {
    let number = format!("{:.2}", degrees.abs());
    let number = number.trim_end_matches('0').trim_end_matches('.');
    let side = if degrees < 0.0 { negative } else { positive };
    let unit = if is_ascii() { "" } else { "°" };
    format!("{number}{unit}{side}")
}

/// The cells of the map that have text.
struct Taken {
    cells: Vec<bool>,
    width: i64,
    height: i64,
}

impl Taken {
    fn of(shown: &Shown) -> Self {
        let (width, height) = (shown.sight.width, shown.sight.height);
        let mut taken =
            Self { cells: vec![false; width * height], width: width as i64, height: height as i64 };
        for stop in &shown.stops {
            if let Some((x, y)) = stop.cell {
                taken.take(x, y, stop.width());
            }
        }
        taken
    }

    fn take(&mut self, x: i64, y: i64, width: i64) {
        if (0..self.height).contains(&y) {
            for x in x.max(0)..(x + width).min(self.width) {
                if let Some(cell) = self.cells.get_mut((y * self.width + x) as usize) {
                    *cell = true;
                }
            }
        }
    }

    /// Whether a text fits, with air on both sides.
    fn is_free(&self, x: i64, y: i64, width: i64) -> bool {
        let inside = x >= 0 && x + width <= self.width && (0..self.height).contains(&y);
        inside
            && ((x - 1).max(0)..(x + width + 1).min(self.width))
                .all(|x| self.cells.get((y * self.width + x) as usize) == Some(&false))
    }

    /// Finds a place for a name beside a mark, and takes it: right, left, above, below.
    fn beside(&mut self, (x, y): (i64, i64), mark: i64, name: i64) -> Option<(i64, i64)> {
        let places = [
            (x + mark + 1, y),
            (x - name - 1, y),
            (x, y - 1),
            (x, y + 1),
            (x + mark - name, y - 1),
            (x + mark - name, y + 1),
        ];
        for (at, (nx, ny)) in places.into_iter().enumerate() {
            // Beside the mark one cell of air is there already.
            let free = match at {
                0 => self.is_free(nx + 1, ny, name - 1),
                1 => self.is_free(nx, ny, name - 1),
                _ => self.is_free(nx, ny, name),
            };
            if free && nx >= 0 && nx + name <= self.width {
                self.take(nx, ny, name);
                return Some((nx, ny));
            }
        }
        None
    }
}

fn marks(
    model: &Model,
    map: &Map,
    shown: &Shown,
    lit: usize,
    taken: &mut Taken,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let on_screen = |stop: &Stop| stop.cell.filter(|cell| shown.sight.shows(*cell));
    // The cursor's mark is named first, then the largest.
    let order = std::iter::once(lit).chain((0..shown.stops.len()).filter(|at| *at != lit));
    for at in order {
        let Some(stop) = shown.stops.get(at) else { continue };
        let Some((x, y)) = on_screen(stop) else { continue };
        let mark = format!("{}{}{}", stop.kind.glyph(), stop.number(), if stop.is_wide { WIDE } else { "" });
        let mark_style =
            if at == lit { Theme::selected_cell(theme.strong()) } else { theme.accent(stop.kind) };
        Pen::on(buffer, area, y as u16).skip(x as usize).put(&mark, mark_style);
        let name = text::cut(&map.name(stop), 24);
        if let Some((nx, ny)) = taken.beside((x, y), stop.width(), text::width(&name) as i64) {
            let style = if at == lit { theme.strong() } else { theme.text() };
            named(buffer, area, (nx, ny), &name, style);
        }
    }
}

/// Writes a name with air on both sides, where coasts and lines end.
fn named(buffer: &mut Buffer, area: Rect, (x, y): (i64, i64), name: &str, style: Style) {
    let end = x + text::width(name) as i64;
    for beside in [x - 1, end] {
        let cell = (0..i64::from(area.width)).contains(&beside) && (0..i64::from(area.height)).contains(&y);
        let is_line =
            |text: &str| text.chars().all(|c| ('\u{2800}'..='\u{28ff}').contains(&c) || "─│┼.".contains(c));
        if cell
            && let Some(cell) = buffer.cell_mut((area.x + beside as u16, area.y + y as u16))
            && is_line(cell.symbol())
        {
            cell.set_symbol(" ");
        }
    }
    Pen::on(buffer, area, y as u16).skip(x as usize).put(name, style);
}

/// Names of countries, and on a grid of all places, dim, where there is room.
fn landmarks(model: &Model, map: &Map, shown: &Shown, taken: &mut Taken, area: Rect, buffer: &mut Buffer) {
    for mark in &map.landmarks {
        let cell = shown.sight.cell(mark.point);
        let has_mark = map.spots.iter().any(|spot| spot.venue == Some(mark.venue));
        if has_mark
            || !shown.sight.shows(cell)
            || !(mark.is_country || shown.sight.is_close() && mark.is_city)
        {
            continue;
        }
        let name = text::cut(&mark.name, 20);
        let width = text::width(&name) as i64;
        let (x, y) = (cell.0 - width / 2, cell.1);
        if taken.is_free(x, y, width) {
            taken.take(x, y, width);
            named(buffer, area, (x, y), &name, model.theme.dim());
        }
    }
}

/// What is not on the map, in one line that begins where the cursor needs it.
fn beside(model: &Model, map: &Map, shown: &Shown, lit: usize, y: u16, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let all: Vec<(usize, &Stop)> =
        shown.stops.iter().enumerate().filter(|(_, stop)| stop.cell.is_none()).collect();
    let item = |stop: &Stop| format!("{} {}", map.name(stop), thousands(stop.events.len() as u64));
    let head = "not on the map: ";
    let room = usize::from(area.width).saturating_sub(text::width(head) + 4);
    let end = all.iter().position(|(at, _)| *at == lit).unwrap_or(0);
    let mut first = 0;
    let long = |first: usize| -> usize {
        all.get(first..=end).unwrap_or_default().iter().map(|(_, stop)| text::width(&item(stop)) + 2).sum()
    };
    while first < end && long(first) > room {
        first += 1;
    }
    let mut pen = Pen::on(buffer, area, y);
    pen.skip(1).put(head, theme.dim());
    if first > 0 {
        pen.put(sign("…"), theme.dim()).put(" ", theme.dim());
    }
    for (number, (at, stop)) in all.iter().enumerate().skip(first) {
        if number > first {
            pen.put(", ", theme.dim());
        }
        let style = if *at == lit { Theme::selected_cell(theme.strong()) } else { theme.text() };
        pen.put(&item(stop), style);
    }
}

/// What the signs mean.
fn legend(model: &Model, shown: &Shown, y: u16, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut pen = Pen::on(buffer, area, y);
    pen.skip(1);
    pen.put("mostly ", theme.dim());
    for kind in Kind::ALL.iter().filter(|kind| shown.stops.iter().any(|stop| stop.kind == **kind)) {
        pen.put(kind.glyph(), theme.legend(*kind)).skip(1).put(kind.word(), theme.dim()).skip(2);
    }
    if shown.stops.iter().any(|stop| stop.is_wide) {
        pen.put(WIDE, theme.text()).put(" somewhere in it", theme.dim());
    }
}

/// The venues with their numbers.
fn list(model: &Model, map: &Map, shown: &Shown, lit: usize, list: Part, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let inner = part(list, area);
    let first = list.first(shown.stops.len(), lit);
    for ((at, stop), y) in shown.stops.iter().enumerate().skip(first).zip(0..inner.height) {
        let row = Rect { y: inner.y + y, height: 1, ..inner };
        if at == lit {
            buffer.set_style(row, theme.selected());
        }
        let number = thousands(stop.events.len() as u64);
        let mut pen = Pen::on(buffer, row, 0);
        pen.put(stop.kind.glyph(), theme.accent(stop.kind)).skip(1);
        let room = pen.room().saturating_sub(7);
        let style = if stop.cell.is_some() { theme.text() } else { theme.dim() };
        let wide = if stop.is_wide { format!(" {WIDE}") } else { String::new() };
        pen.cell(&format!("{}{wide}", map.name(stop)), room, style);
        pen.put(&text::pad_start(&number, 6), theme.dim());
    }
}
