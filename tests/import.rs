//! `demarche import`: the real program on real data sets.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, ends_with, is_empty};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn excerpt(name: &str) -> String {
    root().join("tests/data/import").join(name).display().to_string()
}

/// A whole sample, where the samples are.
fn sample(name: &str) -> Option<String> {
    let directories = [root().join("../shared/samples"), PathBuf::from("/work/shared/samples")];
    directories
        .iter()
        .map(|directory| directory.join(name))
        .find(|path| path.exists())
        .map(|path| path.display().to_string())
}

fn demarche(directory: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.env_clear().env("TZ", "UTC").current_dir(directory).args(args);
    command
}

fn checked(directory: &Path, path: &str, events: &str) {
    demarche(directory, &["check", path])
        .assert()
        .code(0)
        .stderr(contains(events).and(contains("problem").not().or(contains("no problems"))));
}

/// The command that the help shows for the journeys of presidents and secretaries of state.
const TRAVELS: [&str; 20] = [
    "--map",
    "kind=meeting",
    "--map",
    "id=us-travel-{id}",
    "--map",
    "date={start-date}/{end-date}",
    "--map",
    "title={name} in {locale}, {country}",
    "--map",
    "actors={name}",
    "--map",
    "venue={locale}, {country}",
    "--map",
    "summary={remarks}",
    "--map",
    "tags={role}",
    "--map",
    "sources.outlet=Office of the Historian",
    "--map",
    "sources.cite=Travels, {id}",
];

#[test]
fn the_help_shows_the_command_for_the_journeys() {
    let dir = tempfile::tempdir().expect("a directory");
    let output = demarche(dir.path(), &["import", "--help"]).output().expect("it runs");
    let help = String::from_utf8(output.stdout).expect("text");
    let (_, command) = help.split_once("demarche import tsv us-travels.tsv").expect("the command is there");
    let words = shell_words::split(command.split("\n\n").next().expect("a paragraph")).expect("shell words");
    assert_eq!(words.get(..20).expect("mappings"), TRAVELS, "it is the command that is tested here");
}

#[test]
fn all_journeys_come_in_with_ranges_people_places_and_prose() {
    // Without the whole sample the excerpt of the same table stands for it.
    let (file, rows) = match sample("us-travels.tsv") {
        Some(file) => (file, "4,271"),
        None => (excerpt("us-travels.tsv"), "9"),
    };
    let dir = tempfile::tempdir().expect("a directory");
    let args = [&["import", "tsv", file.as_str(), "-o", "travels.yaml"][..], &TRAVELS].concat();
    demarche(dir.path(), &args)
        .assert()
        .code(0)
        .stdout(is_empty())
        .stderr(ends_with(format!("{rows} rows: {rows} imported, 0 skipped\n")));
    checked(dir.path(), "travels.yaml", &format!("{rows} events"));
    let lines =
        demarche(dir.path(), &["list", "travels.yaml", "--format", "jsonl"]).output().expect("it runs");
    let lines = String::from_utf8(lines.stdout).expect("text");
    let event = |id: &str| {
        let line = lines.lines().find(|line| line.contains(&format!("\"id\":\"{id}\""))).unwrap_or_default();
        serde_json::from_str::<serde_json::Value>(line).unwrap_or_default()
    };
    let range = event("us-travel-4113");
    assert_eq!(range["date"], "2021-06-09/2021-06-13", "a range");
    assert_eq!(range["actors"]["party"][0], "Joseph R. Biden");
    assert_eq!(range["venue"], "London, Cornwall, United Kingdom");
    assert_eq!(
        range["summary"],
        "Met with Prime Minister Boris Johnson and Queen Elizabeth II. Attended the G7 Summit."
    );
    let day = event("us-travel-4116");
    assert_eq!(
        (&day["date"], &day["venue"]),
        (&"2021-10-29".into(), &"Vatican City".into()),
        "a day, no town"
    );
    let quoted = event("us-travel-2343");
    assert_eq!(quoted["date"], "1990-11-17");
    assert!(quoted["summary"].as_str().is_some_and(|text| text.contains("the \"Velvet Revolution.\" Addr")));
    if rows == "4,271" {
        let count = |filter: &str| {
            let args = ["list", "travels.yaml", "-f", filter, "--format", "tsv"];
            let output = demarche(dir.path(), &args).output().expect("it runs");
            // One line is the head.
            String::from_utf8_lossy(&output.stdout).lines().count().saturating_sub(1)
        };
        // Counted with awk in the table itself.
        assert_eq!(count("tag:president"), 832, "journeys of presidents");
        assert_eq!(count("tag:secretary"), 3439, "journeys of secretaries");
        assert_eq!(lines.lines().filter(|line| line.contains("\"summary\":")).count(), 4271, "prose of all");
    }
}

