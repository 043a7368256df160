//! The quick reader compared with the YAML library: whatever it accepts, it reads the same.

use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::alike::taken;
use super::read_with;
use crate::store::input::built_in;
use crate::store::schema::list::List;
use crate::store::schema::raw::{RawActor, RawEvent, RawOutlet, RawTerm, RawVenue};
use crate::store::yaml::split::{self, Cut};

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    read_with(text, &|_| None)
}

#[test]
fn what_people_write_is_read_quickly() {
    let texts = [
        "- id: a\n  kind: meeting\n  date: 2025-12-21\n  title: Talks in Geneva\n",
        "- title: a\n  summary: >-\n    one\n    two\n\n    three\n  note: |\n    a\n    b\n",
        "  - title: indented\n    actors: {speaker: lavrov, addressee: [usa, uk]}\n    tags: [a, \"b: c\", 'd']\n",
        "- title: a\n  sources:\n    - {outlet: o, url: \"https://a.example/?q=1#x\"}\n    - outlet: p\n      title: t\n  grade: B2\n",
        "- title: a\n  tags:\n  - one\n  - two\n  # a remark\n  venue: \"v\" # where\n  agenda:\n",
        "- title: a\n    b\n",
        "- title: a #b\n",
        "- title: \"a\\\"b\"\n",
        "- title: 'it''s'\n",
        "- tags: [a,\n    b]\n",
        "- tags: [a, ]\n",
        "-\n  title: a\n",
        "- title: a\r\n  date: 2025\r\n",
        "- note: |\n    * one\n      deeper  \n   \n    * two\n",
    ];
    for text in texts {
        let took = taken::<RawEvent>(text);
        assert_eq!(took, Ok(true), "taken, and read as the YAML library reads it:\n{text}");
    }
}

#[test]
fn what_programs_write_is_read_quickly() {
    let texts = [
        // As PyYAML's dump writes it.
        "- actors:\n    speaker:\n    - lavrov\n  summary: \"\\u041A\\u0440\\u0435\\u043C\\u043B\\u044C said\\\n    \\ that it was \\\"so\\\"\"\n  title: 'It is\n    not so, he said:\n\n    no'\n",
        "- title: a long title that goes on\n    and on\n\n    and on # and ends\n  tags: [one, two\n      three, four]\n",
        "- {id: a, title: one,\n  kind: other, tags: [a, b,\n    c]}\n",
        // As yq and this program write it.
        "- \"id\": \"a\"\n  \"title\": b\n",
        "{\"id\":\"a\",\"title\":\"b \\u00e9 \\n\",\"tags\":[\"x\"],\"sources\":[{\"outlet\":\"o\"}]}",
        "{\n  \"id\": \"a\",\n  \"tags\": [\n    \"x\",\n    \"y\"\n  ]\n}\n",
    ];
    for text in texts {
        let took = taken::<RawEvent>(text);
        assert_eq!(took, Ok(true), "taken, and read as the YAML library reads it:\n{text}");
    }
}

#[test]
fn what_may_mean_something_else_is_left_alone() {
    let texts = [
        "- title: Кремль: \n",
        "- title: a: b\n",
        "- title: a\n    b: c\n",
        "- title: a # c\n    b\n",
        "- title: 'a\n  b'\n",
        "- tags: [a, # c\n    b]\n",
        "- title: \"\\ud83d\\ude00\"\n",
        "- title: a\n\t\n  b\n",
        "- title: a\u{2028}b\n",
        "{\"id\":\"a\"}\n{\"id\":\"b\"}\n",
        "- title: &x a\n",
        "- title: |+\n    a\n",
        "- summary: >-\n    a\n      b\n",
        "- summary: >-\n\n    a\n",
        "- summary: |\n    a",
        "- tags: [{a: b}]\n",
        "- sources: [10]\n",
        "- sources: [true]\n",
        "- tags: [~]\n",
        "- title: a\n  title: b\n",
        "- unknown: a\n",
        "- title: a\n- title: b\n",
        "- title:\n\ta\n",
        "- title: a\r",
        "- links: {responds_to: a, responds_to: b}\n",
    ];
    for text in texts {
        assert_eq!(taken::<RawEvent>(text), Ok(false), "left to the YAML library:\n{text}");
    }
}

