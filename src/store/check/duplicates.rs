//! Events that were logged twice, in other words.
//!
//! Two records are reported if they have the same kind, overlapping dates, the same actors in the same roles, and a
//! common page or figure, and no link connects them. A talk and its readout have different kinds. Two remarks in one
//! article share a page but say different things, so statements are also compared by what they say.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Doubt;
use crate::event::{Count, Event, EventIx, Kind, Status};
use crate::registry::Registry;
use crate::registry::address::page;
use crate::store::Store;
use crate::store::build::fault::steps;
use crate::text::fold;

/// A page or figure that two records share.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Shared {
    /// A page, by the key of its address.
    Page(String),
    /// A figure: weapon, metric, count and the actors who claim it.
    Figure(Option<String>, String, Count, Vec<u32>),
}

/// The kind, and the actors with their roles.
type Cast = (Kind, BTreeSet<(u8, u32)>);

/// Looks for pairs. The later record of a pair is reported, and its message names the earlier one.
pub(super) fn look(store: &Store, doubts: &mut Vec<Doubt>) {
    // Kept in the order in which each is first met, so that two runs report the same.
    let mut groups: Vec<(Shared, Vec<EventIx>)> = Vec::new();
    let mut group_of: HashMap<(Cast, Shared), usize> = HashMap::new();
    for (ix, event) in store.events.each() {
        if event.status == Status::Cancelled {
            continue;
        }
        let Some(cast) = cast(&event) else { continue };
        for shared in shared(&store.registry, &event) {
            let group = *group_of.entry((cast.clone(), shared.clone())).or_insert_with(|| {
                groups.push((shared, Vec::new()));
                groups.len() - 1
            });
            groups[group].1.push(ix);
        }
    }
    let mut reported = HashSet::new();
    for (shared, all) in groups {
        for (nth, later) in all.iter().enumerate().skip(1) {
            let event = store.event(*later);
            let before = all.get(..nth).unwrap_or_default().iter().rev();
            let twin = before
                .copied()
                .find(|earlier| is_twin(store.event(*earlier), event, *earlier, *later, &shared));
            let Some(twin) = twin.filter(|twin| reported.insert((*twin, *later))) else { continue };
            doubts.push(doubt(store, twin, *later, &shared));
        }
    }
}

fn doubt(store: &Store, twin: EventIx, later: EventIx, shared: &Shared) -> Doubt {
    // The record further down is reported, with the line of the other.
    let by_place = |ix: EventIx| store.event(ix).place;
    let (first, second) = if by_place(twin) < by_place(later) { (twin, later) } else { (later, twin) };
    let what = match shared {
        Shared::Page(_) => "page",
        Shared::Figure(..) => "figure",
    };
    let (event, other) = (store.event(second), store.event(first));
    let message = format!(
        "may be the same event as `{}` at {}: same kind, overlapping dates, same actors in the same roles, same {what}",
        other.id,
        store.line_of(first)
    );
    let hint = "merge them into one record or, if both happened, link them: `links: {follows: …}`".to_owned();
    Doubt::of_event(event, steps![], "logged-twice", message).hint(hint)
}

/// Returns the kind and actors; `None` if no actor is named, because nothing then tells two events apart.
fn cast(event: &Event) -> Option<Cast> {
    let actors: BTreeSet<(u8, u32)> = event.actors.iter().map(|p| (p.role as u8, p.actor.0)).collect();
    (!actors.is_empty()).then_some((event.kind, actors))
}

fn shared(registry: &Registry, event: &Event) -> Vec<Shared> {
    let pages = event
        .sources
        .iter()
        .filter_map(|source| Some(Shared::Page(page(registry.credit(*source).url?)?.into_owned())));
    let figures =
        event.figures.iter().filter(|figure| !matches!(figure.count, Count::Unknown | Count::Exactly(0..=9)));
    let figures = figures.map(|figure| {
        let mut by: Vec<u32> = figure.by.iter().map(|actor| actor.0).collect();
        by.sort_unstable();
        Shared::Figure(figure.weapon.clone(), figure.metric.clone(), figure.count, by)
    });
    let mut all: Vec<Shared> = pages.chain(figures).collect();
    let mut seen = HashSet::new();
    all.retain(|shared| seen.insert(shared.clone()));
    all
}

