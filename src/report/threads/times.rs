//! Response times by actor: counts, and medians of the least and of the greatest times, never of values between them.

use std::collections::HashMap;

use crate::event::{Basis, Event, EventIx, Kind, Link, Role, Word as _};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::clock::{self, A_DAY, Response, Within};

/// An actor with fewer answers than this has no row of its own.
pub(super) const FEW: usize = 3;

/// The response times of all statements in the filter, in total and by actor.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    pub(super) all: Tally,
    /// The times by speaker, most answers first, then by name. An answer of two speakers counts for both. `None` is
    /// for answers that name no speaker.
    pub(super) by_actor: Vec<(Option<ActorIx>, Tally)>,
    /// The total for all actors with fewer than three answers, each answer counted once.
    pub(super) of_few: Tally,
    /// Statements that would answer if they had occurred.
    pub(super) beside: Vec<EventIx>,
}

/// A tally of response times. A statement counts once for each event that it answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// The number within 24 hours after the event they answer.
    pub(super) yes: usize,
    /// The number within 24 hours of the event they answer, before or after it.
    pub(super) yes_in_either_order: usize,
    pub(super) possible: usize,
    pub(super) no: usize,
    /// How many of these three may have come before the event they answer.
    pub(super) order_uncertain: usize,
    /// The number that certainly came before the event they answer.
    pub(super) preemptive: usize,
    /// The number whose time no date bounds.
    pub(super) unknown: usize,
    /// The number of links known in each way, by index in [`Basis::ALL`](crate::event::Word::ALL). Of several links
    /// to one event, the best counts.
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

/// Returns the speakers, each once, or a single `None` if nobody is named.
fn speakers(event: &Event) -> Vec<Option<ActorIx>> {
    let mut speakers: Vec<Option<ActorIx>> = event.in_role(Role::Speaker).map(Some).collect();
    speakers.sort_unstable();
    speakers.dedup();
    if speakers.is_empty() {
        speakers.push(None);
    }
    speakers
}

/// Returns whether it is a statement that would answer another event if it had occurred.
fn would_answer(event: &Event, ix: EventIx) -> bool {
    let answers = |link: &Link| link.kind.answers() && link.to != ix;
    event.kind == Kind::Statement && !event.occurred() && event.links.iter().any(answers)
}

/// Returns how it is known that `answer` answers `to`, by the best of its links.
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

    /// Returns how many have a lag.
    pub(super) fn timed(&self) -> usize {
        self.yes + self.yes_in_either_order + self.possible + self.no
    }

    /// Returns how many there are, with a lag or without.
    pub(super) fn total(&self) -> usize {
        self.timed() + self.preemptive + self.unknown
    }

    /// Returns whether there are too few for a row of their own: a median of two says nothing.
    pub(super) fn is_of_few(&self) -> bool {
        self.total() < FEW
    }

    /// Returns the number of links known in each way, without ways that do not occur.
    pub(super) fn bases(&self) -> impl Iterator<Item = (Basis, usize)> + '_ {
        Basis::ALL.iter().copied().zip(self.bases).filter(|(_, count)| *count > 0)
    }

    /// Returns the median of the least times, in seconds.
    pub(super) fn median_least(&self) -> Option<i64> {
        let mut all = self.least.clone();
        all.sort_unstable();
        let (low, high) = middle(&all)?;
        Some(low + (high - low).div_euclid(2))
    }

    /// Returns the median of the greatest times, in seconds, or `None` if it has no known end.
    pub(super) fn median_most(&self) -> Option<i64> {
        let mut all: Vec<i64> = self.most.iter().map(|most| most.unwrap_or(i64::MAX)).collect();
        all.sort_unstable();
        let (low, high) = middle(&all)?;
        (high != i64::MAX).then(|| low + (high - low + 1).div_euclid(2))
    }
}

/// Returns the two middle values of a sorted list. For an odd length, returns the middle value twice.
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
