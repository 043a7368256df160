//! Lanes: an axis, a mark or bar for each event of each lane, what is linked with the selected event, a legend.

mod links;
mod titles;

use std::cell::RefCell;
use std::collections::HashSet;

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::text::signs::{cut_sign, drawn, is_ascii, sign};
use crate::text::thousands;
use crate::tui::model::{Drag, Model};
use crate::tui::picture::lanes::{
    Drawn, Extent, Frame, Item, Lanes, Rows, Sample, Scale, Strip, Tick, ticks,
};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

use super::legend::Legend;

/// Everything that the parts are drawn from.
struct Sheet<'d> {
    model: &'d Model,
    lanes: &'d Lanes,
    place: &'d Place,
    frame: Frame,
    scale: Scale,
    /// The cells of time, without the axis.
    time: Rect,
    ticks: Vec<Tick>,
    /// The cells between the strokes of broken bars.
    holes: RefCell<HashSet<(i64, usize)>>,
}

/// A lane on the screen.
struct Row {
    lane: usize,
    /// Its first line, from the first of all lanes.
    y: u16,
    strip: std::sync::Arc<Strip>,
    packed: std::sync::Arc<Rows>,
}

pub(super) fn draw(model: &Model, lanes: &Lanes, place: &Place, area: Rect, buffer: &mut Buffer) {
    let frame = Frame::of(lanes, Room { width: area.width.into(), height: area.height.into() });
    if frame.across == 0 || frame.height == 0 {
        return;
    }
    let place = &Place { across: frame.across, ..*place };
    let scale = lanes.scale(place);
    let time = Rect {
        x: area.x + frame.names as u16,
        y: area.y + 1,
        width: frame.across as u16,
        height: frame.height as u16,
    };
    let ticks = ticks(&scale, place.left, frame.across);
    let sheet = Sheet { model, lanes, place, frame, scale, time, ticks, holes: RefCell::default() };
    let rows = sheet.rows();
    sheet.grid(buffer);
    for row in &rows {
        sheet.name(row, area, buffer);
        sheet.strip(row, buffer);
    }
    let links = links::draw(&sheet, &rows, buffer);
    titles::draw(&sheet, &rows, buffer);
    sheet.cursor(&rows, buffer);
    sheet.axis(&rows, area, buffer);
    sheet.dragged(area, buffer);
    if frame.legend > 0 {
        sheet.legend(links, area, buffer);
    }
}

