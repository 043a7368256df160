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

/// The lines of `text` that run demarche, without what explains them behind two spaces.
fn commands(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let line = line.trim().trim_start_matches("$ ");
        line.starts_with("demarche").then(|| line.split("  ").next().unwrap_or(line).trim().to_owned())
    };
    text.lines().filter_map(line).collect()
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
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_demarche")).args(page).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("text");
        let (_, examples) = text.split_once("Examples:").unwrap_or_default();
        all.extend(commands(examples));
    }
    assert!(all.len() >= 8, "there are examples to run: {all:?}");
    for line in &all {
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
