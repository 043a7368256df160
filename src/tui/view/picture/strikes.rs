//! Strikes: small charts of weeks, and what each claimant says of the cursor's week.

mod claims;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::Kind;
use crate::event::date::week::IsoWeek;
use crate::text::counted;
use crate::text::signs::{is_ascii, sign};
use crate::tui::model::Model;
use crate::tui::picture::strikes::{Cell, Chart, Counts, Layout, Strikes, uncounted};
use crate::tui::picture::{Place, Room};
use crate::tui::scale::Scale;
use crate::tui::text;
use crate::tui::view::ink::Pen;
use crate::tui::view::picture::{legend, weeks};

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn draw(model: &Model, strikes: &Strikes, place: &Place, area: Rect, buffer: &mut Buffer) {
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let layout = Layout::of(strikes, place, room);
    let charts = Charts { model, strikes, place, layout, area };
    let (shown, lines) = (charts.layout.charts, charts.layout.lines);
    let first = charts.layout.title;
    if first > 0 {
        charts.head(buffer);
    }
    for (nth, chart) in strikes.charts.iter().skip(place.top).take(shown).enumerate() {
        let is_current = place.top + nth == place.row;
        let scale = charts.scale(chart);
        charts.title(chart, scale, is_current, first + nth * lines, buffer);
        charts.bars(chart, scale, first + nth * lines + 1, buffer);
    }
    charts.axis(buffer);
    let below = Rect {
        y: area.y.saturating_add(charts.layout.axis as u16 + 1),
        height: charts.layout.foot.saturating_sub(charts.layout.axis + 1) as u16,
        ..area
    };
    claims::draw(model, strikes, place, below.intersection(area), buffer);
    // Colour is for bars; text that is a mark has none.
    let marks = (model.theme.strong(), model.theme);
    legend::draw(&charts.layout.legend, marks, area, charts.layout.foot, buffer);
}

struct Charts<'m> {
    model: &'m Model,
    strikes: &'m Strikes,
    place: &'m Place,
    layout: Layout,
    area: Rect,
}

impl Charts<'_> {
    /// What the charts count, what `c` counts instead, and which charts are on the screen.
    fn head(&self, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let (what, other) = self.strikes.variant();
        let mut pen = Pen::on(buffer, self.area, 0);
        pen.skip(1).put(what, theme.heading());
        if let Some(other) = other {
            pen.skip(2).put("c", theme.key()).skip(1).put(other, theme.dim());
        }
        let left = pen.room();
        let (first, all) = (self.place.top + 1, self.strikes.charts.len());
        let last = (self.place.top + self.layout.charts).min(all);
        let words = if first == 1 && last == all {
            counted(all, "chart")
        } else {
            format!("charts {first}{}{last} of {all}", sign("–"))
        };
        let width = text::width(&words);
        if left > width + 2 {
            Pen::on(buffer, self.area, 0).last(width + 1).put(&words, theme.dim());
        }
    }

    /// The first and the last week on the screen.
    fn visible(&self) -> Option<(IsoWeek, IsoWeek)> {
        let (_, last) = self.strikes.weeks.0?;
        let first = self.strikes.weeks.at(self.place.left)?;
        let end = self.place.left + self.layout.across.saturating_sub(1);
        Some((first, self.strikes.weeks.at(end).unwrap_or(last)))
    }

    /// The scale of what is on the screen of a chart.
    fn scale(&self, chart: &Chart) -> Scale {
        self.visible().map_or(chart.scale, |(first, last)| chart.scale_in(first, last))
    }

    /// Where the counts of a chart are of which none is on the screen.
    fn elsewhere(&self, chart: &Chart) -> Option<String> {
        let (first, last) = self.visible()?;
        if chart.cells.is_empty() || chart.cells.range(first..=last).next().is_some() {
            return None;
        }
        let earlier = chart.cells.range(..first).next_back();
        let later = chart.cells.range(last..).next();
        Some(match (earlier, later) {
            (Some((week, _)), None) => format!("{} {week}", sign("‹")),
            (_, later) => format!("{} {}", later?.0, sign("›")),
        })
    }

    /// What the chart counts, and at the right its number in the week of the cursor.
    fn title(&self, chart: &Chart, scale: Scale, is_current: bool, y: usize, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let week = self.strikes.week(self.place);
        let (readout, style) = match chart.cells.get(&week) {
            Some(cell) if cell.others() > 0 => {
                (format!("{} +{} other", cell.in_words(), cell.others()), theme.strong())
            }
            Some(cell) => (cell.in_words(), theme.strong()),
            None if chart.counts == Counts::Apart => (String::new(), theme.dim()),
            None if chart.is_logged(week) => ("not counted".to_owned(), theme.dim()),
            None => ("nothing logged".to_owned(), theme.dim()),
        };
        let readout = text::cut(&readout, usize::from(self.area.width) / 2);
        let width = text::width(&readout) as u16;
        let left = Rect { width: self.area.width.saturating_sub(width + 3), ..self.area };
        let mut pen = Pen::on(buffer, left, y as u16);
        let name = if is_current { theme.heading() } else { theme.text() };
        pen.skip(1).put(if is_current { sign("›") } else { " " }, theme.focus()).skip(1);
        pen.put(&chart.name, name).skip(2);
        pen.put(&chart.whose, theme.dim());
        if chart.counts == Counts::Apart {
            return;
        }
        if let Some(elsewhere) = self.elsewhere(chart) {
            pen.put(&format!("  {elsewhere}"), theme.dim());
        }
        if !chart.apart.is_empty() {
            let beside = format!("  +{} known less finely, in no bar", chart.apart.len());
            // Where it has no room the legend has the words.
            let beside =
                if pen.room() > text::width(&beside) { beside } else { format!("  +{}", chart.apart.len()) };
            pen.put(&beside, theme.dim());
        }
        if scale.is_root {
            pen.put("  root scale", theme.dim());
        }
        Pen::on(buffer, self.area, y as u16).last(usize::from(width) + 1).put(&readout, style);
    }

    fn bars(&self, chart: &Chart, scale: Scale, y: usize, buffer: &mut Buffer) {
        let (theme, layout) = (self.model.theme, &self.layout);
        let lines = layout.bars();
        let gutter = layout.gutter.saturating_sub(1);
        if chart.counts == Counts::Apart {
            return;
        }
        if lines > 0 && scale.peak > 0 {
            let scale = text::pad_start(&scale.in_words(), gutter);
            Pen::on(buffer, self.area, y as u16).cell(&scale, gutter, theme.dim());
        }
        let cursor = self.strikes.week(self.place);
        for column in 0..layout.across {
            let Some(week) = self.strikes.weeks.at(self.place.left + column) else { break };
            let x = layout.gutter + column * layout.cell;
            let bar = match chart.cells.get(&week) {
                Some(cell) => Bar::of(chart, scale, cell, lines),
                None if chart.is_logged(week) => Bar::flat(uncounted(), lines),
                None => Bar::flat(" ", lines),
            };
            let here = week == cursor;
            for (row, symbol) in bar.symbols.iter().enumerate() {
                let blank = *symbol == " ";
                let (symbol, style, width) = match (blank, here) {
                    (true, false) => continue,
                    (true, true) => (sign("│"), theme.rule(), 1),
                    (false, true) => (*symbol, theme.focus(), layout.bar()),
                    (false, false) => (*symbol, self.style(chart, symbol), layout.bar()),
                };
                // Marks that are no bars stand once, in the first column of their week.
                let width = if Bar::is_mark(symbol) { 1 } else { width };
                let mut pen = Pen::on(buffer, self.area, (y + row) as u16);
                pen.skip(x).put(&symbol.repeat(width), style);
            }
            if let (Some(cell), Some(row)) = (chart.cells.get(&week), bar.top.checked_sub(1)) {
                let number = cell.in_words();
                if text::width(&number) < layout.cell {
                    let style = if here { theme.strong() } else { theme.dim() };
                    Pen::on(buffer, self.area, (y + row) as u16).skip(x).put(&number, style);
                }
            }
        }
    }

    fn style(&self, chart: &Chart, symbol: &str) -> Style {
        let theme = self.model.theme;
        if chart.is_alleged || Bar::is_mark(symbol) { theme.dim() } else { theme.bar(Kind::Strike) }
    }

    fn axis(&self, buffer: &mut Buffer) {
        let Layout { gutter, cell, across, axis, .. } = self.layout;
        let Some((first, last)) = self.strikes.weeks.0 else { return };
        let first = IsoWeek(first.0 + self.place.left as i64);
        let line = weeks::Axis { first, last, x: gutter, step: 1, cell, across };
        let cursor = self.strikes.weeks.column(self.strikes.week(self.place)).checked_sub(self.place.left);
        weeks::axis(self.model, &line, cursor, self.place.left > 0, self.area, axis as u16, buffer);
    }
}

