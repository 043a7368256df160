//! The strip of all weeks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::picture::Place;
use crate::tui::picture::shifts::{Layout, Shifts};
use crate::tui::text;
use crate::tui::view::ink::Pen;
use crate::tui::view::picture::weeks;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn draw(
    model: &Model,
    shifts: &Shifts,
    place: &Place,
    (area, layout): (Rect, &Layout),
    buffer: &mut Buffer,
) {
    let (Some((first, last)), Some(cursor)) = (shifts.strip.weeks.0, shifts.week(place)) else { return };
    if layout.bars == 0 {
        return;
    }
    let theme = model.theme;
    let peak = text::pad_start(&layout.scale.in_words(), layout.gutter - 1);
    Pen::on(buffer, area, 0).put(&peak, theme.dim());
    for column in 0..layout.across {
        let Some(span) = shifts.strip.weeks.span(column, layout.step) else { break };
        let steps = layout.bars as u64 * 8;
        let height = layout.scale.height(shifts.strip.count(span), steps) as usize;
        let here = span.holds(cursor);
        let x = layout.gutter + column * layout.cell;
        let width = if layout.cell > 2 { layout.cell - 1 } else { layout.cell };
        for line in 0..layout.bars {
            let eighths = height.saturating_sub((layout.bars - 1 - line) * 8).min(8);
            let symbol = EIGHTHS.get(eighths).copied().unwrap_or(" ");
            let symbol = if eighths == 0 { " " } else { sign(symbol) };
            let style = if here { theme.focus() } else { theme.text() };
            if symbol != " " {
                Pen::on(buffer, area, line as u16).skip(x).put(&symbol.repeat(width), style);
            }
        }
        if let Some(y) = layout.marks {
            Pen::on(buffer, area, y as u16).skip(x).put(shifts.strip.mark(span), theme.strong());
        }
    }
    let axis = weeks::Axis {
        first,
        last,
        x: layout.gutter,
        step: layout.step,
        cell: layout.cell,
        across: layout.across,
    };
    let y = layout.bars + usize::from(layout.marks.is_some());
    let column = shifts.strip.weeks.column(cursor) / layout.step;
    weeks::axis(model, &axis, Some(column), false, area, y as u16, buffer);
}
