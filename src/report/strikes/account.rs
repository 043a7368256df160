//! Which strike an event gives an account of, how that is known, and which account is later.

use std::collections::HashSet;

use crate::event::date::Instant;
use crate::event::{EventDate, EventIx, Figure, Kind, LinkKind, Status};
use crate::timeline::Timeline;

/// The number of steps that are followed from an account to its strike. A longer chain is a mistake in the log.
const STEPS: usize = 32;

/// Returns whether the counts of `incident` in `ix` are alleged, or `None` if it is not said to have happened.
///
/// A statement that occurred does not prove that a strike occurred, so its counts of an alleged strike are alleged. A
/// strike is as certain as the most certain account that supersedes it.
pub(super) fn alleged(timeline: &Timeline, ix: EventIx, incident: EventIx) -> Option<bool> {
    let event = timeline.event(ix);
    let of_strike = || status_of(timeline, incident).and_then(is_alleged);
    match event.kind {
        // A planned account of a strike is not an account, whatever became of the strike.
        Kind::Strike => is_alleged(event.status).and_then(|_| of_strike()),
        _ if ix == incident => is_alleged(event.status),
        _ => Some(is_alleged(event.status)? || of_strike()?),
    }
}

fn is_alleged(status: Status) -> Option<bool> {
    match status {
        Status::Occurred => Some(false),
        Status::Alleged | Status::Rumoured => Some(true),
        Status::Proposed | Status::Scheduled | Status::Cancelled => None,
    }
}

/// Returns the most certain status of the strike and of the strikes that supersede it, over any number of steps.
fn status_of(timeline: &Timeline, incident: EventIx) -> Option<Status> {
    let mut accounts = vec![incident];
    let mut seen = HashSet::from([incident]);
    let mut next = 0;
    while let Some(ix) = accounts.get(next).copied() {
        next += 1;
        let later = timeline.back_links(ix).iter().filter(|link| link.kind == LinkKind::Supersedes);
        let later = later.map(|link| link.from).filter(|from| timeline.event(*from).kind == Kind::Strike);
        accounts.extend(later.filter(|from| seen.insert(*from)));
    }
    let statuses = accounts.into_iter().map(|ix| timeline.event(ix).status);
    statuses.min_by_key(|status| is_alleged(*status).map_or(2, u8::from))
}

/// Returns whether a link of this kind leads from an account to its strike.
pub(super) fn is_account(kind: LinkKind) -> bool {
    matches!(kind, LinkKind::Supersedes | LinkKind::Confirms | LinkKind::PartOf)
}

/// Returns the strike that `ix` is or gives an account of, else `ix` itself.
pub(super) fn incident_of(timeline: &Timeline, ix: EventIx) -> EventIx {
    let mut current = ix;
    for _ in 0..STEPS {
        let event = timeline.event(current);
        let accounts =
            |kind: LinkKind| kind == LinkKind::Supersedes || event.kind != Kind::Strike && is_account(kind);
        let mut to = event.links.iter().filter(|link| accounts(link.kind)).map(|link| link.to);
        match to.find(|to| timeline.event(*to).kind == Kind::Strike) {
            Some(next) if next != ix => current = next,
            _ => break,
        }
    }
    current
}

/// Returns the strike that a strike is part of.
pub(super) fn whole_of(timeline: &Timeline, ix: EventIx) -> Option<EventIx> {
    let event = timeline.event(ix);
    let mut to = event.links.iter().filter(|link| link.kind == LinkKind::PartOf).map(|link| link.to);
    to.find(|to| event.kind == Kind::Strike && timeline.event(*to).kind == Kind::Strike)
}

/// Returns the latest time at which a count was known: `as_of`, else when its source was published, else the event's
/// own date. Also returns the number of accounts that its event replaces, which decides between equal times.
///
/// An account is never earlier than those that it supersedes, however coarse their dates.
pub(super) fn known(timeline: &Timeline, ix: EventIx, row: &Figure) -> (Instant, usize) {
    let replaced = superseded(timeline, ix);
    let published = || row.source.and_then(|ix| timeline.store().registry.source(ix).published.as_ref());
    let dated = row.as_of.as_ref().or_else(published).map(EventDate::latest);
    let dates = std::iter::once(&ix).chain(&replaced).map(|ix| timeline.event(*ix).date.latest());
    let known = dated.or_else(|| dates.max()).unwrap_or_else(|| timeline.event(ix).date.latest());
    (known, replaced.len())
}

/// Returns the accounts that `ix` supersedes, over any number of steps.
fn superseded(timeline: &Timeline, ix: EventIx) -> Vec<EventIx> {
    let mut all = vec![ix];
    let mut next = 0;
    while let Some(event) = all.get(next).map(|ix| timeline.event(*ix)) {
        next += 1;
        for link in event.links.iter().filter(|link| link.kind == LinkKind::Supersedes) {
            if !all.contains(&link.to) {
                all.push(link.to);
            }
        }
    }
    all.split_off(1)
}
