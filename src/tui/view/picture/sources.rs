//! Sources: the scorecard, with each interval drawn on a scale from 0 to 100 %.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::Kind;
use crate::report::sources::Record;
use crate::text::signs::{drawn, is_ascii, sign};
use crate::text::thousands;
use crate::timeline::clock::coarse;
use crate::tui::model::Model;
use crate::tui::picture::sources::{Column, HEADS, Sources, columns};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

pub(super) fn draw(model: &Model, sources: &Sources, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let (lines, with_legend) = Sources::lines(room);
    Pen::on(buffer, area, 0).skip(1).put(&sources.summary, theme.dim());
    heads(model, sources, area, buffer);
    let outlets = sources.outlets.len();
    let chosen = sources.line_of(place.row);
    for (line, y) in (place.top..(outlets + 1 + sources.checks.len())).take(lines).zip(HEADS as u16..) {
        match (sources.outlets.get(line), line.checked_sub(outlets)) {
            (Some(record), _) => {
                let name = sources.names.get(line).map_or("", String::as_str);
                row(model, sources, record, name, y, area, buffer);
            }
            (None, Some(0)) => {
                Pen::on(buffer, area, y).skip(1).put("To check", theme.heading());
            }
            (None, at) => {
                let Some(check) = at.and_then(|at| sources.checks.get(at - 1)) else { continue };
                let style = if check.events.is_empty() { theme.dim() } else { theme.text() };
                Pen::on(buffer, area, y).skip(1).put(&check.words, style);
            }
        }
        if line == chosen {
            let lit = Rect { y: area.y + y, height: 1, ..area }.intersection(area);
            buffer.set_style(lit, theme.selected());
        }
    }
    if with_legend {
        let words = "95 % interval of confirmed among confirmed and contradicted, from 5 on  Alone: only it or copies  c sorts";
        let key = format!("{}{}{} ", sign("├"), sign("●"), sign("┤"));
        let mut pen = Pen::on(buffer, area, area.height.saturating_sub(1));
        pen.skip(1).put(&key, theme.bar(Kind::Statement)).put(words, theme.dim());
    }
}

fn heads(model: &Model, sources: &Sources, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    for (column, x, width) in columns(sources, usize::from(area.width)) {
        let style = if column.sort() == Some(sources.sort) { theme.focus() } else { theme.heading() };
        let (words, style) = match column {
            Column::Name => (text::pad(column.head(), width), style),
            Column::Interval => (text::spread("0", "100 %", width), theme.dim()),
            _ => (text::pad_start(column.head(), width), style),
        };
        Pen::on(buffer, area, 1).skip(x).cell(&words, width, style);
    }
}

fn row(
    model: &Model,
    sources: &Sources,
    record: &Record,
    name: &str,
    y: u16,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let outcomes = record.outcomes;
    for (column, x, width) in columns(sources, usize::from(area.width)) {
        let mut pen = Pen::on(buffer, area, y);
        pen.skip(x);
        let number = match column {
            Column::Name => {
                pen.cell(name, width, theme.strong());
                continue;
            }
            Column::Interval => {
                interval(model, record, width, &mut pen);
                continue;
            }
            Column::Events => record.events,
            Column::Alone => record.alone,
            Column::Roots => record.roots as u64,
            Column::Confirmed => outcomes.confirmed,
            Column::Contradicted => outcomes.contradicted,
            Column::Both => outcomes.both,
            Column::Open => outcomes.open,
            Column::Copies => {
                share(record.derived, record.pages, width, theme.text(), &mut pen);
                continue;
            }
            Column::Archived => {
                share(record.archived, record.pages, width, theme.text(), &mut pen);
                continue;
            }
            Column::Lag => {
                let lag = record.lag.min.zip(record.lag.max).map(|(min, max)| coarse(min, max));
                let lag = lag.unwrap_or_default();
                pen.cell(&text::pad_start(&lag, width), width, theme.text());
                continue;
            }
        };
        let style = if number == 0 { theme.dim() } else { theme.text() };
        pen.cell(&text::pad_start(&thousands(number), width), width, style);
    }
}

fn share(part: u64, whole: u64, width: usize, style: Style, pen: &mut Pen<'_>) {
    pen.cell(&text::pad_start(&format!("{part} of {whole}"), width), width, style);
}

/// The interval from its lower to its upper end with the share itself; nothing is drawn of too few events.
fn interval(model: &Model, record: &Record, width: usize, pen: &mut Pen<'_>) {
    let theme = model.theme;
    let outcomes = record.outcomes;
    let Some((low, high)) = outcomes.interval() else {
        // The counts stand in the columns beside it.
        if outcomes.settled() > 0 {
            pen.cell("too few", width, theme.dim());
        }
        return;
    };
    let last = width.saturating_sub(1) as f64;
    let at = |share: f64| (share * last).round() as usize;
    let share = at(outcomes.confirmed as f64 / outcomes.settled() as f64);
    let (low, high) = (at(low), at(high));
    for x in 0..width {
        let (mark, style) = match x {
            x if x == share => (sign("●"), theme.strong()),
            x if x == low => (sign("├"), theme.bar(Kind::Statement)),
            x if x == high => (sign("┤"), theme.bar(Kind::Statement)),
            x if (low..high).contains(&x) => (sign("─"), theme.bar(Kind::Statement)),
            _ => (if is_ascii() { " " } else { "·" }, theme.rule()),
        };
        pen.put(&drawn(mark), style);
    }
}
