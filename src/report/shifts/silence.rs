//! Gaps of actors against their own past gaps, over the days that the store says it covers.

use std::collections::{HashMap, HashSet};

use super::{GAPS, Silence, Silences, Window};
use crate::event::date::{Day, Precision};
use crate::event::{Event, EventIx, Participant, Role, Status, Word as _};
use crate::parallel;
use crate::registry::{ActorIx, Registry};
use crate::report::Scope;
use crate::timeline::Timeline;
use crate::timeline::gaps::BACKDROP;

/// The days that a store covers.
#[derive(Debug)]
pub(super) struct Coverage {
    /// The spans, separate and ascending: first day, last day, and the number of days in all earlier spans.
    spans: Vec<(i64, i64, i64)>,
}

impl Coverage {
    /// Reads the coverage. Returns `None` if the store does not state it.
    pub(super) fn of(timeline: &Timeline) -> Option<Self> {
        let coverage = &timeline.store().meta.coverage;
        let mut days: Vec<(i64, i64)> =
            coverage.iter().map(|date| (held(date.first_day()), held(date.last_day()))).collect();
        days.sort_unstable();
        let mut merged: Vec<(i64, i64)> = Vec::new();
        for (first, last) in days {
            match merged.last_mut() {
                Some((_, end)) if first <= *end + 1 => *end = (*end).max(last),
                _ => merged.push((first, last)),
            }
        }
        let mut sum: i64 = 0;
        let spans = merged.into_iter().map(|(first, last)| {
            let before = sum;
            sum += last - first + 1;
            (first, last, before)
        });
        let spans: Vec<_> = spans.collect();
        (!spans.is_empty()).then_some(Self { spans })
    }

    /// Returns the number of covered days after `after` and up to `until`.
    pub(super) fn between(&self, after: Day, until: Day) -> i64 {
        let (after, until) = (held(after), held(until));
        let first = self.spans.partition_point(|(_, last, _)| *last <= after);
        let end = self.spans.partition_point(|(start, ..)| *start <= until);
        let within = |(first, last, _): &(i64, i64, i64)| (*last).min(until) - (*first).max(after + 1) + 1;
        match self.spans.get(first..end) {
            None | Some([]) => 0,
            Some([one]) => within(one).max(0),
            // The sums give the days between the two outer spans.
            Some([low, .., high]) => within(low) + (high.2 - low.2 - (low.1 - low.0 + 1)) + within(high),
        }
    }
}

/// Converts a day to a number that can be added, even if it stands for an open end.
fn held(day: Day) -> i64 {
    const FAR: i64 = 1 << 40;
    day.0.clamp(-FAR, FAR)
}

/// The first and last day of each act of an actor, and the event.
type Acts = Vec<(Day, Day, EventIx)>;

/// Returns the actors of the view whose gap at the end of the week is long for them.
pub(super) fn silences(scope: &Scope<'_>, window: &Window, coverage: &Coverage) -> Silences {
    let (acts, coarse) = acts(scope, window);
    let mut silences = Silences { until: Some(window.until), ..Silences::default() };
    for (actor, mut days) in acts {
        days.sort_unstable();
        if !days.iter().any(|(.., ix)| scope.holds(*ix)) {
            continue;
        }
        let Some(silence) = silence(actor, &days, window.until, coverage) else {
            silences.too_few += 1;
            continue;
        };
        silences.ranked += 1;
        let unbroken = coarse.get(&actor).is_none_or(|last| *last <= days[days.len() - 1].1);
        if silence.days > 0 && silence.as_long * 10 <= silence.gaps && unbroken {
            silences.rows.push(silence);
        }
    }
    let name = |silence: &Silence| scope.timeline.store().registry.actor(silence.actor).name.as_str();
    silences.rows.sort_by(|a, b| {
        let share = (a.as_long * b.gaps).cmp(&(b.as_long * a.gaps));
        share.then(b.days.cmp(&a.days)).then_with(|| name(a).cmp(name(b)))
    });
    silences
}

