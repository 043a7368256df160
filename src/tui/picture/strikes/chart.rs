//! One chart: what is counted, of whose strikes, week by week.

use crate::timeline::Timeline;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use super::{IsoWeek, Report, Scene};
use crate::describe::figures::thing;
use crate::describe::listed;
use crate::event::EventIx;
use crate::event::date::Day;
use crate::registry::ActorIx;
use crate::report::strikes::{ClaimantCount, What, When};
use crate::timeline::claims::Bounds;
use crate::tui::scale::Scale;

/// One claimant's number of a week.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    /// The claimants in words.
    pub(crate) by: String,
    pub(crate) sum: Bounds,
    /// In how many strikes it was counted.
    pub(crate) strikes: usize,
    /// Whether it counts the same strikes as the bar; only such numbers make a span.
    pub(crate) is_compared: bool,
    /// Intercepted of launched, as this claimant has both.
    pub(crate) rate: Option<String>,
    /// The number that it replaced, if it is of one strike.
    pub(crate) before: Option<Bounds>,
    /// Whether part of it comes from events outside the filter.
    pub(crate) is_outside: bool,
    incidents: HashSet<EventIx>,
}

/// A week of a chart.
#[derive(Debug)]
pub(crate) struct Cell {
    /// The claims: first those of the bar, most strikes first, then the greatest.
    pub(crate) claims: Vec<Claimed>,
    /// From the lowest claim to the highest of those that counted the same strikes.
    pub(crate) span: Bounds,
    /// The events shown that give the counts, in timeline order.
    pub(crate) events: Vec<EventIx>,
    pub(super) narrow: OnceLock<String>,
}

/// A total over a period, or a count of a strike whose week is not known; it is in no bar.
#[derive(Debug)]
pub(crate) struct Apart {
    /// Its first and last day.
    pub(crate) days: (Day, Day),
    /// `~1300 over 15–21 Dec 2025, Zelenskyy`.
    pub(crate) words: String,
}

/// A chart.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) what: What,
    /// `drones launched`.
    pub(crate) name: String,
    /// `strikes by Russia`, `alleged strikes by Ukraine`.
    pub(crate) whose: String,
    pub(crate) is_alleged: bool,
    pub(crate) cells: BTreeMap<IsoWeek, Cell>,
    /// What is in no week.
    pub(crate) apart: Vec<Apart>,
    pub(crate) scale: Scale,
}

impl Cell {
    /// Returns the lowest claim and the highest; `None` if no number is known.
    pub(crate) fn ends(&self) -> Option<(u64, u64)> {
        // The span of an open claim has no upper end, but the bar reaches the highest number that somebody gives.
        let known = self.claims.iter().filter(|claim| claim.is_compared && !claim.sum.is_unknown());
        let high = known.map(|claim| claim.sum.most.unwrap_or(claim.sum.least)).max()?;
        Some((self.span.least, high))
    }

    /// Returns whether there may be more than the highest claim.
    pub(crate) fn is_open(&self) -> bool {
        self.span.most.is_none()
    }

    /// Returns how many claimants counted other strikes than the bar.
    pub(crate) fn others(&self) -> usize {
        self.claims.iter().filter(|claim| !claim.is_compared).count()
    }
}

impl Chart {
    /// Returns whether it counts weapons, not people or places.
    pub(super) fn is_of_weapons(&self) -> bool {
        self.what.is_of_weapons()
    }

    /// Returns the largest number, as the scale names it.
    pub(crate) fn scale_in_words(&self) -> String {
        self.scale.in_words()
    }

    fn weapon_and_side(&self) -> (bool, Option<String>, String) {
        (self.is_of_weapons(), self.what.weapon.clone(), self.whose.clone())
    }

    /// Returns the filter terms of what it counts.
    pub(super) fn terms(&self) -> String {
        let metric = format!("metric:{}", self.what.metric);
        match &self.what.weapon {
            Some(weapon) => format!("{metric} weapon:{weapon}"),
            None => metric,
        }
    }
}

