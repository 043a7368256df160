//! Counts by value; what the filter includes or excludes has a sign.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::{Kind, Word};
use crate::timeline::facets::{self, Facet, FacetRow};
use crate::tui::model::{Counts, FacetLine, Focus, Mark, Model, Section};
use crate::tui::pane::Pane;
use crate::tui::shape::Shape;
use crate::tui::text;

use super::ink::Pen;
use crate::text::signs::sign;

/// The cells before a name: air, the sign, air.
const SIGN: usize = 3;

pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let Some(counts) = &model.counts else { return };
    let theme = model.theme;
    let focused = model.pane == Pane::Facets;
    let lines = counts.lines();
    for (line, y) in lines.iter().enumerate().skip(model.facet_scroll).zip(0..area.height) {
        let (at, line) = line;
        let row = Rect { y: area.y + y, height: 1, ..area };
        if focused && at == model.facet {
            let has_keys = model.has_keys(Pane::Facets);
            buffer.set_style(row, if has_keys { theme.selected() } else { theme.selected_elsewhere() });
        }
        match *line {
            FacetLine::Blank => {}
            FacetLine::Heading(section) => heading(model, counts, section, row, buffer),
            FacetLine::Value(section, value) => {
                if let Some(section) = counts.sections.get(section) {
                    self::value(model, section, value, row, buffer);
                }
            }
            FacetLine::More(_, hidden) => {
                Pen::on(buffer, row, 0).put(&format!("   {} {hidden} more", sign("…")), theme.dim());
            }
        }
    }
}

fn heading(model: &Model, counts: &Counts, section: usize, row: Rect, buffer: &mut Buffer) {
    let Some(section) = counts.sections.get(section) else { return };
    let name = match section.facet {
        Facet::Outlet => "OUTLET".to_owned(),
        other => other.field().to_uppercase(),
    };
    let style = if model.pane == Pane::Facets { model.theme.focus() } else { model.theme.heading() };
    Pen::on(buffer, row, 0).put(" ", style).put(&name, style);
}

/// A value that the filter names has a sign; one that nothing has is dim.
fn value(model: &Model, section: &Section, at: usize, row: Rect, buffer: &mut Buffer) {
    let Some((value, mark)) = section.rows.get(at) else { return };
    let theme = model.theme;
    let kind = Kind::ALL.iter().find(|kind| section.facet == Facet::Kind && kind.word() == value.value);
    let (chosen, sign_style, style) = match mark {
        Mark::Included => (mark.sign(), theme.focus(), theme.strong()),
        Mark::Excluded => (mark.sign(), theme.error(), theme.dim()),
        Mark::None if value.count == 0 && !model.uncounted => (" ", theme.text(), theme.dim()),
        Mark::None => (" ", theme.text(), theme.text()),
    };
    let count = number(model, section, value, *mark);
    let mut pen = Pen::on(buffer, row, 0);
    pen.put(" ", theme.text()).put(chosen, sign_style).put(" ", theme.text());
    if let Some(kind) = kind {
        pen.put(kind.glyph(), theme.legend(*kind)).put(" ", style);
    }
    let room = room(pen.room(), &count);
    pen.cell(facets::short(&model.timeline, section.facet, value), room, style);
    pen.put(" ", style).put(&count, theme.dim());
}

/// What choosing the value leaves; with a plus, what it adds. What is not counted yet is no number.
fn number(model: &Model, section: &Section, value: &FacetRow, mark: Mark) -> String {
    if model.uncounted {
        sign("…").to_owned()
    } else if section.adds() && mark != Mark::Included {
        format!("+{}", value.count)
    } else {
        value.count.to_string()
    }
}

/// The cells of a name where `rest` cells are left for it and its number.
fn room(rest: usize, count: &str) -> usize {
    rest.saturating_sub(text::width(count) + 2)
}

/// The whole name of the value under the cursor while the pane has the keys, where its line does not show it.
pub(super) fn hidden_name<'m>(model: &'m Model, shape: &Shape) -> Option<&'m str> {
    if model.pane != Pane::Facets || !matches!(model.focus, Focus::Panes) {
        return None;
    }
    let width = usize::from(shape.facets?.width);
    let counts = model.counts.as_ref()?;
    let FacetLine::Value(section, row) = *counts.lines().get(model.facet)? else { return None };
    let section = counts.sections.get(section)?;
    let (value, mark) = section.rows.get(row)?;
    let room = room(width.saturating_sub(SIGN), &number(model, section, value, *mark));
    let shown = facets::short(&model.timeline, section.facet, value);
    (shown != value.label || text::width(shown) > room).then_some(value.label.as_str())
}
