//! One chart: what is counted, of whose strikes, week by week.

use crate::timeline::Timeline;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::sides::{Side, Weekly};
use super::{IsoWeek, Report, Scene};
use crate::describe::figures::thing;
use crate::describe::listed;
use crate::event::EventIx;
use crate::event::date::Day;
use crate::registry::ActorIx;
use crate::report::strikes::{ClaimantCount, What, When};
use crate::text::signs::sign;
use crate::timeline::claims::Bounds;
use crate::tui::scale::Scale;

/// The greatest width of a claimant's name before its short form replaces it, as in the report.
const NAME: usize = 36;

/// What a chart counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Counts {
    /// The strikes that are logged.
    Events,
    /// What claimants say.
    Claims(What),
    /// Nothing in any week: it only names what is counted in none.
    Apart,
}

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
    /// Whether strikes are counted, so that the numbers of the sides are parts of the bar and no span.
    pub(super) is_of_events: bool,
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
    pub(crate) counts: Counts,
    /// `drones launched`.
    pub(crate) name: String,
    /// `strikes by Russia`, `alleged strikes by Ukraine`.
    pub(crate) whose: String,
    pub(crate) is_alleged: bool,
    pub(crate) cells: BTreeMap<IsoWeek, Cell>,
    /// What is in no week.
    pub(crate) apart: Vec<Apart>,
    pub(crate) scale: Scale,
    /// The ids of the sides that struck.
    pub(super) attackers: Vec<String>,
    /// The strikes of the same side and nature, counted or not, by week.
    pub(super) logged: Weekly,
}

impl Claimed {
    /// Returns a number that is compared with the others of its week.
    pub(super) fn of(by: String, sum: Bounds, strikes: usize) -> Self {
        Self {
            by,
            sum,
            strikes,
            is_compared: true,
            rate: None,
            before: None,
            is_outside: false,
            incidents: HashSet::new(),
        }
    }

    /// Returns the number in words: `650 or more`.
    pub(crate) fn in_words(&self) -> String {
        ended(self.sum)
    }
}

impl Cell {
    /// Returns a week without claims.
    pub(super) fn empty(span: Bounds) -> Self {
        Self { claims: Vec::new(), span, events: Vec::new(), narrow: OnceLock::new(), is_of_events: false }
    }

    /// Returns the span in words: `6..8` as the report has it, and `635 – 650 or more` where the lowest claim has a
    /// number and the highest no upper end.
    pub(crate) fn in_words(&self) -> String {
        let known = self.claims.iter().filter(|claim| claim.is_compared && !claim.sum.is_unknown());
        let Some(highest) = known.map(|claim| claim.sum).max_by_key(|sum| sum.most.unwrap_or(sum.least))
        else {
            return self.span.to_string();
        };
        if self.span.most.is_some() || self.is_of_events {
            return self.span.to_string();
        }
        let high = highest.most.unwrap_or(highest.least);
        if high == self.span.least {
            return ended(self.span);
        }
        let about = |is_about: bool| if is_about { "~" } else { "" };
        let is_about = if highest.most.is_some() { highest.about_most } else { highest.about_least };
        let low = format!("{}{}", about(self.span.about_least), self.span.least);
        let top = Bounds { least: high, most: None, about_least: is_about, ..self.span };
        format!("{low} {} {}", sign("–"), ended(top))
    }

    /// Returns the lowest claim and the highest; `None` if no number is known.
    pub(crate) fn ends(&self) -> Option<(u64, u64)> {
        if self.is_of_events {
            return Some((self.span.least, self.span.least));
        }
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
        matches!(&self.counts, Counts::Claims(what) if what.is_of_weapons())
    }

    /// Returns whether strikes of its side are logged in a week, counted or not.
    pub(crate) fn is_logged(&self, week: IsoWeek) -> bool {
        self.logged.contains_key(&week)
    }

    /// Returns the events that the list tells of: those that give the counts of a week, else the strikes of the same side.
    pub(crate) fn events(&self, week: IsoWeek) -> &[EventIx] {
        let counted = self.cells.get(&week).map(|cell| cell.events.as_slice());
        let logged = self.logged.get(&week).map(|logged| logged.events.as_slice());
        counted.or(logged).unwrap_or_default()
    }

    /// Returns the scale of the weeks from one to another, and the largest number of them.
    pub(crate) fn scale_in(&self, first: IsoWeek, last: IsoWeek) -> Scale {
        let cells = self.cells.range(first..=last);
        Scale::of(cells.filter_map(|(_, cell)| cell.ends()).map(|(_, most)| most))
    }

    /// Returns the largest number, as the scale names it.
    pub(crate) fn scale_in_words(&self) -> String {
        self.scale.in_words()
    }

    /// Returns the filter terms that may lead to the strikes of its side and nature on some dates.
    pub(super) fn nature(&self, dates: &str) -> Vec<String> {
        let strikes = format!("{dates} kind:strike");
        let status = if self.is_alleged { "-status:occurred" } else { "status:occurred" };
        let mut terms = vec![strikes.clone(), format!("{strikes} {status}")];
        for attacker in &self.attackers {
            terms.push(format!("{strikes} attacker:{attacker}"));
            terms.push(format!("{strikes} attacker:{attacker} {status}"));
        }
        terms
    }

