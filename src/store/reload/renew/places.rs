//! Problems that name the place of another record, which may move.

use crate::store::problem::Problem;

/// Text before and after another place, in hints.
const HINTS: [(&str, &str); 3] = [
    ("the one at ", " is used"),
    ("it is at ", ", but that record has a problem"),
    ("` to the event at ", ""),
];
/// Text before another place, in a message.
pub(super) const SAME_DATE_AND_TITLE: &str = "no `id`, and the same date and title as ";

/// Returns the other place that a problem names: a path and a line.
pub(super) fn other(problem: &Problem) -> Option<(&str, u32)> {
    let hint = problem.hint.as_deref().and_then(place_in_hint);
    let (path, line) = hint.or_else(|| place_in_message(&problem.message))?.rsplit_once(':')?;
    Some((path, line.parse().ok()?))
}

/// Changes the line of the other place that a problem names.
pub(super) fn moved(problem: &mut Problem, line: u32) {
    let Some((path, before)) = other(problem) else { return };
    let (before, now) = (format!("{path}:{before}"), format!("{path}:{line}"));
    match &mut problem.hint {
        Some(hint) if place_in_hint(hint).is_some() => *hint = hint.replace(&before, &now),
        _ => problem.message = problem.message.replace(&before, &now),
    }
}

fn place_in_hint(hint: &str) -> Option<&str> {
    HINTS.into_iter().find_map(|(before, behind)| match before.strip_prefix('`') {
        None => hint.strip_prefix(before)?.strip_suffix(behind),
        // Text after an id, which contains no backtick.
        Some(_) => Some(hint.strip_prefix("add `id: ")?.split_once(before)?.1),
    })
}

fn place_in_message(message: &str) -> Option<&str> {
    message.strip_prefix(SAME_DATE_AND_TITLE)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::store::problem::{Code, Severity};

    fn problem(message: &str, hint: Option<&str>) -> Problem {
        Problem {
            severity: Severity::Warning,
            path: PathBuf::from("a.yaml"),
            line: 1,
            column: 1,
            code: Code("derived-id"),
            message: message.to_owned(),
            hint: hint.map(ToOwned::to_owned),
            fix: None,
        }
    }

    #[test]
    fn another_place_is_found_and_moved() {
        for (message, hint) in [
            ("a second `x` in `events`", "the one at my: log.yaml:12 is used"),
            ("no event `x`", "it is at my: log.yaml:12, but that record has a problem"),
            ("`x` is an id that was derived", "add `id: x` to the event at my: log.yaml:12"),
            (
                "no `id`, and the same date and title as my: log.yaml:12",
                "remove one if they are the same event; otherwise give this one an id",
            ),
        ] {
            let mut one = problem(message, Some(hint));
            assert_eq!(other(&one), Some(("my: log.yaml", 12)), "{message} {hint}");
            moved(&mut one, 7);
            assert_eq!(other(&one), Some(("my: log.yaml", 7)), "{message} {hint}");
        }
        let none = [("a.yaml:12", None), ("no event `x`", Some("did you mean `a.yaml:12`?"))];
        assert!(
            none.iter().all(|(message, hint)| other(&problem(message, *hint)).is_none()),
            "only our own messages name a place"
        );
    }
}
