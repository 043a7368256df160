//! JSON lines and slides as they come.

use super::*;

#[test]
fn dirty_lines_and_slides_lose_no_row_and_load_without_a_problem() {
    let good = r#"{"id":"a","kind":"meeting","date":"2025-12-21","title":"A"}"#;
    let lines: &[&str] = &[
        "{}",
        "[]",
        "null",
        "\"text\"",
        "{\"id\":",
        "{'id': 'a'}",
        "// a comment",
        "NaN",
        "{\"id\":\"a\",}",
        "\u{feff}{}",
        r#"{"id":"b","kind":"meting","date":"2025-12-21","title":"A"}"#,
        r#"{"id":"b","kind":"meeting","date":"21.12.2025","title":"A"}"#,
        r#"{"id":7,"kind":"meeting","date":"2025-12-21","title":"A"}"#,
        r#"{"id":"b","kind":"meeting","date":2025,"title":"A"}"#,
        r#"{"id":"c","kind":"meeting","date":"2025-12-21","title":["A"]}"#,
        r#"{"id":"d","kind":"meeting","date":"2025-12-21","title":"A","unknown":1}"#,
        r#"{"id":"e","kind":"meeting","date":"2025-12-21","title":"A","links":{"denies":"nothing"}}"#,
        r#"{"id":"f","kind":"meeting","date":"2025-12-21","title":"A","links":"nothing"}"#,
        r#"{"id":"g","kind":"meeting","date":"2025-12-21","title":"A","about":[{"claim":"none"}]}"#,
        r#"{"id":"h","kind":"meeting","date":"2025-12-21","title":"A","sources":["TASS",{"id":"none","disputes":true},{"outlet":"X"}]}"#,
        r#"{"id":"i","kind":"meeting","date":"2025-12-21","title":"A","figures":[{"metric":"killed","count":1,"source":"none"}]}"#,
        r#"{"id":"j","kind":"meeting","date":"2025-12-21","title":"A\u0000\u202e","computed":{"names":{"actors":{"x y":"Bad id","ok":7,"good":"Good"},"claims":[]},"seal":4}}"#,
        r#"{"id":"k","kind":"meeting","date":"2025-12-21","title":"A","title":"twice"}"#,
        r#"{"id":"l","kind":"meeting","date":"2025-12-21","title":"A","actors":{"party":["x",null,3]}}"#,
        r#"{"id":"m","kind":null,"date":null,"title":null}"#,
        r#"{"id":"n","kind":"meeting","date":"2025-12-21","title":"A","venue":{"name":"x"}}"#,
        r#"{"id":"o","kind":"meeting","date":"2025-12-21","title":"A","grade":"Z9"}"#,
        r#"{"id":"p","kind":"meeting","date":"2025-12-21","title":"A","links":{"follows":["q","a"]}}"#,
        r#"{"id":"q","kind":"meeting","date":"2025-12-21","title":"A","links":{"follows":["p"]}}"#,
        r#"{"id":"r","kind":"meeting","date":"2025-12-21","title":"A","conflicts":[{"field":"date","values":[{"value":"x","source":"none"},{"value":"y"}]}]}"#,
        r#"{"id":"s","kind":"meeting","date":"2025-12-21","title":"A","sources":[{"outlet":"X","derived_from":["nobody"]}]}"#,
    ];
    assert!(lines.len() > 30, "{}", lines.len());
    for line in lines {
        for file in
            [format!("{good}\n{line}\n"), format!("{good}\r\n\r\n{line}"), format!("{line}\n{good}\n")]
        {
            sound(&format!("lines with {line}"), Format::Jsonl, &[], file.as_bytes());
        }
        sound(
            &format!("mapped lines with {line}"),
            Format::Jsonl,
            &["kind=other", "date={date}", "title={title}", "actors={actors.party}", "sources={sources}"],
            format!("{good}\n{line}\n").as_bytes(),
        );
    }
    let all = lines.join("\n");
    let import = sound("all lines", Format::Jsonl, &[], format!("{good}\n{all}").as_bytes()).expect("lines");
    assert_eq!(import.tally.rows, lines.len() + 1, "each line is a row");

    let slides: &[&str] = &[
        "{}",
        "[]",
        "null",
        "7",
        "\"x\"",
        r#"{"start_date":{"year":"NA"},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025.0},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":""},"text":{"headline":"A"}}"#,
        r#"{"start_date":"2025-12-21","text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"month":13},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"month":"Dec"},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"month":2,"day":30},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"day":30},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"month":2,"day":3,"hour":25},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"month":2,"day":3,"hour":5,"minute":"7"},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025,"month":2,"day":3,"minute":7},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":-44,"month":3,"day":15},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":20250},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":99999999999},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":-13800000000},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025},"end_date":{"year":2024},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025},"end_date":{},"text":{"headline":"A"}}"#,
        r#"{"end_date":{"year":2024},"text":{"headline":"A"}}"#,
        r#"{"start_date":{"year":2025},"text":{}}"#,
        r#"{"start_date":{"year":2025},"text":"A"}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"<p></p>"}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"","text":"<p>One</p><p>Two</p>"}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":["A","B"]}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A\nB\u0000\u202e"}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"media":"https://x.org"}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"media":{"url":"<iframe src='x'>"}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"media":{"url":"https://example.org/a b"}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"group":7,"unique_id":"Ä ö/?"}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"unique_id":12}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"demarche":{"id":"x"}}"#,
        r#"{"start_date":{"year":2025},"text":{"headline":"A"},"demarche":7}"#,
    ];
    assert!(slides.len() > 30, "{}", slides.len());
    for slide in slides {
        let first = r#"{"start_date":{"year":2020},"text":{"headline":"First"}}"#;
        let file = format!("{{\"title\":{{}},\n\"events\": [\n{first},\n{slide}]}}");
        let import =
            sound(&format!("slides with {slide}"), Format::TimelineJs, &[], file.as_bytes()).expect("JSON");
        assert_eq!(import.tally.rows, 2, "{slide}");
    }
    for file in [
        "{",
        "{}",
        "{\"events\": 7}",
        "{\"events\": {}}",
        "[",
        "{\"events\": []} x",
        "{\"eras\": [], \"events\": []}",
    ] {
        sound(&format!("slides: {file}"), Format::TimelineJs, &[], file.as_bytes());
    }
}
