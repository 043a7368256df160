//! The facets: the number beside a value is what choosing it leaves or adds, and rows stay under the hand.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::{Run, setup, timeline};
use crate::filter::Filter;
use crate::store::{Input as StoreInput, Store};
use crate::timeline::Timeline;
use crate::timeline::facets::Facet;
use crate::tui::message::{Message, StoreNews};
use crate::tui::model::{Counts, Mark};
use crate::tui::pane::Pane;
use crate::tui::runtime::Input;
use crate::tui::update::update;

/// A store as people begin one: no registry, names as they come.
const UNREGISTERED: &str = r#"
events:
  - {id: a, kind: meeting, date: 2025-01-01, title: A, venue: "Hotel Adlon, Berlin", tags: [Energy, "a, b"], actors: {party: ["Foreign Ministry: press desk", "Smith, J."]}}
  - {id: b, kind: meeting, date: 2025-01-02, title: B, venue: hotel adlon, tags: [energy, gas], actors: {party: ["Foreign Ministry", "smith, j."]}}
  - {id: c, kind: statement, date: 2025-01-03, title: C, tags: ["x:y", energy], actors: {speaker: "The \"Quoted\" One"}, stance: denies, sources: [{url: "https://example.org/1"}]}
  - {id: d, kind: statement, date: 2025-01-04, title: D, tags: ["-minus", "=same", "a*"], actors: {speaker: "-Minus Man"}, sources: [{outlet: "The Daily, Evening Edition", url: "https://daily.test/1"}]}
  - {id: e, kind: statement, date: 2025-01-05, title: E, status: alleged, tags: ["OR", "ab"], actors: {speaker: "=Same", addressee: "OR"}}
  - {id: f, kind: strike, date: 2025-01-06, title: F, venue: "Київ (центр)", actors: {attacker: "/Slash/", target: "Foreign Ministry"}}
"#;

fn demonstration() -> Timeline {
    static READ: OnceLock<Timeline> = OnceLock::new();
    READ.get_or_init(|| timeline(Store::builtin())).clone()
}

fn unregistered() -> Timeline {
    static READ: OnceLock<Timeline> = OnceLock::new();
    let read = || {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("store.yaml");
        crate::store::write::whole(&path, true, |out| out.write_all(UNREGISTERED.as_bytes()))
            .expect("written");
        let store = Store::load(&[StoreInput::Path(path)]).expect("it loads");
        assert_eq!(store.events.len(), 6, "all can be read: {:?}", store.problems);
        timeline(store)
    };
    READ.get_or_init(read).clone()
}

fn run(timeline: Timeline, filter: &str, size: (u16, u16)) -> Run {
    let mut run = Run::start_empty(setup(size.0, size.1));
    run.inputs([Input::Store(StoreNews::Whole(Box::new(timeline)))]);
    let filter = Filter::parse(filter).unwrap_or_else(|error| panic!("{filter}: {error}"));
    update(&mut run.model, Message::SetFilter(filter.clone()));
    assert_eq!(run.model.filter, filter, "the filter is in force: {:?}", run.model.notice);
    run
}

fn counts(run: &Run) -> &Counts {
    run.model.counts.as_ref().expect("the facets are counted")
}

/// Goes to a value, wherever it stands.
fn go_to(run: &mut Run, facet: Facet, value: &str) {
    run.model.pane = Pane::Facets;
    for section in &mut run.model.counts.as_mut().expect("the facets are counted").sections {
        section.open = true;
    }
    run.model.facet = counts(run).line_of(facet, value).unwrap_or_else(|| panic!("no {facet:?} {value}"));
}

/// Whether the filter chooses another value of the facet.
fn beside_included(run: &Run, facet: Facet, value: &str) -> bool {
    let sections = counts(run).sections.iter().filter(|section| section.facet == facet);
    sections.flat_map(|s| &s.rows).any(|(row, mark)| row.value != value && *mark == Mark::Included)
}

/// The number and the mark beside a value.
fn beside(run: &Run, facet: Facet, value: &str) -> (u32, Mark) {
    let section = counts(run).sections.iter().find(|section| section.facet == facet).expect("a section");
    let row = section.rows.iter().find(|(row, _)| row.value == value);
    row.map(|(row, mark)| (row.count, *mark)).expect("a row")
}

