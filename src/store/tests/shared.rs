//! Values that items share by anchors and aliases: none is lost, and each means the same however many items there are.

use std::fmt::Write as _;

use super::{reported, store};
use crate::store::Store;
use crate::store::yaml::read::Deferral;

/// Returns the store of a text whose events are all read on their own.
fn apart(text: &str) -> Store {
    Store::from_texts_with([("s.yaml", text)], Deferral(1))
}

fn content(store: &Store) -> String {
    store.events.iter().map(|event| format!("{event:?}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_shared_is_what_is_written_out() {
    let event = |id: &str, rest: &str| format!("- id: {id}\n  kind: meeting\n  title: {id}\n  {rest}\n");
    let shared = [
        event("a", "date: &day 2025-12-20\n  tags: &tags [one, &two \"2\"]"),
        event("b", "date: *day\n  tags: *tags"),
        event("c", "date: 2025\n  tags: [*two, three]\n  summary: &text >-\n    It *was*\n    so"),
        event("d", "date: &day 2025-12-22\n  summary: *text # as before"),
        event("e", "date: *day\n  quote: {text: *text, lang: en}"),
        event("f", "date: 2025\n  sources:\n  - &from {outlet: o, url: \"https://a.example/?a=1&b=2\"}"),
        event("g", "date: 2025\n  sources: [*from]\n  note: 'a * b & c'"),
        event("h", "date: 2025\n  note: |\n    * one\n    & two"),
    ]
    .concat();
    let from = "{outlet: o, url: \"https://a.example/?a=1&b=2\"}";
    let written = [
        event("a", "date: 2025-12-20\n  tags: [one, \"2\"]"),
        event("b", "date: 2025-12-20\n  tags: [one, \"2\"]"),
        event("c", "date: 2025\n  tags: [\"2\", three]\n  summary: >-\n    It *was*\n    so"),
        event("d", "date: 2025-12-22\n  summary: \"It *was* so\""),
        event("e", "date: 2025-12-22\n  quote: {text: \"It *was* so\", lang: en}"),
        event("f", &format!("date: 2025\n  sources:\n  - {from}")),
        event("g", &format!("date: 2025\n  sources: [{from}]\n  note: 'a * b & c'")),
        event("h", "date: 2025\n  note: |\n    * one\n    & two"),
    ]
    .concat();
    for (way, shared) in [("read apart", apart(&shared)), ("read at once", store(&shared))] {
        assert_eq!(shared.events.len(), 8, "{way}: {:?}", reported(&shared));
        let (shared, written) = (content(&shared), content(&store(&written)));
        let lines = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "0");
        assert_eq!(lines(&shared), lines(&written), "{way}: but for the lines");
    }
}

#[test]
fn a_value_that_many_share_loses_none() {
    let mut text = "- {id: a, kind: other, date: 2025, title: t, tags: &t [one, two]}\n".to_owned();
    for n in 0..120_000 {
        writeln!(text, "- {{id: e{n}, kind: other, date: 2025, title: t, tags: *t}}").expect("text");
    }
    let store = apart(&text);
    assert_eq!(store.events.len(), 120_001, "{:?}", reported(&store).first());
    assert!(store.events.iter().all(|event| event.tags.len() == 2), "each with what it shares");
}

#[test]
fn what_is_wrong_in_a_shared_value_is_reported_where_it_stands() {
    let text = "- {id: a, kind: other, date: 2025, title: t, tags: &t [one]}\n\n\
        - {id: b, kind: other, date: 2025-13, title: t, tags: *t}\n\
        - {id: c, kind: other, date: 2025, title: t, tags: *none}\n\
        - {id: d, kind: other, date: 2025, title: t, tags: *t}\n";
    let apart = apart(text);
    let reported = reported(&apart);
    assert!(
        reported.iter().any(|reported| reported.starts_with("3:") && reported.contains("2025-13")),
        "{reported:?}"
    );
    assert!(
        reported.iter().any(|reported| reported.starts_with("4:") && reported.contains("none")),
        "{reported:?}"
    );
    let ids: Vec<&str> = apart.events.ids().collect();
    assert_eq!(ids, ["a", "d"], "and the others stand");
}
