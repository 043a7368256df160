//! Utterances outside the filter, after now, or without a valid source.

use super::*;

#[test]
fn speaking_outside_the_filter_is_speaking() {
    let timeline = timeline(&[
        "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: [bob], stance: affirms, about: [{claim: c}]",
        "id: e3, date: 2025-01-03, actors: [bob], stance: affirms, about: [{claim: d}]",
        "id: e4, date: 2025-01-04, actors: [anna], stance: denies, about: [{claim: d}]",
    ]);
    let shown = |id: &str| id == "e1" || id == "e3";
    assert_eq!(
        cells_of(&timeline, By::State, shown),
        ["c aland D", "c bland (A)", "d bland A"],
        "within the window what the filter left out stands in brackets; after it nothing stands"
    );
}

#[test]
fn one_side_of_an_opposition_may_stand_outside_the_filter() {
    let timeline = timeline(&[
        "id: e1, date: 2025-01-01, actors: [anna], stance: denies, about: [{claim: c}]",
        "id: e2, date: 2025-01-02, actors: [bob], stance: affirms, about: [{claim: c}]",
        "id: e3, date: 2025-01-03, actors: [bob], stance: denies, about: [{claim: d}]",
    ]);
    let shown: Vec<EventIx> = ["e1", "e3"].iter().filter_map(|id| timeline.store().find(id)).collect();
    let now = now();
    let positions = Positions::by(&Scope::new(&timeline, &shown, &now), By::State);
    let row = positions.claims.last().expect("two claims");
    let (pro, con) = row.opposed().expect("they differ");
    assert_eq!((pro[0].short(), con[0].short()), ("(A)".to_owned(), "D".to_owned()), "marked in brackets");
}

#[test]
fn who_opposes_from_outside_the_filter_is_told_with_a_position_nowhere_else() {
    let timeline = timeline(&[
        "id: e1, date: 2025-01-01, actors: [anna], about: [{claim: c, stance: supports}]",
        "id: e2, date: 2025-01-02, actors: [bob], about: [{claim: c, stance: opposes}]",
        "id: e3, date: 2025-01-02, actors: [aron], about: [{claim: d, stance: supports}]",
        "id: e4, date: 2025-01-03, actors: [anna], about: [{claim: d, stance: supports}]",
    ]);
    let of_anna = |id: &str| id == "e1" || id == "e4";
    assert_eq!(
        cells_of(&timeline, By::State, of_anna),
        ["c aland S", "c bland (O)", "d aland S"],
        "against it, from outside"
    );
    assert_eq!(
        cells_of(&timeline, By::Person, of_anna),
        ["c anna S", "c bob (O)", "d anna S"],
        "whoever only agrees is not: the filter left it out"
    );
    let store = Timeline::new(Store::builtin().shared(), None);
    let month = |id: &str| {
        let event = store.event(store.store().find(id).expect("an event"));
        let registry = &store.store().registry;
        let kremlin = |actor| {
            registry.belongs_to(actor, &event.date).into_iter().any(|a| *registry.actor(a).id == *"kremlin")
        };
        event.everyone().into_iter().any(kremlin)
    };
    let cells = cells_of(&store, By::State, month);
    let on = |claim: &str| {
        cells.iter().filter(|cell| cell.starts_with(claim)).cloned().collect::<Vec<_>>().join("; ")
    };
    assert!(on("28-points-a-basis ").contains(" eu ("), "the EU on the 28 points: {cells:?}");
    assert!(
        cells.iter().any(|c| c.contains(" denmark (S")),
        "Denmark beside Poland on foreign troops: {cells:?}"
    );
}

#[test]
fn the_window_is_that_of_what_is_on_record() {
    let events = [
        "id: e1, date: 2025-02, status: alleged, actors: [bob], stance: denies, about: [{claim: c}]",
        "id: e2, date: 2025-02-20, actors: [anna], stance: denies, about: [{claim: c}]",
    ];
    let days = |events: &[&str]| {
        let (positions, ..) = report(&timeline(events), By::State);
        positions.window.map(|(first, last)| format!("{} {}", first.iso(), last.iso()))
    };
    assert_eq!(
        days(&events).as_deref(),
        Some("2025-02-20 2025-02-20"),
        "an alleged month says nothing of it"
    );
    assert_eq!(days(&events[..1]).as_deref(), Some("2025-02-01 2025-02-28"), "unless there is nothing else");
    assert_eq!(days(&[]), None, "nothing shown, no window");
}

