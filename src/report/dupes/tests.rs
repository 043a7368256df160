//! The pairs beside those of a pass over all pairs, and beside what a person says of a store made for it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Dupes, facts, pair};
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

/// Returns the pairs of all pairs: what blocks must not lose.
fn of_all_pairs(timeline: &Timeline) -> Dupes {
    let (facts, names) = facts(timeline);
    let all = 0..facts.len() as u32;
    let days = |at: u32| facts[at as usize].days;
    let near = |a: u32, b: u32| days(a).0 <= days(b).1.plus_days(1) && days(b).0 <= days(a).1.plus_days(1);
    let pairs = all.clone().flat_map(|a| all.clone().skip(a as usize + 1).map(move |b| (a, b)));
    let pairs = pairs.filter(|(a, b)| near(*a, *b)).filter_map(|(a, b)| pair(timeline, &facts, &names, a, b));
    let mut found = Dupes { pairs: pairs.collect(), crowded: 0 };
    found.sort(timeline);
    found
}

const ACTORS: [&str; 4] = ["anna", "bob", "cora", "dmitri"];
const WORDS: [&str; 8] = ["meets", "talks", "Odesa", "drones", "the", "second", "3", "переговоры"];

/// A random event as YAML.
fn event() -> impl Strategy<Value = String> {
    let pick = |most: usize| proptest::collection::vec(0..8_usize, 0..most);
    let dates = prop_oneof![
        Just("2025-12-01"),
        Just("2025-12-02"),
        Just("2025-12-03"),
        Just("2025-12"),
        Just("2025-12-02/2025-12-05"),
        Just("2025-12-02T09:00Z"),
        Just("2025-12-02T12:00Z")
    ];
    let kinds = prop_oneof![Just("meeting"), Just("statement"), Just("strike"), Just("other")];
    let venue = prop_oneof![Just(""), Just(", venue: town"), Just(", venue: hall"), Just(", venue: far")];
    (dates, kinds, venue, pick(4), pick(6), 0..6_u32).prop_map(|(date, kind, venue, actors, words, page)| {
        let actors: Vec<&str> = actors.iter().map(|at| ACTORS[at % ACTORS.len()]).collect();
        let words: Vec<&str> = words.iter().map(|at| WORDS[*at]).collect();
        let title = if words.is_empty() { "G7".to_owned() } else { words.join(" ") };
        let pages =
            if page < 3 { format!(", sources: ['https://example.org/{page}']") } else { String::new() };
        let role = if kind == "statement" { "speaker" } else { "party" };
        format!(
            "kind: {kind}, date: '{date}', title: '{title}', actors: {{{role}: [{}]}}{venue}{pages}",
            actors.join(", ")
        )
    })
}

proptest! {
    #[test]
    fn blocks_lose_no_pair(events in proptest::collection::vec(event(), 2..14)) {
        let mut yaml = "venues: [{id: town, name: Town}, {id: hall, name: Hall, part_of: town}, {id: far, name: Far}]\n\
                        actors: [{id: anna, name: Anna}, {id: bob, name: Bob}, {id: cora, name: Cora}, {id: dmitri, name: Dmitri}]\n\
                        events:\n"
            .to_owned();
        for (at, event) in events.iter().enumerate() {
            let _ = writeln!(yaml, "- {{id: e{at}, {event}}}");
        }
        let timeline = of_yaml(&yaml);
        let found = Dupes::find(&timeline, &|_| true);
        prop_assert_eq!(found.crowded, 0);
        prop_assert_eq!(found.pairs, of_all_pairs(&timeline).pairs, "{}", yaml);
    }
}

/// Prints a measure, which `cargo nextest run --no-capture planted` shows.
#[expect(clippy::print_stderr, reason = "a measure that a person reads")]
fn told(words: &str) {
    eprintln!("{words}");
}

#[test]
fn of_forty_planted_duplicates_most_are_found_and_little_else() {
    let timeline = of_yaml(include_str!("planted.yaml"));
    let found = Dupes::find(&timeline, &|_| true);
    let id = |ix| timeline.event(ix).id.to_string();
    let planted: BTreeSet<(String, String)> = timeline
        .order()
        .iter()
        .filter_map(|ix| id(*ix).strip_suffix("-again").map(|one| (one.to_owned(), id(*ix))))
        .collect();
    assert_eq!(planted.len(), 40);
    let named = |pair: &super::Pair| {
        let (a, b) = (id(pair.one), id(pair.other));
        if a.len() <= b.len() { (a, b) } else { (b, a) }
    };
    let listed: Vec<(String, String)> = found.pairs.iter().map(named).collect();
    let right = listed.iter().filter(|pair| planted.contains(pair)).count();
    for (pair, named) in found.pairs.iter().zip(&listed).filter(|(_, named)| !planted.contains(named)) {
        told(&format!("  not one event: {} {} ({}: {})", named.0, named.1, pair.points, pair.why.join(", ")));
    }
    for pair in planted.iter().filter(|pair| !listed.contains(pair)) {
        told(&format!("  not found: {}", pair.0));
    }
    let [precision, recall] = [listed.len(), planted.len()].map(|of| right as f64 / of as f64);
    // How many of the first that are listed are right: a person reads from the top.
    let first = listed.iter().take(20).filter(|pair| planted.contains(pair)).count();
    told(&format!("precision {precision:.2}, recall {recall:.2}; of the first 20 listed {first} are right"));
    assert!(recall >= 0.9 && precision >= 0.9 && first >= 19, "{precision} {recall} {first}");
}