/// What holds of one value under one filter.
fn promise_is_kept(timeline: &Timeline, filter: &str, at: usize) -> Result<(), TestCaseError> {
    let run = || run(timeline.clone(), filter, (120, 40));
    let begun = run();
    let rows: Vec<(Facet, String, u32, Mark, bool)> = counts(&begun)
        .sections
        .iter()
        .flat_map(|section| {
            let adds = section.adds();
            section
                .rows
                .iter()
                .map(move |(row, mark)| (section.facet, row.value.clone(), row.count, *mark, adds))
        })
        .collect();
    let Some((facet, value, count, mark, adds)) = rows.get(at % rows.len().max(1)).cloned() else {
        return Ok(());
    };
    let before = begun.model.shown.len();
    let after = |keys: &str| {
        let mut run = run();
        go_to(&mut run, facet, &value);
        run.keys(keys);
        run
    };
    let count = count as usize;
    let told = format!("{facet:?} {value} {mark:?} under `{filter}`");
    let space = after(" ");
    let now = space.model.shown.len();
    let written = space.model.filter.to_string();
    match mark {
        Mark::Included => prop_assert_eq!(beside(&space, facet, &value).1, Mark::None, "taken out: {}", told),
        _ if adds => prop_assert_eq!(now, before + count, "adds: {}, now {}", told, written),
        _ => prop_assert_eq!(now, count, "leaves: {}, now {}", told, written),
    }
    prop_assert_eq!(
        Filter::parse(&written).ok(),
        Some(space.model.filter.clone()),
        "ordinary text: {}",
        written
    );
    // Terms that contradict each other choose nothing.
    if mark == Mark::None && (adds || before >= count) {
        let twice = after("  ");
        prop_assert_eq!(beside(&twice, facet, &value).1, Mark::None, "twice takes it out: {}", told);
        prop_assert!(
            facet.is_single() || twice.model.filter == begun.model.filter,
            "twice is nothing: {told}, now {}",
            twice.model.filter
        );
        let excluded = after("-");
        let left = if adds { before } else { before - count };
        prop_assert_eq!(
            excluded.model.shown.len(),
            left,
            "excludes: {}, now {}",
            told,
            excluded.model.filter
        );
        prop_assert_eq!(beside(&excluded, facet, &value).1, Mark::Excluded, "and is marked: {}", told);
        prop_assert_eq!(beside(&after("--"), facet, &value).1, Mark::None, "twice takes it out: {}", told);
        let narrowed = after("<enter>").model.shown.len();
        prop_assert_eq!(narrowed, if adds { count } else { now }, "Enter narrows: {}", told);
    }
    let either = after("o");
    if facet.is_single() && mark == Mark::Included && either.model.filter == begun.model.filter {
        let others = beside_included(&begun, facet, &value);
        prop_assert!(!others, "only alone in its field it adds nothing to itself: {}", told);
    } else if facet.is_single() {
        prop_assert_eq!(&either.model.filter, &space.model.filter, "one of a kind is always added: {}", told);
    } else if mark == Mark::None && !begun.model.shown.is_empty() {
        let any = counts(&begun).sections.iter().filter(|s| s.facet == facet).flat_map(|s| &s.rows);
        let some = any.clone().any(|(_, mark)| *mark == Mark::Included);
        let last = either.model.shown.len();
        prop_assert!(
            if some { last >= before } else { last == now },
            "o adds: {told}, now {}",
            either.model.filter
        );
    }
    Ok(())
}

fn demonstration_filter() -> impl Strategy<Value = String> {
    let terms = vec![
        "kind:statement",
        "kind:st*",
        "-kind:strike",
        "kind:meeting,other",
        "actor:kremlin",
        "actor:Кремль",
        "actor:=russia",
        "actor:kremlin,usa",
        "-actor:usa",
        "actor:ukraine",
        "-actor:trump,putin",
        "venue:miami",
        "-venue:moscow",
        "since:2025-11",
        "stance:denies",
        "-stance:denies",
        "tag:a*",
        "source:tass",
        "-source:reuters",
        "status:occurred",
        "drone",
        "(actor:usa OR kind:meeting)",
        "has:quote",
        "about:three-way-talks-in-preparation",
        "about:budapest-summit/denies",
    ];
    proptest::sample::subsequence(terms, 0..4).prop_shuffle().prop_map(|terms| terms.join(" "))
}