/// Draws every row of the report into the chart of what it counts.
pub(super) fn charts(scene: &Scene, report: &Report) -> Vec<Chart> {
    let timeline = &scene.timeline;
    let rates: HashMap<_, String> =
        report.rates.iter().map(|rate| ((&rate.account, &rate.weapon, &rate.of), rate.in_words())).collect();
    let inside = scene.inside();
    let mut charts: Vec<Chart> = Vec::new();
    let mut positions: HashMap<(&What, &[ActorIx], bool), usize> = HashMap::new();
    for row in report.incidents.iter().chain(&report.periods) {
        let ClaimantCount { account, what, .. } = row;
        let next = charts.len();
        let at = *positions.entry((what, &account.attackers, account.alleged)).or_insert(next);
        if at == next {
            charts.push(Chart::empty(timeline, row));
        }
        let Some(chart) = charts.get_mut(at) else { continue };
        let When::Week(week) = &account.when else {
            let words = format!("{} {}, {}", row.sum, account.when, by(timeline, &account.by));
            chart.apart.push(Apart { days: account.when.days(), words });
            continue;
        };
        let rate = (what.metric == "intercepted")
            .then(|| rates.get(&(account, &what.weapon, &what.of)).cloned())
            .flatten();
        let cell = chart.cells.entry(*week).or_insert_with(|| Cell {
            claims: Vec::new(),
            span: row.sum,
            events: Vec::new(),
            narrow: OnceLock::new(),
        });
        cell.claims.push(Claimed {
            by: by(timeline, &account.by),
            sum: row.sum,
            strikes: row.claims.len(),
            is_compared: true,
            rate,
            before: match row.claims.as_slice() {
                [one] => one.replaced.last().copied(),
                _ => None,
            },
            is_outside: row.claims.iter().any(|claim| claim.outside),
            incidents: row.claims.iter().map(|claim| claim.incident).collect(),
        });
        cell.events.extend(row.claims.iter().map(|claim| claim.event).filter(|ix| inside.contains(*ix)));
    }
    charts.retain(|chart| !chart.cells.is_empty() || !chart.apart.is_empty());
    for chart in &mut charts {
        chart.cells.values_mut().for_each(|cell| settle(cell, &scene.timeline));
        chart.scale = Scale::of(chart.cells.values().filter_map(Cell::ends).map(|(_, most)| most));
    }
    // What happened before what is alleged, weapons before their parts, the weapons with the longest series first; of
    // one weapon what was launched, then what was intercepted.
    let mut longest: HashMap<(bool, Option<String>, String), usize> = HashMap::new();
    for chart in &charts {
        let weeks = longest.entry(chart.weapon_and_side()).or_default();
        *weeks = chart.cells.len().max(*weeks);
    }
    charts.sort_by_cached_key(|chart| {
        let side = chart.weapon_and_side();
        let weeks = longest.get(&side).copied().unwrap_or(0);
        let metric =
            ["launched", "intercepted", "killed", "injured"].iter().position(|m| *m == chart.what.metric);
        let part = chart.what.of.is_some();
        let own = std::cmp::Reverse(chart.cells.len());
        (chart.is_alleged, part, std::cmp::Reverse(weeks), side, metric.unwrap_or(9), own, chart.name.clone())
    });
    charts
}

/// Finds the claims that can be compared, and what is from the lowest to the highest of them.
fn settle(cell: &mut Cell, timeline: &Timeline) {
    let size =
        |claim: &Claimed| (!claim.sum.is_unknown(), claim.strikes, claim.sum.most.unwrap_or(claim.sum.least));
    cell.claims.sort_by_key(|claim| std::cmp::Reverse(size(claim)));
    let Some(of_bar) = cell.claims.first().map(|claim| claim.incidents.clone()) else { return };
    for claim in &mut cell.claims {
        claim.is_compared = claim.incidents == of_bar;
    }
    cell.claims.sort_by_key(|claim| !claim.is_compared);
    let compared = cell.claims.iter().filter(|claim| claim.is_compared).map(|claim| claim.sum);
    cell.span = compared.reduce(Bounds::or).unwrap_or(cell.span);
    cell.events.sort_unstable_by_key(|ix| timeline.rank(*ix));
    cell.events.dedup();
}

impl Chart {
    fn empty(timeline: &Timeline, row: &ClaimantCount) -> Self {
        let ClaimantCount { account, what, .. } = row;
        let lead = if account.alleged { "alleged strikes" } else { "strikes" };
        let whose = match account.attackers.as_slice() {
            [] => format!("{lead}, attacker not named"),
            attackers => format!("{lead} by {}", by(timeline, attackers)),
        };
        Self {
            what: what.clone(),
            name: thing(what.weapon.as_deref(), what.of.as_deref(), &what.metric, what.is_of_weapons()),
            whose,
            is_alleged: account.alleged,
            cells: BTreeMap::new(),
            apart: Vec::new(),
            scale: Scale::default(),
        }
    }
}

/// Returns the claimants or attackers in words, by their short names.
fn by(timeline: &Timeline, actors: &[ActorIx]) -> String {
    let (registry, short) = (&timeline.store().registry, timeline.short_names());
    let names: Vec<&str> = actors.iter().map(|actor| short.actor(registry, *actor)).collect();
    if names.is_empty() { "unattributed".to_owned() } else { listed(&names) }
}
