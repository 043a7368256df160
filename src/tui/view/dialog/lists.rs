//! Dialogs that find in a list.

use super::sheet::{DialogCanvas, Hints};
use crate::text::signs::up_and_down;
use crate::tui::action::Action;
use crate::tui::dialog::finder::{Finder, Hit};
use crate::tui::dialog::follow::{Follow, Listed};
use crate::tui::dialog::frame::Listing;
use crate::tui::dialog::palette::Palette;
use crate::tui::dialog::picker::{Mark, Picker};
use crate::tui::dialog::places::{Leads, Places, Said};
use crate::tui::dialog::zone::ZonePicker;
use crate::tui::keys::Keys;
use crate::tui::shape::Area;
use crate::tui::text;

/// From this width on, a row has room for what is not its name.
const ROOMY: u16 = 46;

fn begin(
    sheet: &mut DialogCanvas<'_>,
    finder: &Finder,
    title: &str,
    empty: &str,
    foot: u16,
    hints: Hints<'_>,
) -> Listing {
    let remark = match (finder.hits().len(), finder.len()) {
        (all, of) if all == of => format!("{of}"),
        (some, of) => format!("{some} of {of}"),
    };
    sheet.frame(title, &remark, hints);
    let listing = Listing::of(sheet.inner(), foot);
    sheet.field(listing.prompt, finder.line.parts(), empty, true);
    listing
}

/// The letters of the name always shown that fit; none where another name does.
fn letters(hit: &Hit) -> &[usize] {
    if hit.name == 0 { &hit.letters } else { &[] }
}

pub(super) fn picker(it: &Picker, size: (u16, u16), sheet: &mut DialogCanvas<'_>) {
    let arrows = up_and_down();
    let hints: Hints<'_> = if it.finder.is_browsing() {
        &[("Enter", "apply"), ("Space", "include"), ("-", "exclude"), ("Esc", "leave"), (arrows, "choose")]
    } else {
        &[("Enter", "apply"), ("Tab", "include"), ("Shift-Tab", "exclude"), ("Esc", "leave")]
    };
    begin(sheet, &it.finder, it.of.name(), "a name, in any script", 1, hints);
    let listing = Picker::listing(size);
    let theme = sheet.theme;
    let foot = match it.preview() {
        none if none.is_empty() => format!("no filter by {}", it.of.name().to_lowercase()),
        terms => terms,
    };
    sheet.put(listing.foot, 0, 0, &foot, theme.dim());
    sheet.list(listing.list, &it.finder, |sheet, line, hit| {
        let Some(row) = it.rows.get(hit.row) else { return };
        match row.mark {
            Some(Mark::Include) => sheet.put(line, 0, 0, "+", theme.focus()),
            Some(Mark::Exclude) => sheet.put(line, 0, 0, "-", theme.warning()),
            None => 0,
        };
        let count = if row.count == 0 { theme.dim() } else { theme.text() };
        let mut right = sheet.put_end(line, 0, &row.count.to_string(), count);
        if line.width >= ROOMY {
            right = line.width - 20;
            sheet.put(
                Area { width: 12, ..shifted(line, right) },
                0,
                0,
                row.kind.unwrap_or_default(),
                theme.dim(),
            );
        }
        let room = right.saturating_sub(1);
        let style = if row.count == 0 { theme.dim() } else { theme.text() };
        let left = Area { width: room, ..line };
        let alias = (hit.name > 0).then(|| it.finder.name(hit));
        let wanted = alias.map_or(0, |alias| cells(alias) + 2).min(room / 2);
        let width = room.saturating_sub(2 + wanted);
        let long = cells(&row.label) > width && letters(hit).is_empty();
        let label = if long { &row.short } else { &row.label };
        let end = sheet.name(left, (2, 0), width, label, letters(hit), style);
        if let Some(alias) = alias {
            sheet.name(left, (end + 2, 0), room, alias, &hit.letters, theme.dim());
        }
    });
}

pub(super) fn palette(it: &Palette, sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> = &[("Enter", "do it"), (up_and_down(), "choose"), ("Esc", "leave")];
    let listing = begin(sheet, &it.finder, "Commands", "what to do", 0, hints);
    let theme = sheet.theme;
    sheet.list(listing.list, &it.finder, |sheet, line, hit| {
        let Some(row) = it.rows.get(hit.row) else { return };
        let roomy = line.width >= ROOMY;
        let start = if roomy {
            sheet.put(Area { width: 10, ..line }, 0, 0, row.group, theme.dim()).max(12)
        } else {
            0
        };
        let keys = sheet.put_end(line, 0, &row.keys, theme.key());
        let room = keys.saturating_sub(1);
        sheet.name(Area { width: room, ..line }, (start, 0), room, &row.label, letters(hit), theme.text());
    });
}

