//! A row for each pair: when they met, how often, when last and where.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::BARS;
use crate::event::Kind;
use crate::event::date::Day;
use crate::text::signs::{is_ascii, sign};
use crate::tui::model::Model;
use crate::tui::picture::Place;
use crate::tui::picture::encounters::{Encounters, Form, Grid, LIST_HEAD, Line, Mark, Row, marks};
use crate::tui::text;
use crate::tui::view::ink::Pen;

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
        let longest =
            met.rows.iter().map(|row| text::width(&names(met, *row)) + indent(*row)).max().unwrap_or(0);
        let pair = longest.min(if width < 100 { 27 } else { 40 });
        let (times, last, since) = (8, 12, 7);
        let rest = width.saturating_sub(pair + times + last + since + 7);
        let venues = if rest > 50 { (rest * 2 / 5).min(48) } else { 0 };
        Self { pair, bar: rest.saturating_sub(venues + 1), times, last, since, venues }
    }
}

pub(super) fn draw(
    model: &Model,
    met: &Encounters,
    place: &Place,
    grid: Grid,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let columns = Columns::of(met, usize::from(area.width));
    let span = met.span.map_or(String::new(), |span| ends(span, columns.bar));
    Pen::on(buffer, area, 1)
        .skip(1)
        .cell(if met.form == Form::List { "Pair" } else { "Partner" }, columns.pair, theme.heading())
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
    for (line, y) in met.lines.iter().skip(place.top).take(grid.rows).zip(LIST_HEAD..) {
        let at = match line {
            Line::Heading(words) => {
                Pen::on(buffer, area, y as u16).skip(1).put(words, theme.dim());
                continue;
            }
            Line::Pair(at) => *at,
        };
        let Some(found) = met.rows.get(at) else { continue };
        row(model, met, *found, &columns, Rect { y: area.y + y as u16, height: 1, ..area }, buffer);
        if at == place.row {
            let line = Rect { y: area.y + y as u16, height: 1, ..area }.intersection(area);
            buffer.set_style(line, theme.selected());
        }
    }
}

/// The first and the last day at the ends of the strip; only their years where it is short.
fn ends((first, last): (Day, Day), width: usize) -> String {
    let (from, to) = (first.short(), last.short());
    if text::width(&from) + text::width(&to) < width {
        return text::spread(&from, &to, width);
    }
    text::spread(&first.civil().0.to_string(), &last.civil().0.to_string(), width)
}

/// Who stands in a row: both of a pair, or the partner of the one above.
fn names(met: &Encounters, row: Row) -> String {
    match (row.with, met.report.pairs.get(row.pair)) {
        (Some(with), _) => met.name(with).to_owned(),
        (None, Some(pair)) => format!("{} {} {}", met.name(pair.one), sign("–"), met.name(pair.other)),
        (None, None) => String::new(),
    }
}

/// A partner stands a little to the right of the one above.
fn indent(row: Row) -> usize {
    if row.with.is_some() { 2 } else { 0 }
}

fn row(model: &Model, met: &Encounters, row: Row, columns: &Columns, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let timeline = met.timeline();
    let Some(pair) = met.report.pairs.get(row.pair) else { return };
    let names = names(met, row);
    let [_, last, since] = pair.dates_in_words(timeline, met.report.until);
    let mut pen = Pen::on(buffer, area, 0);
    let style = if pair.one_side { theme.text() } else { theme.strong() };
    let indent = indent(row);
    pen.skip(1 + indent).cell(&names, columns.pair.saturating_sub(indent), style).skip(1);
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
