//! A problem of a store in lines: where and what it is, and what to do.

use crate::store::{Problem, Severity};
use crate::text::visible_line;

/// Returns the line of a problem and that of its hint, if it has one.
pub(super) fn of(problem: &Problem) -> Vec<String> {
    let mut place = problem.path.display().to_string();
    for number in [problem.line, problem.column].into_iter().take_while(|n| *n > 0) {
        place = format!("{place}:{number}");
    }
    let severity = match problem.severity {
        Severity::Problem => String::new(),
        milder => format!("{}: ", milder.word()),
    };
    let whole = format!("{}: {severity}{}", visible_line(&place), visible_line(&problem.message));
    let hint = problem.hint.as_ref().map(|hint| format!("hint: {}", visible_line(hint)));
    std::iter::once(whole).chain(hint).collect()
}
