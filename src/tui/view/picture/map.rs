//! The Map: land or a grid, and on it a sign with a number for each venue.

mod names;

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
use crate::tui::picture::map::{ALL, Map, Part, Shown, Sight, Stop, wrapped};
use crate::tui::text;
use crate::tui::view::ink::Pen;

use names::Taken;

/// What a country or region has after its number.
const WIDE: &str = "~";
/// A cell of which some quarters are land, by the bits of those that are.
const QUARTERS: [&str; 16] = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

pub(super) fn draw(model: &Model, map: &Map, place: &Place, area: Rect, buffer: &mut Buffer) {
    // The picture is of the area that it was last settled in, which may be larger while the screen changes.
    let shown = map.shown(place);
    let lit = Map::cursor(&shown, place);
    head(model, map, &shown, place, area, buffer);
    let inner = part(shown.layout.map, area);
    if shown.sight.is_close() {
        grid(model, &shown.sight, inner, buffer);
    } else {
        land(model, &shown, inner, buffer);
    }
    let mut taken = Taken::of(&shown);
    marks(model, map, &shown, lit, &mut taken, inner, buffer);
    landmarks(model, map, &shown, &mut taken, inner, buffer);
    ground(model, &shown, inner, buffer);
    if let Some(lines) = shown.layout.about {
        about(model, map, &shown, lit, part(lines, area), buffer);
    }
    if let Some(y) = shown.layout.beside {
        beside(model, map, &shown, lit, y as u16, area, buffer);
    }
    if let Some(y) = shown.layout.legend {
        legend(model, map, &shown, y as u16, area, buffer);
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

fn head(model: &Model, map: &Map, shown: &Shown, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut pen = Pen::on(buffer, area, 0);
    let venues = match map.placed {
        0 => "no venue with coordinates".to_owned(),
        placed => counted(placed, "venue"),
    };
    pen.skip(1).put(&venues, theme.heading()).skip(2);
    pen.put(&counted(map.count, "event"), theme.dim());
    if map.at_several > 0 {
        pen.put(&format!(", {} at several venues", thousands(map.at_several as u64)), theme.dim());
    }
    let outside = format!("  {} outside, ", counted(shown.hidden, "mark"));
    let (told, does) = match shown.hidden {
        0 if place.zoom == ALL => ("  ", " shows where most are"),
        0 => return,
        _ => (outside.as_str(), " shows all"),
    };
    if pen.room() > text::width(told) + does.len() {
        pen.put(told, theme.dim()).put("=", theme.key()).put(does, theme.dim());
    }
}

/// Draws land in a colour of its own, or as dots where there are no colours or nothing but ASCII.
fn land(model: &Model, shown: &Shown, area: Rect, buffer: &mut Buffer) {
    let colour = model.theme.land().filter(|_| !is_ascii());
    let sight = &shown.sight;
    for (at, quarters) in shown.land.iter().enumerate().filter(|(_, quarters)| **quarters != 0) {
        let cell = ((at % sight.width) as u16, (at / sight.width) as u16);
        match colour {
            Some(colour) => {
                let style = Style::new().fg(colour);
                let style = if *quarters == 15 { style.bg(colour) } else { style };
                set(buffer, area, cell, QUARTERS.get(usize::from(*quarters)).unwrap_or(&" "), style);
            }
            None if quarters.count_ones() > 1 => {
                set(buffer, area, cell, if is_ascii() { "." } else { "·" }, model.theme.rule());
            }
            None => {}
        }
    }
}

/// Gives text on a shore the ground of the land around it.
fn ground(model: &Model, shown: &Shown, area: Rect, buffer: &mut Buffer) {
    let Some(colour) = model.theme.land().filter(|_| !is_ascii()) else { return };
    let width = shown.sight.width;
    for (at, _) in shown.land.iter().enumerate().filter(|(_, quarters)| quarters.count_ones() > 1) {
        let (x, y) = ((at % width) as u16, (at / width) as u16);
        if x < area.width
            && y < area.height
            && let Some(cell) = buffer.cell_mut((area.x + x, area.y + y))
            && !QUARTERS.contains(&cell.symbol())
        {
            cell.set_bg(colour);
        }
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
    // The cursor's mark is named first, then the largest.
    let drawn = shown.drawn.iter().copied();
    let order = drawn.clone().filter(|at| *at == lit).chain(drawn.filter(|at| *at != lit));
    for at in order {
        let Some(stop) = shown.stops.get(at) else { continue };
        let Some((x, y)) = stop.cell else { continue };
        let mark = format!("{}{}{}", stop.kind.glyph(), stop.number(), if stop.is_wide { WIDE } else { "" });
        let mark_style =
            if at == lit { Theme::selected_cell(theme.strong()) } else { theme.accent(stop.kind) };
        Pen::on(buffer, area, y as u16).skip(x as usize).put(&mark, mark_style);
        let whole = map.name(stop);
        // A name that has no room whole is cut rather than left out.
        let short = map.short(stop).unwrap_or(&whole);
        let most = usize::from(area.width) / if at == lit { 2 } else { 3 };
        let whole = if text::width(&whole) <= most { &whole } else { short };
        let names = [text::cut(whole, most), text::cut(short, longest(area))];
        let found = names
            .iter()
            .find_map(|name| Some((name, taken.beside((x, y), stop.width(), text::width(name) as i64)?)));
        if let Some((name, (nx, ny))) = found {
            let style = if at == lit { theme.strong() } else { theme.text() };
            named(buffer, area, (nx, ny), name, style);
        }
    }
}

/// The most cells of a name that has no room whole.
fn longest(area: Rect) -> usize {
    (usize::from(area.width) / 4).clamp(12, 32)
}

/// Writes a name with air on both sides, where coasts and lines end.
fn named(buffer: &mut Buffer, area: Rect, (x, y): (i64, i64), name: &str, style: Style) {
    let end = x + text::width(name) as i64;
    for beside in [x - 1, end] {
        let cell = (0..i64::from(area.width)).contains(&beside) && (0..i64::from(area.height)).contains(&y);
        let is_line = |text: &str| text.chars().all(|c| "─│┼-|+.·".contains(c));
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
        if !mark.is_bare
            || !shown.sight.shows(cell)
            || !(mark.is_country || shown.sight.is_close() && mark.is_city)
        {
            continue;
        }
        let name = text::cut(&mark.name, longest(area));
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
    let all = shown.stops.get(shown.beside..).unwrap_or_default();
    let item = |stop: &Stop| format!("{} {}", map.name(stop), thousands(stop.events.len() as u64));
    let head = "not on the map: ";
    let room = usize::from(area.width).saturating_sub(text::width(head) + 4);
    let lit = lit.checked_sub(shown.beside);
    let mut first = lit.unwrap_or(0);
    let long = |at: usize| all.get(at).map_or(0, |stop| text::width(&item(stop)) + 2);
    let mut used = long(first);
    while first > 0 && used + long(first - 1) <= room {
        first -= 1;
        used += long(first);
    }
    let mut pen = Pen::on(buffer, area, y);
    pen.skip(1).put(head, theme.dim());
    if first > 0 {
        pen.put(sign("…"), theme.dim()).put(" ", theme.dim());
    }
    for (number, stop) in all.iter().enumerate().skip(first) {
        if pen.room() == 0 {
            break;
        }
        if number > first {
            pen.put(", ", theme.dim());
        }
        let style = if Some(number) == lit { Theme::selected_cell(theme.strong()) } else { theme.text() };
        pen.put(&item(stop), style);
    }
}

/// The kinds and the venues of the mark under the cursor.
fn about(model: &Model, map: &Map, shown: &Shown, lit: usize, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let Some(stop) = shown.stops.get(lit) else { return };
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(1);
    // No mark on the map says whose numbers these are, and no legend what the signs mean.
    if stop.cell.is_none() {
        pen.put(&text::cut(&map.name(stop), longest(area)), theme.text()).put(":", theme.text()).skip(1);
    }
    let explained = shown.kinds.contains(&true);
    for (kind, count) in Kind::ALL.iter().zip(stop.by_kind).filter(|(_, count)| *count > 0) {
        let told = match kind {
            _ if explained => thousands(count as u64),
            Kind::Other => counted(count, "other event"),
            kind => counted(count, kind.word()),
        };
        pen.put(kind.glyph(), theme.accent(*kind)).put(&format!(" {told}"), theme.text()).skip(2);
    }
    let indent = usize::from(area.width).saturating_sub(pen.room());
    let venues: Vec<String> = map
        .venues(stop)
        .map(|venue| {
            format!("{}\u{a0}{}", venue.name.replace(' ', "\u{a0}"), thousands(venue.events.len() as u64))
        })
        .collect();
    if venues.len() < 2 {
        return;
    }
    let room = usize::from(area.width).saturating_sub(indent + 1).max(1);
    // As many venues as the lines have room for, which is never as many as these.
    let most = venues.len().min(64);
    let mut lines = Vec::new();
    for shown in (1..=most).rev() {
        let mut all = venues.get(..shown).unwrap_or_default().join(", ");
        if shown < venues.len() {
            all = format!("{all} and\u{a0}{}\u{a0}more", venues.len() - shown);
        }
        lines = text::wrap(&all, room);
        if lines.len() <= usize::from(area.height) {
            break;
        }
    }
    for (line, y) in lines.iter().zip(0..area.height) {
        Pen::on(buffer, area, y).skip(indent).put(&line.replace('\u{a0}', " "), theme.dim());
    }
}

/// What the signs mean; what has no room is left out whole.
fn legend(model: &Model, map: &Map, shown: &Shown, y: u16, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut pen = Pen::on(buffer, area, y);
    pen.skip(1);
    let kinds = || Kind::ALL.iter().zip(shown.kinds).filter(|(_, drawn)| *drawn);
    if kinds().next().is_none() {
        return;
    }
    pen.put("mostly ", theme.dim());
    for (kind, _) in kinds() {
        pen.put(kind.glyph(), theme.legend(*kind)).skip(1).put(kind.word(), theme.dim()).skip(2);
    }
    let drawn = || shown.drawn.iter().filter_map(|at| shown.stops.get(*at));
    let more = |stop: &Stop| Some(map.named(stop).1).filter(|more| *more > 0);
    let joint = drawn().find_map(more).map(|more| format!("+{more}"));
    let wide = drawn().any(|stop| stop.is_wide).then(|| WIDE.to_owned());
    for (mark, words) in [(wide, " somewhere in it"), (joint, " more venues")] {
        if let Some(mark) = mark.filter(|mark| pen.room() >= text::width(mark) + words.len()) {
            pen.put(&mark, theme.text()).put(words, theme.dim()).skip(2);
        }
    }
}

/// The venues with their numbers.
fn list(model: &Model, map: &Map, shown: &Shown, lit: usize, list: Part, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let inner = part(list, area);
    let first = list.first(shown.stops.len(), lit);
    if shown.stops.len() > list.height && list.y > 0 {
        let last = (first + list.height).min(shown.stops.len());
        let rows = format!("{}{}{last} of {}", first + 1, sign("–"), shown.stops.len());
        let at = part(Part { y: list.y - 1, height: 1, ..list }, area);
        Pen::on(buffer, at, 0).last(text::width(&rows)).put(&rows, theme.dim());
    }
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
        let name = map.name(stop);
        let fits = text::width(&name) + text::width(&wide) <= room;
        let name = if fits { &name } else { map.short(stop).unwrap_or(&name) };
        pen.cell(&format!("{name}{wide}"), room, style);
        pen.put(&text::pad_start(&number, 6), theme.dim());
    }
}
