//! The export dialog: the form, and the first lines of what would be written.

use super::sheet::{DialogCanvas, Hints};
use crate::export::Format;
use crate::text::counted;
use crate::text::signs::{drawn, left_and_right, sign};
use crate::tui::dialog::export::{Document, Export, Part, Stage};
use crate::tui::shape::Area;

/// Columns of the names of the form.
const NAMES: u16 = 11;
/// Rows of the form: its parts, what goes in, a gap.
const FORM: u16 = 7;

pub(super) fn draw(it: &Export, sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> = match (&it.stage, it.part) {
        (Stage::Overwrite(_), _) => &[("y", "replace it"), ("n", "keep it")],
        (_, Part::File) => {
            &[("Enter", "write"), ("Tab", "options"), ("Esc", "leave"), ("PgUp PgDn", "preview")]
        }
        _ => &[
            ("Enter", "write"),
            (left_and_right(), "change"),
            ("Tab", "next"),
            ("Esc", "leave"),
            ("PgUp PgDn", "preview"),
        ],
    };
    let (events, withheld, total) = it.counts;
    sheet.frame("Export", &format!("{events} of {total} events"), hints);
    let inner = sheet.inner();
    for (y, part) in (0u16..).zip(Part::ALL) {
        form_line(it, part, row(inner, y), sheet);
    }
    status(it, withheld, row(inner, Part::ALL.len() as u16), sheet);
    if inner.height > FORM + 2 {
        let area = Area { y: inner.y + FORM, height: inner.height - FORM, ..inner };
        preview(it, area, sheet);
    }
}

fn row(area: Area, y: u16) -> Area {
    Area { y: area.y + y.min(area.height), height: area.height.saturating_sub(y).min(1), ..area }
}

fn form_line(it: &Export, part: Part, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    let focused = it.part == part;
    let name = if focused { theme.heading() } else { theme.dim() };
    sheet.put(area, 0, 0, part.name(), name);
    let names = NAMES.min(area.width);
    let value = Area { x: area.x + names, width: area.width - names, ..area };
    let text = match part {
        Part::File => {
            sheet.field(value, it.file.parts(), "a file name", focused);
            return;
        }
        Part::Document => match it.document {
            Document::View(view) => format!("the view: {}", view.name()),
            Document::Events => "every event".to_owned(),
            Document::Brief => "a brief, two to three pages".to_owned(),
        },
        Part::Format => match it.format {
            Format::Markdown | Format::Brief => "Markdown".to_owned(),
            Format::Jsonl => "JSON lines".to_owned(),
            Format::Html => "a web page".to_owned(),
        },
        Part::Notes if matches!(it.document, Document::View(_)) => {
            "a view has none of the analyst's own notes".to_owned()
        }
        Part::Notes if it.options.notes => "with the analyst's own notes".to_owned(),
        Part::Notes => "without the analyst's own notes".to_owned(),
        Part::Handling => it.handling(),
    };
    if focused {
        let end = sheet.put(value, 0, 0, &drawn("‹ "), theme.focus());
        let end = sheet.put(value, end, 0, &text, theme.text());
        sheet.put(value, end, 0, &drawn(" ›"), theme.focus());
    } else {
        sheet.put(value, 2, 0, &text, theme.text());
    }
}

fn status(it: &Export, withheld: usize, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    match &it.stage {
        Stage::Overwrite(path) => {
            let name = path.display();
            sheet.put(area, 0, 0, &format!("{name} already exists: replace it?"), theme.warning());
        }
        Stage::Refused(why) => {
            sheet.put(area, 0, 0, why, theme.error());
        }
        Stage::Form if withheld > 0 => {
            let what = format!("{} of the store withheld", counted(withheld, "stricter event"));
            sheet.put(area, 0, 0, &what, theme.warning());
        }
        Stage::Form => {}
    }
}

fn preview(it: &Export, area: Area, sheet: &mut DialogCanvas<'_>) {
    let theme = sheet.theme;
    sheet.put(area, 0, 0, &sign("─").repeat(usize::from(area.width)), theme.rule());
    let lines = Area { y: area.y + 1, height: area.height - 1, ..area };
    let first = it.scroll.min(it.preview.len().saturating_sub(lines.lines()));
    for (y, line) in (0..lines.height).zip(it.preview.iter().skip(first)) {
        let style = if line.starts_with('#') { theme.strong() } else { theme.dim() };
        sheet.put(lines, 0, y, line, style);
    }
    sheet.thumb(lines, first, it.preview.len());
}
