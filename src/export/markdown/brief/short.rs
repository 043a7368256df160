//! *In short*: the facts that weigh most, each with its date, grade and sources.

use super::{CITED, Part, Sheet};
use crate::analysis::highlights::{Highlight, Piece};
use crate::event::EventIx;
use std::fmt::Write as _;

/// How many accounts of one thing are told.
const ACCOUNTS: usize = 3;

impl Sheet<'_> {
    pub(super) fn short(&self) -> Part {
        let mut part = Part::default();
        let facts = self.reports.highlights.first(self.measure.facts);
        if facts.is_empty() {
            return part;
        }
        part.draft.text.push_str("## In short\n\n");
        for fact in facts {
            self.fact(fact, &mut part);
        }
        part.draft.text.push('\n');
        part
    }

    fn fact(&self, fact: &Highlight, part: &mut Part) {
        let _ = write!(part.draft.text, "- **{}:** ", fact.label);
        for piece in &fact.pieces {
            match piece {
                Piece::Words(text) => self.spaced(&mut part.draft.text, text),
                Piece::Event(ix) => self.whole(self.own(*ix), part),
                Piece::At(ix) => self.at(self.own(*ix), part),
                Piece::Accounts(ix, field) => self.accounts_of(self.own(*ix), *field, part),
            }
        }
        part.draft.text.push_str(".\n");
    }

    /// `Title – who (21 Dec 2025, B1)[^2]`
    fn whole(&self, ix: EventIx, part: &mut Part) {
        let event = self.document.event(ix);
        part.named.insert(ix);
        let (title, who, date) = (self.title(&event), self.who(&event), self.date(ix, &event));
        let _ = write!(part.draft.text, "{title}{who} ({date}, {})", event.grade);
        self.marks(&mut part.draft, &event, self.cited(ix));
    }

    /// `21 Dec 2025, B1[^2]`
    fn at(&self, ix: EventIx, part: &mut Part) {
        let event = self.document.event(ix);
        part.named.insert(ix);
        let _ = write!(part.draft.text, "{}, {}", self.date(ix, &event), event.grade);
        self.marks(&mut part.draft, &event, self.cited(ix));
    }

    /// Of what the chronology does not have all sources are cited.
    fn cited(&self, ix: EventIx) -> usize {
        if self.document.inside.contains(ix) { CITED } else { usize::MAX }
    }

    fn accounts_of(&self, ix: EventIx, field: usize, part: &mut Part) {
        let event = self.document.event(ix);
        let Some(conflict) = event.conflicts.get(field) else { return };
        for (at, account) in conflict.values.iter().take(ACCOUNTS).enumerate() {
            part.draft.text.push_str(if at > 0 { "; " } else { "" });
            self.account(&event, account, &mut part.draft);
        }
        let left = conflict.values.len().saturating_sub(ACCOUNTS);
        if left > 0 {
            let _ = write!(part.draft.text, "; {}", crate::text::counted(left, "more account"));
        }
    }
}
