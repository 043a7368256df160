//! Encounters: a triangle of cells with how often two met, or a row for each pair with when they met.

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::Kind;
use crate::report::encounters::Pair;
use crate::text::signs::{drawn, is_ascii, sign};
use crate::tui::model::Model;
use crate::tui::picture::encounters::{CELL, Encounters, Form, Grid, HEADS, LIST_HEAD, Line, Mark, marks};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// Shades from few meetings to many.
const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
/// Bars of one, two, three and more meetings.
const BARS: [&str; 4] = ["▂", "▄", "▆", "█"];

pub(super) fn draw(model: &Model, met: &Encounters, place: &Place, area: Rect, buffer: &mut Buffer) {
    let grid = Grid::of(met, Room { width: usize::from(area.width), height: usize::from(area.height) });
    let beside = if met.form == Form::Matrix { more(met, place, grid) } else { String::new() };
    let width = usize::from(area.width).saturating_sub(1);
    Pen::on(buffer, area, 0).skip(1).put(&text::spread(&met.summary, &beside, width), model.theme.dim());
    match met.form {
        Form::Matrix => matrix(model, met, place, grid, area, buffer),
        Form::List => list(model, met, place, grid, area, buffer),
    }
    let last = area.height.saturating_sub(1);
    if grid.legend {
        legend(model, met, area, last.saturating_sub(1), buffer);
    }
    if let Some(pair) = met.pair(place) {
        Pen::on(buffer, area, last).skip(1).put(&met.facts(pair), model.theme.dim());
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

fn matrix(model: &Model, met: &Encounters, place: &Place, grid: Grid, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let (row, column) = met.cell(place);
    let count = met.heads.len().saturating_sub(1);
    let columns = place.left..count.min(place.left + grid.columns);
    for at in columns.clone() {
        // Three names stand in three lines, so each has the width of three cells.
        let Some(actor) = met.heads.get(at) else { continue };
        let line = at % 3;
        let x = grid.lead + (at - place.left) * CELL;
        let style = if at == column { theme.focus() } else { theme.text() };
        let head = Rect { x: area.x.saturating_add(x as u16), width: (3 * CELL - 1) as u16, ..area };
        Pen::on(buffer, head.intersection(area), 1 + line as u16).put(met.name(*actor), style);
    }
    for at in place.top..count.min(place.top + grid.rows) {
        let Some(actor) = met.heads.get(at + 1) else { continue };
        let y = (HEADS + at - place.top) as u16;
        let style = if at == row { theme.focus() } else { theme.text() };
        let mut pen = Pen::on(buffer, area, y);
        pen.skip(1).cell(met.name(*actor), grid.lead - 2, style).skip(1);
        for across in columns.clone().take_while(|across| *across <= at) {
            let lit = (at, across) == (row, column);
            cell(model, met, met.in_cell(at, across), lit, &mut pen);
            pen.skip(1);
        }
    }
}

/// One cell: the number of meetings between two shades, or what there is instead.
fn cell(model: &Model, met: &Encounters, pair: Option<&Pair>, lit: bool, pen: &mut Pen<'_>) {
    let theme = model.theme;
    let strength = |style: Style| if lit { Theme::selected_cell(theme.strong()) } else { style };
    let Some(pair) = pair else {
        pen.cell(if is_ascii() { "  . " } else { "  · " }, CELL - 1, strength(theme.rule()));
        return;
    };
    let number = match pair.met.len() {
        0 => "?".to_owned(),
        n if n > 999 => format!("{}k", n / 1000),
        n => n.to_string(),
    };
    let end = if pair.met.is_empty() || pair.perhaps.is_empty() { "" } else { "?" };
    let shaded = !pair.one_side && !pair.met.is_empty();
    let fill = if shaded { sign(SHADES[shade(pair.met.len(), met.peak)]) } else { " " };
    let fills = if shaded { theme.bar(Kind::Meeting) } else { theme.dim() };
    let numbers = if shaded { theme.strong() } else { theme.dim() };
    let before = (CELL - 2).saturating_sub(number.len());
    pen.put(&fill.repeat(before), strength(fills)).put(&number, strength(numbers));
    pen.put(if end.is_empty() { fill } else { end }, strength(if end.is_empty() { fills } else { numbers }));
}

/// Returns which rows and columns are on the screen, where some are not.
fn more(met: &Encounters, place: &Place, grid: Grid) -> String {
    let count = met.heads.len().saturating_sub(1);
    if count <= grid.rows && count <= grid.columns {
        return String::new();
    }
    let part = |first: usize, shown: usize| format!("{}{}{}", first + 1, sign("–"), count.min(first + shown));
    let (columns, rows) = (part(place.left, grid.columns), part(place.top, grid.rows));
    format!(" columns {columns}, rows {rows} of {count}")
}

/// Columns of the list.
struct Columns {
    pair: usize,
    bar: usize,
    times: usize,
    last: usize,
    since: usize,
    venues: usize,
}

impl Columns {
    fn of(met: &Encounters, width: usize) -> Self {
        let longest = |pair: &Pair| text::width(met.name(pair.one)) + text::width(met.name(pair.other)) + 3;
        let longest = met.report.pairs.iter().map(longest).max().unwrap_or(0);
        let pair = longest.min(if width < 100 { 27 } else { 40 });
        let (times, last, since) = (8, 12, 7);
        let rest = width.saturating_sub(pair + times + last + since + 7);
        let venues = if rest > 50 { (rest / 3).min(36) } else { 0 };
        Self { pair, bar: rest.saturating_sub(venues + 1), times, last, since, venues }
    }
}

fn list(model: &Model, met: &Encounters, place: &Place, grid: Grid, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let columns = Columns::of(met, usize::from(area.width));
    let span = met
        .span
        .map_or(String::new(), |(first, last)| text::spread(&first.short(), &last.short(), columns.bar));
    Pen::on(buffer, area, 1)
        .skip(1)
        .cell("Pair", columns.pair, theme.heading())
        .skip(1)
        .cell(&span, columns.bar, theme.dim())
        .skip(1)
        .cell(&text::pad_start("Times", columns.times), columns.times, theme.heading())
        .skip(1)
        .cell(&text::pad_start("Last met", columns.last), columns.last, theme.heading())
        .skip(1)
        .cell(&text::pad_start("Days", columns.since), columns.since, theme.heading())
        .skip(2)
        .cell(if columns.venues > 0 { "Venues" } else { "" }, columns.venues, theme.heading());
    let chosen = met.pair(place).map(std::ptr::from_ref);
    for (line, y) in met.lines.iter().skip(place.top).take(grid.rows).zip(LIST_HEAD..) {
        let pair = match line {
            Line::Heading(words) => {
                Pen::on(buffer, area, y as u16).skip(1).put(words, theme.dim());
                continue;
            }
            Line::Pair(at) => met.report.pairs.get(*at),
        };
        let Some(pair) = pair else { continue };
        row(model, met, pair, &columns, Rect { y: area.y + y as u16, height: 1, ..area }, buffer);
        if chosen == Some(std::ptr::from_ref(pair)) {
            let line = Rect { y: area.y + y as u16, height: 1, ..area }.intersection(area);
            buffer.set_style(line, theme.selected());
        }
    }
}

fn row(model: &Model, met: &Encounters, pair: &Pair, columns: &Columns, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let timeline = met.timeline();
    let names = format!("{} {} {}", met.name(pair.one), sign("–"), met.name(pair.other));
    let [_, last, since] = pair.dates_in_words(timeline, met.report.until);
    let mut pen = Pen::on(buffer, area, 0);
    let style = if pair.one_side { theme.text() } else { theme.strong() };
    pen.skip(1).cell(&names, columns.pair, style).skip(1);
    if let Some(span) = met.span {
        for mark in marks(pair, timeline, span, columns.bar) {
            let (sign, style) = match mark {
                Mark::Nothing => (if is_ascii() { " " } else { "·" }, theme.rule()),
                Mark::Perhaps => ("?", theme.dim()),
                Mark::Within => (sign("─"), theme.bar(Kind::Meeting)),
                Mark::Met(n) => (sign(BARS[n.clamp(1, 4) - 1]), theme.bar(Kind::Meeting)),
            };
            pen.put(sign, style);
        }
    }
    pen.skip(1)
        .cell(&text::pad_start(&pair.times_in_words(timeline), columns.times), columns.times, theme.strong())
        .skip(1)
        .cell(&text::pad_start(&last, columns.last), columns.last, theme.text())
        .skip(1)
        .cell(&text::pad_start(&since, columns.since), columns.since, theme.text())
        .skip(2)
        .cell(&pair.venues_in_words(&timeline.store().registry), columns.venues, theme.dim());
}

fn legend(model: &Model, met: &Encounters, area: Rect, line: u16, buffer: &mut Buffer) {
    let theme = model.theme;
    let mut pen = Pen::on(buffer, area, line);
    pen.skip(1);
    if met.form == Form::List {
        for (sign_of, words) in BARS.iter().zip(["1", "2", "3", "more"]) {
            pen.put(sign(sign_of), theme.bar(Kind::Meeting)).put(" ", theme.dim()).put(words, theme.dim());
            pen.put("  ", theme.dim());
        }
        pen.put(&drawn("─ some day of these  "), theme.dim());
        pen.put("(+1) or ? perhaps in one room  1! without an independent source", theme.dim());
        return;
    }
    let half = met.peak.max(8) / 2;
    let words = ["1".to_owned(), "2".to_owned(), format!("3{}{half}", sign("–")), "more".to_owned()];
    for (shade, words) in SHADES.iter().zip(words) {
        pen.put(sign(shade), theme.bar(Kind::Meeting)).put(" ", theme.dim()).put(&words, theme.dim());
        pen.put("  ", theme.dim());
    }
    pen.put("no shade: of one side  ? perhaps in one room  c: people, states, list", theme.dim());
}
