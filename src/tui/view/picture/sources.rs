//! Sources: a bar for each outlet in the parts that became of its events, and each interval on a scale from 0 to 100 %.

mod bars;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::Kind;
use crate::report::sources::{CONTRADICTED, Record};
use crate::text::signs::sign;
use crate::text::{counted, thousands};
use crate::timeline::clock::coarse;
use crate::tui::model::Model;
use crate::tui::picture::sources::{BAR_HEADS, Column, HEADS, Layout, Scale, Sources, columns, hidden};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

use super::legend::Legend;

/// A column with its first cell and its width.
type At = (Column, usize, usize);

pub(super) fn draw(model: &Model, sources: &Sources, place: &Place, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let layout = Layout::of(room);
    let at = columns(sources, room.width);
    let bars = at.iter().find(|(column, ..)| *column == Column::Bars).map_or(0, |(_, _, width)| *width);
    let scale = Scale::of(sources, bars);
    above(model, sources, area, buffer);
    let part = sources.part(place.top, layout.rows);
    heads(model, sources, (&at, scale), part.as_deref(), area, buffer);
    let outlets = sources.outlets.len();
    let chosen = sources.line_of(place.row);
    for (line, y) in (place.top..(outlets + 1 + sources.checks.len())).take(layout.rows).zip(HEADS as u16..) {
        match (sources.outlets.get(line), line.checked_sub(outlets)) {
            (Some(record), _) => {
                let name = sources.names.get(line).map_or("", String::as_str);
                let area = Rect { y: area.y.saturating_add(y), height: 1, ..area }.intersection(area);
                row(model, record, name, &at, scale, area, buffer);
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
    let foot = (layout.legend + layout.facts) as u16;
    let below = Rect { y: area.y + area.height.saturating_sub(foot), height: layout.legend as u16, ..area };
    marks(model, sources, below, buffer);
    if layout.facts > 0
        && let Some(facts) = sources.facts(place, room.width.saturating_sub(2))
    {
        Pen::on(buffer, area, area.height.saturating_sub(1)).skip(1).put(&facts, theme.dim());
    }
}

/// What is shown, and as far as there is room by what it is sorted and how many points are to be checked.
fn above(model: &Model, sources: &Sources, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let checks = format!(" {} to check", sources.to_check());
    let sorted = format!(" sorted by {}", sources.sorted_by());
    let keys: [(&str, &str); 2] = [("G", &checks), ("c", &sorted)];
    let left = usize::from(area.width).saturating_sub(text::width(&sources.summary) + 3);
    let width = |keys: &[(&str, &str)]| -> usize {
        keys.iter().map(|(key, words)| text::width(key) + text::width(words) + 2).sum()
    };
    let keys = [&keys[..], &keys[1..]].into_iter().find(|keys| width(keys) <= left).unwrap_or_default();
    Pen::on(buffer, area, 0).skip(1).put(&sources.summary, theme.dim());
    let mut pen = Pen::on(buffer, area, 0);
    pen.skip(usize::from(area.width).saturating_sub(width(keys)));
    for (key, words) in keys {
        pen.put(key, theme.key()).put(words, theme.dim()).put("  ", theme.dim());
    }
}

fn heads(
    model: &Model,
    sources: &Sources,
    (at, scale): (&[At], Scale),
    part: Option<&str>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    let head = |words: &str, variant: Option<usize>| {
        if variant == Some(sources.sort) {
            (format!("{words}{}", sign("↓")), theme.focus())
        } else {
            (words.to_owned(), theme.heading())
        }
    };
    for (column, x, width) in at {
        let mut pen = Pen::on(buffer, area, 1);
        pen.skip(*x);
        match column {
            Column::Name => {
                let head = column.head();
                let part = part.unwrap_or_default();
                // The number alone where both have no room.
                let head = if text::width(head) + 1 + text::width(part) <= *width || part.is_empty() {
                    head
                } else {
                    ""
                };
                let mut room = *width;
                if !head.is_empty() {
                    pen.put(head, theme.heading()).skip(1);
                    room = room.saturating_sub(text::width(head) + 1);
                }
                pen.cell(part, room, theme.dim())
            }
            Column::Interval => pen.cell(&text::spread("0", "100 %", *width), *width, theme.dim()),
            Column::Bars => {
                let (alone, lone) = head(BAR_HEADS[0], Some(1));
                let (events, every) = head(&format!("{} ", BAR_HEADS[1]), Some(0));
                pen.cell(&text::pad_start(&alone, scale.left), scale.left, lone);
                pen.put(sign("│"), theme.rule()).cell(&events, scale.right, every)
            }
            column => {
                let (words, style) = head(column.head(), column.sort());
                pen.cell(&text::pad_start(&words, *width), *width, style)
            }
        };
    }
}

fn row(model: &Model, record: &Record, name: &str, at: &[At], scale: Scale, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let outcomes = record.outcomes;
    for (column, x, width) in at {
        let mut pen = Pen::on(buffer, area, 0);
        pen.skip(*x);
        let words = match column {
            Column::Name => {
                pen.cell(name, *width, theme.strong());
                continue;
            }
            Column::Bars => {
                bars::draw(model, record, scale, &mut pen);
                continue;
            }
            Column::Interval => {
                bars::interval(model, record, *width, &mut pen);
                continue;
            }
            Column::Roots => thousands(record.roots as u64),
            Column::Confirmed => thousands(outcomes.confirmed),
            Column::Contradicted => thousands(outcomes.contradicted),
            Column::Both => thousands(outcomes.both),
            Column::Open => thousands(outcomes.open),
            Column::Copies => share(record.derived, record.pages),
            Column::Archived => share(record.archived, record.pages),
            Column::Lag => {
                let lag = record.lag.min.zip(record.lag.max);
                lag.map_or_else(|| "not known".to_owned(), |(min, max)| coarse(min, max))
            }
        };
        let style = if words == "0" || words == "not known" { theme.dim() } else { theme.text() };
        pen.cell(&text::pad_start(&words, *width), *width, style);
    }
}

fn share(part: u64, whole: u64) -> String {
    format!("{part} of {whole}")
}

/// What the marks mean.
fn marks(model: &Model, sources: &Sources, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let width = usize::from(area.width);
    let mut legend = Legend::on(buffer, area, theme);
    // It stands first, so that it has room wherever there is a legend.
    let (what, what_not) = CONTRADICTED;
    let whole = format!("{what} {what_not}");
    if text::width(&whole) < width {
        legend.put("", theme.dim(), &whole);
    } else {
        legend.put("", theme.dim(), what).put("", theme.dim(), what_not);
    }
    for ((mark, words), style) in bars::PARTS.into_iter().zip(bars::styles(model)) {
        if words != "both" || sources.has_both() {
            legend.put(sign(mark), style, words);
        }
    }
    legend.put(sign(bars::ALONE), theme.bar(Kind::Meeting), "alone: only it or copies");
    let interval = format!("{}{}{}", sign("├"), sign("●"), sign("┤"));
    let at = columns(sources, width);
    if at.iter().any(|(column, ..)| *column == Column::Interval) {
        legend.put(&interval, theme.bar(Kind::Statement), "confirmed of settled, 95 %");
        legend.put("too few", theme.text(), "under 5 settled");
    }
    match hidden(width) {
        0 => {}
        n => {
            let words = format!("{} hidden", counted(n, "column"));
            legend.put("", theme.dim(), &words);
        }
    }
}
