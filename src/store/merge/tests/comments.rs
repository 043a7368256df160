//! Comments of both sides: each change lands where it was.

use super::*;

/// What a comment of [`written`] says: nothing, as in the base, or as a side has changed it.
const SAYS: [&str; 4] = ["", "as it was", "as one wrote it", "as the other wrote it"];

/// How many comments [`written`] has.
const PLACES: usize = 9;

fn comment(nth: usize, says: u8, indent: &str) -> String {
    match SAYS[usize::from(says)] {
        "" => String::new(),
        text => format!("{indent}# {nth} {text}\n"),
    }
}

/// What is behind each comment.
const BEHIND: [&str; PLACES] = [
    "\n",
    "events:\n",
    "- id: a\n  kind: other\n",
    "  date: 2025-12-01\n  title: A\n\n",
    "- id: b\n  kind: other\n  date: 2025-12-02\n  title: B\n\n",
    "\n",
    "actors:\n",
    "- {id: x, name: X}\n\n",
    "",
];

fn indent(nth: usize) -> &'static str {
    if nth == 3 { "  " } else { "" }
}

fn laid_out(comments: impl Iterator<Item = String>) -> String {
    comments.zip(BEHIND).map(|(comment, behind)| comment + behind).collect()
}

fn written(says: [u8; PLACES]) -> String {
    laid_out((0..PLACES).map(|nth| comment(nth, says[nth], indent(nth))))
}

fn expected(base: [u8; PLACES], ours: [u8; PLACES], theirs: [u8; PLACES]) -> (String, usize) {
    let mut told = 0;
    let mut places: Vec<String> = Vec::new();
    for nth in 0..PLACES {
        let (was, own, their) = (base[nth], ours[nth], theirs[nth]);
        let indent = indent(nth);
        places.push(if their == was || own == their {
            comment(nth, own, indent)
        } else if own == was {
            comment(nth, their, indent)
        } else {
            told += 1;
            match (own, their) {
                (0, _) => format!(
                    "{indent}{OURS}this comment was removed; theirs changed it\n{}",
                    comment(nth, their, indent)
                ),
                (_, 0) => format!("{indent}{THEIRS}this comment is removed\n{}", comment(nth, own, indent)),
                _ => format!(
                    "{indent}{THEIRS}comment: {nth} {}\n{}",
                    SAYS[usize::from(their)],
                    comment(nth, own, indent)
                ),
            }
        });
    }
    (laid_out(places.into_iter()), told)
}

fn says() -> impl Strategy<Value = [u8; PLACES]> {
    proptest::array::uniform9(0u8..4)
}

fn of(base: &str, ours: &str, theirs: &str) -> (String, usize) {
    let merged = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes()).expect("it merges");
    (String::from_utf8(merged.bytes).expect("text"), merged.conflicts.len())
}

#[test]
fn a_changed_head_stays_at_the_head() {
    let base = "# Handling: amber\n# Licence: none\n\nevents:\n- id: a\n  kind: other\n  date: 2025-12-01\n  title: A\n";
    let theirs = base.replace("amber", "red");
    let ours = base.replace("title: A", "title: B");
    let (text, told) = of(base, &ours, &theirs);
    assert_eq!((text, told), (theirs.replace("title: A", "title: B"), 0));
    let ours = ours.replace("amber", "green");
    let (text, told) = of(base, &ours, &theirs);
    assert!(
        text.starts_with(
            "# CONFLICT theirs: comment: Handling: red\n# Handling: green\n# Licence: none\n\nevents:"
        ),
        "{text}"
    );
    assert_eq!(told, 1, "and it is told");
}

#[test]
fn a_head_does_not_go_with_the_records_that_come_first() {
    let of_first = |id: &str, more: &str| {
        format!(
            "# Handling: amber\n{more}# The log\n- id: {id}\n  kind: other\n  date: 2025-12-01\n  title: T\n\n"
        )
    };
    for list in ["", "events:\n"] {
        let rest = "- id: a\n  kind: other\n  date: 2025-12-01\n  title: A\n";
        let base = format!("# Handling: amber\n{list}# The log\n{rest}");
        let (ours, theirs) = (of_first("m", list) + rest, of_first("n", list) + rest);
        let (text, told) = of(&base, &ours, &theirs);
        assert_eq!(told, 0, "{text}");
        assert!(text.starts_with(&format!("# Handling: amber\n{list}# The log\n- id: ")), "{text}");
        assert_eq!(text.matches('#').count(), 2, "neither is there twice:\n{text}");
        assert_eq!(text.matches("\n\n- id: ").count(), 2, "there is air between the records:\n{text}");
    }
}

#[test]
fn comments_come_with_a_new_record_and_go_with_a_removed_one() {
    let event =
        |id: &str, day: u8| format!("- id: {id}\n  kind: other\n  date: 2025-12-0{day}\n  title: T\n");
    let base = format!("events:\n{}\n# of b\n{}\n# end\n", event("a", 1), event("b", 2));
    let theirs = base.replace("\n# end", &format!("\n# --- January ---\n\n# of n\n{}\n# end", event("n", 5)));
    let ours = format!("events:\n{}\n# end, ours\n", event("a", 1));
    let wanted = theirs.replace(&format!("\n# of b\n{}", event("b", 2)), "").replace("# end", "# end, ours");
    assert_eq!(of(&base, &ours, &theirs), (wanted.clone(), 0), "theirs has the new one");
    assert_eq!(of(&base, &theirs, &ours), (wanted, 0), "ours has it");
}

#[test]
fn a_comment_behind_a_key_of_a_list_is_merged() {
    let base = "events:  # all\n- id: a\n  kind: other\n  date: 2025-12-01\n  title: A\n";
    let (ours, theirs) = (base.replace("title: A", "title: B"), base.replace("# all", "# each"));
    assert_eq!(of(base, &ours, &theirs), (theirs.replace("title: A", "title: B"), 0));
    let (text, told) = of(base, &ours.replace("# all", "# some"), &theirs);
    assert!(text.starts_with("# CONFLICT theirs: comment: each\nevents:  # some\n") && told == 1, "{text}");
}

#[test]
fn a_removed_record_with_a_new_comment_is_a_conflict() {
    let base = "events:\n- id: a\n  kind: other\n  date: 2025-12-01\n  title: A\n\n- id: b\n  kind: other\n  date: 2025-12-02\n  title: B\n";
    let (gone, rest) = base.split_once("\n- id: b").map(|(a, b)| (a.to_owned(), b)).expect("two");
    let noted = format!("{gone}\n# checked\n- id: b{rest}");
    for (ours, theirs) in [(&gone, &noted), (&noted, &gone)] {
        let (text, told) = of(base, ours, theirs);
        assert!(told == 1 && text.contains("# checked") && text.contains("- id: b"), "{text}");
    }
}

proptest! {
    #[test]
    fn each_change_of_a_comment_lands_where_it_was(ours in says(), theirs in says(), base in proptest::array::uniform9(0u8..2)) {
        let (wanted, told) = expected(base, ours, theirs);
        let (text, found) = of(&written(base), &written(ours), &written(theirs));
        prop_assert_eq!(&text, &wanted);
        prop_assert_eq!(found, told);
    }
}
