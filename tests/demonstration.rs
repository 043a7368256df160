//! The demonstration store holds what its manifest says: nothing dropped, nothing invented.

use std::collections::BTreeSet;
use std::path::Path;

use demarche::event::{Event, Word};
use demarche::store::{Input, Severity, Store};

const MANIFEST: &str = include_str!("data/manifest.tsv");

fn store() -> Store {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    Store::load(&[Input::Path(data)]).expect("the demonstration store can be read")
}

fn rows(kind: &str) -> BTreeSet<String> {
    let rows: BTreeSet<String> = MANIFEST
        .lines()
        .filter(|line| line.split('\t').next() == Some(kind))
        .map(|line| line.trim_end().to_owned())
        .collect();
    assert!(!rows.is_empty(), "the manifest has rows of `{kind}`");
    rows
}

/// Compares row by row, so that a failure names what is missing and what is too much.
fn assert_same(what: &str, manifest: &BTreeSet<String>, store: &BTreeSet<String>) {
    let missing: Vec<_> = manifest.difference(store).collect();
    let extra: Vec<_> = store.difference(manifest).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{what}: missing {missing:#?}, not in the manifest {extra:#?}"
    );
}

fn event_row(store: &Store, event: &Event) -> String {
    let mut links: Vec<String> =
        event.links.iter().map(|l| format!("{}>{}", l.kind.word(), store.event(l.to).id)).collect();
    links.sort();
    let url = |(source, against)| {
        let mark = if against { "!" } else { "" };
        store.registry.source(source).url.as_deref().map(|url| format!("{mark}{url}"))
    };
    let urls: Vec<String> = event.cited().filter_map(url).collect();
    format!("event\t{}\t{}\t{}\t{}", event.id, event.date.text(), links.join(";"), urls.join(" "))
        .trim_end()
        .to_owned()
}

#[test]
fn every_event_date_link_and_source_is_there() {
    let store = store();
    let events: BTreeSet<String> = store.events.iter().map(|e| event_row(&store, e)).collect();
    assert_same("events", &rows("event"), &events);
    assert_eq!(store.events.len(), 264, "the manifest has 264 events");
}

#[test]
fn every_actor_is_registered_and_no_other_is_used() {
    let store = store();
    let manifest = rows("actor");
    let actors = store.registry.actors.iter().map(|a| format!("actor\t{}\t{}", a.id, a.name)).collect();
    assert_same("actors", &manifest, &actors);
    assert_eq!(manifest.len(), 240, "the manifest has 240 actors");
}

#[test]
fn every_venue_is_registered_and_no_other_is_used() {
    let store = store();
    let manifest = rows("venue");
    let venues = store.registry.venues.iter().map(|v| {
        let within = v.part_of.map_or("", |p| &store.registry.venue(p).id);
        format!("venue\t{}\t{}\t{within}", v.id, v.name).trim_end().to_owned()
    });
    assert_same("venues", &manifest, &venues.collect());
    assert_eq!(manifest.len(), 108, "the manifest has 108 venues");
}

#[test]
fn the_store_has_no_problem() {
    let store = store();
    let told: Vec<String> =
        store.problems.iter().filter(|p| p.severity == Severity::Problem).map(ToString::to_string).collect();
    assert!(told.is_empty(), "the demonstration store has no problem, but: {told:#?}");
}

#[test]
fn the_built_in_store_is_this_one() {
    let (built_in, on_disk) = (Store::builtin(), store());
    let ids = |s: &Store| s.events.iter().map(|e| e.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&built_in), ids(&on_disk), "the binary holds the events of `data/`");
    assert!(built_in.is_demonstration(), "the built-in store says what it is");
    assert!(!on_disk.is_demonstration(), "a store on disk is not called built in");
}

#[test]
fn strike_numbers_say_who_claims_them() {
    let store = store();
    let strikes: Vec<&Event> = store.events.iter().filter(|e| !e.figures.is_empty()).collect();
    assert!(strikes.len() >= 20, "strikes carry their numbers: {} do", strikes.len());
    let rows: usize = strikes.iter().map(|e| e.figures.len()).sum();
    let claimed: usize = strikes.iter().flat_map(|e| &e.figures).filter(|f| !f.by.is_empty()).count();
    assert!(claimed * 10 >= rows * 9, "nearly every number has a claimant: {claimed} of {rows}");
}

#[test]
fn claims_terms_coverage_and_views_are_kept() {
    let store = store();
    assert!(store.registry.claims.len() >= 15, "the richest threads have their claims");
    assert!(store.events.iter().filter(|e| !e.about.is_empty()).count() >= 60, "statements take positions");
    assert!(store.registry.terms.len() >= 6, "agenda language is tracked");
    assert!(store.views.len() >= 6, "questions are saved");
    assert!(!store.meta.coverage.is_empty(), "the store says what was logged");
}
