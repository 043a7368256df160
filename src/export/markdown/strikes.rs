//! Numbers with who claims them: never added, never averaged, never shown as fact.

use std::fmt::Write as _;

use super::Document;
use super::escape::escaped;
use super::footnotes::Footnotes;
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

    pub(super) fn figures(
        &self,
        out: &mut String,
        figures: &[Figure],
        event: &Event,
        notes: &mut Footnotes,
        indent: &str,
    ) {
        for claimed in by_claimant(figures, event) {
            let lead = super::event::uppercase_first(&self.claimant(&claimed.by));
            let _ = write!(out, "{indent}- **{lead}:** ");
            let rows: Vec<String> =
                claimed.rows.iter().map(|row| self.row(row, &claimed.rows, event, notes)).collect();
            out.push_str(&rows.join("; "));
            out.push('\n');
        }
    }

    fn row(&self, row: &Figure, beside: &[&Figure], event: &Event, notes: &mut Footnotes) -> String {
        let mut out = escaped(&words::figure(row, stands_for_all(row, beside)));
        let graded = |g: &Grade| *g != event.grade;
        if let Some(grade) = row.grade.filter(graded) {
            let _ = write!(out, " ({grade})");
        }
        if let Some(source) = row.source {
            out.push(' ');
            notes.mark(&mut out, self.registry, source);
        }
        if self.notes() {
            for note in [&row.note, &row.grade_note].into_iter().flatten() {
                let _ = write!(out, " (analyst's note: {})", escaped(note));
            }
        }
        out
    }
}
