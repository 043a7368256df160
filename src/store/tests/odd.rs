//! Shapes of files: however a store is written, it is one store.

use super::{ids, problems, store, told};
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

/// What a store holds, in words.
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
        told(store).join("\n")
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
    assert_eq!(told(&store), [""; 0], "and without a word");
}

#[test]
fn nothing_is_a_store_without_events() {
    for text in
        ["", "\n", "# only a comment\n", "---\n---\n", "events:\n", "events: []\n", "events: ~\n", "\u{feff}"]
    {
        assert_eq!(told(&store(text)), [""; 0], "{text:?} is empty, not wrong");
    }
}

#[test]
fn text_that_looks_like_items_stays_text() {
    let text = "events:\n- id: a\n  kind: other\n  date: 2025\n  title: \"x\n    - id: b\n    y\"\n- id: c\n  kind: other\n  date: 2025\n  title: t\n  summary: |\n    - id: d\n    events:\n    - x\n";
    let store = store(text);
    assert_eq!(ids(&store), ["a", "c"], "a dash inside quotes is no item: {:?}", told(&store));
    assert_eq!(store.events[0].title, "x - id: b y", "it is text");
    assert_eq!(store.events[1].summary.as_deref(), Some("- id: d\nevents:\n- x"), "in a block too");
}

#[test]
fn the_same_mistakes_are_told_in_the_same_places() {
    let bad =
        PLAIN.replace("meeting", "meetng").replace("denies: a", "denys: a").replace("name: V", "nam: V");
    let plain = problems(&bad);
    assert_eq!(plain.len(), 3, "three mistakes: {plain:?}");
    // A quoted key at the end sends the whole file the other way without moving a line.
    let odd = format!("{bad}\"claims\": []\n");
    assert_eq!(problems(&odd), plain, "by either way of reading");
}

#[test]
fn breaks_of_older_yaml_break_nothing() {
    for c in ['\u{85}', '\u{2028}', '\u{2029}'] {
        let text = format!(
            "events:\n- id: a\n  kind: other\n  date: 2025\n  title: x{c}y\n- id: b\n  kind: othr\n  date: 2025\n  title: t\n"
        );
        let store = store(&text);
        assert_eq!(ids(&store), ["a"], "U+{:04X} is a character of the title: {:?}", c as u32, told(&store));
        assert_eq!(store.events[0].title, format!("x{c}y"), "and stays there");
        assert_eq!(
            told(&store),
            ["7:9: unknown kind `othr` | did you mean `other`?"],
            "lines are those of an editor"
        );
    }
}