impl Sheet<'_> {
    /// The lanes that are on the screen.
    fn rows(&self) -> Vec<Row> {
        let rows = self.frame.rows(self.lanes, self.place, &self.scale).into_iter();
        rows.map(|(lane, y, packed)| Row {
            lane,
            y: y as u16,
            strip: self.lanes.strip(lane, &self.scale),
            packed,
        })
        .collect()
    }

    /// Sets a cell of time, if it is on the screen.
    fn set(&self, column: i64, line: usize, symbol: &str, style: Style, buffer: &mut Buffer) {
        if let Some((x, y)) = self.cell(column, line)
            && let Some(cell) = buffer.cell_mut((x, y))
        {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    /// The cell of a column and a line of the lanes, if it is on the screen.
    fn cell(&self, column: i64, line: usize) -> Option<(u16, u16)> {
        let x = usize::try_from(column).ok()?.checked_sub(self.place.left)?;
        (x < self.frame.across && line < self.frame.height)
            .then(|| (self.time.x + x as u16, self.time.y + line as u16))
    }

    /// Whether nothing but the grid is in a cell.
    fn is_free(&self, column: i64, line: usize, buffer: &Buffer) -> bool {
        let cell = self.cell(column, line).and_then(|at| buffer.cell(at));
        !self.holes.borrow().contains(&(column, line))
            && cell.is_some_and(|cell| [" ", "·", now_sign()].contains(&cell.symbol()))
    }

    /// A dotted line at each tick, and a line at now.
    fn grid(&self, buffer: &mut Buffer) {
        let style = self.model.theme.rule();
        let now = self.model.theme.focus().remove_modifier(Modifier::BOLD);
        for line in 0..self.frame.height {
            for tick in self.ticks.iter().filter(|_| !is_ascii()) {
                self.set((self.place.left + tick.x) as i64, line, "·", style, buffer);
            }
            if let Some(x) = self.lanes.now_at(self.place) {
                self.set((self.place.left + x) as i64, line, now_sign(), now, buffer);
            }
        }
    }

    fn name(&self, row: &Row, area: Rect, buffer: &mut Buffer) {
        let Some(lane) = self.lanes.all.get(row.lane) else { return };
        let theme = self.model.theme;
        let lit = row.lane == self.place.row;
        let name = Rect { width: self.frame.names.saturating_sub(1) as u16, ..area };
        let style = match () {
            () if lit => theme.strong(),
            () if lane.rest => theme.dim(),
            () => theme.text(),
        };
        let mut pen = Pen::on(buffer, name, row.y + 1);
        pen.put(if lit { sign("▌") } else { " " }, theme.focus());
        pen.cell(&lane.name, self.frame.name, style).skip(1);
        let count = thousands(lane.members.len() as u64);
        pen.put(&text::pad_start(&count, self.frame.count), theme.dim());
    }

    /// The marks and bars of a lane, and how many more there are.
    fn strip(&self, row: &Row, buffer: &mut Buffer) {
        let (left, across) = (self.place.left as i64, self.frame.across);
        // The soft end of what is beside the screen is on it.
        for (at, drawn) in row.packed.drawn(left - 1, across + 2) {
            if let Some(item) = self.lanes.items.get(drawn.item as usize) {
                self.bar(item, drawn, usize::from(row.y) + at, buffer);
            }
        }
        let (at, more) = row.packed.more(left, across);
        for (column, count) in more {
            self.set(*column, usize::from(row.y) + at, digit(*count), self.model.theme.dim(), buffer);
        }
    }

    /// One event, or a bar of several.
    fn bar(&self, item: &Item, drawn: &Drawn, line: usize, buffer: &mut Buffer) {
        let Drawn { first, last, count, .. } = *drawn;
        let (left, right) = (self.place.left as i64, (self.place.left + self.frame.across) as i64 - 1);
        // What has no end goes on to the edge, also where nothing else is.
        let last = if item.open.1 { last.max(right + 1) } else { last };
        let (style, accent) = (self.model.theme.bar(item.kind), self.model.theme.legend(item.kind));
        let fill = match item.extent {
            Extent::Lasts => sign("═"),
            Extent::Within => sign("▒"),
        };
        let (from, to) = (first.max(left), last.min(right));
        // An end known to the month is as wide as that, also where several events share the bar.
        let (begun, ended) = self.scale.soft(item);
        for column in from..=to {
            // What did not simply happen has a broken bar; its strokes stay where they are while the screen moves.
            if item.mark.has_happened() || (column - first) % 2 == 0 {
                let is_soft =
                    begun.is_some_and(|end| column <= end) || ended.is_some_and(|start| column >= start);
                self.set(column, line, if is_soft { sign("▒") } else { fill }, style, buffer);
            } else {
                self.set(column, line, " ", style, buffer);
                self.holes.borrow_mut().insert((column, line));
            }
        }
        let mut head = from;
        if first < left && last > left {
            self.set(left, line, if item.open.0 { sign("‹") } else { cut_sign() }, style, buffer);
            head += 1;
        }
        if last > right && first < right {
            self.set(right, line, if item.open.1 { sign("›") } else { cut_sign() }, style, buffer);
        }
        self.set(head, line, sign(item.mark.sign()), accent, buffer);
        if count > 1 {
            for (at, digit) in (head + 1..to.max(head + 2)).zip(count.to_string().chars()) {
                self.set(at, line, digit.encode_utf8(&mut [0; 4]), accent, buffer);
            }
        }
        if item.about && !item.open.0 && self.is_free(first - 1, line, buffer) {
            self.set(first - 1, line, sign("░"), style, buffer);
        }
        let behind = match () {
            () if item.unsure => "?",
            () if item.about => sign("░"),
            () => return,
        };
        if !item.open.1 && (item.unsure || self.is_free(last + 1, line, buffer)) {
            self.set(last + 1, line, behind, style, buffer);
        }
    }

    /// The cells of the stop that the cursor is on.
    fn cursor(&self, rows: &[Row], buffer: &mut Buffer) {
        let Some(row) = rows.iter().find(|row| row.lane == self.place.row) else { return };
        let Some((strip, at)) = self.lanes.lit(self.place) else { return };
        let Some(stop) = strip.stops.get(at) else { return };
        let (left, across) = (self.place.left as i64, self.frame.across);
        let right = left + across as i64;
        let mut light = |columns: std::ops::RangeInclusive<i64>, row_of: usize| {
            for column in columns {
                let line = usize::from(row.y) + row_of;
                let Some(cell) = self.cell(column, line).and_then(|at| buffer.cell_mut(at)) else { continue };
                let style = Theme::selected_cell(cell.style());
                cell.set_style(style);
            }
        };
        for (row_of, drawn) in row.packed.drawn(left, across).filter(|(_, drawn)| drawn.stop == at) {
            light(drawn.first.max(left)..=drawn.last.min(right), row_of);
        }
        // The number at its column may have its events.
        let (row_of, more) = row.packed.more(left, across);
        if more.iter().any(|(column, _)| *column == stop.first) {
            light(stop.first..=stop.first, row_of);
        }
    }

    fn axis(&self, rows: &[Row], area: Rect, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let by = self.head(rows);
        let names = Rect { width: (self.frame.names as u16).saturating_sub(1), ..area };
        let fits = |words: &&String| text::width(words) < usize::from(names.width);
        if let Some(words) = by.iter().find(fits) {
            Pen::on(buffer, names, 0).skip(1).put(words, theme.dim());
        }
        let now = self.lanes.now_at(self.place);
        let line = Rect { x: self.time.x, width: self.time.width, ..area };
        let goes_on = self.scale.columns > (self.place.left + self.frame.across) as i64;
        let across = self.frame.across - usize::from(goes_on);
        let mut free = 0;
        for tick in &self.ticks {
            let end = tick.x + text::width(&tick.label);
            let hides_now = now.is_some_and(|now| tick.x < now + 4 && end + 1 > now);
            if tick.x < free || end > across || hides_now {
                continue;
            }
            Pen::on(buffer, line, 0).skip(tick.x).put(&tick.label, theme.dim());
            free = end + 1;
        }
        if self.place.left > 0 {
            Pen::on(buffer, area, 0).skip(self.frame.names.saturating_sub(1)).put(sign("‹"), theme.focus());
        }
        if goes_on {
            Pen::on(buffer, line, 0).skip(across).put(sign("›"), theme.focus());
        }
        if let Some(now) = now.filter(|now| now + 3 <= across) {
            Pen::on(buffer, line, 0).skip(now).put("now", theme.focus());
        }
    }

    /// By what the lanes are, which of them are on the screen if not all are, and the clock; the longest first.
    fn head(&self, rows: &[Row]) -> Vec<String> {
        let (by, all) = (self.lanes.by, self.lanes.all.len());
        let (first, last) =
            (rows.first().map_or(0, |row| row.lane + 1), rows.last().map_or(0, |row| row.lane + 1));
        let part = if first == last { first.to_string() } else { format!("{first}{}{last}", sign("–")) };
        let part = format!("{part} of {}", thousands(all as u64));
        let short = if rows.len() < all {
            vec![format!("{} {part}", by.plural()), part]
        } else {
            vec![format!("by {}", by.name())]
        };
        if !self.scale.on_the_clock() {
            return short;
        }
        let zone = format!("{} time", self.lanes.zone.city());
        short.iter().map(|words| format!("{words}, {zone}")).chain([zone.clone()]).collect()
    }

    /// The days that a drag has reached.
    fn dragged(&self, area: Rect, buffer: &mut Buffer) {
        let Some(Drag::Across { from, to, .. }) = self.model.drag.filter(|drag| Drag::has_way(*drag)) else {
            return;
        };
        let first = from.min(to).max(self.time.x);
        let last = from.max(to).min(self.time.right().saturating_sub(1));
        if first > last {
            return;
        }
        let band = Rect { x: first, width: last - first + 1, y: area.y, height: self.time.height + 1 };
        buffer.set_style(band.intersection(buffer.area), self.model.theme.selected());
    }

    /// What the signs mean that are on the picture, and how many links of the selected event are shown.
    fn legend(&self, links: Option<String>, area: Rect, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let lines = (self.frame.legend as u16).min(area.height);
        let area = Rect { y: area.bottom() - lines, height: lines, ..area };
        let mut legend = Legend::on(buffer, area, theme);
        for (sample, words) in self.lanes.legend() {
            let style = match sample {
                Sample::Kind(kind) => theme.legend(kind),
                Sample::Number => theme.dim(),
                Sample::Sign(_) | Sample::Links => theme.text(),
            };
            legend.put(&drawn(sample.sign()), style, words);
        }
        if let Some(words) = links {
            legend.put(&drawn(Sample::Links.sign()), links::style(theme), &words);
        }
    }
}

/// The line at now, which no line of a link looks like.
fn now_sign() -> &'static str {
    sign("┆")
}

/// A number in one cell.
fn digit(count: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"].get(count).copied().unwrap_or("+")
}