    fn what(&self) -> Option<&What> {
        match &self.counts {
            Counts::Claims(what) => Some(what),
            Counts::Events | Counts::Apart => None,
        }
    }

    fn weapon_and_side(&self) -> (bool, Option<String>, String) {
        (self.is_of_weapons(), self.what().and_then(|what| what.weapon.clone()), self.whose.clone())
    }

    /// Returns the filter terms of what it counts.
    pub(super) fn terms(&self) -> String {
        let Some(what) = self.what() else { return String::new() };
        let metric = format!("metric:{}", what.metric);
        match &what.weapon {
            Some(weapon) => format!("{metric} weapon:{weapon}"),
            None => metric,
        }
    }
}

/// Draws every row of the report into the chart of what it counts.
pub(super) fn charts(scene: &Scene, report: &Report, sides: &HashMap<Side, Weekly>) -> Vec<Chart> {
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
            let side = (account.attackers.clone(), account.alleged);
            charts.push(Chart::empty(timeline, row, sides.get(&side).cloned().unwrap_or_default()));
        }
        let Some(chart) = charts.get_mut(at) else { continue };
        let When::Week(week) = &account.when else {
            let words = format!("{} ({}), {}", ended(row.sum), account.when, by(timeline, &account.by));
            chart.apart.push(Apart { days: account.when.days(), words });
            continue;
        };
        let rate = (what.metric == "intercepted")
            .then(|| rates.get(&(account, &what.weapon, &what.of)).cloned())
            .flatten();
        let cell = chart.cells.entry(*week).or_insert_with(|| Cell::empty(row.sum));
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
        let metric = ["launched", "intercepted", "killed", "injured"];
        let metric = chart.what().and_then(|what| metric.iter().position(|m| *m == what.metric));
        let part = chart.what().is_some_and(|what| what.of.is_some());
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
    fn empty(timeline: &Timeline, row: &ClaimantCount, logged: Weekly) -> Self {
        let ClaimantCount { account, what, .. } = row;
        let lead = if account.alleged { "alleged strikes" } else { "strikes" };
        let whose = match account.attackers.as_slice() {
            [] => format!("{lead}, attacker not named"),
            attackers => format!("{lead} by {}", by(timeline, attackers)),
        };
        Self {
            counts: Counts::Claims(what.clone()),
            name: thing(what.weapon.as_deref(), what.of.as_deref(), &what.metric, what.is_of_weapons()),
            whose,
            is_alleged: account.alleged,
            cells: BTreeMap::new(),
            apart: Vec::new(),
            scale: Scale::default(),
            attackers: attackers_of(timeline, &account.attackers),
            logged,
        }
    }
}

/// Takes the charts that have no week out, and returns one that names what they count.
pub(super) fn without_weeks(charts: &mut Vec<Chart>) -> Option<Chart> {
    let (with, without): (Vec<Chart>, Vec<Chart>) =
        charts.drain(..).partition(|chart| !chart.cells.is_empty());
    *charts = with;
    // A side that nobody names is not named in the words either.
    let of = |chart: &Chart| match chart.attackers.as_slice() {
        [] if !chart.is_alleged => chart.name.clone(),
        _ => format!("{}, {}", chart.name, chart.whose),
    };
    let names: Vec<String> = without.iter().map(of).collect();
    let mut apart = Vec::new();
    for (chart, name) in without.into_iter().zip(&names) {
        let told = |apart: Apart| Apart { words: format!("{name}: {}", apart.words), ..apart };
        apart.extend(chart.apart.into_iter().map(told));
    }
    (!names.is_empty()).then(|| Chart {
        counts: Counts::Apart,
        name: "counted in no week:".to_owned(),
        whose: names.join("; "),
        is_alleged: false,
        cells: BTreeMap::new(),
        apart,
        scale: Scale::default(),
        attackers: Vec::new(),
        logged: Arc::default(),
    })
}

/// Returns a number with words for the end that it does not have: `635 or more`.
fn ended(sum: Bounds) -> String {
    let words = sum.to_string();
    if sum.is_unknown() {
        words
    } else {
        words.replacen("..", if sum.most.is_none() { " or more" } else { ".." }, 1)
    }
}

fn attackers_of(timeline: &Timeline, actors: &[ActorIx]) -> Vec<String> {
    let registry = &timeline.store().registry;
    actors.iter().map(|actor| registry.actor(*actor).id.to_string()).collect()
}

/// Returns the claimants or attackers in words, as the report names them.
pub(super) fn by(timeline: &Timeline, actors: &[ActorIx]) -> String {
    let registry = &timeline.store().registry;
    let names: Vec<&str> = actors.iter().map(|actor| registry.actor(*actor).fitting(NAME)).collect();
    if names.is_empty() { "unattributed".to_owned() } else { listed(&names) }
}
