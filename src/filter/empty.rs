//! Why a filter leaves nothing: what it would leave without one of its terms.

use super::field::Field;
use super::node::{Node, all_of};
use super::{Context, Filter};
use crate::event::EventIx;
use crate::event::date::{Day, Range};
use crate::text::counted;
use crate::timeline::Timeline;

/// What would not leave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Emptied {
    /// Nothing lies in the range, but the rest of the filter has events outside it.
    Range {
        /// The first and last day of the range; `None` where it is open.
        days: (Option<Day>, Option<Day>),
        /// The rest of the filter, as written in normal form; empty if there is none.
        rest: String,
        /// The first and last day of the last event of the rest before the range.
        before: Option<Span>,
        /// The same of the first one after it.
        after: Option<Span>,
    },
    /// Terms without which something remains, most first, with how many events that is.
    Terms(Vec<(String, usize)>),
    /// No single term is to blame; these match nothing in the whole store.
    Alone(Vec<String>),
}

/// Number of terms that the sentence names.
const NAMED: usize = 2;

/// Returns why `filter` leaves nothing; `None` if one term says it all, or if it cannot be told.
#[must_use]
pub(crate) fn emptied(filter: &Filter, timeline: &Timeline, context: Context<'_>) -> Option<Emptied> {
    let parts = filter.root.conjuncts();
    let left = |parts: Vec<Node>| {
        let filter = Filter::from_root(all_of(parts));
        let found = filter.bind(timeline, context).ok()?.run(timeline);
        Some((filter, found))
    };
    let (dated, others): (Vec<&Node>, Vec<&Node>) =
        parts.iter().partition(|part| range_of(part, context).is_some());
    let range = dated.iter().filter_map(|part| range_of(part, context)).reduce(narrower);
    if let Some(days) = range
        && let Some((rest, found)) = left(others.into_iter().cloned().collect())
        && !found.is_empty()
    {
        let (before, after) = beside(days, found.iter(), timeline);
        if before.is_some() || after.is_some() {
            return Some(Emptied::Range { days, rest: rest.to_string(), before, after });
        }
    }
    if parts.len() < 2 {
        return None;
    }
    let without = |ix: usize| {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != ix);
        let (_, found) = left(others.map(|(_, part)| part.clone()).collect())?;
        Some((parts.get(ix)?.to_string(), found.len()))
    };
    let mut terms: Vec<(String, usize)> =
        (0..parts.len()).filter_map(without).filter(|(_, n)| *n > 0).collect();
    if !terms.is_empty() {
        terms.sort_by_key(|(_, remaining)| std::cmp::Reverse(*remaining));
        return Some(Emptied::Terms(terms));
    }
    let alone =
        parts.iter().filter(|part| left(vec![(*part).clone()]).is_some_and(|(_, found)| found.is_empty()));
    let alone: Vec<String> = alone.map(ToString::to_string).collect();
    (!alone.is_empty()).then_some(Emptied::Alone(alone))
}

/// Returns the days of a term that wants an event's own date in one range.
fn range_of(part: &Node, context: Context<'_>) -> Option<(Option<Day>, Option<Day>)> {
    let term = part.as_term()?;
    if !matches!(term.field, Field::Date | Field::During | Field::Since | Field::Until) {
        return None;
    }
    let [value] = term.values.as_slice() else { return None };
    let range = Range::parse(&value.text, context.now).ok()?;
    let range = match term.field {
        Field::Since => Range::since(&range),
        Field::Until => Range::until(&range),
        _ => range,
    };
    Some(range.day_bounds())
}

/// The first and last day of an event.
type Span = (Day, Day);
/// The first and last day of a range; `None` where it is open.
type Days = (Option<Day>, Option<Day>);

fn narrower(a: Days, b: Days) -> Days {
    let latest = |x: Option<Day>, y: Option<Day>| if x.is_some() && y.is_some() { x.max(y) } else { x.or(y) };
    let earliest =
        |x: Option<Day>, y: Option<Day>| if x.is_some() && y.is_some() { x.min(y) } else { x.or(y) };
    (latest(a.0, b.0), earliest(a.1, b.1))
}

/// Returns the days of the last of `events` before a range, and of the first after it.
fn beside(
    (first, last): Days,
    events: impl Iterator<Item = EventIx>,
    timeline: &Timeline,
) -> (Option<Span>, Option<Span>) {
    let days = events.map(|ix| timeline.index().days(ix));
    let dated: Vec<Span> = days.filter(|(day, end)| *day > Day::MIN && *end < Day::MAX).collect();
    let before = dated.iter().filter(|(_, end)| first.is_some_and(|first| *end < first)).max();
    let after = dated.iter().filter(|(day, _)| last.is_some_and(|last| *day > last)).min();
    (before.copied(), after.copied())
}

/// Returns `on 22 Dec 2025`, or for an event that is known less exactly `between 1 Nov 2025 and 30 Nov 2025`.
fn when((first, last): Span) -> String {
    if first == last {
        format!("on {}", first.short())
    } else {
        format!("between {} and {}", first.short(), last.short())
    }
}

/// Says it in one line, without a full stop: `nothing since 21 Nov 2026; the last event is on 22 Dec 2025`.
impl std::fmt::Display for Emptied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Range { days, rest, before, after } => {
                match days {
                    (Some(first), None) => write!(f, "nothing since {}", first.short())?,
                    (None, Some(last)) => write!(f, "nothing until {}", last.short())?,
                    (Some(first), Some(last)) if first == last => write!(f, "nothing on {}", first.short())?,
                    (Some(first), Some(last)) if first < last => {
                        write!(f, "nothing from {} to {}", first.short(), last.short())?;
                    }
                    _ => f.write_str("no day is in all of these ranges")?,
                }
                let of = if rest.is_empty() { String::new() } else { format!(" with {rest}") };
                match (before, after) {
                    (Some(before), Some(after)) => write!(
                        f,
                        "; the last event{of} before is {}, the first after {}",
                        when(*before),
                        when(*after)
                    ),
                    (Some(before), None) => write!(f, "; the last event{of} is {}", when(*before)),
                    (None, Some(after)) => write!(f, "; the first event{of} is {}", when(*after)),
                    (None, None) => Ok(()),
                }
            }
            Self::Terms(terms) => {
                let each = terms.iter().take(NAMED).enumerate().map(|(at, (term, n))| match at {
                    0 => format!(
                        "without {term} {} {}",
                        counted(*n, "event"),
                        if *n == 1 { "remains" } else { "remain" }
                    ),
                    _ => format!("without {term} {}", crate::text::thousands(*n as u64)),
                });
                f.write_str(&each.collect::<Vec<String>>().join(", "))
            }
            Self::Alone(terms) => {
                let terms: Vec<&str> = terms.iter().take(NAMED).map(String::as_str).collect();
                let verb = if terms.len() == 1 {
                    "matches nothing in the whole store"
                } else {
                    "each match nothing in the whole store"
                };
                write!(f, "{} {verb}", terms.join(" and "))
            }
        }
    }
}
