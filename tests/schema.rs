//! `demarche schema`, tried by a validator that shares no code with this program.

use std::path::Path;

use assert_cmd::Command;
use boon::{Compiler, Schemas};
use serde::Deserialize as _;
use serde_json::{Value, json};

fn schema() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche")).arg("schema").output().expect("it runs");
    assert!(output.status.success(), "the schema is printed");
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

/// Returns what the validator says of every document, nothing if they are valid.
fn complaints(documents: &[Value]) -> Option<String> {
    each_complaint(&[documents.to_vec()]).pop().flatten()
}

/// Returns what the validator says of the documents of each file.
fn each_complaint(files: &[Vec<Value>]) -> Vec<Option<String>> {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.add_resource("demarche.json", schema()).expect("a resource");
    let index = compiler.compile("demarche.json", &mut schemas).expect("a valid schema of its draft");
    let one = |document: &Value| schemas.validate(document, index).err().map(|error| format!("{error:#}"));
    files.iter().map(|documents| documents.iter().find_map(one)).collect()
}

/// Reads the documents of a YAML text with the types that YAML gives its scalars.
fn documents(text: &str) -> Vec<Value> {
    let all = serde_yaml::Deserializer::from_str(text);
    all.map(|document| Value::deserialize(document).expect("YAML as JSON")).collect()
}

fn yaml_files(dir: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_demonstration_store_is_valid() {
    let mut files =
        vec![Path::new("tests/data/browser.yaml").to_owned(), Path::new("tests/data/mixed.yaml").to_owned()];
    yaml_files(Path::new("data"), &mut files);
    assert!(files.len() > 20, "the store is there");
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        assert_eq!(complaints(&documents(&text)), None, "{}", file.display());
    }
}

#[test]
fn lines_that_this_program_writes_are_valid() {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["list", "data", "--format", "jsonl"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let events: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert!(events.len() > 200, "all events");
    assert_eq!(complaints(&[Value::Array(events)]), None, "in long form");
}

#[test]
fn short_forms_are_valid() {
    for text in [
        "- {kind: other, date: 2025, title: 2025}\n",
        "events:\n- {kind: meeting, date: 2025-12, title: t, actors: {host: a, party: [b, c]}, track: 1}\n",
        "events:\n- {kind: strike, date: 2025-12, title: t, figures: [{metric: launched, count: 8, by: x}, {metric: hit, count: ~1300}]}\n",
        "events:\n- {kind: other, date: 2025-12, title: t, links: {denies: x, follows: [y, {to: z, basis: inferred}]}}\n",
        "events:\n- {kind: statement, date: 2025-12, title: t, quote: No., sources: ['https://a.b/c', {url: 'https://d.e/f'}]}\n",
        "actors:\n- {id: a, part_of: [b, {actor: c, from: 2025}]}\nevents:\n",
    ] {
        assert_eq!(complaints(&documents(text)), None, "{text}");
    }
}

#[test]
fn what_a_store_refuses_is_not_valid() {
    for (what, text) in [
        ("an unknown key", "- {kind: other, date: 2025, title: t, titel: x}"),
        ("an unknown key at the top", "evnts: []"),
        ("a wrong word", "- {kind: meetng, date: 2025, title: t}"),
        ("no title", "- {kind: other, date: 2025}"),
        ("an empty title", "- {kind: other, date: 2025, title: ''}"),
        ("no date", "- {kind: other, date: b2, title: t}"),
        ("a position in one word", "- {kind: statement, date: 2025, title: t, about: accuses}"),
        ("a quotation that is empty", "- {kind: statement, date: 2025, title: t, quote: ''}"),
        ("a quotation without words", "- {kind: statement, date: 2025, title: t, quote: [{lang: en}]}"),
        ("a bad id", "- {id: Über, kind: other, date: 2025, title: t}"),
        ("a bad grade", "- {kind: other, date: 2025, title: t, grade: G7}"),
        ("a bad count", "- {kind: strike, date: 2025, title: t, figures: [{metric: hit, count: many}]}"),
        ("an unknown role", "- {kind: other, date: 2025, title: t, actors: {guest: x}}"),
        ("an unknown link", "- {kind: other, date: 2025, title: t, links: {refutes: x}}"),
        ("text instead of a list", "- {kind: other, date: 2025, title: t, tags: x}"),
        ("a key of another record", "- {kind: other, date: 2025, title: t, sources: [{href: x}]}"),
        ("a latitude out of range", "venues: [{id: a, lat: 91}]"),
        ("text", "just text"),
    ] {
        let documents = documents(text);
        assert!(complaints(&documents).is_some(), "{what} is refused: {text}");
        let input = tempfile::tempdir().expect("a directory");
        let path = input.path().join("s.yaml");
        demarche::store::write(&path, text.as_bytes(), demarche::store::Replace::Nothing).expect("written");
        let output =
            Command::new(env!("CARGO_BIN_EXE_demarche")).arg("check").arg(&path).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1), "{what} is a problem of the store too");
    }
}

