//! The report on strikes as text for people.

use std::collections::HashMap;

use super::rate::{Rate, by_weapon};
use super::{Account, ClaimantCount, Strikes, What};
use super::{others, plot};
use crate::describe::{figures, listed};
use crate::event::EventDate;
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::report::document::{Alignment, Block, Cut, End, Line, Page, RowKind, Span, Table, counted, words};
use crate::text::agreeing;
use crate::text::signs::drawn;
use crate::timeline::claims::Bounds;

/// The number of differences between claimants that are listed: the last ones.
const DIFFERENCES: usize = 25;
/// The greatest width of a claimant's name before its short form replaces it.
const NAME: usize = 36;

pub(super) fn page(report: &Strikes, scope: &Scope<'_>) -> Page {
    let mut page = Page::new("Strikes: what each side claims");
    let drawn = Drawn { report, scope, rates: by_weapon(&report.rates) };
    drawn.summary(&mut page);
    drawn.plots(&mut page);
    drawn.sections("week", &report.incidents, &mut page);
    drawn.sections("period", &report.periods, &mut page);
    drawn.differences(&mut page);
    page
}

struct Drawn<'r> {
    report: &'r Strikes,
    scope: &'r Scope<'r>,
    rates: HashMap<(&'r Account, Option<&'r str>), &'r Rate>,
}