#[test]
fn a_store_gets_each_event_once_and_keeps_its_bytes() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = dir.path().join("store");
    std::fs::create_dir(&store).expect("a directory");
    let old = "# mine\nevents:\n- {kind: other, date: 2025-12-21, title: Mine}\n";
    demarche::store::write(&store.join("mine.yaml"), old.as_bytes(), demarche::store::Replace::Nothing)
        .expect("written");
    let gdelt =
        |file: &str| demarche(dir.path(), &["import", "gdelt", &excerpt(file), "--into", "store"]).assert();
    let read = |name: &str| std::fs::read_to_string(store.join(name)).expect("it is there");
    gdelt("gdelt2.export.CSV").code(0).stderr(ends_with("19 rows: 19 imported, 0 skipped\n"));
    let first = read("imported-gdelt.yaml");
    gdelt("gdelt2.export.CSV")
        .code(0)
        .stderr(contains(":1-19: skipped: the store has an event with its id already"))
        .stderr(contains("note: 19 events are in the store already, the same\n"))
        .stderr(ends_with("19 rows: 0 imported, 19 skipped\n"));
    assert_eq!(read("imported-gdelt.yaml"), first, "nothing changed");
    gdelt("gdelt1.tsv").code(0).stderr(ends_with("10 rows: 10 imported, 0 skipped\n"));
    assert!(
        read("imported-gdelt.yaml").starts_with(first.split("\nactors:").next().expect("events")),
        "added behind"
    );
    assert_eq!(read("mine.yaml"), old, "other files are left alone");
    checked(dir.path(), "store", "30 events");
    // A file of a store takes them too, and keeps what it has.
    let ics = ["import", "ics", &excerpt("calendar.ics"), "--into", "store/mine.yaml"];
    demarche(dir.path(), &ics).assert().code(0).stderr(ends_with("5 rows: 4 imported, 1 skipped\n"));
    assert!(read("mine.yaml").starts_with(old), "its bytes stay");
    checked(dir.path(), "store", "34 events");
}

#[test]
fn exit_codes_say_what_happened() {
    let dir = tempfile::tempdir().expect("a directory");
    let run = |args: &[&str]| demarche(dir.path(), args).assert();
    let acled = excerpt("acled-2023.csv");
    run(&["import", "acled", &acled]).code(0).stdout(contains("- id: acled-ukr900001"));
    run(&["import", "acled", &acled, "--strict"])
        .code(1)
        .stderr(contains("acled-2023.csv:6: skipped: `2022-02-30` is not a day in the calendar"));
    run(&["import", "acled", &acled, "-q"]).code(0).stderr(is_empty());
    run(&["import", "acled", &acled, "-v"])
        .code(0)
        .stderr(contains("acled-2023.csv:2: note: written with a fraction"));
    run(&["import", "acled", "no.csv"]).code(2).stderr(contains("no file `no.csv`"));
    run(&["import", "ucdp", &acled]).code(2).stderr(contains("no column `date_start`"));
    run(&["import", "acled", &acled, "-a", "x"]).code(2).stderr(contains("takes no --actor"));
    run(&["import", "csv", &acled, "--map", "titel={x}"]).code(2).stderr(contains("did you mean `title`"));
    run(&["import", "acled", &acled, "-o", "a.yaml"]).code(0);
    run(&["import", "acled", &acled, "-o", "a.yaml"])
        .code(2)
        .stderr(contains("already exists").and(contains("--force")));
    run(&["import", "acled", &acled, "-o", "a.yaml", "--force"]).code(0);
    let mut nothing = demarche(dir.path(), &["import", "acled", "-", "-o", "b.yaml"]);
    nothing.write_stdin("event_date,event_type\n").assert().code(1).stderr(contains("0 rows: 0 imported"));
    checked(dir.path(), "b.yaml", "0 events");
    checked(dir.path(), "a.yaml", "3 events");
}

#[test]
fn a_directory_gets_a_file_or_one_a_year() {
    let dir = tempfile::tempdir().expect("a directory");
    let names = |of: &str| {
        let mut all: Vec<String> = std::fs::read_dir(dir.path().join(of))
            .expect("a directory")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        all.sort();
        all
    };
    demarche(dir.path(), &["import", "ucdp", &excerpt("ucdp.csv"), "-o", "small/"]).assert().code(0);
    assert_eq!(names("small"), ["ucdp.yaml"], "few events are one file");
    checked(dir.path(), "small", "12 events");
    let mut table = "date,title,kind\n".to_owned();
    for nth in 0..1100 {
        table.extend([format!("{}-01-0{},Event {nth},other\n", 2023 + nth % 2, 1 + nth % 9)]);
    }
    demarche(dir.path(), &["import", "csv", "-", "-o", "large/"]).write_stdin(table).assert().code(0);
    assert_eq!(names("large"), ["csv-2023.yaml", "csv-2024.yaml"], "many are a file a year");
    checked(dir.path(), "large", "1,100 events");
}

