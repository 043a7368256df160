//! The strip over time: how many of the events shown, of which kinds, and where the selected one stands.
//!
//! ```text
//!  12 ▁▁  ▂▁▁▁ ▁▂▁▃▁▂▄▃▅▄▆█▇▅▃▂▁
//!     2022        2023        2024        2025      ▲ 21 Dec 2025
//! ```

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::event::date::{Day, Heading};
use crate::event::{Kind, Word as _};
use crate::text::signs::sign;
use crate::text::thousands;
use crate::timeline::histogram::Bucket;
use crate::timeline::row::without_year;
use crate::tui::histogram_layout::{self, HistogramLayout};
use crate::tui::model::{Drag, Model};
use crate::tui::scale::Scale;
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
    let scale = Scale::of(model.histogram.buckets.iter().map(|bucket| bucket.count().into()));
    let dragged = dragged(model, strip);
    for (at, bucket) in model.histogram.buckets.iter().enumerate() {
        let height = scale.height(bucket.count().into(), u64::from(area.height) * 8);
        let inside = dragged.is_none_or(|(from, to)| (from..=to).contains(&at));
        for row in 0..area.height {
            let above = u64::from(area.height - 1 - row) * 8;
            let eighths = height.saturating_sub(above).min(8);
            let symbol = sign(EIGHTHS.get(eighths as usize).copied().unwrap_or(" "));
            let style = if !inside || model.uncounted {
                // Bars that are still those of the filter before are pale.
                model.theme.rule()
            } else if here == Some(at) {
                model.theme.focus()
            } else {
                kind_at(bucket, above + eighths / 2, height)
                    .map_or_else(Style::new, |kind| model.theme.bar(kind))
            };
            for x in strip.bar(at) {
                if let Some(cell) = buffer.cell_mut((x, area.y + row)) {
                    cell.set_symbol(symbol).set_style(style);
                }
            }
        }
    }
    if area.height > 0 && !model.histogram.buckets.is_empty() && !model.uncounted {
        let root = if scale.is_root { sign("√") } else { "" };
        let room = usize::from(strip.left.saturating_sub(1));
        let peak = thousands(scale.peak);
        let labels =
            if text::width(root) > 1 { vec![peak, root.to_owned()] } else { vec![format!("{root}{peak}")] };
        for (label, y) in labels.iter().zip(0..area.height) {
            buffer.set_stringn(area.x, area.y + y, text::pad_start(label, room), room, model.theme.dim());
        }
    }
}

/// The kind that stands at a height of a bar, kinds stacked from the ground in their order.
fn kind_at(bucket: &Bucket, at: u64, height: u64) -> Option<Kind> {
    let all = u64::from(bucket.count());
    let mut below = 0;
    let kinds = bucket.by_kind.iter().zip(Kind::ALL);
    let stacked = kinds.filter(|(count, _)| **count > 0).map(|(count, kind)| {
        below += u64::from(*count);
        (below, *kind)
    });
    let mut last = None;
    for (below, kind) in stacked {
        if at * all < below * height {
            return Some(kind);
        }
        last = Some(kind);
    }
    last
}

/// `+4 known to the month` behind the bars: what stands in none of them.
fn beside(model: &Model, strip: HistogramLayout, area: Area, buffer: &mut Buffer) {
    let Some(words) = histogram_layout::beside(model).filter(|_| !model.uncounted) else { return };
    let start = strip.column_of(strip.count.max(1)).max(strip.left) + 1;
    let room = usize::from((area.x + area.width).saturating_sub(start));
    if let Some(row) = area.height.checked_sub(1) {
        buffer.set_stringn(start, area.y + row, words, room, model.theme.dim());
    }
}

fn dragged(model: &Model, strip: HistogramLayout) -> Option<(usize, usize)> {
    let Drag::Range { from, to } = model.drag? else { return None };
    let (a, b) = (strip.bucket_at(from)?, strip.bucket_at(to)?);
    (a != b).then(|| (a.min(b), a.max(b)))
}