#[test]
fn what_is_dated_after_now_makes_no_position() {
    let timeline = timeline(&[
        "id: e1, date: 2026-05-01, actors: [anna], stance: denies, about: [{claim: c}]",
        "id: e2, date: 2027-04-01, actors: [anna], stance: affirms, about: [{claim: c}]",
        "id: e3, date: 2027-04-01, actors: [bob], stance: affirms, about: [{claim: d}]",
        "id: e4, date: 2027-04-02, actors: [bob], status: scheduled, stance: affirms, about: [{claim: d}]",
    ]);
    assert_eq!(cells_of(&timeline, By::State, |_| true), ["c aland D"], "nobody has said the rest");
    assert_eq!(cells_of(&timeline, By::State, |id| id == "e1"), ["c aland D"], "nor outside the filter");
    let (positions, page, json) = report(&timeline, By::State);
    assert_eq!(json["dated_after_now"], serde_json::json!(["e2", "e3"]), "what was to be said is told");
    assert!(page.contains("2 statements dated in the future, counted in no position."), "{page}");
    let days = positions.window.map(|(first, last)| (first.iso(), last.iso()));
    assert_eq!(
        days,
        Some(("2026-05-01".to_owned(), "2026-05-01".to_owned())),
        "nor does it widen the window"
    );
}

#[test]
fn the_other_side_outside_the_filter_stands_in_the_cell() {
    let timeline = timeline(&[
        "id: e1, date: 2025-12-01, actors: [anna], stance: no-comment, about: [{claim: d}]",
        "id: e2, date: 2025-12-19, actors: [anna], stance: affirms, about: [{claim: c}]",
        "id: e3, date: 2025-12-20, actors: [aron], stance: denies, about: [{claim: c}]",
        "id: e4, date: 2025-12-20, actors: [aron], stance: supports, about: [{claim: c}]",
        "id: e5, date: 2025-12-31, actors: [bob], stance: denies, about: [{claim: c}]",
        "id: e6, date: 2026-02-01, actors: [bob], stance: affirms, about: [{claim: c}]",
    ]);
    let shown = |id: &str| ["e1", "e2", "e5"].contains(&id);
    assert_eq!(
        cells_of(&timeline, By::State, shown),
        ["c aland A (D)", "c bland D", "d aland N"],
        "what was said within the window, on the other side"
    );
    let shown: Vec<EventIx> = ["e1", "e2", "e5"].iter().filter_map(|id| timeline.store().find(id)).collect();
    let now = now();
    let scope = Scope::new(&timeline, &shown, &now);
    let positions = Positions::new(&scope);
    let json = positions.json(&scope);
    let cell = json["claims"].as_array().into_iter().flatten().find(|row| row["claim"] == "c");
    assert_eq!(cell.map(|row| &row["cells"][0]["other_side_outside_filter"][0]["event"]), Some(&"e3".into()));
    let page = format!("{:?}", positions.page(&scope));
    assert!(page.contains("A (D): affirms in the filter"), "the sign is explained: {page}");
}

#[test]
fn a_position_that_rests_on_withdrawn_sources_alone_has_a_sign() {
    let timeline = timeline(&[
        "id: e1, date: 2025-12-01, actors: [anna], stance: denies, about: [{claim: c}], sources: [{url: 'https://a.org/1', withdrawn: 2025-12-05}]",
        "id: e2, date: 2025-12-01, actors: [anna], stance: affirms, about: [{claim: d}], sources: [{url: 'https://a.org/2', withdrawn: 2025-12-05}]",
        "id: e3, date: 2025-12-02, actors: [anna], stance: affirms, about: [{claim: d}], sources: [{url: 'https://a.org/3'}]",
        "id: e4, date: 2025-12-02, actors: [bob], stance: affirms, about: [{claim: d}]",
    ]);
    assert_eq!(cells_of(&timeline, By::State, |_| true), ["c aland D!", "d aland A×2", "d bland A"]);
    let (_, page, json) = report(&timeline, By::State);
    assert!(page.contains("D!: sources are cited for it"), "{page}");
    let rootless: Vec<&Value> = json["claims"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| &row["cells"][0]["no_independent_source"])
        .collect();
    assert_eq!(rootless, [false, true], "{json}");
}
