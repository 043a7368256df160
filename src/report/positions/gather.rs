//! From events to cells: utterances by claim and actor, with copies merged into their original.

use std::collections::hash_map::Entry;

use super::cell::{Cell, Letter, Utterance};
use super::{ActorIx, ClaimIx, ClaimRow, Day, EventIx, HashMap, HashSet, Positions, Scope, Timeline};
use super::{By, speakers, voices};
use crate::event::{Event, Role, Status};
use crate::parallel;
use crate::report::copies::Copies;
use crate::report::voices::{Record, record, stands_for};

type UtterancesByCell = HashMap<(ClaimIx, ActorIx), Vec<Utterance>>;

/// From this many events on, they are read on all cores.
const MANY: usize = 1_024;
/// From this many actors on, they are looked up on all cores.
const MANY_ACTORS: usize = 16;

/// Reads the events in view, then what the rest of the window says on the same claims.
pub(super) fn positions(scope: &Scope<'_>, by: By) -> Positions {
    let timeline = scope.timeline;
    timeline.unpack(scope.shown);
    let mut all = Positions { by, window: window(scope), ..Positions::default() };
    let past: Vec<EventIx> = scope.shown.iter().copied().filter(|ix| !scope.is_to_come(*ix)).collect();
    let by_cell = utterances_by_cell(scope, by, &past, |_, _| true);
    all.unspoken = unspoken(scope);
    all.to_come = to_come(scope, by);
    all.actors = actors(timeline, &by_cell);
    all.present = present(scope, by);
    let asked: Vec<ActorIx> = all.actors.iter().chain(&all.present).copied().collect();
    all.spoke = spoke(scope, by, all.window, asked);
    let elsewhere = elsewhere(scope, by, all.window, &by_cell);
    all.claims = rows(timeline, &all.actors, by_cell, elsewhere);
    all
}

/// Returns the utterances in view that take a position but are dated after now.
fn to_come(scope: &Scope<'_>, by: By) -> Vec<EventIx> {
    let registry = &scope.timeline.store().registry;
    let takes = |ix: &EventIx| {
        let event = scope.timeline.event(*ix);
        event.about.iter().any(|about| event.stance_on(*about).and_then(Letter::of).is_some())
            && scope.is_to_come(*ix)
            && voices(registry, event, &speakers(event), by)
                .iter()
                .any(|voice| record(registry, event, voice.actor, by).is_some())
    };
    scope.shown.iter().copied().filter(takes).collect()
}

/// Returns the first and last day of the utterances in view that are on record, or of all events in view if there are
/// none.
///
/// An event that is only alleged to have happened on some day of a month does not show how far the window reaches.
fn window(scope: &Scope<'_>) -> Option<(Day, Day)> {
    let index = scope.timeline.index();
    let uttered = |ix: &&EventIx| {
        let event = scope.timeline.event(**ix);
        event.status == Status::Occurred && !speakers(event).is_empty()
    };
    let past: Vec<EventIx> = scope.shown.iter().copied().filter(|ix| !scope.is_to_come(*ix)).collect();
    let uttered: Vec<EventIx> = past.iter().filter(uttered).copied().collect();
    let all = if uttered.is_empty() { &past } else { &uttered };
    let days = || all.iter().map(|ix| index.days(*ix));
    Some((days().map(|d| d.0).min()?, days().map(|d| d.1).max()?))
}

fn in_window(timeline: &Timeline, window: Option<(Day, Day)>, ix: EventIx) -> bool {
    let (first, last) = timeline.index().days(ix);
    window.is_some_and(|(from, to)| first <= to && last >= from)
}

/// Returns the utterances of `events` on the claims and by the actors that `wanted` accepts.
fn utterances_by_cell(
    scope: &Scope<'_>,
    by: By,
    events: &[EventIx],
    wanted: impl Fn(ClaimIx, ActorIx) -> bool + Sync,
) -> UtterancesByCell {
    let (timeline, copies) = (scope.timeline, scope.copies());
    let mut by_cell = UtterancesByCell::new();
    let of_event = |ix: &EventIx| {
        if scope.holds(*ix) {
            utterances(timeline, by, *ix, timeline.event(*ix), &wanted)
        } else {
            utterances(timeline, by, *ix, &timeline.store().events.outline(*ix), &wanted)
        }
    };
    for (key, utterance) in parallel::map(events, MANY, of_event).into_iter().flatten() {
        by_cell.entry(key).or_default().push(utterance);
    }
    for utterances in by_cell.values_mut() {
        let all = std::mem::take(utterances);
        *utterances = distinct(timeline, copies, all);
    }
    by_cell
}

