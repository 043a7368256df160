//! Evaluation: the events that match the tests and event sets of a plan.
//!
//! Whatever the index lists is already a set when a plan is made; the other tests run only on events that are
//! still candidates, the cheap tests first.

use std::borrow::Cow;
use std::ops::Range;

use super::field::{Field, Has};
use super::narrow::{Narrowing, narrowed};
use super::plan::{Needle, Plan, Position, RowTest, Test};
use crate::event::{Event, EventIx, Figure};
use crate::registry::ActorIx;
use crate::timeline::claims::claimant;
use crate::timeline::{EventSet, Timeline, clock, texts};

/// The events that a plan is evaluated on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within<'w> {
    pub(super) events: &'w EventSet,
    /// A range that contains all of them, and to which text searches are limited.
    pub(super) run: &'w Range<usize>,
}

impl<'w> Within<'w> {
    /// Returns the same range with fewer events.
    pub(super) fn only(self, events: &'w EventSet) -> Self {
        Self { events, ..self }
    }
}

impl Plan {
    /// Returns the events of `within` that match.
    pub(super) fn run(&self, timeline: &Timeline, within: Within<'_>) -> EventSet {
        match self {
            Self::All(parts) => {
                let mut remaining = within.events.clone();
                let mut order: Vec<&Self> = parts.iter().collect();
                order.sort_by_key(|part| part.cost());
                for part in order {
                    if remaining.is_empty() {
                        break;
                    }
                    remaining = part.run(timeline, within.only(&remaining));
                }
                remaining
            }
            Self::Any(parts) => {
                let mut found = EventSet::none(within.events.capacity());
                for part in parts {
                    found.unite(&part.run(timeline, within));
                }
                found
            }
            Self::Not(part) => {
                let mut remaining = part.run(timeline, within);
                remaining.invert();
                remaining.intersect(within.events);
                remaining
            }
            Self::Listed(set) => {
                let mut set = set.clone();
                set.intersect(within.events);
                set
            }
            Self::Test(test) => {
                // Testing a few events one by one is faster than using the index of all events.
                let few = within.events.len() < within.run.len() / 64;
                let narrowed = if few { Narrowing::Not } else { narrowed(test, timeline, within.run) };
                let asked = match narrowed {
                    Narrowing::To(mut set) => {
                        set.intersect(within.events);
                        return set;
                    }
                    Narrowing::Within(mut set) => {
                        set.intersect(within.events);
                        Cow::Owned(set)
                    }
                    Narrowing::Not => Cow::Borrowed(within.events),
                };
                let mut found = EventSet::none(asked.capacity());
                for ix in asked.iter_in(within.run.clone()).filter(|ix| test.holds(timeline, *ix)) {
                    found.insert(ix);
                }
                found
            }
        }
    }

    /// Estimates the cost of testing one event.
    fn cost(&self) -> u32 {
        match self {
            Self::Listed(_) => 0,
            Self::Test(Test::Text(..)) => 100,
            Self::Test(Test::Lag(_)) => 10,
            Self::Test(_) => 1,
            Self::Not(part) => part.cost(),
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::cost).sum(),
        }
    }
}

impl Test {
    fn holds(&self, timeline: &Timeline, ix: EventIx) -> bool {
        if let Self::Text(field, needles) = self {
            return needles.iter().any(|needle| needle.is_in(timeline, ix, *field));
        }
        let event = timeline.event(ix);
        match self {
            Self::Exactly(None, actors) => event.everyone().iter().any(|a| actors.contains(a)),
            Self::Exactly(Some(role), actors) => event.in_role(*role).any(|a| actors.contains(&a)),
            Self::ExactlyAt(venues) => event.everywhere().iter().any(|v| venues.contains(v)),
            Self::Possible(ranges) => ranges.iter().any(|range| event.date.possible(range)),
            Self::Logged(ranges) => {
                event.logged.as_ref().is_some_and(|date| ranges.iter().any(|range| date.possible(range)))
            }
            Self::Published(ranges) => {
                let date = timeline.published(event);
                date.is_some_and(|date| ranges.iter().any(|range| date.possible(range)))
            }
            Self::Certain(ranges) => ranges.iter().any(|range| event.date.certain(range)),
            Self::About(positions) => positions.iter().any(|position| position.is_taken(event)),
            Self::Rel(letters) => letters.contains(&event.grade.reliability),
            Self::Cred(digits) => digits.contains(&event.grade.credibility),
            Self::Sources(numbers) => {
                let count = timeline.pages(ix) as u64;
                numbers.iter().any(|n| n.hold(count, Some(count)))
            }
            Self::Roots(numbers) => {
                let count = timeline.roots(ix) as u64;
                numbers.iter().any(|n| n.hold(count, Some(count)))
            }
            Self::Lag(lags) => {
                let lag = |response| lags.iter().any(|l| l.hold(response));
                clock::responses(timeline.store(), ix).into_iter().any(|(_, response)| lag(response))
            }
            Self::FigureTerms(tests) => {
                rows(event).any(|row| tests.iter().all(|test| test.holds(row, event, timeline)))
            }
            Self::Has(words) => words.iter().any(|word| has(timeline, ix, *word)),
            Self::Text(..) => false,
        }
    }
}

