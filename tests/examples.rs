//! Every example of the help and every command of the README runs as it stands.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a line in bash where `demarche` is the program just built and `data` is the demonstration store.
fn run(line: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let program = Path::new(env!("CARGO_BIN_EXE_demarche"));
    let bin = program.parent().expect("the program lies somewhere");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let script = format!("ln -s '{}/data' data && {line}", root().display());
    let output = Command::new("bash")
        .args(["-c", &script])
        .env("PATH", path)
        .env("TZ", "UTC")
        .env_remove("DEMARCHE_STORE")
        .current_dir(&dir)
        .output()
        .expect("bash runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{line}` ends with 0 and not {:?}: {told}", output.status.code());
}

/// The lines of `text` that run demarche, without what explains them behind two spaces. A line that ends with `\` goes on.
fn commands(text: &str) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let line = line.trim().trim_start_matches("$ ");
        let (part, more) = line.strip_suffix('\\').map_or((line, false), |part| (part.trim(), true));
        match whole.last_mut().filter(|_| goes_on) {
            Some(before) => *before = format!("{before} {part}"),
            None => whole.push(part.to_owned()),
        }
        goes_on = more;
    }
    let runs = |line: &String| ["demarche", "printf"].iter().any(|program| line.starts_with(program));
    let command = |line: String| line.split("  ").next().unwrap_or(&line).trim().to_owned();
    whole.into_iter().filter(runs).map(command).collect()
}

#[test]
fn every_example_of_the_help_runs() {
    let mut all = Vec::new();
    for page in [
        &["--help"][..],
        &["list", "--help"],
        &["show", "--help"],
        &["export", "--help"],
        &["brief", "--help"],
        &["explain", "--help"],
        &["threads", "--help"],
        &["positions", "--help"],
        &["language", "--help"],
        &["check", "--help"],
        &["stats", "--help"],
        &["import", "--help"],
        &["new", "--help"],
        &["fmt", "--help"],
        &["dupes", "--help"],
        &["merge-driver", "--help"],
        &["schema", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
        &["config", "--help"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_demarche")).args(page).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("text");
        let (_, examples) = text.split_once("Examples:").unwrap_or_default();
        all.extend(commands(examples));
    }
    assert!(all.len() >= 8, "there are examples to run: {all:?}");
    // The line with pandoc is run where pandoc is installed, in tests/page.rs.
    for line in all.iter().filter(|line| !line.contains("| pandoc")) {
        run(line);
    }
}

#[test]
fn every_command_of_the_readme_runs() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let mut ran = 0;
    for block in readme.split("\n```").skip(1).step_by(2) {
        let (language, body) = block.split_once('\n').unwrap_or_default();
        if ["console", "sh", "bash"].contains(&language.trim()) {
            for line in commands(body) {
                run(&line);
                ran += 1;
            }
        }
    }
    assert!(ran > 0, "the README has commands to run");
}

#[test]
fn the_store_of_the_readme_is_one_and_its_registry_gives_names() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let own = readme.split_once("## Your own log").expect("a part about it").1;
    let parts = own.split("```yaml\n").skip(1).map(|part| part.split("```").next().unwrap_or_default());
    let [events, actors] = parts.collect::<Vec<_>>().try_into().expect("events, then actors");
    let dir = tempfile::tempdir().expect("a directory");
    let list = |store: &str, command: &[&str]| {
        let path = dir.path().join("log.yaml");
        demarche::store::write(&path, store.as_bytes(), demarche::store::Replace::Anything).expect("written");
        let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(command)
            .arg(dir.path())
            .output()
            .expect("it runs");
        let told = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        (output.status.code(), told.concat())
    };
    let kremlin = ["list", "-a", "kremlin"];
    let (code, told) = list(events, &kremlin);
    assert_eq!(code, Some(2), "the events alone name no Kremlin: {told}");
    let hint = "hint: the store names `ushakov`, `zelenskyy`, `usa`; add an entry in `actors:` to register a name with its \
                aliases; write `\"kremlin\"` to search the text";
    assert!(told.contains(hint), "but whom they name is told:\n{told}");
    let both = format!("{events}{actors}");
    let (code, told) = list(&both, &kremlin);
    assert!(code == Some(0) && told.contains("trilateral"), "with the registry it is found:\n{told}");
    let (_, told) = list(&both, &["check"]);
    assert!(
        !told.contains("problem:") && !told.contains("Ushakov` is not"),
        "and the store has no problem:\n{told}"
    );
}
