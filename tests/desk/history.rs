//! The history of a record: what its commits changed in it, and nothing else.

use super::{commit, desk, event, git, run, write};

fn repository() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    git(dir.path(), &["init", "-q", "-b", "main"]);
    dir
}

/// What is told of each commit, the newest first.
fn told(dir: &std::path::Path, id: &str, store: &str) -> Vec<String> {
    let (code, out, err) = run(dir, "demarche", &["log", id, "-s", store]);
    assert_eq!(code, Some(0), "{err}");
    let mut all: Vec<String> = Vec::new();
    for line in out.lines().skip(1) {
        // Long changes are on lines of their own.
        if line.ends_with(" Ada") {
            all.push(String::new());
            continue;
        }
        match (line.split_once("Ada: "), all.last_mut()) {
            (Some((_, told)), _) => all.push(told.to_owned()),
            (None, Some(last)) => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line.trim());
            }
            _ => {}
        }
    }
    all
}

const STATEMENT: &str = "\
events:
- id: a
  kind: statement
  date: 2025-12-21T10:00Z
  title: One
  actors: [peskov]
  sources: [https://a.b/c]
  tags: [x]
";

#[test]
fn only_what_changes_the_meaning_is_a_change() {
    let dir = repository();
    let step = |text: &str, message: &str| {
        write(dir.path(), "data/a.yaml", text);
        commit(dir.path(), message);
    };
    step(STATEMENT, "1");
    let quoted = STATEMENT.replace("title: One", "title: 'One'").replace("[x]", "\n  - \"x\" # so");
    step(&quoted, "only quotes, and a comment");
    let long = quoted
        .replace("[peskov]", "{speaker: [peskov]}")
        .replace("[https", "\n  - url: https")
        .replace("c]", "c");
    step(&long, "the long form");
    step(&long.replace("T10:00Z", "T12:00+02:00"), "another zone");
    step(&long.replace("T10:00Z", "T12:00+02:00").replace("'One'", "Two"), "a title");
    assert_eq!(
        told(dir.path(), "a", "data"),
        [
            "title: One → Two",
            "date: 2025-12-21T10:00Z → 2025-12-21T12:00+02:00 (the same time)",
            "written otherwise, and means the same",
            "created in data/a.yaml:2",
        ]
    );
}

#[test]
fn what_was_removed_and_came_back_is_one_history() {
    let dir = repository();
    let step = |text: String, message: &str| {
        write(dir.path(), "a.yaml", &format!("events:\n{text}"));
        commit(dir.path(), message);
    };
    step(event("a", "B2", "One") + &event("z", "B2", "Z"), "1");
    step(event("z", "B2", "Z"), "2");
    step(event("z", "B2", "Z") + &event("a", "C3", "One"), "3");
    assert_eq!(
        told(dir.path(), "a", "."),
        ["back in a.yaml:8; grade: B2 → C3", "removed from a.yaml:2", "created in a.yaml:2"]
    );
    step(event("a", "C3", "One").replace("  grade: C3\n", ""), "4");
    let ungraded = &told(dir.path(), "a", ".")[0];
    assert!(
        ungraded.contains("C3") && !ungraded.contains("F6"),
        "what is not written is not told: {ungraded}"
    );
}

#[test]
fn an_old_id_says_what_became_of_it() {
    let dir = repository();
    write(dir.path(), "data/a.yaml", &format!("events:\n{}", event("old", "B2", "One")));
    commit(dir.path(), "1");
    write(dir.path(), "data/a.yaml", &format!("events:\n{}", event("new", "B2", "One")));
    commit(dir.path(), "2");
    git(dir.path(), &["mv", "data", "store"]);
    commit(dir.path(), "3");
    assert_eq!(told(dir.path(), "old", "store"), ["renamed from old to new", "created in data/a.yaml:2"]);
    assert_eq!(
        told(dir.path(), "new", "store"),
        ["moved from data/a.yaml to store/a.yaml", "renamed from old to new", "created in data/a.yaml:2"]
    );
}

#[test]
fn a_merge_changes_only_what_no_parent_has() {
    let events = |grade: &str, title: &str| format!("events:\n{}", event("a", grade, title));
    let dir = desk(&events("B2", "One"), &events("B2", "Two"), &events("C3", "One"));
    git(dir.path(), &["merge", "--no-edit", "side"]);
    let mut all = told(dir.path(), "a", "data");
    all.sort();
    assert_eq!(all, ["created in data/a.yaml:2", "grade: B2 → C3", "title: One → Two"], "each once");
    let dir = desk(&events("B2", "One"), &events("B1", "One"), &events("C3", "One"));
    git(dir.path(), &["merge", "side"]);
    write(dir.path(), "data/a.yaml", &events("A1", "One"));
    commit(dir.path(), "neither of the two");
    assert_eq!(told(dir.path(), "a", "data")[0], "grade: B1 → A1", "decided in the merge");
}

#[test]
fn a_shallow_clone_does_not_say_that_its_first_commit_made_it() {
    let dir = repository();
    for (grade, message) in [("B2", "1"), ("B1", "2"), ("C3", "3")] {
        write(dir.path(), "data/a.yaml", &format!("events:\n{}", event("a", grade, "One")));
        commit(dir.path(), message);
    }
    let clone = tempfile::tempdir().expect("a directory");
    let from = format!("file://{}", dir.path().display());
    let (code, err) = git(clone.path(), &["clone", "-q", "--depth", "2", &from, "c"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(
        told(&clone.path().join("c"), "a", "data"),
        ["grade: B1 → C3", "already in data/a.yaml:2; this clone has no earlier commit"]
    );
}
