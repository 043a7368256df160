//! The charts of how many strikes are logged.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::chart::{Cell, Chart, Claimed, Counts, by};
use super::sides::{Logged, Side, Weekly};
use super::{IsoWeek, Scene};
use crate::timeline::claims::Bounds;
use crate::tui::scale::Scale;

/// Returns the charts of how many strikes are logged: those that happened, and apart those that are alleged.
pub(super) fn charts(scene: &Scene, sides: &HashMap<Side, Weekly>) -> Vec<Chart> {
    [false, true].into_iter().filter_map(|is_alleged| chart(scene, sides, is_alleged)).collect()
}

fn chart(scene: &Scene, sides: &HashMap<Side, Weekly>, is_alleged: bool) -> Option<Chart> {
    let timeline = &scene.timeline;
    let mut of_nature: Vec<(&Side, &Weekly)> =
        sides.iter().filter(|((_, alleged), _)| *alleged == is_alleged).collect();
    of_nature.sort_by_key(|((attackers, _), _)| (attackers.is_empty(), attackers.clone()));
    let mut cells: BTreeMap<IsoWeek, Cell> = BTreeMap::new();
    let mut weeks: BTreeMap<IsoWeek, Logged> = BTreeMap::new();
    for ((attackers, _), weekly) in of_nature {
        for (week, logged) in weekly.iter() {
            let of = if attackers.is_empty() {
                "attacker not named".to_owned()
            } else {
                format!("by {}", by(timeline, attackers))
            };
            let cell = cells.entry(*week).or_insert_with(|| Cell::empty(exactly(0)));
            cell.claims.push(Claimed::of(of, exactly(logged.events.len()), logged.events.len()));
            cell.events.extend(&logged.events);
            weeks.entry(*week).or_default().events.extend(&logged.events);
        }
    }
    for cell in cells.values_mut() {
        cell.events.sort_unstable_by_key(|ix| timeline.rank(*ix));
        (cell.span, cell.is_of_events) = (exactly(cell.events.len()), true);
        cell.claims.sort_by_key(|claim| std::cmp::Reverse(claim.strikes));
    }
    let most = cells.values().filter_map(Cell::ends).map(|(_, most)| most);
    let scale = Scale::of(most);
    (!cells.is_empty()).then(|| Chart {
        counts: Counts::Events,
        name: "strikes logged".to_owned(),
        whose: if is_alleged { "only alleged" } else { "that happened" }.to_owned(),
        is_alleged,
        cells,
        apart: Vec::new(),
        scale,
        attackers: Vec::new(),
        logged: Arc::new(weeks),
    })
}

/// Returns an exact number.
fn exactly(count: usize) -> Bounds {
    let count = count as u64;
    Bounds { counts: 1, unknown: 0, least: count, most: Some(count), about_least: false, about_most: false }
}
