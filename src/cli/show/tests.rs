use super::*;
use crate::cli::paint::Paint;
use crate::timeline::sample;

const YAML: &str = include_str!("../../timeline/sample.yaml");

fn shown(id: &str, width: Option<usize>) -> String {
    let timeline = sample::of_yaml(YAML);
    let ix = find(timeline.store(), id).expect("it is there");
    let mut out = Vec::new();
    write(&timeline, &[ix], Look { paint: Paint::Plain, width }, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn a_statement_is_shown_whole() {
    insta::assert_snapshot!(shown("denial", None));
}

#[test]
fn a_strike_is_shown_whole() {
    insta::assert_snapshot!(shown("strike", None));
}

#[test]
fn a_meeting_is_shown_whole() {
    insta::assert_snapshot!(shown("round", None));
}

#[test]
fn links_are_told_in_both_directions() {
    let claim = shown("claim", None);
    assert!(
        claim.contains("denied by Ushakov: no one has discussed it (21 Dec 2025), response time"),
        "{claim}"
    );
    assert!(
        shown("denial", None).contains("denies Zelensky: talks in three are proposed (20 Dec 2025)"),
        "and as written"
    );
}

#[test]
fn long_text_hangs_under_its_label() {
    let narrow = shown("denial", Some(44));
    assert!(narrow.lines().all(|line| line.chars().count() <= 44), "every line fits:\n{narrow}");
}

#[test]
fn an_unknown_id_names_near_ones() {
    let timeline = sample::of_yaml(YAML);
    let told = |id: &str| find(timeline.store(), id).expect_err("it is not there").to_string();
    assert!(told("denail").contains("hint: did you mean `denial`?"), "a slip: {}", told("denail"));
    assert!(told("zzzzzzzz").contains("list --format tsv"), "nothing near: {}", told("zzzzzzzz"));
    assert!(!told("\u{1b}[31m").contains('\u{1b}'), "what was typed cannot act either");
    let mut sample = sample::Sample::new();
    for id in ["2025-12-20-kyiv-talks", "2025-12-21-kyiv-strike", "2025-12-22-moscow"] {
        sample.event(id, crate::event::Kind::Other, "2025-12-20");
    }
    let store = sample.store();
    let told = find(&store, "kyiv").expect_err("it is not there").to_string();
    assert!(
        told.contains("`2025-12-20-kyiv-talks` or `2025-12-21-kyiv-strike`?"),
        "ids with the word: {told}"
    );
}
