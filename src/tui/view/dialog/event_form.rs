//! The form for a new event: its lines, what is said about each, and the event as it will be written.

use super::sheet::{DialogCanvas, Hints};
use crate::text::signs::{drawn, sign};
use crate::text::{thousands, visible_line};
use crate::tui::dialog::event_form::{EventForm, LABEL, Part, Row, Stage, Target, Tone, What};
use crate::tui::shape::Area;
use crate::tui::text;

/// The most candidates that stand at once.
const OFFERED: usize = 6;

pub(super) fn draw(it: &EventForm, size: (u16, u16), sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> = match &it.stage {
        Stage::Leaving => &[("y", "leave, keep it"), ("d", "throw it away"), ("n", "go on")],
        _ if !it.offer.candidates.is_empty() => {
            &[("Tab", "take"), (choose(), "choose"), ("Enter", "next line"), ("Esc", "close the list")]
        }
        _ if it.part == Part::Sentence => {
            &[("Enter", "fill the lines"), ("Ctrl-s", "save"), ("Esc", "leave"), ("Tab", "next")]
        }
        _ => &[("Ctrl-s", "save"), ("Tab", "next"), ("Esc", "leave"), ("PgUp PgDn", "preview")],
    };
    let remark = if sheet.inner().width >= 40 { target(it) } else { String::new() };
    sheet.frame("New event", &remark, hints);
    let places = it.places(size);
    let rows = it.rows(places.form.width);
    let first = it.first(&rows, places.form.lines());
    for (y, row) in (0..places.form.height).zip(rows.iter().skip(first)) {
        let line = Area { y: places.form.y + y, height: 1, ..places.form };
        match &row.what {
            What::Field => field(it, row.part, line, sheet),
            What::Said(tone, said) => {
                let style = match tone {
                    Tone::Reading | Tone::Note => sheet.theme.dim(),
                    Tone::Warning => sheet.theme.warning(),
                    Tone::Problem => sheet.theme.error(),
                };
                sheet.put(line, LABEL + 2, 0, said, style);
            }
        }
    }
    if places.preview.is_none() || places.form.height < places.status.y - sheet.inner().y {
        sheet.thumb(places.form, first, rows.len());
    }
    if let Some(rule) = places.rule {
        let style = if it.part == Part::Preview { sheet.theme.heading() } else { sheet.theme.dim() };
        let end = sheet.put(rule, 0, 0, "Preview ", style);
        let rest = usize::from(rule.width.saturating_sub(end));
        sheet.put(rule, end, 0, &sign("─").repeat(rest), sheet.theme.rule());
    }
    if let Some(area) = places.preview {
        preview(it, area, sheet);
    }
    if let Some(like) = it.like().filter(|_| places.status.y > sheet.inner().y) {
        let line = Area { y: places.status.y - 1, ..places.status };
        sheet.put(line, 0, 0, &visible_line(like), sheet.theme.warning());
    }
    status(it, places.status, sheet);
    if places.form.height > 0 {
        offer(it, &rows, first, places.form, sheet);
    }
}

fn choose() -> &'static str {
    crate::text::signs::up_and_down()
}

fn target(it: &EventForm) -> String {
    match &it.target {
        Target::File { path, .. } => format!("to {}", visible_line(&path.display().to_string())),
        Target::None(_) => "to no file".to_owned(),
        Target::Unknown => String::new(),
    }
}

fn field(it: &EventForm, part: Part, line: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    let focused = it.part == part;
    let name = Area { width: (LABEL - 1).min(line.width), ..line };
    sheet.put(name, 0, 0, part.name(), if focused { theme.heading() } else { theme.dim() });
    let label = LABEL.min(line.width);
    let value = Area { x: line.x + label, width: line.width - label, ..line };
    let text = it.line(part);
    if focused {
        sheet.field(value, text.parts(), &drawn(&part.empty()), true);
    } else if text.is_empty() && matches!(part, Part::Kind | Part::Title | Part::Date) {
        sheet.put(value, 2, 0, "needed", theme.dim());
    } else {
        sheet.put(value, 2, 0, &visible_line(text.text()), theme.text());
    }
}

