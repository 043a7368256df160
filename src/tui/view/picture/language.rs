//! Language: a strip of weeks for each term and actor, with the date of the first use and the fraction.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::{EventDate, Kind};
use crate::report::language::{Negation, Use};
use crate::text::signs::{is_ascii, sign};
use crate::tui::model::Model;
use crate::tui::picture::language::{Language, Layout, Part, Strip, without};
use crate::tui::picture::weeks::Span;
use crate::tui::picture::{Place, Room};
use crate::tui::scale::Scale;
use crate::tui::text;
use crate::tui::theme::Theme;
use crate::tui::view::ink::Pen;
use crate::tui::view::picture::{event, legend, weeks};

const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn draw(model: &Model, language: &Language, place: &Place, area: Rect, buffer: &mut Buffer) {
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let layout = Layout::of(language, place, room);
    legend::draw(&layout.legend, (model.theme.strong(), model.theme), area, layout.foot, buffer);
    let below = Rect {
        y: area.y.saturating_add(layout.axis as u16 + 1),
        height: layout.foot.saturating_sub(layout.axis + 1) as u16,
        ..area
    };
    let scale = language.scale(layout.step);
    let page = Drawn { model, language, place, layout, scale, area };
    if page.layout.head > 0 {
        page.heads(buffer);
    }
    page.headings(buffer);
    for row in 0..language.strips.len() {
        let y = page.layout.y(language, row);
        if y >= place.top + page.layout.lines {
            break;
        }
        if let Some(strip) = language.strips.get(row)
            && y + page.layout.each > place.top
        {
            page.strip(strip, y, row == place.row, buffer);
        }
    }
    page.axis(buffer);
    page.list(below.intersection(area), buffer);
}

struct Drawn<'m> {
    model: &'m Model,
    language: &'m Language,
    place: &'m Place,
    layout: Layout,
    scale: Scale,
    area: Rect,
}

