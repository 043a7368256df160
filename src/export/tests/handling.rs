//! The strictest level heads every format; what is stricter than allowed is in none; notes only on request.

use super::*;
use crate::event::Handling;

const YAML: &str = "
store: {title: Log, handling: green}
actors: [{id: a, name: Ann, note: her own secretary}]
sources: [{id: s, outlet: Wire, url: 'https://o.org/1', note: remark on a page}]
events:
- {id: open, kind: other, date: 2025-12-20, title: Open, handling: clear, actors: [a], sources: [s, {cite: c, note: remark on a cite}],
   note: my own thought, grade: B2, grade_note: why B2, sessions: [{title: one, note: on a session}],
   figures: [{metric: killed, count: 1, note: on a figure, grade_note: on its grade}]}
- {id: strict, kind: other, date: 2025-12-21, title: Strict secret, handling: amber, links: {follows: open}}
";

const NEW: [Format; 10] = [
    Format::Csv,
    Format::Tsv,
    Format::Json,
    Format::Jsonl,
    Format::Yaml,
    Format::Ics,
    Format::Geojson,
    Format::Timelinejs,
    Format::Mermaid,
    Format::Html,
];

fn head(format: Format, text: &str) -> String {
    let first = |lines: usize| text.lines().take(lines).collect::<Vec<_>>().join("\n");
    match format {
        Format::Csv => rows(text, b',')[0]["document_handling"].clone(),
        Format::Tsv => rows(text, b'\t')[0]["document_handling"].clone(),
        Format::Json => format!("TLP:{}", parsed(text)["handling"].as_str().expect("a level").to_uppercase()),
        Format::Geojson | Format::Timelinejs => {
            parsed(text)["handling"].as_str().expect("a level").to_owned()
        }
        Format::Html => text.split_once("<header>").expect("a header").1.chars().take(80).collect(),
        _ => first(6),
    }
}

#[test]
fn the_strictest_level_heads_every_format() {
    let timeline = sample::of_yaml(YAML);
    for format in NEW.into_iter().filter(|format| *format != Format::Jsonl) {
        let text = plainly(format, &timeline);
        let head = head(format, &text).replace("#58;", ":");
        assert!(head.contains("TLP:AMBER"), "{format:?}: {head}");
    }
    // JSON lines have no head: each has the level that applies to it.
    let lines = plainly(Format::Jsonl, &timeline);
    let levels: Vec<Value> = lines.lines().map(|line| parsed(line)["computed"]["handling"].clone()).collect();
    assert_eq!(levels, ["clear", "amber"], "{lines}");
    let events = calendar(&plainly(Format::Ics, &timeline));
    assert_eq!((&*events[0]["CLASS"], &*events[1]["CLASS"]), ("PUBLIC", "CONFIDENTIAL"), "classes");
}

#[test]
fn the_strictest_level_heads_what_people_read_and_copy() {
    let timeline = sample::of_yaml(YAML);
    for format in [Format::Markdown, Format::Brief] {
        let text = plainly(format, &timeline);
        let head: String = text.lines().take(8).collect();
        assert!(head.contains("TLP:AMBER"), "{format:?}: {text}");
        let released = plainly(format, &sample::of_yaml(YAML).released(Handling::Green));
        let head: String = released.lines().take(12).collect();
        assert!(!released.contains("Strict secret") && !released.contains("TLP:AMBER"), "{format:?}");
        assert!(head.contains("TLP:CLEAR") || head.contains("TLP:GREEN"), "{format:?}: {released}");
        assert!(released.contains("1 event of the store"), "{format:?} says how many: {released}");
    }
    // What the keys `y` and `Y` copy.
    let one = |id: &str| event(&timeline, timeline.store().find(id).expect("an event"), false);
    let first = |text: &str| text.lines().take(3).collect::<Vec<_>>().join("\n");
    assert!(first(&one("strict")).contains("TLP:AMBER"), "{}", one("strict"));
    assert!(first(&one("open")).contains("TLP:"), "{}", one("open"));
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let options = Options::default();
    let mut out = Vec::new();
    full_brief(&Request::of(&timeline, timeline.order(), &now, &options), &mut out).expect("memory");
    let brief = String::from_utf8(out).expect("text");
    assert!(brief.lines().take(8).collect::<String>().contains("TLP:AMBER"), "{brief}");
}

#[test]
fn what_is_withheld_is_in_no_format_and_counted() {
    let timeline = sample::of_yaml(YAML).released(Handling::Green);
    for format in NEW {
        let text = plainly(format, &timeline);
        assert!(!text.to_lowercase().contains("strict secret"), "{format:?}: {text}");
        assert!(!text.contains("TLP:AMBER:"), "{format:?}");
        if ![Format::Csv, Format::Tsv, Format::Jsonl, Format::Json].contains(&format) {
            let unfolded = text.replace("\r\n ", "");
            assert!(unfolded.contains("1 event of the store"), "{format:?} says how many: {text}");
        }
    }
    let json = parsed(&plainly(Format::Json, &timeline));
    assert_eq!(json["withheld"]["events"], 1, "in JSON a number");
}

#[test]
fn notes_are_in_no_format_unless_asked_for() {
    let timeline = sample::of_yaml(YAML);
    let own = [
        "her own secretary",
        "remark on a page",
        "remark on a cite",
        "my own thought",
        "why B2",
        "on a session",
        "on a figure",
        "on its grade",
    ];
    for format in NEW {
        let text = plainly(format, &timeline);
        for note in own {
            assert!(!text.contains(note), "{format:?} without notes has `{note}`:\n{text}");
        }
        let options = Options { notes: true, ..Options::default() };
        let text = document(format, &timeline, &options).replace("\r\n ", "");
        if format != Format::Mermaid {
            assert!(
                text.contains("my own thought") && text.contains("on a figure"),
                "{format:?} with notes:\n{text}"
            );
        }
    }
    let options = Options { notes: true, ..Options::default() };
    let text = document(Format::Yaml, &timeline, &options);
    for note in own {
        assert!(text.contains(note), "a store again keeps `{note}`:\n{text}");
    }
}