fn is_twin(a: &Event, b: &Event, a_ix: EventIx, b_ix: EventIx, shared: &Shared) -> bool {
    let overlap = a.date.earliest() < b.date.latest() && b.date.earliest() < a.date.latest();
    let linked = a.links.iter().any(|link| link.to == b_ix) || b.links.iter().any(|link| link.to == a_ix);
    let one_day = a.date.precision() <= crate::event::date::Precision::Day
        || b.date.precision() <= crate::event::date::Precision::Day;
    overlap
        && !linked
        && one_day
        && match (a.kind, shared) {
            (Kind::Statement, _) => says_the_same(a, b),
            // Two incidents reported on one page differ in their numbers.
            (_, Shared::Page(_)) => no_figure_differs(a, b) && one_place(a, b),
            (_, Shared::Figure(..)) => one_place(a, b),
        }
}

/// Returns whether two statements repeat each other: the same text quoted, or nearly the same title.
fn says_the_same(a: &Event, b: &Event) -> bool {
    let quoted = |event: &Event| event.quotes.iter().map(|quote| fold(&quote.text)).collect::<HashSet<_>>();
    !quoted(a).is_disjoint(&quoted(b)) || {
        let words = |event: &Event| {
            let title = fold(&event.title);
            title
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.len() > 3)
                .map(str::to_owned)
                .collect::<HashSet<_>>()
        };
        let (a, b) = (words(a), words(b));
        let both = a.intersection(&b).count();
        both > 0 && both * 4 >= a.union(&b).count() * 3
    }
}

/// Returns whether the two records have no different counts of the same thing by the same claimants.
fn no_figure_differs(a: &Event, b: &Event) -> bool {
    a.figures.iter().all(|x| {
        b.figures.iter().all(|y| {
            (&x.weapon, &x.metric, &x.by, &x.period) != (&y.weapon, &y.metric, &y.by, &y.period)
                || x.count == y.count
        })
    })
}

fn one_place(a: &Event, b: &Event) -> bool {
    a.venue.is_none() || b.venue.is_none() || a.venue == b.venue
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    const PAIR: &str = "events:
- {id: a, kind: strike, date: 2025-11-19, title: Missile hits a block, actors: {attacker: russia}, sources: ['https://www.example.org/a'], figures: [{metric: killed, count: 25, by: ukraine}]}
- {id: b, kind: strike, date: 2025-11-19, title: Residential building struck, actors: {attacker: russia}, sources: ['https://m.example.org/a?utm_source=x'], figures: [{metric: killed, count: 25, by: ukraine}]}
";

    #[test]
    fn one_strike_logged_twice_is_asked_about() {
        let all = reported(PAIR);
        assert_eq!(all.len(), 1, "once: {all:?}");
        assert!(
            all[0].starts_with("3:3: may be the same event as `a` at ") && all[0].contains("s.yaml:2: same"),
            "with both lines: {all:?}"
        );
        // What two events share is reported in their own order, in every run.
        let again = (0..8).map(|_| reported(PAIR));
        assert!(
            again.into_iter().all(|reported| reported[0].contains("same page")),
            "the page first, each time"
        );
    }

    #[test]
    fn what_differs_is_not_asked_about() {
        for (from, to, why) in [
            ("date: 2025-11-19, title: Res", "date: 2025-11-20, title: Res", "another day"),
            (
                "kind: strike, date: 2025-11-19, title: Res",
                "kind: statement, date: 2025-11-19, title: Res",
                "a report of it",
            ),
            ("struck, actors: {attacker: russia}", "struck, actors: {target: russia}", "another role"),
            (
                "by: ukraine}]}\n- {id: b",
                "by: ukraine}], links: {follows: b}}\n- {id: b",
                "a link says what they are to each other",
            ),
        ] {
            assert!(PAIR.contains(from), "{why}: the text is there");
            assert_eq!(reported(&PAIR.replacen(from, to, 1)), [""; 0], "{why}");
        }
    }

    #[test]
    fn two_remarks_in_one_article_are_two() {
        let text = |second: &str| {
            format!(
                "events:
- {{id: a, kind: statement, date: 2025-11-19, title: 'Peskov: talks go on', actors: [peskov], sources: ['https://tass.ru/1']}}
- {{id: b, kind: statement, date: 2025-11-19, title: '{second}', actors: [peskov], sources: ['https://tass.ru/1']}}
"
            )
        };
        assert_eq!(reported(&text("Peskov: no plans for a visit")), [""; 0], "they say different things");
        assert_eq!(reported(&text("Peskov: the talks go on")).len(), 1, "the same words are one remark");
    }
}
