//! Conflicts and gaps: what accounts disagree on, what has few sources, which days were not logged.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::Document;
use super::anchors::CONFLICTS;
use super::draft::{AlreadyMentioned, Draft};
use super::escape::{escaped, inline, url};
use crate::describe::{accounts, figures, sources};
use crate::event::date::Day;
use crate::event::{Account, Count, Event, EventIx, Figure};
use crate::parallel::in_order;
use crate::registry::ActorIx;
use crate::text::counted;
use crate::timeline::claims::by_claimant;
use crate::timeline::{IndexKey, roots, standing};

/// How many accounts fit side by side in one table row.
const ABREAST: usize = 3;

impl Document<'_> {
    pub(super) fn conflicts_and_gaps(
        &self,
        mentions: &mut AlreadyMentioned,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "## {CONFLICTS}\n")?;
        self.accounts(mentions, out)?;
        let (cited, roots) = (self.timeline.index().source_counts(), self.timeline.index().root_counts());
        self.thin(out, "No source", |ix| cited[ix.index()] == 0, |_| String::new())?;
        let single = |ix: EventIx| cited[ix.index()] > 0 && roots[ix.index()] == 1;
        self.thin(out, "Single source", single, |event| self.single_source(event))?;
        let none = |ix: EventIx| cited[ix.index()] > 0 && roots[ix.index()] == 0;
        self.thin(out, "No independent source", none, |event| self.no_root(event))?;
        self.amended(out)?;
        out.write_all(self.coverage(usize::MAX).as_bytes())
    }

    fn accounts(&self, mentions: &mut AlreadyMentioned, out: &mut dyn Write) -> io::Result<()> {
        let differing = &self.survey.differing;
        if differing.is_empty() {
            return writeln!(out, "**Accounts that differ:** none recorded among these events.\n");
        }
        writeln!(out, "**Accounts that differ**, none preferred:\n")?;
        let columns = self.survey.accounts.clamp(1, ABREAST);
        let heads = ["One account", "Another account", "A third account"];
        writeln!(out, "| Event | On | {} |", heads.get(..columns).unwrap_or_default().join(" | "))?;
        writeln!(out, "|---|---|{}", "---|".repeat(columns))?;
        let drafted = |window: Range<usize>| {
            let mut draft = Draft::default();
            for ix in differing.get(window).unwrap_or_default() {
                self.account_rows(*ix, columns, &mut draft);
            }
            draft
        };
        self.in_place(differing.len(), drafted, mentions, out)?;
        writeln!(out)
    }

    fn account_rows(&self, ix: EventIx, columns: usize, draft: &mut Draft) {
        let event = self.event(ix);
        let mut lead = self.reference_to(ix, &event);
        for (mut on, cells) in self.differences(&event) {
            for abreast in cells.chunks(columns) {
                let _ = write!(draft.text, "| {lead} | {on} |");
                for cell in abreast {
                    draft.text.push(' ');
                    draft.append(cell);
                    draft.text.push_str(" |");
                }
                draft.text.push_str(&" |".repeat(columns - abreast.len()));
                draft.text.push('\n');
                (lead, on) = (String::new(), "more accounts".to_owned());
            }
        }
    }

    /// Returns the fields on which accounts of an event differ, with what each account says.
    fn differences(&self, event: &Event) -> Vec<(String, Vec<Draft>)> {
        let mut rows = Vec::new();
        for conflict in &event.conflicts {
            let cells = conflict.values.iter().map(|v| self.account(event, v)).collect();
            rows.push((escaped(&accounts::field(&conflict.field)), cells));
        }
        let whole = |row: &Figure, by: &[ActorIx]| {
            format!("{}, {}", figures::figure(row, false), figures::claimant(self.registry, by))
        };
        for (on, cells) in Self::differing_counts(event, &whole) {
            // Counts that are already in one of the store's conflicts are not repeated.
            if !event.conflicts.iter().any(|c| on.ends_with(&c.field)) {
                rows.push((escaped(&on), cells.iter().map(|count| Draft::of(escaped(count))).collect()));
            }
        }
        rows
    }

    /// Returns the largest number of differing accounts on one field, or 0 if no accounts differ.
    pub(super) fn most_accounts(&self, event: &Event) -> usize {
        if event.conflicts.is_empty() && event.figures.len() < 2 {
            return 0;
        }
        self.differences(event).iter().map(|(_, cells)| cells.len().max(1)).max().unwrap_or(0)
    }

    pub(super) fn account(&self, event: &Event, account: &Account) -> Draft {
        let mut draft = Draft::default();
        inline(&mut draft.text, &account.value);
        if let Some(source) = &account.source {
            draft.text.push_str(" — ");
            match sources::cited(self.registry, event, source) {
                Some(ix) => {
                    inline(&mut draft.text, sources::name(self.registry, &self.registry.credit(ix)));
                    draft.text.push(' ');
                    draft.mark(self.registry, event, ix);
                }
                None => url(&mut draft.text, source),
            }
        }
        if let Some(remark) = accounts::remark(account) {
            let _ = write!(draft.text, " ({})", escaped(remark));
        }
        draft
    }

    /// Returns the counts of one thing on which claimants differ: a label such as `drones launched`, and each claim.
    pub(super) fn differing_counts(
        event: &Event,
        account: &dyn Fn(&Figure, &[ActorIx]) -> String,
    ) -> Vec<(String, Vec<String>)> {
        let claims = by_claimant(&event.figures, event);
        let mut seen: Vec<(&Option<String>, &str)> = Vec::new();
        let mut rows = Vec::new();
        for row in claims.iter().flat_map(|c| &c.rows) {
            let what = (&row.weapon, row.metric.as_str());
            if seen.contains(&what) {
                continue;
            }
            seen.push(what);
            let same = |r: &&Figure| (&r.weapon, r.metric.as_str()) == what && r.of == row.of;
            let accounts: Vec<_> = claims
                .iter()
                .filter_map(|c| {
                    // A count that its claimant replaced later is no longer an account.
                    let rows = c.rows.iter().rev().copied().filter(same);
                    let last = rows.max_by_key(|r| r.as_of.as_ref().map(crate::event::EventDate::latest))?;
                    Some((c, last))
                })
                .collect();
            let counts: Vec<Count> = accounts.iter().map(|(_, row)| row.count).collect();
            if counts
                .iter()
                .enumerate()
                .any(|(at, one)| counts.iter().skip(at + 1).any(|other| exclude(*one, *other)))
            {
                let weapon = row.weapon.as_deref().map(|w| figures::weapons(w, false) + " ");
                let on = format!("{}{}", weapon.unwrap_or_default(), row.metric.replace('-', " "));
                let cells = accounts.iter().map(|(c, r)| account(r, &c.by));
                rows.push((on, cells.collect()));
            }
        }
        rows
    }

    fn single_source(&self, event: &Event) -> String {
        let only = roots::of(self.store, event);
        let name = only.first().map(|root| root.name(self.registry)).unwrap_or_default();
        let all = if event.sources.len() > 1 { "all from" } else { "from" };
        format!("{all} {}", escaped(name))
    }

    fn no_root(&self, event: &Event) -> String {
        standing::no_root(self.store, event).map(|why| escaped(&why)).unwrap_or_default()
    }

    /// Lists the events with a corrected or withdrawn source. Writes nothing if there are none.
    fn amended(&self, out: &mut dyn Write) -> io::Result<()> {
        let amended: HashSet<EventIx> = self.amended_events().into_iter().collect();
        if amended.is_empty() {
            return Ok(());
        }
        let amendments = |event: &Event| self.amendments(event);
        self.thin(out, "Source corrected or withdrawn", |ix| amended.contains(&ix), amendments)
    }

    /// Returns the shown events with a corrected or withdrawn source, in order of time.
    pub(super) fn amended_events(&self) -> Vec<EventIx> {
        let marked = self.timeline.index().words(IndexKey::Property).filter(|(mark, _)| *mark == "amended");
        let amended: HashSet<EventIx> =
            marked.flat_map(|(_, events)| events).map(|ix| EventIx(*ix)).collect();
        self.in_order_of_time().iter().copied().filter(|ix| amended.contains(ix)).collect()
    }

    /// Returns which sources of an event were corrected or withdrawn.
    pub(super) fn amendments(&self, event: &Event) -> String {
        let sources = event.sources.iter().map(|ix| self.registry.fresh_source(*ix));
        let amendments: Vec<String> = sources.flat_map(|source| standing::amended(&source, None)).collect();
        amendments.join("; ")
    }

    /// Lists the events for which `thin` is true, each with the text of `why`.
    fn thin(
        &self,
        out: &mut dyn Write,
        label: &str,
        thin: impl Fn(EventIx) -> bool,
        why: impl Fn(&Event) -> String + Sync,
    ) -> io::Result<()> {
        let all: Vec<EventIx> = self.in_order_of_time().iter().copied().filter(|ix| thin(*ix)).collect();
        if all.is_empty() {
            return writeln!(out, "**{label}:** none.\n");
        }
        writeln!(out, "**{label}:**\n")?;
        let listed = |window: Range<usize>| {
            let mut text = String::new();
            for ix in all.get(window).unwrap_or_default() {
                let event = self.event(*ix);
                let why = why(&event);
                let comma = if why.is_empty() { "" } else { ", " };
                let _ = writeln!(text, "- {}, {}{comma}{why}", self.reference_to(*ix, &event), event.grade);
            }
            text
        };
        in_order(all.len(), listed, |text| out.write_all(text.as_bytes()))?;
        writeln!(out)
    }

    /// Returns the days in the shown range that the store does not declare as logged, as at most `most` of the longest
    /// stretches.
    pub(super) fn coverage(&self, most: usize) -> String {
        let Some((first, last)) = self.survey.covered.days else { return String::new() };
        if self.store.meta.coverage.is_empty() {
            return "**Coverage:** the store does not say which days were really logged.\n\n".to_owned();
        }
        let logged: Vec<(Day, Day)> =
            self.store.meta.coverage.iter().map(|c| (c.first_day(), c.last_day())).collect();
        let mut gaps = uncovered(first, last, logged);
        let left = gaps.len().saturating_sub(most);
        if left > 0 {
            gaps.sort_by_key(|(from, to)| (from.0 - to.0, from.0));
            gaps.truncate(most);
            gaps.sort_unstable();
        }
        if gaps.is_empty() {
            return "**Coverage:** the store says that all these days were logged, though not every remark made on them.\n\n"
                .to_owned();
        }
        let mut words: Vec<String> = gaps
            .iter()
            .map(
                |(from, to)| {
                    if from == to { from.short() } else { format!("{} to {}", from.short(), to.short()) }
                },
            )
            .collect();
        words.extend((left > 0).then(|| counted(left, "shorter stretch")));
        format!(
            "**Not fully logged**, according to the store: {}. Nothing logged there is not silence.\n\n",
            words.join("; ")
        )
    }
}

