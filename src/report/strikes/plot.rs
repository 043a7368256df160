//! Launched and intercepted weapons by week, as bars.

use std::collections::HashMap;

use super::rate::by_weapon;
use super::{ClaimantCount, IsoWeek, Rate, Strikes, When};
use crate::registry::ActorIx;
use crate::text::counted;
use crate::text::signs::sign;
use crate::timeline::claims::Bounds;

/// The number of weeks below which numbers read better than bars.
const FEW: usize = 4;
/// The number of weeks that a plot shows: the last ones.
const WEEKS: usize = 26;
/// The greatest number of plots.
const PLOTS: usize = 3;
/// The length of the longest bar.
const LENGTH: u64 = 40;

/// One claimant's counts of one side's weapon, week by week.
pub(super) struct Series<'r> {
    pub(super) by: &'r [ActorIx],
    pub(super) attackers: &'r [ActorIx],
    pub(super) weapon: &'r str,
    weeks: Vec<(IsoWeek, Bounds, Option<Bounds>)>,
}

/// Returns the longest series of single weapons, only for strikes that occurred.
pub(super) fn series(report: &Strikes) -> Vec<Series<'_>> {
    let rates = by_weapon(&report.rates);
    let mut all: Vec<Series<'_>> = Vec::new();
    let mut positions: HashMap<(&[ActorIx], &[ActorIx], &str), usize> = HashMap::new();
    for ClaimantCount { account, what, sum, .. } in &report.incidents {
        let (When::Week(week), Some(weapon), None) = (&account.when, what.weapon.as_deref(), &what.of) else {
            continue;
        };
        if account.alleged || what.metric != "launched" || sum.is_unknown() {
            continue;
        }
        // A bar is for all that was launched. Interceptions in only a part of it would look like a poor defence.
        let of_all = |rate: &&&Rate| rate.launched == *sum && rate.intercepted.unknown == 0;
        let intercepted = rates.get(&(account, Some(weapon))).filter(of_all).map(|rate| rate.intercepted);
        let next = all.len();
        let series = *positions.entry((&account.by, &account.attackers, weapon)).or_insert(next);
        let point = (*week, *sum, intercepted);
        match all.get_mut(series) {
            Some(series) => series.weeks.push(point),
            None => all.push(Series {
                by: &account.by,
                attackers: &account.attackers,
                weapon,
                weeks: vec![point],
            }),
        }
    }
    all.retain(|series| series.weeks.len() >= FEW);
    all.sort_by_cached_key(|series| {
        let sum: u64 = series.weeks.iter().map(|(_, sum, _)| sum.least).fold(0, u64::saturating_add);
        std::cmp::Reverse((series.weeks.len(), sum))
    });
    all.truncate(PLOTS);
    all
}

impl Series<'_> {
    /// Returns the number of earlier weeks that are not drawn.
    pub(super) fn skipped(&self) -> usize {
        self.weeks.len().saturating_sub(WEEKS)
    }

    /// Returns one line for each week, and one line for each stretch of weeks without a count.
    pub(super) fn lines(&self) -> Vec<String> {
        let shown = &self.weeks[self.skipped()..];
        let longest = shown.iter().map(|(_, sum, _)| sum.most.unwrap_or(sum.least)).max().unwrap_or(0).max(1);
        let counts: Vec<String> = shown.iter().map(|(_, sum, _)| sum.to_string()).collect();
        let width = counts.iter().map(String::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        let mut before: Option<IsoWeek> = None;
        for ((week, sum, intercepted), count) in shown.iter().zip(&counts) {
            match before.map_or(0, |before| before.weeks_until(*week)) {
                0 => {}
                n => lines.push(format!("          no count for {}", counted(n as usize, "week"))),
            }
            lines.push(format!("{week:<8}  {count:>width$}  {}", bar(*sum, *intercepted, longest)));
            before = Some(*week);
        }
        lines
    }
}

/// Draws a bar: `█` intercepted, `░` the rest of what was launched, `›` if there may be more.
fn bar(sum: Bounds, intercepted: Option<Bounds>, longest: u64) -> String {
    let scaled =
        |n: u64| (u128::from(n.min(longest)) * u128::from(LENGTH)).div_ceil(u128::from(longest)) as usize;
    let launched = scaled(sum.least);
    let full = intercepted.map_or(0, |of| scaled(of.least).min(launched));
    let more = if sum.most == Some(sum.least) { "" } else { sign("›") };
    format!("{}{}{more}", sign("█").repeat(full), sign("░").repeat(launched - full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Count;

    fn drawn(launched: &str, intercepted: Option<&str>) -> String {
        let bounds = |text: &str| Bounds::from(text.parse::<Count>().expect(text));
        bar(bounds(launched), intercepted.map(bounds), 100)
    }

    #[test]
    fn a_bar_is_as_long_as_its_count() {
        assert_eq!(
            drawn("100", Some("50")),
            sign("█").repeat(20) + &sign("░").repeat(20),
            "half of the most was intercepted"
        );
        assert_eq!(drawn("10", Some("10")), sign("█").repeat(4), "a tenth, all intercepted");
        assert_eq!(drawn("10", None), sign("░").repeat(4), "nothing is said of interceptions");
        assert_eq!(drawn("1", None), "░", "one is not nothing");
        assert_eq!(drawn("20..", None), sign("░").repeat(8) + sign("›"), "at least twenty");
    }
}
