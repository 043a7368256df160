//! Merges as they happen: by `git merge`, with the driver configured as its help says.

use super::{desk, event, git, run};

fn events(all: &[String]) -> String {
    format!("events:\n{}", all.concat())
}

/// What `git merge` gives: whether it is clean, what is told, and the file.
fn merged(base: &str, ours: &str, theirs: &str) -> (bool, String, String) {
    let dir = desk(base, ours, theirs);
    let (code, told) = git(dir.path(), &["merge", "--no-edit", "side"]);
    let text = std::fs::read_to_string(dir.path().join("data/a.yaml")).expect("text");
    let (_, listed, _) = run(dir.path(), "demarche", &["list", "data", "--format", "jsonl"]);
    for id in ids(ours).iter().filter(|id| ids(theirs).contains(id)) {
        assert!(ids(&text).contains(id), "{id}, which both have, is lost:\n{text}");
        assert!(
            text.contains("x: y") || text.contains("Z9") || listed.contains(&format!("\"id\":\"{id}\"")),
            "{id} loads: {listed}"
        );
    }
    (code == Some(0), told, text)
}

fn ids(text: &str) -> Vec<String> {
    let ids = text.lines().filter_map(|line| line.trim_end().strip_prefix("- id: "));
    ids.map(str::to_owned).collect()
}

#[test]
fn what_one_side_removed_and_the_other_changed_is_kept_and_told() {
    let (both, one) =
        (events(&[event("a", "B2", "One"), event("b", "B2", "Two")]), events(&[event("b", "B2", "Two")]));
    let changed = events(&[event("a", "C3", "One"), event("b", "B2", "Two")]);
    for (ours, theirs, told) in [
        (&one, &changed, "data/a.yaml:2: event `a`: ours: this record was removed; theirs changed it"),
        (&changed, &one, "data/a.yaml:2: event `a`: theirs: this record is removed"),
    ] {
        let (clean, all, text) = merged(&both, ours, theirs);
        assert!(!clean && all.contains(told), "{all}");
        assert!(text.contains("- id: a\n") && text.contains("grade: C3"), "{text}");
    }
}

#[test]
fn what_both_add_at_the_end_is_there_once_each() {
    let base = [event("a", "B2", "One")];
    let ours = events(&[base[0].clone(), event("o", "B2", "Ours")]);
    let theirs = events(&[base[0].clone(), event("t", "B2", "Theirs")]);
    let (clean, told, text) = merged(&events(&base), &ours, &theirs);
    assert!(clean && ids(&text) == ["a", "o", "t"], "{told}{text}");
    let theirs = events(&[base[0].clone(), event("o", "C3", "Ours")]);
    let (clean, told, text) = merged(&events(&base), &ours, &theirs);
    assert!(!clean && told.contains("data/a.yaml:12: event `o`: theirs: grade: C3"), "{told}");
    assert_eq!(ids(&text), ["a", "o"], "{text}");
}

#[test]
fn a_field_that_one_renamed_and_the_other_changed_is_a_conflict() {
    let with = |key: &str, grade: &str| events(&[event("a", grade, "One").replace("grade", key)]);
    let (clean, told, text) =
        merged(&with("confidence", "B2"), &with("grade", "B2"), &with("confidence", "C3"));
    assert!(!clean && told.contains("event `a`: theirs: confidence: C3"), "{told}");
    assert!(text.contains("  grade: B2") && text.contains("confidence: C3"), "both are in sight: {text}");
}

#[test]
fn comments_of_one_side_come_along() {
    let base = format!("events:\n# about a\n{}{}", event("a", "B2", "One"), event("b", "B2", "Two"));
    let ours = base.replace("# about a", "# about a, in short");
    let theirs = base.replacen("B2", "C3", 1).replace("title: Two", "# a remark\n  title: Two");
    let (clean, told, text) = merged(&base, &ours, &theirs);
    assert!(clean, "{told}");
    for part in ["# about a, in short\n- id: a", "grade: C3", "# a remark"] {
        assert!(text.contains(part) && !text.contains("# about a\n"), "{part} in\n{text}");
    }
}

