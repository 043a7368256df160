//! Hostile and broken files: one clear problem with its place, in bounded time, and the rest loads.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{ids, problems, reported, store};
use crate::store::{Severity, Store};

const GOOD: &str = "- {id: good, kind: other, date: 2025, title: t}\n";

/// Reads a file with a good event and this text, in bounded time, and returns the problems reported.
fn hostile(text: impl Into<Vec<u8>>) -> Vec<String> {
    let begun = Instant::now();
    let store = Store::from_texts([("s.yaml", text.into())]);
    // Far more than needed, since the machine may be busy: the limit catches reads of minutes and gigabytes.
    assert!(begun.elapsed() < Duration::from_secs(20), "it took {:?}", begun.elapsed());
    reported(&store)
}

#[test]
fn nesting_is_bounded() {
    for (what, text) in [
        ("brackets", "[".repeat(200_000)),
        ("braces", "{a: ".repeat(100_000)),
        ("items", "- ".repeat(200_000)),
        ("brackets in an event", format!("events:\n{GOOD}- {}", "[".repeat(200_000))),
        ("braces in an event", format!("events:\n{GOOD}- title: {}", "{a: ".repeat(100_000))),
        ("indentation", (0..1000).map(|n| [" ".repeat(n), "a:\n".to_owned()].concat()).collect()),
        ("question marks", "? ".repeat(200_000)),
    ] {
        let reported = hostile(text);
        assert_eq!(reported.len(), 1, "{what}: one problem: {reported:?}");
    }
}

#[test]
fn the_event_beside_hostile_text_loads() {
    let store = store(&format!(
        "events:\n{GOOD}- title: {}\n- {{id: b, kind: other, date: 2026, title: t}}\n",
        "[".repeat(50_000)
    ));
    assert_eq!(ids(&store), ["good", "b"], "before it and after it");
}

#[test]
fn aliases_do_not_multiply() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..30 {
        writeln!(bomb, "a{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 10].join(", ")).expect("text");
    }
    let reported = hostile(bomb);
    assert_eq!(reported.len(), 1, "one problem: {reported:?}");
    assert!(reported[0].contains("aliases repeat too much"), "and it says what: {reported:?}");
    let scalar = format!("events:\n- &a {}\n{}", "x".repeat(900_000), "- *a\n".repeat(20_000));
    let reported = hostile(scalar);
    assert!(
        reported.iter().any(|t| t.contains("aliases repeat too much")),
        "nor does long text: {}",
        reported.len()
    );
}

#[test]
fn items_that_share_values_load_beside_broken_ones() {
    let event = |id: &str, rest: &str| format!("- id: {id}\n  kind: other\n  title: {id}\n  {rest}\n");
    let text = [
        event("a", "date: &day 2025-12-20"),
        event("b", "date: *day"),
        event("c", "date: *dya"),
        event("d", "date: [2025"),
        event("e", "date: 20x"),
        event("f", "date: %2025"),
        event("g", "date: *day"),
    ];
    let store = store(&format!("events:\n{}", text.concat()));
    assert_eq!(ids(&store), ["a", "b", "g"], "only those with a mistake are left out");
    assert_eq!(
        reported(&store),
        [
            "13:9: a value that begins with `*` repeats one marked with `&`, but there is none | quote it if it is text",
            "17:9: a bracket that is not closed",
            "21:9: 20x is not a date | use the form 2025-12-21, 2025-12, 2025 or 2025-12-21T11:10+03:00 for a date",
            "25:9: a value that begins with `%` | quote it: \"%2025\"",
        ],
        "each mistake once, at its own place"
    );
}

#[test]
fn thousands_of_events_may_share_a_date_and_a_title() {
    let text = format!("events: [{}]", "{kind: strike, date: 2025, title: x}, ".repeat(25_000));
    let store = store(&text);
    let ids: std::collections::HashSet<&str> = ids(&store).into_iter().collect();
    assert_eq!(ids.len(), 25_000, "each has an id of its own, found without trying all those before it");
    assert!(ids.contains("2025-x") && ids.contains("2025-x-25000"), "numbered in order");
}

#[test]
fn long_items_are_refused_and_others_load() {
    let text =
        format!("events:\n{GOOD}- {{id: long, kind: other, date: 2025, title: {}}}\n", "x".repeat(2_000_000));
    let store = store(&text);
    assert_eq!(ids(&store), ["good"], "the other event");
    assert_eq!(reported(&store), ["3:0: an item of 1953 kB: longer than 1 MB"], "one problem");
}