/// A bar from the top to the ground.
struct Bar {
    symbols: Vec<&'static str>,
    /// The line of its top.
    top: usize,
}

impl Bar {
    /// A mark on the ground.
    fn flat(symbol: &'static str, lines: usize) -> Self {
        let mut symbols = vec![" "; lines];
        if let Some(ground) = symbols.last_mut() {
            *ground = symbol;
        }
        Self { symbols, top: lines.saturating_sub(1) }
    }

    fn of(chart: &Chart, scale: Scale, cell: &Cell, lines: usize) -> Self {
        let Some((low, high)) = cell.ends() else { return Self::flat("?", lines) };
        if high == 0 && !cell.is_open() {
            return Self::flat("0", lines);
        }
        let steps = lines as u64 * 8;
        let mut solid = scale.height(low, steps) as usize;
        let mut top = scale.height(high, steps).div_ceil(8) as usize;
        if high > low && solid.div_ceil(8) >= top {
            // A span is never drawn as none.
            if top < 2 {
                top = lines.min(2);
            } else {
                solid = (top - 1) * 8;
            }
        }
        if is_ascii() || chart.is_alleged {
            solid = solid.div_ceil(8) * 8;
        }
        let full = if chart.is_alleged { sign("▒") } else { sign("█") };
        let symbol = |above: usize| match solid.saturating_sub(above * 8).min(8) {
            0 if above < top => sign("░"),
            0 => " ",
            8 => full,
            eighths => sign(EIGHTHS.get(eighths).copied().unwrap_or(" ")),
        };
        let mut symbols: Vec<&'static str> = (0..lines).rev().map(symbol).collect();
        let mut line = lines.saturating_sub(top.max(solid.div_ceil(8)));
        if cell.is_open() {
            // The arrow stands above the bar, or on its end where the bar reaches the top.
            line = line.saturating_sub(1);
            if let Some(end) = symbols.get_mut(line) {
                *end = sign("↑");
            }
        }
        Self { symbols, top: line }
    }

    /// Whether it is a mark and no part of a bar.
    fn is_mark(symbol: &str) -> bool {
        symbol == "?" || symbol == "0" || symbol == sign("↑") || symbol == uncounted()
    }
}