#[test]
fn a_file_without_lists_takes_events_or_says_why_not() {
    let dir = tempfile::tempdir().expect("a directory");
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        demarche::store::write(&path, text.as_bytes(), demarche::store::Replace::Nothing).expect("written");
    };
    let stores = [
        ("bare.yaml", "- {id: a, kind: other, date: 2025, title: A}\n"),
        ("lines.jsonl", "{\"id\":\"a\",\"kind\":\"other\",\"date\":\"2025\",\"title\":\"A\"}\n"),
        ("list.json", "[{\"id\":\"a\",\"kind\":\"other\",\"date\":\"2025\",\"title\":\"A\"}]\n"),
    ];
    for (name, text) in stores {
        write(name, text);
        // Data that registers actors and places has no room in such a file.
        demarche(dir.path(), &["import", "ucdp", &excerpt("ucdp.csv"), "--into", name])
            .assert()
            .code(2)
            .stderr(contains(name).and(contains("hint: name a directory")));
        let read = || std::fs::read_to_string(dir.path().join(name)).expect("it is there");
        assert_eq!(read(), text, "{name}: not a byte changes");
        let mut add = demarche(dir.path(), &["import", "csv", "-", "--into", name]);
        add.write_stdin("id,kind,date,title\nb,other,2024,B\n").assert().code(0);
        checked(dir.path(), name, "2 events");
    }
}

#[test]
fn a_part_of_a_log_comes_in_with_names_and_says_once_what_it_lacks() {
    let dir = tempfile::tempdir().expect("a directory");
    let data = root().join("data").display().to_string();
    let export = |format: &str, out: &str| {
        demarche(
            dir.path(),
            &["export", "--store", &data, "-f", "actor:kremlin", "--format", format, "-o", out],
        )
        .assert()
        .code(0);
    };
    let own = dir.path().join("own");
    let copied = std::process::Command::new("cp").args(["-R", &data, &own.display().to_string()]).status();
    assert!(copied.expect("cp").success(), "a copy of the store");
    for (format, name) in [("jsonl", "k.jsonl"), ("ics", "k.ics"), ("timelinejs", "k.json"), ("csv", "k.csv")]
    {
        export(format, name);
        let out = format!("{name}.yaml");
        let output = demarche(dir.path(), &["import", format, name, "-o", &out]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.lines().count() <= 5, "it is said in a few lines: {said}");
        assert!(said.contains("that neither the files nor the store have, left out"), "{said}");
        demarche(dir.path(), &["check", &out]).assert().code(0);
        // The store itself has all of it, and gets no file.
        let whole = std::fs::read_dir(dir.path().join("own")).expect("a directory").count();
        demarche(dir.path(), &["import", format, name, "--into", "own"])
            .assert()
            .code(0)
            .stderr(contains(" 0 imported"));
        assert_eq!(std::fs::read_dir(dir.path().join("own")).expect("a directory").count(), whole);
    }
    let read = std::fs::read_to_string(dir.path().join("k.jsonl.yaml")).expect("it is there");
    assert!(read.contains("  name: Vladimir Putin\n"), "names come along");
}

/// What Python's own readers make of the exports, where there is Python.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn python_reads_what_is_exported() {
    let script = r"
import csv, json, sys
rows = list(csv.DictReader(open('x.csv', newline='', encoding='utf-8')))
tabs = list(csv.DictReader(open('x.tsv', newline='', encoding='utf-8'), delimiter='\t'))
whole = json.load(open('x.json', encoding='utf-8'))
lines = [json.loads(line) for line in open('x.jsonl', encoding='utf-8')]
features = json.load(open('x.geojson', encoding='utf-8'))['features']
slides = json.load(open('x.timelinejs', encoding='utf-8'))['events']
ids = [row['id'] for row in rows]
assert ids == [row['id'] for row in tabs] == [e['id'] for e in whole['events']] == [e['id'] for e in lines]
assert ids == [f['id'] for f in features] == [s['unique_id'] for s in slides]
assert all(None not in row and None not in row.values() for row in rows + tabs)
assert [row['title'] for row in rows] == [e['title'] for e in lines]
for feature in features:
    if feature['geometry']:
        lon, lat = feature['geometry']['coordinates']
        assert -180 <= lon <= 180 and -90 <= lat <= 90
