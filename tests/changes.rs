//! What changed and what was known when: `diff` with a real repository, `--as-of`, `explain`.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn demarche(directory: &Path, args: &[&str]) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.env_clear().env("PATH", path).env("TZ", "UTC").current_dir(directory).args(args);
    command
}

fn git(directory: &Path, args: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let done = Process::new("git").arg("-C").arg(directory).args(who).args(args).output().expect("git runs");
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn put(path: &Path, text: &str) {
    demarche::store::write(path, text.as_bytes(), demarche::store::Replace::Anything).expect("written");
}

const BEFORE: &str = "
actors: [{id: kremlin, name: Kremlin}, {id: usa, name: United States}]
events:
- {id: kept, kind: other, date: 2025-12-01, title: Kept}
- {id: gone, kind: other, date: 2025-12-02, title: Gone}
- {id: old-id, kind: meeting, date: 2025-12-03, title: Renamed, actors: [kremlin, usa]}
- {id: better, kind: statement, date: 2025-12-04, title: Better, actors: [kremlin], grade: C3}
";
const AFTER: &str = "
actors: [{id: kremlin, name: The Kremlin}, {id: usa, name: United States}, {id: france, name: France}]
events:
- {id: new, kind: other, date: 2025-12-05, title: New}
- {id: better, kind: statement, date: 2025-12-04, title: Better, actors: [kremlin], grade: B2, venue: Moscow}
- {id: new-id, kind: meeting, date: 2025-12-03, title: Renamed, actors: [kremlin, usa]}
- {id: kept, kind: other, date: 2025-12-01, title: Kept}
";

/// A repository with the store before in its first commit, after in its second, and one event more on disk.
fn repository() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    let write = |text: &str| {
        std::fs::create_dir_all(dir.path().join("data")).expect("a directory");
        put(&dir.path().join("data/log.yaml"), text);
    };
    git(dir.path(), &["init", "-q"]);
    write(BEFORE);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-q", "-m", "first"]);
    write(AFTER);
    git(dir.path(), &["commit", "-q", "-a", "-m", "second"]);
    write(&format!("{AFTER}- {{id: fresh, kind: other, date: 2025-12-06, title: Fresh}}\n"));
    dir
}

#[test]
fn two_revisions_are_compared_field_by_field() {
    let dir = repository();
    let wanted = "\
Differences from HEAD~1:data to HEAD:data
4 events before, 4 events after: 2 added, 2 removed, 1 changed, 1 unchanged.

Added
- 2025-12-03 meeting: Renamed (new-id); likely old-id renamed
- 2025-12-05 other: New (new)

Removed
- 2025-12-02 other: Gone (gone)
- 2025-12-03 meeting: Renamed (old-id); likely renamed to new-id

Changed
2025-12-04 statement: Better (better)
    grade: C3 → B2
    venue, new: Moscow

Registries
- actors: 1 added (france); 1 changed (kremlin: name)
";
    demarche(dir.path(), &["diff", "HEAD~1:data", "HEAD:data"]).assert().code(1).stdout(wanted);
}

#[test]
fn what_is_new_since_the_last_commit_is_one_command() {
    let dir = repository();
    demarche(dir.path(), &["diff", "HEAD:data", "data"])
        .assert()
        .code(1)
        .stdout(contains("1 added, 0 removed, 0 changed, 4 unchanged").and(contains("Fresh (fresh)")));
    demarche(dir.path(), &["diff", "HEAD:data/log.yaml", "HEAD:./data/"])
        .assert()
        .code(0)
        .stdout(contains("0 added, 0 removed, 0 changed, 4 unchanged"));
}

#[test]
fn a_filter_chooses_what_is_compared() {
    let dir = repository();
    let filtered = |filter: &str| demarche(dir.path(), &["diff", "HEAD~1:data", "data", "-f", filter]);
    filtered("actor:kremlin")
        .assert()
        .code(1)
        .stdout(contains("2 events before, 2 events after: 1 added, 1 removed, 1 changed"));
    filtered("grade:B2").assert().code(2);
    filtered("rel:>=B").assert().code(1).stdout(contains("grade: C3 → B2").and(contains("1 changed")));
    filtered("venue:moscow").assert().code(1).stdout(contains("venue, new: Moscow"));
    filtered("id:kept").assert().code(0);
    filtered("actor:kremlim").assert().code(2).stderr(contains("did you mean `kremlin`?"));
}

