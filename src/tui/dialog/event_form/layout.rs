//! The lines of the form on the screen: each field, what is said about it below, and where both are.

use super::EventForm;
use super::part::Part;
use crate::store::Severity;
use crate::tui::dialog::frame::{Frame, first_row};
use crate::tui::shape::Area;
use crate::tui::text;

/// Columns of the names, and of the sign before a text.
pub(crate) const LABEL: u16 = 11;
const SIGN: u16 = 2;
/// From this width on, the preview stands beside the lines.
const WIDE: u16 = 96;
/// From this height on, it stands below them.
const TALL: u16 = 14;

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// What a date means.
    Reading,
    /// What was not certain in the sentence.
    Note,
    Warning,
    Problem,
}

/// What stands on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Field,
    Said(Tone, String),
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) part: Part,
    pub(crate) what: What,
}

/// The places of the parts on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Places {
    pub(crate) form: Area,
    /// The line between or beside, where there is one, and the preview.
    pub(crate) rule: Option<Area>,
    pub(crate) preview: Option<Area>,
    pub(crate) status: Area,
}

impl EventForm {
    /// Returns its place on a screen of `size`.
    #[must_use]
    pub(crate) fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (150, 27))
    }

    /// Returns the places of its parts.
    pub(crate) fn places(&self, size: (u16, u16)) -> Places {
        let inner = Self::frame(size).inner;
        let status =
            Area { y: inner.y + inner.height.saturating_sub(1), height: inner.height.min(1), ..inner };
        let body =
            Area { height: inner.height.saturating_sub(if inner.height > 3 { 2 } else { 1 }), ..inner };
        if body.width >= WIDE {
            let left = body.width * 59 / 100;
            let right = Area { x: body.x + left + 3, width: body.width - left - 3, ..body };
            let rule = Area { height: right.height.min(1), ..right };
            let preview = Area { y: right.y + 1, height: right.height.saturating_sub(1), ..right };
            return Places {
                form: Area { width: left, ..body },
                rule: Some(rule),
                preview: Some(preview),
                status,
            };
        }
        if self.part == Part::Preview {
            let form = Area { height: 0, ..body };
            return Places { form, rule: None, preview: Some(body), status };
        }
        if body.height >= TALL {
            let below = body.height / 3;
            let rule = Area { y: body.y + body.height - below, height: 1, ..body };
            let preview = Area { y: rule.y + 1, height: below - 1, ..body };
            let form = Area { height: body.height - below - 1, ..body };
            let rule = Some(rule);
            return Places { form, rule, preview: Some(preview), status };
        }
        Places { form: body, rule: None, preview: None, status }
    }

    /// Returns its rows, for a form of this width.
    pub(crate) fn rows(&self, width: u16) -> Vec<Row> {
        let room = usize::from(width.saturating_sub(LABEL + SIGN)).max(8);
        let mut rows = Vec::new();
        for part in Part::LINES {
            rows.push(Row { part, what: What::Field });
            for (tone, said) in self.said(part) {
                let lines = text::wrap(&said, room).into_iter();
                rows.extend(lines.map(|line| Row { part, what: What::Said(tone, line) }));
            }
        }
        rows
    }

    /// Returns the first of the rows on the screen: the line that has the keys shows, with what is said about it.
    pub(crate) fn first(&self, rows: &[Row], height: usize) -> usize {
        let at = rows.iter().position(|row| row.part == self.part).unwrap_or(rows.len().saturating_sub(1));
        first_row(at, rows.len(), height)
    }

    /// Returns the line at a place on the screen.
    pub(super) fn part_at(&self, size: (u16, u16), x: u16, y: u16) -> Option<Part> {
        let places = self.places(size);
        if places.preview.is_some_and(|area| area.holds(x, y)) {
            return Some(Part::Preview);
        }
        let rows = self.rows(places.form.width);
        let row = self.first(&rows, places.form.lines()) + usize::from(y.checked_sub(places.form.y)?);
        rows.get(row).filter(|_| places.form.holds(x, y)).map(|row| row.part)
    }

    /// Returns what is said about a line.
    fn said(&self, part: Part) -> Vec<(Tone, String)> {
        let mut all = Vec::new();
        if let (Part::Date, Some(date)) = (part, &self.judgement.date) {
            all.push((Tone::Reading, date.clone()));
        }
        for found in &self.judgement.findings {
            if Part::of_field(&found.field, &found.key).unwrap_or(Part::Sentence) == part {
                let tone = if found.severity == Severity::Problem { Tone::Problem } else { Tone::Warning };
                all.push((tone, found.text.clone()));
            }
        }
        for note in self.notes.iter().chain(&self.draft.notes) {
            let place = Part::of_field(note.field, "").unwrap_or(Part::Sentence);
            // What the loader says too is not said twice.
            let core = note.text.split(';').next().unwrap_or_default();
            let twice = all.iter().any(|(_, said)| said.contains(core));
            if place == part && !twice {
                all.push((Tone::Note, note.text.clone()));
            }
        }
        all
    }
}
