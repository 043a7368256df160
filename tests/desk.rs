//! Several people at one store in git: merging by event and field, and the history of a record.

#[path = "desk/history.rs"]
mod history;
#[path = "desk/merges.rs"]
mod merges;

use std::path::Path;
use std::process::Command;

fn run(dir: &Path, program: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let bin = Path::new(env!("CARGO_BIN_EXE_demarche")).parent().expect("a directory");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new(program)
        .args(arguments)
        .current_dir(dir)
        .env("PATH", path)
        .env("COLUMNS", "100")
        .env_remove("DEMARCHE_STORE")
        .output()
        .expect("it runs");
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    (output.status.code(), out, err)
}

fn git(dir: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let who = ["-c", "user.name=Ada", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let (code, out, err) = run(dir, "git", &[&who, arguments].concat());
    (code, out + &err)
}

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    demarche::store::write(&path, text.as_bytes(), demarche::store::Replace::Anything).expect("written");
}

fn commit(dir: &Path, message: &str) {
    git(dir, &["add", "-A"]);
    let (code, told) = git(dir, &["commit", "-q", "-m", message]);
    assert_eq!(code, Some(0), "{message}: {told}");
}

fn event(id: &str, grade: &str, title: &str) -> String {
    format!("- id: {id}\n  kind: other\n  date: 2025-12-01\n  title: {title}\n  grade: {grade}\n\n")
}

/// A repository with the driver, a store in `data`, and two branches; it is on `main`.
fn desk(base: &str, ours: &str, theirs: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    git(dir.path(), &["init", "-q", "-b", "main"]);
    git(dir.path(), &["config", "merge.demarche.driver", "demarche merge-driver %O %A %B %P"]);
    write(dir.path(), ".gitattributes", "data/**/*.yaml merge=demarche\n");
    write(dir.path(), "data/a.yaml", base);
    commit(dir.path(), "base");
    git(dir.path(), &["checkout", "-q", "-b", "side"]);
    write(dir.path(), "data/a.yaml", theirs);
    commit(dir.path(), "theirs");
    git(dir.path(), &["checkout", "-q", "main"]);
    write(dir.path(), "data/a.yaml", ours);
    commit(dir.path(), "ours");
    dir
}

#[test]
fn git_merges_two_branches_by_event_and_field() {
    let events = |all: &[String]| format!("# A log.\nevents:\n{}", all.concat());
    let dir = desk(
        &events(&[event("a", "B2", "One")]),
        &events(&[event("a", "B1", "One"), event("o", "B2", "Ours")]),
        &events(&[event("a", "B2", "Eins"), event("t", "B2", "Theirs")]),
    );
    let (code, told) = git(dir.path(), &["merge", "--no-edit", "side"]);
    assert_eq!(code, Some(0), "{told}");
    let merged = std::fs::read_to_string(dir.path().join("data/a.yaml")).expect("text");
    for text in ["title: Eins\n  grade: B1", "id: o", "id: t", "# A log."] {
        assert!(merged.contains(text), "{text} in\n{merged}");
    }
    let (code, ..) = run(dir.path(), "demarche", &["check", "data"]);
    assert_eq!(code, Some(0), "nothing is left open");
}

