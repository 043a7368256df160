//! Encounters: a triangle of cells with how often two met, or a row for each pair with when they met.

mod list;
mod matrix;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::Kind;
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::picture::encounters::{Encounters, Form, Grid};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

use super::legend::Legend;

/// Shades from few meetings to many.
const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
/// Bars of one, two, three and more meetings.
const BARS: [&str; 4] = ["▂", "▄", "▆", "█"];

pub(super) fn draw(model: &Model, met: &Encounters, place: &Place, area: Rect, buffer: &mut Buffer) {
    let grid = Grid::of(met, Room { width: usize::from(area.width), height: usize::from(area.height) });
    let width = usize::from(area.width).saturating_sub(2);
    let next = met.next_form();
    let summary = summary(met, width.saturating_sub(text::width(next) + 4));
    Pen::on(buffer, area, 0).skip(1).put(summary, model.theme.dim());
    if text::width(summary) + text::width(next) + 5 <= width {
        let mut pen = Pen::on(buffer, area, 0);
        pen.skip(width.saturating_sub(text::width(next) + 1));
        pen.put("c", model.theme.key()).put(" ", model.theme.dim()).put(next, model.theme.dim());
    }
    match met.form {
        Form::Matrix => matrix::draw(model, met, place, grid, area, buffer),
        Form::List | Form::Partners => list::draw(model, met, place, grid, area, buffer),
    }
    let last = area.height.saturating_sub(1);
    let lines = (grid.legend as u16).min(last);
    let below = Rect { y: area.y + last - lines, height: lines, ..area };
    marks(model, met, below, buffer);
    if let Some(pair) = met.pair(place) {
        Pen::on(buffer, area, last).skip(1).put(&met.facts(pair, width), model.theme.dim());
    }
}

/// Returns the report's first sentence, and the second, on days, where there is a column of them and room.
fn summary(met: &Encounters, width: usize) -> &str {
    let first = met.summary.split_once(". ").map_or(met.summary.as_str(), |(first, _)| first);
    let has_days = met.form != Form::Matrix;
    if has_days && text::width(&met.summary) <= width { &met.summary } else { first }
}

/// What the marks mean.
fn marks(model: &Model, met: &Encounters, area: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    let bar = theme.bar(Kind::Meeting);
    let mut legend = Legend::on(buffer, area, theme);
    if met.form != Form::Matrix {
        for (mark, words) in BARS.into_iter().zip(["1", "2", "3", "more"]) {
            legend.put(sign(mark), bar, words);
        }
        legend.put(sign("─"), bar, "some day of these").put("(+1) ?", theme.text(), "perhaps in one room");
        legend.put("1!", theme.text(), "no independent source");
        return;
    }
    let middle = format!("3{}{}", sign("–"), met.peak.max(8) / 2);
    for (mark, words) in SHADES.into_iter().zip(["1", "2", &middle, "more"]) {
        legend.put(sign(mark), bar, words);
    }
    legend.put("2", theme.dim(), "no shade: one side").put("?", theme.text(), "perhaps in one room");
    legend.put(sign("·"), theme.dim(), "none");
}