#[test]
fn differences_are_data_and_markdown_too() {
    let dir = repository();
    let output = demarche(dir.path(), &["diff", "HEAD~1:data", "HEAD:data", "--format", "json"]).output();
    let json: serde_json::Value = serde_json::from_slice(&output.expect("it runs").stdout).expect("JSON");
    let change = &json["events"]["changed"][0];
    assert_eq!(
        change["fields"][0],
        serde_json::json!({"field": "grade", "old": "C3", "new": "B2"}),
        "a field"
    );
    assert_eq!(json["events"]["likely_renamed"][0]["from"], "old-id", "a likely rename");
    assert_eq!(json["registries"]["actors"]["added"][0], "france", "a registry");
    demarche(dir.path(), &["diff", "HEAD~1:data", "HEAD:data", "--format", "markdown"])
        .assert()
        .code(1)
        .stdout(contains("## Changed\n\n- 2025-12-04 statement: **Better** (better)\n  - grade: C3 → B2\n"));
}

#[test]
fn what_cannot_be_compared_is_told() {
    let dir = repository();
    let failed =
        |args: &[&str]| demarche(dir.path(), &[&["diff"], args].concat()).assert().code(2).stdout(is_empty());
    failed(&["HEAD~9:data", "data"]).stderr(contains("no revision `HEAD~9` in this repository"));
    failed(&["HEAD:dta", "data"]).stderr(contains("nothing at `dta` in HEAD"));
    failed(&["dta", "data"]).stderr(contains("write REV:PATH for a git revision of it, such as HEAD~1:dta"));
    failed(&["data", "data", "--limit", "3"]).stderr(contains("takes no --limit"));
}

#[test]
fn commands_show_what_was_known_then() {
    let at = |args: &[&str]| demarche(&root(), args);
    at(&["list", "-v", "--as-of", "2025-12-10"])
        .assert()
        .code(0)
        .stderr(contains(
            "as of 10 Dec 2025: 188 of 264 events were known, 13 of them assumed known from their own date",
        ))
        .stdout(contains("Ushakov").and(contains("January 2026").not()));
    at(&["show", "--as-of", "2025-12-20", "2025-12-21-ushakov-no-trilateral"])
        .assert()
        .code(2)
        .stderr(contains("no event `2025-12-21-ushakov-no-trilateral` was known as of 20 Dec 2025"));
    at(&["show", "--as-of", "2025-12-21", "2025-12-21-ushakov-no-trilateral"])
        .assert()
        .code(0)
        .stdout(contains("known       as of Sunday 21 December 2025"));
    at(&["export", "--as-of", "2025-12-20", "--now", "2026-01-10", "--no-commit"])
        .assert()
        .code(0)
        .stdout(contains("- **Shown:** 209 of 209 events known\n- **As of:** Saturday 20 December 2025: 209 of 264 events were known then, 17 of them assumed known from their own date;"))
        .stdout(contains("- **Generated:** 2026-01-10\n"));
    at(&["check", "--as-of", "2025-12-20"]).assert().code(2).stderr(contains("takes no --as-of"));
    at(&["list", "--as-of", "2025-12"]).assert().code(2).stderr(contains("neither a day nor a time"));
}

#[test]
fn today_is_never_after_the_date_asked_for() {
    let dir = tempfile::tempdir().expect("a directory");
    let planned = "events:\n- {id: planned, kind: meeting, date: 2026-01-15, title: Planned, status: scheduled, first_seen: 2025-12-02}\n";
    put(&dir.path().join("log.yaml"), planned);
    let list = |filter: &str, args: &[&str]| {
        demarche(
            dir.path(),
            &[&["list", "-s", "log.yaml", "-f", filter, "--now", "2026-06-01"], args].concat(),
        )
        .assert()
    };
    list("is:future", &[]).code(1);
    list("is:future", &["--as-of", "2025-12-20"]).code(0).stdout(contains("Planned"));
}

#[test]
fn methods_and_words_are_explained() {
    let explain = |args: &[&str]| demarche(&root(), &[&["explain"], args].concat()).assert();
    explain(&[])
        .code(0)
        .stdout(contains("  threads     Events that answer each other").and(contains("  grades ")));
    explain(&["grades"]).code(0).stdout(contains("B  usually reliable"));
    explain(&["thread"]).code(2).stdout(is_empty()).stderr(contains("did you mean `threads`?"));
}
