//! Counts of an actor and a kind this week against the eight weeks before.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{BASELINE, Count, Counts, LEAST, Window, week_of};
use crate::event::{EventIx, Kind, Status, Word};
use crate::registry::{ActorIx, ActorKind};
use crate::report::Scope;
use crate::report::statistics::{discovery_rates, fisher_more};
use crate::report::week::IsoWeek;
use crate::timeline::unnamed::CountingEvents;

/// The period that an event is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Period {
    Neither,
    Before,
    Now,
}

/// The events of each actor in the week and the baseline.
struct NearbyEvents<'c> {
    counted: &'c CountingEvents<'c>,
    /// The range of events, which are ordered by their first days.
    span: Range<u32>,
}

impl<'c> NearbyEvents<'c> {
    /// Returns the events that count for `actor`, ascending.
    fn of(&self, actor: ActorIx) -> Cow<'c, [u32]> {
        let within = |all: &[u32]| {
            let start = all.partition_point(|ix| *ix < self.span.start);
            start..all.partition_point(|ix| *ix < self.span.end).max(start)
        };
        match self.counted.events_of(actor) {
            Cow::Borrowed(all) => Cow::Borrowed(&all[within(all)]),
            Cow::Owned(all) => Cow::Owned(all[within(&all)].to_vec()),
        }
    }
}

/// Counts every actor's events by kind. An event counts once for an actor, however many of its members take part, and
/// however often.
pub(super) fn counts(scope: &Scope<'_>, window: &Window) -> Counts {
    let timeline = scope.timeline;
    let mut periods = vec![Period::Neither; timeline.order().len()];
    let mut totals = (0, 0);
    // An event is in the week of its first day.
    let near = timeline.index().beginning(window.start(), window.last());
    let near: Vec<EventIx> = near.map(|ix| EventIx(ix as u32)).collect();
    timeline.unpack(&near);
    for ix in &near {
        let weeks = week_of(scope, *ix).map(|week| window.week.0.saturating_sub(week.0));
        periods[ix.index()] = match weeks {
            Some(0) => {
                totals.0 += 1;
                Period::Now
            }
            Some(1..=BASELINE) => {
                totals.1 += 1;
                Period::Before
            }
            _ => Period::Neither,
        };
    }
    let counted = CountingEvents::new(timeline);
    let span = near.first().map_or(0, |ix| ix.0)..near.last().map_or(0, |ix| ix.0 + 1);
    let counted = NearbyEvents { counted: &counted, span };
    let mut tested = Vec::new();
    for actor in (0..timeline.store().registry.actors.len() as u32).map(ActorIx) {
        let all = of_actor(scope, &counted, actor, &periods);
        tested.extend(all.into_iter().filter(|count| count.now + count.before >= LEAST));
    }
    for count in &mut tested {
        count.p = fisher_more((count.now, totals.0), (count.before, totals.1));
    }
    let p: Vec<f64> = tested.iter().map(|count| count.p).collect();
    for (count, rate) in tested.iter_mut().zip(discovery_rates(&p)) {
        count.rate = rate;
    }
    let number = tested.len();
    let shown = |count: &Count| count.now >= LEAST && count.outside < count.now;
    let mut rows = together(scope, &counted, tested.into_iter().filter(shown).collect(), &periods);
    rows.sort_by(|a, b| {
        let name = |count: &Count| timeline.store().registry.actor(count.actor).name.as_str();
        let kind = (a.kind as u8).cmp(&(b.kind as u8));
        a.p.total_cmp(&b.p).then_with(|| b.now.cmp(&a.now)).then_with(|| name(a).cmp(name(b))).then(kind)
    });
    Counts { totals, tested: number, rows }
}

/// Returns the events of the view that count for each row in `week`, in timeline order.
pub(super) fn members(scope: &Scope<'_>, week: IsoWeek, rows: &[Count]) -> Vec<Vec<EventIx>> {
    let timeline = scope.timeline;
    let near = timeline.index().beginning(week.monday(), week.sunday());
    let counted = CountingEvents::new(timeline);
    let span = near.start as u32..near.end as u32;
    let counted = NearbyEvents { counted: &counted, span };
    let of_row = |count: &Count| {
        let all = counted.of(count.actor);
        let own = all.iter().map(|ix| EventIx(*ix)).filter(|ix| {
            timeline.index().kinds()[ix.index()] == count.kind as u8
                && scope.holds(*ix)
                && week_of(scope, *ix) == Some(week)
        });
        let mut own: Vec<EventIx> = own.collect();
        own.sort_by_key(|ix| timeline.rank(*ix));
        own
    };
    rows.iter().map(of_row).collect()
}

/// Merges rows of exactly the same events under the actor with the fewest entries of all, such as the person rather
/// than the office.
fn together(
    scope: &Scope<'_>,
    counted: &NearbyEvents<'_>,
    mut rows: Vec<Count>,
    periods: &[Period],
) -> Vec<Count> {
    let index = scope.timeline.index();
    let registry = &scope.timeline.store().registry;
    rows.sort_by_cached_key(|count| {
        let is_body = registry.actor(count.actor).kind != Some(ActorKind::Person);
        (counted.counted.events_of(count.actor).len(), is_body, count.actor)
    });
    let mut positions: HashMap<(u8, Vec<u32>), usize> = HashMap::new();
    let mut merged: Vec<Count> = Vec::new();
    for count in rows {
        let kind = count.kind as u8;
        let in_view = |ix: &u32| {
            let ix = *ix as usize;
            periods[ix] != Period::Neither && index.kinds()[ix] == kind
        };
        let events: Vec<u32> = counted.of(count.actor).iter().copied().filter(in_view).collect();
        let next = merged.len();
        match merged.get_mut(*positions.entry((kind, events)).or_insert(next)) {
            Some(first) => first.alike.push(count.actor),
            None => merged.push(count),
        }
    }
    merged
}

/// Returns the counts of one actor, one for each kind.
fn of_actor(scope: &Scope<'_>, counted: &NearbyEvents<'_>, actor: ActorIx, periods: &[Period]) -> Vec<Count> {
    let index = scope.timeline.index();
    let mut counts: Vec<Count> = Kind::ALL.iter().map(|kind| Count::none(actor, *kind)).collect();
    for ix in counted.of(actor).iter().map(|ix| EventIx(*ix)) {
        let count = &mut counts[usize::from(index.kinds()[ix.index()])];
        match periods[ix.index()] {
            Period::Neither => {}
            Period::Before => count.before += 1,
            Period::Now => {
                count.now += 1;
                count.not_occurred += u64::from(scope.timeline.event(ix).status != Status::Occurred);
                count.outside += u64::from(!scope.holds(ix));
            }
        }
    }
    counts
}

impl Count {
    fn none(actor: ActorIx, kind: Kind) -> Self {
        Self {
            actor,
            alike: Vec::new(),
            kind,
            now: 0,
            not_occurred: 0,
            outside: 0,
            before: 0,
            p: 1.0,
            rate: 1.0,
        }
    }
}
