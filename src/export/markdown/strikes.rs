//! Counts with their claimants, in Markdown.

use std::fmt::Write as _;

use super::Document;
use super::draft::Draft;
use super::escape::{escaped, inline};
use crate::describe::figures::{self, claims, own_grade};
use crate::event::{Event, Figure};
use crate::registry::ActorIx;

impl Document<'_> {
    /// Returns `claimed by Ukrainian Air Force`, or a text that says that there is no claimant.
    pub(super) fn claimant(&self, by: &[ActorIx]) -> String {
        escaped(&figures::claimant(self.registry, by))
    }

    pub(super) fn figures(&self, draft: &mut Draft, figures: &[Figure], event: &Event, indent: &str) {
        for claims in claims(self.registry, figures, event) {
            let lead = crate::text::capitalized(&escaped(&claims.lead));
            let _ = write!(draft.text, "{indent}- **{lead}:** ");
            for (at, (row, phrase)) in claims.rows.iter().enumerate() {
                draft.text.push_str(if at == 0 { "" } else { "; " });
                self.row(draft, row, phrase, event);
            }
            draft.text.push('\n');
        }
    }

    fn row(&self, draft: &mut Draft, row: &Figure, phrase: &str, event: &Event) {
        inline(&mut draft.text, phrase);
        if let Some(grade) = own_grade(row, event) {
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