#[test]
fn an_object_behind_a_comment_is_left_alone() {
    assert_eq!(taken::<RawEvent>("# a remark\n{\"id\": \"a\"}\n"), Ok(false), "not taken for an object");
}

#[test]
fn most_of_the_demonstration_store_is_read_quickly() {
    let (mut quick, mut all) = (0, 0);
    for file in built_in() {
        let document = split::documents(&file.bytes, 0).expect("no directives").remove(0);
        let pieces = split::pieces(&file.bytes, &document, Cut::Strict).expect("in plain style");
        for piece in pieces {
            let text = std::str::from_utf8(&file.bytes[piece.bytes]).expect("UTF-8");
            let took = match piece.list {
                List::Events => taken::<RawEvent>(text),
                List::Actors => taken::<RawActor>(text),
                List::Venues => taken::<RawVenue>(text),
                List::Outlets => taken::<RawOutlet>(text),
                List::Terms => taken::<RawTerm>(text),
                _ => continue,
            };
            quick += usize::from(took.expect("both readers read alike"));
            all += 1;
        }
    }
    assert!(quick * 2 > all, "{quick} of {all} items of a store kept by hand");
}

fn demonstration() -> &'static [String] {
    static EVENTS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
        let files = built_in();
        let texts = files.iter().flat_map(|file| {
            let document = split::documents(&file.bytes, 0).expect("no directives").remove(0);
            let pieces = split::pieces(&file.bytes, &document, Cut::Strict).expect("in plain style");
            let events = pieces.into_iter().filter(|piece| piece.list == List::Events);
            events.map(|piece| String::from_utf8(file.bytes[piece.bytes].to_vec()).expect("UTF-8"))
        });
        texts.filter(|text| read::<RawEvent>(text).is_some()).collect()
    });
    &EVENTS
}

/// Lines of an event, right and wrong.
fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "title", "summary", "date", "tags", "actors", "sources", "quote", "links", "note", "venue", "text",
        "by", "speaker", "outlet", "url", "computed", "null", "figures", "count", "about", "agenda",
        "\"id\"", "true", "x y",
    ]);
    let scalar = "[a-c0-9:#\\-,\\[\\]{}'\"&*!|>?%@`~.+/ яé=<]{0,9}";
    let value = prop_oneof![
        4 => scalar.prop_map(|s| s),
        1 => prop::sample::select(vec![
            "~", "null", "true", "010", "1.5", "0x1F", ".inf", "-1", "+2", ">-", "|", ">", "|-", "|+", ">2", "[]", "{}",
            "[a, b]", "[a,b ]", "{by: [a, b], count: 8}", "{text: \"a\", lang: en}", "\"~\"", "''", "2025-12-21T11:10+03:00",
            "[a: b]", "{a: b: c}", "[\"a\"b]", "{a}", "[a] b", "\"a\" # c", "[a,, b]", "{by: a,}", "https://a.b/c?d=e", "- a", "...",
            "---", "e5", "inf", "Null", "a  ", "{speaker: [a, {b: c}]}", "[-1, - 2]", "[a#b, a #b]", "yes", "=", "<<",
        ]).prop_map(str::to_owned),
    ];
    let indent = prop::sample::select(vec![0usize, 1, 2, 2, 2, 2, 4, 4, 4, 6]);
    // Lines that continue the value of the line before.
    let more = prop::sample::select(vec![
        "", "", "b", "b c", "b'", "b\"", "b]", "b}", ", b]", "b, c: d}", "# b", "b # c", "* b", "- b", "\\",
        "\\ b\"", "''b'", "\tb", "b  ", "b:", "b: c", "---", "...", "b \\", "[b", "{b: c}]", "\"b\": c",
        "b\t", "?", "| b", "'b'", "\"b\"",
    ]);
    let more = (prop::sample::select(vec![0usize, 2, 3, 4, 4, 4, 6]), more);
    let begun = prop::sample::select(vec![
        "title: 'a",
        "title: \"a",
        "title: \"a \\",
        "tags: [a",
        "tags: [a,",
        "tags: [\"a",
        "actors: {speaker: a",
        "actors: {speaker:",
        "title: a",
        "title: a b  ",
        "note: |",
        "note: >-",
        "tags:",
        "quote: {text: 'a",
        "quote: {\"text\":\"a",
        "title: \"a\\n",
        "title: 'a'' ",
    ]);
    let wrapped = (begun, prop::collection::vec(more, 1..4)).prop_map(|(begun, more)| {
        let more = more.into_iter().map(|(indent, more)| format!("\n{}{more}", " ".repeat(indent)));
        format!("  {begun}{}", more.collect::<String>())
    });
    let one = (
        indent,
        prop::bool::weighted(0.15),
        prop::option::weighted(0.8, key),
        prop::option::weighted(0.9, value),
    );
    let one = one.prop_map(|(indent, dash, key, value)| {
        let dash = if dash { "- " } else { "" };
        let key = key.map(|k| format!("{k}:")).unwrap_or_default();
        let value = value.map(|v| format!(" {v}")).unwrap_or_default();
        format!("{}{dash}{key}{value}", " ".repeat(indent))
    });
    prop_oneof![2 => one, 1 => wrapped]
}

