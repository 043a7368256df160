//! Numbers with who claims them: never added, never averaged, never shown as fact.

use std::fmt::Write as _;

use super::Document;
use super::draft::Draft;
use super::escape::{escaped, inline};
use crate::event::{Event, Figure, Grade};
use crate::export::words::{self, listed};
use crate::registry::ActorIx;
use crate::timeline::claims::{by_claimant, stands_for_all};

impl Document<'_> {
    /// `claimed by Ukrainian Air Force`; without a claimant that too is said.
    pub(super) fn claimant(&self, by: &[ActorIx]) -> String {
        if by.is_empty() {
            return "reported, claimant not named".to_owned();
        }
        let names: Vec<String> = by.iter().map(|a| escaped(&self.registry.actor(*a).name)).collect();
        format!("claimed by {}", listed(&names))
    }

    pub(super) fn figures(&self, draft: &mut Draft, figures: &[Figure], event: &Event, indent: &str) {
        for claimed in by_claimant(figures, event) {
            let lead = super::event::uppercase_first(&self.claimant(&claimed.by));
            let _ = write!(draft.text, "{indent}- **{lead}:** ");
            for (at, row) in claimed.rows.iter().enumerate() {
                draft.text.push_str(if at == 0 { "" } else { "; " });
                self.row(draft, row, &claimed.rows, event);
            }
            draft.text.push('\n');
        }
    }

    fn row(&self, draft: &mut Draft, row: &Figure, beside: &[&Figure], event: &Event) {
        inline(&mut draft.text, &words::figure(row, stands_for_all(row, beside)));
        let graded = |g: &Grade| *g != event.grade;
        if let Some(grade) = row.grade.filter(graded) {
            let _ = write!(draft.text, " ({grade})");
        }
        if let Some(source) = row.source {
            draft.text.push(' ');
            draft.mark(self.registry, event, source);
        }
        if self.notes() {
            for note in [&row.note, &row.grade_note].into_iter().flatten() {
                let _ = write!(draft.text, " (analyst's note: {})", escaped(note));
            }
        }
    }
}