fn unregistered_filter() -> impl Strategy<Value = String> {
    let terms = vec![
        "kind:meeting",
        "kind:statement",
        "-kind:strike",
        "tag:energy",
        "-tag:ENERGY",
        "actor:\"smith, j.\"",
        "-status:alleged",
    ];
    proptest::sample::subsequence(terms, 0..3).prop_shuffle().prop_map(|terms| terms.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_number_is_what_its_value_leaves_or_adds(filter in demonstration_filter(), at in 0usize..400) {
        promise_is_kept(&demonstration(), &filter, at)?;
    }

    #[test]
    fn a_name_without_a_registry_finds_its_events(filter in unregistered_filter(), at in 0usize..40) {
        promise_is_kept(&unregistered(), &filter, at)?;
    }
}

/// The values of a facet in the order of its rows, with their numbers.
fn rows(run: &Run, facet: Facet) -> Vec<(String, u32)> {
    let section = counts(run).sections.iter().find(|section| section.facet == facet);
    section.map_or_else(Vec::new, |s| s.rows.iter().map(|(row, _)| (row.value.clone(), row.count)).collect())
}

fn order(run: &Run, facet: Facet) -> Vec<String> {
    rows(run, facet).into_iter().map(|(value, _)| value).collect()
}

#[test]
fn choosing_a_second_actor_asks_who_was_there_with_the_first() {
    let mut run = run(demonstration(), "actor:kremlin", (120, 40));
    let with_whom = beside(&run, Facet::Actor, "usa");
    assert_eq!(with_whom.1, Mark::None, "it is counted among the events shown");
    go_to(&mut run, Facet::Actor, "usa");
    run.keys(" ");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin actor:usa", "Space narrows to it as well");
    assert_eq!(run.model.shown.len(), with_whom.0 as usize, "which leaves what the number said");
    run.keys("o");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin,usa", "o makes them alternatives");
    assert!(run.screen().contains("events added"), "and how many it added is said:\n{}", run.screen());
    run.keys("|");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin", "again takes it out, with the other key");
    run.keys("-");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin -actor:usa", "- excludes it");
    let now = run.model.shown.len();
    assert_eq!(
        beside(&run, Facet::Actor, "usa"),
        (with_whom.0, Mark::Excluded),
        "choosing it would leave that"
    );
    run.keys(" ");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin actor:usa", "and does");
    assert_ne!(run.model.shown.len(), now, "so that other events show");
    run.keys(" ");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin", "Space on what is chosen takes it out");
    run.keys("<enter>");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin actor:usa", "Enter narrows likewise");
    run.keys("<back>");
    assert_eq!(run.model.filter.to_string(), "actor:kremlin", "and Backspace takes that back");
}

#[test]
fn a_value_is_taken_out_however_it_was_written() {
    for written in ["actor:Кремль", "actor:=kremlin", "actor:Кремль,usa"] {
        let mut run = run(demonstration(), written, (120, 40));
        go_to(&mut run, Facet::Actor, "kremlin");
        run.keys(" ");
        let left = if written.ends_with("usa") { "actor:usa" } else { "" };
        assert_eq!(run.model.filter.to_string(), left, "{written} names that value");
    }
    let mut run = run(demonstration(), "kind:st*", (120, 40));
    go_to(&mut run, Facet::Kind, "strike");
    run.keys(" ");
    assert_eq!(run.model.filter.to_string(), "kind:statement", "a wildcard is written out");
}

#[test]
fn rows_stay_where_they_are_while_the_pane_has_the_keys() {
    let mut run = run(demonstration(), "", (120, 60));
    go_to(&mut run, Facet::Actor, "trump");
    run.keys("kj");
    let before = (order(&run, Facet::Actor), order(&run, Facet::Venue));
    let y = |run: &Run| run.model.facet - run.model.facet_scroll;
    let at = y(&run);
    run.keys(" ");
    let held = rows(&run, Facet::Actor);
    assert_eq!(order(&run, Facet::Actor), before.0, "the order is as it was");
    assert_eq!(order(&run, Facet::Venue), before.1, "in every section");
    assert!(held.iter().any(|(_, count)| *count == 0), "what has no events any more stays");
    assert_eq!(y(&run), at, "the cursor is on its line");
    let value =
        |run: &Run| counts(run).value(counts(run).lines()[run.model.facet]).map(|(_, row)| row.value.clone());
    assert_eq!(value(&run).as_deref(), Some("trump"), "and on its value");
    run.keys("<esc>");
    let sorted = rows(&run, Facet::Actor);
    assert_eq!(
        sorted.first().map(|(value, _)| value.as_str()),
        Some("trump"),
        "sorted once the pane is left"
    );
    assert!(sorted.iter().all(|(_, count)| *count > 0), "and what has no events is gone");
    assert!(sorted[1..].windows(2).all(|pair| pair[0].1 >= pair[1].1), "the most frequent first");
    run.keys("<backtab>");
    assert_eq!(value(&run).as_deref(), Some("trump"), "the cursor went with its value");
}

#[test]
fn rows_stay_where_they_are_also_where_they_are_counted_later() {
    let mut run = Run::start_empty(setup(120, 60));
    run.model.counted_later = 1;
    run.inputs([Input::Store(StoreNews::Whole(Box::new(demonstration())))]);
    go_to(&mut run, Facet::Kind, "strike");
    let before = order(&run, Facet::Actor);
    update(&mut run.model, Message::Act(crate::tui::action::Action::Choose));
    assert!(run.model.uncounted, "it waits");
    assert_eq!(beside(&run, Facet::Kind, "strike").1, Mark::Included, "but the sign is there at once");
    run.keys("");
    update(&mut run.model, Message::Count);
    assert_eq!(order(&run, Facet::Actor), before, "and the rows are where they were");
}

#[test]
fn a_click_is_space() {
    let mut run = run(demonstration(), "", (120, 40));
    let area = run.model.shape().and_then(|shape| shape.facets).expect("the facets show");
    let line = counts(&run).line_of(Facet::Actor, "usa").expect("it shows");
    let click = crate::tui::message::Mouse {
        act: crate::tui::message::MouseAct::Press,
        x: area.x + 5,
        y: area.y + u16::try_from(line).expect("a line"),
    };
    run.inputs([Input::Mouse(click)]);
    assert_eq!(run.model.filter.to_string(), "actor:usa", "a click chooses");
    run.inputs([Input::Mouse(click)]);
    assert_eq!(run.model.filter.to_string(), "", "and on the same line takes it out");
}

#[test]
fn numbers_that_add_have_a_plus_and_a_short_name_can_be_read_whole() {
    let mut run = run(demonstration(), "kind:meeting", (120, 40));
    run.keys("k");
    assert!(run.screen().contains("+ ● meeting"), "chosen, with a sign:\n{}", run.screen());
    assert!(run.screen().lines().any(|l| l.contains("▲ strike") && l.contains('+')), "the others add");
    go_to(&mut run, Facet::Actor, "kremlin");
    run.keys("kj");
    let screen = run.screen();
    let last = screen.lines().last().unwrap_or_default();
    assert!(last.contains("Presidential Administration of Russia (Kremlin)"), "the whole name:\n{screen}");
    assert!(last.contains("Space choose"), "beside the keys:\n{screen}");
}

#[test]
fn a_picker_changes_only_what_is_ticked() {
    let mut run = Run::start(setup(120, 40), Store::builtin());
    run.keys("/actor:kremlin actor:witkoff<enter>");
    let before = run.model.filter.to_string();
    run.keys("a<enter>");
    assert_eq!(run.model.filter.to_string(), before, "what narrows together does so after a look");
    run.keys("/<c-u>actor:kremlin<enter>aukraine<tab><enter>");
    assert_eq!(
        run.model.filter.to_string(),
        "actor:kremlin,ukraine",
        "beside one value another is an alternative"
    );
}
