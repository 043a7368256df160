//! Shifts: all weeks, and of one what changed, paired bars of counts, and gaps among past gaps.

mod strip;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::word::Word;
use crate::report::shifts::words::probability;
use crate::report::shifts::{Count, Silence};
use crate::text::counted;
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::picture::shifts::{Item, Layout, Page, Part, Shifts, share};
use crate::tui::picture::{Place, Room};
use crate::tui::text;
use crate::tui::view::ink::Pen;
use crate::tui::view::picture::{event, legend};

/// Cells of the words and numbers before a bar, and of what stands behind it.
const LABEL: usize = 10;
const NUMBERS: usize = 13;
const BEHIND: usize = 20;
const INDENT: usize = 4;

pub(super) fn draw(model: &Model, shifts: &Shifts, place: &Place, area: Rect, buffer: &mut Buffer) {
    let Some(page) = shifts.page(place) else { return };
    let room = Room { width: usize::from(area.width), height: usize::from(area.height) };
    let layout = Layout::of(&shifts.strip, room);
    strip::draw(model, shifts, place, (area, &layout), buffer);
    legend::draw(&layout.legend, (model.theme.strong(), model.theme), area, layout.foot, buffer);
    let area = Rect {
        y: area.y.saturating_add(layout.first as u16),
        height: area.height.saturating_sub(layout.first as u16).min(layout.lines as u16),
        ..area
    };
    week(model, &page, place, area, buffer);
}

/// What the week of the cursor says.
fn week(model: &Model, shifts: &Page, place: &Place, area: Rect, buffer: &mut Buffer) {
    let lines = shifts.lines(usize::from(area.width));
    let (greatest, longest) = (shifts.greatest_share, shifts.greatest_gap);
    for (line, y) in lines.iter().skip(place.top).zip(0..area.height) {
        let row = Rect { y: area.y + y, height: 1, ..area };
        let item = line.item.and_then(|number| shifts.items.get(number));
        let lit = line.item == Some(place.row);
        if lit {
            let style = model.theme;
            let style =
                if model.has_keys(Pane::View) { style.selected() } else { style.selected_elsewhere() };
            buffer.set_style(row, style);
        }
        let mut pen = Pen::on(buffer, row, 0);
        pen.put(if lit { sign("▌") } else { " " }, model.theme.focus());
        match (&line.part, item) {
            (Part::Blank, _) => {}
            (Part::Week(text), _) => {
                pen.put(text, model.theme.strong());
            }
            (Part::Heading(at), _) => heading(model, shifts, *at, row, buffer),
            (Part::Nothing(why), _) => {
                pen.put(why, model.theme.dim());
            }
            (Part::Event(ix), _) => event::line(model, *ix, &mut pen),
            (Part::Note(note), _) => {
                pen.skip(INDENT).put(note, model.theme.dim());
            }
            (part, Some(Item::Count { count, name, shares, .. })) => {
                let first = matches!(part, Part::First);
                let row = Bars { model, first, width: usize::from(area.width), area: row };
                row.count(count, name, shares, shifts.totals, greatest, buffer);
            }
            (part, Some(Item::Silence { silence, name, .. })) => {
                let first = matches!(part, Part::First);
                let row = Bars { model, first, width: usize::from(area.width), area: row };
                row.silence(silence, name, longest, buffer);
            }
            (Part::First | Part::Second, _) => {}
        }
    }
}

fn heading(model: &Model, shifts: &Page, at: usize, row: Rect, buffer: &mut Buffer) {
    let Some(section) = shifts.sections.get(at) else { return };
    let width = usize::from(row.width).saturating_sub(2);
    let aside = text::width(&section.aside);
    let mut pen = Pen::on(buffer, row, 0);
    pen.skip(1);
    if text::width(section.heading) + aside + 2 > width {
        pen.put(section.heading, model.theme.heading());
        return;
    }
    pen.cell(section.heading, width - aside, model.theme.heading()).put(&section.aside, model.theme.dim());
}

/// The lines of a count or a silence.
struct Bars<'m> {
    model: &'m Model,
    /// The first of its two lines.
    first: bool,
    width: usize,
    area: Rect,
}

