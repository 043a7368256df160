//! The progress of an import, and what is left of it after Ctrl-C.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Session;

fn names(directory: &Path) -> Vec<String> {
    let all = fs::read_dir(directory).expect("a directory");
    let mut names: Vec<String> =
        all.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Writes a table that takes a while.
fn table(directory: &Path, rows: u32) -> String {
    let mut text = "id,date,kind,title,summary\n".to_owned();
    for nth in 0..rows {
        let _ = writeln!(
            text,
            "e{nth},20{:02}-01-0{},other,Event {nth},{}",
            nth % 90,
            1 + nth % 9,
            "x".repeat(200)
        );
    }
    let path = directory.join("large.csv");
    demarche::store::write(&path, text.as_bytes(), demarche::store::Replace::Nothing).expect("written");
    path.display().to_string()
}

#[test]
fn a_large_import_shows_its_progress_on_a_terminal_and_nowhere_else() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = table(dir.path(), 20_000);
    let out = dir.path().join("out.yaml").display().to_string();
    let program = env!("CARGO_BIN_EXE_demarche");
    let mut session = Session::start(program, &["import", "csv", &file, "-o", &out], &[]);
    session.wait_for("MiB  ");
    session.wait_for("events");
    assert_eq!(session.end(), 0, "{}", session.shows());
    session.wait_for("20,000 rows: 20,000 imported, 0 skipped");
    session.wait_until("the bar goes", |screen| !screen.contents().contains("left"));
    let mut quiet = Session::start(program, &["import", "csv", &file, "-o", &out, "--force", "-q"], &[]);
    assert_eq!(quiet.end(), 0);
    assert_eq!(quiet.shows().trim(), "", "with -q there is nothing");
    let piped = Command::new(program)
        .args(["import", "csv", &file, "-o", &out, "--force"])
        .stderr(Stdio::piped())
        .output()
        .expect("it runs");
    assert_eq!(
        String::from_utf8_lossy(&piped.stderr),
        "20,000 rows: 20,000 imported, 0 skipped\n",
        "no bar in a pipe"
    );
}

#[test]
fn ctrl_c_leaves_nothing_half_written() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = table(dir.path(), 60_000);
    let program = env!("CARGO_BIN_EXE_demarche");
    let old = "# mine\nevents:\n- {kind: other, date: 2025-12-21, title: Mine}\n";
    for (target, flag) in
        [("out.yaml", "-o"), ("years/", "-o"), ("store", "--into"), ("store/mine.yaml", "--into")]
    {
        let work = tempfile::tempdir_in(dir.path()).expect("a directory");
        fs::create_dir(work.path().join("store")).expect("a directory");
        let mine = work.path().join("store/mine.yaml");
        demarche::store::write(&mine, old.as_bytes(), demarche::store::Replace::Nothing).expect("written");
        let to = work.path().join(target).display().to_string();
        let to = if target.ends_with('/') { format!("{to}/") } else { to };
        let mut session = Session::start(program, &["import", "csv", &file, flag, &to], &[]);
        session.wait_for("events");
        session.press("\x03");
        assert_eq!(session.end(), 130, "{target}: {}", session.shows());
        for directory in [work.path().to_owned(), work.path().join("years"), work.path().join("store")] {
            if directory.exists() {
                let left = names(&directory);
                assert!(!left.iter().any(|name| name.contains(".demarche")), "{target}: {left:?}");
            }
        }
        assert!(!work.path().join("out.yaml").exists(), "{target}: no part of the file");
        assert_eq!(names(&work.path().join("store")), ["mine.yaml"], "{target}");
        assert_eq!(fs::read_to_string(&mine).expect("it is there"), old, "{target}: the store is as it was");
    }
}
