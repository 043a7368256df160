//! What each format says of events that have not simply happened, and where.

use serde_json::json;

use super::*;

const YAML: &str = "
store: {title: Log, timezone: Europe/Moscow}
venues:
- {id: kyiv, name: Kyiv, kind: city, lat: 50.45, lon: 30.52, timezone: Europe/Kyiv}
- {id: line, name: The line, kind: virtual, lat: 1.0, lon: 2.0}
actors: [{id: a, name: Ann Archer}, {id: b, name: Bob}]
events:
- {id: alleged, kind: strike, date: 2025-12-20, status: alleged, title: A strike, actors: {attacker: a, claimant: b}, venue: kyiv}
- {id: called-off, kind: meeting, date: 2025-12-21, status: cancelled, title: Talks, actors: [a, b], venue: line}
- {id: planned, kind: meeting, date: 2026-03-01, status: proposed, title: More talks, actors: [a, b]}
- {id: future, kind: other, date: 2026-04-01, title: Something}
";

#[test]
fn what_did_not_happen_is_told_as_such() {
    let timeline = sample::of_yaml(YAML);
    let events = calendar(&plainly(Format::Ics, &timeline));
    let told: Vec<_> = events.iter().map(|e| (e["SUMMARY"].as_str(), e["STATUS"].as_str())).collect();
    let wanted = [
        ("Alleged: A strike", "TENTATIVE"),
        ("Cancelled: Talks", "CANCELLED"),
        ("Proposed: More talks", "TENTATIVE"),
        ("Something", "TENTATIVE"),
    ];
    assert_eq!(told, wanted, "in a calendar");
    assert!(events[0]["DESCRIPTION"].contains("Alleged, not established"), "in words");
    assert!(events[0]["DESCRIPTION"].contains("Attacker, as alleged: Ann Archer"), "and who says so");
    assert!(events[3]["DESCRIPTION"].contains("Dated in the future"), "and what is to come");
    let (title, drawn) = diagram(&plainly(Format::Mermaid, &timeline));
    assert_eq!(title, "Log", "the store's title");
    let lines: Vec<&str> = drawn.iter().map(|(_, _, line)| line.as_str()).collect();
    let wanted = [
        "Alleged: A strike, attributed to Ann Archer, grade F6, no source",
        "Cancelled: Talks (Ann Archer and Bob), grade F6, no source",
        "Proposed: More talks (Ann Archer and Bob), grade F6, no source",
        "Something, dated in the future, grade F6, no source",
    ];
    assert_eq!(lines, wanted, "in a diagram");
    for format in [Format::Geojson, Format::Timelinejs] {
        let text = plainly(format, &timeline);
        assert!(
            text.contains("Alleged: A strike") && text.contains("Cancelled: Talks"),
            "{format:?}: {text}"
        );
    }
}

#[test]
fn points_are_those_of_venues_and_of_nothing_else() {
    let map = parsed(&plainly(Format::Geojson, &sample::of_yaml(YAML)));
    assert_eq!(map["type"], "FeatureCollection", "RFC 7946");
    let features = map["features"].as_array().expect("features");
    assert_eq!(
        features[0]["geometry"],
        json!({"type": "Point", "coordinates": [30.52, 50.45]}),
        "longitude first"
    );
    assert_eq!(features[1]["geometry"], Value::Null, "a call is nowhere");
    assert_eq!(features[2]["geometry"], Value::Null, "nor is an event without a venue");
    let events = calendar(&plainly(Format::Ics, &sample::of_yaml(YAML)));
    assert_eq!((&*events[0]["GEO"], &*events[0]["LOCATION"]), ("50.45;30.52", "Kyiv"), "latitude first");
    assert!(!events[1].contains_key("GEO"), "and no point of a call");
}

#[test]
fn an_event_is_one_in_every_calendar() {
    let events = calendar(&plainly(Format::Ics, &sample::of_yaml(YAML)));
    assert_eq!(events[0]["UID"], "alleged@log.demarche", "id and store");
    assert_eq!(events[0]["DTSTAMP"], "20260110T000000Z", "from now");
    assert!(plainly(Format::Ics, &sample::of_yaml(YAML)).contains("\r\nCATEGORIES:strike\r\n"), "its kind");
}

#[test]
fn a_document_of_no_events_is_still_one() {
    let timeline = sample::of_yaml("store: {title: Log}\nevents: []\n");
    assert_eq!(rows(&plainly(Format::Csv, &timeline), b',').len(), 0, "a header");
    assert_eq!(parsed(&plainly(Format::Json, &timeline))["events"], json!([]), "an empty list");
    assert_eq!(parsed(&plainly(Format::Geojson, &timeline))["features"], json!([]), "an empty map");
    assert_eq!(parsed(&plainly(Format::Timelinejs, &timeline))["events"], json!([]), "no slides");
    assert_eq!(calendar(&plainly(Format::Ics, &timeline)).len(), 0, "an empty calendar");
    diagram(&plainly(Format::Mermaid, &timeline));
    assert!(sample::of_yaml(&plainly(Format::Yaml, &timeline)).order().is_empty(), "an empty store");
}