#[test]
fn many_mistakes_are_reported_in_bounded_time() {
    for (what, text) in [
        ("flow entries", format!("events: [{}]", "a,".repeat(400_000))),
        ("plain items", format!("events:\n{}", "- a\n".repeat(200_000))),
        (
            "keys",
            format!(
                "events:\n- {{{}}}",
                (0..100_000).map(|n| ["k", &n.to_string(), ": v,"].concat()).collect::<String>()
            ),
        ),
        ("lines", "x\n".repeat(400_000)),
        ("colons", ": ".repeat(400_000)),
        ("quotes", "\"".repeat(900_000)),
        ("hashes", format!("events:\n{}", " #".repeat(400_000))),
        ("document marks", "---\n".repeat(200_000)),
        ("tabs", "\t".repeat(900_000)),
        ("tags", format!("events:\n- {{{}}}", "title: !a b, ".repeat(50_000))),
        ("spaces", format!("events:\n-{}", " ".repeat(900_000))),
    ] {
        let reported = hostile(text);
        assert!(reported.iter().all(|t| t.len() < 2_000), "{what}: messages stay short");
    }
}

#[test]
fn what_is_not_reported_is_counted_once() {
    let reported = problems(&"- {id: a, kind: v, k: v}\n".repeat(2_000));
    let more: Vec<&String> = reported.iter().filter(|reported| reported.starts_with("0:0: ")).collect();
    assert_eq!(
        more,
        ["0:0: and 3,000 more problems in this file"],
        "a key and a word are wrong, and two keys are missing"
    );
    assert_eq!(reported.len(), 5_001, "the others are reported");
}

#[test]
fn a_file_of_mistakes_is_reported_in_part_and_counted() {
    let text = format!("events:\n{GOOD}{}", "- kind: x\n".repeat(6_000));
    let reported = problems(&text);
    assert_eq!(ids(&store(&text)), ["good"], "the good event stands");
    assert!(
        reported[0].starts_with("0:0: and ") && reported[0].ends_with(" more problems in this file"),
        "{}",
        reported[0]
    );
    assert!((5_000..=5_010).contains(&reported.len()), "no more than help: {}", reported.len());
    let same = "- {kind: strike, date: 2025, title: x}\n".repeat(6_000);
    let store = store(&same);
    let failing = store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
    assert_eq!((store.events.len(), failing), (6_000, 0), "what is only warned of stays a warning");
}

#[test]
fn what_is_no_text_is_reported_with_its_place() {
    let event = |title: &[u8]| {
        [b"events:\n", GOOD.as_bytes(), b"- {id: b, kind: other, date: 2025, title: ", title, b"}\n"].concat()
    };
    assert_eq!(
        hostile(event("é\u{7}".as_bytes())),
        ["3:44: a control character U+0007 | remove it, or write it as an escape in double quotes"],
        "a bell"
    );
    assert_eq!(
        hostile(event(b"a\0b")),
        ["3:44: a control character U+0000 | check that this is a text file"],
        "a NUL"
    );
    assert_eq!(
        hostile(event(b"\xC3\xA9\xFF")),
        ["3:44: byte 0xFF is not UTF-8 | save the file as UTF-8"],
        "Latin-1"
    );
    assert_eq!(
        hostile(b"\xFF\xFEe\0v\0"),
        ["1:1: the file is UTF-16, not UTF-8 | save the file as UTF-8"],
        "UTF-16"
    );
    assert_eq!(
        hostile(b"e\0v\0e\0n\0"),
        ["1:1: the file is UTF-16, not UTF-8 | save the file as UTF-8"],
        "without a mark"
    );
    let text = event("\u{9b}".as_bytes());
    assert_eq!(Store::from_texts([("s.yaml", text)]).events.len(), 1, "the other event loads");
}

