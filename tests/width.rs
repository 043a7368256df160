//! Every report fits the width that it is given.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use unicode_width::UnicodeWidthStr as _;

const REPORTS: [&str; 8] =
    ["threads", "positions", "language", "sources", "shifts", "strikes", "encounters", "stats"];

fn run(args: &[&str], columns: Option<usize>) -> Output {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.env_clear().env("TZ", "UTC").current_dir(root).args(args);
    command.envs(columns.map(|columns| ("COLUMNS", columns.to_string())));
    command.output().expect("it runs")
}

fn text(args: &[&str], columns: Option<usize>) -> String {
    String::from_utf8(run(args, columns).stdout).expect("text")
}

fn assert_fits(args: &[&str], columns: usize) {
    let text = text(args, Some(columns));
    assert!(text.lines().count() > 1, "{args:?} says something: {text}");
    for line in text.lines() {
        assert!(line.width() <= columns, "{args:?} in {columns} columns is {} wide:\n{line}", line.width());
    }
}

#[test]
fn every_report_follows_the_columns_that_are_set() {
    for report in REPORTS {
        for columns in [60, 80, 100] {
            assert_fits(&[report, "--store", "tests/data/weekend", "--now", "2026-03-01"], columns);
        }
    }
    assert_fits(&["stats", "--top", "0", "-f", "actor:kremlin date:2025-12 kind:statement,meeting"], 60);
    assert_fits(&["encounters", "-a", "russia"], 80);
}

#[test]
fn differences_and_problems_fit_the_columns_that_are_set() {
    let mut broken = tempfile::Builder::new().suffix(".yaml").tempfile().expect("a file");
    let title = "a title that goes on for longer than any line of a terminal is wide, ".repeat(3);
    let event =
        format!("- {{id: 2025-12-21-one, kind: statment, date: 2025-12-21, title: '{title}', kidn: x}}\n");
    broken.write_all(event.as_bytes()).expect("it is written");
    let broken = broken.path().to_str().expect("a name");
    for columns in [80, 100] {
        assert_fits(&["diff", "tests/data/weekend", "data"], columns);
        assert_fits(&["check", broken], columns);
    }
}

#[test]
fn without_columns_or_a_terminal_a_report_is_100_wide() {
    for report in ["encounters", "stats"] {
        let of = |columns| text(&[report], columns);
        assert_eq!(of(None), of(Some(100)), "{report} takes 100 where nothing says how wide");
        assert_ne!(of(None), of(Some(60)), "{report} is laid out anew in 60");
    }
    let listed = text(&["list"], None);
    assert!(listed.lines().any(|line| line.width() > 100), "the timeline on a pipe is never cut");
}

#[test]
fn nothing_is_lost_in_a_narrow_report() {
    let words = |columns| {
        let text = text(&["encounters", "--now", "2026-03-01"], Some(columns));
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    };
    let (narrow, wide) = (words(60), words(200));
    let lost: Vec<&String> = wide.iter().filter(|word| !narrow.contains(word)).collect();
    assert!(lost.is_empty(), "every word of the wide report stands in the narrow one: {lost:?}");
}