#[test]
fn the_schema_describes_what_it_allows() {
    let schema = schema();
    let event = &schema["$defs"]["event"];
    assert_eq!(event["required"], json!(["kind", "date", "title"]));
    assert!(event["properties"]["date"]["description"].as_str().is_some_and(|text| text.contains("EDTF")));
    assert!(event["properties"]["date"]["examples"].as_array().is_some_and(|all| all.len() > 5));
    assert_eq!(event["properties"]["kind"]["enum"], json!(["meeting", "statement", "strike", "other"]));
}

/// Returns a number below `end`, different for each call.
fn next(state: &mut u64, end: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*state >> 33) as usize) % end
}

#[test]
fn what_check_accepts_is_valid() {
    let values = [
        "null",
        "''",
        "' '",
        "[]",
        "{}",
        "x",
        "'46.2'",
        "46.2",
        "'true'",
        "true",
        "2025",
        "2025-12",
        "'2025-12-21'",
        "b2",
        "B2",
        "[x]",
        "[x, y]",
        "{speaker: x}",
        "{speaker: }",
        "{follows: }",
        "[{url: 'https://a.b/c'}]",
        "[{url: }]",
        "['']",
        "[' ', x]",
        "{follows: ''}",
        "{speaker: ''}",
        "[{text: q}]",
        "{text: q, translated: 'true'}",
        "[{metric: hit, count: '8'}]",
        "[{metric: hit, count: 8..}]",
        "1",
        "1.5",
        "red",
        "amber+strict",
        "in-person",
        "denies",
        "UA",
        "Q159",
        "Europe/Kyiv",
        "en",
        "'https://a.b/c'",
        "tass.ru",
        "[{title: s}]",
        "[{title: s, planned: 2025}]",
        "[{field: date, values: [{value: 2025}, {value: 2024}]}]",
        "[{url: 'https://a.b/c', disputes: 'true', accessed: '', archive: null}]",
    ];
    let fields = [
        "id",
        "status",
        "grade",
        "note",
        "summary",
        "actors",
        "sources",
        "tags",
        "venue",
        "quote",
        "stance",
        "figures",
        "handling",
        "format",
        "track",
        "first_seen",
        "sessions",
        "conflicts",
        "links",
        "other_venues",
        "agenda",
        "outcome",
        "channel",
        "subtype",
        "disclosed",
        "logged",
        "about",
        "grade_note",
    ];
    let of_venue = ["name", "lat", "lon", "country", "timezone", "aliases", "in", "note"];
    let of_actor = ["name", "kind", "part_of", "country", "wikidata", "aliases", "roles", "note"];
    let dir = tempfile::tempdir().expect("a directory");
    let mut state = 17;
    let mut texts: Vec<String> = Vec::new();
    for nth in 0..1_500 {
        let mut field = |all: &[&str]| {
            let field = all[next(&mut state, all.len())];
            format!("{field}: {}", values[next(&mut state, values.len())])
        };
        let text = match nth % 4 {
            0 => format!("venues:\n- {{id: v{nth}, {}}}\n", field(&of_venue)),
            1 => format!("actors:\n- {{id: a{nth}, {}}}\n", field(&of_actor)),
            _ => format!("events:\n- {{kind: statement, date: 2025, title: t{nth}, {}}}\n", field(&fields)),
        };
        demarche::store::write(
            &dir.path().join(format!("{nth}.yaml")),
            text.as_bytes(),
            demarche::store::Replace::Nothing,
        )
        .expect("written");
        texts.push(text);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["check", "--format", "json"])
        .arg(dir.path())
        .output()
        .expect("it runs");
    let problems: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let refused: std::collections::HashSet<String> = problems
        .iter()
        .filter(|one| one["severity"] == "problem" || one["severity"] == "error")
        .filter_map(|one| Some(Path::new(one["path"].as_str()?).file_stem()?.to_string_lossy().into_owned()))
        .collect();
    assert!(refused.len() > 300 && refused.len() < 1_200, "of both: {} are refused", refused.len());
    let accepted = texts.iter().enumerate().filter(|(nth, _)| !refused.contains(&nth.to_string()));
    let accepted: Vec<&String> = accepted.map(|(_, text)| text).collect();
    let files: Vec<Vec<Value>> = accepted.iter().map(|text| documents(text)).collect();
    let wrong: Vec<String> = accepted
        .iter()
        .zip(each_complaint(&files))
        .filter_map(|(text, complaint)| Some(format!("{text}{}", complaint?)))
        .collect();
    assert!(wrong.is_empty(), "{} accepted by check are refused:\n{}", wrong.len(), wrong.join("\n"));
}
