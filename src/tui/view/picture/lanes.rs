//! Lanes: an axis, a mark or bar for each event of each lane, what is linked with the selected event, a legend.

mod links;

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::event::{Kind, Word as _};
use crate::text::signs::{cut_sign, is_ascii, sign};
use crate::text::thousands;
use crate::tui::model::{Drag, Model};
use crate::tui::picture::lanes::{Extent, Frame, Item, Lanes, Scale, Strip, Tick, What, ticks};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;

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
}

/// A lane on the screen.
struct Row {
    lane: usize,
    /// Its first line, from the first of all lanes.
    y: u16,
    strip: std::sync::Arc<Strip>,
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
    let sheet = Sheet { model, lanes, place, frame, scale, time, ticks };
    let rows = sheet.rows();
    sheet.grid(buffer);
    for row in &rows {
        sheet.name(row, area, buffer);
        sheet.strip(row, buffer);
    }
    links::draw(&sheet, &rows, buffer);
    sheet.cursor(&rows, buffer);
    sheet.axis(area, buffer);
    sheet.dragged(area, buffer);
    if frame.legend > 0 {
        sheet.legend(area, buffer);
    }
}

impl Sheet<'_> {
    /// The lanes that are on the screen.
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut y = 0;
        for lane in self.place.top..self.lanes.all.len() {
            if y >= self.frame.height {
                break;
            }
            let strip = self.lanes.strip(lane, &self.scale);
            rows.push(Row { lane, y: y as u16, strip: std::sync::Arc::clone(&strip) });
            y += self.lanes.rows(lane, self.place, &self.scale);
        }
        rows
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
        cell.is_some_and(|cell| {
            [" ", "·"].contains(&cell.symbol())
                || cell.symbol() == sign("│") && cell.style().fg == self.model.theme.rule().fg
        })
    }

    /// A dotted line at each tick, and a line at now.
    fn grid(&self, buffer: &mut Buffer) {
        let style = self.model.theme.rule();
        for line in 0..self.frame.height {
            for tick in self.ticks.iter().filter(|_| !is_ascii()) {
                self.set((self.place.left + tick.x) as i64, line, "·", style, buffer);
            }
            if let Some(x) = self.lanes.now_at(self.place) {
                self.set((self.place.left + x) as i64, line, sign("│"), style, buffer);
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

    /// The marks and bars of a lane.
    fn strip(&self, row: &Row, buffer: &mut Buffer) {
        let (left, across) = (self.place.left as i64, self.frame.across);
        for drawn in &row.strip.drawn {
            let Some(stop) = row.strip.stops.get(drawn.stop) else { continue };
            let line = usize::from(row.y) + drawn.row;
            match drawn.what {
                What::More(count) => {
                    self.set(stop.first.max(left), line, digit(count), self.model.theme.strong(), buffer);
                }
                What::Item(item, count) => {
                    if let Some(item) =
                        self.lanes.items.get(item as usize).filter(|_| stop.is_in(left - 1, across + 2))
                    {
                        self.bar(item, count, (stop.first, stop.last), line, buffer);
                    }
                }
            }
        }
    }

    /// One event, or a bar of several.
    fn bar(&self, item: &Item, count: usize, (first, last): (i64, i64), line: usize, buffer: &mut Buffer) {
        let (left, right) = (self.place.left as i64, (self.place.left + self.frame.across) as i64 - 1);
        let (style, accent) = (self.model.theme.bar(item.kind), self.model.theme.accent(item.kind));
        let fill = match item.extent {
            Extent::Lasts => sign("═"),
            Extent::Within => sign("▒"),
        };
        let (from, to) = (first.max(left), last.min(right));
        for column in from..=to {
            self.set(column, line, fill, style, buffer);
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
        for drawn in &strip.drawn {
            let line = usize::from(row.y) + drawn.row;
            let cells = match drawn.what {
                What::Item(..) if drawn.stop == at => stop.first.max(self.place.left as i64)..=stop.last,
                // The number at its column may have its events.
                What::More(_) if strip.stops.get(drawn.stop).is_some_and(|s| s.first == stop.first) => {
                    stop.first..=stop.first
                }
                _ => continue,
            };
            let right = (self.place.left + self.frame.across) as i64;
            for column in *cells.start()..=(*cells.end()).min(right) {
                let Some(cell) = self.cell(column, line).and_then(|at| buffer.cell_mut(at)) else { continue };
                let style = Theme::selected_cell(cell.style());
                cell.set_style(style);
            }
        }
    }

    fn axis(&self, area: Rect, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let mut by = format!("by {}", self.lanes.by.name());
        if self.scale.on_the_clock() {
            by = format!("{by}, {} time", self.lanes.zone.city());
        }
        let names = Rect { width: self.frame.names as u16, ..area };
        Pen::on(buffer, names, 0).skip(1).put(&by, theme.dim());
        let now = self.lanes.now_at(self.place);
        let line = Rect { x: self.time.x, width: self.time.width, ..area };
        let mut free = 0;
        for tick in &self.ticks {
            let end = tick.x + text::width(&tick.label);
            let hides_now = now.is_some_and(|now| tick.x < now + 4 && end + 1 > now);
            if tick.x < free || end > self.frame.across || hides_now {
                continue;
            }
            Pen::on(buffer, line, 0).skip(tick.x).put(&tick.label, theme.dim());
            free = end + 1;
        }
        if let Some(now) = now.filter(|now| now + 3 <= self.frame.across) {
            Pen::on(buffer, line, 0).skip(now).put("now", theme.focus());
        }
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

    /// What the signs mean that are on the picture.
    fn legend(&self, area: Rect, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let first = area.height.saturating_sub(self.frame.legend as u16);
        let (mut line, mut used) = (first, 1);
        let mut put = |sign: &str, style: Style, words: &str| {
            let width = text::width(sign) + 1 + text::width(words);
            if used + width > usize::from(area.width) {
                (line, used) = (line + 1, 1);
            }
            // What has no room is left out with its sign.
            if line < area.height && used + width <= usize::from(area.width) {
                let mut pen = Pen::on(buffer, area, line);
                pen.skip(used).put(sign, style).put(" ", theme.dim()).put(words, theme.dim());
            }
            used += width + 2;
        };
        let has = |of: &dyn Fn(&Item) -> bool| self.lanes.traits.iter().any(of);
        for kind in Kind::ALL.iter().filter(|kind| has(&|item| item.kind == **kind)) {
            put(kind.glyph(), theme.accent(*kind), kind.word());
        }
        for mark in &self.lanes.marks {
            put(sign(mark.sign()), theme.text(), mark.meaning());
        }
        if has(&|item| item.extent == Extent::Lasts) {
            put(sign("═"), theme.text(), "lasts");
        }
        put(sign("▒"), theme.text(), "some time within");
        if has(&|item| item.about) {
            put(sign("░"), theme.text(), "about");
        }
        if has(&|item| item.unsure) {
            put("?", theme.text(), "uncertain");
        }
        if has(&|item| item.open.0 || item.open.1) {
            put(sign("›"), theme.text(), "open");
        }
        put("3", theme.strong(), "more");
    }
}

/// A number in one cell.
fn digit(count: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"].get(count).copied().unwrap_or("+")
}