#[test]
fn common_slips_of_yaml_are_reported_in_words() {
    let title =
        |rest: &str| format!("events:\n{GOOD}- id: b\n  kind: other\n  date: 2025\n  title: {rest}\n");
    for (rest, reported) in [
        ("a: b", "6:11: a colon inside a value | quote the whole value in straight quotes: \"a: b\""),
        (
            "'it's",
            "6:14: text after the closing quote | quote the whole value; inside single quotes, write an apostrophe twice",
        ),
        (
            "\"a",
            "6:10: a quote that is not closed | close it; inside single quotes, write an apostrophe twice",
        ),
        (
            "\"a\\q\"",
            "6:10: an unknown escape in double quotes | write a backslash twice inside double quotes",
        ),
        ("[a", "6:10: a bracket that is not closed"),
        ("[a\n  note: x", "6:10: a bracket that is not closed"),
        ("[a,,b]", "6:13: nothing before this comma | remove the extra comma"),
        ("a]\n  links: {a: b}}", "7:16: a closing bracket without an opening one | quote the text"),
        ("%a", "6:10: a value that begins with `%` | quote it: \"%a\""),
        ("%2025 # c", "6:10: a value that begins with `%` | quote it: \"%2025\""),
        ("[%a", "6:11: a value that begins with `%` | quote it"),
        ("@a", "6:10: a value that begins with `@` | quote it: \"@a\""),
        ("`a`", "6:10: a value that begins with a backtick | quote it: \"`a`\""),
        (
            "*a",
            "6:10: a value that begins with `*` repeats one marked with `&`, but there is none | quote it if it is text",
        ),
        ("x\n\tnote: y", "7:1: a tab in the indentation | indent with spaces"),
        ("x\n  note:y\n  status: occurred", "7:3: no space after the colon of `note:` | add a space"),
        (
            "x\nand more\n  note: y",
            "7:1: text instead of a key | indent text of several lines deeper than its key",
        ),
        (
            "x\n note: y",
            "7:2: a line whose indentation does not match the lines above | line up the keys of a record, and the dashes of a list",
        ),
        (
            "x\n   note: y",
            "7:4: a key that is indented deeper than the one above | line up the keys of a record",
        ),
        (
            "- x",
            "6:10: a list item on the line of its key | begin the list on the next line, or write it in brackets; if it is text, write \"- x\"",
        ),
        ("|x\n   a", "6:10: text after `|` or `>` | begin it on the next line"),
    ] {
        assert_eq!(problems(&title(rest)), [reported], "{rest:?}");
    }
}

/// Pieces of YAML that make unusual texts when they are combined at random.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "events:\n",
        "- ",
        "kind: meeting\n",
        "date: 2025-12\n",
        "title: x\n",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "[",
        "]",
        "{",
        "}",
        ",",
        ": ",
        "'",
        "\"",
        "|\n",
        ">-\n",
        "&a ",
        "*a",
        "!!str ",
        "? ",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "#",
        " # c\n",
        "~",
        "<<: ",
        "\t",
        "é",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\0",
        "store:\n",
        "actors: [a]\n",
        "links: {denies: x}\n",
        "-\n",
        "  - id: a\n",
        "\\",
        "\"\\x41\"",
    ]);
    prop::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Store::from_texts([("s.yaml", bytes)]);
    }

    #[test]
    fn no_yaml_breaks_the_reader(text in scraps()) {
        let _ = store(&text);
    }

    #[test]
    fn no_change_of_a_good_store_breaks_the_reader(at in 0_usize..3000, scrap in scraps(), cut in 0_usize..40) {
        let text = include_str!("../../../data/claims.yaml");
        let before: String = text.chars().take(at).collect();
        let after: String = text.chars().skip(at + cut).collect();
        let _ = store(&format!("{before}{scrap}{after}"));
    }
}

#[test]
fn every_beginning_of_a_store_is_reported_on_a_line_that_it_has() {
    let whole = include_str!("../../../tests/data/browser.yaml");
    let events = whole.find("events:").expect("events");
    let (head, tail) = whole.split_at(events);
    let short: String =
        head.lines().take(12).chain(tail.lines().take(20)).fold(String::new(), |t, l| t + l + "\n");
    let tricky = "store: {title: 'A \"b\"'}\nevents:\n- {id: a, kind: other, date: [2025], title: \"x\", tags: [a, {b: c}]}\n- id: b\n  note: |\n    text\n  links: {denies: [a,\n    b]}\n";
    for text in [short.as_str(), tricky] {
        for (end, _) in text.char_indices() {
            let begun = text.get(..end).unwrap_or_default();
            let lines = begun.lines().count().max(1) as u32;
            for problem in Store::from_texts([("x.yaml", begun.as_bytes().to_vec())]).problems {
                assert!(problem.line <= lines, "{} of {lines} lines of\n{begun}", problem.reported());
                let comma =
                    problem.message.contains("comma").then(|| begun.lines().nth(problem.line as usize - 1));
                let at =
                    comma.map(|line| line.and_then(|line| line.chars().nth(problem.column as usize - 1)));
                let no_comma = problem.message == "nothing before this comma" && at != Some(Some(','));
                assert!(!no_comma, "{} of\n{begun}", problem.reported());
            }
        }
    }
}

#[test]
fn a_bracket_at_the_end_that_is_not_closed_is_told_where_it_is() {
    for (text, at) in [
        ("a: [", "1:4"),
        ("a: [\n", "1:4"),
        ("a: [\n\n# x\n", "1:4"),
        ("a:\n  - {b: [1,\n", "2:9"),
        ("a: {\n", "1:4"),
    ] {
        let problems = Store::from_texts([("x.yaml", text.as_bytes().to_vec())]).problems;
        let told = problems
            .first()
            .map(|problem| format!("{}:{}: {}", problem.line, problem.column, problem.message));
        assert_eq!(told, Some(format!("{at}: a bracket that is not closed")), "{text:?}");
    }
}