/// Generates JSON, right and nearly right.
fn json() -> impl Strategy<Value = String> {
    let key =
        prop::sample::select(vec!["id", "title", "tags", "date", "quote", "text", "null", "computed", "x"]);
    let string = "([a-c é:#,'\\[\\]{}\\-]|\\\\[\"\\\\/bfnrtu0]|\\\\u00e9|\\\\x41){0,6}";
    let leaf = prop_oneof![
        6 => string.prop_map(|text| format!("\"{text}\"")),
        1 => prop::sample::select(vec!["true", "null", "1", "-1.5", "1e3", "a", "a b", "'c'", "\"a", "~", "*a", "&a b", "!!str a"]).prop_map(str::to_owned),
    ];
    let space = || prop::sample::select(vec!["", "", "", " ", "\n", "\n  ", "\t", "\r\n"]);
    let value = leaf.prop_recursive(3, 12, 4, move |inner| {
        let item = (space(), inner.clone(), space()).prop_map(|(a, value, b)| format!("{a}{value}{b}"));
        let colon = prop::sample::select(vec![":", ":", ":", ": ", " :", ""]);
        let pair = (space(), key.clone(), colon, item.clone())
            .prop_map(|(a, key, colon, item)| format!("{a}\"{key}\"{colon}{item}"));
        prop_oneof![
            prop::collection::vec(item, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(pair, 0..5).prop_map(|pairs| format!("{{{}}}", pairs.join(","))),
        ]
    });
    value.prop_map(|text| if text.starts_with('{') { text } else { format!("{{\"title\":{text}}}") })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 3_000 } else { 100_000 }))]

    #[test]
    fn both_readers_read_alike(first in "(title|summary|tags|note|quote): [a-c>|\\-\\[\\]{}, ]{0,5}", rest in prop::collection::vec(line(), 0..7), end in prop::bool::ANY) {
        let text = format!("- {first}\n{}{}", rest.join("\n"), if end { "\n" } else { "" });
        taken::<RawEvent>(&text).map_err(TestCaseError::fail)?;
        taken::<serde_json::Value>(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn both_read_json_alike(text in json()) {
        taken::<RawEvent>(&text).map_err(TestCaseError::fail)?;
        taken::<serde_json::Value>(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_ends_its_lines_otherwise_is_read_alike(first in "(title|summary|note): [a-c>|'\"]{0,3}", rest in prop::collection::vec(line(), 0..5)) {
        let text = format!("- {first}\n{}\n", rest.join("\n")).replace('\n', "\r\n");
        taken::<RawEvent>(&text).map_err(TestCaseError::fail)?;
        taken::<serde_json::Value>(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn an_event_with_a_slip_of_the_pen_is_read_alike(
        which in any::<prop::sample::Index>(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), "[-:#,\\[\\]{}'\"&*!|>?%@`~ \n0a=.]|  |: | #|\n  |- "), 1..3),
    ) {
        let mut chars: Vec<char> = which.get(demonstration()).chars().collect();
        for (at, replaced, slip) in slips {
            let at = at.index(chars.len());
            chars.splice(at..at + usize::from(replaced), slip.chars());
        }
        let text: String = chars.into_iter().collect();
        taken::<RawEvent>(&text).map_err(TestCaseError::fail)?;
    }
}