/// Ranks the gap from the last of `days` to `until`. Returns `None` if there are too few past gaps.
fn silence(actor: ActorIx, days: &Acts, until: Day, coverage: &Coverage) -> Option<Silence> {
    let (_, mut filled, mut last) = *days.first()?;
    let mut gaps = Vec::new();
    for (first, end, ix) in days {
        let empty = coverage.between(filled, first.plus_days(-1));
        if empty > 0 {
            gaps.push(empty);
        }
        if *end >= filled {
            (filled, last) = (*end, *ix);
        }
    }
    if gaps.len() < GAPS {
        return None;
    }
    let current = coverage.between(filled, until);
    let since = until.0.saturating_sub(filled.0).max(0);
    Some(Silence {
        actor,
        last,
        days: current,
        uncovered: since - current,
        gaps: gaps.len(),
        as_long: gaps.iter().filter(|gap| **gap >= current).count(),
        longest: gaps.iter().copied().max().unwrap_or(0),
        past: gaps,
    })
}

/// From this many events on, they are read on all cores.
const MANY: usize = 256;

/// What an event shows of when somebody acted.
struct Act {
    event: EventIx,
    /// Everyone who did something, and the actors for whom it counts.
    actors: HashSet<ActorIx>,
    first: Day,
    last: Day,
    /// The last day on which they acted, or `None` if the days are not known well enough.
    filled: Option<Day>,
}

impl Act {
    fn of(registry: &Registry, ix: EventIx, event: &Event) -> Self {
        let (first, last) = (event.date.first_day(), event.date.last_day());
        let actors = acting(event).flat_map(|actor| registry.counts_for(actor, &event.date)).collect();
        let is_coarse = event.date.precision() > Precision::Day
            || event.date.qualification().any_doubt()
            || first == Day::MIN;
        let filled = if last.0.saturating_sub(first.0) < BACKDROP { last } else { first };
        Self { event: ix, actors, first, last, filled: (!is_coarse).then_some(filled) }
    }
}

/// Returns when each actor of the view acted until the end of the week, if known to the day. Also returns until when
/// it may have acted, if known less precisely.
fn acts(scope: &Scope<'_>, window: &Window) -> (HashMap<ActorIx, Acts>, HashMap<ActorIx, Day>) {
    let timeline = scope.timeline;
    let (registry, index) = (&timeline.store().registry, timeline.index());
    let is_past = |ix: &EventIx| {
        let status = index.statuses()[ix.index()];
        index.days(*ix).0 <= window.until && Status::ALL.get(usize::from(status)).copied().is_some_and(is_act)
    };
    let shown: Vec<EventIx> = scope.shown.iter().copied().filter(is_past).collect();
    let mut all = parallel::map(&shown, MANY, |ix| Act::of(registry, *ix, timeline.event(*ix)));
    let mut wanted = vec![false; registry.actors.len()];
    let known = all.iter().filter(|act| act.filled.is_some());
    known.flat_map(|act| &act.actors).for_each(|actor| wanted[actor.index()] = true);
    let of_them = |ix: &EventIx| index.actors_of(*ix).iter().any(|actor| wanted[*actor as usize]);
    let others = timeline.order().iter().copied();
    let others =
        others.filter(|ix| !scope.holds(*ix) && is_past(ix) && of_them(ix)).collect::<Vec<EventIx>>();
    all.extend(parallel::map(&others, MANY, |ix| {
        Act::of(registry, *ix, &timeline.store().events.fresh(*ix))
    }));
    all.sort_unstable_by_key(|act| timeline.rank(act.event));
    let mut known: HashMap<ActorIx, Acts> = HashMap::new();
    let mut coarse: HashMap<ActorIx, Day> = HashMap::new();
    for Act { event, actors, first, last, filled } in all {
        for actor in actors.into_iter().filter(|actor| wanted[actor.index()]) {
            if let Some(filled) = filled {
                known.entry(actor).or_default().push((first, filled, event));
            } else {
                let until = coarse.entry(actor).or_insert(last);
                *until = last.max(*until);
            }
        }
    }
    (known, coarse)
}

/// Returns whether the status says that somebody did something. A plan does not.
fn is_act(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Alleged | Status::Rumoured)
}

/// Returns who did something in `event`. This excludes anyone who was struck, spoken to, spoken about or who looked
/// on.
fn acting(event: &Event) -> impl Iterator<Item = ActorIx> + '_ {
    let does = |part: &&Participant| {
        !matches!(part.role, Role::Target | Role::Addressee | Role::Subject | Role::Observer)
    };
    let sessions = event.sessions.iter().flat_map(|session| &session.actors);
    let figures = event.figures.iter().chain(event.sessions.iter().flat_map(|session| &session.figures));
    let parts = event.actors.iter().chain(sessions).filter(does).map(|part| part.actor);
    parts
        .chain(event.quotes.iter().filter_map(|quote| quote.speaker))
        .chain(figures.flat_map(|figure| figure.by.iter().copied()))
}
