//! The strikes that are logged, by side and week.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::{IsoWeek, Scene};
use crate::event::word::Word as _;
use crate::event::{EventIx, Kind};
use crate::registry::ActorIx;
use crate::report::strikes::side;

/// Who struck, and whether that is only alleged.
pub(super) type Side = (Vec<ActorIx>, bool);

/// The strikes of one week.
#[derive(Debug, Default)]
pub(super) struct Logged {
    pub(super) events: Vec<EventIx>,
    pub(super) narrow: OnceLock<String>,
}

/// The strikes of one side by the week of their own date.
pub(super) type Weekly = Arc<BTreeMap<IsoWeek, Logged>>;

/// Returns the strikes shown that occurred or are alleged, by side and week.
pub(super) fn by_side(scene: &Scene) -> HashMap<Side, Weekly> {
    let mut sides: HashMap<Side, BTreeMap<IsoWeek, Logged>> = HashMap::new();
    let index = scene.timeline.index();
    for ix in &scene.shown {
        if Kind::ALL.get(usize::from(index.kinds()[ix.index()])) != Some(&Kind::Strike) {
            continue;
        }
        let event = scene.timeline.event(*ix);
        if !event.is_to_come(scene.now.instant)
            && let Some(week) = IsoWeek::of_date(&event.date)
            && let Some(side) = side(&scene.timeline, *ix)
        {
            sides.entry(side).or_default().entry(week).or_default().events.push(*ix);
        }
    }
    sides.into_iter().map(|(side, weeks)| (side, Arc::new(weeks))).collect()
}