impl Bars<'_> {
    /// The cells of the name and of the bar: the bar has a third, the name what is left.
    fn room(&self) -> (usize, usize) {
        let free = self.width.saturating_sub(1 + LABEL + NUMBERS + BEHIND + 3);
        let bar = (free / 2).max(8).min(free);
        (free - bar, bar)
    }

    /// The name on the first line and the words and numbers before the bar.
    fn lead<'b>(&self, name: &str, label: &str, numbers: &str, buffer: &'b mut Buffer) -> Pen<'b> {
        let (theme, (room, _)) = (self.model.theme, self.room());
        let mut pen = Pen::on(buffer, self.area, 0);
        // A name that is longer than its column goes on in the second line.
        let name = text::wrap(name, room);
        let name = match (self.first, name.as_slice()) {
            (true, [first, ..]) => first.clone(),
            (false, [_, rest @ ..]) => rest.join(" "),
            _ => String::new(),
        };
        pen.skip(1).cell(&name, room, theme.strong()).skip(1);
        pen.cell(label, LABEL, theme.dim());
        let style = if self.first { theme.text() } else { theme.dim() };
        pen.cell(&text::pad_start(numbers, NUMBERS), NUMBERS, style).skip(1);
        pen
    }

    fn count(
        &self,
        count: &Count,
        name: &str,
        (now, before): &(String, String),
        totals: (u64, u64),
        greatest: f64,
        buffer: &mut Buffer,
    ) {
        let theme = self.model.theme;
        let (_, bar) = self.room();
        let name = format!("{name}, {}", count.kind.word());
        let part = if self.first { share(count.now, totals.0) } else { share(count.before, totals.1) };
        let (label, numbers) = if self.first { ("this week", now) } else { ("8 weeks", before) };
        let mut pen = self.lead(&name, label, numbers, buffer);
        let style = if self.first { theme.bar(count.kind) } else { theme.dim() };
        pen.cell(&filled(part, greatest, bar), bar, style).skip(1);
        if self.first {
            pen.put(&format!("p {}", probability(count.p)), theme.dim());
            return;
        }
        pen.put(&format!("q {}", probability(count.rate)), theme.dim());
        let (flag, style) =
            if count.unusual() { (" unusual", theme.warning()) } else { (" not unusual", theme.dim()) };
        pen.put(flag, style);
    }

    fn silence(&self, silence: &Silence, name: &str, longest: i64, buffer: &mut Buffer) {
        let theme = self.model.theme;
        let (_, bar) = self.room();
        if self.first {
            let days = counted(silence.days.max(0) as usize, "day");
            let mut pen = self.lead(name, "no entry", &days, buffer);
            let part = share(silence.days.max(0) as u64, longest.max(0) as u64);
            pen.cell(&filled(part, 1.0, bar), bar, theme.text()).skip(1);
            let beside = if silence.uncovered > 0 {
                format!("+{} not covered", silence.uncovered)
            } else {
                String::new()
            };
            pen.put(&beside, theme.dim());
            return;
        }
        let gaps = counted(silence.gaps, "gap");
        let mut pen = self.lead(name, "past", &gaps, buffer);
        pen.cell(&among(&silence.past, longest, bar), bar, theme.dim()).skip(1);
        pen.put(&format!("{} as long, max {}", silence.as_long, silence.longest), theme.dim());
    }
}

/// A bar from its axis: whole and half cells.
fn filled(part: f64, greatest: f64, width: usize) -> String {
    let room = width.saturating_sub(1);
    let halves = if greatest > 0.0 { (part / greatest * room as f64 * 2.0).round() as usize } else { 0 };
    // What is not nothing is seen.
    let halves = halves.max(usize::from(part > 0.0)).min(room * 2);
    let half = if halves % 2 == 1 { sign("▌") } else { "" };
    format!("{}{}{half}", sign("▐"), sign("█").repeat(halves / 2))
}

/// Past gaps on the scale of the bar above: where more end in one cell the sign is denser.
fn among(past: &[i64], longest: i64, width: usize) -> String {
    let room = width.saturating_sub(1).max(1);
    let mut cells = vec![0usize; room];
    for gap in past {
        let at = (share((*gap).max(0) as u64, longest.max(1) as u64) * room as f64).ceil() as usize;
        if let Some(cell) = cells.get_mut(at.clamp(1, room) - 1) {
            *cell += 1;
        }
    }
    let drawn = cells.iter().map(|count| match count {
        0 => " ",
        1 => sign("░"),
        2 | 3 => sign("▒"),
        _ => sign("▓"),
    });
    std::iter::once(sign("▐")).chain(drawn).collect()
}
