//! What dialogs are drawn on: a frame and its inside, where nothing can be written outside.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::signs::{drawn, sign};
use crate::tui::dialog::finder::{Finder, Hit};
use crate::tui::dialog::frame::{Frame, first_row};
use crate::tui::hints::{self, Hint};
use crate::tui::shape::Area;
use crate::tui::text;
use crate::tui::theme::Theme;

pub(super) struct DialogCanvas<'b> {
    buffer: &'b mut Buffer,
    pub(super) theme: Theme,
    frame: Frame,
}

/// Keys and what they do, the most important first: those that have no room are left out.
pub(super) type Hints<'h> = &'h [Hint<'h>];

impl<'b> DialogCanvas<'b> {
    pub(super) fn new(buffer: &'b mut Buffer, theme: Theme, frame: Frame) -> Self {
        Self { buffer, theme, frame }
    }

    pub(super) fn inner(&self) -> Area {
        self.frame.inner
    }

    /// The cells of `area` that are on the screen.
    fn clip(&self, area: Area) -> Rect {
        Rect::new(area.x, area.y, area.width, area.height).intersection(self.buffer.area)
    }

    /// Wipes the dialog's place and a column beside it, and what a wide character before it would cover.
    pub(super) fn clear(&mut self) {
        let outer = self.frame.outer;
        let beside = u16::from(self.frame.is_drawn() && outer.x > 1);
        let place = Area { x: outer.x - beside, width: outer.width + 2 * beside, ..outer };
        let area = self.clip(place);
        for y in area.top()..area.bottom() {
            if let Some(before) = area.x.checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)))
                && before.symbol().cell_width() > 1
            {
                before.set_symbol(" ");
            }
        }
        self.wipe(place);
    }

    /// Wipes an area.
    pub(super) fn wipe(&mut self, area: Area) {
        let area = self.clip(area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(self.theme.base());
                }
            }
        }
    }

    /// Writes `text` in `area` from column `x` of row `y`; cut at the end of the area. Gives the column after it.
    pub(super) fn put(&mut self, area: Area, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let clip = self.clip(area);
        let (left, top) = (area.x.saturating_add(x), area.y.saturating_add(y));
        if left >= clip.right() || top >= clip.bottom() || top < clip.top() || left < clip.left() {
            return x;
        }
        let text = text::cut(text, usize::from(clip.right() - left));
        let (end, _) = self.buffer.set_stringn(left, top, &text, usize::MAX, style);
        end - area.x
    }

    /// Writes `text` so that it ends at the end of `area`; gives the column where it begins.
    pub(super) fn put_end(&mut self, area: Area, y: u16, text: &str, style: Style) -> u16 {
        let width = u16::try_from(text::width(text)).unwrap_or(u16::MAX).min(area.width);
        let x = area.width - width;
        self.put(area, x, y, text, style);
        x
    }

    /// Lays `style` over a row of `area`.
    pub(super) fn shade(&mut self, area: Area, y: u16, style: Style) {
        if y < area.height {
            let row = self.clip(Area { y: area.y + y, height: 1, ..area });
            self.buffer.set_style(row, style);
        }
    }

    /// The frame with its title, a remark at the right, and keys below.
    pub(super) fn frame(&mut self, title: &str, remark: &str, hints: Hints<'_>) {
        if !self.frame.is_drawn() {
            return;
        }
        let Area { width, height, .. } = self.frame.outer;
        let outer = self.frame.outer;
        let line = self.theme.frame();
        let across = sign("─").repeat(usize::from(width.saturating_sub(2)));
        self.put(outer, 0, 0, &format!("{}{across}{}", sign("╭"), sign("╮")), line);
        self.put(outer, 0, height - 1, &format!("{}{across}{}", sign("╰"), sign("╯")), line);
        for y in 1..height - 1 {
            self.put(outer, 0, y, sign("│"), line);
            self.put(outer, width - 1, y, sign("│"), line);
        }
        let edge = Area { x: outer.x + 2, width: width.saturating_sub(4), ..outer };
        let end = self.put(
            edge,
            0,
            0,
            &format!(
                " {} ",
                text::cut(title, usize::from(edge.width).saturating_sub(text::width(remark) + 5))
            ),
            self.theme.heading(),
        );
        let room = usize::from(edge.width.saturating_sub(end + 2));
        if !remark.is_empty() && text::width(remark) + 2 <= room {
            self.put_end(edge, 0, &format!(" {remark} "), self.theme.dim());
        }
        self.hints(edge, height - 1, hints);
    }

    fn hints(&mut self, area: Area, y: u16, hints: Hints<'_>) {
        let mut x = 0;
        // A cell of air on both sides.
        for (key, does) in hints::fitting(hints, usize::from(area.width).saturating_sub(2)) {
            x = self.put(area, x, y, &format!(" {key}"), self.theme.key());
            x = self.put(area, x, y, &format!(" {does} "), self.theme.dim());
        }
    }

    /// A text field: a sign, what is typed and the cursor; `empty` where nothing is typed.
    pub(super) fn field(&mut self, area: Area, (before, after): (&str, &str), empty: &str, focused: bool) {
        let sign = if focused { self.theme.focus() } else { self.theme.dim() };
        let start = self.put(area, 0, 0, &drawn("› "), sign);
        let room = usize::from(area.width.saturating_sub(start + 1));
        let mut x = self.put(area, start, 0, &text::cut_start(before, room), self.theme.text());
        if focused {
            let under = text::graphemes(after).into_iter().next().map_or_else(|| " ".to_owned(), |(g, _)| g);
            let style = self.theme.text().patch(Theme::cursor());
            let end = self.put(area, x, 0, &under, style);
            let rest: String = text::graphemes(after).into_iter().skip(1).map(|(g, _)| g).collect();
            x = self.put(area, end, 0, &rest, self.theme.text());
        } else {
            x = self.put(area, x, 0, after, self.theme.text());
        }
        if before.is_empty() && after.is_empty() {
            self.put(area, x + u16::from(focused), 0, empty, self.theme.dim());
        }
    }

    /// A name with the letters that fit marked, in at most `width` cells. Gives the column after it.
    pub(super) fn name(
        &mut self,
        area: Area,
        (x, y): (u16, u16),
        width: u16,
        name: &str,
        letters: &[usize],
        style: Style,
    ) -> u16 {
        let width = width.min(area.width.saturating_sub(x));
        let shown = text::cut(name, usize::from(width));
        let cut = shown != name;
        let graphemes = text::graphemes(&shown);
        let count = graphemes.len() - usize::from(cut && !graphemes.is_empty());
        let mut at = x;
        for (ix, (grapheme, _)) in graphemes.iter().enumerate() {
            let hit = ix < count && letters.binary_search(&ix).is_ok();
            let style = if hit { style.patch(self.theme.matched()) } else { style };
            at = self.put(area, at, y, grapheme, style);
        }
        at
    }

    /// The rows of a list that are on the screen, each drawn by `row`; the selected one on its ground.
    pub(super) fn list(&mut self, area: Area, finder: &Finder, mut row: impl FnMut(&mut Self, Area, &Hit)) {
        let hits = finder.hits();
        if hits.is_empty() {
            self.put(area, 0, 0, "nothing fits", self.theme.dim());
        }
        let first = first_row(finder.at(), hits.len(), area.lines());
        for (y, (at, hit)) in (0..area.height).zip(hits.iter().enumerate().skip(first)) {
            let line = Area { y: area.y + y, height: 1, ..area };
            row(self, line, hit);
            if at == finder.at() {
                let ground = Area { x: line.x.saturating_sub(1), width: line.width + 2, ..line };
                let ground = if self.frame.is_drawn() { ground } else { line };
                self.shade(ground, 0, self.theme.selected());
            }
        }
        self.thumb(area, first, hits.len());
    }

    /// On the frame beside `area`, which part of `len` lines from `first` on is on the screen.
    pub(super) fn thumb(&mut self, area: Area, first: usize, len: usize) {
        let height = area.lines();
        if !self.frame.is_drawn() || len <= height || height == 0 {
            return;
        }
        let outer = self.frame.outer;
        let size = (height * height / len).max(1);
        let top = first * (height - size) / (len - height).max(1);
        for y in top..(top + size).min(height) {
            let y = area.y - outer.y + y as u16;
            self.put(outer, outer.width - 1, y, sign("┃"), self.theme.dim());
        }
    }
}
