//! Comments that a merge left where two people changed the same field.

use crate::store::Store;
use crate::store::merge::conflicts;
use crate::store::problem::{Code, Problem, Severity};
use crate::text::visible_line;

/// Reports each as a problem, so that none is forgotten.
pub(super) fn look(store: &Store, problems: &mut Vec<Problem>) {
    for (file, bytes) in store.texts() {
        for conflict in conflicts(&bytes) {
            problems.push(Problem {
                severity: Severity::Problem,
                path: file.path.clone(),
                line: conflict.line,
                column: conflict.column,
                code: Code("merge-comment"),
                message: visible_line(&format!(
                    "a merge left {} open: {}",
                    conflict.record.as_deref().unwrap_or("this"),
                    conflict.text
                ))
                .into_owned(),
                hint: Some(
                    "keep one of the two in the field, or both as `conflicts:`, and delete the comment"
                        .to_owned(),
                ),
                fix: None,
            });
        }
    }
}
