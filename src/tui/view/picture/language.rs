//! Language: a strip of weeks for each term and actor, with the fraction at its end.

use crate::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::Kind;
use crate::event::date::week::IsoWeek;
use crate::report::language::{Negation, Use};
use crate::text::signs::{is_ascii, sign};
use crate::tui::model::Model;
use crate::tui::picture::language::{Language, Layout, Part, Strip};
use crate::tui::picture::strikes::week_in_words;
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;
use crate::tui::view::picture::weeks;

const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn draw(model: &Model, language: &Language, place: &Place, area: Rect, buffer: &mut Buffer) {
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let layout = Layout::of(language, place, room);
    let page = Drawn { model, language, place, layout, area };
    page.headings(buffer);
    for (row, strip) in language.strips.iter().enumerate() {
        page.strip(strip, row == place.row, buffer);
    }
    page.axis(buffer);
    let end = layout.legend.unwrap_or(room.height);
    let below = Rect {
        y: area.y.saturating_add(layout.axis as u16 + 1),
        height: end.saturating_sub(layout.axis + 1) as u16,
        ..area
    };
    page.list(below.intersection(area), buffer);
    if let Some(y) = layout.legend {
        page.legend(y as u16, buffer);
    }
}

struct Drawn<'m> {
    model: &'m Model,
    language: &'m Language,
    place: &'m Place,
    layout: Layout,
    area: Rect,
}

