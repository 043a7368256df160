use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

mod comments;

const BASE: &str = "# A log.
events:
- id: a
  kind: statement
  date: 2025-12-01
  title: First  # as printed
  grade: B2
  tags: [x, y]
  sources:
    - url: https://example.org/1
      published: 2025-12-01

# About b.
- id: b
  kind: other
  date: 2025-12-03
  title: Second

- id: c
  kind: other
  date: 2025-12-05
  title: Third
";

fn merged(ours: &str, theirs: &str) -> (String, Vec<String>) {
    let merged = merge(BASE.as_bytes(), ours.as_bytes(), theirs.as_bytes()).expect("it merges");
    let text = String::from_utf8(merged.bytes).expect("text");
    (text, merged.conflicts.into_iter().map(|conflict| conflict.text).collect())
}

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "`{from}` is there");
        text.replacen(from, to, 1)
    })
}

#[test]
fn each_side_keeps_what_it_alone_changed() {
    let ours = with(&[("grade: B2", "grade: B1"), ("title: Second", "title: Other")]);
    let theirs =
        with(&[("title: First  # as printed", "title: Once  # seen"), ("title: Third", "title: 3rd")]);
    let both = with(&[
        ("grade: B2", "grade: B1"),
        ("title: Second", "title: Other"),
        ("title: First  # as printed", "title: Once  # seen"),
        ("title: Third", "title: 3rd"),
    ]);
    assert_eq!(merged(&ours, &theirs), (both, vec![]), "field by field, every other byte as it was");
}

#[test]
fn lists_are_merged_by_item() {
    let ours = with(&[
        ("[x, y]", "[x, y, o]"),
        ("01\n\n# About", "01\n    - url: https://example.org/o\n\n# About"),
    ]);
    let theirs =
        with(&[("[x, y]", "[t, x]"), ("1\n      published: 2025-12-01", "1\n      published: 2025-12-02")]);
    let (text, conflicts) = merged(&ours, &theirs);
    assert_eq!(conflicts, [""; 0], "none: {text}");
    assert!(text.contains("tags: [t, x, o]"), "y is gone, o and t are there: {text}");
    assert!(text.contains("published: 2025-12-02") && text.contains("example.org/o"), "{text}");
}

#[test]
fn what_both_changed_otherwise_is_named_above_the_field() {
    let ours = with(&[("grade: B2", "grade: B1")]);
    let theirs = with(&[("grade: B2", "grade: C3")]);
    let (text, conflicts) = merged(&ours, &theirs);
    assert_eq!(text, with(&[("  grade: B2", "  # CONFLICT theirs: grade: C3\n  grade: B1")]), "ours stands");
    assert_eq!(conflicts, ["theirs: grade: C3"], "and is told");
}

#[test]
fn both_added_events_stand_in_order_of_date() {
    let event =
        |id: &str, day: u8| format!("\n- id: {id}\n  kind: other\n  date: 2025-12-0{day}\n  title: T\n");
    let ours = format!("{BASE}{}", event("o", 7));
    let theirs = format!("{BASE}{}{}", event("t", 6), event("u", 8));
    let wanted = format!("{BASE}{}{}{}", event("t", 6), event("o", 7), event("u", 8));
    assert_eq!(merged(&ours, &theirs), (wanted, vec![]), "each where its date is");
}

#[test]
fn a_removed_event_is_kept_only_if_the_other_side_changed_it() {
    let b = "# About b.\n- id: b\n  kind: other\n  date: 2025-12-03\n  title: Second\n\n";
    let (gone, changed) = (with(&[(b, "")]), with(&[("Second", "2nd")]));
    let other = with(&[("grade: B2", "grade: B1")]);
    let both = with(&[(b, ""), ("grade: B2", "grade: B1")]);
    assert_eq!(merged(&other, &gone), (both.clone(), vec![]), "theirs removed it");
    assert_eq!(merged(&gone, &other), (both, vec![]), "ours removed it");
    let (text, conflicts) = merged(&changed, &gone);
    assert!(text.contains("2nd") && conflicts == ["theirs: this record is removed"], "kept and told: {text}");
    let (text, conflicts) = merged(&gone, &changed);
    assert!(
        text.contains("2nd") && conflicts.len() == 1 && conflicts[0].starts_with("ours: "),
        "kept: {text}"
    );
}

#[test]
fn comments_of_both_sides_stay() {
    let ours = with(&[("# About b.", "# About b, ours.")]);
    let theirs = with(&[("- id: c", "# New.\n- id: c")]);
    let (text, _) = merged(&ours, &theirs);
    assert_eq!(text, with(&[("# About b.", "# About b, ours."), ("- id: c", "# New.\n- id: c")]), "both");
}

type Log = BTreeMap<u8, [u8; 3]>;

fn written(log: &Log) -> String {
    let mut out = "# A log.\nevents:\n".to_owned();
    for (id, [title, tags, grade]) in log {
        let tags =
            (0..3).filter(|bit| tags & (1 << bit) > 0).map(|bit| format!("t{bit}")).collect::<Vec<_>>();
        let head =
            format!("- id: e{id}\n  kind: other\n  date: 2025-01-{:02}\n  title: 'T {title}'  # t\n", id + 1);
        out.push_str(&head);
        if !tags.is_empty() {
            out.extend(["  tags: [", &tags.join(", "), "]\n"]);
        }
        out.extend(["  grade: B", &(grade + 1).to_string(), "\n\n"]);
    }
    out
}

fn logs() -> impl Strategy<Value = Log> {
    proptest::collection::btree_map(0u8..8, [0u8..3, 0u8..8, 0u8..3], 1..7)
}

proptest! {
    #[test]
    fn no_event_is_lost_that_a_side_wants(base in logs(), ours in logs(), theirs in logs()) {
        let [b, o, t] = [&base, &ours, &theirs].map(written);
        let merged = merge(b.as_bytes(), o.as_bytes(), t.as_bytes()).expect("it merges");
        let result = Side::read(merged.bytes.clone()).expect("it reads");
        let ids: BTreeSet<String> = result.records.iter().map(|record| record.key.1.clone()).collect();
        for id in base.keys().chain(ours.keys()).chain(theirs.keys()) {
            let (was, own, their) = (base.get(id), ours.get(id), theirs.get(id));
            // Gone: on both sides, or on one while the other left it as it was.
            let gone = match (own, their) {
                (None, None) => true,
                (Some(one), None) | (None, Some(one)) => was == Some(one),
                (Some(_), Some(_)) => false,
            };
            prop_assert_eq!(ids.contains(&format!("e{id}")), !gone, "e{} in\n{}", id, String::from_utf8_lossy(&merged.bytes));
        }
        let loaded = crate::store::Store::from_texts([("x.yaml", merged.bytes)]);
        prop_assert_eq!(loaded.problems.len(), 0);
        prop_assert_eq!(loaded.events.len(), ids.len());
    }

    #[test]
    fn what_one_side_left_alone_is_the_other_to_the_byte(base in logs(), other in logs()) {
        let [b, x] = [&base, &other].map(written);
        let of = |ours: &str, theirs: &str| {
            merge(b.as_bytes(), ours.as_bytes(), theirs.as_bytes()).expect("it merges").bytes
        };
        prop_assert_eq!(&of(&x, &b), x.as_bytes());
        prop_assert_eq!(&of(&b, &x), x.as_bytes());
        prop_assert_eq!(&of(&x, &x), x.as_bytes());
    }
}
