//! Dialogs of a line or two.

use super::sheet::{DialogCanvas, Hints};
use crate::event::date::Now;
use crate::tui::dialog::goto::GoTo;
use crate::tui::dialog::notice::Notice;
use crate::tui::dialog::save::SaveView;
use crate::tui::shape::Area;
use crate::tui::text;

/// Row `y` of `area`, one line high, or nothing.
fn row(area: Area, y: u16) -> Area {
    Area { y: area.y + y.min(area.height), height: area.height.saturating_sub(y).min(1), ..area }
}

pub(super) fn go_to(it: &GoTo, now: &Now, sheet: &mut DialogCanvas<'_>) {
    sheet.frame("Go to date", "", &[("Enter", "go"), ("Esc", "leave")]);
    let inner = sheet.inner();
    let theme = sheet.theme;
    sheet.field(row(inner, 0), it.line.parts(), "2025-12-21, 2025-12, today, 30d", true);
    match it.day(now) {
        Ok(day) => {
            let said = if it.line.text().trim().is_empty() { "today, " } else { "" };
            sheet.put(row(inner, 2), 2, 0, &format!("{said}{}", day.in_words()), theme.text())
        }
        Err(message) => sheet.put(row(inner, 2), 2, 0, &message, theme.dim()),
    };
}

pub(super) fn save_view(it: &SaveView, sheet: &mut DialogCanvas<'_>) {
    let does = if it.replaces() { "replace" } else { "save" };
    let hints: Hints<'_> = &[("Enter", does), ("Esc", "leave")];
    sheet.frame("Save view", "saved for you only, not in the store", hints);
    let inner = sheet.inner();
    let theme = sheet.theme;
    sheet.field(row(inner, 0), it.line.parts(), "a name for this filter", true);
    let filter = if it.view.filter.is_empty() { "every event" } else { &it.view.filter };
    let (view, order) = it.drawn();
    sheet.put(row(inner, 2), 2, 0, &format!("{filter}, in {view}, {order}"), theme.dim());
    if it.replaces() {
        sheet.put(row(inner, 3), 2, 0, "the view of this name will be replaced", theme.warning());
    }
}

pub(super) fn notice(it: &Notice, sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> = if it.asks() { &[("y", "yes"), ("n", "no")] } else { &[("Enter", "close")] };
    sheet.frame(&it.title, "", hints);
    let inner = sheet.inner();
    let style = sheet.theme.text();
    for (y, line) in (0..inner.height).zip(text::wrap(&it.text, usize::from(inner.width))) {
        sheet.put(inner, 0, y, &line, style);
    }
}
