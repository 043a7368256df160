//! Stores written as text, read and checked.

use super::*;
use crate::event::EventIx;
use crate::store::AsOf;
use crate::timeline::Timeline;
use crate::timeline::clock::response;

const STORE: &str = "\
outlets:
- {id: mirror, name: Mirror, kind: aggregator}
- {id: wire, name: Wire, kind: agency}
- {id: paper, name: Paper, kind: media}
sources:
- {id: wire-1, outlet: wire, url: 'https://wire.example/1', published: 2025-12-20}
- {id: pulled, outlet: paper, url: 'https://paper.example/1', withdrawn: 2026-01-10, note: the quotation was made up}
events:
- id: disputed
  kind: statement
  date: 2025-12-12
  title: a
  sources: [{outlet: mirror, url: 'https://mirror.example/1'}, {id: wire-1, disputes: true}]
- id: own
  kind: other
  date: 2025-12-13
  title: b
  sources:
  - {outlet: wire, url: 'https://wire.example/2', published: 2025-12-14, disputes: true}
  - {outlet: paper, url: 'https://paper.example/2', corrected: 2026-01-05, note: another number}
- {id: only, kind: other, date: 2025-12-14, title: c, sources: [{outlet: wire, url: 'https://wire.example/3', disputes: true}]}
- {id: pulled-alone, kind: other, date: 2025-12-15, title: d, sources: [pulled]}
- {id: copied, kind: other, date: 2025-12-16, title: e, sources: [{outlet: mirror, derived_from: pulled}]}
- {id: both, kind: other, date: 2025-12-17, title: f, sources: [pulled, wire-1]}
";

fn store() -> Store {
    let store = Store::from_texts([("s.yaml", STORE)]);
    let problems: Vec<&str> = store.problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(problems, [""; 0], "what is written here is right");
    store
}

fn event<'s>(store: &'s Store, id: &str) -> &'s Event {
    store.event(store.find(id).unwrap_or(EventIx(u32::MAX)))
}

fn cautions_of(store: &Store, id: &str) -> Vec<String> {
    cautions(store, event(store, id), None)
}

fn roots_of(store: &Store, id: &str) -> usize {
    let timeline = Timeline::new(std::sync::Arc::new(store.clone()), None);
    let ix = timeline.store().find(id).unwrap_or(EventIx(u32::MAX));
    let (roots, named) = (timeline.roots(ix), roots::of(timeline.store(), timeline.event(ix)).len());
    assert_eq!(roots, named, "the index counts the roots of {id} that have a name");
    roots
}

#[test]
fn a_source_against_an_event_is_no_source_of_it() {
    let store = store();
    let count = |id: &str| (event(&store, id).sources.len(), event(&store, id).disputed_by.len());
    assert_eq!(count("disputed"), (1, 1), "a registered one, cited by id");
    assert_eq!(count("own"), (1, 1), "and an event's own, written before the others");
    assert_eq!(count("only"), (0, 1), "an event may have none but such");
    assert_eq!(roots_of(&store, "disputed"), 0, "who disputes an event is no root of it");
    assert_eq!(roots_of(&store, "own"), 1, "the paper alone reports it");
    let cited: Vec<bool> = event(&store, "own").cited().map(|(_, against)| against).collect();
    assert_eq!(cited, [false, true], "those that report it are numbered first");
}

#[test]
fn a_source_against_an_event_caps_no_time_and_makes_nothing_known() {
    let store = store();
    let at = |day: &str| store.as_of(&AsOf::parse(day, chrono_tz::UTC).expect("a day"));
    let (early, late) = (at("2025-12-13"), at("2025-12-20"));
    assert!(early.find("own").is_some(), "nothing dated reports it, so that its own date makes it known");
    assert!(event(&early, "own").disputed_by.is_empty(), "what was not out yet disputed nothing");
    assert_eq!(event(&late, "own").disputed_by.len(), 1, "later it did");
    let (claim, answer) = (event(&store, "disputed"), event(&store, "only"));
    let bare = Event { disputed_by: Vec::new(), ..answer.clone() };
    assert_eq!(
        response(&store, claim, answer),
        response(&store, claim, &bare),
        "no publication of it caps a time"
    );
}

#[test]
fn an_event_that_rests_on_an_aggregator_alone_says_so() {
    assert_eq!(
        cautions_of(&store(), "disputed"),
        ["rests on an aggregator alone: Mirror"],
        "the agency that disputes it is not counted"
    );
}

#[test]
fn what_was_withdrawn_roots_nothing_from_then_on() {
    let store = store();
    assert_eq!(roots_of(&store, "pulled-alone"), 0, "it was the only source");
    assert_eq!(
        cautions_of(&store, "pulled-alone"),
        ["Paper was withdrawn 10 Jan 2026", "its only source was withdrawn"],
        "the event says both"
    );
    assert_eq!(roots_of(&store, "copied"), 0, "nor does what copies it");
    assert_eq!(roots_of(&store, "both"), 1, "another source counts on");
    assert_eq!(event(&store, "both").sources.len(), 2, "and both are still cited");
    let before = store.as_of(&AsOf::parse("2026-01-09", chrono_tz::UTC).expect("a day"));
    assert_eq!(roots_of(&before, "pulled-alone"), 1, "the day before it stood");
    assert_eq!(cautions_of(&before, "pulled-alone"), [""; 0], "and nothing is told of it");
    assert_eq!(cautions_of(&before, "own"), ["Paper was corrected 5 Jan 2026"], "what was told by then is");
}

#[test]
fn a_correction_takes_no_root_away() {
    let store = store();
    assert_eq!(roots_of(&store, "own"), 1, "what was corrected is still a report");
    assert_eq!(cautions_of(&store, "own"), ["Paper was corrected 5 Jan 2026"], "and the event says so");
}