impl Drawn<'_> {
    fn summary(&self, page: &mut Page) {
        let report = self.report;
        if report.incidents.is_empty() && report.periods.is_empty() {
            page.text("No event shown counts anything in a strike.");
            self.left_out(page);
            return;
        }
        page.text(
            "Every number is a claim. It is the sum of what one claimant counted in one side's strikes in a week (ISO \
             8601, by the clock of the place). Claimants are not added to each other, nor totals over a period to \
             single strikes. n/m: intercepted of launched, in the strikes for which the claimant counted both.",
        );
        let rows = || report.incidents.iter().chain(&report.periods);
        let outside = rows().flat_map(|row| &row.claims).filter(|claim| claim.outside).count();
        let remarks = [
            (report.replaced, "replaced by a later one of the same claimant"),
            (report.in_the_whole, "of a part of a strike, included in the claimant's count of the whole"),
            (outside, "from an event outside the filter, because it is the claimant's latest"),
        ];
        for (n, what) in remarks.into_iter().filter(|(n, _)| *n > 0) {
            page.note(format!("{} {what}.", counted(n, "count")));
        }
        self.left_out(page);
        if let Some(others) =
            others::in_words(&others::outside_filter(report, self.scope), |by| self.names(by))
        {
            page.note(others);
        }
    }

    fn left_out(&self, page: &mut Page) {
        let n = self.report.to_come;
        if n > 0 {
            page.note(format!("{} dated in the future, left out.", counted(n, "count")));
        }
        if let Some(withdrawn) = self.report.withdrawn_in_words() {
            page.note(format!("Left out: {withdrawn}."));
        }
    }

    fn plots(&self, page: &mut Page) {
        let all = plot::series(self.report);
        for series in &all {
            let attackers = match series.attackers {
                [] => String::new(),
                attackers => format!(" by {}", self.names(attackers)),
            };
            let claimant = match series.by {
                [] => self.names(&[]),
                by => format!("claimed by {}", self.names(by)),
            };
            page.heading(format!(
                "Launched{attackers} by week: {}, {claimant}",
                figures::weapons(series.weapon, true)
            ));
            page.push(Block::Plot(series.lines()));
            if series.skipped() > 0 {
                let skipped = series.skipped();
                let weeks = counted(skipped, "earlier week");
                page.note(format!("{weeks} {} in the table below.", agreeing(skipped, "is", "are")));
            }
        }
        if !all.is_empty() {
            page.note(drawn(
                "█ claimed intercepted, ░ the rest, › perhaps more. A week without a bar has no count, which is not zero.",
            ));
        }
    }

    /// Returns the claimants, or that there is none: `Ukrainian Air Force`, `Lavrov and Ministry of Defence`,
    /// `unattributed`.
    fn names(&self, by: &[ActorIx]) -> String {
        let registry = &self.scope.timeline.store().registry;
        let names: Vec<&str> = by.iter().map(|actor| registry.actor(*actor).fitting(NAME)).collect();
        if names.is_empty() { "unattributed".to_owned() } else { listed(&names) }
    }

    /// Adds two tables for each side that struck: weapons, then people and places. Alleged strikes are apart and
    /// last.
    fn sections(&self, when: &str, rows: &[ClaimantCount], page: &mut Page) {
        let mut sides: Vec<(&Account, Vec<&ClaimantCount>)> = Vec::new();
        let mut positions: HashMap<(&[ActorIx], bool), usize> = HashMap::new();
        for row in rows {
            let next = sides.len();
            let side = (row.account.attackers.as_slice(), row.account.alleged);
            match sides.get_mut(*positions.entry(side).or_insert(next)) {
                Some((_, rows)) => rows.push(row),
                None => sides.push((&row.account, vec![row])),
            }
        }
        sides.sort_by_key(|(account, rows)| {
            (account.alleged, account.attackers.is_empty(), std::cmp::Reverse(rows.len()))
        });
        for (account, rows) in sides {
            let lead = match (when, account.alleged) {
                ("week", false) => "Strikes",
                ("week", true) => "Alleged strikes",
                (_, false) => "Totals over a period",
                (_, true) => "Alleged totals over a period",
            };
            let whose = match account.attackers.as_slice() {
                [] if when == "week" => format!("{lead}, attacker not named"),
                [] => lead.to_owned(),
                attackers => format!("{lead} by {}", self.names(attackers)),
            };
            let (weapons, effects): (Vec<&ClaimantCount>, Vec<&ClaimantCount>) =
                rows.iter().partition(|row| row.what.is_of_weapons());
            self.weapons(&format!("{whose}: weapons"), when, &weapons, page);
            self.effects(&format!("{whose}: people and places"), when, &effects, page);
        }
    }

    fn weapons(&self, heading: &str, when: &str, rows: &[&ClaimantCount], page: &mut Page) {
        let mut table = Table::new(&[
            (capital(when), Alignment::Left),
            ("Claimed by", Alignment::Wrap),
            ("Weapon", Alignment::Left),
            ("Launched", Alignment::Right),
            ("Intercepted", Alignment::Left),
            ("Also", Alignment::Wrap),
        ]);
        let mut before: Option<&ClaimantCount> = None;
        for group in groups(rows, |a, b| a.what.whole() == b.what.whole()) {
            let Some(first) = group.first() else { continue };
            let (kind, [when, by]) = self.margin(first, &mut before);
            let own = |metric: &str| {
                group.iter().find(|row| row.what.of.is_none() && row.what.metric == metric).map(|row| row.sum)
            };
            let (launched, intercepted) = (own("launched"), own("intercepted"));
            let listed = |row: &ClaimantCount| {
                row.what.of.is_none() && matches!(row.what.metric.as_str(), "launched" | "intercepted")
            };
            let cells = [
                when,
                by,
                first.what.whole().unwrap_or("all").to_owned(),
                launched.map(|sum| sum.to_string()).unwrap_or_default(),
                self.intercepted(first, launched, intercepted),
                also(&group, |row| !listed(row)),
            ];
            table.push(kind, cells.into_iter().map(words).collect());
        }
        section(heading, table, page);
    }

    fn effects(&self, heading: &str, when: &str, rows: &[&ClaimantCount], page: &mut Page) {
        let mut table = Table::new(&[
            (capital(when), Alignment::Left),
            ("Claimed by", Alignment::Wrap),
            ("Killed", Alignment::Right),
            ("Injured", Alignment::Right),
            ("Also", Alignment::Wrap),
        ]);
        let mut before: Option<&ClaimantCount> = None;
        for group in groups(rows, |_, _| true) {
            let Some(first) = group.first() else { continue };
            let (kind, [when, by]) = self.margin(first, &mut before);
            let sum = |metric: &str| {
                group
                    .iter()
                    .find(|row| row.what.metric == metric)
                    .map(|row| row.sum.to_string())
                    .unwrap_or_default()
            };
            let also = also(&group, |row| !matches!(row.what.metric.as_str(), "killed" | "injured"));
            let cells = [when, by, sum("killed"), sum("injured"), also];
            table.push(kind, cells.into_iter().map(words).collect());
        }
        section(heading, table, page);
    }

    /// Returns week and claimant, each only at the top of its rows.
    fn margin<'r>(
        &self,
        row: &'r ClaimantCount,
        before: &mut Option<&'r ClaimantCount>,
    ) -> (RowKind, [String; 2]) {
        let known = before.replace(row).map(|row| &row.account);
        let same_when = known.is_some_and(|known| known.when == row.account.when);
        let same_by = same_when && known.is_some_and(|known| known.by == row.account.by);
        let when = if same_when { String::new() } else { row.account.when.to_string() };
        let kind = if same_when { RowKind::Continued } else { RowKind::Ordinary };
        (kind, [when, if same_by { String::new() } else { self.names(&row.account.by) }])
    }

    /// Returns the rate, preceded by the sum if the sum includes strikes of which only interceptions were counted.
    fn intercepted(
        &self,
        row: &ClaimantCount,
        launched: Option<Bounds>,
        intercepted: Option<Bounds>,
    ) -> String {
        let sum = intercepted.map(|sum| sum.to_string()).unwrap_or_default();
        match self.rates.get(&(&row.account, row.what.whole())) {
            None => sum,
            Some(rate) if (Some(rate.launched), Some(rate.intercepted)) == (launched, intercepted) => {
                rate.in_words()
            }
            Some(rate) => format!("{sum}; {}", rate.in_words()),
        }
    }

    fn differences(&self, page: &mut Page) {
        let all = &self.report.differences;
        if all.is_empty() {
            return;
        }
        page.heading("One strike, several claimants: spans, not averages");
        let line = |one: &super::Difference| -> Line {
            let counts: Vec<String> =
                one.claims.iter().map(|(by, count)| format!("{count} {}", self.names(by))).collect();
            let alleged = if one.alleged { "alleged, " } else { "" };
            let text = format!(": {alleged}{} {} ({})", in_words(&one.what), one.span, counts.join(", "));
            vec![Span::Event(one.incident), Span::Text(text)]
        };
        let rest = "--format json has all".to_owned();
        let cut = Cut { keep: DIFFERENCES, end: End::Last, noun: "difference", rest };
        page.push(Block::List(all.iter().map(line).collect()).long(cut));
    }
}

