//! Response times by actor: counts, and medians of the least and of the most, never of anything between.

use std::collections::HashMap;

use crate::event::{Basis, Event, EventIx, Kind, Link, Role, Word as _};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::clock::{self, A_DAY, Response, Within};

/// Fewer answers than this make no row of their own.
pub(super) const FEW: usize = 3;

/// Response times of all statements in the filter, and by who answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    pub(super) all: Tally,
    /// By speaker, an answer of two speakers with both; none: it names no speaker. Most first, then by name.
    pub(super) by_actor: Vec<(Option<ActorIx>, Tally)>,
    /// What the answers of all who have fewer than three come to, each answer once.
    pub(super) of_few: Tally,
    /// Statements that would answer if they had occurred.
    pub(super) beside: Vec<EventIx>,
}

/// Response times counted; one for each event that a statement answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Within 24 hours, and after what they answer.
    pub(super) yes: usize,
    /// Within 24 hours of what they answer, before or after it.
    pub(super) yes_in_either_order: usize,
    pub(super) possible: usize,
    pub(super) no: usize,
    /// Of these three: those that may have come before what they answer.
    pub(super) order_uncertain: usize,
    /// Certainly came before what they answer.
    pub(super) preemptive: usize,
    /// No date bounds them.
    pub(super) unknown: usize,
    /// How the links are known, by place in [`Basis::ALL`](crate::event::Word::ALL); of several to one event the best.
    bases: [usize; Basis::ALL.len()],
    least: Vec<i64>,
    most: Vec<Option<i64>>,
}

impl Times {
    pub(super) fn new(scope: &Scope<'_>) -> Self {
        let (timeline, registry) = (scope.timeline, &scope.timeline.store().registry);
        let mut times = Self::default();
        let mut by_actor: HashMap<Option<ActorIx>, Tally> = HashMap::new();
        let mut answers: Vec<(Vec<Option<ActorIx>>, Basis, Response)> = Vec::new();
        for ix in scope.shown {
            let event = timeline.event(*ix);
            if would_answer(event, *ix) {
                times.beside.push(*ix);
            }
            let speakers = speakers(event);
            for (to, response) in clock::responses(timeline.store(), *ix) {
                let basis = basis(event, to);
                times.all.add(response, basis);
                for speaker in &speakers {
                    by_actor.entry(*speaker).or_default().add(response, basis);
                }
                answers.push((speakers.clone(), basis, response));
            }
        }
        let few = |who: &Option<ActorIx>| by_actor.get(who).is_some_and(Tally::is_of_few);
        for (_, basis, response) in answers.iter().filter(|(speakers, ..)| speakers.iter().any(few)) {
            times.of_few.add(*response, *basis);
        }
        let mut rows: Vec<(Option<ActorIx>, Tally)> = by_actor.into_iter().collect();
        let name = |who: Option<ActorIx>| who.map(|who| registry.actor(who).name.as_str());
        rows.sort_by(|(a, x), (b, y)| {
            (a.is_none(), y.total(), name(*a), *a).cmp(&(b.is_none(), x.total(), name(*b), *b))
        });
        times.by_actor = rows;
        times
    }
}

/// Who says it, each once; none: nobody is named.
fn speakers(event: &Event) -> Vec<Option<ActorIx>> {
    let mut speakers: Vec<Option<ActorIx>> = event.in_role(Role::Speaker).map(Some).collect();
    speakers.sort_unstable();
    speakers.dedup();
    if speakers.is_empty() {
        speakers.push(None);
    }
    speakers
}

/// Whether it is a statement that would answer another event if it had occurred.
fn would_answer(event: &Event, ix: EventIx) -> bool {
    let answers = |link: &Link| link.kind.answers() && link.to != ix;
    event.kind == Kind::Statement && !event.occurred() && event.links.iter().any(answers)
}

/// How it is known that `answer` answers `to`, by the best of its links.
fn basis(answer: &Event, to: EventIx) -> Basis {
    let links = answer.links.iter().filter(|link| link.to == to && link.kind.answers());
    links.map(|link| link.basis).min_by_key(|basis| *basis as u8).unwrap_or_default()
}

