//! The whole demonstration store in every format.

use super::*;
use crate::store::{Input, Store};

#[test]
fn every_event_is_in_every_format() {
    let store = Store::load(&[Input::Path("data".into())]).expect("the store is there");
    let timeline = Timeline::new(store.shared(), None);
    let count = timeline.order().len();
    let ids: Vec<String> = timeline.order().iter().map(|ix| timeline.event(*ix).id.to_string()).collect();
    let table = rows(&plainly(Format::Csv, &timeline), b',');
    assert_eq!(table.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(), ids, "CSV");
    let table = rows(&plainly(Format::Tsv, &timeline), b'\t');
    assert_eq!(table.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(), ids, "TSV");
    let events = calendar(&plainly(Format::Ics, &timeline));
    for (event, id) in events.iter().zip(&ids) {
        assert_eq!(event["UID"].split('@').next(), Some(id.as_str()), "iCalendar");
        assert!(
            event["DTSTART"] < *event.get("DTEND").unwrap_or(&"X".to_owned()),
            "it ends after it begins: {id}"
        );
    }
    assert_eq!(events.len(), count, "iCalendar has all");
    let map = parsed(&plainly(Format::Geojson, &timeline));
    let features = map["features"].as_array().expect("features");
    for feature in features {
        let Some(at) = feature["geometry"]["coordinates"].as_array() else { continue };
        let degrees: Vec<f64> = at.iter().filter_map(Value::as_f64).collect();
        assert!(degrees.len() == 2 && degrees[0].abs() <= 180.0 && degrees[1].abs() <= 90.0, "{feature}");
    }
    assert_eq!(features.len(), count, "GeoJSON");
    let slides = parsed(&plainly(Format::Timelinejs, &timeline));
    for slide in slides["events"].as_array().expect("slides") {
        slide_date(&slide["start_date"]);
        slide.get("end_date").map(slide_date);
    }
    assert_eq!(slides["events"].as_array().map(Vec::len), Some(count), "TimelineJS");
    assert_eq!(diagram(&plainly(Format::Mermaid, &timeline)).1.len(), count, "Mermaid");
    assert_eq!(
        parsed(&plainly(Format::Json, &timeline))["events"].as_array().map(Vec::len),
        Some(count),
        "JSON"
    );
}

#[test]
fn windows_are_joined_without_a_seam() {
    use std::fmt::Write as _;
    let mut yaml = String::from("events:\n");
    for nth in 0..300 {
        let _ = writeln!(yaml, "- {{id: e{nth}, kind: other, date: 2025-{:02}-01, title: T}}", nth % 12 + 1);
    }
    let timeline = sample::of_yaml(&yaml);
    assert_eq!(
        parsed(&plainly(Format::Json, &timeline))["events"].as_array().map(Vec::len),
        Some(300),
        "JSON"
    );
    assert_eq!(
        parsed(&plainly(Format::Geojson, &timeline))["features"].as_array().map(Vec::len),
        Some(300),
        "map"
    );
    assert_eq!(rows(&plainly(Format::Csv, &timeline), b',').len(), 300, "CSV");
    assert_eq!(plainly(Format::Jsonl, &timeline).lines().count(), 300, "JSON lines");
    assert_eq!(sample::of_yaml(&plainly(Format::Yaml, &timeline)).order().len(), 300, "YAML");
}