/// Returns what an event says on the claims and by the actors that `wanted` accepts.
fn utterances(
    timeline: &Timeline,
    by: By,
    ix: EventIx,
    event: &Event,
    wanted: &impl Fn(ClaimIx, ActorIx) -> bool,
) -> Vec<((ClaimIx, ActorIx), Utterance)> {
    let registry = &timeline.store().registry;
    let mut all = Vec::new();
    if event.about.is_empty() {
        return all;
    }
    for voice in voices(registry, event, &speakers(event), by) {
        let Some(record) = record(registry, event, voice.actor, by) else { continue };
        for about in &event.about {
            let Some(stance) = event.stance_on(*about) else { continue };
            if !wanted(about.claim, voice.actor) {
                continue;
            }
            let utterance = Utterance {
                event: ix,
                stance,
                hedged: about.hedged,
                named: voice.named.clone(),
                record,
                copies: Vec::new(),
                repeats: None,
            };
            all.push(((about.claim, voice.actor), utterance));
        }
    }
    all
}

/// Merges copies: utterances that repeat the same original with the same letter become one.
///
/// A copy of another actor's original is this actor's own utterance, counted once.
fn distinct(timeline: &Timeline, copies: &Copies, all: Vec<Utterance>) -> Vec<Utterance> {
    let mut originals: Vec<Utterance> = Vec::new();
    let mut places: HashMap<(EventIx, Option<Letter>, Record), usize> = HashMap::new();
    for mut utterance in all {
        let original = copies.original(utterance.event);
        let key = (original, utterance.letter(), utterance.record);
        match places.entry(key) {
            Entry::Vacant(place) => {
                place.insert(originals.len());
                originals.push(utterance);
            }
            Entry::Occupied(place) => {
                let first = &mut originals[*place.get()];
                if utterance.event == original && first.event != original {
                    utterance.copies = std::mem::take(&mut first.copies);
                    std::mem::swap(first, &mut utterance);
                }
                first.copies.push(utterance.event);
            }
        }
    }
    for utterance in &mut originals {
        utterance.repeats = Some(copies.original(utterance.event)).filter(|ix| *ix != utterance.event);
        utterance.copies.sort_by_key(|ix| timeline.rank(*ix));
        utterance.copies.dedup();
    }
    originals.sort_by_key(|utterance| timeline.rank(utterance.event));
    originals
}

/// Returns what was said on the same claims in the window, but outside the filter.
fn elsewhere(
    scope: &Scope<'_>,
    by: By,
    window: Option<(Day, Day)>,
    by_cell: &UtterancesByCell,
) -> UtterancesByCell {
    let claims: HashSet<ClaimIx> = by_cell.keys().map(|(claim, _)| *claim).collect();
    let timeline = scope.timeline;
    let index = timeline.index();
    let on_claims = claims.iter().flat_map(|claim| index.claim(*claim)).map(|ix| EventIx(*ix));
    let outside =
        |ix: &EventIx| !scope.holds(*ix) && in_window(timeline, window, *ix) && !scope.is_to_come(*ix);
    let mut rest: Vec<EventIx> = on_claims.filter(outside).collect();
    rest.sort_unstable_by_key(|ix| timeline.rank(*ix));
    rest.dedup();
    utterances_by_cell(scope, by, &rest, |claim, _| claims.contains(&claim))
}

/// Returns those of `asked` that have an utterance on record in the window.
fn spoke(scope: &Scope<'_>, by: By, window: Option<(Day, Day)>, mut asked: Vec<ActorIx>) -> HashSet<ActorIx> {
    let timeline = scope.timeline;
    let (registry, index, events) = (&timeline.store().registry, timeline.index(), &timeline.store().events);
    let quoting = index.with_property("quote");
    let is_of = |actor: ActorIx, event: &Event| {
        let voices = voices(registry, event, &speakers(event), by);
        voices.iter().any(|voice| voice.actor == actor)
            && record(registry, event, actor, by) == Some(Record::Own)
    };
    let spoke = |actor: &ActorIx| {
        let is_quoted = |ix: &&u32| quoting.binary_search(ix).is_ok();
        let quoted = index.actor(*actor).iter().filter(is_quoted);
        let mut utterances = index.role(Role::Speaker, *actor).iter().chain(quoted).map(|ix| EventIx(*ix));
        utterances.any(|ix| {
            index.statuses()[ix.index()] == Status::Occurred as u8
                && in_window(timeline, window, ix)
                && !scope.is_to_come(ix)
                && if scope.holds(ix) {
                    is_of(*actor, timeline.event(ix))
                } else {
                    is_of(*actor, &events.outline(ix))
                }
        })
    };
    asked.sort_unstable();
    asked.dedup();
    let found = parallel::map(&asked, MANY_ACTORS, spoke);
    asked.into_iter().zip(found).filter(|(_, spoke)| *spoke).map(|(actor, _)| actor).collect()
}