/// Years, months or days under the bars, and the place of the selected event.
fn axis(model: &Model, strip: HistogramLayout, here: Option<usize>, area: Area, buffer: &mut Buffer) {
    let style = model.theme.dim();
    if model.histogram.buckets.is_empty() {
        let room = usize::from(area.width.saturating_sub(2));
        buffer.set_stringn(area.x + 1, area.y, "no events in time", room, style);
        return;
    }
    let marker = here.and_then(|bucket| Marker::of(model, strip, bucket, area));
    // A label gives way to the marker.
    let taken = marker.as_ref().map(Marker::cells).unwrap_or_default();
    for (x, label) in ticks(model, strip) {
        let end = x + text::width(&label) as u16;
        if end <= area.x + area.width && (end < taken.start || x > taken.end) {
            buffer.set_stringn(x, area.y, label, usize::from(area.width), style);
        }
    }
    if let Some(marker) = marker {
        let style = model.theme.focus();
        buffer.set_stringn(marker.x, area.y, sign("▲"), 1, style);
        let room = usize::from(area.width);
        buffer.set_stringn(marker.date_x, area.y, &marker.date, room, style.remove_modifier(Modifier::BOLD));
    }
}

/// The labels of the axis: days, months or years where they change, each so many of them as leaves them apart.
fn ticks(model: &Model, strip: HistogramLayout) -> Vec<(u16, String)> {
    let days: Vec<Day> = model.histogram.buckets.iter().map(|bucket| bucket.first).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let label: fn(Day) -> String = match last.0.saturating_sub(first.0) {
        0..=62 => |day| without_year(&day.short()),
        63..=730 => |day| day.short().split_once(' ').map(|(_, month)| month.to_owned()).unwrap_or_default(),
        _ => |day| day.civil().0.to_string(),
    };
    let all = changes(&days, strip, &label);
    // Every label, every second, every third: the first that leaves them apart.
    let apart = |step: usize| {
        let ends = all.iter().step_by(step).map(|(x, label)| x + text::width(label) as u16 + 2);
        ends.zip(all.iter().step_by(step).skip(1)).all(|(end, (x, _))| end <= *x)
    };
    let step = (1..all.len()).find(|step| apart(*step)).unwrap_or(all.len().max(1));
    all.into_iter().step_by(step).collect()
}

/// Each label where it changes.
fn changes(days: &[Day], strip: HistogramLayout, label: &dyn Fn(Day) -> String) -> Vec<(u16, String)> {
    let mut all: Vec<(u16, String)> = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let label = label(*day);
        if all.last().is_none_or(|(_, last)| *last != label) {
            all.push((strip.column_of(at), label));
        }
    }
    all
}

/// `▲ 21 Dec 2025` under the bucket of the selected event.
struct Marker {
    x: u16,
    date_x: u16,
    date: String,
}

impl Marker {
    fn of(model: &Model, strip: HistogramLayout, bucket: usize, area: Area) -> Option<Self> {
        let bar = strip.bar(bucket);
        let x = bar.start + bar.end.saturating_sub(bar.start + 1) / 2;
        let date = match model.timeline.heading(model.selected_event()?) {
            Heading::Day(day) => day.short(),
            coarser => text::cut(&coarser.in_words(), 18),
        };
        let width = text::width(&date) as u16;
        let right = area.x + area.width.saturating_sub(1);
        // Behind the sign where there is room, else before it.
        let date_x = if x + 2 + width <= right { x + 2 } else { x.saturating_sub(width + 1) };
        Some(Self { x, date_x, date })
    }

    /// The cells that it takes.
    fn cells(&self) -> std::ops::Range<u16> {
        self.x.min(self.date_x)..(self.x + 1).max(self.date_x + text::width(&self.date) as u16)
    }
}
