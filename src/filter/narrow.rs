//! Narrowing by the index: the events for which a test can be true, without testing any of them.

use super::field::{Field, Has};
use super::plan::{Needle, RowTest, Test};
use super::value::{Numbers, Pattern};
use crate::event::date::{Day, Range};
use crate::event::{EventIx, Word};
use crate::timeline::clock::Response;
use crate::timeline::index::dates::Dates;
use crate::timeline::index::figures::{FigureRow, Figures, Fitting};
use crate::timeline::{EventSet, IndexKey, Timeline};

/// What the index knows about a test before any event is tested.
pub(super) enum Narrowing {
    /// The test is true for exactly these events.
    To(EventSet),
    /// The test is false for all other events.
    Within(EventSet),
    /// The index does not help; every event has to be tested.
    Not,
}

/// Returns what the index knows about `test`; texts are searched only in the events of `among`.
pub(super) fn narrowed(test: &Test, timeline: &Timeline, among: &std::ops::Range<usize>) -> Narrowing {
    let index = timeline.index();
    let all = |lists: &mut dyn Iterator<Item = &[u32]>| {
        let mut set = index.set(&[]);
        for ix in lists.flatten() {
            set.insert(EventIx(*ix));
        }
        set
    };
    match test {
        Test::Exactly(None, actors) => Narrowing::Within(all(&mut actors.iter().map(|a| index.actor(*a)))),
        Test::Exactly(Some(role), actors) => {
            Narrowing::Within(all(&mut actors.iter().map(|a| index.role(*role, *a))))
        }
        Test::ExactlyAt(venues) => Narrowing::Within(all(&mut venues.iter().map(|v| index.venue(*v)))),
        Test::Possible(ranges) => overlapping(timeline, ranges),
        Test::Logged(ranges) => dated(timeline, index.logged(), ranges),
        Test::Published(ranges) => dated(timeline, index.published(), ranges),
        Test::Certain(ranges) => match overlapping(timeline, ranges) {
            Narrowing::To(set) => Narrowing::To(certain(timeline, ranges, &set)),
            other => other,
        },
        Test::Rel(letters) => Narrowing::To(worded(timeline, IndexKey::Reliability, |word| {
            letters.iter().any(|l| l.word() == word)
        })),
        Test::Cred(digits) => Narrowing::To(worded(timeline, IndexKey::Credibility, |word| {
            digits.iter().any(|d| d.word() == word)
        })),
        Test::Sources(numbers) => counted(index.source_counts(), numbers),
        Test::Roots(numbers) => counted(index.root_counts(), numbers),
        Test::Lag(lags) => {
            let within = |response: Response| lags.iter().any(|lag| lag.hold(response));
            let mut set = index.set(&[]);
            let answers = timeline.responses().iter().filter(|(_, response)| within(*response));
            answers.for_each(|(ix, _)| set.insert(*ix));
            Narrowing::To(set)
        }
        Test::FigureTerms(tests) => {
            Narrowing::To(counting(timeline.index().figures(), tests, index.set(&[])))
        }
        Test::Has(words) => having(timeline, words),
        Test::Text(field, needles) => saying(timeline, *field, needles, among),
        Test::About(_) => Narrowing::Not,
    }
}

/// Returns the events that have a word of the key `of` for which `fits` is true.
pub(super) fn worded(timeline: &Timeline, of: IndexKey, fits: impl Fn(&str) -> bool) -> EventSet {
    let mut set = timeline.index().set(&[]);
    for (_, events) in timeline.index().words(of).filter(|(word, _)| fits(word)) {
        for ix in events {
            set.insert(EventIx(*ix));
        }
    }
    set
}

/// Returns the events that overlap one of `ranges`; exact if all ranges are whole days.
fn overlapping(timeline: &Timeline, ranges: &[Range]) -> Narrowing {
    let index = timeline.index();
    overlapping_by(timeline, ranges, |first, last, set| index.overlapping(first, last, set))
}

/// Returns the same as [`overlapping`] for dates other than the events' own.
fn dated(timeline: &Timeline, dates: &Dates, ranges: &[Range]) -> Narrowing {
    overlapping_by(timeline, ranges, |first, last, set| dates.overlapping(first, last, set))
}

fn overlapping_by(
    timeline: &Timeline,
    ranges: &[Range],
    overlap: impl Fn(Day, Day, &mut EventSet),
) -> Narrowing {
    let mut set = timeline.index().set(&[]);
    let mut whole = true;
    for range in ranges {
        if let Some((first, last)) = range.whole_days() {
            overlap(first, last, &mut set);
        } else {
            // On any clock in the world, an instant lies within a day of its UTC day.
            let (first, last) = range.day_bounds();
            whole = false;
            overlap(
                first.map_or(Day::MIN, |day| day.plus_days(-1)),
                last.map_or(Day::MAX, |day| day.plus_days(1)),
                &mut set,
            );
        }
    }
    if whole { Narrowing::To(set) } else { Narrowing::Within(set) }
}

