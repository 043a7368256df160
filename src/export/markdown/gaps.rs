//! Conflicts and gaps: what accounts disagree on, what is thinly sourced, what was not logged.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Document;
use super::anchors::CONFLICTS;
use super::escape::{escaped, url};
use super::footnotes::Footnotes;
use crate::event::date::Day;
use crate::event::{Account, Event, EventIx};
use crate::registry::SourceIx;
use crate::timeline::claims::by_claimant;
use crate::timeline::roots;

/// How many accounts stand beside each other before the next row begins.
const ABREAST: usize = 3;

impl Document<'_> {
    pub(super) fn conflicts_and_gaps(&self, notes: &mut Footnotes, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## {CONFLICTS}\n")?;
        self.accounts(notes, out)?;
        self.thin(out, "No source", |d, ix| d.event(ix).sources.is_empty().then(String::new))?;
        self.thin(out, "Single source", Self::single_source)?;
        self.thin(out, "No independent source", |d, ix| {
            (!d.event(ix).sources.is_empty() && d.timeline.roots(ix) == 0).then(String::new)
        })?;
        out.write_all(self.coverage().as_bytes())
    }

    fn accounts(&self, notes: &mut Footnotes, out: &mut dyn Write) -> io::Result<()> {
        let mut rows: Vec<(EventIx, String, Vec<String>)> = Vec::new();
        for ix in self.in_order_of_time() {
            let event = self.event(ix);
            for conflict in &event.conflicts {
                let cells = conflict.values.iter().map(|v| self.account(event, v, notes)).collect();
                rows.push((ix, escaped(&conflict.field), cells));
            }
            for (on, cells) in self.differing_counts(event) {
                // Counts that the store already sets side by side are not told twice.
                if !event.conflicts.iter().any(|c| on.ends_with(&escaped(&c.field))) {
                    rows.push((ix, on, cells));
                }
            }
        }
        if rows.is_empty() {
            return writeln!(out, "**Accounts that differ:** none recorded among these events.\n");
        }
        writeln!(out, "**Accounts that differ**, none preferred:\n")?;
        let columns = rows.iter().map(|(.., cells)| cells.len()).max().unwrap_or(0).clamp(1, ABREAST);
        let heads = ["One account", "Another account", "A third account"];
        writeln!(out, "| Event | On | {} |", heads.get(..columns).unwrap_or_default().join(" | "))?;
        writeln!(out, "|---|---|{}", "---|".repeat(columns))?;
        let mut last = None;
        for (ix, on, cells) in rows {
            let mut lead = if last == Some(ix) { String::new() } else { self.reference(ix) };
            last = Some(ix);
            let mut on = on;
            for abreast in cells.chunks(columns) {
                let blank = " |".repeat(columns - abreast.len());
                writeln!(out, "| {lead} | {on} | {} |{blank}", abreast.join(" | "))?;
                (lead, on) = (String::new(), "more accounts".to_owned());
            }
        }
        writeln!(out)
    }

    fn account(&self, event: &Event, account: &Account, notes: &mut Footnotes) -> String {
        let mut out = escaped(&account.value);
        if let Some(source) = &account.source {
            out.push_str(" — ");
            match self.cited(event, source) {
                Some(ix) => {
                    if let Some(outlet) = self.registry.source(ix).outlet {
                        out.push_str(&escaped(&self.registry.outlet(outlet).name));
                        out.push(' ');
                    }
                    notes.mark(&mut out, self.registry, ix);
                }
                None => url(&mut out, source),
            }
        }
        if let Some(note) = account.note.as_deref().filter(|_| self.notes()) {
            let _ = write!(out, " (analyst's note: {})", escaped(note));
        }
        out
    }

    /// The event's source that an account names by URL, id or outlet.
    fn cited(&self, event: &Event, text: &str) -> Option<SourceIx> {
        let by_url = |ix: &&SourceIx| self.registry.source(**ix).url.as_deref() == Some(text);
        let by_outlet = |ix: &&SourceIx| {
            let outlet = self.registry.source(**ix).outlet.map(|o| self.registry.outlet(o));
            outlet.is_some_and(|o| &*o.id == text || o.name == text)
        };
        let own = &event.sources;
        own.iter()
            .find(by_url)
            .copied()
            .or_else(|| self.registry.find_source(text))
            .or_else(|| own.iter().find(by_outlet).copied())
    }

    /// Counts of one thing on which claimants differ: `drones launched`, and each claim.
    fn differing_counts(&self, event: &Event) -> Vec<(String, Vec<String>)> {
        let claims = by_claimant(&event.figures, event);
        let mut seen: Vec<(&Option<String>, &str)> = Vec::new();
        let mut rows = Vec::new();
        for row in claims.iter().flat_map(|c| &c.rows) {
            let what = (&row.weapon, row.metric.as_str());
            if seen.contains(&what) {
                continue;
            }
            seen.push(what);
            let same = |r: &&crate::event::Figure| (&r.weapon, r.metric.as_str()) == what && r.of == row.of;
            let accounts: Vec<_> = claims
                .iter()
                .filter_map(|c| c.rows.iter().copied().find(|r| same(r)).map(|r| (c, r)))
                .collect();
            let differ = accounts.windows(2).any(|w| matches!(w, [a, b] if a.1.count != b.1.count));
            if differ {
                let weapon = row.weapon.as_deref().map(|w| crate::export::words::weapons(w, false) + " ");
                let on = format!("{}{}", weapon.unwrap_or_default(), row.metric.replace('-', " "));
                let cells = accounts.iter().map(|(c, r)| {
                    let words = crate::export::words::figure(r, false);
                    format!("{}, {}", escaped(&words), self.claimant(&c.by))
                });
                rows.push((escaped(&on), cells.collect()));
            }
        }
        rows
    }

    fn single_source(&self, ix: EventIx) -> Option<String> {
        let event = self.event(ix);
        if event.sources.is_empty() || self.timeline.roots(ix) != 1 {
            return None;
        }
        let only = roots::of(self.store, event);
        let name = only.first().map(|root| root.name(self.registry)).unwrap_or_default();
        let all = if event.sources.len() > 1 { "all from" } else { "from" };
        Some(format!("{all} {}", escaped(name)))
    }

    /// A list of events for which `why` has something to say.
    fn thin(
        &self,
        out: &mut dyn Write,
        label: &str,
        why: impl Fn(&Self, EventIx) -> Option<String>,
    ) -> io::Result<()> {
        let mut any = false;
        for ix in self.in_order_of_time() {
            let Some(why) = why(self, ix) else { continue };
            if !std::mem::replace(&mut any, true) {
                writeln!(out, "**{label}:**\n")?;
            }
            let comma = if why.is_empty() { "" } else { ", " };
            writeln!(out, "- {}, {}{comma}{why}", self.reference(ix), self.event(ix).grade)?;
        }
        if any { writeln!(out) } else { writeln!(out, "**{label}:** none.\n") }
    }

    /// The days of the range shown that the store does not say were logged.
    fn coverage(&self) -> String {
        let Some((first, last)) = self.days_shown() else { return String::new() };
        if self.store.meta.coverage.is_empty() {
            return "**Coverage:** the store does not say which days were really logged.\n\n".to_owned();
        }
        let logged: Vec<(Day, Day)> =
            self.store.meta.coverage.iter().map(|c| (c.first_day(), c.last_day())).collect();
        let gaps = uncovered(first, last, logged);
        if gaps.is_empty() {
            return "**Coverage:** the store says that all these days were logged, though not every remark made on them.\n\n"
                .to_owned();
        }
        let words: Vec<String> = gaps
            .iter()
            .map(
                |(from, to)| {
                    if from == to { from.short() } else { format!("{} to {}", from.short(), to.short()) }
                },
            )
            .collect();
        format!("**Not logged:** {}. An absence there is no silence.\n\n", words.join("; "))
    }
}

/// The stretches of `first..=last` that no stretch of `logged` holds.
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