impl Tally {
    fn add(&mut self, response: Response, basis: Basis) {
        self.bases[basis as usize] += 1;
        match (response, response.within(A_DAY)) {
            (Response::After { min, max, order_uncertain, .. }, Some(within)) => {
                match within {
                    Within::Yes if order_uncertain => self.yes_in_either_order += 1,
                    Within::Yes => self.yes += 1,
                    Within::Possible => self.possible += 1,
                    Within::No => self.no += 1,
                }
                self.order_uncertain += usize::from(order_uncertain);
                self.least.push(min);
                self.most.push(max);
            }
            (Response::Preemptive, _) => self.preemptive += 1,
            _ => self.unknown += 1,
        }
    }

    /// How many have a lag.
    pub(super) fn timed(&self) -> usize {
        self.yes + self.yes_in_either_order + self.possible + self.no
    }

    /// How many there are, with a lag or without.
    pub(super) fn total(&self) -> usize {
        self.timed() + self.preemptive + self.unknown
    }

    /// Whether it is too few for a row of its own: a median of two says nothing.
    pub(super) fn is_of_few(&self) -> bool {
        self.total() < FEW
    }

    /// How many links are known in each way that occurs.
    pub(super) fn bases(&self) -> impl Iterator<Item = (Basis, usize)> + '_ {
        Basis::ALL.iter().copied().zip(self.bases).filter(|(_, count)| *count > 0)
    }

    /// The median of the least that each took, in seconds.
    pub(super) fn median_least(&self) -> Option<i64> {
        let mut all = self.least.clone();
        all.sort_unstable();
        let (low, high) = middle(&all)?;
        Some(low + (high - low).div_euclid(2))
    }

    /// The median of the most that each took, in seconds; none where it has no known end.
    pub(super) fn median_most(&self) -> Option<i64> {
        let mut all: Vec<i64> = self.most.iter().map(|most| most.unwrap_or(i64::MAX)).collect();
        all.sort_unstable();
        let (low, high) = middle(&all)?;
        (high != i64::MAX).then(|| low + (high - low + 1).div_euclid(2))
    }
}

/// The two values in the middle of a sorted list; of an odd number the one, twice.
fn middle(sorted: &[i64]) -> Option<(i64, i64)> {
    Some((*sorted.get(sorted.len().checked_sub(1)? / 2)?, *sorted.get(sorted.len() / 2)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::clock::Fine;

    fn after(min: i64, max: Option<i64>, order_uncertain: bool) -> Response {
        Response::After { min, max, order_uncertain, doubted: false, fine: Fine::default() }
    }

    #[test]
    fn medians_are_of_the_bounds_not_of_what_lies_between() {
        let mut tally = Tally::default();
        for (min, max) in [(0, Some(48)), (10, Some(20)), (30, Some(40)), (100, None)] {
            tally.add(after(min, max, false), Basis::Stated);
        }
        assert_eq!(tally.median_least(), Some(20), "of 0, 10, 30, 100");
        assert_eq!(tally.median_most(), Some(44), "of 20, 40, 48 and an open end");
        tally.add(after(500, None, true), Basis::Stated);
        assert_eq!(tally.median_least(), Some(30), "of an odd number the middle one");
        assert_eq!(tally.median_most(), Some(48), "open ends stand last");
        tally.add(after(0, None, true), Basis::Stated);
        assert_eq!(tally.median_most(), None, "half of them have no end: nor has the median");
    }

    #[test]
    fn what_is_within_a_day_only_if_it_came_after_is_told_apart() {
        let mut tally = Tally::default();
        for (min, max, order_uncertain) in [(0, 3600, true), (60, 3600, false), (0, 48 * 3600, true)] {
            tally.add(after(min, Some(max), order_uncertain), Basis::Inferred);
        }
        assert_eq!((tally.yes, tally.yes_in_either_order, tally.possible), (1, 1, 1), "each in one count");
        assert_eq!(
            tally.bases().collect::<Vec<_>>(),
            [(Basis::Inferred, 3)],
            "and how their links are known"
        );
    }

    #[test]
    fn what_has_no_lag_enters_no_median() {
        let mut tally = Tally::default();
        tally.add(Response::Preemptive, Basis::Stated);
        tally.add(Response::Unknown, Basis::Stated);
        assert_eq!(
            (tally.median_least(), tally.median_most()),
            (None, None),
            "there is nothing to take it of"
        );
        assert_eq!(
            (tally.timed(), tally.preemptive, tally.unknown, tally.total()),
            (0, 1, 1, 2),
            "but they count"
        );
    }
}
