//! Counts by value: what the filter includes has `+`, what it excludes has `-`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::event::{Kind, Word};
use crate::registry::Lookup;
use crate::timeline::facets::{Facet, FacetRow};
use crate::tui::model::{Counts, FacetLine, Mark, Model};
use crate::tui::pane::Pane;
use crate::tui::text;

use super::ink::Pen;
use crate::text::signs::sign;

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
                let Some(section) = counts.sections.get(section) else { continue };
                let Some((value, mark)) = section.rows.get(value) else { continue };
                self::value(model, section.facet, value, *mark, row, buffer);
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

fn value(model: &Model, facet: Facet, value: &FacetRow, mark: Mark, row: Rect, buffer: &mut Buffer) {
    let theme = model.theme;
    // What is not counted yet is no number.
    let count = if model.uncounted { sign("…").to_owned() } else { value.count.to_string() };
    let kind = Kind::ALL.iter().find(|kind| facet == Facet::Kind && kind.word() == value.value);
    let (sign, sign_style, style) = match mark {
        Mark::Included => ("+ ", theme.focus(), theme.strong()),
        Mark::Excluded => ("- ", theme.error(), theme.dim()),
        Mark::None => ("  ", theme.text(), theme.text()),
    };
    let mut pen = Pen::on(buffer, row, 0);
    pen.put(" ", theme.text());
    pen.put(sign, sign_style);
    if let Some(kind) = kind {
        pen.put(kind.glyph(), theme.legend(*kind)).put(" ", style);
    }
    let room = pen.room().saturating_sub(text::width(&count) + 2);
    pen.cell(label(model, facet, value, room), room, style);
    pen.put(" ", style).put(&count, theme.dim());
}

/// What the value is called in `room` cells.
fn label<'m>(model: &'m Model, facet: Facet, value: &'m FacetRow, room: usize) -> &'m str {
    let registry = &model.timeline.store().registry;
    match facet {
        Facet::Kind => &value.value,
        Facet::Actor => match registry.find_actor(&value.value) {
            Lookup::One(ix) => registry.actor(ix).fitting(room),
            _ => &value.label,
        },
        _ => &value.label,
    }
}