/// Returns those of `overlapping` that lie in one of `ranges` whatever their exact day is; the ranges are
/// whole days.
fn certain(timeline: &Timeline, ranges: &[Range], overlapping: &EventSet) -> EventSet {
    let index = timeline.index();
    let doubted = worded(timeline, IndexKey::Property, |name| name == "doubted");
    let inside = |ix: EventIx| {
        let (start, end) = index.days(ix);
        ranges.iter().filter_map(Range::whole_days).any(|(first, last)| start >= first && end <= last)
    };
    let mut set = index.set(&[]);
    for ix in overlapping.iter().filter(|ix| !doubted.contains(*ix) && inside(*ix)) {
        set.insert(ix);
    }
    set
}

/// Returns the events whose count is in one of `numbers`.
fn counted(counts: &[u16], numbers: &[Numbers]) -> Narrowing {
    let fits = |count: u16| numbers.iter().any(|n| n.hold(count.into(), Some(count.into())));
    // Most counts are small, so each small number is tested only once.
    let small: Vec<bool> = (0..64).map(fits).collect();
    let set = EventSet::where_(counts.len(), |ix| {
        let count = counts[ix.index()];
        small.get(usize::from(count)).copied().unwrap_or_else(|| fits(count))
    });
    // The largest count also stands for larger ones.
    if counts.contains(&u16::MAX) { Narrowing::Not } else { Narrowing::To(set) }
}

/// What a figure must satisfy, with its words already looked up.
enum Counting<'t> {
    Weapon(Fitting),
    Metric(Fitting),
    By(Fitting),
    Count(Option<Fitting>, &'t [Numbers]),
}

impl<'t> Counting<'t> {
    fn of(test: &'t RowTest, figures: &Figures) -> Self {
        let fitting = |patterns: &[Pattern]| figures.fitting(|word| patterns.iter().any(|p| p.matches(word)));
        match test {
            RowTest::Weapon(patterns) => Self::Weapon(fitting(patterns)),
            RowTest::Metric(patterns) => Self::Metric(fitting(patterns)),
            RowTest::By(actors) => Self::By(figures.claimed_by(actors)),
            RowTest::Count(metric, numbers) => {
                Self::Count(metric.map(|metric| figures.fitting(|word| word == metric)), numbers)
            }
        }
    }

    fn holds(&self, row: FigureRow) -> bool {
        match self {
            Self::Weapon(fitting) => fitting.weapon(row),
            Self::Metric(fitting) => fitting.metric(row),
            Self::By(fitting) => fitting.claimants(row),
            Self::Count(metric, numbers) => {
                metric.as_ref().is_none_or(|metric| metric.metric(row))
                    && row.bounds().is_some_and(|(low, high)| numbers.iter().any(|n| n.hold(low, high)))
            }
        }
    }
}

/// Adds the events with a figure for which all `tests` are true.
fn counting(figures: &Figures, tests: &[RowTest], mut into: EventSet) -> EventSet {
    let tests: Vec<Counting<'_>> = tests.iter().map(|test| Counting::of(test, figures)).collect();
    for row in figures.rows().filter(|row| tests.iter().all(|test| test.holds(*row))) {
        into.insert(row.event());
    }
    into
}

fn having(timeline: &Timeline, words: &[Has]) -> Narrowing {
    if words.contains(&Has::Response) {
        return Narrowing::Not;
    }
    let mut set = worded(timeline, IndexKey::Property, |name| words.iter().any(|word| word.word() == name));
    if words.contains(&Has::Link) {
        let events = &timeline.store().events;
        set.unite(&EventSet::where_(events.len(), |ix| {
            !events.links(ix).is_empty() || !timeline.back_links(ix).is_empty()
        }));
    }
    Narrowing::To(set)
}

/// Returns the events whose text contains one of `needles`; the index does not help if one is a regular
/// expression.
fn saying(
    timeline: &Timeline,
    field: Field,
    needles: &[Needle],
    among: &std::ops::Range<usize>,
) -> Narrowing {
    let part = field.part();
    let mut set = timeline.index().set(&[]);
    for needle in needles {
        match needle {
            Needle::Folded(text) => set.unite(&timeline.saying(text, part, among)),
            Needle::Regex(_) => return Narrowing::Not,
        }
    }
    Narrowing::To(set)
}
