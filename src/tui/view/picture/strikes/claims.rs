//! Who says what of the cursor's week.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::counted;
use crate::text::signs::sign;
use crate::tui::model::Model;
use crate::tui::picture::Place;
use crate::tui::picture::strikes::{Chart, Claimed, Counts, Strikes};
use crate::tui::picture::weeks::week_in_words;
use crate::tui::text;
use crate::tui::view::ink::Pen;
use crate::tui::view::picture::event;

/// The greatest width of a number before its claimant.
const NUMBER: usize = 20;

pub(super) fn draw(model: &Model, strikes: &Strikes, place: &Place, area: Rect, buffer: &mut Buffer) {
    let Some(chart) = strikes.chart(place) else { return };
    let (theme, week) = (model.theme, strikes.week(place));
    let mut pen = Pen::on(buffer, area, 0);
    let is_apart = chart.counts == Counts::Apart;
    pen.skip(1);
    if is_apart {
        pen.put("counted in no week", theme.heading());
    } else {
        pen.put(&week_in_words(week), theme.heading()).skip(2);
        pen.put(&chart.name, theme.text()).put(", ", theme.dim()).put(&chart.whose, theme.dim());
    }
    let lines = lines(strikes, chart, place, usize::from(area.width));
    let room = usize::from(area.height.saturating_sub(1));
    let width = lines.iter().map(|line| text::width(&line.number)).max().unwrap_or(0).min(NUMBER);
    let most = if lines.len() > room { room.saturating_sub(1) } else { room };
    for (line, y) in lines.iter().take(most).zip(1..) {
        let mut pen = Pen::on(buffer, area, y);
        if line.number.is_empty() && line.who.is_empty() {
            pen.skip(3).put(&line.remarks, theme.dim());
            continue;
        }
        pen.skip(3).put(&text::pad_start(&line.number, width), theme.strong());
        pen.skip(if width > 0 { 2 } else { 0 }).put(&line.who, theme.text());
        if !line.remarks.is_empty() {
            pen.skip(2).put(&line.remarks, theme.dim());
        }
    }
    if lines.len() > most && room > 0 {
        let more = format!("{} {} more", sign("…"), lines.len() - most);
        Pen::on(buffer, area, room as u16).skip(3).put(&more, theme.dim());
    }
    // The events that the counts are from, where there is room for them.
    let events = chart.events(week);
    let free = room.saturating_sub(lines.len());
    let told = if events.len() > free { free.saturating_sub(1) } else { free };
    for (ix, y) in events.iter().take(told).zip(lines.len() as u16 + 1..) {
        let row = Rect { y: area.y + y, height: 1, ..area };
        let mut pen = Pen::on(buffer, row, 0);
        event::line(model, *ix, pen.skip(3));
    }
    if events.len() > told && free > 0 {
        let more = format!("{} {} more", sign("…"), counted(events.len() - told, "event"));
        Pen::on(buffer, area, room as u16).skip(3).put(&more, theme.dim());
    }
}

#[derive(Default)]
struct Line {
    number: String,
    who: String,
    remarks: String,
}

fn lines(strikes: &Strikes, chart: &Chart, place: &Place, width: usize) -> Vec<Line> {
    let wrapped = |words: &str| {
        let lines = text::wrap(words, width.saturating_sub(4)).into_iter();
        lines.map(|remarks| Line { remarks, ..Line::default() }).collect::<Vec<_>>()
    };
    let week = strikes.week(place);
    let mut lines: Vec<Line> = match chart.cells.get(&week) {
        Some(cell) if chart.counts == Counts::Events => cell.claims.iter().map(side).collect(),
        Some(cell) => cell.claims.iter().map(claim).collect(),
        None if chart.counts == Counts::Apart => Vec::new(),
        None if chart.is_logged(week) => wrapped(
            "Strikes of this side are logged in this week; none of this side has this count, which is not zero.",
        ),
        None => {
            wrapped("No strike of this side is logged in this week, which does not mean that there was none.")
        }
    };
    let alleged = strikes.alleged_in(week);
    if chart.counts == Counts::Events && !chart.is_alleged && alleged > 0 {
        lines.push(Line {
            number: format!("+{alleged}"),
            who: "only alleged, in no bar here".to_owned(),
            ..Line::default()
        });
    }
    let near = |days: (crate::event::date::Day, crate::event::date::Day)| {
        chart.cells.is_empty() || (days.0 <= week.sunday() && week.monday() <= days.1)
    };
    for apart in chart.apart.iter().filter(|apart| near(apart.days)) {
        let words = if chart.counts == Counts::Apart {
            apart.words.clone()
        } else {
            format!("in no bar: {}", apart.words)
        };
        lines.extend(wrapped(&words));
    }
    if !strikes.left_out.is_empty() {
        lines.extend(wrapped(&format!("left out: {}", strikes.left_out.join(", "))));
    }
    lines
}

/// A side's part of the strikes of a week.
fn side(claim: &Claimed) -> Line {
    Line { number: claim.sum.to_string(), who: claim.by.clone(), remarks: String::new() }
}

fn claim(claim: &Claimed) -> Line {
    let mut remarks = vec![counted(claim.strikes, "strike")];
    if !claim.is_compared {
        remarks.push("not the same strikes, so not in the span".to_owned());
    }
    if let Some(rate) = &claim.rate {
        remarks.push(format!("claimed rate {rate}"));
    }
    if let Some(before) = claim.before {
        remarks.push(format!("before: {before}"));
    }
    if claim.is_outside {
        remarks.push("by an event outside the filter".to_owned());
    }
    Line { number: claim.in_words(), who: claim.by.clone(), remarks: remarks.join("; ") }
}
