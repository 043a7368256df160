//! What became of plans: cancelled and lapsed.

use super::{Change, Window};
use crate::event::date::Day;
use crate::event::{EventIx, LinkKind, Status};
use crate::report::Scope;
use crate::report::week::IsoWeek;

/// Returns the plans of the view that were cancelled or lapsed in the week.
pub(super) fn changes(scope: &Scope<'_>, window: &Window) -> Vec<Change> {
    changes_at(scope, |day| IsoWeek::of(day) == window.week)
}

/// Returns the plans of the view that were cancelled or lapsed until today, on a day that `when` accepts.
pub(super) fn changes_at(scope: &Scope<'_>, when: impl Fn(Day) -> bool) -> Vec<Change> {
    scope.shown.iter().filter_map(|ix| change(scope, &when, *ix)).collect()
}

fn change(scope: &Scope<'_>, when: &impl Fn(Day) -> bool, ix: EventIx) -> Option<Change> {
    let statuses = scope.timeline.index().statuses();
    let is = |status: Status| statuses[ix.index()] == status as u8;
    if is(Status::Cancelled) {
        let by = replaced_by(scope, ix);
        let day = withdrawn(scope, ix, by);
        (when(day) && day <= scope.now.today).then_some(Change::Cancelled { event: ix, by })
    } else if is(Status::Proposed) || is(Status::Scheduled) {
        let planned = when(scope.timeline.event(ix).date.last_day());
        (planned && scope.timeline.lapsed(ix, scope.now.instant)).then_some(Change::Lapsed { event: ix })
    } else {
        None
    }
}

/// Returns the first event that made it void or replaced it.
fn replaced_by(scope: &Scope<'_>, ix: EventIx) -> Option<EventIx> {
    let own = scope.timeline.event(ix).links.iter().filter(|link| link.kind == LinkKind::OvertakenBy);
    let back = scope.timeline.back_links(ix).iter().filter(|link| link.kind == LinkKind::Supersedes);
    own.map(|link| link.to).chain(back.map(|link| link.from)).min_by_key(|other| scope.timeline.rank(*other))
}

/// Returns the day to which a cancellation is dated: the day of the event that replaced the plan, else the day of the
/// last page on it, else the last day that was planned.
fn withdrawn(scope: &Scope<'_>, ix: EventIx, by: Option<EventIx>) -> Day {
    let (store, event) = (scope.timeline.store(), scope.timeline.event(ix));
    let pages = event.sources.iter().filter_map(|source| store.registry.source(*source).published.as_ref());
    let last_page = pages.map(crate::event::EventDate::last_day).max();
    by.map(|by| scope.timeline.event(by).date.first_day()).or(last_page).unwrap_or(event.date.last_day())
}