impl Drawn<'_> {
    /// The line of the area at which a line of the strips is, if it is on the screen.
    fn on_screen(&self, y: usize) -> Option<u16> {
        let y = y.checked_sub(self.place.top)?;
        (y < self.layout.lines).then_some(y as u16)
    }

    fn headings(&self, buffer: &mut Buffer) {
        let theme = self.model.theme;
        for group in &self.language.groups {
            let Some(y) = self.on_screen(group.y) else { continue };
            let mut pen = Pen::on(buffer, self.area, y);
            pen.skip(1).put(&group.name, theme.heading()).skip(2).put(&group.beside, theme.dim());
        }
    }

    fn strip(&self, strip: &Strip, is_current: bool, buffer: &mut Buffer) {
        let (theme, layout) = (self.model.theme, self.layout);
        let part = self.language.part(self.place);
        let names = layout.gutter.saturating_sub(1);
        if let Some(y) = self.on_screen(strip.y) {
            let mut pen = Pen::on(buffer, self.area, y);
            pen.skip(1).put(if is_current { sign("›") } else { " " }, theme.focus()).skip(1);
            let style = if is_current { theme.strong() } else { theme.text() };
            pen.cell(&strip.name, names.saturating_sub(3), style);
            for column in 0..layout.across {
                let Some(week) = self.language.week_at(self.place.left + column) else { break };
                self.bar(strip, week, is_current && part == Part::Week(week), column, y, buffer);
            }
            let lit = is_current && part == Part::Whole;
            let style = if lit { Theme::selected_cell(theme.strong()) } else { theme.text() };
            Pen::on(buffer, self.area, y).skip(layout.fractions).put(&strip.fraction(), style);
        }
        if let Some(y) = self.on_screen(strip.y + 1) {
            let first = self.model.timeline.event(strip.first.event).date.first_day().short();
            let outside = if strip.first_outside { " (outside)" } else { "" };
            let mut pen = Pen::on(buffer, self.area, y);
            pen.skip(3)
                .put(&text::cut(&format!("first {first}{outside}"), names.saturating_sub(3)), theme.dim());
            for column in 0..layout.across {
                let Some(week) = self.language.week_at(self.place.left + column) else { break };
                let mark = match (strip.is_first_in(week), strip.is_negated(week)) {
                    (true, true) => "F",
                    (true, false) => "f",
                    (false, true) => "n",
                    (false, false) => continue,
                };
                let x = layout.gutter + column * layout.cell;
                Pen::on(buffer, self.area, y).skip(x).put(mark, theme.strong());
            }
            if strip.negated() > 0 {
                let words = format!("{} n", strip.negated());
                Pen::on(buffer, self.area, y).skip(layout.fractions).put(&words, theme.dim());
            }
        }
    }

    fn bar(&self, strip: &Strip, week: IsoWeek, lit: bool, column: usize, y: u16, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let x = self.layout.gutter + column * self.layout.cell;
        let mut pen = Pen::on(buffer, self.area, y);
        pen.skip(x);
        let count = strip.weeks.get(&week).map_or(0, Vec::len);
        if lit {
            // A number among bars is the cursor; what is not logged has none.
            let number = match count {
                0 if !strip.quoted.contains_key(&week) => " ".to_owned(),
                0..10 => count.to_string(),
                _ => "+".to_owned(),
            };
            pen.put(&number, Theme::selected_cell(theme.strong()));
        } else if count > 0 {
            let symbol = symbol(self.language, count);
            let width = if is_ascii() { 1 } else { self.layout.bar() };
            pen.put(&symbol.repeat(width), theme.bar(Kind::Statement));
        } else if strip.quoted.contains_key(&week) {
            pen.put(without(), theme.dim());
        }
    }

    fn axis(&self, buffer: &mut Buffer) {
        let Layout { gutter, cell, across, axis, .. } = self.layout;
        let Some((first, last)) = self.language.weeks else { return };
        let line =
            weeks::Axis { first: IsoWeek(first.0 + self.place.left as i64), last, x: gutter, cell, across };
        let cursor = match self.language.part(self.place) {
            Part::Week(week) => self.language.column(week).checked_sub(self.place.left),
            Part::Whole => None,
        };
        weeks::axis(self.model, &line, cursor, self.place.left > 0, self.area, axis as u16, buffer);
    }

    /// The statements of the cursor's week, or of the whole strip.
    fn list(&self, area: Rect, buffer: &mut Buffer) {
        let Some(strip) = self.language.strip(self.place) else { return };
        let (theme, part) = (self.model.theme, self.language.part(self.place));
        let mut pen = Pen::on(buffer, area, 0);
        pen.skip(1)
            .put(&strip.term, theme.heading())
            .put(", ", theme.dim())
            .put(&strip.actor, theme.heading());
        let when = match part {
            Part::Week(week) => week_in_words(week),
            Part::Whole => "in all".to_owned(),
        };
        pen.skip(2).put(&when, theme.text()).skip(2).put(&strip.fraction_of(part), theme.strong());
        let uses = strip.uses_in(part);
        let room = usize::from(area.height.saturating_sub(1));
        if uses.is_empty() && room > 0 {
            let why = match part {
                Part::Week(week) if strip.quoted.contains_key(&week) => {
                    "Quoted in this week, but not with this term in the events shown."
                }
                _ => "No quotation is logged in this week, which does not mean that nothing was said.",
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
        let remarks = remarks.join(", ");
        let width = text::width(&remarks);
        let left = area.width.saturating_sub(if width > 0 { width as u16 + 3 } else { 1 });
        let mut pen = Pen::on(buffer, Rect { width: left, ..area }, 0);
        let date = self.model.timeline.heading(used.event).in_words();
        pen.skip(3).put(&date, theme.dim()).skip(2).put(&event.title, theme.text());
        Pen::on(buffer, area, 0).last(width + 1).put(&remarks, theme.dim());
    }

    fn legend(&self, y: u16, buffer: &mut Buffer) {
        let (theme, peak) = (self.model.theme, self.language.scale.peak);
        let bars = match (is_ascii(), peak) {
            (true, _) => ("1", "uses in a week".to_owned()),
            (false, 0 | 1) => (symbol(self.language, 1), "1 use".to_owned()),
            (false, peak) if self.language.scale.is_root => (sign("█"), format!("{peak} uses, root scale")),
            (false, peak) => (sign("█"), format!("{peak} uses")),
        };
        let mut marks = vec![
            bars,
            (without(), "quoted without it".to_owned()),
            ("", "blank: none logged".to_owned()),
            ("f", "first".to_owned()),
            ("n", "negated".to_owned()),
            ("F", "both".to_owned()),
            ("3/7", "of quoted statements".to_owned()),
        ];
        if !self.language.unused.is_empty() {
            marks.push(("", format!("{} unused", self.language.unused.len())));
        }
        let mut pen = Pen::on(buffer, self.area, y);
        pen.skip(1);
        for (mark, words) in marks {
            // Whole entries only: half a word explains nothing.
            if text::width(mark) + text::width(&words) + 1 > pen.room() {
                continue;
            }
            if !mark.is_empty() {
                pen.put(mark, theme.strong()).skip(1);
            }
            pen.put(&words, theme.dim()).skip(2);
        }
    }
}

/// A week of quotations without the term.
fn without() -> &'static str {
    if is_ascii() { "." } else { "·" }
}

/// The bar of a count: an eighth to eight eighths, or the number in ASCII.
fn symbol(language: &Language, count: usize) -> &'static str {
    const NUMBERS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    if is_ascii() {
        return NUMBERS.get(count.saturating_sub(1)).copied().unwrap_or("+");
    }
    let height = language.scale.height(count as u64, 8).clamp(1, 8) as usize;
    sign(EIGHTHS.get(height - 1).copied().unwrap_or("█"))
}