fn preview(it: &EventForm, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    if it.preview.is_empty() {
        sheet.put(area, 0, 0, "the event as it will be written", theme.dim());
        return;
    }
    let width = usize::from(area.width);
    let lines: Vec<String> = it.preview.iter().flat_map(|line| wrapped(line, width)).collect();
    let first = it.scroll.min(lines.len().saturating_sub(area.lines()));
    for (y, line) in (0..area.height).zip(lines.iter().skip(first)) {
        let style = if it.part == Part::Preview { theme.text() } else { theme.dim() };
        sheet.put(area, 0, y, line, style);
    }
    let below = lines.len().saturating_sub(first + area.lines());
    if below > 0 && area.height > 0 {
        sheet.put_end(area, area.height - 1, &format!(" {} {below} more", sign("…")), theme.dim());
    }
}

/// Returns a line of YAML in lines of this width; those that go on are indented.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    if text::width(line) <= width {
        return vec![line.to_owned()];
    }
    let indent = line.chars().take_while(|c| *c == ' ' || *c == '-').count() + 2;
    let mut chunks = text::chunks(line, width).into_iter();
    let first = chunks.next().unwrap_or_default();
    let rest = line.get(first.len()..).unwrap_or_default();
    let rest = text::chunks(rest, width.saturating_sub(indent).max(1));
    std::iter::once(first).chain(rest.into_iter().map(|part| format!("{:indent$}{part}", ""))).collect()
}

fn status(it: &EventForm, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    match &it.stage {
        Stage::Leaving => {
            let short = "Leave? y keeps it for the next time, d throws it away";
            let long = "Leave? y keeps what is typed for the next time, d throws it away, n goes on";
            let fits = text::width(long) <= usize::from(area.width);
            sheet.put(area, 0, 0, if fits { long } else { short }, theme.warning());
        }
        Stage::Refused(why) => {
            sheet.put(area, 0, 0, why, theme.error());
        }
        Stage::Told(what) => {
            sheet.put(area, 0, 0, what, theme.dim());
        }
        Stage::Form => {
            if let Target::None(why) = &it.target {
                sheet.put(area, 0, 0, why, theme.warning());
            } else if sheet.inner().width < 40 {
                let room = usize::from(area.width);
                sheet.put(area, 0, 0, &text::cut_start(&target(it), room), theme.dim());
            }
        }
    }
}

/// Draws the candidates under the line that has the keys, or above it where there is no room below.
fn offer(it: &EventForm, rows: &[Row], first: usize, form: Area, sheet: &mut DialogCanvas<'_>) {
    let candidates = &it.offer.candidates;
    let Some(at) = rows.iter().skip(first).position(|row| row.part == it.part) else { return };
    let below = form.lines().saturating_sub(at + 1);
    let (above, wanted) = (at, candidates.len().min(OFFERED));
    let height = if below >= wanted || below >= above { wanted.min(below) } else { wanted.min(above) };
    if height == 0 {
        return;
    }
    let top = if below >= height { at + 1 } else { at - height };
    let theme = sheet.theme;
    let label = (LABEL).min(form.width);
    let area =
        Area { x: form.x + label, y: form.y + top as u16, width: form.width - label, height: height as u16 };
    let lit = it.offer.lit;
    let from = lit.unwrap_or(0).saturating_sub(height - 1);
    for (y, (at, candidate)) in (0..area.height).zip(candidates.iter().enumerate().skip(from)) {
        let is_lit = lit == Some(at);
        let left = candidates.len() - from;
        let count = match candidate.count {
            _ if y + 1 == area.height && left > height && !is_lit => format!("{} more", left - height),
            Some(n) => thousands(n.into()),
            None => String::new(),
        };
        let room = usize::from(area.width).saturating_sub(3);
        let line = format!(" {} ", text::spread(&candidate.label, &count, room));
        let style = if is_lit { theme.strong() } else { theme.text() };
        sheet.wipe(Area { y: area.y + y, height: 1, ..area });
        sheet.put(area, 1, y, &line, style);
        if is_lit {
            sheet.shade(area, y, theme.selected());
            sheet.put(area, 0, y, &drawn("›"), theme.focus());
        } else {
            sheet.put(area, 0, y, sign("│"), theme.frame());
        }
    }
}