impl Position {
    fn is_taken(&self, event: &Event) -> bool {
        event.about.iter().any(|about| {
            about.claim == self.claim
                && (about.hedged || !self.hedged)
                && self.stance.as_ref().is_none_or(|stance| {
                    event.stance_on(*about).is_some_and(|s| stance.matches(crate::event::Word::word(s)))
                })
        })
    }
}

/// Returns the figures of an event and of its sessions.
pub(super) fn rows(event: &Event) -> impl Iterator<Item = &Figure> {
    event.figures.iter().chain(event.sessions.iter().flat_map(|s| &s.figures))
}

impl RowTest {
    fn holds(&self, row: &Figure, event: &Event, timeline: &Timeline) -> bool {
        match self {
            Self::By(actors) => claimant(row, event).into_iter().any(|claimant| {
                let over = timeline.store().registry.belongs_to(claimant, &event.date);
                let fits =
                    |(actor, named): &(ActorIx, bool)| *actor == claimant || (!named && over.contains(actor));
                actors.iter().any(fits)
            }),
            Self::Weapon(patterns) => {
                row.weapon.as_ref().is_some_and(|weapon| patterns.iter().any(|p| p.matches(weapon)))
            }
            Self::Metric(patterns) => patterns.iter().any(|p| p.matches(&row.metric)),
            Self::Count(metric, numbers) => {
                metric.is_none_or(|metric| metric == row.metric)
                    && row.count.bounds().is_some_and(|(low, high)| numbers.iter().any(|n| n.hold(low, high)))
            }
        }
    }
}

fn has(timeline: &Timeline, ix: EventIx, word: Has) -> bool {
    let event = timeline.event(ix);
    match word {
        Has::Quote => !event.quotes.is_empty(),
        Has::Venue => !event.everywhere().is_empty(),
        Has::Source => !event.sources.is_empty(),
        Has::Archive => {
            let archived = |s| !timeline.store().registry.source(s).archive.is_empty();
            !event.sources.is_empty() && event.sources.iter().copied().all(archived)
        }
        Has::Figures => rows(event).next().is_some(),
        Has::About => !event.about.is_empty(),
        Has::Link => !event.links.is_empty() || !timeline.back_links(ix).is_empty(),
        Has::Response => timeline.threads().reactions(ix).answered(),
        Has::Conflict => !event.conflicts.is_empty(),
        Has::Note => event.note.is_some(),
        Has::End => event.date.is_range(),
    }
}

impl Needle {
    fn is_in(&self, timeline: &Timeline, ix: EventIx, field: Field) -> bool {
        match self {
            Self::Folded(text) => {
                let part = field.part();
                timeline.texts_with(part).part(ix, part).contains(text.as_str())
            }
            Self::Regex(regex) => parts(timeline, ix, field).any(|part| regex.is_match(part)),
        }
    }
}

/// Returns the texts of an event that `field` searches, as written.
fn parts(timeline: &Timeline, ix: EventIx, field: Field) -> Box<dyn Iterator<Item = &str> + '_> {
    let event = timeline.event(ix);
    let sources = || event.cited().map(|(source, _)| timeline.store().registry.source(source));
    match field {
        Field::Title => Box::new(std::iter::once(event.title.as_str())),
        Field::Quote => Box::new(texts::quotes(event)),
        Field::Url => Box::new(sources().flat_map(texts::addresses)),
        Field::Cite => Box::new(sources().flat_map(texts::citations)),
        _ => Box::new(texts::parts(timeline.store(), event)),
    }
}
