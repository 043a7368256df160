//! What the charts say in words.

use super::{Cell, Chart, Claimed, Counts, IsoWeek, Report};
use crate::text::counted;
use crate::tui::action::{Action, View};
use crate::tui::keys::Keys;

/// The claims that the line of the cursor names; the list has all.
const NAMED: usize = 2;

/// Returns what a cell says, with the claimants: `drones launched in 2025-W52 (22–28 Dec 2025): 1154 claimed by …`.
pub(super) fn cell(chart: &Chart, cell: &Cell, week: IsoWeek) -> String {
    if chart.counts == Counts::Events {
        return format!("{} {}, {week}", counted(cell.events.len(), "strike"), chart.whose);
    }
    let named = |claim: &Claimed| format!("{} ({})", claim.in_words(), claim.by);
    let mut claims: Vec<String> = cell.claims.iter().take(NAMED).map(named).collect();
    if cell.claims.len() > NAMED {
        claims.push(format!("{} more", cell.claims.len() - NAMED));
    }
    format!("{} {week}: {}; {}", chart.name, claims.join(", "), counted(cell.events.len(), "event"))
}

/// Returns what counts enter no chart.
pub(super) fn left_out(report: &Report) -> Vec<String> {
    let mut left_out = Vec::new();
    if report.to_come > 0 {
        left_out.push(format!("{} dated in the future", counted(report.to_come, "count")));
    }
    left_out.extend(report.withdrawn_in_words());
    left_out
}

/// Returns why there is no chart, and what to do.
pub(super) fn empty(has_others: bool, variant: usize, keys: &Keys) -> String {
    let what = if variant == 0 { "weapons" } else { "people or places" };
    if has_others {
        let key = keys.spoken(Action::Variant);
        return format!(
            "no event shown counts {what} in a strike of a known week; {key} shows what is counted"
        );
    }
    let why = "no strike is shown that happened or is alleged, and no event counts anything in one";
    let key = keys.spoken(Action::View(View::Timeline));
    format!("{why}: a chart needs events with `figures`; {key} opens the Timeline")
}