#[test]
fn a_conflict_stops_git_and_is_reported_until_it_is_gone() {
    let events = |grade: &str| format!("events:\n{}", event("a", grade, "One"));
    let dir = desk(&events("B2"), &events("B1"), &events("C3"));
    let (code, told) = git(dir.path(), &["merge", "side"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("data/a.yaml:6: event `a`: theirs: grade: C3"), "{told}");
    let (code, out, _) = run(dir.path(), "demarche", &["check", "data"]);
    assert!(
        code == Some(1) && out.contains("data/a.yaml:6:3: a merge left event `a` open: theirs: grade: C3"),
        "{out}"
    );
    let (_, out, _) = run(dir.path(), "demarche", &["list", "data"]);
    assert!(out.contains("One"), "it still loads: {out}");
}

#[test]
fn what_has_no_records_is_merged_line_by_line() {
    let text =
        |grade: &str| format!("events: [{{id: a, kind: other, date: 2025, title: t, grade: {grade}}}]\n");
    let dir = desk(&text("B2"), &text("B1"), &text("C3"));
    let (code, told) = git(dir.path(), &["merge", "side"]);
    assert!(code == Some(1) && told.contains("merged line by line"), "{told}");
    let merged = std::fs::read_to_string(dir.path().join("data/a.yaml")).expect("text");
    assert!(merged.contains("<<<<<<< ours") && merged.contains(">>>>>>> theirs"), "{merged}");
}

#[test]
fn a_record_is_followed_over_files_and_ids() {
    let dir = tempfile::tempdir().expect("a directory");
    git(dir.path(), &["init", "-q", "-b", "main"]);
    let events = |all: &[String]| format!("events:\n{}", all.concat());
    write(dir.path(), "data/a.yaml", &events(&[event("old", "B2", "One"), event("z", "B2", "Z")]));
    commit(dir.path(), "1");
    write(dir.path(), "data/a.yaml", &events(&[event("new", "B2", "One"), event("z", "B2", "Z")]));
    commit(dir.path(), "2");
    write(dir.path(), "data/a.yaml", &events(&[event("z", "B2", "Z")]));
    write(dir.path(), "data/sub/b.yaml", &events(&[event("new", "B1", "One")]));
    commit(dir.path(), "3");
    write(dir.path(), "data/a.yaml", &events(&[event("z", "B2", "Other")]));
    write(dir.path(), "unrelated.yaml", "events: []\n");
    commit(dir.path(), "4");
    git(dir.path(), &["mv", "data", "store"]);
    commit(dir.path(), "5");
    let (code, out, err) = run(&dir.path().join("store/sub"), "demarche", &["log", "new", "-s", ".."]);
    assert_eq!(code, Some(0), "{err}");
    let told: Vec<&str> =
        out.lines().filter_map(|line| line.split_once("Ada: ").map(|(_, told)| told)).collect();
    assert_eq!(
        told,
        [
            "moved from data/sub/b.yaml to store/sub/b.yaml",
            "moved from data/a.yaml to data/sub/b.yaml; grade: B2 → B1",
            "renamed from old to new",
            "created in data/a.yaml:2",
        ],
        "newest first:\n{out}"
    );
    let (_, reversed, _) =
        run(dir.path(), "demarche", &["log", "new", "-s", "store", "--reverse", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&reversed).expect("JSON");
    assert_eq!(data["commits"][0]["what"], "created", "the oldest first");
    assert_eq!(data["commits"][2]["fields"][0]["field"], "grade", "by field");
    let outside = tempfile::tempdir().expect("a directory");
    write(outside.path(), "a.yaml", &events(&[event("x", "B2", "X")]));
    let (code, _, err) = run(outside.path(), "demarche", &["log", "x", "-s", "a.yaml"]);
    assert!(code == Some(2) && err.contains("a.yaml is not in a git repository"), "{err}");
}

#[test]
fn one_event_logged_twice_is_found_and_a_linked_one_is_not() {
    let dir = tempfile::tempdir().expect("a directory");
    let store = |links: &str| {
        format!(
        "events:
- {{id: a, kind: strike, date: 2025-12-01, title: Drones hit a port in Odesa, actors: {{attacker: russia}}, venue: odesa, sources: ['https://example.org/1']}}
- {{id: b, kind: strike, date: 2025-12-01, title: Port of Odesa hit by drones, actors: {{attacker: russia}}, venue: odesa, sources: ['https://www.example.org/1?utm_source=x']{links}}}
- {{id: c, kind: strike, date: 2025-12-09, title: Drones hit a port in Odesa, actors: {{attacker: russia}}, venue: odesa}}
")
    };
    write(dir.path(), "a.yaml", &store(""));
    let (code, out, err) = run(dir.path(), "demarche", &["dupes", "a.yaml"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.starts_with("15 points: same day, same kind, same actor in the same role, same venue, same URL, nearly the same\ntitle\n"), "{out}");
    assert!(out.contains("a.yaml:2 ") && out.contains("│ a.yaml:3\n"), "side by side: {out}");
    assert!(!out.contains("a.yaml:4"), "another day: {out}");
    let linked = store(", links: {follows: a}");
    write(dir.path(), "a.yaml", &linked);
    let (code, out, _) = run(dir.path(), "demarche", &["dupes", "a.yaml"]);
    assert!(code == Some(0) && out.contains("linked to each other"), "one page and one title: {out}");
    write(dir.path(), "a.yaml", &linked.replace("www.example.org/1", "www.example.org/2"));
    let (code, out, _) = run(dir.path(), "demarche", &["dupes", "a.yaml"]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "a link says what they are to each other");
}
