//! Styles of files: in whatever style a store is written, the result is the same store.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{ids, problems, reported, store};
use crate::store::Store;

const PLAIN: &str = "\
store:
  title: T
  timezone: Europe/Kyiv
actors:
  - id: putin
    name: Vladimir Putin
events:
  - id: a
    kind: meeting
    date: 2025-12-20
    title: 'One: two'
    actors: [putin]
  - id: b
    kind: statement
    date: 2025-12-21
    title: Three
    tags: [x, 010]
    links: {denies: a}
";

/// Describes the contents of a store in words.
fn content(store: &Store) -> String {
    let events: Vec<String> = store
        .events
        .iter()
        .map(|e| {
            format!("{} {} {:?} {:?} {:?} {:?}", e.id, e.date.text(), e.title, e.tags, e.actors, e.links)
        })
        .collect();
    format!(
        "{:?} {:?}\n{}\n{}",
        store.meta.title,
        store.meta.timezone,
        events.join("\n"),
        reported(store).join("\n")
    )
}

#[test]
fn every_way_to_write_it_is_the_same_store() {
    let plain = content(&store(PLAIN));
    let json = r#"{"store": {"title": "T", "timezone": "Europe/Kyiv"}, "actors": [{"id": "putin", "name": "Vladimir Putin"}],
        "events": [{"id": "a", "kind": "meeting", "date": "2025-12-20", "title": "One: two", "actors": ["putin"]},
        {"id": "b", "kind": "statement", "date": "2025-12-21", "title": "Three", "tags": ["x", "010"], "links": {"denies": "a"}}]}"#;
    let ways = [
        ("marked", format!("---\n{PLAIN}...\n")),
        (
            "three documents",
            PLAIN.replace("actors:\n", "---\nactors:\n").replace("events:\n", "--- # now\nevents:\n"),
        ),
        ("CRLF", PLAIN.replace('\n', "\r\n")),
        ("old line ends", PLAIN.replace('\n', "\r")),
        ("a byte order mark", format!("\u{feff}{PLAIN}")),
        ("a directive", format!("%YAML 1.2\n---\n{PLAIN}")),
        (
            "no indentation",
            PLAIN.replace("\n  ", "\n").replace(
                "store:\ntitle: T\ntimezone: Europe/Kyiv",
                "store: {title: T, timezone: Europe/Kyiv}",
            ),
        ),
        ("quoted keys", PLAIN.replace("events:", "\"events\":").replace("title:", "'title':")),
        ("comments", PLAIN.replace("\n  - ", "\n# - x\n  # - y\n  - ").replace("events:", "events: # - z")),
        ("JSON", json.to_owned()),
        ("anchors", PLAIN.replace("- id: a", "- id: &x a").replace("denies: a", "denies: *x")),
        ("dashes alone", PLAIN.replace("- id", "-\n    id")),
        ("no line end", PLAIN.trim_end().to_owned()),
        ("blank lines", PLAIN.replace('\n', "\n\n  \n")),
    ];
    for (way, text) in ways {
        assert_eq!(content(&store(&text)), plain, "{way} changes nothing");
    }
}

#[test]
fn a_bare_list_is_events() {
    let store = store(
        "- {id: a, kind: other, date: 2025, title: t}\n# c\n- id: b\n  kind: other\n  date: 2026\n  title: t\n",
    );
    assert_eq!(ids(&store), ["a", "b"], "without a key");
    assert_eq!(reported(&store), [""; 0], "and without a word");
}

#[test]
fn nothing_is_a_store_without_events() {
    for text in
        ["", "\n", "# only a comment\n", "---\n---\n", "events:\n", "events: []\n", "events: ~\n", "\u{feff}"]
    {
        assert_eq!(reported(&store(text)), [""; 0], "{text:?} is empty, not wrong");
    }
}