/// Groups the rows of one week or period, one claimant and one thing.
fn groups<'r>(
    rows: &[&'r ClaimantCount],
    same: impl Fn(&ClaimantCount, &ClaimantCount) -> bool,
) -> Vec<Vec<&'r ClaimantCount>> {
    let mut groups: Vec<Vec<&ClaimantCount>> = Vec::new();
    for row in rows {
        let fits = |known: &&ClaimantCount| known.account == row.account && same(known, row);
        let of_one = |group: &&mut Vec<&ClaimantCount>| group.first().is_some_and(fits);
        // Rows are ordered by time and claimant, so only the last few groups can match.
        let near = groups.len().saturating_sub(32);
        match groups[near..].iter_mut().find(|group| of_one(group)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

/// Returns what has no column: the number of strikes, other metrics, parts, replaced counts, and the date of the
/// count.
fn also(group: &[&ClaimantCount], wanted: impl Fn(&ClaimantCount) -> bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    let strikes = group.iter().map(|row| row.claims.len()).max().unwrap_or(0);
    if strikes > 1 {
        parts.push(format!("{strikes} strikes"));
        let fewer = group.iter().filter(|row| !wanted(row) && row.claims.len() < strikes);
        parts.extend(fewer.map(|row| format!("{} counted in {}", row.what.metric, row.claims.len())));
    }
    for row in group.iter().filter(|row| wanted(row)) {
        let of = row.what.weapon.as_deref().filter(|_| row.what.of.is_some());
        let of = of.map(|weapon| format!(" {}", figures::weapons(weapon, true))).unwrap_or_default();
        parts.push(format!("{}{of} {}", row.sum, row.what.metric.replace('-', " ")));
    }
    for row in group {
        if let [claim] = row.claims.as_slice()
            && let Some(last) = claim.replaced.last()
        {
            parts.push(format!("{} before: {last}", row.what.metric.replace('-', " ")));
        }
    }
    let as_of: Vec<&EventDate> =
        group.iter().flat_map(|row| &row.claims).filter_map(|claim| claim.as_of.as_ref()).collect();
    if let Some((one, rest)) = as_of.split_first()
        && rest.iter().all(|other| other == one)
    {
        parts.push(format!("as of {}", one.short(None)));
    }
    parts.join("; ")
}

fn capital(when: &str) -> &'static str {
    if when == "week" { "Week" } else { "Period" }
}

fn section(heading: &str, table: Table, page: &mut Page) {
    if !table.rows.is_empty() {
        page.heading(heading);
        page.push(Block::Table(table).long(Cut::in_time("row")));
    }
}

/// Returns what is counted in words: `drone launched`, `Kh-101 (of missile) launched`, `killed`.
fn in_words(what: &What) -> String {
    let weapon =
        what.weapon.as_deref().map(|weapon| figures::weapons(weapon, true) + " ").unwrap_or_default();
    let of = what.of.as_deref().map(|of| format!("(of {}) ", figures::weapons(of, true))).unwrap_or_default();
    format!("{weapon}{of}{}", what.metric.replace('-', " "))
}