pub(super) fn places(it: &Places, keys: &Keys, sheet: &mut DialogCanvas<'_>) {
    let arrows = up_and_down();
    let mut hints = vec![("Enter", "open"), (arrows, "choose"), ("Esc", "leave")];
    if it.can_forget() && it.finder.is_browsing() {
        hints.insert(1, ("Del", "delete"));
    }
    let listing = begin(sheet, &it.finder, "Saved views and bookmarks", "a name", 1, &hints);
    let theme = sheet.theme;
    if it.rows.is_empty() {
        let [save, mark] = [Action::SaveView, Action::Bookmark].map(|action| keys.spoken(action));
        let words = format!("{save} saves the filter as a view, {mark} bookmarks an event");
        sheet.put(listing.list, 0, 0, &words, theme.dim());
        return;
    }
    match &it.said {
        Some(Said::Failed(why)) => {
            sheet.put(listing.foot, 0, 0, why, theme.error());
        }
        Some(Said::Really(name)) => {
            sheet.put(listing.foot, 0, 0, &format!("Del again deletes `{name}`"), theme.warning());
        }
        None => {}
    }
    let names = it.rows.iter().map(|row| cells(&row.label) + 2).max().unwrap_or(0);
    sheet.list(listing.list, &it.finder, |sheet, line, hit| {
        let Some(row) = it.rows.get(hit.row) else { return };
        let (from, glyph) = match &row.leads {
            Leads::Stored(_) => ("store", None),
            Leads::Own(_) => ("yours", None),
            Leads::Bookmark(_, kind) => ("bookmark", Some(*kind)),
            Leads::Lost(_) => ("bookmark", None),
        };
        let roomy = line.width >= ROOMY;
        let from = if roomy { sheet.put_end(line, 0, from, theme.dim()) } else { line.width };
        let left = if roomy { Area { width: from.saturating_sub(2), ..line } } else { line };
        let start = match glyph {
            Some(kind) => sheet.put(left, 0, 0, kind.glyph(), theme.accent(kind)) + 1,
            None => 2,
        };
        let room = if roomy { names.min(left.width * 11 / 20) } else { left.width };
        let name = Area { width: room, ..left };
        sheet.name(name, (start, 0), room, &row.label, letters(hit), theme.text());
        if roomy {
            let detail = shifted(left, room + 2);
            let letters = if hit.name == 1 { hit.letters.as_slice() } else { &[] };
            sheet.name(detail, (0, 0), detail.width, &row.detail, letters, theme.dim());
        }
    });
}

pub(super) fn zone(it: &ZonePicker, sheet: &mut DialogCanvas<'_>) {
    let hints: Hints<'_> =
        &[("Enter", "show times in this zone"), (up_and_down(), "choose"), ("Esc", "leave")];
    let listing = begin(sheet, &it.finder, "Time zone", "a city or zone", 0, hints);
    let theme = sheet.theme;
    sheet.list(listing.list, &it.finder, |sheet, line, hit| {
        let Some(row) = it.rows.get(hit.row) else { return };
        if row.zone == it.current {
            sheet.put(line, 0, 0, "+", theme.focus());
        }
        let offset = sheet.put_end(line, 0, &row.offset, theme.dim());
        // As wide as an offset, also where a row has none.
        let room = line.width.saturating_sub(8).min(offset.saturating_sub(1));
        let left = Area { width: room, ..line };
        let label = cells(&row.label);
        let note = if label + 2 + cells(&row.note) + 2 <= room { row.note.as_str() } else { "" };
        let end = sheet.put_end(left, 0, note, theme.dim());
        sheet.name(left, (2, 0), end.saturating_sub(1), &row.label, letters(hit), theme.text());
    });
}

pub(super) fn follow(it: &Follow, sheet: &mut DialogCanvas<'_>) {
    let (title, does) = match it.listed {
        Listed::Links => ("Links", "go there"),
        Listed::Sources => ("Sources", "open"),
        Listed::Addresses => ("Addresses of sources", "copy"),
    };
    let hints: Hints<'_> = &[("Enter", does), (up_and_down(), "choose"), ("Esc", "leave")];
    let listing = begin(sheet, &it.finder, title, "a word to find", 0, hints);
    let theme = sheet.theme;
    let relation = it.rows.iter().map(|row| cells(&row.relation)).max().unwrap_or(0).min(18);
    sheet.list(listing.list, &it.finder, |sheet, line, hit| {
        let Some(row) = it.rows.get(hit.row) else { return };
        let roomy = line.width >= ROOMY;
        let mut start = 0;
        if roomy {
            sheet.put(Area { width: relation, ..line }, 0, 0, &row.relation, theme.dim());
            start = relation + 2;
        }
        if let Some(kind) = row.kind {
            start = sheet.put(line, start, 0, kind.glyph(), theme.accent(kind)) + 1;
        }
        let taken = cells(&row.label).saturating_add(start + 2);
        let detail = cells(&row.detail).min(line.width.saturating_sub(taken).max(line.width / 3));
        let room = if roomy { line.width - detail - 2 } else { line.width };
        sheet.name(Area { width: room, ..line }, (start, 0), room, &row.label, letters(hit), theme.text());
        if roomy {
            let cut = text::cut(&row.detail, usize::from(detail));
            sheet.put_end(line, 0, &cut, theme.dim());
        }
    });
}

/// How many cells `text` takes.
fn cells(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX - 4)
}

/// `area` without its first `by` columns.
fn shifted(area: Area, by: u16) -> Area {
    let by = by.min(area.width);
    Area { x: area.x + by, width: area.width - by, ..area }
}