impl Drawn<'_> {
    /// The line of the area at which a line of the strips is, if it is on the screen.
    fn on_screen(&self, y: usize) -> Option<u16> {
        let y = y.checked_sub(self.place.top)?;
        (y < self.layout.lines).then_some((y + self.layout.head) as u16)
    }

    /// The weeks of a column of the screen.
    fn span(&self, column: usize) -> Option<Span> {
        self.language.weeks.span(self.place.left + column, self.layout.step)
    }

    fn headings(&self, buffer: &mut Buffer) {
        let theme = self.model.theme;
        for (at, group) in self.language.groups.iter().enumerate() {
            let line = at + group.first * self.layout.each;
            let Some(y) = self.on_screen(line) else { continue };
            // A heading without a strip says nothing.
            if self.on_screen(line + 1).is_none() && self.layout.lines > 1 {
                continue;
            }
            let mut pen = Pen::on(buffer, self.area, y);
            pen.skip(1).put(&group.name, theme.heading()).skip(2).put(&group.beside, theme.dim());
        }
    }

    fn strip(&self, strip: &Strip, y: usize, is_current: bool, buffer: &mut Buffer) {
        let (theme, layout) = (self.model.theme, &self.layout);
        let part = self.language.part(self.place);
        let lit = |span| is_current && part == Part::Weeks(span);
        let below = if layout.each > 1 { self.on_screen(y + 1) } else { None };
        if let Some(y) = self.on_screen(y) {
            let mut pen = Pen::on(buffer, self.area, y);
            pen.skip(1).put(if is_current { sign("›") } else { " " }, theme.focus()).skip(1);
            let style = if is_current { theme.strong() } else { theme.text() };
            pen.cell(&strip.name, layout.names, style);
            if let Some(x) = layout.date {
                self.first(strip, x, y, buffer);
            }
            for (column, span) in (0..layout.across).map_while(|column| Some((column, self.span(column)?))) {
                let mark = if layout.each > 1 { "" } else { strip.mark(span) };
                self.bar(strip, span, (lit(span), mark), layout.gutter + column * layout.cell, y, buffer);
            }
            self.beyond(strip, y, buffer);
            let lit = is_current && part == Part::Whole;
            let style = if lit { Theme::selected_cell(theme.strong()) } else { theme.text() };
            let mut pen = Pen::on(buffer, self.area, y);
            pen.skip(layout.fractions).put(&strip.fraction(), style);
            if strip.negated() > 0 {
                pen.skip(1).put(&format!("{}n", strip.negated()), theme.dim());
            }
        }
        if let Some(y) = below {
            for (column, span) in (0..layout.across).map_while(|column| Some((column, self.span(column)?))) {
                let x = layout.gutter + column * layout.cell;
                Pen::on(buffer, self.area, y).skip(x).put(strip.mark(span), theme.strong());
            }
        }
    }

    /// The date of the first use in the whole store.
    fn first(&self, strip: &Strip, x: usize, y: u16, buffer: &mut Buffer) {
        let date = &self.model.timeline.event(strip.first.event).date;
        // The room of the column is that of a day; a doubt about it is told by its sign.
        let (first, doubt) = (date.first_day().short(), mark_of_doubt(date));
        let mut pen = Pen::on(buffer, self.area, y);
        pen.skip(x).put(&text::pad_start(&first, 11), self.model.theme.dim());
        pen.put(doubt, self.model.theme.strong());
        if strip.first_outside {
            pen.put("*", self.model.theme.dim());
        }
    }

    /// Signs of uses before and behind the screen.
    fn beyond(&self, strip: &Strip, y: u16, buffer: &mut Buffer) {
        let layout = &self.layout;
        let mut columns = (0..layout.across).map_while(|column| self.span(column));
        let Some(first) = columns.next() else { return };
        let last = columns.fold(first, |_, span| span);
        let (before, behind) = strip.beyond(first.first, last.last);
        let theme = self.model.theme;
        if before {
            let x = layout.gutter.saturating_sub(1);
            Pen::on(buffer, self.area, y).skip(x).put(sign("‹"), theme.strong());
        }
        if behind {
            let x = layout.fractions.saturating_sub(1);
            Pen::on(buffer, self.area, y).skip(x).put(sign("›"), theme.strong());
        }
    }

    fn bar(
        &self,
        strip: &Strip,
        span: Span,
        (lit, mark): (bool, &str),
        x: usize,
        y: u16,
        buffer: &mut Buffer,
    ) {
        let theme = self.model.theme;
        let mut pen = Pen::on(buffer, self.area, y);
        pen.skip(x);
        let (count, cell) = (strip.count_in(span), self.layout.cell);
        if lit {
            // A number among bars is the cursor; what is not logged has none.
            let number = match count {
                0 if !strip.is_quoted_in(span) => " ".to_owned(),
                0..10 => count.to_string(),
                _ if cell > count.ilog10() as usize => count.to_string(),
                _ => "+".to_owned(),
            };
            pen.put(&number, Theme::selected_cell(theme.strong()));
            if cell > text::width(&number) {
                pen.put(mark, theme.strong());
            }
        } else if count > 0 {
            // Where a column has one cell, the mark is the bar; what the number is the cursor tells.
            let mut behind = if cell > 1 { mark.to_owned() } else { String::new() };
            if count > 1 && cell > 3 && !is_ascii() {
                behind.insert_str(0, &count.to_string());
            }
            let width = cell.saturating_sub(text::width(&behind) + usize::from(cell > 2)).max(1);
            match mark {
                "" => pen.put(
                    &symbol(self.scale, count).repeat(if is_ascii() { 1 } else { width }),
                    theme.bar(Kind::Statement),
                ),
                mark if cell == 1 => pen.put(mark, theme.strong()),
                _ => pen.put(
                    &symbol(self.scale, count).repeat(if is_ascii() { 1 } else { width }),
                    theme.bar(Kind::Statement),
                ),
            };
            pen.put(&behind, theme.strong());
        } else if strip.is_quoted_in(span) {
            pen.put(without(), theme.dim());
        }
    }

    fn axis(&self, buffer: &mut Buffer) {
        let Layout { gutter, step, cell, across, axis, .. } = self.layout;
        let (Some(first), Some((_, last))) = (self.span(0), self.language.weeks.0) else { return };
        // A label does not reach over the last column.
        let across = across.min(self.language.weeks.count().div_ceil(step));
        let line = weeks::Axis { first: first.first, last, x: gutter, step, cell, across };
        let cursor = match self.language.part(self.place) {
            Part::Weeks(span) => self.language.column(span.first, step).checked_sub(self.place.left),
            Part::Whole => None,
        };
        weeks::axis(self.model, &line, cursor, self.place.left > 0, self.area, axis as u16, buffer);
    }

    /// The heads of the columns, above the strips.
    fn heads(&self, buffer: &mut Buffer) {
        let (theme, layout) = (self.model.theme, &self.layout);
        let (by, other) = self.language.variant();
        let end = layout.date.unwrap_or(layout.gutter).min(usize::from(self.area.width));
        let mut pen = Pen::on(buffer, Rect { width: end as u16, ..self.area }, 0);
        pen.skip(1).put(&format!("by {by}"), theme.heading());
        if pen.room() > text::width(other) + 7 {
            pen.skip(2).put("c", theme.key()).put(&format!(" by {other}"), theme.dim());
        }
        if let Some(x) = layout.date {
            let mut pen = Pen::on(buffer, self.area, 0);
            pen.skip(x).put(&text::pad_start("first use", 11), theme.dim());
        }
        if self.language.to_come > 0 {
            let count = self.language.to_come;
            let room = layout.fractions.saturating_sub(layout.gutter + 1);
            let words =
                [format!("+{count} dated in the future"), format!("+{count} future"), format!("+{count}")];
            if let Some(words) = words.iter().find(|words| text::width(words) <= room) {
                Pen::on(buffer, self.area, 0).skip(layout.gutter).put(words, theme.dim());
            }
        }
        let mut pen = Pen::on(buffer, self.area, 0);
        pen.skip(layout.fractions);
        if pen.room() > 3 {
            pen.put("uses", theme.dim());
        }
    }

    /// The statements of the cursor's weeks, or of the whole strip, and the terms that nobody uses.
    fn list(&self, area: Rect, buffer: &mut Buffer) {
        let Some(strip) = self.language.strip(self.place) else { return };
        let (theme, part) = (self.model.theme, self.language.part(self.place));
        let mut pen = Pen::on(buffer, area, 0);
        pen.skip(1)
            .put(&strip.term, theme.heading())
            .put(", ", theme.dim())
            .put(&strip.actor, theme.heading());
        let when = match part {
            Part::Weeks(span) => span.in_words(),
            Part::Whole => "in all".to_owned(),
        };
        pen.skip(2).put(&when, theme.text()).skip(2).put(&strip.fraction_of(part), theme.strong());
        let rows = (self.place.row, self.language.strips.len());
        let left = pen.room();
        legend::position(self.model, rows, left, area, buffer);
        let uses = strip.uses_in(part);
        let room = usize::from(area.height.saturating_sub(1));
        if uses.is_empty() && room > 0 {
            let why = match part {
                Part::Weeks(span) if strip.is_quoted_in(span) => {
                    "Quoted then, but not with this term in the events shown."
                }
                _ => "No quotation is logged then, which does not mean that nothing was said.",
            };
            Pen::on(buffer, area, 1).skip(3).put(why, theme.dim());
        }
        let most = if uses.len() > room { room.saturating_sub(1) } else { room };
        // The latest, where there is no room for all.
        for (used, y) in uses.iter().rev().take(most).zip(1..) {
            self.used(strip, used, Rect { y: area.y + y, height: 1, ..area }, buffer);
        }
        if uses.len() > most && room > 0 {
            let more = format!("{} {} earlier", sign("…"), uses.len() - most);
            Pen::on(buffer, area, room as u16).skip(3).put(&more, theme.dim());
        }
        // What is nowhere is told where a line is left for it.
        let free = room.saturating_sub(uses.len().max(1) + 1);
        if free > 0 && !self.language.unused.is_empty() {
            let words = format!("nobody in view uses: {}", self.language.unused.join("; "));
            let lines = text::wrap(&words, usize::from(area.width).saturating_sub(2));
            let top = room + 1 - free.min(lines.len());
            for (line, y) in lines.iter().zip(top..=room) {
                Pen::on(buffer, area, y as u16).skip(1).put(line, theme.dim());
            }
        }
    }

    fn used(&self, strip: &Strip, used: &Use, area: Rect, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let event = self.model.timeline.event(used.event);
        let mut remarks = Vec::new();
        if used.event == strip.first.event {
            remarks.push("first use");
        }
        match used.negation {
            Negation::Negated => remarks.push("negated"),
            Negation::Unjudged => remarks.push("negation not judged"),
            Negation::None => {}
        }
        if used.translated {
            remarks.push("in translation");
        }
        if used.week.is_none() {
            remarks.push("week not known");
        }
        let remarks = remarks.join(", ");
        let width = text::width(&remarks);
        let left = area.width.saturating_sub(if width > 0 { width as u16 + 3 } else { 1 });
        let mut pen = Pen::on(buffer, Rect { width: left, ..area }, 0);
        let date = event::when(self.model, used.event);
        pen.skip(3).put(&date, theme.dim()).skip(2).put(&event.title, theme.text());
        Pen::on(buffer, area, 0).last(width + 1).put(&remarks, theme.dim());
    }
}

/// The sign of a date that is about a day, or may be another.
fn mark_of_doubt(date: &EventDate) -> &'static str {
    let known = date.qualification();
    match (known.approximate, known.any_doubt()) {
        (true, _) => "~",
        (false, true) => "?",
        (false, false) => "",
    }
}

/// The bar of a count: an eighth to eight eighths, or the number in ASCII.
fn symbol(scale: Scale, count: usize) -> &'static str {
    const NUMBERS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    if is_ascii() {
        return NUMBERS.get(count.saturating_sub(1)).copied().unwrap_or("+");
    }
    let height = scale.height(count as u64, 8).clamp(1, 8) as usize;
    sign(EIGHTHS.get(height - 1).copied().unwrap_or("█"))
}