said = 'no yaml'
try:
    import yaml
    said = len(yaml.safe_load(open('x.yaml', encoding='utf-8'))['events'])
except ImportError:
    pass
print(len(ids), said)
";
    let dir = tempfile::tempdir().expect("a directory");
    let data = root().join("data").display().to_string();
    for format in ["csv", "tsv", "json", "jsonl", "geojson", "timelinejs", "yaml"] {
        let out = format!("x.{format}");
        demarche(dir.path(), &["export", "--store", &data, "--format", format, "-o", &out]).assert().code(0);
    }
    let ran = std::process::Command::new("python3").args(["-c", script]).current_dir(dir.path()).output();
    let Ok(output) = ran else {
        eprintln!("not run: python3 is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    if said.contains("no yaml") {
        eprintln!("not run: Python has no yaml module");
    } else {
        let mut counts = said.split_whitespace();
        assert_eq!(counts.next(), counts.next(), "as many events in YAML");
    }
}

#[test]
fn a_corrected_row_is_said_and_changes_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = dir.path().join("store");
    std::fs::create_dir(&store).expect("a directory");
    let write = |name: &str, text: &str, replace| {
        demarche::store::write(&dir.path().join(name), text.as_bytes(), replace).expect("written");
    };
    write(
        "store/mine.yaml",
        "events: [{id: e, kind: other, date: 2025-12-21, title: Mine}]\n",
        demarche::store::Replace::Nothing,
    );
    let rows = "id,kind,date,title,figures\na,other,2025-12-21,A,\nb,other,2025-12-22,B,\n";
    write("rows.csv", rows, demarche::store::Replace::Nothing);
    let args = ["import", "csv", "rows.csv", "--into", "store"];
    demarche(dir.path(), &args).assert().code(0);
    // The analyst's own grade is no change of the file.
    let file = store.join("imported-csv.yaml");
    let before =
        std::fs::read_to_string(&file).expect("it is there").replace("title: B", "title: B\n  grade: B2");
    write("store/imported-csv.yaml", &before, demarche::store::Replace::Anything);
    write("rows.csv", &rows.replace("12-21,A", "12-20,A"), demarche::store::Replace::Anything);
    demarche(dir.path(), &args)
        .assert()
        .code(0)
        .stderr(contains("rows.csv:2: a: differs from what the store has in date\n"))
        .stderr(contains("note: 1 event is in the store already, the same\n"))
        .stderr(contains("note: 1 event differs from what the store has, which stays as it is: a\n"))
        .stderr(contains("demarche diff store new.yaml\n"));
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), before, "nothing is overwritten");
}

#[test]
fn no_import_makes_a_second_name_of_anybody_in_the_store() {
    let data = root().join("data");
    for (format, file) in [
        ("gdelt", "gdelt1-80.tsv"),
        ("gdelt", "gdelt2-400.export.CSV"),
        ("ucdp", "ucdp-ged-ukraine-300.csv"),
        ("acled", "acled-2023.csv"),
        ("ics", "calendar.ics"),
    ] {
        // Without the whole sample the excerpt of the same data stands for it.
        let short = match file {
            "gdelt1-80.tsv" => "gdelt1.tsv",
            "gdelt2-400.export.CSV" => "gdelt2.export.CSV",
            "ucdp-ged-ukraine-300.csv" => "ucdp.csv",
            other => other,
        };
        let path = sample(file).unwrap_or_else(|| excerpt(short));
        let dir = tempfile::tempdir().expect("a directory");
        copied(&data, &dir.path().join("data"));
        demarche(dir.path(), &["import", format, &path, "--into", "data"]).assert().code(0);
        demarche(dir.path(), &["check", "data"]).assert().code(0).stdout(contains("is also a name of").not());
    }
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).expect("it can be read") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copied(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}

#[test]
fn what_comes_through_a_pipe_shows_its_problems() {
    let dir = tempfile::tempdir().expect("a directory");
    let rows =
        "{\"kind\":\"meeting\",\"date\":\"2025-12-21\",\"title\":\"A\",\"actors\":\"A B; C\"}\n".repeat(5);
    let list = |args: &[&str]| demarche(dir.path(), args).write_stdin(rows.as_str()).assert();
    list(&["list", "-"])
        .stderr(contains("<stdin>:1:60: `actors` is text"))
        .stderr(contains("write a list: [\"A B\", \"C\"]"))
        .stderr(contains("<stdin>:4").not())
        .stderr(contains("5 problems in the store; -v lists them all\n"))
        .stderr(contains("run demarche check").not());
    list(&["list", "-", "-v"]).stderr(contains("<stdin>:5"));
}
