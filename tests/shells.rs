//! What shells and readers get: completion scripts, the manual page, the configuration.

#[path = "shells/typed.rs"]
mod typed;

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn demarche(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_demarche")).args(args).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn not_run(program: &str) {
    eprintln!("not run: {program} is not installed");
}

fn is_there(program: &str) -> bool {
    let tried = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

fn is_installed(program: &str) -> bool {
    let there = is_there(program);
    if !there {
        not_run(program);
    }
    there
}

fn written(dir: &Path, name: &str, bytes: &[u8]) -> String {
    let path = dir.join(name);
    demarche::store::write(&path, bytes, demarche::store::Replace::Nothing).expect("written");
    path.display().to_string()
}

#[test]
fn each_shell_accepts_its_script() {
    let dir = tempfile::tempdir().expect("a directory");
    for shell in ["bash", "zsh", "fish"] {
        let script = demarche(&["completions", shell]);
        assert!(script.status.success() && !script.stdout.is_empty(), "{shell} has a script");
        let path = written(dir.path(), shell, &script.stdout);
        if is_installed(shell) {
            let read = Command::new(shell).args(["-n", &path]).output().expect("it runs");
            assert!(read.status.success(), "{shell} -n: {}", text(&read.stderr));
        }
    }
}

/// Returns what bash offers for a line whose last word is being typed.
fn offered(words: &[&str]) -> Vec<String> {
    let dir = tempfile::tempdir().expect("a directory");
    let script = written(dir.path(), "demarche.bash", &demarche(&["completions", "bash"]).stdout);
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let program = format!(
        "source {script}\nCOMP_WORDS=({})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}}-1))\n\
         _demarche_all demarche \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        quoted.join(" ")
    );
    let bin = Path::new(env!("CARGO_BIN_EXE_demarche")).parent().expect("a directory");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash")
        .args(["--norc", "-c", &program])
        .env("PATH", path)
        .env_remove("DEMARCHE_STORE")
        .output()
        .expect("bash runs");
    text(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_ids_of_the_store() {
    let all = offered(&["demarche", "list", "-a", "krem"]);
    assert!(all.contains(&"kremlin".to_owned()) && all.iter().all(|id| id.starts_with("krem")), "{all:?}");
    assert_eq!(
        offered(&["demarche", "list", "data", "--actor", "=", "usha"]),
        ["ushakov"],
        "bash cuts at the sign"
    );
    assert_eq!(
        offered(&["demarche", "list", "-f", "actor", ":", "usha"]),
        ["ushakov"],
        "bash cuts there, too"
    );
    assert_eq!(
        offered(&["demarche", "list", "-f", "actor:kremlin actor:usha"]),
        ["actor:kremlin\\ actor:ushakov"]
    );
    assert_eq!(
        offered(&["demarche", "list", "-a", "kremlin,usha"]),
        ["kremlin,ushakov"],
        "of a list the last"
    );
    assert_eq!(offered(&["demarche", "list", "-a", "Ушак"]), ["ushakov"], "an alias gives the id");
    assert!(offered(&["demarche", "list", "--venue", "miam"]).contains(&"miami".to_owned()));
    assert_eq!(offered(&["demarche", "list", "-k", "st"]), ["statement", "strike"]);
    let ids = offered(&["demarche", "show", "-s", "tests/data/browser.yaml", ""]);
    let of_store = offered(&["demarche", "show", "2025-12-21-ushakov-no"]);
    assert_eq!(of_store, ["2025-12-21-ushakov-no-trilateral"]);
    assert!(!ids.is_empty() && ids != of_store, "the store of the line is asked: {ids:?}");
    assert!(!offered(&["demarche", "list", "--view", ""]).is_empty(), "saved views");
    assert!(
        offered(&["demarche", "list", "--tim"]).contains(&"--timezone".to_owned()),
        "and flags as before"
    );
    assert_eq!(offered(&["demarche", "sch"]), ["schema"], "and commands");
}

#[test]
fn candidates_of_a_store_that_cannot_be_read_are_none() {
    let output = demarche(&["__complete", "actor", "x", "--", "-s", "no/such/store"]);
    assert_eq!(
        (output.status.code(), text(&output.stdout), text(&output.stderr)),
        (Some(1), String::new(), String::new())
    );
}

#[test]
fn man_reads_the_page() {
    let page = demarche(&["man"]);
    assert!(page.status.success(), "{}", text(&page.stderr));
    let source = text(&page.stdout);
    for part in [
        "STORE FILES",
        "FILTER",
        "KEYS",
        "CONFIGURATION",
        "demarche encounters",
        "grade_note",
        "single\\-source",
    ] {
        assert!(source.contains(part), "the page has {part}");
    }
    if !is_installed("man") {
        return;
    }
    let dir = tempfile::tempdir().expect("a directory");
    let path = written(dir.path(), "demarche.1", &page.stdout);
    let read = Command::new("man")
        .args(["--warnings", "-l", &path])
        .env("MANWIDTH", "80")
        .output()
        .expect("it runs");
    let (shown, told) = (text(&read.stdout), text(&read.stderr));
    assert!(read.status.success() && told.is_empty(), "man -l complains: {told}");
    assert!(shown.contains("--as-of") && shown.contains("no-comment") && shown.lines().count() > 500);
}

/// Runs with a configuration of this text.
fn configured(config: &str, args: &[&str]) -> (String, String) {
    let dir = tempfile::tempdir().expect("a directory");
    std::fs::create_dir_all(dir.path().join("demarche")).expect("a directory");
    written(&dir.path().join("demarche"), "config.yaml", config.as_bytes());
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(args)
        .env("XDG_CONFIG_HOME", dir.path())
        .env_remove("NO_COLOR")
        .env_remove("DEMARCHE_STORE")
        .output()
        .expect("it runs");
    assert!(output.status.success(), "a bad configuration is never fatal: {}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_configuration_in_force_is_printed_with_its_origins() {
    let config = "theme: ligth\nview: lanes\nkeys:\n  filter: s\n  down: [n, q]\n";
    let (shown, told) = configured(config, &["config", "--mouse", "off"]);
    let line = |name: &str| {
        let line = shown.lines().find(|line| line.split_whitespace().next() == Some(name));
        line.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    assert_eq!(line("theme"), "theme auto default", "{shown}");
    assert!(line("view").starts_with("view lanes /") && shown.contains("config.yaml:2\n"), "{shown}");
    assert_eq!(line("mouse"), "mouse false --mouse");
    assert!(
        line("filter").starts_with("filter s filter /") && line("filter").ends_with("config.yaml:4"),
        "{shown}"
    );
    assert_eq!(line("down"), "down j ↓ down", "a refused key leaves those of the table");
    assert!(told.contains("config.yaml:1:8: unknown theme `ligth`; hint: did you mean `light`?"), "{told}");
    assert!(told.contains("config.yaml:5:13: `q` would mean `down` and `quit`"), "{told}");

    let (json, told) = configured(config, &["config", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["settings"]["view"]["value"], "lanes");
    assert_eq!((json["problems"].as_array().map(Vec::len), told.as_str()), (Some(2), ""));
}

#[test]
fn a_configuration_that_is_no_yaml_stops_nothing() {
    for config in ["theme: [", "\u{0}\u{1}", "- a\n- b\n", "just text", "keys: {a: {b: {c: d}}}"] {
        let (shown, told) = configured(config, &["config"]);
        assert!(shown.contains("theme") && told.contains("config.yaml:"), "`{config}` is told: {told}");
        configured(config, &["list", "data", "--limit", "1"]);
    }
}

#[test]
fn the_screen_follows_the_configuration() {
    let (shown, _) =
        configured("dates: iso\n", &["data", "--screenshot", "timeline", "120x40", "--now", "2025-12-22"]);
    assert!(shown.contains("2025-12-21"), "days over the events:\n{shown}");
    let (shown, _) = configured("", &["data", "--screenshot", "timeline", "120x40", "--now", "2025-12-22"]);
    assert!(
        shown.contains("Sunday 21 December 2025") && !shown.contains("2025-12-21"),
        "by default words:\n{shown}"
    );
}

/// Runs a line of a help page in a directory, with `duckdb` as whatever of it is installed; `None` if nothing is.
fn with_duckdb(line: &str, dir: &Path) -> Option<Output> {
    let module = "import duckdb, sys; duckdb.sql(sys.argv[1])";
    let has_module = || {
        let tried = Command::new("python3").args(["-c", "import duckdb"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let line = if is_there("duckdb") {
        line.to_owned()
    } else if line.contains("duckdb -c") && has_module() {
        line.replace("duckdb -c", &format!("python3 -c '{module}'"))
    } else {
        return None;
    };
    let line = line.replace("demarche ", &format!("{} ", env!("CARGO_BIN_EXE_demarche")));
    let output = Command::new("bash").args(["-c", &line]).current_dir(dir).env("TZ", "UTC").output();
    Some(output.expect("bash runs"))
}

#[test]
fn rows_of_a_database_are_a_store() {
    let help = text(&demarche(&["--help"]).stdout);
    let documented = help.lines().find(|line| line.trim().starts_with("duckdb -json")).expect("an example");
    assert!(documented.ends_with("| demarche -"), "{documented}");
    let dir = tempfile::tempdir().expect("a directory");
    written(dir.path(), "log.csv", b"id,kind,date,title\nt1,other,2025-12-21,Talks in Miami\n");
    let line = documented.replace("| demarche -", "| demarche list -");
    let Some(output) = with_duckdb(&line, dir.path()) else { return not_run("duckdb") };
    assert!(text(&output.stdout).contains("Talks in Miami"), "{line}: {}", text(&output.stderr));
}

#[test]
fn duckdb_takes_rows_out_of_large_files() {
    let help = text(&demarche(&["import", "--help"]).stdout);
    let (_, after) = help.split_once("DuckDB takes the rows first").expect("examples");
    let (examples, _) = after.split_once("`demarche -` browses").expect("their end");
    let examples: Vec<String> =
        examples.split("\n  duckdb").skip(1).map(|example| format!("duckdb{example}")).collect();
    assert_eq!(examples.len(), 2, "{examples:?}");
    let dir = tempfile::tempdir().expect("a directory");
    let gdelt = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/gdelt2.export.CSV"));
    written(dir.path(), "20251221.export.CSV", &gdelt.expect("the sample is there"));
    let make = "duckdb -c \"COPY (SELECT 'e' || range AS id, 'other' AS kind, DATE '2025-11-29' + range::INT AS date, \
                'Talks ' || range AS title FROM range(5)) TO 'log.parquet'\"";
    let Some(made) = with_duckdb(make, dir.path()) else { return not_run("duckdb") };
    assert!(made.status.success(), "{}", text(&made.stderr));
    for (example, events) in examples.iter().zip([2, 3]) {
        let output =
            with_duckdb(&example.replace("list -", "list - --format tsv"), dir.path()).expect("it is there");
        let rows = text(&output.stdout).lines().count();
        assert_eq!(rows, events + 1, "{example}\n{}{}", text(&output.stdout), text(&output.stderr));
    }
}

#[test]
fn the_package_holds_what_a_build_and_its_tests_need() {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut total = 0;
    for file in text(&output.stdout).lines() {
        let top = file.split('/').next().unwrap_or_default();
        let known = [
            "src",
            "data",
            "tests",
            "benches",
            "docs",
            "README.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "rustfmt.toml",
            "clippy.toml",
            "LICENSE",
            "Cargo.toml",
            "Cargo.lock",
            "Cargo.toml.orig",
            ".cargo_vcs_info.json",
        ];
        assert!(known.contains(&top), "{file} is no part of a package");
        assert!(file != "build.rs", "no build script");
        let size = std::fs::metadata(file).map_or(0, |data| data.len());
        assert!(size < 300_000, "{file} is large: {size} bytes");
        total += size;
    }
    assert!(total < 9_500_000, "all of it is {total} bytes");
}
