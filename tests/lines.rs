//! `list`, `show` and `stats` as a person or a script runs them, on the demonstration store.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// The program with nothing of the surroundings that could change what it prints.
fn demarche(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "DEMARCHE_STORE"] {
        command.env_remove(name);
    }
    command.env("TZ", "UTC").args(args).args(["--now", "2026-06-01"]).stdin(Stdio::null());
    command
}

fn on(store: &Path, args: &[&str]) -> Output {
    demarche(args).arg("--store").arg(store).output().expect("the program runs")
}

fn text(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "it ends with 0, but: {told}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn objects(store: &Path, filter: &str) -> Vec<Value> {
    let lines = text(&on(store, &["list", "--format", "jsonl", "-f", filter]));
    lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn the_three_formats_show_the_same_events() {
    let filter = "actor:kremlin date:2025-12";
    let plain = text(&on(&data(), &["list", "-f", filter]));
    let tsv = text(&on(&data(), &["list", "-f", filter, "--format", "tsv"]));
    let events = objects(&data(), filter);
    let ids: Vec<&str> = events.iter().filter_map(|event| event["id"].as_str()).collect();
    let rows: Vec<&str> = tsv.lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
    assert!(ids.len() > 20, "the Kremlin was busy in December 2025: {}", ids.len());
    assert_eq!(rows, ids, "rows and lines hold the same events in the same order");
    let titles = plain.lines().filter(|line| line.contains(" · ")).count();
    assert_eq!(titles, ids.len(), "as many plain lines as events");
}

#[test]
fn reversed_lines_are_the_same_lines() {
    let forth = text(&on(&data(), &["list", "--format", "jsonl"]));
    let back = text(&on(&data(), &["list", "--format", "jsonl", "--sort=-date"]));
    assert_eq!(back.lines().rev().collect::<Vec<_>>(), forth.lines().collect::<Vec<_>>(), "newest first");
}

#[test]
fn lines_load_again_as_the_same_store() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for file in ["store", "actors", "venues", "outlets", "claims"].map(|name| format!("{name}.yaml")) {
        std::fs::copy(data().join(&file), dir.path().join(&file)).expect("registries are copied");
    }
    let lines = text(&on(&data(), &["list", "--format", "jsonl"]));
    let mut events = std::fs::File::create(dir.path().join("events.yaml")).expect("a file");
    let list = lines.lines().collect::<Vec<_>>().join(",\n  ");
    std::io::Write::write_all(&mut events, format!("events: [\n  {list}\n  ]\n").as_bytes())
        .expect("written");
    let stripped = |store: &Path| -> BTreeMap<String, Value> {
        let strip = |mut event: Value| {
            let computed = event["computed"].as_object_mut().expect("computed is an object");
            computed.retain(|key, _| key != "path" && key != "line");
            (event["id"].as_str().unwrap_or_default().to_owned(), event)
        };
        objects(store, "").into_iter().map(strip).collect()
    };
    let (before, after) = (stripped(&data()), stripped(dir.path()));
    assert_eq!(before.len(), 264, "the demonstration store has 264 events");
    for (id, event) in &before {
        assert_eq!(after.get(id), Some(event), "`{id}` comes back as it was");
    }
}

#[test]
fn show_tells_every_field_of_an_event() {
    let page = text(&on(&data(), &["show", "2025-12-21-ushakov-no-trilateral"]));
    for said in [
        "presidential aide for foreign policy",
        "when        Sunday 21 December 2025, reported by 11:28 Moscow (08:28 UTC)",
        "denies, hedged",
        "denies and responds to Zelenskyy: Washington has proposed",
        "contradicted by ",
        "not archived",
        "derived from TASS",
        "independent 5 of 6",
        "the analyst's own",
    ] {
        assert!(page.contains(said), "the page says `{said}`:\n{page}");
    }
}

#[test]
fn an_unknown_id_is_an_error_with_near_ones() {
    let output =
        on(&data(), &["show", "2025-12-21-ushakov-no-trilateral", "2025-12-21-ushakov-no-trilatral"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "an unknown id is a failure: {told}");
    assert!(output.stdout.is_empty(), "nothing is shown where one is missing");
    assert!(told.contains("hint: did you mean `2025-12-21-ushakov-no-trilateral`"), "got: {told}");
}

#[test]
fn nothing_matched_is_told_by_the_exit_code() {
    for command in ["list", "stats"] {
        let output = on(&data(), &[command, "-f", "kind:strike kind:meeting"]);
        assert_eq!(output.status.code(), Some(1), "`{command}` found nothing");
    }
}

#[test]
fn stats_count_what_the_filter_keeps() {
    let filter = "kind:strike date:2025";
    let stats = text(&on(&data(), &["stats", "-f", filter]));
    let count = objects(&data(), filter).len();
    assert_eq!(stats.lines().next(), Some(format!("{count} of 264 events").as_str()), "shown of all");
    assert!(stats.contains(&format!("filter  {filter}")), "the filter stands as typed:\n{stats}");
    assert_eq!(stats, text(&on(&data(), &["stats", "-f", filter])), "and comes out the same again");
}

#[test]
fn the_zone_of_the_machine_changes_no_line() {
    let list = |zone: &str| {
        let output = demarche(&["list"]).env("TZ", zone).arg("--store").arg(data()).output();
        text(&output.expect("the program runs"))
    };
    assert_eq!(list("Asia/Tokyo"), list("America/Los_Angeles"), "TZ decides only what today is");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = demarche(&["list", "--format", "jsonl"])
        .arg("--store")
        .arg(data())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "the reader has gone: no failure");
    assert!(output.stderr.is_empty(), "and no word: {}", String::from_utf8_lossy(&output.stderr));
}
