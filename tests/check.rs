//! `demarche check` on a store with a mistake of every sort, as a person and as a script see it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use assert_cmd::Command;

/// Writes a store with mistakes in three of its four files.
fn broken_store(dir: &Path) {
    let put = |name: &str, text: &[u8]| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::File::create(path).and_then(|mut file| file.write_all(text)).expect("written");
    };
    put("actors.yaml", b"actors:\n- {id: kremlin, name: Kremlin}\n- {id: kremlin, name: Other}\n");
    put(
        "events/2025.yaml",
        b"events:\n- id: talks\n  kind: meetng\n  date: 2025-12-20\n  title: Talks\n- id: denial\n  kind: statement\n  date: 2025-12-21\n  title: No talks\n  actors: [kremlim]\n  links: {denies: talks}\n",
    );
    put("events/latin.yaml", b"events:\n- {id: l, kind: other, date: 2025, title: \xE9}\n- {id: m, kind: other, date: 2025, title: m}\n");
    put("views.yaml", b"views:\n- {name: V, filter: 'kind:meetng'}\n");
}

fn check(dir: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::cargo_bin("demarche")
        .expect("the binary")
        .current_dir(dir)
        .env_remove("DEMARCHE_STORE")
        .args(["check", ".", "--now", "2026-02-01"])
        .args(arguments)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("an exit code"))
}

#[test]
fn every_mistake_is_told_with_its_place_in_one_pass() {
    let dir = tempfile::tempdir().expect("a directory");
    broken_store(dir.path());
    let (out, err, code) = check(dir.path(), &[]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines,
        [
            "./actors.yaml:3:8: a second `kremlin` in `actors`",
            "  hint: the one at ./actors.yaml:2 is used",
            "./events/2025.yaml:3:9: unknown kind `meetng`",
            "  hint: did you mean `meeting`?",
            "./events/2025.yaml:10:12: warning: actor `kremlim` is not in `actors`",
            "  hint: did you mean `kremlin`?",
            "./events/2025.yaml:11:19: no event `talks`",
            "  hint: it is at ./events/2025.yaml:2, but that record has a problem",
            "./events/latin.yaml:2:43: byte 0xE9 is not UTF-8",
            "  hint: save the file as UTF-8",
            "./views.yaml:2:21: view `V`: unknown kind `meetng`",
            "  hint: did you mean `meeting`?",
        ],
        "in order of path, line and column"
    );
    assert_eq!(err, "2 events, 1 actor, 0 venues: 5 problems, 1 warning\n", "and summed up apart");
    assert_eq!(code, 1, "problems fail");
}

#[test]
fn scripts_read_an_array() {
    let dir = tempfile::tempdir().expect("a directory");
    broken_store(dir.path());
    let (out, _, code) = check(dir.path(), &["--format", "json", "-q"]);
    let rows: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let rows = rows.as_array().expect("an array");
    assert_eq!(rows.len(), 6, "one object a mistake");
    let expected = serde_json::json!({
        "severity": "problem", "path": "./events/2025.yaml", "line": 3, "column": 9, "code": "unknown-word",
        "message": "unknown kind `meetng`", "hint": "did you mean `meeting`?"
    });
    assert_eq!(rows[1], expected, "with the fields of the contract");
    assert!(
        rows.iter().all(|row| row["hint"].is_string() || row.get("hint").is_none()),
        "no hint is no null"
    );
    assert_eq!(code, 1, "problems fail");
}

#[test]
fn warnings_fail_only_when_strict() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::File::create(dir.path().join("a.yaml"))
        .and_then(|mut file| {
            file.write_all(b"- {id: a, kind: meeting, date: 2027, title: t, sources: [{outlet: X}]}\n")
        })
        .expect("written");
    let (out, _, code) = check(dir.path(), &[]);
    assert_eq!(
        (out.as_str(), code),
        (
            "./a.yaml:1:32: warning: 2027 is in the future, but the event has no status\n  hint: write `status: scheduled`, `proposed` or `rumoured`\n",
            0
        ),
        "a warning alone is no failure"
    );
    assert_eq!(check(dir.path(), &["--strict"]).2, 1, "unless asked for");
    assert!(
        check(dir.path(), &["-v"]).0.contains("note: outlet `X` is not in `outlets`"),
        "notes are told when asked for"
    );
}

