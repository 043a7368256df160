use serde_json::{Value, json};

use super::*;
use crate::event::date::Now;
use crate::timeline::sample;

const YAML: &str = include_str!("../../timeline/sample.yaml");

fn lines(timeline: &Timeline, notes: Notes) -> Vec<String> {
    let mut out = Vec::new();
    super::lines(timeline, timeline.order(), notes, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("JSON is UTF-8").lines().map(str::to_owned).collect()
}

fn object(timeline: &Timeline, id: &str) -> Value {
    event(timeline, timeline.store().find(id).expect(id), Notes::Kept)
}

#[test]
fn every_field_stands_in_its_long_form() {
    let timeline = sample::of_yaml(YAML);
    let denial = object(&timeline, "denial");
    let expected = json!({
        "id": "denial", "kind": "statement", "subtype": "denial", "date": "2025-12-21",
        "title": "Ushakov: no one has discussed it", "summary": "He spoke to reporters.",
        "note": "compare with Friday", "status": "occurred",
        "actors": {"speaker": ["ushakov"], "addressee": ["Zelensky", "russia"]},
        "venue": "moscow",
        "sources": ["tass-1", {"outlet": "Blog", "cite": "Blog, page 3", "derived_from": ["tass-1"]}],
        "grade": "B1", "grade_note": "on camera", "tags": ["trilateral"],
        "links": {
            "denies": [{"to": "claim", "basis": "stated"}],
            "follows": [{"to": "claim", "basis": "sequence", "note": "a day later"}]
        },
        "conflicts": [{"field": "place", "values": [
            {"value": "Moscow", "source": "tass-1"},
            {"value": "Sochi", "source": "a colleague", "note": "by phone"}
        ]}],
        "first_seen": "2025-12-21T11:28+03:00", "channel": "briefing",
        "quote": [{"text": "No one has, \"seriously\", discussed it", "lang": "en", "translated": true,
            "original": "Никто"}],
        "stance": "denies", "about": [{"claim": "three-way", "hedged": true}],
        "computed": {
            "earliest": "2025-12-20T21:00:00Z", "latest": "2025-12-21T21:00:00Z",
            "path": "sample.yaml", "line": denial["computed"]["line"], "sources": 2, "roots": 1,
            "timezone": "Europe/Moscow",
            "names": denial["computed"]["names"]
        }
    });
    assert_eq!(denial, expected, "ids for what is registered, names for what is not");
    let names = &denial["computed"]["names"];
    assert_eq!(
        names["actors"],
        json!({"ushakov": "Yury Ushakov", "russia": "Russia"}),
        "what the ids stand for"
    );
    assert_eq!(names["claims"], json!({"three-way": "three-way talks are being prepared"}));
    assert_eq!(names["venues"]["moscow"]["name"], "Moscow");
    assert_eq!(names["sources"]["tass-1"]["url"], "https://tass.com/1");
    assert_eq!(names["outlets"], json!({"tass": "TASS"}));
}

#[test]
fn counts_and_sessions_keep_what_they_say() {
    let timeline = sample::of_yaml(YAML);
    let strike = object(&timeline, "strike");
    assert_eq!(strike["figures"][0]["count"], json!(375), "an exact count is a number");
    assert_eq!(strike["figures"][1]["count"], json!("7..9"), "any other is as written");
    assert_eq!(strike["date"], json!("2025-12~"), "a date stands as written");
    let round = object(&timeline, "round");
    assert_eq!(
        round["sessions"],
        json!([{"title": "first", "venue": "moscow", "planned": "2025-12-22T10:00",
            "actors": {"party": ["ushakov"]}, "minutes": "~90"}]),
        "a session holds what it holds"
    );
    assert_eq!(round["grade"], json!("F6"), "the grade is always there");
    assert!(round.get("venue").is_none(), "what is absent is left out");
}

#[test]
fn nothing_is_ever_null() {
    let timeline = sample::of_yaml(YAML);
    for line in lines(&timeline, Notes::Kept) {
        assert!(!line.contains("null"), "absent fields are left out: {line}");
        let value: Value = serde_json::from_str(&line).expect("each line is JSON");
        for field in ["id", "kind", "date", "title", "status", "grade"] {
            assert!(value[field].is_string(), "`{field}` is always there: {line}");
        }
    }
}

#[test]
fn nothing_in_a_line_acts_on_a_terminal() {
    let timeline = sample::of_yaml(YAML);
    for line in lines(&timeline, Notes::Kept) {
        assert!(line.chars().all(text::is_plain), "no control character: {line:?}");
    }
    let tricky = json!("a\u{9b}2J\u{202e}\u{e0001}\u{7f}").to_string();
    let read: String = serde_json::from_str(&inert(&tricky)).expect("still JSON");
    assert_eq!(read, "a\u{9b}2J\u{202e}\u{e0001}\u{7f}", "and JSON reads the same text back");
}

#[test]
fn notes_stay_behind_where_asked() {
    let timeline = sample::of_yaml(YAML);
    let lines = lines(&timeline, Notes::LeftOut).join("\n");
    for word in ["compare with Friday", "on camera", "one side"] {
        assert!(!lines.contains(word), "`{word}` is the analyst's own");
    }
    assert!(lines.contains("a day later"), "a remark on a link is no note");
}

/// Lines come back as the list of events of a store that has the same registries.
fn read_back(timeline: &Timeline, registries: &str) -> Timeline {
    let lines = lines(timeline, Notes::Kept).join(",\n  ");
    sample::of_yaml(&format!("{registries}\nevents: [\n  {lines}\n  ]\n"))
}

#[test]
fn lines_are_a_store_again() {
    let timeline = sample::of_yaml(YAML);
    let (registries, _) = YAML.split_once("events:").expect("registries stand first");
    let back = read_back(&timeline, registries);
    let stripped = |timeline: &Timeline| -> Vec<Value> {
        let strip = |ix: &EventIx| {
            let mut value = event(timeline, *ix, Notes::Kept);
            value["computed"]["line"] = Value::Bool(true);
            value
        };
        timeline.order().iter().map(strip).collect()
    };
    assert_eq!(stripped(&back), stripped(&timeline), "the same events, field by field");
    let now = Now::parse("2026-01-01", chrono_tz::Tz::UTC).expect("a day");
    assert_eq!(
        back.last_until(back.order(), &now),
        timeline.last_until(timeline.order(), &now),
        "in the same order"
    );
}
