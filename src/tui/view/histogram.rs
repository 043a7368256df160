//! The strip over time: how many of the events shown, and where the selected one stands.
//!
//! ```text
//!  ▁▁  ▂▁▁▁ ▁▂▁▃▁▂▄▃▅▄▆█▇▅▃▂▁
//!  2025-01 ────────────▲─────────── 2026-01
//! ```

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::event::date::{Day, Heading};
use crate::event::{Kind, Word};
use crate::timeline::histogram::{Bucket, Unit};
use crate::tui::histogram_layout::HistogramLayout;
use crate::tui::model::{Drag, Model};
use crate::tui::shape::{Area, Shape};
use crate::tui::text;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws bars and axis.
pub(super) fn draw(model: &Model, shape: &Shape, buffer: &mut Buffer) {
    let strip = HistogramLayout::of(model);
    let here = model.position().and_then(|day| model.histogram.bucket_of(day));
    bars(model, strip, here, shape.bars, buffer);
    beside(model, strip, shape.bars, buffer);
    if let Some(area) = shape.axis {
        axis(model, strip, here, area, buffer);
    }
}

fn bars(model: &Model, strip: HistogramLayout, here: Option<usize>, area: Area, buffer: &mut Buffer) {
    let peak = u64::from(model.histogram.peak().max(1));
    let steps = u64::from(area.height) * 8;
    let dragged = dragged(model, strip);
    for (at, bucket) in model.histogram.buckets.iter().enumerate() {
        // Something is never drawn as nothing.
        let height = (u64::from(bucket.count()) * steps).div_ceil(peak);
        let style = if here == Some(at) { model.theme.focus() } else { bar_style(model, bucket) };
        let inside = dragged.is_none_or(|(from, to)| (from..=to).contains(&at));
        // Bars that are still those of the filter before are pale.
        let style = if inside && !model.uncounted { style } else { model.theme.rule() };
        for row in 0..area.height {
            let above = u64::from(area.height - 1 - row) * 8;
            let eighths = height.saturating_sub(above).min(8) as usize;
            let symbol = EIGHTHS.get(eighths).copied().unwrap_or(" ");
            for x in 0..bar_cells(strip) {
                let place = (strip.column_of(at).saturating_add(x), area.y + row);
                if let Some(cell) = buffer.cell_mut(place) {
                    cell.set_symbol(symbol).set_style(style);
                }
            }
        }
    }
}

/// `+4 known to the month` behind the bars, where there is room: what stands in none of them.
fn beside(model: &Model, strip: HistogramLayout, area: Area, buffer: &mut Buffer) {
    let Some(words) = model.histogram.beside_in_words().filter(|_| !model.uncounted) else { return };
    let long = format!("+{words}");
    let short = format!("+{}", model.histogram.count_beside());
    let start = area.x + strip.left + strip.width() + 1;
    let room = usize::from((area.x + area.width).saturating_sub(start + 1));
    let fitting = [long, short].into_iter().find(|words| text::width(words) <= room);
    if let (Some(words), Some(row)) = (fitting, area.height.checked_sub(1)) {
        buffer.set_stringn(start, area.y + row, words, room, model.theme.dim());
    }
}

/// Wide bars leave a cell of air between.
fn bar_cells(strip: HistogramLayout) -> u16 {
    if strip.cells >= 3 { strip.cells - 1 } else { strip.cells }
}

/// The accent of the most frequent kind.
fn bar_style(model: &Model, bucket: &Bucket) -> Style {
    let most = bucket.by_kind.iter().zip(Kind::ALL).max_by_key(|(count, _)| **count);
    most.map_or_else(|| model.theme.dim(), |(_, kind)| model.theme.bar(*kind))
}

fn dragged(model: &Model, strip: HistogramLayout) -> Option<(usize, usize)> {
    let Drag::Range { from, to } = model.drag?;
    let (a, b) = (strip.bucket_at(from)?, strip.bucket_at(to)?);
    (a != b).then(|| (a.min(b), a.max(b)))
}

fn axis(model: &Model, strip: HistogramLayout, here: Option<usize>, area: Area, buffer: &mut Buffer) {
    let buckets = &model.histogram.buckets;
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else {
        buffer.set_stringn(
            area.x + 1,
            area.y,
            "no events in time",
            usize::from(area.width.saturating_sub(2)),
            model.theme.dim(),
        );
        return;
    };
    let unit = model.histogram.unit;
    let (start, end) = (label(first.first, unit), label(last.first, unit));
    let right = axis_end(strip, area, text::width(&start) + text::width(&end) + 4);
    let line = model.theme.rule();
    for x in strip.left..right {
        buffer.set_stringn(x, area.y, "─", 1, line);
    }
    let end_x = right.saturating_sub(text::width(&end) as u16);
    // A label gives way to the marker.
    let mark = here.map(|bucket| marker_at(strip, bucket, right));
    if mark.is_none_or(|x| x > strip.left + text::width(&start) as u16) {
        buffer.set_stringn(
            strip.left,
            area.y,
            format!("{start} "),
            usize::from(area.width),
            model.theme.dim(),
        );
    }
    if buckets.len() > 1 && mark.is_none_or(|x| x + 1 < end_x) {
        let end = format!(" {end}");
        buffer.set_stringn(end_x.saturating_sub(1), area.y, end, usize::from(area.width), model.theme.dim());
    }
    marker(model, strip, here, (area, right), buffer);
}

/// The axis is as long as the bars, and long enough for its labels.
fn axis_end(strip: HistogramLayout, area: Area, least: usize) -> u16 {
    let bars = strip.left.saturating_add(strip.width());
    bars.max(strip.left.saturating_add(least as u16)).min(area.x + area.width.saturating_sub(1))
}

fn marker_at(strip: HistogramLayout, bucket: usize, right: u16) -> u16 {
    strip.column_of(bucket).saturating_add(bar_cells(strip) / 2).min(right.saturating_sub(1))
}

/// `▲` under the bucket of the selected event, and its date where there is room beside.
fn marker(
    model: &Model,
    strip: HistogramLayout,
    here: Option<usize>,
    (area, right): (Area, u16),
    buffer: &mut Buffer,
) {
    let (Some(bucket), Some(ix)) = (here, model.selected_event()) else { return };
    let x = marker_at(strip, bucket, right);
    let mark = model.theme.focus();
    buffer.set_stringn(x, area.y, "▲", 1, mark);
    let date = match model.timeline.heading(ix) {
        Heading::Day(day) => day.short(),
        coarser => text::cut(&coarser.in_words(), 18),
    };
    let width = text::width(&date) as u16;
    let edge = area.x + area.width.saturating_sub(1);
    let place = if right + 2 + width <= edge {
        edge - width
    } else if x > strip.left + width + 14 {
        x - width - 1
    } else {
        x + 2
    };
    let date = date.as_str();
    if place + width <= edge {
        // Air on both sides, where the line of the axis runs.
        let date = if place < right { format!(" {date} ") } else { format!(" {date}") };
        let start = place.saturating_sub(1);
        buffer.set_stringn(start, area.y, date, usize::from(width + 2), mark.remove_modifier(Modifier::BOLD));
    }
}

/// A bucket's name at the ends of the axis.
fn label(day: Day, unit: Unit) -> String {
    let (year, month, date) = day.civil();
    match unit {
        Unit::Day | Unit::Week => format!("{year:04}-{month:02}-{date:02}"),
        Unit::Month | Unit::Quarter => format!("{year:04}-{month:02}"),
        Unit::Year | Unit::Years(_) => year.to_string(),
    }
}
