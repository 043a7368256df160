//! Points that an editor should check again: thin confirmations, pages that may vanish, copies without an original.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::Checks;
use crate::event::{Credibility, EventIx};
use crate::registry::{Origin, OutletIx, OutletKind, Registry, SourceIx};
use crate::report::Scope;
use crate::timeline::roots;

/// Finds what should be checked again in `scope`. `pages` are the number of unarchived pages and of all pages.
pub(super) fn checks(scope: &Scope<'_>, pages: (u64, u64)) -> Checks {
    let registry = &scope.timeline.store().registry;
    let mut checks = Checks { unarchived_pages: pages, ..Checks::default() };
    let mut missing: HashMap<OutletIx, Vec<EventIx>> = HashMap::new();
    for ix in scope.shown {
        let event = scope.timeline.event(*ix);
        if event.grade.credibility == Credibility::One {
            checks.confirmed += 1;
            if scope.timeline.roots(*ix) < 2 {
                checks.thin.push(*ix);
            }
        }
        if event.sources.iter().any(|source| !registry.source(*source).is_archived()) {
            checks.unarchived.push(*ix);
        }
        let cited: HashSet<OutletIx> =
            event.sources.iter().filter_map(|source| registry.outlet_of(registry.source(*source))).collect();
        for source in &event.sources {
            origin(scope, *ix, *source, &mut checks);
            for outlet in named_only(registry, *source).into_iter().filter(|outlet| !cited.contains(outlet)) {
                let events = missing.entry(outlet).or_default();
                if events.last() != Some(ix) {
                    events.push(*ix);
                }
            }
        }
    }
    checks.missing_originals = missing.into_iter().collect();
    checks.missing_originals.sort_by_key(|(outlet, events)| (Reverse(events.len()), *outlet));
    checks
}

/// Records in `checks` whether `source` leads to no original at all.
fn origin(scope: &Scope<'_>, ix: EventIx, source: SourceIx, checks: &mut Checks) {
    let store = scope.timeline.store();
    let page = store.registry.source(source);
    if page.derived_from.is_empty() {
        if store.registry.kind_of(page) == Some(OutletKind::Aggregator) {
            checks.silent_aggregators.push((ix, source));
        }
    } else if roots::independent(store, [source]).is_empty() {
        checks.dead_ends.push((ix, source));
    }
}

/// Returns the outlets, except aggregators, at which the chains of `start` end by name alone, with no page of theirs
/// recorded.
fn named_only(registry: &Registry, start: SourceIx) -> Vec<OutletIx> {
    let mut seen = HashSet::new();
    let mut open = registry.source(start).derived_from.clone();
    let mut outlets = Vec::new();
    while let Some(origin) = open.pop() {
        match origin {
            Origin::Outlet(outlet) if registry.outlet(outlet).kind != Some(OutletKind::Aggregator) => {
                outlets.push(outlet);
            }
            Origin::Outlet(_) => {}
            Origin::Source(ix) => {
                if seen.insert(ix) {
                    open.extend(&registry.source(ix).derived_from);
                }
            }
        }
    }
    outlets
}