#[test]
fn text_that_looks_like_items_stays_text() {
    let text = "events:\n- id: a\n  kind: other\n  date: 2025\n  title: \"x\n    - id: b\n    y\"\n- id: c\n  kind: other\n  date: 2025\n  title: t\n  summary: |\n    - id: d\n    events:\n    - x\n";
    let store = store(text);
    assert_eq!(ids(&store), ["a", "c"], "a dash inside quotes is no item: {:?}", reported(&store));
    assert_eq!(store.events[0].title, "x - id: b y", "it is text");
    assert_eq!(store.events[1].summary.as_deref(), Some("- id: d\nevents:\n- x"), "in a block too");
}

#[test]
fn the_same_mistakes_are_reported_in_the_same_places() {
    let bad =
        PLAIN.replace("meeting", "meetng").replace("denies: a", "denys: a").replace("name: V", "nam: V");
    let plain = problems(&bad);
    assert_eq!(plain.len(), 3, "three mistakes: {plain:?}");
    // A quoted key at the end makes the file irregular, so it is read as a whole, and no line moves.
    let irregular = format!("{bad}\"claims\": []\n");
    assert_eq!(problems(&irregular), plain, "by either way of reading");
}

#[test]
fn breaks_of_older_yaml_break_nothing() {
    for c in ['\u{85}', '\u{2028}', '\u{2029}'] {
        let text = format!(
            "events:\n- id: a\n  kind: other\n  date: 2025\n  title: x{c}y\n- id: b\n  kind: othr\n  date: 2025\n  title: t\n"
        );
        let store = store(&text);
        assert_eq!(
            ids(&store),
            ["a"],
            "U+{:04X} is a character of the title: {:?}",
            c as u32,
            reported(&store)
        );
        assert_eq!(store.events[0].title, format!("x{c}y"), "and stays there");
        assert_eq!(
            reported(&store),
            ["7:9: unknown kind `othr` | did you mean `other`?"],
            "lines are those of an editor"
        );
    }
}

/// A value and the ways to write it in block style, below a key at six columns.
fn written(text: &str, way: u8) -> String {
    let single = format!("'{}'", text.replace('\'', "''"));
    let double = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    match way {
        0 if text.bytes().all(|b| b.is_ascii_alphanumeric()) => text.to_owned(),
        0 | 1 => single,
        2 => double,
        3 => format!("|-\n        {text}"),
        4 => format!(">-\n        {text}"),
        _ => format!("'{}'  # why", text.replace('\'', "''").replace(' ', "\n\n          ")),
    }
}

fn events() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "x", "2025", "010", "1.50", "NO", "~x", "null", "it's", "a: b", "- a", "# no", "\"q\"", "é👩", "a b",
        "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "a\\b", "0x1F", "true", ".inf", "1_000", "?", "|", ">",
        "=", "<<",
    ]);
    let field = (
        prop::sample::select(vec!["title", "summary", "note", "subtype", "status", "kind", "nope"]),
        text.clone(),
        0_u8..6,
    );
    let event = (
        prop::collection::vec(field, 0..5),
        prop::collection::vec((text, 0_u8..3), 0..3),
        any::<[bool; 4]>(),
    );
    prop::collection::vec(event, 0..5).prop_map(|events| {
        let mut out = "events:\n".to_owned();
        for (n, (fields, tags, [comment, blank, date, flow])) in events.into_iter().enumerate() {
            writeln!(out, "    - id: e{n}").expect("text");
            if date {
                out.push_str("      date: 2025-12\n      kind: other\n      title: t\n");
            }
            for (key, text, way) in fields {
                writeln!(out, "      {key}: {}", written(text, way)).expect("text");
            }
            if comment {
                out.push_str("# - comment\n");
            }
            if blank {
                out.push_str("\n    \n");
            }
            let tags: Vec<String> = tags.into_iter().map(|(text, way)| written(text, way)).collect();
            match flow {
                _ if tags.is_empty() => {}
                true => writeln!(out, "      tags: [{}]", tags.join(",\n         ")).expect("text"),
                false => writeln!(out, "      tags:\n      - {}", tags.join("\n      - ")).expect("text"),
            }
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn item_by_item_and_whole_are_one(text in events()) {
        // A quoted key at the end makes the document irregular, and no line moves.
        let whole = format!("{text}\"claims\": []\n");
        prop_assert_eq!(content(&store(&text)), content(&store(&whole)), "{}", text);
    }
}