/// Returns whether two counts cannot both be true: `40` and `41..`, but not `~40` and `40..`.
///
/// An unknown count excludes none.
fn exclude(one: Count, other: Count) -> bool {
    let below =
        |(_, most): (u64, Option<u64>), (least, _): (u64, Option<u64>)| most.is_some_and(|most| most < least);
    one.bounds().zip(other.bounds()).is_some_and(|(one, other)| below(one, other) || below(other, one))
}

/// Returns the stretches of `first..=last` that no stretch in `logged` covers.
fn uncovered(first: Day, last: Day, mut logged: Vec<(Day, Day)>) -> Vec<(Day, Day)> {
    logged.sort_unstable();
    let mut gaps = Vec::new();
    let mut open = first;
    for (from, to) in logged {
        if from > last || open > last {
            break;
        }
        if from > open {
            gaps.push((open, Day(from.0 - 1)));
        }
        open = open.max(Day(to.0.saturating_add(1)));
    }
    if open <= last {
        gaps.push((open, last));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_differ_where_they_cannot_both_be_true() {
        use Count::{About, AtLeast, AtMost, Between, Exactly, Unknown};
        for (one, other) in [
            (About(40), AtLeast(40)),
            (Exactly(40), About(40)),
            (Between(7, 9), Exactly(8)),
            (AtMost(5), Between(3, 9)),
            (Unknown, Exactly(1)),
        ] {
            assert!(!exclude(one, other) && !exclude(other, one), "{one:?} and {other:?} may both be true");
        }
        for (one, other) in
            [(Exactly(83), AtLeast(84)), (Between(1, 3), Between(4, 5)), (AtMost(5), Exactly(6))]
        {
            assert!(exclude(one, other) && exclude(other, one), "{one:?} and {other:?} cannot");
        }
    }

    #[test]
    fn gaps_are_the_days_between_what_was_logged() {
        let days = |a, b| (Day(a), Day(b));
        assert_eq!(
            uncovered(Day(1), Day(20), vec![days(10, 12), days(3, 5), days(4, 6), days(19, 40)]),
            [days(1, 2), days(7, 9), days(13, 18)],
            "overlaps join, order does not matter"
        );
        assert_eq!(uncovered(Day(3), Day(5), vec![days(i64::MIN, i64::MAX)]), [], "open ends cover");
        assert_eq!(
            uncovered(Day(3), Day(5), vec![days(8, 9)]),
            [days(3, 5)],
            "a stretch elsewhere covers nothing"
        );
    }
}
