//! YAML: loading it gives the same events.

use super::*;
use crate::export::json::{Notes, event};
use crate::store::{Input, Store};

const EVERYTHING: Options = Options { title: None, notes: true };

fn records(timeline: &Timeline) -> Vec<Value> {
    let record = |ix: &EventIx| {
        let mut value = event(timeline, *ix, Notes::Kept);
        for place in ["path", "line"] {
            value["computed"][place] = Value::Null;
        }
        value
    };
    timeline.order().iter().map(record).collect()
}

fn problems(store: &Store) -> Vec<String> {
    let mut all: Vec<String> = store.problems.iter().map(|problem| problem.message.clone()).collect();
    // Their order is that of the lines, and the records of an own file may stand elsewhere in it.
    all.sort();
    all
}

fn loaded(text: &str) -> Store {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("again.yaml");
    crate::store::write::whole(&path, false, |out| out.write_all(text.as_bytes())).expect("it is written");
    Store::load(&[Input::Path(path)]).expect("it can be read")
}

fn again(timeline: &Timeline) -> Timeline {
    Timeline::new(loaded(&document(Format::Yaml, timeline, &EVERYTHING)).shared(), None)
}

fn assert_same(timeline: &Timeline) {
    let back = again(timeline);
    assert_eq!(problems(back.store()), problems(timeline.store()), "no new problem");
    for (old, new) in records(timeline).iter().zip(records(&back)) {
        assert_eq!(&new, old, "the same record");
    }
    assert_eq!(back.order().len(), timeline.order().len(), "of every event");
    assert_eq!(back.store().meta, timeline.store().meta, "and the store says the same of itself");
}

#[test]
fn the_demonstration_store_comes_back_whole() {
    let store = Store::load(&[Input::Path("data".into())]).expect("the store is there");
    assert_same(&Timeline::new(store.shared(), None));
}

#[test]
fn hostile_stores_come_back_whole() {
    for yaml in [
        include_str!("../../../tests/data/one_wording.yaml"),
        include_str!("../../../tests/data/joint.yaml"),
        include_str!("../../timeline/sample.yaml"),
    ] {
        let timeline = Timeline::new(loaded(yaml).shared(), None);
        assert!(!timeline.order().is_empty(), "there are events");
        assert_same(&timeline);
    }
}

#[test]
fn short_forms_are_those_of_the_house() {
    let timeline = sample::of_yaml(
        "store: {timezone: UTC}
actors: [{id: ushakov, name: Ushakov, part_of: [{actor: kremlin}]}, {id: kremlin, name: Kremlin}, {id: other, name: Other}]
events:
- {id: a, kind: statement, date: 2025-12-20, title: A, actors: {speaker: [ushakov]}, status: occurred, grade: F6, sources: [{url: 'https://o.org/1'}]}
- {id: b, kind: statement, date: 2025-12-21, title: 'B: no', actors: {speaker: [ushakov], subject: [Somebody]}, quote: [{text: No, lang: en}],
   links: {responds_to: [{to: a, basis: stated}]}}
",
    );
    let text = plainly(Format::Yaml, &timeline);
    let (_, records) = text.split_once("store:").expect("a head");
    let wanted = " {timezone: UTC}

actors:
- id: kremlin
  name: Kremlin

- id: ushakov
  name: Ushakov
  part_of: kremlin

events:
- id: a
  kind: statement
  date: 2025-12-20
  title: A
  actors: [ushakov]
  sources: [https://o.org/1]

- id: b
  kind: statement
  date: 2025-12-21
  title: 'B: no'
  actors: {speaker: ushakov, subject: Somebody}
  links: {responds_to: a}
  quote: {text: 'No', lang: en}
";
    assert_eq!(records, wanted, "only what the events need, in short forms");
}

#[test]
fn a_part_of_a_log_has_no_links_out_and_covers_nothing() {
    let timeline = sample::of_yaml(
        "store: {coverage: [2025-12]}
events:
- {id: a, kind: statement, date: 2025-12-20, title: A}
- {id: b, kind: statement, date: 2025-12-21, title: B, links: {denies: a}}
",
    );
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let shown = [timeline.store().find("b").expect("b")];
    let options = Options::default();
    let mut out = Vec::new();
    write(Format::Yaml, &Request::of(&timeline, &shown, &now, &options), &mut out).expect("memory takes all");
    let text = String::from_utf8(out).expect("text");
    assert!(text.contains("# b denies a, not in this file\n"), "it is told:\n{text}");
    let back = sample::of_yaml(&text);
    assert_eq!(back.store().meta.coverage, [], "a part covers nothing");
    assert_eq!(back.order().len(), 1, "and loads without a problem");
}

#[test]
fn question_marks_are_quoted_inside_brackets() {
    let timeline = sample::of_yaml(
        "events:
- {id: a, kind: statement, date: 2025-12-20, title: 'Why? Because', quote: {text: 'Who? I', lang: en}, sources: [{url: 'https://o.org/?p=1', cite: c}]}
",
    );
    let text = plainly(Format::Yaml, &timeline);
    // Python's reader ends a text inside brackets at `?`.
    let of_events = text.split("events:").last().expect("events");
    let plain = of_events.lines().filter(|line| line.contains(['{', '[']));
    for line in plain {
        for (at, _) in line.match_indices('?') {
            let before = &line.get(..at).expect("a part");
            assert!(before.matches('\'').count() % 2 == 1, "{line}");
        }
    }
    assert!(of_events.contains('?'), "{text}");
    assert_same(&timeline);
}
