//! Gaps of actors against their own past gaps, over the days that the store says it covers.

use std::collections::{HashMap, HashSet};

use super::{GAPS, Silence, Silences, Window};
use crate::analysis::Scope;
use crate::event::date::{Day, Precision};
use crate::event::{Event, EventIx, Participant, Role, Status};
use crate::registry::ActorIx;
use crate::timeline::Timeline;
use crate::timeline::gaps::BACKDROP;

/// The days that a store covers.
#[derive(Debug)]
pub(super) struct Coverage {
    /// Apart from each other and ascending: first day, last day, and how many days the spans before hold.
    spans: Vec<(i64, i64, i64)>,
}

impl Coverage {
    /// None where the store does not say.
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

    /// How many covered days lie after `after` and not after `until`.
    pub(super) fn between(&self, after: Day, until: Day) -> i64 {
        let (after, until) = (held(after), held(until));
        let first = self.spans.partition_point(|(_, last, _)| *last <= after);
        let end = self.spans.partition_point(|(start, ..)| *start <= until);
        let within = |(first, last, _): &(i64, i64, i64)| (*last).min(until) - (*first).max(after + 1) + 1;
        match self.spans.get(first..end) {
            None | Some([]) => 0,
            Some([one]) => within(one).max(0),
            // What lies between the outer two is known by their sums.
            Some([low, .., high]) => within(low) + (high.2 - low.2 - (low.1 - low.0 + 1)) + within(high),
        }
    }
}

/// A day as a number that can be added up, also where it stands for an open end.
fn held(day: Day) -> i64 {
    const FAR: i64 = 1 << 40;
    day.0.clamp(-FAR, FAR)
}

/// Days on which an actor acted, and the event.
type Acts = Vec<(Day, Day, EventIx)>;

/// The actors of the view whose gap at the end of the week is long for them.
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

/// Ranks the gap since the last of `days` until `until`; none where there are too few past gaps.
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
    })
}

/// When each actor acted until the end of the week, known to the day; and until when it may have, known less well.
fn acts(scope: &Scope<'_>, window: &Window) -> (HashMap<ActorIx, Acts>, HashMap<ActorIx, Day>) {
    let timeline = scope.timeline;
    let registry = &timeline.store().registry;
    let mut known: HashMap<ActorIx, Acts> = HashMap::new();
    let mut coarse: HashMap<ActorIx, Day> = HashMap::new();
    for ix in timeline.order() {
        let event = timeline.event(*ix);
        let first = event.date.first_day();
        if first > window.until || !is_act(event.status) {
            continue;
        }
        let mut actors: HashSet<ActorIx> = HashSet::new();
        for actor in acting(event) {
            actors.extend(registry.counts_for(actor, &event.date));
        }
        let last = event.date.last_day();
        if event.date.precision() > Precision::Day || event.date.marks().any_doubt() || first == Day::MIN {
            for actor in actors {
                let until = coarse.entry(actor).or_insert(last);
                *until = last.max(*until);
            }
            continue;
        }
        let filled = if last.0.saturating_sub(first.0) < BACKDROP { last } else { first };
        for actor in actors {
            known.entry(actor).or_default().push((first, filled, *ix));
        }
    }
    (known, coarse)
}

/// Whether an entry of this status says that somebody did something: a plan does not.
fn is_act(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Alleged | Status::Rumoured)
}

/// Who did something in `event`: not who was struck, spoken to, spoken about or looked on.
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