#[test]
fn line_ends_of_our_side_stay() {
    let base = events(&[event("a", "B2", "One"), event("b", "B2", "Two")]);
    let ours = base.replacen("B2", "B1", 1).replace('\n', "\r\n");
    let theirs = events(&[event("a", "B2", "One"), event("b", "C3", "Two"), event("t", "B2", "Theirs")]);
    for (base, theirs) in
        [(base.clone(), theirs.clone()), (base.replace('\n', "\r\n"), theirs.replace('\n', "\r\n"))]
    {
        let (clean, told, text) = merged(&base, &ours, &theirs);
        assert!(clean && ids(&text) == ["a", "b", "t"], "{told}{text}");
        assert!(text.contains("B1\r\n") && text.contains("C3\r\n"), "{text:?}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    }
}

#[test]
fn a_broken_item_on_one_side_loses_nothing() {
    let base = events(&[event("a", "B2", "One"), event("b", "B2", "Two")]);
    let broken = events(&[event("a", "B2", "x: y"), event("b", "B2", "Two")]);
    let other = events(&[event("a", "B2", "One"), event("b", "C3", "Two"), event("n", "B2", "New")]);
    for (ours, theirs) in [(&broken, &other), (&other, &broken)] {
        let (clean, told, text) = merged(&base, ours, theirs);
        assert!(clean && told.contains("merged line by line, not by record"), "{told}");
        assert_eq!(ids(&text), ["a", "b", "n"], "{text}");
        assert!(
            text.contains("title: x: y") && text.contains("grade: C3"),
            "neither side is dropped: {text}"
        );
    }
    // Where both touch the same lines, nobody chooses.
    let (clean, _, text) =
        merged(&base, &broken, &events(&[event("a", "B2", "Eins"), event("b", "B2", "Two")]));
    assert!(!clean && text.contains("x: y") && text.contains("Eins") && text.contains("<<<<<<<"), "{text}");
    // A value that is wrong is a value all the same.
    let wrong = base.replacen("B2", "Z9", 1);
    let (clean, told, text) = merged(&base, &wrong, &other.replacen("grade: B2", "grade: C3", 1));
    assert!(
        !clean && told.contains("event `a`: theirs: grade: C3") && text.contains("grade: Z9"),
        "{told}{text}"
    );
}

#[test]
fn a_changed_head_of_the_file_stays_there_and_two_changes_of_it_conflict() {
    let base = format!("# Handling: amber\n{}", events(&[event("a", "B2", "One"), event("b", "B2", "Two")]));
    let theirs = base.replace("amber", "red");
    let ours = base.replacen("B2", "B1", 1);
    let (clean, told, text) = merged(&base, &ours, &theirs);
    assert!(clean && text.starts_with("# Handling: red\nevents:\n- id: a\n"), "{told}{text}");
    let (clean, told, text) = merged(&base, &ours.replace("amber", "green"), &theirs);
    assert!(!clean && told.contains("data/a.yaml:1: theirs: comment: Handling: red"), "{told}");
    let head = "# CONFLICT theirs: comment: Handling: red\n# Handling: green\nevents:\n";
    assert!(text.starts_with(head), "{text}");
}

#[test]
fn a_comment_behind_a_value_is_never_lost_without_a_word() {
    let base = "events:\n- id: a\n  kind: other\n  date: 2025\n  title: One\n  tags: [x]\n- id: b\n  kind: other\n  date: 2025\n  title: Two # old\n";
    for (ours, theirs) in [
        (base.replace("title: One", "title: Ours"), base.replace("title: One", "title: One # THEIRS")),
        (base.replace("[x]", "[x, y]"), base.replace("[x]", "[x] # THEIRS")),
        (base.replace("# old", "# ours"), base.replace("# old", "# THEIRS")),
        (base.split("- id: b").next().unwrap_or_default().to_owned(), base.replace("# old", "# THEIRS")),
    ] {
        // Where the comments are of one value, git's own markers stand.
        let dir = desk(base, &ours, &theirs);
        let (code, told) = git(dir.path(), &["merge", "--no-edit", "side"]);
        let text = std::fs::read_to_string(dir.path().join("data/a.yaml")).expect("text");
        let clean = code == Some(0);
        assert!(text.contains("THEIRS"), "{told}\n{text}");
        assert!(!clean || text.contains("One # THEIRS") && text.contains("Ours"), "{told}\n{text}");
    }
    // What only one side changed comes in as it is.
    let (clean, told, text) =
        merged(base, &base.replace("[x]", "[x, y]"), &base.replace("# old", "# THEIRS"));
    assert!(clean && text.contains("title: Two # THEIRS") && text.contains("[x, y]"), "{told}\n{text}");
}