fn unspoken(scope: &Scope<'_>) -> Vec<EventIx> {
    let takes = |event: &Event| event.about.iter().any(|about| event.stance_on(*about).is_some());
    let nobody = |ix: &EventIx| {
        let event = scope.timeline.event(*ix);
        takes(event) && speakers(event).is_empty() && !scope.is_to_come(*ix)
    };
    scope.shown.iter().copied().filter(nobody).collect()
}

/// Returns everyone who takes part in an event in view, each once, by first appearance.
fn present(scope: &Scope<'_>, by: By) -> Vec<ActorIx> {
    let registry = &scope.timeline.store().registry;
    let (mut seen, mut present) = (HashSet::new(), Vec::new());
    for event in scope.shown.iter().map(|ix| scope.timeline.event(*ix)) {
        for named in event.everyone() {
            let stands_for = stands_for(registry, named, event, by);
            present.extend(stands_for.into_iter().filter(|actor| seen.insert(*actor)));
        }
    }
    present
}

/// Returns the actors with a position, those on most claims first, then by name.
fn actors(timeline: &Timeline, by_cell: &UtterancesByCell) -> Vec<ActorIx> {
    let registry = &timeline.store().registry;
    let mut counts: HashMap<ActorIx, usize> = HashMap::new();
    for (_, actor) in by_cell.keys() {
        *counts.entry(*actor).or_default() += 1;
    }
    let mut actors: Vec<ActorIx> = counts.keys().copied().collect();
    actors.sort_by_key(|a| (std::cmp::Reverse(counts[a]), registry.actor(*a).name.as_str(), *a));
    actors
}

fn rows(
    timeline: &Timeline,
    actors: &[ActorIx],
    by_cell: UtterancesByCell,
    mut elsewhere: UtterancesByCell,
) -> Vec<ClaimRow> {
    let place: HashMap<ActorIx, usize> = actors.iter().enumerate().map(|(at, actor)| (*actor, at)).collect();
    let index = timeline.index();
    let rootless =
        |ix: EventIx| index.source_counts()[ix.index()] > 0 && index.root_counts()[ix.index()] == 0;
    let mut by_claim: HashMap<ClaimIx, Vec<Cell>> = HashMap::new();
    for ((claim, actor), utterances) in by_cell {
        let outside = elsewhere.remove(&(claim, actor)).unwrap_or_default();
        let cell = Cell::new(actor, utterances, false, rootless).map(|cell| cell.with_beside(outside));
        by_claim.entry(claim).or_default().extend(cell);
    }
    for ((claim, actor), utterances) in elsewhere {
        by_claim.entry(claim).or_default().extend(Cell::new(actor, utterances, true, rootless));
    }
    let mut rows: Vec<ClaimRow> =
        by_claim.into_iter().map(|(claim, cells)| ClaimRow { claim, cells }).collect();
    for row in &mut rows {
        // An actor with no position in the filter is shown if it opposes one that has.
        let inside = |side: fn(Letter) -> bool| row.own().any(|cell| !cell.outside && cell.holds(side));
        let (pro, con) = (inside(Letter::is_for), inside(Letter::is_against));
        row.cells.retain(|cell| {
            let opposes = pro && cell.holds(Letter::is_against) || con && cell.holds(Letter::is_for);
            place.contains_key(&cell.actor) || cell.letter != Letter::Reported && opposes
        });
        row.cells.sort_by_key(|cell| (place.get(&cell.actor).copied().unwrap_or(usize::MAX), cell.actor));
    }
    let last = |row: &ClaimRow| {
        let inside = row.cells.iter().filter(|cell| !cell.outside);
        inside.flat_map(|cell| &cell.utterances).map(|u| timeline.rank(u.event)).max()
    };
    rows.sort_by_key(|row| (std::cmp::Reverse(last(row)), row.claim));
    rows
}
