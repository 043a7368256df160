//! Conflicts and gaps, one line each.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::{BriefContext, LEFT_OUT, Part};
use crate::describe::{accounts, figures, sources};
use crate::event::{Account, Credibility, Event, EventIx, Figure, Word as _};
use crate::export::markdown::Document;
use crate::export::markdown::anchors::CONFLICTS;
use crate::export::markdown::draft::Draft;
use crate::export::markdown::escape::{escaped, inline, url};
use crate::registry::ActorIx;
use crate::text::{capitalized, counted, thousands};
use crate::timeline::IndexKey;

impl BriefContext<'_> {
    pub(super) fn gaps(&self) -> Part {
        let mut part = Part::default();
        let _ = write!(part.draft.text, "## {CONFLICTS}\n\n");
        self.accounts(&mut part);
        self.thin(&mut part);
        let coverage = self.document.coverage(self.measure.gaps);
        part.draft.text.push_str(&coverage);
        part
    }

    /// Writes what accounts disagree on, side by side, without preferring any.
    fn accounts(&self, part: &mut Part) {
        let differing = &self.document.survey.differing;
        if differing.is_empty() {
            return;
        }
        part.draft.text.push_str("**Accounts that differ**, none preferred:\n\n");
        // The events with the most accounts.
        let accounts = |event: &Event| event.conflicts.iter().map(|c| c.values.len()).sum::<usize>();
        let mut most: Vec<(usize, usize)> =
            differing.iter().map(|ix| accounts(&self.document.event(*ix))).enumerate().collect();
        most.sort_by_key(|(at, n)| (Reverse(*n), *at));
        most.truncate(self.measure.gaps);
        most.sort_unstable();
        for ix in most.iter().filter_map(|(at, _)| differing.get(*at)) {
            let event = self.document.event(*ix);
            part.named.insert(*ix);
            let _ = write!(part.draft.text, "- {}: ", self.plain_name(*ix));
            self.differing(&event, &mut part.draft);
            part.draft.text.push('\n');
        }
        let left = differing.len().saturating_sub(self.measure.gaps);
        if left > 0 {
            let more = counted(left, "more event");
            let _ = writeln!(part.draft.text, "- {more}, {LEFT_OUT}");
        }
        part.draft.text.push('\n');
    }

    /// Writes `start: 16:30 GMT (NewsX[^4]); 16:40 GMT (News-Pravda[^8]). killed: 3 …`.
    fn differing(&self, event: &Event, draft: &mut Draft) {
        let most = self.measure.length.beside.min(self.measure.accounts);
        let gap_in_words = |row: &Figure, by: &[ActorIx]| {
            let count = figures::figure(&self.clipped_figure(row), false);
            if by.is_empty() {
                return format!("{count}, {}", figures::claimant(self.document.registry, by));
            }
            format!("{count}, claimed by {}", self.names(by))
        };
        let counts = Document::differing_counts(event, &gap_in_words);
        let counts = counts.iter().filter(|(on, _)| {
            // Counts that are already in one of the store's conflicts are not repeated.
            !event.conflicts.iter().any(|conflict| on.ends_with(&conflict.field))
        });
        let mut things: Vec<Draft> = Vec::new();
        for conflict in &event.conflicts {
            let mut thing = thing(&accounts::field(&self.clip(&conflict.field)), things.is_empty());
            for (at, account) in conflict.values.iter().take(most).enumerate() {
                thing.text.push_str(if at > 0 { "; " } else { "" });
                self.account(event, account, &mut thing);
            }
            rest(&mut thing, conflict.values.len(), most, "more account");
            things.push(thing);
        }
        for (on, counts) in counts {
            let mut thing = thing(&self.clip(on), things.is_empty());
            for (at, count) in counts.iter().take(most).enumerate() {
                thing.text.push_str(if at > 0 { "; " } else { "" });
                inline(&mut thing.text, count);
            }
            rest(&mut thing, counts.len(), most, "more count");
            things.push(thing);
        }
        for (at, thing) in things.iter().take(most).enumerate() {
            draft.text.push_str(if at > 0 { ". " } else { "" });
            draft.append(thing);
        }
        rest(draft, things.len(), most, "more thing");
    }

    /// Writes `27 points (Novinite[^3]; later withdrawn)`.
    pub(super) fn account(&self, event: &Event, account: &Account, draft: &mut Draft) {
        let registry = self.document.registry;
        inline(&mut draft.text, &self.clip(&account.value));
        let remark = accounts::remark(account).map(|remark| escaped(&self.clip(remark)));
        let Some(source) = &account.source else {
            if let Some(remark) = remark {
                let _ = write!(draft.text, " ({remark})");
            }
            return;
        };
        draft.text.push_str(" (");
        match sources::cited(registry, event, source) {
            Some(ix) => {
                inline(&mut draft.text, &self.clip(sources::name(registry, &registry.credit(ix))));
                draft.mark(registry, event, ix);
            }
            None if self.clip(source) == *source => url(&mut draft.text, source),
            None => inline(&mut draft.text, &self.clip(source)),
        }
        if let Some(remark) = remark {
            let _ = write!(draft.text, "; {remark}");
        }
        draft.text.push(')');
    }

    /// Writes how many events have no source or only one.
    fn thin(&self, part: &mut Part) {
        let all = self.document.in_order_of_time();
        let index = self.timeline().index();
        let (cited, roots) = (index.source_counts(), index.root_counts());
        let of = counted(all.len(), "event");
        let every = all.len() <= self.measure.every;
        let one = |word: &str| word == Credibility::One.word();
        let graded = index.words(IndexKey::Credibility).filter(|(word, _)| one(word));
        let confirmed: HashSet<EventIx> = graded.flat_map(|(_, all)| all).map(|ix| EventIx(*ix)).collect();
        let mut lines = Vec::new();
        let mut gap_in_words = |label: &str, thin: &dyn Fn(EventIx) -> bool| {
            let thin: Vec<EventIx> = all.iter().copied().filter(|ix| thin(*ix)).collect();
            if thin.is_empty() {
                return;
            }
            let mut line = format!("**{label}:** {} of {of}", thousands(thin.len() as u64));
            if every {
                line.push_str(", marked in the chronology");
            } else {
                // The latest events matter most.
                let first = thin.len().saturating_sub(self.measure.gaps);
                part.named.extend(thin.iter().skip(first));
                let names: Vec<String> = thin.iter().skip(first).map(|ix| self.plain_name(*ix)).collect();
                // Some may be known only to the month, so the text does not say that the others were earlier.
                let more = (first > 0).then(|| format!("{} more", thousands(first as u64)));
                let names: Vec<String> = more.into_iter().chain(names).collect();
                let _ = write!(line, ": {}", names.join("; "));
            }
            lines.push(line + ".");
        };
        gap_in_words("No source", &|ix| cited[ix.index()] == 0);
        gap_in_words("Single source", &|ix| cited[ix.index()] > 0 && roots[ix.index()] == 1);
        gap_in_words("No independent source", &|ix| cited[ix.index()] > 0 && roots[ix.index()] == 0);
        let label = format!("Graded {} with fewer than two independent sources", Credibility::One.in_words());
        gap_in_words(&label, &|ix| roots[ix.index()] < 2 && confirmed.contains(&ix));
        let amended = self.document.amended_events();
        let mut gap_in_words: Vec<String> = Vec::new();
        for ix in amended.iter().take(self.measure.gaps) {
            part.named.insert(*ix);
            let why = self.document.amendments(&self.document.event(*ix));
            gap_in_words.push(format!("{}, {}", self.plain_name(*ix), escaped(&self.clip(&why))));
        }
        let left = amended.len().saturating_sub(gap_in_words.len());
        gap_in_words.extend((left > 0).then(|| counted(left, "more event")));
        if !gap_in_words.is_empty() {
            lines.push(format!("**Source corrected or withdrawn:** {}.", gap_in_words.join("; ")));
        }
        if !lines.is_empty() {
            part.draft.text.push_str(&lines.join(" "));
            part.draft.text.push_str("\n\n");
        }
    }
}

/// Returns the field on which accounts differ, as a lead. After a full stop it begins with a capital letter.
fn thing(on: &str, is_first: bool) -> Draft {
    let on = if is_first { on.to_owned() } else { capitalized(on) };
    Draft::of(escaped(&on) + ": ")
}

/// Appends how many of `all` are omitted if only `most` are listed.
fn rest(draft: &mut Draft, all: usize, most: usize, noun: &str) {
    if all > most {
        let _ = write!(draft.text, "; {}", counted(all - most, noun));
    }
}
