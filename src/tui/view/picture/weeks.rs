//! The axis of views that have weeks across.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::date::month_name;
use crate::event::date::week::IsoWeek;
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::text;
use crate::tui::view::ink::Pen;

/// The weeks on the screen.
pub(super) struct Axis {
    pub(super) first: IsoWeek,
    /// The last week of the picture, which may be beyond the screen.
    pub(super) last: IsoWeek,
    /// The column of the first week.
    pub(super) x: usize,
    /// How many weeks share a column.
    pub(super) step: usize,
    /// The cells of a column.
    pub(super) cell: usize,
    /// The number of columns that have room.
    pub(super) across: usize,
}

/// Draws years, and months where they have room, and a mark under the week of the cursor.
pub(super) fn axis(
    model: &Model,
    axis: &Axis,
    cursor: Option<usize>,
    has_earlier: bool,
    area: Rect,
    y: u16,
    buffer: &mut Buffer,
) {
    let theme = model.theme;
    // A week is of the year and the month that its Thursday is in.
    let month_of = |week: i64| {
        let (year, month, _) = IsoWeek(week).monday().plus_days(3).civil();
        (year, month)
    };
    let mark = cursor.map(|column| axis.x + column * axis.cell);
    let mut free = axis.x;
    let mut before = None;
    for (column, week) in (axis.first.0..=axis.last.0).step_by(axis.step.max(1)).take(axis.across).enumerate()
    {
        let (year, month) = month_of(week);
        let is_year = before.is_none_or(|(known, _)| known != year);
        let is_month = before != Some((year, month));
        before = Some((year, month));
        let x = axis.x + column * axis.cell;
        // The name of a year moves behind what is in its way, as long as it stands in its own year.
        let moved = free.saturating_sub(x).div_ceil(axis.cell.max(1)) * axis.step.max(1);
        let in_year = is_year && month_of(week + moved as i64).0 == year;
        let x = if in_year { x.max(free) } else { x };
        if !is_month || x < free {
            continue;
        }
        let short: String = month_name(month).chars().take(3).collect();
        let label = match is_year {
            true if column == 0 && axis.cell > 1 => format!("{short} {year}"),
            true => year.to_string(),
            false if axis.cell * 4 >= 5 || month == 7 => short,
            false => continue,
        };
        // The next year has its name, even where a month before it would fit.
        let weeks = (1 + text::width(&label) / axis.cell) * axis.step.max(1);
        let year_ahead = !is_year && (1..=weeks as i64).any(|by| month_of(week + by).0 != year);
        if year_ahead || x + text::width(&label) > axis.x + axis.across * axis.cell {
            continue;
        }
        let end = axis.x + axis.across * axis.cell;
        let Some(x) = beside(mark, x, text::width(&label), free, end) else { continue };
        Pen::on(buffer, area, y).skip(x).put(&label, theme.dim());
        free = x + text::width(&label) + 1;
    }
    if has_earlier {
        Pen::on(buffer, area, y).skip(axis.x.saturating_sub(2)).put(sign("‹"), theme.dim());
    }
    if axis.last.0 >= axis.first.0.saturating_add((axis.across * axis.step.max(1)) as i64) {
        let x = axis.x + axis.across * axis.cell;
        Pen::on(buffer, area, y)
            .skip(x.min(usize::from(area.width).saturating_sub(1)))
            .put(sign("›"), theme.dim());
    }
    if let Some(x) = mark {
        Pen::on(buffer, area, y).skip(x).put(sign("↑"), theme.focus());
    }
}

/// Where a label stands so that the mark of the cursor does not cover it.
fn beside(mark: Option<usize>, x: usize, width: usize, free: usize, end: usize) -> Option<usize> {
    let Some(mark) = mark.filter(|mark| (x..=x + width).contains(mark)) else { return Some(x) };
    if mark + 2 + width <= end {
        return Some(mark + 2);
    }
    mark.checked_sub(width + 1).filter(|x| *x >= free)
}