#[test]
fn an_unreadable_store_is_2() {
    let dir = tempfile::tempdir().expect("a directory");
    let (out, err, code) = check(dir.path(), &[]);
    assert_eq!((out.as_str(), code), ("", 2), "no store, no result");
    assert!(
        err.contains("no YAML file in this directory") && err.contains("hint: "),
        "told with a hint: {err}"
    );
}

#[test]
fn the_shipped_store_has_no_problem() {
    let output = Command::cargo_bin("demarche")
        .expect("the binary")
        .args(["check", "data", "--now", "2026-02-01"])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn a_store_on_standard_input_is_read() {
    let output = Command::cargo_bin("demarche")
        .expect("the binary")
        .args(["check", "-"])
        .write_stdin("- {id: a, kind: meetng, date: 2025, title: t}\n")
        .output()
        .expect("it runs");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.starts_with("<stdin>:1:17: unknown kind `meetng`"), "under its name: {out}");
}

#[test]
fn hostile_text_reaches_no_terminal_in_either_form() {
    let dir = tempfile::tempdir().expect("a directory");
    let text = "- kind: \"\\e[31m\\u202Ex\\u200B\\u009B\\U000E0041\"\n  date: 2025\n  title: t\n";
    fs::File::create(dir.path().join("\u{1b}[1m\u{202e}.yaml"))
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("written");
    for form in ["human", "json"] {
        let (out, _, code) = check(dir.path(), &["--format", form]);
        assert_eq!(code, 1, "{form}: the mistake is told");
        let acts =
            |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202e}' | '\u{200b}' | '\u{e0041}');
        assert_eq!(out.chars().find(acts), None, "{form}: nothing in it acts on a terminal: {out}");
        if form == "json" {
            let rows: serde_json::Value = serde_json::from_str(&out).expect("JSON");
            let message = rows[0]["message"].as_str().expect("a message");
            assert!(
                message.contains("\u{1b}[31m\u{202e}x"),
                "and a script reads what stands there: {message}"
            );
        }
    }
}

#[test]
fn a_store_of_no_good_event_is_not_called_one_where_none_matches() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::File::create(dir.path().join("s.yaml"))
        .and_then(|mut file| file.write_all(b"- {kind: meetng, date: 2025, title: t}\n"))
        .expect("written");
    let output = Command::cargo_bin("demarche")
        .expect("the binary")
        .args(["list", "--fresh"])
        .arg(dir.path())
        .output()
        .expect("it runs");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "nothing is shown");
    assert!(
        err.contains("the store has no events") && err.contains("1 problem"),
        "and it is told why: {err}"
    );
}

#[test]
fn where_there_is_no_store_the_demonstration_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let run = |arguments: &[&str]| {
        let output = Command::cargo_bin("demarche")
            .expect("the binary")
            .current_dir(dir.path())
            .env_remove("DEMARCHE_STORE")
            .args(arguments)
            .args(["--now", "2026-02-01"])
            .output()
            .expect("it runs");
        let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
        (out, err, output.status.code())
    };
    let note = "note: no store here (neither ./data nor $DEMARCHE_STORE): this is the demonstration store; give a file or directory\n";
    for command in ["list", "brief", "check", "export", "stats", "positions"] {
        let (_, err, _) = run(&[command]);
        assert_eq!(err.matches(note).count(), 1, "{command}: {err}");
        let (_, err, _) = run(&[command, "-q"]);
        assert_eq!(err, "", "{command} -q");
    }
    let (out, ..) = run(&["check", "-v"]);
    let mut places = out.lines().filter(|line| line.contains(".yaml:"));
    assert!(places.all(|line| line.trim_start().starts_with("<demonstration>/data/")), "{out}");
    fs::create_dir(dir.path().join("data")).expect("a directory");
    let (out, err, code) = run(&["list", "/nonexistent.yaml"]);
    assert!(out.is_empty() && code == Some(2) && !err.contains("demonstration"), "{err}");
}
